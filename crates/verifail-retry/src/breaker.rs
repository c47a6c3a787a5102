//! A circuit breaker with one probe: when a peer fails everybody, one call at a time finds out whether it still does.

pub mod state;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use state::{Admission, Breaking, Outcome, State};

/// A circuit breaker that callers of one peer share. A clone shares its state.
///
/// After some failures in a row it opens: nobody is let through. After a while it lets exactly one attempt through, the
/// probe; what becomes of it decides. Of all that was let through before it opened nothing is counted afterwards.
///
/// Times are arguments: `now` is whatever the callers count from, as long as it is the same for all of them. A clock
/// that jumps back makes an open breaker wait once more, and does no other harm.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_retry::Breaker;
///
/// let breaker = Breaker::new(2, Duration::from_secs(5));
/// let at = Duration::from_secs;
/// for _ in 0..2 {
///     breaker.admit(at(0)).unwrap().failed(at(1));
/// }
/// assert!(breaker.admit(at(2)).is_err());
/// let probe = breaker.admit(at(6)).unwrap();
/// assert!(probe.is_probe() && breaker.admit(at(6)).is_err());
/// drop(probe); // not made after all: somebody else may
/// breaker.admit(at(6)).unwrap().succeeded(at(7));
/// assert!(breaker.admit(at(7)).is_ok());
/// ```
#[derive(Clone, Debug)]
pub struct Breaker {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    breaking: Breaking,
    state: AtomicU64,
}

/// Nobody is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Refused {
    /// Until the next probe, where that is a matter of time; `None` while a probe is under way.
    pub wait: Option<Duration>,
}

impl Breaker {
    /// Closed, to open for `open_for` after so many `failures` in a row (0 counts as 1).
    pub fn new(failures: u32, open_for: Duration) -> Self {
        let breaking = Breaking::new(failures, open_for);
        Self { shared: Arc::new(Shared { breaking, state: AtomicU64::new(State::default().to_bits()) }) }
    }

    /// Lets an attempt through, or not.
    ///
    /// # Errors
    /// [`Refused`] while the breaker is open, or half open with its probe under way.
    pub fn admit(&self, now: Duration) -> Result<Permit, Refused> {
        match self.update(|breaking, state| breaking.admit(state, now)) {
            Admission::Pass { generation } => {
                Ok(Permit { breaker: self.clone(), generation, probe: false, spent: false })
            }
            Admission::Probe { generation } => {
                Ok(Permit { breaker: self.clone(), generation, probe: true, spent: false })
            }
            Admission::Refused { wait } => Err(Refused { wait }),
        }
    }

    /// How long nobody is let through from `now` on, as far as it is a matter of time; zero where somebody is.
    pub fn refuses_for(&self, now: Duration) -> Duration {
        let state = State::from_bits(self.shared.state.load(Ordering::Acquire));
        match self.shared.breaking.admit(state, now).1 {
            Admission::Pass { .. } | Admission::Probe { .. } => Duration::ZERO,
            Admission::Refused { wait } => wait.unwrap_or_default(),
        }
    }

    /// The state as it is now.
    pub fn state(&self) -> State {
        State::from_bits(self.shared.state.load(Ordering::Acquire))
    }

    fn update<T>(&self, change: impl Fn(Breaking, State) -> (State, T)) -> T {
        let Shared { breaking, state } = &*self.shared;
        let mut bits = state.load(Ordering::Acquire);
        loop {
            let (next, result) = change(*breaking, State::from_bits(bits));
            match state.compare_exchange_weak(bits, next.to_bits(), Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return result,
                Err(other) => bits = other,
            }
        }
    }
}

/// An attempt that was let through. Dropped without an outcome, it was not made: a probe goes to the next caller.
#[derive(Debug)]
#[must_use]
pub struct Permit {
    breaker: Breaker,
    generation: u32,
    probe: bool,
    spent: bool,
}

impl Permit {
    /// Whether it is the one probe of a half-open breaker.
    pub const fn is_probe(&self) -> bool {
        self.probe
    }

    /// The attempt succeeded.
    pub fn succeeded(self, now: Duration) {
        self.end(Outcome::Succeeded, now);
    }

    /// The attempt failed, in a way that the peer or the network is to blame for.
    pub fn failed(self, now: Duration) {
        self.end(Outcome::Failed, now);
    }

    fn end(mut self, outcome: Outcome, now: Duration) {
        self.spent = true;
        self.report(outcome, now);
    }

    fn report(&self, outcome: Outcome, now: Duration) {
        self.breaker.update(|breaking, state| (breaking.ended(state, self.generation, outcome, now), ()));
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if !self.spent {
            // The time of what did not happen is of no account.
            self.report(Outcome::Abandoned, Duration::ZERO);
        }
    }
}
