//! R14: below 70 % load a server that stalled for a while recovers; without the budget it does not. Simulated, in
//! virtual time.
//!
//! The server answers in order, at a fixed rate, and does not know whom it keeps waiting: of those who gave up it works
//! on the requests too. After a stall its queue is longer than anybody waits, so everybody gives up and asks again.
//! Whether that ends is a matter of how much is asked again, and of nothing else.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Duration;

use verifail::RetryAdvice;
use verifail_retry::{Attempt, Budget, Decision, Facts, Memory, Policy, decide};

use crate::fixture::{diagnosis, millis};

/// Requests a second that the server can answer.
const CAPACITY: u64 = 500;
/// Requests that wait in it, three seconds' worth.
const QUEUE: usize = 1500;
const STALL: std::ops::Range<Duration> = Duration::from_secs(5)..Duration::from_secs(15);
const END: Duration = Duration::from_secs(60);
/// From here on it is looked at whether the server has recovered.
const AFTERWARDS: Duration = Duration::from_secs(45);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The server takes the next request.
    Serve,
    /// A client's attempt is cut off.
    TimedOut { call: usize, number: u32 },
    /// A client's attempt begins.
    Begin { call: usize },
}

struct Call {
    memory: Memory,
    began: Duration,
    number: u32,
    answered: bool,
    over: bool,
}

/// The share of the calls begun after the stall, once it may be over, that were answered.
fn answered_afterwards(load_percent: u64, budget: Option<Budget>) -> f64 {
    let policy = Policy::default().attempt_timeout(millis(1000)).deadline(Duration::from_secs(20));
    let failed = diagnosis(None, RetryAdvice::FreshConnection);
    let mut random = fastrand::Rng::with_seed(14);
    let mut calls: Vec<Call> = Vec::new();
    let mut events = BinaryHeap::new();
    let rate = CAPACITY * load_percent / 100;
    let count = rate * END.as_secs();
    for call in 0..usize::try_from(count).unwrap() {
        let at = Duration::from_nanos(random.u64(..u64::try_from(END.as_nanos()).unwrap()));
        events.push(Reverse((at, Event::Begin { call })));
        calls.push(Call { memory: Memory::new(policy), began: at, number: 0, answered: false, over: false });
    }
    events.push(Reverse((Duration::ZERO, Event::Serve)));
    let mut queue: VecDeque<(usize, u32)> = VecDeque::new();
    while let Some(Reverse((now, event))) = events.pop() {
        if now > END {
            break;
        }
        let timed_out = match event {
            Event::Serve => {
                events.push(Reverse((now + Duration::from_secs(1) / u32::try_from(CAPACITY).unwrap(), Event::Serve)));
                if !STALL.contains(&now)
                    && let Some((call, number)) = queue.pop_front()
                {
                    let call = &mut calls[call];
                    // An answer to an attempt that was given up reaches nobody.
                    call.answered |= call.number == number && !call.over;
                }
                continue;
            }
            Event::Begin { call } => {
                let client = &mut calls[call];
                client.number += 1;
                if client.number == 1
                    && let Some(budget) = &budget
                {
                    client.memory = Memory::new(policy).budget(budget);
                }
                if queue.len() < QUEUE {
                    queue.push_back((call, client.number));
                }
                let number = client.number;
                events.push(Reverse((now + policy.attempt_timeout, Event::TimedOut { call, number })));
                continue;
            }
            Event::TimedOut { call, number } => (call, number),
        };
        let (call, number) = timed_out;
        let client = &mut calls[call];
        if client.answered || client.over || client.number != number {
            continue;
        }
        let facts = Facts::default().idempotent(true);
        let attempt = Attempt::new(number, now - client.began, random.u64(..)).facts(facts);
        match decide(&failed, &attempt, &mut client.memory) {
            // Until then nobody waits for an answer to the attempt that was cut off.
            Decision::Retry { after, .. } => events.push(Reverse((now + after, Event::Begin { call }))),
            Decision::Stop { .. } => client.over = true,
        }
    }
    let late = || calls.iter().filter(|call| (AFTERWARDS..END - millis(2000)).contains(&call.began));
    late().filter(|call| call.answered).count() as f64 / late().count() as f64
}

#[test]
fn below_seventy_percent_load_a_server_recovers() {
    for load in [30, 50, 69] {
        let share = answered_afterwards(load, Some(Budget::default()));
        assert!(share > 0.99, "{load} %: {share}");
    }
}

/// The control: the same server, the same clients, no budget.
#[test]
fn without_a_budget_it_is_kept_down_by_those_who_wait_for_it() {
    let share = answered_afterwards(69, None);
    assert!(share < 0.5, "{share}");
}

/// The other control: it is the retries and not the stall that keep it down.
#[test]
fn without_retries_it_recovers_too() {
    let share = answered_afterwards(69, Some(Budget::new(0, 0)));
    assert!(share > 0.99, "{share}");
}
