//! Basic constraints: CAs are CAs, end entities are not; step (k) of preparing for the next certificate.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4>

use crate::certificate::{BasicConstraints, Certificate, Field, KeyUsage};
use crate::finding::Context;
use crate::inputs::KeyPurpose;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet, Role};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::CaBasicConstraintsPresent,
    Requirement::CaBasicConstraintsCritical,
    Requirement::CaEvident,
    Requirement::CaFlagSet,
    Requirement::CaFlagNeedsKeyCertSign,
    Requirement::EndEntityIsNotCa,
    Requirement::PathLengthOnlyOnCa,
]);

pub(crate) fn check(certificate: &Certificate<'_>, role: Role, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let field = || Field::extension(oid::BASIC_CONSTRAINTS);
    let extension = certificate.extension(oid::BASIC_CONSTRAINTS);
    let constraints = extension.map(|e| BasicConstraints::decode(e.value));
    match (role, constraints) {
        // A value that does not decode is malformed; as a CA certificate it does not say that it is one either.
        (Role::EndEntity, Some(Ok(constraints))) => {
            let lifted =
                scope.policy.parameters().key_purpose.any_purpose_lifts_ca_check && *scope.purpose() == KeyPurpose::Any;
            if constraints.ca && !lifted {
                sink.report(Requirement::EndEntityIsNotCa, field, || Context::None);
            }
            // A CA certificate that serves as an end entity is still one.
            if constraints.ca && extension.is_some_and(|e| !e.critical) {
                sink.report(Requirement::CaBasicConstraintsCritical, field, || Context::None);
            }
        }
        (Role::EndEntity, _) => {}
        (Role::Intermediate | Role::Anchor, None) => {
            // Version 1 and 2 have no extensions: RFC 5280 lets them be CAs out of band, and `version-3` speaks of
            // them.
            if certificate.version() == 3 || role == Role::Intermediate {
                sink.report(Requirement::CaBasicConstraintsPresent, field, || Context::None);
            }
            if !is_evident_ca(certificate) {
                sink.report(Requirement::CaEvident, field, || Context::None);
            }
        }
        (Role::Intermediate | Role::Anchor, Some(Err(_))) => {
            sink.report(Requirement::CaBasicConstraintsPresent, field, || Context::None);
        }
        (Role::Intermediate | Role::Anchor, Some(Ok(constraints))) => {
            if !constraints.ca {
                sink.report(Requirement::CaFlagSet, field, || Context::None);
            }
            if extension.is_some_and(|e| !e.critical) {
                sink.report(Requirement::CaBasicConstraintsCritical, field, || Context::None);
            }
        }
    }
    let Some(Ok(BasicConstraints { ca, path_length, .. })) = constraints else {
        return;
    };
    let signs = || !matches!(certificate.key_usage(), Some(Ok(usage)) if !usage.intersects(KeyUsage::KEY_CERT_SIGN));
    if ca && role == Role::EndEntity && !signs() {
        sink.report(Requirement::CaFlagNeedsKeyCertSign, field, || Context::None);
    }
    if path_length.is_some() && !(ca && signs()) {
        sink.report(Requirement::PathLengthOnlyOnCa, field, || Context::None);
    }
}

/// What OpenSSL takes for a CA where nothing says so: a self-issued certificate of version 1, or one with a keyUsage
/// that has keyCertSign.
fn is_evident_ca(certificate: &Certificate<'_>) -> bool {
    match certificate.key_usage() {
        Some(Ok(usage)) => usage.intersects(KeyUsage::KEY_CERT_SIGN),
        Some(Err(_)) => false,
        None => certificate.version() == 1 && certificate.is_self_issued(),
    }
}
