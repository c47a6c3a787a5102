//! Sets and tables of grams that are never wrong about those they were made with.

use std::ops::Range;

/// Multiplicative hashing: the upper bits of a product with an odd number.
#[inline]
pub(super) const fn hash(gram: u64, bits: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

/// A set of hashes of `BITS` bits.
pub(in crate::classification) struct Bits<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Bits<BITS> {
    pub(in crate::classification) fn new() -> Self {
        Self(vec![0; 1 << (BITS - 6)])
    }

    pub(in crate::classification) fn insert(&mut self, gram: u64) {
        let hash = hash(gram, BITS);
        self.0[hash >> 6] |= 1 << (hash & 63);
    }

    #[inline]
    pub(in crate::classification) fn has(&self, gram: u64) -> bool {
        let hash = hash(gram, BITS);
        self.0.get(hash >> 6).copied().unwrap_or_default() >> (hash & 63) & 1 == 1
    }
}

/// A table from grams of one length to ranges, open addressing behind a set of `BITS` bits.
///
/// Instead of its gram a slot has a tag of it, so that eight slots are one line of a cache. What a table gives for a gram
/// that it was made with is right; for one that it was not made with it is hardly ever anything.
pub(in crate::classification) struct Table<const BITS: u32> {
    bits: Bits<BITS>,
    slots: Vec<Slot>,
    size: u32,
}

/// From the highest bit: a tag, where a range begins, and its length. That is zero where there is nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Slot(u64);

impl Slot {
    const LEN: u32 = 12;
    const START: u32 = 24;

    fn new(gram: u64, range: &Range<u32>) -> Self {
        // The texts of all rows are known before anything is looked for.
        assert!(range.len() < 1 << Self::LEN && range.end < 1 << Self::START, "a table has room for fewer texts");
        Self(Self::tag(gram) << (Self::START + Self::LEN) | u64::from(range.start) << Self::LEN | range.len() as u64)
    }

    /// Other bits of the gram's hash than tell its place.
    #[inline]
    const fn tag(gram: u64) -> u64 {
        (hash(gram, 48) & ((1 << (u64::BITS - Self::START - Self::LEN)) - 1)) as u64
    }

    #[inline]
    const fn is_empty(self) -> bool {
        self.0 & ((1 << Self::LEN) - 1) == 0
    }

    #[inline]
    const fn has_tag_of(self, gram: u64) -> bool {
        self.0 >> (Self::START + Self::LEN) == Self::tag(gram)
    }

    #[inline]
    const fn range(self) -> Range<u32> {
        let start = (self.0 >> Self::LEN) as u32 & ((1 << Self::START) - 1);
        start..start + (self.0 as u32 & ((1 << Self::LEN) - 1))
    }
}

impl<const BITS: u32> Table<BITS> {
    /// From grams with their ranges, each gram once, no range empty.
    pub(in crate::classification) fn new(grams: &[(u64, Range<u32>)]) -> Self {
        let mut bits = Bits::new();
        grams.iter().for_each(|(gram, _)| bits.insert(*gram));
        let mut size = (grams.len() * 2 + 2).next_power_of_two().ilog2();
        loop {
            if let Some(slots) = Self::slots(grams, size) {
                return Self { bits, slots, size };
            }
            size += 1;
        }
    }

    /// The slots of a table of that size; `None` where a gram would be taken for another one that has its tag.
    fn slots(grams: &[(u64, Range<u32>)], size: u32) -> Option<Vec<Slot>> {
        let mut slots = vec![Slot::default(); 1 << size];
        for (gram, range) in grams {
            let mut at = hash(*gram, size);
            while !slots[at].is_empty() {
                if slots[at].has_tag_of(*gram) {
                    return None;
                }
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = Slot::new(*gram, range);
        }
        Some(slots)
    }

    #[inline]
    pub(in crate::classification) fn range(&self, gram: u64) -> Option<Range<u32>> {
        if self.bits.has(gram) { self.probe(gram) } else { None }
    }

    #[inline(never)]
    pub(super) fn probe(&self, gram: u64) -> Option<Range<u32>> {
        let mut at = hash(gram, self.size);
        // At most half of the slots are taken.
        loop {
            let slot = self.slots.get(at)?;
            if slot.is_empty() {
                return None;
            }
            if slot.has_tag_of(gram) {
                return Some(slot.range());
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}
