//! The faults of proxies. Where nodes differ, the first connection meets the faulty one.

use std::sync::Arc;

use rcgen::ExtendedKeyUsagePurpose;
use rustls_pki_types::CertificateDer;
use time::{Duration, OffsetDateTime};
use verifail::Reason::{
    self, EkuMissingOrWrong, Expired, GenericVerifyFailed, Malformed, MissingIntermediate, ProfileViolation,
    ProxyTunnelFailed, UnknownIssuer,
};
use verifail::{Hop, Rejection};
use verifail_testkit::world::Place;

use super::{Node, Proxy};
use crate::behaviour::{Behaviour, Start};
use crate::certificates::{Authority, Identity, Presented};
use crate::fault::{Family, Fault, Reach, SERVER_NAME};
use crate::faults::put;
use crate::log::Log;
use crate::resumption::Hosts;
use crate::server::Listening;
use crate::{LabError, LabOptions, Running};

/// Makes a node of the proxy's CA.
pub(crate) type NodeOf = fn(&Authority) -> Result<Node, LabError>;

/// What is wrong, for the whole of a proxy and its server.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) nodes: &'static [NodeOf],
    pub(crate) transparent: bool,
    /// Clients are given the proxy's CA.
    pub(crate) trusted: bool,
    /// How the server's certificate is issued.
    pub(crate) issue: fn(&Authority) -> Result<Identity, LabError>,
}

fn inspects(identity: Identity) -> Node {
    Node::Inspects(Box::new(identity))
}

const TUNNELS: NodeOf = |_| Ok(Node::Tunnels);
const WELL_FORMED: NodeOf = |authority| authority.issue(&[SERVER_NAME], |_| ()).map(inspects);
const CLIENT_AUTH_ONLY: NodeOf = |authority| {
    let purposes = vec![ExtendedKeyUsagePurpose::ClientAuth];
    authority.issue(&[SERVER_NAME], |params| params.extended_key_usages = purposes).map(inspects)
};
const WITHOUT_KEY_IDENTIFIERS: NodeOf = |authority| {
    authority.issue(&[SERVER_NAME], |params| params.use_authority_key_identifier_extension = false).map(inspects)
};
/// Below the lab's own root: no library issues such a number.
const NEGATIVE_SERIAL: NodeOf = |_| {
    let presented = Presented::by(|world| put(world, "serial-number-negative", Place::EndEntity));
    Ok(inspects(presented.identity))
};

/// One node of three issues certificates that are for TLS clients alone.
pub(crate) const CLIENT_AUTH_NODES: Setup = Setup { nodes: &[CLIENT_AUTH_ONLY, WELL_FORMED, WELL_FORMED], ..GOOD };

const GOOD: Setup = Setup {
    nodes: &[WELL_FORMED],
    transparent: false,
    trusted: true,
    issue: |authority| authority.issue(&[SERVER_NAME], |_| ()),
};

/// A proxy and its server: the proxy, the server, and what clients are given.
pub(crate) async fn set_up(
    setup: Setup,
    options: &LabOptions,
    log: &Log,
    upstream_log: &Log,
) -> Result<(Listening, Listening, Vec<CertificateDer<'static>>), LabError> {
    let (inspector, authority) =
        (Authority::root("verifail lab inspection CA")?, Authority::root("verifail lab root")?);
    let identity = (setup.issue)(&authority)?;
    let hosts = Arc::new(Hosts::new((SERVER_NAME, &identity), &[], rustls::ALL_VERSIONS, None)?);
    let behind = LabOptions { port: 0, ..options.clone() };
    let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
    let server = Listening::start(&behind, "server", upstream_log, serve).await?;
    let proxy = Proxy {
        transparent: setup.transparent,
        nodes: setup.nodes.iter().map(|node| node(&inspector)).collect::<Result<_, _>>()?,
        server: server.address(),
        anchors: vec![authority.certificate().clone()],
    };
    let proxy = proxy.start(options, log).await?;
    let mut anchors = vec![authority.certificate().clone()];
    if setup.trusted {
        anchors.push(inspector.certificate().clone());
        anchors.extend(Presented::by(|_| ()).anchors);
    }
    Ok((proxy, server, anchors))
}

async fn start(setup: Setup, fault: &'static Fault, options: LabOptions) -> Result<Running, LabError> {
    let (log, upstream_log) = (Log::new(options.events), Log::new(options.events));
    let (proxy, server, anchors) = set_up(setup, &options, &log, &upstream_log).await?;
    let port = if setup.transparent { proxy.address().port() } else { server.address().port() };
    let url = format!("https://{SERVER_NAME}:{port}/");
    Ok(Running::new(fault, proxy, log).and(server).trusting(anchors).at_url(url).with_upstream(upstream_log))
}

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    Fault::new(Family::Proxy, name, description, reasons, Behaviour::Own(start)).reached(Reach::ConnectProxy)
}

