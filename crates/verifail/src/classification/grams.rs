//! Grams: the few octets by which a place in a text is recognised as one where something may stand.
//!
//! Of each text that is looked for two grams are chosen, eight octets each (four or three of a shorter text) that few
//! others have and that are rare in ordinary prose: one at an even place of the text and one at an odd place. Wherever
//! the text stands, one of the two ends where a reader who looks at every second octet looks. The last four octets there
//! are a word, and a bit set, small enough for the nearest cache, answers *no* for most of them; larger sets, and a table,
//! decide the rest. So a text costs one multiplication and two loads for two octets, whatever the number of rows, and a
//! table is only touched where a row is near. Places are asked about sixteen at a time and without a branch, since no
//! processor guesses which of them are near. Many texts may have one gram: the octets beside it tell them apart.
//!
//! No false negatives: a text that contains what is looked for contains its grams.

mod edge;
mod frequencies;
mod sieve;
mod table;

use std::ops::{ControlFlow, Range};

use edge::Edge;
pub(super) use frequencies::Frequencies;
use sieve::Sieve;
use table::hash;
pub(super) use table::{Bits, Table};

/// Octets of a long gram, of a short one, and of the shortest.
pub(super) const LONG: usize = 8;
const SHORT: usize = 4;
const TINY: usize = 3;
/// Octets from one place that is looked at to the next.
const STRIDE: usize = 2;

/// Places that are asked about together.
const AT_ONCE: usize = 16;
/// Octets from the first of them to the first of the next.
const BLOCK: usize = AT_ONCE * STRIDE;

/// Octets of a text of that length with the blanks around it that looking at all of its places takes: eight before it,
/// and behind it one, as many as fill a block, and eight that may be beside a gram.
pub(super) const fn with_blanks(len: usize) -> usize {
    LONG + (len + 1).next_multiple_of(BLOCK) + LONG
}

/// The octets of a gram, the last one highest.
pub(super) fn word(gram: &[u8]) -> u64 {
    match gram.first_chunk() {
        Some(octets) if gram.len() == LONG => u64::from_le_bytes(*octets),
        _ => gram.iter().rev().fold(0, |word, octet| word << 8 | u64::from(*octet)),
    }
}

/// A gram as it is in the word of the last octets: how many octets it has, and how many stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    len: usize,
    behind: usize,
}

impl Form {
    /// All there are: of a text that is too short for two grams, its one gram ends here or one octet before.
    const ALL: [Self; 5] = [
        Self { len: LONG, behind: 0 },
        Self { len: SHORT, behind: 0 },
        Self { len: SHORT, behind: 1 },
        Self { len: TINY, behind: 0 },
        Self { len: TINY, behind: 1 },
    ];

    /// The gram of this form, of the last octets.
    #[inline]
    const fn of(self, last: u64) -> u64 {
        let past = 8 * (LONG - self.len - self.behind);
        if self.len == LONG { last } else { last >> past & ((1 << (8 * self.len)) - 1) }
    }

    /// The last octets where a gram of this form is, for all that the last four of them may be in a folded text.
    fn last_octets(self, gram: u64) -> impl Iterator<Item = u64> {
        let never =
            |octet: &u64| matches!(octet, 0..=0x1f | 0x41..=0x5a | 0x7f) || b"*_\"`".map(u64::from).contains(octet);
        let shifted = gram << (8 * (LONG - self.len - self.behind));
        let (any, at) = match (self.len, self.behind) {
            (TINY, 0) => (0xff, 32),
            (_, 0) => (0, 0),
            _ => (0xff, 56),
        };
        (0..=any).filter(move |octet| any == 0 || !never(octet)).map(move |octet: u64| shifted | octet << at)
    }
}

/// The grams of many texts, each with what it was chosen for.
pub(super) struct Grams<T> {
    /// The four octets that grams end in: as much as the nearest cache has room for.
    tails: Sieve<4096>,
    /// Long grams.
    many: Sieve<4096>,
    /// The four octets that short grams and the shortest end in.
    few: Sieve<2048>,
    long: Table<14>,
    short: [Table<14>; 4],
    chosen: Vec<Chosen<T>>,
}

