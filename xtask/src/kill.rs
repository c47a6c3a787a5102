//! `cargo xtask kill`: every technique of the testkit against every seeded bug.

use std::path::Path;
use std::process::ExitCode;

use crate::suite;

/// Prints the table.
pub(crate) fn main(root: &Path, args: &suite::Args) -> ExitCode {
    suite::run(root, "kill", args)
}
