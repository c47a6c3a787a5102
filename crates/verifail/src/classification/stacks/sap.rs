//! SAP's SapSSL interface over CommonCryptoLib: names of results, as ICM, SM59 and programs in ABAP print them.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn name(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("SapSSL: ssslxx.h")
}

/// Texts of SapSSL.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Sap,
    rows: &[
        Row::new("SapSSLSessionStartNB"),
        Row::new("SapSSLSessionStart"),
        Row::new("SSSLRC_"),
        name("SSSLERR_PEER_CERT_UNTRUSTED", R::UnknownIssuer),
        name("Peer's X.509 certificate (chain) validation failed (missing trust", R::UnknownIssuer),
        name("Verification of the server's certificate chain failed", R::GenericVerifyFailed).by_client(),
        name("SSSLERR_SERVER_CERT_MISMATCH", R::NameMismatch).by_client(),
        name("SSSLERR_MISSING_TARGET_HOSTNAME", R::TlsConfigError),
        name("SSSLERR_NO_CLIENT_CERT", R::ClientCertRequired).by_server(),
        name("SSSLERR_NO_SERVER_CERT", R::GenericHandshakeFailure).by_client(),
        name("SSSLERR_NO_SSL_REQUEST", R::PlaintextToTls).by_server(),
        name("SSSLERR_HTTP_REQUEST", R::PlaintextToTls).by_server(),
        name("SSSLERR_HTTPS_PROXY_REQUEST", R::PlaintextToTls).by_server(),
        name("SSSLERR_NO_SSL_RESPONSE", R::NotTls).by_client(),
        name("SSSLERR_CONN_CLOSED", R::HandshakeEof),
        name("SSSLERR_SSL_CONNECT", R::GenericHandshakeFailure).by_client(),
        name("SSSLERR_SSL_ACCEPT", R::GenericHandshakeFailure).by_server(),
        name("SSSLERR_SSL_READ", R::UncleanClose),
        name("SSSLERR_SSL_WRITE", R::UncleanClose),
        name("SSSLERR_PSE_ERROR", R::LocalCredentialError),
        name("SSSLERR_CRED_NOT_FOUND", R::LocalCredentialError),
        name("SSSLERR_CERT_FILE", R::LocalCredentialError),
        name("SSSLERR_PRIVKEY_FILE", R::LocalCredentialError),
        name("SSSLERR_CERT_PRIVKEY_MISMATCH", R::LocalCredentialError),
        name("SSSLERR_BAD_X500DN_IN_CERT", R::Malformed),
        name("SSSLERR_LIB_NOT_FOUND", R::TlsConfigError),
        name("SSSLERR_INCOMPATIBLE_LIB", R::TlsConfigError),
        name("SSSLERR_LIBINIT_FAILED", R::TlsConfigError),
        name("SSSLERR_SAPPARAM_MISSING", R::TlsConfigError),
    ],
};
