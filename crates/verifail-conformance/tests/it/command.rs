//! The command on suites made here: usage, defaults, errors, exceptions.

use std::path::PathBuf;

use clap::Parser;
use verifail::{Policy, Time};
use verifail_conformance::command::{self, Args};
use verifail_conformance::{exceptions, webpki};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

fn args(arguments: &[&str]) -> Result<Args, String> {
    Line::try_parse_from([&["conformance"], arguments].concat()).map(|line| line.args).map_err(|e| e.to_string())
}

/// A file of this test's own.
fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

fn check_error(arguments: &[&str], error: &str) {
    let found = command::execute(&args(arguments).unwrap(), Time::from_unix_seconds(0)).unwrap_err();
    assert!(found.contains(error), "{found}");
}

#[test]
fn exactly_one_suite_is_asked_for() {
    assert!(args(&[]).unwrap_err().contains("--limbo <FILE>"));
    assert!(args(&["--limbo", "a", "--pkits", "b"]).unwrap_err().contains("cannot be used with"));
    assert!(args(&["--limbo", "a", "--against", "b"]).unwrap_err().contains("--column"));
    assert!(args(&["--pkits", "a", "--webpki"]).unwrap_err().contains("cannot be used with"));
    assert!(args(&["--limbo", "a", "--time", "noon"]).unwrap_err().contains("RFC 3339"));
    assert!(args(&["--chains", "a", "--known", "x", "--known", "y", "--list", "--json"]).is_ok());
}

#[test]
fn an_unusable_file_is_an_error_with_its_name() {
    check_error(&["--limbo", "no/such/file.json"], "no/such/file.json");
    let binary = file("noise.json", "\u{0}\u{1}");
    check_error(&["--chains", &binary], "noise.json: not a suite of chains");
    let limbo = file("empty-limbo.json", r#"{ "version": 1, "testcases": [] }"#);
    check_error(&["--limbo", &limbo, "--policy", "moon"], "no policy moon; there are: rustls, rfc5280");
    let known = file("bad-known.toml", "[[exception]]\nid = 3");
    check_error(&["--limbo", &limbo, "--known", &known], "bad-known.toml");
    let table = file("table.tsv", "id\tgo\n");
    check_error(&["--limbo", &limbo, "--against", &table, "--column", "java"], "no column java; there are: go");
}

#[test]
fn every_file_of_kept_divergences_reads_and_names_policies_that_exist() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/known");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Exceptions to relations, and what programs say of the lab's faults, have forms and tests of their own.
        let name = path.file_name().unwrap().to_string_lossy();
        if name.starts_with("relations-") || name == "lab.toml" {
            continue;
        }
        let kept = exceptions::read(&std::fs::read_to_string(&path).unwrap());
        for exception in kept.unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
            assert!(Policy::named(&exception.policy).is_some(), "{}: {}", path.display(), exception.policy);
        }
    }
}

#[test]
fn the_version_that_is_reported_is_the_one_that_is_linked() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
    assert!(lock.contains(&format!("name = \"rustls-webpki\"\nversion = \"{}\"\n", webpki::VERSION)));
}
