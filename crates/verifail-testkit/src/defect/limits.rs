//! Defects of size: paths that are too long, and searches that are.

use verifail::Requirement;

use super::certificate_policies::without_policies;
use super::effect::{At, When, breach};
use super::{Aspect, Record, WORLD};
use crate::plan;
use crate::world::{CertSpec, KeyId, World};

/// Intermediates of a long path: one more than webpki walks.
const LONG: usize = 7;
/// The first key of those that are added.
const FIRST_KEY: KeyId = 32;

pub(super) const DEFECTS: &[Record] = &[
    Record::of_world(
        "path-deeper-than-asked-for",
        "there are more intermediates than the caller wants",
        WORLD,
        &[Aspect::Depth],
        |world, _| world.question.max_path_depth = Some(0),
        &[breach(Requirement::PathDepth).at(At::EndEntity)],
    )
    .fitting(|world, _| {
        world.question.max_path_depth.is_none() && world.intermediates.iter().any(|ca| !ca.is_self_issued())
    }),
    Record::of_world(
        "path-of-seven-intermediates",
        "there are seven intermediates, one more than webpki walks",
        WORLD,
        // Whatever is above the new ones is at another depth.
        &[Aspect::Intermediates, Aspect::Anchors],
        lengthen,
        &[breach(Requirement::PathDepth).at(At::EndEntity).when(&[When::IntermediatesAreTooMany(LONG)])],
    )
    .fitting(|world, place| {
        let limited = |ca: &CertSpec| ca.basic_constraints.is_some_and(|constraints| constraints.path_length.is_some());
        world.question.max_path_depth.is_none()
            && !world.intermediates.iter().chain(&world.anchors).any(limited)
            && world.question.revocation.is_none()
            && without_policies(world, place)
            && plan::chain(world).is_some_and(|chain| chain.len() < LONG + 2)
    }),
];

/// More CAs between the end entity and its issuer.
fn lengthen(world: &mut World, _: crate::world::Place) {
    let Some(chain) = plan::chain(world) else { return };
    let Some((mut name, mut key)) =
        chain.get(1).and_then(|place| world.certificate(*place)).map(|ca| (ca.subject.clone(), ca.key.id))
    else {
        return;
    };
    for (added, _) in (0..).zip(chain.len()..LONG + 2) {
        let mut ca = CertSpec::ca(FIRST_KEY + added, key);
        ca.issuer = name;
        (name, key) = (ca.subject.clone(), ca.key.id);
        world.intermediates.push(ca);
    }
    world.end_entity.issuer = name;
    world.end_entity.signer = key;
    if let Some(authority) = &mut world.end_entity.authority_key_identifier {
        authority.identifier = Some(crate::world::KeyIdentifier::Of(key));
    }
}
