//! Key usage: step (n) of preparing for the next certificate, and what a TLS end entity's key must be good for.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3>

use crate::certificate::{Certificate, Field, KeyUsage};
use crate::finding::Context;
use crate::inputs::KeyPurpose;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet, Role};

/// A handshake signature (TLS 1.3, (EC)DHE), RSA key transport, or static (EC)DH; one of them is needed.
const TLS: KeyUsage = KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::KEY_ENCIPHERMENT).union(KeyUsage::KEY_AGREEMENT);

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::CaKeyUsagePresent,
    Requirement::KeyUsageNotEmpty,
    Requirement::KeyCertSign,
    Requirement::KeyCertSignUnlessEmpty,
    Requirement::KeyCertSignOnlyOnCa,
    Requirement::EndEntityKeyUsage,
]);

pub(crate) fn check(certificate: &Certificate<'_>, role: Role, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let field = || Field::extension(oid::KEY_USAGE);
    let usage = match certificate.key_usage() {
        Some(Ok(usage)) => usage,
        // A value that does not decode is malformed.
        Some(Err(_)) => return,
        None => {
            if role != Role::EndEntity || certificate.asserts_ca() {
                sink.report(Requirement::CaKeyUsagePresent, field, || Context::None);
            }
            return;
        }
    };
    let found = |expected| move || Context::Kind { expected, found: usage.to_string() };
    if usage.is_empty() {
        sink.report(Requirement::KeyUsageNotEmpty, field(), found("at least one bit"));
    }
    let signs = usage.intersects(KeyUsage::KEY_CERT_SIGN);
    if role != Role::EndEntity && !signs {
        sink.report(Requirement::KeyCertSign, field(), found("keyCertSign"));
        if !usage.is_empty() {
            sink.report(Requirement::KeyCertSignUnlessEmpty, field(), found("keyCertSign"));
        }
    }
    if signs && !certificate.asserts_ca() {
        sink.report(Requirement::KeyCertSignOnlyOnCa, field(), found("cA in basicConstraints"));
    }
    let for_tls = matches!(scope.purpose(), KeyPurpose::ServerAuth | KeyPurpose::ClientAuth);
    if role == Role::EndEntity && for_tls && !usage.intersects(TLS) {
        sink.report(
            Requirement::EndEntityKeyUsage,
            field(),
            found("digitalSignature, keyEncipherment or keyAgreement"),
        );
    }
}
