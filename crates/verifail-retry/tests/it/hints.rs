//! R7: what a server asks for is a lower bound, and capped. And what passes at a time is waited for if that time is
//! known.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail::{Reason, RetryAdvice};
use verifail_retry::{Attempt, Backoff, Decision, Facts, Jitter, Memory, Policy, StopReason, decide};

use crate::fixture::{Decider, backoffs, before_the_handshake_ended, diagnosis, durations, millis, notices};

fn decided(policy: Policy, advice: RetryAdvice, facts: Facts, random: u64) -> Decision {
    let attempt = Attempt::new(1, millis(0), random).facts(facts);
    decide(&diagnosis(None, advice), &attempt, &mut Memory::new(policy))
}

/// A backoff, what a server asks for, the longest that is waited, a random number.
type Asked = (Backoff, Duration, Duration, u64);

fn asked() -> impl Strategy<Value = Asked> {
    (backoffs(), durations(), durations(), any::<u64>())
}

fn is_waited_for(decider: Decider<'_>, (backoff, hint, longest, random): Asked) -> TestCaseResult {
    let policy = Policy::default().backoff(backoff).longest_wait(longest).deadline(Duration::MAX);
    let attempt = Attempt::new(1, millis(0), random).facts(before_the_handshake_ended().hint(hint));
    let decision = decider(&diagnosis(None, RetryAdvice::Same), &attempt, &mut Memory::new(policy));
    if let Decision::Retry { after, .. } = decision {
        let told = hint.min(longest);
        prop_assert!(after >= told, "{after:?} before {told:?}");
        let most = backoff.cap.max(told.saturating_add(backoff.base.min(backoff.cap)));
        prop_assert!(after <= most, "{after:?} after {most:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_hint_is_a_lower_bound_and_capped(asked in asked()) {
        is_waited_for(&decide, asked)?;
    }
}

/// The controls: one that does not listen, and one that waits for as long as it is told.
#[test]
fn a_hint_that_is_ignored_or_followed_for_ever_is_noticed() {
    let deaf: Decider<'_> = &|diagnosis, attempt, memory| {
        let mut attempt = *attempt;
        attempt.facts.hint = None;
        decide(diagnosis, &attempt, memory)
    };
    let obedient: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Retry { after, connection, timeout } => {
            Decision::Retry { after: attempt.facts.hint.unwrap_or(after), connection, timeout }
        }
        stop => stop,
    };
    for broken in [deaf, obedient] {
        assert!(notices(asked(), |asked| is_waited_for(broken, asked)));
    }
}

#[test]
fn a_hint_that_is_longer_than_anybody_waits_is_cut() {
    let backoff = Backoff { jitter: Jitter::None, ..Backoff::default() };
    let policy = Policy::default().longest_wait(millis(2000)).backoff(backoff);
    let after = |hint| match decided(policy, RetryAdvice::Same, before_the_handshake_ended().hint(millis(hint)), 0) {
        Decision::Retry { after, .. } => after,
        Decision::Stop { why } => panic!("{why}"),
    };
    assert_eq!(after(1), millis(100));
    assert_eq!(after(1500), millis(1500));
    assert_eq!(after(60_000), millis(2000));
}

#[test]
fn a_hint_beyond_the_deadline_ends_the_call_instead_of_being_broken() {
    let policy = Policy::default().deadline(millis(3000));
    let facts = before_the_handshake_ended().hint(millis(5000));
    assert_eq!(decided(policy, RetryAdvice::Same, facts, 0).stop(), Some(StopReason::DeadlineReached));
}

#[test]
fn callers_that_are_told_the_same_time_do_not_come_back_together() {
    let facts = before_the_handshake_ended().hint(millis(1000));
    let mut random = fastrand::Rng::with_seed(5);
    let mut times: Vec<_> = (0..100)
        .map(|_| match decided(Policy::default(), RetryAdvice::Same, facts, random.u64(..)) {
            Decision::Retry { after, .. } => after,
            Decision::Stop { why } => panic!("{why}"),
        })
        .collect();
    times.sort();
    times.dedup();
    assert_eq!(times.len(), 100);
    assert!(times[99] - times[0] > millis(80) && times[99] < millis(1100));
}

#[test]
fn what_passes_at_a_time_is_waited_for_only_if_the_time_is_known_and_near() {
    let policy = Policy::default().longest_wait(millis(8000)).deadline(millis(10_000));
    let at = |facts| decided(policy, RetryAdvice::AtTime, facts, 0);
    let nothing = before_the_handshake_ended();
    assert_eq!(at(nothing).stop(), Some(StopReason::TimeUnknown));
    assert_eq!(at(nothing.hint(millis(100))).stop(), Some(StopReason::TimeUnknown));
    assert_eq!(at(nothing.until(millis(9000))).stop(), Some(StopReason::TooLate));
    let Decision::Retry { after, .. } = at(nothing.until(millis(7000))) else { panic!() };
    assert!(after >= millis(7000) && after <= millis(7100), "{after:?}");
    let short = policy.deadline(millis(7000));
    let decision = decided(short, RetryAdvice::AtTime, nothing.until(millis(7000)), 0);
    assert_eq!(decision.stop(), Some(StopReason::DeadlineReached));
}

#[test]
fn a_time_that_is_known_matters_only_to_the_advice_that_asks_for_it() {
    let facts = before_the_handshake_ended().until(millis(1 << 40));
    let attempt = Attempt::new(1, millis(0), 0).facts(facts);
    let stale = diagnosis(Some(Reason::HandshakeReset), RetryAdvice::FreshConnection);
    assert_eq!(decide(&stale, &attempt, &mut Memory::new(Policy::default())).stop(), None);
}

#[test]
fn what_a_server_asks_for_is_spread_by_jitter_alone() {
    let after = |jitter, random| {
        let policy = Policy::default().backoff(Backoff { jitter, ..Backoff::default() });
        let facts = before_the_handshake_ended().hint(millis(3000));
        match decided(policy, RetryAdvice::Same, facts, random) {
            Decision::Retry { after, .. } => after,
            Decision::Stop { why } => panic!("{why}"),
        }
    };
    assert_eq!([after(Jitter::None, 0), after(Jitter::None, u64::MAX)], [millis(3000); 2]);
    assert_eq!(after(Jitter::Full, 0), millis(3000));
    assert!(after(Jitter::Full, u64::MAX) > millis(3090));
}

#[test]
fn a_time_is_waited_for_up_to_the_longest_wait_and_not_beyond() {
    let policy = Policy::default().longest_wait(millis(2000));
    let decided = |until| decided(policy, RetryAdvice::AtTime, before_the_handshake_ended().until(millis(until)), 0);
    assert!(matches!(decided(2000), Decision::Retry { after, .. } if after >= millis(2000)));
    assert_eq!(decided(2001).stop(), Some(StopReason::TooLate));
}
