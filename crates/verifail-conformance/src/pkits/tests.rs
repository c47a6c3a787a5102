//! The reader on a suite of one test.

use super::*;

fn run(fields: Value) -> CaseResult {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(vec!["host.example.com".to_owned()]).unwrap().self_signed(&key);
    let mut test = serde_json::json!({
        "number": "4.9.1",
        "name": "Valid House of Cards Test1",
        "certs": ["Anchor", "EndEntity"],
        "should_validate": true,
    });
    for (name, value) in fields.as_object().unwrap() {
        test[name] = value.clone();
    }
    let pem = certificate.unwrap().pem();
    let suite = serde_json::json!({ "tests": [test], "certs": { "Anchor": pem, "EndEntity": pem } });
    read(&suite.to_string()).unwrap().run(Policy::named(DEFAULT_POLICY).unwrap()).remove(0)
}

#[test]
fn a_test_has_its_number_name_and_section() {
    let case = run(serde_json::json!({}));
    assert_eq!((case.id.as_str(), case.namespace.as_str()), ("4.9.1 Valid House of Cards Test1", "4.9"));
    assert_eq!((case.expected, case.findings_stated), (Some(Expectation::Accept), false));
}

#[test]
fn a_name_that_the_file_does_not_hold_is_a_harness_error() {
    for fields in [
        serde_json::json!({ "certs": ["Anchor", "Nobody"] }),
        serde_json::json!({ "crls": ["Nothing"] }),
        serde_json::json!({ "certs": ["Anchor"] }),
        serde_json::json!({ "should_validate": "perhaps" }),
    ] {
        let outcome = run(fields).observation.outcome;
        assert_eq!(outcome.code(), "harness-error", "{outcome:?}");
    }
}

#[test]
fn initial_values_that_are_not_understood_skip_the_test() {
    let outcome = run(serde_json::json!({ "info": { "initial_policy_set": "house-policy" } })).observation.outcome;
    assert!(matches!(outcome, Outcome::Skip(_)), "{outcome:?}");
}

#[test]
fn errors_are_compared_only_where_they_are_about_the_chain() {
    let report = "----- Certificate i=0 (CN=C) -----\nERROR: Time is after notAfter\n";
    let stated = |fields| run(fields).expected_findings.len();
    assert_eq!(stated(serde_json::json!({ "should_validate": false, "expected_errors": report })), 1);
    // BoringSSL's own limits, on a test that is to pass.
    assert_eq!(stated(serde_json::json!({ "expected_errors": report })), 0);
    let dsa = format!("{report}ERROR: {KEY_NOT_READ}\n");
    assert_eq!(stated(serde_json::json!({ "should_validate": false, "expected_errors": dsa })), 0);
}
