//! Libraries of Delphi and Free Pascal around OpenSSL: Indy, Synapse.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn indy(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Indy 10: IdResourceStringsOpenSSL.pas, IdSSLOpenSSL.pas")
}

/// Texts of libraries.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        Row::new("EIdOSSLUnderlyingCryptoError"),
        Row::new("TIdHTTP").by_client(),
        indy("EIdOSSLConnectError", R::GenericHandshakeFailure).faint().by_client(),
        indy("EIdOSSLAcceptError", R::GenericHandshakeFailure).faint().by_server(),
        indy("Error connecting with SSL", R::GenericHandshakeFailure).faint().by_client(),
        indy("Error accepting connection with SSL", R::GenericHandshakeFailure).faint().by_server(),
        indy("EOF was observed that violates the protocol", R::HandshakeEof),
        indy("Could not load SSL library", R::TlsConfigError),
        indy("EIdOSSLCouldNotLoadSSLLibrary", R::TlsConfigError),
        indy("Error creating SSL context", R::TlsConfigError),
        indy("SetCipher failed", R::TlsConfigError),
        indy("Could not load root certificate", R::TrustStoreUnavailable),
        indy("Could not load key, check password", R::LocalCredentialError),
        indy("SSL connection has dropped", R::UncleanClose),
    ],
};
