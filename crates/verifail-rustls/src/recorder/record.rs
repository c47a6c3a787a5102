//! One handshake's verification: what was presented, what was decided, and, when somebody asks, why.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::thread::ThreadId;

use rustls::{CertificateError, Error};
use rustls_pki_types::{ServerName, UnixTime};
use verifail::certificate::{Curve, KeyKind};
use verifail::classification::{Diagnosis, Evidence, MAX_ALSO, Side, Statement, classify, from_verdict};
use verifail::danger::Relaxations;
use verifail::verdict::report::Report;
use verifail::{Certificate, Fingerprint, Policy, Reason, Severity, Stack, Time};

use super::chain::PresentedChain;
use crate::diagnosis::diagnosis;
use crate::judge::Judge;
use crate::verifier::Refusal;

/// What the verifier answered.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Decision {
    /// rustls-webpki accepts, and so does the policy, where one was asked for.
    Accepted,
    /// rustls-webpki refuses, and verification is **switched off**.
    Insecure(Error),
    /// rustls-webpki refuses, and accepts with what is relaxed.
    Relaxed(Error),
    /// It was refused, with this error.
    Refused(Error),
}

/// One verification: the chain, the decision, and why.
///
/// The reasons are worked out when they are asked for first; recording costs an accepted handshake next to nothing.
#[derive(Debug)]
pub struct Record {
    sequence: u64,
    /// The verifier was called on this thread.
    thread: ThreadId,
    server_name: ServerName<'static>,
    time: UnixTime,
    chain: PresentedChain,
    decision: Decision,
    judge: Arc<Judge>,
    explained: OnceLock<Explained>,
    /// The certificate was accepted, and the signature of the handshake was not.
    unsigned: OnceLock<Box<(Error, Explained)>>,
    valid_until: OnceLock<Option<Time>>,
}

/// What the core says.
#[derive(Debug)]
struct Explained {
    report: Option<Report>,
    reasons: Vec<Reason>,
    let_pass: Vec<Reason>,
    diagnosis: Diagnosis,
}

impl Record {
    pub(crate) fn new(
        sequence: u64,
        server_name: ServerName<'static>,
        time: UnixTime,
        chain: PresentedChain,
        decision: Decision,
        judge: Arc<Judge>,
    ) -> Self {
        let (explained, unsigned, valid_until) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let thread = std::thread::current().id();
        Self { sequence, thread, server_name, time, chain, decision, judge, explained, unsigned, valid_until }
    }

