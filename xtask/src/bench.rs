//! `cargo xtask bench`: what verification, retry and classification cost. One file a subcommand; this one is the
//! command line.
//!
//! What gates is exact on a busy machine: instructions, allocations, operations. Wall time informs, in interleaved
//! pairs. Exit codes: 0 nothing is worse, 1 something is, 2 it could not be measured.

mod build;
mod callgrind;
mod compare;
mod complexity;
mod measurement;
mod page;
mod plot;
mod report;
mod run;
mod self_test;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// What to measure.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 nothing is worse, 1 something is, 2 it could not be measured.\n\
                  Instructions are counted by valgrind; where it is missing, the line that installs it is printed.")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Compare two revisions: instructions, allocations and operations gate, wall time informs
    ///
    /// Prints Markdown for a pull request.
    Compare(compare::Args),
    /// How the cost of adversarial inputs grows with their size, beside the bound that each family states
    Complexity(complexity::Args),
    /// Every figure with its plots: report.md and report.html
    Report(report::Args),
    /// Run the benches, each with its peers in the same run
    Run(run::Args),
    /// Plant regressions into copies of this revision and see that `compare` and `complexity` find them, and nothing
    /// else
    SelfTest(self_test::Args),
}

/// How a measurement ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    NothingWorse,
    Worse,
}

type Measured<T> = Result<T, Box<dyn Error>>;

/// Runs what was asked for.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let outcome = match &args.command {
        Command::Compare(args) => compare::main(root, args),
        Command::Complexity(args) => complexity::main(root, args),
        Command::Report(args) => report::main(root, args),
        Command::Run(args) => run::main(root, args),
        Command::SelfTest(args) => self_test::main(root, args),
    };
    match outcome {
        Ok(Outcome::NothingWorse) => ExitCode::SUCCESS,
        Ok(Outcome::Worse) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Says what is being done, on standard error: a build takes minutes.
fn progress(what: &str) {
    let _ = writeln!(io::stderr(), "bench: {what}");
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: super::Args,
    }

    #[test]
    fn every_command_of_the_page_on_benchmarks_is_one() {
        let page = std::fs::read_to_string(crate::workspace_root().join("docs/benchmarks.md")).unwrap_or_default();
        let commands: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    cargo xtask bench ")).collect();
        assert!(commands.len() >= 4, "{commands:?}");
        for command in commands {
            let words = std::iter::once("bench").chain(command.split(' '));
            assert!(Line::try_parse_from(words).is_ok(), "{command}");
        }
    }

    #[test]
    fn what_is_no_command_is_refused() {
        let refused = |line: &str| Line::try_parse_from(line.split(' ')).is_err();
        assert!(refused("bench") && refused("bench compare") && refused("bench everything"));
        assert!(refused("bench compare main --threshold lots") && refused("bench self-test --runs 0"));
        assert!(refused("bench compare main --pairs 1000"));
    }
}
