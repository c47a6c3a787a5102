//! Diagnoses and policies to decide on, and a call that is driven through in virtual time: by the crate, or by a twin
//! of it that is broken on purpose, so that a property shows what it notices.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail::{Reason, RetryAdvice};
use verifail_retry::{Attempt, Backoff, Connection, Decision, Facts, Jitter, Memory, Policy, Sent, StopReason, decide};

/// A diagnosis with this reason and this advice.
pub(crate) fn diagnosis(reason: Option<Reason>, retry: RetryAdvice) -> Diagnosis {
    Diagnosis { reason, retry, ..classify(&Evidence::text("")) }
}

/// What is refused before the handshake ends.
pub(crate) fn before_the_handshake_ended() -> Facts {
    Facts::default().sent(Sent::Nothing)
}

pub(crate) const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Advice that permits another attempt.
pub(crate) const RETRYABLE: [RetryAdvice; 6] = [
    RetryAdvice::AtTime,
    RetryAdvice::BoundedUnknown,
    RetryAdvice::FreshConnection,
    RetryAdvice::FreshSession,
    RetryAdvice::OtherAddress,
    RetryAdvice::Same,
];

/// One attempt of a call that was driven through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    /// When it began.
    pub(crate) start: Duration,
    /// When it ended: at the latest at its timeout.
    pub(crate) end: Duration,
    /// What it was made on; `None` is the first.
    pub(crate) connection: Option<Connection>,
}

/// What one attempt comes to: a diagnosis, what is known, and how long it takes if nobody cuts it off. `None` succeeds.
pub(crate) type Outcome = Option<(Diagnosis, Facts, Duration)>;

/// What decides: [`decide`], or a twin of it.
pub(crate) type Decider<'d> = &'d dyn Fn(&Diagnosis, &Attempt, &mut Memory) -> Decision;

/// Drives a call through. The second part says why it stopped, unless it succeeded.
pub(crate) fn drive(
    memory: &mut Memory,
    random: impl FnMut() -> u64,
    attempt: impl FnMut(u32, Option<Connection>) -> Outcome,
) -> (Vec<Step>, Option<StopReason>) {
    drive_by(&decide, memory, random, attempt)
}

/// The same, decided by somebody else.
pub(crate) fn drive_by(
    decider: Decider<'_>,
    memory: &mut Memory,
    mut random: impl FnMut() -> u64,
    mut attempt: impl FnMut(u32, Option<Connection>) -> Outcome,
) -> (Vec<Step>, Option<StopReason>) {
    let mut steps = Vec::new();
    let (mut now, mut connection) = (Duration::ZERO, None);
    let mut timeout = memory.policy().timeout_at(now);
    for number in 1..=1000 {
        let Some((diagnosis, facts, took)) = attempt(number, connection) else {
            steps.push(Step { start: now, end: now, connection });
            return (steps, None);
        };
        let end = now.saturating_add(took.min(timeout));
        steps.push(Step { start: now, end, connection });
        match decider(&diagnosis, &Attempt::new(number, end, random()).facts(facts), memory) {
            Decision::Stop { why } => return (steps, Some(why)),
            Decision::Retry { after, connection: next, timeout: time } => {
                now = end.saturating_add(after);
                (connection, timeout) = (Some(next), time);
            }
        }
    }
    panic!("a thousand attempts");
}

/// Durations of every size, the extremes often.
pub(crate) fn durations() -> impl Strategy<Value = Duration> {
    prop_oneof![
        4 => (0u64..20_000).prop_map(Duration::from_millis),
        2 => any::<u64>().prop_map(Duration::from_nanos),
        1 => (any::<u64>(), 0u32..1_000_000_000).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos)),
        1 => Just(Duration::ZERO),
        1 => Just(Duration::MAX),
    ]
}

pub(crate) fn backoffs() -> impl Strategy<Value = Backoff> {
    let factors = prop_oneof![
        4 => 1.0f32..4.0,
        1 => proptest::num::f32::ANY,
        1 => prop_oneof![Just(f32::NAN), Just(f32::INFINITY), Just(-1.0), Just(0.0), Just(1.0), Just(f32::MAX)],
    ];
    let jitter = prop_oneof![Just(Jitter::Decorrelated), Just(Jitter::Equal), Just(Jitter::Full), Just(Jitter::None)];
    (durations(), factors, durations(), jitter).prop_map(|(base, factor, cap, jitter)| Backoff {
        base,
        factor,
        cap,
        jitter,
    })
}

