//! What a decision remembers: the policy and what was seen, of one call; the budget and the breaker, of all of them.

use std::time::Duration;

use crate::{Breaker, Budget, Policy, Seen};

/// What the decisions of one call remember. One is made at the beginning of each call; that allocates nothing.
///
/// # Examples
/// ```
/// use verifail_retry::{Budget, Memory, Policy};
///
/// let budget = Budget::default(); // one for all callers of a peer
/// let memory = Memory::new(Policy::default()).attempts_above(0).budget(&budget);
/// assert_eq!(memory.seen().attempts(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct Memory {
    pub(crate) policy: Policy,
    pub(crate) seen: Seen,
    pub(crate) budget: Option<Budget>,
    pub(crate) breaker: Option<(Breaker, Duration)>,
}

impl Memory {
    /// Of a call that begins, under this policy.
    pub fn new(policy: Policy) -> Self {
        Self { policy, seen: Seen::default(), budget: None, breaker: None }
    }

    /// The same for a call that is an attempt of a caller further up, who has made so many before it.
    ///
    /// With any, this call is not repeated: if every hop tells the next one, h hops of at most m attempts each make at
    /// most `1 + h · (m − 1)` together, instead of mʰ.
    #[must_use]
    pub fn attempts_above(mut self, attempts: u32) -> Self {
        self.seen = Seen::after(attempts);
        self
    }

    /// The same with retries taken out of this budget. The call itself is counted in at once.
    #[must_use]
    pub fn budget(self, budget: &Budget) -> Self {
        budget.earn();
        self.counted_in(budget)
    }

    /// The same with retries taken out of this budget, which knows of the call.
    pub(crate) fn counted_in(mut self, budget: &Budget) -> Self {
        self.budget = Some(budget.clone());
        self
    }

    /// The same with a breaker to look at, for a call that begins `now`, as the breaker's callers count.
    ///
    /// Only what it will let through is waited for; the attempts themselves are to be let through by
    /// [`Breaker::admit`].
    #[must_use]
    pub fn breaker(mut self, breaker: &Breaker, now: Duration) -> Self {
        self.breaker = Some((breaker.clone(), now));
        self
    }

    /// What is allowed.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What was seen.
    pub const fn seen(&self) -> &Seen {
        &self.seen
    }

    /// What to tell the next hop before an attempt: how many were made before it, here and further up.
    pub fn attempts_before(&self) -> u32 {
        self.seen.above.saturating_add(self.seen.attempts())
    }

    /// A retry that was decided on is not made after all: its token goes back.
    pub fn give_back(&mut self) {
        if let Some(budget) = &self.budget {
            budget.give_back();
        }
    }
}
