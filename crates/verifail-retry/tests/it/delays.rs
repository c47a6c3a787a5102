//! R3: every delay lies inside its declared bounds, jitter included. R5: bounds never fall, nothing overflows. R15: the
//! same seed gives the same delays.

use std::cell::Cell;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use verifail_retry::{Attempt, Backoff, Jitter, Policy, Schedule, decide};

use crate::fixture::{Case, Decider, backoffs, cases, durations, millis, notices, play_by};

/// What gives the next delay, and its bounds.
type Next = fn(&Backoff, &mut Schedule, u64) -> Duration;
type Bounds = fn(&Backoff, &Schedule) -> (Duration, Duration);

fn draws() -> impl Strategy<Value = (Backoff, Vec<u64>)> {
    (backoffs(), proptest::collection::vec(any::<u64>(), 1..40))
}

fn lies_inside_its_bounds(next: Next, (backoff, numbers): (Backoff, Vec<u64>)) -> TestCaseResult {
    let mut schedule = Schedule::default();
    for random in numbers {
        let (low, high) = backoff.bounds(&schedule);
        let delay = next(&backoff, &mut schedule, random);
        prop_assert!(low <= delay && delay <= high && high <= backoff.cap, "{low:?} {delay:?} {high:?}");
    }
    Ok(())
}

fn never_falls(bounds: Bounds, (backoff, numbers): (Backoff, Vec<u64>)) -> TestCaseResult {
    // Decorrelated delays depend on the one before, which may be short.
    let backoff = match backoff.jitter {
        Jitter::Decorrelated => Backoff { jitter: Jitter::Full, ..backoff },
        _ => backoff,
    };
    let (mut schedule, mut before) = (Schedule::default(), (Duration::ZERO, Duration::ZERO));
    for random in numbers {
        let now = bounds(&backoff, &schedule);
        prop_assert!(before.0 <= now.0 && before.1 <= now.1, "{before:?} {now:?}");
        backoff.next_delay(&mut schedule, random);
        before = now;
    }
    Ok(())
}

fn is_the_same_with_the_same_seed(decider: Decider<'_>, (policy, seed, script): Case) -> TestCaseResult {
    prop_assert_eq!(play_by(decider, policy, seed, &script), play_by(decider, policy, seed, &script));
    Ok(())
}

proptest! {
    #[test]
    fn every_delay_lies_inside_its_bounds(draws in draws()) {
        lies_inside_its_bounds(Backoff::next_delay, draws)?;
    }

    #[test]
    fn bounds_never_fall(draws in draws()) {
        never_falls(Backoff::bounds, draws)?;
    }

    #[test]
    fn the_same_seed_gives_the_same_call(case in cases()) {
        is_the_same_with_the_same_seed(&decide, case)?;
    }

    #[test]
    fn the_lowest_and_the_highest_number_reach_the_bounds(backoff in backoffs(), steps in 0usize..5) {
        let mut schedule = Schedule::default();
        (0..steps).for_each(|_| { backoff.next_delay(&mut schedule, 1 << 63); });
        let (low, high) = backoff.bounds(&schedule);
        let mut again = schedule;
        prop_assert_eq!(backoff.next_delay(&mut again, 0), low);
        let highest = backoff.next_delay(&mut schedule, u64::MAX);
        // The upper bound itself is not drawn: at most one part in 2⁶⁴ of the interval, and a nanosecond, is missing.
        prop_assert!(high.saturating_sub(highest) <= (high - low) / u32::MAX + Duration::from_nanos(1));
    }

    #[test]
    fn a_higher_cap_makes_no_delay_shorter(backoff in backoffs(), other in durations(), random in any::<u64>()) {
        let (small, large) = (backoff.cap.min(other), backoff.cap.max(other));
        let (mut one, mut two) = (Schedule::default(), Schedule::default());
        for _ in 0..20 {
            let below = Backoff { cap: small, ..backoff }.next_delay(&mut one, random);
            let above = Backoff { cap: large, ..backoff }.next_delay(&mut two, random);
            prop_assert!(below <= above, "{below:?} {above:?}");
        }
    }
}

