//! Counts: verdicts that agree with a suite, in all and by namespace. Reasons are counted by
//! [`findings`](crate::findings).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::outcome::{CaseResult, Expectation, Outcome};

/// Agreement of verdicts with what a suite expects.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// All cases, the skipped ones included.
    pub cases: usize,
    /// The decision is the expected one.
    pub agree: usize,
    /// Accepted, and should not be.
    pub false_accept: usize,
    /// Rejected, and should not be.
    pub false_reject: usize,
    /// Not asked.
    pub skipped: usize,
    /// Unreadable, or crashed.
    pub harness_error: usize,
    /// The mean of two recalls: of the cases to be accepted, and of those to be rejected. A harness error counts as
    /// wrong, a skipped case not at all. With one of the two kinds only, its recall; `None` with neither.
    pub balanced_accuracy: Option<f64>,
    #[serde(skip)]
    to_accept: Recall,
    #[serde(skip)]
    to_reject: Recall,
}

/// How many of a kind there are and how many came out right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Recall {
    all: usize,
    right: usize,
}

impl Score {
    /// Counts cases.
    pub fn of<'c>(cases: impl IntoIterator<Item = &'c CaseResult>) -> Self {
        let mut score = Self::default();
        for case in cases {
            score.add(case.expected, &case.observation.outcome);
        }
        score.balanced_accuracy = match (ratio(score.to_accept), ratio(score.to_reject)) {
            (Some(accept), Some(reject)) => Some(f64::midpoint(accept, reject)),
            (one, other) => one.or(other),
        };
        score
    }

    fn add(&mut self, expected: Option<Expectation>, outcome: &Outcome) {
        self.cases += 1;
        let got = match outcome {
            Outcome::Skip(_) => {
                self.skipped += 1;
                return;
            }
            Outcome::HarnessError(_) => {
                self.harness_error += 1;
                None
            }
            Outcome::Accept => Some(Expectation::Accept),
            Outcome::Reject(_) => Some(Expectation::Reject),
        };
        let kind = match expected {
            Some(Expectation::Accept) => &mut self.to_accept,
            Some(Expectation::Reject) => &mut self.to_reject,
            None => return,
        };
        kind.all += 1;
        match (expected, got) {
            (expected, got) if expected == got => {
                kind.right += 1;
                self.agree += 1;
            }
            (_, Some(Expectation::Accept)) => self.false_accept += 1,
            (_, Some(Expectation::Reject)) => self.false_reject += 1,
            (_, None) => {}
        }
    }
}

fn ratio(recall: Recall) -> Option<f64> {
    share(recall.right, recall.all)
}

/// `part` of `whole`, between 0 and 1; `None` of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^52")]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A score for each namespace.
pub fn by_namespace(cases: &[CaseResult]) -> BTreeMap<String, Score> {
    let mut groups: BTreeMap<&str, Vec<&CaseResult>> = BTreeMap::new();
    for case in cases {
        groups.entry(&case.namespace).or_default().push(case);
    }
    groups.into_iter().map(|(namespace, cases)| (namespace.to_owned(), Score::of(cases))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(namespace: &str, expected: Expectation, outcome: Outcome) -> CaseResult {
        CaseResult {
            id: format!("{namespace}::case"),
            namespace: namespace.to_owned(),
            expected: Some(expected),
            observation: outcome.into(),
            expected_findings: Vec::new(),
            findings_stated: false,
        }
    }

    fn check(cases: &[CaseResult], agree: usize, false_accept: usize, false_reject: usize, balanced: Option<f64>) {
        let score = Score::of(cases);
        assert_eq!(
            (score.cases, score.agree, score.false_accept, score.false_reject, score.balanced_accuracy),
            (cases.len(), agree, false_accept, false_reject, balanced)
        );
    }

    #[test]
    fn balanced_accuracy_weighs_both_kinds_alike_however_many_there_are() {
        let reject = || Outcome::Reject(Vec::new());
        let mut cases = vec![case("a", Expectation::Accept, reject())];
        cases.extend((0..9).map(|_| case("a", Expectation::Reject, reject())));
        check(&cases, 9, 0, 1, Some(0.5));
        cases.push(case("a", Expectation::Accept, Outcome::Accept));
        check(&cases, 10, 0, 1, Some(0.75));
    }

    #[test]
    fn a_harness_error_is_wrong_and_a_skipped_case_is_neither() {
        let cases = [
            case("a", Expectation::Accept, Outcome::HarnessError(String::new())),
            case("a", Expectation::Accept, Outcome::Accept),
            case("a", Expectation::Accept, Outcome::Skip(String::new())),
        ];
        check(&cases, 1, 0, 0, Some(0.5));
        let score = Score::of(&cases);
        assert_eq!((score.skipped, score.harness_error), (1, 1));
    }

    #[test]
    fn nothing_to_count_has_no_accuracy() {
        check(&[], 0, 0, 0, None);
    }

    #[test]
    fn namespaces_are_counted_apart() {
        let cases = [
            case("a", Expectation::Reject, Outcome::Accept),
            case("b", Expectation::Reject, Outcome::Reject(vec!["expired".to_owned()])),
        ];
        let groups = by_namespace(&cases);
        assert_eq!((groups["a"].false_accept, groups["b"].agree), (1, 1));
    }
}
