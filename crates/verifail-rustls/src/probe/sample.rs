//! One connection, or two where a session is offered: all phases, in order, under one timeout.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::time_provider::TimeProvider;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail::capture::{Outcome, Sample, Starttls};
use verifail::classification::Diagnosis;
use verifail::{Fingerprint, Hop};

use super::connect::connect;
use super::failure::Failed;
use super::observer::{Observer, Seen};
use super::proxy::{ProxyUrl, tunnel};
use super::session::OneSession;
use super::{handshake, head, starttls};
use crate::diagnosis::diagnosis;
use crate::recorder::Record;
use crate::verifier::RecordingVerifier;

/// Chains whose explanation is kept.
const MAX_EXPLAINED: usize = 1_024;

/// What is the same for all connections.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) reference: ServerName<'static>,
    pub(super) via: Option<(ProxyUrl, Arc<ClientConfig>)>,
    pub(super) starttls: Option<Starttls>,
    pub(super) timeout: Duration,
    pub(super) config: ClientConfig,
    pub(super) verifier: Arc<RecordingVerifier>,
    pub(super) clock: Arc<dyn TimeProvider>,
    pub(super) asks_head: bool,
    pub(super) began: Instant,
    pub(super) resolved_us: Option<u64>,
    pub(super) explained: Explained,
}

/// One sample to be taken.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) address: SocketAddr,
    pub(super) ways: Ways,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) enum Ways {
    /// A connection without a session, with this name in server_name.
    Fresh(Option<ServerName<'static>>),
    /// A session is made with the first name and offered with the second one.
    Offered(Name, Name),
}

/// What is sent in server_name, and what the certificate is to be for.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) sent: Option<ServerName<'static>>,
    pub(super) reference: ServerName<'static>,
}

/// What came of a connection. Certificates are named once the capture has them.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) sample: Sample,
    pub(super) chain: Vec<CertificateDer<'static>>,
    pub(super) stored: Vec<CertificateDer<'static>>,
    pub(super) failure: Option<Arc<Explanation>>,
}

/// Why a connection came to no use.
#[derive(Debug)]
pub(super) struct Explanation {
    pub(super) diagnosis: Diagnosis,
    pub(super) said: String,
}

/// Explanations of refused chains: the core is asked once for each.
#[derive(Debug, Default)]
pub(super) struct Explained(Mutex<HashMap<Question, Arc<Explanation>>>);

/// A chain, and the name that it is to be for.
type Question = (Vec<Fingerprint>, ServerName<'static>);

impl Explained {
    fn of(
        &self,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'static>,
        error: &rustls::Error,
        record: Option<&Record>,
    ) -> Arc<Explanation> {
        let key = (chain.iter().map(|der| Fingerprint::of(der)).collect::<Vec<_>>(), name.clone());
        // Entries are whole.
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&key) {
            return Arc::clone(known);
        }
        let diagnosis = record.map_or_else(|| diagnosis(error), |record| record.diagnosis().clone());
        let explanation = Arc::new(Explanation { diagnosis, said: error.to_string() });
        let mut kept = kept();
        if kept.len() < MAX_EXPLAINED {
            kept.insert(key, Arc::clone(&explanation));
        }
        explanation
    }
}

/// A connection under way: what is known of it when time is up.
struct Draft {
    phase: &'static str,
    sample: Sample,
    chain: Vec<CertificateDer<'static>>,
    stored: Vec<CertificateDer<'static>>,
}

/// How a connection that reached the end of its handshake is to be taken.
enum End {
    Trusted,
    Refused(Arc<Explanation>),
}

impl Setting {
    /// Takes a sample: one connection, or two.
    pub(super) async fn take(&self, job: &Job) -> Vec<Connection> {
        match &job.ways {
            Ways::Fresh(sent) => {
                let name = Name { sent: sent.clone(), reference: self.reference.clone() };
                let observer = Observer::new(Arc::clone(&self.verifier), Some(name.reference.clone()));
                let config = self.config(&observer, &name, Resumption::disabled());
                vec![self.connection(job.address, &name, config, &observer, None, None).await]
            }
            Ways::Offered(first, second) => {
                // rustls resumes only under the same verifier: one for both, that goes by the name that is asked for.
                let observer = Observer::new(Arc::clone(&self.verifier), None);
                let session = Arc::new(OneSession::default());
                let resumption = || Resumption::store(Arc::clone(&session) as _);
                let config = self.config(&observer, first, resumption());
                let made = self.connection(job.address, first, config, &observer, Some(&session), None).await;
                let offered = session.is_there().then_some(first);
                let config = self.config(&observer, second, resumption());
                let then = self.connection(job.address, second, config, &observer, None, offered).await;
                vec![made, then]
            }
        }
    }

