//! Relations 35 and 36: how many CAs may follow (RFC 5280 section 6.1.4 (l) and (m)).

use verifail::danger::Relaxation;
use verifail::{Requirement, Role, Severity};

use super::route::fresh_keys;
use super::supply::ADDED_SERIAL;
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::world::{AuthorityKeyIdentifier, BasicConstraints, CertSpec, Place, Serial, World};

pub(super) const RAISED: Relation = Relation::new(
    35,
    "a higher path length only ever lets more pass; one that is long enough is none; one that is too short rejects",
    Need::Nothing,
    raised,
);
pub(super) const SELF_ISSUED: Relation = Relation::new(
    36,
    "self-issued certificates do not count against path lengths (RFC 5280 section 6.1.4 (l))",
    Need::Nothing,
    self_issued,
);

/// CAs that are not self-issued below a position of a path.
fn below(world: &World, route: &[Place], position: usize) -> usize {
    let cas = route.iter().take(position).skip(1).filter_map(|place| world.certificate(*place));
    cas.filter(|ca| !ca.is_self_issued()).count()
}

fn raised(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    let position = 1 + trial.below(route.len() - 1);
    let place = route.get(position).copied().ok_or(Stop::NotApplicable)?;
    let anchor = matches!(place, Place::Anchor(_));
    let depth = below(trial.base, &route, position);
    let self_issued = route.iter().take(position).skip(1).count() - depth;
    let limited = |limit: Option<usize>| {
        let mut world = trial.base.clone();
        if let Some(constraints) = world.certificate_mut(place).and_then(|ca| ca.basic_constraints.as_mut()) {
            constraints.path_length = limit.map(|limit| u8::try_from(limit).unwrap_or(u8::MAX));
        }
        world
    };
    let has = trial.base.certificate(place).is_some_and(|ca| ca.basic_constraints.is_some_and(|b| b.ca));
    if !has || !trial.base.certificate(place).is_some_and(|ca| ca.faults.is_empty()) {
        return Err(Stop::NotApplicable);
    }
    if depth > 0 && trial.below(2) == 1 {
        trial.variant = if anchor { "too short in the anchor" } else { "too short" };
        let limit = trial.below(depth);
        let after = trial.ask(limited(Some(limit)))?;
        let what = format!("a path length of {limit} above {depth} CAs");
        return trial.rejects(&before, after, &[Relaxation::CaConstraints], what);
    }
    trial.variant = "long enough";
    // Self-issued ones are the next relation's.
    let limit = depth + self_issued + trial.below(4);
    let none = trial.ask(limited(None))?;
    let after = trial.ask(limited(Some(limit)))?;
    trial.same(&none, after, format_args!("a path length of {limit} above {depth} CAs instead of none"))
}

fn self_issued(trial: &mut Trial<'_>) -> Result<(), Stop> {
    trial.accepted_base()?;
    let route = trial.only_route()?;
    // A CA of the path gets a new key and signs itself a certificate for it: a key rollover (RFC 4210 section 4.4).
    let at = trial.intermediate_on_route()?;
    let mut world = trial.base.clone();
    let old = world.intermediates.get(at).cloned().ok_or(Stop::NotApplicable)?;
    let position = route.iter().position(|place| *place == Place::Intermediate(at)).ok_or(Stop::NotApplicable)?;
    let depth = below(trial.base, &route, position);
    let plain = old.basic_constraints.is_some_and(|constraints| constraints.ca)
        && trial.policy.severity(Requirement::PathLengthRespected, Role::Intermediate) == Severity::Error
        && trial.base.question.max_path_depth.is_none()
        && trial.base.question.revocation.is_none()
        && !route.iter().any(|place| {
            trial.base.certificate(*place).is_some_and(|ca| {
                ca.name_constraints.is_some()
                    || ca.inhibit_any_policy.is_some()
                    || ca.policy_constraints.is_some()
                    || ca.policy_mappings.is_some()
            })
        });
    if !plain {
        return Err(Stop::NotApplicable);
    }
    let room = trial.policy.parameters().max_intermediates.is_none_or(|most| route.len() - 2 < most);
    if !room || route.len() > 28 {
        return Err(Stop::NotApplicable);
    }
    let key = fresh_keys(&world, 1).first().copied().ok_or(Stop::NotApplicable)?;
    let rollover = CertSpec {
        key: crate::world::PublicKey { id: key, ..old.key },
        issuer: old.subject.clone(),
        signer: old.key.id,
        signature: crate::world::SignatureForm::Sound,
        serial: Serial::Number(ADDED_SERIAL),
        subject_key_identifier: old.subject_key_identifier.map(|extension| crate::world::SubjectKeyIdentifier {
            identifier: crate::world::KeyIdentifier::Of(key),
            ..extension
        }),
        authority_key_identifier: Some(AuthorityKeyIdentifier::of(old.key.id)),
        basic_constraints: Some(BasicConstraints::ca()),
        ..old.clone()
    };
    if old.subject_key_identifier.is_none() && old.authority_key_identifier.is_some() {
        return Err(Stop::NotApplicable);
    }
    // The child of the CA is now signed with the new key.
    let child = route.get(position - 1).copied().ok_or(Stop::NotApplicable)?;
    let Some(child) = world.certificate_mut(child) else { return Err(Stop::NotApplicable) };
    child.signer = key;
    if let Some(extension) = &mut child.authority_key_identifier {
        *extension = AuthorityKeyIdentifier::of(key);
    }
    let limit = u8::try_from(depth).unwrap_or(u8::MAX);
    world.intermediates.push(rollover);
    let unlimited = trial.ask(world.clone())?;
    if let Some(ca) = world.intermediates.get_mut(at) {
        ca.basic_constraints = Some(BasicConstraints::limited(limit));
    }
    let after = trial.ask(world)?;
    trial.same(
        &unlimited,
        after,
        format_args!("a path length of {limit} above {depth} CAs and a self-issued one, instead of none"),
    )
}
