//! BoringSSL: error queue lines, and the texts of its path validation.

use super::super::codes::PACKED;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("crypto/err/ssl.errordata, every version")
}

const fn heard(text: &'static str, reason: R) -> Row {
    says(text, reason).by_peer()
}

const fn path(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("pki/cert_errors.cc, pki/common_cert_errors.cc")
}

/// Texts of BoringSSL.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Boringssl,
    rows: &[
        // Its error queue names no function.
        Row::new("OPENSSL_internal").seen("every version"),
        Row::new("error:#:SSL routines:OPENSSL_internal:").decodes(&PACKED).seen("every version"),
        Row::new("#:SSL routines:OPENSSL_internal:").decodes(&PACKED).seen("every version"),
        Row::new("external/boringssl/").seen("Android, Bazel builds"),
        Row::new("boring-sys*").seen("rust: boring 1-4, in paths of its sources"),
        Row::new("third_party/boringssl/").seen("Chromium, gRPC"),
        Row::new("(handshake.cc:").seen("Dart"),
        Row::new("(tls_record.cc:").seen("Dart"),
        Row::new("(handshake_client.cc:").seen("Dart"),
        Row::new("(tls13_client.cc:").seen("Dart"),
        Row::new("(ssl_cert.cc:").seen("Dart"),
        Row::new("(ssl_x509.cc:").seen("Dart"),
        Row::new("(ssl_privkey.cc:").seen("Dart"),
        // Reasons by name, where the number is cut off or of another packing.
        says("OPENSSL_internal:INVALID_OUTER_RECORD_TYPE", R::NotTls),
        says("OPENSSL_internal:HTTP_REQUEST", R::PlaintextToTls).by_server(),
        says("OPENSSL_internal:HTTPS_PROXY_REQUEST", R::PlaintextToTls).by_server(),
        says("OPENSSL_internal:NO_SHARED_CIPHER", R::NoSharedCipher).by_server(),
        says("OPENSSL_internal:BAD_ECC_CERT", R::Malformed),
        says("OPENSSL_internal:CANNOT_PARSE_LEAF_CERT", R::Malformed),
        says("OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE", R::ClientCertRequired).by_server(),
        says("OPENSSL_internal:INAPPROPRIATE_FALLBACK", R::InappropriateFallback).by_server(),
        says("OPENSSL_internal:SERVER_CERT_CHANGED", R::LegacyRenegotiation),
        says("OPENSSL_internal:KEY_VALUES_MISMATCH", R::LocalCredentialError),
        says("OPENSSL_internal:KEY_TYPE_MISMATCH", R::LocalCredentialError),
        says("OPENSSL_internal:NO_START_LINE", R::LocalCredentialError),
        says("OPENSSL_internal:BAD_DECRYPT", R::LocalCredentialError),
        says("OPENSSL_internal:BAD_ALERT", R::ProtocolViolation),
        // By the library that speaks, where its reason is of no book.
        says("public key routines:OPENSSL_internal:DECODE_ERROR", R::Malformed),
        Row::new("PEM routines:OPENSSL_internal:").means(R::LocalCredentialError).faint().seen("crypto/pem"),
        Row::new("ASN.1 encoding routines:OPENSSL_internal:").means(R::Malformed).faint().seen("crypto/asn1"),
        Row::new("X.509 certificate routines:OPENSSL_internal:").means(R::LocalCredentialError).faint(),
        says("OPENSSL_internal:ERROR_PARSING_EXTENSION", R::ProtocolViolation),
        says("OPENSSL_internal:CLIENTHELLO_TLSEXT", R::ProtocolViolation).by_server(),
        heard("OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE", R::GenericHandshakeFailure),
        heard("OPENSSL_internal:HANDSHAKE_FAILURE_ON_CLIENT_HELLO", R::GenericHandshakeFailure),
        heard("OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:SSLV3_ALERT_UNSUPPORTED_CERTIFICATE", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_REVOKED", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:TLSV1_ALERT_ACCESS_DENIED", R::PeerRejectedOurCert),
        heard("OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION", R::ProtocolVersion),
        heard("OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR", R::PeerInternalError),
        heard("OPENSSL_internal:TLSV1_ALERT_DECODE_ERROR", R::ProtocolViolation),
        heard("OPENSSL_internal:TLSV1_ALERT_DECRYPT_ERROR", R::BadSignature),
        heard("OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED", R::ClientCertRequired),
        heard("OPENSSL_internal:TLSV1_ALERT_NO_APPLICATION_PROTOCOL", R::Alpn),
        heard("OPENSSL_internal:TLSV1_UNRECOGNIZED_NAME", R::SniUnrecognized),
        heard("OPENSSL_internal:TLSV1_ALERT_UNRECOGNIZED_NAME", R::SniUnrecognized),
        heard("OPENSSL_internal:TLSV1_ALERT_ECH_REQUIRED", R::Ech),
        // Path validation, as Chromium and Android log it.
        path("ERROR: No matching issuer found", R::UnknownIssuer),
        path("ERROR: Certificate is not trusted", R::UnknownIssuer),
        path("ERROR: Certificate is distrusted", R::ExplicitlyDistrusted),
        path("ERROR: Time is after notAfter", R::Expired),
        path("ERROR: Time is before notBefore", R::NotYetValid),
        path("ERROR: The extended key usage does not include server auth", R::EkuMissingOrWrong),
        path("ERROR: The extended key usage does not include client auth", R::EkuMissingOrWrong),
        path("ERROR: The extended key usage includes ", R::EkuMissingOrWrong),
        path("ERROR: Certificate does not have extended key usage", R::EkuMissingOrWrong),
        path("ERROR: Unconsumed critical extension", R::UnhandledCriticalExtension),
        path("ERROR: Does not have Basic Constraints", R::CaViolation),
        path("ERROR: Has Basic Constraints indicating not a CA", R::CaViolation),
        path("ERROR: Target certificate looks like a CA but does not set all CA properties", R::CaViolation),
        path("ERROR: keyCertSign bit is not set", R::KeyUsage),
        path("ERROR: max_path_length reached", R::PathLength),
        path("ERROR: Not permitted by name constraints", R::NameConstraints),
        path("ERROR: Too many name constraints checks", R::ChainLimits),
        path("ERROR: Path building iteration limit reached", R::ChainLimits),
        path("ERROR: Path building deadline exceeded", R::ChainLimits),
        path("ERROR: Path depth limit reached", R::ChainLimits),
        path("ERROR: Certificate.subject does not match", R::IssuerMismatch),
        path("ERROR: Subject does not match issuer", R::IssuerMismatch),
        path("ERROR: VerifySignedData failed", R::BadSignature),
        path("ERROR: Unacceptable signature algorithm", R::WeakSignature),
        path("ERROR: Unacceptable public key", R::WeakKey),
        path("ERROR: Certificate.signatureAlgorithm is mismatched", R::Malformed),
        path("ERROR: Failed parsing Certificate", R::Malformed),
        path("ERROR: Failed parsing TBSCertificate", R::Malformed),
        path("ERROR: Failed parsing SPKI", R::Malformed),
        path("ERROR: Certificate is revoked", R::Revoked),
        path("ERROR: No valid policy", R::Policy),
        path("ERROR: Unable to check revocation", R::RevocationUnavailable),
    ],
};
