//! Runs an operation until it succeeds or the decision is to stop, on tokio's clock. Spawns nothing.
//!
//! The future that [`Call::run`] returns may be dropped at any point: then the attempt that is under way is dropped
//! with it, the token of a retry that was not begun goes back to the budget, and a half-open breaker gets its probe
//! back.

mod call;
mod deadline;
mod event;
mod progress;

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

pub use call::Call;
pub use deadline::Deadline;
pub use event::{AttemptEvent, Ended};
pub use progress::Progress;

use crate::{Budget, Connection, Facts, Policy};

/// What the calls of a client have in common: the policy, the budget, and the moment that breakers count from. Cheap to
/// clone; clones share the budget.
///
/// # Examples
/// ```
/// use verifail::classification::{Evidence, classify};
/// use verifail_retry::executor::{Executor, Failed, Failure};
/// use verifail_retry::{Policy, Sent};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let executor = Executor::new(Policy::default());
/// let mut tries = 0;
/// let result = executor
///     .call()
///     .observe(|event| assert!(event.number <= 2))
///     .run(
///         |_attempt| {
///             tries += 1;
///             let result = if tries == 1 { Err("curl: (35) Recv failure: Connection reset by peer") } else { Ok(tries) };
///             async move { result.map_err(|text| Failure::of(std::io::Error::other(text)).sent(Sent::Nothing)) }
///         },
///         |failed| match failed {
///             Failed::Error(error) => classify(&Evidence::text(&error.to_string())),
///             Failed::TimedOut(_) => classify(&Evidence::text("net/http: TLS handshake timeout")),
///         },
///     )
///     .await;
/// assert_eq!(result.unwrap(), 2);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Executor {
    policy: Policy,
    budget: Option<Budget>,
    epoch: Instant,
    alarms: deadline::Alarms,
}

impl Executor {
    /// Under this policy, without a budget.
    pub fn new(policy: Policy) -> Self {
        Self { policy, budget: None, epoch: Instant::now(), alarms: deadline::Alarms::default() }
    }

    /// The same under another policy, for one call that is allowed less or more. Budget and breakers stay shared.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// The same with a budget for all calls together.
    #[must_use]
    pub fn budget(mut self, budget: &Budget) -> Self {
        self.budget = Some(budget.clone());
        self
    }

    /// A moment after which work is cut off that belongs to a call and is none of its attempts: a response whose body
    /// is read by somebody else. `None` is no moment.
    pub fn deadline(&self, at: Option<Instant>) -> Deadline {
        at.map_or_else(Deadline::default, |at| self.alarms.at(at))
    }

    /// A call was made that needed no decision. The budget counts it as those that [`call`](Self::call) makes.
    pub fn count(&self) {
        if let Some(budget) = &self.budget {
            budget.earn();
        }
    }

    /// A call, to be given what is particular to it and then run.
    pub fn call(&self) -> Call<'_> {
        Call::new(self)
    }
}

/// What an operation is told of the attempt that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptContext {
    /// Its number, from 1.
    pub number: u32,
    /// What it has to be made on; `None` leaves the first attempt to the operation.
    pub connection: Option<Connection>,
    /// After this time it is dropped.
    pub timeout: Duration,
    /// How many attempts were made before it, here and further up: what to tell the next hop.
    pub attempts_before: u32,
}

/// An error, and what is known of the attempt that ended in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure<E> {
    /// The error.
    pub error: E,
    /// What is known. Where the call says that it is idempotent, so is every attempt.
    pub facts: Facts,
}

impl<E> Failure<E> {
    /// An error, and nothing known: everything may have been sent.
    pub fn of(error: E) -> Self {
        Self { error, facts: Facts::default() }
    }

    /// The same with this much sent.
    #[must_use]
    pub fn sent(mut self, sent: crate::Sent) -> Self {
        self.facts.sent = sent;
        self
    }

    /// The same with all of this known.
    #[must_use]
    pub fn facts(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }
}

impl<E> From<E> for Failure<E> {
    fn from(error: E) -> Self {
        Self::of(error)
    }
}

/// What a classifier is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed<'e, E> {
    /// The operation returned this.
    Error(&'e E),
    /// The operation was dropped after this time.
    TimedOut(Duration),
}

impl<E: fmt::Display> fmt::Display for Failed<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::TimedOut(time) => write!(f, "no answer within {time:.1?}"),
        }
    }
}
