//! Defects of who a certificate is for: other names, and names that only some verifiers take for the host's.
//! <https://www.rfc-editor.org/rfc/rfc9525#section-6>
//!
//! The common name always repeats the presented identifier, so that it says nothing of its own.

use verifail::Requirement;
use verifail::policy::WildcardRules;

use super::effect::{Effect, When, breach};
use super::name_constraints::is_unconstrained;
use super::{Aspect, END_ENTITY, Record, WORLD};
use crate::world::{CertSpec, GeneralName, HOST, Name, Place, Reference, SubjectAltName, World};

/// No presented identifier is the reference identifier.
const MISMATCH: Effect = breach(Requirement::ServiceIdentity).at(super::At::EndEntity);
/// It is written as no DNS name is.
const SYNTAX: Effect = breach(Requirement::SubjectAltNameSyntax).at(super::At::EndEntity);

/// An end entity for that name alone.
macro_rules! presents {
    ($code:literal, $description:literal, $name:literal, $effects:expr) => {
        Record::of_certificate(
            $code,
            $description,
            END_ENTITY,
            &[Aspect::Subject, Aspect::SubjectAltName],
            |spec, _| present(spec, $name),
            $effects,
        )
        .fitting(asks_for_host)
    };
}

pub(super) const DEFECTS: &[Record] = &[
    presents!("another-server", "the certificate is for another host", "other.example.com", &[MISMATCH]),
    presents!("parent-domain", "the certificate is for the domain above the host", "example.com", &[MISMATCH]),
    presents!("domain-below", "the certificate is for a host below", "a.www.example.com", &[MISMATCH]),
    presents!(
        "host-as-suffix",
        "the certificate is for a name that ends like the host",
        "evilwww.example.com",
        &[MISMATCH]
    ),
    presents!(
        "host-with-trailing-dot",
        "the presented identifier ends in a dot, which DNS-IDs do not",
        "www.example.com.",
        &[MISMATCH, SYNTAX]
    ),
    presents!(
        "host-cut-by-nul",
        "the host, an octet of zero, and another domain",
        "www.example.com\0.example.net",
        &[MISMATCH, SYNTAX]
    ),
    presents!("wildcard", "a wildcard for the host's domain, which is right", "*.example.com", &[]),
    presents!("wildcard-in-other-case", "the same in upper case", "*.EXAMPLE.com", &[]),
    presents!(
        "wildcard-in-part-of-a-label",
        "a wildcard stands for a part of the left-most label",
        "w*.example.com",
        &[
            breach(Requirement::ServiceIdentity)
                .when(&[When::WildcardsAreNot(&[WildcardRules::AnyPartialLabel, WildcardRules::PartialLabel])]),
            SYNTAX,
        ]
    ),
    presents!(
        "wildcard-inside-a-label",
        "a wildcard stands for the middle of the left-most label",
        "w*w.example.com",
        &[
            breach(Requirement::ServiceIdentity).when(&[When::WildcardsAreNot(&[WildcardRules::AnyPartialLabel])]),
            SYNTAX,
        ]
    ),
    presents!(
        "wildcard-in-the-second-label",
        "a wildcard is not in the left-most label",
        "www.*.com",
        &[MISMATCH, SYNTAX]
    ),
    presents!("wildcard-twice", "two labels are wildcards", "*.*.com", &[MISMATCH, SYNTAX]),
    presents!("wildcard-alone", "the presented identifier is a wildcard and nothing else", "*", &[MISMATCH, SYNTAX]),
    presents!("wildcard-below-the-host", "a wildcard for the domain below the host", "*.www.example.com", &[MISMATCH]),
    Record::of_world(
        "wildcard-over-two-labels",
        "a wildcard is to stand for two labels",
        WORLD,
        &[Aspect::Identity, Aspect::Subject, Aspect::SubjectAltName],
        |world, _| {
            present(&mut world.end_entity, "*.example.com");
            world.question.reference = Some(Reference::Dns("a.www.example.com".into()));
        },
        &[MISMATCH],
    )
    .fitting(asks_for_host),
    Record::of_world(
        "wildcard-above-one-label",
        "a wildcard is directly below a top-level domain",
        WORLD,
        &[Aspect::Identity, Aspect::Subject, Aspect::SubjectAltName],
        |world, _| {
            present(&mut world.end_entity, "*.com");
            world.question.reference = Some(Reference::Dns("example.com".into()));
        },
        &[
            MISMATCH.when(&[When::WildcardsAreNot(&[WildcardRules::WholeLabel, WildcardRules::AnyPartialLabel])]),
            SYNTAX,
        ],
    )
    .fitting(asks_for_host),
    Record::of_world(
        "wrong-host-asked",
        "another host is asked for",
        WORLD,
        &[Aspect::Identity],
        |world, _| world.question.reference = Some(Reference::Dns("mail.example.com".into())),
        &[MISMATCH],
    )
    .fitting(asks_for_host),
    Record::of_world(
        "host-asked-with-trailing-dot",
        "the host is asked for with a trailing dot",
        WORLD,
        &[Aspect::Identity],
        |world, _| world.question.reference = Some(Reference::Dns(format!("{HOST}.").into())),
        &[MISMATCH.when(&[When::ReferenceDotCounts])],
    )
    .fitting(asks_for_host),
    Record::of_world(
        "address-as-dns-name",
        "the address asked for is presented as a DNS name",
        WORLD,
        &[Aspect::Identity, Aspect::Subject, Aspect::SubjectAltName],
        |world, _| {
            present(&mut world.end_entity, "192.0.2.1");
            world.question.reference = Some(Reference::Ip(vec![192, 0, 2, 1]));
        },
        &[MISMATCH, SYNTAX],
    )
    .fitting(asks_for_host),
    Record::of_world(
        "mapped-address-asked",
        "the IPv4-mapped IPv6 form of the presented IPv4 address is asked for",
        WORLD,
        &[Aspect::Identity, Aspect::Subject, Aspect::SubjectAltName],
        |world, _| {
            world.end_entity.subject = Name::common("192.0.2.1");
            world.end_entity.subject_alt_name = Some(SubjectAltName::of(vec![GeneralName::Ip(vec![192, 0, 2, 1])]));
            let mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1];
            world.question.reference = Some(Reference::Ip(mapped.to_vec()));
        },
        &[MISMATCH.when(&[When::MappedAddressesDiffer])],
    )
    .fitting(asks_for_host),
];

fn present(spec: &mut CertSpec, name: &'static str) {
    spec.subject = Name::common(name);
    spec.subject_alt_name = Some(SubjectAltName::of(vec![GeneralName::dns(name)]));
}

fn asks_for_host(world: &World, _: Place) -> bool {
    world.question.reference == Some(Reference::Dns(HOST.into())) && is_unconstrained(world)
}
