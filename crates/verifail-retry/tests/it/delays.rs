//! R3: every delay lies inside its declared bounds, jitter included. R5: bounds never fall, nothing overflows. R15: the same
//! seed gives the same delays.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use proptest::prelude::*;
use verifail_retry::{Backoff, Jitter, Schedule};

use crate::fixture::{backoffs, millis, play, policies, scripts};

proptest! {
    #[test]
    fn every_delay_lies_inside_its_bounds(backoff in backoffs(), numbers in proptest::collection::vec(any::<u64>(), 1..40)) {
        let mut schedule = Schedule::default();
        for random in numbers {
            let (low, high) = backoff.bounds(&schedule);
            let delay = backoff.next_delay(&mut schedule, random);
            prop_assert!(low <= delay && delay <= high && high <= backoff.cap, "{low:?} {delay:?} {high:?}");
        }
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
    fn bounds_never_fall(backoff in backoffs(), numbers in proptest::collection::vec(any::<u64>(), 1..40)) {
        // Decorrelated delays depend on the one before, which may be short.
        let backoff = match backoff.jitter {
            Jitter::Decorrelated => Backoff { jitter: Jitter::Full, ..backoff },
            _ => backoff,
        };
        let (mut schedule, mut before) = (Schedule::default(), (Duration::ZERO, Duration::ZERO));
        for random in numbers {
            let bounds = backoff.bounds(&schedule);
            prop_assert!(before.0 <= bounds.0 && before.1 <= bounds.1, "{before:?} {bounds:?}");
            backoff.next_delay(&mut schedule, random);
            before = bounds;
        }
    }

    #[test]
    fn a_higher_cap_makes_no_delay_shorter(backoff in backoffs(), other in crate::fixture::durations(), random in any::<u64>()) {
        let (small, large) = (backoff.cap.min(other), backoff.cap.max(other));
        let (mut one, mut two) = (Schedule::default(), Schedule::default());
        for _ in 0..20 {
            let below = Backoff { cap: small, ..backoff }.next_delay(&mut one, random);
            let above = Backoff { cap: large, ..backoff }.next_delay(&mut two, random);
            prop_assert!(below <= above, "{below:?} {above:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_call(policy in policies(), seed in any::<u64>(), script in scripts()) {
        let policy = policy.max_attempts(policy.max_attempts.min(50));
        prop_assert_eq!(play(policy, seed, &script), play(policy, seed, &script));
    }
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
