//! What was found in a text.

use std::cmp::Reverse;
use std::ops::Range;

use super::codes::Reading;
use super::row::Row;
use super::weight::weight;
use crate::taxonomy::{Reason, Stack, Tier};

/// A place where a row stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) row: &'static Row,
    pub(super) stack: Stack,
    /// In the folded text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) number: Option<(i64, Reading)>,
    /// What a text within this one read as a number: it says no more, and is worth telling.
    pub(super) code: Option<(i64, Reading)>,
    /// What it says, and how much that counts: asked of each match many times.
    reason: Option<Reason>,
    weight: u8,
}

impl Match {
    /// A number where no row stands: it says what its book does.
    pub(super) fn of_number(number: i64, reading: Reading, start: usize, end: usize) -> Self {
        const NO_TEXT: &Row = &Row::new("");
        Self::new(NO_TEXT, reading.stack, start..end, Some((number, reading)))
    }

    /// A row that stands there in the folded text, with the number that it read.
    pub(super) fn new(row: &'static Row, stack: Stack, at: Range<usize>, number: Option<(i64, Reading)>) -> Self {
        // The number before the words around it, which are the same for all numbers.
        let reason = number.and_then(|(_, reading)| reading.reason).or(row.reason);
        let weight = reason.map_or(0, |reason| weight(reason, row.strength, number.is_some()));
        Self { row, stack, start: at.start, end: at.end, number, code: None, reason, weight }
    }

    /// The same elsewhere in the text.
    pub(super) const fn moved_to(self, start: usize, end: usize) -> Self {
        Self { start, end, ..self }
    }

    /// What it says.
    pub(super) const fn reason(&self) -> Option<Reason> {
        self.reason
    }

    /// How much its reason counts, as [`weight`] tells.
    pub(super) const fn weight(&self) -> u8 {
        self.weight
    }

    pub(super) fn by_peer(&self) -> bool {
        self.row.by_peer || self.number.is_some_and(|(_, reading)| reading.by_peer)
    }

    /// Whether it leaves open which of the two refuses.
    pub(super) fn is_undecided(&self) -> bool {
        self.row.undecided || self.number.is_some_and(|(_, reading)| reading.undecided)
    }

    /// Whether it tells the side or the hop.
    fn is_placed(&self) -> bool {
        self.row.side.is_some() || self.row.hop.is_some()
    }

    /// Whether another match says all that this one does and more.
    fn is_within(&self, other: &Match) -> bool {
        other.start <= self.start && self.end <= other.end && other.end - other.start > self.end - self.start
    }

    /// Whether the words that it ends with are another one's, which begins in its gap: then these were not said of what
    /// it begins with.
    fn ends_in(&self, other: &Match) -> bool {
        if other.end < self.end || other.start <= self.start {
            return false;
        }
        let Some((before, tail)) = self.row.text.rsplit_once('*') else { return false };
        let tail = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins_in_gap = other.start > self.start + before.find('*').unwrap_or(before.len());
        !tail.is_empty()
            && !tail.contains('#')
            && other.reason().is_some_and(|reason| self.reason() != Some(reason))
            && begins_in_gap
            && other.start + tail.len() <= self.end
            && other.end - other.start > tail.len()
    }

    /// Whether it adds nothing beside another one.
    fn is_hidden_by(&self, other: &Match) -> bool {
        // What only shows a stack or a place does so whatever the words at its end go on to say.
        if self.reason().is_some() && self.ends_in(other) {
            return true;
        }
        if !self.is_within(other) || other.ends_in(self) {
            return false;
        }
        if self.reason().is_some() {
            // What stands in a gap, or names the number that nobody looks up, is not what the row is about: the more
            // precise of the two stays.
            let named = other.row.book.is_none() && other.row.text.contains('#');
            let open = other.row.text.contains('*') || (named && self.row.text.contains(|c: char| c.is_ascii_digit()));
            other.reason().is_some() && (!open || other.weight >= self.weight)
        } else {
            // A mark within a longer text still shows its stack; a place it gives is the longer one's to give.
            self.is_placed() && other.is_placed()
        }
    }
}

/// Leaves out what stands within something that says more, and puts the rest in the order of the text.
pub(super) fn settle(found: &mut Vec<Match>) {
    for at in (0..found.len()).rev() {
        if found.iter().any(|other| found[at].is_hidden_by(other)) {
            let within = found.remove(at);
            let code = within.number.or(within.code);
            for other in found.iter_mut().filter(|other| code.is_some() && within.is_within(other)) {
                other.code = other.code.or(code);
            }
        }
    }
    // Of rows that stand in one place, the one that says most of it, and an engine's own before a program's.
    let open = |found: &Match| found.row.text.bytes().filter(|octet| *octet == b'*').count();
    let program = |found: &Match| found.stack.tier() == Tier::Program;
    let spelled = |found: &Match| Reverse(found.row.text.len());
    found.sort_by(|a, b| {
        let same_place = (a.start, a.end).cmp(&(b.start, b.end));
        same_place.then_with(|| (open(a), spelled(a), program(a)).cmp(&(open(b), spelled(b), program(b))))
    });
}

/// Matches that most texts have at most.
const MOST_MATCHES: usize = 8;

/// Adds a match. Most texts have none and need no room, and of the others most need it once.
pub(super) fn keep(found: &mut Vec<Match>, one: Match) {
    if found.is_empty() {
        found.reserve(MOST_MATCHES);
    }
    found.push(one);
}

/// A set of reasons, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons(u128);

impl Reasons {
    pub(super) const fn insert(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u8;
    }

    pub(super) const fn remove(&mut self, reason: Reason) {
        self.0 &= !(1 << reason as u8);
    }

    pub(super) const fn extend(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// In their order.
    pub(super) fn iter(self) -> impl Iterator<Item = Reason> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let reason = Reason::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*reason)
        })
    }
}

const _: () = assert!(Reason::ALL.len() <= 128);
