//! The arithmetic of a bucket of tokens, without anything shared: a level goes in, a level comes out.

/// Thousandths of a token in a token.
const TOKEN: u64 = 1000;

/// The sizes of a bucket. Levels are in thousandths of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bucket {
    /// What a call earns, in thousandths of a token.
    pub earned: u32,
    /// How many tokens fit in.
    pub burst: u32,
}

impl Bucket {
    /// The highest level.
    pub fn full(self) -> u64 {
        u64::from(self.burst) * TOKEN
    }

    /// The level after a call began.
    #[must_use]
    pub fn earn(self, level: u64) -> u64 {
        level.saturating_add(u64::from(self.earned)).min(self.full())
    }

    /// The level after a retry; `None` where there is no token for it.
    #[must_use]
    pub fn spend(self, level: u64) -> Option<u64> {
        level.min(self.full()).checked_sub(TOKEN)
    }

    /// The level after a retry was not made after all.
    #[must_use]
    pub fn give_back(self, level: u64) -> u64 {
        level.saturating_add(TOKEN).min(self.full())
    }

    /// Whole tokens at this level.
    pub fn retries(self, level: u64) -> u32 {
        u32::try_from(level / TOKEN).unwrap_or(u32::MAX)
    }
}
