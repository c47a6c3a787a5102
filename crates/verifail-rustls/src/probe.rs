//! A prober: connects to a server again and again, by every way that there is to it, and says what it presents,
//! whatever one thinks of it. What it returns is a [`Capture`]; nothing here is a way to talk to a server that is not
//! trusted.
//!
//! ```
//! use verifail::capture::Outcome;
//! use verifail_rustls::Anchors;
//! use verifail_rustls::probe::Probe;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(async {
//! # let fault = verifail_lab::fault("expired").ok_or("no such fault")?;
//! # let running = fault.start(&verifail_lab::LabOptions::default()).await?;
//! # let (host, port) = ("localhost", running.address().port());
//! # let anchors = Anchors::of(running.anchors().to_vec())?;
//! let probed = Probe::new(host, port).anchors(anchors).samples(3).run().await?;
//! assert!(probed.capture.samples.iter().all(|sample| sample.outcome == Outcome::Refused));
//! // The chain was seen all the same, and so was what was negotiated.
//! assert_eq!(probed.capture.groups().len(), 1);
//! assert_eq!(probed.capture.samples[0].tls_version.as_deref(), Some("TLSv1.3"));
//! assert_eq!(probed.failures[0].diagnosis.code_of_reason(), "expired");
//! # Ok(()) })}
//! ```
//!
//! # Who decides
//!
//! rustls-webpki, as everywhere in this crate. The handshake goes on after it refused, so that the version, the
//! application protocol and the peer's own objections are seen, and is then closed: no octet of an application is sent
//! on it. Where [`Probe::head`] asks for it, a trusted server is sent one bare HEAD request, for the sake of its clock.
//!
//! # What it costs others
//!
//! Connections, at most [`MAX_SAMPLES`](verifail::capture::MAX_SAMPLES) of them and [`MAX_PARALLEL`] at once.
//! Everything is bounded: each connection by one timeout for all its phases and by [`MAX_READ`] octets.
//!
//! # The phases, a file each
//!
//! `resolve` · `connect` · `proxy` (CONNECT, TLS with the proxy itself, who asks) · `starttls` · `handshake` · `head`;
//! `sample` puts them together, `sampling` repeats them, `session` is what is offered to whom, `verdicts` asks the
//! core, `issuers` is who is missing in a chain and fetches them where somebody asks.

mod connect;
mod failure;
mod handshake;
mod head;
mod issuers;
mod observer;
mod proxy;
mod resolve;
mod sample;
mod sampling;
mod session;
mod starttls;
mod stream;
mod verdicts;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustls::SupportedProtocolVersion;
use rustls::time_provider::TimeProvider;
use rustls_pki_types::{ServerName, UnixTime};
use verifail::capture::{Capture, Starttls, Target};
use verifail::classification::Diagnosis;
use verifail::{Policy, Time};

pub use issuers::{Fetched, MissingIssuer};
pub use proxy::{ProxyUrl, ProxyUrlError};
pub use sampling::Progress;

use crate::{Anchors, SettingsError};

/// Connections at once.
pub const MAX_PARALLEL: usize = 256;
/// Octets that are read on one connection.
pub const MAX_READ: u64 = 1 << 20;
/// How long a connection may take, all its phases together, unless told otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

/// A question to a server. The defaults: its name in server_name, every address that it has, once, by TLS 1.2 or 1.3.
#[derive(Clone, Debug)]
#[must_use]
pub struct Probe {
    host: String,
    port: u16,
    vantage: String,
    addresses: Vec<IpAddr>,
    server_names: Vec<Option<String>>,
    also: Vec<String>,
    resumes: bool,
    samples: usize,
    parallel: usize,
    timeout: Duration,
    starttls: Option<Starttls>,
    via: Option<ProxyUrl>,
    anchors: Option<Anchors>,
    policies: Vec<&'static Policy>,
    time: Option<Time>,
    application_protocols: Option<Vec<String>>,
    versions: &'static [&'static SupportedProtocolVersion],
    head: bool,
    fetches: bool,
}

