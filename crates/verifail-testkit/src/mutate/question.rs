//! Edits of what is asked: the second before and after, the name that is nearly right, the other purpose.

use super::certificates::any;
use crate::choices::Choices;
use crate::generate::alphabet::reference;
use crate::world::{GeneralName, Purpose, Reference, RevocationQuestion, World};

/// 2050-01-01T00:00:00Z, where the encoding of times changes (RFC 5280 section 4.1.2.5).
const YEAR_2050: i64 = 2_524_608_000;

/// One edit of the question.
pub(super) fn edit(world: &mut World, choices: &mut dyn Choices) {
    let place = any(world, choices);
    let Some(spec) = world.certificate(place) else { return };
    let at_an_end = [spec.validity.not_before, spec.validity.not_after].get(choices.below(2) as usize).copied();
    match choices.below(12) {
        // At one end of a period, and a second beside it.
        0..=2 => world.question.time = at_an_end.unwrap_or_default() + i64::from(choices.below(3)) - 1,
        3 => {
            let time = world.question.time;
            if let Some(spec) = world.certificate_mut(place) {
                spec.validity.not_after = time + i64::from(choices.below(3)) - 1;
            }
        }
        4 => {
            let edge = YEAR_2050 + i64::from(choices.below(3)) - 1;
            if let Some(spec) = world.certificate_mut(place) {
                spec.validity.not_after = edge;
            }
            if choices.percent(30) {
                world.question.time = edge;
            }
        }
        5 | 6 => world.question.reference = reference(choices.below(12)),
        // One of the names that are presented.
        7 | 8 => {
            let names = world.end_entity.subject_alt_name.as_ref().map(|extension| extension.names.as_slice());
            let names = names.unwrap_or_default();
            let name = names.get(choices.below(names.len() as u32) as usize);
            world.question.reference = match name {
                Some(GeneralName::Dns(text)) => Some(Reference::Dns(text.clone())),
                Some(GeneralName::Ip(octets)) if matches!(octets.len(), 4 | 16) => Some(Reference::Ip(octets.clone())),
                _ => world.end_entity.subject.common_name.clone().map(Reference::Dns),
            };
        }
        9 => {
            let purposes = [Purpose::ServerAuth, Purpose::ClientAuth, Purpose::Any, Purpose::CodeSigning];
            world.question.purpose = purposes.get(choices.below(4) as usize).copied().unwrap_or(Purpose::Any);
        }
        10 => {
            let (end_entity_only, allow_unknown) = (choices.percent(50), choices.percent(50));
            world.question.revocation = match world.question.revocation {
                Some(_) if choices.percent(50) => None,
                _ => Some(RevocationQuestion { end_entity_only, allow_unknown }),
            };
        }
        _ => world.question.max_path_depth = Some(choices.below(4) as u8).filter(|depth| *depth < 3),
    }
}
