//! Every committed seed of every target: the property holds, as it must before a fuzzer starts from there.

use std::path::PathBuf;

use verifail_fuzzing::{Form, Spec, TARGETS, Target};

use crate::fuzz;

/// Name and octets of each seed of a target.
fn seeds(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = fuzz().join("corpus").join(target.name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(&path).expect("a seed"))).collect()
}

#[test]
fn every_property_holds_of_every_seed() {
    let mut replayed = 0;
    for target in TARGETS {
        for (path, octets) in seeds(target) {
            assert!(octets.len() <= target.max_len, "{}: {} octets", path.display(), octets.len());
            if let Err(difference) = (target.check)(&octets) {
                panic!("{}: {} {difference}", path.display(), target.name);
            }
            replayed += 1;
        }
    }
    assert!(replayed >= 5 * TARGETS.len(), "{replayed}");
}

/// With `VERIFAIL_FUZZ_CORPUS` in the environment, what a fuzzer kept below that directory too: so is the coverage of
/// corpora counted.
#[test]
fn every_property_holds_of_every_input_that_was_kept() {
    let Some(kept) = std::env::var_os("VERIFAIL_FUZZ_CORPUS").map(PathBuf::from) else { return };
    for target in TARGETS {
        let Ok(entries) = std::fs::read_dir(kept.join(target.name)) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let octets = std::fs::read(&path).expect("an input");
            if let (Err(difference), true) = ((target.check)(&octets), octets.len() <= target.max_len) {
                panic!("{}: {} {difference}", path.display(), target.name);
            }
        }
    }
}

#[test]
fn every_target_has_seeds_and_those_of_structured_ones_are_specs() {
    for target in TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() >= 5, "{}: {} seeds", target.name, seeds.len());
        for (path, octets) in seeds {
            assert!(target.form != Form::Chain || Spec::read(&octets).is_some(), "{}", path.display());
        }
    }
}

#[test]
fn nothing_and_nonsense_and_what_a_process_begins_with_are_no_finds() {
    for target in TARGETS {
        for octets in target.beginnings() {
            if let Err(difference) = (target.check)(&octets) {
                panic!("{}: {}: {difference}", target.name, String::from_utf8_lossy(&octets));
            }
        }
        for octets in [&b""[..], b"\0", b"\xff\xfe", b"{", &[0x30; 64], &[0xff; 512]] {
            if let Err(difference) = (target.check)(octets) {
                panic!("{}: {octets:02x?}: {difference}", target.name);
            }
        }
    }
}

#[test]
fn a_quarter_of_the_known_texts_keep_their_diagnoses_in_every_wrapper() {
    let target = verifail_fuzzing::target("classify_text").expect("the target");
    let mut misread = std::collections::BTreeSet::new();
    for at in (0..verifail_fuzzing::targets::classify_text::known()).step_by(4) {
        let [low, high] = u16::try_from(at).expect("few texts").to_le_bytes();
        for wrapper in 0..8 {
            if let Err(difference) = (target.check)(&[b'~', low, high, 0, wrapper, 0]) {
                misread.insert(difference.to_string());
            }
        }
    }
    assert!(misread.is_empty(), "{misread:#?}");
}
