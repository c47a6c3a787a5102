//! The relations as a technique: all of them in turn, over base worlds, until one is broken.

use std::time::Instant;

use verifail::Policy;

use super::{Answer, MOST, Relation, base, smallest};
use crate::choices::{Random, Recorded};
use crate::suite::Recording;
use crate::technique::{Counterexample, Found, Limits, Technique};
use crate::verifier::Verifier;

/// Looks for a broken relation.
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
            let time = start.elapsed();
            let again = |world: &crate::World, numbers: &[u32]| {
                let mut choices = Recorded::new(numbers.to_vec());
                match relation.check(verifier, policy, world, &mut choices, most) {
                    Answer::Violated(found) => Some(*found),
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
