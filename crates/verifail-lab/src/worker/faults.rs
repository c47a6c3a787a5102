//! The faults of workers: what their clients are told when a call of the API fails.

use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;
use verifail::Reason::{self, GenericHandshakeFailure, GenericVerifyFailed, NotTlsRelated};
use verifail::{Hop, Rejection, RetryAdvice};

use super::Worker;
use crate::behaviour::{Behaviour, Start};
use crate::certificates::{Authority, Identity, Presented};
use crate::fault::{Family, Fault};
use crate::gateway::Route;
use crate::log::Log;
use crate::resumption::Hosts;
use crate::server::raw::{self, End, Script};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions, Running};

/// The host of the API.
const API: &str = "api.example";

/// What is wrong with the API.
struct Setup {
    issue: fn(&Authority) -> Result<Identity, LabError>,
    /// What it does instead of TLS.
    script: Option<Script>,
    /// Nobody listens.
    closed: bool,
    uncaught: bool,
    timeout: Duration,
}

const GOOD: Setup = Setup {
    issue: |authority| authority.issue(&[API], |_| ()),
    script: None,
    closed: false,
    uncaught: false,
    timeout: Duration::from_secs(10),
};
const EXPIRED: Setup = Setup {
    issue: |authority| {
        authority.issue(&[API], |params| params.not_after = OffsetDateTime::now_utc() - time::Duration::days(1))
    },
    ..GOOD
};

const fn scripted(sends: &'static [u8], ends: End) -> Setup {
    Setup { script: Some(Script { reads_first: true, sends, ends }), ..GOOD }
}

async fn start(setup: Setup, fault: &'static Fault, options: LabOptions) -> Result<Running, LabError> {
    let authority = Authority::root("verifail lab API CA")?;
    let (log, api_log) = (Log::new(options.events), Log::new(options.events));
    let behind = LabOptions { port: 0, ..options.clone() };
    let api = match setup.script {
        Some(script) => raw::listen(script, "api", &behind, &api_log).await?,
        None => {
            let identity = (setup.issue)(&authority)?;
            let hosts = Arc::new(Hosts::new((API, &identity), &[], rustls::ALL_VERSIONS, None)?);
            let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
            Listening::start(&behind, "api", &api_log, serve).await?
        }
    };
    let front = Presented::by(|_| ());
    let worker = Worker {
        front: Arc::new(tls::speaking(&front.identity, rustls::ALL_VERSIONS)?),
        api: Route::to(API, Some(api.address())),
        anchors: vec![authority.certificate().clone()],
        uncaught: setup.uncaught,
        timeout: setup.timeout,
    };
    let listening = worker.start(&options, &log).await?;
    let running = Running::new(fault, listening, log).trusting(front.anchors).with_upstream(api_log);
    Ok(if setup.closed { running } else { running.and(api) })
}

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    let fault = Fault::new(Family::Worker, name, description, reasons, Behaviour::Own(start));
    match reasons {
        [] => fault,
        [NotTlsRelated, ..] => {
            fault.hop(Hop::ProxyToUpstream).rejection(Rejection::Neither).retry(RetryAdvice::BoundedUnknown)
        }
        _ => fault.hop(Hop::ProxyToUpstream).rejection(Rejection::IntermediaryRejectsUpstream),
    }
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
    fault("worker-good", "a worker and an API with which nothing is wrong", &[], set_up!(GOOD)),
    fault(
        "worker-api-expired",
        "the certificate of the API that a worker calls expired yesterday, and its client gets status 526",
        &[GenericVerifyFailed],
        set_up!(EXPIRED),
    ),
    fault(
        "worker-api-wrong-name",
        "the certificate of the API that a worker calls is for another name, and its client gets status 526",
        &[GenericVerifyFailed],
        set_up!(Setup { issue: |authority| authority.issue(&["other.example"], |_| ()), ..GOOD }),
    ),
    fault(
        "worker-api-handshake-failure",
        "the API that a worker calls refuses the handshake, and its client gets status 525",
        &[GenericHandshakeFailure],
        set_up!(scripted(&[21, 3, 3, 0, 2, 2, 40], End::Close)),
    )
    .retry(RetryAdvice::FreshConnection),
    fault(
        "worker-api-reset",
        "the API that a worker calls resets the handshake, and its client gets status 525",
        &[GenericHandshakeFailure],
        set_up!(scripted(b"", End::Reset)),
    )
    .retry(RetryAdvice::FreshConnection),
    fault(
        "worker-api-down",
        "nobody listens where the API of a worker is expected, and its client gets status 521",
        &[NotTlsRelated],
        set_up!(Setup { closed: true, ..GOOD }),
    ),
    fault(
        "worker-api-stalls",
        "the API that a worker calls does not answer in time, and its client gets status 524",
        &[NotTlsRelated],
        set_up!(Setup { timeout: Duration::from_millis(300), ..scripted(b"", End::Stall) }),
    ),
    fault(
        "worker-internal-error",
        "a worker does not catch that the certificate of its API expired, and its client gets an internal error",
        &[NotTlsRelated],
        set_up!(Setup { uncaught: true, ..EXPIRED }),
    ),
];
