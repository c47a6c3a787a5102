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
    /// The longest wait that a server, or the validity of a certificate, can impose. A longer `Retry-After` is cut to it;
    /// a certificate that becomes valid later is not waited for. Default: 20 s.
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
