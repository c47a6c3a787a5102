//! R4: jitter follows its law. Kolmogorov–Smirnov against the exact distribution function, with fixed seeds.

use std::time::Duration;

use verifail_retry::{Backoff, Jitter, Schedule};

use crate::fixture::millis;

const SAMPLES: usize = 20_000;
/// `√(ln(2 / α) / 2)` for α = 10⁻⁴: a right law is refused by one seed in ten thousand.
const CRITICAL: f64 = 2.2252;

/// The greatest distance between the samples' distribution function and that of the uniform law on 0 to 1, times `√n`.
fn distance(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    let n = samples.len() as f64;
    let farthest = samples.iter().enumerate().map(|(i, x)| (x - i as f64 / n).max((i + 1) as f64 / n - x));
    farthest.fold(0.0, f64::max) * n.sqrt()
}

/// Where in an interval a delay lies: uniform on 0 to 1 if the delay is uniform in the interval.
fn position(delay: Duration, low: Duration, high: Duration) -> f64 {
    (delay.as_secs_f64() - low.as_secs_f64()) / (high - low).as_secs_f64()
}

/// The positions of the n-th delays of many schedules in the interval that the law states, computed here and not by the
/// crate.
fn positions(jitter: Jitter, nth: u32, law: impl Fn(Duration, Duration) -> (Duration, Duration)) -> Vec<f64> {
    let backoff = Backoff { base: millis(100), factor: 2.0, cap: millis(1500), jitter };
    let mut random = fastrand::Rng::with_seed(0x5eed + u64::from(nth));
    let sample = |_| {
        let (mut schedule, mut before) = (Schedule::default(), millis(100));
        (1..nth).for_each(|_| before = backoff.next_delay(&mut schedule, random.u64(..)));
        let ceiling = (millis(100) * 2u32.pow(nth - 1)).min(millis(1500));
        let (low, high) = law(ceiling, before);
        position(backoff.next_delay(&mut schedule, random.u64(..)), low, high)
    };
    (0..SAMPLES).map(sample).collect()
}

fn full(ceiling: Duration, _: Duration) -> (Duration, Duration) {
    (Duration::ZERO, ceiling)
}

fn equal(ceiling: Duration, _: Duration) -> (Duration, Duration) {
    (ceiling / 2, ceiling)
}

fn decorrelated(_: Duration, before: Duration) -> (Duration, Duration) {
    (millis(100), (before * 3).min(millis(1500)))
}

#[test]
fn delays_follow_the_law_of_their_jitter_at_every_step() {
    for nth in 1..=6 {
        for (jitter, distance) in [
            (Jitter::Full, distance(positions(Jitter::Full, nth, full))),
            (Jitter::Equal, distance(positions(Jitter::Equal, nth, equal))),
            (Jitter::Decorrelated, distance(positions(Jitter::Decorrelated, nth, decorrelated))),
        ] {
            assert!(distance < CRITICAL, "{jitter:?}, delay {nth}: {distance}");
        }
    }
}

#[test]
fn a_law_that_is_off_by_a_few_percent_is_noticed() {
    let narrower = |ceiling: Duration, _| (ceiling / 25, ceiling);
    assert!(distance(positions(Jitter::Full, 3, narrower)) > CRITICAL);
    assert!(distance(positions(Jitter::Equal, 3, full)) > CRITICAL);
    let longer = |_, before: Duration| (millis(100), before.mul_f64(3.2).min(millis(1500)));
    assert!(distance(positions(Jitter::Decorrelated, 2, longer)) > CRITICAL);
}

#[test]
fn numbers_of_one_schedule_do_not_hang_together() {
    let backoff = Backoff { base: millis(100), factor: 1.0, cap: millis(100), jitter: Jitter::Full };
    let (mut random, mut schedule) = (fastrand::Rng::with_seed(11), Schedule::default());
    let next = |_| position(backoff.next_delay(&mut schedule, random.u64(..)), Duration::ZERO, millis(100));
    let delays: Vec<f64> = (0..SAMPLES).map(next).collect();
    let pairs = delays.iter().zip(delays.iter().skip(1));
    let correlation: f64 = pairs.map(|(one, next)| (one - 0.5) * (next - 0.5) * 12.0).sum::<f64>() / SAMPLES as f64;
    assert!(correlation.abs() < 4.0 / (SAMPLES as f64).sqrt(), "{correlation}");
}
