//! `cargo xtask fuzz nightly`: all targets for a night. Rounds of some minutes, most for the targets that reach most
//! that is new; nine tenths of the time without a sanitizer, the rest with AddressSanitizer where there is a nightly
//! toolchain; then corpora are made small, and the report is written.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use verifail_fuzzing::{TARGETS, Target};

use super::build::{Binaries, Sanitizer};
use super::engine::{self, Round};
use super::finds::Finds;
use super::plan::Plan;
use super::progress::Progress;
use super::report::{Report, Row};
use super::{Ended, Work};

/// How long, and on how many cores.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Minutes in all
    #[arg(long, default_value_t = 60.0, value_parser = minutes)]
    minutes: f64,
    /// Processes at a time; one a core
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: u16,
    /// Leave the sanitizer out, though there is a nightly toolchain
    #[arg(long)]
    no_sanitizer: bool,
    #[command(flatten)]
    work: Work,
}

/// Minutes on the command line: more than none, and less than a week.
pub(super) fn minutes(text: &str) -> Result<f64, String> {
    let minutes: f64 = text.parse().map_err(|_| format!("{text}: a number of minutes is wanted"))?;
    if minutes > 0.0 && minutes <= 10_080.0 { Ok(minutes) } else { Err(format!("{text}: between 0 and 10080 minutes")) }
}

/// Fuzzes and reports.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let work = args.work.directory(root);
    let plain = Binaries::build(root, Sanitizer::None, &[])?;
    let sanitized = match Sanitizer::Address.is_available() && !args.no_sanitizer {
        true => Some(Binaries::build(root, Sanitizer::Address, &[])?),
        false => None,
    };
    let mut night = Night::new(root, &work, TARGETS.to_vec())?;
    let seconds = args.minutes * 60.0;
    let share = if sanitized.is_some() { 0.9 } else { 1.0 };
    night.run(&plain, Share::Weighted { seconds: seconds * share }, args.jobs, 0)?;
    match &sanitized {
        Some(binaries) => {
            let each = seconds * (1.0 - share) * f64::from(args.jobs) / TARGETS.len() as f64;
            night.run(binaries, Share::Each { seconds: each.ceil() as u64 }, args.jobs, 0)?;
        }
        None => writeln!(std::io::stderr(), "SKIPPED: AddressSanitizer: rustup toolchain install nightly")?,
    }
    night.set_cover(&plain)?;
    let report = night.report(&plain, args.jobs)?;
    report.write(&work)?;
    writeln!(std::io::stdout(), "{}\n{}", report.markdown(), work.join("report.md").display())?;
    Ok(report.finds.is_empty())
}

/// How time is shared out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Share {
    /// So many seconds for each target.
    Each { seconds: u64 },
    /// So many seconds in all, by what is new.
    Weighted { seconds: f64 },
}

/// What is under way.
pub(super) struct Night {
    root: PathBuf,
    work: PathBuf,
    targets: Vec<&'static Target>,
    rows: Vec<Row>,
    finds: Finds,
    started: Instant,
}

impl Night {
    pub(super) fn new(root: &Path, work: &Path, targets: Vec<&'static Target>) -> Result<Self, Box<dyn Error>> {
        let rows = targets.iter().map(|target| Row::new(target)).collect();
        std::fs::create_dir_all(work)?;
        Ok(Self {
            root: root.to_owned(),
            work: work.to_owned(),
            targets,
            rows,
            finds: Finds::read(work)?,
            started: Instant::now(),
        })
    }

    pub(super) fn corpus(&self, target: &Target) -> PathBuf {
        self.work.join("corpus").join(target.name)
    }

    fn seeds(&self, target: &Target) -> PathBuf {
        self.root.join("fuzz").join("corpus").join(target.name)
    }

