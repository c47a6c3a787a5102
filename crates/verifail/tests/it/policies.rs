//! The expansion of each named policy, row by row, as a committed text: a change of a policy is a change of a snapshot.
//! `VERIFAIL_BLESS=1 cargo test -p verifail --test it policies` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use verifail::Policy;

use crate::blessing;

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

fn file_name(policy: &Policy) -> String {
    format!("policy-{}.txt", policy.name())
}

fn check(policy: &Policy) {
    let path = directory().join(file_name(policy));
    let actual = format!("{policy:#}\n");
    if blessing() {
        fs::create_dir_all(directory()).unwrap();
        fs::write(&path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if let Some((number, (was, is))) = (1..)
        .zip(expected.lines().map(Some).chain([None]).zip(actual.lines().map(Some).chain([None])))
        .find(|(_, (was, is))| was != is)
    {
        panic!("{}:{number}: was {was:?}, is {is:?}", path.display());
    }
    assert_eq!(expected, actual);
}

#[test]
fn every_policy_expands_to_its_snapshot() {
    Policy::all().iter().for_each(check);
}

#[test]
fn no_snapshot_is_left_over_from_a_policy_that_is_gone() {
    let known: BTreeSet<String> = Policy::all().iter().map(file_name).collect();
    let names = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in names.filter(|name| name.starts_with("policy-")) {
        assert!(known.contains(&name), "{name} belongs to no policy");
    }
}

#[test]
fn every_row_has_a_clause_and_no_row_is_off_everywhere() {
    for policy in Policy::all() {
        for row in policy.rows() {
            assert!(!row.clause.is_empty(), "{policy}: {}", row.requirement);
            let off = [row.end_entity, row.intermediate, row.anchor].map(|s| s == verifail::Severity::Off);
            assert!(off.contains(&false), "{policy}: {}", row.requirement);
        }
    }
}
