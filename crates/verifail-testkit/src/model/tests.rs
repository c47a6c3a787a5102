//! The model's own tests: what it says of worlds that can be judged by eye.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use verifail::{Policy, Reason};

use super::judge;
use crate::World;
use crate::world::{CrlSpec, DAY, EncodingFault, Name, RevocationQuestion, SignatureForm};

fn breaches(world: &World, policy: &str) -> Vec<(usize, Reason)> {
    judge(world, Policy::named(policy).unwrap()).breaches.into_iter().collect()
}

#[test]
fn good_towers_are_accepted_by_every_policy() {
    for policy in Policy::all() {
        for depth in 0..5 {
            assert!(judge(&World::tower(depth), policy).accepted, "{} {depth}", policy.name());
        }
    }
}

#[test]
fn an_expired_intermediate_is_one_breach_at_its_depth() {
    let world = World::with(|world| world.intermediates[0].validity.not_after = world.question.time - DAY);
    for policy in Policy::all() {
        assert_eq!(breaches(&world, policy.name()), [(1, Reason::Expired)], "{}", policy.name());
    }
}

#[test]
fn without_an_anchor_the_longest_way_up_is_reported() {
    let world = World::with(|world| world.anchors.clear());
    assert_eq!(breaches(&world, "rfc5280"), [(1, Reason::UnknownIssuer)]);
}

#[test]
fn a_tampered_certificate_is_reported_where_no_other_path_is_sound() {
    let mut world = World::with(|world| world.intermediates[0].signature = SignatureForm::Tampered);
    assert_eq!(breaches(&world, "rfc5280"), [(1, Reason::BadSignature)]);
    let mut sound = world.intermediates[0].clone();
    sound.signature = SignatureForm::Sound;
    world.intermediates.push(sound);
    assert_eq!(breaches(&world, "rfc5280"), []);
}

/// A good world whose CAs have CRLs, which are asked about.
fn with_crls(edit: impl FnOnce(&mut World)) -> World {
    World::with(|world| {
        world.question.revocation = Some(RevocationQuestion { end_entity_only: true, allow_unknown: false });
        let ca = &world.intermediates[0];
        world.crls = vec![CrlSpec::of(ca.subject.clone(), ca.key.id)];
        edit(world);
    })
}

#[test]
fn a_padded_serial_number_is_revoked_like_any_other() {
    let world = with_crls(|world| {
        world.end_entity.faults.push(EncodingFault::PaddedSerial);
        world.crls[0].revoked.push(world.end_entity.serial);
    });
    assert_eq!(breaches(&world, "rfc5280"), [(0, Reason::Revoked)]);
}

#[test]
fn a_crl_of_an_issuer_without_a_name_is_none() {
    let world = with_crls(|world| {
        world.crls[0].issuer = Name::empty();
        world.intermediates[0].subject = Name::empty();
        world.end_entity.issuer = Name::empty();
    });
    assert_eq!(breaches(&world, "rfc5280"), [(0, Reason::RevocationUnavailable)]);
}

#[test]
fn the_model_is_at_most_600_lines() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/model");
    let files = std::fs::read_dir(source).unwrap().map(|file| file.unwrap().path());
    let own = files.filter(|file| !file.ends_with("tests.rs")).chain([format!("{source}.rs").into()]);
    let lines: Vec<_> = own.map(|file| std::fs::read_to_string(file).unwrap().lines().count()).collect();
    assert!(lines.len() == 3 && lines.iter().sum::<usize>() <= 600, "{lines:?}");
}
