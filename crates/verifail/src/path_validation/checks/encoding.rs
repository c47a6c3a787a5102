//! Encoding: what the parser could not read, duplicate extensions, and extension values that do not decode.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2>

mod go;
pub(super) mod webpki;

use crate::certificate::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, DistributionPoints, KeyUsage, PolicyConstraints,
    PolicyMappings, extension,
};
use crate::certificate::{Certificate, ExtendedKeyUsage, Extension, Field, GeneralNames, NameConstraints};
use crate::der::{self, DerError, Reader, tag};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{CertificateReader, Requirement, RequirementSet, UniqueExtensions};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::WellFormed,
    Requirement::StrictEncoding,
    Requirement::ExtensionUnique,
    Requirement::ExtensionWellFormed,
    Requirement::NoUniqueIdentifiers,
    Requirement::PublicKeyWellFormed,
]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let parameters = scope.policy.parameters();
    let reader = parameters.reader;
    for defect in certificate.defects() {
        if reader == CertificateReader::Webpki && webpki::passes_over(defect, certificate, sink.role()) {
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
    if reader == CertificateReader::Webpki && webpki::is_too_early(certificate) {
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
        if certificate.repeats_extension(i) && counts() {
            sink.report(Requirement::ExtensionUnique, Field::Extension(extension.id.into()), || Context::None);
        }
        let decoded = is_one_of(parameters.decoded_extensions);
        let read = match (decoded, reader) {
            (false, _) => Ok(()),
            (true, CertificateReader::Webpki) => webpki::extension(extension, sink.role(), scope),
            (true, CertificateReader::Core | CertificateReader::Go) => decodes(extension),
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
