//! The committed seeds, and what makes them: `cargo xtask fuzz seeds` writes them, a test compares.
//!
//! A fuzzer that starts from nothing has to find out what a certificate is. These are few, small, and each is there for
//! something: a world for each kind of defect, a text for each stack, a number for each book.

mod octets;
mod structured;
mod texts;

use std::io;
use std::path::Path;

use crate::{TARGETS, Target};

/// A seed: the name of its file, and what is in it.
pub type Seed = (String, Vec<u8>);

/// Files that were found by a fuzzer begin so: the generator leaves them alone.
pub const FOUND: &str = "found-";

/// The seeds of a target. `corpus` is the directory of that name in the repository, whose certificates and texts are
/// seeds too.
///
/// # Errors
/// Where a file of the corpus cannot be read.
pub fn seeds(target: &Target, corpus: &Path) -> io::Result<Vec<Seed>> {
    match target.name {
        "certificate_der" | "der_roundtrip" => octets::certificates(corpus),
        "chain_der" => Ok(octets::chains()),
        "chain_pem" => octets::bundles(corpus),
        "chain_text_format" => structured::texts(corpus),
        "classify_text" => texts::failures(corpus),
        "code_books" => Ok(texts::numbers()),
        "crl_der" => octets::crls(corpus),
        "evidence_json" => texts::evidence(corpus),
        "name_constraints" => Ok(texts::subtrees()),
        "pkcs7" => octets::containers(corpus),
        "retry_schedule" => Ok(octets::choices()),
        "service_identity" => Ok(texts::identities()),
        "tls_settings" => Ok(texts::settings()),
        "verify_relations" => structured::relations(corpus),
        // The rest is structured.
        _ => structured::worlds(corpus),
    }
}

/// Writes the seeds of every target below `fuzz`, which is the directory of that name; returns how many and how many
/// octets. Seeds that are no longer made are removed, those that were [`FOUND`] are not.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write(fuzz: &Path, corpus: &Path) -> io::Result<(usize, usize)> {
    let (mut count, mut size) = (0, 0);
    for target in TARGETS {
        let folder = fuzz.join("corpus").join(target.name);
        std::fs::create_dir_all(&folder)?;
        let seeds = seeds(target, corpus)?;
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with(FOUND) && seeds.iter().all(|(made, _)| *made != name) {
                std::fs::remove_file(entry.path())?;
            }
        }
        for (name, octets) in seeds {
            count += 1;
            size += octets.len();
            std::fs::write(folder.join(name), octets)?;
        }
    }
    Ok((count, size))
}

/// The files of a folder that end so, in order.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<Seed>> {
    let mut seeds = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            seeds.push((name, std::fs::read(&path)?));
        }
    }
    seeds.sort();
    Ok(seeds)
}
