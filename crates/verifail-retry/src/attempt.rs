//! One attempt that failed: what only the caller can know of it.

use std::time::Duration;

/// How much of the request was handed to the peer when the attempt failed.
///
/// TLS 1.3 early data counts: it is sent before the handshake ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sent {
    /// No octet; or the peer says that it did not process any (`REFUSED_STREAM`, a stream above GOAWAY's last one,
    /// status 425). A failure before the handshake ended is this.
    Nothing,
    /// Some octets.
    Partly,
    /// All of it, or it is not known how much.
    #[default]
    Whole,
}

/// What is known of a failed attempt besides its [`Diagnosis`](verifail::classification::Diagnosis).
///
/// The default is the cautious one: everything was sent, and sending it again is not harmless.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_retry::{Facts, Sent};
///
/// let facts = Facts::default().sent(Sent::Nothing).address(0, 3).hint(Duration::from_secs(2));
/// assert_eq!(facts.addresses, 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Facts {
    /// How much of the request went out.
    pub sent: Sent,
    /// Whether doing it twice is the same as doing it once.
    pub idempotent: bool,
    /// `Retry-After` and its like: how long the server asks to wait.
    pub hint: Option<Duration>,
    /// With the advice `at-time`: how long until that time.
    pub until: Option<Duration>,
    /// SHA-256 of the end-entity certificate that was presented, if one was.
    pub fingerprint: Option<[u8; 32]>,
    /// Which of the addresses was connected to, from 0.
    pub address: u32,
    /// Of how many addresses the caller can choose; 0 and 1 are no choice.
    pub addresses: u32,
    /// The handshake offered or resumed a session.
    pub resumed: bool,
    /// Attempts beyond the first that the peer made further on for this one, as it reports them.
    pub retries_below: u32,
}

impl Facts {
    /// The same with this much sent.
    #[must_use]
    pub const fn sent(mut self, sent: Sent) -> Self {
        self.sent = sent;
        self
    }

    /// The same, harmless to repeat or not.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// The same with this wait asked for.
    #[must_use]
    pub const fn hint(mut self, hint: Duration) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same with the time known at which it may pass.
    #[must_use]
    pub const fn until(mut self, until: Duration) -> Self {
        self.until = Some(until);
        self
    }

    /// The same with this certificate presented.
    #[must_use]
    pub const fn fingerprint(mut self, sha256: [u8; 32]) -> Self {
        self.fingerprint = Some(sha256);
        self
    }

    /// The same at this address of so many.
    #[must_use]
    pub const fn address(mut self, index: u32, of: u32) -> Self {
        self.address = index;
        self.addresses = of;
        self
    }

    /// The same with a session offered or not.
    #[must_use]
    pub const fn resumed(mut self, resumed: bool) -> Self {
        self.resumed = resumed;
        self
    }

    /// The same with so many retries made further on.
    #[must_use]
    pub const fn retries_below(mut self, retries: u32) -> Self {
        self.retries_below = retries;
        self
    }
}

/// One attempt that failed, and the two things that a pure function cannot find by itself: the time and a random
/// number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    /// Its number, from 1.
    pub number: u32,
    /// Time from the beginning of the call to its failure.
    pub elapsed: Duration,
    /// A number of which all 64 bits are random.
    pub random: u64,
    /// What is known of it.
    pub facts: Facts,
}

impl Attempt {
    /// An attempt of which nothing more is known.
    pub fn new(number: u32, elapsed: Duration, random: u64) -> Self {
        Self { number, elapsed, random, facts: Facts::default() }
    }

    /// The same with what is known of it.
    #[must_use]
    pub const fn facts(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }
}
