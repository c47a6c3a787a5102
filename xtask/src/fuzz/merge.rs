//! `cargo xtask fuzz merge`: what several shards found, in one corpus of as few inputs as keep all edges. That it has
//! the edges of all of them together is checked, not taken for granted.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use verifail_fuzzing::{TARGETS, Target};

use super::build::{Binaries, Sanitizer};
use super::finds::Finds;
use super::{Ended, Work, engine};

/// What is put together.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Directories of shards
    #[arg(required = true)]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    work: Work,
}

/// Puts it together.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    for shard in &args.shards {
        if !shard.join("corpus").is_dir() {
            return Err(format!("{}: no corpus of a shard is there", shard.display()).into());
        }
    }
    let has_part = |name: &str| args.shards.iter().any(|shard| shard.join("corpus").join(name).is_dir());
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).filter(|name| has_part(name)).collect();
    if names.is_empty() {
        return Err("the shards have no corpus of any target".into());
    }
    let binaries = Binaries::build(root, Sanitizer::None, &names)?;
    let work = args.work.directory(root);
    let mut out = std::io::stdout().lock();
    let mut same = true;
    for target in TARGETS {
        let of = |directory: &PathBuf| directory.join("corpus").join(target.name);
        let parts: Vec<PathBuf> = args.shards.iter().map(of).filter(|corpus| corpus.is_dir()).collect();
        if parts.is_empty() {
            continue;
        }
        let kept = of(&work);
        let all: Vec<PathBuf> =
            parts.iter().cloned().chain([kept.clone()].into_iter().filter(|kept| kept.is_dir())).collect();
        let together = Edges::of(&binaries, target, &copy_free(&work, &all)?)?;
        let each = parts.iter().map(|part| Edges::of(&binaries, target, std::slice::from_ref(part)));
        let each = each.map(|edges| edges.map(|edges| edges.to_string())).collect::<Result<Vec<_>, _>>()?;
        let merged = kept.with_extension("merged");
        if merged.exists() {
            std::fs::remove_dir_all(&merged)?;
        }
        engine::set_cover(&binaries, target, &merged, &all)?;
        let after =
            topped_up(&merged, &all, &work.join("lacking"), &together, |from| Edges::of(&binaries, target, from))?;
        if kept.exists() {
            std::fs::remove_dir_all(&kept)?;
        }
        std::fs::rename(&merged, &kept)?;
        let is_union = after.are_those_of(&together);
        same &= is_union;
        let verdict = if is_union { "" } else { "  NOT THE UNION" };
        writeln!(
            out,
            "{:18} {after} edges; shards {}; all together {together}{verdict}",
            target.name,
            each.join(", "),
        )?;
    }
    let mut finds = Finds::read(&work)?;
    for shard in &args.shards {
        for find in Finds::read(shard)?.kept() {
            let message = std::fs::read_to_string(find.file.with_extension("txt"))?;
            let copy = work.join("found");
            std::fs::copy(&find.file, &copy)?;
            finds.add(&find.target, &copy, &message)?;
        }
    }
    let found = finds.met().count();
    if found > 0 {
        writeln!(out, "{found} kinds of finds, in {}", work.join("finds").display())?;
    }
    if same { Ok(found == 0) } else { Err("a merged corpus lacks edges of its parts".into()) }
}

/// Edges of the same inputs, counted several times, in other orders.
///
/// They are the same each time, unless what a library does hangs on the process: x509-parser looks up extensions of
/// CRLs by hashes with random keys, and memchr goes by the alignment of what it looks through. That is an edge or two.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edges {
    least: u64,
    most: u64,
}

impl Edges {
    /// Times that they are counted.
    const TIMES: u32 = 3;

    fn of(binaries: &Binaries, target: &Target, from: &[PathBuf]) -> std::io::Result<Self> {
        let mut edges = Self { least: u64::MAX, most: 0 };
        for seed in 1..=Self::TIMES {
            let counted = engine::coverage(binaries, target, from, seed)?.edges;
            edges = Self { least: edges.least.min(counted), most: edges.most.max(counted) };
        }
        Ok(edges)
    }

