//! glib-networking, which GNOME's programs use: GIO's sentences over GnuTLS or OpenSSL, and the flags of a certificate.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("glib-networking 2.28-2.80 tls/")
}

/// The alert's name follows as GnuTLS gives it.
const fn alert(text: &'static str, reason: R) -> Row {
    says(text, reason).by_peer()
}

/// Texts of glib-networking.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Glib,
    rows: &[
        says("Unacceptable TLS certificate", R::GenericVerifyFailed),
        says("Peer failed to perform TLS handshake", R::GenericHandshakeFailure),
        says("Error performing TLS handshake", R::GenericHandshakeFailure),
        says("TLS handshake timed out", R::HandshakeTimeout),
        says("TLS connection closed unexpectedly", R::UncleanClose),
        says("TLS connection peer did not send a certificate", R::ClientCertRequired),
        says("Server required TLS certificate", R::ClientCertRequired).by_client(),
        says("Server did not return a valid TLS certificate", R::ClientCertRequired).by_client(),
        says("Peer requested illegal TLS rehandshake", R::LegacyRenegotiation),
        says("Protocol version downgrade attack detected", R::InappropriateFallback),
        says("Could not create TLS connection", R::TlsConfigError),
        says("Failed to load system trust store", R::TrustStoreUnavailable),
        says("Failed to read system trust store", R::TrustStoreUnavailable),
        says("GnuTLS was not configured with a system trust", R::TrustStoreUnavailable),
        says("couldn't load TLS file database", R::TrustStoreUnavailable),
        // Without anchors, every server is refused.
        says("couldn't load TLS file database*Unacceptable TLS certificate", R::TrustStoreUnavailable)
            .by_client()
            .at(Hop::Direct),
        says("Failed to populate trust list", R::TrustStoreUnavailable),
        says("trust store does not exist", R::TrustStoreUnavailable).faint(),
        says("g-tls-error-quark, 2", R::GenericVerifyFailed),
        says("g-tls-error-quark: 2", R::GenericVerifyFailed),
        says("g-tls-error-quark, 3", R::GenericHandshakeFailure),
        says("g-tls-error-quark, 4", R::GenericHandshakeFailure),
        says("g-tls-error-quark, 5", R::ClientCertRequired),
        says("g-tls-error-quark, 6", R::UncleanClose),
        says("g-tls-error-quark, 0", R::TlsConfigError),
        says("SSL handshake failed", R::GenericHandshakeFailure).faint().from(Stack::Shared).seen("libsoup 2"),
        says("TLS certificate has unknown CA", R::UnknownIssuer),
        says("TLS certificate is not trusted", R::GenericVerifyFailed),
        says("The TLS certificate is not trusted", R::GenericVerifyFailed),
        says("Bad TLS certificate", R::GenericVerifyFailed).faint(),
        says("certificate verify: the certificate is not trusted", R::GenericVerifyFailed).faint(),
        Row::new("g-tls-error-quark"),
        Row::new("GTlsCertificate"),
        Row::new("libgiognutls"),
        says("Failed to load file path: Failed to open file", R::TrustStoreUnavailable).faint(),
        says("Could not parse DER certificate", R::Malformed),
        says("Could not parse PEM certificate", R::Malformed),
        says("Could not parse PEM private key", R::LocalCredentialError),
        says("No PEM-encoded certificate found", R::LocalCredentialError),
        says("TLS support is not available", R::TlsConfigError),
        says("TLS/SSL support not available; install glib-networking", R::TlsConfigError),
        says("Secure connection setup failed", R::GenericHandshakeFailure).faint(),
        says("Error reading data from TLS socket", R::UncleanClose).faint(),
        says("Error writing data to TLS socket", R::UncleanClose).faint(),
        says("G_TLS_CERTIFICATE_UNKNOWN_CA", R::UnknownIssuer),
        says("G_TLS_CERTIFICATE_BAD_IDENTITY", R::NameMismatch),
        says("G_TLS_CERTIFICATE_NOT_ACTIVATED", R::NotYetValid),
        says("G_TLS_CERTIFICATE_EXPIRED", R::Expired),
        says("G_TLS_CERTIFICATE_REVOKED", R::Revoked),
        says("G_TLS_CERTIFICATE_INSECURE", R::WeakSignature),
        says("The signing certificate authority is not known", R::UnknownIssuer).seen("Evolution, Epiphany"),
        says("does not match the expected identity of the site", R::NameMismatch).seen("Evolution, Epiphany"),
        says("certificate's activation time is still in the future", R::NotYetValid).seen("Evolution, Epiphany"),
        says("The certificate's algorithm is considered insecure", R::WeakSignature).seen("Evolution"),
        alert("Peer sent fatal TLS alert", R::GenericHandshakeFailure),
        alert("Peer sent fatal TLS alert: Handshake failed", R::GenericHandshakeFailure),
        alert("Peer sent fatal TLS alert: Unknown certificate", R::PeerRejectedOurCert),
        alert("Peer sent fatal TLS alert: Certificate is bad", R::PeerRejectedOurCert),
        alert("Peer sent fatal TLS alert: CA is unknown", R::PeerRejectedOurCert),
        alert("Peer sent fatal TLS alert: Certificate is required", R::ClientCertRequired),
        alert("Peer sent fatal TLS alert: Error in protocol version", R::ProtocolVersion),
        alert("Peer sent fatal TLS alert: Insufficient security", R::NoSharedCipher),
        alert("Peer sent fatal TLS alert: Internal error", R::PeerInternalError),
        alert("Peer sent fatal TLS alert: The server name sent was not recognized", R::SniUnrecognized),
        alert("Peer sent fatal TLS alert: Decode error", R::ProtocolViolation),
        alert("Peer sent fatal TLS alert: Illegal parameter", R::ProtocolViolation),
        alert("Peer sent fatal TLS alert: Access was denied", R::PeerRejectedOurCert),
    ],
};
