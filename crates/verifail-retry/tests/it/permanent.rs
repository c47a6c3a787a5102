//! R6: what is permanent is tried once, for every reason of the taxonomy.

use verifail::classification::{Evidence, Side, Statement, classify};
use verifail::{Reason, RetryAdvice};
use verifail_retry::{Facts, Policy, Sent, StopReason, decide};

use crate::fixture::{Decider, RETRYABLE, before_the_handshake_ended, diagnosis, millis, play, play_by};

/// Advice that no attempt may follow, and what is said instead.
const FINAL: [(RetryAdvice, StopReason); 3] = [
    (RetryAdvice::AfterUserAction, StopReason::AfterUserAction),
    (RetryAdvice::Never, StopReason::Permanent),
    (RetryAdvice::NotApplicable, StopReason::NothingToRetry),
];

/// Facts under which everything that may be repeated is.
fn inviting() -> Facts {
    Facts::default().sent(Sent::Nothing).idempotent(true).address(0, 9).hint(millis(1)).until(millis(1)).resumed(true)
}

/// The first reason that is tried more than once though it is permanent, or for which something else is said than why.
fn tried_again(decider: Decider<'_>) -> Option<(Option<Reason>, RetryAdvice)> {
    let reasons = Reason::ALL.iter().copied().map(Some).chain([None]);
    let mut all = reasons.flat_map(|reason| FINAL.map(|(advice, why)| (reason, advice, why)));
    let tried_again = all.find(|(reason, advice, why)| {
        let script = [(diagnosis(*reason, *advice), inviting(), millis(1))];
        let (steps, stopped) = play_by(decider, Policy::default(), 3, &script);
        (steps.len(), stopped) != (1, Some(*why))
    });
    tried_again.map(|(reason, advice, _)| (reason, advice))
}

#[test]
fn every_reason_that_is_permanent_is_tried_exactly_once() {
    assert_eq!(tried_again(&decide), None);
}

/// The control: each reason in turn is the one that is forgotten, with each advice.
#[test]
fn one_reason_that_is_tried_again_is_noticed() {
    for forgotten in Reason::ALL.iter().copied().map(Some).chain([None]) {
        for (advice, _) in FINAL {
            let broken: Decider<'_> = &|diagnosis, attempt, memory| {
                let mut diagnosis = diagnosis.clone();
                if diagnosis.reason == forgotten && diagnosis.retry == advice {
                    diagnosis.retry = RetryAdvice::BoundedUnknown;
                }
                decide(&diagnosis, attempt, memory)
            };
            assert_eq!(tried_again(broken), Some((forgotten, advice)));
        }
    }
}

/// The taxonomy's own advice, as it comes with a failure of which nothing but the reason is known, and who said it.
#[test]
fn every_reason_is_tried_as_often_as_its_own_advice_permits() {
    let mut once = 0;
    for (reason, received) in Reason::ALL.iter().flat_map(|reason| [(*reason, false), (*reason, true)]) {
        let statement = Statement::of(reason).by(Side::Client);
        let statement = if received { statement.received() } else { statement };
        let diagnosis = classify(&Evidence::statement(statement));
        let (advice, expected) = (diagnosis.retry, FINAL.iter().find(|(advice, _)| *advice == diagnosis.retry));
        let (steps, why) = play(Policy::default(), 3, &[(diagnosis, inviting(), millis(1))]);
        match expected {
            Some((_, stop)) => {
                assert_eq!((steps.len(), why), (1, Some(*stop)), "{reason} {advice}");
                once += 1;
            }
            None => assert!(steps.len() > 1, "{reason} {advice}"),
        }
    }
    assert!(once > Reason::ALL.len(), "most reasons are permanent: {once}");
}

#[test]
fn every_reason_that_may_pass_is_tried_again() {
    for reason in Reason::ALL.iter().copied().map(Some).chain([None]) {
        for advice in RETRYABLE {
            let script = [(diagnosis(reason, advice), inviting(), millis(1))];
            assert!(play(Policy::default(), 3, &script).0.len() > 1, "{reason:?} {advice}");
        }
    }
}

#[test]
fn no_advice_of_the_taxonomy_is_left_out() {
    let known: Vec<_> = RETRYABLE.iter().copied().chain(FINAL.map(|(advice, _)| advice)).collect();
    assert_eq!(known.len(), RetryAdvice::ALL.len());
    assert!(RetryAdvice::ALL.iter().all(|advice| known.contains(advice)));
}

#[test]
fn what_becomes_permanent_ends_the_call_there() {
    let reset = (diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), millis(1));
    let expired = (diagnosis(Some(Reason::Expired), RetryAdvice::Never), before_the_handshake_ended(), millis(1));
    let (steps, why) = play(Policy::default(), 3, &[reset, expired]);
    assert_eq!((steps.len(), why), (2, Some(StopReason::Permanent)));
}
