//! Defects of the validity period. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5>

use verifail::Requirement;

use super::effect::{When, breach};
use super::{Aspect, END_ENTITY, EVERYWHERE, Record};
use crate::world::{DAY, Place, Validity, World};

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "expired",
        "notAfter was yesterday",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity.not_after = now - DAY,
        &[breach(Requirement::NotAfter)],
    ),
    Record::of_certificate(
        "expired-a-second-ago",
        "notAfter was a second ago",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity.not_after = now - 1,
        &[breach(Requirement::NotAfter)],
    ),
    Record::of_certificate(
        "expires-now",
        "notAfter is this second, which belongs to the period",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity.not_after = now,
        &[breach(Requirement::NotAfter).when(&[When::LastInstantIsLate])],
    ),
    Record::of_certificate(
        "not-yet-valid",
        "notBefore is tomorrow",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity.not_before = now + DAY,
        &[breach(Requirement::NotBefore)],
    )
    .fitting(lasts),
    Record::of_certificate(
        "valid-in-a-second",
        "notBefore is a second ahead",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity.not_before = now + 1,
        &[breach(Requirement::NotBefore)],
    )
    .fitting(lasts),
    Record::of_certificate(
        "validity-reversed",
        "notAfter is before notBefore, and both have passed",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, now| spec.validity = Validity { not_before: now - DAY, not_after: now - 2 * DAY },
        &[breach(Requirement::ValidityOrdered), breach(Requirement::NotAfter)],
    ),
    Record::of_certificate(
        "valid-for-ten-years",
        "an end entity's validity period is ten years long",
        END_ENTITY,
        &[Aspect::Validity],
        |spec, now| spec.validity = Validity { not_before: now - 14 * DAY, not_after: now + 3_650 * DAY },
        &[breach(Requirement::ValidityPeriod).when(&[When::PeriodIsTooLong])],
    ),
];

/// The period goes on for more than a day.
fn lasts(world: &World, place: Place) -> bool {
    world.certificate(place).is_some_and(|spec| spec.validity.not_after > world.question.time + DAY)
}
