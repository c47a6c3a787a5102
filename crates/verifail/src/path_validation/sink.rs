//! Where checks report: the weight of a breach under the policy, relaxations and exemptions, and the bound on findings.

use crate::certificate::Field;
use crate::danger::{Relaxation, Relaxations};
use crate::finding::{Context, Finding};
use crate::inputs::{Identity, Inputs, KeyPurpose};
use crate::policy::{Policy, Requirement, RequirementSet, Role, Severity};
use crate::taxonomy::Reason;
use crate::trust_anchor::{AnchorEnforcement, TrustAnchor};
use crate::verdict::MAX_FINDINGS;

/// Everything a check may consult besides the certificate.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'v> {
    pub(crate) policy: &'v Policy,
    pub(crate) inputs: &'v Inputs<'v>,
    pub(crate) relaxations: Relaxations,
    /// Breaches let pass to prove a repair.
    pub(crate) exemptions: &'v [Exemption],
    /// The path is wanted for a certificate that signs CRLs: whose it is and what for is not asked.
    pub(crate) for_crl_signer: bool,
}

impl Scope<'_> {
    /// What the end entity is used for.
    pub(crate) const fn purpose(&self) -> &KeyPurpose {
        if self.for_crl_signer { &KeyPurpose::Any } else { &self.inputs.purpose }
    }

    /// Whose identity it must have.
    pub(crate) const fn identity(&self) -> &Identity {
        if self.for_crl_signer { &Identity::Unchecked } else { &self.inputs.identity }
    }
}

/// One breach that is let pass while a repair is being proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exemption {
    pub(crate) depth: usize,
    pub(crate) requirement: Requirement,
    pub(crate) reason: Reason,
}

/// Where something is: a field, or what makes it. A field that names an extension owns its identifier, which is not
/// worth an allocation unless there is something to report.
pub(crate) trait Place {
    fn place(self) -> Field;
}

impl Place for Field {
    fn place(self) -> Field {
        self
    }
}

impl<F: FnOnce() -> Field> Place for F {
    fn place(self) -> Field {
        self()
    }
}

/// Collects the findings of one certificate at one depth.
pub(crate) struct Sink<'s, 'v> {
    scope: &'s Scope<'v>,
    depth: usize,
    role: Role,
    enforcement: AnchorEnforcement,
    /// What the check that runs may report, when it said so.
    #[cfg(debug_assertions)]
    running: Option<RequirementSet>,
    findings: &'s mut Vec<Finding>,
}

impl<'s, 'v> Sink<'s, 'v> {
    pub(crate) fn new(scope: &'s Scope<'v>, depth: usize, role: Role, findings: &'s mut Vec<Finding>) -> Self {
        Self {
            scope,
            depth,
            role,
            enforcement: AnchorEnforcement::default(),
            #[cfg(debug_assertions)]
            running: None,
            findings,
        }
    }

    /// Takes into account what the anchor itself wants held against it.
    pub(crate) fn for_anchor(mut self, anchor: &TrustAnchor<'_>) -> Self {
        self.enforcement = anchor.enforcement();
        self
    }

    /// The role of the certificate looked at.
    pub(crate) const fn role(&self) -> Role {
        self.role
    }

    /// What a breach of the requirement weighs here.
    #[inline]
    fn severity(&self, requirement: Requirement) -> Severity {
        let severity = self.scope.policy.severity(requirement, self.role);
        if self.role == Role::Anchor && severity == Severity::Off && self.enforced(requirement) {
            return self.scope.policy.severity(requirement, Role::Intermediate);
        }
        severity
    }

    fn enforced(&self, requirement: Requirement) -> bool {
        let enforcement = self.enforcement;
        match requirement {
            Requirement::NotBefore | Requirement::NotAfter => enforcement.validity,
            Requirement::CaBasicConstraintsPresent => enforcement.basic_constraints,
            Requirement::CaFlagSet
            | Requirement::PathLengthRespected
            | Requirement::KeyCertSign
            | Requirement::KeyPurpose
            | Requirement::KeyPurposeNotOnlyAny
            | Requirement::ExtendedKeyUsagePresent
            | Requirement::NamePermitted
            | Requirement::NameNotExcluded
            | Requirement::NameConstraintSupported
            | Requirement::CertificatePolicy
            | Requirement::PolicyMappingNotAny
            | Requirement::CriticalExtensionRecognised => enforcement.constraints,
            _ => false,
        }
    }

