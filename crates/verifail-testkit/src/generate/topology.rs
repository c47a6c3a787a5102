//! Who is signed by whom: the tower, what leads astray, the anchors, the order.

use super::Profile;
use super::alphabet::STRANGERS;
use crate::choices::Choices;
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertSpec, DAY, KeyId, KeyIdentifier, NOW, Name, NameConstraints, Serial,
    SubjectKeyIdentifier, World, ca_name,
};

/// Most certificates that lead astray.
const STRAYS: usize = 4;
/// Serial numbers of strays and of anchors besides the first.
const STRAY_SERIALS: u64 = 0x9000;
const ANCHOR_SERIALS: u64 = 0xa000;

/// Anchor, CAs, end entity. All names and keys are different, or there are one, two or three of them.
pub(super) fn tower(profile: &Profile, choices: &mut dyn Choices) -> World {
    let depth = usize::from([1, 2, 1, 3, 0, 3, 2, 4][choices.below(8) as usize & 7].min(profile.depth));
    let depth = if profile.fixed_depth { usize::from(profile.depth) } else { depth };
    let alphabet = [16, 16, 16, 16, 16, 3, 2, 1];
    let names = alphabet[choices.below(8) as usize & 7];
    let keys = [16, 16, 16, 16, 16, 16, 3, 2][choices.below(8) as usize & 7];
    let mut world = World::tower(depth);
    if !profile.repeated_names || names == 16 && keys == 16 {
        return world;
    }
    let held = |key: KeyId| key % keys;
    let called = |key: KeyId| ca_name(key % names);
    let CertSpec { key, signer, .. } = world.end_entity;
    // The end entity never has a CA's key: some verifiers distrust that, and defects do it on purpose.
    let (subject, serial) = (world.end_entity.subject.clone(), world.end_entity.serial);
    rewire(&mut world.end_entity, subject, key.id, called(signer), held(signer), serial);
    for spec in world.intermediates.iter_mut().chain(&mut world.anchors) {
        let (key, signer, serial) = (spec.key.id, spec.signer, spec.serial);
        rewire(spec, called(key), held(key), called(signer), held(signer), serial);
    }
    world
}

/// Gives a certificate other names and keys. Key identifiers follow where there are any.
fn rewire(spec: &mut CertSpec, subject: Name, key: KeyId, issuer: Name, signer: KeyId, serial: Serial) {
    spec.subject = subject;
    spec.key.id = key;
    spec.issuer = issuer;
    spec.signer = signer;
    spec.serial = serial;
    if spec.subject_key_identifier.is_some() {
        spec.subject_key_identifier = Some(SubjectKeyIdentifier::of(key));
    }
    if let Some(e) = &mut spec.authority_key_identifier {
        *e = AuthorityKeyIdentifier { critical: e.critical, ..AuthorityKeyIdentifier::of(signer) };
    }
}

/// Certificates that lead astray, each put somewhere among the supplied ones.
pub(super) fn strays(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if profile.strays == 0 {
        return;
    }
    let active = [0, 0, 1, 1, 1, 2, 3, 4][choices.below(8) as usize & 7].min(profile.strays);
    for slot in 0..STRAYS {
        let [kind, of, at] = [choices.below(KINDS), choices.below(60), choices.below(60)].map(|n| n as usize);
        if slot < usize::from(active) {
            let stray = stray(world, kind, of, STRAY_SERIALS + slot as u64);
            world.intermediates.insert(at % (world.intermediates.len() + 1), stray);
        }
    }
}

/// Only such as are on nobody's way: CAs of strangers.
pub(super) fn strangers(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if profile.strays == 0 {
        return;
    }
    let active = [0, 0, 0, 0, 1, 1, 2, 3][choices.below(8) as usize & 7].min(profile.strays);
    for slot in 0..STRAYS {
        let [kind, at] = [choices.below(2), choices.below(60)].map(|n| n as usize);
        if slot < usize::from(active) {
            let mut stranger = CertSpec::ca(STRANGERS[kind], STRANGERS[0]);
            stranger.serial = Serial::Number(STRAY_SERIALS + slot as u64);
            world.intermediates.insert(at % (world.intermediates.len() + 1), stranger);
        }
    }
}

/// How many kinds of strays there are.
const KINDS: u32 = 16;

