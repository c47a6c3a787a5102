//! R11: a request of which octets were sent is repeated only if that is harmless; what failed before the handshake
//! ended always may be.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail_retry::executor::Progress;
use verifail_retry::{Decision, Memory, Sent, StopReason, decide};

use crate::fixture::{Case, Decider, cases, diagnosis, drive_by, millis, notices, play, play_by};

/// The server counts: of a request that is not idempotent, octets arrive at most once.
fn is_sent_once(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut arrived, mut attempts) = (0, 0);
    let mut memory = Memory::new(policy);
    let (steps, _) = drive_by(
        decider,
        &mut memory,
        || random.u64(..),
        |number, _| {
            let at = usize::try_from(number - 1).unwrap().min(script.len() - 1);
            let (diagnosis, facts, took) = script[at].clone();
            let facts = facts.idempotent(false);
            attempts += 1;
            arrived += u32::from(facts.sent != Sent::Nothing);
            Some((diagnosis, facts, took))
        },
    );
    prop_assert!(arrived <= 1, "{arrived} of {attempts}");
    prop_assert_eq!(steps.len(), attempts);
    Ok(())
}

/// Whether a request is idempotent changes nothing as long as none of it went out.
fn is_repeated_before_the_handshake_ended(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    let with = |idempotent| {
        let script = script.iter().cloned();
        let script =
            script.map(|(diagnosis, facts, took)| (diagnosis, facts.sent(Sent::Nothing).idempotent(idempotent), took));
        play_by(decider, policy, seed, &script.collect::<Vec<_>>())
    };
    prop_assert_eq!(with(true), with(false));
    Ok(())
}

proptest! {
    #[test]
    fn no_request_is_sent_twice_unless_it_is_idempotent(case in cases()) {
        is_sent_once(&decide, case)?;
    }

    #[test]
    fn before_the_handshake_ended_it_does_not_matter_what_the_request_is(case in cases()) {
        is_repeated_before_the_handshake_ended(&decide, case)?;
    }
}

/// The controls: one that repeats what was sent in part, and one that repeats only what is idempotent.
#[test]
fn a_request_that_is_sent_twice_or_not_repeated_though_it_was_not_sent_is_noticed() {
    let bold: Decider<'_> = &|diagnosis, attempt, memory| {
        let mut attempt = *attempt;
        attempt.facts.idempotent |= attempt.facts.sent == Sent::Partly;
        decide(diagnosis, &attempt, memory)
    };
    assert!(notices(cases(), |case| is_sent_once(bold, case)));
    let timid: Decider<'_> = &|diagnosis, attempt, memory| match decide(diagnosis, attempt, memory) {
        Decision::Retry { .. } if !attempt.facts.idempotent => Decision::Stop { why: StopReason::AlreadySent },
        decision => decision,
    };
    assert!(notices(cases(), |case| is_repeated_before_the_handshake_ended(timid, case)));
}

#[test]
fn each_part_that_was_sent_counts() {
    use verifail::RetryAdvice::FreshConnection;
    use verifail_retry::{Facts, Policy};
    for (sent, idempotent, attempts) in [
        (Sent::Nothing, false, 4),
        (Sent::Nothing, true, 4),
        (Sent::Partly, false, 1),
        (Sent::Partly, true, 4),
        (Sent::Whole, false, 1),
        (Sent::Whole, true, 4),
    ] {
        let facts = Facts::default().sent(sent).idempotent(idempotent);
        let (steps, why) = play(Policy::default(), 1, &[(diagnosis(None, FreshConnection), facts, millis(1))]);
        assert_eq!(steps.len(), attempts, "{sent:?} {idempotent}");
        assert_eq!(why == Some(StopReason::AlreadySent), attempts == 1);
    }
}

#[test]
fn who_says_nothing_is_taken_to_have_sent_everything() {
    use verifail_retry::Facts;
    assert_eq!((Facts::default().sent, Facts::default().idempotent), (Sent::Whole, false));
}

#[test]
fn what_was_sent_is_what_was_said_last() {
    let progress = Progress::default();
    assert_eq!(progress.so_far(), Sent::Nothing);
    for sent in [Sent::Partly, Sent::Whole, Sent::Nothing] {
        progress.sent(sent);
        assert_eq!(progress.so_far(), sent);
    }
}
