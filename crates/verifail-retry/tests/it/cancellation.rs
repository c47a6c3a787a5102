//! R10: a call that is dropped at any await point leaves nothing running, and gives back what it held.

#![cfg(feature = "tokio")]

use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{advance, sleep};
use verifail::RetryAdvice;
use verifail_retry::breaker::state::Kind;
use verifail_retry::executor::{Executor, Failed, Failure};
use verifail_retry::{Backoff, Breaker, Budget, Jitter, Policy, RetryError, Sent};

use crate::fixture::{diagnosis, millis};

/// Counts the operations that are under way, and those that were ever begun.
#[derive(Clone, Default)]
struct Watch {
    alive: Rc<Cell<u32>>,
    begun: Rc<Cell<u32>>,
}

struct Alive(Watch);

impl Watch {
    fn begin(&self) -> Alive {
        self.begun.set(self.begun.get() + 1);
        self.alive.set(self.alive.get() + 1);
        Alive(self.clone())
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.alive.set(self.0.alive.get() - 1);
    }
}

/// What callers of one peer share.
struct Shared {
    executor: Executor,
    budget: Budget,
    breaker: Breaker,
    connections: Semaphore,
}

impl Shared {
    fn new(failures: u32) -> Self {
        let backoff = Backoff { base: millis(4), factor: 1.0, cap: millis(4), jitter: Jitter::None };
        let policy = Policy::default().max_attempts(4).attempt_timeout(millis(7)).backoff(backoff);
        let budget = Budget::new(0, 10);
        Self {
            executor: Executor::new(policy).budget(&budget),
            breaker: Breaker::new(failures, millis(1000)),
            connections: Semaphore::new(2),
            budget,
        }
    }

    /// A call whose attempts wait for a connection, yield, sleep; of which one is cut off and two fail, before one succeeds.
    async fn call(&self, watch: Watch) -> Result<(), RetryError<io::Error>> {
        let progress = verifail_retry::executor::Progress::default();
        let operation = |context: verifail_retry::executor::AttemptContext| {
            let alive = watch.begin();
            async move {
                let _alive = alive;
                let _connection = self.connections.acquire().await.unwrap();
                tokio::task::yield_now().await;
                sleep(millis(if context.number == 2 { 1_000_000 } else { 2 })).await;
                tokio::task::yield_now().await;
                if context.number < 4 {
                    Err(Failure::of(io::Error::other("reset")).sent(Sent::Nothing))
                } else {
                    Ok(())
                }
            }
        };
        let classify = |_: Failed<'_, io::Error>| diagnosis(None, RetryAdvice::FreshConnection);
        self.executor.call().breaker(&self.breaker).progress(&progress).run(operation, classify).await
    }
}

/// Polls at most so often, a millisecond apart. Whether it was ready by then.
async fn poll_times(future: impl Future, times: usize) -> bool {
    let mut future = pin!(future);
    for _ in 0..times {
        if std::future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await.is_ready() {
            return true;
        }
        advance(millis(1)).await;
    }
    false
}

/// Drops a call after each number of polls that does not end it, and after the one that does, and looks at what is left.
async fn at_every_point(shared: impl Fn() -> Shared, look: impl Fn(&Shared, u32, bool)) -> usize {
    for polls in 0..1000 {
        let shared = shared();
        let watch = Watch::default();
        let ended = poll_times(shared.call(watch.clone()), polls).await;
        let begun = watch.begun.get();
        assert_eq!(watch.alive.get(), 0, "an operation is left after {polls} polls");
        assert_eq!(shared.connections.available_permits(), 2, "after {polls} polls");
        assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), 0, "after {polls} polls");
        look(&shared, begun, ended);
        advance(Duration::from_secs(100)).await;
        tokio::task::yield_now().await;
        assert_eq!(watch.begun.get(), begun, "something runs on after {polls} polls");
        if ended {
            return polls;
        }
    }
    panic!("the call never ends");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_anywhere_gives_back_the_token_of_a_retry_that_was_not_begun() {
    let points = at_every_point(
        || Shared::new(100),
        |shared, begun, ended| {
            assert!(!ended || begun == 4);
            // The attempts that were begun are what was paid for; the first is free.
            assert_eq!(shared.budget.left(), 10 - begun.saturating_sub(1));
            assert!(matches!(shared.breaker.state().kind, Kind::Closed { .. }));
        },
    )
    .await;
    assert!(points > 20, "only {points} points");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_anywhere_gives_back_the_probe() {
    let half_open = || {
        let shared = Shared::new(1);
        let now = Duration::ZERO;
        shared.breaker.admit(now).unwrap().failed(now);
        shared
    };
    // The executor's clock begins with it: a second later the breaker is half open.
    let points = at_every_point(
        || {
            let shared = half_open();
            // An outcome in the past, so that the next attempt is the probe.
            assert!(shared.breaker.admit(millis(999)).is_err());
            drop(shared.breaker.admit(millis(1000)).unwrap());
            assert_eq!(shared.breaker.state().kind, Kind::HalfOpen);
            shared
        },
        |shared, begun, _| {
            // The first attempt is the probe; when it failed, the breaker is open and the call stops.
            let kind = shared.breaker.state().kind;
            assert!(begun <= 1 && matches!(kind, Kind::HalfOpen | Kind::Open { .. }), "{kind:?}");
            let later = Duration::from_secs(3600);
            let permit = shared.breaker.admit(later).unwrap();
            assert!(permit.is_probe(), "the probe is lost");
        },
    )
    .await;
    assert!(points > 2, "only {points} points");
}

/// The control: what is looked at does notice a call that is still held.
#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_dropped_holds_what_it_holds() {
    let shared = Shared::new(100);
    let watch = Watch::default();
    let mut call = pin!(shared.call(watch.clone()));
    assert!(!poll_times(call.as_mut(), 3).await);
    assert_eq!((watch.alive.get(), shared.connections.available_permits()), (1, 1));
    assert!(poll_times(call, 100).await);
    assert_eq!((watch.alive.get(), shared.connections.available_permits()), (0, 2));
}