/// A certificate that leads astray: a variant of the `of`-th CA or anchor, or a stranger's.
fn stray(world: &World, kind: usize, of: usize, serial: u64) -> CertSpec {
    let serial = Serial::Number(serial);
    let [stranger, other] = STRANGERS;
    let cas = world.intermediates.len() + world.anchors.len();
    let of = of % cas.max(1);
    let original = world.intermediates.iter().chain(&world.anchors).nth(of).unwrap_or(&world.end_entity);
    let mut spec = original.clone();
    let CertSpec { subject, issuer, signer, .. } = original.clone();
    let key = original.key.id;
    let end_entity = &world.end_entity;
    match kind {
        // A CA of no interest.
        0 => return CertSpec { serial, ..CertSpec::ca(stranger, other) },
        // The same certificate again.
        1 => return spec,
        // The expired twin, as it is left over after a renewal.
        2 => {
            spec.validity.not_after = NOW - DAY;
            spec.serial = serial;
        }
        // The twin that is not valid yet.
        3 => {
            spec.validity.not_before = NOW + DAY;
            spec.serial = serial;
        }
        // The same name, another key, from the same issuer.
        4 => rewire(&mut spec, subject, stranger, issuer, signer, serial),
        // The same name, another key, without key identifiers.
        5 => {
            rewire(&mut spec, subject, stranger, issuer, signer, serial);
            spec = spec.without_key_identifiers();
        }
        // The same name, another key, self-signed.
        6 => rewire(&mut spec, subject.clone(), stranger, subject, stranger, serial),
        // Another name, the same key.
        7 => rewire(&mut spec, ca_name(stranger), key, issuer, signer, serial),
        // Cross-signed by a root that nobody trusts.
        8 => rewire(&mut spec, subject, key, ca_name(stranger), stranger, serial),
        // Cross-signed by one of the CAs at hand: a diamond or a loop.
        9 => {
            let by = &world.intermediates.first().unwrap_or(&world.end_entity);
            rewire(&mut spec, subject, key, by.subject.clone(), by.key.id, serial);
        }
        // Issued by itself.
        10 => rewire(&mut spec, subject.clone(), key, subject, key, serial),
        // A key rolled over: the same name, self-issued, the new key signed with the old one.
        11 => rewire(&mut spec, subject.clone(), other, subject, key, serial),
        // The twin with less room: no CA below it, other hosts only.
        12 => {
            spec.serial = serial;
            spec.basic_constraints = Some(BasicConstraints::limited(0));
            spec.name_constraints = Some(NameConstraints::excluding(vec![super::alphabet::subtree(5)]));
        }
        // A certificate of the CA's name that is none of a CA.
        13 => {
            let CertSpec { issuer, signer, .. } = original.clone();
            spec = end_entity.clone();
            rewire(&mut spec, subject, key, issuer, signer, serial);
        }
        // The end entity, supplied among the others.
        14 => return end_entity.clone(),
        // The anchor, supplied among the others.
        _ => return world.anchors.first().unwrap_or(end_entity).clone(),
    }
    spec
}

/// Anchors besides the tower's, and what may be odd about the tower's.
pub(super) fn other_anchors(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if profile.strays == 0 {
        return;
    }
    let active = [0, 0, 0, 0, 1, 1, 1, 2][choices.below(8) as usize & 7].min(profile.strays);
    for slot in 0..2 {
        let [kind, at] = [choices.below(8), choices.below(6)].map(|n| n as usize);
        if slot < u64::from(active) {
            other_anchor(world, kind, at, ANCHOR_SERIALS + slot);
        }
    }
}

fn other_anchor(world: &mut World, kind: usize, at: usize, serial: u64) {
    let serial = Serial::Number(serial);
    let [stranger, other] = STRANGERS;
    let Some(first) = world.anchors.first() else { return };
    let mut spec = first.clone();
    match kind {
        // Another root.
        0 => spec = CertSpec { serial, ..CertSpec::root(stranger) },
        // A root of the same name.
        1 => {
            let name = spec.subject.clone();
            rewire(&mut spec, name.clone(), other, name, other, serial);
        }
        // The root under another name.
        2 => {
            let key = spec.key.id;
            rewire(&mut spec, ca_name(stranger), key, ca_name(stranger), key, serial);
        }
        // The expired root.
        3 => {
            spec.validity.not_after = NOW - DAY;
            spec.serial = serial;
        }
        // A CA's certificate is trusted besides its issuer's.
        4 => spec = world.intermediates.first().unwrap_or(first).clone(),
        // It is trusted instead of its issuer's.
        5 => {
            if let Some(ca) = world.intermediates.last() {
                world.anchors = vec![ca.clone()];
            }
            return;
        }
        // The anchor's certificate is no longer the self-signed one.
        6 => {
            let (name, key) = (spec.subject.clone(), spec.key.id);
            rewire(&mut spec, name, key, ca_name(stranger), stranger, serial);
            spec.authority_key_identifier = Some(AuthorityKeyIdentifier::of(stranger));
            world.anchors = vec![spec];
            return;
        }
        // The same anchor again.
        _ => {}
    }
    world.anchors.insert(at % (world.anchors.len() + 1), spec);
}

/// The order of the supplied certificates and of the anchors.
pub(super) fn order(profile: &Profile, choices: &mut dyn Choices, world: &mut World) {
    if !profile.any_order {
        return;
    }
    let [how, by, anchors] = [choices.below(4), choices.below(60), choices.below(6)].map(|n| n as usize);
    let supplied = &mut world.intermediates;
    match how {
        1 => supplied.reverse(),
        2 if !supplied.is_empty() => {
            let by = by % supplied.len();
            supplied.rotate_left(by);
        }
        3 if supplied.len() > 1 => {
            let last = supplied.len() - 1;
            supplied.swap(by % last, last);
        }
        _ => {}
    }
    if !world.anchors.is_empty() {
        let by = anchors % world.anchors.len();
        world.anchors.rotate_left(by);
    }
}

/// An identifier of a key that is not the one it is taken for.
pub(super) const fn stray_identifier(number: u8) -> SubjectKeyIdentifier {
    SubjectKeyIdentifier { identifier: KeyIdentifier::Stray(number), critical: false }
}
