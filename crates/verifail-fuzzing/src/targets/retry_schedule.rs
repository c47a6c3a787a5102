//! Of any policy and any sequence of attempts: what is decided stays within what the policy allows, and budget and
//! breaker are those of a naive twin.
//!
//! Held to it: attempts end at the bound (R1), delays and timeouts stay before the deadline (R2) and within their
//! bounds (R3), nothing overflows (R5), what is permanent ends the call (R6), a hint is a lower bound that is capped
//! (R7), retries cost tokens of a level that stays in range (R8, R9), what was sent is not repeated unless that is
//! harmless (R11), the same sequence gives the same decisions (R15), clocks may jump (R16), a half-open breaker lets
//! one probe through (R18), and a fresh session offers no ticket, another address is another one (R19). Oracle: the
//! twin. 1 KiB of choices.

use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::Unstructured;
use verifail::RetryAdvice;
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail_retry::breaker::Permit;
use verifail_retry::{
    Attempt, Backoff, Breaker, Budget, Connection, Decision, Facts, Jitter, Memory, Policy, Sent, StopReason, decide,
};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "retry_schedule",
    property: "decisions keep to the policy, and budget and breaker to a naive twin",
    oracle: "a naive twin",
    form: Form::Octets,
    class: Class::Octets,
    compares: true,
    max_len: 1 << 10,
    check,
};

/// Operations of one run.
const OPERATIONS: usize = 64;

fn check(data: &[u8]) -> Checked {
    let mut octets = Unstructured::new(data);
    let policy = policy(&mut octets).unwrap_or_default();
    let bucket = (octets.int_in_range(0..=2_000).unwrap_or(200), octets.int_in_range(0..=8).unwrap_or(2));
    let budget = Budget::new(bucket.0, bucket.1);
    let mut twin =
        Twin { level: u64::from(bucket.1) * 1_000, earned: bucket.0.into(), full: u64::from(bucket.1) * 1_000 };
    let breaking = (octets.int_in_range(1..=4).unwrap_or(2), octets.int_in_range(0..=5_000).unwrap_or(100));
    let breaker = Breaker::new(breaking.0, Duration::from_millis(breaking.1));
    let mut gate =
        Gate { failures: breaking.0, open_for: breaking.1, state: Door::Closed(0), generation: 0, probe_out: false };
    let mut permits: Vec<(Permit, u64, bool)> = Vec::new();
    let mut call = Call::new(policy, &budget, &mut twin);
    for _ in 0..OPERATIONS {
        if octets.is_empty() {
            break;
        }
        match octets.int_in_range(0..=7).unwrap_or(0_u8) {
            0..=3 => call.attempt(&mut octets, &mut twin)?,
            4 => call = Call::new(policy, &budget, &mut twin),
            5 => {
                budget.earn();
                twin.earn();
            }
            6 => {
                let now = octets.int_in_range(0..=20_000).unwrap_or(0_u64);
                let let_in = breaker.admit(Duration::from_millis(now));
                let expected = gate.admit(now);
                Difference::unless(let_in.is_ok() == expected.is_some(), "breaker", || {
                    format!("{let_in:?}, the twin {gate:?}")
                })?;
                if let (Ok(permit), Some(is_probe)) = (let_in, expected) {
                    Difference::unless(permit.is_probe() == is_probe, "probe", || {
                        format!("{permit:?}, the twin {gate:?}")
                    })?;
                    permits.push((permit, gate.generation, is_probe));
                }
            }
            _ => {
                let now = octets.int_in_range(0..=20_000).unwrap_or(0_u64);
                let at = octets.int_in_range(0..=15).unwrap_or(0_usize);
                if at < permits.len() {
                    let (permit, generation, _) = permits.remove(at);
                    let outcome = octets.int_in_range(0..=2).unwrap_or(0_u8);
                    gate.ended(generation, outcome, now);
                    match outcome {
                        0 => permit.succeeded(Duration::from_millis(now)),
                        1 => permit.failed(Duration::from_millis(now)),
                        _ => drop(permit),
                    }
                }
            }
        }
        let left = (u64::from(budget.left()), twin.level / 1_000);
        Difference::unless(left.0 == left.1, "budget", || format!("{} tokens, the twin {}", left.0, left.1))?;
    }
    Ok(())
}

