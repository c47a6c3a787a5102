//! The catalogue as a technique: every defect at every place of small worlds, then every pair, each with its
//! prediction.
//!
//! Nothing is random and nothing is tried twice. Small worlds come first, so that the first counterexample is as small
//! as the catalogue has one.

use std::collections::BTreeSet;
use std::time::Instant;

use verifail::Policy;

use super::{Aspect, Defect};
use crate::case::Case;
use crate::plan::{Expectation, Placed, Plan};
use crate::technique::{Counterexample, Found, Limits, Technique};
use crate::verifier::{Capabilities, Outcome, Verifier};
use crate::world::World;

/// Looks for a defect, or a pair of them, of which a verifier does not say what is predicted: accepted or not, and with
/// [`Capabilities::reasons`] the reasons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Defects;

/// Intermediates of the worlds into which single defects are put, in order.
const BASES: [usize; 4] = [1, 0, 2, 3];
/// The same for pairs.
const PAIR_BASES: [usize; 2] = [1, 2];

impl Technique for Defects {
    fn name(&self) -> &'static str {
        "defects"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let capabilities = verifier.capabilities();
        let mut skipped = BTreeSet::new();
        for defect in Defect::ALL {
            skipped.extend(defect.lacking(capabilities).map(|why| format!("defect {defect}: {why}")));
        }
        let mut cases = 0;
        for plan in plans(capabilities) {
            if cases >= limits.cases || start.elapsed() >= limits.time {
                break;
            }
            let Some(prediction) = plan.prediction() else { continue };
            let expected = prediction.under(policy);
            let world = prediction.world().clone();
            let case = world.materialise();
            cases += 1;
            let outcome = verifier.verify(&case, policy);
            if let Outcome::Skip(why) = &outcome {
                skipped.insert(why.clone());
            }
            if let Some(what) = difference(&plan, &expected, &outcome, capabilities) {
                let counterexample = Some(smallest(verifier, policy, plan, what, world, case));
                return Found { cases, time: start.elapsed(), counterexample, skipped: skipped.into_iter().collect() };
            }
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped: skipped.into_iter().collect() }
    }
}

/// Worlds as they are, single defects, pairs; without those that the verifier cannot be asked about.
fn plans(capabilities: Capabilities) -> impl Iterator<Item = Plan> {
    let able = move |placed: &Placed| placed.defect.lacking(capabilities).is_none();
    let singles = BASES.into_iter().flat_map(move |intermediates| {
        let base = World::tower(intermediates);
        let singles = Plan::singles(&base).into_iter().filter(able);
        let broken = singles.map({
            let base = base.clone();
            move |placed| Plan { base: base.clone(), defects: vec![placed] }
        });
        std::iter::once(Plan::plain(base)).chain(broken)
    });
    let pairs = PAIR_BASES.into_iter().flat_map(move |intermediates| {
        let base = World::tower(intermediates);
        Plan::pairs(&base)
            .into_iter()
            .filter(move |pair| pair.iter().all(able))
            .map(move |pair| Plan { base: base.clone(), defects: pair.to_vec() })
    });
    singles.chain(pairs)
}

/// What is wrong with an answer, when it is.
fn difference(plan: &Plan, expected: &Expectation, outcome: &Outcome, capabilities: Capabilities) -> Option<String> {
    let wrong = match outcome {
        Outcome::Skip(_) => false,
        Outcome::Crash(_) => true,
        Outcome::Accept(_) => !expected.is_accepted(),
        Outcome::Reject(rejected) => {
            let told = rejected.breaches.iter().all(|breach| breach.depth.is_some());
            expected.is_accepted()
                || (capabilities.reasons
                    && if told {
                        Expectation::of(outcome).as_ref() != Some(expected)
                    } else {
                        outcome.reasons() != expected.reasons()
                    })
        }
    };
    wrong.then(|| {
        let defects: Vec<_> = plan.defects.iter().map(ToString::to_string).collect();
        let defects = if defects.is_empty() { "a valid chain".to_owned() } else { defects.join(" and ") };
        let said = match Expectation::of(outcome) {
            Some(said) if capabilities.reasons => said.to_string(),
            _ => outcome.to_string(),
        };
        format!("{defects}: predicted is {expected}, the answer is {said}")
    })
}

/// The same with fewer defects, where that is wrong as well.
fn smallest(
    verifier: &dyn Verifier,
    policy: &Policy,
    plan: Plan,
    what: String,
    world: World,
    case: Case,
) -> Counterexample {
    for placed in &plan.defects {
        let alone = Plan { base: plan.base.clone(), defects: vec![*placed] };
        if plan.defects.len() > 1
            && let Some(expected) = alone.expected(policy)
        {
            let world = alone.world();
            let case = world.materialise();
            let outcome = verifier.verify(&case, policy);
            if let Some(what) = difference(&alone, &expected, &outcome, verifier.capabilities()) {
                return Counterexample { what, world: Some(world), case };
            }
        }
    }
    Counterexample { what, world: Some(world), case }
}

impl Defect {
    /// What a verifier would have to look at and does not, so that it cannot be asked about this defect.
    pub fn lacking(self, capabilities: Capabilities) -> Option<&'static str> {
        let lacks = |aspect: Aspect| match aspect {
            Aspect::Revocation if !capabilities.crls => Some("it reads no CRLs"),
            Aspect::Distrust if !capabilities.distrust => Some("it has no deny list"),
            Aspect::ExtendedKeyUsage if !capabilities.extended_key_usage => Some("it reads no extended key usage"),
            Aspect::NameConstraints if !capabilities.name_constraints => Some("it reads no name constraints"),
            Aspect::Policies if !capabilities.certificate_policies => Some("it reads no certificate policies"),
            Aspect::SubjectAltName | Aspect::Encoding if !capabilities.identity => Some("it checks no identity"),
            Aspect::Depth if capabilities.policy.is_some() => Some("it cannot be told how deep a path may be"),
            _ => None,
        };
        self.touches().iter().copied().find_map(lacks)
    }
}