    fn config(&self, observer: &Arc<Observer>, name: &Name, resumption: Resumption) -> Arc<ClientConfig> {
        let mut config = self.config.clone();
        config.dangerous().set_certificate_verifier(Arc::clone(observer) as _);
        config.client_auth_cert_resolver = Arc::clone(observer) as _;
        config.enable_sni = name.sent.is_some();
        config.resumption = resumption;
        Arc::new(config)
    }

    async fn connection(
        &self,
        address: SocketAddr,
        name: &Name,
        config: Arc<ClientConfig>,
        observer: &Observer,
        makes: Option<&OneSession>,
        offers: Option<&Name>,
    ) -> Connection {
        let began = Instant::now();
        let mut sample = Sample::new(Outcome::Unreachable);
        sample.after_ms = began.duration_since(self.began).as_millis().try_into().unwrap_or(u64::MAX);
        sample.address = Some(address.to_string());
        sample.server_name = name.sent.as_ref().and_then(dns);
        sample.offered_session_of = offers.and_then(|offers| offers.sent.as_ref()).and_then(dns);
        sample.timings.resolve_us = self.resolved_us;
        let mut draft = Draft { phase: "connect", sample, chain: Vec::new(), stored: Vec::new() };
        let phases = self.phases(&mut draft, address, name, config, observer, makes);
        let ended = match tokio::time::timeout(self.timeout, phases).await {
            Ok(ended) => ended,
            Err(_) => Err(self.too_slow(draft.phase)),
        };
        draft.sample.timings.total_us = Some(micros(began));
        self.finish(draft, ended, name, observer)
    }

    fn too_slow(&self, phase: &str) -> Failed {
        let said = format!("no answer within {:?} in {phase}", self.timeout);
        match phase {
            "connect" => Failed::unreachable(said),
            "proxy" => Failed::tunnel(said),
            _ => Failed::too_slow(phase, self.timeout),
        }
    }

    async fn phases(
        &self,
        draft: &mut Draft,
        address: SocketAddr,
        name: &Name,
        config: Arc<ClientConfig>,
        observer: &Observer,
        makes: Option<&OneSession>,
    ) -> Result<End, Failed> {
        let began = Instant::now();
        let stream = connect(address).await?;
        draft.sample.timings.connect_us = Some(micros(began));
        let mut stream = match &self.via {
            None => super::stream::Bounded::new(stream),
            Some((proxy, config)) => {
                draft.phase = "proxy";
                let began = Instant::now();
                let (stream, date) = tunnel(stream, proxy, config, (&self.host, self.port)).await?;
                draft.sample.timings.proxy_us = Some(micros(began));
                draft.sample.peer_time = date;
                stream
            }
        };
        if let Some(protocol) = self.starttls {
            draft.phase = "starttls";
            let began = Instant::now();
            starttls::prepare(protocol, &mut stream).await?;
            draft.sample.timings.starttls_us = Some(micros(began));
        }
        draft.phase = "handshake";
        let began = Instant::now();
        let sent = stream.sent_alert();
        // What is sent and what is looked for in the certificate may be different names.
        let dialled = name.sent.clone().unwrap_or_else(|| name.reference.clone());
        let shaken = handshake::shake(stream, config, dialled).await;
        draft.sample.timings.handshake_us = Some(micros(began));
        let mut stream = shaken.map_err(|error| Failed::handshake(&error, sent.number()))?;
        let negotiated = handshake::negotiated(&stream);
        let sample = &mut draft.sample;
        (sample.tls_version, sample.alpn, sample.resumed) =
            (negotiated.tls_version, negotiated.alpn, negotiated.resumed);
        draft.stored = negotiated.stored;
        let settled = handshake::settle(&mut stream, observer, makes).await;
        let end = self.end(draft, name, observer);
        if let (Err(error), End::Trusted) = (settled, &end) {
            return Err(Failed::handshake(&error, None));
        }
        // By this machine's clock alone: a time that somebody gives makes nobody trusted, and a clock that is wrong is
        // found out.
        if self.asks_head && self.is_trusted_now(draft, name, observer) {
            draft.phase = "head";
            if let Ok(Some(head)) = head::ask(&mut stream, &self.host).await {
                // Of a server that is refused at the time that was given, the clock is evidence and its answer is none.
                draft.sample.http_status = matches!(end, End::Trusted).then_some(head.status);
                draft.sample.peer_time = head.date.or(draft.sample.peer_time);
            }
        }
        handshake::close(stream).await;
        Ok(end)
    }

