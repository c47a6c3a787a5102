//! Choices out of a fuzzer's octets.

use arbitrary::Unstructured;

use super::Choices;

/// One octet a choice, two where more than 256 answers are possible. Without octets left every choice is the plain one,
/// so that the worlds of a fuzzer grow with its input.
#[derive(Debug)]
pub struct Octets<'u, 'a> {
    octets: &'u mut Unstructured<'a>,
}

impl<'u, 'a> Octets<'u, 'a> {
    /// From these.
    pub const fn new(octets: &'u mut Unstructured<'a>) -> Self {
        Self { octets }
    }
}

impl Choices for Octets<'_, '_> {
    fn below(&mut self, bound: u32) -> u32 {
        let greatest = bound.saturating_sub(1);
        // Both ends are in order, and what runs dry is the least: there is no error to come.
        self.octets.int_in_range(0..=greatest).unwrap_or(0)
    }
}
