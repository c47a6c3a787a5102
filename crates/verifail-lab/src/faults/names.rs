//! Certificates for other names than the one that is asked for.

use verifail::Reason::{self, NameMismatch, NoSan};
use verifail_testkit::World;
use verifail_testkit::world::{GeneralName, Name, SubjectAltName};

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

/// For that name alone, which the common name repeats.
fn present(world: &mut World, name: &'static str) {
    world.end_entity.subject = Name::common(name);
    world.end_entity.subject_alt_name = Some(SubjectAltName::of(vec![GeneralName::dns(name)]));
}

const BY_ADDRESS: Needs = Needs { server_name: "127.0.0.1", ..Needs::NOTHING };

pub(super) const FAULTS: &[Fault] = &[
    fault("wrong-name", "the certificate is for another server", &[NameMismatch], |world| {
        present(world, "other.example");
    }),
    fault("name-of-a-subdomain", "the certificate is for a name below the one asked for", &[NameMismatch], |world| {
        present(world, "www.localhost");
    }),
    fault("wildcard-below", "the certificate is for a wildcard below the name asked for", &[NameMismatch], |world| {
        present(world, "*.localhost");
    }),
    fault("name-as-suffix", "the certificate is for a name that ends as the one asked for", &[NameMismatch], |world| {
        present(world, "evil-localhost");
    }),
    fault(
        "wrong-address",
        "the server is asked for by an address that the certificate lacks",
        &[NameMismatch, NoSan],
        |world| {
            present(world, "localhost");
        },
    )
    .needing(BY_ADDRESS),
    fault("address-as-name", "the address asked for is presented as a DNS name", &[NameMismatch, NoSan], |world| {
        present(world, "127.0.0.1")
    })
    .needing(BY_ADDRESS),
    fault("no-subject-alt-name", "the name is in the common name alone", &[NoSan, NameMismatch], |world| {
        world.end_entity.subject_alt_name = None;
    }),
    fault("other-kinds-of-names", "subjectAltName has an e-mail address alone", &[NameMismatch, NoSan], |world| {
        world.end_entity.subject = Name::common("root@localhost");
        let names = vec![GeneralName::Email("root@localhost".into())];
        world.end_entity.subject_alt_name = Some(SubjectAltName::of(names));
    }),
];
