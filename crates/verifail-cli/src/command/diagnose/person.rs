//! An assessment for a person: the verdict or that there is none; what is left; where; what is struck out; the next
//! test.

use std::fmt::Write as _;

use verifail::Hop;
use verifail::classification::redact;
use verifail::hypothesis::{Assessed, Assessment, Grounds, Place, State};

use super::names;
use crate::evidence::Collected;
use crate::failure::printable;
use crate::report::wrapped;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Columns before a line's text.
const MARGIN: usize = 11;
/// Grounds that are shown of each.
const MAX_GROUNDS: usize = 3;

pub(super) fn report(collected: &Collected, assessment: &Assessment, all: bool) -> String {
    let mut out = String::new();
    headline(&mut out, assessment);
    if assessment.tells_of_nothing() {
        return out;
    }
    places(&mut out, &assessment.places);
    for one in assessment.open().take(if all { usize::MAX } else { 8 }) {
        left(&mut out, one);
    }
    excluded(&mut out, assessment, all);
    next(&mut out, collected, assessment);
    out
}

fn line(out: &mut String, label: &str, text: &str) {
    let label = styled(FAINT, format!("{label:<8}"));
    let _ = writeln!(out, "  {label} {}", wrapped(&safe(text), MARGIN));
}

fn safe(text: &str) -> String {
    printable(&redact::secrets(text))
}

/// The verdict, or that there is none.
pub(super) fn headline(out: &mut String, assessment: &Assessment) {
    let open = assessment.open().count();
    let text = if assessment.tells_of_nothing() {
        format!("{}: nothing that was given tells of a failure of TLS", styled(WARN, "no failure"))
    } else if let Some(cause) = assessment.conclusion() {
        format!("{}: {}", styled(BAD, cause.code), cause.meaning)
    } else if assessment.is_contradictory() {
        let words = "no cause explains all of it: the evidence contradicts itself, or tells of more than one failure";
        format!("{}: {words}", styled(WARN, "contradictory"))
    } else {
        let causes = if open == 1 { "one cause is" } else { &format!("{open} causes are") };
        format!("{}: {causes} open, and none is entailed", styled(WARN, "undecided"))
    };
    let _ = writeln!(out, "{text}\n");
}

fn places(out: &mut String, places: &[Place]) {
    for place in places.iter().filter(|place| place.state != State::Excluded && place.hop != Hop::Unknown) {
        if place.state == State::Entailed {
            line(out, "where", &format!("{}: entailed{}", place.hop.meaning(), because(&place.supported_by)));
        }
    }
    if !places.iter().any(|place| place.state == State::Entailed) {
        let open: Vec<_> =
            places.iter().filter(|place| place.state == State::Open).map(|place| place.hop.meaning()).collect();
        if !open.is_empty() {
            line(out, "where", &format!("open: {}", open.join("; ")));
        }
    }
    for place in places.iter().filter(|place| place.state == State::Excluded) {
        line(out, "not", &format!("{}{}", place.hop.meaning(), because(&place.excluded_by)));
    }
    out.push('\n');
}

fn because(grounds: &[Grounds]) -> String {
    let mut told: Vec<String> = Vec::new();
    for one in grounds.iter() {
        let text = if one.source.is_empty() { one.what.clone() } else { format!("{} ({})", one.what, one.source) };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told.truncate(MAX_GROUNDS);
    if told.is_empty() { String::new() } else { format!(" · {}", told.join(" · ")) }
}

/// One cause that is left, with what speaks for it and what would end it.
fn left(out: &mut String, one: &Assessed) {
    let (style, word) = match one.state {
        State::Entailed => (GOOD, "entailed"),
        _ => (WARN, "open"),
    };
    let share = share(one.share);
    let _ = writeln!(
        out,
        "  {} {share}  {}: {}",
        styled(style, format!("{word:<8}")),
        styled(STRONG, one.cause.code),
        one.cause.meaning
    );
    if !one.supported_by.is_empty() {
        line(out, "", because(&one.supported_by).trim_start_matches(" · "));
    }
    if one.state == State::Entailed {
        for remedy in one.cause.remedies {
            line(out, "do", &format!("{}: {}", remedy.by, remedy.text));
        }
        line(out, "retry", &format!("{} · {}", one.cause.retry, one.cause.retry.meaning()));
    } else if one.lacks {
        let needs: Vec<_> = one.cause.needs.iter().map(|fact| fact.meaning()).collect();
        line(out, "", &format!("to be certain: {}", needs.join(", or ")));
    }
}

/// A share in percent; what is open is never none.
pub(super) fn share(share: f64) -> String {
    if share < 0.005 { " <1 %".to_owned() } else { format!("{:>3.0} %", share * 100.0) }
}

/// What is struck out: causes with the same grounds together.
fn excluded(out: &mut String, assessment: &Assessment, all: bool) {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for one in assessment.excluded() {
        let take = if all { usize::MAX } else { 1 };
        let why: Vec<_> = one.excluded_by.iter().take(take).cloned().collect();
        let why = because(&why);
        match told.iter_mut().find(|(other, _)| *other == why) {
            Some((_, causes)) => causes.push(one.cause.code),
            None => told.push((why, vec![one.cause.code])),
        }
    }
    if told.is_empty() {
        return;
    }
    out.push('\n');
    for (why, causes) in told {
        line(out, "struck", &format!("{}{why}", causes.join(", ")));
    }
    let reasons: Vec<_> = assessment.excluded_reasons().iter().map(|reason| reason.code()).collect();
    if !reasons.is_empty() {
        let more = reasons.len().saturating_sub(8);
        let shown = reasons.get(..reasons.len().min(8)).unwrap_or_default().join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        line(out, "", &format!("by the words themselves also: {shown}{more}"));
    }
}

/// The test that tells best, and what each of its results would leave.
pub(super) fn next(out: &mut String, collected: &Collected, assessment: &Assessment) {
    let Some(next) = &assessment.next else { return };
    out.push('\n');
    // A command is not wrapped: it is there to be copied.
    let command = safe(&next.test.command_for(&names(collected)));
    let _ = writeln!(out, "  {} $ {command}", styled(STRONG, "next    "));
    line(out, "", next.test.look);
    for (fact, left) in &next.results {
        let causes = match left.as_slice() {
            [] => "contradicts the rest".to_owned(),
            [only] => format!("leaves {only}"),
            [first, rest @ ..] => format!("leaves {first} and {} more", rest.len()),
        };
        line(out, "", &format!("{} ({}): {causes}", fact.code(), fact.meaning()));
    }
}
