//! Defects of subjectAltName that leave the identity alone, or take it away altogether.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6>

use verifail::{Reason, Requirement};

use super::effect::{When, breach, breach_as};
use super::name_constraints::is_unconstrained;
use super::{Aspect, END_ENTITY, EVERYWHERE, Record};
use crate::materialise::oid;
use crate::world::{GeneralName, Name, SubjectAltName};

/// One more name beside those that are there.
macro_rules! besides {
    ($code:literal, $description:literal, $name:expr, $effects:expr) => {
        Record::of_certificate(
            $code,
            $description,
            END_ENTITY,
            &[Aspect::SubjectAltName],
            |spec, _| {
                if let Some(names) = &mut spec.subject_alt_name {
                    names.names.push($name);
                }
            },
            $effects,
        )
        .fitting(|world, _| world.end_entity.subject_alt_name.is_some() && is_unconstrained(world))
    };
}

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "no-subject-alt-name",
        "subjectAltName is missing, and only the common name is the host's",
        END_ENTITY,
        &[Aspect::SubjectAltName],
        |spec, _| spec.subject_alt_name = None,
        &[
            breach(Requirement::SubjectAltNamePresent),
            breach_as(Requirement::ServiceIdentity, Reason::NoSan)
                .when(&[When::AsksForIdentity, When::CommonNameDoesNotCount]),
        ],
    ),
    Record::of_certificate(
        "empty-subject-alt-name",
        "subjectAltName holds no name",
        EVERYWHERE,
        &[Aspect::SubjectAltName],
        |spec, _| spec.subject_alt_name = Some(SubjectAltName::of(Vec::new())),
        &[
            breach(Requirement::SubjectAltNameNotEmpty),
            breach_as(Requirement::ServiceIdentity, Reason::NoSan)
                .only(END_ENTITY)
                .when(&[When::AsksForIdentity, When::CommonNameDoesNotCount]),
        ],
    ),
    Record::of_certificate(
        "critical-subject-alt-name",
        "subjectAltName is critical beside a subject",
        END_ENTITY,
        &[Aspect::SubjectAltName],
        |spec, _| {
            if let Some(names) = &mut spec.subject_alt_name {
                names.critical = true;
            }
        },
        &[breach(Requirement::SubjectAltNameCriticality)],
    )
    .fitting(|world, _| world.end_entity.subject_alt_name.is_some() && !world.end_entity.subject.is_empty()),
    besides!(
        "alt-name-with-a-blank",
        "one of the presented DNS names has a blank in it",
        GeneralName::dns("a b.example.com"),
        &[breach(Requirement::SubjectAltNameSyntax)]
    ),
    besides!(
        "alt-name-with-an-underscore",
        "one of the presented DNS names has an underscore in it",
        GeneralName::dns("a_b.example.com"),
        &[breach(Requirement::SubjectAltNameSyntax)]
    ),
    besides!(
        "alt-name-beyond-ascii",
        "one of the presented DNS names is a U-label in UTF-8",
        GeneralName::dns("b\u{fc}cher.example.com"),
        &[
            breach(Requirement::SubjectAltNameSyntax),
            breach(Requirement::ExtensionWellFormed).when(&[When::ReadsLikeGo, When::Decodes(oid::SUBJECT_ALT_NAME)]),
        ]
    ),
    besides!(
        "alt-name-address-of-five-octets",
        "one of the presented addresses has five octets",
        GeneralName::Ip(vec![192, 0, 2, 1, 0]),
        &[
            breach(Requirement::SubjectAltNameSyntax),
            breach(Requirement::ExtensionWellFormed).when(&[When::ReadsLikeGo]),
        ]
    ),
    besides!(
        "alt-name-relative-uri",
        "one of the presented URIs is relative",
        GeneralName::Uri("example".into()),
        &[breach(Requirement::SubjectAltNameSyntax)]
    ),
    Record::of_certificate(
        "common-name-of-another-server",
        "the common name is none of the subject alternative names",
        END_ENTITY,
        &[Aspect::Subject],
        |spec, _| spec.subject = Name::common("another.example.com"),
        &[breach(Requirement::CommonNameInSubjectAltName)],
    )
    .fitting(|world, _| {
        let names = world.end_entity.subject_alt_name.iter().flat_map(|extension| &extension.names);
        world.end_entity.subject.email.is_none() && names.into_iter().any(|name| matches!(name, GeneralName::Dns(_)))
    }),
];
