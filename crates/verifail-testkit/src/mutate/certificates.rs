//! Edits of who is there, in what order, under which name and with which key.

use crate::choices::Choices;
use crate::world::{
    AuthorityKeyIdentifier, CertSpec, CrlSpec, DAY, KeyForm, Place, Serial, SignatureForm, SubjectKeyIdentifier, World,
};

/// One edit of the set of certificates, or of how one links to the others.
pub(super) fn edit(world: &mut World, choices: &mut dyn Choices) {
    let place = any(world, choices);
    let other = any(world, choices);
    let Some(spec) = world.certificate(place).cloned() else { return };
    match choices.below(20) {
        // Another copy, somewhere else.
        0 => insert(world, choices, spec),
        // The twin that has expired, or is not valid yet.
        1 => {
            let mut twin = spec;
            if choices.percent(50) {
                twin.validity.not_after = world.question.time - DAY;
            } else {
                twin.validity.not_before = world.question.time + DAY;
            }
            twin.serial = Serial::Number(u64::from(choices.below(1 << 16)));
            insert(world, choices, twin);
        }
        // The same name with another key, and the other way round.
        2 => {
            let mut namesake = spec;
            set_key(&mut namesake, choices.below(8) as u8);
            insert(world, choices, namesake);
        }
        3 => {
            let mut renamed = spec;
            if let Some(other) = world.certificate(other) {
                renamed.subject = other.subject.clone();
            }
            insert(world, choices, renamed);
        }
        // Issued by somebody else.
        4 | 5 => {
            let Some(issuer) = world.certificate(other).cloned() else { return };
            if let Some(spec) = world.certificate_mut(place) {
                issue(spec, &issuer);
            }
        }
        // Cross-signed: another certificate of the same holder by another issuer.
        6 => {
            let Some(issuer) = world.certificate(other).cloned() else { return };
            let mut cross = spec;
            issue(&mut cross, &issuer);
            insert(world, choices, cross);
        }
        // One more CA in between.
        7 => {
            let Some(issuer) = world.certificate(other).cloned() else { return };
            let key = choices.below(8) as u8;
            let mut between = CertSpec::ca(key, 0);
            issue(&mut between, &issuer);
            let signer = between.clone();
            world.intermediates.push(between);
            if let Some(spec) = world.certificate_mut(place) {
                issue(spec, &signer);
            }
        }
        8 => remove(world, place),
        9 => {
            let end = world.intermediates.len();
            if end > 1 {
                let (one, two) = (choices.below(end as u32) as usize, choices.below(end as u32) as usize);
                world.intermediates.swap(one, two);
            }
        }
        10 => world.intermediates.reverse(),
        11 => world.anchors.reverse(),
        // Trusted as well, or only supplied.
        12 => world.anchors.insert(0, spec),
        13 => world.anchors.push(spec),
        14 => {
            if !world.anchors.is_empty() {
                let at = choices.below(world.anchors.len() as u32) as usize;
                let anchor = world.anchors.remove(at);
                if choices.percent(50) {
                    world.intermediates.push(anchor);
                }
            }
        }
        // What one has, the other gets too.
        15 | 16 => {
            if let Some(to) = world.certificate_mut(other) {
                give(to, &spec, choices.below(14));
            }
        }
        17 => {
            let key = choices.below(8) as u8;
            if let Some(spec) = world.certificate_mut(place) {
                set_key(spec, key);
            }
        }
        18 => crl(world, choices, &spec),
        _ => {
            // The names that lead, without the identifiers that help.
            for place in places(world) {
                if let Some(spec) = world.certificate_mut(place) {
                    *spec = spec.clone().without_key_identifiers();
                }
            }
        }
    }
}

/// Takes something odd back: mostly faults are added, and what is refused for ten reasons tells little.
pub(super) fn mend(world: &mut World, choices: &mut dyn Choices) {
    let place = any(world, choices);
    let Some(spec) = world.certificate_mut(place) else { return };
    match choices.below(10) {
        0 | 1 => spec.faults.clear(),
        2 => spec.signature = SignatureForm::Sound,
        3 => spec.key.form = KeyForm::Plain,
        4 => (spec.version, spec.unique_id, spec.unknown_extension) = (3, false, None),
        5 => spec.name_constraints = None,
        6 => {
            let plain = if place == Place::EndEntity { CertSpec::server(0, 0) } else { CertSpec::root(0) };
            (spec.basic_constraints, spec.key_usage) = (plain.basic_constraints, plain.key_usage);
            (spec.extended_key_usage, spec.validity) = (None, plain.validity);
        }
        7 => {
            (spec.certificate_policies, spec.policy_mappings) = (None, None);
            (spec.policy_constraints, spec.inhibit_any_policy) = (None, None);
        }
        8 => {
            world.question =
                crate::world::Question { reference: world.question.reference.clone(), ..Default::default() }
        }
        _ => {
            let issuer = world.places().find(|(at, other)| {
                *at != place && world.certificate(place).is_some_and(|spec| spec.issuer == other.subject)
            });
            let issuer = issuer.map(|(_, issuer)| issuer.clone());
            if let (Some(spec), Some(issuer)) = (world.certificate_mut(place), issuer) {
                issue(spec, &issuer);
            }
        }
    }
}

