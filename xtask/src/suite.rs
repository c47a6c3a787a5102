//! `cargo xtask suite`: builds the testkit's program with optimisation and hands it the arguments.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Whatever the program takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Passed on; `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Runs the suite.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    run(root, "suite", args)
}

/// Runs one of the program's questions.
pub(crate) fn run(root: &Path, question: &str, args: &Args) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let fixed =
        ["run", "--quiet", "--release", "--package", "verifail-conformance", "--bin", "testkit", "--", question];
    let arguments = fixed.iter().map(OsStr::new).chain(args.arguments.iter().map(OsString::as_os_str));
    match Command::new(cargo).args(arguments).current_dir(root).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{question}: {error}");
            ExitCode::FAILURE
        }
    }
}
