//! `suite --coverage`.

use std::io::{self, Write};

use super::SuiteArgs;

/// Runs it.
///
/// # Errors
/// When nothing can be written.
pub fn run(_args: &SuiteArgs, out: &mut dyn Write) -> io::Result<bool> {
    writeln!(out, "coverage: not there yet")?;
    Ok(false)
}
