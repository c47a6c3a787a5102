//! The reader on suites of one case, and the suite's own words: trusts, purposes, times, reports.

use super::*;

fn certificate() -> String {
    let key = rcgen::KeyPair::generate().unwrap();
    rcgen::CertificateParams::new(vec!["host.example.com".to_owned()]).unwrap().self_signed(&key).unwrap().pem()
}

fn run(fields: serde_json::Value) -> CaseResult {
    let mut case = serde_json::json!({
        "id": "house/of-cards",
        "key_purpose": "SERVER_AUTH",
        "last_cert_trust": "TRUSTED_ANCHOR",
        "chain": [certificate()],
    });
    for (name, value) in fields.as_object().unwrap() {
        case[name] = value.clone();
    }
    let suite = read(&serde_json::json!({ "source": "here", "cases": [case] }).to_string()).unwrap();
    suite.run(Policy::named(DEFAULT_POLICY).unwrap()).remove(0)
}

fn check_skipped(fields: serde_json::Value, why: &str) {
    let outcome = run(fields).observation.outcome;
    assert!(matches!(&outcome, Outcome::Skip(because) if because.contains(why)), "{outcome:?}");
}

#[test]
fn an_unknown_value_skips_its_case_and_says_which() {
    check_skipped(serde_json::json!({ "key_purpose": "TEA" }), "key_purpose TEA");
    check_skipped(serde_json::json!({ "last_cert_trust": "TRUSTED_ANCHOR_WITH_SUGAR" }), "WITH_SUGAR");
    check_skipped(serde_json::json!({ "digest_policy": "MD4" }), "digest_policy MD4");
    let finding = serde_json::json!([{ "cert": 0, "severity": "SHRUG", "error": "x" }]);
    check_skipped(serde_json::json!({ "expected": finding }), "severity");
}

#[test]
fn a_case_that_cannot_be_read_is_one_harness_error_with_its_name() {
    for fields in [
        serde_json::json!({ "chain": "no list" }),
        serde_json::json!({ "chain": [] }),
        serde_json::json!({ "chain": ["no PEM"] }),
        serde_json::json!({ "utc_time": "noon" }),
    ] {
        let case = run(fields);
        assert_eq!((case.id.as_str(), case.observation.outcome.code()), ("house/of-cards", "harness-error"));
    }
}

#[test]
fn a_case_is_to_be_rejected_exactly_when_an_error_is_expected() {
    let findings =
        |severity: &str| serde_json::json!([{ "cert": 0, "severity": severity, "error": "No valid policy" }]);
    assert_eq!(run(serde_json::json!({})).expected, Some(Expectation::Accept));
    assert_eq!(run(serde_json::json!({ "expected": findings("WARNING") })).expected, Some(Expectation::Accept));
    let case = run(serde_json::json!({ "expected": findings("ERROR") }));
    assert_eq!(case.expected, Some(Expectation::Reject));
    assert!(case.findings_stated && case.expected_findings.iter().all(|e| e.is_error && e.fault.is_some()));
}

#[test]
fn every_trust_of_the_unit_tests_is_read() {
    let enforcing = |validity, constraints, basic_constraints| Trust {
        anchor: true,
        enforcement: AnchorEnforcement { validity, constraints, basic_constraints },
        ..Trust::NONE
    };
    let leaf = Trust { end_entity: true, ..Trust::NONE };
    for (name, trust) in [
        ("TRUSTED_ANCHOR", enforcing(false, false, false)),
        ("TRUSTED_ANCHOR_WITH_EXPIRATION", enforcing(true, false, false)),
        ("TRUSTED_ANCHOR_WITH_CONSTRAINTS", enforcing(false, true, false)),
        // Without constraints BoringSSL does not look for the extension either.
        ("TRUSTED_ANCHOR_WITH_REQUIRE_BASIC_CONSTRAINTS", enforcing(false, false, false)),
        ("TRUSTED_ANCHOR_WITH_CONSTRAINTS_REQUIRE_BASIC_CONSTRAINTS", enforcing(false, true, true)),
        ("TRUSTED_ANCHOR_WITH_EXPIRATION_AND_CONSTRAINTS", enforcing(true, true, false)),
        ("TRUSTED_ANCHOR_OR_LEAF", Trust { anchor: true, ..leaf }),
        ("TRUSTED_LEAF", leaf),
        ("TRUSTED_LEAF_REQUIRE_SELF_SIGNED", Trust { require_self_signed: true, ..leaf }),
        ("DISTRUSTED", Trust { distrusted: true, ..Trust::NONE }),
        ("UNSPECIFIED", Trust::NONE),
    ] {
        assert_eq!(Trust::read(name), Some(trust), "{name}");
    }
    for name in ["", "TRUSTED", "TRUSTED_ANCHORS", "TRUSTED_ANCHOR_", "TRUSTED_ANCHOR_WITH_"] {
        assert_eq!(Trust::read(name), None, "{name}");
    }
}

#[test]
fn times_are_two_digit_years_and_default_is_the_unit_tests_day() {
    let text = |time| utc_time(time).map(|time| time.to_string());
    assert_eq!(text("DEFAULT").as_deref(), Some("2021-10-05T12:00:00Z"));
    assert_eq!(text("500101000000Z").as_deref(), Some("1950-01-01T00:00:00Z"));
    for bad in ["", "Z", "2110051200Z", "211305120000Z", "21100512000éZ"] {
        assert_eq!(text(bad), None, "{bad}");
    }
}

#[test]
fn a_printed_report_is_read_certificate_by_certificate() {
    let report = "----- Certificate i=1 (CN=A: B) -----\nERROR: VerifySignedData failed\n  detail: ERROR: 3\n\n\
                  ----- Certificate i=12 (CN=C) -----\nWARNING: RSA modulus too small\n  actual: 512\n";
    let read: Vec<_> = read_report(report).into_iter().map(|e| (e.cert, e.is_error, e.text)).collect();
    assert_eq!(
        read,
        [(1, true, "VerifySignedData failed".to_owned()), (12, false, "RSA modulus too small".to_owned())]
    );
}
