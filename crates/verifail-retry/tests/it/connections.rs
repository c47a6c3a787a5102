//! R19: advice `fresh-session` never offers a ticket; `other-address` never the same address while another is left.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail::RetryAdvice;
use verifail_retry::{Connection, Decision, Facts, Memory, Policy, StopReason, decide};

use crate::fixture::{
    Case, Decider, before_the_handshake_ended, cases, diagnosis, drive_by, facts, millis, notices, play, play_by,
};

fn never_offers_a_session_that_was_to_blame(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    let (steps, _) = play_by(decider, policy, seed, &script);
    let mut blamed = false;
    for (at, step) in steps.iter().enumerate() {
        let offered = step.connection.is_none_or(Connection::may_resume);
        prop_assert!(!(blamed && offered), "{steps:?}");
        blamed |= script[at.min(script.len() - 1)].0.retry == RetryAdvice::FreshSession;
    }
    Ok(())
}

/// How many addresses there are, the one of the first attempt, attempts, a seed, what else is known.
type Fleet = (u32, u32, u32, u64, Facts);

fn fleets() -> impl Strategy<Value = Fleet> {
    (0u32..12, 0u32..12, 1u32..30, any::<u64>(), facts())
}

fn goes_elsewhere(decider: Decider<'_>, (addresses, first, attempts, seed, facts): Fleet) -> TestCaseResult {
    let mut at = if addresses == 0 { 0 } else { first % addresses };
    let mut tried = vec![at];
    let mut random = fastrand::Rng::with_seed(seed);
    let policy = Policy::default().max_attempts(attempts).persistent_after(u32::MAX).deadline(millis(1 << 40));
    let mut memory = Memory::new(policy);
    let mut wrong = None;
    drive_by(
        decider,
        &mut memory,
        || random.u64(..),
        |_, connection| {
            match connection {
                Some(Connection::OtherAddress { address, .. }) => {
                    let left = (0..addresses).any(|other| !tried.contains(&other));
                    if address >= addresses || address == at || (left && tried.contains(&address)) {
                        wrong = Some((address, tried.clone()));
                    }
                    tried.push(address);
                    at = address;
                }
                Some(other) if addresses > 1 => wrong = Some((u32::MAX, vec![u32::from(other.is_new())])),
                _ => {}
            }
            let mut facts = facts.sent(verifail_retry::Sent::Nothing).address(at, addresses).retries_below(0);
            (facts.hint, facts.until) = (None, None);
            Some((diagnosis(None, RetryAdvice::OtherAddress), facts, millis(1)))
        },
    );
    prop_assert_eq!(wrong, None);
    Ok(())
}

proptest! {
    #[test]
    fn a_session_that_was_to_blame_is_never_offered_again(case in cases()) {
        never_offers_a_session_that_was_to_blame(&decide, case)?;
    }

    #[test]
    fn advice_to_go_elsewhere_goes_elsewhere(fleet in fleets()) {
        goes_elsewhere(&decide, fleet)?;
    }

    /// Addresses that no list has, and lists that are longer than what is remembered.
    #[test]
    fn another_address_is_one_of_the_list(at in any::<u32>(), of in any::<u32>()) {
        let facts = before_the_handshake_ended().address(at, of);
        let (steps, _) = play(Policy::default(), 1, &[(diagnosis(None, RetryAdvice::OtherAddress), facts, millis(1))]);
        for step in &steps[1..] {
            match step.connection {
                Some(Connection::OtherAddress { address, .. }) => prop_assert!(address < of && address != at),
                connection => prop_assert!(of < 2 && connection == Some(Connection::Fresh), "{connection:?}"),
            }
        }
    }
}

/// The controls: a session that is offered again once the advice is another one, and the address after this one, tried
/// or not.
#[test]
fn a_session_that_is_offered_again_and_an_address_that_is_tried_again_are_noticed() {
    let forgetful: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Retry { after, timeout, connection: Connection::FreshSession }
            if diagnosis.retry != RetryAdvice::FreshSession && !attempt.facts.resumed =>
        {
            Decision::Retry { after, timeout, connection: Connection::Fresh }
        }
        decision => decision,
    };
    assert!(notices(cases(), |case| never_offers_a_session_that_was_to_blame(forgetful, case)));
    let circling: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Retry { after, timeout, connection: Connection::OtherAddress { address, may_resume } } => {
            let address = if address == 0 { attempt.facts.addresses - 1 } else { address - 1 };
            Decision::Retry { after, timeout, connection: Connection::OtherAddress { address, may_resume } }
        }
        decision => decision,
    };
    assert!(notices(fleets(), |fleet| goes_elsewhere(circling, fleet)));
}

#[test]
fn each_advice_asks_for_its_connection() {
    let next = |advice, facts| {
        let (steps, why) = play(Policy::default().max_attempts(2), 1, &[(diagnosis(None, advice), facts, millis(1))]);
        assert_eq!(why, Some(StopReason::AttemptsExhausted));
        steps[1].connection.unwrap()
    };
    let one = before_the_handshake_ended().until(millis(1));
    let elsewhere = |may_resume| Connection::OtherAddress { address: 1, may_resume };
    for (advice, alone, resumed, of_three) in [
        (RetryAdvice::AtTime, Connection::Fresh, Connection::FreshSession, Connection::Fresh),
        (RetryAdvice::BoundedUnknown, Connection::Fresh, Connection::FreshSession, Connection::Fresh),
        (RetryAdvice::FreshConnection, Connection::Fresh, Connection::FreshSession, Connection::Fresh),
        (RetryAdvice::FreshSession, Connection::FreshSession, Connection::FreshSession, Connection::FreshSession),
        (RetryAdvice::OtherAddress, Connection::Fresh, Connection::FreshSession, elsewhere(true)),
        (RetryAdvice::Same, Connection::Same, Connection::Same, Connection::Same),
    ] {
        assert_eq!(next(advice, one), alone, "{advice}");
        assert_eq!(next(advice, one.resumed(true)), resumed, "{advice}");
        assert_eq!(next(advice, one.address(0, 3)), of_three, "{advice}");
    }
    assert_eq!(next(RetryAdvice::OtherAddress, one.address(0, 3).resumed(true)), elsewhere(false));
}

#[test]
fn a_session_stays_unused_where_the_next_failure_is_another_one() {
    let stale = (diagnosis(None, RetryAdvice::FreshSession), before_the_handshake_ended(), millis(1));
    let reset = (diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), millis(1));
    let (steps, _) = play(Policy::default(), 1, &[reset.clone(), stale, reset]);
    let resumable: Vec<bool> = steps.iter().filter_map(|step| step.connection).map(Connection::may_resume).collect();
    assert_eq!(resumable, [true, false, false]);
}
