//! The core beside the reference model: one verdict and one list of breaches in every world.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::technique::{Differential, Limits, Technique};

/// Worlds of one run, over all policies.
const WORLDS: u64 = 100_000;

/// How many worlds, and where randomness starts: the same in every run, or `VERIFAIL_CASES` others.
fn runs(usual: u64) -> (u64, u64) {
    let more = std::env::var("VERIFAIL_CASES").ok().and_then(|text| text.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
    more.map_or((usual, 1), |cases| (cases, now()))
}

#[test]
fn the_core_decides_random_worlds_as_the_model_does_and_for_the_same_reasons() {
    let (worlds, seed) = runs(WORLDS);
    let policies = Policy::all();
    let limits = |at: usize| Limits {
        cases: worlds.div_ceil(policies.len() as u64),
        time: Duration::from_secs(3_600),
        seed: seed.wrapping_add(at as u64),
    };
    std::thread::scope(|scope| {
        let half = policies.len() / 2;
        for part in [0..half, half..policies.len()] {
            scope.spawn(move || {
                for at in part {
                    let found = Differential::MODEL.search(&Core, &policies[at], limits(at));
                    let shown = found.counterexample.map(|c| format!("{}\n{}", c.what, c.world.unwrap().to_chain()));
                    assert!(shown.is_none(), "{}, seed {}\n{}", policies[at].name(), limits(at).seed, shown.unwrap());
                    assert_eq!(found.cases, limits(at).cases, "time ran out");
                }
            });
        }
    });
}
