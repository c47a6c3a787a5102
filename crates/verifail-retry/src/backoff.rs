//! Delays between attempts: how they grow is [`backon`]'s, how they are spread and capped is decided here.
//!
//! `backon` adds its jitter after its cap, so that a delay may reach twice `max_delay`; lets a `min_delay` above the
//! cap through; and multiplies in single precision, so that a delay may be a few nanoseconds shorter than the one
//! before. None of this shows here: growth comes from its iterator without jitter, never falls, and every bound is
//! capped.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use crate::jitter::{Jitter, uniform};

/// How long to wait before each retry.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_retry::{Backoff, Jitter, Schedule};
///
/// let backoff = Backoff { base: Duration::from_secs(1), factor: 2.0, cap: Duration::from_secs(5), jitter: Jitter::None };
/// let mut schedule = Schedule::default();
/// let mut next = || backoff.next_delay(&mut schedule, 0).as_secs();
/// assert_eq!([next(), next(), next(), next(), next()], [1, 2, 4, 5, 5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backoff {
    /// The first delay, before jitter.
    pub base: Duration,
    /// What each delay is multiplied by; below 1, or not a number, counts as 1.
    pub factor: f32,
    /// The longest delay, with jitter.
    pub cap: Duration,
    /// How a delay is spread. With [`Jitter::Full`], the default, and with no other, ten thousand callers that lost
    /// their server together come back at less than three times their mean rate: [`Jitter`] has the figures.
    pub jitter: Jitter,
}

impl Default for Backoff {
    /// From 100 ms, doubled up to 10 s, with full jitter.
    fn default() -> Self {
        Self { base: Duration::from_millis(100), factor: 2.0, cap: Duration::from_secs(10), jitter: Jitter::default() }
    }
}

/// How far a sequence of delays has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// The delay before jitter that was reached.
    ceiling: Option<Duration>,
    /// The delay with jitter that was drawn last.
    last: Duration,
}

impl Backoff {
    /// The next delay: the same for the same schedule and the same random number.
    ///
    /// Total: no base, factor, cap or number makes it overflow, and none makes it longer than the cap.
    pub fn next_delay(&self, schedule: &mut Schedule, random: u64) -> Duration {
        let ceiling = self.grown(schedule.ceiling);
        let (low, high) = self.bounds(schedule);
        let delay = if self.jitter == Jitter::None { high } else { uniform(low, high, random) };
        *schedule = Schedule { ceiling: Some(ceiling), last: delay };
        delay
    }

    /// The shortest and the longest delay that may come next.
    pub fn bounds(&self, schedule: &Schedule) -> (Duration, Duration) {
        let ceiling = || self.grown(schedule.ceiling);
        match self.jitter {
            Jitter::Decorrelated => {
                let low = self.base.min(self.cap);
                let before = if schedule.ceiling.is_none() { low } else { schedule.last };
                (low, before.saturating_mul(3).clamp(low, self.cap))
            }
            Jitter::Equal => (ceiling() / 2, ceiling()),
            Jitter::Full => (Duration::ZERO, ceiling()),
            Jitter::None => (ceiling(), ceiling()),
        }
    }

    /// The delay before jitter that follows `before`.
    fn grown(&self, before: Option<Duration>) -> Duration {
        let start = before.unwrap_or(self.base);
        let factor = if self.factor >= 1.0 { self.factor } else { 1.0 };
        let delays = ExponentialBuilder::new()
            .with_factor(factor)
            .with_min_delay(start)
            .with_max_delay(self.cap)
            .without_max_times()
            // No number is drawn; without a seed `backon` would ask the thread for one.
            .with_jitter_seed(0)
            .build();
        let grown = delays.take(2).nth(usize::from(before.is_some()));
        grown.unwrap_or(self.cap).max(start).min(self.cap)
    }
}
