//! The transitions of a circuit breaker, without anything shared: a state goes in, a state comes out.
//!
//! Every change of kind makes a new generation, and an outcome counts only in the generation that let its attempt
//! through: what was under way when the breaker opened can neither close it nor take its probe away.

use std::time::Duration;

/// What a state is, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Everybody is let through; so many failed in a row.
    Closed {
        /// Failures in a row.
        failures: u32,
    },
    /// The next one is let through as the probe.
    HalfOpen,
    /// Nobody is let through.
    Open {
        /// Since when, in milliseconds.
        since: u64,
    },
    /// The probe is under way; nobody else is let through.
    Probing,
}

/// A state and its generation. 64 bits, so that it can be swapped as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// What it is.
    pub kind: Kind,
    /// Counts the changes, within [`GENERATIONS`].
    pub generation: u32,
}

/// Generations after which they are counted from 0 again: an attempt would have to outlast a million openings.
pub const GENERATIONS: u32 = 1 << GENERATION_BITS;
const GENERATION_BITS: u32 = 20;
const KIND_BITS: u32 = 2;
/// Milliseconds of 139 years.
const VALUE: u64 = (1 << (u64::BITS - GENERATION_BITS - KIND_BITS)) - 1;

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was not made, or says nothing about the peer.
    Abandoned,
    /// The peer or the network failed it.
    Failed,
    /// It succeeded.
    Succeeded,
}

/// What a caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Admission {
    /// Let through.
    Pass {
        /// To be handed in with the outcome.
        generation: u32,
    },
    /// Let through as the only one.
    Probe {
        /// To be handed in with the outcome.
        generation: u32,
    },
    /// Not let through.
    Refused {
        /// Until the next probe; `None` while one is under way.
        wait: Option<Duration>,
    },
}

/// When a breaker opens, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Breaking {
    failures: u32,
    open_for: u64,
}

impl Default for State {
    fn default() -> Self {
        Self { kind: Kind::Closed { failures: 0 }, generation: 0 }
    }
}

impl State {
    /// As one integer.
    pub fn to_bits(self) -> u64 {
        let (kind, value) = match self.kind {
            Kind::Closed { failures } => (0, u64::from(failures)),
            Kind::HalfOpen => (1, 0),
            Kind::Open { since } => (2, since),
            Kind::Probing => (3, 0),
        };
        (value.min(VALUE) << (GENERATION_BITS + KIND_BITS))
            | (u64::from(self.generation % GENERATIONS) << KIND_BITS)
            | kind
    }

    /// From the same.
    pub fn from_bits(bits: u64) -> Self {
        let value = bits >> (GENERATION_BITS + KIND_BITS);
        let kind = match bits & ((1 << KIND_BITS) - 1) {
            0 => Kind::Closed { failures: u32::try_from(value).unwrap_or(u32::MAX) },
            1 => Kind::HalfOpen,
            2 => Kind::Open { since: value },
            _ => Kind::Probing,
        };
        let generation = (bits >> KIND_BITS) & u64::from(GENERATIONS - 1);
        Self { kind, generation: u32::try_from(generation).unwrap_or(0) }
    }

    const fn next(self, kind: Kind) -> Self {
        Self { kind, generation: (self.generation + 1) % GENERATIONS }
    }
}

impl Breaking {
    /// Opens for `open_for` after so many failures in a row; 0 counts as 1.
    pub fn new(failures: u32, open_for: Duration) -> Self {
        Self { failures: failures.max(1), open_for: millis(open_for) }
    }

    /// Lets an attempt through at this time, or not.
    #[must_use]
    pub fn admit(self, state: State, now: Duration) -> (State, Admission) {
        let generation = state.generation;
        let probe = |state: State| {
            let probing = state.next(Kind::Probing);
            (probing, Admission::Probe { generation: probing.generation })
        };
        match state.kind {
            Kind::Closed { .. } => (state, Admission::Pass { generation }),
            Kind::HalfOpen => probe(state),
            Kind::Open { since } => {
                let now = millis(now);
                match now.checked_sub(since) {
                    Some(open) if open >= self.open_for => probe(state),
                    Some(open) => (state, refused_for(self.open_for - open)),
                    // The clock was put back: counted from here on, it does not stay open for as long as that was.
                    None => (State { kind: Kind::Open { since: now }, generation }, refused_for(self.open_for)),
                }
            }
            Kind::Probing => (state, Admission::Refused { wait: None }),
        }
    }

    /// An attempt that was let through in this generation has ended.
    #[must_use]
    pub fn ended(self, state: State, generation: u32, outcome: Outcome, now: Duration) -> State {
        if state.generation != generation {
            return state;
        }
        let open = || state.next(Kind::Open { since: millis(now) });
        match (state.kind, outcome) {
            (Kind::Closed { failures }, Outcome::Failed) => {
                let failures = failures.saturating_add(1);
                if failures >= self.failures { open() } else { State { kind: Kind::Closed { failures }, generation } }
            }
            (Kind::Closed { .. }, Outcome::Succeeded) => State { kind: Kind::Closed { failures: 0 }, generation },
            (Kind::Probing, Outcome::Succeeded) => state.next(Kind::Closed { failures: 0 }),
            (Kind::Probing, Outcome::Failed) => open(),
            (Kind::Probing, Outcome::Abandoned) => state.next(Kind::HalfOpen),
            (Kind::Closed { .. }, Outcome::Abandoned) | (Kind::HalfOpen | Kind::Open { .. }, _) => state,
        }
    }
}

const fn refused_for(millis: u64) -> Admission {
    Admission::Refused { wait: Some(Duration::from_millis(millis)) }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(VALUE).min(VALUE)
}
