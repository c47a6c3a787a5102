//! R18: a half-open breaker lets one probe through. Here by threads and by example; every interleaving is in `models`.

use std::sync::Barrier;
use std::time::Duration;

use proptest::prelude::*;
use verifail::RetryAdvice;
use verifail_retry::breaker::state::{GENERATIONS, Kind, State};
use verifail_retry::{Attempt, Breaker, Decision, Memory, Policy, StopReason, decide};

use crate::fixture::{before_the_handshake_ended, diagnosis, durations, millis};

fn opened(at: Duration) -> Breaker {
    let breaker = Breaker::new(1, millis(1000));
    breaker.admit(at).unwrap().failed(at);
    breaker
}

proptest! {
    #[test]
    fn a_state_survives_being_one_integer(kind in 0u8..4, value in 0u64..1 << 42, generation in 0..GENERATIONS) {
        let kind = match kind {
            0 => Kind::Closed { failures: u32::try_from(value & 0xffff_ffff).unwrap() },
            1 => Kind::HalfOpen,
            2 => Kind::Open { since: value },
            _ => Kind::Probing,
        };
        let state = State { kind, generation };
        prop_assert_eq!(State::from_bits(state.to_bits()), state);
    }

    /// R16. Whatever the clock says, nobody waits for longer than the breaker is open for.
    #[test]
    fn a_clock_that_jumps_keeps_no_breaker_open(times in proptest::collection::vec(durations(), 1..20)) {
        let breaker = opened(times[0]);
        let mut last = times[0];
        for now in times {
            if let Err(refused) = breaker.admit(now) {
                prop_assert!(refused.wait.is_some_and(|wait| wait <= millis(1000)), "{refused:?}");
            }
            last = now;
        }
        // The clock counts milliseconds of 139 years: beyond, it stands still.
        if last < Duration::from_secs(1 << 31) {
            prop_assert!(breaker.admit(last + millis(1000)).is_ok());
        }
    }
}

#[test]
fn a_time_that_does_not_fit_is_the_last_one_that_does() {
    const LAST: u64 = (1 << 42) - 1;
    for since in [LAST, LAST + 1, LAST + 2, 1 << 43, 1 << 60, u64::MAX] {
        let state = State { kind: Kind::Open { since }, generation: GENERATIONS - 1 };
        let kept = State { kind: Kind::Open { since: LAST }, generation: GENERATIONS - 1 };
        assert_eq!(State::from_bits(state.to_bits()), kept, "{since}");
    }
}

#[test]
fn of_many_threads_exactly_one_gets_the_probe() {
    const THREADS: usize = 8;
    for round in 0..200 {
        let breaker = opened(millis(0));
        let barrier = Barrier::new(THREADS);
        let probes: usize = std::thread::scope(|scope| {
            let caller = || {
                barrier.wait();
                // Kept to the end, so that none is given back in between.
                breaker.admit(millis(1000))
            };
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(caller)).collect();
            let permits: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
            permits.iter().flatten().filter(|permit| permit.is_probe()).count()
        });
        assert_eq!(probes, 1, "round {round}");
    }
}

#[test]
fn failures_in_a_row_open_it_and_a_success_starts_the_row_again() {
    let breaker = Breaker::new(3, millis(1000));
    let attempt = |succeeds: bool| {
        let permit = breaker.admit(millis(0)).unwrap();
        if succeeds { permit.succeeded(millis(0)) } else { permit.failed(millis(0)) }
    };
    [false, false, true, false, false].into_iter().for_each(attempt);
    assert_eq!(breaker.state().kind, Kind::Closed { failures: 2 });
    attempt(false);
    assert_eq!(breaker.state().kind, Kind::Open { since: 0 });
    assert_eq!(breaker.admit(millis(400)).unwrap_err().wait, Some(millis(600)));
    assert_eq!(breaker.refuses_for(millis(400)), millis(600));
}

#[test]
fn what_was_under_way_when_it_opened_does_not_count_afterwards() {
    let breaker = Breaker::new(1, millis(1000));
    let [slow, slower] = [(); 2].map(|()| breaker.admit(millis(0)).unwrap());
    breaker.admit(millis(0)).unwrap().failed(millis(10));
    slow.succeeded(millis(20));
    assert_eq!(breaker.state().kind, Kind::Open { since: 10 });
    let probe = breaker.admit(millis(1010)).unwrap();
    drop(slower);
    assert!(breaker.admit(millis(1010)).is_err(), "the probe is still under way");
    probe.failed(millis(1020));
    assert_eq!(breaker.state().kind, Kind::Open { since: 1020 });
}

#[test]
fn a_probe_decides_and_one_that_is_dropped_does_not() {
    let breaker = opened(millis(0));
    let probe = breaker.admit(millis(1000)).unwrap();
    assert!(probe.is_probe());
    assert_eq!(breaker.admit(millis(1000)).unwrap_err().wait, None);
    drop(probe);
    assert_eq!(breaker.state().kind, Kind::HalfOpen);
    breaker.admit(millis(1001)).unwrap().succeeded(millis(1100));
    assert_eq!(breaker.state().kind, Kind::Closed { failures: 0 });
    assert!(!breaker.admit(millis(1100)).unwrap().is_probe());
}

#[test]
fn a_call_waits_for_a_breaker_only_if_it_opens_before_its_next_attempt() {
    let breaker = opened(millis(5000));
    let decided = |began: u64, hint: u64| {
        let mut memory = Memory::new(Policy::default()).breaker(&breaker, millis(began));
        let facts = before_the_handshake_ended().hint(millis(hint));
        let attempt = Attempt::new(1, millis(100), 0).facts(facts);
        decide(&diagnosis(None, RetryAdvice::Same), &attempt, &mut memory)
    };
    assert_eq!(decided(5100, 700).stop(), Some(StopReason::BreakerOpen));
    assert!(matches!(decided(5100, 800), Decision::Retry { .. }));
    assert!(matches!(decided(6000, 0), Decision::Retry { .. }));
}
