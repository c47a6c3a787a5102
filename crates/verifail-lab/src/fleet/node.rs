//! One node: what it presents, or what it does instead of TLS.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rcgen::ExtendedKeyUsagePurpose;
use rustls::ServerConfig;
use rustls_pki_types::CertificateDer;
use time::{Duration as Span, OffsetDateTime};
use tokio::net::TcpStream;

use crate::LabError;
use crate::certificates::{Authority, Identity};
use crate::fault::SERVER_NAME;
use crate::log::Visit;
use crate::server::raw::{self, End, Script};
use crate::server::{http, tls};

/// The CAs below which nodes have their certificates.
#[derive(Debug)]
pub(crate) struct Issuers {
    /// Trusted by clients.
    root: Authority,
    /// Below the root.
    intermediate: Authority,
    /// Trusted by nobody yet.
    unknown: Authority,
}

impl Issuers {
    pub(crate) fn new() -> Result<Self, LabError> {
        let root = Authority::root("verifail lab fleet root")?;
        let intermediate = root.subordinate("verifail lab fleet CA", |_| ())?;
        Ok(Self { root, intermediate, unknown: Authority::root("verifail lab next CA")? })
    }

    /// What clients are given.
    pub(crate) fn anchors(&self) -> Vec<CertificateDer<'static>> {
        vec![self.root.certificate().clone()]
    }
}

/// A node.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    name: &'static str,
    does: Does,
}

#[derive(Clone, Copy)]
enum Does {
    Presents(fn(&Issuers) -> Result<Identity, LabError>),
    Plays(Script),
}

const fn presents(name: &'static str, issue: fn(&Issuers) -> Result<Identity, LabError>) -> Node {
    Node { name, does: Does::Presents(issue) }
}

const fn plays(name: &'static str, sends: &'static [u8], ends: End) -> Node {
    Node { name, does: Does::Plays(Script { reads_first: true, sends, ends }) }
}

/// Nothing is wrong.
pub(crate) const GOOD: Node =
    presents("good", |issuers| issuers.intermediate.issue(&[SERVER_NAME, "127.0.0.1"], |_| ()));
/// Nothing is wrong, and the chain is another one.
pub(crate) const OF_THE_ROOT: Node =
    presents("good, issued by the root", |issuers| issuers.root.issue(&[SERVER_NAME], |_| ()));
/// Nothing is wrong, and the chain is longer.
pub(crate) const DEEPER: Node = presents("good, below one CA more", |issuers| {
    issuers.intermediate.subordinate("verifail lab fleet regional CA", |_| ())?.issue(&[SERVER_NAME], |_| ())
});
pub(crate) const EXPIRED: Node = presents("expired", |issuers| {
    issuers.intermediate.issue(&[SERVER_NAME], |params| params.not_after = OffsetDateTime::now_utc() - Span::days(1))
});
pub(crate) const NOT_YET_VALID: Node = presents("not yet valid", |issuers| {
    issuers.intermediate.issue(&[SERVER_NAME], |params| params.not_before = OffsetDateTime::now_utc() + Span::days(1))
});
pub(crate) const WRONG_NAME: Node =
    presents("wrong name", |issuers| issuers.intermediate.issue(&["other.example"], |_| ()));
pub(crate) const CLIENT_AUTH_ONLY: Node = presents("client authentication only", |issuers| {
    issuers.intermediate.issue(&[SERVER_NAME], |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    })
});
pub(crate) const WITHOUT_INTERMEDIATE: Node = presents("intermediate missing", |issuers| {
    let mut identity = issuers.intermediate.issue(&[SERVER_NAME], |_| ())?;
    identity.chain.truncate(1);
    Ok(identity)
});
pub(crate) const OF_UNKNOWN_CA: Node =
    presents("issued by a CA that clients do not trust yet", |issuers| issuers.unknown.issue(&[SERVER_NAME], |_| ()));
/// The new certificate was written and the old key is still there.
pub(crate) const OLD_KEY: Node = presents("new certificate, old key", |issuers| {
    let old = issuers.intermediate.issue(&[SERVER_NAME], |_| ())?;
    let new = issuers.intermediate.issue(&[SERVER_NAME], |_| ())?;
    Ok(Identity { key: old.key, ..new })
});
pub(crate) const RESETS: Node = plays("resets the handshake", b"", End::Reset);
pub(crate) const CLOSES: Node = plays("closes in the handshake", b"", End::Close);
/// A fatal alert internal_error (RFC 8446 section 6).
pub(crate) const INTERNAL_ERROR: Node = plays("internal error", &[21, 3, 3, 0, 2, 2, 80], End::Close);

/// A node that is up.
#[derive(Debug)]
pub(super) struct Serving {
    name: &'static str,
    does: Served,
}

#[derive(Debug)]
enum Served {
    Tls(Arc<ServerConfig>),
    Script(Script, Duration),
}

impl Node {
    pub(super) fn serving(&self, issuers: &Issuers, patience: Duration) -> Result<Serving, LabError> {
        let does = match self.does {
            Does::Presents(issue) => Served::Tls(Arc::new(tls::speaking(&issue(issuers)?, rustls::ALL_VERSIONS)?)),
            Does::Plays(script) => Served::Script(script, patience),
        };
        Ok(Serving { name: self.name, does })
    }
}

impl Serving {
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) async fn serve(&self, stream: TcpStream, visit: Visit) -> io::Result<()> {
        match &self.does {
            Served::Tls(config) => {
                let stream = tls::accept(stream, Arc::clone(config), &visit).await?;
                let resumed = tls::is_resumed(&stream);
                http::serve(stream, visit, resumed, http::ok).await
            }
            Served::Script(script, patience) => {
                let playing = raw::play(stream, *script, *patience, &visit);
                tokio::time::timeout(*patience, playing).await.unwrap_or(Ok(()))
            }
        }
    }
}