fn policy(octets: &mut Unstructured<'_>) -> arbitrary::Result<Policy> {
    let jitters = [Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated];
    let backoff = Backoff {
        base: duration(octets)?,
        factor: *octets.choose(&[2.0, 1.0, 1.5, 10.0, 0.0, -1.0, f32::NAN, f32::INFINITY, f32::MAX])?,
        cap: duration(octets)?,
        jitter: *octets.choose(&jitters)?,
    };
    Ok(Policy::default()
        .max_attempts(octets.int_in_range(0..=6)?)
        .unknown_attempts(octets.int_in_range(0..=6)?)
        .persistent_after(octets.int_in_range(0..=4)?)
        .attempt_timeout(duration(octets)?)
        .deadline(duration(octets)?)
        .shortest_attempt(duration(octets)?)
        .longest_wait(duration(octets)?)
        .backoff(backoff))
}

/// Nothing, something, much, or more than there is.
fn duration(octets: &mut Unstructured<'_>) -> arbitrary::Result<Duration> {
    Ok(match octets.int_in_range(0..=7)? {
        0_u8 => Duration::ZERO,
        1 => Duration::from_nanos(1),
        2 => Duration::MAX,
        3 => Duration::from_millis(octets.arbitrary()?),
        _ => Duration::from_millis(octets.int_in_range(0..=30_000)?),
    })
}

/// One call, and what must hold of it.
struct Call {
    memory: Memory,
    policy: Policy,
    made: u32,
    latest: Duration,
    ended: bool,
    no_session: bool,
}

impl Call {
    fn new(policy: Policy, budget: &Budget, twin: &mut Twin) -> Self {
        twin.earn();
        let memory = Memory::new(policy).budget(budget);
        Self { memory, policy, made: 0, latest: Duration::ZERO, ended: false, no_session: false }
    }

    /// One attempt that failed, and what is decided.
    fn attempt(&mut self, octets: &mut Unstructured<'_>, twin: &mut Twin) -> Checked {
        if self.ended {
            return Ok(());
        }
        let Ok((diagnosis, facts, elapsed, random)) = failed(octets) else { return Ok(()) };
        self.made += 1;
        let attempt = Attempt::new(self.made, elapsed, random).facts(facts);
        let before = self.memory.clone();
        let decision = decide(&diagnosis, &attempt, &mut self.memory);
        let said = || {
            format!("{decision:?} on {:?} {attempt:?} under {:?}, attempt {}", diagnosis.retry, self.policy, self.made)
        };
        let must = |holds: bool, what: &str| Difference::unless(holds, what, said);
        // The clock of a call never goes back.
        let elapsed = elapsed.max(self.latest);
        match decision {
            Decision::Stop { why } => {
                self.ended = true;
                must(why != StopReason::BudgetExhausted || twin.level < 1_000, "R8 a token was there")
            }
            Decision::Retry { after, connection, timeout } => {
                must(self.made < self.policy.max_attempts, "R1 attempts")?;
                must(
                    diagnosis.retry != RetryAdvice::BoundedUnknown || self.made < self.policy.unknown_attempts,
                    "R1 unknown",
                )?;
                let end = elapsed.checked_add(after).and_then(|start| start.checked_add(timeout));
                must(end.is_some_and(|end| end <= self.policy.deadline), "R2 deadline")?;
                must(timeout <= self.policy.attempt_timeout && !timeout.is_zero(), "R2 timeout")?;
                must(!is_final(diagnosis.retry), "R6 permanent")?;
                let hint = facts.hint.unwrap_or_default().min(self.policy.longest_wait);
                must(after >= hint, "R7 hint")?;
                let until = facts.until.filter(|_| diagnosis.retry == RetryAdvice::AtTime);
                must(until.is_none_or(|until| until <= self.policy.longest_wait && after >= until), "R7 until")?;
                let told = hint.max(until.unwrap_or_default());
                let longest = self
                    .policy
                    .backoff
                    .cap
                    .max(told.saturating_add(self.policy.backoff.base.min(self.policy.backoff.cap)));
                must(after <= longest, "R3 delay")?;
                must(facts.sent == Sent::Nothing || facts.idempotent, "R11 sent twice")?;
                self.no_session |= diagnosis.retry == RetryAdvice::FreshSession;
                must(!self.no_session || !connection.may_resume(), "R19 a ticket is offered")?;
                if let Connection::OtherAddress { address, .. } = connection {
                    must(
                        address < facts.addresses && (address != facts.address || facts.addresses < 2),
                        "R19 the same address",
                    )?;
                }
                must(twin.spend(), "R9 a token that was not there")?;
                self.latest = elapsed.saturating_add(after);
                // What was spent is given back, to ask the same once more.
                let mut again = before;
                again.give_back();
                let repeated = decide(&diagnosis, &attempt, &mut again);
                must(repeated == decision, "R15 another decision")
            }
        }
    }
}

