//! Graphs: every way in which up to four CAs and an end entity can be connected, with every certificate expired, not a
//! CA's, limited in path length, without keyCertSign, of another purpose, or constrained in names.
//!
//! # What is enumerated
//!
//! A [`Graph`] has CAs 0 to 3, of which CA 0 issued the end entity. For every ordered pair of CAs, the same twice
//! included, a certificate is supplied or not; every CA is trusted or not; and two CAs may have one name and different
//! keys. So there are chains, cross-certificates in both directions, loops, self-signed certificates in between,
//! several anchors and none, same-name strangers. **Up to symmetry** means: of the graphs that a renaming of CAs 1 to 3
//! turns into each other, the least is taken, and certificates that no way up from the end entity meets, by name, are
//! left out (relation 1 adds them).
//!
//! A **configuration** is a graph and [`Attributes`] for each certificate: 160 choices for a CA's, supplied or trusted,
//! and 8 for the end entity's. A [`Bounds`] says how many attributes of a configuration may deviate from the plain
//! ones, the fewer certificates the more. Within it nothing is left out.
//!
//! # How it is fast
//!
//! A certificate depends on the names of its subject and issuer and its attributes alone, so each is encoded, signed
//! and parsed once a thread. The core is called for every configuration. The oracle is the reference model, for every
//! configuration too; but as the model judges a world by the best of its paths, what it says of one path is remembered:
//! attributes change no name, key or signature, so which paths there are depends on the graph alone, and the judgement
//! of a path is that of the world that holds this path and nothing else. One configuration in [`WHOLE`] is put to the
//! model as a whole beside, and so is each without a way to an anchor.

mod attributes;
mod oracle;
mod structure;

use std::thread;

use verifail::{Certificate, Inputs, Policy, TrustAnchor, TrustAnchors, Verifier};

use crate::adapter::core::{inputs, outcome};
use crate::materialise;
use crate::signing::{self, Scheme};
use crate::world::{CertSpec, Question, World};

pub use attributes::Attributes;
use oracle::{Expected, Oracle};
pub use structure::{CAS, Graph, graphs};

/// One configuration in so many is judged by the model as a whole world.
pub const WHOLE: u64 = 512;

/// How far the enumeration goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At position *n*, the most attributes that deviate in a configuration of *n* supplied CA certificates. Its length
    /// is the most certificates.
    pub deviations: &'static [u32],
    /// The most in a graph without a way to an anchor: nothing in it can be accepted.
    pub unanchored: u32,
}

/// The bounds of the full suite: every graph, and around the small ones every combination of some attributes.
pub const FULL: Bounds = Bounds { deviations: &[9, 5, 4, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], unanchored: 1 };
/// Bounds for a look at it.
pub const SHORT: Bounds = Bounds { deviations: &[3, 2, 2, 1], unanchored: 0 };

impl Bounds {
    fn most_certificates(&self) -> u32 {
        self.deviations.len().saturating_sub(1) as u32
    }

    fn of(&self, graph: Graph, anchored: bool) -> u32 {
        let most = self.deviations.get(graph.issued.count_ones() as usize).copied().unwrap_or_default();
        if anchored { most } else { most.min(self.unanchored) }
    }
}

/// A configuration: a graph and what its certificates have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// Who issued whom.
    pub graph: Graph,
    /// The end entity's attributes.
    pub end_entity: Attributes,
    /// Those of the supplied certificates, in the order of [`Graph::edges`].
    pub intermediates: Vec<Attributes>,
    /// Those of the anchors, in the order of [`Graph::anchors`].
    pub anchors: Vec<Attributes>,
}

impl Configuration {
    /// The world.
    pub fn world(&self) -> World {
        let ca = |(issuer, subject): (usize, usize), attributes: &Attributes| {
            let mut spec = self.graph.certificate(issuer, subject);
            attributes.apply(&mut spec);
            spec
        };
        let mut end_entity = self.graph.end_entity();
        self.end_entity.apply_to_end_entity(&mut end_entity);
        World {
            scheme: Scheme::Toy,
            end_entity,
            intermediates: self.graph.edges().zip(&self.intermediates).map(|(edge, a)| ca(edge, a)).collect(),
            anchors: self.graph.anchors().zip(&self.anchors).map(|(of, a)| ca((of, of), a)).collect(),
            crls: Vec::new(),
            question: Question::default(),
        }
    }
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Graphs.
    pub graphs: u64,
    /// Of these, without a way to an anchor.
    pub unanchored: u64,
    /// Configurations.
    pub configurations: u64,
    /// Verdicts compared with the model's: one a configuration and policy.
    pub verdicts: u64,
    /// Of these, acceptances.
    pub accepted: u64,
    /// Verdicts for which the model judged the whole world.
    pub whole: u64,
    /// Verdict, reasons or their places differ.
    pub disagreements: u64,
    /// The first of them.
    pub examples: Vec<Disagreement>,
}

