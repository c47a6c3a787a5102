//! What must come of a file: `expect rustls reject expired, name-mismatch`.

use std::fmt;

use verifail::{Policy, Reason};

use super::error::ChainError;
use super::line::Line;
use super::value::print_list;
use crate::verifier::Outcome;

/// The answer under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    policy: &'static str,
    decision: Decision,
}

/// Yes or no, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Trusted.
    Accept,
    /// Not trusted. Exactly for these reasons, or, without any, for whatever reasons.
    Reject(Vec<Reason>),
}

impl Expectation {
    /// States an answer; `None` when no policy has that name.
    pub fn new(policy: &str, decision: Decision) -> Option<Self> {
        Policy::named(policy).map(|policy| Self { policy: policy.name(), decision })
    }

    /// States the answer that was given; `None` when there was none, or when no policy has that name.
    pub fn of(policy: &str, outcome: &Outcome) -> Option<Self> {
        let decision = match outcome {
            Outcome::Accept(_) => Decision::Accept,
            Outcome::Reject(_) => Decision::Reject(outcome.reasons()),
            Outcome::Skip(_) | Outcome::Crash(_) => return None,
        };
        Self::new(policy, decision)
    }

    /// The policy's name.
    pub const fn policy(&self) -> &'static str {
        self.policy
    }

    /// The answer.
    pub const fn decision(&self) -> &Decision {
        &self.decision
    }

    /// Whether an outcome is the answer. Reasons are compared as sets.
    pub fn agrees_with(&self, outcome: &Outcome) -> bool {
        match (&self.decision, outcome) {
            (Decision::Accept, Outcome::Accept(_)) => true,
            (Decision::Reject(expected), Outcome::Reject(_)) => {
                let mut expected = expected.clone();
                expected.sort();
                expected.dedup();
                expected.is_empty() || expected == outcome.reasons()
            }
            _ => false,
        }
    }

    pub(super) fn read(line: &mut Line<'_>) -> Result<Self, ChainError> {
        let name = line.word("the name of a policy")?;
        let Some(policy) = Policy::named(name) else {
            let names: Vec<_> = Policy::all().iter().map(Policy::name).collect();
            return Err(line.error_before(format!("the name of a policy ({})", names.join(", "))));
        };
        let decision = if line.take_word("accept") {
            Decision::Accept
        } else if line.take_word("reject") {
            let reasons = if line.end().is_ok() { Vec::new() } else { line.list(read_reason)? };
            Decision::Reject(reasons)
        } else {
            return Err(line.error("\"accept\" or \"reject\""));
        };
        Ok(Self { policy: policy.name(), decision })
    }
}

impl fmt::Display for Expectation {
    /// The line of a file: `expect rustls reject expired`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { policy, decision } = self;
        write!(f, "expect {policy} ")?;
        match decision {
            Decision::Accept => f.write_str("accept"),
            Decision::Reject(reasons) if reasons.is_empty() => f.write_str("reject"),
            Decision::Reject(reasons) => {
                let mut list = String::new();
                print_list(&mut list, reasons, |out, reason| out.push_str(reason.code()));
                write!(f, "reject {list}")
            }
        }
    }
}

fn read_reason(line: &mut Line<'_>) -> Result<Reason, ChainError> {
    let code = line.word("the code of a reason")?;
    let reason = Reason::ALL.iter().copied().find(|reason| reason.code() == code);
    reason.ok_or_else(|| line.error_before("the code of a reason"))
}
