//! `cargo xtask fuzz merge`: what several shards found, in one corpus of as few inputs as keep all edges. That it has
//! the edges of all of them together is checked, not taken for granted.

use std::io::Write;
use std::path::{Path, PathBuf};

use verifail_fuzzing::TARGETS;

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
        let together = engine::coverage(&binaries, target, &copy_free(&work, &all)?)?;
        let each = parts.iter().map(|part| engine::coverage(&binaries, target, std::slice::from_ref(part)));
        let each = each.map(|status| status.map(|status| status.edges.to_string())).collect::<Result<Vec<_>, _>>()?;
        let merged = kept.with_extension("merged");
        if merged.exists() {
            std::fs::remove_dir_all(&merged)?;
        }
        engine::set_cover(&binaries, target, &merged, &all)?;
        let after = engine::coverage(&binaries, target, std::slice::from_ref(&merged))?;
        if kept.exists() {
            std::fs::remove_dir_all(&kept)?;
        }
        std::fs::rename(&merged, &kept)?;
        let is_union = after.edges == together.edges;
        same &= is_union;
        let verdict = if is_union { "" } else { "  NOT THE UNION" };
        writeln!(
            out,
            "{:18} {} edges; shards {}; all together {}{verdict}",
            target.name,
            after.edges,
            each.join(", "),
            together.edges
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

/// libFuzzer writes into the first directory that it is given: an empty one goes before the others.
fn copy_free(work: &Path, all: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
    let empty = work.join("empty");
    if empty.exists() {
        std::fs::remove_dir_all(&empty)?;
    }
    std::fs::create_dir_all(&empty)?;
    Ok([empty].into_iter().chain(all.iter().cloned()).collect())
}
