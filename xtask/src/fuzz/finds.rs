//! Finds: told apart by the target and the kind of the difference, kept as a file and what was said of it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Finds of one kind.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Find {
    pub(super) target: String,
    /// What is the same for all of the kind.
    pub(super) kind: String,
    /// The smallest input of the kind.
    pub(super) file: PathBuf,
    /// How often it was met in this run.
    pub(super) times: u64,
    /// It was there before this run.
    pub(super) known: bool,
}

/// The finds of a run, and those that were kept of earlier ones.
#[derive(Debug)]
pub(super) struct Finds {
    directory: PathBuf,
    by_kind: BTreeMap<(String, String), Find>,
}

impl Finds {
    /// Reads what is kept.
    pub(super) fn read(work: &Path) -> io::Result<Self> {
        let directory = work.join("finds");
        let mut by_kind = BTreeMap::new();
        std::fs::create_dir_all(&directory)?;
        for entry in std::fs::read_dir(&directory)? {
            let folder = entry?.path();
            let target = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.extension().is_some_and(|extension| extension == "txt") {
                    let kind = kind(&std::fs::read_to_string(&path)?);
                    let file = path.with_extension("");
                    let find = Find { target: target.clone(), kind: kind.clone(), file, times: 0, known: true };
                    by_kind.insert((target.clone(), kind), find);
                }
            }
        }
        Ok(Self { directory, by_kind })
    }

    /// Keeps a find. Of several of a kind the smallest input stays.
    pub(super) fn add(&mut self, target: &str, input: &Path, message: &str) -> io::Result<()> {
        let kind = kind(message);
        let octets = std::fs::read(input).unwrap_or_default();
        let folder = self.directory.join(target);
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{:016x}", fnv(kind.as_bytes())));
        let find = self.by_kind.entry((target.to_owned(), kind.clone())).or_insert_with(|| Find {
            target: target.to_owned(),
            kind,
            file: file.clone(),
            times: 0,
            known: false,
        });
        find.times += 1;
        let smaller = std::fs::metadata(&file).map_or(true, |kept| octets.len() < kept.len() as usize);
        if smaller {
            std::fs::write(&file, &octets)?;
            std::fs::write(file.with_extension("txt"), message)?;
        }
        let _ = std::fs::remove_file(input);
        Ok(())
    }

    /// All of them.
    pub(super) fn kept(&self) -> impl Iterator<Item = &Find> {
        self.by_kind.values()
    }

    /// Those that were met in this run.
    pub(super) fn met(&self) -> impl Iterator<Item = &Find> {
        self.by_kind.values().filter(|find| find.times > 0)
    }
}

/// The part of a message that is the same for all finds of its kind: between brackets, or where it panicked, or what
/// libFuzzer calls it.
pub(super) fn kind(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    if let Some((_, rest)) = first.split_once("FOUND ")
        && let Some((_, rest)) = rest.split_once('[')
    {
        // Kinds may hold brackets of their own.
        let end = rest.find("] ").or_else(|| rest.rfind(']')).unwrap_or(rest.len());
        return rest.get(..end).unwrap_or(rest).to_owned();
    }
    if let Some((_, place)) = first.split_once(" panicked at ") {
        return format!("panic at {place}");
    }
    match first.split_once("ERROR: ") {
        Some((_, what)) => what.split(" on ").next().unwrap_or(what).split(" (").next().unwrap_or(what).to_owned(),
        None => first.to_owned(),
    }
}

/// FNV-1a, 64 bits: a name for a file, nothing more.
fn fnv(octets: &[u8]) -> u64 {
    octets
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, octet| (hash ^ u64::from(*octet)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        assert_eq!(kind(message), expected);
    }

    #[test]
    fn a_kind_is_what_does_not_change_from_input_to_input() {
        check(
            "FOUND chain_der [core [], webpki Some(\"BadDer\")] trusted for\nmore",
            "core [], webpki Some(\"BadDer\")",
        );
        check("thread 'x' panicked at crates/a.rs:1:2:\nindex out of bounds", "panic at crates/a.rs:1:2:");
        check("==7== ERROR: libFuzzer: timeout after 21 seconds", "libFuzzer: timeout after 21 seconds");
        check(
            "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1",
            "AddressSanitizer: heap-use-after-free",
        );
    }

    #[test]
    fn of_one_kind_the_smallest_stays_and_is_known_the_next_time() {
        let work = tempfile::tempdir().expect("a directory");
        let input = work.path().join("input");
        let mut finds = Finds::read(work.path()).expect("no finds");
        for octets in ["12345", "123", "1234567"] {
            std::fs::write(&input, octets).expect("an input");
            finds.add("a", &input, "FOUND a [kind] of something").expect("kept");
        }
        let met: Vec<_> = finds.met().cloned().collect();
        assert_eq!(met.len(), 1);
        assert_eq!((met[0].times, met[0].known), (3, false));
        assert_eq!(std::fs::read_to_string(&met[0].file).expect("the input"), "123");
        let again = Finds::read(work.path()).expect("finds");
        assert_eq!(
            again.by_kind.values().map(|find| (find.known, find.kind.as_str())).collect::<Vec<_>>(),
            [(true, "kind")]
        );
    }
}
