//! `verifail demo`: each story ends as it is told.

use insta::assert_snapshot;

use crate::{scratch, verifail, verifail_in};

/// One case in brief. Keys are fresh each time; nothing of them is in a brief report.
fn brief(case: &str) -> String {
    let ran = verifail(&["demo", "--case", case]).expect_code(0);
    assert_eq!(ran.stderr, "");
    ran.stdout
}

/// The case's verdict is in this line.
#[track_caller]
fn check(case: &str, verdict: &str) {
    let text = brief(case);
    assert!(text.lines().any(|line| line == verdict), "no {verdict:?} in\n{text}");
}

#[test]
fn each_story_ends_as_told() {
    check("good", "trusted");
    check("inspection-proxy", "not trusted: eku-missing-or-wrong");
    check("wrong-name", "not trusted: name-mismatch");
    check("cross-signed", "trusted");
    check("missing-intermediate", "not trusted: missing-intermediate");
    check("self-signed", "not trusted: self-signed-leaf");
    check("name-constraints", "not trusted: name-constraints");
    check("two-faults", "not trusted: expired, name-mismatch");
}

#[test]
fn the_way_round_leads_over_the_new_root() {
    assert_snapshot!(brief("cross-signed"), @r"
    cross-signed: the intermediate under the old root has expired; the same CA cross-signed by a new root is the way round

    trusted
      policy rustls · name shop.example · purpose serverAuth · at 2026-11-21T00:00:00Z

      CN=Demo New Root (trust anchor)
      │  ✓ trusted by configuration
      └─ CN=Demo Issuing CA (intermediate)
         │  ✓ signature valid · within validity · is a CA · path length kept · purpose permitted
         └─ CN=shop.example (end entity)
               ✓ signature valid · within validity · name matches · purpose permitted
    ");
}

#[test]
fn a_missing_intermediate_is_named_with_where_to_fetch_it() {
    assert_snapshot!(brief("missing-intermediate"), @r#"
    missing-intermediate: the server was configured without its chain file

    not trusted: missing-intermediate
      policy rustls · name shop.example · purpose serverAuth · at 2026-11-21T00:00:00Z

      no trust anchor reached
      └─ CN=shop.example (end entity)
            ✓ within validity · name matches · purpose permitted
            · signature not checked
            ✗ missing-intermediate: the issuing CA's certificate was not supplied: issuer "CN=Demo Issuing CA" not found, to be fetched from http://ca.example/issuing.der
              trust-anchor-reached in issuer · RFC 5280 section 6.1.1 (d)

    would be accepted without: missing-intermediate (end entity) · proved by verifying again
    "#);
}

#[test]
fn all_stories_are_told_and_the_way_on_is_shown() {
    let text = verifail(&["demo"]).expect_code(0).stdout;
    assert_eq!(text.lines().filter(|l| l.starts_with("trusted") || l.starts_with("not trusted")).count(), 8, "{text}");
    assert!(text.lines().any(|line| line.starts_with("Next: `verifail verify FILE")), "{text}");
    // The incidents: what is lost without, and that nothing is lost with.
    for lost in ["14 of 40 calls lost (35 %)", "40 of 40 calls lost (100 %)"] {
        assert!(text.contains(lost), "{lost}: {text}");
    }
    assert_eq!(text.matches("0 of 40 calls lost (0 %)").count(), 2, "{text}");
    assert_eq!(text.matches(" 0 bodies sent twice").count(), 4, "{text}");
}

#[test]
fn written_chains_are_verified_by_the_printed_commands() {
    let directory = scratch("written");
    let commands = verifail_in(&directory, &["demo", "--write", "chains"]).expect_code(0).stdout;
    let codes: Vec<_> = commands
        .lines()
        .map(|line| {
            let words: Vec<_> = line.split(' ').collect();
            assert_eq!(words.first(), Some(&"verifail"));
            verifail_in(&directory, &words[1..]).code
        })
        .collect();
    assert_eq!(codes, [0, 1, 1, 0, 1, 1, 1, 1].map(Some), "{commands}");
}
