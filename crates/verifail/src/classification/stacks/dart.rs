//! Dart and Flutter: `HandshakeException` and `TlsException` around BoringSSL's reasons.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, RetryAdvice, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("dart-lang/sdk runtime/bin, 1.0-3.9")
}

/// Texts of Dart.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Dart,
    rows: &[
        Row::new("HandshakeException: "),
        Row::new("TlsException: Failure"),
        Row::new("Handshake error in client (OS Error:").by_client(),
        Row::new("Handshake error in server (OS Error:").by_server(),
        says("HandshakeException: Handshake error in client", R::GenericHandshakeFailure).by_client().faint(),
        says("HandshakeException: Handshake error in server", R::GenericHandshakeFailure).by_server().faint(),
        says("Connection terminated during handshake", R::HandshakeEof),
        says("CERTIFICATE_VERIFY_FAILED: ok(", R::GenericVerifyFailed).retry(RetryAdvice::BoundedUnknown),
        says("CERTIFICATE_VERIFY_FAILED: Hostname mismatch(", R::NameMismatch),
        says("CERTIFICATE_VERIFY_FAILED: application verification failure(", R::GenericVerifyFailed),
        says("CERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate(", R::UnknownIssuer),
        says("CERTIFICATE_VERIFY_FAILED: self signed certificate(", R::SelfSignedLeaf),
        says("CERTIFICATE_VERIFY_FAILED: self signed certificate in certificate chain(", R::SelfSignedInChain),
        says("CERTIFICATE_VERIFY_FAILED: certificate has expired(", R::Expired),
        says("CERTIFICATE_VERIFY_FAILED: certificate is not yet valid(", R::NotYetValid),
        says("CERTIFICATE_VERIFY_FAILED: unable to get issuer certificate(", R::UnknownIssuer),
        says("WRONG_VERSION_NUMBER(tls_record.cc:", R::NotTls),
        says("HTTP_REQUEST(tls_record.cc:", R::PlaintextToTls).by_server(),
        says("SSLV3_ALERT_HANDSHAKE_FAILURE(tls_record.cc:", R::GenericHandshakeFailure).by_peer(),
        says("TLSV1_ALERT_PROTOCOL_VERSION(tls_record.cc:", R::ProtocolVersion).by_peer(),
        says("TLSV1_ALERT_INTERNAL_ERROR(tls_record.cc:", R::PeerInternalError).by_peer(),
        says("SSLV3_ALERT_CERTIFICATE_UNKNOWN(tls_record.cc:", R::PeerRejectedOurCert).by_peer(),
        says("SSLV3_ALERT_BAD_CERTIFICATE(tls_record.cc:", R::PeerRejectedOurCert).by_peer(),
        says("TLSV1_ALERT_UNKNOWN_CA(tls_record.cc:", R::PeerRejectedOurCert).by_peer(),
        says("TLSV1_ALERT_CERTIFICATE_REQUIRED(tls_record.cc:", R::ClientCertRequired).by_peer(),
        says("NO_SHARED_CIPHER(handshake_server.cc:", R::NoSharedCipher).by_server(),
        says("BAD_SIGNATURE(handshake_client.cc:", R::BadSignature),
        says("BAD_SIGNATURE(handshake", R::BadSignature),
        says("UNSUPPORTED_PROTOCOL(handshake_client.cc:", R::ProtocolVersion).by_client(),
        says("TLSV1_UNRECOGNIZED_NAME(tls_record.cc:", R::SniUnrecognized).by_peer(),
        says("SSLV3_ALERT_CLOSE_NOTIFY(tls_record.cc:", R::HandshakeEof),
        says("TLSV1_ALERT_NO_APPLICATION_PROTOCOL(tls_record.cc:", R::Alpn).by_peer(),
        says("TLSV1_ALERT_DECODE_ERROR(tls_record.cc:", R::ProtocolViolation).by_peer(),
        says("TLSV1_ALERT_ACCESS_DENIED(tls_record.cc:", R::PeerRejectedOurCert).by_peer(),
        says("SSLV3_ALERT_CERTIFICATE_EXPIRED(tls_record.cc:", R::PeerRejectedOurCert).by_peer(),
        says("NO_START_LINE(pem_lib.c", R::LocalCredentialError),
        says("KEY_VALUES_MISMATCH(x509_cmp.c", R::LocalCredentialError),
        says("BAD_DECRYPT(", R::LocalCredentialError),
        says("Handshake error in client (OS Error: No such file", R::TrustStoreUnavailable),
        says("Failure trusting builtin roots", R::TrustStoreUnavailable),
        says("Failure in setTrustedCertificatesBytes", R::TrustStoreUnavailable),
        says("Failure in usePrivateKeyBytes", R::LocalCredentialError),
        says("Failure in useCertificateChainBytes", R::LocalCredentialError),
        says("Failure in setClientAuthoritiesBytes", R::TrustStoreUnavailable),
        says("BAD_PKCS12_DATA", R::LocalCredentialError),
        // Beside TLS.
        says("SocketException: Failed host lookup", R::NotTlsRelated),
        says("SocketException: Connection refused", R::NotTlsRelated),
        says("SocketException: OS Error: Connection refused", R::NotTlsRelated),
        says("SocketException: Connection timed out", R::NotTlsRelated),
        says("Connection closed before full header was received", R::NotTlsRelated),
    ],
};
