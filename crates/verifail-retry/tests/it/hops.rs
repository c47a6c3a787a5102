//! R12: retries of several hops add up and do not multiply. R17: the hop that is reported is the one that failed.

use verifail::classification::{Diagnosis, Evidence, classify};
use verifail::{Hop, RetryAdvice};
use verifail_retry::{Memory, Policy, RetryError, StopReason};

use crate::fixture::{before_the_handshake_ended, diagnosis, drive, millis};

/// A request through hops that each make up to `m` attempts at the next one. Returns whether it succeeded and how many
/// retries were made from here on; counts what arrives at the end. `told` is whether hops tell each other.
fn request(
    hops: u32,
    m: u32,
    above: u32,
    told: bool,
    arrived: &mut u32,
    fails: &mut dyn FnMut(u32) -> bool,
) -> (bool, u32) {
    if hops == 0 {
        *arrived += 1;
        return (!fails(*arrived), 0);
    }
    let policy = Policy::default().max_attempts(m).deadline(millis(1 << 40));
    let mut memory = Memory::new(policy).attempts_above(if told { above } else { 0 });
    let mut below = 0;
    let (steps, why) = drive(
        &mut memory,
        || 0,
        |number, _| {
            let (succeeded, retries) = request(hops - 1, m, above + number - 1 + below, told, arrived, fails);
            below += retries;
            let facts = before_the_handshake_ended().retries_below(if told { retries } else { 0 });
            (!succeeded).then(|| (diagnosis(None, RetryAdvice::FreshConnection), facts, millis(1)))
        },
    );
    (why.is_none(), u32::try_from(steps.len()).unwrap() - 1 + below)
}

#[test]
fn attempts_of_several_hops_stay_below_the_bound_whatever_fails() {
    for hops in 1..=5 {
        for m in 1..=5 {
            let bound = 1 + hops * (m - 1);
            let mut worst = 0;
            // Every pattern of the first ten arrivals, and then either all fail or none does.
            for pattern in 0u32..1 << 11 {
                let mut arrived = 0;
                let mut fails = |arrival: u32| pattern >> (arrival - 1).min(10) & 1 == 1;
                request(hops, m, 0, true, &mut arrived, &mut fails);
                worst = worst.max(arrived);
            }
            assert!(worst <= bound, "{hops} hops of {m}: {worst} attempts, bound {bound}");
        }
    }
}

/// Where the reports of the way back are lost, only what is told on the way there is left: the stated bound is that
/// case.
#[test]
fn the_bound_needs_only_what_is_told_on_the_way_there() {
    fn one_way(hops: u32, m: u32, above: u32, arrived: &mut u32) {
        if hops == 0 {
            *arrived += 1;
            return;
        }
        let mut memory = Memory::new(Policy::default().max_attempts(m).deadline(millis(1 << 40))).attempts_above(above);
        drive(
            &mut memory,
            || 0,
            |number, _| {
                one_way(hops - 1, m, above + number - 1, arrived);
                Some((diagnosis(None, RetryAdvice::FreshConnection), before_the_handshake_ended(), millis(1)))
            },
        );
    }
    for hops in 1..=5 {
        for m in 1..=5 {
            let mut arrived = 0;
            one_way(hops, m, 0, &mut arrived);
            assert_eq!(arrived, 1 + hops * (m - 1), "{hops} hops of {m}");
        }
    }
}

/// The control: the same hops, which do not tell each other.
#[test]
fn hops_that_do_not_tell_each_other_multiply() {
    let mut arrived = 0;
    request(3, 4, 0, false, &mut arrived, &mut |_| true);
    assert_eq!(arrived, 64);
}

#[test]
fn a_caller_that_retries_already_is_named_as_the_reason() {
    let mut memory = Memory::new(Policy::default()).attempts_above(1);
    assert_eq!(memory.attempts_before(), 1);
    let failing = |_, _| Some((diagnosis(None, RetryAdvice::Same), before_the_handshake_ended(), millis(1)));
    assert_eq!(drive(&mut memory, || 0, failing).1, Some(StopReason::RetriedAbove));
    assert_eq!(memory.attempts_before(), 2);
}

/// Failures injected at each hop, as the program that ends up reporting them prints them.
const INJECTED: [(Hop, &str); 4] = [
    (Hop::Direct, "curl: (60) SSL certificate problem: certificate has expired"),
    (Hop::Local, "tls: failed to verify certificate: x509: OSStatus -26276"),
    (
        Hop::ProxyToUpstream,
        "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure \
         reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
    ),
    (
        Hop::OriginToUpstream,
        "Error response from daemon: Get \"https://registry.example.com/v2/\": tls: failed to verify certificate: x509: \
         certificate signed by unknown authority",
    ),
];

/// The first text whose failure is reported at another hop than it was injected at.
fn misplaced(classify: impl Fn(&str) -> Diagnosis) -> Option<Hop> {
    let reported = |text: &str| {
        let diagnosis = classify(text);
        let mut memory = Memory::new(Policy::default());
        let facts = before_the_handshake_ended();
        let (steps, why) = drive(&mut memory, || 0, |_, _| Some((diagnosis.clone(), facts, millis(1))));
        let attempts = u32::try_from(steps.len()).unwrap();
        RetryError::<std::io::Error>::new(Some(diagnosis), attempts, why.unwrap(), None)
    };
    let mut wrong = INJECTED.iter().filter(|(hop, text)| {
        let error = reported(text);
        error.hop() != Some(*hop) || !error.to_string().contains(&format!("({hop})"))
    });
    wrong.next().map(|(hop, _)| *hop)
}

#[test]
fn the_hop_that_is_reported_is_the_one_that_failed() {
    assert_eq!(misplaced(|text| classify(&Evidence::text(text))), None);
    for hop in Hop::ALL.iter().copied() {
        let of = Diagnosis { hop, ..diagnosis(None, RetryAdvice::Never) };
        assert_eq!(RetryError::<std::io::Error>::new(Some(of), 1, StopReason::Permanent, None).hop(), Some(hop));
    }
}

/// The control: whoever blames the connection that he sees.
#[test]
fn a_failure_that_is_blamed_on_the_wrong_hop_is_noticed() {
    for hop in Hop::ALL.iter().copied() {
        assert!(
            misplaced(|text| Diagnosis { hop, ..classify(&Evidence::text(text)) }).is_some_and(|wrong| wrong != hop)
        );
    }
}

#[test]
fn retries_that_were_made_further_on_count_as_attempts_of_this_call() {
    let mut memory = Memory::new(Policy::default().max_attempts(6).deadline(millis(1 << 40)));
    let facts = before_the_handshake_ended().retries_below(1);
    let failing = |_, _| Some((diagnosis(None, RetryAdvice::Same), facts, millis(1)));
    let (steps, why) = drive(&mut memory, || 0, failing);
    assert_eq!((steps.len(), why), (3, Some(StopReason::AttemptsExhausted)));
    assert_eq!(memory.attempts_before(), 6);
}
