//! The oracles that know the right answer: the reference model, and the list of defects that were put in.

use crate::choices::Random;
use crate::plan::{Expectation, Plan};
use crate::technique::{Counterexample, Differential, Limits, Technique};
use crate::verifier::{Outcome, Verifier};
use crate::{generate, shrink};
use std::time::Duration;

use verifail::Policy;

/// What came of an oracle.
#[derive(Clone, Debug)]
pub struct OracleRow {
    /// What it is called.
    pub name: &'static str,
    /// Worlds that it had an opinion of and the verifier an answer to.
    pub cases: u64,
    /// The first disagreement, made small.
    pub counterexample: Option<Counterexample>,
}

/// Generated worlds, against the reference model.
pub(super) fn model(verifier: &dyn Verifier, policy: &Policy, cases: u64, seed: u64) -> OracleRow {
    let found = Differential::MODEL.search(verifier, policy, Limits { cases, time: Duration::MAX, seed });
    OracleRow { name: "reference model", cases: found.cases, counterexample: found.counterexample }
}

/// Plans, against what their defects must cause.
pub(super) fn defects(verifier: &dyn Verifier, policy: &Policy, cases: u64, seed: u64) -> OracleRow {
    let mut random = Random::new(seed);
    let mut row = OracleRow { name: "defect list", cases: 0, counterexample: None };
    for _ in 0..cases {
        let plan = generate::plan(&mut random);
        match difference(verifier, policy, &plan) {
            None => {}
            Some(None) => row.cases += 1,
            Some(Some(_)) => {
                row.cases += 1;
                let differs = |plan: &Plan| difference(verifier, policy, plan).flatten();
                let plan = shrink::minimise_plan(plan, &mut |plan| differs(plan).is_some());
                let world = plan.world();
                let case = world.materialise();
                let what = differs(&plan).unwrap_or_default();
                row.counterexample = Some(Counterexample { what, world: Some(world), case });
                break;
            }
        }
    }
    row
}

/// `None` without an expectation or an answer; `Some(None)` where they agree.
fn difference(verifier: &dyn Verifier, policy: &Policy, plan: &Plan) -> Option<Option<String>> {
    let expected = plan.expected(policy)?;
    let outcome = verifier.verify(&plan.world().materialise(), policy);
    let same = match (&expected, &outcome) {
        (_, Outcome::Skip(_)) => return None,
        (Expectation::Accept, Outcome::Accept(_)) => true,
        (Expectation::Reject(_), Outcome::Reject(_)) => {
            !verifier.capabilities().reasons || expected.reasons() == outcome.reasons()
        }
        _ => false,
    };
    let reasons: Vec<String> = expected.reasons().iter().map(ToString::to_string).collect();
    let must = if reasons.is_empty() { "accept".to_owned() } else { format!("reject: {}", reasons.join(" ")) };
    Some((!same).then(|| format!("the defects must give {must}, {} says {outcome}", verifier.name())))
}
