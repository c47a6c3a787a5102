//! Two worlds made one: what a fuzzer calls crossing over.

use super::Size;
use super::certificates::{any, give};
use crate::choices::Choices;
use crate::world::World;

/// Puts something of another world into this one: its supplied certificates, one of them, its anchors, its question, or
/// what one of its certificates has.
pub fn graft(world: &mut World, other: &World, choices: &mut dyn Choices) {
    match choices.below(8) {
        0 => world.intermediates.extend(other.intermediates.iter().cloned()),
        1 => {
            let place = any(other, choices);
            if let Some(spec) = other.certificate(place) {
                let at = choices.below(world.intermediates.len() as u32 + 1) as usize;
                world.intermediates.insert(at, spec.clone());
            }
        }
        2 => world.anchors.extend(other.anchors.iter().cloned()),
        3 => world.question.clone_from(&other.question),
        4 => {
            // The other's whole path above this end entity.
            world.intermediates.clone_from(&other.intermediates);
            world.anchors.clone_from(&other.anchors);
            world.end_entity.issuer.clone_from(&other.end_entity.issuer);
            world.end_entity.signer = other.end_entity.signer;
            world.end_entity.authority_key_identifier.clone_from(&other.end_entity.authority_key_identifier);
        }
        5 => {
            world.crls.extend(other.crls.iter().cloned());
            world.question.revocation = world.question.revocation.or(other.question.revocation);
        }
        _ => {
            let (to, from) = (any(world, choices), any(other, choices));
            if let (Some(to), Some(from)) = (world.certificate_mut(to), other.certificate(from)) {
                give(to, from, choices.below(14));
            }
        }
    }
    Size::DEFAULT.cut(world);
}
