//! `cargo xtask fuzz`: the fuzz targets, for a minute or a night. This file is the command line; every subcommand has a file of its own.

mod seeds;

use std::io::{self, Write};
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
    /// Write the committed seeds and dictionaries anew
    Seeds,
}

/// What a subcommand ends with: whether all is well, or why it could not be found out.
type Ended = Result<bool, Box<dyn std::error::Error>>;

/// Runs the part that was asked for.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let ended = match &args.part {
        Part::Seeds => seeds::main(root),
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
