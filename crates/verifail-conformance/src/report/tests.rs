//! The fields of the document, and what counts as diverging.

use super::*;
use crate::exceptions;
use crate::findings::{Expected, Fault};
use crate::outcome::{Observation, Observed};
use verifail::{Reason, Requirement, Severity};

fn cases() -> Vec<CaseResult> {
    let case = |id: &str, expected, outcome: Outcome| CaseResult {
        id: id.to_owned(),
        namespace: id.split("::").next().unwrap().to_owned(),
        expected: Some(expected),
        observation: outcome.into(),
        expected_findings: Vec::new(),
        findings_stated: false,
    };
    vec![
        case("a::good", Expectation::Accept, Outcome::Accept),
        case("a::bad", Expectation::Reject, Outcome::Accept),
        case("b::bad", Expectation::Reject, Outcome::Reject(vec!["expired".to_owned()])),
        case("b::odd", Expectation::Reject, Outcome::Skip("unknown".to_owned())),
        case("b::broken", Expectation::Reject, Outcome::HarnessError("no PEM".to_owned())),
    ]
}

fn known(toml: &str) -> Vec<exceptions::Exception> {
    exceptions::read(toml).unwrap()
}

const KNOWN: &str = r#"
    [[exception]]
    id = "a::bad"
    policy = "rustls"
    reason = "it is a rule for the CA"
    link = "https://example.com"
    [[exception]]
    id = "b::broken"
    policy = "rustls"
    reason = "unreadable"
    link = "https://example.com"
"#;

#[test]
fn the_document_has_exactly_the_agreed_names() {
    let report = Report::new("limbo", "rustls", &cases(), &Exceptions::for_comparison(&[], "rustls", None));
    let json = serde_json::to_value(&report).unwrap();
    for (field, value) in [("cases", 5), ("agree", 2), ("false_accept", 1), ("skipped", 1), ("harness_error", 1)] {
        assert_eq!(json[field], value, "{field}");
    }
    assert_eq!((json["suite"].as_str(), json["policy"].as_str()), (Some("limbo"), Some("rustls")));
    assert_eq!(json["false_reject"], 0);
    assert_eq!(json["balanced_accuracy"], (1.0 + 1.0 / 3.0) / 2.0);
    assert_eq!(json["by_namespace"]["b"]["agree"], 1);
    assert!(json.get("recall").is_none(), "a suite that states no findings has no recall");
    assert_eq!(json["divergent"][0]["id"], "a::bad");
}

#[test]
fn a_suite_that_states_findings_has_recall_and_spurious_at_the_top() {
    let mut cases = cases();
    let expired = Fault { reasons: &[Reason::Expired], requirements: &[] };
    cases[2].findings_stated = true;
    cases[2].expected_findings =
        vec![Expected { cert: 0, is_error: true, text: "Time is after notAfter".to_owned(), fault: Some(expired) }];
    let observed = |requirement: Requirement| Observed {
        cert: 0,
        reason: requirement.reason(),
        requirement,
        severity: Severity::Error,
    };
    cases[2].observation = Observation {
        outcome: Outcome::Reject(Vec::new()),
        findings: vec![observed(Requirement::NotAfter), observed(Requirement::KeyPurpose)],
    };
    let report = Report::new("chains", "rustls", &cases, &Exceptions::for_comparison(&[], "rustls", None));
    let json = serde_json::to_value(&report).unwrap();
    for (field, value) in [("expected_findings", 1), ("found", 1), ("spurious", 1), ("error_findings", 2)] {
        assert_eq!(json[field], value, "{field}");
    }
    assert_eq!(json["recall"], 1.0);
}

#[test]
fn an_exception_covers_its_divergence_and_nothing_else_is_stale() {
    let known = known(KNOWN);
    let report = Report::new("limbo", "rustls", &cases(), &Exceptions::for_comparison(&known, "rustls", None));
    assert_eq!(report.unexplained(), 0);
    assert_eq!(report.stale_exceptions, []);
    assert_eq!(report.divergent[0].known.as_deref(), Some("it is a rule for the CA"));
    let other = Report::new("limbo", "go", &cases(), &Exceptions::for_comparison(&known, "go", None));
    assert_eq!(other.unexplained(), 2);
}

#[test]
fn an_exception_for_a_case_that_agrees_is_stale() {
    let known = known(&KNOWN.replace("a::bad", "b::bad"));
    let report = Report::new("limbo", "rustls", &cases(), &Exceptions::for_comparison(&known, "rustls", None));
    let stale: Vec<_> = report.stale_exceptions.iter().map(|s| s.id.as_str()).collect();
    assert_eq!((stale, report.unexplained()), (vec!["b::bad"], 1));
}

#[test]
fn a_recorded_verifier_is_compared_where_both_decided() {
    let table = "id\tgo\na::good\tFAILURE\na::bad\tSUCCESS\nb::bad\tSKIPPED\nb::odd\tFAILURE\n";
    let column = crate::matrix::column(table, "go").unwrap();
    let none = Exceptions::for_comparison(&[], "rustls", Some("go"));
    let mut report = Report::new("limbo", "rustls", &cases(), &Exceptions::for_comparison(&[], "rustls", None));
    report.compare_with_column(&cases(), &column, &none);
    let against = &report.against[0];
    assert_eq!((against.cases, against.agree, against.skipped, against.missing), (2, 1, 2, 1));
    assert_eq!((against.agreement, against.divergent[0].id.as_str()), (Some(0.5), "a::good"));
    assert_eq!(report.unexplained(), 1, "only the comparison counts then");
    let text = Text { report: &report, list: true }.to_string();
    assert!(text.contains("divergent from go: a::good: expected reject, got accept"), "{text}");
    assert!(text.contains("skip: b::odd: unknown"), "{text}");
}
