//! `cargo xtask bench complexity`: how the cost of each adversarial family grows from 8 to 128, as the slope of its
//! logarithm over that of the size, beside the bound that the family states. The last doubling counts as much as all of
//! them, since what is large shows there.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::build::{self, Program, Workshop};
use super::measurement::Figures;
use super::{Measured, Outcome, callgrind, progress};

/// What to print.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write the figures to this file as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What a slope may be above its bound: sizes are few and small.
const TOLERANCE: f64 = 0.1;

/// Up to so many checks of signatures, they are taken off, and what is left is what verifying costs besides.
const FEW: u64 = 4;

/// What is counted, in the order of the bounds.
pub(super) const COSTS: [&str; 4] = ["signature checks", "path steps", "name comparisons", "instructions"];

/// One family.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    /// For each cost the points, as size and cost.
    pub(super) points: [Vec<(f64, f64)>; 4],
    pub(super) bounds: [f64; 4],
    /// The signatures are taken off the instructions.
    above_signatures: bool,
}

impl Row {
    pub(super) fn slopes(&self) -> [f64; 4] {
        [0, 1, 2, 3].map(|cost| self.points.get(cost).map_or(0.0, |points| steepest(points)))
    }

    /// What grows faster than it may.
    pub(super) fn over(&self) -> Vec<&'static str> {
        let slopes = self.slopes().into_iter().zip(self.bounds);
        let over = COSTS.iter().zip(slopes).filter(|(_, (slope, bound))| *slope > bound + TOLERANCE);
        over.map(|(cost, _)| *cost).collect()
    }
}

