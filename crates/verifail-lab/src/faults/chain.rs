//! Which certificates are presented, in which order, below which trust anchor.

use verifail::Reason::{self, SelfSignedLeaf, UnknownIssuer};
use verifail_testkit::world::{CertSpec, Place};
use verifail_testkit::{Defect, World};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Chain, name, description, reasons, Behaviour::Presents(edit))
}

pub(super) const FAULTS: &[Fault] = &[
    fault("self-signed", "the server's certificate signed itself", &[SelfSignedLeaf, UnknownIssuer], |world| {
        if let Some(defect) = Defect::named("end-entity-self-signed") {
            defect.apply(world, Place::EndEntity);
        }
    })
    .said_by_rustls(UnknownIssuer),
    fault("unknown-ca", "the chain is below a root that the client does not trust", &[UnknownIssuer], |world| {
        world.anchors = vec![CertSpec::root(9)];
    }),
];
