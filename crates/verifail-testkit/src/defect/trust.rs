//! Defects of what is supplied and what is trusted. <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>

use verifail::Requirement;

use super::certificate_policies::without_policies;
use super::effect::{At, When, breach, ends_path};
use super::{Aspect, Record, WORLD};
use crate::world::{CertSpec, SubjectKeyIdentifier, World};

/// The name of a root that issued nothing here, and its key.
const OTHER_ROOT: u8 = 14;

pub(super) const DEFECTS: &[Record] = &[
    Record::of_world(
        "intermediates-missing",
        "no intermediate is supplied",
        WORLD,
        &[Aspect::Intermediates],
        |world, _| {
            world.intermediates.clear();
            world.end_entity.ca_issuers = None;
        },
        &[ends_path(At::EndEntity)],
    )
    .fitting(has_intermediates),
    Record::of_world(
        "intermediates-missing-but-named",
        "no intermediate is supplied, and the end entity says where its issuer is to be had",
        WORLD,
        &[Aspect::Intermediates],
        |world, _| {
            world.intermediates.clear();
            world.end_entity.ca_issuers = Some(false);
        },
        &[ends_path(At::EndEntity)],
    )
    .fitting(has_intermediates),
    Record::of_world(
        "no-anchor",
        "nothing is trusted",
        WORLD,
        &[Aspect::Anchors],
        |world, _| world.anchors.clear(),
        &[ends_path(At::Highest)],
    ),
    Record::of_world(
        "other-anchor",
        "a root that issued nothing here is trusted, and nothing else",
        WORLD,
        &[Aspect::Anchors],
        |world, _| world.anchors = vec![CertSpec::root(OTHER_ROOT)],
        &[ends_path(At::Highest)],
    ),
    Record::of_world(
        "root-supplied-but-not-trusted",
        "the root is supplied with the intermediates and not trusted",
        WORLD,
        &[Aspect::Anchors],
        |world, _| {
            let roots = std::mem::take(&mut world.anchors);
            world.intermediates.extend(roots);
        },
        &[
            ends_path(At::Anchor),
            // As a certificate like another it has to be for servers.
            breach(Requirement::ExtendedKeyUsagePresent).at(At::Anchor).when(&[
                When::AsksForTls,
                When::ReadsPurposes,
                When::MissingPurposesCount,
            ]),
        ],
    )
    .fitting(|world, place| world.anchors.iter().all(CertSpec::is_self_issued) && without_policies(world, place)),
    Record::of_world(
        "anchor-with-another-key",
        "a root of the same name with another key is trusted",
        WORLD,
        &[Aspect::Anchors],
        |world, _| {
            for anchor in &mut world.anchors {
                anchor.key.id = OTHER_ROOT;
                anchor.signer = OTHER_ROOT;
                anchor.subject_key_identifier =
                    anchor.subject_key_identifier.map(|_| SubjectKeyIdentifier::of(OTHER_ROOT));
            }
        },
        &[
            ends_path(At::Highest).when(&[When::MatchesKeyIdentifiers]),
            breach(Requirement::SignatureValid).at(At::Highest).when(&[When::IgnoresKeyIdentifiers]),
        ],
    )
    .fitting(|world, _| {
        let mut top = std::iter::once(&world.end_entity).chain(&world.intermediates);
        let named = |anchor: &CertSpec| {
            let identified = |below: &CertSpec| {
                below.authority_key_identifier.as_ref().is_some_and(|authority| authority.identifier.is_some())
            };
            anchor.key_identifier().is_some() && top.any(|below| below.issuer == anchor.subject && identified(below))
        };
        world.anchors.first().is_some_and(named)
    }),
    Record::of_world(
        "end-entity-self-signed",
        "the end entity signed itself",
        WORLD,
        &[Aspect::Issuer, Aspect::Signature, Aspect::AuthorityKeyIdentifier],
        |world, _| {
            let end_entity = &mut world.end_entity;
            end_entity.issuer = end_entity.subject.clone();
            end_entity.signer = end_entity.key.id;
            end_entity.authority_key_identifier = None;
        },
        &[ends_path(At::EndEntity)],
    )
    .fitting(|world, _| !world.end_entity.subject.is_empty()),
];

/// Strangers among the intermediates are missed by nobody: one must have issued the end entity.
fn has_intermediates(world: &World, _: crate::world::Place) -> bool {
    world.intermediates.iter().any(|ca| ca.subject == world.end_entity.issuer && ca.key.id == world.end_entity.signer)
}
