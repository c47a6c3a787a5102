//! A bucket of tokens that all callers of one peer share: how many retries they make together, in proportion to their
//! calls.

pub mod bucket;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bucket::Bucket;

/// The retries that all callers of one peer may make together. A clone shares the tokens.
///
/// Each call earns a part of a token, each retry takes one. So in *every* window of time there are at most
/// `earned · calls + burst` retries, and a peer whose load is below `1 / (1 + earned)` of what it can bear is not
/// kept down by those who wait for it. There is no clock in it, and nothing to refill while nobody calls.
///
/// One atomic integer, in thousandths of a token; never below zero and never above the burst.
///
/// # Examples
/// ```
/// use verifail_retry::Budget;
///
/// let budget = Budget::new(200, 1);
/// assert!(budget.spend());
/// assert!(!budget.spend(), "the burst was 1");
/// (0..5).for_each(|_| budget.earn());
/// assert!(budget.spend(), "five calls earn a token");
/// ```
#[derive(Clone, Debug)]
pub struct Budget {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    bucket: Bucket,
    level: AtomicU64,
}

impl Default for Budget {
    /// A retry for every five calls, and 100 at once.
    fn default() -> Self {
        Self::new(200, 100)
    }
}

impl Budget {
    /// A full bucket. `earned` is what a call earns, in thousandths of a retry; `burst` is how many retries fit in.
    pub fn new(earned: u32, burst: u32) -> Self {
        let bucket = Bucket { earned, burst };
        Self { shared: Arc::new(Shared { bucket, level: AtomicU64::new(bucket.full()) }) }
    }

    /// For peers that differ among themselves, as [`Policy::for_mixed_fleet`](crate::Policy::for_mixed_fleet) has it.
    ///
    /// Where an attempt fails with probability p, a call makes p / (1 − p) retries on average: one, where every other
    /// attempt fails. Three retries for every two calls, and 500 at once, are half as many again. The price: such a
    /// peer recovers by itself only below two fifths of the load that it can bear, instead of five sixths with
    /// [`default`](Self::default).
    pub fn for_mixed_fleet() -> Self {
        Self::new(1500, 500)
    }

    /// A call begins. Not to be called for its retries.
    pub fn earn(&self) {
        self.update(|bucket, level| Some(bucket.earn(level)));
    }

    /// Takes a token for a retry; `false` where none is left.
    #[must_use]
    pub fn spend(&self) -> bool {
        self.update(Bucket::spend)
    }

    /// Gives back the token of a retry that was not made after all.
    pub fn give_back(&self) {
        self.update(|bucket, level| Some(bucket.give_back(level)));
    }

    /// Whole tokens that are left.
    pub fn left(&self) -> u32 {
        self.shared.bucket.retries(self.shared.level.load(Ordering::Relaxed))
    }

    /// One compare-and-swap loop: the level is the only thing that is shared, so no other memory has to be ordered by
    /// it.
    fn update(&self, change: impl Fn(Bucket, u64) -> Option<u64>) -> bool {
        let Shared { bucket, level } = &*self.shared;
        level.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |level| change(*bucket, level)).is_ok()
    }
}
