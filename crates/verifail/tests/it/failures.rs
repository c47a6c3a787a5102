//! `corpus/failures`: each text that a stack printed is classified as whoever read it judged it. What the corpus must
//! have in it is tested where it is made, in `verifail-conformance`.
//!
//! What else a diagnosis says (whose words prove it, how surely, what it excludes) is a line of a committed text: what a
//! change of a rule does to other texts is read there. `VERIFAIL_BLESS=1 cargo test -p verifail --test it failures`
//! writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use verifail::classification::{Evidence, classify};

use crate::blessing;

/// Fewer are not the corpus.
const ROWS: usize = 500;

/// Every row, with the file it stands in.
fn rows() -> Vec<(String, toml::Table)> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/failures");
    let files = fs::read_dir(directory).expect("the corpus").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        let mut file: toml::Table = fs::read_to_string(&path).expect("a file").parse().expect(&name);
        let Some(toml::Value::Array(rows)) = file.remove("row") else { panic!("{name} has no rows") };
        rows.into_iter().map(move |row| match row {
            toml::Value::Table(row) => (name.clone(), row),
            other => panic!("{name}: {other:?} is no row"),
        })
    };
    files.into_iter().flat_map(read).collect()
}

#[test]
fn every_row_is_classified_as_it_is_judged() {
    let rows = rows();
    assert!(rows.len() > ROWS, "{} rows", rows.len());
    let mut wrong = String::new();
    for (file, row) in rows {
        let field = |name: &str| row[name].as_str().expect("a text");
        let report = classify(&Evidence::text(field("text"))).to_report();
        let expected = ["kind", "role", "hop", "retry"].map(field);
        let given = [report.kind, report.role, report.hop, report.retry];
        if given != expected {
            wrong += &format!("{file}\n  expected {expected:?}\n  given    {given:?}\n  {}\n", field("text"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Octets of what proves a diagnosis that a line shows.
const EXCERPT: usize = 60;

/// What a diagnosis says beside what the row of the corpus judges: a line.
fn line(text: &str) -> String {
    let diagnosis = classify(&Evidence::text(text));
    let report = diagnosis.to_report();
    let mut line = String::new();
    write!(line, "{} {} {}", report.stack.unwrap_or("-"), report.confidence, report.fault).expect("room");
    if let Some([start, end]) = report.span {
        let shown: String = text[start..end].chars().take(EXCERPT).collect();
        write!(line, " {start}..{end} {shown:?}").expect("room");
    }
    for (what, reasons) in [("also", &report.also), ("perhaps", &report.perhaps), ("notes", &report.notes)] {
        if !reasons.is_empty() {
            write!(line, "; {what} {}", reasons.join(", ")).expect("room");
        }
    }
    if let Some(code) = report.code {
        write!(line, "; code {code}").expect("room");
    }
    let by: Vec<_> = diagnosis.remedies().map(|remedy| format!("{:?}", remedy.by).to_lowercase()).collect();
    write!(line, "; to be mended by {}", by.join(", ")).expect("room");
    if let Some(knob) = diagnosis.knob() {
        write!(line, "; {}", knob.tool).expect("room");
    }
    write!(line, "; excludes {}", report.excludes.len()).expect("room");
    line + if report.cut { "; cut" } else { "" } + if report.mentions_tls { "\n" } else { "; no word of TLS\n" }
}

#[test]
fn what_else_a_diagnosis_says_is_what_is_written_down() {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/diagnoses");
    let mut actual: BTreeMap<String, String> = BTreeMap::new();
    for (file, row) in rows() {
        let stack = Path::new(&file).file_stem().expect("a name").to_string_lossy().into_owned();
        *actual.entry(stack).or_default() += &line(row["text"].as_str().expect("a text"));
    }
    if blessing() {
        fs::remove_dir_all(&directory).ok();
        fs::create_dir_all(&directory).expect("a directory");
        for (stack, lines) in &actual {
            fs::write(directory.join(format!("{stack}.txt")), lines).expect("a file");
        }
        return;
    }
    let mut differ = String::new();
    for (stack, lines) in &actual {
        let path = directory.join(format!("{stack}.txt"));
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let counts = (expected.lines().count(), lines.lines().count());
        if counts.0 != counts.1 {
            differ += &format!("{}: {} lines for {} rows\n", path.display(), counts.0, counts.1);
        }
        for ((number, was), is) in (1..).zip(expected.lines()).zip(lines.lines()).filter(|((_, was), is)| was != is) {
            differ += &format!("{}:{number}\n  was {was}\n  is  {is}\n", path.display());
        }
    }
    let written = fs::read_dir(&directory).expect("a directory").count();
    assert!(differ.is_empty() && written == actual.len(), "{differ}{written} files for {} stacks", actual.len());
}
