//! How a call ends that has no response to show, and why a client cannot be made.

use std::error::Error as StdError;
use std::fmt;

use http::Method;
use reqwest::Url;
use verifail::classification::Diagnosis;
use verifail::{Hop, Reason, RetryAdvice};
use verifail_retry::{RetryError, StopReason};
use verifail_rustls::SettingsError;

use crate::redacted;

/// A call that failed: of what, after how many attempts, why there were no more, and the last error as
/// [`source`](StdError::source).
///
/// Nothing secret is in it: of the URL user, password and query are left out, and reqwest's own text of it altogether.
pub struct Error {
    inner: Box<Inner>,
}

struct Inner {
    method: Method,
    url: String,
    retry: RetryError<Cause>,
}

/// What failed last: of a call, or of a body that is read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// A header field cannot be made of what was given.
    Header(http::Error),
    /// The connection, the request, or the response.
    Http(reqwest::Error),
    /// The time of the call was over before the body was.
    TimedOut,
    /// The body of the response is longer than was asked for.
    TooLong {
        /// Octets that were asked for at most.
        limit: usize,
    },
}

impl Error {
    pub(crate) fn new(method: Method, url: &Url, retry: RetryError<Cause>) -> Self {
        Self { inner: Box::new(Inner { method, url: redacted::url(url), retry }) }
    }

    /// Of a request that could not be put together.
    pub(crate) fn unsent(method: Method, retry: RetryError<Cause>) -> Self {
        Self { inner: Box::new(Inner { method, url: "(no URL)".to_owned(), retry }) }
    }

    /// What was wrong with the last attempt; `None` is unclassified, or none was made.
    pub fn reason(&self) -> Option<Reason> {
        self.inner.retry.reason()
    }

    /// Between whom it failed.
    pub fn hop(&self) -> Option<Hop> {
        self.inner.retry.hop()
    }

    /// Everything that is known of it.
    pub fn diagnosis(&self) -> Option<&Diagnosis> {
        self.inner.retry.diagnosis()
    }

    /// Attempts that were made; 0 where the breaker let none through.
    pub fn attempts(&self) -> u32 {
        self.inner.retry.attempts()
    }

    /// Why no more were made.
    pub fn why(&self) -> StopReason {
        self.inner.retry.why()
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        self.diagnosis().is_none_or(may_pass)
    }

    /// The last error.
    pub fn cause(&self) -> Option<&Cause> {
        self.inner.retry.last()
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.inner.method
    }

    /// The URL of the request, without what is secret in it.
    pub fn url(&self) -> &str {
        &self.inner.url
    }
}

/// Whether a failure is one that a cached response may stand in for: one that may pass.
pub(crate) fn may_pass(diagnosis: &Diagnosis) -> bool {
    matches!(
        diagnosis.retry,
        RetryAdvice::AtTime
            | RetryAdvice::BoundedUnknown
            | RetryAdvice::FreshConnection
            | RetryAdvice::FreshSession
            | RetryAdvice::OtherAddress
            | RetryAdvice::Same
    )
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.inner.method, self.inner.url, self.inner.retry)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("method", &self.inner.method)
            .field("url", &self.inner.url)
            .field("retry", &self.inner.retry)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause().map(|cause| cause as &(dyn StdError + 'static))
    }
}

impl From<reqwest::Error> for Cause {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error).without_url()
    }
}

impl Cause {
    /// What is secret in a URL stays out of it.
    pub(crate) fn without_url(self) -> Self {
        match self {
            Self::Http(error) => Self::Http(error.without_url()),
            cause => cause,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(error) => write!(f, "no header field can be made of that: {error}"),
            Self::Http(error) => error.fmt(f),
            Self::TimedOut => f.write_str("the time of the call was over before the body was"),
            Self::TooLong { limit } => write!(f, "the body of the response has more than {limit} octets"),
        }
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            // They say themselves what the errors in them say.
            Self::Header(error) => error.source(),
            Self::Http(error) => error.source(),
            Self::TimedOut | Self::TooLong { .. } => None,
        }
    }
}

/// Why a client cannot be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// reqwest does not take the configuration.
    Http(reqwest::Error),
    /// A proxy's URL cannot be used; the variable that names it.
    Proxy(String),
    /// Settings of TLS.
    Settings(SettingsError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(error) => write!(f, "reqwest does not take the configuration: {error}"),
            Self::Proxy(origin) => write!(f, "{origin}: the proxy's URL cannot be used"),
            Self::Settings(error) => error.fmt(f),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Http(error) => error.source(),
            Self::Proxy(_) => None,
            Self::Settings(error) => error.source(),
        }
    }
}

impl From<SettingsError> for BuildError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl From<reqwest::Error> for BuildError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}
