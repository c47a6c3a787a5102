//! What does accepting cost, next to rustls-webpki and next to the two signatures that nobody can do without?
//!
//! Three certificates, two of them sent and parsed each time. Ratios first, then Criterion's own times.
#![allow(missing_docs)]

use std::io::Write;

use criterion::{Criterion, criterion_group};
use verifail_benches::chains;
use verifail_benches::issuing::Algorithm;
use verifail_benches::paired::{Subject, compare};
use verifail_benches::peers::{Floor, Peers};

fn ratios() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "accept: time of one verification, ratio to rustls-webpki (quartiles), excess over it")?;
    for algorithm in Algorithm::ALL {
        let world = chains::good(algorithm);
        let (peers, floor) = (Peers::new(&world), Floor::new(&world));
        assert!(peers.verifail() && peers.webpki() && floor.verify());
        let name = |peer: &str| format!("{} {peer}", algorithm.name());
        let subjects = vec![
            Subject::new(name("webpki"), || peers.webpki()),
            Subject::new(name("verifail"), || peers.verifail()),
            Subject::new(name("floor"), || floor.verify()),
        ];
        for comparison in compare(400, 10, subjects) {
            writeln!(out, "{comparison}")?;
        }
    }
    Ok(())
}

fn times(criterion: &mut Criterion) {
    for algorithm in Algorithm::ALL {
        let world = chains::good(algorithm);
        let (peers, floor) = (Peers::new(&world), Floor::new(&world));
        let mut group = criterion.benchmark_group(format!("accept {}", algorithm.name()));
        group.bench_function("webpki", |bencher| bencher.iter(|| peers.webpki()));
        group.bench_function("verifail", |bencher| bencher.iter(|| peers.verifail()));
        group.bench_function("floor", |bencher| bencher.iter(|| floor.verify()));
        group.finish();
    }
}

criterion_group!(groups, times);

fn main() -> std::io::Result<()> {
    // Cargo says so when it measures, and not when it only tries whether everything runs.
    if std::env::args().any(|argument| argument == "--bench") {
        ratios()?;
    }
    groups();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
