//! What is tested: anything that takes a case and says yes or no.

use std::fmt;

use verifail::danger::Relaxations;
use verifail::policy::Budget;
use verifail::{Policy, Reason};

use crate::case::Case;

/// A verifier under test.
///
/// Implement it for yours, or wrap a closure in [`adapter::FromFn`](crate::adapter::FromFn). It is called often and
/// must not remember anything from one call to the next; relation 41 finds out if it does.
pub trait Verifier {
    /// What it is called in reports.
    fn name(&self) -> String;

    /// What it can say and what it looks at. A relation that needs more is skipped, and the report says so.
    fn capabilities(&self) -> Capabilities;

    /// Verifies a case as `policy` asks. A verifier that has one behaviour of its own answers [`Outcome::Skip`] to any
    /// policy but the one it is modelled by.
    fn verify(&self, case: &Case, policy: &Policy) -> Outcome;

    /// The same with some families of requirements let pass; `None` when the verifier has no such thing (relation 31).
    fn verify_relaxed(&self, _case: &Case, _policy: &Policy, _relaxations: Relaxations) -> Option<Outcome> {
        None
    }

    /// The same within another budget; `None` when the verifier's budget cannot be set (relation 40).
    fn verify_within(&self, _case: &Case, _policy: &Policy, _budget: Budget) -> Option<Outcome> {
        None
    }

    /// The same verifier, to be asked from several threads at once; `None` when it cannot be (relation 41).
    fn shared(&self) -> Option<&(dyn Verifier + Sync)> {
        None
    }
}

/// What came of it. A harness that counts a usage error as a rejection measures nothing: hence five kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Trusted.
    Accept(Accepted),
    /// Not trusted.
    Reject(Rejected),
    /// The verifier has no answer to such a question; why.
    Skip(String),
    /// It panicked or ended otherwise than by an answer; how.
    Crash(String),
}

/// What is known about an acceptance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// DER of the path, end entity first and anchor last, where the verifier tells it.
    pub path: Option<Vec<Vec<u8>>>,
    /// What it cost, where the verifier tells it.
    pub cost: Option<Cost>,
}

/// What is known about a rejection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// The breaches that refuse the best path; empty for a verifier that gives no reasons.
    pub breaches: Vec<Breach>,
    /// By how many seconds the time is outside each period of validity that refuses the path: negative before
    /// notBefore, positive after notAfter. Empty where the verifier does not tell.
    pub outside: Vec<i64>,
    /// The verifier's own words.
    pub text: String,
    /// What it cost, where the verifier tells it.
    pub cost: Option<Cost>,
}

/// One reason and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Breach {
    /// What is wrong.
    pub reason: Reason,
    /// Position in the path, 0 for the end entity; `None` where the verifier does not say.
    pub depth: Option<usize>,
}

/// What a verification cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Signature values checked.
    pub signature_checks: usize,
    /// Certificates appended to candidate paths.
    pub path_steps: usize,
    /// Names compared with subtrees.
    pub name_comparisons: usize,
}

impl Outcome {
    /// An acceptance of which nothing else is known.
    pub fn accept() -> Self {
        Self::Accept(Accepted::default())
    }

    /// A rejection in the verifier's own words.
    pub fn reject(text: impl Into<String>) -> Self {
        Self::Reject(Rejected { text: text.into(), ..Rejected::default() })
    }

    /// `Some(true)` for an acceptance, `Some(false)` for a rejection, `None` for neither.
    pub const fn decision(&self) -> Option<bool> {
        match self {
            Self::Accept(_) => Some(true),
            Self::Reject(_) => Some(false),
            Self::Skip(_) | Self::Crash(_) => None,
        }
    }

    /// `true` for an acceptance.
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::Accept(_))
    }

    /// The kinds of fault, each once, in the order of the vocabulary; empty when accepted.
    pub fn reasons(&self) -> Vec<Reason> {
        let Self::Reject(rejected) = self else {
            return Vec::new();
        };
        let mut reasons: Vec<_> = rejected.breaches.iter().map(|breach| breach.reason).collect();
        reasons.sort();
        reasons.dedup();
        reasons
    }

    /// What it cost, where that is known.
    pub const fn cost(&self) -> Option<Cost> {
        match self {
            Self::Accept(accepted) => accepted.cost,
            Self::Reject(rejected) => rejected.cost,
            Self::Skip(_) | Self::Crash(_) => None,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accept(_) => f.write_str("accept"),
            Self::Reject(rejected) if rejected.breaches.is_empty() => write!(f, "reject ({})", rejected.text),
            Self::Reject(_) => {
                f.write_str("reject:")?;
                self.reasons().iter().try_for_each(|reason| write!(f, " {reason}"))
            }
            Self::Skip(why) => write!(f, "skip ({why})"),
            Self::Crash(how) => write!(f, "crash ({how})"),
        }
    }
}

/// What a verifier can say, and what it looks at. What it does not look at it cannot be wrong about: relations on it
/// are skipped aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// It gives every reason, with [`Breach`]es.
    pub reasons: bool,
    /// It tells what a verification cost.
    pub cost: bool,
    /// It tells the accepted path.
    pub path: bool,
    /// It builds paths: intermediates may come in any order, with strangers among them.
    pub path_building: bool,
    /// It checks the reference identifier.
    pub identity: bool,
    /// It reads extended key usage.
    pub extended_key_usage: bool,
    /// It reads name constraints.
    pub name_constraints: bool,
    /// It processes certificate policies.
    pub certificate_policies: bool,
    /// It reads CRLs.
    pub crls: bool,
    /// It has a deny list of keys.
    pub distrust: bool,
    /// The named policy it behaves by, where there is one for it; `None` when it takes any policy.
    pub policy: Option<&'static str>,
}

impl Capabilities {
    /// Everything: the core.
    pub const ALL: Self = Self {
        reasons: true,
        cost: true,
        path: true,
        path_building: true,
        identity: true,
        extended_key_usage: true,
        name_constraints: true,
        certificate_policies: true,
        crls: true,
        distrust: true,
        policy: None,
    };

    /// What a TLS client's verifier does: yes or no about a server, by paths, identity, purposes and name constraints.
    pub const TLS: Self = Self {
        reasons: false,
        cost: false,
        path: false,
        certificate_policies: false,
        crls: false,
        distrust: false,
        policy: Some("rustls"),
        ..Self::ALL
    };
}