pub(crate) fn policies() -> impl Strategy<Value = Policy> {
    let counts = || prop_oneof![6 => 0u32..8, 1 => Just(u32::MAX)];
    let times = (durations(), durations(), durations(), durations());
    (counts(), counts(), counts(), times, backoffs()).prop_map(|(attempts, unknown, persistent, times, backoff)| {
        let (timeout, deadline, shortest, longest) = times;
        Policy::default()
            .max_attempts(attempts)
            .unknown_attempts(unknown)
            .persistent_after(persistent)
            .attempt_timeout(timeout)
            .deadline(deadline)
            .shortest_attempt(shortest)
            .longest_wait(longest)
            .backoff(backoff)
    })
}

pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    let sent = prop_oneof![3 => Just(Sent::Nothing), 1 => Just(Sent::Partly), 1 => Just(Sent::Whole)];
    let wait = || proptest::option::weighted(0.2, durations());
    let fingerprint = proptest::option::of((0u8..3).prop_map(|n| [n; 32]));
    let address = (prop_oneof![4 => 0u32..6, 1 => any::<u32>()], prop_oneof![4 => 0u32..6, 1 => any::<u32>()]);
    let below = prop_oneof![4 => Just(0u32), 1 => any::<u32>()];
    (sent, any::<bool>(), (wait(), wait()), fingerprint, address, any::<bool>(), below).prop_map(
        |(sent, idempotent, (hint, until), fingerprint, (address, of), resumed, below)| {
            let mut facts = Facts::default()
                .sent(sent)
                .idempotent(idempotent)
                .address(address, of)
                .resumed(resumed)
                .retries_below(below);
            (facts.hint, facts.until, facts.fingerprint) = (hint, until, fingerprint);
            facts
        },
    )
}

pub(crate) fn advice() -> impl Strategy<Value = RetryAdvice> {
    prop_oneof![
        4 => proptest::sample::select(&RETRYABLE[..]),
        1 => proptest::sample::select(RetryAdvice::ALL),
    ]
}

pub(crate) fn diagnoses() -> impl Strategy<Value = Diagnosis> {
    let reason = proptest::option::of(proptest::sample::select(Reason::ALL));
    (reason, advice()).prop_map(|(reason, retry)| diagnosis(reason, retry))
}

/// What becomes of each attempt of a call, the last one again and again.
pub(crate) fn scripts() -> impl Strategy<Value = Vec<(Diagnosis, Facts, Duration)>> {
    proptest::collection::vec((diagnoses(), facts(), durations()), 1..6)
}

/// A call as properties are asked about it.
pub(crate) type Case = (Policy, u64, Vec<(Diagnosis, Facts, Duration)>);

/// Calls under any policy that have an end.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    // Without a bound worth the name, the deadline ends it: R2.
    let bounded = policies().prop_map(|policy| policy.max_attempts(policy.max_attempts.min(50)));
    (bounded, any::<u64>(), scripts())
}

/// Whether a property notices that something is broken: among a thousand cases, the same ones every time.
pub(crate) fn notices<S: Strategy>(cases: S, property: impl Fn(S::Value) -> TestCaseResult) -> bool {
    let config = Config { cases: 1000, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, random).run(&cases, property).is_err()
}

/// Plays a script.
pub(crate) fn play(
    policy: Policy,
    seed: u64,
    script: &[(Diagnosis, Facts, Duration)],
) -> (Vec<Step>, Option<StopReason>) {
    play_by(&decide, policy, seed, script)
}

/// The same, decided by somebody else.
pub(crate) fn play_by(
    decider: Decider<'_>,
    policy: Policy,
    seed: u64,
    script: &[(Diagnosis, Facts, Duration)],
) -> (Vec<Step>, Option<StopReason>) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut memory = Memory::new(policy);
    drive_by(
        decider,
        &mut memory,
        || random.u64(..),
        |number, _| {
            let at = usize::try_from(number - 1).unwrap().min(script.len() - 1);
            script.get(at).cloned()
        },
    )
}
