//! `suite --exhaustive`: every small world, every host and pattern, every character. A part is a file; each prints what
//! it tried, and the cases that came out wrong.

mod characters;
mod graphs;
mod hosts;

use std::io::{self, Write};
use std::time::Duration;

use clap::ValueEnum;

/// A part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Every character in every string type and field
    Characters,
    /// Every configuration of every small issuance graph
    Graphs,
    /// Every host against every presented identifier
    Hosts,
}

/// Runs the parts asked for in full, all of them when none is named; `None` is what fits into half a minute of each.
///
/// # Errors
/// When nothing can be written.
pub fn run(parts: Option<&[Part]>, out: &mut dyn Write) -> io::Result<bool> {
    let full = parts.is_some();
    let mut clean = true;
    for part in [Part::Characters, Part::Hosts, Part::Graphs] {
        if parts.is_some_and(|parts| !parts.is_empty() && !parts.contains(&part)) {
            continue;
        }
        clean &= match part {
            Part::Characters => characters::run(out, full)?,
            Part::Graphs => graphs::run(out, full)?,
            Part::Hosts => hosts::run(out, full)?,
        };
    }
    Ok(clean)
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
