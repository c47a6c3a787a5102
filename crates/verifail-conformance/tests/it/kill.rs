//! Seeded bugs: the sound verifier stands, and every bug falls, each within seconds.

use verifail_conformance::testkit::kill::{self, Args};

#[test]
fn every_seeded_bug_is_killed_and_the_sound_verifier_is_not() {
    match kill::quick(2_000, 20) {
        Ok(killed) => assert!(killed >= 60, "only {killed} bugs"),
        Err(what) => panic!("{}", what.join("\n")),
    }
}

#[test]
fn the_json_table_has_a_row_for_the_bug_and_nothing_else_is_written() {
    let args = Args {
        json: true,
        bug: Some("host-ignored".to_owned()),
        technique: Some("model".to_owned()),
        seconds: 20,
        control_cases: 500,
        baseline_seconds: 0,
        limbo: None,
    };
    let mut out = Vec::new();
    assert!(kill::run(&args, &mut out).unwrap());
    let table: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let row = &table["bugs"][0];
    assert_eq!(
        (&row["id"], &row["killed"], &row["technique"]),
        (&"host-ignored".into(), &true.into(), &"model".into())
    );
    assert!(row["cases"].is_u64() && row["seconds"].is_f64() && row["certificates"].as_u64() <= Some(4), "{row}");
}
