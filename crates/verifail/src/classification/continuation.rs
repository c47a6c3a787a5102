//! Texts that may have been cut off: what they might have gone on to say.
//!
//! A log's field, a terminal, a message of limited length ends anywhere. What stands before the cut may be the
//! beginning of another row than the one that was found, and then it is not certain that this one was meant.

use super::found::{Match, Reasons};
use super::grams::{Bits, LONG, Table, word};
use super::pattern::{Part, Pattern};
use super::row::GAP;
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
    /// Of rows with gaps, what they begin with and their reasons, in the order of their octets.
    open: Vec<(Vec<u8>, Reason)>,
    /// The first octets of `open`, the first one highest.
    open_firsts: Vec<u64>,
}

/// A part of a row that gives a reason.
struct Known {
    start: u32,
    len: u32,
    /// Whether the row goes on behind it.
    goes_on: bool,
    reason: Reason,
}

impl Continuations {
    pub(super) fn new<'p>(patterns: impl Iterator<Item = &'p Pattern>) -> Self {
        let (mut known, mut open) = (Vec::new(), Vec::new());
        for (pattern, reason) in patterns.filter_map(|pattern| Some((pattern, pattern.row.reason?))) {
            let texts = pattern.parts.iter().enumerate().filter_map(|(at, part)| Some((at, part.text()?)));
            known.extend(texts.map(|(at, text)| (text, at + 1 < pattern.parts.len(), reason)));
            if let [Part::Text(first), _, ..] = pattern.parts.as_slice() {
                open.push((first.clone(), reason));
            }
        }
        known.sort_unstable();
        known.dedup();
        open.sort_unstable();
        open.dedup();
        let (mut octets, mut parts) = (Vec::new(), Vec::with_capacity(known.len()));
        let mut openings: Vec<(u64, std::ops::Range<u32>)> = Vec::new();
        let mut tails = Bits::new();
        for (at, (text, goes_on, reason)) in known.into_iter().enumerate() {
            text.windows(LONG).take(LONGEST).for_each(|tail| tails.insert(word(tail)));
            let (start, len) = (octets.len() as u32, text.len() as u32);
            octets.extend_from_slice(text);
            parts.push(Known { start, len, goes_on, reason });
            if let Some(opening) = text.get(..LONG).map(word) {
                match openings.last_mut() {
                    Some((same, range)) if *same == opening => range.end = at as u32 + 1,
                    _ => openings.push((opening, at as u32..at as u32 + 1)),
                }
            }
        }
        let (openings, open_firsts) = (Table::new(&openings), open.iter().map(|(first, _)| highest(first)).collect());
        let mut continuations = Self { octets, parts, tails, openings, firsts: Vec::new(), open, open_firsts };
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
            let candidates = self.candidates(tail);
            let at = candidates.partition_point(|part| self.text(part) < tail);
            for part in candidates[at..].iter().take_while(|part| self.text(part).starts_with(tail)) {
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
        let opening = &tail[..tail.len().min(OPENING)];
        let key = highest(opening);
        let at = self.open_firsts.partition_point(|first| *first < key);
        let behind = self.open.get(at..).unwrap_or_default().iter();
        let alike = behind.skip_while(|(first, _)| first.as_slice() < opening);
        let alike = alike.take_while(|(first, _)| first.starts_with(opening));
        alike.filter(|(first, _)| tail.starts_with(first)).for_each(|(_, reason)| said.insert(*reason));
    }
}

/// The first octets of a text as a number whose order is theirs.
fn highest(text: &[u8]) -> u64 {
    let mut first = [0; LONG];
    first.iter_mut().zip(text).for_each(|(place, octet)| *place = *octet);
    u64::from_be_bytes(first)
}
