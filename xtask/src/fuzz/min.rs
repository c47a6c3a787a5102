//! `cargo xtask fuzz min`: corpora as small as keeps all edges.

use std::io::Write;
use std::path::Path;

use super::build::{Binaries, Sanitizer};
use super::nightly::shrink;
use super::{Ended, Work, named, one_or_all};

/// Of which targets.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A target, or all of them
    #[arg(value_parser = one_or_all(), default_value = "all")]
    target: String,
    #[command(flatten)]
    work: Work,
}

/// Makes them small.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let targets = named(&args.target);
    let names: Vec<&str> = targets.iter().map(|target| target.name).collect();
    let binaries = Binaries::build(root, Sanitizer::None, &names)?;
    let work = args.work.directory(root);
    let mut out = std::io::stdout().lock();
    for target in targets {
        let corpus = work.join("corpus").join(target.name);
        if !corpus.is_dir() {
            writeln!(out, "{:18} nothing is kept: `cargo xtask fuzz run {}`", target.name, target.name)?;
            continue;
        }
        let before = std::fs::read_dir(&corpus)?.count();
        shrink(&binaries, target, &corpus, &[root.join("fuzz").join("corpus").join(target.name)])?;
        writeln!(out, "{:18} {before} inputs, {} of them kept", target.name, std::fs::read_dir(&corpus)?.count())?;
    }
    Ok(true)
}
