//! A verdict: the decision, every attempted path, all findings, the smallest repair, and what the search cost.

mod display;
mod holds;
pub(crate) mod ranking;
pub mod report;

use crate::certificate::{Certificate, DistinguishedName, Fingerprint};
use crate::danger::Relaxations;
use crate::finding::Finding;
use crate::inputs::Inputs;
use crate::policy::{Policy, Role, Severity};
use crate::short::Short;
use crate::taxonomy::Reason;
use crate::trust_anchor::TrustAnchor;

/// Most attempted paths that a verdict keeps.
pub const MAX_PATHS: usize = 16;
/// Most findings that one path keeps.
pub const MAX_FINDINGS: usize = 64;

/// Trusted or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A path without an error was found.
    Accept,
    /// None was.
    Reject,
}

/// The outcome of a verification under one policy, at one time, for one identity.
#[derive(Clone, Debug)]
#[must_use]
pub struct Verdict<'v> {
    pub(crate) decision: Decision,
    pub(crate) policy: &'v Policy,
    pub(crate) inputs: &'v Inputs<'v>,
    /// One, where it is accepted.
    pub(crate) paths: Short<AttemptedPath<'v>, 1>,
    pub(crate) repair: Option<Repair>,
    pub(crate) relaxations: Relaxations,
    pub(crate) counters: Counters,
}

/// One path that was tried, from the end entity upwards.
#[derive(Clone, Debug)]
pub struct AttemptedPath<'v> {
    pub(crate) steps: Short<Step<'v>, 4>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) omitted_findings: usize,
    pub(crate) trusted_end_entity: bool,
}

/// One certificate of a path, and how its signature came out.
#[derive(Clone, Copy, Debug)]
pub struct Step<'v> {
    pub(crate) link: Link<'v>,
    pub(crate) signature: SignatureState,
}

/// A certificate of a path, or the anchor that ends it.
#[derive(Clone, Copy, Debug)]
pub enum Link<'v> {
    /// A certificate that was supplied; depth 0 is the end entity.
    Certificate(&'v Certificate<'v>),
    /// The trust anchor.
    Anchor(&'v TrustAnchor<'v>),
}

/// What is known about the signature of a certificate under the next one's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureState {
    /// It verifies.
    Valid,
    /// It does not.
    Invalid,
    /// The algorithm cannot be checked.
    Unsupported,
    /// Nobody to check it with, or a limit was reached before.
    NotChecked,
}

/// What a verification cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Signature values checked: at most one for each distinct pair of certificate and issuer key.
    pub signature_checks: usize,
    /// Certificates appended to candidate paths.
    pub path_steps: usize,
    /// Names compared with subtrees.
    pub name_constraint_comparisons: usize,
}

/// The smallest set of findings of one path without which the verdict accepts. It was proved by verifying again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Which attempted path.
    pub path: usize,
    /// The findings, by position in that path's list.
    pub findings: Vec<usize>,
    /// Verifying that path with exactly these exempted accepted.
    pub proved: bool,
}

impl<'v> Verdict<'v> {
    /// The decision.
    pub const fn decision(&self) -> Decision {
        self.decision
    }

    /// `true` when trusted.
    pub fn is_accepted(&self) -> bool {
        self.decision == Decision::Accept
    }

    /// The policy asked.
    pub const fn policy(&self) -> &'v Policy {
        self.policy
    }

    /// The inputs asked with.
    pub const fn inputs(&self) -> &'v Inputs<'v> {
        self.inputs
    }

    /// The attempted paths, best first: the accepted one, or the one that lacks least. Never empty, at most
    /// [`MAX_PATHS`].
    pub fn paths(&self) -> &[AttemptedPath<'v>] {
        &self.paths
    }

    /// The findings of the best path.
    pub fn findings(&self) -> &[Finding] {
        self.paths.first().map_or(&[], |path| path.findings())
    }

    /// The kinds of fault for which the best path was refused, each once, most telling first. Empty when accepted.
    pub fn reasons(&self) -> Vec<Reason> {
        if self.is_accepted() {
            return Vec::new();
        }
        let mut reasons = Vec::new();
        for finding in self.findings().iter().filter(|f| f.severity == Severity::Error) {
            if !reasons.contains(&finding.reason) {
                reasons.push(finding.reason);
            }
        }
        reasons.sort_by_key(|reason| ranking::rank(*reason));
        reasons
    }

    /// What holds of the certificate at `depth` of the path at position `path`, in words.
    ///
    /// A claim is made only where the policy looks, the verification came that far, and nothing was found against it.
    pub fn holds(&self, path: usize, depth: usize) -> Vec<&'static str> {
        holds::holds(self, path, depth)
    }

    /// The smallest repair; `None` when accepted.
    pub const fn repair(&self) -> Option<&Repair> {
        self.repair.as_ref()
    }

    /// What was switched off by [`danger`](crate::danger).
    pub const fn relaxations(&self) -> Relaxations {
        self.relaxations
    }

    /// What the search cost.
    pub const fn counters(&self) -> Counters {
        self.counters
    }
}

impl<'v> AttemptedPath<'v> {
    /// The certificates, end entity first; the last one is the anchor when [`is_anchored`](Self::is_anchored).
    pub fn steps(&self) -> &[Step<'v>] {
        &self.steps
    }

    /// The findings, by depth. At most [`MAX_FINDINGS`].
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings were left out.
    pub const fn omitted_findings(&self) -> usize {
        self.omitted_findings
    }

    /// `true` when the path ends at a trust anchor, or the end entity is one itself.
    pub fn is_anchored(&self) -> bool {
        self.trusted_end_entity || matches!(self.steps.last(), Some(Step { link: Link::Anchor(_), .. }))
    }

    /// The findings that refuse the path.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == Severity::Error)
    }
}

impl<'v> Step<'v> {
    /// The certificate or anchor.
    pub const fn link(&self) -> Link<'v> {
        self.link
    }

    /// How its signature came out under the next one's key.
    pub const fn signature(&self) -> SignatureState {
        self.signature
    }
}

impl<'v> Link<'v> {
    /// The certificate; an anchor given as a bare key has none.
    pub const fn certificate(&self) -> Option<&'v Certificate<'v>> {
        match self {
            Self::Certificate(certificate) => Some(certificate),
            Self::Anchor(anchor) => anchor.certificate(),
        }
    }

    /// The subject.
    pub const fn subject(&self) -> DistinguishedName<'v> {
        match self {
            Self::Certificate(certificate) => certificate.subject(),
            Self::Anchor(anchor) => anchor.subject(),
        }
    }

    /// SHA-256 of the certificate, where there is one.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.certificate().map(Certificate::fingerprint)
    }

    /// The part it plays at that depth.
    pub const fn role(&self, depth: usize) -> Role {
        match self {
            Self::Anchor(_) => Role::Anchor,
            Self::Certificate(_) if depth == 0 => Role::EndEntity,
            Self::Certificate(_) => Role::Intermediate,
        }
    }
}
