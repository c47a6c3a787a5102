//! Calls that share a budget: R1, R8, R9. Attempts fail in any way, succeed, and calls are dropped while they wait.

use std::time::Duration;

use stateright::{Model, Property};
use verifail::RetryAdvice;
use verifail::classification::Diagnosis;
use verifail_retry::budget::bucket::Bucket;
use verifail_retry::{Attempt, Decision, Policy, Seen, consider};

use super::{explore, is_full, violation};
use crate::fixture::{before_the_handshake_ended, diagnosis};

/// The model: callers that each make some calls.
struct Calls {
    callers: usize,
    calls: u8,
    policy: Policy,
    bucket: Bucket,
    failures: Vec<Diagnosis>,
    /// Whether the level is swapped only if it is what was read.
    swaps: bool,
    /// Whether what is earned stops where the bucket is full.
    full_is_full: bool,
    /// Whether a caller knows of the attempts that it made.
    remembers: bool,
}

impl Calls {
    fn new(callers: usize, calls: u8, failures: &[RetryAdvice]) -> Self {
        Self {
            callers,
            calls,
            policy: Policy::default().max_attempts(3).unknown_attempts(2),
            bucket: Bucket { earned: 500, burst: 2 },
            failures: failures.iter().map(|advice| diagnosis(None, *advice)).collect(),
            swaps: true,
            full_is_full: true,
            remembers: true,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Shared {
    level: u64,
    callers: Vec<Caller>,
    /// By how much the retries of the worst window that ends now exceed what its calls earned, in thousandths. A window
    /// that is worse without its beginning is one that begins later: so this covers every window.
    excess: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Caller {
    calls_left: u8,
    attempts: u32,
    seen: Seen,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    Idle,
    /// Changing the shared level; `read` is what was read of it.
    Changing {
        change: Change,
        read: Option<u64>,
    },
    Trying,
    Waiting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Change {
    Earn,
    GiveBack,
    Spend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin,
    Drop,
    Fail(usize),
    Read,
    Retry,
    Succeed,
    Swap,
}

impl Model for Calls {
    type State = Shared;
    type Action = (usize, Step);

    fn init_states(&self) -> Vec<Shared> {
        let idle = Caller { calls_left: self.calls, attempts: 0, seen: Seen::default(), phase: Phase::Idle };
        vec![Shared { level: self.bucket.full(), callers: vec![idle; self.callers], excess: 0 }]
    }

    fn actions(&self, state: &Shared, actions: &mut Vec<(usize, Step)>) {
        for (id, caller) in state.callers.iter().enumerate() {
            match caller.phase {
                Phase::Idle if caller.calls_left > 0 => actions.push((id, Step::Begin)),
                Phase::Idle => {}
                Phase::Changing { read: None, .. } => actions.push((id, Step::Read)),
                Phase::Changing { .. } => actions.push((id, Step::Swap)),
                Phase::Trying => {
                    actions.push((id, Step::Succeed));
                    actions.extend((0..self.failures.len()).map(|failure| (id, Step::Fail(failure))));
                }
                Phase::Waiting => actions.extend([(id, Step::Retry), (id, Step::Drop)]),
            }
        }
    }

    fn next_state(&self, state: &Shared, (id, step): (usize, Step)) -> Option<Shared> {
        let mut next = state.clone();
        let Shared { level, callers, excess } = &mut next;
        let caller = &mut callers[id];
        let changing = |change| Phase::Changing { change, read: None };
        caller.phase = match (step, caller.phase) {
            (Step::Begin, _) => {
                caller.calls_left -= 1;
                changing(Change::Earn)
            }
            (Step::Drop, _) => changing(Change::GiveBack),
            (Step::Fail(failure), _) => {
                if !self.remembers {
                    caller.seen = Seen::default();
                }
                let number = if self.remembers { caller.attempts } else { 1 };
                let attempt = Attempt::new(number, Duration::ZERO, 0).facts(before_the_handshake_ended());
                match consider(&self.policy, &self.failures[failure], &attempt, &mut caller.seen) {
                    Decision::Retry { .. } => changing(Change::Spend),
                    Decision::Stop { .. } => Phase::Idle,
                }
            }
            (Step::Read, Phase::Changing { change, .. }) => Phase::Changing { change, read: Some(*level) },
            (Step::Swap, Phase::Changing { change, read: Some(read) }) => {
                let changed = match change {
                    Change::Earn if self.full_is_full => Some(self.bucket.earn(read)),
                    Change::Earn => Some(read + u64::from(self.bucket.earned)),
                    Change::GiveBack => Some(self.bucket.give_back(read)),
                    Change::Spend => self.bucket.spend(read),
                };
                match changed {
                    None => Phase::Idle,
                    // Somebody else was faster: once more.
                    Some(_) if self.swaps && *level != read => changing(change),
                    Some(changed) => {
                        *level = changed;
                        match change {
                            Change::Earn => {
                                *excess = excess.saturating_sub(u64::from(self.bucket.earned));
                                caller.attempts = 1;
                                Phase::Trying
                            }
                            Change::GiveBack => {
                                *excess = excess.saturating_sub(1000);
                                Phase::Idle
                            }
                            Change::Spend => {
                                *excess += 1000;
                                Phase::Waiting
                            }
                        }
                    }
                }
            }
            (Step::Retry, _) => {
                caller.attempts += 1;
                Phase::Trying
            }
            (Step::Succeed, _) => Phase::Idle,
            (Step::Read | Step::Swap, _) => return None,
        };
        if caller.phase == Phase::Idle {
            (caller.attempts, caller.seen) = (0, Seen::default());
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("R1: attempts stay below the bound", |model: &Self, state: &Shared| {
                state.callers.iter().all(|caller| caller.attempts <= model.policy.max_attempts)
            }),
            Property::always("R8: retries stay below what was earned and the burst", |model: &Self, state: &Shared| {
                state.excess <= model.bucket.full()
            }),
            Property::always("R9: tokens stay in range", |model: &Self, state: &Shared| {
                state.level <= model.bucket.full()
            }),
            Property::sometimes("a call makes all its attempts", |model: &Self, state: &Shared| {
                state.callers.iter().any(|caller| caller.attempts == model.policy.max_attempts)
            }),
            Property::sometimes("the budget runs out", |model: &Self, state: &Shared| {
                state.callers.iter().any(|caller| match caller.phase {
                    Phase::Changing { change: Change::Spend, read: Some(read) } => model.bucket.spend(read).is_none(),
                    _ => false,
                })
            }),
            Property::sometimes("somebody else is faster", |_, state: &Shared| {
                let stale = |caller: &Caller| match caller.phase {
                    Phase::Changing { read: Some(read), .. } => read != state.level,
                    _ => false,
                };
                state.callers.iter().any(stale)
            }),
        ]
    }
}

const FAILURES: [RetryAdvice; 4] =
    [RetryAdvice::BoundedUnknown, RetryAdvice::FreshConnection, RetryAdvice::FreshSession, RetryAdvice::Never];

#[test]
fn calls_that_share_a_budget_stay_within_it_however_they_interleave() {
    let model = if is_full() { Calls::new(3, 2, &FAILURES) } else { Calls::new(2, 2, &FAILURES) };
    explore("calls", model);
}

#[test]
fn with_a_plain_store_the_budget_is_exceeded() {
    let model = Calls { swaps: false, ..Calls::new(3, 1, &FAILURES[1..2]) };
    assert!(violation(model, "R8: retries stay below what was earned and the burst") > 4);
}

#[test]
fn a_bucket_that_overflows_leaves_its_range() {
    let model = Calls { full_is_full: false, ..Calls::new(2, 1, &FAILURES[1..2]) };
    assert!(violation(model, "R9: tokens stay in range") > 2);
}

#[test]
fn a_caller_that_forgets_its_attempts_makes_too_many() {
    let model =
        Calls { remembers: false, bucket: Bucket { earned: 500, burst: 9 }, ..Calls::new(1, 1, &FAILURES[1..2]) };
    assert!(violation(model, "R1: attempts stay below the bound") > 4);
}
