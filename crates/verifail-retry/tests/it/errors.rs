//! The error that a call ends with: one line, with the reason, the attempts, and why there are no more.

use std::error::Error;
use std::io;

use verifail::{Reason, RetryAdvice};
use verifail_retry::executor::Failed;
use verifail_retry::{Connection, Decision, RetryError, StopReason};

use crate::fixture::{diagnosis, millis};

fn ended(attempts: u32, why: StopReason) -> RetryError<io::Error> {
    let diagnosis = diagnosis(Some(Reason::HandshakeReset), RetryAdvice::FreshConnection);
    RetryError::new(Some(diagnosis), attempts, why, Some(io::Error::other("connection reset")))
}

#[test]
fn the_line_has_the_reason_the_attempts_and_why_it_stopped() {
    assert_eq!(
        ended(4, StopReason::AttemptsExhausted).to_string(),
        "handshake-reset (unknown): gave up after 4 attempts: no attempts are left"
    );
    let refused = RetryError::<io::Error>::new(None, 0, StopReason::BreakerOpen, None);
    assert_eq!(refused.to_string(), "not tried: gave up after 0 attempts: the circuit breaker is open");
    assert!(refused.source().is_none() && refused.reason().is_none());
    assert_eq!((refused.attempts(), ended(4, StopReason::AttemptsExhausted).attempts()), (0, 4));
}

#[test]
fn every_way_to_stop_is_told_in_one_line() {
    for why in StopReason::ALL.iter().copied() {
        let line = ended(2, why).to_string();
        assert!(line.ends_with(why.meaning()) && !line.contains('\n'), "{line}");
        assert_eq!(why.to_string(), why.code());
    }
    let mut codes: Vec<_> = StopReason::ALL.iter().map(|why| why.code()).collect();
    codes.dedup();
    assert!(codes.is_sorted() && codes.len() == StopReason::ALL.len());
}

#[test]
fn the_last_error_is_the_source_and_can_be_had_back() {
    let error = ended(1, StopReason::AlreadySent);
    assert_eq!(error.source().unwrap().to_string(), "connection reset");
    assert_eq!(error.last().unwrap().kind(), io::ErrorKind::Other);
    assert_eq!(
        (error.reason(), error.attempts(), error.why()),
        (Some(Reason::HandshakeReset), 1, StopReason::AlreadySent)
    );
    assert_eq!(error.map(|error| error.to_string()).into_last().unwrap(), "connection reset");
}

#[test]
fn all_connections_but_the_same_are_new_and_say_whether_they_may_resume() {
    let elsewhere = |may_resume| Connection::OtherAddress { address: 0, may_resume };
    for (connection, is_new, may_resume) in [
        (Connection::Same, false, true),
        (Connection::Fresh, true, true),
        (Connection::FreshSession, true, false),
        (elsewhere(true), true, true),
        (elsewhere(false), true, false),
    ] {
        assert_eq!((connection.is_new(), connection.may_resume()), (is_new, may_resume), "{connection}");
    }
}

#[test]
fn decisions_are_printed_for_people() {
    let after = |connection| Decision::Retry { after: millis(1250), connection, timeout: millis(1) }.to_string();
    assert_eq!(after(Connection::Same), "retry in 1.2s as before");
    assert_eq!(after(Connection::Fresh), "retry in 1.2s on a fresh connection");
    assert_eq!(after(Connection::FreshSession), "retry in 1.2s on a fresh connection without session resumption");
    let elsewhere = |may_resume| after(Connection::OtherAddress { address: 2, may_resume });
    assert_eq!(elsewhere(true), "retry in 1.2s at address 2");
    assert_eq!(elsewhere(false), "retry in 1.2s at address 2 without session resumption");
    let stop = Decision::Stop { why: StopReason::Permanent };
    assert_eq!(stop.to_string(), "stop: the answer stays the same until something changes");
}

#[test]
fn what_a_classifier_is_shown_says_what_the_operation_did_or_how_long_it_was_waited_for() {
    let error = io::Error::other("connection reset");
    assert_eq!(Failed::Error(&error).to_string(), "connection reset");
    assert_eq!(Failed::<io::Error>::TimedOut(millis(1500)).to_string(), "no answer within 1.5s");
}
