//! The faults of gateways: what fails between the gateway and its upstream, as its clients are told.

use std::sync::Arc;
use std::time::Duration;

use rcgen::ExtendedKeyUsagePurpose;
use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use time::OffsetDateTime;
use verifail::Reason::{
    self, EkuMissingOrWrong, Expired, GenericHandshakeFailure, GenericVerifyFailed, HandshakeReset, NameMismatch,
    NotTls, NotTlsRelated, NotYetValid, PeerInternalError, PeerRejectedOurCert, ProtocolVersion, SniUnrecognized,
    UnknownIssuer,
};
use verifail::{Hop, Rejection, RetryAdvice};

use super::{Gateway, OfferedTo, Route};
use crate::behaviour::{Behaviour, Start};
use crate::certificates::{Authority, Identity};
use crate::fault::{Family, Fault, Needs, Reach, SERVER_NAME};
use crate::log::Log;
use crate::resumption::{Hosts, SharedTickets};
use crate::server::Listening;
use crate::server::raw::{self, End, Script};
use crate::{LabError, LabOptions, Running};

/// The other host at the upstream's address.
const NEIGHBOUR: &str = "neighbour.example";

const ONLY_TLS12: &[&SupportedProtocolVersion] = &[&TLS12];
const ONLY_TLS13: &[&SupportedProtocolVersion] = &[&TLS13];

/// What is wrong, for the whole of a gateway and its upstream.
struct Setup {
    /// How the upstream's certificate is issued, by whom, for which name.
    issue: fn(&Authority) -> Result<Identity, LabError>,
    /// What the upstream does instead of TLS.
    script: Option<Script>,
    /// Nobody listens at the upstream's address.
    closed: bool,
    /// Changes of the gateway.
    edit: fn(&mut Gateway),
    versions: &'static [&'static SupportedProtocolVersion],
    /// A client has asked for the neighbour before.
    neighbour_first: bool,
}

const GOOD: Setup = Setup {
    issue: |authority| authority.issue(&[SERVER_NAME], |_| ()),
    script: None,
    closed: false,
    edit: |_| (),
    versions: rustls::ALL_VERSIONS,
    neighbour_first: false,
};

async fn start(setup: Setup, fault: &'static Fault, options: LabOptions) -> Result<Running, LabError> {
    let authority = Authority::root("verifail lab upstream CA")?;
    let (log, upstream_log) = (Log::new(options.events), Log::new(options.events));
    let behind = LabOptions { port: 0, ..options.clone() };
    let upstream = match setup.script {
        Some(script) => raw::listen(script, "upstream", &behind, &upstream_log).await?,
        None => {
            let (host, neighbour) = ((setup.issue)(&authority)?, authority.issue(&[NEIGHBOUR], |_| ())?);
            let tickets = Some(SharedTickets::new()?);
            let hosts = Hosts::new((SERVER_NAME, &host), &[(NEIGHBOUR, &neighbour)], setup.versions, tickets)?;
            let hosts = Arc::new(hosts);
            let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
            Listening::start(&behind, "upstream", &upstream_log, serve).await?
        }
    };
    let route = |host| Route::to(host, Some(upstream.address()));
    let routes = vec![route(SERVER_NAME), route(NEIGHBOUR)];
    let mut gateway = Gateway::new(routes, vec![authority.certificate().clone()]);
    gateway.versions = setup.versions.to_vec();
    (setup.edit)(&mut gateway);
    let listening = gateway.start(&options, &log).await?;
    if setup.neighbour_first {
        ask_for(NEIGHBOUR, &listening).await?;
    }
    let url = format!("http://{SERVER_NAME}:{}/", listening.address().port());
    let running = Running::new(fault, listening, log).at_url(url).with_upstream(upstream_log);
    // A listener that is dropped leaves a port where nobody listens.
    Ok(if setup.closed { running } else { running.and(upstream) })
}

