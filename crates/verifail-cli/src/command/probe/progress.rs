//! How far sampling is, where a person watches.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressStyle};
use verifail_rustls::probe::Progress;

/// A bar on standard error; hidden unless that is a terminal.
pub(super) fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} samples, {msg} bad {eta}");
    style.map_or_else(|_| ProgressBar::hidden(), |style| ProgressBar::new(0).with_style(style))
}

/// Moves it.
pub(super) fn show(bar: &ProgressBar, progress: &Progress) {
    if !bar.is_hidden() {
        bar.set_length(progress.total as u64);
        bar.set_message(progress.bad.to_string());
        bar.set_position(progress.done as u64);
    }
}
