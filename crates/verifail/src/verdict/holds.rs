//! What a report may claim to hold of a certificate.
//!
//! A claim is made only when the policy looks at the requirement at that position, the verification looked at the
//! certificate to the end, and no finding of any severity contradicts it. Silence is the default: a path that lost
//! against an accepted one, a report that left findings out, or a certificate that cannot be read claims its signature
//! and nothing else.

use super::{AttemptedPath, Link, SignatureState, Step, Verdict};
use crate::certificate::Certificate;
use crate::danger::Relaxation;
use crate::finding::Finding;
use crate::inputs::{Identity, KeyPurpose, RevocationScope};
use crate::policy::{EkuScope, Requirement, Role, Severity};
use crate::taxonomy::Reason;

/// What holds of the certificate at `depth` of the path at position `at`.
pub(super) fn holds(verdict: &Verdict<'_>, at: usize, depth: usize) -> Vec<&'static str> {
    let mut held = Vec::new();
    let Some(path) = verdict.paths().get(at) else {
        return held;
    };
    let Some(step) = path.steps().get(depth) else {
        return held;
    };
    if step.signature() == SignatureState::Valid {
        held.push("signature valid");
    }
    let of_this = Evidence { verdict, path, depth, role: step.link().role(depth) };
    if of_this.role == Role::Anchor {
        held.push("trusted by configuration");
    }
    if of_this.is_complete(at) {
        of_this.claims(step, &mut held);
    }
    held
}

/// The findings about one certificate, and the policy they are read under.
struct Evidence<'v, 'p> {
    verdict: &'p Verdict<'v>,
    path: &'p AttemptedPath<'v>,
    depth: usize,
    role: Role,
}

impl Evidence<'_, '_> {
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.path.findings().iter().filter(|f| f.depth == self.depth)
    }

    /// Whether the absence of a finding means anything.
    fn is_complete(&self, at: usize) -> bool {
        let winner_or_all_lost = at == 0 || !self.verdict.is_accepted();
        let cut_short = self.path.findings().iter().any(|f| f.requirement == Requirement::WithinBudget);
        let unreadable = self.findings().any(|f| f.reason == Reason::Malformed);
        winner_or_all_lost && !cut_short && !unreadable && self.path.omitted_findings() == 0
    }

    /// The policy looks at every one of these here.
    fn looked_at(&self, requirements: &[Requirement]) -> bool {
        requirements.iter().all(|r| self.verdict.policy().severity(*r, self.role) != Severity::Off)
    }

    /// The policy looks at every one of these here, and nothing is found of the whole family.
    fn holds(&self, requirements: &[Requirement], family: Relaxation) -> bool {
        self.looked_at(requirements) && !self.findings().any(|f| Relaxation::of(f.reason) == Some(family))
    }

    /// The policy looks at every one of these here, and nothing is found for that reason.
    fn holds_for(&self, requirements: &[Requirement], reason: Reason) -> bool {
        self.looked_at(requirements) && !self.findings().any(|f| f.reason == reason)
    }

    fn claims(&self, step: &Step<'_>, held: &mut Vec<&'static str>) {
        let inputs = self.verdict.inputs();
        let certificate = step.link().certificate();
        let dated = certificate.is_some_and(|c| c.validity().is_some());
        if dated && self.holds(&[Requirement::NotBefore, Requirement::NotAfter], Relaxation::Validity) {
            held.push("within validity");
        }
        if self.role == Role::EndEntity {
            let asked = inputs.identity != Identity::Unchecked;
            if asked && self.holds(&[Requirement::ServiceIdentity], Relaxation::Name) {
                held.push("name matches");
            }
        }
        if self.role == Role::Intermediate {
            if self.holds_for(&[Requirement::CaFlagSet], Reason::CaViolation) {
                held.push("is a CA");
            }
            if self.holds_for(&[Requirement::PathLengthRespected], Reason::PathLength) {
                held.push("path length kept");
            }
            let has_usage = certificate.is_some_and(|c| c.key_usage().is_some());
            if has_usage && self.holds_for(&[Requirement::KeyCertSign], Reason::KeyUsage) {
                held.push("may sign certificates");
            }
        }
        if inputs.purpose != KeyPurpose::Any
            && self.purpose_is_read_here()
            && certificate.is_some()
            && self.holds(&[Requirement::KeyPurpose], Relaxation::ExtendedKeyUsage)
        {
            held.push("purpose permitted");
        }
        const SUBTREES: &[Requirement] =
            &[Requirement::NamePermitted, Requirement::NameNotExcluded, Requirement::NameConstraintSupported];
        if self.is_held_to_constraints(certificate) && self.holds(SUBTREES, Relaxation::NameConstraints) {
            held.push("within name constraints");
        }
        if self.role != Role::Anchor
            && self.holds(&[Requirement::PublicKeyKind, Requirement::PublicKeyStrength], Relaxation::Strength)
        {
            held.push("key strong enough");
        }
        let looked_up = inputs.revocation.as_ref().is_some_and(|revocation| match revocation.scope {
            RevocationScope::EndEntity => self.depth == 0,
            RevocationScope::Path => self.role != Role::Anchor,
        });
        if looked_up
            && self.holds(&[Requirement::NotRevoked, Requirement::RevocationStatusKnown], Relaxation::Revocation)
        {
            held.push("not revoked");
        }
    }

    fn purpose_is_read_here(&self) -> bool {
        match self.verdict.policy().parameters().key_purpose.scope {
            EkuScope::EndEntity => self.role == Role::EndEntity,
            EkuScope::Path => self.role != Role::Anchor,
            EkuScope::PathAndAnchor => true,
        }
    }

    /// A CA above sets name constraints, and the policy applies them to this certificate.
    ///
    /// Policies differ in whether they read the anchor's own constraints, so a path below such an anchor claims
    /// nothing.
    fn is_held_to_constraints(&self, certificate: Option<&Certificate<'_>>) -> bool {
        let Some(certificate) = certificate else { return false };
        let rules = self.verdict.policy().parameters().name_constraints;
        let skipped = rules.skip_self_issued && self.role == Role::Intermediate && certificate.is_self_issued();
        let unnamed = !rules.without_subject_alt_name && certificate.subject_alt_name().is_none();
        if self.role == Role::Anchor || skipped || unnamed {
            return false;
        }
        let constrains = |step: &Step<'_>| step.link().certificate().is_some_and(|c| c.name_constraints().is_some());
        let is_anchor = |step: &Step<'_>| matches!(step.link(), Link::Anchor(_));
        let above = || self.path.steps().iter().skip(self.depth + 1);
        above().any(|step| constrains(step) && !is_anchor(step))
            && !above().any(|step| constrains(step) && is_anchor(step))
    }
}
