//! Expected findings against observed ones: what was found, what was missed, what was reported without being expected.
//!
//! **When an expected finding is found.** The best path has a finding at the same certificate whose reason is one of
//! those its text stands for ([`Fault`]). For an expected error that finding must be an error too, and each of our
//! findings answers for one expected error only; which for which is a matching of greatest size, so that the order of
//! the lists does not count. An expected warning is found by a finding of any severity, even one that already answers
//! for an error: BoringSSL's warnings as often qualify an error on the same certificate ("RSA modulus too small",
//! "Unacceptable public key") as they stand alone. Identical texts on one certificate count once.
//!
//! **What is spurious.** An error of ours at a certificate where no expected error stands for its reason.

use serde::Serialize;
use verifail::{Reason, Requirement, Severity};

use crate::outcome::{CaseResult, Observed};
use crate::score::share;

/// What a text of another verifier stands for in our vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Reasons under which we may report it.
    pub reasons: &'static [Reason],
    /// The rules meant, where the text is that precise; empty where any rule of those reasons will do.
    pub requirements: &'static [Requirement],
}

/// A finding that a suite expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Position in the path; 0 is the end entity.
    pub cert: usize,
    /// The path is refused for it.
    pub is_error: bool,
    /// The suite's text.
    pub text: String,
    /// What it stands for; `None` for a text that is not known, which is never found.
    pub fault: Option<Fault>,
}

/// An expected finding that was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missed {
    /// The case.
    pub id: String,
    /// The certificate.
    pub cert: usize,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The suite's text.
    pub error: String,
    /// The text is in no table of ours.
    pub unknown_text: bool,
}

/// An error that was reported without being expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spurious {
    /// The case.
    pub id: String,
    /// The certificate.
    pub cert: usize,
    /// The code of the reason.
    pub reason: &'static str,
    /// The code of the rule.
    pub requirement: &'static str,
}

/// How well reasons agree.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FindingScore {
    /// Findings the suite expects, in the cases that were run.
    pub expected_findings: usize,
    /// Those found.
    pub found: usize,
    /// Those found by the very rule the text names, not only by its kind of fault.
    pub found_by_requirement: usize,
    /// Found of expected; `None` when nothing was expected.
    pub recall: Option<f64>,
    /// Errors of ours, in all.
    pub error_findings: usize,
    /// Errors of ours that were not expected.
    pub spurious: usize,
    /// The expected findings that were not found.
    pub missed: Vec<Missed>,
    /// The errors of ours that were not expected.
    pub spurious_findings: Vec<Spurious>,
}

impl FindingScore {
    /// Counts the cases of which the suite states the findings and that have a verdict; `None` when there is none.
    pub fn of<'c>(cases: impl IntoIterator<Item = &'c CaseResult>) -> Option<Self> {
        let mut score = Self::default();
        let mut stated = false;
        for case in cases.into_iter().filter(|case| case.findings_stated) {
            stated = true;
            // A crash finds nothing; a skipped case is not asked.
            if !matches!(case.observation.outcome, crate::outcome::Outcome::Skip(_)) {
                score.add(&case.id, &case.expected_findings, &case.observation.findings);
            }
        }
        score.recall = share(score.found, score.expected_findings);
        stated.then_some(score)
    }

    fn add(&mut self, id: &str, expected: &[Expected], observed: &[Observed]) {
        let expected = distinct(expected);
        let matches = matched(&expected, observed);
        self.expected_findings += expected.len();
        for (expected, at) in expected.iter().zip(matches) {
            match at.and_then(|at| observed.get(at)) {
                Some(finding) => {
                    self.found += 1;
                    self.found_by_requirement += usize::from(expected.names(finding));
                }
                None => self.missed.push(Missed {
                    id: id.to_owned(),
                    cert: expected.cert,
                    severity: if expected.is_error { "error" } else { "warning" },
                    error: expected.text.clone(),
                    unknown_text: expected.fault.is_none(),
                }),
            }
        }
        for finding in observed.iter().filter(|f| f.severity == Severity::Error) {
            self.error_findings += 1;
            if !expected.iter().any(|e| e.is_error && e.cert == finding.cert && e.stands_for(finding)) {
                self.spurious += 1;
                self.spurious_findings.push(Spurious {
                    id: id.to_owned(),
                    cert: finding.cert,
                    reason: finding.reason.code(),
                    requirement: finding.requirement.code(),
                });
            }
        }
    }
}

impl Expected {
    fn stands_for(&self, finding: &Observed) -> bool {
        self.fault.is_some_and(|fault| fault.reasons.contains(&finding.reason))
    }

    fn names(&self, finding: &Observed) -> bool {
        self.fault
            .is_some_and(|fault| fault.requirements.is_empty() || fault.requirements.contains(&finding.requirement))
    }

    fn answered_by(&self, finding: &Observed) -> bool {
        self.cert == finding.cert && self.stands_for(finding) && (!self.is_error || finding.severity == Severity::Error)
    }
}

