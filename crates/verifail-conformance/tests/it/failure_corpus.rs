//! The rows of `corpus/failures`: what each must say of itself, and what all together must cover. That each is
//! classified as it is judged is a test of the core, beside it.

use std::collections::BTreeSet;
use std::path::Path;

use verifail::classification::readings;
use verifail::{Hop, Reason, Rejection, RetryAdvice, Stack};
use verifail_conformance::capture::impossible;
use verifail_conformance::capture::rows::{self, Row};

/// Stacks of which the corpus has a row.
const STACKS: usize = 60;
/// Stacks whose programs were run.
const CAPTURED_STACKS: usize = 40;

/// Every row of the corpus.
pub(crate) fn corpus() -> Vec<Row> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/failures");
    let listing = std::fs::read_dir(directory).expect("the corpus");
    let mut files: Vec<_> = listing.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let rows = rows::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(rows.iter().all(|row| row.stack == name), "{name}.toml has rows of another stack");
        rows
    };
    files.iter().flat_map(read).collect()
}

fn stacks(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> BTreeSet<&str> {
    rows.iter().filter(|row| wanted(row)).map(|row| row.stack.as_str()).collect()
}

#[test]
fn every_row_was_judged() {
    let unjudged: Vec<String> = corpus()
        .iter()
        .filter(|row| !row.judged)
        .map(|row| format!("{} {:?} {}\n  {}", row.stack, row.faults, row.kind, row.text))
        .collect();
    assert!(unjudged.is_empty(), "{} of them\n{}", unjudged.len(), unjudged.join("\n"));
}

#[test]
fn no_row_expects_what_its_faults_cannot_cause() {
    for row in corpus() {
        assert_eq!(impossible(&row), [""; 0], "{row:?}");
    }
}

#[test]
fn no_row_stands_twice() {
    let mut seen = BTreeSet::new();
    for row in corpus() {
        assert!(seen.insert((row.provenance.clone(), row.text.clone())), "{row:?} stands twice");
    }
}

#[test]
fn every_row_has_known_words() {
    for row in corpus() {
        assert!(Reason::ALL.iter().any(|reason| reason.code() == row.kind), "kind of {row:?}");
        assert!(Rejection::ALL.iter().any(|role| role.code() == row.role), "role of {row:?}");
        assert!(Hop::ALL.iter().any(|hop| hop.code() == row.hop), "hop of {row:?}");
        assert!(RetryAdvice::ALL.iter().any(|retry| retry.code() == row.retry), "retry of {row:?}");
        assert!(Stack::ALL.iter().any(|stack| stack.code() == row.stack), "stack of {row:?}");
        let is_sourced = row.provenance.strip_prefix("documented: ").is_some_and(|source| source.contains(" @ "));
        assert!(row.is_captured() != is_sourced, "provenance of {row:?}");
        assert_eq!(row.is_captured(), !row.faults.is_empty(), "faults of {row:?}");
    }
}

#[test]
fn every_reason_has_a_row() {
    let rows = corpus();
    let missing: Vec<_> = Reason::ALL
        .iter()
        .map(|reason| reason.code())
        .filter(|code| !rows.iter().any(|row| row.kind == *code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_corpus_covers_many_stacks_and_captures_many() {
    let rows = corpus();
    let all = stacks(&rows, |_| true);
    let captured = stacks(&rows, Row::is_captured);
    assert!(all.len() >= STACKS, "{} stacks: {all:?}", all.len());
    assert!(captured.len() >= CAPTURED_STACKS, "{} captured: {captured:?}", captured.len());
}

#[test]
fn every_number_decodes() {
    let mut unknown = BTreeSet::new();
    let mut seen = 0;
    for row in corpus() {
        for number in numbers(&row.text) {
            seen += 1;
            if readings(number).is_empty() {
                unknown.insert(format!("{number} ({number:#x}) in {}", row.text));
            }
        }
    }
    assert!(seen > 100, "only {seen} numbers");
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// The numbers of a text that are codes: packed errors, HRESULTs, OSStatus values, exit codes of curl.
fn numbers(text: &str) -> Vec<i64> {
    let after = |mark: &'static str| text.match_indices(mark).map(move |(at, mark)| &text[at + mark.len()..]);
    let digits = |text: &str, radix: u32| {
        let end = text.find(|c: char| !c.is_digit(radix)).unwrap_or(text.len());
        i64::from_str_radix(&text[..end], radix).ok().filter(|number| *number != 0)
    };
    let packed = after("error:").filter_map(|rest| digits(rest, 16).filter(|_| rest.find(':') == Some(8)));
    let boring = after("TLS error: ").chain(after("TLS_error:|")).filter_map(|rest| digits(rest, 10));
    let hresults = after("0x8").filter_map(|rest| digits(&format!("8{rest}"), 16)).filter(|number| number >> 31 == 1);
    let statuses = after("OSStatus -").chain(after("CodeKey=-")).filter_map(|rest| digits(rest, 10)).map(|n| -n);
    let curl = after("curl: (").filter_map(|rest| digits(rest, 10));
    packed.chain(boring).chain(hresults).chain(statuses).chain(curl).collect()
}
