//! `cargo xtask bench report`: every figure of the working tree beside its peers, as Markdown and as a page with plots.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::build::{Program, Workshop};
use super::complexity::{self, Row};
use super::measurement::{self, Measurement};
use super::{Measured, Outcome, callgrind, compare, page, progress};

/// Where to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory for report.md and report.html; without it, one below target
    #[arg(long, value_name = "DIRECTORY")]
    out: Option<PathBuf>,
    /// Rounds of wall times in turns of each question that has a peer; 0 leaves them out
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u8).range(0..=200))]
    pairs: u8,
}

pub(super) fn main(root: &Path, args: &Args) -> Measured<Outcome> {
    callgrind::probe()?;
    let workshop = Workshop::new(root)?;
    let program = workshop.build_here()?;
    let input = workshop.fresh("input")?;
    compare::write_input(&program, &input)?;
    progress("counting");
    let measurement = measurement::measure(&program, &input, &workshop.fresh("dump")?, 1)?;
    let families = complexity::of(&workshop, &program)?;
    let times = times(&program, &input, &measurement, usize::from(args.pairs))?;
    let directory = match &args.out {
        Some(directory) => {
            std::fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
            directory.clone()
        }
        None => workshop.fresh("report")?,
    };
    let text = markdown(&program, &measurement, &families, &times);
    for (file, contents) in
        [("report.md", text.as_str()), ("report.html", page::html(&program.revision, &measurement, &families).as_str())]
    {
        let file = directory.join(file);
        std::fs::write(&file, contents).map_err(|error| format!("{}: {error}", file.display()))?;
        writeln!(std::io::stdout().lock(), "{}", file.display())?;
    }
    Ok(complexity::outcome(&families))
}

/// A question, and the quartiles of its wall time over rustls-webpki's.
type Times = Vec<(String, [f64; 3])>;

/// Subjects of one group take turns.
fn times(program: &Program, input: &Path, measurement: &Measurement, rounds: usize) -> Measured<Times> {
    let mut times = Vec::new();
    for (group, subjects) in page::groups(measurement).into_iter().filter(|(group, _)| group.starts_with("accept/")) {
        let mut all: Vec<(&str, Vec<f64>)> = subjects.iter().map(|(subject, _)| (*subject, Vec::new())).collect();
        progress(&format!("timing {group} in turns"));
        for _ in 0..rounds {
            for (subject, times) in &mut all {
                let one = measurement::interleaved(&[program], input, &format!("{group}/{subject}"), 1)?;
                times.extend(one.into_iter().flatten());
            }
        }
        let webpki = all.iter().find(|(subject, _)| *subject == "webpki").map(|(_, times)| times.clone());
        for (subject, own) in all.iter().filter(|_| rounds > 0) {
            times.push((format!("{group}/{subject}"), measurement::ratio(webpki.as_deref().unwrap_or(own), own)));
        }
    }
    Ok(times)
}

fn markdown(program: &Program, measurement: &Measurement, families: &[Row], times: &Times) -> String {
    let mut text = format!("# What it costs: `{}`\n\n## Beside peers\n\n", program.revision);
    text.push_str(
        "Instructions, and over rustls-webpki with aws-lc-rs; wall time over it in turns (median, quartiles).\n\n",
    );
    text.push_str("| question | instructions | over webpki | wall over webpki |\n|---|--:|--:|--:|\n");
    for (group, subjects) in page::groups(measurement) {
        let webpki = subjects.iter().find(|(subject, _)| *subject == "webpki").map_or(1.0, |(_, value)| *value);
        for (subject, value) in subjects {
            let name = format!("{group}/{subject}");
            let wall = times
                .iter()
                .find(|(timed, _)| *timed == name)
                .map_or_else(String::new, |(_, [low, median, high])| format!("{median:.3} ({low:.3} – {high:.3})"));
            let _ = writeln!(text, "| `{name}` | {value} | {:.4} | {wall} |", value / webpki);
        }
    }
    text.push_str(
        "\n## Every question\n\n| question | instructions | allocations | signatures | steps | comparisons |\n",
    );
    text.push_str("|---|--:|--:|--:|--:|--:|\n");
    for (name, figures) in measurement {
        let _ = writeln!(
            text,
            "| `{name}` | {} | {} | {} | {} | {} |",
            figures.least(),
            figures.allocations,
            figures.signatures,
            figures.steps,
            figures.comparisons
        );
    }
    let _ = write!(text, "\n#{}", complexity::markdown(program, families).trim_start_matches("##"));
    text
}