    /// What rustls-webpki says of what was presented or, where a session was resumed, of what is stored with it.
    fn end(&self, draft: &mut Draft, name: &Name, observer: &Observer) -> End {
        let Seen { chain, result, record } = match observer.take() {
            Some(seen) => seen,
            None => {
                let now = self.clock.current_time().unwrap_or_else(UnixTime::now);
                let (result, record) = observer.judge(&draft.stored, &name.reference, now);
                Seen { chain: Vec::new(), result, record }
            }
        };
        let shown = if chain.is_empty() { &draft.stored } else { &chain };
        let end = match &result {
            Ok(()) => End::Trusted,
            Err(error) => End::Refused(self.explained.of(shown, &name.reference, error, record.as_deref())),
        };
        draft.chain = chain;
        end
    }

    /// Whether it would be trusted by the clock of this machine, whatever time the question is for.
    fn is_trusted_now(&self, draft: &Draft, name: &Name, observer: &Observer) -> bool {
        let shown = if draft.chain.is_empty() { &draft.stored } else { &draft.chain };
        observer.judge(shown, &name.reference, UnixTime::now()).0.is_ok()
    }

    fn finish(&self, mut draft: Draft, ended: Result<End, Failed>, name: &Name, observer: &Observer) -> Connection {
        let failure = match ended {
            Ok(End::Trusted) => {
                draft.sample.outcome = Outcome::Trusted;
                None
            }
            Ok(End::Refused(explanation)) => {
                draft.sample.outcome = Outcome::Refused;
                Some(explanation)
            }
            Err(failed) => Some(self.failed(&mut draft, failed, name, observer)),
        };
        if let Some(explanation) = &failure {
            draft.sample.reason = explanation.diagnosis.reason;
            draft.sample.hop = Some(explanation.diagnosis.hop);
            draft.sample.said = Some(explanation.said.clone());
        }
        let Draft { sample, chain, stored, .. } = draft;
        Connection { sample, chain, stored, failure }
    }

    /// What was seen of the certificate before it failed comes first: a server that is refused may go on to fail.
    fn failed(&self, draft: &mut Draft, failed: Failed, name: &Name, observer: &Observer) -> Arc<Explanation> {
        let Failed { outcome, said, diagnosis, alert } = failed;
        draft.sample.outcome = outcome;
        draft.sample.alert = alert;
        if let Some(Seen { chain, result, record }) = observer.take() {
            let refused = result.as_ref().err();
            let refused = refused.map(|error| self.explained.of(&chain, &name.reference, error, record.as_deref()));
            draft.chain = chain;
            // The signature over the handshake is this side's objection too.
            if refused.is_some()
                || diagnosis.reason.is_some_and(verifail::Reason::is_about_certificate)
                    && alert.is_none_or(|alert| !alert.received)
            {
                draft.sample.outcome = Outcome::Refused;
            }
            if let Some(refused) = refused {
                return refused;
            }
        }
        Arc::new(Explanation { diagnosis, said })
    }
}

/// The only sample where a name has no address.
pub(super) fn unresolved(failed: &Failed, took: Duration) -> Connection {
    let mut sample = Sample::new(Outcome::Unreachable);
    sample.reason = failed.diagnosis.reason;
    sample.hop = Some(Hop::Local);
    sample.said = Some(failed.said.clone());
    sample.timings.resolve_us = u64::try_from(took.as_micros()).ok();
    let explanation = Explanation { diagnosis: failed.diagnosis.clone(), said: failed.said.clone() };
    Connection { sample, chain: Vec::new(), stored: Vec::new(), failure: Some(Arc::new(explanation)) }
}

/// A name as server_name has it: no address.
fn dns(name: &ServerName<'static>) -> Option<String> {
    match name {
        ServerName::DnsName(name) => Some(name.as_ref().to_owned()),
        _ => None,
    }
}

fn micros(began: Instant) -> u64 {
    began.elapsed().as_micros().try_into().unwrap_or(u64::MAX)
}
