//! Ktor's own TLS client, which its CIO engine uses: names of alerts, and sentences. Its other engines print their
//! platform's.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("ktor-network-tls 1-3: TLSClientHandshake.kt, HostnameUtils.kt")
}

/// An alert that the server sent, by the name of its constant.
const fn alert(text: &'static str, reason: R) -> Row {
    says(text, reason).by_peer()
}

/// Texts of Ktor.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Java,
    rows: &[
        Row::new("io.ktor.network.tls.*").by_client(),
        Row::new("io.ktor.client.*").by_client(),
        alert("Received alert during handshake. Level: FATAL", R::GenericHandshakeFailure).faint(),
        alert("Received alert during handshake. Level: FATAL, code: HandshakeFailure", R::GenericHandshakeFailure),
        alert("Received alert during handshake. Level: FATAL, code: ProtocolVersion", R::ProtocolVersion),
        alert("Received alert during handshake. Level: FATAL, code: InsufficientSecurity", R::NoSharedCipher),
        alert("Received alert during handshake. Level: FATAL, code: InternalError", R::PeerInternalError),
        alert("Received alert during handshake. Level: FATAL, code: UnexpectedMessage", R::ProtocolViolation),
        alert("Received alert during handshake. Level: FATAL, code: IllegalParameter", R::ProtocolViolation),
        alert("Received alert during handshake. Level: FATAL, code: DecodeError", R::ProtocolViolation),
        alert("Received alert during handshake. Level: FATAL, code: BadRecordMac", R::RecordCorrupt),
        alert("Received alert during handshake. Level: FATAL, code: RecordOverflow", R::RecordCorrupt),
        alert("Received alert during handshake. Level: FATAL, code: DecryptError", R::BadSignature),
        alert("Received alert during handshake. Level: FATAL, code: BadCertificate", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: UnsupportedCertificate", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: CertificateRevoked", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: CertificateExpired", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: CertificateUnknown", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: UnknownCa", R::PeerRejectedOurCert),
        alert("Received alert during handshake. Level: FATAL, code: AccessDenied", R::PeerRejectedOurCert),
        says("Selected algorithms doesn't match with server previously negotiated", R::NoSharedParams),
        says("No server host: * in the server certificate", R::NameMismatch),
        says("Server sent no certificate", R::GenericHandshakeFailure),
        says("No suitable server certificate received", R::UnsupportedSignatureAlgorithm),
        says("Failed to verify signature: encoded content", R::BadSignature),
        says("Handshake: ServerFinished verification failed", R::RecordCorrupt),
        says("Negotiation failed due to EOF", R::HandshakeEof),
        says("Fail to verify server certificate", R::GenericVerifyFailed).faint(),
    ],
};
