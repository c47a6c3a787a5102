//! An answer for a person, on one screen: what happened; where; what it is not; what to do; the test that would settle
//! it; whether to try again.

use std::fmt::Write as _;

use verifail::classification::Diagnosis;
use verifail::{Confidence, Hop, Layer, Reason, Rejection, RetryAdvice, Stack};

use super::answer::said;
use crate::failure::printable;
use crate::report::wrapped;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Most codes in the list of what it is not; all are in the JSON.
const MAX_EXCLUDED: usize = 8;
/// Columns before a line's text.
const MARGIN: usize = 11;

/// The whole report.
pub(in crate::command) fn report(text: &[u8], diagnosis: &Diagnosis, hides_identities: bool) -> String {
    let mut out = String::new();
    headline(&mut out, diagnosis);
    happened(&mut out, text, diagnosis, hides_identities);
    if diagnosis.is_failure() {
        place(&mut out, diagnosis);
        advice(&mut out, diagnosis);
    }
    out
}

/// One line, or several with the same margin.
fn line(out: &mut String, label: &str, text: &str) {
    let label = styled(FAINT, format!("{label:<8}"));
    let _ = writeln!(out, "  {label} {}", wrapped(text, MARGIN));
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

/// What was read, and whose words it is in.
fn happened(out: &mut String, text: &[u8], diagnosis: &Diagnosis, hides_identities: bool) {
    if !diagnosis.span.is_empty() {
        line(out, "said", &format!("\"{}\"", printable(&said(text, diagnosis, hides_identities))));
    }
    if let Some(code) = diagnosis.code {
        // What is packed, or a status of Windows, is read in hexadecimal.
        let hexadecimal = if code.number > 0xffff { format!(" = {:#x}", code.number) } else { String::new() };
        line(out, "number", &format!("{}{hexadecimal} is {} ({})", code.number, code.name, code.book));
    }
    if let Some(stack) = diagnosis.stack {
        line(out, "by", &format!("{stack} · {}", engine(stack)));
    }
    if !diagnosis.also.is_empty() {
        line(out, "also", &codes(&diagnosis.also));
    }
    if diagnosis.cut {
        line(out, "note", "the text is longer than what is read: its beginning and end were");
    }
}

/// Between whom, whose fault, and what it is not.
fn place(out: &mut String, diagnosis: &Diagnosis) {
    let who = match diagnosis.rejection {
        Rejection::Local | Rejection::Neither | Rejection::Unknown => String::new(),
        rejection => format!(" · {}", rejection.meaning()),
    };
    line(out, "where", &format!("{}{who}", diagnosis.hop.meaning()));
    line(out, "fault", diagnosis.fault.meaning());
    if !diagnosis.excludes.is_empty() {
        line(out, "not", &format!("{}{}", excluded(&diagnosis.excludes), order(diagnosis)));
    }
    for note in &diagnosis.notes {
        line(out, "note", note.meaning());
    }
}

/// The usual cause, what to do and who does it, the next test, whether to try again.
fn advice(out: &mut String, diagnosis: &Diagnosis) {
    let Some(guidance) = diagnosis.guidance() else { return };
    out.push('\n');
    line(out, "usually", guidance.cause);
    let mut label = "do";
    for remedy in diagnosis.remedies() {
        let by = format!("{:<8} ", remedy.by.code());
        let text = wrapped(remedy.text, MARGIN + by.len());
        let _ = writeln!(out, "  {} {}{text}", styled(FAINT, format!("{label:<8}")), styled(STRONG, by));
        label = "";
    }
    if let Some(knob) = diagnosis.knob() {
        let note = if knob.note.is_empty() { String::new() } else { format!("; {}", knob.note) };
        let set = knob.set.replace("; ", " or ");
        line(out, "setting", &format!("{set} ({}) {}{note}", knob.tool, knob.effect.meaning()));
    }
    // A command is not wrapped: it is there to be copied.
    let _ = writeln!(out, "  {} $ {}", styled(FAINT, "test    "), guidance.test);
    line(out, "", guidance.observation);
    let style = if diagnosis.retry == RetryAdvice::Never { BAD } else { STRONG };
    let retry = format!("{} · {}{}", diagnosis.retry, diagnosis.retry.meaning(), by_whom(diagnosis));
    // Wrapped before it is styled: escape sequences have no width.
    let (code, meaning) = wrapped(&retry, MARGIN)
        .split_once(' ')
        .map_or_else(|| (retry.clone(), String::new()), |(code, meaning)| (code.to_owned(), meaning.to_owned()));
    let _ = writeln!(out, "  {} {} {meaning}", styled(FAINT, "retry   "), styled(style, code));
}

/// Why what is excluded is: it is looked at earlier. Envoy looks at nothing but names where no authority is configured.
const fn order(diagnosis: &Diagnosis) -> &'static str {
    match (diagnosis.reason, diagnosis.stack) {
        (Some(Reason::NameMismatch), Some(Stack::Envoy | Stack::Istio)) => {
            " (checked before the name, where a trusted CA is configured)"
        }
        _ => "",
    }
}

/// Whose connection a retry is of, and what may be repeated, where the client is not the one that failed.
fn by_whom(diagnosis: &Diagnosis) -> &'static str {
    let refused = diagnosis.rejection == Rejection::IntermediaryRejectsUpstream
        && diagnosis.reason.is_some_and(Reason::is_about_certificate);
    match (diagnosis.retry, diagnosis.hop) {
        (RetryAdvice::Never | RetryAdvice::NotApplicable | RetryAdvice::AfterUserAction, _) => "",
        (_, Hop::ProxyToUpstream) if refused => {
            "; the proxy's connection is meant, and no request was sent on it: any may be repeated"
        }
        (_, Hop::ProxyToUpstream | Hop::OriginToUpstream) => "; the upstream connection is meant, not the client's",
        _ => "",
    }
}

/// The engine behind it, without the list of what embeds it.
fn engine(stack: Stack) -> &'static str {
    let meaning = stack.family().meaning();
    meaning.split_once(':').map_or(meaning, |(engine, _)| engine)
}

fn codes(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(", ")
}

/// All statements about the certificate at once, where all are excluded; else the ones that are asked about most first.
fn excluded(reasons: &[Reason]) -> String {
    let about_certificate =
        || Reason::ALL.iter().filter(|reason| reason.is_about_certificate() && !reason.is_generic());
    if about_certificate().all(|reason| reasons.contains(reason)) {
        return "anything about the certificate: none was evaluated".to_owned();
    }
    let (mut shown, rest): (Vec<_>, Vec<_>) = reasons.iter().partition(|reason| is_asked_about(**reason));
    shown.extend(rest);
    let more = shown.len().saturating_sub(MAX_EXCLUDED);
    shown.truncate(MAX_EXCLUDED);
    let shown = codes(&shown);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// What people take a failure for.
const fn is_asked_about(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::EkuMissingOrWrong
            | Reason::Expired
            | Reason::MissingIntermediate
            | Reason::NameMismatch
            | Reason::NotYetValid
            | Reason::SelfSignedInChain
            | Reason::SelfSignedLeaf
            | Reason::UnknownIssuer
    )
}
