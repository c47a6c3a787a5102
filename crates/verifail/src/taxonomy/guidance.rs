//! What a person reads about a reason: its clause, its usual cause, the observation that tells it from its neighbours,
//! what to do and who does it, and the next test. The texts are data, one file a layer; certificates have three.
//!
//! This is their one source: the command `verifail reasons`, its reports and `docs/reasons.md` print them.

mod certificate;
mod command;
mod local;
mod negotiation;
mod outside;
mod path;
mod status;
mod transport;

use super::{Hop, Reason};

/// Where RFCs are, up to their number.
const RFCS: &str = concat!("https://www.rfc-editor.org/", "rfc/rfc");

/// What a person reads about a reason. `HOST` in a command stands for the server's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guidance {
    /// The clause of a specification, or the code base, that it comes from.
    pub clause: &'static str,
    /// The typical cause.
    pub cause: &'static str,
    /// The observation that tells it from what looks like it.
    pub observation: &'static str,
    /// What to do, the likeliest first.
    pub remedies: &'static [Remedy],
    /// The next test that would settle it: a command for a shell.
    pub test: &'static str,
}

impl Guidance {
    /// Where the clause can be read, if it is of an RFC: of the first one, where several are named.
    pub fn link(&self) -> Option<String> {
        let (number, rest) = self.clause.strip_prefix("RFC ")?.split_once(' ')?;
        let section = rest.strip_prefix("section ").or_else(|| rest.strip_prefix("sections "))?;
        let section: String = section.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        Some(format!("{RFCS}{number}#section-{}", section.trim_end_matches('.')))
    }
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Who does it.
    pub by: Party,
    /// What, as a sentence.
    pub text: &'static str,
}

word! {
    /// Who can do something about a failure. Client and server are those of the connection that fails.
    Party {
        /// Whoever runs or writes the client.
        Client "client" "the client";
        /// Whoever administers the machine on which it fails.
        Operator "operator" "this machine's operator";
        /// Whoever runs the proxy, gateway or inspection product between the two.
        Proxy "proxy" "the proxy's operator";
        /// Whoever runs the server.
        Server "server" "the server";
    }
}

const fn client(text: &'static str) -> Remedy {
    Remedy { by: Party::Client, text }
}

const fn operator(text: &'static str) -> Remedy {
    Remedy { by: Party::Operator, text }
}

const fn proxy(text: &'static str) -> Remedy {
    Remedy { by: Party::Proxy, text }
}

const fn server(text: &'static str) -> Remedy {
    Remedy { by: Party::Server, text }
}

