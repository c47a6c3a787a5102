//! `cargo xtask conformance`: the command of `verifail-conformance`, and nothing of its own.

use std::process::ExitCode;

pub(crate) use verifail_conformance::command::Args;

/// Runs a suite and prints its report.
pub(crate) fn main(args: &Args) -> ExitCode {
    verifail_conformance::command::run(args)
}
