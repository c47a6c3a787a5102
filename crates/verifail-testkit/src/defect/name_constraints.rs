//! Defects of nameConstraints and of names under them. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>

use verifail::policy::SubtreeDialect;
use verifail::{Reason, Requirement};

use super::effect::{At, Effect, When, breach, refusal};
use super::{ANCHOR, Aspect, CA, END_ENTITY, INTERMEDIATE, Record};
use crate::plan;
use crate::world::{GeneralName, HOST, Name, NameConstraints, Place, World};

/// What a CA's constraints do to the end entity's names: an intermediate's under every policy, an anchor's where they
/// count.
macro_rules! below {
    ($effect:expr) => {
        [
            $effect.at(At::EndEntity).only(INTERMEDIATE),
            $effect.at(At::EndEntity).only(ANCHOR).when(&[When::HoldsForAnchors(Requirement::NamePermitted)]),
        ]
    };
}

/// A CA with these constraints.
macro_rules! constrains {
    ($code:literal, $description:literal, $constraints:expr, $effects:expr) => {
        Record::of_certificate(
            $code,
            $description,
            CA,
            &[Aspect::NameConstraints],
            |spec, _| spec.name_constraints = Some($constraints),
            $effects,
        )
        .fitting(names_host)
    };
}

pub(super) const DEFECTS: &[Record] = &[
    constrains!(
        "name-outside-permitted",
        "the end entity's DNS name is in none of a CA's permitted subtrees",
        NameConstraints::permitting(vec![GeneralName::dns("example.net")]),
        &below!(breach(Requirement::NamePermitted))
    ),
    constrains!(
        "name-inside-excluded",
        "the end entity's DNS name is in one of a CA's excluded subtrees",
        NameConstraints::excluding(vec![GeneralName::dns("example.com")]),
        &below!(breach(Requirement::NameNotExcluded))
    ),
    constrains!(
        "name-excluded-and-permitted",
        "a CA permits the end entity's DNS name and excludes it",
        NameConstraints {
            permitted: vec![GeneralName::dns("example.com")],
            excluded: vec![GeneralName::dns(HOST)],
            critical: true,
        },
        &below!(breach(Requirement::NameNotExcluded))
    ),
    constrains!(
        "permitted-in-another-case",
        "a CA permits the end entity's DNS name in upper case, which is right",
        NameConstraints::permitting(vec![GeneralName::dns("EXAMPLE.COM")]),
        &[]
    ),
    constrains!(
        "name-constraints-not-critical",
        "a CA's nameConstraints, which are kept, are not critical",
        NameConstraints { critical: false, ..NameConstraints::permitting(vec![GeneralName::dns("example.com")]) },
        &[breach(Requirement::NameConstraintsCritical)]
    ),
    constrains!(
        "empty-name-constraints",
        "nameConstraints has no subtree",
        NameConstraints { critical: true, ..NameConstraints::default() },
        &[breach(Requirement::NameConstraintsNotEmpty)]
    ),
    Record::of_certificate(
        "name-constraints-of-an-end-entity",
        "an end entity has nameConstraints",
        END_ENTITY,
        &[Aspect::NameConstraints],
        |spec, _| {
            spec.name_constraints = Some(NameConstraints::permitting(vec![GeneralName::dns("example.com")]));
        },
        &[breach(Requirement::NameConstraintsOnlyOnCa)],
    ),
    constrains!(
        "permitted-with-leading-dot",
        "a CA permits a DNS name with a leading dot, which RFC 5280 does not have",
        NameConstraints::permitting(vec![GeneralName::dns(".example.com")]),
        &[
            breach(Requirement::NameConstraintSyntax).when(&[When::DoesNotReadLikeGo]),
            LEADING_DOT.only(INTERMEDIATE),
            LEADING_DOT
                .only(ANCHOR)
                .when(&[When::Dialect(&[SubtreeDialect::Rfc5280]), When::HoldsForAnchors(Requirement::NamePermitted),]),
        ]
    ),
    Record::of_certificate(
        "constraint-on-directory-names",
        "a CA excludes a directory name that occurs nowhere",
        CA,
        &[Aspect::NameConstraints],
        |spec, _| {
            let nobody = GeneralName::Directory(Name::common("Nobody"));
            spec.name_constraints = Some(NameConstraints::excluding(vec![nobody]));
        },
        &[
            // Go refuses the CA, webpki whatever is below it.
            breach(Requirement::NameConstraintSupported)
                .when(&[When::DirectoryConstraintsAreNotProcessed, When::RefusesUnknownForms]),
            breach(Requirement::NameConstraintSupported)
                .at(At::EachBelow)
                .only(INTERMEDIATE)
                .when(&[When::DirectoryConstraintsAreNotProcessed, When::RefusesUnknownNames]),
            breach(Requirement::NameConstraintSupported).at(At::EachBelow).only(ANCHOR).when(&[
                When::DirectoryConstraintsAreNotProcessed,
                When::RefusesUnknownNames,
                When::HoldsForAnchors(Requirement::NamePermitted),
            ]),
        ],
    ),
    Record::of_world(
        "constraint-on-a-form-nobody-processes",
        "a CA excludes an X.400 address, and the end entity has one",
        CA,
        &[Aspect::NameConstraints, Aspect::SubjectAltName],
        |world, place| {
            if let Some(names) = &mut world.end_entity.subject_alt_name {
                names.names.push(GeneralName::X400);
            }
            if let Some(ca) = world.certificate_mut(place) {
                ca.name_constraints = Some(NameConstraints::excluding(vec![GeneralName::X400]));
            }
        },
        &[
            breach(Requirement::NameConstraintSupported).when(&[When::RefusesUnknownForms]),
            breach(Requirement::NameConstraintSupported)
                .at(At::EndEntity)
                .only(INTERMEDIATE)
                .when(&[When::RefusesUnknownNames]),
            breach(Requirement::NameConstraintSupported)
                .at(At::EndEntity)
                .only(ANCHOR)
                .when(&[When::RefusesUnknownNames, When::HoldsForAnchors(Requirement::NamePermitted)]),
        ],
    )
    .fitting(names_host),
    Record::of_world(
        "address-outside-permitted",
        "the end entity has an address in none of a CA's permitted networks",
        CA,
        &[Aspect::NameConstraints, Aspect::SubjectAltName],
        |world, place| constrain_address(world, place, vec![198, 51, 100, 0, 255, 255, 255, 0]),
        &below!(breach(Requirement::NamePermitted)),
    )
    .fitting(names_host),
    Record::of_world(
        "constraint-with-holes-in-the-mask",
        "a CA permits addresses by a mask with holes, and the end entity has one that fits",
        CA,
        &[Aspect::NameConstraints, Aspect::SubjectAltName],
        |world, place| constrain_address(world, place, vec![192, 0, 2, 1, 255, 0, 255, 255]),
        &[
            breach(Requirement::NameConstraintSyntax).when(&[When::ReadsLikeGo]),
            MASK.only(INTERMEDIATE).when(&[NETWORKS]),
            MASK.only(ANCHOR).when(&[NETWORKS, When::HoldsForAnchors(Requirement::NamePermitted)]),
        ],
    )
    .fitting(names_host),
    Record::of_world(
        "name-of-a-ca-outside-permitted",
        "a CA's own DNS name is in none of the permitted subtrees of the CA above",
        CA,
        &[Aspect::NameConstraints, Aspect::SubjectAltName],
        |world, place| {
            let Some(below) = below(world, place) else { return };
            if let Some(ca) = world.certificate_mut(below) {
                let name = GeneralName::dns("ca.example.net");
                ca.subject_alt_name = Some(crate::world::SubjectAltName::of(vec![name]));
            }
            if let Some(ca) = world.certificate_mut(place) {
                ca.name_constraints = Some(NameConstraints::permitting(vec![GeneralName::dns("example.com")]));
            }
        },
        &[
            breach(Requirement::NamePermitted).at(At::Child).only(INTERMEDIATE),
            breach(Requirement::NamePermitted)
                .at(At::Child)
                .only(ANCHOR)
                .when(&[When::HoldsForAnchors(Requirement::NamePermitted)]),
        ],
    )
    .fitting(|world, place| names_host(world, place) && below(world, place).is_some()),
];

