//! What rustls-webpki 0.103 reads of a certificate, and how far: whatever decides nothing stays unopened, and a list is
//! read up to what is looked for.

use super::decodes;
use crate::Time;
use crate::certificate::{Certificate, Defect, ExtendedKeyUsage, Extension, Field, GeneralNames};
use crate::der::{self, DerError, Reader, tag};
use crate::inputs::Identity;
use crate::oid;
use crate::path_validation::Scope;
use crate::policy::{CertificateReader, Role};

const EPOCH: Time = Time::from_unix_seconds(0);

/// Whether a defect is inside a SEQUENCE whose contents are never read: `cert.rs` keeps names and keys as octets, and
/// `signed_data.rs` reads the key of an issuer only.
pub(super) fn passes_over(defect: &Defect, certificate: &Certificate<'_>, role: Role) -> bool {
    // Of a name that is no SEQUENCE there are no contents.
    match defect.field {
        Field::Issuer => !certificate.issuer().as_contents().is_empty(),
        Field::Subject => !certificate.subject().as_contents().is_empty(),
        Field::SubjectPublicKeyInfo => role == Role::EndEntity && certificate.has_public_key(),
        _ => false,
    }
}

/// Seconds are counted from 1970 on, and no earlier time is read (`der.rs`, `days_before_year_since_unix_epoch`).
pub(super) fn is_too_early(certificate: &Certificate<'_>) -> bool {
    certificate.validity().is_some_and(|validity| validity.not_before.min(validity.not_after) < EPOCH)
}

/// As far as an extension's value is read of every certificate (`cert.rs`, `remember_cert_extension`), and where it is
/// used.
pub(super) fn extension(extension: &Extension<'_>, role: Role, scope: &Scope<'_>) -> Result<(), DerError> {
    let value = extension.value;
    match extension.id.as_bytes() {
        // Subtrees are read where names are compared with them, which nobody does below an end entity; distribution
        // points where there are CRLs.
        oid::NAME_CONSTRAINTS | oid::CRL_DISTRIBUTION_POINTS => der::only(value, tag::SEQUENCE).map(drop),
        oid::SUBJECT_ALT_NAME => alternative_names(value, role, scope),
        oid::EXTENDED_KEY_USAGE => purposes(value, scope),
        _ => decodes(extension),
    }
}

/// Of an end entity, the names up to the one that was asked for (`subject_name/dns_name.rs`, `verify_dns_names`).
/// Constraints read all names below them, which is `name_constraints`'.
pub(in crate::path_validation::checks) fn alternative_names(
    value: &[u8],
    role: Role,
    scope: &Scope<'_>,
) -> Result<(), DerError> {
    let names = || Ok(GeneralNames::decode(value)?.read_by(CertificateReader::Webpki));
    // Comparing costs more than reading, and nearly all names read.
    let Some((read, error)) = names()?.enumerate().find_map(|(at, name)| Some((at, name.err()?))) else {
        return Ok(());
    };
    let rules = &scope.policy.parameters().identity;
    let mut before = names()?.filter_map(Result::ok).take(read);
    let found = match (role, scope.identity()) {
        (Role::EndEntity, Identity::Reference(reference)) => before.any(|name| reference.matches(&name, rules)),
        (Role::EndEntity, Identity::SanMatchers(matchers)) => {
            before.any(|name| matchers.iter().any(|one| one.matches(&name)))
        }
        (_, Identity::Unchecked | Identity::Reference(_) | Identity::SanMatchers(_)) => true,
    };
    if found { Ok(()) } else { Err(error) }
}

/// The purposes up to the one that is needed (`verify_cert.rs`, `KeyPurposeIdIter`).
fn purposes(value: &[u8], scope: &Scope<'_>) -> Result<(), DerError> {
    let whole = ExtendedKeyUsage::decode(value).map(drop);
    let (Err(_), Some(required)) = (whole, scope.purpose().id()) else { return whole };
    let mut list = Reader::new(der::only(value, tag::SEQUENCE)?);
    while !list.is_empty() {
        if list.expect(tag::OID)?.contents == required.as_bytes() {
            return Ok(());
        }
    }
    // It holds an identifier without octets, and not the one that is needed.
    whole
}
