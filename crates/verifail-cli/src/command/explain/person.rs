//! An answer for a person: what happened, where, what it is not, what to do, and the test that would settle it.

use std::fmt::Write as _;

use verifail::classification::Diagnosis;
use verifail::{Confidence, Layer, Reason, RetryAdvice};

use super::answer::said;
use crate::failure::printable;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Most codes in the list of what it is not; all are in the JSON.
const MAX_EXCLUDED: usize = 8;

/// The whole report.
pub(super) fn report(text: &[u8], diagnosis: &Diagnosis, hides_identities: bool) -> String {
    let mut out = String::new();
    headline(&mut out, diagnosis);
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(out, "  {} {value}", styled(FAINT, format!("{label:<8}")));
    };
    if !diagnosis.span.is_empty() {
        line("said", &format!("\"{}\"", printable(&said(text, diagnosis, hides_identities))));
    }
    if let Some(code) = diagnosis.code {
        line("number", &format!("{} is {} ({})", code.number, code.name, code.book));
    }
    if let Some(stack) = diagnosis.stack {
        line("by", &format!("{stack}, {}", stack.family().meaning()));
    }
    let fails = diagnosis.is_failure();
    if fails {
        line("who", diagnosis.rejection.meaning());
        line("where", diagnosis.hop.meaning());
        line("fault", diagnosis.fault.meaning());
    }
    if !diagnosis.also.is_empty() {
        line("also", &codes(&diagnosis.also));
    }
    if fails && !diagnosis.excludes.is_empty() {
        line("not", &excluded(&diagnosis.excludes));
    }
    if fails {
        let style = if diagnosis.retry == RetryAdvice::Never { BAD } else { STRONG };
        line("retry", &format!("{} — {}", styled(style, diagnosis.retry), diagnosis.retry.meaning()));
    }
    if diagnosis.cut {
        line("note", "the text is longer than what is read: its beginning and end were");
    }
    out
}

fn headline(out: &mut String, diagnosis: &Diagnosis) {
    let (style, code, meaning) = match diagnosis.reason {
        None if diagnosis.mentions_tls => (WARN, "unclassified", "something about TLS that no rule knows"),
        None => (WARN, "unclassified", "nothing about TLS in it"),
        Some(reason) if reason.layer() == Layer::Outside => (GOOD, reason.code(), reason.meaning()),
        Some(reason) => (BAD, reason.code(), reason.meaning()),
    };
    let sure = match diagnosis.confidence {
        Confidence::Proved => "",
        confidence if diagnosis.reason.is_some() => &format!(" ({confidence})"),
        _ => "",
    };
    let _ = writeln!(out, "{}: {meaning}{sure}", styled(style, code));
}

fn codes(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(", ")
}

/// All statements about the certificate at once, where all are excluded.
fn excluded(reasons: &[Reason]) -> String {
    let about_certificate = || Reason::ALL.iter().filter(|reason| reason.is_about_certificate());
    if about_certificate().all(|reason| reasons.contains(reason)) {
        return "anything about the certificate: none was evaluated".to_owned();
    }
    let shown = codes(&reasons[..reasons.len().min(MAX_EXCLUDED)]);
    if reasons.len() > MAX_EXCLUDED { format!("{shown} and {} more", reasons.len() - MAX_EXCLUDED) } else { shown }
}
