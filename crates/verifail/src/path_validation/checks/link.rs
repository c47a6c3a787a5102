//! The link to the issuer: (a)(1) the signature, (a)(4) the name, and the key identifiers.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3>

use crate::certificate::{AuthorityKeyIdentifier, Certificate, Field, GeneralName, NameComparison};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::checks::signature_algorithm::printable;
use crate::path_validation::{Candidate, Scope, Sink};
use crate::policy::Requirement;
use crate::taxonomy::Reason;
use crate::verdict::SignatureState;

pub(crate) fn check(
    candidate: &Candidate<'_, '_>,
    depth: usize,
    certificate: &Certificate<'_>,
    scope: &Scope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    let Some(issuer) = candidate.links.get(depth + 1) else {
        return;
    };
    match candidate.signatures.get(depth) {
        Some(SignatureState::Invalid) => {
            let (requirement, reason) = (Requirement::SignatureValid, Requirement::SignatureValid.reason());
            sink.report_always(requirement, reason, Field::SignatureValue, || Context::None);
        }
        Some(SignatureState::Unsupported) => {
            let requirement = Requirement::SignatureAlgorithmSupported;
            sink.report_always(requirement, requirement.reason(), Field::SignatureAlgorithm, || Context::Kind {
                expected: "an algorithm that can be checked with the issuer's key",
                found: printable(certificate.signature_algorithm()),
            });
        }
        // A limit was reached, or the issuer's key cannot be read. Whatever else is relaxed, what was not checked does
        // not count as checked, so this belongs to signatures and not to limits or encodings.
        Some(SignatureState::NotChecked) | None => {
            let (requirement, reason) = (Requirement::SignatureValid, Reason::UnsupportedSignatureAlgorithm);
            sink.report_always(requirement, reason, Field::SignatureValue, || Context::Kind {
                expected: "a signature that was checked",
                found: "one that was not: no readable key, or a limit was reached".to_owned(),
            });
        }
        Some(SignatureState::Valid) => {}
    }
    if !certificate.issuer().matches(&issuer.subject(), scope.policy.parameters().name_comparison) {
        sink.report_always(Requirement::NameChaining, Requirement::NameChaining.reason(), Field::Issuer, || {
            Context::Names { expected: issuer.subject().to_string(), found: certificate.issuer().to_string() }
        });
    }
    if sink.wants(Requirement::AuthorityCertificateMatches) {
        let identifier = certificate.authority_key_identifier().and_then(Result::ok);
        if let (Some(identifier), Some(issuer)) = (identifier, issuer.certificate())
            && !is_named_authority(&identifier, issuer)
        {
            sink.report(
                Requirement::AuthorityCertificateMatches,
                Field::extension(oid::AUTHORITY_KEY_IDENTIFIER),
                || Context::None,
            );
        }
    }
    if sink.wants(Requirement::KeyIdentifiersMatch) {
        let authority = certificate.authority_key_identifier().and_then(Result::ok).and_then(|a| a.key_identifier);
        let subject = issuer.certificate().and_then(|c| c.subject_key_identifier()).and_then(Result::ok);
        if let (Some(authority), Some(subject)) = (authority, subject)
            && authority != subject
        {
            sink.report(Requirement::KeyIdentifiersMatch, Field::extension(oid::AUTHORITY_KEY_IDENTIFIER), || {
                Context::Names { expected: hexadecimal(subject), found: hexadecimal(authority) }
            });
        }
    }
}

/// The issuer and serial number that a certificate says its issuer's certificate has; what it does not say matches.
/// Only the first directory name counts, as in OpenSSL.
pub(crate) fn is_named_authority(identifier: &AuthorityKeyIdentifier<'_>, issuer: &Certificate<'_>) -> bool {
    let named = identifier.issuer.iter().flat_map(|names| names.readable()).find_map(|name| match name {
        GeneralName::DirectoryName(name) => Some(name),
        _ => None,
    });
    identifier.serial_number.is_none_or(|serial| serial == issuer.serial_number())
        && named.is_none_or(|name| name.matches(&issuer.issuer(), NameComparison::Rfc5280))
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().take(32).map(|octet| format!("{octet:02x}")).collect()
}
