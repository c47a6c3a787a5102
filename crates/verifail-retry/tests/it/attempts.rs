//! R1: no call makes more attempts than it may, whatever happens to it.

use proptest::prelude::*;
use verifail::RetryAdvice;
use verifail_retry::{Policy, StopReason};

use crate::fixture::{before_the_handshake_ended, diagnosis, millis, play, policies, scripts};

proptest! {
    #[test]
    fn attempts_stay_below_the_bound(policy in policies(), seed in any::<u64>(), script in scripts()) {
        // Without a bound worth the name, the deadline ends it: R2.
        let policy = policy.max_attempts(policy.max_attempts.min(50));
        let (steps, why) = play(policy, seed, &script);
        prop_assert!(steps.len() <= usize::try_from(policy.max_attempts.max(1)).unwrap(), "{steps:?}");
        prop_assert!(why.is_some());
    }
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
