//! `cargo xtask bench compare BASE HEAD`: did a change make something dearer? Both revisions are built and measured in
//! one job, on the same certificates.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::build::{Program, WORKTREE, Workshop};
use super::measurement::{self, Figures, Measurement};
use super::{Measured, Outcome, callgrind, progress};

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A question is worse when its instructions grow by more than the threshold beyond what repetitions of one \
                  program differ by, when it allocates more often, or when it does more operations.\n\
                  Exit codes: 0 nothing is worse, 1 something is, 2 it could not be measured."
)]
pub(super) struct Args {
    /// The revision before: a commit, branch or tag
    base: String,
    /// The revision after; `worktree` is what is in the working tree, of files that git knows
    #[arg(default_value = WORKTREE)]
    head: String,
    /// Instructions that a question may cost more, in per cent
    #[arg(long, default_value_t = THRESHOLD, value_parser = threshold)]
    threshold: f64,
    /// How often each program is counted
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=20))]
    repetitions: u8,
    /// Pairs of wall times of each question that is timed; 0 leaves them out
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u8).range(0..=200))]
    pairs: u8,
    /// Write the figures to this file as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Three times less than what has to be seen, and eight times more than the same program differs by.
pub(super) const THRESHOLD: f64 = 0.1;

/// So many instructions a copy of some octets may take more or less, depending on where they lie.
const FEW: f64 = 64.0;

/// What is timed besides: the questions that people ask first.
const TIMED: [&str; 4] =
    ["accept/p256/verifail", "accept/rsa2048/verifail", "accept/ed25519/verifail", "refuse/UnknownIssuer/verifail"];

fn threshold(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..=100.0).contains(&value) => Ok(value),
        _ => Err("a number of per cent from 0 to 100".to_owned()),
    }
}

pub(super) fn main(root: &Path, args: &Args) -> Measured<Outcome> {
    // Before minutes are spent on building.
    callgrind::probe()?;
    let workshop = Workshop::new(root)?;
    let base = workshop.build(&args.base, &[], "base")?;
    let head = workshop.build(&args.head, &[], "head")?;
    let input = workshop.fresh("input")?;
    write_input(&head, &input)?;
    let comparison = of(&workshop, &base, &head, &input, args.threshold, usize::from(args.repetitions))?;
    let mut times = Vec::new();
    for name in TIMED.iter().filter(|_| args.pairs > 0) {
        progress(&format!("timing {name} in turns"));
        let pairs = measurement::interleaved(&[&base, &head], &input, name, usize::from(args.pairs))?;
        if let [base, head] = pairs.as_slice() {
            times.push((*name, measurement::ratio(base, head)));
        }
    }
    std::io::stdout().lock().write_all(markdown(&base, &head, &comparison, &times).as_bytes())?;
    if let Some(file) = &args.json {
        std::fs::write(file, format!("{:#}\n", to_json(&base, &head, &comparison, &times)))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(comparison.outcome())
}

/// Makes the certificates that both programs see.
pub(super) fn write_input(program: &Program, input: &Path) -> Measured<()> {
    super::build::run(std::process::Command::new(&program.path).arg("write").arg(input)).map(|_| ())
}

/// Measures two programs on one input.
pub(super) fn of(
    workshop: &Workshop,
    base: &Program,
    head: &Program,
    input: &Path,
    threshold: f64,
    repetitions: usize,
) -> Measured<Comparison> {
    progress("counting");
    let dumps = workshop.fresh("dump")?;
    let before = measurement::measure(base, input, &dumps, repetitions)?;
    let after = measurement::measure(head, input, &dumps, repetitions)?;
    Ok(Comparison::new(&before, &after, threshold))
}

/// One question before and after.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    before: Option<Figures>,
    after: Option<Figures>,
    /// What is worse, in words.
    pub(super) worse: Vec<String>,
}

/// Every question.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub(super) rows: Vec<Row>,
    threshold: f64,
}

