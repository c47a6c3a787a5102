//! Inspection proxies: mitmproxy, Charles, Fiddler. They are a server to the client and a client to the server.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Said of the client, who does not take the proxy's certificate.
const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().at(Hop::ClientToProxy).seen("mitmproxy proxy/layers/tls.py 0.13-12")
}

/// Said of the server, whom the proxy does not take.
const fn server(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().at(Hop::ProxyToUpstream).seen("mitmproxy proxy/layers/tls.py 0.13-12")
}

/// Texts of inspection proxies.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Mitmproxy,
    rows: &[
        client("The client does not trust the proxy's certificate", R::PeerRejectedOurCert).by_peer(),
        client("The client may not trust the proxy's certificate", R::PeerRejectedOurCert).by_peer(),
        client("The client disconnected during the handshake", R::HandshakeEof).decisive(),
        client("may indicate that the client does not trust the proxy's certificate", R::HandshakeEof).faint(),
        client("Client and mitmproxy cannot agree on a TLS version to use", R::ProtocolVersion).decisive(),
        client("Client TLS handshake failed", R::GenericHandshakeFailure).faint(),
        client("Client Handshake failed. The client may not trust the proxy's certificate", R::PeerRejectedOurCert)
            .by_peer(),
        client("Cannot establish TLS with client", R::GenericHandshakeFailure).faint(),
        client("Cannot establish TLS with client*Unexpected EOF", R::HandshakeEof).by_peer().decisive(),
        client(": 400: SSL handshake error: ", R::GenericHandshakeFailure).faint().seen("0.9-0.11"),
        client("Cannot parse ClientHello", R::PlaintextToTls),
        server("Server TLS handshake failed", R::GenericHandshakeFailure).faint(),
        server("Server TLS handshake failed. Certificate verify failed", R::GenericVerifyFailed),
        server("502 Bad Gateway*Certificate verify failed", R::GenericVerifyFailed).seen("5-12: its error page"),
        server("The remote server and mitmproxy cannot agree on a TLS version to use", R::ProtocolVersion),
        server("The remote server does not speak TLS", R::NotTls),
        server("Cannot establish TLS with *:443", R::GenericHandshakeFailure).faint(),
        server("Certificate verification error for", R::GenericVerifyFailed).faint(),
        server("Invalid certificate, closing connection. Pass --ssl-insecure", R::GenericVerifyFailed),
        server("Ignoring server verification error, continuing with connection", R::TlsNotFailure),
        // Charles.
        client("SSL handshake with client failed", R::PeerRejectedOurCert).by_peer().faint(),
        client("Possibly the SSL certificate was rejected", R::HandshakeEof),
        client("configure your browser or application to trust the Charles Root Certificate", R::PeerRejectedOurCert)
            .by_peer(),
        // Fiddler.
        client("Failed to secure existing connection for", R::PeerRejectedOurCert).by_peer().seen("Fiddler"),
        client("fiddler.network.https> Failed to secure existing connection", R::PeerRejectedOurCert)
            .by_peer()
            .seen("Fiddler"),
        server("fiddler.network.https> HTTPS handshake to", R::GenericHandshakeFailure).faint().seen("Fiddler"),
        Row::new("[Fiddler] The connection to").at(Hop::ProxyToUpstream).by_client(),
        Row::new("mitmproxy"),
        Row::new("mitmdump"),
    ],
};