impl Reason {
    /// What a person reads about it.
    pub const fn guidance(self) -> &'static Guidance {
        match self {
            Self::Alpn => &negotiation::ALPN,
            Self::BadSignature => &certificate::BAD_SIGNATURE,
            Self::CaViolation => &path::CA_VIOLATION,
            Self::ChainLimits => &path::CHAIN_LIMITS,
            Self::ClientCertRequired => &negotiation::CLIENT_CERT_REQUIRED,
            Self::CryptoPolicyBlocked => &local::CRYPTO_POLICY_BLOCKED,
            Self::CtMissing => &status::CT_MISSING,
            Self::Ech => &negotiation::ECH,
            Self::EkuMissingOrWrong => &certificate::EKU_MISSING_OR_WRONG,
            Self::Expired => &certificate::EXPIRED,
            Self::ExpiredOrNotYetValid => &certificate::EXPIRED_OR_NOT_YET_VALID,
            Self::ExplicitlyDistrusted => &status::EXPLICITLY_DISTRUSTED,
            Self::GenericHandshakeFailure => &negotiation::GENERIC_HANDSHAKE_FAILURE,
            Self::GenericVerifyFailed => &path::GENERIC_VERIFY_FAILED,
            Self::HandshakeEof => &transport::HANDSHAKE_EOF,
            Self::HandshakeReset => &transport::HANDSHAKE_RESET,
            Self::HandshakeTimeout => &transport::HANDSHAKE_TIMEOUT,
            Self::InappropriateFallback => &negotiation::INAPPROPRIATE_FALLBACK,
            Self::IssuerMismatch => &path::ISSUER_MISMATCH,
            Self::KeyUsage => &certificate::KEY_USAGE,
            Self::LegacyRenegotiation => &negotiation::LEGACY_RENEGOTIATION,
            Self::LocalCredentialError => &local::LOCAL_CREDENTIAL_ERROR,
            Self::Malformed => &certificate::MALFORMED,
            Self::MissingIntermediate => &path::MISSING_INTERMEDIATE,
            Self::MitmDetected => &path::MITM_DETECTED,
            Self::NameConstraints => &path::NAME_CONSTRAINTS,
            Self::NameMismatch => &certificate::NAME_MISMATCH,
            Self::NoSan => &certificate::NO_SAN,
            Self::NoSharedCipher => &negotiation::NO_SHARED_CIPHER,
            Self::NoSharedParams => &negotiation::NO_SHARED_PARAMS,
            Self::NotTls => &transport::NOT_TLS,
            Self::NotTlsRelated => &outside::NOT_TLS_RELATED,
            Self::NotYetValid => &certificate::NOT_YET_VALID,
            Self::OcspResponseBad => &status::OCSP_RESPONSE_BAD,
            Self::PathLength => &path::PATH_LENGTH,
            Self::PeerInternalError => &negotiation::PEER_INTERNAL_ERROR,
            Self::PeerRejectedOurCert => &negotiation::PEER_REJECTED_OUR_CERT,
            Self::PinMismatch => &status::PIN_MISMATCH,
            Self::PlaintextToTls => &transport::PLAINTEXT_TO_TLS,
            Self::Policy => &path::POLICY,
            Self::ProfileViolation => &certificate::PROFILE_VIOLATION,
            Self::ProtocolVersion => &negotiation::PROTOCOL_VERSION,
            Self::ProtocolViolation => &negotiation::PROTOCOL_VIOLATION,
            Self::ProxyTunnelFailed => &transport::PROXY_TUNNEL_FAILED,
            Self::PskOrTicket => &negotiation::PSK_OR_TICKET,
            Self::RecordCorrupt => &negotiation::RECORD_CORRUPT,
            Self::RevocationUnavailable => &status::REVOCATION_UNAVAILABLE,
            Self::Revoked => &status::REVOKED,
            Self::SelfSignedInChain => &path::SELF_SIGNED_IN_CHAIN,
            Self::SelfSignedLeaf => &path::SELF_SIGNED_LEAF,
            Self::SniUnrecognized => &negotiation::SNI_UNRECOGNIZED,
            Self::TlsConfigError => &local::TLS_CONFIG_ERROR,
            Self::TlsNotFailure => &outside::TLS_NOT_FAILURE,
            Self::TrustServiceUnavailable => &local::TRUST_SERVICE_UNAVAILABLE,
            Self::TrustStoreUnavailable => &local::TRUST_STORE_UNAVAILABLE,
            Self::UncleanClose => &transport::UNCLEAN_CLOSE,
            Self::UnhandledCriticalExtension => &certificate::UNHANDLED_CRITICAL_EXTENSION,
            Self::UnknownIssuer => &path::UNKNOWN_ISSUER,
            Self::UnsupportedSignatureAlgorithm => &certificate::UNSUPPORTED_SIGNATURE_ALGORITHM,
            Self::UntrustedRoot => &path::UNTRUSTED_ROOT,
            Self::ValidityTooLong => &certificate::VALIDITY_TOO_LONG,
            Self::VerifierDisagreement => &path::VERIFIER_DISAGREEMENT,
            Self::WeakKey => &certificate::WEAK_KEY,
            Self::WeakKeyExchange => &negotiation::WEAK_KEY_EXCHANGE,
            Self::WeakSignature => &certificate::WEAK_SIGNATURE,
        }
    }

    /// The same for a failure between these two: what a proxy's own handshake with its upstream meets has causes that a
    /// client's does not.
    pub const fn guidance_at(self, hop: Hop) -> &'static Guidance {
        match (self, hop) {
            (Self::NameMismatch, Hop::ProxyToUpstream) => &certificate::NAME_MISMATCH_OF_AN_UPSTREAM,
            _ => self.guidance(),
        }
    }

    /// Whether another set of trust anchors would decide otherwise, so that the setting which names one is worth a
    /// word.
    pub const fn depends_on_trust_anchors(self) -> bool {
        matches!(
            self,
            Self::MitmDetected
                | Self::SelfSignedInChain
                | Self::SelfSignedLeaf
                | Self::TrustServiceUnavailable
                | Self::TrustStoreUnavailable
                | Self::UnknownIssuer
                | Self::UntrustedRoot
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = (Reason, &'static Guidance)> {
        let upstream = (Reason::NameMismatch, Reason::NameMismatch.guidance_at(Hop::ProxyToUpstream));
        Reason::ALL.iter().map(|reason| (*reason, reason.guidance())).chain([upstream])
    }

    #[test]
    fn every_text_is_one_sentence() {
        for (reason, guidance) in all() {
            let remedies = guidance.remedies.iter().map(|remedy| remedy.text);
            for text in remedies.chain([guidance.cause, guidance.observation]) {
                assert!(text.ends_with('.') && !text.contains(". "), "{reason}: {text}");
                assert!(text.len() <= 220, "{reason}: {} octets: {text}", text.len());
                assert!(text.starts_with(|c: char| !c.is_lowercase()), "{reason}: {text}");
            }
        }
    }

    #[test]
    fn every_reason_has_one_to_four_remedies() {
        for (reason, guidance) in all() {
            assert!((1..=4).contains(&guidance.remedies.len()), "{reason}");
        }
    }

    #[test]
    fn clauses_of_rfcs_can_be_linked() {
        for (reason, guidance) in all() {
            assert!(!guidance.clause.is_empty(), "{reason}");
            assert_eq!(guidance.clause.starts_with("RFC "), guidance.link().is_some(), "{reason}: {}", guidance.clause);
        }
        let link = Reason::Expired.guidance().link();
        assert_eq!(link.as_deref(), Some("https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3"));
    }

    #[test]
    fn no_two_reasons_share_their_observation() {
        let mut seen = std::collections::BTreeMap::new();
        for (reason, guidance) in all() {
            assert_eq!(seen.insert(guidance.observation, reason), None, "{reason}");
        }
    }
}