/// The diagnosis of nothing: of what failed a decision takes the advice only.
static NOTHING: LazyLock<Diagnosis> = LazyLock::new(|| classify(&Evidence::text("")));

/// What failed, what the caller knows of it, when, and a random number.
type Failed = (Diagnosis, Facts, Duration, u64);

fn failed(octets: &mut Unstructured<'_>) -> arbitrary::Result<Failed> {
    let advice = [
        RetryAdvice::Same,
        RetryAdvice::FreshConnection,
        RetryAdvice::FreshSession,
        RetryAdvice::OtherAddress,
        RetryAdvice::AtTime,
        RetryAdvice::BoundedUnknown,
        RetryAdvice::AfterUserAction,
        RetryAdvice::Never,
        RetryAdvice::NotApplicable,
    ];
    let mut diagnosis = NOTHING.clone();
    diagnosis.retry = *octets.choose(&advice)?;
    let addresses = octets.int_in_range(0..=70)?;
    let mut facts = Facts::default()
        .sent(*octets.choose(&[Sent::Nothing, Sent::Nothing, Sent::Partly, Sent::Whole])?)
        .idempotent(octets.arbitrary()?)
        .address(octets.int_in_range(0..=addresses)?, addresses)
        .resumed(octets.arbitrary()?)
        .retries_below(octets.int_in_range(0..=3)?);
    if octets.arbitrary()? {
        facts = facts.hint(duration(octets)?);
    }
    if octets.arbitrary()? {
        facts = facts.until(duration(octets)?);
    }
    if octets.arbitrary()? {
        facts = facts.fingerprint([octets.int_in_range(0..=3)?; 32]);
    }
    Ok((diagnosis, facts, duration(octets)?, octets.arbitrary()?))
}

const fn is_final(advice: RetryAdvice) -> bool {
    matches!(advice, RetryAdvice::Never | RetryAdvice::AfterUserAction | RetryAdvice::NotApplicable)
}

/// A bucket of tokens, in thousandths.
struct Twin {
    level: u64,
    earned: u64,
    full: u64,
}

impl Twin {
    fn earn(&mut self) {
        self.level = (self.level + self.earned).min(self.full);
    }

    fn spend(&mut self) -> bool {
        let is_there = self.level >= 1_000;
        if is_there {
            self.level -= 1_000;
        }
        is_there
    }
}

/// A circuit breaker, in milliseconds.
#[derive(Debug)]
struct Gate {
    failures: u32,
    open_for: u64,
    state: Door,
    generation: u64,
    probe_out: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Closed(u32),
    Open(u64),
    Ajar,
}

impl Gate {
    /// `Some` lets in; the value is whether it is the probe.
    fn admit(&mut self, now: u64) -> Option<bool> {
        match self.state {
            Door::Closed(_) => Some(false),
            Door::Open(since) if now < since => {
                self.state = Door::Open(now);
                None
            }
            Door::Open(since) if now - since < self.open_for => None,
            Door::Ajar if self.probe_out => None,
            Door::Open(_) | Door::Ajar => {
                (self.state, self.probe_out) = (Door::Ajar, true);
                self.generation += 1;
                Some(true)
            }
        }
    }

    /// 0 for success, 1 for failure, 2 for neither.
    fn ended(&mut self, generation: u64, outcome: u8, now: u64) {
        if generation != self.generation {
            return;
        }
        match (self.state, outcome) {
            (Door::Closed(failures), 1) if failures + 1 >= self.failures => self.turn(Door::Open(now)),
            (Door::Closed(failures), 1) => self.state = Door::Closed(failures + 1),
            (Door::Closed(_), 0) => self.state = Door::Closed(0),
            (Door::Ajar, 0) => self.turn(Door::Closed(0)),
            (Door::Ajar, 1) => self.turn(Door::Open(now)),
            (Door::Ajar, _) => self.turn(Door::Ajar),
            _ => {}
        }
    }

    fn turn(&mut self, state: Door) {
        self.generation += 1;
        (self.state, self.probe_out) = (state, false);
    }
}
