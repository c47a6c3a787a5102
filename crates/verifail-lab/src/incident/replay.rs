//! Calls, and what came of them.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use super::RunningIncident;

/// A call that a client is to make.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// From 0.
    pub number: u64,
    /// `POST`.
    pub method: &'static str,
    /// Where.
    pub url: String,
    /// Of no other call.
    pub body: String,
}

/// What a client got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// How many attempts it took.
    pub attempts: u32,
}

/// What came of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallOutcome {
    /// The call.
    pub call: Call,
    /// When it began, since the incident began.
    pub began: Duration,
    /// How long it took.
    pub took: Duration,
    /// What the client got, or its error's text.
    pub result: Result<Answer, String>,
}

impl CallOutcome {
    /// Whether the caller got what was asked for.
    pub fn is_success(&self) -> bool {
        matches!(&self.result, Ok(answer) if (200..300).contains(&answer.status))
    }

    /// What a lost call's caller was told; nothing of others.
    pub fn failure(&self) -> Option<&str> {
        match &self.result {
            Ok(_) if self.is_success() => None,
            Ok(answer) => Some(&answer.body),
            Err(text) => Some(text),
        }
    }
}

/// What came of all calls.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Replay {
    /// By the calls' numbers.
    pub outcomes: Vec<CallOutcome>,
}

impl Replay {
    /// Calls that were lost.
    pub fn failed(&self) -> usize {
        self.outcomes.iter().filter(|outcome| !outcome.is_success()).count()
    }

    /// The part of all calls that was lost, from 0 to 1.
    pub fn failure_rate(&self) -> f64 {
        self.failed() as f64 / self.outcomes.len().max(1) as f64
    }

    /// Attempts that the client says it made, one for each call without an answer.
    pub fn attempts(&self) -> u64 {
        self.outcomes.iter().map(|outcome| outcome.result.as_ref().map_or(1, |answer| u64::from(answer.attempts))).sum()
    }

    /// What the callers of lost calls were told, each text once, in the order in which they came.
    pub fn failures(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for text in self.outcomes.iter().filter_map(CallOutcome::failure) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }
}

pub(super) async fn replay<F, A>(incident: &RunningIncident, calls: u64, at_once: usize, client: F) -> Replay
where
    F: Fn(Call) -> A,
    A: Future<Output = Result<Answer, String>>,
{
    let (next, outcomes) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let caller = || async {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= calls {
                return;
            }
            let (call, began) = (incident.call(number), incident.began.elapsed());
            let result = client(call.clone()).await;
            let outcome = CallOutcome { call, began, took: incident.began.elapsed() - began, result };
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
        }
    };
    all((0..at_once.max(1)).map(|_| Box::pin(caller()) as Pin<Box<dyn Future<Output = ()> + '_>>).collect()).await;
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|outcome| outcome.call.number);
    Replay { outcomes }
}

/// Runs callers on one task: a client need be neither `Send` nor `'static`.
async fn all(mut callers: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>) {
    std::future::poll_fn(|context| {
        callers.retain_mut(|caller| caller.as_mut().poll(context).is_pending());
        if callers.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
