//! What can a hostile server make a verification cost? Every shape at 10, 50 and 100 certificates: at most 20 ms, at
//! most 1 ms when no anchor is reachable by name, and at 10 the valid path is found.
//!
//! rustls-webpki stands beside, with its time and whether it finds the path.
#![allow(missing_docs)]

use std::io::Write;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use verifail_benches::issuing::KeyIdentifiers;
use verifail_benches::peers::Peers;
use verifail_benches::shapes::{self, Shape, Trusted};

fn limit(trusted: Trusted) -> Duration {
    match trusted {
        Trusted::Absent => Duration::from_millis(1),
        Trusted::OtherKey | Trusted::Present => Duration::from_millis(20),
    }
}

/// One call of a peer that may take a second, and whether it finds the path.
fn once(run: impl Fn() -> bool) -> (Duration, bool) {
    let start = Instant::now();
    let accepted = run();
    (start.elapsed(), accepted)
}

/// The median of five calls.
fn median(run: impl Fn() -> bool) -> Duration {
    let mut times = [(); 5].map(|()| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    });
    times.sort();
    times[2]
}

fn table() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{:20} {:>4} {:7} {:9} {:>11} {:>6} {:>6} {:6} {:>12} {:6}",
        "shape", "n", "key ids", "anchor", "verifail", "checks", "steps", "", "webpki", ""
    )?;
    let mut over = 0;
    for shape in Shape::ALL {
        for n in [10, 50, 100] {
            for identifiers in KeyIdentifiers::ALL {
                for trusted in Trusted::ALL {
                    let world = shapes::build(shape, n, identifiers, trusted);
                    let peers = Peers::new(&world);
                    let outcome = peers.outcome();
                    let time = median(|| peers.verifail());
                    let (peer_time, peer_accepted) = once(|| peers.webpki());
                    let word = |accepted: bool| if accepted { "found" } else { "" };
                    let missed = n == 10 && shape.has_valid_path() && trusted == Trusted::Present && !outcome.accepted;
                    let note = match (missed, time > limit(trusted)) {
                        (true, _) => "  MISSED the valid path",
                        (false, true) => "  OVER the limit",
                        (false, false) => "",
                    };
                    over += usize::from(!note.is_empty());
                    writeln!(
                        out,
                        "{:20} {n:4} {:7} {:9} {:8.3} ms {:6} {:6} {:6} {:9.3} ms {:6}{note}",
                        format!("{shape:?}"),
                        format!("{identifiers:?}"),
                        format!("{trusted:?}"),
                        time.as_secs_f64() * 1e3,
                        outcome.counters.signature_checks,
                        outcome.counters.path_steps,
                        word(outcome.accepted),
                        peer_time.as_secs_f64() * 1e3,
                        word(peer_accepted),
                    )?;
                }
            }
        }
    }
    writeln!(out, "{over} above a limit")
}

fn times(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("adversarial, anchor present, no key identifiers");
    group.sample_size(10);
    for shape in Shape::ALL {
        let world = shapes::build(shape, 100, KeyIdentifiers::Absent, Trusted::Present);
        let peers = Peers::new(&world);
        group.bench_function(format!("{shape:?} 100"), |bencher| bencher.iter(|| peers.verifail()));
    }
    group.finish();
}

criterion_group!(groups, times);

fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == "--bench") {
        table()?;
    }
    groups();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
