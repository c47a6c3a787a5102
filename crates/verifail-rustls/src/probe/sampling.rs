//! Many samples: every address, every name in server_name, spread evenly, a few at a time, until the end or until
//! somebody stops it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use rustls_pki_types::ServerName;
use tokio::task::JoinSet;
use verifail::capture::{Capture, MAX_SAMPLES, Sample};
use verifail::classification::redact;
use verifail::{Fingerprint, Hop, Reason};

use super::failure::Failed;
use super::sample::{Connection, Explained, Explanation, Job, Name, Setting, Ways, unresolved};
use super::{Failure, Probe, ProbeError, Probed, issuers, name, now, resolve, verdicts};
use crate::{Anchors, Roots, TlsSettings};

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Connections that ended.
    pub done: usize,
    /// Connections there will be.
    pub total: usize,
    /// How many of those that ended came to no use.
    pub bad: usize,
}

/// Asks until the end or until `stop`.
pub(super) async fn run(
    probe: &Probe,
    stop: impl Future<Output = ()>,
    mut progress: impl FnMut(&Progress),
) -> Result<Probed, ProbeError> {
    let anchors = probe.anchors.clone().unwrap_or_else(Anchors::mozilla);
    let mut capture = Capture::new(&probe.vantage, probe.target(), probe.time.unwrap_or_else(now));
    capture.anchors = Some(verdicts::summary(&anchors));
    let names = Names::of(probe)?;
    let mut setting = setting(probe, anchors.clone())?;
    let mut stop = std::pin::pin!(stop);
    let resolving = Instant::now();
    // Nothing where somebody does not wait for it.
    let resolved = tokio::select! {
        biased;
        () = &mut stop => None,
        resolved = addresses(probe) => Some(resolved),
    };
    setting.resolved_us = Some(resolving.elapsed().as_micros().try_into().unwrap_or(u64::MAX));
    let mut gathered = Gathered::default();
    let mut stopped = resolved.is_none();
    match resolved.unwrap_or_else(|| Ok(Vec::new())) {
        Err(failed) => gathered.put(&mut capture, 0, vec![unresolved(&failed, resolving.elapsed())]),
        Ok(addresses) => {
            if probe.via.is_none() {
                capture.target.addresses = addresses.iter().map(|address| address.ip().to_string()).collect();
            }
            let jobs = jobs(probe, &names, &addresses);
            let total = jobs.iter().map(|job| job.connections()).sum();
            stopped |= !jobs.is_empty()
                && sample(Arc::new(setting), jobs, probe.parallel, stop.as_mut(), |number, connections| {
                    gathered.put(&mut capture, number, connections);
                    progress(&Progress { done: gathered.samples.len(), total, bad: gathered.bad });
                })
                .await;
        }
    }
    let failures = gathered.into(&mut capture);
    verdicts::judge(&mut capture, &anchors, &probe.policies, &names.host);
    let mut missing = issuers::missing(&capture, &anchors);
    if probe.fetches && !stopped {
        let fetching = issuers::fetch(&mut missing, &capture, &anchors, &names.host);
        tokio::select! {
            biased;
            () = &mut stop => stopped = true,
            // What is not there by then is left out.
            _ = tokio::time::timeout(issuers::PATIENCE_FOR_ALL, fetching) => {}
        }
    }
    capture.clean();
    Ok(Probed { capture, failures, missing, stopped })
}

/// The names that are asked for.
struct Names {
    host: ServerName<'static>,
    sent: Vec<Option<ServerName<'static>>>,
    also: Vec<ServerName<'static>>,
}

impl Names {
    fn of(probe: &Probe) -> Result<Self, ProbeError> {
        let host = probe.reference()?;
        let sent = match probe.server_names.is_empty() {
            true => vec![Some(host.clone())],
            false => {
                let sent = probe.server_names.iter().map(|sent| sent.as_deref().map(name).transpose());
                sent.collect::<Result<_, _>>()?
            }
        };
        let also = probe.also.iter().map(|also| name(also)).collect::<Result<_, _>>()?;
        Ok(Self { host, sent, also })
    }
}

fn setting(probe: &Probe, anchors: Anchors) -> Result<Setting, ProbeError> {
    let settings = TlsSettings::new().roots(Roots::None).anchors(anchors).records(0).versions(probe.versions);
    let settings = settings.time(probe.clock()).resumption(false);
    let client = settings.client()?;
    let mut config = rustls::ClientConfig::clone(&client.config);
    let protocols = match (&probe.application_protocols, probe.starttls, probe.head) {
        (Some(protocols), ..) => protocols.iter().map(|protocol| protocol.clone().into_bytes()).collect(),
        (None, Some(_), _) => Vec::new(),
        (None, None, true) => vec![b"http/1.1".to_vec()],
        (None, None, false) => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
    };
    config.alpn_protocols = protocols;
    let explained = Explained::default();
    Ok(Setting {
        host: probe.host.clone(),
        port: probe.port,
        reference: probe.reference()?,
        via: probe.via.clone().map(|proxy| (proxy, client.config)),
        starttls: probe.starttls,
        timeout: probe.timeout,
        config,
        verifier: settings.verifier()?,
        clock: probe.clock(),
        asks_head: probe.head && probe.starttls.is_none(),
        began: Instant::now(),
        resolved_us: None,
        explained,
    })
}

