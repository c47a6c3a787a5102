//! Choices by a small generator of pseudo-random numbers: the same seed, the same choices, on every machine.

use super::Choices;

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and three mixing steps a number, any seed is good.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl Choices for Random {
    fn below(&mut self, bound: u32) -> u32 {
        // Multiply and shift: the bias is below 2^-32, far under what any sample here could show.
        (((self.bits() >> 32) * u64::from(bound)) >> 32) as u32
    }
}
