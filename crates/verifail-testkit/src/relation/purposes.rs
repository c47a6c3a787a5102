//! Relations 28 to 31: what a certificate may be used for, and one family of checks taken away at a time.

use verifail::danger::{Relaxation, Relaxations};
use verifail::{Reason, Requirement, Role, Severity};

use super::route::{has_twin, issuers_are_unique, same_name};
use super::trial::{Asked, Stop, Trial};
use super::{Need, Relation};
use crate::verifier::Outcome;
use crate::world::{CertSpec, CrlSpec, Place, Purpose};

pub(super) const ADDED: Relation = Relation::new(
    28,
    "a further purpose in an extended key usage only ever lets more pass",
    Need::ExtendedKeyUsage,
    added,
);
pub(super) const ANY_INSTEAD: Relation = Relation::new(
    29,
    "anyExtendedKeyUsage instead of serverAuth is what the policy makes of it",
    Need::ExtendedKeyUsage,
    any_instead,
);
pub(super) const EXTENSION_REMOVED: Relation = Relation::new(
    30,
    "without an extended key usage more passes, unless the policy demands one",
    Need::ExtendedKeyUsage,
    extension_removed,
);
pub(super) const RELAXED: Relation = Relation::new(
    31,
    "a relaxed check only ever lets more pass, and takes exactly its own reasons away",
    Need::Reasons,
    relaxed,
);

fn errs(trial: &Trial<'_>, requirement: Requirement, place: Place) -> bool {
    let role = match place {
        Place::EndEntity => Role::EndEntity,
        Place::Intermediate(_) => Role::Intermediate,
        Place::Anchor(_) => Role::Anchor,
    };
    trial.policy.severity(requirement, role) == Severity::Error
}

/// A certificate of the path that has an extended key usage, and is not there twice.
fn with_purposes(trial: &mut Trial<'_>) -> Result<Place, Stop> {
    let places: Vec<Place> = trial.only_route()?;
    let has = |place: &Place| {
        let spec = trial.base.certificate(*place);
        spec.is_some_and(|spec| spec.extended_key_usage.is_some()) && !has_twin(trial.base, *place)
    };
    let places: Vec<Place> = places.into_iter().filter(has).collect();
    trial.one_of(&places)
}

fn added(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let place = with_purposes(trial)?;
    // Some purposes are forbidden beside serverAuth (BR section 7.1.2.7.10); a forbidden one is another relation's.
    let forbidden = |purpose: Purpose| match purpose {
        Purpose::Any => errs(trial, Requirement::NoAnyExtendedKeyUsage, place),
        Purpose::CodeSigning => errs(trial, Requirement::NoCodeSigning, place),
        Purpose::OcspSigning => errs(trial, Requirement::NoOcspSigning, place),
        Purpose::TimeStamping => errs(trial, Requirement::NoTimeStamping, place),
        _ => false,
    };
    let offered = [
        Purpose::ClientAuth,
        Purpose::ServerAuth,
        Purpose::EmailProtection,
        Purpose::Unknown,
        Purpose::Any,
        Purpose::CodeSigning,
        Purpose::OcspSigning,
        Purpose::TimeStamping,
        Purpose::ServerGatedCrypto,
    ];
    let offered: Vec<Purpose> = offered.into_iter().filter(|purpose| !forbidden(*purpose)).collect();
    let purpose = trial.one_of(&offered)?;
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let spec = world.certificate_mut(place).and_then(|spec| spec.extended_key_usage.as_mut());
    let usage = spec.ok_or(Stop::NotApplicable)?;
    // To some an extension without a purpose is one that permits all.
    if usage.purposes.is_empty() || usage.purposes.contains(&purpose) {
        return Err(Stop::NotApplicable);
    }
    let at = trial.below(usage.purposes.len() + 1);
    usage.purposes.insert(at, purpose);
    let after = trial.ask(world)?;
    trial.only_up(&before, after, format_args!("{purpose:?} was added to an extended key usage"))
}

fn any_instead(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    trial.only_route()?;
    if has_twin(trial.base, Place::EndEntity) {
        return Err(Stop::NotApplicable);
    }
    let mut world = trial.base.clone();
    let usage = world.end_entity.extended_key_usage.as_mut().ok_or(Stop::NotApplicable)?;
    if trial.base.question.purpose != Purpose::ServerAuth || usage.purposes.iter().any(stands_for_server_auth) {
        return Err(Stop::NotApplicable);
    }
    usage.purposes.iter_mut().filter(|purpose| **purpose == Purpose::ServerAuth).for_each(|p| *p = Purpose::Any);
    usage.purposes.dedup();
    let end_entity = Place::EndEntity;
    let reads = errs(trial, Requirement::KeyPurpose, end_entity);
    let accept = (trial.policy.parameters().key_purpose.any_permits_all || !reads)
        && !errs(trial, Requirement::NoAnyExtendedKeyUsage, end_entity)
        && !errs(trial, Requirement::KeyPurposeNotOnlyAny, end_entity);
    let after = trial.ask(world)?;
    let what = "anyExtendedKeyUsage was written instead of serverAuth";
    trial.decides(accept, &before, after, Relaxation::ExtendedKeyUsage, what)
}

