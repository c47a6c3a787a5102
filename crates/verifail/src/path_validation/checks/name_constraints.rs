//! Name constraints: steps (b) and (c) of RFC 5280 section 6.1.3, and (g) of section 6.1.4.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>
//!
//! # Design
//!
//! The RFC intersects permitted subtrees on the way down. The same result comes from keeping every CA's constraints and
//! holding each name to all of them, which also says *which* CA refused it. For one CA and one name, only subtrees of
//! the name's form count: outside all permitted ones is a breach, inside any excluded one is another. How a single name
//! compares with a single base is `name_matching`'s.
//!
//! Constraints that cannot be read refuse every certificate below their CA: a CA that meant to limit must not be read
//! as one that did not.
//!
//! Cost: reading a CA's constraints is linear in them and done once a path; names × subtrees of the same form are paid
//! from the budget before they are compared.

mod compare;
mod form;
mod names;

use super::encoding::webpki;
use crate::certificate::{Certificate, Field, NameConstraints};
use crate::der::DerError;
use crate::finding::Context;
use crate::oid;
use crate::path_validation::{Scope, Services, Sink};
use crate::policy::{CertificateReader, Requirement, SubtreeDialect};
use crate::taxonomy::Reason;
use crate::trust_anchor::TrustAnchor;
use compare::{Constraints, NameCheck, Outcome};
pub(crate) use form::{FORM, check_form};
use names::{Constrained, constrained_names, go_compares};

/// Most names of one certificate that are reported.
const REPORTED: usize = 4;

/// The constraints collected so far.
#[derive(Default)]
pub(crate) struct State<'v> {
    entries: Vec<Constraints<'v>>,
    /// Constraints of a CA above that do not decode.
    unreadable: Option<DerError>,
}

impl<'v> State<'v> {
    /// The anchor's own constraints (RFC 5937), where the policy or the anchor wants them.
    pub(crate) fn add_anchor(&mut self, depth: usize, anchor: &'v TrustAnchor<'v>, sink: &Sink<'_, '_>) {
        if sink.wants(Requirement::NamePermitted) {
            self.add_decoded(depth, anchor.name_constraints().map(|read| NameConstraints::decode_contents(read?)));
        }
    }

    /// Section 6.1.4 (g).
    pub(crate) fn add(&mut self, depth: usize, certificate: &Certificate<'v>) {
        self.add_decoded(depth, certificate.name_constraints());
    }

    fn add_decoded(&mut self, depth: usize, constraints: Option<Result<NameConstraints<'v>, DerError>>) {
        match constraints.map(|decoded| Constraints::read(depth, &decoded?)) {
            None => {}
            Some(Ok(constraints)) => self.entries.push(constraints),
            Some(Err(error)) => self.unreadable = Some(error),
        }
    }

    /// Section 6.1.3 (b), (c).
    pub(crate) fn check(
        &self,
        depth: usize,
        certificate: &Certificate<'_>,
        scope: &Scope<'_>,
        services: &mut dyn Services<'_>,
        sink: &mut Sink<'_, '_>,
    ) {
        let parameters = scope.policy.parameters();
        let rules = &parameters.name_constraints;
        if (self.entries.is_empty() && self.unreadable.is_none()) || !sink.wants(Requirement::NamePermitted) {
            return;
        }
        if let Some(error) = self.unreadable {
            sink.report_always(
                Requirement::NameConstraintSyntax,
                Reason::Malformed,
                Field::extension(oid::NAME_CONSTRAINTS),
                || Context::Encoding(Some(error)),
            );
        }
        if rules.skip_self_issued && depth > 0 && certificate.is_self_issued() {
            return;
        }
        let Some((names, unread)) = constrained_names(certificate, depth, parameters) else {
            return;
        };
        if let Some(error) = unread.filter(|_| parameters.reader == CertificateReader::Webpki) {
            report_unread_name(certificate, error, scope, sink);
        }
        let unreadable = |name: &&Constrained<'_>| rules.dialect == SubtreeDialect::Go && !go_compares(&name.general());
        for name in names.iter().filter(unreadable).take(REPORTED) {
            sink.report(Requirement::NamePermitted, Field::extension(oid::SUBJECT_ALT_NAME), || Context::Kind {
                expected: "a name that can be compared with constraints",
                found: name.general().to_string(),
            });
        }
        for constraints in &self.entries {
            let mut reported = 0;
            for name in &names {
                let mut check = NameCheck { name, rules, services: &mut *services, sink: &mut *sink };
                match check.run(constraints) {
                    Outcome::Kept => {}
                    Outcome::Broken => {
                        reported += 1;
                        if reported == REPORTED {
                            break;
                        }
                    }
                    Outcome::BudgetExhausted => return,
                }
            }
        }
    }
}

/// rustls-webpki reads all names below constraints, and elsewhere an end entity's up to the one that was asked for.
fn report_unread_name(certificate: &Certificate<'_>, error: DerError, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let read_elsewhere = |value| webpki::alternative_names(value, sink.role(), scope);
    // If it fails there too, `encoding` has said so.
    if certificate.extension(oid::SUBJECT_ALT_NAME).is_some_and(|extension| read_elsewhere(extension.value).is_ok()) {
        sink.report(Requirement::ExtensionWellFormed, Field::extension(oid::SUBJECT_ALT_NAME), || {
            Context::Encoding(Some(error))
        });
    }
}
