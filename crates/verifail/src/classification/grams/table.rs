//! Sets and tables of grams that have no mistakes.

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
pub(in crate::classification) struct Table<const BITS: u32> {
    bits: Bits<BITS>,
    slots: Vec<(u64, Range<u32>)>,
    size: u32,
}

impl<const BITS: u32> Table<BITS> {
    /// From grams with their ranges, each gram once, no range empty.
    pub(in crate::classification) fn new(grams: &[(u64, Range<u32>)]) -> Self {
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
    pub(in crate::classification) fn range(&self, gram: u64) -> Option<Range<u32>> {
        if self.bits.has(gram) { self.probe(gram) } else { None }
    }

    #[inline(never)]
    pub(super) fn probe(&self, gram: u64) -> Option<Range<u32>> {
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
