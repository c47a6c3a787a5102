//! Pingora: who failed, what, and in which words of the engine: `Upstream InvalidCert context: ..`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const SEEN: &str = "pingora-error 0.1-0.6; pingora-core protocols/tls";

/// Its own client's side.
const fn upstream(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().by_client().at(Hop::ProxyToUpstream).seen(SEEN)
}

/// Its own server's side.
const fn downstream(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().by_server().at(Hop::ClientToProxy).seen(SEEN)
}

/// Texts of Pingora.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        Row::new("Fail to proxy: Upstream").by_client().at(Hop::ProxyToUpstream).seen(SEEN),
        Row::new("TLS connect() failed:").by_client().seen(SEEN),
        Row::new("TLS accept() failed:").by_server().seen(SEEN),
        upstream("Upstream InvalidCert", R::GenericVerifyFailed),
        upstream("Upstream TLSHandshakeFailure", R::GenericHandshakeFailure),
        upstream("Upstream TLSHandshakeTimedout", R::HandshakeTimeout),
        upstream("Upstream ConnectTimedout", R::NotTlsRelated),
        upstream("Upstream ConnectRefused", R::NotTlsRelated),
        upstream("Upstream ConnectNoRoute", R::NotTlsRelated),
        upstream("Upstream ConnectError", R::NotTlsRelated),
        upstream("Upstream ReadTimedout", R::NotTlsRelated),
        upstream("Upstream ConnectionClosed", R::NotTlsRelated),
        downstream("Downstream TLSHandshakeFailure", R::GenericHandshakeFailure),
        downstream("Downstream handshake error", R::GenericHandshakeFailure),
        downstream("Downstream ConnectionClosed", R::NotTlsRelated),
        downstream("Downstream ReadTimedout", R::NotTlsRelated),
    ],
};
