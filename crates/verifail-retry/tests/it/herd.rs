//! R13: ten thousand clients whose server was gone for ten seconds do not come back at once. Simulated, in virtual
//! time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use verifail::RetryAdvice;
use verifail::classification::Diagnosis;
use verifail_retry::{Attempt, Backoff, Decision, Jitter, Memory, Policy, decide};

use crate::fixture::{before_the_handshake_ended, diagnosis, millis};

const CLIENTS: usize = 10_000;
const OUTAGE: Duration = Duration::from_secs(10);
const BIN: Duration = Duration::from_millis(100);
/// How long a refusal takes.
const REFUSAL: Duration = Duration::from_millis(2);

struct Client {
    memory: Memory,
    began: Duration,
    number: u32,
}

/// Arrivals after the outage, in bins of 100 ms from its end to the last arrival: the highest bin over the mean one.
fn peak_over_mean(jitter: Jitter, begins: impl Fn(&mut fastrand::Rng) -> Duration) -> f64 {
    let policy = Policy::default()
        .max_attempts(u32::MAX)
        .deadline(Duration::from_secs(120))
        .backoff(Backoff { jitter, ..Backoff::default() });
    let mut random = fastrand::Rng::with_seed(1312);
    let refused: Diagnosis = diagnosis(None, RetryAdvice::FreshConnection);
    let mut clients: Vec<Client> =
        (0..CLIENTS).map(|_| Client { memory: Memory::new(policy), began: begins(&mut random), number: 1 }).collect();
    let mut queue: BinaryHeap<_> = clients.iter().enumerate().map(|(id, client)| Reverse((client.began, id))).collect();
    let mut bins: Vec<u32> = Vec::new();
    let mut served = 0;
    while let Some(Reverse((now, id))) = queue.pop() {
        let client = &mut clients[id];
        if let Some(after) = now.checked_sub(OUTAGE) {
            let bin = usize::try_from(after.as_millis() / BIN.as_millis()).unwrap();
            bins.resize(bins.len().max(bin + 1), 0);
            bins[bin] += 1;
            served += 1;
            continue;
        }
        let ended = now + REFUSAL;
        let facts = before_the_handshake_ended();
        let attempt = Attempt::new(client.number, ended - client.began, random.u64(..)).facts(facts);
        match decide(&refused, &attempt, &mut client.memory) {
            Decision::Retry { after, .. } => queue.push(Reverse((ended + after, id))),
            Decision::Stop { why } => panic!("{why}"),
        }
        client.number += 1;
    }
    assert_eq!(served, CLIENTS, "nobody is lost");
    f64::from(*bins.iter().max().unwrap()) * bins.len() as f64 / CLIENTS as f64
}

fn together(_: &mut fastrand::Rng) -> Duration {
    Duration::ZERO
}

/// The default, and what `Jitter` says of the others.
#[test]
fn clients_that_lost_their_server_together_come_back_spread_out() {
    assert_eq!(Jitter::default(), Jitter::Full);
    for (jitter, bounds) in [(Jitter::Full, 1.8..=3.0), (Jitter::Equal, 2.8..=3.4), (Jitter::Decorrelated, 3.8..=4.5)] {
        let ratio = peak_over_mean(jitter, together);
        assert!(bounds.contains(&ratio), "{jitter:?}: {ratio}");
    }
}

/// Whoever only just began has short delays still. It is the budget that keeps these down, and not the jitter.
#[test]
fn calls_that_begin_throughout_the_outage_come_back_sooner() {
    let ratio = peak_over_mean(Jitter::Full, |random| millis(random.u64(..10_000)));
    assert!((3.0..8.0).contains(&ratio), "{ratio}");
}

/// The control.
#[test]
fn without_jitter_everybody_is_back_in_the_same_moment() {
    assert!(peak_over_mean(Jitter::None, together) > 20.0);
}
