//! `cargo xtask corpus`: makes the captured part of the corpus; the work is `verifail-conformance`'s.

use std::path::Path;
use std::process::ExitCode;

/// What to do.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    part: Part,
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Failure texts of the programs of this machine: `corpus/failures`.
    Capture(verifail_conformance::capture::Args),
}

/// Runs the part that was asked for.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    match &args.part {
        Part::Capture(args) => verifail_conformance::capture::main(root, args),
    }
}
