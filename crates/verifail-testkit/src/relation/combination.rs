//! Relation 42: what is wrong alone is wrong in company.

use super::trial::{Stop, Trial};
use super::{Need, Relation, route};
use crate::plan::{Placed, Plan};
use crate::verifier::Outcome;
use crate::world::World;

pub(super) const COMBINED: Relation = Relation::new(
    42,
    "the reasons of single defects are among those of their combination, each in a certificate that there is",
    Need::Reasons,
    combined,
);

fn combined(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let all = Plan::singles(trial.base);
    let mut plan = Plan { base: trial.base.clone(), defects: Vec::new() };
    for _ in 0..2 + trial.below(2) {
        plan.defects.push(trial.one_of(&all)?);
    }
    // A defect that asks another question changes what all the others mean.
    let routes = |world: &World| route::routes(world, trial.policy);
    let same_path = |world: &World| world.question == trial.base.question && routes(world) == routes(trial.base);
    let alone = |placed: &Placed| Plan { base: plan.base.clone(), defects: vec![*placed] }.world();
    if !plan.defects.iter().all(|placed| same_path(&alone(placed))) || !same_path(&plan.world()) {
        return Err(Stop::NotApplicable);
    }
    // Two defects of one field, or one that leads the path elsewhere, are no combination of what they are alone.
    if !plan.is_consistent() {
        return Err(Stop::NotApplicable);
    }
    let what: Vec<String> =
        plan.defects.iter().map(|Placed { defect, place }| format!("{defect} at {place:?}")).collect();
    let what = what.join(" and ");
    let both = plan.world();
    for placed in &plan.defects {
        let alone = trial.ask(alone(placed))?;
        let company = trial.ask(both.clone())?;
        let reasons = company.outcome.reasons();
        let kept = alone.outcome.reasons().iter().all(|reason| reasons.contains(reason));
        trial.holds(kept, &alone, company, format_args!("{what}: the reasons of {} must stay", placed.defect))?;
    }
    let company = trial.ask(both)?;
    let exists = match &company.outcome {
        Outcome::Reject(rejected) => {
            rejected.breaches.iter().all(|breach| breach.depth.is_none_or(|depth| depth < company.case.len()))
        }
        _ => true,
    };
    trial.holds(exists, &before, company, format_args!("{what}: every reason must cite a certificate of the path"))
}
