//! The development halves of the public suites against the thresholds that are promised for them.

use std::path::PathBuf;

use clap::Parser;
use verifail::Time;
use verifail_conformance::command::{self, Args};
use verifail_conformance::outcome::guarded;
use verifail_conformance::report::Report;
use verifail_conformance::score::share;
use verifail_conformance::{limbo, matrix, webpki};

/// 2026-11-21T00:00:00Z, near the times that the suite itself records; for the cases that state none.
const NOW: Time = Time::from_unix_seconds(1_795_219_200);

/// Least agreement with Go's recorded verdicts.
const GO_AGREEMENT: f64 = 0.99;
/// Least agreement with OpenSSL's recorded verdicts.
const OPENSSL_AGREEMENT: f64 = 0.97;
/// Most cases that policy web-pki decides otherwise than x509-limbo expects.
const WEB_PKI_DIVERGENT: usize = 6;
/// Least share of BoringSSL's findings that are found at the right certificate.
const CHAINS_RECALL: f64 = 0.97;
/// Largest share of our errors on BoringSSL's chains that it does not report.
const CHAINS_SPURIOUS: f64 = 0.03;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

/// A file of the shared folder; absent, the caller's test says so and ends.
fn shared(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/suites").join(name);
    if path.exists() {
        return Some(path.to_string_lossy().into_owned());
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

/// A file of kept divergences.
fn known(name: &str) -> String {
    format!("{}/known/{name}", env!("CARGO_MANIFEST_DIR"))
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
        assert_eq!(outcome.decision(), column.verdicts[&case.id], "{}: {outcome:?}", case.id);
        compared += 1;
    }
    assert_eq!(compared, column.verdicts.len());
}

/// The model against what it models, recorded and run side by side.
#[test]
fn policy_rustls_gives_the_verdicts_of_rustls_webpki() {
    let (Some(suite), Some(table)) = (shared("limbo-dev.json"), shared("verdict-matrix-dev.tsv")) else {
        return;
    };
    let report = run(&["--limbo", &suite, "--against", &table, "--column", "rustls-webpki0.103.16", "--webpki"]);
    assert_eq!(report.against.len(), 2);
    for comparison in &report.against {
        assert_eq!(comparison.cases, 618, "{}", comparison.verifier);
        assert_eq!(comparison.divergent, [], "{}", comparison.verifier);
    }
}

/// Agreement of a policy with the recorded column of the verifier it models: at least `agreement`, and what is left is
/// in the file of kept divergences.
fn check_model(policy: &str, column: &str, agreement: f64) {
    let (Some(suite), Some(table)) = (shared("limbo-dev.json"), shared("verdict-matrix-dev.tsv")) else {
        return;
    };
    let known = known(&format!("limbo-{policy}.toml"));
    let arguments = ["--limbo", &suite, "--policy", policy, "--against", &table, "--column", column, "--known", &known];
    let report = run(&arguments);
    let [comparison] = report.against.as_slice() else { panic!("one column was asked for") };
    let unexplained: Vec<_> = comparison.divergent.iter().filter(|d| d.known.is_none()).collect();
    assert!(comparison.agreement >= Some(agreement), "{:?}: {unexplained:#?}", comparison.agreement);
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert_eq!(report.stale_exceptions, []);
    assert_eq!(report.absent_exceptions, [""; 0]);
}

#[test]
fn policy_go_gives_the_verdicts_of_go() {
    check_model("go", "go1.27.3", GO_AGREEMENT);
}

#[test]
fn policy_openssl_gives_the_verdicts_of_openssl() {
    check_model("openssl", "openssl3.0.19", OPENSSL_AGREEMENT);
}

/// What the suite itself expects, but for a few divergences that are argued, none of them on BetterTLS.
#[test]
fn policy_web_pki_decides_as_the_suite_expects() {
    let Some(suite) = shared("limbo-dev.json") else { return };
    let report = run(&["--limbo", &suite, "--policy", "web-pki", "--known", &known("limbo-web-pki.toml")]);
    assert_eq!(report.score.harness_error, 0, "{:?}", report.without_verdict);
    assert!(report.divergent.len() <= WEB_PKI_DIVERGENT, "{}: {:#?}", report.divergent.len(), report.divergent);
    assert!(report.divergent.iter().all(|d| d.known.is_some() && !d.id.starts_with("bettertls::")));
    assert_eq!(report.stale_exceptions, []);
    assert_eq!(report.absent_exceptions, [""; 0]);
}

#[test]
fn policy_boringssl_pki_finds_what_boringssl_finds() {
    let Some(suite) = shared("boringssl-chains-dev.json") else {
        return;
    };
    let report = run(&["--chains", &suite]);
    assert_eq!((report.score.cases, report.score.agree), (98, 98));
    let findings = report.findings.unwrap();
    assert!(findings.recall >= Some(CHAINS_RECALL), "{:?}", findings.missed);
    let spurious = share(findings.spurious, findings.error_findings);
    assert!(spurious <= Some(CHAINS_SPURIOUS), "{:?}", findings.spurious_findings);
}

#[test]
fn policy_rfc5280_passes_pkits() {
    let Some(suite) = shared("pkits-dev.json") else { return };
    let report = run(&["--pkits", &suite]);
    assert_eq!((report.score.cases, report.score.agree), (54, 54), "{:?}", report.divergent);
}
