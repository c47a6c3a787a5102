//! What came of one case, as a type. Counting is [`score`](crate::score)'s.

use std::panic::{self, AssertUnwindSafe};

use verifail::{Reason, Requirement, Severity, Verdict};

/// What a suite, or a recorded verifier, says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The chain is trusted.
    Accept,
    /// It is not.
    Reject,
}

impl Expectation {
    /// `accept` or `reject`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
        }
    }
}

/// What came of running a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The verifier trusts the chain.
    Accept,
    /// It does not, for these reasons (codes of ours, texts of another verifier).
    Reject(Vec<String>),
    /// The case asks for something that cannot be asked of the verifier; why.
    Skip(String),
    /// The case could not be run: unreadable, or the verifier crashed.
    HarnessError(String),
}

impl Outcome {
    /// The decision, when there is one.
    pub const fn decision(&self) -> Option<Expectation> {
        match self {
            Self::Accept => Some(Expectation::Accept),
            Self::Reject(_) => Some(Expectation::Reject),
            Self::Skip(_) | Self::HarnessError(_) => None,
        }
    }

    /// `accept`, `reject`, `skip` or `harness-error`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Accept => Expectation::Accept.code(),
            Self::Reject(_) => Expectation::Reject.code(),
            Self::Skip(_) => "skip",
            Self::HarnessError(_) => "harness-error",
        }
    }

    /// The reasons of a rejection, or why there is no decision.
    pub fn details(&self) -> Vec<String> {
        match self {
            Self::Accept => Vec::new(),
            Self::Reject(reasons) => reasons.clone(),
            Self::Skip(why) | Self::HarnessError(why) => vec![why.clone()],
        }
    }
}

/// A finding of the best path, reduced to what a suite can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// Position in the path; 0 is the end entity.
    pub cert: usize,
    /// The kind of fault.
    pub reason: Reason,
    /// The rule.
    pub requirement: Requirement,
    /// Its weight.
    pub severity: Severity,
}

/// An outcome with the findings behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The outcome.
    pub outcome: Outcome,
    /// The findings of the best path; empty without a verdict.
    pub findings: Vec<Observed>,
}

impl Observation {
    /// What a verdict says.
    pub fn of(verdict: &Verdict<'_>) -> Self {
        let outcome = if verdict.is_accepted() {
            Outcome::Accept
        } else {
            Outcome::Reject(verdict.reasons().iter().map(|reason| reason.code().to_owned()).collect())
        };
        let findings = verdict
            .findings()
            .iter()
            .map(|f| Observed { cert: f.depth, reason: f.reason, requirement: f.requirement, severity: f.severity })
            .collect();
        Self { outcome, findings }
    }
}

impl From<Outcome> for Observation {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, findings: Vec::new() }
    }
}

/// Why a case has no verdict. `?` in a case's code ends in one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoVerdict {
    /// See [`Outcome::Skip`].
    Skip(String),
    /// See [`Outcome::HarnessError`].
    HarnessError(String),
}

impl From<NoVerdict> for Outcome {
    fn from(why: NoVerdict) -> Self {
        match why {
            NoVerdict::Skip(why) => Self::Skip(why),
            NoVerdict::HarnessError(why) => Self::HarnessError(why),
        }
    }
}

/// Runs one case. A panic inside is that case's harness error, and the next case runs.
pub fn guarded<T: From<Outcome>>(run: impl FnOnce() -> Result<T, NoVerdict>) -> T {
    match panic::catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(observation)) => observation,
        Ok(Err(why)) => T::from(why.into()),
        Err(payload) => {
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
            T::from(Outcome::HarnessError(format!("crashed: {}", text.unwrap_or_default())))
        }
    }
}

/// One case of a suite after its run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// The suite's name for it.
    pub id: String,
    /// The group it is counted in.
    pub namespace: String,
    /// What the suite expects; `None` when that could not be read (then the outcome is no verdict either).
    pub expected: Option<Expectation>,
    /// What came of it.
    pub observation: Observation,
    /// The findings the suite expects; empty for suites, and cases, that expect none by name.
    pub expected_findings: Vec<crate::findings::Expected>,
    /// Whether the suite says anything of findings in this case, were it only that there are none.
    pub findings_stated: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_a_harness_error_of_its_case() {
        let outcome: Outcome = guarded(|| {
            let none: Vec<Outcome> = Vec::new();
            Ok(none.into_iter().next().unwrap())
        });
        assert!(matches!(&outcome, Outcome::HarnessError(why) if why.starts_with("crashed: ")), "{outcome:?}");
        assert_eq!(outcome.decision(), None);
    }

    #[test]
    fn a_case_that_cannot_be_asked_is_skipped_with_its_reason() {
        let outcome: Outcome = guarded(|| Err(NoVerdict::Skip("no such purpose".to_owned())));
        assert_eq!((outcome.code(), outcome.details()), ("skip", vec!["no such purpose".to_owned()]));
    }
}
