//! One call: attempts and the delays between them.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use verifail::RetryAdvice;
use verifail::classification::Diagnosis;

use super::{AttemptContext, AttemptEvent, Deadline, Ended, Executor, Failed, Failure, Progress};
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
    began: Option<Instant>,
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
            began: None,
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

    /// The same for a call that began at this moment: the deadline counts from there.
    pub fn began(mut self, began: Instant) -> Self {
        self.began = Some(began);
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
        let Self { executor, policy, breaker, progress, idempotent, above, began, seed, observer: _ } = self;
        Call { executor, policy, breaker, progress, idempotent, above, began, seed, observer }
    }

    /// Makes the attempts.
    ///
    /// `operation` makes one attempt each time it is called; `classify` says what its failure was. Nothing is spawned
    /// and nothing outlives the future. Where the first attempt succeeds, nothing is allocated either.
    ///
    /// # Errors
    /// [`RetryError`] with the last failure, once the decision is to stop.
    pub async fn run<T, E, Op, Fut>(
        mut self,
        mut operation: Op,
        classify: impl FnMut(Failed<'_, E>) -> Diagnosis,
    ) -> Result<T, RetryError<E>>
    where
        Op: FnMut(AttemptContext) -> Fut,
        Fut: Future<Output = Result<T, Failure<E>>>,
    {
        let began = *self.began.get_or_insert_with(Instant::now);
        // The budget counts the call in where it begins; whatever else there is to remember begins with the first
        // failure.
        self.executor.count();
        let timeout = self.policy.timeout_at(Duration::ZERO);
        let context = AttemptContext { number: 1, connection: None, timeout, attempts_before: self.above };
        let Some(attempt) = self.admit(context, began) else {
            return Err(RetryError::new(None, 0, StopReason::BreakerOpen, None));
        };
        let failure = match self.executor.cut(&attempt, operation(context)).await {
            Some(Ok(value)) => {
                self.succeeded(attempt, began);
                return Ok(value);
            }
            Some(Err(failure)) => Some(failure),
            None => None,
        };
        // Large, and needed by few: what is kept between polls is moved about with the future.
        Box::pin(self.again(began, attempt, failure, operation, classify)).await
    }

    /// What follows from an attempt that failed, or was cut off.
    async fn again<T, E, Op, Fut>(
        mut self,
        began: Instant,
        mut attempt: Admitted,
        mut failure: Option<Failure<E>>,
        mut operation: Op,
        mut classify: impl FnMut(Failed<'_, E>) -> Diagnosis,
    ) -> Result<T, RetryError<E>>
    where
        Op: FnMut(AttemptContext) -> Fut,
        Fut: Future<Output = Result<T, Failure<E>>>,
    {
        let (executor, policy) = (self.executor, self.policy);
        let epoch = |at: Instant| at.saturating_duration_since(executor.epoch);
        let mut random = self.seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed);
        let memory = executor.budget.iter().fold(Memory::new(*policy).attempts_above(self.above), Memory::counted_in);
        let mut memory = self.breaker.into_iter().fold(memory, |memory, breaker| memory.breaker(breaker, epoch(began)));
        loop {
            let ended = Instant::now();
            let Admitted { context, started, permit } = attempt;
            let (elapsed, took) = (ended.saturating_duration_since(began), ended.saturating_duration_since(started));
            let (diagnosis, mut facts, error) = match failure {
                Some(Failure { error, facts }) => (classify(Failed::Error(&error)), facts, Some(error)),
                None => {
                    let sent = self.progress.map_or(Sent::Whole, Progress::so_far);
                    (classify(Failed::TimedOut(took)), Facts::default().sent(sent), None)
                }
            };
            facts.idempotent |= self.idempotent;
            settle(permit, &diagnosis, epoch(ended));
            let AttemptContext { number, connection, attempts_before, .. } = context;
            let failed = Attempt { number, elapsed, random: random.u64(..), facts };
            let decision = decide(&diagnosis, &failed, &mut memory);
            // Goes back to the budget unless the retry begins.
            let token = executor.budget.as_ref().filter(|_| decision.stop().is_none()).map(Token::new);
            let ended = Ended::Failed { diagnosis: &diagnosis, facts: &facts, timed_out: error.is_none(), decision };
            (self.observer)(&AttemptEvent { number, connection, attempts_before, elapsed, took, ended });
            let (after, next, time) = match decision {
                Decision::Stop { why } => return Err(RetryError::new(Some(diagnosis), number, why, error)),
                Decision::Retry { after, connection, timeout } => (after, connection, timeout),
            };
            sleep(after).await;
            // A timer may be late.
            let timeout = time.min(policy.timeout_at(began.elapsed()));
            if timeout.is_zero() {
                return Err(RetryError::new(Some(diagnosis), number, StopReason::DeadlineReached, error));
            }
            let attempts_before = memory.attempts_before();
            let context = AttemptContext { number: number + 1, connection: Some(next), timeout, attempts_before };
            let Some(admitted) = self.admit(context, Instant::now()) else {
                return Err(RetryError::new(Some(diagnosis), number, StopReason::BreakerOpen, error));
            };
            if let Some(token) = token {
                token.spent();
            }
            failure = match executor.cut(&admitted, operation(context)).await {
                Some(Ok(value)) => {
                    self.succeeded(admitted, began);
                    return Ok(value);
                }
                Some(Err(failure)) => Some(failure),
                None => None,
            };
            attempt = admitted;
        }
    }

    /// Lets an attempt begin, unless the breaker lets nobody through.
    fn admit(&self, context: AttemptContext, started: Instant) -> Option<Admitted> {
        let now = || started.saturating_duration_since(self.executor.epoch);
        let permit = match self.breaker.map(|breaker| breaker.admit(now())) {
            Some(Ok(permit)) => Some(permit),
            Some(Err(_)) => return None,
            None => None,
        };
        if let Some(progress) = self.progress {
            progress.sent(Sent::Nothing);
        }
        Some(Admitted { context, started, permit })
    }

    fn succeeded(&mut self, attempt: Admitted, began: Instant) {
        let ended = Instant::now();
        let Admitted { context, started, permit } = attempt;
        if let Some(permit) = permit {
            permit.succeeded(ended.saturating_duration_since(self.executor.epoch));
        }
        let AttemptContext { number, connection, attempts_before, .. } = context;
        let (elapsed, took) = (ended.saturating_duration_since(began), ended.saturating_duration_since(started));
        let ended = Ended::Succeeded;
        (self.observer)(&AttemptEvent { number, connection, attempts_before, elapsed, took, ended });
    }
}

/// An attempt that may begin.
struct Admitted {
    context: AttemptContext,
    started: Instant,
    permit: Option<Permit>,
}

impl Executor {
    /// What an attempt comes to; `None` where it takes longer than it may.
    async fn cut<F: Future>(&self, admitted: &Admitted, attempt: F) -> Option<F::Output> {
        let mut attempt = pin!(attempt);
        // Without an end where it is beyond the end of the clock. Whatever is ready at once never meets a timer.
        let mut deadline: Option<Deadline> = None;
        poll_fn(|context| match attempt.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => {
                let end = || self.deadline(admitted.started.checked_add(admitted.context.timeout));
                deadline.get_or_insert_with(end).poll(context).map(|()| None)
            }
        })
        .await
    }
}

/// Tells the breaker of a failure that the peer or the network is to blame for. Any other says nothing about them, and
/// a probe that ended in one goes to the next caller.
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
