//! Revocation: (a)(3) of basic certificate processing, by the CRLs supplied.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.3>

use crate::certificate::{Field, NameComparison};
use crate::finding::Context;
use crate::inputs::RevocationScope;
use crate::path_validation::revocation::{Status, UnknownCause};
use crate::path_validation::{Candidate, Scope, Services, Sink};
use crate::policy::Requirement;

pub(crate) fn check<'v>(
    candidate: &Candidate<'_, 'v>,
    depth: usize,
    scope: &Scope<'_>,
    services: &mut dyn Services<'v>,
    sink: &mut Sink<'_, '_>,
) {
    let Some(revocation) = scope.inputs.revocation else {
        return;
    };
    if depth > 0 && revocation.scope == RevocationScope::EndEntity {
        return;
    }
    // Without an issuer there is no key to check a CRL with; that there is none is reported as such.
    // Likewise a key of somebody who is, by name, not the issuer.
    let (Some(link), Some(issuer)) = (candidate.links.get(depth), candidate.links.get(depth + 1)) else {
        return;
    };
    let Some(certificate) = link.certificate() else { return };
    if !certificate.issuer().matches(&issuer.subject(), NameComparison::Rfc5280) {
        return;
    }
    match services.revocation_status(candidate, depth) {
        Status::Good => {}
        Status::Revoked { at, reason } => {
            let requirement = Requirement::NotRevoked;
            sink.report_always(requirement, requirement.reason(), Field::SerialNumber, || Context::Revocation {
                at,
                why: reason.to_owned(),
            });
        }
        Status::Unknown(cause) => {
            let requirement = Requirement::RevocationStatusKnown;
            let context = || Context::Revocation { at: None, why: cause.to_string() };
            // Whoever supplies the certificates could spend the budget; what is let pass must not be theirs to choose.
            if revocation.allow_unknown && cause != UnknownCause::OverBudget {
                sink.report_warning(requirement, Field::SerialNumber, context);
            } else {
                sink.report_always(requirement, requirement.reason(), Field::SerialNumber, context);
            }
        }
    }
}
