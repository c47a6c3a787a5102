//! How a call ends that did not succeed.

use std::error::Error;
use std::fmt;

use verifail::classification::Diagnosis;
use verifail::{Hop, Reason};

use crate::StopReason;

/// A call that failed for good: the reason, the attempts that were made, why no more were, and the last error.
///
/// # Examples
/// ```
/// use verifail::classification::{Evidence, classify};
/// use verifail_retry::{RetryError, StopReason};
///
/// let text = "x509: certificate has expired or is not yet valid: current time 2026-06-15T00:00:00Z is after 2026-06-01T00:00:00Z";
/// let diagnosis = classify(&Evidence::text(text));
/// let error = RetryError::new(Some(diagnosis), 1, StopReason::Permanent, Some(std::io::Error::other(text)));
/// assert_eq!(
///     error.to_string(),
///     "expired (direct): gave up after 1 attempt: the answer stays the same until something changes"
/// );
/// ```
#[derive(Debug)]
#[must_use]
pub struct RetryError<E> {
    diagnosis: Option<Box<Diagnosis>>,
    attempts: u32,
    why: StopReason,
    last: Option<E>,
}

impl<E> RetryError<E> {
    /// A call that ended like this. There is no diagnosis where no attempt was made, and no error where the last
    /// attempt had none: it was cut off, or not made.
    pub fn new(diagnosis: Option<Diagnosis>, attempts: u32, why: StopReason, last: Option<E>) -> Self {
        Self { diagnosis: diagnosis.map(Box::new), attempts, why, last }
    }

    /// The reason of the last failure; `None` is unclassified, or no attempt was made.
    pub fn reason(&self) -> Option<Reason> {
        self.diagnosis().and_then(|diagnosis| diagnosis.reason)
    }

    /// Between whom the last attempt failed.
    pub fn hop(&self) -> Option<Hop> {
        self.diagnosis().map(|diagnosis| diagnosis.hop)
    }

    /// What is known of the last failure.
    pub fn diagnosis(&self) -> Option<&Diagnosis> {
        self.diagnosis.as_deref()
    }

    /// Attempts that were made; 0 where the breaker let none through.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Why no more were made.
    pub const fn why(&self) -> StopReason {
        self.why
    }

    /// The last error, borrowed.
    pub const fn last(&self) -> Option<&E> {
        self.last.as_ref()
    }

    /// The last error.
    pub fn into_last(self) -> Option<E> {
        self.last
    }

    /// The same about another type of error.
    pub fn map<F>(self, convert: impl FnOnce(E) -> F) -> RetryError<F> {
        let Self { diagnosis, attempts, why, last } = self;
        RetryError { diagnosis, attempts, why, last: last.map(convert) }
    }
}

impl<E> fmt::Display for RetryError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.diagnosis() {
            Some(diagnosis) => write!(f, "{} ({}): ", diagnosis.code_of_reason(), diagnosis.hop)?,
            None => f.write_str("not tried: ")?,
        }
        let plural = if self.attempts == 1 { "" } else { "s" };
        write!(f, "gave up after {} attempt{plural}: {}", self.attempts, self.why.meaning())
    }
}

impl<E: Error + 'static> Error for RetryError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.last.as_ref().map(|error| error as &(dyn Error + 'static))
    }
}
