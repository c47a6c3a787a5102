//! Defects of the encoding: what structure cannot express, and extensions that are no value of their type.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1>

use verifail::{Reason, Requirement};

use super::certificate_policies::without_policies;
use super::effect::{At, Effect, When, breach, breach_as, refusal};
use super::{ANCHOR, Aspect, CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH, Record};
use crate::materialise::oid;
use crate::world::{
    BasicConstraints, CertSpec, EncodingFault, ExtendedKeyUsage, GeneralName, HOST, KeyUsage, Place, Purpose,
    SubjectAltName, World,
};

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "basic-constraints-twice",
        "basicConstraints is there twice, both times the same",
        EVERYWHERE,
        &[Aspect::BasicConstraints],
        |spec, _| {
            spec.basic_constraints.get_or_insert(BasicConstraints::end_entity());
            spec.faults.push(EncodingFault::DuplicateBasicConstraints);
        },
        &[breach(Requirement::ExtensionUnique).when(&[When::CountsExtension(oid::BASIC_CONSTRAINTS)])],
    ),
    Record::of_certificate(
        "subject-alt-name-twice",
        "subjectAltName is there twice, both times the same",
        EVERYWHERE,
        &[Aspect::SubjectAltName],
        |spec, _| {
            let names = || SubjectAltName::of(vec![GeneralName::dns(HOST)]);
            spec.subject_alt_name.get_or_insert_with(names);
            spec.faults.push(EncodingFault::DuplicateSubjectAltName);
        },
        &[breach(Requirement::ExtensionUnique).when(&[When::CountsExtension(oid::SUBJECT_ALT_NAME)])],
    ),
    Record::of_certificate(
        "unknown-extension-twice",
        "an extension that nobody knows is there twice",
        EVERYWHERE,
        &[Aspect::UnknownExtension],
        |spec, _| {
            spec.unknown_extension = Some(false);
            spec.faults.push(EncodingFault::DuplicateUnknownExtension);
        },
        &[breach(Requirement::ExtensionUnique).when(&[When::CountsExtension(oid::UNKNOWN)])],
    ),
    Record::of_certificate(
        "key-usage-unreadable",
        "keyUsage is no BIT STRING",
        EVERYWHERE,
        &[Aspect::KeyUsage],
        |spec, _| spec.faults.push(EncodingFault::BadKeyUsage),
        &[breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::KEY_USAGE)])],
    ),
    Record::of_certificate(
        "basic-constraints-unreadable",
        "basicConstraints is no SEQUENCE",
        EVERYWHERE,
        &[Aspect::BasicConstraints],
        |spec, _| spec.faults.push(EncodingFault::BadBasicConstraints),
        &[
            breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::BASIC_CONSTRAINTS)]),
            // What does not say that it is a CA is none, and must not sign certificates.
            breach(Requirement::CaBasicConstraintsPresent).only(CA),
            breach(Requirement::KeyCertSignOnlyOnCa).only(CA),
        ],
    )
    .fitting(|world, place| signs_certificates(world.certificate(place))),
    Record::of_certificate(
        "basic-constraints-with-ber-boolean",
        "cA is the BOOLEAN 0x01, which DER does not have",
        CA,
        &[Aspect::BasicConstraints],
        |spec, _| spec.faults.push(EncodingFault::BerBoolean),
        &[
            breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::BASIC_CONSTRAINTS)]),
            breach(Requirement::CaBasicConstraintsPresent),
            breach(Requirement::KeyCertSignOnlyOnCa),
        ],
    )
    .fitting(|world, place| signs_certificates(world.certificate(place))),
    Record::of_certificate(
        "basic-constraints-with-explicit-default",
        "basicConstraints says cA FALSE in full, which DER leaves out",
        END_ENTITY,
        &[Aspect::BasicConstraints],
        |spec, _| {
            spec.basic_constraints = Some(BasicConstraints::end_entity());
            spec.faults.push(EncodingFault::ExplicitDefault);
        },
        // Every verifier here reads it.
        &[],
    ),
    Record::of_certificate(
        "extended-key-usage-unreadable",
        "extKeyUsage is no SEQUENCE",
        EVERYWHERE,
        &[Aspect::ExtendedKeyUsage],
        |spec, _| {
            spec.extended_key_usage.get_or_insert_with(|| ExtendedKeyUsage::of(&[Purpose::ServerAuth]));
            spec.faults.push(EncodingFault::BadExtendedKeyUsage);
        },
        &[
            breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::EXTENDED_KEY_USAGE)]),
            breach(Requirement::RootWithoutExtendedKeyUsage).only(ANCHOR),
        ],
    ),
    Record::of_certificate(
        "subject-alt-name-unreadable",
        "subjectAltName is no SEQUENCE",
        EVERYWHERE,
        &[Aspect::SubjectAltName],
        |spec, _| {
            spec.subject_alt_name = None;
            spec.faults.push(EncodingFault::BadSubjectAltName);
        },
        &[
            breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::SUBJECT_ALT_NAME)]),
            breach_as(Requirement::ServiceIdentity, Reason::NoSan)
                .only(END_ENTITY)
                .when(&[When::AsksForIdentity, When::CommonNameDoesNotCount]),
        ],
    ),
    Record::of_certificate(
        "name-constraints-unreadable",
        "nameConstraints is no SEQUENCE",
        EVERYWHERE,
        &[Aspect::NameConstraints],
        |spec, _| spec.faults.push(EncodingFault::BadNameConstraints),
        &[
            breach(Requirement::ExtensionWellFormed).when(&[When::Decodes(oid::NAME_CONSTRAINTS)]),
            breach(Requirement::NameConstraintsOnlyOnCa).only(END_ENTITY),
            // What a CA meant to limit must not be taken for unlimited.
            refusal(Requirement::NameConstraintSyntax, Reason::Malformed).at(At::EachBelow).only(INTERMEDIATE),
            refusal(Requirement::NameConstraintSyntax, Reason::Malformed)
                .at(At::EachBelow)
                .only(ANCHOR)
                .when(&[When::HoldsForAnchors(Requirement::NamePermitted)]),
        ],
    ),
    Record::of_certificate(
        "serial-number-padded",
        "the serial number has a superfluous leading zero octet",
        EVERYWHERE,
        &[Aspect::Serial],
        |spec, _| spec.faults.push(EncodingFault::PaddedSerial),
        &[breach(Requirement::WellFormed).when(&[When::ReadsLikeGo])],
    ),
    Record::of_certificate(
        "length-with-superfluous-octet",
        "the length of the extensions takes one octet more than it needs",
        PATH,
        &[Aspect::Encoding],
        |spec, _| spec.faults.push(EncodingFault::LongFormLength),
        WITHOUT_EXTENSIONS,
    )
    .fitting(asks_for_server),
    Record::of_certificate(
        "time-without-seconds",
        "the validity period is written without seconds",
        EVERYWHERE,
        &[Aspect::Validity],
        |spec, _| spec.faults.push(EncodingFault::TimeWithoutSeconds),
        // A UTCTime without them is one to Go.
        &[breach(Requirement::WellFormed).when(&[When::DoesNotReadLikeGo])],
    ),
    Record::of_certificate(
        "unique-identifier",
        "issuerUniqueID is there",
        EVERYWHERE,
        &[Aspect::UniqueId],
        |spec, _| spec.unique_id = true,
        &[breach(Requirement::NoUniqueIdentifiers)],
    ),
];

