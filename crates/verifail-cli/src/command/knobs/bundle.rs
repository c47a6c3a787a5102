//! `verifail knobs bundle`: the system's authorities and yours in one PEM file, read again before it is put in place.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use serde::Serialize;
use verifail::certificate::bundle::{Limits, Note};
use verifail::{Bundle as Read, Certificate};
use verifail_http::tls::Anchors;

use crate::Outcome;
use crate::anchors::{self, Source};
use crate::failure::{Failure, printable};
use crate::input;
use crate::report::json;
use crate::terminal::Terminal;

/// Write one PEM file of the system's authorities and yours, for tools whose setting replaces what they trust
///
/// Files may be PEM, DER or PKCS#7. A file with a private key in it is refused: nothing of it is copied.
#[derive(Debug, Args)]
pub(super) struct Bundle {
    /// The file to write
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Files with the authorities to add
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to add them to: `system`, `mozilla`, or a file; repeatable
    #[arg(long, value_name = "SOURCE", default_value = "system")]
    anchors: Vec<Source>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What was written, as programs read it.
#[derive(Serialize)]
struct Written {
    file: PathBuf,
    certificates: usize,
    added: usize,
    duplicates: usize,
}

pub(super) fn run(bundle: &Bundle, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    if bundle.out.exists() && !bundle.force {
        return Err(Failure::of_file(&bundle.out, "is there already; --force writes over it"));
    }
    let mut own = Vec::new();
    for file in &bundle.files {
        own.extend(authorities(file, terminal)?);
    }
    // Sources that are files may hold keys as well.
    for source in &bundle.anchors {
        if let Source::File(path) = source {
            refuse_keys(path, &input::read(path)?)?;
        }
    }
    let loaded = anchors::load(&bundle.anchors, terminal)?;
    let base: Vec<Vec<u8>> = loaded.iter().flat_map(|loaded| loaded.certificates().iter().cloned()).collect();
    let merged = merged(base, own);
    if merged.certificates.is_empty() {
        return Err(Failure::new("no certificate to write"));
    }
    write(&bundle.out, &merged.certificates)?;
    let written = Written {
        file: bundle.out.clone(),
        certificates: merged.certificates.len(),
        added: merged.added,
        duplicates: merged.duplicates,
    };
    if bundle.json {
        terminal.print_raw(&json::text(&written)?)?;
    } else {
        let text = format!(
            "{}: {} certificates, {} of them added, {} duplicates left out; read again, and loaded by rustls\n",
            printable(&bundle.out.to_string_lossy()),
            written.certificates,
            written.added,
            written.duplicates
        );
        terminal.print(&text)?;
    }
    Ok(Outcome::Good)
}

/// The certificates of a file, none of which may be beside a private key.
fn authorities(path: &Path, terminal: &mut Terminal) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = input::read(path)?;
    refuse_keys(path, &bytes)?;
    let certificates = input::certificates(path, &bytes, terminal)?;
    for der in &certificates {
        let Ok(certificate) = Certificate::from_der(der) else { continue };
        let is_ca = certificate.basic_constraints().is_some_and(|read| read.is_ok_and(|constraints| constraints.ca));
        if !is_ca {
            let name = printable(&certificate.subject().to_string());
            terminal.warn(&format!("{}: {name} is no CA certificate: many tools trust none of it", path.display()));
        }
    }
    Ok(certificates)
}

fn refuse_keys(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let is_key = |note: &Note| matches!(note, Note::PrivateKey(_) | Note::EncryptedKey(_));
    let noted = Read::read(bytes, &Limits::default()).is_ok_and(|read| read.notes().iter().any(is_key));
    // Notes are bounded, and a file of nothing but keys has none.
    let marked = bytes.windows(12).any(|window| window == b"PRIVATE KEY-");
    match noted || marked {
        true => Err(Failure::of_file(path, "holds a private key: take it out first; nothing of it was copied")),
        false => Ok(()),
    }
}

/// Certificates of both, each once.
pub(super) struct Merged {
    pub(super) certificates: Vec<Vec<u8>>,
    added: usize,
    duplicates: usize,
}

/// Yours behind the system's.
pub(super) fn merged(base: Vec<Vec<u8>>, own: Vec<Vec<u8>>) -> Merged {
    let (mut certificates, mut seen) = (Vec::with_capacity(base.len() + own.len()), BTreeSet::new());
    let (mut added, mut duplicates) = (0, 0);
    let from = base.len();
    for (at, der) in base.into_iter().chain(own).enumerate() {
        if !seen.insert(verifail::Fingerprint::of(&der)) {
            duplicates += 1;
            continue;
        }
        added += usize::from(at >= from);
        certificates.push(der);
    }
    Merged { certificates, added, duplicates }
}

/// Writes beside the file, reads that again, and puts it in place when it is what was meant.
pub(super) fn write(out: &Path, certificates: &[Vec<u8>]) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::of_file(out, error);
    let directory = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".verifail-bundle-")
        .tempfile_in(directory)
        .map_err(|error| failed(&input::describe(&error)))?;
    file.write_all(pem(certificates).as_bytes()).map_err(|error| failed(&error))?;
    file.flush().map_err(|error| failed(&error))?;
    let bytes = input::read(file.path())?;
    let read = Read::read(&bytes, &Limits::default()).map_err(|error| failed(&error))?;
    let same = read.certificates().len() == certificates.len()
        && read.certificates().iter().zip(certificates).all(|(entry, der)| entry.der() == der.as_slice());
    if !same {
        return Err(failed(&"what was written is not what is read again"));
    }
    let loaded = Anchors::of(certificates.iter().map(|der| der.clone().into()));
    loaded.map_err(|error| failed(&format_args!("rustls does not load it: {error}")))?;
    readable_by_all(file.as_file()).map_err(|error| failed(&error))?;
    file.persist(out).map_err(|error| failed(&input::describe(&error.error)))?;
    Ok(())
}

/// Certificates are no secret, and tools run as other users.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Blocks of 64 columns, each below its subject as a comment: readers pass over what is outside of a block.
fn pem(certificates: &[Vec<u8>]) -> String {
    let mut out = String::new();
    for der in certificates {
        let subject =
            Certificate::from_der(der).map(|certificate| certificate.subject().to_string()).unwrap_or_default();
        let subject: String = subject.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(120).collect();
        let _ = writeln!(out, "# {}", subject.replace("-----", "- - -"));
        let body = STANDARD.encode(der);
        let lines = body.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line) + "\n");
        let _ = write!(out, "-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----\n", lines.collect::<String>());
    }
    out
}
