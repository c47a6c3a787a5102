//! `.chain` files: the whole question in one text, and what the command line may change about it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Ran, command, run, scratch, verifail_in, with_demo_files};

const EXPIRED: &str = "verifail chain 1
expect rustls reject expired
scheme toy
time 2026-06-15T00:00:00Z
name www.example.com
purpose server-auth
end-entity = server key 2 issued by 1
  not-after 2026-06-14T00:00:00Z
intermediate = ca key 1 issued by 0
anchor = root key 0
";

/// A fresh directory with that text as `test.chain`.
fn with_chain(name: &str, text: &str) -> PathBuf {
    let directory = scratch(name);
    fs::write(directory.join("test.chain"), text).expect("written");
    directory
}

#[track_caller]
fn verify(directory: &Path, more: &[&str], code: i32) -> Ran {
    verifail_in(directory, &[&["verify", "test.chain"], more].concat()).expect_code(code)
}

#[test]
fn a_chain_file_asks_the_whole_question_and_says_what_it_is() {
    let directory = with_chain("chain-file", EXPIRED);
    let ran = verify(&directory, &["--brief"], 1);
    insta::assert_snapshot!(ran.stdout, @"
    not trusted: expired
      policy rustls · name www.example.com · purpose serverAuth · at 2026-06-15T00:00:00Z

      CN=CA 0 (trust anchor)
      │  ✓ trusted by configuration
      └─ CN=CA 1 (intermediate)
         │  ✓ signature valid · within validity · is a CA · path length kept · purpose permitted
         └─ CN=www.example.com (end entity)
               ✓ signature valid · name matches · purpose permitted
               ✗ expired: the certificate has expired: valid until 2026-06-14T00:00:00Z, 1 day 0 h before 2026-06-15T00:00:00Z
                 not-after in validity · RFC 5280 section 6.1.3 (a)(2)

    would be accepted without: expired (end entity) · proved by verifying again
    ");
    let said =
        "warning: test.chain: 3 certificates described in text, with toy signatures: checksums that anybody can make\n";
    assert_eq!(ran.stderr, said);
}

#[test]
fn a_chain_file_without_a_trust_anchor_is_a_question_with_an_answer() {
    let text = EXPIRED.replace("anchor = root key 0\n", "").replace("reject expired", "reject expired, unknown-issuer");
    let ran = verify(&with_chain("chain-file-no-anchor", &text), &["--brief"], 1);
    assert!(ran.stdout.starts_with("not trusted: "), "{}", ran.stdout);
    assert!(!ran.stderr.contains("it says"), "{}", ran.stderr);
}

#[test]
fn real_keys_are_used_where_the_file_says_so() {
    let directory = with_chain("chain-file-real", &EXPIRED.replace("scheme toy", "scheme ed25519"));
    let ran = verify(&directory, &[], 1);
    assert!(ran.stdout.contains("key     Ed25519"), "{}", ran.stdout);
    assert!(ran.stderr.starts_with("note: test.chain: 3 certificates described in text, made now"), "{}", ran.stderr);
}

#[test]
fn what_the_command_line_says_takes_the_place_of_what_the_file_says() {
    let directory = with_chain("chain-file-options", EXPIRED);
    let first_line =
        |more: &[&str], code| verify(&directory, more, code).stdout.lines().next().unwrap_or_default().to_owned();
    assert_eq!(first_line(&["--time", "2026-06-10T00:00:00Z"], 0), "trusted");
    assert_eq!(first_line(&["--name", "example.net"], 1), "not trusted: expired, name-mismatch");
    assert_eq!(first_line(&["--ip", "192.0.2.1"], 1), "not trusted: expired, name-mismatch");
    assert_eq!(first_line(&["--san-match", "dns:suffix:.net"], 1), "not trusted: expired, name-mismatch");
    assert_eq!(first_line(&["--purpose", "client"], 1), "not trusted: eku-missing-or-wrong, expired");
    assert_eq!(first_line(&["--max-path-depth", "0"], 1), "not trusted: expired, chain-limits");
    assert_eq!(first_line(&["--explicit-policy", "--policy", "rfc5280"], 1), "not trusted: expired, policy");
    assert_eq!(first_line(&["--anchors", "mozilla"], 1), "not trusted: unknown-issuer, expired");
    assert_eq!(first_line(&["--relax", "validity"], 0), "trusted only because this was let pass: expired");
}

#[test]
fn crls_of_the_file_are_looked_at_when_it_asks_about_revocation() {
    let crls = "crl = by key 1\n  revoked 4609\ncrl = by key 0\n";
    let text = EXPIRED.replace("expect rustls reject expired\n", "").replace("  not-after 2026-06-14T00:00:00Z\n", "");
    let directory = with_chain("chain-file-crls", &format!("{text}{crls}"));
    assert!(verify(&directory, &[], 0).stdout.contains("revocation not checked"));
    let asked = text.replace("purpose server-auth\n", "purpose server-auth\nrevocation\n");
    let directory = with_chain("chain-file-crls", &format!("{asked}{crls}"));
    let ran = verify(&directory, &[], 1);
    assert!(ran.stdout.starts_with("not trusted: revoked\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("revocation by 2 CRLs"), "{}", ran.stdout);
}

#[test]
fn distrusted_keys_of_the_file_are_distrusted() {
    let text = EXPIRED.replace("purpose server-auth\n", "purpose server-auth\ndistrusted-keys 1\n");
    let ran = verify(&with_chain("chain-file-distrust", &text), &[], 1);
    assert!(ran.stdout.starts_with("not trusted: explicitly-distrusted"), "{}", ran.stdout);
}

#[test]
fn an_expectation_that_does_not_hold_is_said_and_one_about_another_question_is_not() {
    let wrong = EXPIRED.replace("expect rustls reject expired", "expect rustls accept\nexpect go reject expired");
    let directory = with_chain("chain-file-expect", &wrong);
    let warning = "warning: test.chain: it says `expect rustls accept`\n";
    assert!(verify(&directory, &[], 1).stderr.ends_with(warning));
    assert!(!verify(&directory, &["--policy", "go"], 1).stderr.contains("it says"));
    assert!(!verify(&directory, &["--time", "2026-06-14T00:00:01Z"], 1).stderr.contains("it says"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_line_and_column() {
    let directory = with_chain("chain-file-broken", &EXPIRED.replace("server key", "sevrer key"));
    let ran = verify(&directory, &[], 2);
    let said = "error: test.chain: line 7, column 14: expected a base (server, ca, root, bare), found sevrer\n";
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", said));
    let name = with_chain("chain-file-name", &EXPIRED.replace("name www.example.com", "name \"\\u{1b}[2J\""));
    let ran = verify(&name, &[], 2);
    assert!(
        ran.stderr.lines().last().unwrap_or_default().starts_with("error: test.chain: reference identifier"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}

#[test]
fn a_chain_file_stands_alone_and_is_nothing_else() {
    let directory = with_demo_files("chain-file-mixed");
    fs::write(directory.join("test.chain"), EXPIRED).expect("written");
    for arguments in [
        &["verify", "test.chain", "good.pem"][..],
        &["verify", "good.pem", "test.chain"],
        &["verify", "test.chain", "--intermediates", "good.pem"],
        &["verify", "good.pem", "--anchors", "test.chain"],
        &["verify", "good.pem", "--crl", "test.chain"],
    ] {
        let ran = verifail_in(&directory, arguments).expect_code(2);
        assert_eq!(ran.stderr, "error: test.chain: a .chain file holds a whole question: verify it alone\n");
    }
}

#[test]
fn a_chain_file_comes_through_a_pipe_and_answers_in_json() {
    let ran = run(command(&["verify", "-", "--json", "--policy", "rustls,go"]), EXPIRED.as_bytes()).expect_code(1);
    let reports: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(reports[1]["reasons"], serde_json::json!(["expired"]));
    assert!(ran.stderr.starts_with("warning: standard input: 3 certificates"), "{}", ran.stderr);
}
