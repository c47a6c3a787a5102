//! `cargo xtask fuzz repro`: what a file makes of its target's property, without a fuzzer.

use std::io::Write;
use std::path::{Path, PathBuf};

use verifail_fuzzing::Target;

use super::{Ended, one};

/// Which file.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The input
    file: PathBuf,
    /// Its target; without it, the name of the directory that the file is in
    #[arg(long, value_parser = one())]
    target: Option<String>,
}

/// Checks it.
pub(super) fn main(_root: &Path, args: &Args) -> Ended {
    let target = target_of(&args.file, args.target.as_deref())?;
    let octets = read(&args.file, target)?;
    let mut out = std::io::stdout().lock();
    match (target.check)(&octets) {
        Ok(()) => {
            writeln!(out, "{}: {}: it holds", target.name, target.property)?;
            Ok(true)
        }
        Err(difference) => {
            writeln!(out, "{}: {}\n{difference}", target.name, target.property)?;
            Ok(false)
        }
    }
}

/// The target that a file is an input of.
pub(super) fn target_of(file: &Path, named: Option<&str>) -> Result<&'static Target, String> {
    let folder = || file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let name = named.map(str::to_owned).or_else(folder).unwrap_or_default();
    verifail_fuzzing::target(&name).ok_or_else(|| format!("{}: whose input is it? --target says", file.display()))
}

/// The octets of an input.
pub(super) fn read(file: &Path, target: &Target) -> Result<Vec<u8>, String> {
    let octets = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if octets.len() > target.max_len {
        return Err(format!(
            "{}: {} octets, of which {} reads at most {}",
            file.display(),
            octets.len(),
            target.name,
            target.max_len
        ));
    }
    Ok(octets)
}
