//! Does a refusal with every finding cost at most an accept and 20 µs?
//!
//! The baseline of each pair is accepting the good chain of the same algorithm; rustls-webpki, which stops at its first
//! error, stands beside.
#![allow(missing_docs)]

use std::io::Write;

use criterion::{Criterion, criterion_group};
use verifail_benches::chains::{self, Fault};
use verifail_benches::issuing::Algorithm;
use verifail_benches::paired::{Subject, compare};
use verifail_benches::peers::Peers;

/// What a refusal may cost above an accept.
const LIMIT_MICROS: f64 = 20.0;

fn ratios() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "reject: time of one verification, ratio to accepting (quartiles), excess over it")?;
    for algorithm in Algorithm::ALL {
        let good = chains::good(algorithm);
        let accept = Peers::new(&good);
        let faulty = Fault::ALL.map(|fault| (fault, chains::faulty(algorithm, fault)));
        let peers: Vec<_> = faulty.iter().map(|(fault, world)| (fault, Peers::new(world))).collect();
        let mut subjects = vec![Subject::new(format!("{} accept", algorithm.name()), || accept.verifail())];
        for (fault, peers) in &peers {
            assert!(!peers.verifail() && !peers.webpki(), "{fault:?}");
            subjects.push(Subject::new(format!("{fault:?}"), || peers.verifail()));
            subjects.push(Subject::new(format!("{fault:?} webpki"), || peers.webpki()));
        }
        for comparison in compare(200, 10, subjects) {
            let over = comparison.excess_micros > LIMIT_MICROS && !comparison.name.ends_with("webpki");
            writeln!(out, "{comparison}{}", if over { "  OVER the limit" } else { "" })?;
        }
    }
    Ok(())
}

fn times(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reject p256");
    for fault in Fault::ALL {
        let world = chains::faulty(Algorithm::P256, fault);
        let peers = Peers::new(&world);
        group.bench_function(format!("{fault:?}"), |bencher| bencher.iter(|| peers.verifail()));
    }
    group.finish();
}

criterion_group!(groups, times);

fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == "--bench") {
        ratios()?;
    }
    groups();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
