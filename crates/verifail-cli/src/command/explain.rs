//! `verifail explain`: what a TLS failure's text says.

mod answer;
pub(super) mod person;
mod source;
mod stream;

use std::path::PathBuf;

use clap::Args;
use verifail::classification::{Circumstances, Diagnosis, Evidence, Observed, classify};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::Failure;
use crate::report::json;
use crate::terminal::Terminal;
use answer::Answer;

const EXAMPLES: &str = "\
Examples:
  verifail explain 'tls: failed to verify certificate: x509: OSStatus -26276'
  verifail explain failure.log
  verifail explain --context client-insecure=true --redact - < failure.log
  verifail explain --ndjson --field message --jobs 2 - < failures.ndjson";

/// Explain a TLS failure: what failed, at which hop, whose fault, what it excludes, and whether to try again
///
/// TEXT is an error message, a line or a page of a log, in any stack's words and wrapped in any way; or a number, as an
/// HRESULT, an OSStatus, or OpenSSL's packed code. A name of a file is read instead, `-` is standard input. Of more
/// than 64 KiB the beginning and the end are read, which the answer then says.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit_codes_help(Some("explain"))), allow_negative_numbers = true)]
pub(crate) struct Explain {
    /// The text, the number, or the file it is in; `-` for standard input
    #[arg(value_name = "TEXT|FILE|-")]
    input: Option<String>,
    /// Print the answer as one JSON object
    #[arg(long, conflicts_with = "ndjson")]
    json: bool,
    /// Read many texts, one a line, and answer each with a line of JSON, in order
    ///
    /// A line is a text, or a JSON object with the text in `--field`; its `id` is handed back. A line that begins like
    /// JSON and is none is reported by its number, and the rest goes on.
    #[arg(long)]
    ndjson: bool,
    /// The field of a JSON line that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text", requires = "ndjson")]
    field: String,
    /// Threads for `--ndjson`; the order stays
    #[arg(long, value_name = "N", default_value_t = 1, requires = "ndjson", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// Show the text without addresses, host names and user names too; secrets are never shown
    #[arg(long)]
    redact: bool,
    /// What is known of the place the text comes from: `client-insecure=true` when the client's own verification was
    /// off, `proxy=true` when it was seen through a proxy, `sandbox=true`
    #[arg(long, value_name = "KEY=VALUE", value_parser = circumstance)]
    context: Vec<Circumstance>,
}

/// One key of `--context`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Circumstance {
    ClientInsecure(bool),
    Proxy(bool),
    Sandbox(bool),
}

pub(crate) fn circumstance(argument: &str) -> Result<Circumstance, String> {
    let (key, value) = argument.split_once('=').ok_or("KEY=VALUE is wanted")?;
    let value = match value {
        "true" | "yes" | "1" => true,
        "false" | "no" | "0" => false,
        other => return Err(format!("{other}: true or false is wanted")),
    };
    match key {
        "client-insecure" => Ok(Circumstance::ClientInsecure(value)),
        "proxy" => Ok(Circumstance::Proxy(value)),
        "sandbox" => Ok(Circumstance::Sandbox(value)),
        other => Err(format!("no key {other}; there are client-insecure, proxy, sandbox")),
    }
}

/// What several of them come to; the last of a key counts.
pub(crate) fn circumstances(context: &[Circumstance]) -> Circumstances {
    let mut circumstances = Circumstances::default();
    for given in context {
        match *given {
            Circumstance::ClientInsecure(value) => circumstances.client_insecure = value,
            Circumstance::Proxy(value) => circumstances.through_proxy = value,
            Circumstance::Sandbox(value) => circumstances.sandboxed = value,
        }
    }
    circumstances
}

/// Explains one text, or each line of many.
pub(crate) fn run(explain: &Explain, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let circumstances = circumstances(&explain.context);
    if explain.ndjson {
        let field = explain.field.as_str();
        let options = stream::Options { field, jobs: explain.jobs.into(), redact: explain.redact, circumstances };
        return stream::run(explain.input.as_deref(), &options, terminal);
    }
    let text = source::text(explain.input.as_deref())?;
    let evidence = Evidence { observed: observed(&text.bytes), context: circumstances };
    let mut diagnosis = classify(&evidence);
    diagnosis.cut |= text.cut;
    if explain.json {
        terminal.print_raw(&json::text(&Answer::to(None, &text.bytes, &diagnosis, explain.redact))?)?;
    } else {
        terminal.print(&person::report(&text.bytes, &diagnosis, explain.redact))?;
    }
    Ok(outcome(&diagnosis))
}

const fn outcome(diagnosis: &Diagnosis) -> Outcome {
    match diagnosis.reason {
        None => Outcome::Unclassified,
        Some(reason) => match reason.layer() {
            verifail::Layer::Outside => Outcome::Good,
            _ => Outcome::Failure,
        },
    }
}

/// A text that is nothing but a number is one.
fn observed(text: &[u8]) -> Observed<'_> {
    let spelled = std::str::from_utf8(text).map(str::trim).unwrap_or("");
    super::code::number(spelled).map_or(Observed::Text(text), Observed::Number)
}

/// A file whose name was given: kept apart from a text by whether there is such a file.
fn file(input: &str) -> Option<PathBuf> {
    let path = PathBuf::from(input);
    // A text of several lines is no name, and asking the system for it would be an error of its own.
    (input.len() < 4096 && !input.contains('\n') && path.is_file()).then_some(path)
}
