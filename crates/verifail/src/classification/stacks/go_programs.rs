//! Programs in Go with words of their own: Terraform, Traefik, Caddy, etcd, Vault, Consul, Tailscale, sigstore, gRPC.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn of(stack: Stack, text: &'static str) -> Row {
    Row::new(text).from(stack)
}

/// Texts of programs in Go.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Go,
    rows: &[
        // gRPC in Go.
        Row::new("error reading server preface: ").by_client().seen("grpc-go http2_client.go"),
        Row::new("connection error: desc = \"transport: ").by_client().seen("grpc-go"),
        Row::new("transport: remote error: ").by_client().seen("grpc-go 1.0-1.12"),
        Row::new("transport: authentication handshake failed: ").by_client().seen("grpc-go http2_client.go"),
        Row::new("addrConn.createTransport failed to connect").by_client().seen("grpc-go clientconn.go"),
        Row::new("ServerHandshake(*) failed: ").by_server().seen("grpc-go server.go"),
        Row::new("rpc error: code = ").seen("grpc-go status"),
        // A status is what the server answers: the request in it was its own.
        Row::new("rpc error: code = * desc = Get *http").at(Hop::OriginToUpstream).seen("grpc-go status"),
        Row::new("rpc error: code = * desc = Post *http").at(Hop::OriginToUpstream).seen("grpc-go status"),
        Row::new("rpc error: code = * desc = failed to fetch").at(Hop::OriginToUpstream).seen("Argo CD"),
        Row::new("rpc error: code = * desc = Manifest generation error").at(Hop::OriginToUpstream).seen("Argo CD"),
        Row::new("application spec is invalid: InvalidSpecError").at(Hop::OriginToUpstream).seen("Argo CD"),
        Row::new("Server.Serve failed to complete security handshake").by_server().seen("grpc-go 1.12-1.29: server.go"),
        Row::new("failed to complete security handshake * first record does not look like a TLS handshake")
            .means(R::PlaintextToTls)
            .by_server()
            .seen("grpc-go"),
        Row::new("ServerHandshake(*) failed: * first record does not look like a TLS handshake")
            .means(R::PlaintextToTls)
            .by_server()
            .seen("grpc-go"),
        Row::new("transport: Error while dialing").by_client().seen("grpc-go"),
        Row::new("credentials: cannot check peer: missing selected ALPN property")
            .means(R::Alpn)
            .seen("grpc-go 1.67-1.76"),
        Row::new("transport: authentication handshake failed: EOF").means(R::HandshakeEof).by_client().seen("grpc-go"),
        Row::new("transport: authentication handshake failed: context deadline exceeded")
            .means(R::HandshakeTimeout)
            .by_client()
            .seen("grpc-go"),
        Row::new("failed to receive the preface from client: EOF")
            .means(R::HandshakeEof)
            .by_server()
            .seen("grpc-go http2_server.go"),
        Row::new("error reading server preface: EOF").means(R::HandshakeEof).by_client().seen("grpc-go"),
        Row::new("error reading server preface: http2: frame too large").means(R::NotTls).by_client().seen("grpc-go"),
        Row::new("no transport security set").means(R::TlsConfigError).seen("grpc-go"),
        // etcd.
        of(Stack::Go, "http response error: *- invalid content type").means(R::NotTlsRelated).seen("masterzen/winrm"),
        of(Stack::Etcd, "rejected connection").by_server().seen("etcd 3.0-3.6"),
        of(Stack::Etcd, "rejected connection*error\":\"EOF\"").means(R::HandshakeEof).by_server(),
        of(Stack::Etcd, "rejected connection*error=EOF").means(R::HandshakeEof).by_server().seen("zap's text form, PD"),
        of(Stack::Etcd, "rejected connection from * (error \"EOF\"").means(R::HandshakeEof).by_server(),
        of(Stack::Etcd, "rejected connection*read: connection reset by peer").means(R::HandshakeReset).by_server(),
        of(Stack::Etcd, "health check for peer * could not connect: ").by_client().seen("etcd rafthttp"),
        of(Stack::Etcd, "health check for peer * could not connect: EOF").means(R::HandshakeEof).by_client(),
        of(Stack::Etcd, "prober detected unhealthy status").by_client().seen("etcd rafthttp"),
        of(Stack::Etcd, "the clock difference against peer").means(R::NotTlsRelated).seen("etcd rafthttp"),
        of(Stack::Etcd, "etcdserver: "),
        of(Stack::Etcd, "etcdmain: "),
        of(Stack::Etcd, "failed to dial endpoint"),
        of(Stack::Etcd, "tls: * does not match any of DNSNames")
            .means(R::NameMismatch)
            .by_server()
            .seen("etcd transport/listener_tls.go"),
        of(Stack::Etcd, "does not match any of DNSNames")
            .means(R::NameMismatch)
            .by_server()
            .seen("etcd transport/listener_tls.go"),
        of(Stack::Etcd, "KeyFile and CertFile must both be present")
            .means(R::TlsConfigError)
            .seen("etcd transport/listener.go"),
        of(Stack::Etcd, "ignoring client auto TLS since certs given").means(R::TlsNotFailure).seen("etcd"),
        // Terraform and what it downloads.
        of(Stack::Terraform, "terraform"),
        of(Stack::Terraform, "Failed to query available provider packages").by_client(),
        of(Stack::Terraform, "could not connect to registry."),
        of(Stack::Terraform, "the request failed after # attempts"),
        of(Stack::Terraform, "Error: Failed to install provider"),
        of(Stack::Terraform, "openpgp: ").means(R::NotTlsRelated),
        of(Stack::Terraform, "doesn't match any of the checksums previously recorded in the dependency lock file")
            .means(R::NotTlsRelated),
        // Traefik, Caddy, certmagic.
        of(Stack::Traefik, "traefik"),
        of(Stack::Traefik, "strict SNI enabled - No certificate found for domain")
            .means(R::SniUnrecognized)
            .by_server()
            .seen("traefik"),
        of(Stack::Traefik, "No default certificate, fallback to the internal generated certificate")
            .means(R::TlsNotFailure)
            .seen("traefik"),
        of(Stack::Traefik, "No default certificate, generating one").means(R::TlsNotFailure).seen("traefik"),
        of(Stack::Traefik, "Serving default certificate for request").means(R::TlsNotFailure).seen("traefik"),
        of(Stack::Traefik, "500 Internal Server Error' caused by: ").at(Hop::ProxyToUpstream).seen("traefik 1-2"),
        of(Stack::Traefik, "502 Bad Gateway' caused by: ").at(Hop::ProxyToUpstream).seen("traefik 1-2"),
        of(Stack::Traefik, "Unable to generate a certificate for the domains").seen("traefik"),
        of(Stack::Traefik, "Unable to obtain ACME certificate for domains").seen("traefik"),
        of(Stack::Caddy, "no certificate available for '")
            .means(R::SniUnrecognized)
            .by_server()
            .seen("certmagic handshake.go"),
        of(Stack::Caddy, "no certificate matching TLS ClientHello")
            .means(R::SniUnrecognized)
            .by_server()
            .seen("certmagic"),
        of(Stack::Traefik, "Unable to fetch certificate for domain").seen("traefik 3, tailscale"),
        of(Stack::Tailscale, "cert access denied").means(R::NotTlsRelated).seen("tailscaled"),
        of(Stack::Caddy, "tls.obtain").seen("caddy 2"),
        of(Stack::Caddy, "tls.issuance.acme").seen("caddy 2"),
        of(Stack::Caddy, "http.log.error").by_client().at(Hop::ProxyToUpstream).seen("caddy 2: of handlers"),
        of(Stack::Caddy, "http.handlers.reverse proxy").at(Hop::ProxyToUpstream).seen("caddy 2"),
        of(Stack::Caddy, "server is listening only on the HTTPS port but has no TLS connection policies")
            .means(R::TlsNotFailure)
            .seen("caddy 2"),
        of(Stack::Caddy, "enabling automatic TLS certificate management").means(R::TlsNotFailure).seen("caddy 2"),
        of(Stack::Caddy, "enabling automatic HTTP->HTTPS redirects").means(R::TlsNotFailure).seen("caddy 2"),
        of(Stack::Caddy, "certificate obtained successfully").means(R::TlsNotFailure).seen("certmagic"),
        // Intercepting proxies, of their clients.
        Row::new("Cannot handshake client").by_server().at(Hop::ClientToProxy).seen("goproxy 1.0-1.7, proxify"),
        Row::new("Cannot handshake client * EOF")
            .means(R::HandshakeEof)
            .by_server()
            .at(Hop::ClientToProxy)
            .seen("goproxy 1.0-1.7, proxify"),
        Row::new("HTTPS解密, 握手失败").by_server().at(Hop::ClientToProxy).seen("ouqiang/goproxy"),
        Row::new("mitm: failed to handshake connection").by_server().at(Hop::ClientToProxy).seen("forwarder 1"),
        // Reverse proxies of net/http/httputil.
        Row::new("http: proxy error: ").at(Hop::ProxyToUpstream).seen("net/http/httputil"),
        Row::new("reverseproxy.go").at(Hop::ProxyToUpstream).seen("net/http/httputil"),
        // Proxies that a user runs: Xray, V2Ray, sing-box, Clash.
        Row::new("app/proxyman/outbound").at(Hop::ProxyToUpstream).seen("Xray, V2Ray"),
        Row::new("failed to find an available destination").at(Hop::ProxyToUpstream).seen("Xray, V2Ray"),
        Row::new("using outbound/").at(Hop::ProxyToUpstream).seen("sing-box"),
        Row::new("open outbound connection").at(Hop::ProxyToUpstream).seen("sing-box"),
        // sigstore.
        of(Stack::Cosign, "fulcio").means(R::NotTlsRelated).faint().seen("sigstore"),
        of(Stack::Cosign, "sigstore").means(R::NotTlsRelated).faint(),
        of(Stack::Cosign, "rekor").means(R::NotTlsRelated).faint().seen("sigstore"),
        of(Stack::Cosign, "verifying SCT").means(R::NotTlsRelated).seen("sigstore"),
        of(Stack::Cosign, "error verifying SCT").means(R::NotTlsRelated).seen("sigstore"),
        of(Stack::Cosign, "There was an error processing the identity token").means(R::NotTlsRelated).seen("fulcio"),
        of(Stack::Cosign, "signature not found in transparency log").means(R::NotTlsRelated).seen("rekor"),
        of(Stack::Cosign, "is required for verification in keyless mode").means(R::NotTlsRelated).seen("cosign"),
        of(Stack::Cosign, "error verifying bundle: ").means(R::NotTlsRelated).faint().seen("cosign"),
        of(Stack::Cosign, "no matching attestations").means(R::NotTlsRelated).faint().seen("cosign"),
        of(Stack::Cosign, "no signatures found").means(R::NotTlsRelated).seen("cosign"),
        of(Stack::Cosign, "no matching signatures").offline().seen("cosign"),
        of(Stack::Cosign, "cosign ").offline(),
        of(Stack::Cosign, "certificate chain too long (")
            .means(R::ChainLimits)
            .offline()
            .from(Stack::Cosign)
            .seen("sigstore: too many certificates"),
        of(Stack::Cosign, "none of the expected identities matched what was in the certificate")
            .means(R::NameMismatch)
            .offline()
            .seen("cosign"),
        of(Stack::Cosign, "none of the attestations matched the predicate type").means(R::NotTlsRelated).seen("cosign"),
        of(Stack::Cosign, "getting signer: reading key: ").means(R::NotTlsRelated).seen("cosign"),
        // Vault, Consul, Nomad, Tailscale, Harbor, tunnels.
        of(Stack::Vault, "Client sent an HTTP request to an HTTPS server")
            .means(R::PlaintextToTls)
            .by_server()
            .at(Hop::Direct)
            .from(Stack::Go),
        of(Stack::Vault, "core: failed to verify TLS connection"),
        of(Stack::Vault, "Error making API request.").at(Hop::OriginToUpstream).seen("vault: what the server met"),
        of(Stack::Vault, "error handshaking cluster connection").by_server(),
        of(Stack::Vault, "storage.consul: ").by_client(),
        of(Stack::Vault, "physical/consul: ").by_client(),
        Row::new("failed to make RequestVote RPC").by_client().seen("hashicorp/raft"),
        Row::new("failed to make PreVote RPC").by_client().seen("hashicorp/raft"),
        Row::new("failed to appendEntries to").by_client().seen("hashicorp/raft"),
        Row::new("failed to heartbeat to").by_client().seen("hashicorp/raft"),
        Row::new("failed to pipeline appendEntries to").by_client().seen("hashicorp/raft"),
        Row::new("failed to send snapshot to").by_client().seen("hashicorp/raft"),
        Row::new("RPC failed to server *: rpc error: EOF")
            .means(R::NotTlsRelated)
            .seen("nomad, consul: net-rpc-msgpackrpc"),
        Row::new("consul.rpc: ").by_server().seen("consul 0.5-1.3"),
        Row::new("nomad.rpc: ").by_server().seen("nomad"),
        Row::new("agent.server.rpc: ").by_server().seen("consul, nomad"),
        Row::new("unrecognized RPC byte")
            .means(R::PlaintextToTls)
            .by_server()
            .seen("consul, nomad: agent/consul/rpc.go"),
        Row::new("memberlist: failed to receive: ").means(R::NotTlsRelated).faint().seen("consul, serf: gossip"),
        Row::new("Encryption is configured but remote state is not encrypted")
            .means(R::NotTlsRelated)
            .seen("memberlist: gossip has keys of its own"),
        of(Stack::Tailscale, "tailscale"),
        of(Stack::Tailscale, "fetch control key: ").by_client().seen("tailscale controlclient"),
        of(Stack::Tailscale, "control: TryLogin: ").by_client().seen("tailscale controlclient"),
        of(Stack::Tailscale, "derphttp.Client.Connect").by_client().seen("tailscale derp"),
        of(Stack::Tailscale, "derp: unexpected cert").means(R::NameMismatch).by_client().seen("tailscale derp"),
        of(Stack::Tailscale, "tlsdial: ").by_client().seen("tailscale tlsdial"),
        of(Stack::Tailscale, "tlsdial: warning: server cert for")
            .means(R::TlsNotFailure)
            .faint()
            .seen("tailscale tlsdial: with its own roots it goes on"),
        of(Stack::Tailscale, "could not establish an encrypted connection with")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("tailscale health"),
        of(Stack::Tailscale, "likely intercepted connection; certificate is self-signed")
            .means(R::MitmDetected)
            .by_client()
            .seen("tailscale tlsdial"),
        of(Stack::Tailscale, "server cert seen while dialing * equipment")
            .means(R::MitmDetected)
            .by_client()
            .seen("tailscale blockblame"),
        of(Stack::Harbor, "harbor").seen("goharbor"),
        of(Stack::Cloudflared, "Unable to reach the origin service").at(Hop::ProxyToUpstream).seen("cloudflared"),
        of(Stack::Cloudflared, "cloudflared"),
        of(Stack::Cloudflared, "Unable to establish connection with Cloudflare edge")
            .by_client()
            .at(Hop::Direct)
            .seen("cloudflared"),
        of(Stack::Cloudflared, "originService=").at(Hop::ProxyToUpstream).seen("cloudflared"),
        // Servers in Go, of their clients.
        Row::new("TLS handshake error from").by_server().seen("NATS, MinIO, tinyproxies"),
        Row::new("TLS handshake error from *\" msg=EOF")
            .means(R::HandshakeEof)
            .by_server()
            .seen("Prometheus: go-kit's logger splits http.Server's lines at the colon"),
        Row::new("TLS handshake error from *\" msg=\"read tcp * connection reset by peer")
            .means(R::HandshakeReset)
            .by_server()
            .seen("Prometheus"),
        Row::new("TLS handshake error from *\" msg=\"read tcp * i/o timeout")
            .means(R::HandshakeTimeout)
            .by_server()
            .seen("Prometheus"),
        Row::new("TLS handshake error from *\" err=EOF").means(R::HandshakeEof).by_server().seen("Prometheus 3: slog"),
        Row::new("unsupported scheme '").means(R::NotTlsRelated).seen("Telegraf"),
        Row::new("mid:*TLS handshake error: ").by_server().seen("NATS: MQTT"),
        Row::new("cid:*TLS handshake error: ").by_server().seen("NATS"),
        Row::new("rid:*TLS handshake error: ").by_server().seen("NATS"),
        Row::new("lid:*TLS handshake error: ").by_server().seen("NATS"),
        Row::new("TLS route handshake error").by_either().seen("NATS"),
        Row::new("TLS gateway handshake error").by_either().seen("NATS"),
        Row::new("TLS leafnode handshake error").by_either().seen("NATS"),
        Row::new("TLS handshake error: remote error: tls")
            .by_server()
            .seen("NATS, TiDB, Pulsar's and MQTT's servers in Go"),
        Row::new("TLS handshake error: read tcp").by_server().seen("NATS"),
        Row::new("TLS handshake error: tls: ").by_server().seen("NATS"),
        Row::new("TLS handshake error: EOF").means(R::HandshakeEof).by_server().seen("NATS"),
        Row::new("handler error: tls: ").by_server().seen("emersion/go-smtp: conn.go"),
        Row::new("failed TLS handshake").by_server().from(Stack::Shared),
        Row::new("handshake with client failed").by_server().from(Stack::Shared),
        Row::new("client TLS handshake failed").by_server().from(Stack::Shared),
        Row::new("failed to accept").by_server().from(Stack::Shared),
        Row::new("verify client certificate").by_server().from(Stack::Shared),
        // mkcert.
        Row::new("Created a new certificate valid for the following names")
            .means(R::TlsNotFailure)
            .decisive()
            .seen("mkcert"),
        Row::new("The local CA is already installed in the").means(R::TlsNotFailure).seen("mkcert"),
        Row::new("The local CA is now installed in the").means(R::TlsNotFailure).seen("mkcert"),
        Row::new("It will expire on ").means(R::TlsNotFailure).seen("mkcert"),
        // Prometheus, Grafana, Telegraf and other collectors.
        Row::new("Error on ingesting").by_client().seen("prometheus"),
        Row::new("[inputs.").by_client().seen("telegraf"),
        Row::new("lvl=eror").seen("grafana 5-8"),
        Row::new("ts=* caller=*.go:").seen("go-kit log"),
        Row::new("\"caller\":\"*.go:").seen("zap"),
        Row::new("ERRO[#]").seen("logrus"),
        Row::new("WARN[#]").seen("logrus"),
        Row::new("FATA[#]").seen("logrus"),
        Row::new("TLS handshake failed with new connection").by_server().seen("MinIO"),
        Row::new("certs: no server certificate is supported by peer")
            .means(R::NoSharedParams)
            .by_server()
            .seen("MinIO internal/certs"),
        Row::new("level=error msg=").seen("logrus"),
        Row::new("level=warn msg=").seen("logrus"),
        Row::new("level=fatal msg=").seen("logrus"),
        Row::new("time=\"*\" level=").seen("logrus"),
        // Parsing of key usage by other Go verifiers.
        Row::new("KeyUsage does not allow digital signatures").means(R::KeyUsage),
    ],
};
