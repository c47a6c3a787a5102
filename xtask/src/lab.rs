//! `cargo xtask lab`: the command of `verifail-conformance::lab`, and nothing of its own.

use std::process::ExitCode;

pub(crate) use verifail_conformance::lab::Args;

/// Lets the programs of this machine meet the faults of the lab.
pub(crate) fn main(args: &Args) -> ExitCode {
    verifail_conformance::lab::main(args)
}
