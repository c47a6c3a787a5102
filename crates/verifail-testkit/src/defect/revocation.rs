//! Defects of what CRLs say, or do not say. <https://www.rfc-editor.org/rfc/rfc5280#section-6.3>

use verifail::Requirement;

use super::effect::{At, breach};
use super::{Aspect, PATH, Record, WORLD};
use crate::world::{CrlSpec, DAY, Place, RevocationQuestion, World};

pub(super) const DEFECTS: &[Record] = &[
    Record::of_world(
        "revoked",
        "the issuer's CRL lists the certificate",
        PATH,
        &[Aspect::Revocation],
        |world, place| {
            check(world, false);
            let Some(serial) = world.certificate(place).map(|certificate| certificate.serial) else { return };
            if let Some(crl) = crl_about(world, place) {
                crl.revoked.push(serial);
            }
        },
        &[breach(Requirement::NotRevoked)],
    )
    .fitting(unchecked),
    Record::of_world(
        "no-crl-of-an-issuer",
        "there is no CRL of the certificate's issuer",
        PATH,
        &[Aspect::Revocation],
        |world, place| {
            check(world, false);
            let issuer = world.certificate(place).map(|certificate| certificate.issuer.clone());
            world.crls.retain(|crl| Some(&crl.issuer) != issuer.as_ref());
        },
        &[breach(Requirement::RevocationStatusKnown)],
    )
    .fitting(unchecked),
    Record::of_world(
        "crl-expired",
        "the CRL of the certificate's issuer should have been replaced yesterday",
        PATH,
        &[Aspect::Revocation],
        |world, place| {
            check(world, false);
            let now = world.question.time;
            if let Some(crl) = crl_about(world, place) {
                crl.next_update = now - DAY;
            }
        },
        &[breach(Requirement::RevocationStatusKnown)],
    )
    .fitting(unchecked),
    Record::of_world(
        "crl-signed-by-a-stranger",
        "another key signed the CRL of the certificate's issuer",
        PATH,
        &[Aspect::Revocation],
        |world, place| {
            check(world, false);
            if let Some(crl) = crl_about(world, place) {
                crl.signer = super::signature::STRANGER;
            }
        },
        &[breach(Requirement::RevocationStatusKnown)],
    )
    .fitting(unchecked),
    Record::of_world(
        "no-crl",
        "revocation is to be checked and there is no CRL",
        WORLD,
        &[Aspect::Revocation],
        |world, _| {
            check(world, false);
            world.crls.clear();
        },
        &[breach(Requirement::RevocationStatusKnown).at(At::EachOfPath)],
    )
    .fitting(unchecked),
    Record::of_world(
        "no-crl-for-the-end-entity",
        "the end entity's revocation is to be checked and there is no CRL",
        WORLD,
        &[Aspect::Revocation],
        |world, _| {
            check(world, true);
            world.crls.clear();
        },
        &[breach(Requirement::RevocationStatusKnown).at(At::EndEntity)],
    )
    .fitting(unchecked),
];

/// Asks about revocation, with a current CRL of every issuer that lists nothing.
fn check(world: &mut World, end_entity_only: bool) {
    world.question.revocation = Some(RevocationQuestion { end_entity_only, allow_unknown: false });
    let now = world.question.time;
    let crls = world.intermediates.iter().chain(&world.anchors).map(|issuer| CrlSpec {
        this_update: now - 5 * DAY,
        next_update: now + 5 * DAY,
        ..CrlSpec::of(issuer.subject.clone(), issuer.key.id)
    });
    world.crls = crls.collect();
}

fn crl_about(world: &mut World, place: Place) -> Option<&mut CrlSpec> {
    let issuer = world.certificate(place)?.issuer.clone();
    world.crls.iter_mut().find(|crl| crl.issuer == issuer)
}

/// Nothing is asked about revocation yet, and every name and key on the chain is there once.
fn unchecked(world: &World, _: Place) -> bool {
    let signs_crls = |world: &World| {
        world
            .intermediates
            .iter()
            .chain(&world.anchors)
            .all(|ca| ca.key_usage.is_none_or(|usage| usage.intersects(crate::world::KeyUsage::CRL_SIGN)))
    };
    world.question.revocation.is_none() && world.crls.is_empty() && signs_crls(world)
}
