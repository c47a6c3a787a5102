//! Meshes and brokers: Linkerd, NATS, Consul, Nomad; and the SDKs of Cassandra.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn proxy(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Linkerd 2.0-2.18: linkerd2-proxy app/core, identity; policy controller")
}

const fn sent(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_either().from(Stack::Rustls).seen("rustls 0.12-0.20: conn.rs, common_state.rs")
}

const fn go(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Go).seen("nats-server 2, Consul 0.7-1.21 tlsutil, Nomad, Vault")
}

const fn cql(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("DataStax drivers for C++, Java, Node, Python; gocql; scylla")
}

/// Texts of meshes and brokers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Linkerd,
    rows: &[
        // Linkerd.
        Row::new("linkerd_reconnect").by_client(),
        Row::new("linkerd"),
        Row::new("linkerd_app"),
        proxy("Failed to read trust anchors", R::TrustStoreUnavailable).from(Stack::Go),
        proxy("Failed to certify identity", R::GenericHandshakeFailure).faint(),
        proxy("Failed to obtain identity", R::GenericHandshakeFailure).faint(),
        proxy("Could not parse trust anchors", R::TrustStoreUnavailable),
        proxy("Peer does not support TLS", R::TlsNotFailure).faint(),
        proxy("Received an invalid certificate", R::Malformed),
        proxy("TLS identity did not match", R::NameMismatch),
        proxy("Certified identity", R::TlsNotFailure).faint(),
        proxy("issuer certificate is expired", R::Expired).offline(),
        proxy("issuer cert is within its validity period", R::TlsNotFailure).faint(),
        proxy("trust anchors are within their validity period", R::TlsNotFailure).faint(),
        proxy("data plane proxies certificate match CA", R::TlsNotFailure).faint(),
        proxy("Some proxies do not match the current CA", R::UnknownIssuer).offline(),
        // What rustls writes when it refuses.
        sent("Sending fatal alert BadCertificate", R::GenericVerifyFailed),
        sent("Sending fatal alert UnknownCA", R::UnknownIssuer),
        sent("Sending fatal alert CertificateExpired", R::Expired),
        sent("Sending fatal alert CertificateUnknown", R::GenericVerifyFailed),
        sent("Sending fatal alert DecryptError", R::BadSignature),
        sent("Sending fatal alert ProtocolVersion", R::ProtocolVersion),
        sent("Sending fatal alert HandshakeFailure", R::GenericHandshakeFailure),
        sent("Sending fatal alert UnexpectedMessage", R::ProtocolViolation),
        sent("Sending fatal alert IllegalParameter", R::ProtocolViolation),
        sent("Sending fatal alert DecodeError", R::ProtocolViolation),
        sent("Sending fatal alert BadRecordMac", R::RecordCorrupt),
        sent("Sending fatal alert NoApplicationProtocol", R::Alpn),
        sent("Sending fatal alert UnrecognisedName", R::SniUnrecognized),
        sent("Sending fatal alert AccessDenied", R::SniUnrecognized).by_server(),
        sent("Sending fatal alert CertificateRequired", R::ClientCertRequired).by_server(),
        sent("Sending warning alert CloseNotify", R::TlsNotFailure).faint(),
        // NATS.
        Row::new("- cid:# - TLS handshake error").from(Stack::Go).by_server(),
        Row::new("TLS leafnode handshake error").from(Stack::Go).by_either(),
        Row::new("TLS route handshake error").from(Stack::Go).by_either(),
        Row::new("TLS gateway handshake error").from(Stack::Go).by_either(),
        Row::new("nats: ").from(Stack::Go).by_client(),
        Row::new("nats-server").from(Stack::Go),
        go("TLS leafnode handshake error", R::GenericHandshakeFailure).faint(),
        go("TLS route handshake error", R::GenericHandshakeFailure).faint(),
        go("connection closed: TLS Handshake Failure", R::GenericHandshakeFailure).faint(),
        go("nats: secure connection required", R::PlaintextToTls).by_client(),
        go("nats: secure connection not available", R::NotTls).by_client(),
        go("TLS Handshake complete", R::TlsNotFailure).faint(),
        go("Starting TLS client connection handshake", R::TlsNotFailure).faint(),
        go("TLS version 1.", R::TlsNotFailure).faint(),
        // The server closes it, since the handshake had failed.
        go("Leafnode connection closed: TLS Handshake Failure", R::GenericHandshakeFailure),
        // Consul and its kin.
        go("consul.rpc: failed to read byte: tls: no certificates configured", R::LocalCredentialError).by_server(),
        go("tls: no certificates configured", R::LocalCredentialError),
        go("Non-TLS connection attempted with VerifyIncoming set", R::PlaintextToTls).by_server(),
        go("TLS connection attempted, server not configured for TLS", R::NotTlsRelated).by_server(),
        go("VerifyIncoming set, and no CA certificate provided", R::TlsConfigError),
        go("VerifyOutgoing set, and no CA certificate provided", R::TlsConfigError),
        go("auto-encrypt is not enabled", R::TlsConfigError).faint(),
        go("rpc error: No cluster leader", R::NotTlsRelated),
        go("a TLS certificate with a CommonName of * is required for this operation", R::NameMismatch)
            .by_server()
            .seen("Consul agent/consul/rpc.go"),
        go("No cluster leader", R::NotTlsRelated).faint(),
        go("no TLS certificates found", R::LocalCredentialError),
        go("starting with peer TLS", R::TlsNotFailure).faint(),
        go("starting with client TLS", R::TlsNotFailure).faint(),
        // Cassandra and Scylla.
        Row::new("com.datastax").from(Stack::Java).by_client(),
        Row::new("Cassandra::").from(Stack::Ruby).by_client(),
        cql("SSL_NO_PEER_CERT", R::GenericVerifyFailed).from(Stack::Openssl).at(crate::taxonomy::Hop::Direct),
        cql("Error verifying peer certificate: No peer certificate found", R::GenericVerifyFailed).from(Stack::Openssl),
        cql("SSL_INVALID_PEER_CERT", R::GenericVerifyFailed).from(Stack::Openssl).faint(),
        cql("SSL_IDENTITY_MISMATCH", R::NameMismatch).from(Stack::Openssl),
        cql("Peer certificate subject name does not match", R::NameMismatch).from(Stack::Openssl),
        cql("due to an error during SSL handshake", R::GenericHandshakeFailure).faint().from(Stack::Java),
        cql("Pool was closed during initialization", R::NotTlsRelated).faint().from(Stack::Java),
        cql("NoHostAvailable", R::NotTlsRelated).faint().from(Stack::Shared),
        cql("All host(s) tried for query failed", R::NotTlsRelated).faint().from(Stack::Shared),
        cql("Timed out creating connection", R::NotTlsRelated).faint().from(Stack::Python),
        cql("Unable to connect to any servers", R::NotTlsRelated).faint().from(Stack::Shared),
        cql("gocql: unable to create session", R::NotTlsRelated).faint().from(Stack::Go),
    ],
};