impl Probe {
    /// Of this name or address, at this port.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            vantage: "here".to_owned(),
            addresses: Vec::new(),
            server_names: Vec::new(),
            also: Vec::new(),
            resumes: false,
            samples: 1,
            parallel: 1,
            timeout: DEFAULT_TIMEOUT,
            starttls: None,
            via: None,
            anchors: None,
            policies: Vec::new(),
            time: None,
            application_protocols: None,
            versions: rustls::ALL_VERSIONS,
            head: false,
            fetches: false,
        }
    }

    /// The place, in the observer's words.
    pub fn vantage(mut self, vantage: impl Into<String>) -> Self {
        self.vantage = vantage.into();
        self
    }

    /// Connects to these addresses, and does not resolve the name.
    pub fn addresses(mut self, addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        self.addresses.extend(addresses);
        self
    }

    /// Sends this name in server_name, `None` for no name. Said several times, each in turn. The certificate is to be
    /// for the host whatever is sent.
    pub fn server_name(mut self, name: Option<String>) -> Self {
        self.server_names.push(name);
        self
    }

    /// Makes a session as this name and offers it to the host, and the other way round: whether a session crosses
    /// names.
    pub fn also_name(mut self, name: impl Into<String>) -> Self {
        self.also.push(name.into());
        self
    }

    /// Each sample is two connections: one that makes a session, one that offers it.
    pub fn resumed(mut self) -> Self {
        self.resumes = true;
        self
    }

    /// How many samples in all, spread evenly over addresses and server names; each of these is asked once in any case.
    pub fn samples(mut self, samples: usize) -> Self {
        self.samples = samples.clamp(1, verifail::capture::MAX_SAMPLES);
        self
    }

    /// How many at once, at most [`MAX_PARALLEL`].
    pub fn parallel(mut self, parallel: usize) -> Self {
        self.parallel = parallel.clamp(1, MAX_PARALLEL);
        self
    }

    /// How long one connection may take, all its phases together.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Speaks this before TLS.
    pub fn starttls(mut self, protocol: Starttls) -> Self {
        self.starttls = Some(protocol);
        self
    }

    /// Through this proxy, by CONNECT. The proxy resolves the name.
    pub fn via(mut self, proxy: ProxyUrl) -> Self {
        self.via = Some(proxy);
        self
    }

    /// Whom to trust; without it, Mozilla's list.
    pub fn anchors(mut self, anchors: Anchors) -> Self {
        self.anchors = Some(anchors);
        self
    }

    /// Asks the core for the verdict of this policy on each chain.
    pub fn policy(mut self, policy: &'static Policy) -> Self {
        self.policies.push(policy);
        self
    }

    /// Verifies as if it were this time.
    pub fn time(mut self, time: Time) -> Self {
        self.time = Some(time);
        self
    }

    /// Offers these application protocols; without it `h2` and `http/1.1`, and none after STARTTLS.
    pub fn application_protocols(mut self, protocols: impl IntoIterator<Item = String>) -> Self {
        self.application_protocols = Some(protocols.into_iter().collect());
        self
    }

    /// Offers these versions of TLS.
    pub fn versions(mut self, versions: &'static [&'static SupportedProtocolVersion]) -> Self {
        self.versions = versions;
        self
    }

    /// Sends one bare HEAD request to whoever is trusted, by the clock of this machine: its answer has the peer's
    /// clock.
    pub fn head(mut self) -> Self {
        self.head = true;
        self
    }

    /// Fetches issuers that a server does not supply, by plain HTTP, from where its certificates say that they are.
    pub fn fetch_issuers(mut self) -> Self {
        self.fetches = true;
        self
    }

    /// Asks, to the end.
    ///
    /// # Errors
    /// When the question cannot be asked: a name that is none, anchors that cannot be used. What a server does is no
    /// error.
    pub async fn run(&self) -> Result<Probed, ProbeError> {
        self.run_until(std::future::pending(), |_| ()).await
    }

    /// Asks, until the end or until `stop`, and says how far it is after each connection. What was seen until then is
    /// kept.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_until(
        &self,
        stop: impl Future<Output = ()>,
        progress: impl FnMut(&Progress),
    ) -> Result<Probed, ProbeError> {
        sampling::run(self, stop, progress).await
    }

    /// The host as a name or an address.
    fn reference(&self) -> Result<ServerName<'static>, ProbeError> {
        name(&self.host)
    }

    /// What is written at the head of the capture.
    fn target(&self) -> Target {
        let mut target = Target::new(&self.host, self.port);
        target.via = self.via.as_ref().map(ProxyUrl::shown);
        target.starttls = self.starttls;
        target
    }

    /// The time that certificates are verified at.
    fn clock(&self) -> Arc<dyn TimeProvider> {
        Arc::new(Clock { given: self.time })
    }
}

/// What was seen, and what follows from it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Probed {
    /// What was seen.
    pub capture: Capture,
    /// Each way in which it failed, the most frequent first.
    pub failures: Vec<Failure>,
    /// Issuers that no server supplied and that are no trust anchors.
    pub missing: Vec<MissingIssuer>,
    /// Whether it was ended before its end.
    pub stopped: bool,
}

/// One way in which samples failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What it says.
    pub diagnosis: Diagnosis,
    /// The words of the first sample that failed so.
    pub said: String,
    /// How many samples failed so.
    pub samples: usize,
    /// Where the first of them is in the capture.
    pub first: usize,
}

/// Why a question cannot be asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProbeError {
    /// No name and no address.
    Name(String),
    /// Trust anchors, or a combination that rustls does not take.
    Settings(SettingsError),
}

impl fmt::Display for ProbeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "{name:?} is neither a DNS name nor an IP address"),
            Self::Settings(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ProbeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Name(_) => None,
            Self::Settings(error) => Some(error),
        }
    }
}

impl From<SettingsError> for ProbeError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

fn name(text: &str) -> Result<ServerName<'static>, ProbeError> {
    ServerName::try_from(text.to_owned()).map_err(|_| ProbeError::Name(text.to_owned()))
}

/// The system's clock, or a time that stands still.
#[derive(Debug)]
struct Clock {
    given: Option<Time>,
}

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        match self.given {
            None => Some(UnixTime::now()),
            Some(time) => {
                let seconds = u64::try_from(time.unix_seconds()).ok()?;
                Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
            }
        }
    }
}

/// The system's time.
fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Time::from_unix_seconds(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
