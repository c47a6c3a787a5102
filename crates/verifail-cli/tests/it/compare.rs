//! `compare`: what captures have in common, in words, as JSON, and in what time.

use std::fs;
use std::time::Instant;

use serde_json::Value;

use crate::{captures, scratch, verifail_in};

#[test]
fn captures_are_compared_in_words_and_what_that_excludes_is_said() {
    let directory = scratch("compare");
    captures::write(&directory);
    let ran = verifail_in(&directory, &["compare", "inside.json", "outside.json"]).expect_code(1);
    assert!(ran.stdout.starts_with("sandbox beside terminal\n"), "{}", ran.stdout);
    for line in
        ["  end-entity  yes", "  issuer      yes", "  anchors     no ", "  target      yes", "  environment not known"]
    {
        assert!(ran.stdout.contains(line), "{line}: {}", ran.stdout);
    }
    let excluded =
        "excluded interception, interception-malformed: the same certificate is presented in a place that passes";
    assert!(ran.stdout.contains(excluded), "{}", ran.stdout);
}

#[test]
fn a_certificate_of_somebody_in_between_is_named() {
    let directory = scratch("compare-minted");
    captures::write(&directory);
    let ran = verifail_in(&directory, &["compare", "minted.json", "outside.json", "--json"]).expect_code(1);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let answer = |question: &str| {
        let answers = report["answers"].as_array().unwrap();
        answers.iter().find(|one| one["question"] == question).unwrap()["answer"].clone()
    };
    assert_eq!((answer("end-entity"), answer("issuer")), ("different".into(), "different".into()));
    let excluded = report["excluded"].to_string();
    assert!(excluded.contains("\"no-evaluation\"") && excluded.contains("\"missing-intermediate\""), "{excluded}");
}

#[test]
fn a_capture_beside_itself_is_the_same() {
    let directory = scratch("compare-same");
    captures::write(&directory);
    let ran = verifail_in(&directory, &["compare", "inside.json", "inside.json"]).expect_code(0);
    assert!(ran.stdout.starts_with("sandbox beside sandbox (inside.json)"), "{}", ran.stdout);
}

#[test]
fn what_is_no_capture_is_refused() {
    let directory = scratch("compare-refused");
    captures::write(&directory);
    fs::write(directory.join("text.json"), "{}").unwrap();
    for (arguments, words) in [
        (&["compare", "inside.json"][..], "2"),
        (&["compare", "inside.json", "text.json"], "text.json: no capture"),
        (&["compare", "inside.json", "none.json"], "none.json: no such file"),
    ] {
        let ran = verifail_in(&directory, arguments).expect_code(2);
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn captures_of_a_thousand_samples_are_small_and_compared_at_once() {
    let directory = scratch("compare-many");
    let der = captures::issued_by("Real CA");
    for (name, vantage) in [("one.json", "sandbox"), ("other.json", "terminal")] {
        let json = captures::capture(vantage, &der, 1_000).to_json();
        assert!(json.len() < 1 << 20, "{} octets", json.len());
        fs::write(directory.join(name), json).unwrap();
    }
    let began = Instant::now();
    verifail_in(&directory, &["compare", "one.json", "other.json"]).expect_code(1);
    let took = began.elapsed();
    println!("two captures of 1,000 samples: {took:?}, in this profile");
    // Ten times the bar, for builds without optimisation on a busy machine: what this finds is another order of growth.
    assert!(took.as_millis() < 2_000, "{took:?}");
}