/// A configuration about which core and model disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Which.
    pub configuration: Configuration,
    /// Under which policy.
    pub policy: &'static str,
    /// What the core says.
    pub found: String,
    /// What the model says.
    pub expected: String,
}

impl Tally {
    /// Takes another part's figures over.
    pub fn add(&mut self, other: Self) {
        self.graphs += other.graphs;
        self.unanchored += other.unanchored;
        self.configurations += other.configurations;
        self.verdicts += other.verdicts;
        self.accepted += other.accepted;
        self.whole += other.whole;
        self.disagreements += other.disagreements;
        self.examples.extend(other.examples);
        self.examples.truncate(10);
    }
}

/// How many configurations there are within bounds, by counting and without making any: graphs, those without a way to
/// an anchor, configurations.
pub fn count(bounds: &Bounds) -> Tally {
    let weigh = |all: &[Attributes]| {
        let mut by_deviations = [0u64; 6];
        all.iter().for_each(|a| by_deviations[a.deviations() as usize] += 1);
        by_deviations
    };
    let (ca, end_entity) = (weigh(&Attributes::of_cas()), weigh(&Attributes::of_end_entities()));
    let mut tally = Tally::default();
    for graph in graphs(bounds.most_certificates()) {
        let anchored = !graph.paths().is_empty();
        let most = bounds.of(graph, anchored) as usize;
        let certificates = graph.edges().count() + graph.anchors().count();
        // Ways to spend exactly so many deviations on the certificates so far.
        let mut ways = vec![0u64; most + 1];
        ways[0] = 1;
        for weights in std::iter::once(&end_entity).chain(std::iter::repeat_n(&ca, certificates)) {
            let spend = |total: usize| (0..=total.min(5)).map(|own| weights[own] * ways[total - own]).sum();
            ways = (0..=most).map(spend).collect();
        }
        tally.graphs += 1;
        tally.unanchored += u64::from(!anchored);
        tally.configurations += ways.iter().sum::<u64>();
    }
    tally
}

/// Checks every configuration within bounds under every policy, on two threads. Policies that take the first issuer
/// have no use for the memory of paths, and are none of these.
///
/// # Errors
/// Says what could not be set up: the question, a certificate.
pub fn run(bounds: &Bounds, policies: &[&'static Policy]) -> Result<Tally, String> {
    let mut all = graphs(bounds.most_certificates());
    // Graphs with the same names share certificates.
    all.sort_by_key(|graph| (graph.twins, graph.issued.count_ones()));
    let half = |first: usize| {
        let mut tally = Tally::default();
        let part: Vec<Graph> = all.iter().copied().skip(first).step_by(2).collect();
        for same_names in part.chunk_by(|a, b| a.twins == b.twins) {
            tally.add(run_same_names(same_names, bounds, policies)?);
        }
        Ok::<_, String>(tally)
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        let mut whole = half(0)?;
        whole.add(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        Ok(whole)
    })
}

/// Graphs whose CAs have the same names, and so the same certificates.
fn run_same_names(part: &[Graph], bounds: &Bounds, policies: &[&'static Policy]) -> Result<Tally, String> {
    let Some(names) = part.first() else { return Ok(Tally::default()) };
    let (cas, end_entities) = (Attributes::of_cas(), Attributes::of_end_entities());
    let encode = |spec: &CertSpec| materialise::certificate(Scheme::Toy, spec);
    let mut encoded = Vec::with_capacity(CAS * CAS * cas.len());
    for (issuer, subject) in (0..CAS).flat_map(|issuer| (0..CAS).map(move |subject| (issuer, subject))) {
        for attributes in &cas {
            let mut spec = names.certificate(issuer, subject);
            attributes.apply(&mut spec);
            encoded.push(encode(&spec));
        }
    }
    let encoded_end_entities: Vec<Vec<u8>> = end_entities
        .iter()
        .map(|attributes| {
            let mut spec = names.end_entity();
            attributes.apply_to_end_entity(&mut spec);
            encode(&spec)
        })
        .collect();
    fn parse(all: &[Vec<u8>]) -> Result<Vec<Certificate<'_>>, String> {
        all.iter().map(|der| Certificate::from_der(der).map_err(|e| e.to_string())).collect()
    }
    let question = Question::default();
    let mut walk = Walk {
        cas: &cas,
        end_entities: &end_entities,
        certificates: &parse(&encoded)?,
        parsed_end_entities: &parse(&encoded_end_entities)?,
        inputs: &inputs(&question, &[], &[])?,
        oracles: policies.iter().map(|policy| Oracle::new(policy)).collect(),
        graph: *names,
        edges: Vec::new(),
        trusted: Vec::new(),
        states: Vec::new(),
        intermediates: Vec::new(),
        anchors: TrustAnchors::default(),
        tally: Tally::default(),
    };
    for graph in part {
        walk.graph(*graph, bounds);
    }
    Ok(walk.tally)
}

/// The enumeration of one graph's configurations. Slots are the anchors, then the end entity, then the supplied
/// certificates: what changes most often costs least to change.
struct Walk<'t> {
    cas: &'t [Attributes],
    end_entities: &'t [Attributes],
    /// By issuer, subject and attributes.
    certificates: &'t [Certificate<'t>],
    parsed_end_entities: &'t [Certificate<'t>],
    inputs: &'t Inputs<'t>,
    oracles: Vec<Oracle>,
    graph: Graph,
    edges: Vec<(usize, usize)>,
    trusted: Vec<usize>,
    /// Attributes by slot.
    states: Vec<usize>,
    intermediates: Vec<Certificate<'t>>,
    anchors: TrustAnchors<'t>,
    tally: Tally,
}