/// A base that is none refuses the names that it is compared with.
const LEADING_DOT: Effect = refusal(Requirement::NameConstraintSyntax, Reason::NameConstraints)
    .at(At::EndEntity)
    .when(&[When::Dialect(&[SubtreeDialect::Rfc5280])]);
const MASK: Effect = refusal(Requirement::NameConstraintSyntax, Reason::NameConstraints).at(At::EndEntity);
/// A mask with holes is no network but to OpenSSL, which takes the octets as they are.
const NETWORKS: When =
    When::Dialect(&[SubtreeDialect::Rfc5280, SubtreeDialect::Webpki, SubtreeDialect::BoringSsl, SubtreeDialect::Go]);

/// No certificate constrains names.
pub(super) fn is_unconstrained(world: &World) -> bool {
    world.places().all(|(_, certificate)| certificate.name_constraints.is_none())
}

/// The end entity's only presented identifiers are DNS names, [`HOST`] among them.
fn names_host(world: &World, _: Place) -> bool {
    world.end_entity.subject_alt_name.as_ref().is_some_and(|extension| {
        extension.names.contains(&GeneralName::dns(HOST))
            && extension
                .names
                .iter()
                .all(|name| matches!(name, GeneralName::Dns(text) if text.ends_with(".example.com")))
    })
}

fn constrain_address(world: &mut World, place: Place, network: Vec<u8>) {
    if let Some(names) = &mut world.end_entity.subject_alt_name {
        names.names.push(GeneralName::Ip(vec![192, 0, 2, 1]));
    }
    if let Some(ca) = world.certificate_mut(place) {
        ca.name_constraints = Some(NameConstraints::permitting(vec![GeneralName::Ip(network)]));
    }
}

/// The CA below the one at a place.
fn below(world: &World, place: Place) -> Option<Place> {
    let chain = plan::chain(world)?;
    let at = chain.iter().position(|on_path| *on_path == place)?;
    chain.get(at.checked_sub(1)?).copied().filter(|below| *below != Place::EndEntity)
}
