//! Bun: OpenSSL's and Node's names over BoringSSL, and its own words around them.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("1.0-1.3")
}

/// Texts of Bun.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Bun,
    rows: &[
        Row::new("bun install v*"),
        Row::new("bun add v*"),
        Row::new("bun update v*"),
        Row::new("bun test v*"),
        Row::new("Bun v1*"),
        Row::new("error: An internal error occurred (").seen("the name of an error, in brackets"),
        Row::new("path: \"https://*errno: 0").by_client().seen("an uncaught error of fetch"),
        Row::new("errno: 0, code: \"").by_client().seen("an uncaught error: there is no number of a system's call"),
        Row::new("path: \"*\", errno: 0").by_client(),
        Row::new("downloading package manifest ").by_client(),
        Row::new("Was there a typo in the url or port?"),
        says("UNKNOWN_CERTIFICATE_VERIFICATION_ERROR", R::GenericVerifyFailed),
        says("UnknownCertificateVerificationError", R::GenericVerifyFailed),
        says("ERR_TLS_HANDSHAKE_FAILED", R::GenericHandshakeFailure),
        says("Issuer has name constraints but leaf has no SANs", R::NameConstraints),
        says("HTTPThread: invalid CA file", R::TrustStoreUnavailable),
        says("HTTPThread: could not find CA file", R::TrustStoreUnavailable),
        says("HTTPThread: invalid CA", R::TrustStoreUnavailable),
        says("HTTPThread: failed to load CA", R::TrustStoreUnavailable),
        says("the CA file is invalid", R::TrustStoreUnavailable).from(Stack::Shared),
        says("ERR_TLS_CERT_ALTNAME_INVALID fetching", R::NameMismatch),
        says("ERR_TLS_CERT_ALTNAME_INVALID: fetching", R::NameMismatch),
        says("FailedToOpenSocket", R::NotTlsRelated),
        says("ConnectionRefused: Unable to connect", R::NotTlsRelated),
    ],
};
