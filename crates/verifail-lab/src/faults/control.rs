//! The controls: servers with which nothing is wrong, however odd they look.

use verifail_testkit::World;
use verifail_testkit::world::CertSpec;

use super::{deepen, put};
use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn control(name: &'static str, description: &'static str, edit: fn(&mut World)) -> Fault {
    Fault::new(Family::Control, name, description, &[], Behaviour::Presents(edit))
}

pub(super) const FAULTS: &[Fault] = &[
    control("good", "nothing is wrong: the control that every client must pass", |_| ()),
    control("root-included", "the root is supplied too, which is superfluous", |world| {
        world.intermediates.extend(world.anchors.first().cloned());
    }),
    control("extra-certificates", "certificates of another hierarchy are supplied too", |world| {
        world.intermediates.extend([CertSpec::ca(8, 7), CertSpec::root(7)]);
    }),
    control("repeated-certificates", "every certificate is supplied twice", |world| {
        world.intermediates.extend([world.end_entity.clone(), world.intermediates[0].clone()]);
    }),
    control("wrong-order", "the CAs between are supplied in the wrong order", |world| {
        deepen(world, 2);
        world.intermediates.reverse();
    }),
    control("expires-today", "the certificate expires within hours", |world| {
        world.end_entity.validity.not_after = world.question.time + 6 * 3600;
    }),
    control("no-extended-key-usage", "the certificate has no extended key usage, which is no limit", |world| {
        world.end_entity.extended_key_usage = None;
    }),
    control("no-key-identifiers", "no certificate has key identifiers, as those of some inspecting proxies", |world| {
        for spec in world.certificates_mut() {
            *spec = spec.clone().without_key_identifiers();
        }
    }),
    control("deep-chain", "there are four CAs between", |world| deepen(world, 4)),
    control("expired-twin", "a CA is supplied twice, and the first of the two has expired", |world| {
        let mut twin = world.intermediates[0].clone();
        twin.validity.not_after = world.question.time - 1;
        world.intermediates.insert(0, twin);
    }),
    control("purposes-besides", "the certificate is for TLS clients besides servers", |world| {
        put(world, "purpose-any-besides", verifail_testkit::world::Place::EndEntity);
    }),
];
