//! `cargo xtask score`: the command of `verifail-conformance`, and nothing of its own.

use std::process::ExitCode;

pub(crate) use verifail_conformance::texts::Args;

/// Scores and prints the report.
pub(crate) fn main(args: &Args) -> ExitCode {
    verifail_conformance::texts::main(args)
}
