//! Validity: (a)(2) of basic certificate processing, and the longest period for the date of issue.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3>

use crate::certificate::{Certificate, Field};
use crate::finding::Context;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::ValidityOrdered,
    Requirement::NotBefore,
    Requirement::NotAfter,
    Requirement::ValidityPeriod,
]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    // An unreadable period was reported as malformed.
    let Some(validity) = certificate.validity() else { return };
    let (not_before, not_after, at) = (validity.not_before, validity.not_after, scope.inputs.time);
    let parameters = scope.policy.parameters();
    let context = || Context::Period { not_before, not_after, at };
    if not_before > not_after {
        sink.report(Requirement::ValidityOrdered, Field::Validity, context);
    }
    if at < not_before {
        sink.report(Requirement::NotBefore, Field::Validity, context);
    }
    if at > not_after || (at == not_after && !parameters.not_after_inclusive) {
        sink.report(Requirement::NotAfter, Field::Validity, context);
    }
    // The limit in force when the certificate was issued counts; a later, shorter one does not reach back.
    let limit = parameters.lifetimes.iter().rfind(|limit| limit.issued_from <= not_before.unix_seconds());
    if let Some(limit) = limit {
        // Both ends belong to the period, so one second more than their difference.
        let seconds = not_after.seconds_since(not_before).saturating_add(1);
        if seconds > limit.seconds {
            sink.report(Requirement::ValidityPeriod, Field::Validity, || Context::Limit {
                unit: "seconds of validity",
                limit: limit.seconds.unsigned_abs(),
                actual: seconds.unsigned_abs(),
            });
        }
    }
}
