//! Relations 43 and 44: classifiers of failures, which read what a TLS stack printed.
//!
//! A [`Verifier`](crate::Verifier) classifies nothing; the suite skips both aloud. Whoever has a classifier calls
//! [`wrapped`] and [`twelve_stacks`] with it.

use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::choices::Choices;

pub(super) const WRAPPED: Relation = Relation::new(
    43,
    "wrapping a text keeps its diagnosis; cutting it short gives the same or none",
    Need::Classifier,
    needs_another,
);
pub(super) const TWELVE_STACKS: Relation =
    Relation::new(44, "one cause through twelve stacks gets one retry advice", Need::Classifier, needs_another);

/// Never reached: no verifier meets the need.
fn needs_another(_trial: &mut Trial<'_>) -> Result<(), Stop> {
    Err(Stop::NotApplicable)
}

/// Something that reads a text and says what went wrong.
pub trait Classifier {
    /// The diagnosis of a text, as its stable code; `None` when it is unclassified.
    fn diagnosis(&self, text: &str) -> Option<String>;

    /// What a diagnosis advises about trying again, as its stable code.
    fn advice(&self, diagnosis: &str) -> String;
}

/// A text and what was done to it, and two diagnoses that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What was done to the text.
    pub change: &'static str,
    /// The changed text.
    pub text: String,
    /// The diagnosis before.
    pub before: Option<String>,
    /// The diagnosis after.
    pub after: Option<String>,
}

/// Wraps a text as logs, proxies and terminals do.
type Wrapper = fn(&str) -> String;

/// Ways in which [`wrapped`] changes a text.
pub const WRAPPERS: u32 = CHANGES.len() as u32;

/// What logs, proxies and terminals do to a text.
const CHANGES: &[(&str, Wrapper)] = &[
    ("a prefix", |text| format!("error: {text}")),
    ("a proxy's words", |text| {
        format!(
            "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: {text}"
        )
    }),
    ("a timestamp", |text| format!("2026-06-15T00:00:00.000Z [warn] conn=7 {text}")),
    ("ANSI colours", |text| format!("\u{1b}[31;1m{text}\u{1b}[0m")),
    ("a JSON string", |text| {
        let escaped: String = text.chars().flat_map(escape).collect();
        format!("{{\"level\":\"error\",\"msg\":\"{escaped}\"}}")
    }),
    ("a line wrap", |text| wrap(text, 40)),
    ("a caller's context", |text| format!("GET https://api.example.com/v1 failed: Caused by: {text}")),
    ("upper case", str::to_uppercase),
];

fn escape(c: char) -> Vec<char> {
    match c {
        '"' => vec!['\\', '"'],
        '\\' => vec!['\\', '\\'],
        '\n' => vec!['\\', 'n'],
        other => vec![other],
    }
}

/// Breaks lines at blanks.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 {
            wrapped.push(if column + word.len() > width { '\n' } else { ' ' });
            column = if column + word.len() > width { 0 } else { column + 1 };
        }
        wrapped.push_str(word);
        column += word.len();
    }
    wrapped
}

/// Relation 43 on one text: up to three wrappers, one in the other, keep the diagnosis; what is cut short has the same
/// or none.
///
/// # Errors
/// The first text that is read otherwise.
pub fn wrapped(classifier: &dyn Classifier, text: &str, choices: &mut dyn Choices) -> Result<(), Misread> {
    let before = classifier.diagnosis(text);
    let mut changed = text.to_owned();
    for _ in 0..=choices.below(3) {
        let Some((change, wrapper)) = CHANGES.get(choices.below(WRAPPERS) as usize) else { continue };
        changed = wrapper(&changed);
        let after = classifier.diagnosis(&changed);
        if after != before {
            return Err(Misread { change, text: changed, before, after });
        }
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = ends.get(choices.below(ends.len() as u32) as usize).and_then(|end| text.get(..*end)).unwrap_or_default();
    let after = classifier.diagnosis(cut);
    if after.is_some() && after != before {
        return Err(Misread { change: "cut short", text: cut.to_owned(), before, after });
    }
    Ok(())
}

/// Relation 44 on one cause: what several stacks print of it gets one advice.
///
/// # Errors
/// The first text whose advice is another than that of the first.
pub fn twelve_stacks(classifier: &dyn Classifier, texts: &[&str]) -> Result<(), Misread> {
    let advice = |text: &str| classifier.diagnosis(text).map(|diagnosis| classifier.advice(&diagnosis));
    let Some((first, others)) = texts.split_first() else { return Ok(()) };
    let before = advice(first);
    for text in others {
        let after = advice(text);
        if after != before {
            return Err(Misread { change: "another stack", text: (*text).to_owned(), before, after });
        }
    }
    Ok(())
}
