//! Outcomes over time: whether it comes and goes, began, or ended.

use std::fmt::Write as _;

use verifail::capture::Sample;

use crate::terminal::{BAD, FAINT, GOOD, STRONG, styled};

/// Fewer samples say nothing about time.
const MIN_SAMPLES: usize = 10;
/// Rows.
const ROWS: usize = 10;
/// Columns of the longest bar.
const WIDTH: usize = 40;

/// One row for each stretch of time, `+` for what was trusted and `x` for what was not.
pub(super) fn histogram(out: &mut String, samples: &[&Sample]) {
    if samples.len() < MIN_SAMPLES {
        return;
    }
    let last = samples.iter().map(|sample| sample.after_ms).max().unwrap_or(0);
    let stretch = last / ROWS as u64 + 1;
    let mut rows = vec![(0_usize, 0_usize); usize::try_from(last / stretch).unwrap_or(0) + 1];
    for sample in samples {
        let at = usize::try_from(sample.after_ms / stretch).unwrap_or(0);
        if let Some((good, bad)) = rows.get_mut(at) {
            *(if sample.is_bad() { bad } else { good }) += 1;
        }
    }
    let most = rows.iter().map(|(good, bad)| good + bad).max().unwrap_or(1).max(WIDTH);
    // What is there at all has a column.
    let columns = |count: usize| (count * WIDTH).div_ceil(most);
    let _ = writeln!(out, "\n{}", styled(STRONG, "over time"));
    for (at, (good, bad)) in rows.iter().enumerate() {
        let seconds = format!("{:>7.2} s", (at as u64 * stretch) as f64 / 1e3);
        let bar = format!("{}{}", styled(GOOD, "+".repeat(columns(*good))), styled(BAD, "x".repeat(columns(*bad))));
        let counts = match (good, bad) {
            (0, 0) => String::new(),
            (good, 0) => format!("  {good} trusted"),
            (0, bad) => format!("  {bad} not"),
            (good, bad) => format!("  {good} trusted, {bad} not"),
        };
        let _ = writeln!(out, "  {}", format!("{}  {bar}{counts}", styled(FAINT, seconds)).trim_end());
    }
}
