//! The relations as a technique: all of them in turn, over base worlds, until one is broken.

use std::time::Instant;

use verifail::Policy;

use super::{Answer, MOST, Relation, Violation, base, smallest};
use crate::adapter::Core;
use crate::choices::{Random, Recorded};
use crate::exceptions::{Exception, modelled};
use crate::suite::Recording;
use crate::technique::{Counterexample, Found, Limits, Technique};
use crate::verifier::Verifier;

/// Looks for a broken relation. What the core breaks under a policy because of the verifier that the policy models
/// ([`modelled`]) is no find: whoever verifies by that policy breaks it too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Relations;

impl Technique for Relations {
    fn name(&self) -> &'static str {
        "relations"
    }

    fn search(&self, verifier: &dyn Verifier, policy: &Policy, limits: Limits) -> Found {
        let start = Instant::now();
        let capabilities = verifier.capabilities();
        let mut skipped = Vec::new();
        let mut able = Vec::new();
        for relation in Relation::ALL {
            match relation.lacking(capabilities) {
                Some(why) => skipped.push(format!("relation {relation}: {why}")),
                None => able.push(relation),
            }
        }
        let (core, model) = (Core.name(), policy.name());
        let excused: Vec<Exception> = modelled().into_iter().filter(|e| e.concerns(&core, model)).collect();
        let is_excused = |violation: &Violation| excused.iter().any(|exception| exception.covers(violation));
        let mut cases = 0;
        while cases < limits.cases && start.elapsed() < limits.time && !able.is_empty() {
            let relation = able[cases as usize % able.len()];
            let mut choices = Random::new(Random::new(limits.seed).bits().wrapping_add(cases));
            cases += 1;
            let world = base(&mut choices);
            let mut choices = Recording::new(choices);
            // Ten of a kind break most of what a hundred break, and many more of them fit into a second.
            let most = if cases.is_multiple_of(8) { MOST } else { 10 };
            let Answer::Violated(violation) = relation.check(verifier, policy, &world, &mut choices, most) else {
                continue;
            };
            if is_excused(&violation) {
                continue;
            }
            let time = start.elapsed();
            let again = |world: &crate::World, numbers: &[u32]| {
                let mut choices = Recorded::new(numbers.to_vec());
                match relation.check(verifier, policy, world, &mut choices, most) {
                    Answer::Violated(found) if !is_excused(&found) => Some(*found),
                    _ => None,
                }
            };
            let violation = smallest(&violation, &choices.numbers, again);
            let counterexample =
                Counterexample { what: violation.to_string(), world: violation.after, case: violation.case };
            return Found { cases, time, counterexample: Some(counterexample), skipped };
        }
        Found { cases, time: start.elapsed(), counterexample: None, skipped }
    }
}
