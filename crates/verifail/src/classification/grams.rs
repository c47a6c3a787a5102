//! Grams: the few octets by which a place in a text is recognised as one where something may stand.
//!
//! Of each text that is looked for one gram is chosen, eight octets that few others have and that are rare in ordinary prose
//! (four or three of a shorter text). While a text is read its last eight octets are kept in a word, and a bit set of the last
//! four, small enough for the nearest cache, answers *no* for most of them; two more bit sets and a table decide the rest. So
//! a text costs a multiplication and a load an octet, whatever the number of rows, and a table is only touched where a row
//! is near.
//!
//! No false negatives: a text that contains what is looked for contains its gram.

use std::ops::Range;

use super::everyday::WORDS as EVERYDAY;

/// Octets of a long gram, of a short one, and of the shortest.
pub(super) const LONG: usize = 8;
const SHORT: usize = 4;
const TINY: usize = 3;

/// The last octets of a text, the last one highest. A text begins behind blanks.
pub(super) const BEFORE: u64 = u64::from_le_bytes(*b"        ");

/// The word that ends with one octet more.
#[inline]
pub(super) const fn append(last: u64, octet: u8) -> u64 {
    last >> 8 | (octet as u64) << 56
}

/// The last words of each octet of a text, which has eight more before it.
#[inline]
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = u64> {
    let windows = text.get(1..).unwrap_or_default().windows(LONG);
    windows.map(|window| window.first_chunk().map_or(BEFORE, |octets| u64::from_le_bytes(*octets)))
}

/// Of the last octets, the last four.
#[inline]
const fn short(last: u64) -> u64 {
    last >> 32
}

/// Of the last octets, the last three.
#[inline]
const fn tiny(last: u64) -> u64 {
    last >> 40
}

/// The octets of a gram as they are in the word of the last octets.
pub(super) fn word(gram: &[u8]) -> u64 {
    gram.iter().rev().fold(0, |word, octet| word << 8 | u64::from(*octet))
}

