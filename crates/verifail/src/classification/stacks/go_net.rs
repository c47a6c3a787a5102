//! Go's net, net/http and the libraries over them: who speaks, on which side, and how connections end.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn client(text: &'static str) -> Row {
    Row::new(text).by_client().seen("net/url.Error, net/http client")
}

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("net, net/http, 1.0-1.26")
}

const fn handshake(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("net/http server.go, 1.0-1.26")
}

/// A file by its usual name, as io/fs.PathError ends.
const fn file(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("io/fs.PathError")
}

/// Texts of net and net/http.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Go,
    rows: &[
        // Sides.
        client("\": remote error: tls: "),
        client("\": local error: tls: "),
        client("https://*: local error: "),
        client("Get https://*: x509: "),
        client("Get https://*: remote error: "),
        client("Post https://*: remote error: "),
        client("Put https://*: remote error: "),
        client("Head https://*: remote error: "),
        Row::new("http: TLS handshake error from").by_server().seen("net/http server.go"),
        // A client's handshake.
        says("net/http: TLS handshake timeout", R::HandshakeTimeout),
        says("TLS handshake timeout", R::HandshakeTimeout).faint(),
        says("http: server gave HTTP response to HTTPS client", R::NotTls).by_client(),
        says("server gave HTTP response to HTTPS client", R::NotTls).by_client(),
        says("Get \"https://*\": EOF", R::HandshakeEof).by_client(),
        says("Post \"https://*\": EOF", R::HandshakeEof).by_client(),
        says("Put \"https://*\": EOF", R::HandshakeEof).by_client(),
        says("Head \"https://*\": EOF", R::HandshakeEof).by_client(),
        says("Get https://*: EOF", R::HandshakeEof).by_client(),
        says("Post https://*: EOF", R::HandshakeEof).by_client(),
        says("Get \"https://*\": read tcp *: read: connection reset by peer", R::HandshakeReset).by_client(),
        says("Post \"https://*\": read tcp *: read: connection reset by peer", R::HandshakeReset).by_client(),
        says("Head \"https://*\": read tcp *: read: connection reset by peer", R::HandshakeReset).by_client(),
        says("Get https://*: read tcp *: read: connection reset by peer", R::HandshakeReset).by_client(),
        says("tls handshake: EOF", R::HandshakeEof),
        says("TLS handshake failed: EOF", R::HandshakeEof),
        says("TLS handshake error: EOF", R::HandshakeEof),
        says("tls handshake: read tcp *: connection reset by peer", R::HandshakeReset),
        says("dial *: unknown network", R::NotTlsRelated),
        // A server's handshake.
        handshake("http: TLS handshake error from *: EOF", R::HandshakeEof),
        handshake("http: TLS handshake error from *: unexpected EOF", R::HandshakeEof),
        handshake("http: TLS handshake error from *: read tcp *: connection reset by peer", R::HandshakeReset),
        handshake("http: TLS handshake error from *: read: connection reset by peer", R::HandshakeReset),
        handshake("http: TLS handshake error from *: write tcp *: connection reset by peer", R::HandshakeReset),
        handshake("http: TLS handshake error from *: write tcp *: broken pipe", R::HandshakeReset),
        handshake(
            "http: TLS handshake error from *: wsarecv: An existing connection was forcibly closed",
            R::HandshakeReset,
        ),
        handshake("http: TLS handshake error from *: i/o timeout", R::HandshakeTimeout),
        handshake("TLS handshake error from *: read tcp *i/o timeout", R::HandshakeTimeout),
        handshake("TLS handshake error from *: write tcp *i/o timeout", R::HandshakeTimeout),
        handshake("http: TLS handshake error from *: context deadline exceeded", R::HandshakeTimeout),
        handshake("http: TLS handshake error from *: acme/autocert: missing server name", R::SniUnrecognized),
        handshake("http: TLS handshake error from *: acme/autocert: host * not configured", R::SniUnrecognized),
        handshake("acme/autocert: missing server name", R::SniUnrecognized),
        handshake("acme/autocert: server name component count invalid", R::SniUnrecognized),
        handshake("acme/autocert: server name contains invalid character", R::SniUnrecognized),
        // What a server's choice of a certificate ends with: a client is turned away for what the server lacks.
        handshake("http: TLS handshake error from *: cert mismatch with hostname: ", R::SniUnrecognized)
            .from(Stack::Tailscale)
            .seen("derper cert.go"),
        says("refuse to load cert: hostname mismatch with key", R::LocalCredentialError)
            .from(Stack::Tailscale)
            .seen("derper cert.go"),
        handshake("http: TLS handshake error from *: tls: no certificates configured", R::LocalCredentialError)
            .at(Hop::Direct),
        handshake("no serving certificate available for the kubelet", R::LocalCredentialError)
            .at(Hop::Direct)
            .from(Stack::Kubernetes)
            .seen("kubelet 1.8-1.34: certificate/kubelet.go"),
        handshake("http: TLS handshake error from *: secret \"*\" not found", R::LocalCredentialError)
            .at(Hop::Direct)
            .seen("Knative webhooks"),
        handshake("http: TLS handshake error from *: server key missing", R::LocalCredentialError)
            .at(Hop::Direct)
            .seen("Knative webhooks"),
        handshake("acme/autocert: host * not configured in HostWhitelist", R::SniUnrecognized),
        // Through a proxy.
        says("proxyconnect tcp: tls: first record does not look like a TLS handshake", R::NotTls)
            .at(Hop::ClientToProxy)
            .by_client(),
        says("proxyconnect tcp: tls: ", R::GenericHandshakeFailure).faint().at(Hop::ClientToProxy).by_client(),
        says("proxyconnect tcp: EOF", R::ProxyTunnelFailed).at(Hop::ClientToProxy).by_client(),
        Row::new("proxyconnect tcp: ").at(Hop::ClientToProxy).by_client(),
        says("\": Proxy Authentication Required", R::ProxyTunnelFailed).by_client(),
        says("\": Service Unavailable", R::ProxyTunnelFailed).faint().by_client(),
        // After the handshake.
        says("http2: server sent GOAWAY and closed the connection", R::NotTlsRelated),
        says("http: server closed idle connection", R::NotTlsRelated),
        says("net/http: HTTP/1.x transport connection broken", R::UncleanClose),
        says("http2: client connection lost", R::NotTlsRelated),
        // Beneath TLS.
        says("dial tcp *: connect: connection refused", R::NotTlsRelated),
        says("dial tcp *: connect: no route to host", R::NotTlsRelated),
        says("dial tcp *: connect: network is unreachable", R::NotTlsRelated),
        says("dial tcp *: connect: connection timed out", R::NotTlsRelated),
        says("dial tcp *: i/o timeout", R::NotTlsRelated),
        says("dial tcp: lookup *: no such host", R::NotTlsRelated),
        says("dial tcp: lookup *: i/o timeout", R::NotTlsRelated),
        says("dial tcp: lookup *: server misbehaving", R::NotTlsRelated),
        says("dial tcp *: connectex: ", R::NotTlsRelated),
        says("dial tcp *: getsockopt: connection refused", R::NotTlsRelated),
        says("dial tcp *: bind: ", R::NotTlsRelated),
        says("\"Op\":\"dial\",\"Net\":\"", R::NotTlsRelated).seen("net.OpError as JSON"),
        says("dial unix ", R::NotTlsRelated),
        says("dial udp ", R::NotTlsRelated),
        Row::new("open /*: no such file or directory").seen("io/fs.PathError"),
        file("/ca.crt: no such file or directory", R::TrustStoreUnavailable),
        file("/ca.pem: no such file or directory", R::TrustStoreUnavailable),
        file("/cacert.pem: no such file or directory", R::TrustStoreUnavailable),
        file("/ca-cert.pem: no such file or directory", R::TrustStoreUnavailable),
        file("/ca-bundle.crt: no such file or directory", R::TrustStoreUnavailable),
        file("/ca-certificates.crt: no such file or directory", R::TrustStoreUnavailable),
        file("/root.crt: no such file or directory", R::TrustStoreUnavailable),
        file("/ca.crt: permission denied", R::TrustStoreUnavailable),
        file("/ca.pem: permission denied", R::TrustStoreUnavailable),
        file("open /etc/docker/certs.d/*: permission denied", R::TrustStoreUnavailable),
        file("/client.crt: no such file or directory", R::LocalCredentialError),
        file("/client.key: no such file or directory", R::LocalCredentialError),
        file("/server.crt: no such file or directory", R::LocalCredentialError),
        file("/server.key: no such file or directory", R::LocalCredentialError),
        file("/tls.crt: no such file or directory", R::LocalCredentialError),
        file("/tls.key: no such file or directory", R::LocalCredentialError),
        file("/cert.pem: no such file or directory", R::LocalCredentialError),
        file("/key.pem: no such file or directory", R::LocalCredentialError),
        file("/fullchain.pem: no such file or directory", R::LocalCredentialError),
        file("/privkey.pem: no such file or directory", R::LocalCredentialError),
        Row::new("open /*: permission denied").seen("io/fs.PathError"),
        Row::new("dial tcp ").means(R::NotTlsRelated).faint().seen("net.OpError"),
        Row::new("readfrom tcp *->*: ").means(R::NotTlsRelated).faint().seen("net.OpError"),
        Row::new("read tcp *->*: ").means(R::NotTlsRelated).faint().seen("net.OpError"),
        Row::new("write tcp *->*: ").means(R::NotTlsRelated).faint().seen("net.OpError"),
        Row::new("connectex: ").means(R::NotTlsRelated).faint().seen("net.OpError, Windows"),
        Row::new("wsarecv: ").means(R::NotTlsRelated).faint().seen("net.OpError, Windows"),
        Row::new("wsasend: ").means(R::NotTlsRelated).faint().seen("net.OpError, Windows"),
        says("fork/exec ", R::NotTlsRelated).seen("os/exec"),
        Row::new("(Client.Timeout exceeded while awaiting headers)")
            .means(R::NotTlsRelated)
            .faint()
            .seen("net/http client"),
        Row::new("context deadline exceeded").means(R::NotTlsRelated).faint().seen("context"),
        Row::new("panic: runtime error: ").seen("runtime"),
    ],
};
