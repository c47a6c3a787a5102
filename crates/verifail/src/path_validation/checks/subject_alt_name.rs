//! Subject alternative name: there, not empty, written as the RFCs want it, critical exactly when the subject is empty.
//! Whether a name matches is `service_identity`'s. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6>

use crate::certificate::{Certificate, Field, GeneralName, GeneralNames};
use crate::der::DerError;
use crate::finding::Context;
use crate::name_matching::{dns, email};
use crate::oid;
use crate::path_validation::Sink;
use crate::policy::{Requirement, RequirementSet, Role};

/// Most names of one certificate whose syntax is reported.
const REPORTED: usize = 4;

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::CaSubjectNotEmpty,
    Requirement::IssuerNotEmpty,
    Requirement::SubjectOrCriticalAltName,
    Requirement::SubjectAltNamePresent,
    Requirement::SubjectAltNameCriticality,
    Requirement::SubjectAltNameNotEmpty,
    Requirement::SubjectAltNameSyntax,
]);

pub(crate) fn check(certificate: &Certificate<'_>, role: Role, sink: &mut Sink<'_, '_>) {
    if (role != Role::EndEntity || certificate.asserts_ca()) && certificate.subject().is_empty() {
        sink.report(Requirement::CaSubjectNotEmpty, Field::Subject, || Context::None);
    }
    if certificate.issuer().is_empty() {
        sink.report(Requirement::IssuerNotEmpty, Field::Issuer, || Context::None);
    }
    let field = || Field::extension(oid::SUBJECT_ALT_NAME);
    let extension = certificate.extension(oid::SUBJECT_ALT_NAME);
    if certificate.subject().is_empty() && !extension.is_some_and(|e| e.critical) {
        sink.report(Requirement::SubjectOrCriticalAltName, field, || Context::None);
    }
    let Some(extension) = extension else {
        if role == Role::EndEntity {
            sink.report(Requirement::SubjectAltNamePresent, field, || Context::None);
        }
        return;
    };
    if role == Role::EndEntity && extension.critical != certificate.subject().is_empty() {
        sink.report(Requirement::SubjectAltNameCriticality, field, || Context::Kind {
            expected: if extension.critical { "not critical beside a subject" } else { "critical without a subject" },
            found: if extension.critical { "critical" } else { "not critical" }.to_owned(),
        });
    }
    // A value that does not decode is malformed.
    let Ok(names) = GeneralNames::decode(extension.value) else {
        return;
    };
    if names.is_empty() {
        sink.report(Requirement::SubjectAltNameNotEmpty, field, || Context::Encoding(Some(DerError::Empty)));
    }
    if sink.wants(Requirement::SubjectAltNameSyntax) {
        for name in names.readable().filter(|name| !well_written(name)).take(REPORTED) {
            sink.report(Requirement::SubjectAltNameSyntax, field, || Context::Kind {
                expected: "preferred name syntax",
                found: name.to_string(),
            });
        }
    }
}

/// RFC 5280 section 4.2.1.6: dNSName in preferred name syntax (RFC 1034 section 3.5, no underscore), addresses of 4 or
/// 16 octets, rfc822Name a mailbox, URI absolute with a host. A wildcard is a whole left-most label above two others.
fn well_written(name: &GeneralName<'_>) -> bool {
    match name {
        GeneralName::DnsName(octets) => dns::is_valid_presented(octets, dns::Underscore::Forbidden, Some(2)),
        GeneralName::IpAddress(octets) => matches!(octets.len(), 4 | 16),
        GeneralName::Rfc822Name(octets) => email::mailbox(octets).is_some(),
        GeneralName::UniformResourceIdentifier(octets) => is_absolute(octets),
        _ => true,
    }
}

/// "The name MUST NOT be a relative URI": a scheme, then something.
/// <https://www.rfc-editor.org/rfc/rfc3986#section-3.1>
fn is_absolute(uri: &[u8]) -> bool {
    let scheme = uri.split(|octet| *octet == b':').next().unwrap_or_default();
    scheme.len() + 1 < uri.len()
        && scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.iter().all(|octet| octet.is_ascii_alphanumeric() || b"+-.".contains(octet))
}
