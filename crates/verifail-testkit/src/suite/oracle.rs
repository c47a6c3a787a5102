//! The oracles that know the right answer: the reference model, and the list of defects that were put in.

use crate::choices::Random;
use crate::plan::{Expectation, Plan};
use crate::technique::{Compared, Counterexample, Differential, Found, Limits, Skips, Technique, beyond};
use crate::verifier::{Outcome, Verifier};
use crate::world::World;
use crate::{generate, model, shrink};
use std::time::Duration;

use verifail::Policy;

/// What came of an oracle.
#[derive(Clone, Debug)]
pub struct OracleRow {
    /// What it is called.
    pub name: &'static str,
    /// Worlds that it had an opinion of and the verifier an answer to.
    pub cases: u64,
    /// Worlds that the verifier cannot be held to: how many, and why.
    pub skipped: Vec<String>,
    /// The first disagreement, made small.
    pub counterexample: Option<Counterexample>,
}

/// Generated worlds, against the reference model.
pub(super) fn model(verifier: &dyn Verifier, policy: &Policy, cases: u64, seed: u64) -> OracleRow {
    let found = Differential::MODEL.search(verifier, policy, Limits { cases, time: Duration::MAX, seed });
    let Found { cases, skipped, counterexample, .. } = found;
    OracleRow { name: "reference model", cases, skipped, counterexample }
}

/// Plans, against what their defects must cause.
pub(super) fn defects(verifier: &dyn Verifier, policy: &Policy, cases: u64, seed: u64) -> OracleRow {
    let mut random = Random::new(seed);
    let mut row = OracleRow { name: "defect list", cases: 0, skipped: Vec::new(), counterexample: None };
    let mut skips = Skips::default();
    for _ in 0..cases {
        let plan = generate::plan(&mut random);
        match difference(verifier, policy, &plan) {
            None => {}
            Some(Compared::Skipped(why)) => skips.count(why),
            Some(Compared::Same) => row.cases += 1,
            Some(Compared::Differs(_)) => {
                row.cases += 1;
                let differs = |plan: &Plan| match difference(verifier, policy, plan) {
                    Some(Compared::Differs(what)) => Some(what),
                    _ => None,
                };
                let plan = shrink::minimise_plan(plan, &mut |plan| differs(plan).is_some());
                let world = plan.world();
                let case = world.materialise();
                let what = differs(&plan).unwrap_or_default();
                row.counterexample = Some(Counterexample { what, world: Some(world), case });
                break;
            }
        }
    }
    row.skipped = skips.lines();
    row
}

/// `None` without an expectation.
fn difference(verifier: &dyn Verifier, policy: &Policy, plan: &Plan) -> Option<Compared> {
    let expected = plan.expected(policy)?;
    let capabilities = verifier.capabilities();
    let world = plan.world();
    let told = |world: &World| {
        let judged = model::judge(world, policy);
        (judged.accepted, capabilities.reasons.then(|| judged.reasons()))
    };
    if let Some(why) = beyond(capabilities, &world, told) {
        return Some(Compared::Skipped(why.to_owned()));
    }
    let outcome = verifier.verify(&world.materialise(), policy);
    let same = match (&expected, &outcome) {
        (_, Outcome::Skip(why)) => return Some(Compared::Skipped(why.clone())),
        (Expectation::Accept, Outcome::Accept(_)) => true,
        (Expectation::Reject(_), Outcome::Reject(_)) => {
            !capabilities.reasons || expected.reasons() == outcome.reasons()
        }
        _ => false,
    };
    if same {
        return Some(Compared::Same);
    }
    let reasons: Vec<String> = expected.reasons().iter().map(ToString::to_string).collect();
    let must = if reasons.is_empty() { "accept".to_owned() } else { format!("reject: {}", reasons.join(" ")) };
    Some(Compared::Differs(format!("the defects must give {must}, {} says {outcome}", verifier.name())))
}
