//! One operation through every executor of retries, each set up as the first example of its documentation does it.

use std::future::{Future, Ready, ready};
use std::sync::Arc;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;
use tokio_retry::strategy::{ExponentialBackoff, jitter};
use tower::retry::Policy as _;
use tower::retry::budget::{Budget as _, TpsBudget};
use tower::{Service, service_fn};
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail_retry::executor::{Executor, Failed, Failure};
use verifail_retry::{Policy, Sent};

/// What every operation fails with: a text, as programs have it.
pub type Error = &'static str;

/// A failure that no number of attempts cures.
pub const PERMANENT: Error = "SSL certificate problem: certificate has expired";
/// A failure that passes.
pub const PASSING: Error = "curl: (35) Recv failure: Connection reset by peer";

/// A runtime of one thread; with virtual time, sleeping costs nothing.
pub fn runtime(virtual_time: bool) -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(virtual_time).build().expect("a runtime")
}

/// The executor of this workspace.
pub fn executor() -> Executor {
    Executor::new(Policy::default())
}

/// What an error is.
pub fn diagnosis(failed: Failed<'_, Error>) -> Diagnosis {
    match failed {
        Failed::Error(text) => classify(&Evidence::text(*text)),
        Failed::TimedOut(_) => classify(&Evidence::text("net/http: TLS handshake timeout")),
    }
}

/// Through the executor of this workspace.
pub async fn verifail<T>(executor: &Executor, mut operation: impl FnMut() -> Result<T, Error>) -> Option<T> {
    let operation = |_| ready(operation().map_err(|error| Failure::of(error).sent(Sent::Nothing)));
    executor.call().run(operation, diagnosis).await.ok()
}

/// Through backon.
pub async fn backon<T>(mut operation: impl FnMut() -> Result<T, Error>) -> Option<T> {
    (|| ready(operation())).retry(ExponentialBuilder::default()).await.ok()
}

/// Through tokio-retry.
pub async fn tokio_retry<T>(mut operation: impl FnMut() -> Result<T, Error>) -> Option<T> {
    let delays = ExponentialBackoff::from_millis(10).map(jitter).take(3);
    tokio_retry::Retry::start(delays, || ready(operation())).await.ok()
}

/// Through tower's middleware.
pub async fn tower<T>(budget: &TowerBudget, mut operation: impl FnMut() -> Result<T, Error> + Clone) -> Option<T> {
    let service = service_fn(move |()| ready(operation()));
    tower::retry::Retry::new(budget.clone(), service).call(()).await.ok()
}

/// The policy that the documentation of tower's budget shows.
#[derive(Clone, Debug, Default)]
pub struct TowerBudget {
    budget: Arc<TpsBudget>,
}

impl<T> tower::retry::Policy<(), T, Error> for TowerBudget {
    type Future = Ready<()>;

    fn retry(&mut self, (): &mut (), result: &mut Result<T, Error>) -> Option<Self::Future> {
        match result {
            Ok(_) => {
                self.budget.deposit();
                None
            }
            Err(_) => self.budget.withdraw().then(|| ready(())),
        }
    }

    fn clone_request(&mut self, (): &()) -> Option<()> {
        Some(())
    }
}

impl TowerBudget {
    /// What it decides for a failure, after a success that pays for it.
    pub fn decide(&mut self) -> bool {
        let success = self.retry(&mut (), &mut Ok::<_, Error>(()));
        let failure = self.retry(&mut (), &mut Err::<(), _>(PASSING));
        success.is_none() && failure.is_some()
    }
}

/// How one executor deals with a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dealt {
    /// Whose it is.
    pub name: &'static str,
    /// Attempts that it made.
    pub attempts: u32,
    /// Time that it waited, all delays together.
    pub waited: Duration,
    /// Whether it ended with a success.
    pub succeeded: bool,
}

/// What each does with a failure that goes away after so many attempts, in virtual time; the last is this workspace's.
pub fn deal(error: Error, failures: u32) -> [Dealt; 4] {
    let count = std::cell::Cell::new(0);
    let operation = || {
        count.set(count.get() + 1);
        if count.get() > failures { Ok(()) } else { Err(error) }
    };
    let runtime = runtime(true);
    let dealt = |name, run: std::pin::Pin<Box<dyn Future<Output = Option<()>> + '_>>| {
        count.set(0);
        let (succeeded, waited) = runtime.block_on(async {
            let began = Instant::now();
            (run.await.is_some(), began.elapsed())
        });
        Dealt { name, attempts: count.get(), waited, succeeded }
    };
    let (executor, budget) = (runtime.block_on(async { executor() }), TowerBudget::default());
    [
        dealt("backon", Box::pin(backon(operation))),
        dealt("tokio-retry", Box::pin(tokio_retry(operation))),
        dealt("tower retry, budget", Box::pin(tower(&budget, operation))),
        dealt("verifail-retry", Box::pin(verifail(&executor, operation))),
    ]
}
