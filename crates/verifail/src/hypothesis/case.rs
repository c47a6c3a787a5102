//! The evidence of one case, as facts and diagnoses with where each is from.

use super::observation::Observation;
use super::{Assessment, Fact, Test, assess, captured, rows};
use crate::capture::Capture;
use crate::classification::{Circumstances, Diagnosis, Evidence, classify};
use crate::taxonomy::{Confidence, Hop, Layer};

/// Pieces of evidence of each kind; further ones are counted in [`Case::omitted`].
const MAX_PIECES: usize = 10_000;

/// A case: everything that is known of one failure.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub(super) given: Vec<Known>,
    pub(super) said: Vec<Said>,
    pub(super) observations: Vec<Observation>,
    pub(super) captures: Vec<Capture>,
    skipped: Vec<&'static str>,
    /// How many of what is given are circumstances of texts, which by themselves tell of nothing.
    circumstances: usize,
    omitted: usize,
}

/// Why something is so: what was seen, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// What was seen, in words.
    pub what: String,
    /// Which piece of evidence it is from.
    pub source: String,
}

/// A fact with where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The fact.
    pub fact: Fact,
    /// Where it was seen.
    pub grounds: Grounds,
}

/// What a program said, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What that says.
    pub diagnosis: Diagnosis,
    /// Which piece of evidence it is from.
    pub source: String,
}

impl Said {
    /// Whether it tells of a failure by its own words and not by a guess.
    pub(super) fn is_sure(&self) -> bool {
        self.diagnosis.is_failure() && self.diagnosis.confidence != Confidence::Guessed
    }

    /// Whether it says between whom, where that is not the reporter's own connection.
    pub(super) fn hop(&self) -> Option<Hop> {
        let specific = matches!(
            self.diagnosis.hop,
            Hop::Local | Hop::ClientToProxy | Hop::ProxyToUpstream | Hop::OriginToUpstream
        );
        (specific && self.is_sure()).then_some(self.diagnosis.hop)
    }
}

impl Case {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a program said.
    pub fn text(&mut self, source: impl Into<String>, text: impl AsRef<[u8]>) -> &mut Self {
        self.text_under(source, text, Circumstances::default())
    }

    /// What a program said, and what is known of where it did.
    pub fn text_under(
        &mut self,
        source: impl Into<String>,
        text: impl AsRef<[u8]>,
        circumstances: Circumstances,
    ) -> &mut Self {
        let source = source.into();
        let diagnosis = classify(&Evidence::text(&text).under(circumstances));
        let about_certificate = diagnosis.layer() == Some(Layer::Certificate);
        for (holds, fact) in [
            (circumstances.sandboxed, Fact::Sandboxed),
            (circumstances.through_proxy, Fact::ThroughProxy),
            (circumstances.client_insecure && about_certificate, Fact::InsecureFails),
        ] {
            if holds {
                self.circumstances += 1;
                self.fact(source.clone(), fact);
            }
        }
        self.diagnosis(source, diagnosis)
    }

    /// What evidence of another kind says: a number, an alert, an error, a verdict.
    pub fn diagnosis(&mut self, source: impl Into<String>, diagnosis: Diagnosis) -> &mut Self {
        let said = Said { diagnosis, source: source.into() };
        keep(&mut self.said, said, &mut self.omitted);
        self
    }

    /// A fact that somebody knows: the result of a test.
    pub fn fact(&mut self, source: impl Into<String>, fact: Fact) -> &mut Self {
        let grounds = Grounds { what: fact.meaning().to_owned(), source: source.into() };
        keep(&mut self.given, Known { fact, grounds }, &mut self.omitted);
        self
    }

    /// A test that cannot be run: another one is looked for.
    pub fn without(&mut self, test: &'static Test) -> &mut Self {
        self.skipped.push(test.code);
        self
    }

    /// A row of a table, or what came of an HTTP request.
    pub fn observation(&mut self, observation: Observation) -> &mut Self {
        keep(&mut self.observations, observation, &mut self.omitted);
        self
    }

    /// What was captured in one place.
    pub fn capture(&mut self, capture: Capture) -> &mut Self {
        keep(&mut self.captures, capture, &mut self.omitted);
        self
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.said.is_empty() && self.observations.is_empty() && self.captures.is_empty()
    }

    /// Pieces of evidence that were one too many.
    pub const fn omitted(&self) -> usize {
        self.omitted
    }

    /// The rows, in their order.
    pub fn observations(&self) -> &[Observation] {
        &self.observations
    }

    /// The captures, in their order.
    pub fn captures(&self) -> &[Capture] {
        &self.captures
    }

    /// What follows from all of it.
    pub fn assess(&self) -> Assessment {
        let mut evidence = Seen {
            known: self.given.clone(),
            said: self.said.clone(),
            skipped: self.skipped.clone(),
            fails: self.given.len() > self.circumstances || self.observations.iter().any(Observation::is_bad),
            ..Seen::default()
        };
        captured::add(&self.captures, &mut evidence);
        rows::add(&self.observations, &mut evidence);
        evidence.settle();
        assess::assess(evidence)
    }
}

fn keep<T>(list: &mut Vec<T>, item: T, omitted: &mut usize) {
    if list.len() < MAX_PIECES {
        list.push(item);
    } else {
        *omitted += 1;
    }
}

/// What all pieces of evidence come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) known: Vec<Known>,
    pub(super) said: Vec<Said>,
    /// Codes of tests that cannot be run.
    pub(super) skipped: Vec<&'static str>,
    /// Whether a sample or row fails, in whatever words, or somebody gave a fact.
    pub(super) fails: bool,
    /// Places where it is not, by the routes of rows.
    pub(super) not_at: Vec<(Hop, Grounds)>,
}

impl Seen {
    /// Whether anything of it tells of a failure.
    pub(super) fn tells_of_failure(&self) -> bool {
        self.fails || self.has(Fact::AcrossNamesFails) || self.said.iter().any(|said| said.diagnosis.is_failure())
    }

    pub(super) fn has(&self, fact: Fact) -> bool {
        self.known.iter().any(|known| known.fact == fact)
    }

    /// Adds a fact, unless the same is known from the same piece of evidence.
    pub(super) fn add(&mut self, fact: Fact, what: impl Into<String>, source: impl Into<String>) {
        let grounds = Grounds { what: what.into(), source: source.into() };
        if !self.known.iter().any(|known| known.fact == fact && known.grounds.source == grounds.source) {
            self.known.push(Known { fact, grounds });
        }
    }

    /// Of facts that cannot both be, the weaker goes: what is seen once outweighs what was not seen in many.
    fn settle(&mut self) {
        for (stronger, weaker) in [
            (Fact::Intermittent, Fact::Permanent),
            (Fact::SeveralCertificates, Fact::OneCertificate),
            (Fact::AcrossNamesFails, Fact::AcrossNamesHolds),
            (Fact::OtherClientPasses, Fact::AllClientsFail),
            (Fact::EndEntityDiffers, Fact::EndEntityOfSameIssuer),
            (Fact::IssuerNotSent, Fact::IssuerSent),
            (Fact::OtherHostsPass, Fact::EveryHostFails),
        ] {
            if self.has(stronger) {
                self.known.retain(|known| known.fact != weaker);
            }
        }
    }
}
