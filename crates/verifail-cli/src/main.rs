//! The `verifail` command. Here the command line is read, one command runs, and its outcome becomes an exit code.
//!
//! This is the only crate of the workspace that reads files and the clock, and the only one that prints. What is true
//! of a certificate is decided in the core; nothing here decides anything.

mod anchors;
mod arguments;
mod chain_file;
mod command;
mod evidence;
mod failure;
mod identity;
mod incident;
mod input;
mod report;
mod terminal;
mod verification;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::terminal::Terminal;

/// How a command ended when it ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Trusted, or nothing was asked about trust.
    Good,
    /// Captures that differ.
    Different,
    /// A setting that had no effect.
    Ineffective,
    /// Not trusted under at least one policy.
    NotTrusted,
    /// A text tells of a failure of TLS.
    Failure,
    /// Several causes are open.
    Undecided,
    /// What is not here cannot be checked.
    Unchecked,
    /// Nothing tells of a failure, or no cause is left.
    Unexplained,
    /// A text about TLS, or a number, that no rule knows.
    Unclassified,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version arrive here too, with code 0. A reader that went away is not worth a word.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut terminal = Terminal::new(arguments.color, arguments.ascii);
    let result = match arguments.command {
        Command::Verify(verify) => command::verify::run(&verify, &mut terminal),
        Command::Explain(explain) => command::explain::run(&explain, &mut terminal),
        Command::Diagnose(diagnose) => command::diagnose::run(&diagnose, &mut terminal),
        Command::Compare(compare) => command::compare::run(&compare, &mut terminal),
        Command::Knobs(knobs) => command::knobs::run(&knobs, &mut terminal),
        Command::Code(code) => command::code::run(&code, &mut terminal),
        Command::Probe(probe) => command::probe::run(&probe, &mut terminal),
        Command::Environment(environment) => command::environment::run(&environment, &mut terminal),
        Command::Reasons(reasons) => command::reasons::run(&reasons, &mut terminal),
        Command::Policies(policies) => command::policies::run(&policies, &mut terminal),
        Command::Demo(demo) => command::demo::run(&demo, &mut terminal),
        Command::Lab(lab) => command::lab::run(&lab, &mut terminal),
        Command::Completions(completions) => command::completions::run(&completions, &mut terminal),
        Command::Man(man) => command::man::run(&man, &mut terminal),
    };
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::NotTrusted | Outcome::Failure | Outcome::Different | Outcome::Ineffective | Outcome::Undecided) => {
            ExitCode::from(1)
        }
        Ok(Outcome::Unclassified | Outcome::Unchecked | Outcome::Unexplained) => ExitCode::from(3),
        Err(failure) => {
            terminal.error(&failure.to_string());
            ExitCode::from(2)
        }
    }
}
