//! Relations 12 and 13: a certificate that is on no path matters as little when it goes as when it comes; without the
//! last issuer there is no path, and nothing else to say.

use verifail::danger::Relaxation;

use super::route::{issuers_are_unique, of_crl_signers, same_name};
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::verifier::Outcome;
use crate::world::{CertSpec, CrlSpec, Place, World};

pub(super) const OFF_PATH_REMOVED: Relation =
    Relation::new(12, "a certificate on no accepted path can go", Need::PathBuilding, off_path_removed);
pub(super) const LAST_ISSUER_REMOVED: Relation = Relation::new(
    13,
    "without the last issuer of every path, the reason is that there is none",
    Need::Nothing,
    last_issuer_removed,
);

fn off_path_removed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    // The path that was accepted, where the verifier tells it; else every one that could have been.
    let told = if let Outcome::Accept(accepted) = &before.outcome { accepted.path.clone() } else { None };
    let routes = trial.routes();
    let on_path = |at: usize| match (&told, before.case.intermediates.get(at)) {
        (Some(path), Some(der)) => path.contains(der),
        _ => routes.iter().any(|route| route.contains(&Place::Intermediate(at))),
    };
    let of_crl_signers = of_crl_signers(trial.base, trial.policy);
    let is_off = |at: &usize| !on_path(*at) && !of_crl_signers.contains(&Place::Intermediate(*at));
    let off: Vec<usize> = (0..trial.base.intermediates.len()).filter(is_off).collect();
    let at = trial.one_of(&off)?;
    let mut world = trial.base.clone();
    world.intermediates.remove(at);
    let after = trial.ask(world)?;
    trial.same(&before, after, format_args!("intermediate {at}, which is on no accepted path, was left out"))
}

fn last_issuer_removed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let mut world = trial.base.clone();
    let what = if trial.below(2) == 0 || route.len() < 3 {
        trial.variant = "anchors";
        // Whether a certificate below is revoked, nobody can say any more when the one who says it was trusted alone.
        if trial.base.question.revocation.is_some() && has_crl_from_above(trial.base, &route) {
            return Err(Stop::NotApplicable);
        }
        // A root that is supplied too would now be held to what anchors are not.
        let anchors = std::mem::take(&mut world.anchors);
        world.intermediates.retain(|ca| !anchors.iter().any(|anchor| anchor.key == ca.key));
        "every anchor was removed"
    } else {
        trial.variant = "issuers";
        let issued = &world.end_entity;
        let (issuer, signer) = (issued.issuer.clone(), issued.signer);
        let is_other = |ca: &CertSpec| !same_name(&ca.subject, &issuer, false) && ca.key.id != signer;
        world.intermediates.retain(is_other);
        world.anchors.retain(is_other);
        "every certificate that could have issued the end entity was removed"
    };
    let families: &[Relaxation] = if !issuers_are_unique(&world) {
        // Of several paths that lead nowhere, one with more to say may be the nearest to a path.
        &[]
    } else if trial.base.places().any(|(_, spec)| spec.policy_mappings.is_some()) {
        // Which policies the end entity has comes to depend on itself, once nobody above it maps any.
        &[Relaxation::Anchor, Relaxation::CertificatePolicies]
    } else {
        &[Relaxation::Anchor]
    };
    let after = trial.ask(world)?;
    trial.rejects(&before, after, families, what)
}

/// Whether a CRL for one of a path's certificates, but the highest below its anchor, has another signer than those of
/// the path below the anchor.
fn has_crl_from_above(world: &World, route: &[Place]) -> bool {
    let path: Vec<_> = route.iter().filter_map(|place| world.certificate(*place)).collect();
    let Some((_anchor, below)) = path.split_last() else { return false };
    let is_from_above = |crl: &CrlSpec| !below.iter().any(|spec| spec.key.id == crl.signer);
    let needing = below.split_last().map_or(&[][..], |(_highest, rest)| rest);
    let is_needed = |crl: &CrlSpec| needing.iter().any(|spec| same_name(&spec.issuer, &crl.issuer, false));
    world.crls.iter().any(|crl| is_needed(crl) && is_from_above(crl))
}
