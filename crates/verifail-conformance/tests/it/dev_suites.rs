//! The development halves of the public suites against the thresholds that are promised for them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use verifail::Time;
use verifail_conformance::command::{self, Args};
use verifail_conformance::outcome::guarded;
use verifail_conformance::report::Report;
use verifail_conformance::{limbo, matrix, webpki};

/// 2026-11-21T00:00:00Z, near the times that the suite itself records; for the cases that state none.
const NOW: Time = Time::from_unix_seconds(1_795_219_200);

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

/// A file of the shared folder; absent, the caller's test says so and ends.
fn shared(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/suites")
        .join(name);
    if path.exists() {
        return Some(path.to_string_lossy().into_owned());
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

fn run(arguments: &[&str]) -> Report {
    let line = Line::try_parse_from([&["conformance"], arguments].concat()).unwrap();
    command::execute(&line.args, NOW).unwrap()
}

/// The harness itself: what it hands over is what the recorded run handed over, or the verdicts would differ.
#[test]
fn the_linked_rustls_webpki_gives_its_recorded_verdicts() {
    let (Some(suite), Some(table)) = (shared("limbo-dev.json"), shared("verdict-matrix-dev.tsv")) else {
        return;
    };
    let suite = limbo::read(&std::fs::read_to_string(suite).unwrap()).unwrap();
    let column = matrix::column(&std::fs::read_to_string(table).unwrap(), "rustls-webpki0.103.16").unwrap();
    let mut compared = 0;
    for case in suite.cases() {
        let case = case.unwrap();
        let outcome: verifail_conformance::outcome::Outcome = guarded(|| webpki::verify(&case.material(NOW)?));
        assert_eq!(
            outcome.decision(),
            column.verdicts[&case.id],
            "{}: {outcome:?}",
            case.id
        );
        compared += 1;
    }
    assert_eq!(compared, column.verdicts.len());
}
