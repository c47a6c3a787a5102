//! What stands beside a gram.

use super::{LONG, Place};

/// Up to eight octets of a text behind its gram, or before it where the text has more of them there. They tell most of
/// the texts apart that have one gram, with one load and without a look at the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    octets: u64,
    /// How many of the octets are the text's, from the first.
    len: u8,
    /// Octets from the place where the gram is found to the first of these.
    at: i8,
}

/// All ones in the first octets, by their number.
static FIRST: [u64; LONG + 1] = {
    let (mut masks, mut len) = ([0; LONG + 1], 1);
    while len <= LONG {
        masks[len] = u64::MAX >> (u64::BITS as usize - 8 * len);
        len += 1;
    }
    masks
};

impl Edge {
    pub(super) fn of(text: &[u8], place: &Place) -> Self {
        let before = text.get(..place.offset).unwrap_or_default();
        let after = text.get(place.end()..).unwrap_or_default();
        let (side, at) = if before.len() > after.len() {
            let side = &before[before.len().saturating_sub(LONG)..];
            (side, place.offset as isize - (side.len() + place.end()) as isize)
        } else {
            (&after[..after.len().min(LONG)], 0)
        };
        let mut octets = [0; LONG];
        octets[..side.len()].copy_from_slice(side);
        Self { octets: u64::from_le_bytes(octets), len: side.len() as u8, at: at as i8 }
    }

    /// Whether these octets stand in a text where the gram was found.
    #[inline]
    pub(super) fn stands(&self, text: &[u8], found: usize) -> bool {
        let mask = FIRST.get(usize::from(self.len)).copied().unwrap_or_default();
        let beside = text.get(found.wrapping_add_signed(self.at.into())..).and_then(<[u8]>::first_chunk);
        beside.is_some_and(|beside| (u64::from_le_bytes(*beside) ^ self.octets) & mask == 0)
    }
}
