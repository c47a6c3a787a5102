//! Choices that were written down: replayed, cut short, made smaller.

use super::Choices;

/// Recorded numbers; each is taken modulo the bound it meets, and after the last one every choice is the plain one.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    numbers: Vec<u32>,
    next: usize,
}

impl Recorded {
    /// Replays these.
    pub const fn new(numbers: Vec<u32>) -> Self {
        Self { numbers, next: 0 }
    }
}

impl Choices for Recorded {
    fn below(&mut self, bound: u32) -> u32 {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        number.checked_rem(bound).unwrap_or(0)
    }
}
