//! Files and standard input, read whole within a limit, and what they hold taken apart by the core's bundle reader.
//!
//! Private keys are noticed by the bundle reader, said on standard error, and never echoed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use verifail::Bundle;
use verifail::certificate::bundle::{BundleError, Entry, Limits};
use verifail_testkit::chain_format;

use crate::failure::Failure;
use crate::terminal::Terminal;

/// The largest input that is read, in bytes.
pub(crate) const MAX_INPUT: u64 = 64 << 20;

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// Certificates in DER, in the file's order.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// CRLs in DER.
    pub(crate) crls: Vec<Vec<u8>>,
}

/// What a path is called in messages.
pub(crate) fn name(path: &Path) -> &Path {
    if path == Path::new("-") { Path::new("standard input") } else { path }
}

/// Reads a file, or standard input for `-`, whole.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") { read_stdin(name(path)) } else { read_file(path) }
}

/// Takes a file apart. What was passed over is said on standard error.
fn contents(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> Result<Contents, Failure> {
    if chain_format::is_chain(bytes) {
        return Err(Failure::of_file(name(path), "a .chain file holds a whole question: verify it alone"));
    }
    let (contents, notes) = take_apart(bytes).map_err(|what| Failure::of_file(name(path), what))?;
    for note in notes {
        terminal.note(&format!("{}: {note}", name(path).display()));
    }
    Ok(contents)
}

/// Reads a file that must hold certificates.
pub(crate) fn read_certificates(path: &Path, terminal: &mut Terminal) -> Result<Vec<Vec<u8>>, Failure> {
    certificates(path, &read(path)?, terminal)
}

/// The certificates of what was read from a file.
pub(crate) fn certificates(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> Result<Vec<Vec<u8>>, Failure> {
    let contents = contents(path, bytes, terminal)?;
    if contents.certificates.is_empty() {
        return Err(Failure::of_file(path, "no certificate in it"));
    }
    Ok(contents.certificates)
}

/// Reads a file that must hold CRLs.
pub(crate) fn read_crls(path: &Path, terminal: &mut Terminal) -> Result<Vec<Vec<u8>>, Failure> {
    let contents = contents(path, &read(path)?, terminal)?;
    if contents.crls.is_empty() {
        return Err(Failure::of_file(path, "no certificate revocation list in it"));
    }
    Ok(contents.crls)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::of_file(path, describe(&error));
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(Failure::of_file(path, "is a directory"));
    }
    if metadata.len() > MAX_INPUT {
        return Err(too_large(path));
    }
    // A pipe or a device has no length to check beforehand.
    read_bounded(file, path)
}

fn read_stdin(name: &Path) -> Result<Vec<u8>, Failure> {
    read_bounded(io::stdin().lock(), name)
}

fn read_bounded(reader: impl Read, name: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    reader.take(MAX_INPUT + 1).read_to_end(&mut bytes).map_err(|error| Failure::of_file(name, describe(&error)))?;
    if bytes.len() as u64 > MAX_INPUT {
        return Err(too_large(name));
    }
    Ok(bytes)
}

fn too_large(name: &Path) -> Failure {
    Failure::of_file(name, format_args!("larger than {} MiB", MAX_INPUT >> 20))
}

/// The system's words without its numbers.
pub(crate) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        _ => error.to_string(),
    }
}

/// The contents, and notes about what was passed over.
fn take_apart(bytes: &[u8]) -> Result<(Contents, Vec<String>), BundleError> {
    let bundle = Bundle::read(bytes, &Limits::default())?;
    let mut notes: Vec<_> = bundle.notes().iter().map(ToString::to_string).collect();
    if bundle.omitted_notes() > 0 {
        notes.push(format!("{} more remarks left out", bundle.omitted_notes()));
    }
    let copied = |entries: &[Entry<'_>]| entries.iter().map(|entry| entry.der().to_vec()).collect();
    Ok((Contents { certificates: copied(bundle.certificates()), crls: copied(bundle.crls()) }, notes))
}
