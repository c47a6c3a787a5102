//! One call: attempts and the delays between them.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use verifail::RetryAdvice;
use verifail::classification::Diagnosis;

use super::{AttemptContext, AttemptEvent, Ended, Executor, Failed, Failure, Progress};
use crate::breaker::Permit;
use crate::{Attempt, Breaker, Budget, Decision, Facts, Memory, Policy, RetryError, Sent, StopReason, decide};

/// Told of each attempt; this one does not listen.
type Silent = fn(&AttemptEvent<'_>);

/// One call: what is particular to it. [`run`](Self::run) makes it.
#[derive(Debug)]
#[must_use = "a call does nothing until it is run"]
pub struct Call<'c, O = Silent> {
    executor: &'c Executor,
    policy: &'c Policy,
    breaker: Option<&'c Breaker>,
    progress: Option<&'c Progress>,
    idempotent: bool,
    above: u32,
    seed: Option<u64>,
    observer: O,
}

impl<'c> Call<'c> {
    pub(super) fn new(executor: &'c Executor) -> Self {
        Self {
            executor,
            policy: &executor.policy,
            breaker: None,
            progress: None,
            idempotent: false,
            above: 0,
            seed: None,
            observer: |_| {},
        }
    }
}

impl<'c, O: FnMut(&AttemptEvent<'_>)> Call<'c, O> {
    /// The same under another policy than the executor's: for a call that is allowed less or more.
    pub fn policy(mut self, policy: &'c Policy) -> Self {
        self.policy = policy;
        self
    }

    /// The same through this breaker, which may be shared with other calls of the same executor or of clones of it.
    pub fn breaker(mut self, breaker: &'c Breaker) -> Self {
        self.breaker = Some(breaker);
        self
    }

    /// The same, where doing it twice is the same as doing it once.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// The same for a call that is an attempt of a caller further up: see [`Memory::attempts_above`].
    pub fn attempts_above(mut self, attempts: u32) -> Self {
        self.above = attempts;
        self
    }

    /// The same with an operation that says how much it has sent.
    pub fn progress(mut self, progress: &'c Progress) -> Self {
        self.progress = Some(progress);
        self
    }

    /// The same with random numbers from this seed, and so with the same delays every time.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The same with an observer: it is called once for each attempt, when it has ended.
    pub fn observe<P: FnMut(&AttemptEvent<'_>)>(self, observer: P) -> Call<'c, P> {
        let Self { executor, policy, breaker, progress, idempotent, above, seed, observer: _ } = self;
        Call { executor, policy, breaker, progress, idempotent, above, seed, observer }
    }

    /// Makes the attempts.
    ///
    /// `operation` makes one attempt each time it is called; `classify` says what its failure was. Nothing is spawned and
    /// nothing outlives the future. Where the first attempt succeeds, nothing is allocated either.
    ///
    /// # Errors
    /// [`RetryError`] with the last failure, once the decision is to stop.
    pub async fn run<T, E, Op, Fut>(
        self,
        mut operation: Op,
        mut classify: impl FnMut(Failed<'_, E>) -> Diagnosis,
    ) -> Result<T, RetryError<E>>
    where
        Op: FnMut(AttemptContext) -> Fut,
        Fut: Future<Output = Result<T, Failure<E>>>,
    {
        let Self { executor, policy, breaker, progress, idempotent, above, seed, mut observer } = self;
        let began = Instant::now();
        let epoch = |at: Instant| at.saturating_duration_since(executor.epoch);
        // The budget counts the call in where it begins; whatever else there is to remember begins with the first failure.
        if let Some(budget) = &executor.budget {
            budget.earn();
        }
        // Large, and needed by few: what is kept between polls is moved about with the future.
        let mut memory: Option<Box<Memory>> = None;
        let mut random = None;
        let mut number = 1;
        let mut connection = None;
        let mut timeout = policy.timeout_at(Duration::ZERO);
        let mut last: Option<Box<(Diagnosis, Option<E>)>> = None;
        // The token of a retry that has not begun yet.
        let mut token: Option<Token<'_>> = None;
        loop {
            let started = if number == 1 { began } else { Instant::now() };
            let permit = match breaker.map(|breaker| breaker.admit(epoch(started))) {
                Some(Err(_)) => {
                    let (diagnosis, error) = last.map(|last| *last).unzip();
                    return Err(RetryError::new(diagnosis, number - 1, StopReason::BreakerOpen, error.flatten()));
                }
                Some(Ok(permit)) => Some(permit),
                None => None,
            };
            if let Some(token) = token.take() {
                token.spent();
            }
            if let Some(progress) = progress {
                progress.sent(Sent::Nothing);
            }
            let attempts_before = memory.as_ref().map_or(above, |memory| memory.attempts_before());
            let context = AttemptContext { number, connection, timeout, attempts_before };
            let outcome = {
                let mut attempt = pin!(operation(context));
                // Without an end where it is beyond the end of the clock. Whatever is ready at once never meets a timer.
                let (end, mut alarm) = (started.checked_add(timeout), None);
                poll_fn(|context| match (attempt.as_mut().poll(context), end) {
                    (Poll::Ready(output), _) => Poll::Ready(Some(output)),
                    (Poll::Pending, None) => Poll::Pending,
                    (Poll::Pending, Some(end)) => {
                        alarm.get_or_insert_with(|| executor.alarms.at(end)).poll(context).map(|()| None)
                    }
                })
                .await
            };
            let ended = Instant::now();
            let (elapsed, took) = (ended.saturating_duration_since(began), ended.saturating_duration_since(started));
            let mut report = |ended| {
                observer(&AttemptEvent { number, connection, attempts_before, elapsed, took, ended });
            };
            let (diagnosis, mut facts, error) = match outcome {
                Some(Ok(value)) => {
                    if let Some(permit) = permit {
                        permit.succeeded(epoch(ended));
                    }
                    report(Ended::Succeeded);
                    return Ok(value);
                }
                Some(Err(Failure { error, facts })) => (classify(Failed::Error(&error)), facts, Some(error)),
                None => {
                    let sent = progress.map_or(Sent::Whole, Progress::so_far);
                    (classify(Failed::TimedOut(took)), Facts::default().sent(sent), None)
                }
            };
            facts.idempotent |= idempotent;
            settle(permit, &diagnosis, epoch(ended));
            let random = random.get_or_insert_with(|| seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed));
            let attempt = Attempt { number, elapsed, random: random.u64(..), facts };
            let memory = memory.get_or_insert_with(|| {
                let memory = Memory::new(*policy).attempts_above(above);
                let memory = executor.budget.iter().fold(memory, Memory::counted_in);
                Box::new(breaker.into_iter().fold(memory, |memory, breaker| memory.breaker(breaker, epoch(began))))
            });
            let decision = decide(&diagnosis, &attempt, memory);
            token = executor.budget.as_ref().filter(|_| decision.stop().is_none()).map(Token::new);
            report(Ended::Failed { diagnosis: &diagnosis, facts: &facts, timed_out: error.is_none(), decision });
            match decision {
                Decision::Stop { why } => return Err(RetryError::new(Some(diagnosis), number, why, error)),
                Decision::Retry { after, connection: next, timeout: time } => {
                    let failed = Box::new((diagnosis, error));
                    Box::pin(sleep(after)).await;
                    // A timer may be late.
                    timeout = time.min(policy.timeout_at(began.elapsed()));
                    if timeout.is_zero() {
                        let (diagnosis, error) = *failed;
                        return Err(RetryError::new(Some(diagnosis), number, StopReason::DeadlineReached, error));
                    }
                    last = Some(failed);
                    connection = Some(next);
                    number += 1;
                }
            }
        }
    }
}

/// Tells the breaker of a failure that the peer or the network is to blame for. Any other says nothing about them, and a
/// probe that ended in one goes to the next caller.
fn settle(permit: Option<Permit>, diagnosis: &Diagnosis, now: Duration) {
    let is_theirs = matches!(
        diagnosis.retry,
        RetryAdvice::BoundedUnknown | RetryAdvice::FreshConnection | RetryAdvice::OtherAddress | RetryAdvice::Same
    );
    if let Some(permit) = permit.filter(|_| is_theirs) {
        permit.failed(now);
    }
}

/// A token that was taken for a retry. Dropped before the retry begins, it goes back.
#[derive(Debug)]
struct Token<'b> {
    budget: Option<&'b Budget>,
}

impl<'b> Token<'b> {
    fn new(budget: &'b Budget) -> Self {
        Self { budget: Some(budget) }
    }

    fn spent(mut self) {
        self.budget = None;
    }
}

impl Drop for Token<'_> {
    fn drop(&mut self) {
        if let Some(budget) = self.budget {
            budget.give_back();
        }
    }
}
