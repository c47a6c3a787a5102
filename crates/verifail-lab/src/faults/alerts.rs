//! Every alert of the registry but close_notify, sent fatal by the server as its answer to the ClientHello.
//! <https://www.iana.org/assignments/tls-parameters>

use verifail::Reason::{
    self, Alpn, BadSignature, ClientCertRequired, Ech, GenericHandshakeFailure, InappropriateFallback,
    LegacyRenegotiation, NoSharedCipher, NoSharedParams, OcspResponseBad, PeerInternalError, PeerRejectedOurCert,
    ProtocolVersion, ProtocolViolation, PskOrTicket, RecordCorrupt, SniUnrecognized,
};
use verifail::{Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::raw::{End, Script};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    record: &'static [u8],
) -> Fault {
    let script = Script { reads_first: true, sends: record, ends: End::Close };
    Fault::new(Family::Alerts, name, description, reasons, Behaviour::Raw(script)).rejection(Rejection::ServerRejectsUs)
}

/// One fatal alert as a record of TLS 1.2, as RFC 8446 section 5.1 wants of both versions.
macro_rules! alert {
    ($name:literal, $number:literal, $reasons:expr) => {
        fault(
            concat!("alert-", $name),
            concat!("the server answers with alert ", $number, ", ", $name),
            &$reasons,
            &[21, 3, 3, 0, 2, 2, $number],
        )
    };
}

pub(super) const FAULTS: &[Fault] = &[
    alert!("unexpected-message", 10, [ProtocolViolation]),
    alert!("bad-record-mac", 20, [RecordCorrupt]),
    alert!("decryption-failed", 21, [RecordCorrupt]),
    alert!("record-overflow", 22, [RecordCorrupt]),
    alert!("decompression-failure", 30, [RecordCorrupt]),
    alert!("handshake-failure", 40, [GenericHandshakeFailure, NoSharedCipher, NoSharedParams]),
    alert!("no-certificate", 41, [ClientCertRequired]),
    alert!("bad-certificate", 42, [PeerRejectedOurCert]),
    alert!("unsupported-certificate", 43, [PeerRejectedOurCert]),
    alert!("certificate-revoked", 44, [PeerRejectedOurCert]),
    alert!("certificate-expired", 45, [PeerRejectedOurCert]),
    alert!("certificate-unknown", 46, [PeerRejectedOurCert]),
    alert!("illegal-parameter", 47, [ProtocolViolation]),
    alert!("unknown-ca", 48, [PeerRejectedOurCert]),
    // Before a certificate was asked for, all that the server knows of the client is the name it asks for.
    alert!("access-denied", 49, [SniUnrecognized, PeerRejectedOurCert]).said_by_rustls(PeerRejectedOurCert),
    alert!("decode-error", 50, [ProtocolViolation]),
    alert!("decrypt-error", 51, [BadSignature]),
    alert!("too-many-cids-requested", 52, [GenericHandshakeFailure]),
    alert!("export-restriction", 60, [ProtocolVersion, NoSharedCipher]),
    alert!("protocol-version", 70, [ProtocolVersion]),
    alert!("insufficient-security", 71, [NoSharedCipher]),
    alert!("internal-error", 80, [PeerInternalError]).retry(RetryAdvice::BoundedUnknown),
    alert!("inappropriate-fallback", 86, [InappropriateFallback]),
    alert!("user-canceled", 90, [GenericHandshakeFailure]),
    alert!("no-renegotiation", 100, [LegacyRenegotiation]),
    alert!("missing-extension", 109, [ProtocolViolation]),
    alert!("unsupported-extension", 110, [ProtocolViolation]),
    alert!("certificate-unobtainable", 111, [PeerRejectedOurCert]),
    alert!("unrecognized-name", 112, [SniUnrecognized]),
    alert!("bad-certificate-status-response", 113, [OcspResponseBad, PeerRejectedOurCert]),
    alert!("bad-certificate-hash-value", 114, [PeerRejectedOurCert]),
    alert!("unknown-psk-identity", 115, [PskOrTicket]).retry(RetryAdvice::FreshSession),
    alert!("certificate-required", 116, [ClientCertRequired]),
    alert!("general-error", 117, [GenericHandshakeFailure]),
    alert!("no-application-protocol", 120, [Alpn]),
    alert!("ech-required", 121, [Ech]),
];
