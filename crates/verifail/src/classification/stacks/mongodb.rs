//! MongoDB: mongod, mongos, the shells and the drivers.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("3.0-8.0: util/net/ssl_manager*.cpp, transport/asio")
}

const fn server(text: &'static str, reason: R) -> Row {
    says(text, reason).by_server()
}

/// Texts of MongoDB.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Mongodb,
    rows: &[
        Row::new("mongo"),
        Row::new("mongod"),
        Row::new("mongodb"),
        Row::new("pymongo"),
        Row::new("SSLHandshakeFailed"),
        Row::new("\"c\":\"NETWORK\""),
        Row::new("NETWORK  [conn#]").by_server(),
        Row::new("\"ctx\":\"conn#\"").by_server(),
        Row::new("MongoServerSelectionError").by_client(),
        Row::new("MongoNetworkError").by_client(),
        // What the server answers: a connection that fails in it is one of its own, to another member.
        Row::new("MongoServerError").at(Hop::OriginToUpstream),
        Row::new("full error: {'ok': 0*'errmsg': ").at(Hop::OriginToUpstream).seen("pymongo"),
        Row::new("Error receiving request from client").by_server(),
        Row::new("AcceptError: ").by_server(),
        Row::new("TLS handshake failed* calling").by_client(),
        Row::new("No suitable servers found").by_client(),
        Row::new("calling ismaster on").by_client(),
        Row::new("calling hello on").by_client(),
        // Verification.
        says("SSL peer certificate validation failed", R::GenericVerifyFailed).faint(),
        says("SSL peer certificate validation failed: self signed certificate", R::SelfSignedLeaf),
        says(
            "SSL peer certificate validation failed: self signed certificate in certificate chain",
            R::SelfSignedInChain,
        ),
        says(
            "SSL peer certificate validation failed: self-signed certificate in certificate chain",
            R::SelfSignedInChain,
        ),
        says("SSL peer certificate validation failed: unsupported certificate purpose", R::EkuMissingOrWrong),
        says("SSL peer certificate validation failed: certificate has expired", R::Expired),
        says(
            "SSL peer certificate validation failed: Certificate trust failure: CSSMERR_TP_NOT_TRUSTED",
            R::UnknownIssuer,
        )
        .from(Stack::Apple),
        says("SSL peer certificate validation failed: (", R::GenericVerifyFailed).seen("Windows: an HRESULT follows"),
        says("The server certificate does not match the host name", R::NameMismatch).by_client(),
        says("The server certificate does not match the remote host name", R::NameMismatch).by_client(),
        says("does not match the host name. Hostname:", R::NameMismatch).by_client(),
        says("No peer certificate", R::ClientCertRequired).by_server(),
        server("no SSL certificate provided by peer", R::ClientCertRequired),
        server("no SSL certificate provided by peer; connection rejected", R::ClientCertRequired),
        says("Peer certificate was signed by an untrusted", R::UnknownIssuer),
        says("server certificate has the same DN as the cluster", R::TlsConfigError),
        says("Unable to verify server identity", R::GenericVerifyFailed),
        says("tlsX509ClusterAuthDNOverride", R::TlsConfigError).faint(),
        says("There is no x.509 client certificate matching the user", R::ClientCertRequired).by_server(),
        says("x509 subject name", R::TlsNotFailure).faint(),
        says("Certificate trust failure: CSSMERR_TP_", R::GenericVerifyFailed).from(Stack::Apple),
        says("Certificate trust failure: CSSMERR_TP_CERT_EXPIRED", R::Expired).from(Stack::Apple),
        says("Certificate trust failure: CSSMERR_TP_NOT_TRUSTED", R::UnknownIssuer).from(Stack::Apple),
        says("server selection timeout, current topology", R::NotTlsRelated).faint().from(Stack::Go),
        says("server selection error:", R::NotTlsRelated).faint().from(Stack::Go),
        // The handshake.
        says("Error during SSL handshake", R::GenericHandshakeFailure).faint(),
        says("SSL handshake failed: *:27017", R::GenericHandshakeFailure).faint(),
        server("SSL handshake received but server is started without SSL support", R::TlsConfigError)
            .at(Hop::Direct)
            .seen("a client speaks TLS to a server without it"),
        server("The server is configured to only allow SSL connections", R::PlaintextToTls),
        server("SSLRequired", R::PlaintextToTls).faint(),
        server("SSL mode is set to 'preferred' and connection * is not using SSL", R::TlsNotFailure).faint(),
        says("SSL mode is set to", R::TlsNotFailure).faint(),
        says("stream truncated", R::HandshakeEof).seen("asio"),
        says("SSLHandshakeFailed: short read", R::HandshakeEof),
        says("short read", R::UncleanClose).faint(),
        says(
            "connection attempt failed: SSLHandshakeFailed: SSL peer certificate validation failed",
            R::GenericVerifyFailed,
        )
        .faint(),
        says("TLS connection established with disabled TLS version", R::ProtocolVersion),
        // Files.
        says("cannot read certificate file", R::LocalCredentialError).faint(),
        says("Can not set up PEM key file", R::LocalCredentialError).faint(),
        says("cannot read PEM key file", R::LocalCredentialError).faint(),
        says("no PEM key file", R::LocalCredentialError),
        says("Cannot read certificate file: *.pem error", R::LocalCredentialError).faint(),
        says("Unable to load the certificate authority file", R::TrustStoreUnavailable),
        says("cannot read certificate authority file", R::TrustStoreUnavailable),
        says("Could not read private key attached to the selected certificate", R::LocalCredentialError).faint(),
        says("The provided SSL certificate is expired or not yet valid", R::ExpiredOrNotYetValid).offline(),
        says("tlsCertificateKeyFile", R::TlsConfigError).faint(),
        says("need sslPEMKeyFile or certificateSelector when SSL is enabled", R::TlsConfigError),
        says("need tlsCertificateKeyFile or certificateSelector when TLS is enabled", R::TlsConfigError),
        says("Must provide an SSL CA file", R::TlsConfigError),
        says("SSL is not supported by this version", R::TlsConfigError),
        // Not TLS, and notices.
        says("No SSL certificate validation can be performed since no CA file has been provided", R::TlsNotFailure)
            .faint(),
        says("While invalid X509 certificates may be used to connect to this server", R::TlsNotFailure).faint(),
        says("Server certificate is now invalid. It has expired", R::Expired).offline(),
        says("Certificate will expire", R::TlsNotFailure).faint(),
        says("connect ECONNREFUSED", R::NotTlsRelated),
        says("getaddrinfo ENOTFOUND", R::NotTlsRelated),
        says("querySrv ENOTFOUND", R::NotTlsRelated),
        says("querySrv ETIMEOUT", R::NotTlsRelated),
        says("Authentication failed", R::NotTlsRelated).faint(),
        says("MongoNetworkTimeoutError: connection timed out", R::NotTlsRelated),
        says("Server selection timed out after", R::NotTlsRelated).faint(),
        says("couldn't connect to server", R::NotTlsRelated).faint(),
    ],
};
