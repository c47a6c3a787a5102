//! BearSSL error codes; a received alert is 256 + alert, a sent one 512 + alert.

use super::{Book, Entry, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

const fn heard(number: i64, name: &'static str, reason: R) -> Entry {
    Entry::heard(number, name, reason)
}

const fn says(number: i64, name: &'static str, reason: R) -> Entry {
    Entry::says(number, name, reason)
}

const fn mute(number: i64, name: &'static str) -> Entry {
    Entry::mute(number, name)
}

/// BearSSL error codes; a received alert is 256 + alert, a sent one 512 + alert.
pub(in crate::classification) static BEARSSL: Book = Book {
    name: "bearssl",
    stack: Stack::EspIdf,
    source: "BearSSL 0.6 bearssl_ssl.h, bearssl_x509.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        mute(0, "BR_ERR_OK"),
        says(1, "BR_ERR_BAD_PARAM", R::TlsConfigError),
        says(2, "BR_ERR_BAD_STATE", R::TlsConfigError),
        says(3, "BR_ERR_UNSUPPORTED_VERSION", R::ProtocolVersion),
        says(4, "BR_ERR_BAD_VERSION", R::NotTls),
        says(5, "BR_ERR_BAD_LENGTH", R::NotTls),
        says(6, "BR_ERR_TOO_LARGE", R::ProtocolViolation),
        says(7, "BR_ERR_BAD_MAC", R::RecordCorrupt),
        says(8, "BR_ERR_NO_RANDOM", R::LocalCredentialError),
        says(9, "BR_ERR_UNKNOWN_TYPE", R::NotTls),
        says(10, "BR_ERR_UNEXPECTED", R::ProtocolViolation),
        says(12, "BR_ERR_BAD_CCS", R::ProtocolViolation),
        says(13, "BR_ERR_BAD_ALERT", R::ProtocolViolation),
        says(14, "BR_ERR_BAD_HANDSHAKE", R::ProtocolViolation),
        says(15, "BR_ERR_OVERSIZED_ID", R::ProtocolViolation),
        says(16, "BR_ERR_BAD_CIPHER_SUITE", R::NoSharedCipher),
        says(17, "BR_ERR_BAD_COMPRESSION", R::ProtocolViolation),
        says(18, "BR_ERR_BAD_FRAGLEN", R::ProtocolViolation),
        says(19, "BR_ERR_BAD_SECRENEG", R::LegacyRenegotiation),
        says(20, "BR_ERR_EXTRA_EXTENSION", R::ProtocolViolation),
        says(21, "BR_ERR_BAD_SNI", R::SniUnrecognized),
        says(22, "BR_ERR_BAD_HELLO_DONE", R::ProtocolViolation),
        says(23, "BR_ERR_LIMIT_EXCEEDED", R::ChainLimits),
        says(24, "BR_ERR_BAD_FINISHED", R::RecordCorrupt),
        says(25, "BR_ERR_RESUME_MISMATCH", R::PskOrTicket),
        says(26, "BR_ERR_INVALID_ALGORITHM", R::NoSharedParams),
        says(27, "BR_ERR_BAD_SIGNATURE", R::BadSignature),
        says(28, "BR_ERR_WRONG_KEY_USAGE", R::KeyUsage),
        says(29, "BR_ERR_NO_CLIENT_AUTH", R::ClientCertRequired),
        says(31, "BR_ERR_IO", R::HandshakeReset),
        mute(32, "BR_ERR_X509_OK"),
        says(33, "BR_ERR_X509_INVALID_VALUE", R::Malformed),
        says(34, "BR_ERR_X509_TRUNCATED", R::Malformed),
        says(35, "BR_ERR_X509_EMPTY_CHAIN", R::ClientCertRequired),
        says(36, "BR_ERR_X509_INNER_TRUNC", R::Malformed),
        says(37, "BR_ERR_X509_BAD_TAG_CLASS", R::Malformed),
        says(38, "BR_ERR_X509_BAD_TAG_VALUE", R::Malformed),
        says(39, "BR_ERR_X509_INDEFINITE_LENGTH", R::Malformed),
        says(40, "BR_ERR_X509_EXTRA_ELEMENT", R::Malformed),
        says(41, "BR_ERR_X509_UNEXPECTED", R::Malformed),
        says(42, "BR_ERR_X509_NOT_CONSTRUCTED", R::Malformed),
        says(43, "BR_ERR_X509_NOT_PRIMITIVE", R::Malformed),
        says(44, "BR_ERR_X509_PARTIAL_BYTE", R::Malformed),
        says(45, "BR_ERR_X509_BAD_BOOLEAN", R::Malformed),
        says(46, "BR_ERR_X509_OVERFLOW", R::Malformed),
        says(47, "BR_ERR_X509_BAD_DN", R::Malformed),
        says(48, "BR_ERR_X509_BAD_TIME", R::Malformed),
        says(49, "BR_ERR_X509_UNSUPPORTED", R::UnhandledCriticalExtension),
        says(50, "BR_ERR_X509_LIMIT_EXCEEDED", R::ChainLimits),
        says(51, "BR_ERR_X509_WRONG_KEY_TYPE", R::Malformed),
        says(52, "BR_ERR_X509_BAD_SIGNATURE", R::BadSignature),
        says(53, "BR_ERR_X509_TIME_UNKNOWN", R::TlsConfigError),
        says(54, "BR_ERR_X509_EXPIRED", R::ExpiredOrNotYetValid),
        says(55, "BR_ERR_X509_DN_MISMATCH", R::IssuerMismatch),
        says(56, "BR_ERR_X509_BAD_SERVER_NAME", R::NameMismatch),
        says(57, "BR_ERR_X509_CRITICAL_EXTENSION", R::UnhandledCriticalExtension),
        says(58, "BR_ERR_X509_NOT_CA", R::CaViolation),
        says(59, "BR_ERR_X509_FORBIDDEN_KEY_USAGE", R::KeyUsage),
        says(60, "BR_ERR_X509_WEAK_PUBLIC_KEY", R::WeakKey),
        says(62, "BR_ERR_X509_NOT_TRUSTED", R::UnknownIssuer),
        heard(256, "BR_ERR_RECV_FATAL_ALERT", R::GenericHandshakeFailure),
        says(512, "BR_ERR_SEND_FATAL_ALERT", R::GenericHandshakeFailure),
    ],
};
