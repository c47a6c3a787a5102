//! Servers whose sessions are taken for any name: a client that resumes has to ask itself whose they are.
//!
//! What is wrong with such a server's certificate is what a fresh handshake shows. A client that made a session without
//! verifying, or for another name, and resumes it under a configuration that would refuse, accepts what it must refuse.

use std::sync::Arc;

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use time::{Duration, OffsetDateTime};
use verifail::Reason::{self, Expired, ExpiredOrNotYetValid, NameMismatch, UnknownIssuer};

use super::{Hosts, SharedTickets};
use crate::behaviour::{Behaviour, Start};
use crate::certificates::{Authority, Identity};
use crate::fault::{Family, Fault, SERVER_NAME};
use crate::log::Log;
use crate::server::Listening;
use crate::{LabError, LabOptions, Running};

type Issue = fn(&Authority) -> Result<Identity, LabError>;

async fn start(
    issue: Issue,
    version: &'static SupportedProtocolVersion,
    fault: &'static Fault,
    options: LabOptions,
) -> Result<Running, LabError> {
    let authority = Authority::root("verifail lab resumption CA")?;
    let (identity, log) = (issue(&authority)?, Log::new(options.events));
    let hosts = Arc::new(Hosts::new((SERVER_NAME, &identity), &[], &[version], Some(SharedTickets::new()?))?);
    let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
    let listening = Listening::start(&options, "server", &log, serve).await?;
    Ok(Running::new(fault, listening, log).trusting(vec![authority.certificate().clone()]))
}

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    Fault::new(Family::Resumption, name, description, reasons, Behaviour::Own(start))
}

macro_rules! serving {
    ($issue:ident, $version:ident) => {
        |fault, options| Box::pin(start($issue, &$version, fault, options))
    };
}

const GOOD: Issue = |authority| authority.issue(&[SERVER_NAME, "127.0.0.1"], |_| ());
const OTHER_NAME: Issue = |authority| authority.issue(&["neighbour.example"], |_| ());
const UNKNOWN_CA: Issue = |_| Authority::root("verifail lab unknown CA")?.issue(&[SERVER_NAME, "127.0.0.1"], |_| ());
const EXPIRED: Issue = |authority| {
    authority.issue(&[SERVER_NAME, "127.0.0.1"], |params| {
        params.not_after = OffsetDateTime::now_utc() - Duration::days(1);
    })
};

pub(crate) const FAULTS: &[Fault] = &[
    fault("any-session", "the server of TLS 1.3 resumes sessions of any name", &[], serving!(GOOD, TLS13)),
    fault("any-session-tls-1-2", "the server of TLS 1.2 resumes sessions of any name", &[], serving!(GOOD, TLS12)),
    fault(
        "any-session-wrong-name",
        "the server of TLS 1.3 resumes sessions of any name, and its certificate is for neighbour.example",
        &[NameMismatch],
        serving!(OTHER_NAME, TLS13),
    ),
    fault(
        "any-session-wrong-name-tls-1-2",
        "the server of TLS 1.2 resumes sessions of any name, and its certificate is for neighbour.example",
        &[NameMismatch],
        serving!(OTHER_NAME, TLS12),
    ),
    fault(
        "any-session-unknown-ca",
        "the server of TLS 1.3 resumes any session, also of clients that did not verify, and its CA is unknown",
        &[UnknownIssuer],
        serving!(UNKNOWN_CA, TLS13),
    ),
    fault(
        "any-session-unknown-ca-tls-1-2",
        "the server of TLS 1.2 resumes any session, also of clients that did not verify, and its CA is unknown",
        &[UnknownIssuer],
        serving!(UNKNOWN_CA, TLS12),
    ),
    fault(
        "any-session-expired",
        "the server of TLS 1.3 resumes any session, also of clients that did not verify, and its certificate expired",
        &[Expired, ExpiredOrNotYetValid],
        serving!(EXPIRED, TLS13),
    ),
    fault(
        "any-session-expired-tls-1-2",
        "the server of TLS 1.2 resumes any session, also of clients that did not verify, and its certificate expired",
        &[Expired, ExpiredOrNotYetValid],
        serving!(EXPIRED, TLS12),
    ),
];
