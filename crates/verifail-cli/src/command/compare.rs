//! `verifail compare`: captures side by side, and which hypotheses the difference excludes.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use verifail::capture::{Answer, Capture, Comparison, Question};
use verifail::classification::redact;
use verifail::hypothesis::{Assessment, Case, State};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::{Failure, printable};
use crate::input;
use crate::report::{json, wrapped};
use crate::terminal::{BAD, FAINT, GOOD, STRONG, Terminal, WARN, styled};

const EXAMPLES: &str = "\
Examples:
  verifail compare inside.json outside.json
  verifail compare inside.json outside.json --json
  verifail compare inside.json outside.json yesterday.json";

/// Columns before a line's text.
const MARGIN: usize = 24;
/// Captures that are compared at once.
const MAX_CAPTURES: usize = 16;

/// Compare captures: the same end entity, issuer, trust anchors, verdicts, environment? And what that excludes
///
/// A capture is what `verifail probe --save FILE` writes: inside a sandbox and outside, directly and through a proxy,
/// yesterday and today.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit_codes_help(Some("compare"))))]
pub(crate) struct Compare {
    /// Captures, two at least; `-` is standard input
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// A comparison, as programs read it.
#[derive(Serialize)]
struct Compared<'c> {
    schema: u32,
    vantages: Vec<&'c str>,
    answers: Vec<Answered<'c>>,
    /// Codes of causes that the difference excludes, with why.
    excluded: Vec<Because>,
    /// The code of the cause that it entails.
    entailed: Option<&'static str>,
}

#[derive(Serialize)]
struct Answered<'c> {
    question: &'static str,
    answer: &'static str,
    detail: &'c str,
}

#[derive(Serialize)]
struct Because {
    cause: &'static str,
    why: String,
}

pub(crate) fn run(compare: &Compare, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    if compare.files.len() > MAX_CAPTURES {
        return Err(Failure::new(format!("at most {MAX_CAPTURES} captures are compared at once")));
    }
    let mut captures: Vec<Capture> = Vec::with_capacity(compare.files.len());
    for file in &compare.files {
        let mut capture =
            Capture::from_json(&input::read(file)?).map_err(|error| Failure::of_file(input::name(file), error))?;
        if captures.iter().any(|other| other.vantage == capture.vantage) {
            capture.vantage = format!("{} ({})", capture.vantage, printable(&input::name(file).to_string_lossy()));
        }
        captures.push(capture);
    }
    let comparison = Comparison::of(&captures.iter().collect::<Vec<_>>());
    let mut case = Case::new();
    for capture in &captures {
        case.capture(capture.clone());
    }
    let assessment = case.assess();
    if compare.json {
        terminal.print_raw(&json::text(&compared(&captures, &comparison, &assessment))?)?;
    } else {
        terminal.print(&text(&captures, &comparison, &assessment))?;
    }
    let differs = comparison.answers.iter().any(|(_, answer, _)| matches!(answer, Answer::Different | Answer::Partly));
    Ok(if differs { Outcome::Different } else { Outcome::Good })
}

/// What two captures side by side exclude: grounds of one capture alone are no difference.
fn excluded(assessment: &Assessment) -> Vec<Because> {
    let by_difference = |one: &verifail::hypothesis::Assessed| {
        let grounds = one.excluded_by.iter().find(|grounds| grounds.source.contains(" beside "))?;
        Some(Because { cause: one.cause.code, why: grounds.what.clone() })
    };
    assessment.excluded().filter_map(by_difference).collect()
}

fn compared<'c>(captures: &'c [Capture], comparison: &'c Comparison, assessment: &Assessment) -> Compared<'c> {
    let answers = comparison.answers.iter().map(|(question, answer, detail)| Answered {
        question: question.code(),
        answer: answer.code(),
        detail,
    });
    Compared {
        schema: 1,
        vantages: captures.iter().map(|capture| capture.vantage.as_str()).collect(),
        answers: answers.collect(),
        excluded: excluded(assessment),
        entailed: assessment.conclusion().map(|cause| cause.code),
    }
}

fn text(captures: &[Capture], comparison: &Comparison, assessment: &Assessment) -> String {
    let names: Vec<_> = captures.iter().map(|capture| printable(&capture.vantage)).collect();
    let mut out = format!("{}\n", styled(STRONG, names.join(" beside ")));
    for (question, answer, detail) in &comparison.answers {
        // Padded before it is styled: escape sequences have no width.
        let style = match answer {
            Answer::Same => GOOD,
            Answer::Different if *question == Question::Outcome => BAD,
            Answer::Different | Answer::Partly => WARN,
            _ => FAINT,
        };
        let label = styled(FAINT, format!("{:<12}", question.code()));
        let word = styled(style, format!("{:<9}", answer.meaning()));
        let detail = redact::secrets(detail);
        let _ = writeln!(out, "  {label}{word} {}", wrapped(&printable(&detail), MARGIN));
    }
    out.push('\n');
    let excluded = excluded(assessment);
    if excluded.is_empty() {
        let _ = writeln!(out, "the difference excludes nothing");
    }
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for Because { cause, why } in &excluded {
        match told.iter_mut().find(|(other, _)| other == why) {
            Some((_, causes)) => causes.push(cause),
            None => told.push((why.clone(), vec![cause])),
        }
    }
    for (why, causes) in told {
        let line = format!("{}: {}", causes.join(", "), printable(&why));
        let _ = writeln!(out, "  {} {}", styled(FAINT, "excluded"), wrapped(&line, 11));
    }
    let first = assessment.open().next().filter(|one| !one.supported_by.is_empty());
    if let Some(one) = first.filter(|_| !assessment.tells_of_nothing()) {
        let word = if one.state == State::Entailed { "entailed" } else { "likeliest" };
        let line = format!("{}: {}", one.cause.code, one.cause.meaning);
        let _ = writeln!(out, "  {} {}", styled(STRONG, word), wrapped(&line, 11));
    }
    out
}