/// Without repetitions of (certificate, severity, text).
fn distinct(expected: &[Expected]) -> Vec<&Expected> {
    let mut distinct: Vec<&Expected> = Vec::with_capacity(expected.len());
    for one in expected {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// For each expected finding the position of the observed one that answers for it.
fn matched(expected: &[&Expected], observed: &[Observed]) -> Vec<Option<usize>> {
    let candidates: Vec<Vec<usize>> = expected
        .iter()
        .map(|one| {
            let mut fit: Vec<usize> =
                (0..).zip(observed).filter(|(_, f)| one.answered_by(f)).map(|(at, _)| at).collect();
            fit.sort_by_key(|at| observed.get(*at).is_some_and(|f| !one.names(f)));
            fit
        })
        .collect();
    let mut owner: Vec<Option<usize>> = vec![None; observed.len()];
    for (at, _) in expected.iter().enumerate().filter(|(_, one)| one.is_error) {
        augment(at, &candidates, &mut owner, &mut vec![false; observed.len()]);
    }
    (0..)
        .zip(expected)
        .map(|(at, one)| {
            if one.is_error {
                owner.iter().position(|owned_by| *owned_by == Some(at))
            } else {
                candidates.get::<usize>(at).and_then(|fit| fit.first().copied())
            }
        })
        .collect()
}

/// Gives `expected` a finding of its own, moving others to their alternatives where that frees one.
fn augment(expected: usize, candidates: &[Vec<usize>], owner: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &finding in candidates.get(expected).into_iter().flatten() {
        match seen.get_mut(finding) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let free = match owner.get(finding).copied().flatten() {
            None => true,
            Some(other) => augment(other, candidates, owner, seen),
        };
        if free && let Some(owner) = owner.get_mut(finding) {
            *owner = Some(expected);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const EKU: Fault = Fault { reasons: &[Reason::EkuMissingOrWrong], requirements: &[Requirement::KeyPurpose] };
    const CODE_SIGNING: Fault =
        Fault { reasons: &[Reason::EkuMissingOrWrong], requirements: &[Requirement::NoCodeSigning] };

    fn error(cert: usize, text: &str, fault: Fault) -> Expected {
        Expected { cert, is_error: true, text: text.to_owned(), fault: Some(fault) }
    }

    fn warning(cert: usize, text: &str, fault: Fault) -> Expected {
        Expected { is_error: false, ..error(cert, text, fault) }
    }

    fn got(cert: usize, requirement: Requirement, severity: Severity) -> Observed {
        Observed { cert, reason: requirement.reason(), requirement, severity }
    }

    /// Expects (expected, found, by requirement, spurious).
    fn check(expected: &[Expected], observed: &[Observed], counts: (usize, usize, usize, usize)) {
        let mut score = FindingScore::default();
        score.add("case", expected, observed);
        assert_eq!((score.expected_findings, score.found, score.found_by_requirement, score.spurious), counts);
        assert_eq!(score.missed.len(), score.expected_findings - score.found);
    }

    #[test]
    fn the_right_reason_at_the_wrong_certificate_is_missed_and_spurious() {
        check(&[error(1, "eku", EKU)], &[got(0, Requirement::KeyPurpose, Severity::Error)], (1, 0, 0, 1));
        check(&[error(1, "eku", EKU)], &[got(1, Requirement::KeyPurpose, Severity::Error)], (1, 1, 1, 0));
    }

    #[test]
    fn one_finding_does_not_answer_for_two_different_errors() {
        let expected = [error(0, "eku", EKU), error(0, "code signing", CODE_SIGNING)];
        let one = [got(0, Requirement::NoCodeSigning, Severity::Error)];
        check(&expected, &one, (2, 1, 0, 0));
        let two =
            [got(0, Requirement::NoCodeSigning, Severity::Error), got(0, Requirement::KeyPurpose, Severity::Error)];
        check(&expected, &two, (2, 2, 2, 0));
    }

    #[test]
    fn repeated_texts_on_one_certificate_count_once() {
        let expected = [error(0, "eku", EKU), error(0, "eku", EKU)];
        check(&expected, &[got(0, Requirement::KeyPurpose, Severity::Error)], (1, 1, 1, 0));
    }

    #[test]
    fn an_expected_error_that_we_only_warn_of_is_missed() {
        check(&[error(0, "eku", EKU)], &[got(0, Requirement::KeyPurpose, Severity::Warning)], (1, 0, 0, 0));
    }

    #[test]
    fn an_expected_warning_does_not_excuse_an_error_of_ours() {
        let observed = [got(0, Requirement::KeyPurpose, Severity::Error)];
        check(&[warning(0, "eku", EKU)], &observed, (1, 1, 1, 1));
    }

    #[test]
    fn a_text_that_is_not_known_is_never_found() {
        let unknown = Expected { fault: None, ..error(0, "the moon is wrong", EKU) };
        let mut score = FindingScore::default();
        score.add("case", &[unknown], &[got(0, Requirement::KeyPurpose, Severity::Error)]);
        assert_eq!((score.found, score.missed.first().map(|m| m.unknown_text)), (0, Some(true)));
    }

    #[test]
    fn the_matching_is_of_greatest_size_whatever_the_order() {
        const EITHER: Fault = Fault { reasons: &[Reason::Expired, Reason::KeyUsage], requirements: &[] };
        const EXPIRED: Fault = Fault { reasons: &[Reason::Expired], requirements: &[] };
        let observed =
            [got(0, Requirement::NotAfter, Severity::Error), got(0, Requirement::KeyCertSign, Severity::Error)];
        check(&[error(0, "either", EITHER), error(0, "expired", EXPIRED)], &observed, (2, 2, 2, 0));
        check(&[error(0, "expired", EXPIRED), error(0, "either", EITHER)], &observed, (2, 2, 2, 0));
    }
}
