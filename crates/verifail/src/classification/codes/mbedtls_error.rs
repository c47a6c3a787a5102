//! mbedTLS error codes: the high part; module codes add a low part.

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

/// mbedTLS error codes: the high part; module codes add a low part.
pub(in crate::classification) static MBEDTLS_ERROR: Book = Book {
    name: "mbedtls-error",
    stack: Stack::Mbedtls,
    source: "Mbed-TLS/mbedtls include/mbedtls/ssl.h, x509.h, net_sockets.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Parts,
    entries: &[
        mute(-0x7F80, "MBEDTLS_ERR_SSL_HW_ACCEL_FAILED"),
        mute(-0x7E80, "MBEDTLS_ERR_SSL_CACHE_ENTRY_NOT_FOUND"),
        mute(-0x7C80, "MBEDTLS_ERR_SSL_CANNOT_WRITE_EARLY_DATA"),
        mute(-0x7C00, "MBEDTLS_ERR_SSL_RECEIVED_EARLY_DATA"),
        mute(-0x7B80, "MBEDTLS_ERR_SSL_CANNOT_READ_EARLY_DATA"),
        mute(-0x7B00, "MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET"),
        says(-0x7A00, "MBEDTLS_ERR_SSL_BAD_CERTIFICATE", R::GenericVerifyFailed),
        says(-0x7880, "MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY", R::HandshakeEof),
        says(-0x7800, "MBEDTLS_ERR_SSL_UNRECOGNIZED_NAME", R::SniUnrecognized),
        heard(-0x7780, "MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE", R::GenericHandshakeFailure),
        says(-0x7700, "MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE", R::ProtocolViolation),
        says(-0x7680, "MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED", R::TrustStoreUnavailable),
        says(-0x7600, "MBEDTLS_ERR_SSL_PRIVATE_KEY_REQUIRED", R::LocalCredentialError),
        says(-0x7580, "MBEDTLS_ERR_SSL_NO_APPLICATION_PROTOCOL", R::Alpn),
        says(-0x7500, "MBEDTLS_ERR_SSL_UNSUPPORTED_EXTENSION", R::ProtocolViolation),
        says(-0x7480, "MBEDTLS_ERR_SSL_NO_CLIENT_CERTIFICATE", R::ClientCertRequired),
        mute(-0x7400, "MBEDTLS_ERR_SSL_NO_RNG"),
        says(-0x7300, "MBEDTLS_ERR_SSL_DECODE_ERROR", R::ProtocolViolation),
        says(-0x7280, "MBEDTLS_ERR_SSL_CONN_EOF", R::HandshakeEof),
        says(-0x7200, "MBEDTLS_ERR_SSL_INVALID_RECORD", R::NotTls),
        says(-0x7180, "MBEDTLS_ERR_SSL_INVALID_MAC", R::RecordCorrupt),
        mute(-0x7080, "MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE"),
        mute(-0x7000, "MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS"),
        mute(-0x6F80, "MBEDTLS_ERR_SSL_HW_ACCEL_FALLTHROUGH"),
        says(-0x6E80, "MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION", R::ProtocolVersion),
        says(-0x6E00, "MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE", R::GenericHandshakeFailure),
        mute(-0x6D80, "MBEDTLS_ERR_SSL_SESSION_TICKET_EXPIRED"),
        mute(-0x6D00, "MBEDTLS_ERR_SSL_PK_TYPE_MISMATCH"),
        mute(-0x6C80, "MBEDTLS_ERR_SSL_UNKNOWN_IDENTITY"),
        mute(-0x6C00, "MBEDTLS_ERR_SSL_INTERNAL_ERROR"),
        mute(-0x6B80, "MBEDTLS_ERR_SSL_COUNTER_WRAPPING"),
        mute(-0x6B00, "MBEDTLS_ERR_SSL_WAITING_SERVER_HELLO_RENEGO"),
        mute(-0x6A80, "MBEDTLS_ERR_SSL_HELLO_VERIFY_REQUIRED"),
        mute(-0x6900, "MBEDTLS_ERR_SSL_WANT_READ"),
        mute(-0x6880, "MBEDTLS_ERR_SSL_WANT_WRITE"),
        says(-0x6800, "MBEDTLS_ERR_SSL_TIMEOUT", R::HandshakeTimeout),
        mute(-0x6780, "MBEDTLS_ERR_SSL_CLIENT_RECONNECT"),
        mute(-0x6700, "MBEDTLS_ERR_SSL_UNEXPECTED_RECORD"),
        mute(-0x6680, "MBEDTLS_ERR_SSL_NON_FATAL"),
        says(-0x6600, "MBEDTLS_ERR_SSL_ILLEGAL_PARAMETER", R::ProtocolViolation),
        mute(-0x6580, "MBEDTLS_ERR_SSL_CONTINUE_PROCESSING"),
        mute(-0x6500, "MBEDTLS_ERR_SSL_ASYNC_IN_PROGRESS"),
        mute(-0x6480, "MBEDTLS_ERR_SSL_EARLY_MESSAGE"),
        mute(-0x6000, "MBEDTLS_ERR_SSL_UNEXPECTED_CID"),
        mute(-0x5F00, "MBEDTLS_ERR_SSL_VERSION_MISMATCH"),
        mute(-0x5E80, "MBEDTLS_ERR_SSL_BAD_CONFIG"),
        mute(-0x5D80, "MBEDTLS_ERR_SSL_CERTIFICATE_VERIFICATION_WITHOUT_HOSTNAME"),
        says(-0x3000, "MBEDTLS_ERR_X509_FATAL_ERROR", R::GenericVerifyFailed),
        says(-0x2900, "MBEDTLS_ERR_X509_FILE_IO_ERROR", R::TrustStoreUnavailable),
        mute(-0x2800, "MBEDTLS_ERR_X509_BAD_INPUT_DATA"),
        says(-0x2780, "MBEDTLS_ERR_X509_CERT_UNKNOWN_FORMAT", R::Malformed),
        says(-0x2700, "MBEDTLS_ERR_X509_CERT_VERIFY_FAILED", R::GenericVerifyFailed),
        says(-0x2680, "MBEDTLS_ERR_X509_SIG_MISMATCH", R::Malformed),
        says(-0x2600, "MBEDTLS_ERR_X509_UNKNOWN_SIG_ALG", R::UnsupportedSignatureAlgorithm),
        says(-0x2580, "MBEDTLS_ERR_X509_UNKNOWN_VERSION", R::Malformed),
        says(-0x2500, "MBEDTLS_ERR_X509_INVALID_EXTENSIONS", R::Malformed),
        says(-0x2480, "MBEDTLS_ERR_X509_INVALID_SIGNATURE", R::Malformed),
        says(-0x2400, "MBEDTLS_ERR_X509_INVALID_DATE", R::Malformed),
        says(-0x2380, "MBEDTLS_ERR_X509_INVALID_NAME", R::Malformed),
        says(-0x2300, "MBEDTLS_ERR_X509_INVALID_ALG", R::Malformed),
        says(-0x2280, "MBEDTLS_ERR_X509_INVALID_SERIAL", R::Malformed),
        says(-0x2200, "MBEDTLS_ERR_X509_INVALID_VERSION", R::Malformed),
        says(-0x2180, "MBEDTLS_ERR_X509_INVALID_FORMAT", R::Malformed),
        says(-0x2100, "MBEDTLS_ERR_X509_UNKNOWN_OID", R::Malformed),
        mute(-0x2080, "MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE"),
        says(-0x52, "MBEDTLS_ERR_NET_UNKNOWN_HOST", R::NotTlsRelated),
        says(-0x50, "MBEDTLS_ERR_NET_CONN_RESET", R::HandshakeReset),
        says(-0x4E, "MBEDTLS_ERR_NET_SEND_FAILED", R::UncleanClose),
        says(-0x4C, "MBEDTLS_ERR_NET_RECV_FAILED", R::HandshakeReset),
        mute(-0x4A, "MBEDTLS_ERR_NET_ACCEPT_FAILED"),
        mute(-0x49, "MBEDTLS_ERR_NET_BAD_INPUT_DATA"),
        mute(-0x48, "MBEDTLS_ERR_NET_LISTEN_FAILED"),
        mute(-0x47, "MBEDTLS_ERR_NET_POLL_FAILED"),
        mute(-0x46, "MBEDTLS_ERR_NET_BIND_FAILED"),
        mute(-0x45, "MBEDTLS_ERR_NET_INVALID_CONTEXT"),
        says(-0x44, "MBEDTLS_ERR_NET_CONNECT_FAILED", R::NotTlsRelated),
        mute(-0x42, "MBEDTLS_ERR_NET_SOCKET_FAILED"),
    ],
};
