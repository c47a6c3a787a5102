//! Lines of `curl --verbose`: the messages that go out and come in, alerts among them.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// A proxy's answer that opens no tunnel, as it is shown behind the request for one.
const fn no_tunnel(text: &'static str) -> Row {
    Row::new(text).means(R::ProxyTunnelFailed).by_client().seen("7.10-8.17 -v: lib/http_proxy.c")
}

/// What lib/vtls/openssl.c traces. An alert that goes out follows a reason that is told elsewhere.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Curl,
    rows: &[
        Row::new("(in), tls alert, handshake failure")
            .means(R::GenericHandshakeFailure)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, bad certificate")
            .means(R::PeerRejectedOurCert)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, unknown ca")
            .means(R::PeerRejectedOurCert)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, certificate expired")
            .means(R::PeerRejectedOurCert)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, certificate unknown")
            .means(R::PeerRejectedOurCert)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, certificate required")
            .means(R::ClientCertRequired)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, protocol version")
            .means(R::ProtocolVersion)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, internal error")
            .means(R::PeerInternalError)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, unrecognized name")
            .means(R::SniUnrecognized)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, no application protocol").means(R::Alpn).by_peer().by_client().seen("7.45-8.17 -v"),
        Row::new("(in), tls alert, decode error")
            .means(R::ProtocolViolation)
            .by_peer()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(out), tls alert, unknown ca").means(R::UnknownIssuer).faint().by_client().seen("7.45-8.17 -v"),
        Row::new("(out), tls alert, certificate expired").means(R::Expired).faint().by_client().seen("7.45-8.17 -v"),
        Row::new("(out), tls alert, bad certificate")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(out), tls alert, protocol version")
            .means(R::ProtocolVersion)
            .faint()
            .by_client()
            .seen("7.45-8.17 -v"),
        Row::new("(out), tls handshake, client hello").by_client().seen("7.45-8.17 -v"),
        Row::new("cafile: *capath: ").by_client().seen("7.10-8.17 -v"),
        Row::new("(304) (OUT), TLS")
            .from(Stack::Libressl)
            .by_client()
            .seen("macOS: a version's number without its name"),
        Row::new("(304) (IN), TLS")
            .from(Stack::Libressl)
            .by_client()
            .seen("macOS: a version's number without its name"),
        // The tunnel. One that asks who its user is may be asked again.
        no_tunnel("establish http proxy tunnel to*http/1.0 403"),
        no_tunnel("establish http proxy tunnel to*http/1.0 407").faint(),
        no_tunnel("establish http proxy tunnel to*http/1.0 502"),
        no_tunnel("establish http proxy tunnel to*http/1.0 503"),
        no_tunnel("establish http proxy tunnel to*http/1.0 504"),
        no_tunnel("establish http proxy tunnel to*http/1.1 400"),
        no_tunnel("establish http proxy tunnel to*http/1.1 403"),
        no_tunnel("establish http proxy tunnel to*http/1.1 404"),
        no_tunnel("establish http proxy tunnel to*http/1.1 405"),
        no_tunnel("establish http proxy tunnel to*http/1.1 407").faint(),
        no_tunnel("establish http proxy tunnel to*http/1.1 500"),
        no_tunnel("establish http proxy tunnel to*http/1.1 502"),
        no_tunnel("establish http proxy tunnel to*http/1.1 503"),
        no_tunnel("establish http proxy tunnel to*http/1.1 504"),
    ],
};