impl<'t> Walk<'t> {
    fn graph(&mut self, graph: Graph, bounds: &Bounds) {
        self.graph = graph;
        self.edges = graph.edges().collect();
        self.trusted = graph.anchors().collect();
        self.states = vec![0; self.trusted.len() + 1 + self.edges.len()];
        self.intermediates = self.edges.iter().map(|edge| self.certificate(*edge, 0).clone()).collect();
        let paths = graph.paths();
        for oracle in &mut self.oracles {
            oracle.enter(&self.edges, &self.trusted, &paths);
        }
        self.tally.graphs += 1;
        self.tally.unanchored += u64::from(paths.is_empty());
        self.assign(0, bounds.of(graph, !paths.is_empty()));
    }

    fn certificate(&self, (issuer, subject): (usize, usize), state: usize) -> &'t Certificate<'t> {
        &self.certificates[(issuer * CAS + subject) * self.cas.len() + state]
    }

    /// Gives the slots from this one on every choice of attributes with at most so many deviations.
    fn assign(&mut self, slot: usize, left: u32) {
        if slot == self.trusted.len() {
            let anchors = self.trusted.iter().zip(&self.states).map(|(ca, state)| self.certificate((*ca, *ca), *state));
            self.anchors = anchors.filter_map(|c| TrustAnchor::from_certificate(c.clone()).ok()).collect();
        }
        let end_entity = self.trusted.len();
        let choices = if slot == end_entity { self.end_entities } else { self.cas };
        if slot == self.states.len() {
            return self.check();
        }
        for (state, attributes) in choices.iter().enumerate() {
            let Some(left) = left.checked_sub(attributes.deviations()) else { break };
            self.states[slot] = state;
            if let Some(at) = slot.checked_sub(end_entity + 1) {
                self.intermediates[at] = self.certificate(self.edges[at], state).clone();
            }
            self.assign(slot + 1, left);
        }
        self.states[slot] = 0;
        if let Some(at) = slot.checked_sub(end_entity + 1) {
            self.intermediates[at] = self.certificate(self.edges[at], 0).clone();
        }
    }

    fn configuration(&self) -> Configuration {
        let ca = |state: &usize| self.cas[*state];
        let (anchors, rest) = self.states.split_at(self.trusted.len());
        Configuration {
            graph: self.graph,
            end_entity: self.end_entities[rest[0]],
            intermediates: rest[1..].iter().map(ca).collect(),
            anchors: anchors.iter().map(ca).collect(),
        }
    }

    fn check(&mut self) {
        let number = self.tally.configurations;
        self.tally.configurations += 1;
        let end_entity = &self.parsed_end_entities[self.states[self.trusted.len()]];
        let mut disagreements = Vec::new();
        let (mut accepted, mut whole) = (0, 0);
        // The oracles remember while the rest is only read.
        let mut oracles = std::mem::take(&mut self.oracles);
        let world = || self.configuration().world();
        for oracle in &mut oracles {
            let policy = oracle.policy;
            let verdict = Verifier::new(policy, &self.anchors, signing::algorithms(Scheme::Toy)).verify(
                end_entity,
                &self.intermediates,
                self.inputs,
            );
            let found = Expected::of(&verdict);
            accepted += u64::from(verdict.is_accepted());
            let judged = if oracle.has_paths() { Some(oracle.judge(&self.states, &world)) } else { None };
            let mut agree = judged.is_none_or(|expected| *expected == found);
            if judged.is_none() || number.is_multiple_of(WHOLE) {
                whole += 1;
                agree &= Expected::whole(&world(), policy) == found;
            }
            if !agree {
                disagreements.push((policy, outcome(&verdict).to_string()));
            }
        }
        self.tally.verdicts += oracles.len() as u64;
        self.tally.accepted += accepted;
        self.tally.whole += whole;
        self.oracles = oracles;
        for (policy, found) in disagreements {
            self.tally.disagreements += 1;
            if self.tally.examples.len() < 10 {
                let configuration = self.configuration();
                let expected = format!("{:?}", crate::model::judge(&configuration.world(), policy));
                self.tally.examples.push(Disagreement { configuration, policy: policy.name(), found, expected });
            }
        }
    }
}

#[cfg(test)]
mod tests;
