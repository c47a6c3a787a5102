//! `cargo xtask soak`: the tests of `verifail-http` that grow with time, for as long as is asked for. What must hold is
//! theirs.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

/// How long.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Seconds of the fleet with faulty nodes
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Calls through the gateway that mixes sessions up
    #[arg(long, default_value_t = 10_000)]
    calls: usize,
}

/// The tests, and the variables that they read.
const TESTS: [&str; 2] = ["fleet::", "incident_a::"];

/// Runs them one after the other, with what they print.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for test in TESTS {
        let fixed = ["test", "--quiet", "--package", "verifail-http", "--test", "it", test, "--", "--nocapture"];
        let mut command = Command::new(&cargo);
        command.args(fixed).current_dir(root);
        command.env("VERIFAIL_SOAK_SECONDS", args.seconds.to_string());
        command.env("VERIFAIL_HTTP_CALLS", args.calls.to_string());
        match command.status() {
            Ok(status) if status.success() => {}
            Ok(_) => return ExitCode::FAILURE,
            Err(error) => {
                let _ = writeln!(io::stderr(), "soak: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
