//! Relations 37 and 38: extensions that nobody has to know, and identifiers that only help to find the way.

use verifail::danger::Relaxation;
use verifail::{Requirement, Role, Severity};

use super::route::has_twin;
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::world::Place;

pub(super) const UNKNOWN: Relation = Relation::new(
    37,
    "an unknown extension changes nothing; a critical one rejects (RFC 5280 section 4.2)",
    Need::Nothing,
    unknown,
);
pub(super) const KEY_IDENTIFIERS_REMOVED: Relation = Relation::new(
    38,
    "without key identifiers the path is the same, unless the policy demands them",
    Need::Nothing,
    key_identifiers_removed,
);

const fn role(place: Place) -> Role {
    match place {
        Place::EndEntity => Role::EndEntity,
        Place::Intermediate(_) => Role::Intermediate,
        Place::Anchor(_) => Role::Anchor,
    }
}

fn unknown(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let critical = trial.below(2) == 1;
    let mut world = trial.base.clone();
    if !critical {
        trial.variant = "not critical";
        let before = trial.ask_base()?;
        let places: Vec<Place> = world.places().map(|(place, _)| place).collect();
        let place = trial.one_of(&places)?;
        let spec = world.certificate_mut(place).ok_or(Stop::NotApplicable)?;
        // Extensions have versions (RFC 5280 section 4.1.2.9), and a second one of a type is another matter.
        let may_have_it = spec.version == 3 && spec.unknown_extension.is_none() && spec.faults.is_empty();
        if !may_have_it || has_twin(trial.base, place) {
            return Err(Stop::NotApplicable);
        }
        spec.unknown_extension = Some(false);
        let after = trial.ask(world)?;
        return trial.same_path(&before, after, format_args!("an unknown extension that is not critical, {place:?}"));
    }
    trial.variant = "critical";
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let place = trial.one_of(&route)?;
    if trial.policy.severity(Requirement::CriticalExtensionRecognised, role(place)) != Severity::Error {
        return Err(Stop::NotApplicable);
    }
    let spec = world.certificate_mut(place).ok_or(Stop::NotApplicable)?;
    if spec.unknown_extension.is_some() {
        return Err(Stop::NotApplicable);
    }
    spec.unknown_extension = Some(true);
    let after = trial.ask(world)?;
    trial.rejects(&before, after, &[Relaxation::Profile], format_args!("an unknown critical extension, {place:?}"))
}

fn key_identifiers_removed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let of_authority = trial.below(2) == 1;
    let place = trial.one_of(&route)?;
    if has_twin(trial.base, place) {
        return Err(Stop::NotApplicable);
    }
    let mut world = trial.base.clone();
    // Before version 3 there are no extensions.
    let spec = world.certificate_mut(place).filter(|spec| spec.version == 3).ok_or(Stop::NotApplicable)?;
    let errs = |requirement| trial.policy.severity(requirement, role(place)) == Severity::Error;
    let demanded = if of_authority {
        trial.variant = "authority";
        spec.authority_key_identifier.take().ok_or(Stop::NotApplicable)?;
        // A self-signed certificate is its own authority; which it is, names tell.
        errs(Requirement::AuthorityKeyIdentifierPresent) && !spec.is_self_issued()
    } else {
        trial.variant = "subject";
        spec.subject_key_identifier.take().ok_or(Stop::NotApplicable)?;
        errs(Requirement::SubjectKeyIdentifierPresent) && spec.basic_constraints.is_some_and(|b| b.ca)
    };
    let after = trial.ask(world)?;
    let what = format!("the {} key identifier was left out, {place:?}", trial.variant);
    trial.decides(!demanded, &before, after, Relaxation::Profile, what)
}