/// What a gram was chosen for, and what stands beside it there: half a line of a cache, if the former takes sixteen
/// octets.
#[repr(align(32))]
struct Chosen<T> {
    edge: Edge,
    what: T,
}

/// A gram of a text, and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    form: Form,
    gram: u64,
    /// Octets of the text before the gram.
    offset: usize,
}

impl Place {
    /// Octets from the beginning of the text to where its gram is found.
    const fn end(self) -> usize {
        self.offset + self.form.len + self.form.behind
    }
}

/// A gram for either parity of the place where a text stands.
pub(super) type Places = [Place; STRIDE];

impl<T> Grams<T> {
    /// From texts with the places of their grams, and what is made of a text for each, given the octets of it before the
    /// place where the gram is found.
    pub(super) fn new<'t>(texts: impl Iterator<Item = (&'t [u8], Places)>, make: impl Fn(usize, usize) -> T) -> Self {
        let of_text = |(at, (text, places)): (usize, (&'t [u8], Places))| {
            places.map(|place| (place.form, place.gram, at, place.end(), Edge::of(text, &place)))
        };
        let mut all: Vec<_> = texts.enumerate().flat_map(of_text).collect();
        all.sort_by_key(|(form, gram, at, end, _)| (*form, *gram, *at, *end));
        let (mut tails, mut many, mut few) = (Sieve::new(), Sieve::new(), Sieve::new());
        let mut tables: [Vec<(u64, Range<u32>)>; 5] = Default::default();
        for (at, (form, gram, ..)) in all.iter().enumerate() {
            let at = at as u32;
            let table = Form::ALL.iter().position(|known| known == form).and_then(|table| tables.get_mut(table));
            match table {
                Some(table) => match table.last_mut() {
                    Some((same, range)) if same == gram => {
                        range.end = at + 1;
                        continue;
                    }
                    _ => table.push((*gram, at..at + 1)),
                },
                None => continue,
            }
            if form.len < LONG {
                for last in form.last_octets(*gram) {
                    few.insert(last >> 32);
                    tails.insert(last >> 32);
                }
            } else {
                many.insert(*gram);
                tails.insert(*gram >> 32);
            }
        }
        let [long, short @ ..] = &tables;
        let chosen = all.iter().map(|(_, _, at, before, edge)| Chosen { edge: *edge, what: make(*at, *before) });
        let chosen = chosen.collect();
        let short = short.each_ref().map(|grams| Table::new(grams));
        Self { tails, many, few, long: Table::new(long), short, chosen }
    }

    /// Calls `see` with all that was chosen which a text may have, and the place where its gram ends, until that breaks
    /// off. The text is [`with_blanks`].
    #[inline]
    pub(super) fn all<'g, B>(
        &'g self,
        text: &[u8],
        mut see: impl FnMut(usize, &'g T) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.near_grams(text, |end, range| {
            for chosen in self.chosen.get(range).unwrap_or_default() {
                if chosen.edge.stands(text, end + LONG) {
                    see(end, &chosen.what)?;
                }
            }
            ControlFlow::Continue(())
        })
    }

    /// Calls `see` with all that was chosen whose gram is in a part of a text, and the place where it ends, until that
    /// breaks off: what is beside the gram may be in another part. The part is [`with_blanks`].
    #[inline]
    pub(super) fn all_of_part<'g, B>(
        &'g self,
        part: &[u8],
        mut see: impl FnMut(usize, &'g T) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.near_grams(part, |end, range| {
            self.chosen.get(range).unwrap_or_default().iter().try_for_each(|chosen| see(end, &chosen.what))
        })
    }

    /// Calls `see` with where a gram ends in a text, and the range of what was chosen for it.
    #[inline]
    fn near_grams<B>(&self, text: &[u8], mut see: impl FnMut(usize, Range<usize>) -> ControlFlow<B>) -> ControlFlow<B> {
        let mut start = 0;
        while let Some(block) = text.get(start..).and_then(<[u8]>::first_chunk) {
            let last = |at: u32| {
                let end = (at as usize % AT_ONCE + 1) * STRIDE;
                let mut last = [0; LONG];
                last.copy_from_slice(&block[end..end + LONG]);
                (u64::from_le_bytes(last), start + end)
            };
            // No processor guesses which of them the larger sets know, either.
            let (mut long, mut short) = (0, 0);
            for at in places(self.near(block)) {
                let (last, _) = last(at);
                long |= u32::from(self.many.has(last)) << at;
                short |= u32::from(self.few.has(last >> 32)) << at;
            }
            for at in places(long) {
                let (last, end) = last(at);
                if let Some(range) = self.long.probe(last) {
                    see(end, range.start as usize..range.end as usize)?;
                }
            }
            for at in places(short) {
                let (last, end) = last(at);
                for (form, table) in Form::ALL.iter().skip(1).zip(&self.short) {
                    if let Some(range) = table.range(form.of(last)) {
                        see(end, range.start as usize..range.end as usize)?;
                    }
                }
            }
            start += BLOCK;
        }
        ControlFlow::Continue(())
    }

    /// At which places of a block a gram may end, a bit each.
    #[inline]
    fn near(&self, block: &[u8; LONG + BLOCK]) -> u32 {
        let mut near = 0;
        for four in 0..AT_ONCE / 4 {
            for at in 0..4 {
                let mut tail = [0; SHORT];
                tail.copy_from_slice(&block[(four * 4 + at + 1) * STRIDE + LONG - SHORT..][..SHORT]);
                near |= u32::from(self.tails.has(u32::from_le_bytes(tail).into())) << (AT_ONCE - 4 + at);
            }
            // By steps of a constant, which cost less than one of `at`.
            near >>= if four + 1 < AT_ONCE / 4 { 4 } else { 0 };
        }
        near
    }
}