/// The proxy itself says no.
const fn refused(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    fault(name, description, reasons, start).hop(Hop::ClientToProxy).rejection(Rejection::Local)
}

/// The proxy refuses the server.
const fn beyond(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    fault(name, description, reasons, start).hop(Hop::ProxyToUpstream).rejection(Rejection::IntermediaryRejectsUpstream)
}

macro_rules! set_up {
    ($setup:expr) => {
        |fault, options| {
            const SETUP: Setup = $setup;
            Box::pin(start(SETUP, fault, options))
        }
    };
}

/// A start function of a proxy that answers CONNECT with this.
macro_rules! refuses {
    ($answer:literal) => {
        set_up!(Setup { nodes: &[|_| Ok(Node::Refuses($answer))], ..GOOD })
    };
}

// Between whom a re-signed certificate is refused is not in it: a client that does not look at the issuer says
// *direct*.
pub(crate) const FAULTS: &[Fault] = &[
    fault("proxy-tunnel", "a proxy that only tunnels", &[], set_up!(Setup { nodes: &[TUNNELS], ..GOOD })),
    fault("proxy-inspecting", "a proxy re-signs with a CA that the client trusts", &[], set_up!(GOOD)),
    fault(
        "proxy-inspecting-transparent",
        "a proxy that nobody knows of re-signs with a CA that the client trusts",
        &[],
        set_up!(Setup { transparent: true, ..GOOD }),
    )
    .reached(Reach::Direct),
    fault(
        "proxy-no-key-identifiers",
        "a proxy re-signs without key identifiers, which strict clients refuse",
        &[],
        set_up!(Setup { nodes: &[WITHOUT_KEY_IDENTIFIERS], ..GOOD }),
    ),
    fault(
        "proxy-negative-serial",
        "a proxy re-signs with a serial number that is negative",
        &[ProfileViolation, Malformed],
        set_up!(Setup { nodes: &[NEGATIVE_SERIAL], ..GOOD }),
    )
    .accepted_by_rustls(),
    fault(
        "proxy-unknown-ca",
        "a proxy re-signs with a CA that the client does not trust",
        &[UnknownIssuer, MissingIntermediate],
        set_up!(Setup { trusted: false, ..GOOD }),
    ),
    fault(
        "proxy-unknown-ca-transparent",
        "a proxy that nobody knows of re-signs with a CA that the client does not trust",
        &[UnknownIssuer, MissingIntermediate],
        set_up!(Setup { trusted: false, transparent: true, ..GOOD }),
    )
    .reached(Reach::Direct),
    fault(
        "proxy-one-path-only",
        "of two ways to the server one goes through a proxy that re-signs, with a CA that the client does not trust",
        &[UnknownIssuer, MissingIntermediate],
        set_up!(Setup { nodes: &[WELL_FORMED, TUNNELS], trusted: false, transparent: true, ..GOOD }),
    )
    .reached(Reach::Direct),
    fault(
        "proxy-client-auth-only-node",
        "of three nodes of a proxy one re-signs with certificates that are for TLS clients alone",
        &[EkuMissingOrWrong],
        set_up!(CLIENT_AUTH_NODES),
    ),
    fault(
        "proxy-client-auth-only-node-transparent",
        "of three nodes of a proxy that nobody knows of one re-signs with certificates for TLS clients alone",
        &[EkuMissingOrWrong],
        set_up!(Setup { transparent: true, ..CLIENT_AUTH_NODES }),
    )
    .reached(Reach::Direct),
    refused(
        "proxy-authentication-required",
        "a proxy asks the client who it is",
        &[ProxyTunnelFailed],
        refuses!(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ),
    ),
    refused(
        "proxy-forbids",
        "a proxy does not let the client through",
        &[ProxyTunnelFailed],
        refuses!("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    ),
    refused(
        "proxy-bad-gateway",
        "a proxy answers CONNECT with status 502 and a text about the certificate of the server",
        &[ProxyTunnelFailed, Expired],
        refuses!(
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: 79\r\nConnection: close\r\n\r\nServer TLS handshake failed. Certificate verify failed: certificate has expired\n"
        ),
    ),
    beyond(
        "proxy-upstream-expired",
        "an inspecting proxy refuses the certificate of the server, which expired yesterday, and answers with status 502",
        &[Expired, GenericVerifyFailed],
        set_up!(Setup {
            issue: |authority| authority.issue(&[SERVER_NAME], |params| {
                params.not_after = OffsetDateTime::now_utc() - Duration::days(1);
            }),
            ..GOOD
        }),
    ),
    beyond(
        "proxy-upstream-of-unknown-ca",
        "an inspecting proxy does not trust the CA of the server, and answers with status 502",
        &[UnknownIssuer, GenericVerifyFailed],
        set_up!(Setup { issue: |_| Authority::root("verifail lab unknown CA")?.issue(&[SERVER_NAME], |_| ()), ..GOOD }),
    ),
];
