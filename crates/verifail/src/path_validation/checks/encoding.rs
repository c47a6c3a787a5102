//! Encoding: what the parser could not read, duplicate extensions, and extension values that do not decode.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2>

mod go;

use crate::Time;
use crate::certificate::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, DistributionPoints, KeyUsage, PolicyConstraints,
    PolicyMappings, extension,
};
use crate::certificate::{Certificate, Defect, ExtendedKeyUsage, Extension, Field, GeneralNames, NameConstraints};
use crate::der::{self, DerError, Reader, tag};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{CertificateReader, Requirement, Role, UniqueExtensions};

const EPOCH: Time = Time::from_unix_seconds(0);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let parameters = scope.policy.parameters();
    let reader = parameters.reader;
    for defect in certificate.defects() {
        if reader == CertificateReader::Webpki && webpki_passes_over(defect, certificate, sink.role()) {
            continue;
        }
        let requirement = match defect.error {
            Some(_) => Requirement::WellFormed,
            None => Requirement::StrictEncoding,
        };
        sink.report(requirement, defect.field.clone(), || Context::Encoding(defect.error));
    }
    // Times without seconds or with an offset read well enough to be compared; only Go takes them for what they are.
    let lenient = certificate.validity().is_some() && !certificate.has_der_times();
    if lenient && reader != CertificateReader::Go {
        sink.report(Requirement::WellFormed, Field::Validity, || Context::Encoding(Some(DerError::Value)));
    }
    // rustls-webpki counts seconds from 1970 on, and reads no earlier time (`der.rs`,
    // `days_before_year_since_unix_epoch`).
    let early = certificate.validity().is_some_and(|validity| validity.not_before.min(validity.not_after) < EPOCH);
    if early && reader == CertificateReader::Webpki {
        sink.report(Requirement::WellFormed, Field::Validity, || Context::Encoding(Some(DerError::Value)));
    }
    if certificate.has_unique_identifiers() {
        sink.report(Requirement::NoUniqueIdentifiers, Field::UniqueIdentifiers, || Context::None);
    }
    let extensions = certificate.extensions();
    for (i, extension) in extensions.iter().enumerate() {
        let is_one_of = |ids: &[&[u8]]| ids.iter().any(|id| extension.id.is(id));
        let counts = || match parameters.unique_extensions {
            UniqueExtensions::All => true,
            UniqueExtensions::Decoded => is_one_of(parameters.decoded_extensions),
            UniqueExtensions::Recognised => is_one_of(parameters.recognised_extensions),
        };
        // Quadratic in at most `MAX_EXTENSIONS`, over slices of a few octets.
        if extensions.iter().take(i).any(|earlier| earlier.id.is(extension.id.as_bytes())) && counts() {
            sink.report(Requirement::ExtensionUnique, Field::Extension(extension.id.into()), || Context::None);
        }
        let decoded = is_one_of(parameters.decoded_extensions);
        let read = match (decoded, extension.id.as_bytes(), reader) {
            (false, ..) => Ok(()),
            // webpki opens these two when they are used (`cert.rs`, `remember_extension`): subtrees where it compares
            // names with them, which nobody does below an end entity, distribution points where it has CRLs.
            (true, oid::NAME_CONSTRAINTS | oid::CRL_DISTRIBUTION_POINTS, CertificateReader::Webpki) => {
                der::only(extension.value, tag::SEQUENCE).map(drop)
            }
            _ => decodes(extension),
        };
        // Before version 3, Go does not read them.
        let read = match reader {
            CertificateReader::Go if certificate.version() == 3 => read.and_then(|()| go::extension(extension)),
            CertificateReader::Core | CertificateReader::Go | CertificateReader::Webpki => read,
        };
        if let Err(error) = read {
            sink.report(Requirement::ExtensionWellFormed, Field::Extension(extension.id.into()), || {
                Context::Encoding(Some(error))
            });
        }
    }
    if reader == CertificateReader::Go && certificate.defects().is_empty() {
        go::check(certificate, sink);
    }
}

/// Whether it is inside a SEQUENCE whose contents rustls-webpki never reads: `cert.rs` keeps names and keys as octets,
/// and `signed_data.rs` reads the key of an issuer only.
fn webpki_passes_over(defect: &Defect, certificate: &Certificate<'_>, role: Role) -> bool {
    // Of a name that is no SEQUENCE there are no contents.
    match defect.field {
        Field::Issuer => !certificate.issuer().as_contents().is_empty(),
        Field::Subject => !certificate.subject().as_contents().is_empty(),
        Field::SubjectPublicKeyInfo => role == Role::EndEntity && certificate.has_public_key(),
        _ => false,
    }
}

/// Whether the value is one of its type. Types that no check reads pass.
fn decodes(extension: &Extension<'_>) -> Result<(), DerError> {
    let value = extension.value;
    match extension.id.as_bytes() {
        oid::AUTHORITY_KEY_IDENTIFIER => AuthorityKeyIdentifier::decode(value).map(drop),
        oid::SUBJECT_KEY_IDENTIFIER => extension::decode_subject_key_identifier(value).map(drop),
        oid::BASIC_CONSTRAINTS => BasicConstraints::decode(value).map(drop),
        oid::KEY_USAGE => KeyUsage::decode(value).map(drop),
        oid::EXTENDED_KEY_USAGE => ExtendedKeyUsage::decode(value).map(drop),
        oid::SUBJECT_ALT_NAME | oid::ISSUER_ALT_NAME => {
            GeneralNames::decode(value)?.iter().try_for_each(|name| name.map(drop))
        }
        oid::NAME_CONSTRAINTS => {
            let constraints = NameConstraints::decode(value)?;
            let subtrees = constraints.permitted.into_iter().chain(constraints.excluded);
            subtrees.flat_map(|s| s.iter()).try_for_each(|subtree| subtree.map(drop))
        }
        oid::CERTIFICATE_POLICIES => CertificatePolicies::decode(value).map(drop),
        oid::POLICY_MAPPINGS => PolicyMappings::decode(value).map(drop),
        oid::POLICY_CONSTRAINTS => PolicyConstraints::decode(value).map(drop),
        oid::INHIBIT_ANY_POLICY => extension::decode_inhibit_any_policy(value).map(drop),
        oid::CRL_DISTRIBUTION_POINTS => DistributionPoints::decode(value).map(drop),
        oid::AUTHORITY_INFO_ACCESS => access_descriptions(value),
        _ => Ok(()),
    }
}

/// AuthorityInfoAccessSyntax: a non-empty sequence of (OID, GeneralName) pairs.
fn access_descriptions(value: &[u8]) -> Result<(), DerError> {
    let mut descriptions = Reader::new(der::only(value, tag::SEQUENCE)?);
    if descriptions.is_empty() {
        return Err(DerError::Empty);
    }
    while !descriptions.is_empty() {
        let mut description = Reader::new(descriptions.expect(tag::SEQUENCE)?.contents);
        description.expect(tag::OID)?;
        GeneralNames::from_contents(description.rest()).iter().try_for_each(|name| name.map(drop))?;
    }
    Ok(())
}