/// What another client asked before: it leaves a session of that host in the gateway.
async fn ask_for(host: &str, gateway: &Listening) -> Result<(), LabError> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let mut stream = tokio::net::TcpStream::connect(gateway.address()).await?;
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(())
}

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    let fault = Fault::new(Family::Gateway, name, description, reasons, Behaviour::Own(start))
        .reached(Reach::Gateway)
        .needing(Needs { plain: true, ..Needs::NOTHING });
    match reasons {
        [] => fault,
        [NotTlsRelated, ..] => {
            fault.hop(Hop::ProxyToUpstream).rejection(Rejection::Neither).retry(RetryAdvice::BoundedUnknown)
        }
        _ => fault.hop(Hop::ProxyToUpstream).rejection(Rejection::IntermediaryRejectsUpstream),
    }
}

/// The certificate is of another name than those of the list.
const fn other_name(name: &'static str, description: &'static str, start: Start) -> Fault {
    fault(name, description, &[NameMismatch], start).retry(RetryAdvice::FreshSession)
}

/// The upstream refuses by this alert.
const fn alert(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    fault(name, description, reasons, start).rejection(Rejection::UpstreamRejectsIntermediary)
}

/// A fatal alert instead of a ServerHello.
const fn alerting(sends: &'static [u8]) -> Setup {
    Setup { script: Some(Script { reads_first: true, sends, ends: End::Close }), ..GOOD }
}

const fn cut(ends: End) -> Setup {
    Setup { script: Some(Script { reads_first: true, sends: b"", ends }), ..GOOD }
}

const fn neighbourly(version: &'static [&'static SupportedProtocolVersion]) -> Setup {
    Setup { versions: version, neighbour_first: true, ..GOOD }
}

