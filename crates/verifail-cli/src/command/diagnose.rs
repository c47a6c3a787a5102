//! `verifail diagnose`: evidence of all kinds, held against the known causes.

mod interactive;
mod person;

use std::path::PathBuf;

use clap::Args;
use verifail::hypothesis::{Assessment, Fact, Names, TESTS};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::command::explain::{Circumstance, circumstance, circumstances};
use crate::evidence::Collected;
use crate::failure::Failure;
use crate::report::{json, page};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  verifail diagnose 'tls: failed to verify certificate: x509: OSStatus -26276'
  verifail diagnose observations.toml failure.log
  verifail diagnose failure.log inside.json outside.json --report report.html
  verifail diagnose failure.log --result end-entity-same --json";

const TABLES: &str = "\
Tables of observations are TOML, an array of tables of any name, or separated values whose first line names the columns:
  client, vantage, path, calls, endpoint, options, outcome, status, runs, failed, fingerprint, issuer, time, note.
Only `outcome` or `fingerprint` must be there. An outcome is `ok`, `fails`, `3 of 40 failed`, `sometimes`, or the text of the
failure; a path has arrows between its stations: client -> gateway -> worker. `calls` is what the last station calls for
this request, or `none`.";

/// Diagnose a failure from several pieces of evidence: what is excluded, what is left, and the next test
///
/// Texts, logs, captures of `verifail probe`, HTTP archives (HAR) and tables of observations, in any mix. A cause that
/// the evidence contradicts is struck out, with what contradicts it; what is left is ranked; a verdict is given when
/// one cause alone is left, and not before.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{TABLES}\n\n{}", exit_codes_help(Some("diagnose"))))]
pub(crate) struct Diagnose {
    /// Texts, and files: texts, captures, archives, tables; `-` is standard input
    #[arg(value_name = "TEXT|FILE|-")]
    inputs: Vec<String>,
    /// The result of a test, by the code that `next` shows; repeatable
    #[arg(long, value_name = "FACT", value_parser = fact)]
    result: Vec<Fact>,
    /// What is known of the place that texts come from, as in `explain`
    #[arg(long, value_name = "KEY=VALUE", value_parser = circumstance)]
    context: Vec<Circumstance>,
    /// Ask for the result of the next test, again and again
    #[arg(long, conflicts_with = "json")]
    interactive: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Write a report to a file: .md, .json or .html by its name, self-contained and without secrets
    #[arg(long, value_name = "FILE", value_parser = report_file)]
    report: Option<PathBuf>,
    /// Leave addresses, host names and user names out of the report too
    #[arg(long)]
    redact: bool,
    /// Show every excluded cause with all that excludes it
    #[arg(long)]
    all: bool,
}

fn fact(code: &str) -> Result<Fact, String> {
    Fact::from_code(code).ok_or_else(|| {
        let results = TESTS.iter().flat_map(|test| test.results).map(|fact| fact.code());
        let near: Vec<_> = results.filter(|other| other.split('-').any(|word| code.contains(word))).take(5).collect();
        match near.is_empty() {
            true => "no fact is called that; `next` shows the codes of a test's results".to_owned(),
            false => format!("no fact is called that; there are {}", near.join(", ")),
        }
    })
}

fn report_file(name: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(name);
    match page::Form::of(&path) {
        Some(_) => Ok(path),
        None => Err("a name that ends in .md, .json or .html is wanted".to_owned()),
    }
}

pub(crate) fn run(diagnose: &Diagnose, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    if diagnose.inputs.is_empty() && diagnose.result.is_empty() {
        return Err(Failure::new(
            "nothing to diagnose: give texts, captures, archives or tables; `-` is standard input",
        ));
    }
    let circumstances = circumstances(&diagnose.context);
    let mut collected = Collected::default();
    for argument in &diagnose.inputs {
        collected.add(argument, circumstances)?;
    }
    for fact in &diagnose.result {
        collected.case.fact("--result", *fact);
    }
    if collected.case.omitted() > 0 {
        terminal.warn(&format!("{} more pieces of evidence are left out", collected.case.omitted()));
    }
    let assessment = if diagnose.interactive {
        interactive::run(&mut collected, terminal)?
    } else {
        let assessment = collected.case.assess();
        if diagnose.json {
            terminal.print_raw(&json::text(&assessment.to_report(&names(&collected)))?)?;
        } else {
            terminal.print(&person::report(&collected, &assessment, diagnose.all))?;
        }
        assessment
    };
    if let Some(path) = &diagnose.report {
        page::write(path, &collected, &assessment, diagnose.redact)?;
        terminal.note(&format!("report written: {}", path.display()));
    }
    Ok(outcome(&assessment))
}

/// What stands in commands for what is at hand.
pub(crate) fn names(collected: &Collected) -> Names<'_> {
    Names {
        host: collected.host.as_deref(),
        port: collected.port,
        other: collected.other.as_deref(),
        proxy: None,
        client: None,
    }
}

fn outcome(assessment: &Assessment) -> Outcome {
    if assessment.tells_of_nothing() || assessment.is_contradictory() {
        Outcome::Unexplained
    } else if assessment.conclusion().is_some() {
        Outcome::Good
    } else {
        Outcome::Undecided
    }
}
