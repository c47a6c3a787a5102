//! Red Hat's Java servers, whose messages are numbered: Undertow (UT), Elytron (ELY) and XNIO.
//!
//! Undertow and Elytron read the client's first record by themselves, to find its names, before an engine does.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn hello(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("Undertow 1-2 UndertowMessages, Elytron 1-2 ssl/ElytronMessages")
}

const fn elytron(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Elytron 1-2: ssl and dynamic-ssl ElytronMessages")
}

/// Texts of Undertow and Elytron.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Java,
    rows: &[
        // The client's first record.
        hello("Initial SSL/TLS data is not a handshake record", R::PlaintextToTls),
        hello("Initial SSL/TLS handshake record is invalid", R::ProtocolViolation),
        hello("Initial SSL/TLS handshake spans multiple records", R::ProtocolViolation),
        hello("Expected \"client hello\" record", R::ProtocolViolation),
        hello("Unsupported SSL/TLS record", R::ProtocolViolation),
        hello("Invalid SNI extension", R::ProtocolViolation),
        hello("Invalid TLS extension data", R::ProtocolViolation),
        hello("Not enough data in record to fill declared item size", R::ProtocolViolation),
        hello("Empty host name in SNI record data", R::ProtocolViolation),
        hello("Duplicated SNI server name of type", R::ProtocolViolation),
        hello("No context for SSL connection", R::SniUnrecognized),
        hello("No host for SSL connection", R::SniUnrecognized),
        hello("UT005013: An IOException occurred", R::GenericHandshakeFailure).faint(),
        // Certificates.
        elytron("Empty certificate chain is not trusted", R::ClientCertRequired),
        elytron("Credential validation failed: certificate is not trusted", R::GenericVerifyFailed).by_server(),
        elytron("Credential validation failed; certificate is not trusted", R::GenericVerifyFailed).by_server(),
        elytron("Certificate not trusted due to realm failure", R::GenericVerifyFailed).by_server(),
        elytron("No peer certificates established on the connection", R::ClientCertRequired),
        elytron("does not support certificate revocation", R::TlsConfigError),
        elytron("No default trust manager available", R::TrustStoreUnavailable),
        // Contexts.
        elytron("No algorithm found matching TLS/SSL protocol selection criteria", R::TlsConfigError),
        elytron("Unknown SSL context \"*\" specified", R::TlsConfigError),
        elytron("Default SSL context in security provider creates infinite loop", R::TlsConfigError),
        elytron("could not obtain client default SSLContext", R::TlsConfigError),
        elytron("Could not create dynamic ssl context engine", R::TlsConfigError),
        elytron("DynamicSSLContext creates loop", R::TlsConfigError),
        elytron("SSL channel is closed", R::UncleanClose),
    ],
};
