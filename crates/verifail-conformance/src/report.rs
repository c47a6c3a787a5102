//! What a run says: the JSON document, and the same for people. Nothing is counted here that is not in the document.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use verifail::Severity;

use crate::exceptions::{Exceptions, Stale};
use crate::findings::{FindingScore, Missed, Spurious};
use crate::matrix::Column;
use crate::outcome::{CaseResult, Expectation, Outcome};
use crate::score::{self, Score, share};

/// A whole run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// `limbo`, `chains` or `pkits`.
    pub suite: &'static str,
    /// The policy asked.
    pub policy: String,
    /// Agreement with the suite's expectation.
    #[serde(flatten)]
    pub score: Score,
    /// The same by namespace.
    pub by_namespace: BTreeMap<String, Score>,
    /// Agreement of reasons, for a suite that states them.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub findings: Option<FindingScore>,
    /// Cases decided otherwise than the suite expects.
    pub divergent: Vec<Divergence>,
    /// Cases that were not asked or could not be run, each with the reason.
    pub without_verdict: Vec<WithoutVerdict>,
    /// Agreement with other verifiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Comparison>,
    /// Exceptions that no longer apply.
    pub stale_exceptions: Vec<Stale>,
    /// Exceptions whose case is not in the file.
    pub absent_exceptions: Vec<String>,
}

/// A case decided otherwise than expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Divergence {
    /// The case.
    pub id: String,
    /// `accept` or `reject`.
    pub expected: &'static str,
    /// `accept`, `reject` or `harness-error`.
    pub got: &'static str,
    /// Our reasons.
    pub reasons: Vec<String>,
    /// Our errors with their certificates, where there is a verdict of ours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
    /// What the other side said, where it gave a text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expected_because: Vec<String>,
    /// The reason of the exception that covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// A case without a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutVerdict {
    /// The case.
    pub id: String,
    /// `skip` or `harness-error`.
    pub outcome: &'static str,
    /// Why.
    pub why: String,
}

/// Agreement with another verifier's verdicts.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The verifier.
    pub verifier: String,
    /// Cases that both decided, or that we failed to run.
    pub cases: usize,
    /// Decided alike.
    pub agree: usize,
    /// Agreeing of all compared, between 0 and 1.
    pub agreement: Option<f64>,
    /// Cases that either skipped.
    pub skipped: usize,
    /// Cases of which the other has no record.
    pub missing: usize,
    /// Cases decided differently; `expected` is the other's verdict.
    pub divergent: Vec<Divergence>,
}

impl Report {
    /// Counts a suite's results.
    pub fn new(suite: &'static str, policy: &str, cases: &[CaseResult], exceptions: &Exceptions<'_>) -> Self {
        let divergent: Vec<Divergence> =
            cases.iter().filter_map(|case| Divergence::of(case, case.expected?, Vec::new(), exceptions)).collect();
        let without_verdict = cases
            .iter()
            .filter(|case| case.observation.outcome.decision().is_none())
            .map(|case| WithoutVerdict {
                id: case.id.clone(),
                outcome: case.observation.outcome.code(),
                why: case.observation.outcome.details().join(", "),
            })
            .collect();
        Self {
            suite,
            policy: policy.to_owned(),
            score: Score::of(cases),
            by_namespace: score::by_namespace(cases),
            findings: FindingScore::of(cases),
            stale_exceptions: exceptions.stale(diverges(cases, &divergent)),
            absent_exceptions: exceptions.absent(diverges(cases, &divergent)),
            divergent,
            without_verdict,
            against: Vec::new(),
        }
    }

    /// Adds a comparison with a recorded column.
    pub fn compare_with_column(&mut self, cases: &[CaseResult], column: &Column, exceptions: &Exceptions<'_>) {
        self.compare(&column.name, cases, exceptions, |id| {
            column.verdicts.get(id).map(|verdict| verdict.map(|verdict| (verdict, Vec::new())))
        });
    }

    /// Adds a comparison with a verifier that was run on the same cases.
    pub fn compare_with_run(
        &mut self,
        verifier: &str,
        cases: &[CaseResult],
        run: &BTreeMap<String, Outcome>,
        exceptions: &Exceptions<'_>,
    ) {
        self.compare(verifier, cases, exceptions, |id| {
            run.get(id).map(|outcome| outcome.decision().map(|decision| (decision, outcome.details())))
        });
    }

    fn compare(
        &mut self,
        verifier: &str,
        cases: &[CaseResult],
        exceptions: &Exceptions<'_>,
        theirs: impl Fn(&str) -> Option<Option<(Expectation, Vec<String>)>>,
    ) {
        let mut comparison = Comparison {
            verifier: verifier.to_owned(),
            cases: 0,
            agree: 0,
            agreement: None,
            skipped: 0,
            missing: 0,
            divergent: Vec::new(),
        };
        for case in cases {
            let skipped = matches!(case.observation.outcome, Outcome::Skip(_));
            match theirs(&case.id) {
                None => comparison.missing += 1,
                Some(None) => comparison.skipped += 1,
                Some(Some(_)) if skipped => comparison.skipped += 1,
                Some(Some((verdict, because))) => {
                    comparison.cases += 1;
                    match Divergence::of(case, verdict, because, exceptions) {
                        None => comparison.agree += 1,
                        Some(divergence) => comparison.divergent.push(divergence),
                    }
                }
            }
        }
        comparison.agreement = share(comparison.agree, comparison.cases);
        self.stale_exceptions.extend(exceptions.stale(diverges(cases, &comparison.divergent)));
        self.absent_exceptions.extend(exceptions.absent(diverges(cases, &comparison.divergent)));
        self.against.push(comparison);
    }