    /// The number of the verification, from 1.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    pub(super) const fn thread(&self) -> ThreadId {
        self.thread
    }

    /// The name or address that was asked for.
    pub const fn server_name(&self) -> &ServerName<'static> {
        &self.server_name
    }

    /// The instant at which it was verified.
    pub const fn time(&self) -> UnixTime {
        self.time
    }

    /// What the server presented.
    pub const fn chain(&self) -> &PresentedChain {
        &self.chain
    }

    /// SHA-256 of the end entity's certificate: two that are equal inside and outside refute an interception, two that
    /// differ between attempts show a mixed fleet. `None` where it is no certificate.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        let end_entity = self.chain.certificates().next()?;
        Some(Certificate::from_der(end_entity).ok()?.fingerprint())
    }

    /// What was decided about the certificate.
    pub const fn decision(&self) -> &Decision {
        &self.decision
    }

    /// Whether the handshake went on: neither was the certificate refused, nor the signature made with its key.
    pub fn is_accepted(&self) -> bool {
        !matches!(self.decision, Decision::Refused(_)) && self.unsigned.get().is_none()
    }

    /// The error of rustls-webpki or of the policy, also where it was let pass.
    pub fn error(&self) -> Option<&Error> {
        if let Some(unsigned) = self.unsigned.get() {
            return Some(&unsigned.0);
        }
        match &self.decision {
            Decision::Accepted => None,
            Decision::Insecure(error) | Decision::Relaxed(error) | Decision::Refused(error) => Some(error),
        }
    }

    /// The policy that [`report`](Self::report) goes by.
    pub fn policy(&self) -> &'static Policy {
        self.judge.policy()
    }

    /// What was switched off, whether or not it made a difference.
    pub fn relaxations(&self) -> Relaxations {
        self.judge.relaxations()
    }

    /// Whether verification was switched off altogether.
    pub fn is_insecure(&self) -> bool {
        self.relaxations() == Relaxations::all()
    }

    /// The core's verdict: every attempted path with every finding, and the smallest repair. `None` where the end
    /// entity is no certificate.
    pub fn report(&self) -> Option<&Report> {
        self.explained().report.as_ref()
    }

    /// Why it was refused, the most telling first; empty where it was not.
    pub fn reasons(&self) -> &[Reason] {
        &self.explained().reasons
    }

    /// What was wrong and let pass by [`danger`](crate::danger).
    pub fn let_pass(&self) -> &[Reason] {
        &self.explained().let_pass
    }

    /// What follows from it.
    pub fn diagnosis(&self) -> &Diagnosis {
        &self.explained().diagnosis
    }

    /// Until when a session of this handshake may be resumed: as long as everything that was presented is valid.
    pub(crate) fn valid_until(&self) -> Option<Time> {
        *self.valid_until.get_or_init(|| {
            let whole = self.chain.is_whole();
            whole.then(|| self.judge.valid_until(self.chain.certificates())).flatten()
        })
    }

    pub(super) fn ended_with(&self, error: &Error) -> bool {
        let refused = match &self.decision {
            Decision::Refused(own) => Some(own),
            _ => self.unsigned.get().map(|unsigned| &unsigned.0),
        };
        // Errors of unknown type are equal to none, not even to themselves.
        refused.is_some_and(|own| own == error || own.to_string() == error.to_string())
    }

    /// The signature of the handshake was refused. A key that no algorithm takes is why none verifies what it signed,
    /// and rustls says of it only that.
    pub(super) fn unsigned(&self, error: &Error) {
        self.unsigned.get_or_init(|| {
            let own = diagnosis(error);
            let said: Vec<_> = own.reason.into_iter().collect();
            let report = self.explained().report.clone();
            let explained = if self.has_unfit_key() {
                let reasons = std::iter::once(Reason::WeakKey).chain(said.iter().copied()).collect();
                let diagnosis = Diagnosis { also: said, ..stated(Reason::WeakKey) };
                Explained { report, reasons, let_pass: Vec::new(), diagnosis }
            } else {
                Explained { report, reasons: said, let_pass: Vec::new(), diagnosis: own }
            };
            Box::new((error.clone(), explained))
        });
    }

    /// Whether the end entity's key is of a size or kind that no provider of rustls verifies with: RSA of less than
    /// 2,048 or more than 8,192 bits (`RSA_PSS_2048_8192_…` of aws-lc-rs and ring), DSA, and curves without a name of
    /// TLS.
    fn has_unfit_key(&self) -> bool {
        let certificate = self.chain.certificates().next().and_then(|der| Certificate::from_der(der).ok());
        certificate.and_then(|certificate| Some(certificate.public_key()?.kind())).is_some_and(|kind| match kind {
            KeyKind::Rsa { bits } => !(2048..=8192).contains(&bits),
            KeyKind::Dsa { .. } | KeyKind::Ec(Curve::P192 | Curve::P224 | Curve::Secp256k1 | Curve::Unknown) => true,
            _ => false,
        })
    }

    fn explained(&self) -> &Explained {
        if let Some(unsigned) = self.unsigned.get() {
            return &unsigned.1;
        }
        self.explained.get_or_init(|| self.explain())
    }

    fn explain(&self) -> Explained {
        let refused = match &self.decision {
            Decision::Refused(error) => Some(error),
            _ => None,
        };
        let refusal = refused.and_then(refusal);
        let judged = self.judged(&self.judge);
        match (judged, refused) {
            (Some(judged), Some(error)) if matches!(refusal, Some(Refusal::Disagreement { .. })) => {
                judged.disagreeing(error)
            }
            // Lists are read by rustls-webpki otherwise than by RFC 5280's rules, where their status is let pass.
            (Some(judged), Some(error)) if judged.reasons.is_empty() && is_about_revocation(error) => {
                let diagnosis = diagnosis(error);
                Explained { reasons: diagnosis.reason.into_iter().collect(), diagnosis, ..judged }
            }
            // The policy that was asked for may accept what rustls-webpki refuses: then the one that models it is
            // asked.
            (Some(judged), Some(error)) if judged.reasons.is_empty() => {
                match self.judge.of_rustls().and_then(|judge| self.judged(&judge)) {
                    Some(own) if !own.reasons.is_empty() => own.led_by(error),
                    _ => judged.disagreeing(error),
                }
            }
            (Some(judged), Some(error)) => judged.led_by(error),
            (Some(judged), None) => match &self.decision {
                // The core found a path with nothing to let pass, which rustls-webpki had not found.
                Decision::Relaxed(error) | Decision::Insecure(error) if judged.let_pass.is_empty() => {
                    Explained { let_pass: diagnosis(error).reason.into_iter().collect(), ..judged }
                }
                _ => judged,
            },
            (None, Some(error)) => {
                let diagnosis = diagnosis(error);
                let reasons = diagnosis.reason.into_iter().collect();
                Explained { report: None, reasons, let_pass: Vec::new(), diagnosis }
            }
            (None, None) => Explained {
                report: None,
                reasons: Vec::new(),
                let_pass: Vec::new(),
                diagnosis: stated(Reason::TlsNotFailure),
            },
        }
    }

    /// What the core says.
    fn judged(&self, judge: &Judge) -> Option<Explained> {
        judge.judge(self.chain.certificates(), &self.server_name, self.time, |verdict| {
            let relaxed = verdict.findings().iter().filter(|finding| finding.severity == Severity::Relaxed);
            let mut let_pass: Vec<_> = relaxed.map(|finding| finding.reason).collect();
            let_pass.sort_unstable();
            let_pass.dedup();
            let diagnosis = Diagnosis { stack: Some(Stack::Rustls), ..from_verdict(verdict) };
            Explained { report: Some(verdict.to_report()), reasons: verdict.reasons(), let_pass, diagnosis }
        })
    }
}

