//! Certificates for other names than the one that is asked for.

use verifail::Reason::{self, NameMismatch, NoSan};
use verifail_testkit::World;
use verifail_testkit::world::{GeneralName, SubjectAltName};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Needs};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Names, name, description, reasons, Behaviour::Presents(edit))
}

fn present(world: &mut World, names: Vec<GeneralName>) {
    world.end_entity.subject_alt_name = Some(SubjectAltName::of(names));
}

pub(super) const FAULTS: &[Fault] = &[
    fault("wrong-name", "the certificate is for another server", &[NameMismatch], |world| {
        world.end_entity.subject.common_name = Some("other.example".into());
        present(world, vec![GeneralName::dns("other.example")]);
    }),
    fault(
        "wrong-address",
        "the server is asked for by its address, and the certificate names none",
        &[NameMismatch, NoSan],
        |world| present(world, vec![GeneralName::dns("localhost")]),
    )
    .needing(Needs { server_name: "127.0.0.1", ..Needs::NOTHING }),
    fault("no-subject-alt-name", "the name is in the common name alone", &[NoSan, NameMismatch], |world| {
        world.end_entity.subject_alt_name = None;
    }),
];
