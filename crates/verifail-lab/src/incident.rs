//! The incidents that this project comes from, each as servers that bring it about and calls that meet it.
//!
//! An incident knows no client. [`RunningIncident::replay`] makes its calls with whatever it is given, a plain client
//! or one that retries, and keeps what came of each; beside them stand the notes of the servers, in one [`Timeline`].

mod deploy_rotation;
mod envoy_session;
mod inspected_egress;
mod replay;
mod sandbox_trust;
mod timeline;

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Instant;

use rustls_pki_types::CertificateDer;

pub use self::replay::{Answer, Call, CallOutcome, Replay};
pub use self::timeline::{Entry, Timeline};
use crate::certificates::pem;
use crate::log::Log;
use crate::server::Listening;
use crate::{LabError, LabOptions};

/// Something that happened, to be brought about again.
///
/// # Examples
/// ```
/// let names: Vec<&str> = verifail_lab::incidents().iter().map(|incident| incident.name).collect();
/// assert_eq!(names, ["deploy-rotation", "envoy-session", "inspected-egress", "sandbox-trust"]);
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Incident {
    /// In kebab case.
    pub name: &'static str,
    /// What happened, as those saw it who met it.
    pub story: &'static str,
    /// What it was.
    pub mechanism: &'static str,
    /// What ends it, and who has to do that.
    pub remedy: &'static str,
    start: fn(&'static Incident, LabOptions) -> Starting,
}

type Starting = Pin<Box<dyn Future<Output = Result<RunningIncident, LabError>> + Send>>;

static INCIDENTS: [Incident; 4] = [
    deploy_rotation::DEPLOY_ROTATION,
    envoy_session::ENVOY_SESSION,
    inspected_egress::INSPECTED_EGRESS,
    sandbox_trust::SANDBOX_TRUST,
];

/// Every incident.
pub fn incidents() -> &'static [Incident] {
    &INCIDENTS
}

/// The incident of that name.
pub fn incident(name: &str) -> Option<&'static Incident> {
    INCIDENTS.iter().find(|incident| incident.name == name)
}

impl Incident {
    /// Brings up its servers, which end with what is returned.
    ///
    /// # Errors
    /// When no port can be had, or a certificate cannot be made.
    pub fn start(
        &'static self,
        options: &LabOptions,
    ) -> impl Future<Output = Result<RunningIncident, LabError>> + Send {
        (self.start)(self, options.clone())
    }
}

impl fmt::Debug for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// An incident whose servers are up.
pub struct RunningIncident {
    incident: &'static Incident,
    began: Instant,
    /// Every call takes the next one.
    urls: Vec<String>,
    address: SocketAddr,
    through_proxy: bool,
    anchors: Vec<CertificateDer<'static>>,
    simulated: Option<&'static str>,
    log: Log,
    upstream: Option<Log>,
    _servers: Vec<Listening>,
}

impl RunningIncident {
    /// Of servers, the first of which clients connect to.
    fn new(incident: &'static Incident, first: Listening, began: Instant, log: Log) -> Self {
        Self {
            incident,
            began,
            urls: Vec::new(),
            address: first.address(),
            through_proxy: false,
            anchors: Vec::new(),
            simulated: None,
            log,
            upstream: None,
            _servers: vec![first],
        }
    }

    fn and(mut self, server: Listening, log: Log) -> Self {
        self._servers.push(server);
        self.upstream = Some(log);
        self
    }

    /// The incident.
    pub const fn incident(&self) -> &'static Incident {
        self.incident
    }

    /// Where clients connect to: the server, the gateway, or the proxy.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The proxy that clients use, where the incident is behind one: `http://127.0.0.1:40123`.
    pub fn proxy(&self) -> Option<String> {
        self.through_proxy.then(|| format!("http://{}", self.address))
    }

    /// The trust anchors that clients are given.
    pub fn anchors(&self) -> &[CertificateDer<'static>] {
        &self.anchors
    }

    /// The same as PEM.
    pub fn anchors_pem(&self) -> String {
        self.anchors.iter().map(|anchor| pem("CERTIFICATE", anchor)).collect()
    }

    /// What a client prints on the platform where it happens, where no server can bring it about.
    pub const fn simulated(&self) -> Option<&'static str> {
        self.simulated
    }

    /// What the first server saw.
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// What the servers behind it saw.
    pub const fn upstream_log(&self) -> Option<&Log> {
        self.upstream.as_ref()
    }

    /// The call of that number: a `POST` of a body of its own, to the next of the incident's hosts.
    pub fn call(&self, number: u64) -> Call {
        // Hosts are taken as if at random, and in every replay alike: a multiplier of Knuth's, its upper bits.
        let mixed = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33;
        let among = self.urls.len().max(1);
        let url = self.urls.get(usize::try_from(mixed).unwrap_or_default() % among).cloned().unwrap_or_default();
        Call { number, method: "POST", url, body: format!("call {number}") }
    }

    /// Bodies that the last server got more than once, and how often.
    pub fn doubled(&self) -> Vec<(String, usize)> {
        let mut times = BTreeMap::new();
        for request in self.upstream.as_ref().unwrap_or(&self.log).requests() {
            *times.entry(String::from_utf8_lossy(&request.body).into_owned()).or_insert(0) += 1;
        }
        times.into_iter().filter(|(_, times)| *times > 1).collect()
    }

    /// Makes so many calls with a client, so many of them at the same time, and keeps what came of each.
    ///
    /// A call is lost where the client has no answer, or one whose status is no success.
    ///
    /// # Examples
    /// ```
    /// use verifail_lab::{Answer, LabOptions, incident};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(async {
    /// let running = incident("sandbox-trust").ok_or("no such incident")?.start(&LabOptions::default()).await?;
    /// let denied = running.simulated().unwrap_or_default();
    /// // The client in the sandbox, which no server can be made to be.
    /// let replay = running.replay(10, 1, |_| async move { Err::<Answer, _>(denied.to_owned()) }).await;
    /// assert_eq!(replay.failed(), 10);
    /// # Ok(()) })}
    /// ```
    pub async fn replay<F, A>(&self, calls: u64, at_once: usize, client: F) -> Replay
    where
        F: Fn(Call) -> A,
        A: Future<Output = Result<Answer, String>>,
    {
        replay::replay(self, calls, at_once, client).await
    }

    /// What the servers noted so far, and what came of a replay's calls, in the order of time.
    pub fn timeline(&self, replay: &Replay) -> Timeline {
        timeline::timeline(self, replay)
    }
}

impl fmt::Debug for RunningIncident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.incident.name, self.address)
    }
}
