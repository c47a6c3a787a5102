//! `suite --long`: the core beside the reference model and beside rustls-webpki.

use std::io::{self, Write};

use super::SuiteArgs;

/// Runs it, in `worlds` worlds unless the arguments say another number.
///
/// # Errors
/// When nothing can be written.
pub fn run(args: &SuiteArgs, out: &mut dyn Write, worlds: u64) -> io::Result<bool> {
    let worlds = args.worlds.unwrap_or(worlds);
    writeln!(out, "long: {worlds}: not there yet")?;
    Ok(false)
}
