//! What watches hosts and sends what it saw: Netdata, the NRPE agent, the plugins of Monitoring Plugins.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn netdata(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .seen("Netdata 1.16-2.6: libnetdata/socket/security.c, streaming/stream-sender.c, aclk/https_client.c")
}

const fn plugin(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Nagios)
        .by_client()
        .seen("Monitoring Plugins 1.4-2.4: plugins/sslutils.c, check_curl.c")
}

const fn nrpe(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Nagios).seen("NRPE 2.8-4.1: src/nrpe.c, src/nrpe-ssl.c, src/check_nrpe.c")
}

/// Texts of agents.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        // Netdata.
        Row::new("netdata").seen("its log names it"),
        Row::new("STREAM_SENDER[").by_client(),
        Row::new("STREAM_RECEIVER[").by_server(),
        Row::new("WEB_SERVER[static").by_server(),
        netdata(
            "SSL RFC4158 check: We have a invalid certificate, the tests result with # and message",
            R::GenericVerifyFailed,
        )
        .decodes(&OPENSSL_VERIFY)
        .by_client(),
        netdata("SSL: certificate verify error #:", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY).by_client(),
        netdata("because the server SSL certificate is not valid", R::GenericVerifyFailed).by_client().faint(),
        netdata("SSL cannot connect with the server", R::GenericHandshakeFailure).by_client().faint(),
        netdata("failed to establish an SSL connection with", R::GenericHandshakeFailure).by_client().faint(),
        netdata("Cannot create a new SSL context, netdata won't encrypt communication", R::TlsConfigError),
        netdata("SSL cannot check the private key", R::LocalCredentialError),
        netdata("SSL error. cannot set the cipher list", R::TlsConfigError),
        netdata("To use encryption it is necessary to set \"ssl certificate\" and \"ssl key\"", R::TlsConfigError),
        netdata("Netdata does not have the parent's SSL certificate, so it will use", R::TlsNotFailure).faint(),
        netdata("streaming senders will skip SSL certificates verification", R::TlsNotFailure).faint(),
        netdata("The server is configured to always use encrypted connections", R::PlaintextToTls).by_server(),
        netdata("SSL_read() returned # bytes, SSL error 2 (errno 11", R::TlsNotFailure).seen("SSL_ERROR_WANT_READ"),
        netdata("SSL_write() returned # bytes, SSL error 3 (errno 11", R::TlsNotFailure).seen("SSL_ERROR_WANT_WRITE"),
        netdata("SSL_read() returned # bytes, SSL error 5", R::UncleanClose),
        netdata("SSL_write() returned # bytes, SSL error 5", R::UncleanClose),
        netdata("remote netdata does not respond", R::NotTlsRelated),
        netdata("remote node response is not understood, is it Netdata", R::NotTlsRelated),
        // The plugins.
        plugin("CRITICAL - Cannot make SSL connection", R::GenericHandshakeFailure).faint(),
        plugin("CRITICAL - Cannot initiate SSL handshake", R::GenericHandshakeFailure).faint(),
        plugin("CRITICAL - Cannot retrieve server certificate", R::GenericHandshakeFailure),
        plugin("CRITICAL - No server certificate present to inspect", R::GenericHandshakeFailure),
        plugin("CRITICAL - Cannot create SSL context", R::TlsConfigError),
        plugin("CRITICAL - Cannot retrieve certificate subject", R::Malformed),
        plugin("CRITICAL - Wrong time format in certificate", R::Malformed),
        plugin("Unable to open certificate chain file!", R::LocalCredentialError),
        plugin("Private key does not seem to match certificate!", R::LocalCredentialError),
        plugin("HTTP CRITICAL: HTTP/", R::NotTlsRelated).faint(),
        plugin("HTTP WARNING: HTTP/", R::NotTlsRelated).faint(),
        plugin("HTTP CRITICAL - SSL error", R::GenericHandshakeFailure).faint(),
        plugin("is not supported by your SSL library", R::TlsConfigError),
        plugin("SSL support not available - install OpenSSL and recompile", R::TlsConfigError),
        plugin("WARNING - Certificate '*' expires in", R::TlsNotFailure),
        plugin("CRITICAL - Certificate '*' expires in", R::TlsNotFailure),
        plugin("OK - Certificate '*' will expire", R::TlsNotFailure),
        plugin("CRITICAL - Certificate '*' expired on", R::Expired),
        // NRPE.
        nrpe("SSL Client has an invalid certificate: *err=#:", R::GenericVerifyFailed)
            .decodes(&OPENSSL_VERIFY)
            .by_server(),
        nrpe("SSL Did not get certificate from", R::ClientCertRequired).by_client(),
        nrpe("Error: Could not complete SSL handshake with", R::GenericHandshakeFailure).faint(),
        nrpe("SSL/TLS NOT initialized. Network encryption DISABLED", R::TlsNotFailure),
        nrpe("Error: could not create SSL context", R::TlsConfigError),
        nrpe("Error: CA certificate required for client verification", R::TlsConfigError),
        nrpe("the client certificate and the private key must both be given or neither", R::TlsConfigError),
        nrpe("Could not use certificate/private key pair", R::LocalCredentialError),
    ],
};
