//! `cargo xtask fuzz run`: one target, or all in turn, for some minutes each.

use std::io::Write;
use std::path::Path;

use super::build::{Binaries, Sanitizer};
use super::nightly::{Night, Share};
use super::{Ended, Work, named, one_or_all};

/// What to run, and for how long.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A target, or all of them
    #[arg(value_parser = one_or_all())]
    target: String,
    /// Minutes of each target
    #[arg(long, default_value_t = 1.0, value_parser = super::nightly::minutes)]
    minutes: f64,
    /// Processes at a time
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: u16,
    /// What is watched besides panics
    #[arg(long, value_enum, default_value_t = Sanitizer::None)]
    sanitizer: Sanitizer,
    #[command(flatten)]
    work: Work,
}

/// Runs it.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let targets = named(&args.target);
    let names: Vec<&str> = targets.iter().map(|target| target.name).collect();
    let binaries = Binaries::build(root, args.sanitizer, &names)?;
    let work = args.work.directory(root);
    let mut night = Night::new(root, &work, targets)?;
    let seconds = (args.minutes * 60.0).ceil() as u64;
    night.run(&binaries, Share::Each { seconds }, args.jobs, 0)?;
    let report = night.report(&binaries, args.jobs)?;
    writeln!(std::io::stdout(), "{}", report.markdown())?;
    Ok(report.finds.is_empty())
}
