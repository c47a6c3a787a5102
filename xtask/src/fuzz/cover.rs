//! `cargo xtask fuzz cover`: which regions of the core the seeds and the kept corpora reach, without any other test.

use std::path::Path;

use super::{Ended, Work};

/// Whose corpora.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The committed seeds only
    #[arg(long)]
    seeds: bool,
    /// Directory whose files are counted
    #[arg(long, default_value = "crates/verifail/src")]
    of: String,
    /// Show the files that are reached least
    #[arg(long, default_value_t = 12, value_name = "FILES")]
    worst: usize,
    #[command(flatten)]
    work: Work,
}

/// Measures.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let test = ["--package", "verifail-fuzzing", "--test", "it", "--", "replay::"].map(str::to_owned);
    let kept = args.work.directory(root).join("corpus");
    let environment = if args.seeds { Vec::new() } else { vec![("VERIFAIL_FUZZ_CORPUS", kept)] };
    crate::cover::measure(root, &test, &args.of, args.worst, &environment)?;
    Ok(true)
}
