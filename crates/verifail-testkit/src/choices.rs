//! Where choices come from. The generator asks; randomness, recorded numbers, fuzzer octets, an exhaustive odometer or
//! a row of a covering array answer.

mod exhaustive;
mod logged;
#[cfg(feature = "arbitrary")]
mod octets;
mod random;
mod recorded;

pub use exhaustive::Exhaustive;
pub use logged::Logged;
#[cfg(feature = "arbitrary")]
pub use octets::Octets;
pub use random::Random;
pub use recorded::Recorded;

/// A source of choices. Zero is always the plainest choice, so that a source that runs dry gives plain worlds and a
/// recorded one shrinks towards zero.
pub trait Choices {
    /// A number below `bound`; 0 when `bound` is 0 or 1.
    fn below(&mut self, bound: u32) -> u32;

    /// `true` in about `percent` of a hundred cases; the plain answer is `false`.
    fn percent(&mut self, percent: u32) -> bool {
        self.below(100) >= 100_u32.saturating_sub(percent)
    }

    /// One of some; the first is the plain one.
    fn pick<'a, T>(&mut self, options: &'a [T]) -> Option<&'a T>
    where
        Self: Sized,
    {
        options.get(self.below(options.len() as u32) as usize)
    }
}
