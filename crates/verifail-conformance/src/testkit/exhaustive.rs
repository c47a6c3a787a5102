//! `suite --exhaustive`: every small world, every host and pattern, every character. A part is a file; each prints what
//! it tried, and the cases that came out wrong.

mod characters;
mod graphs;
mod hosts;

use std::io::{self, Write};
use std::time::Duration;

use super::SuiteArgs;

/// Runs it; `full` is the whole, else what fits into half a minute.
///
/// # Errors
/// When nothing can be written.
pub fn run(_args: &SuiteArgs, out: &mut dyn Write, full: bool) -> io::Result<bool> {
    let graphs = graphs::run(out, full)?;
    let hosts = hosts::run(out, full)?;
    let characters = characters::run(out, full)?;
    Ok(hosts && characters && graphs)
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_apart() {
        assert_eq!([0, 999, 1_000, 5_229_042].map(grouped), ["0", "999", "1 000", "5 229 042"]);
    }
}
