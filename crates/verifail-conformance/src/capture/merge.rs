//! What a capture changes in the rows that were there: texts that are known stay with what they expect, a fault with
//! more than one text keeps them all, and what was not captured is not touched.

use std::collections::BTreeMap;

use super::faults;
use super::rows::Row;

/// What one program said.
#[derive(Debug)]
pub(super) struct Captured {
    /// The provenance of all its rows.
    pub(super) name: &'static str,
    pub(super) stack: &'static str,
    pub(super) version: String,
    /// Faults and their texts; a text may be empty.
    pub(super) said: Vec<(&'static str, String)>,
    /// Faults that it was too slow for: their rows stay.
    pub(super) missed: Vec<&'static str>,
}

/// The texts of the committed rows, by program and fault.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Known {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut known = Self::default();
        for row in rows {
            let Some(name) = row.provenance.strip_prefix(CAPTURED) else { continue };
            let faults = known.0.entry(name.to_owned()).or_default();
            for fault in &row.faults {
                faults.entry(fault.clone()).or_default().push(row.text.clone());
            }
        }
        known
    }

    /// Whether a program says what it is known to say, which may be nothing. All is as expected of a program that was
    /// never captured.
    fn expects(&self, name: &str, fault: &str, text: &str) -> bool {
        let Some(faults) = self.0.get(name) else { return true };
        faults.get(fault).map_or(text.is_empty(), |texts| texts.iter().any(|known| known == text))
    }
}

/// The answer to a text that says nothing.
const UNCLASSIFIED: &str = "unclassified";
/// The start of the provenance of captured rows.
pub(super) const CAPTURED: &str = "captured: ";
/// Times that a program is asked before it is believed that it says something else than it is known to say.
const ASKED: usize = 3;

impl Captured {
    pub(super) fn new(name: &'static str, stack: &'static str, version: String) -> Self {
        Self { name, stack, version, said: Vec::new(), missed: Vec::new() }
    }

    /// Adds what a program says about a fault. What is not known is asked for again: on a busy machine a program may
    /// run into its own timeout.
    pub(super) fn ask(&mut self, fault: &'static str, known: &Known, mut say: impl FnMut() -> Option<String>) {
        let mut last = None;
        for _ in 0..ASKED {
            last = say().or(last);
            if last.as_ref().is_some_and(|text| known.expects(self.name, fault, text)) {
                break;
            }
        }
        match last {
            Some(text) => self.said.push((fault, text)),
            None => self.missed.push(fault),
        }
    }
}

/// Adds what a further run gave to what earlier ones did.
pub(super) fn add_run(all: &mut Vec<Captured>, run: Vec<Captured>) {
    for captured in run {
        match all.iter_mut().find(|earlier| earlier.name == captured.name) {
            Some(earlier) => earlier.said.extend(captured.said),
            None => all.push(captured),
        }
    }
}

/// The rows of one file after a capture.
pub(super) fn merged(before: &[Row], captured: &[Captured]) -> Vec<Row> {
    let is_new = |row: &Row| captured.iter().any(|captured| row.provenance == provenance(captured));
    let mut after: Vec<Row> = before.iter().filter(|row| !is_new(row)).cloned().collect();
    for captured in captured {
        let provenance = provenance(captured);
        let old: Vec<&Row> = before.iter().filter(|row| row.provenance == provenance).collect();
        after.extend(rows_of(captured, &old));
    }
    // Documented rows first, then by program and fault.
    let place = |row: &Row| row.faults.iter().map(|fault| faults::place(fault)).min();
    after.sort_by_cached_key(|row| (row.is_captured(), row.provenance.clone(), place(row), row.text.clone()));
    after
}

fn provenance(captured: &Captured) -> String {
    format!("{CAPTURED}{}", captured.name)
}

fn rows_of(captured: &Captured, old: &[&Row]) -> Vec<Row> {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fault in faults::names() {
        for text in texts_of(fault, captured, old) {
            let faults = texts.entry(text).or_default();
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    let row = |(text, faults): (&str, Vec<&str>)| {
        let mut row = Row {
            text: text.to_owned(),
            stack: captured.stack.to_owned(),
            version: captured.version.clone(),
            provenance: provenance(captured),
            faults: faults.into_iter().map(str::to_owned).collect(),
            ..Row::default()
        };
        match old.iter().find(|old| old.text == text) {
            Some(old) => row.expects_as(old),
            None => row.answer(),
        }
        row
    };
    // What says nothing to anyone is no row.
    texts.into_iter().map(row).filter(|row| row.judged || row.kind != UNCLASSIFIED).collect()
}

/// The texts that a fault has now. Who is faster decides some: where all that was said is known, all that is known
/// stays, and where some is, the rest is added.
fn texts_of<'a>(fault: &str, captured: &'a Captured, old: &[&'a Row]) -> Vec<&'a str> {
    let known: Vec<&str> =
        old.iter().filter(|row| row.faults.iter().any(|name| name == fault)).map(|row| row.text.as_str()).collect();
    let said = captured.said.iter().filter(|(name, text)| *name == fault && !text.is_empty());
    let said: Vec<&str> = said.map(|(_, text)| text.as_str()).collect();
    if captured.missed.contains(&fault) || said.iter().any(|text| known.contains(text)) {
        known.into_iter().chain(said).collect()
    } else {
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, faults: &[&str]) -> Row {
        Row {
            text: text.to_owned(),
            stack: "curl".to_owned(),
            provenance: "captured: curl".to_owned(),
            faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
            kind: "expired".to_owned(),
            judged: true,
            ..Row::default()
        }
    }

    #[track_caller]
    fn check(
        before: &[Row],
        said: &[(&'static str, &str)],
        missed: &[&'static str],
        expected: &[(&str, &[&str], bool)],
    ) {
        let mut captured = Captured::new("curl", "curl", String::new());
        captured.said = said.iter().map(|(fault, text)| (*fault, (*text).to_owned())).collect();
        captured.missed = missed.to_vec();
        let after = merged(before, &[captured]);
        let after: Vec<(&str, Vec<&str>, bool)> = after
            .iter()
            .map(|row| (row.text.as_str(), row.faults.iter().map(String::as_str).collect(), row.judged))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(text, faults, judged)| (*text, faults.to_vec(), *judged)).collect();
        assert_eq!(after, expected);
    }

    #[test]
    fn a_text_that_is_known_keeps_what_it_expects() {
        check(&[row("a", &["expired"])], &[("expired", "a")], &[], &[("a", &["expired"], true)]);
    }

    #[test]
    fn a_text_that_is_new_replaces_those_of_its_fault_and_is_not_judged() {
        check(
            &[row("a", &["expired"])],
            &[("expired", "certificate has expired")],
            &[],
            &[("certificate has expired", &["expired"], false)],
        );
    }

    #[test]
    fn a_fault_with_two_texts_keeps_both_whichever_comes() {
        let before = [row("a", &["expired"]), row("b", &["expired"])];
        let both: [(&str, &[&str], bool); 2] = [("a", &["expired"], true), ("b", &["expired"], true)];
        check(&before, &[("expired", "a")], &[], &both);
        check(&before, &[("expired", "b")], &[], &both);
    }

    #[test]
    fn a_fault_that_was_missed_keeps_its_rows_and_one_that_says_nothing_loses_them() {
        let before = [row("a", &["expired", "wrong-name"])];
        check(&before, &[("expired", "")], &["wrong-name"], &[("a", &["wrong-name"], true)]);
    }
}
