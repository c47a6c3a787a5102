//! Squid: a proxy that opens TLS towards servers, and towards its clients where it intercepts.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Towards a server: the proxy is its client.
const fn upstream(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .at(Hop::ProxyToUpstream)
        .seen("Squid 3.1-7: security/PeerConnector.cc, errors/templates/error-details.txt")
}

/// Towards a client of the proxy.
const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().at(Hop::ClientToProxy).seen("Squid 3.1-7: client_side.cc")
}

const fn local(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Squid 3.1-7: ssl/support.cc, anyp/PortCfg.cc")
}

/// Texts of Squid.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Squid,
    rows: &[
        Row::new("squid"),
        Row::new("squid/"),
        Row::new("X-Squid-Error"),
        Row::new("Protocol error (TLS code:").by_client().at(Hop::ProxyToUpstream),
        // Towards servers.
        upstream("Error negotiating SSL on FD", R::GenericHandshakeFailure).faint(),
        upstream("ERR_SECURE_CONNECT_FAIL", R::GenericHandshakeFailure).faint(),
        upstream("ERROR: negotiating TLS on FD", R::GenericHandshakeFailure).faint(),
        upstream("ERROR: Cannot connect to * TLS", R::GenericHandshakeFailure).faint(),
        upstream("SQUID_ERR_SSL_HANDSHAKE", R::GenericHandshakeFailure).faint(),
        upstream("SQUID_TLS_ERR_CONNECT", R::GenericHandshakeFailure).faint(),
        upstream("Handshake with SSL server failed", R::GenericHandshakeFailure).faint(),
        upstream("SQUID_X509_V_ERR_DOMAIN_MISMATCH", R::NameMismatch),
        upstream("Certificate does not match domainname", R::NameMismatch),
        upstream("SQUID_X509_V_ERR_CERT_CHANGE", R::PinMismatch),
        upstream("SQUID_X509_V_ERR_INFINITE_VALIDATION", R::ChainLimits),
        upstream("SSL Certficate error: certificate issuer (CA) not known", R::UnknownIssuer),
        upstream("SSL Certificate error: certificate issuer (CA) not known", R::UnknownIssuer),
        upstream("SSL Certficate is not valid before", R::NotYetValid),
        upstream("SSL Certificate is not valid before", R::NotYetValid),
        upstream("SSL Certificate expired on", R::Expired),
        upstream("Self-signed SSL Certificate:", R::SelfSignedLeaf),
        upstream("Self-signed SSL Certificate in chain", R::SelfSignedInChain),
        upstream("SSL Certificate has invalid signature", R::BadSignature),
        upstream("SSL Certificate has invalid start date", R::Malformed),
        upstream("SSL Certificate has invalid expiration date", R::Malformed),
        upstream("SSL unknown certificate error", R::GenericVerifyFailed).faint(),
        upstream("SSL Certificate Subject:", R::TlsNotFailure).faint(),
        upstream("TCP connection to * failed", R::NotTlsRelated).faint(),
        // Towards clients.
        client("Error negotiating SSL connection on FD", R::GenericHandshakeFailure).faint(),
        client("Error negotiating SSL connection on FD *: Success (0)", R::HandshakeEof),
        client("Error negotiating SSL connection on FD *: Connection reset by peer (104)", R::HandshakeReset),
        client("Error negotiating SSL connection on FD *: (104) Connection reset by peer", R::HandshakeReset),
        client("Error negotiating SSL connection on FD *: Aborted by client", R::HandshakeEof),
        client("SQUID_TLS_ERR_ACCEPT", R::GenericHandshakeFailure).faint(),
        client("ERROR: failure while accepting a TLS connection on", R::GenericHandshakeFailure).faint(),
        client("ERROR: Cannot accept a TLS connection", R::GenericHandshakeFailure).faint(),
        client("SECURITY ALERT: Host header forgery detected", R::NotTlsRelated),
        // Its own files.
        local("No valid signing SSL certificate configured for", R::LocalCredentialError),
        local("No valid signing certificate configured for", R::LocalCredentialError),
        local("ERROR: No SSL certificate configured for", R::LocalCredentialError),
        local("The ssl_crtd helpers are crashing too rapidly", R::LocalCredentialError),
        local("The sslcrtd_program helpers are crashing too rapidly", R::LocalCredentialError),
        local("(security_file_certgen): Cannot create", R::LocalCredentialError),
        local("Uninitialized SSL certificate database directory", R::LocalCredentialError),
        local("Failed to acquire SSL private key", R::LocalCredentialError),
        local("Failed to acquire SSL certificate", R::LocalCredentialError),
        local("Unable to set diffie-hellman parameters", R::TlsConfigError),
        // Not TLS.
        local("ERR_DNS_FAIL", R::NotTlsRelated),
        local("ERR_ACCESS_DENIED", R::NotTlsRelated),
        local("ERR_CONNECT_FAIL", R::NotTlsRelated),
        local("Unable to determine IP address from host name", R::NotTlsRelated),
    ],
};
