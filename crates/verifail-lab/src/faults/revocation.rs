//! The status of the certificates in the revocation lists that the client is given.

use verifail::Reason::{self, RevocationUnavailable, Revoked};
use verifail::RetryAdvice;
use verifail_testkit::World;
use verifail_testkit::world::{CrlSpec, DAY, Place, RevocationQuestion};

use super::put;
use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Needs};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Revocation, name, description, reasons, Behaviour::Presents(edit))
        .needing(Needs { revocation: true, ..Needs::NOTHING })
}

/// Asks about revocation, with a current list of every CA that has no entry.
fn listed(world: &mut World) {
    let crl = |issuer: &verifail_testkit::world::CertSpec| CrlSpec::of(issuer.subject.clone(), issuer.key.id);
    world.question.revocation = Some(RevocationQuestion { end_entity_only: false, allow_unknown: false });
    world.crls = world.intermediates.iter().chain(&world.anchors).map(crl).collect();
}

pub(super) const FAULTS: &[Fault] = &[
    fault("not-revoked", "the client checks revocation lists, and none has the certificate", &[], listed),
    fault("revoked", "the CA's revocation list has the certificate", &[Revoked], |world| {
        put(world, "revoked", Place::EndEntity);
    }),
    fault("revoked-intermediate", "the root's revocation list has the CA between", &[Revoked], |world| {
        put(world, "revoked", Place::Intermediate(0));
    }),
    fault("no-revocation-list", "the client has no revocation list of the CA", &[RevocationUnavailable], |world| {
        put(world, "no-crl-of-an-issuer", Place::EndEntity);
    })
    .retry(RetryAdvice::AfterUserAction),
    fault(
        "revocation-list-expired",
        "the CA's revocation list should have been replaced yesterday",
        &[RevocationUnavailable],
        |world| {
            listed(world);
            let now = world.question.time;
            for crl in &mut world.crls {
                (crl.this_update, crl.next_update) = (now - 9 * DAY, now - DAY);
            }
        },
    )
    .retry(RetryAdvice::AfterUserAction),
];
