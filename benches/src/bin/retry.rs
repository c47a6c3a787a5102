//! What can be counted of retries: `retry allocations` prints those of a call that succeeds at once, `retry attempts`
//! how often each executor tries what fails for good, and what passes.

use std::alloc::System;
use std::error::Error;
use std::future::{Future, poll_fn};
use std::io::{self, Write};
use std::task::Poll;
use std::time::Duration;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use verifail_benches::retries::{self, PASSING, PERMANENT, TowerBudget};
use verifail_retry::executor::{Executor, Failure};
use verifail_retry::{Attempt, Breaker, Budget, Facts, Memory, Policy, Sent, decide};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1).as_deref() {
        Some("allocations") => Ok(allocations()?),
        Some("attempts") => Ok(attempts()?),
        _ => Err("usage: retry allocations|attempts".into()),
    }
}

fn allocations() -> io::Result<()> {
    let runtime = retries::runtime(false);
    let count = |work: &dyn Fn() -> bool| {
        // The first time sets up what stays: thread locals, the timer.
        assert!(work());
        let region = Region::new(ALLOCATOR);
        assert!(work());
        let change = region.change();
        change.allocations + change.reallocations
    };
    let mut out = io::stdout().lock();
    let mut print = |name: &str, work: &dyn Fn() -> bool| writeln!(out, "{name} {}", count(work));
    let executor = runtime.block_on(async { retries::executor() });
    let budget = Budget::default();
    let with_budget = runtime.block_on(async { Executor::new(Policy::default()).budget(&budget) });
    let breaker = Breaker::new(5, Duration::from_secs(10));
    let tower = TowerBudget::default();
    print("plain", &|| runtime.block_on(async { std::hint::black_box(Ok::<_, retries::Error>(1)) }).is_ok())?;
    print("verifail-retry", &|| runtime.block_on(retries::verifail(&executor, || Ok(1))).is_some())?;
    print("verifail-retry-shared", &|| {
        let call = with_budget.call().breaker(&breaker).observe(|event| assert_eq!(event.number, 1));
        let operation = |_| std::future::ready(Ok::<_, Failure<retries::Error>>(1));
        runtime.block_on(call.run(operation, retries::diagnosis)).is_ok()
    })?;
    print("verifail-retry-waiting", &|| runtime.block_on(waiting(&executor)))?;
    let reset = verifail::classification::classify(&verifail::classification::Evidence::text(PASSING));
    print("verifail-retry-decision", &|| {
        let mut memory = Memory::new(Policy::default()).budget(&budget);
        let attempt = Attempt::new(1, Duration::ZERO, 1).facts(Facts::default().sent(Sent::Nothing));
        decide(&reset, &attempt, &mut memory).stop().is_none()
    })?;
    print("backon", &|| runtime.block_on(retries::backon(|| Ok(1))).is_some())?;
    print("tokio-retry", &|| runtime.block_on(retries::tokio_retry(|| Ok(1))).is_some())?;
    print("tower", &|| runtime.block_on(retries::tower(&tower, || Ok(1))).is_some())
}

/// A call whose attempt is not ready at once, so that its timeout is watched.
fn waiting(executor: &Executor) -> impl Future<Output = bool> + '_ {
    let operation = |_| {
        let mut polls = 0;
        // `yield_now` would allocate on its own account.
        poll_fn(move |context| {
            polls += 1;
            if polls > 3 {
                return Poll::Ready(Ok::<_, Failure<retries::Error>>(1));
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
    };
    async move { executor.call().run(operation, retries::diagnosis).await.is_ok() }
}

fn attempts() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (what, error, failures) in
        [("a certificate that has expired", PERMANENT, u32::MAX), ("a connection that is reset twice", PASSING, 2)]
    {
        writeln!(out, "{what}")?;
        for dealt in retries::deal(error, failures) {
            let ended = if dealt.succeeded { "succeeds" } else { "gives up" };
            writeln!(out, "  {:20} {:4} attempts  {:7.2?} waited  {ended}", dealt.name, dealt.attempts, dealt.waited)?;
        }
    }
    Ok(())
}