    /// Divergences that no exception covers: from the other verifiers where some were asked about, else from the suite.
    pub fn unexplained(&self) -> usize {
        let unexplained = |divergent: &[Divergence]| divergent.iter().filter(|d| d.known.is_none()).count();
        match self.against.as_slice() {
            [] => unexplained(&self.divergent),
            against => against.iter().map(|comparison| unexplained(&comparison.divergent)).sum(),
        }
    }
}

impl Divergence {
    /// `None` when the case is decided as expected, or was not asked.
    fn of(case: &CaseResult, expected: Expectation, because: Vec<String>, exceptions: &Exceptions<'_>) -> Option<Self> {
        let outcome = &case.observation.outcome;
        if matches!(outcome, Outcome::Skip(_)) || outcome.decision() == Some(expected) {
            return None;
        }
        Some(Self {
            id: case.id.clone(),
            expected: expected.code(),
            got: outcome.code(),
            reasons: outcome.details(),
            findings: case
                .observation
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .map(|f| format!("certificate {}: {} ({})", f.cert, f.reason, f.requirement))
                .collect(),
            expected_because: because,
            known: exceptions.find(&case.id).map(|exception| exception.reason.clone()),
        })
    }
}

/// Whether a case diverges; `None` for one that is not in the file.
fn diverges<'c>(cases: &'c [CaseResult], divergent: &'c [Divergence]) -> impl Fn(&str) -> Option<bool> + 'c {
    |id| {
        let known = cases.iter().any(|case| case.id == id);
        known.then(|| divergent.iter().any(|divergence| divergence.id == id))
    }
}

/// A report for people; with `list` every divergent case, missed finding and spurious one has its line.
#[derive(Clone, Copy, Debug)]
pub struct Text<'r> {
    /// The report.
    pub report: &'r Report,
    /// Whether cases are listed.
    pub list: bool,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.report;
        writeln!(f, "{} under policy {}", report.suite, report.policy)?;
        for (namespace, score) in &report.by_namespace {
            line(f, namespace, score)?;
        }
        line(f, "all", &report.score)?;
        if let Some(findings) = &report.findings {
            writeln!(
                f,
                "findings: {} of {} found ({}), {} by the very rule; {} of {} errors spurious",
                findings.found,
                findings.expected_findings,
                Percent(findings.recall),
                findings.found_by_requirement,
                findings.spurious,
                findings.error_findings
            )?;
        }
        for comparison in &report.against {
            writeln!(
                f,
                "against {}: {} of {} agree ({}), {} skipped, {} without a record",
                comparison.verifier,
                comparison.agree,
                comparison.cases,
                Percent(comparison.agreement),
                comparison.skipped,
                comparison.missing
            )?;
        }
        for case in &report.without_verdict {
            writeln!(f, "{}: {}: {}", case.outcome, case.id, case.why)?;
        }
        if self.list {
            self.list(f)?;
        }
        for stale in &report.stale_exceptions {
            writeln!(f, "stale exception: {}: {}", stale.id, stale.why)?;
        }
        for id in &report.absent_exceptions {
            writeln!(f, "exception not used: {id}: the file has no such case")?;
        }
        Ok(())
    }
}

impl Text<'_> {
    fn list(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for divergence in &self.report.divergent {
            writeln!(f, "divergent from the suite: {divergence}")?;
        }
        for comparison in &self.report.against {
            for divergence in &comparison.divergent {
                writeln!(f, "divergent from {}: {divergence}", comparison.verifier)?;
            }
        }
        if let Some(findings) = &self.report.findings {
            for Missed { id, cert, severity, error, unknown_text } in &findings.missed {
                let unknown = if *unknown_text { " (unknown text)" } else { "" };
                writeln!(f, "missed: {id}: certificate {cert}: {severity}: {error}{unknown}")?;
            }
            for spurious in &findings.spurious_findings {
                let Spurious { id, cert, reason, requirement } = spurious;
                writeln!(f, "spurious: {id}: certificate {cert}: {reason} ({requirement})")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Divergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.id, self.expected)?;
        if !self.expected_because.is_empty() {
            write!(f, " ({})", self.expected_because.join(", "))?;
        }
        write!(f, ", got {}", self.got)?;
        let details = if self.findings.is_empty() { &self.reasons } else { &self.findings };
        if !details.is_empty() {
            write!(f, " ({})", details.join(", "))?;
        }
        self.known.as_ref().map_or(Ok(()), |known| write!(f, "; known: {known}"))
    }
}

fn line(f: &mut fmt::Formatter<'_>, namespace: &str, score: &Score) -> fmt::Result {
    writeln!(
        f,
        "{namespace:44} {:4} cases {:4} agree {:3} false accept {:3} false reject {:3} skipped {:3} harness error  {}",
        score.cases,
        score.agree,
        score.false_accept,
        score.false_reject,
        score.skipped,
        score.harness_error,
        Percent(score.balanced_accuracy)
    )
}

/// A share as a percentage, `-` for none.
struct Percent(Option<f64>);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(share) => write!(f, "{:.2} %", share * 100.0),
            None => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests;
