//! The reader on suites of one case, made here: what is lenient, what is skipped, what is an error.

use super::*;

const NOW: Time = Time::from_unix_seconds(1_769_904_000);

/// A self-signed certificate for `host.example.com`, as PEM.
fn certificate() -> String {
    let key = rcgen::KeyPair::generate().unwrap();
    rcgen::CertificateParams::new(vec!["host.example.com".to_owned()]).unwrap().self_signed(&key).unwrap().pem()
}

/// A suite of one case with these fields on top of the least a case needs.
fn suite(fields: serde_json::Value) -> Suite {
    let mut case = serde_json::json!({
        "id": "house::of::cards",
        "expected_result": "FAILURE",
        "peer_certificate": certificate(),
    });
    for (name, value) in fields.as_object().unwrap() {
        case[name] = value.clone();
    }
    read(&serde_json::json!({ "version": 1, "testcases": [case], "harness": "ignored" }).to_string()).unwrap()
}

fn outcome(fields: serde_json::Value) -> Outcome {
    suite(fields).run(Policy::named("rustls").unwrap(), NOW).remove(0).observation.outcome
}

fn check_skipped(fields: serde_json::Value, why: &str) {
    let outcome = outcome(fields);
    assert!(matches!(&outcome, Outcome::Skip(because) if because.contains(why)), "{outcome:?}");
}

#[test]
fn missing_null_and_unknown_fields_do_not_matter() {
    for fields in [
        serde_json::json!({}),
        serde_json::json!({ "crls": null, "untrusted_intermediates": null, "extended_key_usage": null }),
        serde_json::json!({ "validation_time": null, "max_chain_depth": null, "expected_peer_name": null }),
        serde_json::json!({ "phase_of_the_moon": "full", "importance": "no such importance" }),
    ] {
        let material = suite(fields).cases().next().unwrap().unwrap().material(NOW).unwrap();
        assert_eq!((material.time, material.purpose, material.peer), (NOW, KeyPurpose::ServerAuth, None));
    }
}

#[test]
fn an_unknown_value_skips_its_case_and_says_which() {
    check_skipped(serde_json::json!({ "expected_result": "PERHAPS" }), "PERHAPS");
    check_skipped(serde_json::json!({ "validation_kind": "PEER" }), "PEER");
    check_skipped(serde_json::json!({ "extended_key_usage": ["teaPot"] }), "teaPot");
    check_skipped(serde_json::json!({ "expected_peer_name": { "kind": "URI", "value": "x" } }), "URI");
    check_skipped(serde_json::json!({ "signature_algorithms": ["RSA_WITH_SHA256"] }), "signature_algorithms");
}

#[test]
fn a_case_that_cannot_be_read_is_one_harness_error_with_its_name() {
    let suite = suite(serde_json::json!({ "peer_certificate": 7 }));
    let case = suite.run(Policy::named("rustls").unwrap(), NOW).remove(0);
    assert_eq!((case.id.as_str(), case.namespace.as_str(), case.expected), ("house::of::cards", "house::of", None));
    assert_eq!(case.observation.outcome.code(), "harness-error");
    let outcome = outcome(serde_json::json!({ "peer_certificate": "no PEM" }));
    assert_eq!(outcome.code(), "harness-error", "{outcome:?}");
    let outcome = self::outcome(serde_json::json!({ "validation_time": "yesterday" }));
    assert_eq!(outcome.code(), "harness-error", "{outcome:?}");
}

#[test]
fn the_purpose_is_the_named_one_else_the_kinds() {
    let purpose = |fields| suite(fields).cases().next().unwrap().unwrap().material(NOW).unwrap().purpose;
    assert_eq!(purpose(serde_json::json!({ "validation_kind": "CLIENT" })), KeyPurpose::ClientAuth);
    assert_eq!(purpose(serde_json::json!({ "extended_key_usage": ["clientAuth"] })), KeyPurpose::ClientAuth);
    assert_eq!(
        purpose(serde_json::json!({ "extended_key_usage": ["clientAuth", "serverAuth"] })),
        KeyPurpose::ServerAuth
    );
}

#[test]
fn another_schema_version_is_refused() {
    assert!(read(r#"{ "version": 2, "testcases": [] }"#).unwrap_err().contains("version 2"));
    assert!(read("[]").is_err());
    assert!(read(r#"{ "testcases": [] }"#).is_ok());
}

#[test]
fn the_stated_time_wins_over_the_time_of_the_run() {
    let suite = suite(serde_json::json!({ "validation_time": "1970-01-01T00:00:03+00:00" }));
    let material = suite.cases().next().unwrap().unwrap().material(NOW).unwrap();
    assert_eq!(material.time.unix_seconds(), 3);
}

#[test]
fn between_the_last_second_and_the_next_a_certificate_has_expired_unless_seconds_are_whole() {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut parameters = rcgen::CertificateParams::new(vec!["host.example.com".to_owned()]).unwrap();
    parameters.not_before = rcgen::date_time_ymd(2024, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(2024, 4, 1);
    let pem = parameters.self_signed(&key).unwrap().pem();
    for (time, policy, accepted) in [
        ("2024-04-01T00:00:00+00:00", "rfc5280", true),
        ("2024-04-01T00:00:00.000+00:00", "rfc5280", true),
        ("2024-04-01T00:00:00.5+00:00", "rfc5280", false),
        ("2024-04-01T00:00:00.5+00:00", "rustls", true),
    ] {
        let suite = suite(serde_json::json!({
            "peer_certificate": pem,
            "trusted_certs": [pem],
            "validation_kind": "SERVER",
            "validation_time": time,
            "expected_peer_name": { "kind": "DNS", "value": "host.example.com" },
        }));
        let outcome = suite.run(Policy::named(policy).unwrap(), NOW).remove(0).observation.outcome;
        assert_eq!(outcome == Outcome::Accept, accepted, "{time} under {policy}: {outcome:?}");
    }
}
