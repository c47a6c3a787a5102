//! What each reason and each fact does to the causes, as a committed text: how likely each is left, and the next test. A
//! change of a cause, or of the weighing, is read there. `VERIFAIL_BLESS=1 cargo test -p verifail --test it assessments`
//! writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use verifail::classification::{Evidence, Statement, classify};
use verifail::hypothesis::{Assessment, Case, Cause, Fact, State};
use verifail::{Layer, Reason};

use crate::blessing;

/// The likeliest causes that a line names.
const NAMED: usize = 5;

fn said(case: &mut Case, reason: Reason) {
    case.diagnosis("the log", classify(&Evidence::statement(Statement::of(reason))));
}

fn line(what: &str, assessment: &Assessment) -> String {
    let mut line = format!("{what}:");
    let places = assessment.places.iter().filter(|place| place.state == State::Excluded).map(|place| place.hop.code());
    let places: Vec<_> = places.collect();
    let open: Vec<_> = assessment.open().collect();
    for one in open.iter().take(NAMED) {
        // What programs compute alike is written down, not the last bits of it.
        write!(line, " {} {:.0} %{}", one.cause, one.share * 100.0, if one.lacks { " lacking" } else { "" })
            .expect("room");
        write!(line, " by {},", one.supported_by.len()).expect("room");
    }
    write!(line, " of {} open", open.len()).expect("room");
    if let Some(conclusion) = assessment.conclusion() {
        write!(line, ", so {conclusion}").expect("room");
    }
    if !places.is_empty() {
        write!(line, "; not {}", places.join(", ")).expect("room");
    }
    if let Some(next) = &assessment.next {
        write!(line, "; next {} for {:.2} bits", next.test.code, next.gain).expect("room");
        for (fact, left) in &next.results {
            write!(line, ", {} leaves {}", fact.code(), left.len()).expect("room");
        }
    }
    line + "\n"
}

fn actual() -> String {
    let mut text = String::new();
    for cause in Cause::all() {
        let Cause { code, meaning, test, retry, remedies, persistence, .. } = cause;
        writeln!(text, "{code}: {meaning}; {persistence:?}; test {}; retry {}", test.code, retry.code()).expect("room");
        let remedies: Vec<_> = remedies.iter().map(|remedy| format!("{remedy:?}")).collect();
        writeln!(text, "  {}", remedies.join("; ")).expect("room");
    }
    for reason in Reason::ALL.iter().filter(|reason| reason.layer() != Layer::Outside) {
        let mut case = Case::new();
        said(&mut case, *reason);
        text += &line(reason.code(), &case.assess());
    }
    for fact in Fact::ALL {
        for reason in [Reason::GenericHandshakeFailure, Reason::NameMismatch, Reason::UnknownIssuer] {
            let mut case = Case::new();
            said(&mut case, reason);
            case.fact("a test", *fact);
            text += &line(&format!("{reason} and {}", fact.code()), &case.assess());
        }
    }
    text
}

#[test]
fn what_each_reason_and_each_fact_leaves_is_what_is_written_down() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/assessments.txt");
    let actual = actual();
    if blessing() {
        fs::write(&path, actual).expect("a file");
        return;
    }
    let expected = fs::read_to_string(&path).expect("a file");
    let differ = expected.lines().zip(actual.lines()).find(|(was, is)| was != is);
    if let Some((was, is)) = differ {
        panic!("was {was}\nis  {is}");
    }
    assert_eq!(expected.lines().count(), actual.lines().count());
}
