//! Zabbix: server, proxy, both agents, the tools that send and get.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Zabbix 3.0-7.4: libs/zbxcomms/tls*.c, go/pkg/tls")
}

const fn server(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server().at(Hop::Direct)
}

const fn client(text: &'static str, reason: R) -> Row {
    says(text, reason).by_client().at(Hop::Direct)
}

/// Texts of Zabbix.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Zabbix,
    rows: &[
        Row::new("zabbix"),
        Row::new("failed to accept an incoming connection:").by_server(),
        Row::new("failed to process an incoming connection").by_server(),
        Row::new("cannot establish TLS to").by_client(),
        client("cannot establish TLS to", R::GenericHandshakeFailure).faint(),
        client("TCP successful, cannot establish TLS to", R::GenericHandshakeFailure).faint(),
        client("SSL_connect() set result code to", R::GenericHandshakeFailure).faint(),
        client("SSL_connect() returned SSL_ERROR_ZERO_RETURN", R::HandshakeEof),
        client("SSL_connect() I/O error", R::HandshakeReset).faint(),
        client("SSL_connect() timed out", R::HandshakeTimeout),
        server("TLS handshake set result code to", R::GenericHandshakeFailure).faint(),
        server("TLS handshake returned error code 5", R::HandshakeEof),
        server("TLS handshake I/O error", R::HandshakeReset).faint(),
        server("TLS handshake with * returned error code", R::GenericHandshakeFailure).faint(),
        server("TLS connection has been closed during handshake", R::HandshakeEof),
        says("connection closed by peer during TLS handshake", R::HandshakeEof),
        says("zbx_tls_connect():SUCCEED", R::TlsNotFailure).faint(),
        says("zbx_tls_accept():SUCCEED", R::TlsNotFailure).faint(),
        // What each side allows.
        server("unencrypted connections are not allowed", R::PlaintextToTls),
        server("TLS connections are not allowed", R::TlsConfigError),
        server("TLS with certificate is not allowed", R::TlsConfigError),
        server("TLS with PSK is not allowed", R::TlsConfigError),
        client("connection of type \"unencrypted\" is not allowed for", R::PlaintextToTls).by_peer(),
        client("connection of type \"TLS with PSK\" is not allowed for", R::TlsConfigError).by_peer(),
        client("connection of type \"TLS with certificate\" is not allowed for", R::TlsConfigError).by_peer(),
        client("certificate issuer does not match", R::PinMismatch),
        client("certificate subject does not match", R::PinMismatch),
        client("certificate issuer \"*\" does not match", R::PinMismatch),
        says("TLSServerCertIssuer", R::PinMismatch).faint(),
        says("TLSServerCertSubject", R::PinMismatch).faint(),
        says("cannot find requested PSK identity", R::PskOrTicket).by_server(),
        says("PSK identity \"*\" not found", R::PskOrTicket).by_server(),
        says("cannot use TLS with PSK", R::PskOrTicket),
        says("PSK is not configured", R::PskOrTicket),
        // Files and settings.
        says("missing TLSPSKFile configuration parameter", R::TlsConfigError),
        says("configuration parameter * TLSConnect", R::TlsConfigError).faint(),
        says("parameter \"TLSConnect\" value requires", R::TlsConfigError),
        says("parameter \"TLSAccept\" value requires", R::TlsConfigError),
        says("parameter \"TLSPSKIdentity\" is not defined", R::TlsConfigError),
        says("parameter \"TLSPSKFile\" is not defined", R::TlsConfigError),
        says("parameter \"TLSCAFile\" is not defined", R::TlsConfigError),
        says("parameter \"TLSCertFile\" is not defined", R::TlsConfigError),
        says("parameter \"TLSKeyFile\" is not defined", R::TlsConfigError),
        says("failed to get encryption configuration", R::TlsConfigError).faint(),
        says("cannot load CA certificate(s) from", R::TrustStoreUnavailable),
        says("cannot load CRL(s) from", R::RevocationUnavailable),
        says("cannot load certificate(s) from", R::LocalCredentialError),
        says("cannot load private key from", R::LocalCredentialError),
        says("TLS support was not compiled in", R::TlsConfigError),
        says("cannot set list of PSK ciphersuites", R::TlsConfigError),
        says("cannot set list of certificate ciphersuites", R::TlsConfigError),
        // Notices.
        says("OpenSSL library (OpenSSL * initialized", R::TlsNotFailure).faint(),
        says("GnuTLS library (version * initialized", R::TlsNotFailure).faint(),
        says("TLS support: YES", R::TlsNotFailure).faint(),
        says("TLS support: NO", R::TlsNotFailure).faint(),
        says("Got signal [signal:", R::NotTlsRelated).faint(),
        says("host [*] not found", R::NotTlsRelated).faint(),
    ],
};
