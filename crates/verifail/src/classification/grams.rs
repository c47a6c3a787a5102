//! Grams: the few octets by which a place in a text is recognised as one where something may stand.
//!
//! Of each text that is looked for two grams are chosen, eight octets each (four or three of a shorter text) that few
//! others have and that are rare in ordinary prose: one at an even place of the text and one at an odd place. Wherever
//! the text stands, one of the two ends where a reader who looks at every second octet looks: the eight octets before
//! are a word, and two bit sets, small enough for the nearest cache, answer *no* for most of them; a table decides the
//! rest. So a text costs two multiplications and two loads for two octets, whatever the number of rows, and a table is
//! only touched where a row is near. Places are asked about sixteen at a time and without a branch, since no processor
//! guesses which of them are near.
//!
//! No false negatives: a text that contains what is looked for contains its grams.

mod frequencies;

use std::ops::{ControlFlow, Range};

pub(super) use frequencies::Frequencies;

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
/// and behind it one and as many as fill a block.
pub(super) const fn with_blanks(len: usize) -> usize {
    LONG + (len + 1).next_multiple_of(BLOCK)
}

/// The octets of a gram, the last one highest.
pub(super) fn word(gram: &[u8]) -> u64 {
    match gram.first_chunk() {
        Some(octets) if gram.len() == LONG => u64::from_le_bytes(*octets),
        _ => gram.iter().rev().fold(0, |word, octet| word << 8 | u64::from(*octet)),
    }
}

/// Multiplicative hashing: the upper bits of a product with an odd number.
#[inline]
const fn hash(gram: u64, bits: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

/// A set of hashes of `BITS` bits.
pub(super) struct Bits<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Bits<BITS> {
    pub(super) fn new() -> Self {
        Self(vec![0; 1 << (BITS - 6)])
    }

    pub(super) fn insert(&mut self, gram: u64) {
        let hash = hash(gram, BITS);
        self.0[hash >> 6] |= 1 << (hash & 63);
    }

    #[inline]
    pub(super) fn has(&self, gram: u64) -> bool {
        let hash = hash(gram, BITS);
        self.0.get(hash >> 6).copied().unwrap_or_default() >> (hash & 63) & 1 == 1
    }
}

/// A set that says *no* for sure and *yes* with few mistakes: three bits of one word for each member. Two loads and no
/// shifts by what varies, which cost as much as three others.
struct Sieve<const WORDS: usize>(Box<[u64; WORDS]>);

/// Three bits of a word, as many kinds of them as a byte tells apart.
static THREE_BITS: [u64; 256] = {
    let mut three = [0; 256];
    let (mut at, mut random) = (0, 1_u64);
    while at < three.len() {
        while u64::count_ones(three[at]) < 3 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            three[at] |= 1 << (random >> 58);
        }
        at += 1;
    }
    three
};

impl<const WORDS: usize> Sieve<WORDS> {
    fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The word of a member, and its bits.
    #[inline]
    const fn place(member: u64) -> (usize, u64) {
        let hash = member.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = (hash >> (64 - WORDS.ilog2())) as usize;
        (word, THREE_BITS[(hash >> (56 - WORDS.ilog2())) as usize & 0xff])
    }

    fn insert(&mut self, member: u64) {
        let (place, bits) = Self::place(member);
        self.0[place] |= bits;
    }

    #[inline]
    fn has(&self, member: u64) -> bool {
        let (place, bits) = Self::place(member);
        !self.0[place] & bits == 0
    }
}

/// A table from grams of one length to ranges, open addressing behind a set of `BITS` bits.
pub(super) struct Table<const BITS: u32> {
    bits: Bits<BITS>,
    slots: Vec<(u64, Range<u32>)>,
    size: u32,
}

impl<const BITS: u32> Table<BITS> {
    /// From grams with their ranges, each gram once, no range empty.
    pub(super) fn new(grams: &[(u64, Range<u32>)]) -> Self {
        let size = (grams.len() * 2 + 2).next_power_of_two().ilog2();
        let mut table = Self { bits: Bits::new(), slots: vec![(0, 0..0); 1 << size], size };
        for (gram, range) in grams {
            table.bits.insert(*gram);
            let mut at = hash(*gram, size);
            while !table.slots[at].1.is_empty() {
                at = (at + 1) & (table.slots.len() - 1);
            }
            table.slots[at] = (*gram, range.clone());
        }
        table
    }

