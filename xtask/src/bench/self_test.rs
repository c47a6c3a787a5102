//! `cargo xtask bench self-test`: does the gate see what it must, and nothing else? Copies of the working tree are
//! changed: a comment, which must change nothing; a loop that costs three in a thousand of an accept; work for every
//! pair of certificates.

use std::io::Write as _;
use std::path::Path;

use super::build::{Plant, WORKTREE, Workshop};
use super::{Measured, Outcome, callgrind, compare, complexity, progress};

/// How thorough it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 everything was as it must be, 1 something was not, 2 it could not be measured.")]
pub(super) struct Args {
    /// Comparisons of a program with one that does the same
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u8).range(1..=100))]
    runs: u8,
}

/// The question that the planted loop is sized for.
const QUESTION: &str = "accept/p256/verifail";
/// Turns of the loop, four instructions each: three in a thousand of the 1.5 million of that question.
const TURNS: u32 = 1_130;
/// What must be seen, in per cent.
const PLANTED: std::ops::RangeInclusive<f64> = 0.2..=0.305;

const VERIFIER: &str = "crates/verifail/src/verifier.rs";
const GRAPH: &str = "crates/verifail/src/path_building/graph.rs";

fn comment() -> Plant {
    let from = "path_building::verify(self, end_entity, intermediates, inputs)".to_owned();
    let to = format!("// A comment moves every line below it.\n        {from}");
    Plant { file: VERIFIER, from, to }
}

/// A loop that does nothing.
fn regression() -> Plant {
    let from = "path_building::verify(self, end_entity, intermediates, inputs)".to_owned();
    let to = format!("(0..{TURNS}_u32).for_each(|turn| {{ std::hint::black_box(turn); }});\n        {from}");
    Plant { file: VERIFIER, from, to }
}

/// What a look-up by name would cost without an index.
fn quadratic() -> Plant {
    let from = "graph.mark_reachable();".to_owned();
    let to = format!(
        "{from}\n        for child in graph.nodes.iter() {{\n            for issuer in graph.nodes.iter() {{\n                \
         std::hint::black_box(child.certificate.issuer().matches(&issuer.certificate.subject(), comparison));\n            \
         }}\n        }}"
    );
    Plant { file: GRAPH, from, to }
}

pub(super) fn main(root: &Path, args: &Args) -> Measured<Outcome> {
    callgrind::probe()?;
    let workshop = Workshop::new(root)?;
    // Once: nobody has to keep still meanwhile.
    let revision = workshop.commit(WORKTREE)?;
    let base = workshop.build(&revision, &[], "base")?;
    let same = workshop.build(&revision, &[comment()], "same")?;
    let slow = workshop.build(&revision, &[regression()], "slow")?;
    let quad = workshop.build(&revision, &[quadratic()], "quad")?;
    let mut report = Report { failed: false };

    let mut alarms = 0;
    for run in 1..=args.runs {
        progress(&format!("comparison {run} of {} of programs that do the same", args.runs));
        // Other certificates each time.
        let input = workshop.fresh("input")?;
        compare::write_input(&base, &input)?;
        let comparison = compare::of(&workshop, &base, &same, &input, compare::THRESHOLD, 1)?;
        for row in comparison.worse() {
            alarms += 1;
            report.say(format_args!("false alarm: {} {:?} {:?} %", row.name, row.worse, row.change()))?;
        }
    }
    report.check(alarms == 0, format_args!("{alarms} false alarms in {} comparisons of the same", args.runs))?;

    let input = workshop.fresh("input")?;
    compare::write_input(&base, &input)?;
    let comparison = compare::of(&workshop, &base, &slow, &input, compare::THRESHOLD, 1)?;
    let row = comparison.rows.iter().find(|row| row.name == QUESTION).ok_or("the question is gone")?;
    let change = row.change().unwrap_or_default();
    report.check(
        PLANTED.contains(&change) && !row.worse.is_empty(),
        format_args!(
            "a loop of {change:.3} % of {QUESTION} is {}",
            if row.worse.is_empty() { "missed" } else { "found" }
        ),
    )?;

    let clean = complexity::of(&workshop, &base)?;
    let over = |rows: &[complexity::Row]| -> Vec<String> {
        rows.iter().filter(|row| !row.over().is_empty()).map(|row| row.name.clone()).collect()
    };
    report.check(over(&clean).is_empty(), format_args!("families over their bounds: {:?}", over(&clean)))?;
    let planted = over(&complexity::of(&workshop, &quad)?);
    report.check(
        !planted.is_empty(),
        format_args!("work for every pair of certificates puts over their bounds: {}", planted.join(", ")),
    )?;
    Ok(if report.failed { Outcome::Worse } else { Outcome::NothingWorse })
}

/// Lines as they become known.
struct Report {
    failed: bool,
}

impl Report {
    fn say(&self, what: std::fmt::Arguments<'_>) -> std::io::Result<()> {
        writeln!(std::io::stdout().lock(), "{what}")
    }

    fn check(&mut self, holds: bool, what: std::fmt::Arguments<'_>) -> std::io::Result<()> {
        self.failed |= !holds;
        self.say(format_args!("{} {what}", if holds { "ok    " } else { "FAILED" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_has_exactly_one_place() {
        for plant in [comment(), regression(), quadratic()] {
            let source = std::fs::read_to_string(crate::workspace_root().join(plant.file)).unwrap_or_default();
            assert_eq!(source.matches(&plant.from).count(), 1, "{plant:?}");
        }
    }
}
