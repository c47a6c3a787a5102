//! From a diagnosis to a decision.
//!
//! Rules stand in the order in which they are asked, and the first that says *stop* is the reason that is given:
//!
//! 1. the advice forbids it, or gives nothing to go by;
//! 2. octets went out and repeating them is not harmless;
//! 3. somebody further up retries already;
//! 4. the same certificate is refused for the same reason again and again, and there is nowhere else to go;
//! 5. no attempts are left;
//! 6. the next one could not end in time;
//! 7. the breaker lets nobody through by then;
//! 8. all callers together have retried enough. Last, so that a token is taken only for a retry that is made.
//!
//! What was *not* consulted: any text. A diagnosis is all that is known of what went wrong.

use std::time::Duration;

use verifail::RetryAdvice;
use verifail::classification::Diagnosis;

use crate::jitter::uniform;
use crate::{Attempt, Connection, Decision, Facts, Jitter, Memory, Policy, Seen, Sent, StopReason};

/// Decides what follows from an attempt that failed.
///
/// Pure but for the tokens of a shared [`Budget`](crate::Budget): the time and the random number come with the attempt.
/// The same sequence of attempts gives the same decisions. Allocates nothing.
///
/// A retry that is decided on has its token; whoever does not make it calls [`Memory::give_back`].
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail::classification::{Evidence, classify};
/// use verifail_retry::{Attempt, Connection, Decision, Facts, Memory, Policy, Sent, StopReason, decide};
///
/// let reset = classify(&Evidence::text("curl: (35) Recv failure: Connection reset by peer"));
/// let expired = classify(&Evidence::text("curl: (60) SSL certificate problem: certificate has expired"));
///
/// let mut memory = Memory::new(Policy::default());
/// let facts = Facts::default().sent(Sent::Nothing);
/// let first = Attempt::new(1, Duration::from_millis(30), 0x9e37_79b9_7f4a_7c15).facts(facts);
/// let decision = decide(&reset, &first, &mut memory);
/// assert!(matches!(decision, Decision::Retry { connection: Connection::Fresh, .. }));
///
/// let second = Attempt { number: 2, elapsed: Duration::from_millis(180), ..first };
/// let decision = decide(&expired, &second, &mut memory);
/// assert_eq!(decision.stop(), Some(StopReason::Permanent));
/// ```
pub fn decide(diagnosis: &Diagnosis, attempt: &Attempt, memory: &mut Memory) -> Decision {
    let Memory { policy, seen, budget, breaker } = memory;
    let decision = consider(policy, diagnosis, attempt, seen);
    let Decision::Retry { after, .. } = decision else {
        return decision;
    };
    let now = |began: Duration| began.saturating_add(seen.earliest.saturating_sub(after));
    if breaker.as_ref().is_some_and(|(breaker, began)| breaker.refuses_for(now(*began)) > after) {
        return Decision::Stop { why: StopReason::BreakerOpen };
    }
    if budget.as_ref().is_some_and(|budget| !budget.spend()) {
        return Decision::Stop { why: StopReason::BudgetExhausted };
    }
    decision
}

/// Decides as [`decide`] does where nothing is shared: rules 1 to 6. A function of values.
pub fn consider(policy: &Policy, diagnosis: &Diagnosis, attempt: &Attempt, seen: &mut Seen) -> Decision {
    let facts = &attempt.facts;
    let refused = seen.note(attempt.number, diagnosis.reason, facts);
    let elapsed = attempt.elapsed.max(seen.earliest);
    seen.earliest = elapsed;
    let stop = |why| Decision::Stop { why };
    if let Some(why) = forbidden(diagnosis.retry, facts) {
        return stop(why);
    }
    if facts.sent != Sent::Nothing && !facts.idempotent {
        return stop(StopReason::AlreadySent);
    }
    if seen.above > 0 {
        return stop(StopReason::RetriedAbove);
    }
    let nowhere_else = !seen.is_mixed() && seen.untried(facts.addresses).is_none();
    if refused > 0 && refused >= policy.persistent_after && nowhere_else {
        return stop(StopReason::Persistent);
    }
    let allowed = match diagnosis.retry {
        RetryAdvice::BoundedUnknown => policy.max_attempts.min(policy.unknown_attempts),
        _ => policy.max_attempts,
    };
    if seen.attempts() >= allowed {
        return stop(StopReason::AttemptsExhausted);
    }
    let after = match wait(policy, diagnosis.retry, attempt, seen) {
        Ok(after) => after,
        Err(why) => return stop(why),
    };
    let left = policy.deadline.saturating_sub(elapsed);
    let needed = policy.shortest_attempt.min(policy.attempt_timeout);
    let timeout = left.saturating_sub(after).min(policy.attempt_timeout);
    // Where the delay alone takes all that is left, there is no time for an attempt.
    if timeout < needed || timeout.is_zero() {
        return stop(StopReason::DeadlineReached);
    }
    seen.earliest = elapsed.saturating_add(after);
    Decision::Retry { after, connection: connection(diagnosis.retry, facts, seen), timeout }
}

/// What the advice itself rules out.
fn forbidden(advice: RetryAdvice, facts: &Facts) -> Option<StopReason> {
    match advice {
        RetryAdvice::AtTime if facts.until.is_none() => Some(StopReason::TimeUnknown),
        RetryAdvice::AtTime
        | RetryAdvice::BoundedUnknown
        | RetryAdvice::FreshConnection
        | RetryAdvice::FreshSession
        | RetryAdvice::OtherAddress
        | RetryAdvice::Same => None,
        RetryAdvice::AfterUserAction => Some(StopReason::AfterUserAction),
        RetryAdvice::Never => Some(StopReason::Permanent),
        // There was no failure; or the vocabulary has grown, and advice that is not known is no permission.
        _ => Some(StopReason::NothingToRetry),
    }
}

/// How long to wait: the delay, not before what the server asks for, and then spread by at most the base; so that those
/// who were all told the same time do not come back in the same moment.
fn wait(policy: &Policy, advice: RetryAdvice, attempt: &Attempt, seen: &mut Seen) -> Result<Duration, StopReason> {
    let facts = &attempt.facts;
    let backoff = &policy.backoff;
    let delay = backoff.next_delay(&mut seen.schedule, attempt.random);
    let spread = match backoff.jitter {
        Jitter::None => Duration::ZERO,
        _ => uniform(Duration::ZERO, backoff.base.min(backoff.cap), attempt.random),
    };
    let until = facts.until.filter(|_| advice == RetryAdvice::AtTime).unwrap_or_default();
    if until > policy.longest_wait {
        return Err(StopReason::TooLate);
    }
    let told = facts.hint.unwrap_or_default().min(policy.longest_wait).max(until);
    Ok(if told.is_zero() { delay } else { delay.max(told.saturating_add(spread)) })
}

/// What the next attempt has to be made on. A session that was to blame once is not offered again in this call.
fn connection(advice: RetryAdvice, facts: &Facts, seen: &mut Seen) -> Connection {
    let is_same = advice == RetryAdvice::Same;
    seen.no_session |= advice == RetryAdvice::FreshSession || (facts.resumed && !is_same);
    let goes_elsewhere = advice == RetryAdvice::OtherAddress || seen.is_mixed();
    let other = if goes_elsewhere { seen.other_address(facts) } else { None };
    match other {
        Some(address) => Connection::OtherAddress { address, may_resume: !seen.no_session },
        None if seen.no_session => Connection::FreshSession,
        None if is_same && !goes_elsewhere => Connection::Same,
        None => Connection::Fresh,
    }
}
