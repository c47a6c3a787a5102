//! The testkit's long runs, from the command line: `suite` and `kill`. Each question is a file; this one reads the
//! arguments and says which.

pub mod coverage;
pub mod exhaustive;
pub mod kill;
pub mod long;
pub mod relations;
pub mod stats;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Runs the testkit: on the core, on rustls-webpki, on deliberately broken verifiers.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Command {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// Hold the core and rustls-webpki to the generated suite
    #[command(args_override_self = true)]
    Suite(SuiteArgs),
    /// Run every technique against every seeded bug
    #[command(args_override_self = true)]
    Kill(kill::Args),
}

/// Which parts of the suite; without any, a short run of every part.
#[derive(Debug, clap::Args)]
pub struct SuiteArgs {
    /// How fast worlds are generated and verified, and how many are accepted
    #[arg(long)]
    stats: bool,
    /// The core beside the reference model and beside rustls-webpki, in ten million worlds each
    #[arg(long)]
    long: bool,
    /// Every configuration of small worlds, every host against every pattern, every character in every string; or the
    /// parts that are named
    #[arg(long, value_name = "PART", num_args = 0..)]
    exhaustive: Option<Vec<exhaustive::Part>>,
    /// Which combinations of attributes the generated worlds cover, three and four at a time
    #[arg(long)]
    coverage: bool,
    /// The metamorphic relations, over the core and rustls-webpki
    #[arg(long)]
    relations: bool,
    /// With `--relations`, write each violation there, those that are listed too: as `.chain` text, PEM, an x509-limbo
    /// case, a Rust test and an `openssl verify` command line
    #[arg(long, value_name = "DIR", requires = "relations")]
    export: Option<PathBuf>,
    /// Worlds of each part but `--exhaustive`: for a longer look, or a shorter one
    #[arg(long, value_name = "N")]
    worlds: Option<u64>,
    /// Where randomness starts; without it, the same worlds in every run
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// An x509-limbo file whose cases `--coverage` counts besides
    #[arg(long, value_name = "FILE")]
    limbo: Option<PathBuf>,
}

/// Runs a command. `Ok(false)` when something was found that must not be.
///
/// # Errors
/// When nothing can be written, or a file cannot be read.
pub fn run(command: &Command, out: &mut dyn Write) -> io::Result<bool> {
    let args = match &command.question {
        Question::Kill(args) => return kill::run(args, out),
        Question::Suite(args) => args,
    };
    let all = !(args.stats || args.long || args.exhaustive.is_some() || args.coverage || args.relations);
    let mut clean = true;
    if args.stats || all {
        clean &= stats::run(args, out)?;
    }
    if args.long || all {
        clean &= long::run(args, out, if args.long { 10_000_000 } else { 100_000 })?;
    }
    if args.relations || all {
        clean &= relations::run(args, out)?;
    }
    if args.exhaustive.is_some() || all {
        clean &= exhaustive::run(args.exhaustive.as_deref(), out)?;
    }
    if args.coverage || all {
        clean &= coverage::run(args, out)?;
    }
    Ok(clean)
}