/// The places of the bits that are set.
#[inline]
fn places(mut bits: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (at < u32::BITS).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(texts: &[&'static [u8]]) -> Grams<&'static [u8]> {
        let frequencies = Frequencies::of(texts.iter().copied());
        Grams::new(texts.iter().filter_map(|text| Some((*text, frequencies.places(text)?))), |at, _| texts[at])
    }

    fn seen(grams: &Grams<&'static [u8]>, text: &[u8]) -> Vec<&'static [u8]> {
        let mut seen = Vec::new();
        let mut padded = [b"        ", text].concat();
        padded.resize(with_blanks(text.len()), b' ');
        let all: ControlFlow<()> = grams.all(&padded, |_, text| {
            seen.push(*text);
            ControlFlow::Continue(())
        });
        assert_eq!(all, ControlFlow::Continue(()));
        seen
    }

    #[test]
    fn every_text_is_seen_wherever_it_stands_and_prose_is_not() {
        let texts: [&[u8]; 8] = [
            b"certificate has expired",
            b"certificate has expired or",
            b"pkix: ",
            b"rc=",
            b"x509",
            b"x.509",
            b"handshake",
            b"connection reset by peer",
        ];
        let grams = grams(&texts);
        for text in texts {
            let times = |before: &[u8]| {
                let line = [before, text].concat();
                [&line[..], &[&line[..], b"7"].concat()]
                    .map(|line| seen(&grams, line).iter().filter(|seen| **seen == text).count())
            };
            for before in [&b""[..], b" ", b"2026-11-21 worker: ", b"2026-11-21 worker:"] {
                assert_eq!(times(before), [1, 1], "{} behind {before:?}", String::from_utf8_lossy(text));
            }
        }
        let prose = b"get /certain/things http/1.1 200 in 12 ms, connection kept open by the server for others";
        assert!(seen(&grams, prose).is_empty());
    }
}