    /// `true` when a breach of the requirement would be reported here. Checks ask before doing dear work.
    #[inline]
    pub(crate) fn wants(&self, requirement: Requirement) -> bool {
        self.scope.policy.weighs_any(RequirementSet::EMPTY.with(requirement), self.role)
            || (self.role == Role::Anchor && self.severity(requirement) != Severity::Off)
    }

    /// Runs a check, unless nothing that it may report weighs anything here. What it may report it says beforehand, and
    /// builds with assertions hold it to that.
    #[inline]
    pub(crate) fn run(&mut self, may_report: RequirementSet, check: impl FnOnce(&mut Self)) {
        // What an anchor wants held against itself weighs as it does for intermediates: those are few, and checked.
        if !self.scope.policy.weighs_any(may_report, self.role) && self.enforcement == AnchorEnforcement::default() {
            return;
        }
        #[cfg(debug_assertions)]
        {
            self.running = Some(may_report);
        }
        check(self);
        #[cfg(debug_assertions)]
        {
            self.running = None;
        }
    }

    /// Reports a breach under the requirement's own reason.
    #[inline]
    pub(crate) fn report(&mut self, requirement: Requirement, field: impl Place, context: impl FnOnce() -> Context) {
        self.report_as(requirement, requirement.reason(), field, context);
    }

    /// Reports a breach under a more precise reason.
    pub(crate) fn report_as(
        &mut self,
        requirement: Requirement,
        reason: Reason,
        field: impl Place,
        context: impl FnOnce() -> Context,
    ) {
        #[cfg(debug_assertions)]
        debug_assert!(
            self.running.is_none_or(|may_report| may_report.contains(requirement)),
            "a check reports {}, which it did not say",
            requirement.code()
        );
        let severity = self.severity(requirement);
        if severity != Severity::Off {
            let clause = self.scope.policy.row(requirement).map_or("", |row| row.clause);
            self.push(requirement, reason, severity, field, clause, context);
        }
    }

    /// Reports a breach that every policy counts: no trust anchor, a wrong signature, an exhausted budget.
    pub(crate) fn report_always(
        &mut self,
        requirement: Requirement,
        reason: Reason,
        field: impl Place,
        context: impl FnOnce() -> Context,
    ) {
        let row = self.scope.policy.row(requirement);
        let clause = row.map_or("RFC 5280 section 6.1", |row| row.clause);
        self.push(requirement, reason, Severity::Error, field, clause, context);
    }

    /// Reports a breach unless the same one was reported for this certificate already.
    pub(crate) fn report_once(
        &mut self,
        requirement: Requirement,
        field: impl Place,
        context: impl FnOnce() -> Context,
    ) {
        if !self.findings.iter().any(|f| f.depth == self.depth && f.requirement == requirement) {
            self.report(requirement, field, context);
        }
    }

    /// Reports a breach that the caller chose to let pass.
    pub(crate) fn report_warning(
        &mut self,
        requirement: Requirement,
        field: impl Place,
        context: impl FnOnce() -> Context,
    ) {
        let clause = self.scope.policy.row(requirement).map_or("", |row| row.clause);
        self.push(requirement, requirement.reason(), Severity::Warning, field, clause, context);
    }

    fn push(
        &mut self,
        requirement: Requirement,
        reason: Reason,
        severity: Severity,
        field: impl Place,
        clause: &'static str,
        context: impl FnOnce() -> Context,
    ) {
        let Self { scope, depth, role, .. } = *self;
        let exempt = Exemption { depth, requirement, reason };
        let let_pass = severity == Severity::Error
            && (Relaxation::of(reason).is_some_and(|family| scope.relaxations.contains(family))
                || scope.exemptions.contains(&exempt));
        let severity = if let_pass { Severity::Relaxed } else { severity };
        // An error is never dropped: a path with too many warnings must not look clean.
        if self.findings.len() >= MAX_FINDINGS && severity != Severity::Error {
            return;
        }
        if self.findings.len() >= 4 * MAX_FINDINGS {
            return;
        }
        self.findings.push(Finding {
            requirement,
            reason,
            severity,
            depth,
            role,
            field: field.place(),
            context: context(),
            clause,
        });
    }
}
