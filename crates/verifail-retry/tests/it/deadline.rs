//! R2: delays and attempts together stay inside the deadline, and none starts that cannot end. R16: clocks may jump.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail::RetryAdvice;
use verifail_retry::{Attempt, Backoff, Connection, Decision, Jitter, Memory, Policy, StopReason, decide};

use crate::fixture::{
    Case, Decider, before_the_handshake_ended, cases, diagnoses, diagnosis, durations, facts, millis, notices, play,
    play_by, policies,
};

fn ends_before_its_deadline(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    let (steps, _) = play_by(decider, policy, seed, &script);
    for step in &steps {
        prop_assert!(step.end <= policy.deadline, "{step:?} of {steps:?}");
    }
    for step in steps.iter().skip(1) {
        let needed = policy.shortest_attempt.min(policy.attempt_timeout);
        prop_assert!(policy.deadline - step.start >= needed, "{step:?} cannot end in {needed:?}");
    }
    for (one, next) in steps.iter().zip(steps.iter().skip(1)) {
        prop_assert!(one.end <= next.start);
    }
    Ok(())
}

/// R16. A clock that jumps, in either direction and by any amount, neither panics nor lets a call go on for longer than
/// its attempts allow; and while it only jumps back, no longer than its delays allow.
fn survives_jumps(decider: Decider<'_>, (policy, clock, random): (Policy, Vec<Duration>, u64)) -> TestCaseResult {
    let policy = policy.max_attempts(policy.max_attempts.min(50));
    let mut memory = Memory::new(policy);
    let (mut attempts, mut delays) = (1u32, Duration::ZERO);
    for (number, elapsed) in (1..).zip(clock) {
        let attempt = Attempt::new(number, elapsed, random).facts(before_the_handshake_ended());
        match decider(&diagnosis(None, RetryAdvice::FreshConnection), &attempt, &mut memory) {
            Decision::Retry { after, .. } => {
                attempts += 1;
                delays = delays.saturating_add(after);
            }
            Decision::Stop { .. } => break,
        }
    }
    prop_assert!(attempts <= policy.max_attempts.max(1));
    prop_assert!(delays <= policy.deadline);
    Ok(())
}

fn clocks() -> impl Strategy<Value = (Policy, Vec<Duration>, u64)> {
    (policies(), proptest::collection::vec(durations(), 60), any::<u64>())
}

proptest! {
    #[test]
    fn a_call_ends_before_its_deadline(case in cases()) {
        ends_before_its_deadline(&decide, case)?;
    }

    #[test]
    fn a_clock_that_jumps_breaks_nothing(clock in clocks()) {
        survives_jumps(&decide, clock)?;
    }

    #[test]
    fn a_retry_says_how_long_it_may_take(
        policy in policies(),
        diagnosis in diagnoses(),
        facts in facts(),
        elapsed in durations(),
        random in any::<u64>(),
    ) {
        let mut memory = Memory::new(policy);
        let decision = decide(&diagnosis, &Attempt::new(1, elapsed, random).facts(facts), &mut memory);
        if let Decision::Retry { after, timeout, .. } = decision {
            prop_assert!(timeout <= policy.attempt_timeout && !timeout.is_zero());
            let end = elapsed.checked_add(after).and_then(|start| start.checked_add(timeout));
            prop_assert!(end.is_some_and(|end| end <= policy.deadline), "{decision:?}");
        }
    }
}

/// The controls: an attempt that gets its whole time whatever is left, one that begins though the time is over, and a
/// call that takes the clock's word for it.
#[test]
fn an_attempt_that_cannot_end_in_time_and_a_call_that_believes_its_clock_are_noticed() {
    let whole: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Retry { after, connection, .. } => {
            Decision::Retry { after, connection, timeout: memory.policy().attempt_timeout }
        }
        stop => stop,
    };
    let late: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Stop { why: StopReason::DeadlineReached } if attempt.number < 100 => {
            Decision::Retry { after: millis(1), connection: Connection::Fresh, timeout: millis(1) }
        }
        decision => decision,
    };
    for broken in [whole, late] {
        assert!(notices(cases(), |case| ends_before_its_deadline(broken, case)));
    }
    let forgets: Decider<'_> =
        &|diagnosis, attempt, memory| decide(diagnosis, attempt, &mut Memory::new(*memory.policy()));
    assert!(notices(clocks(), |clock| survives_jumps(forgets, clock)));
}

#[test]
fn a_clock_that_was_put_back_does_not_lengthen_the_call() {
    let policy = Policy::default().max_attempts(50).deadline(millis(1000)).shortest_attempt(millis(10));
    let mut memory = Memory::new(policy);
    let mut decide_at = |number, elapsed, wait| {
        let facts = before_the_handshake_ended().hint(millis(wait));
        let attempt = Attempt::new(number, millis(elapsed), 0).facts(facts);
        decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory).stop()
    };
    assert_eq!(decide_at(1, 100, 600), None);
    // 100 ms and a wait of 600 ms have passed, whatever the clock says.
    assert_eq!(decide_at(2, 0, 400), Some(StopReason::DeadlineReached));
}

#[test]
fn the_last_attempt_gets_what_is_left() {
    let policy = Policy::default().deadline(millis(1000)).attempt_timeout(millis(700));
    let stalled = [(diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), Duration::MAX)];
    let (steps, why) = play(policy, 1, &stalled);
    assert_eq!((steps.len(), why), (2, Some(StopReason::DeadlineReached)));
    assert_eq!(steps[0].end, millis(700));
    assert_eq!(steps[1].end, millis(1000));
}

#[test]
fn an_attempt_that_would_have_too_little_time_is_not_started() {
    let backoff = Backoff { base: millis(10), jitter: Jitter::None, ..Backoff::default() };
    let policy = Policy::default().deadline(millis(1000)).attempt_timeout(millis(960)).backoff(backoff);
    let stalled = [(diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), Duration::MAX)];
    assert_eq!(play(policy, 1, &stalled).1, Some(StopReason::DeadlineReached));
    assert_eq!(play(policy, 1, &stalled).0.len(), 1);
    assert_eq!(play(policy.shortest_attempt(millis(30)), 1, &stalled).0.len(), 2);
}
