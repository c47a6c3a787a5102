//! What stands beside a gram.

use super::{LONG, Place};

/// Up to eight octets of a text behind its gram, or before it where the text has more of them there. They tell most of
/// the texts apart that have one gram, with one load and without a look at the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    octets: u64,
    /// All ones where an octet is the text's.
    mask: u64,
    /// Octets from the place where the gram is found to the first of these; before it, beyond the largest number.
    at: usize,
}

impl Edge {
    pub(super) fn of(text: &[u8], place: &Place) -> Self {
        let before = text.get(..place.offset).unwrap_or_default();
        let after = text.get(place.end()..).unwrap_or_default();
        let (side, at) = if before.len() > after.len() {
            let side = &before[before.len().saturating_sub(LONG)..];
            (side, place.offset.wrapping_sub(side.len() + place.end()))
        } else {
            (&after[..after.len().min(LONG)], 0)
        };
        let (mut octets, mut mask) = ([0; LONG], [0; LONG]);
        octets[..side.len()].copy_from_slice(side);
        mask[..side.len()].fill(0xff);
        Self { octets: u64::from_le_bytes(octets), mask: u64::from_le_bytes(mask), at }
    }

    /// Whether these octets stand in a text where the gram was found.
    #[inline]
    pub(super) fn stands(&self, text: &[u8], found: usize) -> bool {
        let beside = text.get(found.wrapping_add(self.at)..).and_then(<[u8]>::first_chunk);
        beside.is_some_and(|beside| (u64::from_le_bytes(*beside) ^ self.octets) & self.mask == 0)
    }
}
