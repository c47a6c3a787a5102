//! What does a retry cost while nothing fails, and what does a decision, beside backon, tokio-retry and tower?
//!
//! An attempt that succeeds at once is where a client spends its life; it reads the clock, which the peers do not,
//! since it has a deadline. A decision of a peer is its next delay, or for tower what its budget says; none of them
//! asks what failed. And that is the third question: how often each tries what fails for good.
#![allow(missing_docs)]

use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use criterion::{Criterion, criterion_group};
use tokio_retry::strategy::{ExponentialBackoff, jitter};
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail_benches::paired::{Comparison, Subject, compare};
use verifail_benches::retries::{self, PASSING, PERMANENT, TowerBudget};
use verifail_retry::{Attempt, Budget, Decision, Facts, Memory, Policy, Sent, decide};

/// A decision may take so many nanoseconds.
const LIMIT: f64 = 100.0;
/// Calls of one measurement: microseconds of a thousand are nanoseconds of one.
const CALLS: usize = 1000;

fn times<T>(mut work: impl FnMut() -> T) -> impl FnMut() {
    move || {
        for _ in 0..CALLS {
            black_box(work());
        }
    }
}

fn decision(diagnosis: &Diagnosis, memory: &Memory) -> Decision {
    let attempt = Attempt::new(1, Duration::from_millis(3), 0x9e37_79b9_7f4a_7c15);
    decide(black_box(diagnosis), &attempt.facts(Facts::default().sent(Sent::Nothing)), &mut memory.clone())
}

fn decisions() -> Vec<Comparison> {
    let [reset, expired] = [PASSING, PERMANENT].map(|text| classify(&Evidence::text(text)));
    let plain = Memory::new(Policy::default());
    // As many calls as retries, so that it never runs dry.
    let budget = Budget::new(1000, 1_000_000);
    let shared = Memory::new(Policy::default()).budget(&budget);
    let mut tower = TowerBudget::default();
    let with_jitter = ExponentialBuilder::default().with_jitter();
    compare(
        200,
        1,
        vec![
            Subject::new("backon's next delay", times(|| ExponentialBuilder::default().build().next())),
            Subject::new("backon's next delay, jitter", times(|| with_jitter.build().next())),
            Subject::new(
                "tokio-retry's next delay, jitter",
                times(|| ExponentialBackoff::from_millis(10).map(jitter).next()),
            ),
            Subject::new("tower's budget", times(|| tower.decide())),
            Subject::new("decision to stop", times(|| decision(&expired, &plain))),
            Subject::new("decision to retry", times(|| decision(&reset, &plain))),
            Subject::new(
                "decision to retry, budget",
                times(|| {
                    budget.earn();
                    decision(&reset, &shared)
                }),
            ),
        ],
    )
}

fn successes() -> Vec<Comparison> {
    let runtime = retries::runtime(false);
    let executor = runtime.block_on(async { retries::executor() });
    let tower = TowerBudget::default();
    let ok = || Ok::<u32, retries::Error>(black_box(1));
    macro_rules! calls {
        ($call:expr) => {
            || {
                runtime.block_on(async {
                    for _ in 0..CALLS {
                        black_box($call.await);
                    }
                })
            }
        };
    }
    compare(
        200,
        1,
        vec![
            Subject::new("backon", calls!(retries::backon(ok))),
            Subject::new("plain await", calls!(async { ok().is_ok() })),
            Subject::new("tokio-retry", calls!(retries::tokio_retry(ok))),
            Subject::new("tower retry, budget", calls!(retries::tower(&tower, ok))),
            Subject::new("verifail-retry", calls!(retries::verifail(&executor, ok))),
            Subject::new(
                "reading the clock twice",
                times(|| (tokio::time::Instant::now(), tokio::time::Instant::now())),
            ),
        ],
    )
}

fn ratios() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "retry: a thousand decisions, time beside backon's; the limit is {LIMIT} µs")?;
    for comparison in decisions() {
        let ours = comparison.name.starts_with("decision");
        let over = if ours && comparison.time.as_secs_f64() * 1e6 > LIMIT { "  OVER the limit" } else { "" };
        writeln!(out, "{comparison}{over}")?;
    }
    writeln!(out, "retry: a thousand calls that succeed at once, time beside backon")?;
    for comparison in successes() {
        writeln!(out, "{comparison}")?;
    }
    writeln!(out, "retry: attempts at a certificate that has expired")?;
    for dealt in retries::deal(PERMANENT, u32::MAX) {
        writeln!(out, "{:34} {:4} attempts, {:.2?} of waiting", dealt.name, dealt.attempts, dealt.waited)?;
    }
    Ok(())
}

fn absolute(criterion: &mut Criterion) {
    let reset = classify(&Evidence::text(PASSING));
    let memory = Memory::new(Policy::default());
    let runtime = retries::runtime(false);
    let executor = runtime.block_on(async { retries::executor() });
    let mut group = criterion.benchmark_group("retry");
    group.bench_function("decision", |bencher| bencher.iter(|| decision(&reset, &memory)));
    group.bench_function("success", |bencher| {
        bencher.iter(|| runtime.block_on(retries::verifail(&executor, || Ok(black_box(1)))));
    });
    group.finish();
}

criterion_group!(groups, absolute);

fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == "--bench") {
        ratios()?;
    }
    groups();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
