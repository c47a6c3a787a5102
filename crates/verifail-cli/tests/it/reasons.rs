//! `verifail reasons`, `verifail code`, and the page that is generated from the same texts.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use verifail::{Knob, Layer, Reason};

use crate::verifail;

/// `docs/reasons.md`.
fn page() -> String {
    let mut page = String::from(
        "# Reasons\n\n\
         Every reason that verifail gives or reads in the reports of others, as `verifail reasons CODE` prints it. Codes are\n\
         never renamed. In a command, `HOST` stands for the server's name, `UPSTREAM` for that of a proxy's upstream.\n\n\
         This page is generated: `VERIFAIL_BLESS=1 cargo test -p verifail-cli --test it reasons` writes it anew.\n",
    );
    for layer in Layer::ALL {
        let _ = write!(page, "\n## {layer}: {}\n", layer.meaning());
        for reason in Reason::ALL.iter().filter(|reason| reason.layer() == *layer) {
            let guidance = reason.guidance();
            let clause = match guidance.link() {
                Some(link) => format!("[{}]({link})", guidance.clause),
                None => guidance.clause.to_owned(),
            };
            let _ = write!(
                page,
                "\n### `{reason}`\n\n{}. {clause}.\n\n- Usually: {}\n- What tells it from others: {}\n",
                capitalised(reason.meaning()),
                guidance.cause,
                guidance.observation
            );
            for remedy in guidance.remedies {
                let _ = writeln!(page, "- To do, {}: {}", remedy.by.meaning(), remedy.text);
            }
            let _ = write!(page, "\n```sh\n{}\n```\n", guidance.test);
        }
    }
    page.push_str(
        "\n## Where each tool is told which authorities to trust\n\n\
         | tool | variable, option or file | what it does | besides |\n|---|---|---|---|\n",
    );
    for knob in Knob::ALL {
        let set: Vec<_> = knob.set.split("; ").map(|set| format!("`{set}`")).collect();
        let _ = writeln!(page, "| {} | {} | {} | {} |", knob.tool, set.join(", "), knob.effect.meaning(), knob.note);
    }
    page
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[test]
fn the_page_of_the_reasons_is_as_generated() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reasons.md");
    if std::env::var_os("VERIFAIL_BLESS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(file.parent().expect("it is in a directory")).expect("the directory can be made");
        std::fs::write(&file, page()).expect("the page can be written");
    }
    assert_eq!(std::fs::read_to_string(file).expect("the page is there"), page());
}

#[test]
fn every_reason_is_listed_and_can_be_printed() {
    let list = verifail(&["reasons"]).expect_code(0).stdout;
    let indented = list.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(indented, Reason::ALL.len(), "{list}");
    for reason in Reason::ALL {
        let is_line_of = |line: &str| line.split_whitespace().next() == Some(reason.code());
        assert!(list.lines().any(|line| is_line_of(line) && line.ends_with(reason.meaning())), "{reason}: {list}");
    }
    for code in ["expired", "peer-rejected-our-cert", "peer_rejected_our_cert", "NOT-TLS"] {
        let text = verifail(&["reasons", code]).expect_code(0).stdout;
        for label in ["layer", "clause", "usually", "differs", "do", "test"] {
            assert!(text.lines().any(|line| line.split_whitespace().next() == Some(label)), "no {label} in {text}");
        }
    }
}

#[test]
fn json_has_the_same_texts() {
    let all: Value = serde_json::from_str(&verifail(&["reasons", "--json"]).expect_code(0).stdout).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(Reason::ALL.len()));
    let one: Value = serde_json::from_str(&verifail(&["reasons", "expired", "--json"]).stdout).expect("JSON");
    let guidance = Reason::Expired.guidance();
    assert_eq!(one["code"], "expired");
    assert_eq!(one["layer"], "certificate");
    assert_eq!(one["link"], "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3");
    assert_eq!(one["remedies"][0]["text"], guidance.remedies[0].text);
    assert_eq!(one["test"], guidance.test);
    assert!(all.as_array().is_some_and(|all| all.contains(&one)));
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let ran = verifail(&["reasons", "hostname-mismatch"]).expect_code(2);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.starts_with("error: no reason hostname-mismatch; nearest are name-mismatch, "),
        "{}",
        ran.stderr
    );
    // A word from outside cannot steer the terminal, whatever its length.
    let hostile = format!("\u{1b}[31m{}", "x".repeat(100_000));
    let ran = verifail(&["reasons", &hostile]).expect_code(2);
    assert!(!ran.stderr.contains('\u{1b}'));
}

#[test]
fn a_number_is_read_under_every_book_the_likeliest_first() {
    let first = |arguments: &[&str]| {
        let ran = verifail(arguments).expect_code(0);
        ran.stdout.lines().next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(first(&["code", "-26276"]), "apple-security errSecInternal trust-service-unavailable");
    for spelling in ["0x800B0109", "800b0109", "-2146762487", "2148204809"] {
        assert_eq!(first(&["code", spelling]), "windows-hresult CERT_E_UNTRUSTEDROOT untrusted-root", "{spelling}");
    }
    for spelling in ["268435581", "0x1000007d", "1000007d"] {
        let said = first(&["code", spelling]);
        assert_eq!(said, "openssl-packed CERTIFICATE_VERIFY_FAILED generic-verify-failed", "{spelling}");
    }
    let readings: Value =
        serde_json::from_str(&verifail(&["code", "268436504", "--json"]).expect_code(0).stdout).expect("JSON");
    assert_eq!(readings[0]["kind"], "peer-rejected-our-cert");
    assert_eq!(readings[0]["by_peer"], true);
}

#[test]
fn a_number_that_is_none_or_in_no_book_is_said_to_be() {
    let ran = verifail(&["code", "twelve"]).expect_code(2);
    assert!(ran.stderr.contains("twelve is no number"), "{}", ran.stderr);
    let ran = verifail(&["code", "987654321987"]).expect_code(3);
    assert_eq!(ran.stdout, "987654321987: in no book\n");
    assert_eq!(verifail(&["code", "987654321987", "--json"]).expect_code(3).stdout, "[]\n");
}
