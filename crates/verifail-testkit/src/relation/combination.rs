//! Relation 42: what is wrong alone is wrong in company.

use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::defect::Defect;
use crate::verifier::Outcome;
use crate::world::Place;

pub(super) const COMBINED: Relation = Relation::new(
    42,
    "the reasons of single defects are among those of their combination, each in a certificate that there is",
    Need::Reasons,
    combined,
);

fn combined(trial: &mut Trial<'_>) -> Result<(), Stop> {
    trial.accepted_base()?;
    let route = trial.only_route()?;
    let mut both = trial.base.clone();
    let mut asked = Vec::new();
    let mut places: Vec<Place> = route.clone();
    // In different certificates: two defects in one may be about the same field, and the later one wins.
    for _ in 0..2 + trial.below(2) {
        if places.is_empty() {
            break;
        }
        let place = trial.one_of(&places)?;
        places.retain(|other| *other != place);
        let defect = trial.one_of(Defect::ALL)?;
        let mut alone = trial.base.clone();
        defect.apply(&mut alone, place);
        defect.apply(&mut both, place);
        // A defect that leads elsewhere or nowhere leaves another path, or none, to speak of.
        if super::route::routes(&alone, trial.policy) != [route.clone()] {
            return Err(Stop::NotApplicable);
        }
        asked.push((trial.ask(alone)?, defect, place));
    }
    if super::route::routes(&both, trial.policy) != [route.clone()] {
        return Err(Stop::NotApplicable);
    }
    let what: Vec<String> = asked.iter().map(|(_, defect, place)| format!("{defect:?} at {place:?}")).collect();
    let what = what.join(" and ");
    let case = both.materialise();
    for (alone, defect, place) in &asked {
        let company = trial.ask(both.clone())?;
        let reasons = company.outcome.reasons();
        let kept = alone.outcome.reasons().iter().all(|reason| reasons.contains(reason));
        trial.holds(kept, alone, company, format_args!("{what}: the reasons of {defect:?} at {place:?} must stay"))?;
    }
    let company = trial.ask(both.clone())?;
    let exists = match &company.outcome {
        Outcome::Reject(rejected) => {
            rejected.breaches.iter().all(|breach| breach.depth.is_none_or(|depth| depth < case.len()))
        }
        _ => true,
    };
    let before = trial.ask_base()?;
    trial.holds(exists, &before, company, format_args!("{what}: every reason must cite a certificate of the path"))
}
