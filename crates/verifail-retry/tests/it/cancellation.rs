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

    /// A call whose attempts wait for a connection, yield, sleep; of which one is cut off and two fail, before one
    /// succeeds.
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

/// Drops a call after each number of polls that does not end it, and after the one that does, and looks at what is
/// left: how many points there are, or what is wrong at the first where something is.
async fn at_every_point(
    shared: impl Fn() -> Shared,
    call: impl AsyncFn(&Shared, Watch),
    look: impl Fn(&Shared, u32, bool) -> Result<(), String>,
) -> Result<usize, String> {
    for polls in 0..1000 {
        let shared = shared();
        let watch = Watch::default();
        let ended = poll_times(call(&shared, watch.clone()), polls).await;
        let begun = watch.begun.get();
        let (alive, free) = (watch.alive.get(), shared.connections.available_permits());
        let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
        if (alive, free, tasks) != (0, 2, 0) {
            return Err(format!(
                "{alive} operations and {tasks} tasks left, {free} connections free after {polls} polls"
            ));
        }
        look(&shared, begun, ended).map_err(|wrong| format!("{wrong} after {polls} polls"))?;
        advance(Duration::from_secs(100)).await;
        tokio::task::yield_now().await;
        if watch.begun.get() != begun {
            return Err(format!("something runs on after {polls} polls"));
        }
        if ended {
            return Ok(polls);
        }
    }
    Err("the call never ends".to_owned())
}

/// The call, whatever comes of it.
async fn ours(shared: &Shared, watch: Watch) {
    let _ended = shared.call(watch).await;
}

/// The attempts that were begun are what was paid for; the first is free.
fn tokens_are_back(shared: &Shared, begun: u32, ended: bool) -> Result<(), String> {
    let (left, expected) = (shared.budget.left(), 10 - begun.saturating_sub(1));
    let closed = matches!(shared.breaker.state().kind, Kind::Closed { .. });
    let right = left == expected && closed && (!ended || begun == 4);
    right.then_some(()).ok_or_else(|| format!("{left} tokens and not {expected}, {begun} attempts"))
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_anywhere_gives_back_the_token_of_a_retry_that_was_not_begun() {
    let points = at_every_point(|| Shared::new(100), ours, tokens_are_back).await;
    assert!(points.as_ref().is_ok_and(|points| *points > 20), "{points:?}");
}

/// The controls: a call that holds its token by itself, and one that goes on in a task of its own.
#[tokio::test(start_paused = true)]
async fn a_token_that_is_lost_and_a_task_that_runs_on_are_noticed() {
    let spends = async |shared: &Shared, watch: Watch| {
        assert!(shared.budget.spend());
        sleep(millis(3)).await;
        shared.budget.give_back();
        ours(shared, watch).await;
    };
    let wrong = at_every_point(|| Shared::new(100), spends, tokens_are_back).await;
    assert!(wrong.as_ref().is_err_and(|wrong| wrong.contains("9 tokens and not 10")), "{wrong:?}");
    let spawns = async |shared: &Shared, watch: Watch| {
        let task = tokio::spawn(sleep(millis(50)));
        ours(shared, watch).await;
        task.abort();
    };
    let wrong = at_every_point(|| Shared::new(100), spawns, tokens_are_back).await;
    assert!(wrong.as_ref().is_err_and(|wrong| wrong.contains("1 tasks left")), "{wrong:?}");
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
        ours,
        |shared, begun, _| {
            // The first attempt is the probe; when it failed, the breaker is open and the call stops.
            let kind = shared.breaker.state().kind;
            assert!(begun <= 1 && matches!(kind, Kind::HalfOpen | Kind::Open { .. }), "{kind:?}");
            let later = Duration::from_secs(3600);
            let probe = shared.breaker.admit(later).is_ok_and(|permit| permit.is_probe());
            probe.then_some(()).ok_or_else(|| "the probe is lost".to_owned())
        },
    )
    .await;
    assert!(points.as_ref().is_ok_and(|points| *points > 2), "{points:?}");
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