/// Multiplicative hashing: the upper bits of a product with an odd number.
#[inline]
const fn hash(gram: u64, bits: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

/// A set of hashes of `BITS` bits.
struct Bits<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Bits<BITS> {
    fn new() -> Self {
        Self(vec![0; 1 << (BITS - 6)])
    }

    fn insert(&mut self, gram: u64) {
        let hash = hash(gram, BITS);
        self.0[hash >> 6] |= 1 << (hash & 63);
    }

    #[inline]
    fn has(&self, gram: u64) -> bool {
        let hash = hash(gram, BITS);
        self.0.get(hash >> 6).is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
    }
}

/// What the last four octets may be, as a set of hashes of 16 bits: what is asked at every octet, in as few instructions as
/// there are.
struct Quick(Box<[u32; 1 << 11]>);

impl Quick {
    fn new() -> Self {
        Self(Box::new([0; 1 << 11]))
    }

    #[inline]
    const fn place(last: u64) -> (usize, u32) {
        let hash = (short(last) as u32).wrapping_mul(0x9e37_79b1) >> 16;
        ((hash >> 5) as usize, hash & 31)
    }

    fn insert(&mut self, last: u64) {
        let (word, bit) = Self::place(last);
        self.0[word] |= 1 << bit;
    }

    #[inline]
    fn has(&self, last: u64) -> bool {
        let (word, bit) = Self::place(last);
        self.0[word] >> bit & 1 == 1
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

/// The grams of many texts, each with what it was chosen for.
pub(super) struct Grams<T> {
    quick: Quick,
    /// The same of short grams and of the shortest: these are few.
    few: Quick,
    long: Table<17>,
    short: Table<12>,
    tiny: Table<9>,
    chosen: Vec<T>,
}

/// Where in a text its gram is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    gram: u64,
    len: usize,
    /// Octets before it.
    pub(super) offset: usize,
}

impl Place {
    /// Octets from the beginning of the text to the end of the gram.
    pub(super) const fn end(self) -> usize {
        self.offset + self.len
    }
}

impl<T> Grams<T> {
    pub(super) fn new(mut chosen: Vec<(Place, T)>) -> Self {
        chosen.sort_by_key(|(place, _)| (place.len, place.gram));
        let (mut quick, mut few) = (Quick::new(), Quick::new());
        let mut tables: [Vec<(u64, Range<u32>)>; 3] = Default::default();
        for (at, (place, _)) in chosen.iter().enumerate() {
            let (table, at) = (&mut tables[rank(place.len)], at as u32);
            match table.last_mut() {
                Some((gram, range)) if *gram == place.gram => *range = Range { start: range.start, end: at + 1 },
                _ => table.push((place.gram, at..at + 1)),
            }
            // Any octet may stand before the shortest.
            let befores = if place.len == TINY { 0..=0xff_u64 } else { 0..=0 };
            for before in befores {
                let last = place.gram << (8 * (LONG - place.len)) | before << 32;
                quick.insert(last);
                if place.len < LONG {
                    few.insert(last);
                }
            }
        }
        let [tiny, short, long] = &tables;
        let (long, short, tiny) = (Table::new(long), Table::new(short), Table::new(tiny));
        Self { quick, few, long, short, tiny, chosen: chosen.into_iter().map(|(_, chosen)| chosen).collect() }
    }

    /// Whether nothing ends with these octets, in a text that is like what is looked for, so that the last four say little.
    #[inline]
    pub(super) fn is_none_in_kin(&self, last: u64) -> bool {
        !(self.long.bits.has(last) || self.few.has(last))
    }

    /// Whether nothing ends with these octets, in any text: the common case, quickly.
    #[inline]
    pub(super) fn is_none(&self, last: u64) -> bool {
        !self.quick.has(last) || self.is_far(last)
    }

    #[inline(never)]
    fn is_far(&self, last: u64) -> bool {
        !(self.long.bits.has(last) || self.short.bits.has(short(last)) || self.tiny.bits.has(tiny(last)))
    }

    /// All that was chosen whose gram ends with these octets.
    pub(super) fn ending(&self, last: u64) -> impl Iterator<Item = &T> {
        let ranges = [self.long.range(last), self.short.range(short(last)), self.tiny.range(tiny(last))];
        let chosen = |range: Range<u32>| self.chosen.get(range.start as usize..range.end as usize);
        ranges.into_iter().flatten().filter_map(chosen).flatten()
    }
}

const fn rank(len: usize) -> usize {
    match len {
        LONG => 2,
        SHORT => 1,
        _ => 0,
    }
}

/// How many of the texts have a gram, about: counted by hash; and what stands in other lines.
pub(super) struct Frequencies {
    counts: Vec<u16>,
    /// Four octets that are in everyday words.
    everyday: Bits<15>,
}

impl Frequencies {
    const BITS: u32 = 18;

    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Self {
        let mut counts = vec![0_u16; 1 << Self::BITS];
        for gram in texts.flat_map(|text| text.windows(LONG)) {
            let count = &mut counts[hash(word(gram), Self::BITS)];
            *count = count.saturating_add(1);
        }
        let mut everyday = Bits::new();
        EVERYDAY.as_bytes().windows(SHORT).for_each(|piece| everyday.insert(word(piece)));
        Self { counts, everyday }
    }

    /// The gram of a text that the fewest texts have, then the least everyday one. `None` for a text of less than three
    /// octets.
    pub(super) fn place(&self, text: &[u8]) -> Option<Place> {
        let costs = |gram: &Weighed| (gram.texts.ilog2(), gram.everyday, gram.texts);
        self.weigh(text).min_by_key(costs).map(|gram| gram.place)
    }

    /// The gram that is the least everyday of some texts, a word of TLS if there is one.
    pub(super) fn least_everyday<'t>(&self, texts: impl Iterator<Item = &'t [u8]>) -> Option<Place> {
        let costs =
            |gram: &Weighed| (gram.everyday, LONG - gram.place.len, !gram.is_about_tls, gram.is_one_word, gram.texts);
        texts.flat_map(|text| self.weigh(text)).min_by_key(costs).map(|gram| gram.place)
    }

    /// Every gram of a text that can be chosen.
    fn weigh(&self, text: &[u8]) -> impl Iterator<Item = Weighed> {
        let len = [LONG, SHORT, TINY].into_iter().find(|len| *len <= text.len());
        let pieces: Vec<Piece> = text.windows(SHORT).map(|piece| self.piece(piece)).collect();
        let everyday = |pieces: &[Piece]| pieces.iter().filter(|piece| piece.is_everyday).count();
        let grams = len.into_iter().flat_map(|len| text.windows(len)).enumerate();
        grams.map(move |(offset, gram)| {
            let pieces = pieces.get(offset..(offset + gram.len() + 1).saturating_sub(SHORT)).unwrap_or_default();
            // Three octets are in any text.
            let (common, of) = if pieces.is_empty() { (1, 1) } else { (everyday(pieces), pieces.len()) };
            // Its end counts most, since that is what is looked at first.
            let ends = pieces.last().is_none_or(|piece| piece.is_everyday);
            let place = Place { gram: word(gram), len: gram.len(), offset };
            let texts = self.counts.get(hash(place.gram, Self::BITS)).map_or(1, |count| (*count).max(1));
            let everyday = (common * 100 / of) as u32 + u32::from(ends) * 50;
            // One word is oftener met than the same two, one behind the other.
            let is_one_word = !gram.get(1..gram.len() - 1).is_some_and(|inner| inner.contains(&b' '));
            let is_about_tls = pieces.iter().any(|piece| piece.is_about_tls);
            Weighed { place, texts, everyday, is_about_tls, is_one_word }
        })
    }

    fn piece(&self, piece: &[u8]) -> Piece {
        /// Pieces of words that are rare elsewhere.
        const TLS: [&[u8]; 8] = [b"cert", b"ciph", b"cryp", b"hand", b"pkix", b"trus", b"veri", b"x509"];
        let changing = piece.iter().filter(|octet| octet.is_ascii_digit() || **octet == b' ').count();
        let of_words = piece.contains(&b' ') && piece.iter().all(|octet| octet.is_ascii_lowercase() || *octet == b' ');
        // Digits change from line to line, and any word may follow any other.
        let is_everyday = changing >= SHORT - 1 || of_words || self.everyday.has(word(piece));
        let is_about_tls = TLS.contains(&piece) || piece.windows(TINY).any(|tiny| matches!(tiny, b"tls" | b"ssl"));
        Piece { is_everyday, is_about_tls }
    }
}

/// Four octets of a text.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// They stand in lines that have nothing to do with TLS.
    is_everyday: bool,
    is_about_tls: bool,
}

