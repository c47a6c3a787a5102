//! What follows from a reason for the next try, and whose fault it usually is.

use crate::taxonomy::{Fault, Hop, Layer, Reason, RetryAdvice};

/// Whether and how to try again, where the text itself says nothing about it.
///
/// A peer that refuses a handshake by an alert has decided; a handshake that fails without one may have failed by
/// chance. That a certificate becomes valid *at a time* is said by the rows whose text gives the time; without one a
/// clock is wrong, and somebody has to set it. A revocation list that was handed over is replaced by somebody, where a
/// status that is asked for may be answered the next time; `words` are those of the row, or the name of the number,
/// that gave the reason.
pub(super) fn retry(reason: Reason, by_peer: bool, words: &str) -> RetryAdvice {
    match reason {
        Reason::GenericHandshakeFailure | Reason::RecordCorrupt if by_peer => RetryAdvice::Never,
        Reason::TlsNotFailure | Reason::NotTlsRelated => RetryAdvice::NotApplicable,
        // Closed because of an error, and not of which.
        Reason::HandshakeEof if words.contains("ClosedAbort") => RetryAdvice::BoundedUnknown,
        Reason::HandshakeEof
        | Reason::HandshakeReset
        | Reason::HandshakeTimeout
        | Reason::RecordCorrupt
        | Reason::UncleanClose => RetryAdvice::FreshConnection,
        Reason::PeerInternalError | Reason::GenericHandshakeFailure => RetryAdvice::BoundedUnknown,
        Reason::PskOrTicket => RetryAdvice::FreshSession,
        Reason::NotYetValid => RetryAdvice::AfterUserAction,
        Reason::RevocationUnavailable if tell_of_a_list(words) => RetryAdvice::AfterUserAction,
        Reason::RevocationUnavailable if tell_of_no_place(words) => RetryAdvice::OtherAddress,
        Reason::RevocationUnavailable => RetryAdvice::FreshConnection,
        _ => match reason.layer() {
            Layer::Local => RetryAdvice::AfterUserAction,
            _ => RetryAdvice::Never,
        },
    }
}

/// Whether words tell of a revocation list at hand, and not of the place that it is fetched from.
fn tell_of_a_list(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    let has = |any: &[&str]| any.iter().any(|one| words.contains(one));
    has(&["crl", "krl", "revocation list", "revocationlist"]) && !has(&["fetch", "network", "server", "uri", "url"])
}

/// Whether words tell that there was nowhere to ask, which CryptoAPI says apart from a server that is offline: the same
/// certificate names no other place, and another node's may.
fn tell_of_no_place(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    words.contains("no_revocation_check") || words.contains("unable to check revocation for the certificate")
}

/// Whose fault it usually is.
pub(super) const fn fault(reason: Reason, hop: Hop) -> Fault {
    match reason {
        Reason::NotYetValid | Reason::ExpiredOrNotYetValid => Fault::Clock,
        Reason::TrustServiceUnavailable => Fault::PlatformService,
        Reason::TrustStoreUnavailable => Fault::TrustStore,
        Reason::LocalCredentialError | Reason::TlsConfigError | Reason::CryptoPolicyBlocked => Fault::Configuration,
        Reason::MitmDetected | Reason::ProxyTunnelFailed => Fault::Intermediary,
        Reason::HandshakeReset | Reason::HandshakeTimeout | Reason::UncleanClose | Reason::HandshakeEof => {
            Fault::Network
        }
        Reason::PeerRejectedOurCert | Reason::ClientCertRequired | Reason::PlaintextToTls => Fault::Client,
        Reason::UnknownIssuer | Reason::SelfSignedInChain | Reason::UntrustedRoot => Fault::TrustStore,
        Reason::GenericHandshakeFailure | Reason::GenericVerifyFailed => Fault::Unknown,
        Reason::NotTlsRelated | Reason::TlsNotFailure => Fault::Unknown,
        // The proxy chose the session, the address and the name that it compares.
        Reason::NameMismatch if matches!(hop, Hop::ProxyToUpstream) => Fault::Intermediary,
        _ => match hop {
            Hop::ClientToProxy => Fault::Intermediary,
            _ => Fault::Peer,
        },
    }
}
