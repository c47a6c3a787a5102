//! Choices that are written down as they are made.

use super::{Choices, Recorded};

/// Passes choices on and keeps the record: each number and the bound that it was below.
#[derive(Debug)]
pub struct Logged<'c, C: ?Sized> {
    choices: &'c mut C,
    log: Vec<(u32, u32)>,
}

impl<'c, C: Choices + ?Sized> Logged<'c, C> {
    /// Writes down what these choose.
    pub const fn new(choices: &'c mut C) -> Self {
        Self { choices, log: Vec::new() }
    }

    /// Numbers and bounds, in order.
    pub fn log(&self) -> &[(u32, u32)] {
        &self.log
    }

    /// The same choices once more.
    pub fn replay(&self) -> Recorded {
        Recorded::new(self.log.iter().map(|(number, _)| *number).collect())
    }
}

impl<C: Choices + ?Sized> Choices for Logged<'_, C> {
    fn below(&mut self, bound: u32) -> u32 {
        let number = self.choices.below(bound);
        self.log.push((number, bound));
        number
    }
}
