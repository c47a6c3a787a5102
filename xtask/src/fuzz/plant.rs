//! `cargo xtask fuzz plant`: how soon a structured target notices a bug. Each historic bug of the testkit's breakable
//! verifier takes the core's place for a while; the targets start from the committed seeds only.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use clap::builder::PossibleValuesParser;
use verifail_testkit::breakable::Bug;

use super::build::{Binaries, Sanitizer};
use super::engine::Round;
use super::finds;
use super::{Ended, Work};

/// The targets that must notice.
const TARGETS: [&str; 2] = ["verify_vs_model", "verify_relations"];
/// Of the catalogue, one bug of each family: those that are tried without `--all`.
const TEN: [Bug; 10] = [
    Bug::BasicConstraintsIgnored,
    Bug::FirstCandidateOnly,
    Bug::NoSignatureMemory,
    Bug::CrlSignatureIgnored,
    Bug::UnknownCriticalIgnored,
    Bug::WildcardSpansDots,
    Bug::NameConstraintsIgnored,
    Bug::InnerAlgorithmIgnored,
    Bug::NotAfterExclusive,
    Bug::EkuIgnored,
];

/// Which bugs, and for how long.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One bug
    #[arg(value_parser = PossibleValuesParser::new(Bug::ALL.iter().map(|bug| bug.id())))]
    bug: Option<String>,
    /// Every bug of the catalogue, and not ten of as many families
    #[arg(long, conflicts_with = "bug")]
    all: bool,
    /// Seconds that a target has for a bug
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    #[command(flatten)]
    work: Work,
}

/// Tries them; fails if one of the ten, or the one that was asked for, is not found.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let binaries = Binaries::build(root, Sanitizer::None, &TARGETS)?;
    let work = args.work.directory(root).join("planted");
    let bugs: Vec<Bug> = match &args.bug {
        Some(id) => Bug::ALL.iter().copied().filter(|bug| bug.id() == id).collect(),
        None if args.all => Bug::ALL.to_vec(),
        None => TEN.to_vec(),
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "| bug | found by | seconds | executions | as |\n|---|---|---:|---:|---|")?;
    let (mut missed, mut found) = (0, 0);
    for bug in &bugs {
        let mut best: Option<(f64, u64, &str, String)> = None;
        for target in TARGETS {
            // Who is found by the first is not looked for by the second.
            if best.is_some() {
                continue;
            }
            let Some(target) = verifail_fuzzing::target(target) else { continue };
            let corpus = work.join(target.name);
            if corpus.exists() {
                std::fs::remove_dir_all(&corpus)?;
            }
            let round = Round {
                binaries: &binaries,
                target,
                corpus,
                seeds: vec![root.join("fuzz").join("corpus").join(target.name)],
                seconds: args.seconds,
                artifacts: work.join("artifacts"),
                seed: 7,
                dictionaries: root.join("fuzz").join("dictionaries"),
                bug: Some(bug.id()),
            };
            let start = Instant::now();
            let ended = round.run(&mut |_| {})?;
            if let Some((_, message)) = &ended.find {
                best = Some((start.elapsed().as_secs_f64(), ended.after.executed, target.name, finds::kind(message)));
            }
        }
        match best {
            Some((seconds, executed, target, kind)) => {
                found += 1;
                let kind: String = kind.replace('|', "\\|").chars().take(90).collect();
                writeln!(out, "| {} | `{target}` | {seconds:.1} | {executed} | {kind} |", bug.id())?;
            }
            None => {
                missed += 1;
                writeln!(out, "| {} | **nobody** | {} | | |", bug.id(), args.seconds * TARGETS.len() as u64)?;
            }
        }
    }
    writeln!(out, "\n{found} of {} found", bugs.len())?;
    // Some of the whole catalogue are bugs only under another policy or in a text: what is not found is for somebody to
    // read.
    Ok(missed == 0 || args.all)
}