impl Comparison {
    pub(super) fn new(before: &Measurement, after: &Measurement, threshold: f64) -> Self {
        let (old, new) = (measurement::index(before), measurement::index(after));
        let gone = before.iter().filter(|(name, _)| !new.contains_key(name.as_str()));
        let names = after.iter().chain(gone).map(|(name, _)| name);
        let rows = names.map(|name| {
            let (before, after) = (old.get(name.as_str()).copied().cloned(), new.get(name.as_str()).copied().cloned());
            let worse = match (&before, &after) {
                (Some(before), Some(after)) if measurement::is_own(name) => worse(before, after, threshold),
                _ => Vec::new(),
            };
            Row { name: name.clone(), before, after, worse }
        });
        Self { rows: rows.collect(), threshold }
    }

    pub(super) fn worse(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.worse.is_empty())
    }

    pub(super) fn outcome(&self) -> Outcome {
        if self.worse().next().is_some() { Outcome::Worse } else { Outcome::NothingWorse }
    }
}

impl Row {
    /// Instructions after over before, in per cent above.
    pub(super) fn change(&self) -> Option<f64> {
        let (before, after) = (self.before.as_ref()?.least() as f64, self.after.as_ref()?.least() as f64);
        (before > 0.0).then(|| (after / before - 1.0) * 100.0)
    }

    fn is_different(&self, threshold: f64) -> bool {
        let (Some(before), Some(after)) = (&self.before, &self.after) else {
            return true;
        };
        let operations = |figures: &Figures| (figures.signatures, figures.steps, figures.comparisons, figures.accepted);
        !self.worse.is_empty()
            || self.change().is_some_and(|change| change.abs() > threshold)
            || before.allocations != after.allocations
            || operations(before) != operations(after)
    }
}

fn worse(before: &Figures, after: &Figures, threshold: f64) -> Vec<String> {
    let mut worse = Vec::new();
    if after.least() as f64 > before.most() as f64 * (1.0 + threshold / 100.0) + FEW {
        worse.push("instructions".to_owned());
    }
    let exact = [
        ("allocations", before.allocations, after.allocations),
        ("signature checks", before.signatures, after.signatures),
        ("path steps", before.steps, after.steps),
        ("name comparisons", before.comparisons, after.comparisons),
    ];
    worse.extend(exact.iter().filter(|(_, before, after)| after > before).map(|(what, ..)| (*what).to_owned()));
    if before.accepted != after.accepted {
        worse.push("another verdict".to_owned());
    }
    worse
}

/// What is pasted into a pull request.
fn markdown(base: &Program, head: &Program, comparison: &Comparison, times: &[(&str, [f64; 3])]) -> String {
    let mut text = format!("### bench compare `{}` → `{}`\n\n", base.revision, head.revision);
    let threshold = comparison.threshold;
    let worse = comparison.worse().count();
    let different: Vec<&Row> = comparison.rows.iter().filter(|row| row.is_different(threshold)).collect();
    let verdict = match worse {
        0 => "**Nothing is worse.**".to_owned(),
        1 => "**One question is worse.**".to_owned(),
        _ => format!("**{worse} questions are worse.**"),
    };
    let _ = writeln!(
        text,
        "{verdict} {} questions, {} of them different (instructions by more than {threshold} %, allocations, or operations).\n",
        comparison.rows.len(),
        different.len()
    );
    if !different.is_empty() {
        text.push_str(HEADER);
        different.iter().for_each(|row| text.push_str(&line(row)));
        text.push('\n');
    }
    if !times.is_empty() {
        text.push_str("Wall time informs: head over base, median and quartiles of interleaved pairs.\n\n");
        text.push_str("| question | ratio | quartiles |\n|---|--:|---|\n");
        for (name, [low, median, high]) in times {
            let _ = writeln!(text, "| `{name}` | {median:.3} | {low:.3} – {high:.3} |");
        }
        text.push('\n');
    }
    text.push_str("<details><summary>All questions</summary>\n\n");
    text.push_str(HEADER);
    comparison.rows.iter().for_each(|row| text.push_str(&line(row)));
    text.push_str("\n</details>\n");
    text
}

const HEADER: &str = "| question | instructions before | after | change | allocations | signatures, steps, comparisons | worse |\n\
                      |---|--:|--:|--:|--:|--:|---|\n";

