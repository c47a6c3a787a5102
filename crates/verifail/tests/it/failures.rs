//! `corpus/failures`: each text that a stack printed is classified as whoever read it judged it. What the corpus must
//! have in it is tested where it is made, in `verifail-conformance`.

use std::fs;
use std::path::PathBuf;

use verifail::classification::{Evidence, classify};

/// Fewer are not the corpus.
const ROWS: usize = 500;

/// Every row, with the file it stands in.
fn rows() -> Vec<(String, toml::Table)> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/failures");
    let files = fs::read_dir(directory).expect("the corpus").map(|entry| entry.expect("an entry").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        let mut file: toml::Table = fs::read_to_string(&path).expect("a file").parse().expect(&name);
        let Some(toml::Value::Array(rows)) = file.remove("row") else { panic!("{name} has no rows") };
        rows.into_iter().map(move |row| match row {
            toml::Value::Table(row) => (name.clone(), row),
            other => panic!("{name}: {other:?} is no row"),
        })
    };
    files.flat_map(read).collect()
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
