//! Unity: UnityWebRequest over curl and UnityTls, and Mono's TLS before it.

use super::super::codes::UNITYTLS_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Unity 2018-6: UnityWebRequest, curl lib/vtls/unitytls.c")
}

/// Texts of Unity.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Unity,
    rows: &[
        says("Cert verify failed", R::GenericVerifyFailed),
        says("Cert verify failed. Certificate has expired", R::Expired),
        says("Cert verify failed. Certificate is expired", R::Expired),
        says("Cert verify failed. Certificate has been revoked", R::Revoked),
        says("Cert verify failed. Certificate CN does not match", R::NameMismatch),
        says("Cert verify failed. Certificate Common Name", R::NameMismatch),
        says("Cert verify failed. Certificate is not correctly signed by", R::UnknownIssuer),
        says("Cert verify failed. Certificate could not be verified", R::GenericVerifyFailed),
        says("Cert verify failed. Certificate validity starts in the future", R::NotYetValid),
        says("Cert handshake failed", R::GenericHandshakeFailure),
        says("SSL CA certificate error", R::GenericVerifyFailed),
        says("Unable to complete SSL connection", R::GenericHandshakeFailure),
        says("UNITYTLS_INTERNAL_ERROR", R::GenericHandshakeFailure).faint(),
        says("UNITYTLS_HANDSHAKE_FAILED", R::GenericHandshakeFailure),
        says("UNITYTLS_STREAM_CLOSED", R::HandshakeEof),
        says("UNITYTLS_USER_READ_FAILED", R::HandshakeReset).faint(),
        says("UNITYTLS_USER_WRITE_FAILED", R::HandshakeReset).faint(),
        says("Receiving data failed with unitytls error code", R::UncleanClose),
        says("Sending data failed with unitytls error code", R::UncleanClose),
        says("Error reading ca cert file from * (0)", R::TrustStoreUnavailable).faint(),
        Row::new("verify result: #").decodes(&UNITYTLS_VERIFY),
        says("Handshake failed - error code: UNITYTLS", R::GenericHandshakeFailure).faint(),
        says("Insecure connection not allowed", R::TlsConfigError),
        says("Non-secure network connections disabled in Player Settings", R::TlsConfigError),
        Row::new("UnityTls error code").by_client(),
        Row::new("UnityWebRequest").by_client(),
        Row::new("unitytls"),
        // Of every engine beneath Mono, whose own words say more.
        Row::new("Mono.Security.Interface").faint(),
        says("verify result: UNITYTLS_X509VERIFY", R::GenericVerifyFailed).faint(),
        says("UNITYTLS_X509VERIFY_FATAL_ERROR", R::GenericVerifyFailed),
        says("UNITYTLS_X509VERIFY_FLAG_UNKNOWN_ERROR", R::GenericVerifyFailed),
    ],
};
