//! What a person sees while processes run: a line a process on a terminal, a line a round elsewhere.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::engine::{Ended, Status};

/// The lines of all processes.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    bars: MultiProgress,
    is_terminal: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { bars: MultiProgress::new(), is_terminal: std::io::stderr().is_terminal() }
    }

    /// A line for a process that runs for so long.
    pub(super) fn line(&self, target: &str, seconds: u64) -> ProgressBar {
        if !self.is_terminal {
            return ProgressBar::hidden();
        }
        let bar = self.bars.add(ProgressBar::new(seconds));
        let style = ProgressStyle::with_template("{prefix:18} {bar:20} {pos:>5}/{len} s  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(target.to_owned());
        bar
    }

    /// How far a process has come.
    pub(super) fn show(bar: &ProgressBar, status: Status, elapsed: Duration) {
        let rate = per_second(status.executed, elapsed);
        bar.set_position(elapsed.as_secs());
        bar.set_message(format!(
            "{} edges  {} features  {} inputs  {rate} exec/s",
            status.edges, status.features, status.inputs
        ));
    }

    /// A line that stays.
    pub(super) fn say(&self, target: &str, ended: &Ended) {
        let Ended { after, took, worked, find, starved, .. } = ended;
        let found = find.as_ref().map(|(_, message)| format!("  FOUND: {}", super::finds::kind(message)));
        let starved =
            starved.map(|alone| format!("  no find: an input timed out, and takes {:.1} s alone", alone.as_secs_f64()));
        let line = format!(
            "{target:18} {:>5} s  {:>6} edges  {:>7} features  {:>8} exec/CPU s{}",
            took.as_secs(),
            after.edges,
            after.features,
            per_second(after.executed, worked.unwrap_or(*took)),
            found.or(starved).unwrap_or_default()
        );
        if self.is_terminal {
            let _ = self.bars.println(line);
        } else {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }
}

/// Whole executions in a second.
pub(super) fn per_second(executed: u64, took: Duration) -> u64 {
    executed.saturating_mul(1_000).checked_div(took.as_millis().try_into().unwrap_or(u64::MAX)).unwrap_or_default()
}
