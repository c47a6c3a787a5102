//! The program behind `cargo xtask suite` and `cargo xtask kill`, built with optimisation.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use verifail_conformance::testkit::{Command, run};

fn main() -> ExitCode {
    match run(&Command::parse(), &mut std::io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "testkit: {error}");
            ExitCode::FAILURE
        }
    }
}
