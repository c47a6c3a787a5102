//! The reference model's judgement of a configuration, out of what it said of each path.

use std::collections::HashMap;

use verifail::{Policy, Reason, Severity, Verdict};

use crate::model;
use crate::world::World;

/// A judgement in the order in which the model prefers: cost, length of the path, breaches. Smaller is better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    cost: u32,
    len: usize,
    expected: Expected,
}

/// What refuses the best path, by depth and reason; nothing when accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Expected(Vec<(usize, Reason)>);

impl Expected {
    pub(super) fn of(verdict: &Verdict<'_>) -> Self {
        if verdict.is_accepted() {
            return Self::default();
        }
        let errors = verdict.findings().iter().filter(|finding| finding.severity == Severity::Error);
        let mut breaches: Vec<_> = errors.map(|finding| (finding.depth, finding.reason)).collect();
        breaches.sort_unstable();
        breaches.dedup();
        Self(breaches)
    }

    pub(super) fn whole(world: &World, policy: &Policy) -> Self {
        Self(model::judge(world, policy).breaches.into_iter().collect())
    }
}

/// The model under a policy, with its memory.
pub(super) struct Oracle {
    pub(super) policy: &'static Policy,
    /// Where in `ranked` is what it said of a path, by the certificates on it and their attributes.
    known: HashMap<u128, usize>,
    ranked: Vec<Ranked>,
    paths: Vec<Path>,
    /// How many anchors there are: the slots before the end entity's.
    anchors: usize,
}

/// A path by the slots of its certificates.
struct Path {
    /// Which certificates by issuer and subject, in a number.
    identity: u128,
    intermediates: Vec<usize>,
    anchor: usize,
}

/// A pair of CAs takes four bits, a choice of attributes eight.
const BITS_OF_PAIR: u32 = 4;
const BITS_OF_STATE: u32 = 8;

impl Oracle {
    pub(super) fn new(policy: &'static Policy) -> Self {
        Self { policy, known: HashMap::new(), ranked: Vec::new(), paths: Vec::new(), anchors: 0 }
    }

    /// Takes up another graph with the same names.
    pub(super) fn enter(
        &mut self,
        edges: &[(usize, usize)],
        trusted: &[usize],
        paths: &[(Vec<(usize, usize)>, usize)],
    ) {
        self.anchors = trusted.len();
        self.paths = paths
            .iter()
            .filter_map(|(way, anchor)| {
                let slots: Option<Vec<usize>> =
                    way.iter().map(|edge| edges.iter().position(|known| known == edge)).collect();
                // A one above all tells ways of different lengths apart.
                let pair = |bits: u128, (issuer, subject): &(usize, usize)| {
                    bits << BITS_OF_PAIR | (issuer * super::CAS + subject) as u128
                };
                Some(Path {
                    identity: way.iter().chain([&(*anchor, *anchor)]).fold(1, pair),
                    intermediates: slots?,
                    anchor: trusted.iter().position(|known| known == anchor)?,
                })
            })
            .collect();
    }

    pub(super) fn has_paths(&self) -> bool {
        !self.paths.is_empty()
    }

    /// The judgement of the best path. `states` are by slot: anchors, end entity, intermediates.
    pub(super) fn judge(&mut self, states: &[usize], world: &dyn Fn() -> World) -> &Expected {
        let end_entity = self.anchors;
        let key = |path: &Path| {
            let slots = path.intermediates.iter().map(|at| end_entity + 1 + at).chain([path.anchor, end_entity]);
            slots.fold(path.identity, |bits, slot| bits << BITS_OF_STATE | states[slot] as u128)
        };
        let Self { policy, known, ranked, paths, .. } = self;
        let judged = paths.iter().map(|path| {
            *known.entry(key(path)).or_insert_with(|| {
                ranked.push(path.judge(policy, &world()));
                ranked.len() - 1
            })
        });
        let judged: Vec<usize> = judged.collect();
        static NOTHING: Expected = Expected(Vec::new());
        let best = judged.iter().filter_map(|at| ranked.get(*at)).min();
        best.map_or(&NOTHING, |ranked| &ranked.expected)
    }
}

impl Path {
    /// What the model says of the world that holds this path and nothing else.
    fn judge(&self, policy: &Policy, whole: &World) -> Ranked {
        let intermediates = self.intermediates.iter().filter_map(|at| whole.intermediates.get(*at).cloned());
        let alone = World {
            scheme: whole.scheme,
            end_entity: whole.end_entity.clone(),
            intermediates: intermediates.collect(),
            anchors: whole.anchors.get(self.anchor).cloned().into_iter().collect(),
            crls: Vec::new(),
            question: whole.question.clone(),
        };
        let expected = Expected::whole(&alone, policy);
        let cost = expected.0.iter().map(|(_, reason)| model::cost(*reason)).sum();
        Ranked { cost, len: self.intermediates.len() + 2, expected }
    }
}