impl Explained {
    /// The same, where rustls-webpki could not read a certificate that the core read in part: what else is found in
    /// such octets may be found because they cannot be read.
    fn led_by(mut self, error: &Error) -> Self {
        let unreadable = Reason::Malformed;
        let position = self.reasons.iter().position(|reason| *reason == unreadable);
        if let (Some(position @ 1..), Some(Reason::Malformed)) = (position, diagnosis(error).reason) {
            self.reasons[..=position].rotate_right(1);
            let others = self.reasons.iter().skip(1).copied().take(MAX_ALSO).collect();
            // What is wrong with one part excludes nothing of what cannot be read.
            self.diagnosis = Diagnosis { also: others, ..stated(unreadable) };
        }
        self
    }

    /// The same, where rustls-webpki decided otherwise. That it gave up its search is no opinion of the chain: it
    /// reaches its limits where the order of certificates is unlucky.
    fn disagreeing(self, error: &Error) -> Self {
        let own = diagnosis(error);
        if own.reason == Some(Reason::ChainLimits) {
            return Self { reasons: vec![Reason::ChainLimits], diagnosis: own, ..self };
        }
        let said = own.reason.into_iter().filter(|reason| *reason != Reason::VerifierDisagreement);
        let others: Vec<_> = self.reasons.into_iter().chain(said).collect();
        let reasons = std::iter::once(Reason::VerifierDisagreement).chain(others.iter().copied()).collect();
        let also = others.into_iter().take(MAX_ALSO).collect();
        Self { reasons, diagnosis: Diagnosis { also, ..stated(Reason::VerifierDisagreement) }, ..self }
    }
}

fn is_about_revocation(error: &Error) -> bool {
    matches!(diagnosis(error).reason, Some(Reason::Revoked | Reason::RevocationUnavailable))
}

fn stated(reason: Reason) -> Diagnosis {
    classify(&Evidence::statement(Statement::of(reason).from(Stack::Rustls).by(Side::Client)))
}

/// Why something was refused that rustls-webpki accepts.
fn refusal(error: &Error) -> Option<&Refusal> {
    match error {
        Error::InvalidCertificate(CertificateError::Other(error)) => error.0.downcast_ref(),
        _ => None,
    }
}

impl fmt::Display for Record {
    /// One line: number, name, decision, reasons, fingerprint; and, where it applies, that verification is off.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_insecure() {
            f.write_str("INSECURE, certificate verification is switched off: ")?;
        }
        write!(f, "#{} {}", self.sequence, self.server_name.to_str())?;
        f.write_str(match &self.decision {
            _ if self.unsigned.get().is_some() => " refused by the handshake's signature",
            Decision::Accepted => " accepted",
            Decision::Insecure(_) => " not verified",
            Decision::Relaxed(_) => " accepted with relaxations",
            Decision::Refused(_) => " refused",
        })?;
        let mut separator = ": ";
        for reason in self.reasons().iter().chain(self.let_pass()) {
            write!(f, "{separator}{reason}")?;
            separator = ", ";
        }
        match self.fingerprint() {
            Some(fingerprint) => write!(f, "; end entity sha256 {fingerprint}"),
            None => f.write_str("; the end entity is no certificate"),
        }
    }
}
