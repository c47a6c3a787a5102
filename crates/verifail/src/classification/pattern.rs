//! A row as it is compared with a folded text: its texts, gaps and numbers, and the part by which it is found.

use std::ops::Range;

use memchr::{memchr_iter, memmem, memrchr_iter};

use super::fold::folded;
use super::found::Match;
use super::row::{GAP, Row};
use super::spelled::Spelled;
use crate::taxonomy::Stack;

/// A row's text, folded, in parts.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    /// Which of `parts` the anchor is.
    anchor: usize,
}

#[derive(Debug)]
pub(super) enum Part {
    Text(Vec<u8>),
    Gap,
    Number,
}

impl Part {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            Self::Gap | Self::Number => None,
        }
    }
}

impl Parts {
    pub(super) fn of(row: &Row) -> Self {
        let mut parts = Vec::new();
        let mut rest = row.text;
        while let Some(at) = rest.find(['*', '#']) {
            if at > 0 {
                parts.push(Part::Text(folded_part(&rest[..at], parts.is_empty())));
            }
            parts.push(if rest[at..].starts_with('*') { Part::Gap } else { Part::Number });
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(folded_part(rest, parts.is_empty())));
        }
        let len = |at: &usize| parts.get(*at).and_then(Part::text).map_or(0, <[u8]>::len);
        let anchor = (0..parts.len()).max_by_key(len).unwrap_or(0);
        Self { parts, anchor }
    }

    /// The longest text: where it stands, the rest is compared.
    pub(super) fn anchor(&self) -> &[u8] {
        self.parts.get(self.anchor).and_then(Part::text).unwrap_or_default()
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.parts.iter().filter_map(Part::text)
    }
}

/// A row as it is compared where its anchor stands. Most rows are nothing but that, and what stands beside the anchors
/// of the others is in one place each: few of the thousands of rows are in a cache.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) row: &'static Row,
    /// The parts before the anchor, from there to the beginning, and then those behind it.
    beside: Box<[u8]>,
    /// Octets of `beside` that are of the parts before.
    before: u16,
    stack: Stack,
    /// Whether it begins with a gap, and whether it ends with one: then it may begin or end within a word.
    begins_open: bool,
    ends_open: bool,
}

/// Parts one behind the other: of each the length of its text, in two octets, and the text.
#[derive(Clone, Copy)]
struct Beside<'p>(&'p [u8]);

/// A part of those.
enum BesidePart<'p> {
    Text(&'p [u8]),
    Gap,
    Number,
}

impl<'p> Beside<'p> {
    /// What stands for a text's length where there is none.
    const GAP: u16 = u16::MAX - 1;
    const NUMBER: u16 = u16::MAX;

    fn push(into: &mut Vec<u8>, part: &Part) {
        let len = match part {
            Part::Text(text) => text.len() as u16,
            Part::Gap => Self::GAP,
            Part::Number => Self::NUMBER,
        };
        into.extend_from_slice(&len.to_le_bytes());
        into.extend_from_slice(part.text().unwrap_or_default());
    }
}

impl<'p> Iterator for Beside<'p> {
    type Item = BesidePart<'p>;

    #[inline]
    fn next(&mut self) -> Option<BesidePart<'p>> {
        let (len, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        match u16::from_le_bytes(*len) {
            Self::GAP => Some(BesidePart::Gap),
            Self::NUMBER => Some(BesidePart::Number),
            len => {
                let (text, rest) = self.0.split_at_checked(len.into())?;
                self.0 = rest;
                Some(BesidePart::Text(text))
            }
        }
    }
}

impl Pattern {
    pub(super) fn new(row: &'static Row, stack: Stack, parts: &Parts) -> Self {
        let (before, after) = parts.parts.split_at(parts.anchor);
        let mut beside = Vec::new();
        before.iter().rev().for_each(|part| Beside::push(&mut beside, part));
        let before = beside.len() as u16;
        after.iter().skip(1).for_each(|part| Beside::push(&mut beside, part));
        let open = |part: Option<&Part>| matches!(part, Some(Part::Gap));
        let (begins_open, ends_open) = (open(parts.parts.first()), open(parts.parts.last()));
        Self { row, beside: beside.into(), before, stack, begins_open, ends_open }
    }

    /// Whether the row begins with the anchor and goes on behind it.
    pub(super) fn opens_with_anchor(&self) -> bool {
        self.before == 0 && !self.beside.is_empty()
    }

    /// The match whose anchor stands from `start` to `end`, if the rest does as well.
    pub(super) fn stands(&self, text: &[u8], start: usize, end: usize) -> Option<Match> {
        self.placed(text, start, end, |_| {})
    }