/// The extensions cannot be read, and what is not read is not there.
const WITHOUT_EXTENSIONS: &[Effect] = &[
    breach(Requirement::WellFormed),
    breach(Requirement::AuthorityKeyIdentifierPresent),
    breach(Requirement::CaBasicConstraintsPresent).only(INTERMEDIATE),
    breach(Requirement::CaEvident).only(INTERMEDIATE),
    breach(Requirement::CaKeyUsagePresent).only(INTERMEDIATE),
    breach(Requirement::SubjectKeyIdentifierPresent).only(INTERMEDIATE),
    breach(Requirement::SubscriberExtendedKeyUsagePresent).only(END_ENTITY),
    breach(Requirement::ExtendedKeyUsagePresent).only(END_ENTITY),
    breach(Requirement::ExtendedKeyUsagePresent)
        .only(INTERMEDIATE)
        .when(&[When::ReadsPurposes, When::MissingPurposesCount]),
    breach(Requirement::SubjectAltNamePresent).only(END_ENTITY),
    breach_as(Requirement::ServiceIdentity, Reason::NoSan)
        .only(END_ENTITY)
        .when(&[When::AsksForIdentity, When::CommonNameDoesNotCount]),
];

fn asks_for_server(world: &World, place: Place) -> bool {
    world.question.purpose == Purpose::ServerAuth && without_policies(world, place)
}

/// Its keyUsage has keyCertSign, or it is an end entity.
fn signs_certificates(spec: Option<&CertSpec>) -> bool {
    spec.is_some_and(|spec| {
        let is_ca = spec.basic_constraints.is_some_and(|constraints| constraints.ca);
        !is_ca || spec.key_usage.is_some_and(|usage| usage.intersects(KeyUsage::KEY_CERT_SIGN))
    })
}