fn line(row: &Row) -> String {
    let number = |figures: Option<&Figures>, of: fn(&Figures) -> u64| {
        figures.map_or_else(|| "–".to_owned(), |figures| of(figures).to_string())
    };
    let pair = |of: fn(&Figures) -> u64| {
        let (before, after) = (number(row.before.as_ref(), of), number(row.after.as_ref(), of));
        if before == after { before } else { format!("{before} → {after}") }
    };
    let change = match row.change() {
        Some(change) => format!("{change:+.3} %"),
        None if row.before.is_none() => "new".to_owned(),
        None => "gone".to_owned(),
    };
    let operations = [pair(|f| f.signatures), pair(|f| f.steps), pair(|f| f.comparisons)].join(", ");
    format!(
        "| `{}` | {} | {} | {change} | {} | {operations} | {} |\n",
        row.name,
        number(row.before.as_ref(), Figures::least),
        number(row.after.as_ref(), Figures::least),
        pair(|f| f.allocations),
        row.worse.join(", "),
    )
}

fn to_json(base: &Program, head: &Program, comparison: &Comparison, times: &[(&str, [f64; 3])]) -> serde_json::Value {
    let figures = |figures: &Option<Figures>| {
        figures.as_ref().map(|figures| {
            json!({
                "instructions": figures.instructions,
                "allocations": figures.allocations,
                "octets": figures.octets,
                "accepted": figures.accepted,
                "signature_checks": figures.signatures,
                "path_steps": figures.steps,
                "name_comparisons": figures.comparisons,
            })
        })
    };
    let rows = comparison.rows.iter().map(|row| {
        json!({
            "question": row.name,
            "base": figures(&row.before),
            "head": figures(&row.after),
            "change_per_cent": row.change(),
            "worse": row.worse,
        })
    });
    json!({
        "schema": 1,
        "base": base.revision,
        "head": head.revision,
        "threshold_per_cent": comparison.threshold,
        "worse": comparison.worse().count(),
        "questions": rows.collect::<Vec<_>>(),
        "wall_time_ratios": times.iter().map(|(name, quartiles)| json!({"question": name, "quartiles": quartiles}))
            .collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(instructions: &[u64]) -> Figures {
        Figures { instructions: instructions.to_vec(), allocations: 3, signatures: 2, ..Figures::default() }
    }

    fn compare(before: Figures, after: Figures) -> Vec<String> {
        worse(&before, &after, THRESHOLD)
    }

    #[test]
    fn more_instructions_than_repetitions_differ_by_are_worse_and_fewer_are_not() {
        assert_eq!(compare(figures(&[100_000, 100_010]), figures(&[100_300, 100_310])), ["instructions"]);
        assert!(compare(figures(&[100_000, 100_010]), figures(&[100_080, 100_400])).is_empty());
        assert!(compare(figures(&[100_000, 100_300]), figures(&[100_310, 100_390])).is_empty());
        assert!(compare(figures(&[100_000]), figures(&[90_000])).is_empty());
    }

    #[test]
    fn one_allocation_or_operation_more_is_worse_and_so_is_another_verdict() {
        let more = Figures { allocations: 4, signatures: 3, accepted: true, ..figures(&[100]) };
        assert_eq!(compare(figures(&[100]), more.clone()), ["allocations", "signature checks", "another verdict"]);
        assert_eq!(compare(more, figures(&[100])), ["another verdict"]);
    }

    #[test]
    fn peers_are_shown_and_do_not_gate() {
        let before = vec![("accept/p256/webpki".to_owned(), figures(&[100])), ("old".to_owned(), figures(&[1]))];
        let after = vec![("accept/p256/webpki".to_owned(), figures(&[200])), ("new".to_owned(), figures(&[1]))];
        let comparison = Comparison::new(&before, &after, THRESHOLD);
        assert_eq!(comparison.outcome(), Outcome::NothingWorse);
        let program = |revision: &str| Program { revision: revision.to_owned(), path: PathBuf::new() };
        let text = markdown(&program("a"), &program("b"), &comparison, &[]);
        for part in ["**Nothing is worse.**", "+100.000 %", "| new |", "| gone |"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn a_threshold_is_a_number_of_per_cent() {
        assert_eq!(threshold("0.3"), Ok(0.3));
        assert!(["-1", "101", "NaN", "much", ""].iter().all(|text| threshold(text).is_err()));
    }
}
