//! The executor: one event for each attempt, timeouts, what the operation is told, and how a call ends. In virtual
//! time.

#![cfg(feature = "tokio")]

use std::cell::{Cell, RefCell};
use std::io;
use std::time::Duration;

use proptest::prelude::*;
use tokio::time::{Instant, sleep};
use verifail::classification::Diagnosis;
use verifail::{Reason, RetryAdvice};
use verifail_retry::executor::{AttemptEvent, Ended, Executor, Failed, Failure, Progress};
use verifail_retry::{Breaker, Budget, Connection, Decision, Policy, Sent, StopReason};

use crate::fixture::{diagnosis, millis};

/// Any error is a reset, any attempt that is cut off a stall.
fn reset(failed: Failed<'_, io::Error>) -> Diagnosis {
    let reason = match failed {
        Failed::Error(_) => Reason::HandshakeReset,
        Failed::TimedOut(_) => Reason::HandshakeTimeout,
    };
    diagnosis(Some(reason), RetryAdvice::FreshConnection)
}

fn refused() -> Failure<io::Error> {
    Failure::of(io::Error::other("reset")).sent(Sent::Nothing)
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_told_once_with_what_follows_from_it() {
    let told = RefCell::new(Vec::new());
    let observe = |event: &AttemptEvent<'_>| {
        let follows = match event.ended {
            Ended::Failed { decision: Decision::Retry { after, .. }, .. } => Some(after),
            _ => None,
        };
        told.borrow_mut().push((
            event.number,
            event.connection,
            event.attempts_before,
            event.took,
            event.elapsed,
            follows,
        ));
    };
    let executor = Executor::new(Policy::default());
    let tries = Cell::new(0);
    let operation = |context: verifail_retry::executor::AttemptContext| {
        tries.set(tries.get() + 1);
        assert_eq!((context.number, context.attempts_before), (tries.get(), tries.get() - 1));
        let succeeds = context.number == 3;
        async move {
            sleep(millis(20)).await;
            if succeeds { Ok("done") } else { Err(refused()) }
        }
    };
    assert_eq!(executor.call().seed(9).observe(observe).run(operation, reset).await.unwrap(), "done");
    let told = told.into_inner();
    let fresh = Some(Connection::Fresh);
    let seen: Vec<_> =
        told.iter().map(|(number, connection, before, took, ..)| (*number, *connection, *before, *took)).collect();
    assert_eq!(seen, [(1, None, 0, millis(20)), (2, fresh, 1, millis(20)), (3, fresh, 2, millis(20))]);
    let (first, second, third) = (told[0], told[1], told[2]);
    // The timer counts whole milliseconds.
    let waited = |wait: Option<Duration>| wait.unwrap() + millis(1);
    assert!(second.4 - first.4 <= millis(20) + waited(first.5), "{told:?}");
    assert!(third.4 - second.4 <= millis(20) + waited(second.5) && third.5.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_stalls_is_cut_off_and_what_it_had_sent_decides() {
    let policy = Policy::default().max_attempts(2).attempt_timeout(millis(500));
    let executor = Executor::new(policy);
    for (sent, known, idempotent, attempts, why) in [
        (Sent::Nothing, true, false, 2, StopReason::AttemptsExhausted),
        (Sent::Partly, true, false, 1, StopReason::AlreadySent),
        (Sent::Whole, true, true, 2, StopReason::AttemptsExhausted),
        (Sent::Nothing, false, false, 1, StopReason::AlreadySent),
    ] {
        let progress = Progress::default();
        let operation = |_| async {
            progress.sent(sent);
            std::future::pending::<Result<(), Failure<io::Error>>>().await
        };
        let mut call = executor.call().idempotent(idempotent);
        if known {
            call = call.progress(&progress);
        }
        let began = Instant::now();
        let error = call.run(operation, reset).await.unwrap_err();
        assert_eq!((error.attempts(), error.why()), (attempts, why), "{sent:?}");
        assert_eq!(error.reason(), Some(Reason::HandshakeTimeout));
        assert!(error.last().is_none() && began.elapsed() >= millis(500) * attempts);
    }
}

#[tokio::test(start_paused = true)]
async fn an_open_breaker_lets_no_attempt_be_made() {
    let executor = Executor::new(Policy::default().max_attempts(2));
    let breaker = Breaker::new(2, Duration::from_secs(60));
    let attempts = Cell::new(0);
    let operation = |_| {
        attempts.set(attempts.get() + 1);
        async { Err::<(), _>(refused()) }
    };
    let error = executor.call().breaker(&breaker).run(operation, reset).await.unwrap_err();
    // The second failure opened it, and was the last attempt anyway.
    assert_eq!((error.attempts(), error.why()), (2, StopReason::AttemptsExhausted));
    let error = executor.call().breaker(&breaker).run(operation, reset).await.unwrap_err();
    assert_eq!((error.attempts(), error.why(), attempts.get()), (0, StopReason::BreakerOpen, 2));
    sleep(Duration::from_secs(60)).await;
    executor.call().breaker(&breaker).run(|_| async { Ok::<_, Failure<io::Error>>(()) }, reset).await.unwrap();
    assert!(breaker.admit(Duration::from_secs(60)).is_ok_and(|permit| !permit.is_probe()));
}

#[tokio::test(start_paused = true)]
async fn what_is_permanent_neither_opens_a_breaker_nor_takes_a_token() {
    let budget = Budget::new(0, 3);
    let executor = Executor::new(Policy::default()).budget(&budget);
    let breaker = Breaker::new(1, Duration::from_secs(60));
    let expired = |_: Failed<'_, io::Error>| diagnosis(Some(Reason::Expired), RetryAdvice::Never);
    for _ in 0..5 {
        let call = executor.call().breaker(&breaker);
        let error = call.run(|_| async { Err::<(), _>(refused()) }, expired).await.unwrap_err();
        assert_eq!((error.attempts(), error.why()), (1, StopReason::Permanent));
    }
    assert_eq!(budget.left(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_next_hop_is_told_of_attempts_further_up() {
    let told = Cell::new(0);
    let operation = |context: verifail_retry::executor::AttemptContext| {
        told.set(context.attempts_before);
        async { Err::<(), _>(refused()) }
    };
    let error = Executor::new(Policy::default()).call().attempts_above(2).run(operation, reset).await.unwrap_err();
    assert_eq!((told.get(), error.attempts(), error.why()), (2, 1, StopReason::RetriedAbove));
}

#[tokio::test(start_paused = true)]
async fn without_any_limit_on_time_nothing_overflows() {
    let policy = Policy::default().attempt_timeout(Duration::MAX).deadline(Duration::MAX).max_attempts(2);
    let operation = |_| async {
        sleep(millis(1)).await;
        Err::<(), _>(refused())
    };
    let error = Executor::new(policy).call().run(operation, reset).await.unwrap_err();
    assert_eq!(error.attempts(), 2);
}

#[test]
fn a_call_can_be_moved_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let _guard = runtime.enter();
    let executor = Executor::new(Policy::default());
    let future = executor.call().run(|_| async { Ok::<_, Failure<io::Error>>(()) }, reset);
    is_send(&future);
    runtime.block_on(future).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// R1 and R2 again, with a real timer: attempts that take anything from no time to for ever.
    #[test]
    fn a_call_ends_before_its_deadline_on_a_real_timer(
        takes in proptest::collection::vec(prop_oneof![4 => 0u64..400, 1 => Just(1 << 40)], 12),
        deadline in 1u64..2000,
        timeout in 1u64..600,
        seed in any::<u64>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let policy = Policy::default().max_attempts(10).deadline(millis(deadline)).attempt_timeout(millis(timeout));
            let executor = Executor::new(policy);
            let progress = Progress::default();
            let began = Instant::now();
            let ends = RefCell::new(Vec::new());
            let operation = |context: verifail_retry::executor::AttemptContext| {
                let time = takes[usize::try_from(context.number).unwrap()];
                assert!(began.elapsed() + context.timeout <= millis(deadline));
                async move {
                    sleep(millis(time)).await;
                    Err::<(), _>(refused())
                }
            };
            let observe = |event: &AttemptEvent<'_>| ends.borrow_mut().push(event.number);
            let call = executor.call().seed(seed).progress(&progress).observe(observe);
            let error = call.run(operation, reset).await.unwrap_err();
            assert!(error.attempts() <= 10);
            assert!(began.elapsed() <= millis(deadline + 1), "{:?}", began.elapsed());
            let numbers: Vec<u32> = (1..=error.attempts()).collect();
            assert_eq!(ends.into_inner(), numbers);
        });
    }
}
