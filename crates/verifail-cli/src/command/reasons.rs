//! `verifail reasons`: every reason there is, or one in full.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;
use verifail::{Guidance, Layer, Reason};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::Failure;
use crate::report::{json, wrapped};
use crate::terminal::{FAINT, STRONG, Terminal, styled};

/// List the reasons by layer, or print one in full: clause, usual cause, what tells it from others, what to do, the
/// next test
///
/// Codes are stable: they are never renamed. In a test, HOST stands for the server's name.
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("reasons")))]
pub(crate) struct Reasons {
    /// The code of the reason to print in full
    code: Option<String>,
    /// Print JSON: an array of reasons, or one
    #[arg(long)]
    json: bool,
}

/// Columns before a line's text.
const MARGIN: usize = 11;
/// Codes that an unknown one is answered with.
const MAX_NEAREST: usize = 4;

/// One reason as data.
#[derive(Serialize)]
struct Expanded {
    schema: u32,
    code: &'static str,
    layer: &'static str,
    meaning: &'static str,
    verified: bool,
    clause: &'static str,
    link: Option<String>,
    cause: &'static str,
    observation: &'static str,
    remedies: Vec<Remedy>,
    test: &'static str,
}

/// One thing to do as data.
#[derive(Serialize)]
struct Remedy {
    by: &'static str,
    text: &'static str,
}

/// Prints the list or the reason.
pub(crate) fn run(reasons: &Reasons, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    match (&reasons.code, reasons.json) {
        (None, false) => terminal.print(&list())?,
        (None, true) => {
            let all: Vec<_> = Reason::ALL.iter().map(|reason| expanded(*reason)).collect();
            terminal.print_raw(&json::text(&all)?)?;
        }
        (Some(code), false) => terminal.print(&text(of_code(code)?))?,
        (Some(code), true) => terminal.print_raw(&json::text(&expanded(of_code(code)?))?)?,
    }
    Ok(Outcome::Good)
}

fn of_code(code: &str) -> Result<Reason, Failure> {
    Reason::from_code(&code.to_ascii_lowercase()).ok_or_else(|| {
        let nearest: Vec<_> = nearest(code).iter().map(|reason| reason.code()).collect();
        Failure::new(format!("no reason {code}; nearest are {}", nearest.join(", ")))
    })
}

/// The reasons whose codes have most in common with a word, by three letters at a time, the nearest first.
fn nearest(word: &str) -> Vec<Reason> {
    let word: String = word.to_lowercase().chars().take(64).map(|c| if c == '_' { '-' } else { c }).collect();
    let mut reasons = Reason::ALL.to_vec();
    let characters: Vec<char> = word.chars().collect();
    let parts: Vec<String> = characters.windows(3).map(|part| part.iter().collect()).collect();
    reasons.sort_by_cached_key(|reason| {
        let shared = parts.iter().filter(|part| reason.code().contains(part.as_str())).count();
        (std::cmp::Reverse(shared), distance(&word, reason.code()))
    });
    reasons.truncate(MAX_NEAREST);
    reasons
}

/// How many characters must be changed, put in or left out (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, l) in left.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (to, r) in right.bytes().enumerate() {
            let changed = diagonal + usize::from(l != r);
            diagonal = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

/// A line each, by layer.
fn list() -> String {
    let mut out = String::new();
    let width = Reason::ALL.iter().map(|reason| reason.code().len()).max().unwrap_or(0);
    for (at, layer) in Layer::ALL.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{}: {}", styled(STRONG, layer), layer.meaning());
        for reason in Reason::ALL.iter().filter(|reason| reason.layer() == *layer) {
            // Padded before it is styled: escape sequences have no width.
            let code = format!("{:<width$}", reason.code());
            let _ = writeln!(out, "  {}  {}", styled(STRONG, code), reason.meaning());
        }
    }
    out
}

fn text(reason: Reason) -> String {
    let Guidance { clause, cause, observation, remedies, test } = *reason.guidance();
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}", styled(STRONG, reason), reason.meaning());
    let mut line = |label: &str, text: &str| {
        let _ = writeln!(out, "  {} {text}", styled(FAINT, format!("{label:<8}")));
    };
    line("layer", &format!("{} · {}", reason.layer(), reason.layer().meaning()));
    line("clause", clause);
    if let Some(link) = reason.guidance().link() {
        line("", &link);
    }
    line("usually", &wrapped(cause, MARGIN));
    line("differs", &wrapped(observation, MARGIN));
    for (at, remedy) in remedies.iter().enumerate() {
        let by = format!("{:<8} ", remedy.by.code());
        let text = wrapped(remedy.text, MARGIN + by.len());
        line(if at == 0 { "do" } else { "" }, &format!("{}{text}", styled(STRONG, by)));
    }
    line("test", &format!("$ {test}"));
    out
}

fn expanded(reason: Reason) -> Expanded {
    let guidance = reason.guidance();
    Expanded {
        schema: verifail::verdict::report::SCHEMA,
        code: reason.code(),
        layer: reason.layer().code(),
        meaning: reason.meaning(),
        verified: reason.is_verified(),
        clause: guidance.clause,
        link: guidance.link(),
        cause: guidance.cause,
        observation: guidance.observation,
        remedies: guidance.remedies.iter().map(|remedy| Remedy { by: remedy.by.code(), text: remedy.text }).collect(),
        test: guidance.test,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn misspelt_codes_have_the_meant_one_first() {
        for (word, meant) in [
            ("expried", Reason::Expired),
            ("hostname-mismatch", Reason::NameMismatch),
            ("eku", Reason::EkuMissingOrWrong),
            ("self_signed_cert", Reason::SelfSignedLeaf),
            ("unknown-authority", Reason::UnknownIssuer),
        ] {
            assert_eq!(nearest(word).first(), Some(&meant), "{word}: {:?}", nearest(word));
        }
    }

    #[test]
    fn commands_of_the_guidance_are_commands() {
        let programs = ["curl", "date", "dig", "env", "for", "openssl", "update-crypto-policies", "cat", "verifail"];
        for reason in Reason::ALL {
            for command in reason.guidance().test.split("; ") {
                let words: Vec<_> = command.split_whitespace().collect();
                let program = words.first().copied().unwrap_or_default();
                assert!(programs.contains(&program) || matches!(program, "do" | "done"), "{reason}: {command}");
                if program == "verifail" {
                    assert!(Arguments::try_parse_from(&words).is_ok(), "{reason}: {command}");
                }
            }
        }
    }
}
