//! Key identifiers of one certificate: present where the profile wants them, never critical, well formed in a root.
//! That they link is `link`'s. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1>

use crate::certificate::{Certificate, Field};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::Sink;
use crate::policy::{Requirement, RequirementSet, Role};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::AuthorityKeyIdentifierPresent,
    Requirement::AuthorityKeyIdentifierNotCritical,
    Requirement::AuthorityKeyIdentifierForm,
    Requirement::SubjectKeyIdentifierPresent,
    Requirement::SubjectKeyIdentifierNotCritical,
]);

pub(crate) fn check(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    authority(certificate, sink);
    let field = || Field::extension(oid::SUBJECT_KEY_IDENTIFIER);
    match certificate.extension(oid::SUBJECT_KEY_IDENTIFIER) {
        // Before version 3 there are no extensions to have it in.
        None if (sink.role() != Role::EndEntity || certificate.asserts_ca()) && certificate.version() >= 3 => {
            sink.report(Requirement::SubjectKeyIdentifierPresent, field, || Context::None);
        }
        Some(extension) if extension.critical => {
            sink.report(Requirement::SubjectKeyIdentifierNotCritical, field, || Context::None);
        }
        _ => {}
    }
}

fn authority(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    let field = || Field::extension(oid::AUTHORITY_KEY_IDENTIFIER);
    // "MUST be included in all certificates … to facilitate certification path construction" but for self-signed ones.
    let exempt = certificate.version() < 3
        || (sink.wants(Requirement::AuthorityKeyIdentifierPresent) && certificate.is_self_issued());
    let Some(extension) = certificate.extension(oid::AUTHORITY_KEY_IDENTIFIER) else {
        if !exempt {
            sink.report(Requirement::AuthorityKeyIdentifierPresent, field, || Context::None);
        }
        return;
    };
    if extension.critical {
        sink.report(Requirement::AuthorityKeyIdentifierNotCritical, field, || Context::None);
    }
    // A value that does not decode is malformed.
    if let Some(Ok(identifier)) = certificate.authority_key_identifier() {
        if identifier.key_identifier.is_none() && sink.role() != Role::Anchor {
            sink.report(Requirement::AuthorityKeyIdentifierPresent, field, || Context::Kind {
                expected: "a keyIdentifier",
                found: "none".to_owned(),
            });
        }
        // A self-signed certificate's issuer is itself.
        let own = certificate.subject_key_identifier().and_then(Result::ok);
        if let (Some(named), Some(own), true) =
            (identifier.key_identifier, own, sink.role() == Role::Anchor && certificate.is_self_issued())
            && named != own
        {
            sink.report(Requirement::AuthorityKeyIdentifierForm, field, || Context::Kind {
                expected: "its own subjectKeyIdentifier",
                found: "another".to_owned(),
            });
        }
        let other = identifier.issuer.is_some() || identifier.serial_number.is_some();
        if identifier.key_identifier.is_none() || other {
            sink.report(Requirement::AuthorityKeyIdentifierForm, field, || Context::Kind {
                expected: "a keyIdentifier alone",
                found: if other { "authorityCertIssuer or authorityCertSerialNumber" } else { "no keyIdentifier" }
                    .to_owned(),
            });
        }
    }
}
