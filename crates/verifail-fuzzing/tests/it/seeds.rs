//! What is committed is what the generators make: seeds and dictionaries.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use verifail_fuzzing::{TARGETS, dictionary, seeds};

use crate::fuzz;

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

#[test]
fn the_committed_seeds_are_what_the_generator_makes() {
    let mut size = 0;
    for target in TARGETS {
        let made: BTreeMap<String, Vec<u8>> = seeds::seeds(target, &corpus()).expect("seeds").into_iter().collect();
        let folder = fuzz().join("corpus").join(target.name);
        let mut committed = BTreeMap::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let octets = std::fs::read(path).expect("a seed");
            size += octets.len();
            if !name.starts_with(seeds::FOUND) {
                committed.insert(name, octets);
            }
        }
        let differ = made.iter().chain(&committed).find(|(name, _)| made.get(*name) != committed.get(*name));
        // Samples of the corpus of failures, which grows every day.
        if matches!(target.name, "classify_text" | "evidence_json") {
            continue;
        }
        assert_eq!(differ.map(|(name, _)| name), None, "{}: run `cargo xtask fuzz seeds`", target.name);
    }
    assert!(size < 800 << 10, "{size} octets of seeds: too many to be committed");
}

#[test]
fn the_committed_dictionaries_are_what_the_generators_make() {
    let committed = |name| std::fs::read_to_string(fuzz().join("dictionaries").join(name)).expect("a dictionary");
    assert!(dictionary::x509() == committed("x509.dict"), "x509.dict: run `cargo xtask fuzz seeds`");
    // Known texts come and go with every stack: most of them will do.
    let (made, committed) = (dictionary::texts(), committed("texts.dict"));
    let values = |text: &str| -> BTreeSet<String> {
        text.lines().filter_map(|line| line.split_once('=')).map(|(_, value)| value.to_owned()).collect()
    };
    let (made, committed) = (values(&made), values(&committed));
    let kept = made.intersection(&committed).count();
    assert!(2 * kept > made.len(), "texts.dict: {kept} of {}: run `cargo xtask fuzz seeds`", made.len());
}

#[test]
fn a_dictionary_is_as_libfuzzer_reads_it() {
    for made in [dictionary::x509(), dictionary::texts()] {
        let entries: Vec<&str> = made.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(entries.len() > 100, "{}", entries.len());
        for entry in entries {
            let (name, value) = entry.split_once("=\"").expect("a value");
            assert!(name.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-'), "{entry}");
            assert!(value.ends_with('"') && value.is_ascii() && value.len() > 1, "{entry}");
        }
    }
}
