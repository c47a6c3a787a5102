//! The first question about a text: can any row stand in it at all?
//!
//! Most lines of most logs have nothing to do with TLS, and a walk through an automaton of thousands of texts costs them a
//! cache line an octet. So of each anchor one *gram* is chosen, eight octets that are rare in ordinary prose (four or three of a
//! shorter anchor), and a text is suspect when it contains a gram. The last octets of the folded text are kept in a word;
//! a bit set that stays in the nearest cache answers *no* for nearly every octet, a sorted list decides the rest.
//!
//! No false negatives: a text that contains an anchor contains its gram.

use std::ops::ControlFlow;

use super::fold::fold;

/// Octets of a long gram, of a short one, and of the shortest: no anchor is shorter.
const LONG: usize = 8;
const SHORT: usize = 4;
const TINY: usize = 3;

/// The grams of all anchors.
pub(super) struct Prefilter {
    long: Grams<17>,
    short: Grams<13>,
    tiny: Grams<10>,
}

impl Prefilter {
    pub(super) fn new<'a>(anchors: impl Iterator<Item = &'a [u8]> + Clone) -> Self {
        let of_len = |from: usize, to: usize| anchors.clone().filter(move |a| (from..to).contains(&a.len()));
        Self {
            long: Grams::new(of_len(LONG, usize::MAX).map(|anchor| rarest(anchor, LONG))),
            short: Grams::new(of_len(SHORT, LONG).map(|anchor| rarest(anchor, SHORT))),
            tiny: Grams::new(of_len(TINY, SHORT).map(|anchor| rarest(anchor, TINY))),
        }
    }

    /// Whether an anchor may be in a text, as it reads when it is folded.
    pub(super) fn may_match(&self, text: &[u8], joined: bool) -> bool {
        let mut last = 0_u64;
        let seen = fold(text, joined, |octet, _| {
            last = last << 8 | u64::from(octet);
            if self.long.has(last) || self.short.has(last & 0xffff_ffff) || self.tiny.has(last & 0xff_ffff) {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        seen.is_break()
    }
}

/// A set of grams, behind 2 to the power of `BITS` bits.
struct Grams<const BITS: u32> {
    bits: Vec<u64>,
    sorted: Vec<u64>,
}

impl<const BITS: u32> Grams<BITS> {
    fn new(grams: impl Iterator<Item = u64>) -> Self {
        let mut sorted: Vec<_> = grams.collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut bits = vec![0; 1 << (BITS - 6)];
        for gram in &sorted {
            let (word, bit) = Self::place(*gram);
            bits[word] |= 1 << bit;
        }
        Self { bits, sorted }
    }

    /// Multiplicative hashing: the upper bits of a product with an odd number.
    const fn place(gram: u64) -> (usize, u64) {
        let hash = gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
        ((hash >> 6) as usize, hash & 63)
    }

    #[inline]
    fn has(&self, gram: u64) -> bool {
        let (word, bit) = Self::place(gram);
        self.bits.get(word).is_some_and(|bits| bits >> bit & 1 == 1) && self.sorted.binary_search(&gram).is_ok()
    }
}

/// The rarest gram of an anchor.
fn rarest(anchor: &[u8], len: usize) -> u64 {
    let rarest = anchor.windows(len).max_by_key(|gram| rarity(gram)).unwrap_or(anchor);
    rarest.iter().fold(0, |gram, octet| gram << 8 | u64::from(*octet))
}

/// How rare a gram is outside of texts about TLS.
fn rarity(gram: &[u8]) -> u32 {
    /// Pieces of words that are rare elsewhere.
    const RARE: [&[u8]; 10] =
        [b"tls", b"ssl", b"x509", b"certif", b"handsh", b"pkix", b"cipher", b"trust", b"crypt", b"verif"];
    let about_tls = RARE.iter().any(|piece| gram.windows(piece.len()).any(|window| window == *piece));
    let letters = gram.iter().map(|octet| match octet {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' | b' ' => 1,
        b'h' | b'l' | b'd' | b'c' | b'u' | b'm' | b'p' | b'f' | b'g' => 2,
        b'w' | b'y' | b'b' | b'v' | b'k' => 3,
        // Digits change from line to line; the rest is rare.
        b'0'..=b'9' => 2,
        _ => 4,
    });
    u32::from(about_tls) * 100 + letters.sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_seen_and_prose_is_not() {
        let anchors: [&[u8]; 4] = [b"certificate has expired", b"pkix: ", b"rc=", b"connection reset by peer"];
        let prefilter = Prefilter::new(anchors.iter().copied());
        for anchor in anchors {
            let text = [b"2026-11-21 worker: ", anchor, b"7"].concat();
            assert!(prefilter.may_match(&text, false), "{}", String::from_utf8_lossy(anchor));
        }
        let prose = b"GET /certain/things HTTP/1.1 200 in 12 ms, connection kept open by the server for others";
        assert!(!prefilter.may_match(prose, false));
    }
}