/// Gives one field the value that another certificate has; there are 14.
pub(super) fn give(to: &mut CertSpec, from: &CertSpec, field: u32) {
    match field {
        0 => to.subject = from.subject.clone(),
        1 => to.issuer = from.issuer.clone(),
        2 => to.validity = from.validity,
        3 => to.key = from.key,
        4 => to.basic_constraints = from.basic_constraints,
        5 => to.key_usage = from.key_usage,
        6 => to.extended_key_usage.clone_from(&from.extended_key_usage),
        7 => to.subject_alt_name.clone_from(&from.subject_alt_name),
        8 => to.name_constraints.clone_from(&from.name_constraints),
        9 => to.authority_key_identifier.clone_from(&from.authority_key_identifier),
        10 => {
            to.certificate_policies.clone_from(&from.certificate_policies);
            to.policy_mappings.clone_from(&from.policy_mappings);
            (to.policy_constraints, to.inhibit_any_policy) = (from.policy_constraints, from.inhibit_any_policy);
        }
        11 => to.serial = from.serial,
        12 => to.signature = from.signature,
        _ => to.faults.clone_from(&from.faults),
    }
}

/// Any of the places there are, the end entity first.
pub(super) fn any(world: &World, choices: &mut dyn Choices) -> Place {
    let at = choices.below(world.len() as u32) as usize;
    world.places().nth(at).map_or(Place::EndEntity, |(place, _)| place)
}

fn places(world: &World) -> Vec<Place> {
    world.places().map(|(place, _)| place).collect()
}

fn insert(world: &mut World, choices: &mut dyn Choices, spec: CertSpec) {
    let list = if choices.percent(15) { &mut world.anchors } else { &mut world.intermediates };
    let at = choices.below(list.len() as u32 + 1) as usize;
    list.insert(at, spec);
}

fn remove(world: &mut World, place: Place) {
    match place {
        Place::EndEntity => {}
        Place::Intermediate(at) => drop(world.intermediates.remove(at)),
        Place::Anchor(at) => drop(world.anchors.remove(at)),
    }
}

/// Makes an issuer the issuer, as far as names, keys and identifiers go.
fn issue(spec: &mut CertSpec, issuer: &CertSpec) {
    spec.issuer = issuer.subject.clone();
    spec.signer = issuer.key.id;
    if let Some(extension) = &mut spec.authority_key_identifier {
        *extension =
            AuthorityKeyIdentifier { critical: extension.critical, ..AuthorityKeyIdentifier::of(issuer.key.id) };
    }
}

/// Gives a certificate another key; what it has signed is not signed by it any more.
fn set_key(spec: &mut CertSpec, key: u8) {
    let is_own = spec.signer == spec.key.id;
    spec.key.id = key;
    if is_own {
        spec.signer = key;
    }
    if let Some(extension) = &mut spec.subject_key_identifier {
        *extension = SubjectKeyIdentifier { critical: extension.critical, ..SubjectKeyIdentifier::of(key) };
    }
}

/// A CRL of a certificate's holder, and the question that looks at it.
fn crl(world: &mut World, choices: &mut dyn Choices, spec: &CertSpec) {
    let mut crl = CrlSpec::of(spec.subject.clone(), spec.key.id);
    if choices.percent(50) {
        let revoked = any(world, choices);
        crl.revoked.extend(world.certificate(revoked).map(|spec| spec.serial));
    }
    if choices.percent(20) {
        crl.next_update = world.question.time - 1;
    }
    let at = choices.below(world.crls.len() as u32 + 1) as usize;
    world.crls.insert(at, crl);
    world.question.revocation = Some(crate::world::RevocationQuestion {
        end_entity_only: choices.percent(50),
        allow_unknown: choices.percent(50),
    });
}
