//! What is said of every world of the catalogue, as committed texts: the decision, every finding of every path with
//! both sides, and what holds of the best path all the same.
//! `VERIFAIL_BLESS=1 cargo test -p verifail --test it verdicts` writes them anew; a change of them is a change of what
//! callers read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::blessing;
use crate::faults::{self, Place};
use crate::world::{Answer, World, policies};

mod paths;

/// Verifiers that differ most in what they look at and how they search.
const POLICIES: [&str; 6] = ["rfc5280", "web-pki", "go", "rustls", "boringssl-pki", "openssl-strict"];

/// What holds of each certificate of the good world's path, by policy.
static HELD: LazyLock<BTreeMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let held = |policy| {
        let report = World::good().ask(policy).report;
        report.paths[0].certificates.iter().map(|certificate| certificate.holds.clone()).collect()
    };
    policies().map(|policy| (policy, held(policy))).collect()
});

/// Most findings of one path that are written down; more are counted.
const MOST: usize = 12;

/// Everything that is said, but for the policy's name; of what holds, only what differs from the good world.
fn said(answer: &Answer, policy: &str) -> String {
    let (_, reasons) = answer.text.lines().next().unwrap().split_once(policy).unwrap();
    let (_, reasons) = reasons.split_once('Z').unwrap();
    let mut text = format!("{}{reasons}\n", if answer.accepted { "trusted" } else { "not trusted" });
    let good = &HELD[policy];
    for (at, path) in answer.report.paths.iter().enumerate() {
        if at > 0 || path.certificates.len() != 3 {
            writeln!(text, "  path {}", answer.paths[at].subjects.join(" < ")).unwrap();
        }
        for finding in path.findings.iter().take(MOST) {
            let (depth, severity) = (finding.depth, finding.severity);
            let detail = if finding.detail.is_empty() { String::new() } else { format!(": {}", finding.detail) };
            writeln!(text, "  {depth} {severity} {} ({}){detail}", finding.requirement, finding.field).unwrap();
        }
        if path.findings.len() > MOST || path.omitted_findings > 0 {
            writeln!(text, "  {} findings, and {} left out", path.findings.len(), path.omitted_findings).unwrap();
        }
        for (certificate, good) in path.certificates.iter().zip(good) {
            let without = |these: &[&'static str], others: &[&'static str]| {
                these.iter().filter(|claim| !others.contains(claim)).copied().collect::<Vec<_>>().join(", ")
            };
            let (more, less) = (without(&certificate.holds, good), without(good, &certificate.holds));
            for (word, claims) in [("too", more), ("no longer", less)].iter().filter(|(_, claims)| !claims.is_empty()) {
                writeln!(text, "  {} holds {word}: {claims}", certificate.depth).unwrap();
            }
        }
    }
    let errors = answer.report.paths[0].findings.iter().enumerate().filter(|(_, finding)| finding.severity == "error");
    let all: Vec<_> = errors.map(|(at, _)| at).collect();
    if let Some(repair) = answer.report.repair.as_ref().filter(|repair| repair.findings != all || !repair.proved) {
        writeln!(text, "  repair {:?}, proved {}", repair.findings, repair.proved).unwrap();
    }
    text
}

/// A world's text: policies of which the same is said, together.
fn entry(name: &str, world: &World, policies: &[&'static str], said: fn(&Answer, &str) -> String) -> String {
    let mut groups: Vec<(Vec<&str>, String)> = Vec::new();
    let chain = world.chain();
    for policy in policies {
        let said = said(&chain.ask(policy, &world.question), policy);
        match groups.iter_mut().find(|(_, text)| *text == said) {
            Some((names, _)) => names.push(policy),
            None => groups.push((vec![policy], said)),
        }
    }
    let mut text = format!("# {name}\n");
    for (names, said) in groups {
        write!(text, "{}: {said}", names.join(", ")).unwrap();
    }
    text
}

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/verdicts")
}

#[track_caller]
fn check(file: &str, entries: impl Iterator<Item = String>) {
    let actual = entries.collect::<Vec<_>>().join("\n");
    let path = directory().join(file);
    if blessing() {
        fs::create_dir_all(directory()).unwrap();
        fs::write(&path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let different = |(was, is): &(&str, &str)| was != is;
    if let Some((was, is)) = expected.split("\n# ").zip(actual.split("\n# ")).find(different) {
        panic!("{}\nwas: {was}\nis: {is}", path.display());
    }
    assert_eq!(expected, actual);
}

fn certificates(place: Place) -> impl Iterator<Item = String> {
    let prefix = format!("{place:?}: ");
    let worlds = faults::worlds().filter(move |(name, _)| name.starts_with(&prefix));
    worlds.map(|(name, world)| entry(&name, &world, &POLICIES, said))
}

#[test]
fn what_is_said_of_a_fault_of_the_end_entity_is_what_is_written_down() {
    check("end-entity.txt", certificates(Place::EndEntity));
}

#[test]
fn what_is_said_of_a_fault_of_an_intermediate_is_what_is_written_down() {
    check("intermediate.txt", certificates(Place::Intermediate));
}

#[test]
fn what_is_said_of_a_fault_of_the_anchor_is_what_is_written_down() {
    check("anchor.txt", certificates(Place::Anchor));
}

#[test]
fn what_is_said_of_a_fault_of_a_world_is_what_is_written_down() {
    let named: BTreeSet<_> = faults::OF_A_WORLD.iter().map(|(name, _)| *name).collect();
    let worlds = faults::worlds().filter(|(name, _)| named.contains(name.as_str()));
    // Hundreds of paths, of which the limits are told elsewhere.
    let worlds = worlds.filter(|(name, _)| name != "too much to search");
    check("world.txt", worlds.map(|(name, world)| entry(&name, &world, &POLICIES, said)));
}

#[test]
fn no_text_is_left_over() {
    let files = fs::read_dir(directory()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<_> = files.collect();
    let known = ["anchor.txt", "end-entity.txt", "intermediate.txt", "paths.txt", "world.txt"];
    assert!(files.iter().map(String::as_str).eq(known), "{files:?}");
}
