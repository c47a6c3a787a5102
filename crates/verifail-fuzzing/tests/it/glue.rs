//! The libFuzzer package has a binary, a manifest entry and a folder of seeds for every target, and none for anything
//! else.

use std::collections::BTreeSet;

use verifail_fuzzing::{Form, TARGETS};

use crate::fuzz;

fn names(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(fuzz().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().trim_end_matches(".rs").to_owned())
        .collect()
}

#[test]
fn every_target_has_a_binary_an_entry_and_seeds_and_nothing_else_has() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(targets.len(), TARGETS.len(), "a name occurs twice");
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
    let manifest = std::fs::read_to_string(fuzz().join("Cargo.toml")).expect("a manifest");
    let entries: BTreeSet<String> = manifest
        .lines()
        .filter_map(|line| Some(line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\"")?.to_owned()))
        .collect();
    assert_eq!(entries, targets);
}

#[test]
fn a_binary_runs_its_own_target_and_mutates_structure_where_that_is_what_it_takes() {
    for target in TARGETS {
        let path = fuzz().join("fuzz_targets").join(format!("{}.rs", target.name));
        let text = std::fs::read_to_string(&path).expect("a binary");
        assert!(
            text.contains(&format!("use verifail_fuzzing::targets::{}::TARGET;", target.name)),
            "{}",
            path.display()
        );
        let mutates = text.contains("fuzz_mutator!") && text.contains("fuzz_crossover!");
        assert_eq!(mutates, target.form == Form::Chain, "{}", path.display());
        assert!(text.lines().count() <= 20, "{}: more than glue", path.display());
    }
}

#[test]
fn the_list_is_in_order() {
    assert!(TARGETS.is_sorted_by_key(|target| target.name));
}
