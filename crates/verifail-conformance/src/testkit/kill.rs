//! `kill`: every technique against every seeded bug.

use std::io::{self, Write};

/// What to print.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A JSON table on standard output instead of Markdown
    #[arg(long)]
    pub json: bool,
}

/// Runs it.
///
/// # Errors
/// When nothing can be written.
pub fn run(_args: &Args, out: &mut dyn Write) -> io::Result<bool> {
    writeln!(out, "kill: not there yet")?;
    Ok(false)
}
