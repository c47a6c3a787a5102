//! `verifail completions`: a shell's completion script, from the definitions of the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::Outcome;
use crate::arguments::{Arguments, exit_codes_help};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("completions")))]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(completions: &Completions, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Arguments::command(), "verifail", &mut script);
    terminal.print_raw(&script)?;
    Ok(Outcome::Good)
}
