//! Redis, Valkey, hiredis and redis-cli.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn server(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("redis 6-8 tls.c")
}

const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("hiredis ssl.c, redis-cli 6-8")
}

/// Texts of Redis.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Redis,
    rows: &[
        Row::new("redis"),
        Row::new("rediss://"),
        Row::new("hiredis"),
        Row::new("valkey"),
        Row::new("Error while reading from socket: (").by_client().from(Stack::Python).seen("redis-py 2-4"),
        Row::new("Error accepting a client connection:").by_server(),
        server("Error accepting a client connection", R::GenericHandshakeFailure).faint(),
        server("Error accepting a client connection: (null)", R::HandshakeEof),
        server("Error accepting a client connection: * (addr=", R::GenericHandshakeFailure).faint(),
        server("Error accepting a client connection: Connection reset by peer", R::HandshakeReset),
        server("Error accepting a client connection: Broken pipe", R::HandshakeReset),
        server("ERR Bad TLS header, double check if you enabled TLS for your client", R::NotTls).seen("Dragonfly 1"),
        server("Failed to load certificate:", R::LocalCredentialError).faint(),
        server("Failed to load private key:", R::LocalCredentialError).faint(),
        server("Failed to configure CA certificate(s) file/directory", R::TrustStoreUnavailable),
        server("No tls-cert-file configured", R::TlsConfigError),
        server("No tls-key-file configured", R::TlsConfigError),
        server("Either tls-ca-cert-file or tls-ca-cert-dir must be specified", R::TlsConfigError),
        server("Failed to configure TLS. Check logs for more info", R::TlsConfigError),
        server("Failed to configure ciphers:", R::TlsConfigError),
        server("Unable to update TLS configuration", R::TlsConfigError),
        client("Could not negotiate a TLS connection", R::GenericHandshakeFailure).faint(),
        client("Could not negotiate a TLS connection: Invalid CA Certificate File/Directory", R::TrustStoreUnavailable),
        client("Invalid CA Certificate File/Directory", R::TrustStoreUnavailable),
        client("Could not negotiate a TLS connection: Invalid client certificate", R::LocalCredentialError).faint(),
        client("Could not negotiate a TLS connection: Invalid private key", R::LocalCredentialError),
        client("Failed to load CA Certificate or CA Path", R::TrustStoreUnavailable),
        client("Failed to load client certificate", R::LocalCredentialError).faint(),
        client("Failed to load private key", R::LocalCredentialError).faint(),
        client("Failed to open system certificate store", R::TrustStoreUnavailable),
        client("SSL_connect failed", R::GenericHandshakeFailure).faint(),
        client("SSL_connect failed: (null)", R::GenericHandshakeFailure).seen("an error without a name in OpenSSL"),
        client("SSL_connect failed: ASN1 lib", R::Malformed),
        client("SSL_connect failed: length mismatch", R::ProtocolViolation),
        client("SSL_connect failed: unsupported protocol", R::ProtocolVersion),
        client("SSL_connect failed: Success", R::HandshakeEof),
        client("SSL_connect failed: Connection reset by peer", R::HandshakeReset),
        client("rediss:// is only supported when", R::TlsConfigError),
        client("Server closed the connection", R::NotTlsRelated).faint().leads_to(&[
            R::HandshakeEof,
            R::HandshakeReset,
            R::UncleanClose,
        ]),
        Row::new("-NOAUTH").means(R::NotTlsRelated),
        Row::new("WRONGPASS invalid username-password pair").means(R::NotTlsRelated),
        Row::new("Protocol error, got \"\\x15\"").means(R::NotTls).by_client().seen("an alert read as a reply"),
        Row::new("Protocol error, got \"\\x15\" as reply type byte").means(R::NotTlsRelated),
        Row::new("Could not connect to Redis at"),
    ],
};
