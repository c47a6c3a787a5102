//! Defects of key identifiers. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1>

use verifail::Requirement;

use super::effect::{At, When, breach, ends_path};
use super::{ANCHOR, Aspect, CA, EVERYWHERE, PATH, Record};
use crate::materialise::oid;
use crate::world::{AuthorityKeyIdentifier, CertSpec, KeyIdentifier, Name, Place, Serial, SubjectKeyIdentifier, World};

/// An identifier that belongs to no key.
const STRAY: KeyIdentifier = KeyIdentifier::Stray(1);

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "no-authority-key-identifier",
        "authorityKeyIdentifier is missing",
        PATH,
        &[Aspect::AuthorityKeyIdentifier],
        |spec, _| spec.authority_key_identifier = None,
        &[breach(Requirement::AuthorityKeyIdentifierPresent)],
    ),
    Record::of_certificate(
        "critical-authority-key-identifier",
        "authorityKeyIdentifier is critical",
        EVERYWHERE,
        &[Aspect::AuthorityKeyIdentifier],
        |spec, _| {
            let signer = spec.signer;
            spec.authority_key_identifier.get_or_insert(AuthorityKeyIdentifier::of(signer)).critical = true;
        },
        &[
            breach(Requirement::AuthorityKeyIdentifierNotCritical),
            breach(Requirement::CriticalExtensionRecognised)
                .when(&[When::DoesNotRecognise(oid::AUTHORITY_KEY_IDENTIFIER)]),
        ],
    ),
    Record::of_certificate(
        "authority-key-identifier-of-another-key",
        "authorityKeyIdentifier is not the issuer's subjectKeyIdentifier",
        EVERYWHERE,
        &[Aspect::AuthorityKeyIdentifier],
        |spec, _| {
            let signer = spec.signer;
            spec.authority_key_identifier.get_or_insert(AuthorityKeyIdentifier::of(signer)).identifier = Some(STRAY);
        },
        &[
            breach(Requirement::KeyIdentifiersMatch).only(PATH).when(&[When::TriesEveryIssuer]),
            ends_path(At::Here).only(PATH).when(&[When::TakesFirstIssuer]),
            breach(Requirement::AuthorityKeyIdentifierForm).only(ANCHOR),
        ],
    )
    .fitting(|world, place| identified(issuer(world, place))),
    Record::of_world(
        "authority-key-identifier-without-identifier",
        "authorityKeyIdentifier has the issuer's issuer and serial number and no key identifier",
        PATH,
        &[Aspect::AuthorityKeyIdentifier],
        |world, place| {
            let authority = issuer(world, place).map(|issuer| (issuer.issuer.clone(), issuer.serial));
            name_authority(world, place, authority);
        },
        &[breach(Requirement::AuthorityKeyIdentifierPresent), breach(Requirement::AuthorityKeyIdentifierForm)],
    ),
    Record::of_world(
        "authority-key-identifier-of-another-certificate",
        "authorityKeyIdentifier has another issuer and serial number than the issuer's certificate",
        PATH,
        &[Aspect::AuthorityKeyIdentifier],
        |world, place| name_authority(world, place, Some((Name::common("Nobody"), Serial::Number(7)))),
        &[
            breach(Requirement::AuthorityKeyIdentifierPresent),
            breach(Requirement::AuthorityKeyIdentifierForm),
            breach(Requirement::AuthorityCertificateMatches).when(&[When::TriesEveryIssuer]),
            ends_path(At::Here).when(&[When::TakesFirstIssuer]),
        ],
    ),
    Record::of_certificate(
        "no-subject-key-identifier",
        "a CA's subjectKeyIdentifier is missing",
        CA,
        &[Aspect::SubjectKeyIdentifier],
        |spec, _| spec.subject_key_identifier = None,
        &[breach(Requirement::SubjectKeyIdentifierPresent)],
    ),
    Record::of_certificate(
        "critical-subject-key-identifier",
        "subjectKeyIdentifier is critical",
        EVERYWHERE,
        &[Aspect::SubjectKeyIdentifier],
        |spec, _| {
            let key = spec.key.id;
            spec.subject_key_identifier.get_or_insert(SubjectKeyIdentifier::of(key)).critical = true;
        },
        &[
            breach(Requirement::SubjectKeyIdentifierNotCritical),
            breach(Requirement::CriticalExtensionRecognised)
                .when(&[When::DoesNotRecognise(oid::SUBJECT_KEY_IDENTIFIER)]),
        ],
    ),
    Record::of_certificate(
        "subject-key-identifier-of-another-key",
        "a CA's subjectKeyIdentifier is not the one that the certificates below it name",
        CA,
        &[Aspect::SubjectKeyIdentifier],
        |spec, _| spec.subject_key_identifier = Some(SubjectKeyIdentifier { identifier: STRAY, critical: false }),
        &[
            breach(Requirement::KeyIdentifiersMatch).at(At::Child).when(&[When::TriesEveryIssuer]),
            ends_path(At::Child).when(&[When::TakesFirstIssuer]),
            // A root that names its own key names another one then.
            breach(Requirement::AuthorityKeyIdentifierForm).only(ANCHOR).when(&[When::NamesTheKeyOfItsIssuer]),
        ],
    )
    .fitting(|world, place| {
        let below = |(_, below): (Place, &CertSpec)| {
            issuer(world, place_of(world, below)).is_some_and(|issuer| Some(issuer) == world.certificate(place))
                && below.authority_key_identifier.as_ref().is_some_and(|authority| authority.identifier.is_some())
        };
        world.places().any(below)
    }),
];

/// The certificate that issued the one at a place, by name and key.
fn issuer(world: &World, place: Place) -> Option<&CertSpec> {
    let below = world.certificate(place)?;
    let found = |issuer: &&CertSpec| issuer.subject == below.issuer && issuer.key.id == below.signer;
    world.intermediates.iter().chain(&world.anchors).find(found)
}

fn place_of(world: &World, certificate: &CertSpec) -> Place {
    let found = world.places().find(|(_, other)| std::ptr::eq(*other, certificate));
    found.map_or(Place::EndEntity, |(place, _)| place)
}

fn identified(certificate: Option<&CertSpec>) -> bool {
    certificate.is_some_and(|certificate| certificate.subject_key_identifier.is_some())
}

fn name_authority(world: &mut World, place: Place, authority: Option<(Name, Serial)>) {
    if let Some(certificate) = world.certificate_mut(place) {
        certificate.authority_key_identifier =
            Some(AuthorityKeyIdentifier { identifier: None, issuer_and_serial: authority, critical: false });
    }
}
