//! BearSSL on small devices: the sentences that Arduino's ESP8266 core prints, and numbers behind words.

use super::super::codes::BEARSSL;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("esp8266/Arduino WiFiClientSecureBearSSL.cpp")
}

const fn number(text: &'static str) -> Row {
    Row::new(text).decodes(&BEARSSL).by_client()
}

/// Texts of BearSSL.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Bearssl,
    rows: &[
        number("BSSL:_wait_for_handshake: failed, error #"),
        says("BSSL:_wait_for_handshake: failed", R::GenericHandshakeFailure).faint(),
        number("BSSL:Couldn't connect. Error = '#"),
        number("getLastSSLError #"),
        number("getLastSSLError: #"),
        number("BearSSL error #"),
        number("BearSSL error: #"),
        number("br_ssl_engine_last_error #"),
        number("Last SSL error: #"),
        says("Couldn't connect. Error = 'Chain could not be linked to a trust anchor", R::UnknownIssuer),
        says("Chain could not be linked to a trust anchor", R::UnknownIssuer),
        says("Expected server name was not found in the chain", R::NameMismatch),
        says("Certificate is expired or not yet valid", R::ExpiredOrNotYetValid),
        says("Issuer/subject DN mismatch in the chain", R::IssuerMismatch),
        says("Unknown critical extension in certificate", R::UnhandledCriticalExtension),
        says("Not a CA, or path length constraint violation", R::CaViolation),
        says("Key Usage extension prohibits intended usage", R::KeyUsage),
        says("Public key found in certificate is too small", R::WeakKey),
        says("Incoming record version does not match the expected version", R::NotTls),
        says("Incoming record or protocol version is unsupported", R::ProtocolVersion),
        says("Incoming record length is invalid", R::NotTls),
        says("Server wants to use a cipher suite that we did not claim to support", R::NoSharedCipher),
        says("Can't decode. Incoming record is too large", R::ProtocolViolation),
        says("Invalid signature on ServerKeyExchange", R::BadSignature),
        says("Secure renegotiation failed", R::LegacyRenegotiation),
        says("BSSL:CONN_FAIL", R::GenericHandshakeFailure).faint(),
        says("BSSL:Connected!", R::TlsNotFailure),
        Row::new("BSSL:").by_client(),
        Row::new("BearSSL"),
    ],
};