    /// Where the words of a match of this row stand: from gap to gap.
    pub(super) fn words(&self, text: &[u8], found: &Match) -> Vec<Range<usize>> {
        let matched = text.get(found.start..found.end).unwrap_or_default();
        let parts = Parts::of(self.row);
        let anchor = parts.anchor();
        let gaps = memmem::find_iter(matched, anchor).find_map(|at| {
            let start = found.start + at;
            let mut gaps = Vec::new();
            let placed = self.placed(text, start, start + anchor.len(), |gap| gaps.push(gap))?;
            ((placed.start, placed.end) == (found.start, found.end)).then_some(gaps)
        });
        let mut gaps = gaps.unwrap_or_default();
        gaps.sort_by_key(|gap| gap.start);
        let starts = std::iter::once(found.start).chain(gaps.iter().map(|gap| gap.end));
        let ends = gaps.iter().map(|gap| gap.start).chain([found.end]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The match whose anchor stands from `start` to `end`, if the rest does as well, and what its gaps stand for.
    fn placed(&self, text: &[u8], start: usize, end: usize, mut stands_for: impl FnMut(Range<usize>)) -> Option<Match> {
        let mut number = None;
        let (mut from, mut to) = (start, end);
        let mut gap = false;
        let (before, after) = self.beside.split_at_checked(self.before.into()).unwrap_or_default();
        for part in Beside(before) {
            match part {
                BesidePart::Gap => gap = true,
                BesidePart::Number => {
                    let read = Spelled::before(text, from)?;
                    from = read.range.start;
                    number = self.row.book.and_then(|book| Some((read.value, book.read(read.value)?))).or(number);
                    gap = false;
                }
                BesidePart::Text(part) => {
                    let window = text.get(from.saturating_sub(if gap { GAP } else { part.len() })..from)?;
                    let at = if gap {
                        last(window, part)?
                    } else {
                        window.ends_with(part).then(|| window.len() - part.len())?
                    };
                    let start = from - window.len() + at;
                    if gap {
                        stands_for(start + part.len()..from);
                    }
                    (from, gap) = (start, false);
                }
            }
        }
        gap = false;
        for part in Beside(after) {
            match part {
                BesidePart::Gap => gap = true,
                BesidePart::Number => {
                    let read = Spelled::after(text, to)?;
                    if read.range.end == text.len() && self.row.book.is_some_and(|book| read.may_go_on(book)) {
                        return None;
                    }
                    number = self.row.book.and_then(|book| Some((read.value, book.read(read.value)?))).or(number);
                    to = read.range.end;
                    gap = false;
                }
                BesidePart::Text(part) => {
                    let window = text.get(to..(to + if gap { GAP } else { part.len() }).min(text.len()))?;
                    let at = if gap { first(window, part)? } else { window.starts_with(part).then_some(0)? };
                    if gap {
                        stands_for(to..to + at);
                    }
                    (to, gap) = (to + at + part.len(), false);
                }
            }
        }
        let bounded = |left: Option<&u8>, right: Option<&u8>| {
            !(left.is_some_and(u8::is_ascii_alphanumeric) && right.is_some_and(u8::is_ascii_alphanumeric))
        };
        let begins = self.begins_open || bounded(from.checked_sub(1).and_then(|at| text.get(at)), text.get(from));
        let ends = self.ends_open || bounded(to.checked_sub(1).and_then(|at| text.get(at)), text.get(to));
        let numbered = self.row.book.is_none() || number.is_some();
        (begins && ends && numbered).then(|| Match::new(self.row, self.stack, from..to, number))
    }
}

/// Where a part stands first in a few octets: for so few, preparing a search takes longer than searching.
fn first(text: &[u8], part: &[u8]) -> Option<usize> {
    let octet = part.first()?;
    memchr_iter(*octet, text).find(|at| text.get(*at..).is_some_and(|text| text.starts_with(part)))
}

/// Where a part stands last.
fn last(text: &[u8], part: &[u8]) -> Option<usize> {
    let octet = part.last()?;
    let starts = memrchr_iter(*octet, text).filter_map(|at| (at + 1).checked_sub(part.len()));
    starts.into_iter().find(|start| text.get(*start..).is_some_and(|text| text.starts_with(part)))
}

/// A part of a pattern, folded, with the blanks at its ends kept but for one at the beginning of all: a text may begin
/// there.
fn folded_part(part: &str, first: bool) -> Vec<u8> {
    let mut text = folded(part);
    if !first && part.starts_with([' ', '_', '-']) && text.first() != Some(&b' ') {
        text.insert(0, b' ');
    }
    text
}