const fn stands_for_server_auth(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::Any | Purpose::ServerGatedCrypto)
}

fn extension_removed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let place = with_purposes(trial)?;
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let Some(spec) = world.certificate_mut(place) else { return Err(Stop::NotApplicable) };
    spec.extended_key_usage = None;
    let is_ca = spec.basic_constraints.is_some_and(|constraints| constraints.ca);
    let faulty = spec.faults.contains(&crate::world::EncodingFault::BadExtendedKeyUsage);
    let issues_end_entity = trial.only_route()?.get(1) == Some(&place);
    let purpose = trial.base.question.purpose;
    let exempt = issues_end_entity
        && purpose == Purpose::ServerAuth
        && trial.policy.parameters().key_purpose.profile_stops_at_issuer;
    // Whoever asks for no purpose demands none to be named either.
    let demanded = purpose != Purpose::Any
        && ((!exempt && errs(trial, Requirement::ExtendedKeyUsagePresent, place))
            || (!is_ca && errs(trial, Requirement::SubscriberExtendedKeyUsagePresent, place)));
    let after = trial.ask(world)?;
    let what = "an extended key usage was left out";
    if demanded && before.outcome.is_accepted() && !faulty {
        return trial.rejects(&before, after, &[Relaxation::ExtendedKeyUsage], what);
    }
    trial.only_up(&before, after, what)
}

fn relaxed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    // With several paths, also of those that lead nowhere, relaxing one check may make another the best.
    let routes = trial.routes().len();
    if routes > 1 || routes == 0 && !issuers_are_unique(trial.base) {
        return Err(Stop::NotApplicable);
    }
    let family = trial.one_of(Relaxation::ALL)?;
    trial.variant = family.code();
    // These two decide which paths there are at all.
    if matches!(family, Relaxation::Anchor | Relaxation::Signature) && trial.routes().is_empty() {
        return Err(Stop::NotApplicable);
    }
    // A certificate that may not be chosen for what is wrong with it may be once that is let pass.
    let first = trial.takes_first_issuer();
    if first && before.outcome.reasons().iter().any(|reason| Relaxation::of(*reason) == Some(Relaxation::Anchor)) {
        return Err(Stop::NotApplicable);
    }
    // Which CRL counts hangs on its signer's path, which may be one only once something is let pass.
    if family != Relaxation::Revocation && trial.base.question.revocation.is_some() && has_crl_from_elsewhere(trial) {
        return Err(Stop::NotApplicable);
    }
    let case = before.case.clone();
    let relaxations = Relaxations::none().with(family);
    let Some(outcome) = trial.verifier.verify_relaxed(&case, trial.policy, relaxations) else {
        return Err(Stop::Skipped("no check of it can be relaxed".to_owned()));
    };
    let after = trial.answered(Asked { world: Some(trial.base.clone()), case, outcome })?;
    let left: Vec<Reason> =
        before.outcome.reasons().into_iter().filter(|reason| Relaxation::of(*reason) != Some(family)).collect();
    let right = match &after.outcome {
        Outcome::Accept(_) => left.is_empty(),
        _ => !before.outcome.is_accepted() && after.outcome.reasons() == left && !left.is_empty(),
    };
    trial.holds(right, &before, after, format_args!("{family} was relaxed: exactly its reasons must go"))
}

/// Whether a CRL under the name of a certificate's issuer has another signer than the issuer on the one path.
fn has_crl_from_elsewhere(trial: &Trial<'_>) -> bool {
    let Ok(route) = trial.only_route() else { return !trial.base.crls.is_empty() };
    let path: Vec<_> = route.iter().filter_map(|place| trial.base.certificate(*place)).collect();
    let is_from_elsewhere = |crl: &CrlSpec, child: &CertSpec, issuer: &CertSpec| {
        same_name(&child.issuer, &crl.issuer, false) && issuer.key.id != crl.signer
    };
    let has = |child: &CertSpec, issuer| trial.base.crls.iter().any(|crl| is_from_elsewhere(crl, child, issuer));
    path.windows(2).any(|link| matches!(link, [child, issuer] if has(child, issuer)))
}
