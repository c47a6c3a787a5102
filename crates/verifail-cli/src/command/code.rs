//! `verifail code`: what a bare number is, in every book that has it.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;
use verifail::classification::{Reading, readings};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::Failure;
use crate::report::json;
use crate::terminal::{FAINT, STRONG, Terminal, styled};

/// Decode a number under every code book: OpenSSL, BoringSSL, TLS alerts, Apple, Windows, NSS, GnuTLS, curl, …
///
/// Decimal, signed, or hexadecimal with or without `0x`. The likeliest reading comes first.
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("code")), allow_negative_numbers = true)]
pub(crate) struct Code {
    /// The number
    number: String,
    /// Print the readings as a JSON array
    #[arg(long)]
    json: bool,
}

/// One reading as data.
#[derive(Serialize)]
struct Listed {
    book: &'static str,
    number: i64,
    name: &'static str,
    kind: Option<&'static str>,
    by_peer: bool,
    source: &'static str,
}

/// A number as people write it, and as logs do.
pub(crate) fn number(text: &str) -> Option<i64> {
    let text = text.trim().replace('\u{2212}', "-");
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |digits| (true, digits));
    let hexadecimal = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let packed = digits.len() == 8 && digits.starts_with(['0', '1', '8']);
    let value = match hexadecimal {
        Some(digits) => i64::from_str_radix(digits, 16).ok()?,
        None if packed && !digits.starts_with(['+', '-']) => i64::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok().filter(|value: &i64| *value >= 0)?,
    };
    Some(if negative { -value } else { value })
}

/// Prints the readings.
pub(crate) fn run(code: &Code, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let number = number(&code.number).ok_or_else(|| Failure::new(format!("{} is no number", code.number)))?;
    let readings = readings(number);
    if code.json {
        let listed: Vec<_> = readings.iter().map(|reading| listed(number, reading)).collect();
        terminal.print_raw(&json::text(&listed)?)?;
    } else {
        terminal.print(&table(number, &readings))?;
    }
    Ok(if readings.is_empty() { Outcome::Unclassified } else { Outcome::Good })
}

fn listed(number: i64, reading: &Reading) -> Listed {
    Listed {
        book: reading.book.name,
        number,
        name: reading.name,
        kind: reading.reason.map(|reason| reason.code()),
        by_peer: reading.by_peer,
        source: reading.book.source,
    }
}

fn table(number: i64, readings: &[Reading]) -> String {
    if readings.is_empty() {
        return format!("{number}: in no book\n");
    }
    let mut out = String::new();
    let width = readings.iter().map(|reading| reading.book.name.len()).max().unwrap_or(0);
    for reading in readings {
        let book = format!("{:<width$}", reading.book.name);
        let says = match (reading.reason, reading.by_peer) {
            (Some(reason), true) => format!("{reason} (the peer says so)"),
            (Some(reason), false) => reason.to_string(),
            (None, _) => "says nothing about TLS by itself".to_owned(),
        };
        let _ = writeln!(out, "{}  {}  {}", styled(FAINT, book), styled(STRONG, reading.name), says);
    }
    out
}