    /// Whether there are as many as in the union, of which they are a part.
    const fn are_those_of(&self, union: &Self) -> bool {
        self.least <= union.most && self.most >= union.least
    }
}

impl fmt::Display for Edges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { least, most } if least == most => least.fmt(f),
            Self { least, most } => write!(f, "{least} to {most}"),
        }
    }
}

/// Adds to a merged corpus what it lacks of the edges of all, and counts again. The merge asks each input by itself; an
/// edge that hangs on where something lies in memory is met by many inputs one after another, and seen there by none.
fn topped_up(
    merged: &Path,
    all: &[PathBuf],
    lacking: &Path,
    together: &Edges,
    edges: impl Fn(&[PathBuf]) -> std::io::Result<Edges>,
) -> std::io::Result<Edges> {
    let after = edges(&[merged.to_owned()])?;
    if after.are_those_of(together) {
        return Ok(after);
    }
    let mut rest = BTreeMap::new();
    for file in all.iter().map(std::fs::read_dir).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        let file = file?;
        // Inputs are called by what is in them.
        if !merged.join(file.file_name()).exists() {
            rest.insert(file.file_name(), file.path());
        }
    }
    let mut rest: Vec<_> = rest.into_iter().collect();
    let suffices = |inputs: &[(OsString, PathBuf)]| {
        if lacking.exists() {
            std::fs::remove_dir_all(lacking)?;
        }
        std::fs::create_dir_all(lacking)?;
        for (name, path) in inputs {
            std::fs::copy(path, lacking.join(name))?;
        }
        edges(&[lacking.to_owned(), merged.to_owned()]).map(|edges| edges.are_those_of(together))
    };
    // Half of what suffices, as long as one of its halves does.
    while rest.len() > 1 {
        let (first, second) = rest.split_at(rest.len() / 2);
        rest = if suffices(first)? {
            first.to_vec()
        } else if suffices(second)? {
            second.to_vec()
        } else {
            break;
        };
    }
    for (name, path) in &rest {
        std::fs::copy(path, merged.join(name))?;
    }
    edges(&[merged.to_owned()])
}

/// libFuzzer writes into the first directory that it is given: an empty one goes before the others.
fn copy_free(work: &Path, all: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
    let empty = work.join("empty");
    if empty.exists() {
        std::fs::remove_dir_all(&empty)?;
    }
    std::fs::create_dir_all(&empty)?;
    Ok([empty].into_iter().chain(all.iter().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_merged_corpus_lacks_is_added_and_little_else() {
        let directory = tempfile::tempdir().unwrap();
        let [merged, all, lacking] = ["merged", "all", "lacking"].map(|name| directory.path().join(name));
        for (corpus, names) in [(&merged, 0..4), (&all, 0..32)] {
            std::fs::create_dir(corpus).unwrap();
            names.for_each(|name| std::fs::write(corpus.join(format!("{name:02}")), []).unwrap());
        }
        // One edge is met by number 21 only.
        let edges = |from: &[PathBuf]| {
            let count = if from.iter().any(|corpus| corpus.join("21").exists()) { 9 } else { 8 };
            Ok(Edges { least: count, most: count })
        };
        let together = edges(std::slice::from_ref(&all)).unwrap();
        let after = topped_up(&merged, std::slice::from_ref(&all), &lacking, &together, edges).unwrap();
        assert_eq!((after, std::fs::read_dir(&merged).unwrap().count()), (together.clone(), 5));
        // Where nothing is lacking, nothing is added.
        topped_up(&merged, &[all], &lacking, &together, edges).unwrap();
        assert_eq!(std::fs::read_dir(&merged).unwrap().count(), 5);
    }

    #[test]
    fn one_edge_less_is_not_the_union_unless_that_hangs_on_the_process() {
        let edges = |least, most| Edges { least, most };
        assert!(edges(9, 9).are_those_of(&edges(9, 9)));
        assert!(!edges(8, 8).are_those_of(&edges(9, 9)));
        assert!(edges(7, 9).are_those_of(&edges(8, 10)));
        assert!(!edges(5, 7).are_those_of(&edges(8, 10)));
        assert_eq!((edges(9, 9).to_string(), edges(7, 9).to_string()), ("9".to_owned(), "7 to 9".to_owned()));
    }
}