/// The controls: jitter that is added after the cap, a product that overflows, and a random number from elsewhere.
#[test]
fn jitter_above_the_cap_an_overflow_and_chance_from_elsewhere_are_noticed() {
    let above: Next = |backoff, schedule, random| {
        let delay = backoff.next_delay(schedule, random);
        delay.saturating_add(delay.mul_f64(random as f64 / u64::MAX as f64 / 2.0))
    };
    assert!(notices(draws(), |draws| lies_inside_its_bounds(above, draws)));
    let overflowing: Bounds = |backoff, schedule| match backoff.bounds(schedule) {
        (_, high) if high.as_secs() >= 1 << 32 => (Duration::ZERO, Duration::ZERO),
        bounds => bounds,
    };
    assert!(notices(draws(), |draws| never_falls(overflowing, draws)));
    let calls = Cell::new(0u64);
    let elsewhere: Decider<'_> = &|diagnosis, attempt, memory| {
        calls.set(calls.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        decide(diagnosis, &Attempt { random: attempt.random ^ calls.get(), ..*attempt }, memory)
    };
    assert!(notices(cases(), |case| is_the_same_with_the_same_seed(elsewhere, case)));
}

#[test]
fn other_seeds_give_other_delays() {
    let drawn = |seed: u64| {
        let (mut random, mut schedule) = (fastrand::Rng::with_seed(seed), Schedule::default());
        [0; 4].map(|_| Backoff::default().next_delay(&mut schedule, random.u64(..)))
    };
    assert_eq!(drawn(1), drawn(1));
    assert_ne!(drawn(1), drawn(2));
}

#[test]
fn without_jitter_delays_are_those_of_backon_but_for_the_cap() {
    let backoff = Backoff { base: millis(30), factor: 1.7, cap: millis(900), jitter: Jitter::None };
    let peer = ExponentialBuilder::new().with_min_delay(millis(30)).with_factor(1.7).with_max_delay(millis(900));
    let mut schedule = Schedule::default();
    for expected in peer.without_max_times().build().take(12) {
        assert_eq!(backoff.next_delay(&mut schedule, 0), expected);
    }
}

/// The controls: what is claimed of `backon`, and would be true of our delays if they were its.
#[test]
fn delays_of_backon_itself_incorrectly_exceed_the_cap() {
    let cap = millis(100);
    let peer = ExponentialBuilder::new().with_jitter().with_jitter_seed(1).with_min_delay(cap).with_max_delay(cap);
    assert!(peer.without_max_times().build().take(100).any(|delay| delay > cap));
    let above = ExponentialBuilder::new().with_min_delay(millis(200)).with_max_delay(cap).build().next();
    assert_eq!(above, Some(millis(200)));
    assert_eq!(Backoff { base: millis(200), cap, ..Backoff::default() }.bounds(&Schedule::default()).1, cap);
}

#[test]
fn the_delays_for_a_mixed_fleet_are_four_seconds_on_average() {
    let policy = Policy::for_mixed_fleet();
    let mut schedule = Schedule::default();
    let longest: Vec<Duration> = (1..policy.max_attempts)
        .map(|_| {
            let (shortest, longest) = policy.backoff.bounds(&schedule);
            assert_eq!(shortest, millis(0));
            policy.backoff.next_delay(&mut schedule, u64::MAX);
            longest
        })
        .collect();
    assert_eq!((longest.len(), longest[0], longest[1]), (23, millis(10), millis(15)));
    assert_eq!(longest.last(), Some(&millis(500)));
    let average = longest.iter().sum::<Duration>() / 2;
    assert!((millis(3700)..millis(4200)).contains(&average), "{average:?}");
}
