//! Texts that may have been cut off: what they might have gone on to say.
//!
//! A log's field, a terminal, a message of limited length ends anywhere. What stands before the cut may be the
//! beginning of another row than the one that was found, and then it is not certain that this one was meant.

use std::ops::Range;

use super::found::{Match, Reasons};
use super::grams::{Bits, LONG, Table, word};
use super::pattern::Parts;
use super::row::{GAP, Row};
use crate::taxonomy::{Layer, Reason};

/// Octets that rows with gaps share with the row that decides, if they begin alike.
const OPENING: usize = 12;
/// Octets of a row's part that a text may have been cut in.
const LONGEST: usize = 100;

/// The beginnings of everything that gives a reason.
pub(super) struct Continuations {
    /// The texts of `parts`, one behind the other.
    octets: Vec<u8>,
    /// In the order of their octets.
    parts: Vec<Known>,
    /// The last octets of all that they may begin with: most texts end in none of these.
    tails: Bits<20>,
    /// By their first octets, which of `parts` they are.
    openings: Table<17>,
    /// By their first octet, where the first of `parts` is; of a tail that is too short for `openings`.
    firsts: Vec<u32>,
    /// Those of `parts` that a row begins with which goes on, and that have an opening; in the order of their octets.
    opening: Vec<Known>,
    /// By that opening, which of `opening` they are.
    alike: Table<14>,
}

/// A part of a row that gives a reason.
#[derive(Clone, Copy)]
struct Known {
    start: u32,
    len: u32,
    /// Whether the row goes on behind it.
    goes_on: bool,
    /// Whether the row begins with it, and goes on.
    opens: bool,
    reason: Reason,
}

impl Continuations {
    pub(super) fn new(rows: &[(Parts, &Row)]) -> Self {
        let mut known = Vec::new();
        for (parts, reason) in rows.iter().filter_map(|(parts, row)| Some((&parts.parts, row.reason?))) {
            let texts = parts.iter().enumerate().filter_map(|(at, part)| Some((at, part.text()?)));
            let goes_on = |at: usize| at + 1 < parts.len();
            known.extend(texts.map(|(at, text)| (text, goes_on(at), at == 0 && goes_on(at), reason)));
        }
        known.sort_unstable();
        known.dedup();
        let (mut octets, mut parts) = (Vec::new(), Vec::with_capacity(known.len()));
        let mut openings: Vec<(u64, usize)> = Vec::new();
        let mut opening: Vec<(u64, Known)> = Vec::new();
        let mut tails = Bits::new();
        for (at, (text, goes_on, opens, reason)) in known.into_iter().enumerate() {
            text.windows(LONG).take(LONGEST).for_each(|tail| tails.insert(word(tail)));
            let (start, len) = (octets.len() as u32, text.len() as u32);
            octets.extend_from_slice(text);
            let part = Known { start, len, goes_on, opens, reason };
            parts.push(part);
            openings.extend(text.get(..LONG).map(|first| (word(first), at)));
            opening.extend(text.first_chunk().filter(|_| opens).map(|first| (hashed(first), part)));
        }
        let openings = by_gram(openings.into_iter());
        // What has one hash is to be together.
        opening.sort_by_key(|(hash, _)| *hash);
        let alike = by_gram(opening.iter().enumerate().map(|(at, (hash, _))| (*hash, at)));
        let opening = opening.into_iter().map(|(_, part)| part).collect();
        let mut continuations = Self { octets, parts, tails, openings, firsts: Vec::new(), opening, alike };
        let first = |part: &Known| continuations.text(part).first().map_or(0, |first| u16::from(*first));
        let firsts = (0..=256).map(|octet| continuations.parts.partition_point(|part| first(part) < octet) as u32);
        continuations.firsts = firsts.collect();
        continuations
    }

    fn text(&self, part: &Known) -> &[u8] {
        self.octets.get(part.start as usize..(part.start + part.len) as usize).unwrap_or_default()
    }

    /// Those that may begin with a tail, in the order of their octets.
    fn candidates(&self, tail: &[u8]) -> &[Known] {
        match tail.get(..LONG) {
            // Nothing shorter begins with it.
            Some(opening) => {
                let range = self.openings.range(word(opening)).unwrap_or_default();
                self.parts.get(range.start as usize..range.end as usize).unwrap_or_default()
            }
            None => {
                let first = tail.first().map_or(0, |first| usize::from(*first));
                match self.firsts.get(first..first + 2) {
                    Some([from, to]) => self.parts.get(*from as usize..*to as usize).unwrap_or_default(),
                    _ => &[],
                }
            }
        }
    }

    /// Those that begin with a tail.
    fn beginning_with(&self, tail: &[u8]) -> impl Iterator<Item = &Known> {
        let candidates = self.candidates(tail);
        let at = candidates.partition_point(|part| self.text(part) < tail);
        let behind = candidates.get(at..).unwrap_or_default().iter();
        behind.take_while(move |part| self.text(part).starts_with(tail))
    }

    /// What rows say that a text may have gone on to, if it was cut off at its end: those with a part that begins, with
    /// a word, where the match that decides does or before, and as the text ends.
    pub(super) fn of(&self, text: &[u8], best: &Match) -> Reasons {
        let mut said = Reasons::default();
        if text.len() - best.start > GAP {
            return said;
        }
        // Of a row with gaps, the last part begins within; what a text says of something else ends where TLS may begin.
        let outside = best.reason().is_some_and(|reason| reason.layer() == Layer::Outside);
        let last = if outside || best.row.text.contains('*') { best.end } else { best.start };
        let may_go_on = text.last_chunk::<LONG>().is_none_or(|tail| self.tails.has(word(tail)));
        let most = if may_go_on { LONGEST } else { LONG - 1 };
        for from in text.len().saturating_sub(most)..=last {
            let Some((before, tail)) = text.split_at_checked(from).filter(|(_, tail)| !tail.is_empty()) else { break };
            if before.last().is_some_and(u8::is_ascii_alphanumeric) {
                continue;
            }
            for part in self.beginning_with(tail) {
                if part.goes_on || part.len as usize > tail.len() {
                    said.insert(part.reason);
                }
            }
        }
        said
    }

    /// What rows with gaps say that begin as the deciding one does, and may go on behind the end of the text.
    pub(super) fn unfinished(&self, text: &[u8], best: &Match, said: &mut Reasons) {
        let tail = text.get(best.start..).unwrap_or_default();
        if tail.len() > GAP {
            return;
        }
        let add = |part: &Known| {
            if part.opens && tail.starts_with(self.text(part)) {
                said.insert(part.reason);
            }
        };
        match tail.first_chunk() {
            Some(opening) => {
                let range = self.alike.range(hashed(opening)).unwrap_or_default();
                self.opening.get(range.start as usize..range.end as usize).unwrap_or_default().iter().for_each(add);
            }
            // No more than all of it.
            None => self.beginning_with(tail).for_each(add),
        }
    }
}

/// A table from grams to the places where each is, which are one behind the other.
fn by_gram<const BITS: u32>(places: impl Iterator<Item = (u64, usize)>) -> Table<BITS> {
    let mut ranges: Vec<(u64, Range<u32>)> = Vec::new();
    for (gram, at) in places {
        let at = at as u32;
        match ranges.last_mut() {
            Some((same, range)) if *same == gram => range.end = at + 1,
            _ => ranges.push((gram, at..at + 1)),
        }
    }
    Table::new(&ranges)
}

/// An opening as what it is looked for by; others may have the same.
fn hashed(opening: &[u8; OPENING]) -> u64 {
    let (first, rest) = opening.split_at(LONG);
    word(first) ^ word(rest).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