pub(super) fn main(root: &Path, args: &Args) -> Measured<Outcome> {
    callgrind::probe()?;
    let workshop = Workshop::new(root)?;
    let program = workshop.build_here()?;
    let rows = of(&workshop, &program)?;
    std::io::stdout().lock().write_all(markdown(&program, &rows).as_bytes())?;
    if let Some(file) = &args.json {
        std::fs::write(file, format!("{:#}\n", to_json(&program, &rows)))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(outcome(&rows))
}

pub(super) fn outcome(rows: &[Row]) -> Outcome {
    if rows.iter().all(|row| row.over().is_empty()) { Outcome::NothingWorse } else { Outcome::Worse }
}

/// Measures every family in every size.
pub(super) fn of(workshop: &Workshop, program: &Program) -> Measured<Vec<Row>> {
    progress("counting families of adversarial inputs");
    let input = workshop.fresh("families")?;
    build::run(Command::new(&program.path).arg("write-families").arg(&input))?;
    let said = build::run(Command::new(&program.path).arg("families").arg(&input))?;
    let counts = callgrind::count(&program.path, "run-families", &input, &workshop.fresh("dump")?)?;
    let (two_signatures, counts) = counts.split_first().ok_or("nothing was counted")?;
    if counts.len() != said.lines().count() {
        return Err(format!("{} inputs, {} counts of instructions", said.lines().count(), counts.len()).into());
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut few: Vec<bool> = Vec::new();
    for (line, instructions) in said.lines().zip(counts) {
        let (name, figures, rest) = Figures::parse(line).ok_or_else(|| format!("not understood: {line}"))?;
        let numbers: Vec<f64> = rest.iter().filter_map(|word| word.parse().ok()).collect();
        let [size, bounds @ ..] = <[f64; 5]>::try_from(numbers).map_err(|_| format!("not understood: {line}"))?;
        let family = name.rsplit_once('/').map_or(name.as_str(), |(family, _)| family);
        if rows.last().is_none_or(|row| row.name != family) {
            let points = [const { Vec::new() }; 4];
            rows.push(Row { name: family.to_owned(), points, bounds, above_signatures: false });
            few.push(true);
        }
        let costs = [figures.signatures, figures.steps, figures.comparisons, *instructions];
        if let (Some(row), Some(few)) = (rows.last_mut(), few.last_mut()) {
            row.points.iter_mut().zip(costs).for_each(|(points, cost)| points.push((size, cost as f64)));
            *few &= figures.signatures <= FEW;
        }
    }
    let one_signature = *two_signatures as f64 / 2.0;
    for (row, _) in rows.iter_mut().zip(few).filter(|(_, few)| *few) {
        row.above_signatures = true;
        let [signatures, .., instructions] = &mut row.points;
        for ((_, instructions), (_, signatures)) in instructions.iter_mut().zip(signatures) {
            *instructions = (*instructions - *signatures * one_signature).max(1.0);
        }
    }
    Ok(rows)
}

/// The slope of a straight line through the logarithms.
fn slope(points: &[(f64, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = points.iter().map(|(n, cost)| (n.ln(), cost.max(1.0).ln())).collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (mean_x, mean_y) = (mean(|(x, _)| *x), mean(|(_, y)| *y));
    let spread: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / spread
}

fn steepest(points: &[(f64, f64)]) -> f64 {
    let last = points.get(points.len().saturating_sub(2)..).unwrap_or_default();
    if last.len() < 2 { 0.0 } else { slope(points).max(slope(last)) }
}

/// The table.
pub(super) fn markdown(program: &Program, rows: &[Row]) -> String {
    let over = rows.iter().filter(|row| !row.over().is_empty()).count();
    let mut text = format!("### bench complexity `{}`\n\n", program.revision);
    let _ = writeln!(
        text,
        "{} families at n = 8 … 128: {}. Each cell: the steeper slope of all sizes and of the last doubling, and its bound.\n",
        rows.len(),
        if over == 0 {
            "**none grows faster than it may**".to_owned()
        } else {
            format!("**{over} grow faster than they may**")
        },
    );
    let _ = writeln!(text, "| family | {} | at 128 | |\n|---|--:|--:|--:|--:|--:|---|", COSTS.join(" | "));
    for row in rows {
        let _ = write!(text, "| `{}` |", row.name);
        for (slope, bound) in row.slopes().into_iter().zip(row.bounds) {
            let _ = write!(text, " {:.2} ≤ {bound} |", slope.max(0.0));
        }
        let [.., instructions] = &row.points;
        let last = instructions.last().map_or(0.0, |(_, cost)| *cost);
        let what = if row.above_signatures { "above signatures" } else { "" };
        let over = row.over();
        let note = if over.is_empty() { String::new() } else { format!("OVER: {}", over.join(", ")) };
        let _ = writeln!(text, " {:.2} M {what} | {note} |", last / 1e6);
    }
    text
}

fn to_json(program: &Program, rows: &[Row]) -> serde_json::Value {
    let row = |row: &Row| {
        let costs = COSTS.iter().enumerate().map(|(at, cost)| {
            json!({
                "cost": cost,
                "points": row.points.get(at),
                "slope": row.slopes().get(at),
                "bound": row.bounds.get(at),
            })
        });
        json!({"family": row.name, "costs": costs.collect::<Vec<_>>(), "over": row.over()})
    };
    json!({"schema": 1, "revision": program.revision, "families": rows.iter().map(row).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(exponent: f64, bound: f64) -> Row {
        let points = || [8.0, 16.0, 32.0, 64.0, 128.0].map(|n: f64| (n, 1_000.0 * n.powf(exponent))).to_vec();
        Row {
            name: "f".to_owned(),
            points: [points(), points(), points(), points()],
            bounds: [bound; 4],
            above_signatures: true,
        }
    }

    #[test]
    fn a_quadratic_is_over_a_linear_bound_and_a_line_is_not() {
        assert_eq!(row(2.0, 1.1).over(), COSTS);
        assert!(row(1.0, 1.0).over().is_empty() && row(0.0, 0.0).over().is_empty());
        assert_eq!((outcome(&[row(1.0, 1.0)]), outcome(&[row(1.5, 1.0)])), (Outcome::NothingWorse, Outcome::Worse));
    }

    #[test]
    fn what_only_begins_to_be_quadratic_is_seen() {
        let mut late = row(1.0, 1.1);
        let [.., instructions] = &mut late.points;
        instructions.iter_mut().for_each(|(n, cost)| *cost = 10_000.0 * *n + 40.0 * *n * *n);
        assert_eq!(late.over(), ["instructions"]);
    }
}
