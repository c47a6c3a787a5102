//! A set of grams with few mistakes, small enough for a near cache.

/// A set that says *no* for sure and *yes* with few mistakes: three bits of one word for each member. Two loads and no
/// shifts by what varies, which cost as much as three others.
pub(super) struct Sieve<const WORDS: usize>(Box<[u64; WORDS]>);

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
    pub(super) fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The word of a member, and its bits.
    #[inline]
    const fn place(member: u64) -> (usize, u64) {
        let hash = member.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = (hash >> (64 - WORDS.ilog2())) as usize;
        (word, THREE_BITS[(hash >> (56 - WORDS.ilog2())) as usize & 0xff])
    }

    pub(super) fn insert(&mut self, member: u64) {
        let (place, bits) = Self::place(member);
        self.0[place] |= bits;
    }

    #[inline]
    pub(super) fn has(&self, member: u64) -> bool {
        let (place, bits) = Self::place(member);
        !self.0[place] & bits == 0
    }
}
