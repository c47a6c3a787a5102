//! Chromium net errors.

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

/// Chromium net errors.
pub(in crate::classification) static CHROMIUM_NET: Book = Book {
    name: "chromium-net",
    stack: Stack::Chromium,
    source: "chromium/chromium net/base/net_error_list.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        says(-380, "ERR_QUIC_CERT_ROOT_NOT_KNOWN", R::UntrustedRoot),
        says(-360, "ERR_HTTP2_INADEQUATE_TRANSPORT_SECURITY", R::NoSharedCipher),
        says(-358, "ERR_QUIC_HANDSHAKE_FAILED", R::GenericHandshakeFailure),
        says(-356, "ERR_QUIC_PROTOCOL_ERROR", R::GenericHandshakeFailure),
        says(-324, "ERR_EMPTY_RESPONSE", R::NotTlsRelated),
        says(-217, "ERR_CERT_KNOWN_INTERCEPTION_BLOCKED", R::ExplicitlyDistrusted),
        says(-215, "ERR_CERT_SYMANTEC_LEGACY", R::ExplicitlyDistrusted),
        says(-214, "ERR_CERTIFICATE_TRANSPARENCY_REQUIRED", R::CtMissing),
        says(-213, "ERR_CERT_VALIDITY_TOO_LONG", R::ValidityTooLong),
        says(-212, "ERR_CERT_NAME_CONSTRAINT_VIOLATION", R::NameConstraints),
        says(-211, "ERR_CERT_WEAK_KEY", R::WeakKey),
        says(-210, "ERR_CERT_NON_UNIQUE_NAME", R::NameMismatch),
        says(-208, "ERR_CERT_WEAK_SIGNATURE_ALGORITHM", R::WeakSignature),
        says(-207, "ERR_CERT_INVALID", R::GenericVerifyFailed),
        says(-206, "ERR_CERT_REVOKED", R::Revoked),
        says(-205, "ERR_CERT_UNABLE_TO_CHECK_REVOCATION", R::RevocationUnavailable),
        says(-204, "ERR_CERT_NO_REVOCATION_MECHANISM", R::RevocationUnavailable),
        says(-203, "ERR_CERT_CONTAINS_ERRORS", R::Malformed),
        says(-202, "ERR_CERT_AUTHORITY_INVALID", R::UnknownIssuer),
        says(-201, "ERR_CERT_DATE_INVALID", R::ExpiredOrNotYetValid),
        says(-200, "ERR_CERT_COMMON_NAME_INVALID", R::NameMismatch),
        says(-184, "ERR_ECH_FALLBACK_CERTIFICATE_INVALID", R::Ech),
        says(-183, "ERR_ECH_NOT_NEGOTIATED", R::Ech),
        says(-182, "ERR_INVALID_ECH_CONFIG_LIST", R::Ech),
        says(-181, "ERR_SSL_KEY_USAGE_INCOMPATIBLE", R::KeyUsage),
        says(-180, "ERR_TLS13_DOWNGRADE_DETECTED", R::InappropriateFallback),
        says(-179, "ERR_WRONG_VERSION_ON_EARLY_DATA", R::ProtocolVersion),
        says(-178, "ERR_EARLY_DATA_REJECTED", R::PskOrTicket),
        says(-177, "ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS", R::UnsupportedSignatureAlgorithm),
        says(-172, "ERR_SSL_OBSOLETE_CIPHER", R::NoSharedCipher),
        says(-167, "ERR_SSL_SERVER_CERT_BAD_FORMAT", R::Malformed),
        says(-164, "ERR_SSL_CLIENT_AUTH_CERT_BAD_FORMAT", R::LocalCredentialError),
        heard(-159, "ERR_SSL_UNRECOGNIZED_NAME_ALERT", R::SniUnrecognized),
        says(-156, "ERR_SSL_SERVER_CERT_CHANGED", R::LegacyRenegotiation),
        heard(-153, "ERR_SSL_DECRYPT_ERROR_ALERT", R::BadSignature),
        says(-151, "ERR_CLIENT_AUTH_CERT_TYPE_UNSUPPORTED", R::ClientCertRequired),
        says(-150, "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN", R::PinMismatch),
        says(-149, "ERR_SSL_BAD_PEER_PUBLIC_KEY", R::Malformed),
        mute(-148, "ERR_SSL_HANDSHAKE_NOT_COMPLETED"),
        says(-141, "ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED", R::LocalCredentialError),
        says(-140, "ERR_HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT", R::ProxyTunnelFailed),
        says(-137, "ERR_NAME_RESOLUTION_FAILED", R::NotTlsRelated),
        says(-136, "ERR_PROXY_CERTIFICATE_INVALID", R::GenericVerifyFailed),
        says(-135, "ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY", R::LocalCredentialError),
        says(-134, "ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED", R::LocalCredentialError),
        says(-130, "ERR_PROXY_CONNECTION_FAILED", R::NotTlsRelated),
        says(-129, "ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY", R::WeakKeyExchange),
        says(-127, "ERR_PROXY_AUTH_REQUESTED", R::ProxyTunnelFailed),
        heard(-126, "ERR_SSL_BAD_RECORD_MAC_ALERT", R::RecordCorrupt),
        heard(-125, "ERR_SSL_DECOMPRESSION_FAILURE_ALERT", R::RecordCorrupt),
        says(-123, "ERR_SSL_NO_RENEGOTIATION", R::LegacyRenegotiation),
        says(-122, "ERR_ALPN_NEGOTIATION_FAILED", R::Alpn),
        says(-120, "ERR_SOCKS_CONNECTION_FAILED", R::ProxyTunnelFailed),
        says(-118, "ERR_CONNECTION_TIMED_OUT", R::NotTlsRelated),
        heard(-117, "ERR_BAD_SSL_CLIENT_AUTH_CERT", R::PeerRejectedOurCert),
        says(-116, "ERR_CERT_ERROR_IN_SSL_RENEGOTIATION", R::LegacyRenegotiation),
        says(-115, "ERR_PROXY_AUTH_UNSUPPORTED", R::ProxyTunnelFailed),
        says(-114, "ERR_SSL_RENEGOTIATION_REQUESTED", R::LegacyRenegotiation),
        says(-113, "ERR_SSL_VERSION_OR_CIPHER_MISMATCH", R::NoSharedCipher),
        says(-112, "ERR_NO_SSL_VERSIONS_ENABLED", R::TlsConfigError),
        says(-111, "ERR_TUNNEL_CONNECTION_FAILED", R::ProxyTunnelFailed),
        says(-110, "ERR_SSL_CLIENT_AUTH_CERT_NEEDED", R::ClientCertRequired),
        says(-109, "ERR_ADDRESS_UNREACHABLE", R::NotTlsRelated),
        says(-107, "ERR_SSL_PROTOCOL_ERROR", R::GenericHandshakeFailure),
        says(-106, "ERR_INTERNET_DISCONNECTED", R::NotTlsRelated),
        says(-105, "ERR_NAME_NOT_RESOLVED", R::NotTlsRelated),
        says(-104, "ERR_CONNECTION_FAILED", R::NotTlsRelated),
        says(-103, "ERR_CONNECTION_ABORTED", R::NotTlsRelated),
        says(-102, "ERR_CONNECTION_REFUSED", R::NotTlsRelated),
        says(-101, "ERR_CONNECTION_RESET", R::HandshakeReset),
        says(-100, "ERR_CONNECTION_CLOSED", R::HandshakeEof),
        mute(-2, "ERR_FAILED"),
    ],
};