/// A gram, and what speaks for and against it.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    place: Place,
    /// How many texts have it, about.
    texts: u16,
    /// How much of it stands in lines that have nothing to do with TLS, in parts of a hundred; half as much again for its end.
    everyday: u32,
    is_about_tls: bool,
    is_one_word: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(texts: &[&'static [u8]]) -> Grams<&'static [u8]> {
        let frequencies = Frequencies::of(texts.iter().copied());
        Grams::new(texts.iter().filter_map(|text| Some((frequencies.place(text)?, *text))).collect())
    }

    fn seen(grams: &Grams<&'static [u8]>, text: &[u8]) -> Vec<&'static [u8]> {
        let mut last = BEFORE;
        let mut seen = Vec::new();
        for octet in text {
            last = append(last, *octet);
            if !grams.is_none(last) {
                seen.extend(grams.ending(last));
            }
        }
        seen
    }

    #[test]
    fn every_text_is_seen_and_prose_is_not() {
        let texts: [&[u8]; 5] =
            [b"certificate has expired", b"certificate has expired or", b"pkix: ", b"rc=", b"connection reset by peer"];
        let grams = grams(&texts);
        for text in texts {
            let line = [b"2026-11-21 worker: ", text, b"7"].concat();
            assert!(seen(&grams, &line).contains(&text), "{}", String::from_utf8_lossy(text));
            assert!(seen(&grams, text).contains(&text), "{}", String::from_utf8_lossy(text));
        }
        let prose = b"get /certain/things http/1.1 200 in 12 ms, connection kept open by the server for others";
        assert!(seen(&grams, prose).is_empty());
    }
}
