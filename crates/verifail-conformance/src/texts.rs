//! Classification measured on labelled failure texts: `cargo xtask score FILE`.
//!
//! A file has one JSON object a line: `id`, `text`, and the labels `kind`, `also`, `family`, `role`, `hop`, `retry`.
//! Codes compare with `-` and `_` equal. Richer answers are mapped to the coarser labels (`answer`). Nothing of a file
//! is kept.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command of the workspace, which prints")]

mod answer;
mod baseline;
mod labels;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use answer::Answer;
use labels::Labelled;
use report::Report;

/// Score classification against labelled texts.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Labelled texts, one JSON object a line.
    file: PathBuf,
    /// Answers of `verifail explain --ndjson` to the same file, instead of asking the library.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Only every second text: `even` or `odd` by the last digit of its id, to develop on one half and check on the
    /// other.
    #[arg(long, value_name = "HALF")]
    half: Option<Half>,
    /// Only texts of this family.
    #[arg(long)]
    family: Option<String>,
    /// Only the figures, without the misses and their texts.
    #[arg(long)]
    brief: bool,
}

/// A half of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Half {
    Even,
    Odd,
}

/// Runs the command.
pub fn main(args: &Args) -> ExitCode {
    match run(args) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<Report, String> {
    let read =
        |path: &PathBuf| std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()));
    let texts = labels::read(&read(&args.file)?)?;
    let answers = args.answers.as_ref().map(|path| answer::read(&read(path)?)).transpose()?;
    let mut report = Report::new(!args.brief);
    for labelled in texts.iter().filter(|labelled| wanted(args, labelled)) {
        let answer = match &answers {
            Some(answers) => answers.get(&labelled.id).cloned().unwrap_or_default(),
            None => Answer::to(&labelled.text),
        };
        report.add(labelled, &answer);
    }
    Ok(report)
}

fn wanted(args: &Args, labelled: &Labelled) -> bool {
    let even = labelled.id.bytes().last().is_some_and(|digit| digit % 2 == 0);
    args.half.is_none_or(|half| (half == Half::Even) == even)
        && args.family.as_ref().is_none_or(|family| *family == labelled.family)
}
