//! `cargo xtask fuzz`: the fuzz targets, for a minute or a night. This file is the command line; every subcommand has a
//! file of its own.

mod build;
mod check_build;
mod cover;
mod engine;
mod finds;
mod merge;
mod min;
mod nightly;
mod plan;
mod plant;
mod progress;
mod promote;
mod report;
mod repro;
mod run;
mod seeds;
mod shard;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use verifail_fuzzing::{TARGETS, Target};

const EXAMPLES: &str = "\
Examples:
  cargo xtask fuzz run verify_vs_model --minutes 5
  cargo xtask fuzz run all --minutes 2 --jobs 2
  cargo xtask fuzz nightly --minutes 480 --jobs 8
  cargo xtask fuzz repro target/fuzz/finds/verify_vs_model/0123456789abcdef
  cargo xtask fuzz promote target/fuzz/finds/verify_vs_model/0123456789abcdef --name short-key-twice

Corpora, finds, logs and reports are kept below target/fuzz (--work). Exit status: 0 when nothing was found, 1 when
something was, 2 when it could not be tried.";

/// What to do.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    part: Part,
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Run .clusterfuzzlite/build.sh as its runner would, and check what comes out
    CheckBuild(check_build::Args),
    /// Count which regions of the core the corpora reach
    Cover(cover::Args),
    /// List the targets: what each holds, and by which oracle
    List,
    /// Put what several shards found into one corpus, as few inputs as keep all edges
    Merge(merge::Args),
    /// Make the kept corpora as small as keeps all edges
    Min(min::Args),
    /// Fuzz all targets, most where most is new, and report
    Nightly(nightly::Args),
    /// Put historic bugs under the structured targets and measure how soon each is found
    Plant(plant::Args),
    /// Make a find small, give it a name, and keep it as a seed that the tests replay
    Promote(promote::Args),
    /// Say what a file makes of its target's property
    Repro(repro::Args),
    /// Fuzz one target, or all in turn
    Run(run::Args),
    /// Write the committed seeds and dictionaries anew
    Seeds,
    /// One of several machines' part of a night
    Shard(shard::Args),
}

/// Where corpora, finds and reports are kept.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Work {
    /// Directory of corpora, finds, logs and reports
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
}

impl Work {
    fn directory(&self, root: &Path) -> PathBuf {
        self.work.clone().unwrap_or_else(|| root.join("target").join("fuzz"))
    }
}

/// What a subcommand ends with: whether nothing was found, or why it could not be tried.
type Ended = Result<bool, Box<dyn std::error::Error>>;

/// Runs the part that was asked for.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let ended = match &args.part {
        Part::CheckBuild(args) => check_build::main(root, args),
        Part::Cover(args) => cover::main(root, args),
        Part::List => list(),
        Part::Merge(args) => merge::main(root, args),
        Part::Min(args) => min::main(root, args),
        Part::Nightly(args) => nightly::main(root, args),
        Part::Plant(args) => plant::main(root, args),
        Part::Promote(args) => promote::main(root, args),
        Part::Repro(args) => repro::main(root, args),
        Part::Run(args) => run::main(root, args),
        Part::Seeds => seeds::main(root),
        Part::Shard(args) => shard::main(root, args),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // The last resort of a command that cannot do its work.
            let _ = writeln!(io::stderr(), "fuzz: {error}");
            ExitCode::from(2)
        }
    }
}

fn list() -> Ended {
    let mut out = io::stdout().lock();
    for target in TARGETS {
        let pace = target.class.pace();
        writeln!(out, "{:18} {}\n{:18} oracle: {}", target.name, target.property, "", target.oracle)?;
        writeln!(out, "{:18} pace: {} inputs a second of a core", "", pace)?;
    }
    Ok(true)
}

/// A target's name.
fn one() -> PossibleValuesParser {
    PossibleValuesParser::new(TARGETS.iter().map(|target| target.name))
}

/// A target's name, or `all`.
fn one_or_all() -> PossibleValuesParser {
    PossibleValuesParser::new(TARGETS.iter().map(|target| target.name).chain(["all"]))
}

/// The targets of that name.
fn named(name: &str) -> Vec<&'static Target> {
    TARGETS.iter().filter(|target| name == "all" || target.name == name).copied().collect()
}
