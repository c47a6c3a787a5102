//! Defects of subjects and issuers, and of how they chain. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4>

use verifail::Requirement;

use super::effect::{At, Effect, When, breach, ends_path};
use super::{ANCHOR, Aspect, CA, END_ENTITY, PATH, Record};
use crate::world::{CertSpec, Name, Place, Spelling, World};

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "issuer-of-another-name",
        "the issuer is named otherwise than the CA whose key signed",
        PATH,
        &[Aspect::Issuer],
        |spec, _| spec.issuer = Name::common("Nobody"),
        &[
            breach(Requirement::NameChaining).when(&[When::TriesEveryIssuer]),
            ends_path(At::Here).when(&[When::TakesFirstIssuer]),
        ],
    ),
    spelled(
        "issuer-as-printable-string",
        "the issuer's name is a PrintableString, the CA's own a UTF8String",
        |spec, _| {
            spec.issuer.spelling = Spelling::Printable;
        },
    ),
    spelled("issuer-in-other-case", "the issuer's name is spelled in the other case", |spec, _| {
        spec.issuer.spelling = Spelling::OtherCase;
    }),
    spelled("issuer-with-blanks", "the issuer's name has a blank before and after", |spec, _| {
        spec.issuer.spelling = Spelling::Padded;
    }),
    Record::of_world(
        "ca-without-name",
        "a CA's subject is empty, and so is the issuer of what it issued",
        CA,
        &[Aspect::Subject, Aspect::Issuer],
        nameless_ca,
        &[
            breach(Requirement::CaSubjectNotEmpty),
            breach(Requirement::SubjectOrCriticalAltName),
            breach(Requirement::IssuerNotEmpty).at(At::Child),
            breach(Requirement::IssuerNotEmpty).only(ANCHOR),
        ],
    )
    .fitting(|world, place| {
        world.certificate(place).is_some_and(|ca| ca.subject_alt_name.is_none()) && world.question.revocation.is_none()
    }),
    Record::of_certificate(
        "end-entity-without-name",
        "the subject is empty and the subject alternative name is not critical",
        END_ENTITY,
        &[Aspect::Subject],
        |spec, _| spec.subject = Name::empty(),
        &[breach(Requirement::SubjectOrCriticalAltName), breach(Requirement::SubjectAltNameCriticality)],
    )
    .fitting(|world, _| world.end_entity.subject_alt_name.as_ref().is_some_and(|names| !names.critical)),
];

const UNLESS_COMPARED_BY_MEANING: &[Effect] = &[breach(Requirement::NameChaining).when(&[When::ComparesNamesExactly])];

/// The same name in another spelling.
const fn spelled(code: &'static str, description: &'static str, edit: fn(&mut CertSpec, i64)) -> Record {
    Record::of_certificate(code, description, PATH, &[Aspect::Issuer], edit, UNLESS_COMPARED_BY_MEANING).fitting(
        |world, place| {
            world
                .certificate(place)
                .is_some_and(|spec| spec.issuer.spelling == Spelling::Utf8 && !spec.issuer.is_empty())
        },
    )
}

fn nameless_ca(world: &mut World, place: Place) {
    let Some(name) = world.certificate(place).map(|ca| ca.subject.clone()) else { return };
    for certificate in world.certificates_mut().filter(|certificate| certificate.issuer == name) {
        certificate.issuer = Name::empty();
    }
    if let Some(ca) = world.certificate_mut(place) {
        ca.subject = Name::empty();
    }
}
