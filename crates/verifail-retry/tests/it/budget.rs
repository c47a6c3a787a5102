//! R8: retries stay below `earned · calls + burst` in every window. R9: tokens stay in range. Here by threads and by
//! random sequences; every interleaving is in `models`.

use proptest::prelude::*;
use verifail::RetryAdvice;
use verifail_retry::budget::bucket::Bucket;
use verifail_retry::executor::Executor;
use verifail_retry::{Attempt, Budget, Memory, Policy, StopReason, decide};

use crate::fixture::{before_the_handshake_ended, diagnosis, millis};

#[derive(Clone, Copy, Debug)]
enum Step {
    Call,
    GiveBack,
    Retry,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![4 => Just(Step::Call), 1 => Just(Step::GiveBack), 4 => Just(Step::Retry)];
    proptest::collection::vec(step, 1..200)
}

proptest! {
    #[test]
    fn retries_stay_below_the_bound_in_every_window(earned in 0u32..2000, burst in 0u32..6, steps in steps()) {
        let budget = Budget::new(earned, burst);
        let mut granted = 0;
        // By how much the retries of the window that ends here, and is the worst one, exceed what its calls earned.
        let mut excess = 0i64;
        for step in steps {
            match step {
                Step::Call => {
                    budget.earn();
                    excess = (excess - i64::from(earned)).max(0);
                }
                Step::Retry if budget.spend() => {
                    granted += 1;
                    excess += 1000;
                }
                Step::GiveBack if granted > 0 => {
                    budget.give_back();
                    granted -= 1;
                    excess = (excess - 1000).max(0);
                }
                Step::GiveBack | Step::Retry => {}
            }
            prop_assert!(excess <= i64::from(burst) * 1000, "{excess}");
            prop_assert!(budget.left() <= burst);
        }
    }

    #[test]
    fn tokens_stay_in_range_whatever_is_done(earned in any::<u32>(), burst in any::<u32>(), level in any::<u64>()) {
        let bucket = Bucket { earned, burst };
        prop_assert!(bucket.earn(level) <= bucket.full() && bucket.give_back(level) <= bucket.full());
        match bucket.spend(level) {
            Some(left) => prop_assert!(left + 1000 <= bucket.full()),
            None => prop_assert!(level < 1000 || burst == 0),
        }
    }
}

#[test]
fn threads_together_get_exactly_what_there_is() {
    const THREADS: u32 = 8;
    const CALLS: u32 = 5_000;
    // The burst is larger than anything earned, so nothing spills: every token is accounted for.
    let budget = Budget::new(100, THREADS * CALLS);
    let retries: u32 = std::thread::scope(|scope| {
        let caller = || {
            let budget = budget.clone();
            move || {
                (0..CALLS)
                    .map(|_| {
                        budget.earn();
                        u32::from(budget.spend()) + u32::from(budget.spend())
                    })
                    .sum::<u32>()
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(caller())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    // What is earned on a full bucket is lost: the bound is not exact, but nothing beyond it is ever granted.
    let most = THREADS * CALLS + THREADS * CALLS / 10;
    assert!(retries + budget.left() <= most && retries >= THREADS * CALLS, "{retries} of {most}");
    let mut left = 0;
    while budget.spend() {
        left += 1;
    }
    assert!(retries + left <= most && budget.left() == 0);
}

#[test]
fn a_call_without_a_token_stops_and_says_so() {
    let budget = Budget::new(0, 1);
    let ends = || {
        let mut memory = Memory::new(Policy::default()).budget(&budget);
        let attempt = Attempt::new(1, millis(0), 0).facts(before_the_handshake_ended());
        decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory).stop()
    };
    assert_eq!([ends(), ends()], [None, Some(StopReason::BudgetExhausted)]);
}

#[test]
fn a_call_that_stops_for_another_reason_takes_no_token() {
    let budget = Budget::new(0, 1);
    for advice in [RetryAdvice::Never, RetryAdvice::AfterUserAction, RetryAdvice::AtTime] {
        let mut memory = Memory::new(Policy::default()).budget(&budget);
        let attempt = Attempt::new(1, millis(0), 0).facts(before_the_handshake_ended());
        assert!(decide(&diagnosis(None, advice), &attempt, &mut memory).stop().is_some());
    }
    let mut memory = Memory::new(Policy::once()).budget(&budget);
    let attempt = Attempt::new(1, millis(0), 0).facts(before_the_handshake_ended());
    assert!(decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory).stop().is_some());
    assert_eq!(budget.left(), 1);
}

#[test]
fn a_retry_that_is_not_made_gives_its_token_back() {
    let budget = Budget::new(0, 1);
    let mut memory = Memory::new(Policy::default()).budget(&budget);
    let attempt = Attempt::new(1, millis(0), 0).facts(before_the_handshake_ended());
    assert!(decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory).stop().is_none());
    assert_eq!(budget.left(), 0);
    memory.give_back();
    assert_eq!(budget.left(), 1);
}

#[test]
fn calls_earn_what_the_retries_of_an_empty_budget_take() {
    let budget = Budget::new(200, 1);
    assert!(budget.spend() && !budget.spend());
    (0..4).for_each(|_| budget.earn());
    assert!(!budget.spend(), "four calls earn four fifths of a token");
    budget.earn();
    assert!(budget.spend() && !budget.spend());
}

#[test]
fn the_budget_for_a_mixed_fleet_bears_every_other_attempt_failing() {
    let budget = Budget::for_mixed_fleet();
    assert_eq!(budget.left(), 500);
    while budget.spend() {}
    // A call has one retry on average, and some have several: nobody goes without, and there is more left each time.
    for _ in 0..100 {
        budget.earn();
        assert!(budget.spend());
    }
    assert_eq!(budget.left(), 50);
    assert_eq!(Budget::default().left(), 100);
}

#[test]
fn a_call_that_needed_no_decision_earns_as_much_as_one_that_is_made() {
    let budget = Budget::new(1000, 2);
    let executor = Executor::new(Policy::default()).budget(&budget);
    assert!(budget.spend() && budget.spend() && !budget.spend());
    executor.count();
    assert!(budget.spend() && !budget.spend());
}
