//! `cargo xtask fuzz shard`: one of several machines' part of a night. All run all targets, each from another number at
//! random, and none knows of the others; `merge` puts together what they found.

use std::io::Write;
use std::path::{Path, PathBuf};

use verifail_fuzzing::TARGETS;

use super::build::{Binaries, Sanitizer};
use super::nightly::{Night, Share};
use super::{Ended, named, one_or_all};

/// Which part.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which of the shards this is, counted from 0
    #[arg(long)]
    index: u16,
    /// How many there are
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=4096))]
    of: u16,
    /// Minutes in all
    #[arg(long, default_value_t = 60.0, value_parser = super::nightly::minutes)]
    minutes: f64,
    /// Processes at a time
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: u16,
    /// A target, or all of them
    #[arg(long, value_parser = one_or_all(), default_value = "all")]
    target: String,
    /// Directory of its corpora, finds and report; without it, target/fuzz/shard-INDEX
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs it.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    if args.index >= args.of {
        return Err(format!("shard {} of {}: shards are counted from 0", args.index, args.of).into());
    }
    let mut targets = named(&args.target);
    // Machines that start together are not all at the same target.
    let by = usize::from(args.index) * TARGETS.len() / usize::from(args.of);
    let count = targets.len().max(1);
    targets.rotate_left(by % count);
    let names: Vec<&str> = targets.iter().map(|target| target.name).collect();
    let binaries = Binaries::build(root, Sanitizer::None, &names)?;
    let shard = format!("shard-{}", args.index);
    let out = args.out.clone().unwrap_or_else(|| root.join("target").join("fuzz").join(shard));
    let mut night = Night::new(root, &out, targets)?;
    let share = Share::Weighted { seconds: args.minutes * 60.0 };
    night.run(&binaries, share, args.jobs, 1 + u32::from(args.index))?;
    night.set_cover(&binaries)?;
    let report = night.report(&binaries, args.jobs)?;
    report.write(&out)?;
    writeln!(std::io::stdout(), "{}\n{}", report.markdown(), out.display())?;
    Ok(report.finds.is_empty())
}
