//! Path length: steps (l) and (m) of preparing for the next certificate.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4>

use crate::certificate::{Certificate, Field};
use crate::finding::Context;
use crate::oid;
use crate::path_validation::{Scope, Sink};
use crate::policy::Requirement;

/// `max_path_length`. RFC 5280 starts at n, which no path can exceed; `None` is the same.
#[derive(Default)]
pub(crate) struct State {
    remaining: Option<u32>,
}

impl State {
    pub(crate) fn apply_anchor(&mut self, certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
        if sink.wants(Requirement::PathLengthRespected) {
            self.lower(certificate);
        }
    }

    pub(crate) fn check(&mut self, certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
        // (l)
        if scope.policy.parameters().path_length_counts_self_issued || !certificate.is_self_issued() {
            match &mut self.remaining {
                Some(0) => {
                    sink.report(Requirement::PathLengthRespected, Field::extension(oid::BASIC_CONSTRAINTS), || {
                        Context::Limit { unit: "CA certificates more than a CA above allows", limit: 0, actual: 1 }
                    });
                }
                Some(remaining) => *remaining -= 1,
                None => {}
            }
        }
        // (m)
        self.lower(certificate);
    }

    fn lower(&mut self, certificate: &Certificate<'_>) {
        if let Some(Ok(constraints)) = certificate.basic_constraints() {
            // The field has no meaning unless cA is set (RFC 5280 section 4.2.1.9).
            if let (true, Some(limit)) = (constraints.ca, constraints.path_length) {
                self.remaining = Some(self.remaining.map_or(limit, |remaining| remaining.min(limit)));
            }
        }
    }
}