macro_rules! set_up {
    ($setup:expr) => {
        |fault, options| {
            const SETUP: Setup = $setup;
            Box::pin(start(SETUP, fault, options))
        }
    };
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("gateway-good", "a gateway and an upstream with which nothing is wrong", &[], set_up!(GOOD)),
    other_name(
        "gateway-session-of-another-host",
        "the gateway offers its upstream a session of another host at the same address, once",
        set_up!(neighbourly(ONLY_TLS13)),
    ),
    other_name(
        "gateway-session-of-another-host-tls-1-2",
        "the gateway of TLS 1.2 offers its upstream a session of another host at the same address, again and again",
        set_up!(neighbourly(ONLY_TLS12)),
    ),
    fault(
        "gateway-sessions-by-name",
        "the gateway offers a session only to the host that it was made with",
        &[],
        set_up!(Setup {
            edit: |gateway| gateway.offered_to = OfferedTo::SameName,
            ..neighbourly(rustls::ALL_VERSIONS)
        }),
    ),
    fault(
        "gateway-without-sessions",
        "the gateway remembers no sessions, by max_session_keys: 0",
        &[],
        set_up!(Setup { edit: |gateway| gateway.max_session_keys = 0, ..neighbourly(rustls::ALL_VERSIONS) }),
    ),
    other_name(
        "gateway-sni-of-another-host",
        "the gateway asks its upstream for another host than the one whose name it compares",
        set_up!(Setup {
            edit: |gateway| {
                for route in &mut gateway.routes {
                    route.server_name = NEIGHBOUR.to_owned();
                }
            },
            ..GOOD
        }),
    ),
    other_name(
        "gateway-address-of-another-host",
        "the gateway connects to an address where another host is served",
        set_up!(Setup { issue: |authority| authority.issue(&["stranger.example"], |_| ()), ..GOOD }),
    ),
    fault(
        "gateway-upstream-expired",
        "the certificate of the gateway's upstream expired yesterday",
        &[Expired, GenericVerifyFailed],
        set_up!(Setup {
            issue: |authority| authority.issue(&[SERVER_NAME], |params| {
                params.not_after = OffsetDateTime::now_utc() - time::Duration::days(1);
            }),
            ..GOOD
        }),
    ),
    fault(
        "gateway-upstream-not-yet-valid",
        "the certificate of the gateway's upstream becomes valid tomorrow",
        &[NotYetValid, GenericVerifyFailed],
        set_up!(Setup {
            issue: |authority| authority.issue(&[SERVER_NAME], |params| {
                params.not_before = OffsetDateTime::now_utc() + time::Duration::days(1);
            }),
            ..GOOD
        }),
    )
    .retry(RetryAdvice::AfterUserAction),
    fault(
        "gateway-upstream-of-unknown-ca",
        "the gateway does not trust the CA of its upstream",
        &[UnknownIssuer, GenericVerifyFailed],
        set_up!(Setup { issue: |_| Authority::root("verifail lab unknown CA")?.issue(&[SERVER_NAME], |_| ()), ..GOOD }),
    ),
    fault(
        "gateway-upstream-client-auth-only",
        "the certificate of the gateway's upstream is for TLS clients alone",
        &[EkuMissingOrWrong, GenericVerifyFailed],
        set_up!(Setup {
            issue: |authority| authority.issue(&[SERVER_NAME], |params| {
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }),
            ..GOOD
        }),
    ),
    fault(
        "gateway-upstream-plaintext",
        "the gateway speaks TLS to a port of HTTP",
        &[NotTls],
        set_up!(alerting(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    ),
    alert(
        "gateway-alert-handshake-failure",
        "the upstream refuses the gateway's handshake by the alert handshake_failure",
        &[GenericHandshakeFailure],
        set_up!(alerting(&[21, 3, 3, 0, 2, 2, 40])),
    ),
    alert(
        "gateway-alert-unknown-ca",
        "the upstream refuses the gateway's own certificate by the alert unknown_ca",
        &[PeerRejectedOurCert],
        set_up!(alerting(&[21, 3, 3, 0, 2, 2, 48])),
    ),
    alert(
        "gateway-alert-protocol-version",
        "the upstream speaks no version of TLS that the gateway does",
        &[ProtocolVersion],
        set_up!(alerting(&[21, 3, 3, 0, 2, 2, 70])),
    ),
    alert(
        "gateway-alert-internal-error",
        "the upstream ends the gateway's handshake by the alert internal_error",
        &[PeerInternalError],
        set_up!(alerting(&[21, 3, 3, 0, 2, 2, 80])),
    )
    .retry(RetryAdvice::BoundedUnknown),
    alert(
        "gateway-alert-unrecognized-name",
        "the upstream knows no host of the name that the gateway asks for",
        &[SniUnrecognized],
        set_up!(alerting(&[21, 3, 3, 0, 2, 2, 112])),
    ),
    fault(
        "gateway-upstream-reset",
        "the upstream resets the gateway's handshake",
        &[HandshakeReset],
        set_up!(cut(End::Reset)),
    )
    .retry(RetryAdvice::FreshConnection),
    fault(
        "gateway-upstream-closes",
        "the upstream ends the gateway's connection in the handshake",
        &[NotTlsRelated],
        set_up!(cut(End::Close)),
    ),
    fault(
        "gateway-upstream-stalls",
        "the upstream does not answer the gateway in time",
        &[NotTlsRelated],
        set_up!(Setup { edit: |gateway| gateway.timeout = Duration::from_millis(300), ..cut(End::Stall) }),
    ),
    fault(
        "gateway-upstream-down",
        "nobody listens at the upstream's address",
        &[NotTlsRelated],
        set_up!(Setup { closed: true, ..GOOD }),
    ),
    fault(
        "gateway-no-healthy-upstream",
        "the gateway has no upstream left",
        &[NotTlsRelated],
        set_up!(Setup {
            edit: |gateway| {
                for route in &mut gateway.routes {
                    route.address = None;
                }
            },
            ..GOOD
        }),
    ),
];