    #[inline]
    pub(super) fn range(&self, gram: u64) -> Option<Range<u32>> {
        if self.bits.has(gram) { self.probe(gram) } else { None }
    }

    #[inline(never)]
    fn probe(&self, gram: u64) -> Option<Range<u32>> {
        let mut at = hash(gram, self.size);
        // At most half of the slots are taken.
        loop {
            let (other, range) = self.slots.get(at)?;
            if range.is_empty() {
                return None;
            }
            if *other == gram {
                return Some(range.clone());
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
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
    /// Long grams: as much as the nearest cache has room for.
    many: Sieve<4096>,
    /// The four octets that short grams and the shortest end in.
    few: Sieve<2048>,
    long: Table<14>,
    short: [Table<14>; 4],
    chosen: Vec<T>,
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
    /// From places of grams, each text's, and what is made of a text for each, given the octets of it before the place
    /// where the gram is found.
    pub(super) fn new(places: impl Iterator<Item = Places>, make: impl Fn(usize, usize) -> T) -> Self {
        let of_each = places.enumerate().flat_map(|(at, places)| places.map(|place| (at, place)));
        let mut all: Vec<_> = of_each.map(|(at, place)| (place.form, place.gram, at, place.end())).collect();
        all.sort();
        let (mut many, mut few) = (Sieve::new(), Sieve::new());
        let mut tables: [Vec<(u64, Range<u32>)>; 5] = Default::default();
        for (at, (form, gram, ..)) in all.iter().enumerate() {
            let at = at as u32;
            let table = Form::ALL.iter().position(|known| known == form).and_then(|table| tables.get_mut(table));
            match table {
                Some(table) => match table.last_mut() {
                    Some((same, range)) if same == gram => range.end = at + 1,
                    _ => table.push((*gram, at..at + 1)),
                },
                None => continue,
            }
            if form.len < LONG {
                form.last_octets(*gram).for_each(|last| few.insert(last >> 32));
            } else {
                many.insert(*gram);
            }
        }
        let [long, short @ ..] = &tables;
        let chosen = all.iter().map(|(_, _, at, before)| make(*at, *before)).collect();
        Self { many, few, long: Table::new(long), short: short.each_ref().map(|grams| Table::new(grams)), chosen }
    }

    /// Calls `see` with all that was chosen whose gram is in a text, and the place where it ends, until that breaks
    /// off. The text is [`with_blanks`].
    #[inline]
    pub(super) fn all<'g, B>(
        &'g self,
        text: &[u8],
        mut see: impl FnMut(usize, &'g T) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let mut start = 0;
        while let Some(block) = text.get(start..).and_then(<[u8]>::first_chunk) {
            let mut near = self.near(block);
            while near != 0 {
                let end = (near.trailing_zeros() as usize + 1) * STRIDE;
                near &= near - 1;
                if let Some(last) = block.get(end..).and_then(<[u8]>::first_chunk) {
                    self.ending(u64::from_le_bytes(*last), |chosen| see(start + end, chosen))?;
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
                let mut last = [0; LONG];
                last.copy_from_slice(&block[(four * 4 + at + 1) * STRIDE..][..LONG]);
                let last = u64::from_le_bytes(last);
                near |= u32::from(self.many.has(last) | self.few.has(last >> 32)) << (AT_ONCE - 4 + at);
            }
            // By steps of a constant, which cost less than one of `at`.
            near >>= if four + 1 < AT_ONCE / 4 { 4 } else { 0 };
        }
        near
    }

    /// Calls `see` with all that was chosen whose gram ends with these octets.
    fn ending<'g, B>(&'g self, last: u64, mut see: impl FnMut(&'g T) -> ControlFlow<B>) -> ControlFlow<B> {
        let mut each = |range: Range<u32>| {
            let chosen = self.chosen.get(range.start as usize..range.end as usize);
            chosen.unwrap_or_default().iter().try_for_each(&mut see)
        };
        if self.many.has(last)
            && let Some(range) = self.long.probe(last)
        {
            each(range)?;
        }
        if self.few.has(last >> 32) {
            for (form, table) in Form::ALL.iter().skip(1).zip(&self.short) {
                if let Some(range) = table.range(form.of(last)) {
                    each(range)?;
                }
            }
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(texts: &[&'static [u8]]) -> Grams<&'static [u8]> {
        let frequencies = Frequencies::of(texts.iter().copied());
        Grams::new(texts.iter().filter_map(|text| frequencies.places(text)), |at, _| texts[at])
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
