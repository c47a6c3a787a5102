//! R11: a request of which octets were sent is repeated only if that is harmless; what failed before the handshake ended
//! always may be.

use proptest::prelude::*;
use verifail_retry::{Memory, Policy, Sent, StopReason};

use crate::fixture::{advice, diagnosis, drive, facts, millis, play, policies, scripts};

proptest! {
    /// The server counts: of a request that is not idempotent, octets arrive at most once.
    #[test]
    fn no_request_is_sent_twice_unless_it_is_idempotent(policy in policies(), seed in any::<u64>(), script in scripts()) {
        let policy = policy.max_attempts(policy.max_attempts.min(50));
        let mut random = fastrand::Rng::with_seed(seed);
        let (mut arrived, mut attempts) = (0, 0);
        let mut memory = Memory::new(policy);
        let (steps, _) = drive(&mut memory, || random.u64(..), |number, _| {
            let at = usize::try_from(number - 1).unwrap().min(script.len() - 1);
            let (diagnosis, facts, took) = script[at].clone();
            let facts = facts.idempotent(false);
            attempts += 1;
            arrived += u32::from(facts.sent != Sent::Nothing);
            Some((diagnosis, facts, took))
        });
        prop_assert!(arrived <= 1, "{arrived} of {attempts}");
        prop_assert_eq!(steps.len(), attempts);
    }

    /// Whether a request is idempotent changes nothing as long as none of it went out.
    #[test]
    fn before_the_handshake_ended_it_does_not_matter_what_the_request_is(
        policy in policies(),
        seed in any::<u64>(),
        advice in advice(),
        facts in facts(),
    ) {
        let policy = policy.max_attempts(policy.max_attempts.min(50));
        let facts = facts.sent(Sent::Nothing);
        let with = |idempotent| play(policy, seed, &[(diagnosis(None, advice), facts.idempotent(idempotent), millis(1))]);
        prop_assert_eq!(with(true), with(false));
    }
}

#[test]
fn each_part_that_was_sent_counts() {
    use verifail::RetryAdvice::FreshConnection;
    use verifail_retry::Facts;
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
