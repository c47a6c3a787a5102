//! Certificates outside of their validity period.

use verifail::Reason::{Expired, ExpiredOrNotYetValid, NotYetValid};
use verifail::RetryAdvice;
use verifail_testkit::World;
use verifail_testkit::world::{DAY, Place};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [verifail::Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Validity, name, description, reasons, Behaviour::Presents(edit))
}

/// Moves the validity period of a certificate so that it ended, or begins, that many days from now.
fn ends(world: &mut World, place: Place, days: i64) {
    let now = world.question.time;
    if let Some(spec) = world.certificate_mut(place) {
        spec.validity.not_after = now + days * DAY;
        spec.validity.not_before = spec.validity.not_before.min(now + (days - 90) * DAY);
    }
}

fn begins(world: &mut World, place: Place, days: i64) {
    let now = world.question.time;
    if let Some(spec) = world.certificate_mut(place) {
        spec.validity.not_before = now + days * DAY;
        spec.validity.not_after = spec.validity.not_after.max(now + (days + 90) * DAY);
    }
}

pub(super) const FAULTS: &[Fault] = &[
    fault("expired", "the server's certificate expired yesterday", &[Expired, ExpiredOrNotYetValid], |world| {
        ends(world, Place::EndEntity, -1);
    }),
    fault(
        "expired-long-ago",
        "the server's certificate expired ten years ago",
        &[Expired, ExpiredOrNotYetValid],
        |world| {
            ends(world, Place::EndEntity, -3650);
        },
    ),
    fault(
        "expired-intermediate",
        "the certificate of the CA between expired yesterday",
        &[Expired, ExpiredOrNotYetValid],
        |world| ends(world, Place::Intermediate(0), -1),
    ),
    fault(
        "not-yet-valid",
        "the server's certificate begins tomorrow, or this machine's clock is wrong",
        &[NotYetValid, ExpiredOrNotYetValid],
        |world| begins(world, Place::EndEntity, 1),
    )
    .retry(RetryAdvice::AfterUserAction),
    fault(
        "not-yet-valid-intermediate",
        "the certificate of the CA between begins tomorrow",
        &[NotYetValid, ExpiredOrNotYetValid],
        |world| begins(world, Place::Intermediate(0), 1),
    )
    .retry(RetryAdvice::AfterUserAction),
];
