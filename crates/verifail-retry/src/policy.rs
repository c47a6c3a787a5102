//! What a caller allows: how often, how long, how far apart. A table of numbers; nothing is decided here.

use std::time::Duration;

use crate::Backoff;

/// What a caller allows.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_retry::{Backoff, Jitter, Policy};
///
/// let policy = Policy::default()
///     .max_attempts(3)
///     .deadline(Duration::from_secs(8))
///     .backoff(Backoff { base: Duration::from_millis(50), jitter: Jitter::Equal, ..Backoff::default() });
/// assert_eq!(policy.max_attempts, 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// Attempts of one call, the first one included. 0 counts as 1. Default: 4.
    pub max_attempts: u32,
    /// Attempts of one call while the advice is `bounded-unknown`: the cause may be a lasting one. Default: 3.
    pub unknown_attempts: u32,
    /// The same certificate, refused for the same reason this often: it is no accident. Default: 3.
    pub persistent_after: u32,
    /// The longest time of one attempt. Default: 10 s.
    pub attempt_timeout: Duration,
    /// The longest time of the call, delays included. [`Duration::MAX`] is none. Default: 30 s.
    pub deadline: Duration,
    /// With less time than this left before the deadline, no attempt is started. Default: 50 ms.
    pub shortest_attempt: Duration,
    /// The longest wait that a server, or the validity of a certificate, can impose. A longer `Retry-After` is cut to
    /// it; a certificate that becomes valid later is not waited for. Default: 20 s.
    pub longest_wait: Duration,
    /// The delays between attempts.
    pub backoff: Backoff,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            max_attempts: 4,
            unknown_attempts: 3,
            persistent_after: 3,
            attempt_timeout: Duration::from_secs(10),
            deadline: Duration::from_secs(30),
            shortest_attempt: Duration::from_millis(50),
            longest_wait: Duration::from_secs(20),
            backoff: Backoff::default(),
        }
    }
}

impl Policy {
    /// For peers that differ among themselves: nodes of which some are faulty, or a gateway that now and then fails
    /// before anything was sent. Every attempt is a new draw, so that what counts is how many there are:
    ///
    /// a call fails for good with probability pⁿ, where p is how often an attempt fails and n the attempts. Of 10,000
    /// calls less than a thousandth of one may be lost: pⁿ · 10,000 < 10⁻³. Where every other attempt fails, p = ½, n
    /// is 24; where one in three does, 15 would do, where one in five does, 11.
    ///
    /// So 24 attempts, and the same certificate refused as often; delays from 10 ms on, which grow by half each time to
    /// 500 ms with full jitter: on average 4 s for all 23 of them. What may be lasting (`bounded-unknown`) is tried as
    /// often as by default. It goes with [`Budget::for_mixed_fleet`](crate::Budget::for_mixed_fleet), without which so
    /// many attempts keep a peer down that is down.
    #[must_use]
    pub fn for_mixed_fleet() -> Self {
        let backoff = Backoff {
            base: Duration::from_millis(10),
            factor: 1.5,
            cap: Duration::from_millis(500),
            ..Backoff::default()
        };
        Self::default().max_attempts(24).persistent_after(24).backoff(backoff)
    }

    /// One attempt and no more.
    #[must_use]
    pub fn once() -> Self {
        Self::default().max_attempts(1)
    }

    /// The same with this many attempts.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The same with this many attempts at what may be lasting.
    #[must_use]
    pub const fn unknown_attempts(mut self, attempts: u32) -> Self {
        self.unknown_attempts = attempts;
        self
    }

    /// The same, giving up on a certificate that was refused this often.
    #[must_use]
    pub const fn persistent_after(mut self, times: u32) -> Self {
        self.persistent_after = times;
        self
    }

    /// The same with this long an attempt.
    #[must_use]
    pub const fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// The same with this deadline.
    #[must_use]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The same, starting no attempt that has less time than this.
    #[must_use]
    pub const fn shortest_attempt(mut self, time: Duration) -> Self {
        self.shortest_attempt = time;
        self
    }

    /// The same with this longest imposed wait.
    #[must_use]
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The same with these delays.
    #[must_use]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// How long an attempt may take that starts this long after the call began.
    pub fn timeout_at(&self, elapsed: Duration) -> Duration {
        self.attempt_timeout.min(self.deadline.saturating_sub(elapsed))
    }
}