    /// Runs processes until the time is over.
    pub(super) fn run(
        &mut self,
        binaries: &Binaries,
        share: Share,
        jobs: u16,
        seed: u32,
    ) -> Result<(), Box<dyn Error>> {
        let count = self.targets.len() as f64;
        let (total, slot) = match share {
            Share::Each { seconds } => (f64::INFINITY, seconds),
            // Some eight rounds a target, none shorter than what it takes to read a corpus.
            Share::Weighted { seconds } => {
                let slot = seconds * f64::from(jobs) / (count * 8.0);
                (seconds, slot.clamp(15.0, 300.0) as u64)
            }
        };
        let start = Instant::now();
        let mut left: Vec<u64> = vec![slot; self.targets.len()];
        let shared = Mutex::new((self.rows.clone(), Plan::new(self.targets.len()), &mut self.finds, &mut left));
        let (targets, root, work) = (&self.targets, &self.root, &self.work);
        let progress = Progress::new();
        let failed: Mutex<Option<std::io::Error>> = Mutex::new(None);
        std::thread::scope(|scope| {
            for job in 0..jobs {
                let (shared, failed, progress) = (&shared, &failed, progress.clone());
                scope.spawn(move || {
                    loop {
                        // How long is left decides how long the last round is.
                        let remaining = total - start.elapsed().as_secs_f64();
                        if remaining < 1.0 || failed.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
                            return;
                        }
                        let turn = {
                            let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                            match share {
                                Share::Weighted { .. } => {
                                    shared.1.next().map(|at| (at, (slot as f64).min(remaining) as u64))
                                }
                                Share::Each { .. } => {
                                    let at = shared.3.iter().position(|left| *left > 0);
                                    at.map(|at| (at, std::mem::take(&mut shared.3[at])))
                                }
                            }
                        };
                        let Some((at, seconds)) = turn else { return };
                        let Some(target) = targets.get(at) else { return };
                        let round = Round {
                            binaries,
                            target,
                            corpus: work.join("corpus").join(target.name),
                            seeds: vec![root.join("fuzz").join("corpus").join(target.name)],
                            seconds: seconds.max(1),
                            artifacts: work.join("artifacts").join(format!("{}-{job}", target.name)),
                            seed,
                            dictionaries: root.join("fuzz").join("dictionaries"),
                            bug: None,
                        };
                        let bar = progress.line(target.name, round.seconds);
                        let begun = Instant::now();
                        let ended = round.run(&mut |status| Progress::show(&bar, status, begun.elapsed()));
                        bar.finish_and_clear();
                        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                        let shared = &mut *shared;
                        match ended {
                            Ok(ended) => {
                                progress.say(target.name, &ended);
                                let fresh = ended.after.edges.saturating_sub(ended.before.edges);
                                shared.1.ended(at, fresh, ended.find.is_some());
                                if let Some(row) = shared.0.get_mut(at) {
                                    row.add(&ended, binaries.sanitizer);
                                }
                                if let Some((input, message)) = &ended.find {
                                    let _ = shared.2.add(target.name, input, message);
                                }
                                if ended.find.is_some() || ended.starved.is_some() {
                                    // The rest of its time, unless it died of the beginning.
                                    let rest = seconds.saturating_sub(ended.took.as_secs().max(1));
                                    if let (Share::Each { .. }, Some(left)) = (share, shared.3.get_mut(at)) {
                                        *left = rest;
                                    }
                                }
                            }
                            Err(error) => {
                                *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                            }
                        }
                    }
                });
            }
        });
        let (rows, ..) = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.rows = rows;
        match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Makes every corpus as small as keeps all edges.
    pub(super) fn set_cover(&self, binaries: &Binaries) -> Result<(), Box<dyn Error>> {
        for target in &self.targets {
            let corpus = self.corpus(target);
            if corpus.is_dir() {
                shrink(binaries, target, &corpus, &[self.seeds(target)])?;
            }
        }
        Ok(())
    }

    /// What came of it.
    pub(super) fn report(&mut self, binaries: &Binaries, jobs: u16) -> Result<Report, Box<dyn Error>> {
        for (row, target) in self.rows.iter_mut().zip(&self.targets) {
            let corpus = self.work.join("corpus").join(target.name);
            let seeds = self.root.join("fuzz").join("corpus").join(target.name);
            std::fs::create_dir_all(&corpus)?;
            row.corpus(&corpus)?;
            // Where every input of a target is a find, its edges are those that were seen.
            if let Ok(status) = engine::coverage(binaries, target, &[corpus, seeds], 1) {
                (row.edges, row.features) = (status.edges.max(row.edges), status.features.max(row.features));
            }
        }
        let finds = self.finds.met().cloned().collect();
        Ok(Report { minutes: minutes_of(self.started.elapsed()), jobs, rows: self.rows.clone(), finds })
    }
}

/// Replaces a corpus by as few of its inputs as keep all edges; what the seeds reach needs none.
pub(super) fn shrink(binaries: &Binaries, target: &Target, corpus: &Path, seeds: &[PathBuf]) -> std::io::Result<()> {
    let smaller = corpus.with_extension("smaller");
    if smaller.exists() {
        std::fs::remove_dir_all(&smaller)?;
    }
    let from: Vec<PathBuf> = seeds.iter().cloned().chain([corpus.to_owned()]).collect();
    engine::set_cover(binaries, target, &smaller, &from)?;
    std::fs::remove_dir_all(corpus)?;
    std::fs::rename(&smaller, corpus)
}

fn minutes_of(took: Duration) -> f64 {
    (took.as_secs_f64() / 6.0).round() / 10.0
}
