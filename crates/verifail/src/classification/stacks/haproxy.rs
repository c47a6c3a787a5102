//! HAProxy: its log, its health checks, and its start.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("1.5-3.2: connection.c conn_err_code_str, ssl_sock.c")
}

/// Said of a server that is checked or used.
const fn server(text: &'static str, reason: R) -> Row {
    says(text, reason).by_client().at(Hop::ProxyToUpstream)
}

/// Said of a client.
const fn front(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server().at(Hop::ClientToProxy)
}

/// Said when the configuration is read.
const fn start(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("1.5-3.2: ssl_sock.c, ssl_ckch.c, cfgparse-ssl.c")
}

/// Texts of HAProxy.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Haproxy,
    rows: &[
        // With whom.
        Row::new("haproxy"),
        front("/#: SSL handshake failure", R::GenericHandshakeFailure),
        front("/#: Connection closed during SSL handshake", R::HandshakeEof),
        front("/#: Connection error during SSL handshake", R::HandshakeReset),
        front("/#: Timeout during SSL handshake", R::HandshakeTimeout),
        Row::new("is DOWN, reason:").by_client().at(Hop::ProxyToUpstream),
        Row::new("Health check for server").by_client().at(Hop::ProxyToUpstream),
        Row::new("backend * has no server available").means(R::NotTlsRelated).at(Hop::ProxyToUpstream),
        Row::new("[ALERT]"),
        // A connection that a client made, as the log has it; others say the first as well.
        says("SSL handshake failure", R::GenericHandshakeFailure).from(Stack::Shared),
        says("SSL handshake failure (error:", R::GenericHandshakeFailure),
        says("SSL handshake failure after heartbeat", R::ProtocolViolation),
        says("Connection closed during SSL handshake", R::HandshakeEof),
        says("Connection error during SSL handshake", R::HandshakeReset),
        says("Timeout during SSL handshake", R::HandshakeTimeout),
        says("Too many SSL connections", R::GenericHandshakeFailure),
        front("SSL client CA chain cannot be verified", R::UnknownIssuer),
        front("SSL client certificate not trusted", R::GenericVerifyFailed),
        says("Rejected a client-initiated SSL renegotiation attempt", R::LegacyRenegotiation).by_server(),
        says("Stopped a TLSv1 heartbeat attack", R::ProtocolViolation).by_server(),
        says("Aborted connection after a TLS 1.3 KeyUpdate flood", R::ProtocolViolation).by_server(),
        says("Server presented an SSL certificate different from the configured one", R::NameMismatch)
            .by_client()
            .at(Hop::ProxyToUpstream),
        says("Server presented an SSL certificate different from the expected one", R::NameMismatch)
            .by_client()
            .at(Hop::ProxyToUpstream),
        says("SSL fatal error", R::GenericHandshakeFailure),
        says("OpenSSL error[0x#] OPENSSL_internal", R::GenericHandshakeFailure).faint(),
        // Checks.
        // Whose word it was it does not say.
        server("Layer6 invalid response, info: \"SSL handshake failure", R::GenericHandshakeFailure).by_either(),
        server("reason: Layer6 invalid response", R::GenericHandshakeFailure).by_either(),
        server("Layer6 timeout", R::HandshakeTimeout),
        server("reason: L6RSP", R::GenericHandshakeFailure),
        server("reason: L6TOUT", R::HandshakeTimeout),
        server("Layer6 invalid response, info: \"Connection closed during SSL handshake", R::HandshakeEof),
        says("Layer6 check passed", R::TlsNotFailure).faint(),
        says("Layer4 connection problem", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        says("Layer4 timeout", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        says("Layer7 wrong status", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        says("Layer7 invalid response", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        says("Layer7 timeout", R::NotTlsRelated).at(Hop::ProxyToUpstream),
        says("Received something which does not look like a PROXY protocol header", R::NotTlsRelated),
        // Start.
        start("unable to load SSL certificate", R::LocalCredentialError).faint(),
        start("unable to load SSL private key", R::LocalCredentialError).faint(),
        start("unable to load certificate from file", R::LocalCredentialError).faint(),
        start("unable to load private key from file", R::LocalCredentialError).faint(),
        start("unable to load certificate chain from file", R::LocalCredentialError).faint(),
        start("unable to stat SSL certificate", R::LocalCredentialError),
        start("No Private Key found in", R::LocalCredentialError),
        start("inconsistencies between private key and certificate loaded", R::LocalCredentialError),
        start("Trying to load a passphrase-protected private key", R::LocalCredentialError),
        start("no SSL certificate specified for bind", R::TlsConfigError),
        start("A certificate was specified but SSL was not enabled on bind", R::TlsConfigError),
        start("unable to set SSL cipher list to", R::TlsConfigError),
        start("unable to set TLS 1.3 cipher suites to", R::TlsConfigError),
        start("unable to set SSL curves list to", R::TlsConfigError),
        start("unable to load CA file", R::TrustStoreUnavailable),
        start("unable to load default 1024 bits DH parameter", R::TlsNotFailure),
        start("SSL library will use an automatically generated DH parameter", R::TlsNotFailure),
        start("verify is enabled by default but no CA file specified", R::TlsConfigError),
        start("Couldn't open the ca-file", R::TrustStoreUnavailable),
        start("'ca-file' : unable to load", R::TrustStoreUnavailable),
        start("verify required' requires ca-file", R::TlsConfigError),
        start("all SSL/TLS versions are disabled", R::TlsConfigError),
        start("Setting tune.ssl.default-dh-param to 1024", R::TlsNotFailure).faint(),
        start("has an OCSP auto-update set to 'on' but an error occurred", R::RevocationUnavailable),
        start("OCSP single response: No nextUpdate", R::OcspResponseBad),
        start("OCSP single response: not in validity period", R::OcspResponseBad),
        start("OCSP response status not successful", R::OcspResponseBad),
    ],
};
