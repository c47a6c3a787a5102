//! Defects of basicConstraints and path lengths. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9>

use verifail::Requirement;

use super::effect::{At, When, breach, ends_path};
use super::{ANCHOR, Aspect, CA, END_ENTITY, INTERMEDIATE, Record};
use crate::plan;
use crate::world::{BasicConstraints, KeyUsage, Place, World};

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "no-basic-constraints",
        "a CA certificate has no basicConstraints",
        CA,
        &[Aspect::BasicConstraints],
        |spec, _| spec.basic_constraints = None,
        &[breach(Requirement::CaBasicConstraintsPresent), breach(Requirement::KeyCertSignOnlyOnCa)],
    )
    .fitting(signs),
    Record::of_certificate(
        "no-basic-constraints-and-no-key-usage",
        "nothing says that a CA certificate is one",
        CA,
        &[Aspect::BasicConstraints, Aspect::KeyUsage],
        |spec, _| {
            spec.basic_constraints = None;
            spec.key_usage = None;
        },
        &[
            breach(Requirement::CaBasicConstraintsPresent),
            breach(Requirement::CaEvident),
            breach(Requirement::CaKeyUsagePresent),
        ],
    ),
    Record::of_certificate(
        "not-a-ca",
        "a CA certificate says that it is none",
        CA,
        &[Aspect::BasicConstraints],
        |spec, _| spec.basic_constraints = Some(BasicConstraints::end_entity()),
        &[breach(Requirement::CaFlagSet), breach(Requirement::KeyCertSignOnlyOnCa)],
    )
    .fitting(signs),
    Record::of_certificate(
        "not-a-ca-and-no-key-cert-sign",
        "an end entity's certificate is used as a CA's",
        CA,
        &[Aspect::BasicConstraints, Aspect::KeyUsage],
        |spec, _| {
            spec.basic_constraints = Some(BasicConstraints::end_entity());
            spec.key_usage = Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE));
        },
        &[
            breach(Requirement::CaFlagSet),
            breach(Requirement::KeyCertSign),
            breach(Requirement::KeyCertSignUnlessEmpty),
            ends_path(At::Child).when(&[When::PassesOverNonSigners]),
        ],
    ),
    Record::of_certificate(
        "end-entity-is-a-ca",
        "the end entity says that it is a CA",
        END_ENTITY,
        &[Aspect::BasicConstraints],
        |spec, _| spec.basic_constraints = Some(BasicConstraints::ca()),
        &[
            breach(Requirement::EndEntityIsNotCa),
            breach(Requirement::CaFlagNeedsKeyCertSign),
            breach(Requirement::SubjectKeyIdentifierPresent),
        ],
    )
    .fitting(|world, _| {
        let usage = world.end_entity.key_usage;
        usage.is_some_and(|usage| !usage.intersects(KeyUsage::KEY_CERT_SIGN))
            && world.end_entity.subject_key_identifier.is_none()
    }),
    Record::of_certificate(
        "basic-constraints-not-critical",
        "a CA's basicConstraints is not critical",
        CA,
        &[Aspect::BasicConstraints],
        |spec, _| spec.basic_constraints = Some(BasicConstraints { critical: false, ..BasicConstraints::ca() }),
        &[breach(Requirement::CaBasicConstraintsCritical)],
    ),
    Record::of_certificate(
        "path-length-of-an-end-entity",
        "pathLenConstraint is there though cA is not set",
        END_ENTITY,
        &[Aspect::BasicConstraints],
        |spec, _| {
            spec.basic_constraints = Some(BasicConstraints { path_length: Some(1), ..BasicConstraints::end_entity() });
        },
        &[breach(Requirement::PathLengthOnlyOnCa)],
    ),
    Record::of_world(
        "path-length-exceeded",
        "one CA more follows than pathLenConstraint allows",
        CA,
        &[Aspect::BasicConstraints, Aspect::PathLength],
        limit,
        &[
            breach(Requirement::PathLengthRespected).at(At::LowestCa).only(INTERMEDIATE),
            breach(Requirement::PathLengthRespected)
                .at(At::LowestCa)
                .only(ANCHOR)
                .when(&[When::HoldsForAnchors(Requirement::PathLengthRespected)]),
        ],
    )
    .fitting(|world, place| below(world, place).is_some_and(|below| below > 0)),
];

/// The keyUsage has keyCertSign.
fn signs(world: &World, place: Place) -> bool {
    let usage = world.certificate(place).and_then(|certificate| certificate.key_usage);
    usage.is_some_and(|usage| usage.intersects(KeyUsage::KEY_CERT_SIGN))
}

/// How many CAs are below the one at a place.
fn below(world: &World, place: Place) -> Option<usize> {
    plan::chain(world)?.iter().position(|on_path| *on_path == place)?.checked_sub(1)
}

fn limit(world: &mut World, place: Place) {
    let limit = below(world, place).and_then(|below| u8::try_from(below.checked_sub(1)?).ok());
    if let (Some(limit), Some(ca)) = (limit, world.certificate_mut(place)) {
        ca.basic_constraints = Some(BasicConstraints::limited(limit));
    }
}
