//! The memory of accepted chains: exact hits. What goes into a key and how long a fact holds is said by whoever
//! remembers.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{ChainKey, SteadyPeriod, generations::Generations};
use crate::time::Time;

/// Chains that were accepted: bounded, with a time to live, shared by threads.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail::Time;
/// use verifail::cache::{AcceptedChains, ChainKey, SteadyPeriod};
/// let chains = AcceptedChains::new(128, Duration::from_secs(60));
/// let key = ChainKey::of_parts::<&[u8]>(b"end entity", &[], &[b"example.com"]);
/// let now = Time::from_unix_seconds(1_000);
/// assert!(!chains.recall(&key, now));
/// chains.remember(&key, now, SteadyPeriod::around(now, [Time::from_unix_seconds(1_030)]));
/// assert!(chains.recall(&key, Time::from_unix_seconds(1_029)));
/// // At 1,030 something ends, and before 1,000 nothing was verified.
/// assert!(!chains.recall(&key, Time::from_unix_seconds(1_030)));
/// assert!(!chains.recall(&key, Time::from_unix_seconds(999)));
/// ```
pub struct AcceptedChains {
    seconds_to_live: i64,
    entries: Mutex<Generations<Entry>>,
}

#[derive(Clone, Copy)]
struct Entry {
    accepted_at: Time,
    period: SteadyPeriod,
}

impl AcceptedChains {
    /// Remembers up to `capacity` chains, each for `time_to_live` (in whole seconds) and not beyond its steady period.
    /// An entry takes about 80 octets.
    pub fn new(capacity: usize, time_to_live: Duration) -> Self {
        let seconds_to_live = i64::try_from(time_to_live.as_secs()).unwrap_or(i64::MAX);
        Self { seconds_to_live, entries: Mutex::new(Generations::new(capacity)) }
    }

    /// Whether a chain was accepted at a time from which nothing changed until `at`. A time before that one is a miss
    /// too: clocks that go back are not relied on.
    pub fn recall(&self, key: &ChainKey, at: Time) -> bool {
        let Some(entry) = self.lock().find(key.octets()) else {
            return false;
        };
        let age = at.seconds_since(entry.accepted_at);
        (0..=self.seconds_to_live).contains(&age) && entry.period.contains(at)
    }

    /// Remembers that a chain was accepted.
    pub fn remember(&self, key: &ChainKey, accepted_at: Time, period: SteadyPeriod) {
        self.lock().insert(*key.octets(), Entry { accepted_at, period });
    }

    /// Forgets one chain.
    pub fn forget(&self, key: &ChainKey) {
        self.lock().remove(key.octets());
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// How many are remembered, those included whose time is over.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// `true` when none is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock(&self) -> MutexGuard<'_, Generations<Entry>> {
        // Nothing is left half-done by a panic: an entry is there or is not.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for AcceptedChains {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AcceptedChains").field("len", &self.len()).finish_non_exhaustive()
    }
}