/// Whom to connect to: the host, or the proxy.
async fn addresses(probe: &Probe) -> Result<Vec<SocketAddr>, Failed> {
    let (host, port) = match &probe.via {
        Some(proxy) => (proxy.host(), proxy.port()),
        None if !probe.addresses.is_empty() => {
            return Ok(probe.addresses.iter().map(|address| SocketAddr::new(*address, probe.port)).collect());
        }
        None => (probe.host.as_str(), probe.port),
    };
    let resolving = tokio::time::timeout(probe.timeout, resolve::addresses(host, port));
    resolving
        .await
        .unwrap_or_else(|_| Err(Failed::unreachable(format!("{host} is not resolved within {:?}", probe.timeout))))
}

/// Every way to every address, in turn; each at least once.
fn jobs(probe: &Probe, names: &Names, addresses: &[SocketAddr]) -> Vec<Job> {
    let own = |sent: &Option<ServerName<'static>>| match probe.resumes {
        false => Ways::Fresh(sent.clone()),
        true => {
            let name = Name { sent: sent.clone(), reference: names.host.clone() };
            Ways::Offered(name.clone(), name)
        }
    };
    let asked_as = |name: &ServerName<'static>| Name { sent: Some(name.clone()), reference: name.clone() };
    let host = asked_as(&names.host);
    let across = names.also.iter().flat_map(|also| {
        let also = asked_as(also);
        [Ways::Offered(also.clone(), host.clone()), Ways::Offered(host.clone(), also)]
    });
    let ways: Vec<Ways> = names.sent.iter().map(own).chain(across).collect();
    // Each way to an address, then the next address: what differs between addresses is seen early.
    let every =
        || ways.iter().flat_map(|ways| addresses.iter().map(|address| Job { address: *address, ways: ways.clone() }));
    let wanted = probe.samples.max(ways.len() * addresses.len());
    let mut connections = 0;
    let jobs = every().cycle().take(wanted).take_while(|job| {
        connections += job.connections();
        connections <= MAX_SAMPLES
    });
    jobs.collect()
}

impl Job {
    const fn connections(&self) -> usize {
        match self.ways {
            Ways::Fresh(_) => 1,
            Ways::Offered(..) => 2,
        }
    }
}

/// Takes samples, so many at once. Whether it was stopped.
async fn sample(
    setting: Arc<Setting>,
    jobs: Vec<Job>,
    parallel: usize,
    mut stop: std::pin::Pin<&mut impl Future<Output = ()>>,
    mut done: impl FnMut(usize, Vec<Connection>),
) -> bool {
    // Dropped with this function, and the connections with it.
    let mut running = JoinSet::new();
    let mut jobs = jobs.into_iter().enumerate();
    loop {
        while running.len() < parallel {
            let Some((number, job)) = jobs.next() else { break };
            let setting = Arc::clone(&setting);
            running.spawn(async move { (number, setting.take(&job).await) });
        }
        tokio::select! {
            biased;
            () = &mut stop => return true,
            ended = running.join_next() => match ended {
                None => return false,
                Some(Ok((number, connections))) => done(number, connections),
                // Nothing in a sample panics, and none is aborted but by dropping them all.
                Some(Err(_)) => {}
            },
        }
    }
}

/// Samples as they end, in no order, and the ways in which they failed.
#[derive(Default)]
struct Gathered {
    samples: Vec<(Number, Sample)>,
    failures: HashMap<Kind, Vec<(Number, Arc<Explanation>)>>,
    bad: usize,
}

/// The job, and which of its connections.
type Number = (usize, usize);

/// What makes two failures the same.
type Kind = (Option<Reason>, Hop, Option<Fingerprint>, Option<String>, Option<String>);

/// Words of failures that are not about a certificate tell them apart, up to so many kinds.
const MAX_KINDS: usize = 256;

impl Gathered {
    fn put(&mut self, capture: &mut Capture, number: usize, connections: Vec<Connection>) {
        for (part, connection) in connections.into_iter().enumerate() {
            let Connection { mut sample, chain, stored, failure } = connection;
            sample.chain = capture.presented(&chain);
            sample.session_end_entity = capture.presented(&stored).first().copied();
            self.bad += usize::from(sample.is_bad());
            if let Some(explanation) = failure {
                let words = sample.end_entity().is_none().then(|| explanation.said.clone());
                let (name, hop) = (sample.server_name.clone(), explanation.diagnosis.hop);
                let kind = (sample.reason, hop, sample.end_entity(), name, words);
                if self.failures.len() < MAX_KINDS || self.failures.contains_key(&kind) {
                    self.failures.entry(kind).or_default().push(((number, part), explanation));
                }
            }
            self.samples.push(((number, part), sample));
        }
    }

    /// Puts the samples into the order in which their jobs were begun, which is not always that of their numbers where
    /// several run at once.
    fn into(mut self, capture: &mut Capture) -> Vec<Failure> {
        let first_parts = self.samples.iter().filter(|((_, part), _)| *part == 0);
        let begun: HashMap<usize, u64> = first_parts.map(|((job, _), sample)| (*job, sample.after_ms)).collect();
        self.samples.sort_by_key(|((job, part), _)| (begun.get(job).copied(), *job, *part));
        let positions: HashMap<_, _> = self.samples.iter().zip(0..).map(|((number, _), at)| (*number, at)).collect();
        for (_, sample) in self.samples {
            capture.push(sample);
        }
        let failures = self.failures.into_values().filter_map(|all| {
            let (number, explanation) = all.iter().min_by_key(|(number, _)| positions.get(number))?;
            Some(Failure {
                diagnosis: explanation.diagnosis.clone(),
                said: redact::secrets(&explanation.said).into_owned(),
                samples: all.len(),
                first: positions.get(number).copied().unwrap_or_default(),
            })
        });
        let mut failures: Vec<_> = failures.collect();
        failures.sort_by_key(|failure| (std::cmp::Reverse(failure.samples), failure.first));
        failures
    }
}
