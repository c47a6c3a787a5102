//! Differential search: generated worlds, each with an oracle's opinion of what must come out.

use std::time::Instant;

use verifail::{Policy, Reason};

use super::corners::corners;
use super::{Compared, Counterexample, Found, Limits, Skips, Technique, beyond, recombined};
use crate::adapter::Core;
use crate::choices::{Choices, Random};
use crate::shrink;
use crate::verifier::{Outcome, Verifier};
use crate::world::World;
use crate::{generate, model};

/// What an oracle says must come out of a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The decision.
    pub accepted: bool,
    /// The reasons in the order of the vocabulary; `None` of an oracle that has an opinion of the decision only.
    pub reasons: Option<Vec<Reason>>,
}

/// A generator and an oracle.
#[derive(Clone, Copy, Debug)]
pub struct Differential {
    name: &'static str,
    generate: fn(&mut dyn Choices) -> World,
    oracle: fn(&World, &Policy) -> Option<Expected>,
}

impl Differential {
    /// The generator's worlds against the reference model, verdict and reasons.
    pub const MODEL: Self = Self { name: "model", generate: generate::world, oracle: by_model };

    /// Plain chains with corner cases of names, constraints, questions and dates against the reference model.
    pub const CORNERS: Self = Self { name: "corners", generate: corners, oracle: by_model };

    /// Certificates put together at random against the core's verdict: what was done before there were models, and what
    /// the other techniques are measured against (Brubaker and others, *Using Frankencerts*, IEEE S&P 2014).
    pub const RANDOM: Self = Self { name: "random", generate: recombined, oracle: by_core };

    /// Another generator or oracle. `None` of the oracle passes a world over.
    pub const fn new(
        name: &'static str,
        generate: fn(&mut dyn Choices) -> World,
        oracle: fn(&World, &Policy) -> Option<Expected>,
    ) -> Self {
        Self { name, generate, oracle }
    }

    /// How a verifier's answer to a world differs from the oracle's; `None` where it does not, and where the verifier
    /// cannot be held to it.
    pub fn difference(&self, verifier: &dyn Verifier, policy: &Policy, world: &World) -> Option<String> {
        match self.compare(verifier, policy, world) {
            Compared::Differs(what) => Some(what),
            Compared::Same | Compared::Skipped(_) => None,
        }
    }

    fn compare(&self, verifier: &dyn Verifier, policy: &Policy, world: &World) -> Compared {
        let Some(expected) = (self.oracle)(world, policy) else {
            return Compared::Skipped(format!("{} has no opinion", self.name));
        };
        let capabilities = verifier.capabilities();
        let told = |world: &World| {
            let expected = (self.oracle)(world, policy)?;
            Some((expected.accepted, expected.reasons.filter(|_| capabilities.reasons)))
        };
        if let Some(why) = beyond(capabilities, world, told) {
            return Compared::Skipped(why.to_owned());
        }
        let outcome = verifier.verify(&world.materialise(), policy);
        let same = match &outcome {
            Outcome::Skip(why) => return Compared::Skipped(why.clone()),
            Outcome::Crash(_) => false,
            Outcome::Accept(_) => expected.accepted,
            Outcome::Reject(_) => {
                let reasons_match = || expected.reasons.as_ref().is_none_or(|reasons| *reasons == outcome.reasons());
                !expected.accepted && (!capabilities.reasons || reasons_match())
            }
        };
        if same {
            return Compared::Same;
        }
        Compared::Differs(format!("{} says {expected}, {} says {outcome}", self.name, verifier.name()))
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.accepted { "accept" } else { "reject" })?;
        self.reasons.iter().flatten().enumerate().try_for_each(|(at, reason)| {
            f.write_str(if at == 0 { ": " } else { " " })?;
            write!(f, "{reason}")
        })
    }
}

fn by_model(world: &World, policy: &Policy) -> Option<Expected> {
    let judgement = model::judge(world, policy);
    Some(Expected { accepted: judgement.accepted, reasons: Some(judgement.reasons().into_iter().collect()) })
}

fn by_core(world: &World, policy: &Policy) -> Option<Expected> {
    let accepted = Core.verify(&world.materialise(), policy).decision()?;
    Some(Expected { accepted, reasons: None })
}

impl Technique for Differential {
    fn name(&self) -> &'static str {
        self.name
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let mut random = Random::new(limits.seed);
        let (mut tried, mut cases, mut skips) = (0, 0, Skips::default());
        while tried < limits.cases && start.elapsed() < limits.time {
            let world = (self.generate)(&mut random);
            tried += 1;
            match self.compare(verifier, policy, &world) {
                Compared::Skipped(why) => {
                    skips.count(why);
                    continue;
                }
                Compared::Same => cases += 1,
                Compared::Differs(_) => {
                    cases += 1;
                    let time = start.elapsed();
                    let still = &mut |world: &World| self.difference(verifier, policy, world).is_some();
                    let world = shrink::minimise(world, still);
                    let what = self.difference(verifier, policy, &world).unwrap_or_default();
                    let case = world.materialise();
                    let counterexample = Some(Counterexample { what, world: Some(world), case });
                    return Found { cases, time, counterexample, skipped: skips.lines() };
                }
            }
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped: skips.lines() }
    }
}
