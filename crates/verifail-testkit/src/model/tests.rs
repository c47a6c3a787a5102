//! The model's own tests: what it says of worlds that can be judged by eye.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use verifail::{Policy, Reason};

use super::judge;
use crate::World;
use crate::world::{DAY, SignatureForm};

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
