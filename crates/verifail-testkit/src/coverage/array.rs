//! Covering arrays: few rows in which every valid combination of *t* values occurs.
//!
//! Greedy, one row at a time, as AETG does it (Cohen, Dalal, Fredman, Patton 1997): a row begins with the first
//! combination that is still missing; the other attributes follow in random order, each with the value that adds most.
//! Every row adds what it began with, so that the array is complete when no combination is missing. The rules hold in
//! every row by construction: only values that need nothing excluded are tried.

use super::{ATTRIBUTES, Attribute, Row, Tuples, Values};
use crate::choices::{Choices, Random};

/// A covering array.
#[derive(Clone, Debug)]
pub struct CoveringArray {
    rows: Vec<Row>,
}

impl CoveringArray {
    /// Covers every valid combination of that many values. The same seed, the same rows.
    ///
    /// # Examples
    /// ```
    /// use verifail_testkit::coverage::{CoveringArray, Tuples};
    /// let array = CoveringArray::new(2, 0);
    /// let mut covered = Tuples::none(2);
    /// array.rows().iter().for_each(|row| covered.add(row));
    /// assert_eq!(covered.count(), Tuples::valid(2).count());
    /// ```
    pub fn new(strength: usize, seed: u64) -> Self {
        Self::beside(&Tuples::none(strength), &Tuples::valid(strength), seed)
    }

    /// Covers what is valid and not covered yet.
    pub fn beside(covered: &Tuples, valid: &Tuples, seed: u64) -> Self {
        let mut missing = valid.clone();
        missing.remove_all(covered);
        let mut random = Random::new(seed);
        let mut rows = Vec::new();
        let mut from = 0;
        while let Some(at) = missing.next_from(from) {
            let row = row(&missing, at, &mut random);
            missing.remove(&row);
            rows.push(row);
            from = at;
        }
        Self { rows }
    }

    /// The rows, those that cover most in front.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// The row that begins with the combination at a position.
fn row(missing: &Tuples, at: usize, random: &mut Random) -> Row {
    let mut row = Row::EMPTY;
    let mut values = Values::all();
    for (attribute, value) in missing.combination(at) {
        row.set(attribute, value);
        values = values.with(attribute, value).unwrap_or(values);
    }
    let mut order = [0; ATTRIBUTES];
    for (slot, attribute) in order.iter_mut().enumerate() {
        *attribute = slot;
    }
    for last in (1..ATTRIBUTES).rev() {
        order.swap(last, random.below(last as u32 + 1) as usize);
    }
    for attribute in order.map(|at| Attribute::ALL[at]) {
        if row.get(attribute) != super::ABSENT {
            continue;
        }
        // Of equals, any: the first would be the plain one in every row.
        let first = random.below(8) as usize;
        let count = attribute.values().len();
        let mut best: Option<(usize, u8, Values)> = None;
        for value in (0..count).map(|number| ((first + number) % count) as u8) {
            let Some(then) = values.with(attribute, value) else { continue };
            row.set(attribute, value);
            let gain = missing.gain(&row, attribute);
            if best.is_none_or(|(most, ..)| gain > most) {
                best = Some((gain, value, then));
            }
        }
        row.set(attribute, super::ABSENT);
        if let Some((_, value, then)) = best {
            row.set(attribute, value);
            values = then;
        }
    }
    row
}
