//! R1: no call makes more attempts than it may, whatever happens to it.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail::RetryAdvice;
use verifail_retry::{Connection, Decision, Policy, StopReason, decide};

use crate::fixture::{Case, Decider, before_the_handshake_ended, cases, diagnosis, millis, notices, play, play_by};

fn stays_below_the_bound(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    let (steps, why) = play_by(decider, policy, seed, &script);
    prop_assert!(steps.len() <= usize::try_from(policy.max_attempts.max(1)).unwrap(), "{steps:?}");
    prop_assert!(why.is_some());
    Ok(())
}

proptest! {
    #[test]
    fn attempts_stay_below_the_bound(case in cases()) {
        stays_below_the_bound(&decide, case)?;
    }
}

/// The control.
#[test]
fn one_attempt_more_than_there_may_be_is_noticed() {
    let generous: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Stop { why: StopReason::AttemptsExhausted } if attempt.number == memory.policy().max_attempts => {
            Decision::Retry { after: millis(0), connection: Connection::Fresh, timeout: millis(1) }
        }
        decision => decision,
    };
    assert!(notices(cases(), |case| stays_below_the_bound(generous, case)));
}

#[test]
fn a_call_that_fails_every_time_makes_exactly_as_many_attempts_as_it_may() {
    for attempts in 0..20 {
        let policy = Policy::default().max_attempts(attempts).deadline(millis(1 << 40));
        let failing = [(diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), millis(1))];
        let (steps, why) = play(policy, 7, &failing);
        assert_eq!((steps.len(), why), (attempts.max(1) as usize, Some(StopReason::AttemptsExhausted)));
    }
}

#[test]
fn what_may_last_is_tried_less_often() {
    let unknown = (diagnosis(None, RetryAdvice::BoundedUnknown), before_the_handshake_ended(), millis(1));
    let reset = (diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), millis(1));
    let policy = Policy::default().max_attempts(6).unknown_attempts(2);
    assert_eq!(play(policy, 7, std::slice::from_ref(&unknown)).0.len(), 2);
    assert_eq!(play(policy, 7, &[reset.clone(), reset.clone(), reset.clone(), unknown]).0.len(), 4);
    assert_eq!(play(policy, 7, &[reset]).0.len(), 6);
}

#[test]
fn a_caller_that_does_not_count_is_stopped_too() {
    use verifail_retry::{Attempt, Memory, decide};
    let mut memory = Memory::new(Policy::default().max_attempts(3));
    let attempt = Attempt::new(1, millis(0), 0).facts(before_the_handshake_ended());
    let mut again = || decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory).stop();
    assert_eq!([again(), again(), again()], [None, None, Some(StopReason::AttemptsExhausted)]);
}
