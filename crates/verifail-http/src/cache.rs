//! Responses that are kept for as long as the caller says, and served beyond that in place of a failure that may pass.
//!
//! The time is explicit: what a server says of its freshness does not lengthen it; `Cache-Control: no-store` forbids
//! (<https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5>). A response is found again by method, URL and *all*
//! header fields of its request, so nobody is served what was meant for somebody else.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AGE, CACHE_CONTROL};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
use moka::sync::Cache as Bounded;
use reqwest::{Request, Url};
use tokio::time::Instant;
use verifail::classification::Diagnosis;

use crate::HeaderNames;
use crate::outcome::Outcome;
use crate::response::{Response, rebuilt};

/// How much is kept, and for how long it may stand in for a failure.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use verifail_http::CachePolicy;
///
/// let policy = CachePolicy::default().stale_for(Duration::from_secs(86_400));
/// assert_eq!(policy.max_body, 1 << 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CachePolicy {
    /// Octets of all bodies and header fields together. Default: 64 MiB.
    pub max_octets: u64,
    /// Octets of one body; a longer one is handed on and not kept. Default: 1 MiB.
    pub max_body: usize,
    /// How long after its time a response may be served in place of a failure. Default: an hour.
    pub stale_for: Duration,
}

impl Default for CachePolicy {
    fn default() -> Self {
        Self { max_octets: 64 << 20, max_body: 1 << 20, stale_for: Duration::from_secs(3600) }
    }
}

impl CachePolicy {
    /// The same with so many octets for all responses.
    #[must_use]
    pub const fn max_octets(mut self, octets: u64) -> Self {
        self.max_octets = octets;
        self
    }

    /// The same with so many octets for one body.
    #[must_use]
    pub const fn max_body(mut self, octets: usize) -> Self {
        self.max_body = octets;
        self
    }

    /// The same, standing in for failures so long.
    #[must_use]
    pub const fn stale_for(mut self, time: Duration) -> Self {
        self.stale_for = time;
        self
    }
}

/// The responses that are kept. The least useful are forgotten when there are too many.
pub(crate) struct Cache {
    policy: CachePolicy,
    kept: Bounded<Key, Arc<Kept>>,
}

/// What a response is found by. Compared as a whole: no two requests are taken for each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    method: Method,
    url: Url,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Key {
    /// Of a request that may be answered out of a cache: GET, and no body.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        let plain = request.method() == Method::GET && request.body().is_none();
        let headers = || request.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        plain.then(|| Self { method: request.method().clone(), url: request.url().clone(), headers: headers() })
    }
}

/// A response that is kept.
#[derive(Debug)]
pub(crate) struct Kept {
    status: StatusCode,
    version: Version,
    headers: HeaderMap,
    body: Bytes,
    url: Url,
    since: Instant,
    time: Duration,
}

impl Cache {
    pub(crate) fn new(policy: CachePolicy) -> Self {
        let weigh = |_: &Key, kept: &Arc<Kept>| {
            let headers: usize = kept.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
            u32::try_from(kept.body.len() + headers + 512).unwrap_or(u32::MAX)
        };
        Self { policy, kept: Bounded::builder().max_capacity(policy.max_octets).weigher(weigh).build() }
    }

    pub(crate) const fn max_body(&self) -> usize {
        self.policy.max_body
    }

    /// A response whose time has not passed.
    pub(crate) fn fresh(&self, key: &Key) -> Option<Arc<Kept>> {
        self.kept.get(key).filter(|kept| kept.since.elapsed() < kept.time)
    }

    /// A response that may stand in for a failure.
    pub(crate) fn stale(&self, key: &Key) -> Option<Arc<Kept>> {
        let until = |kept: &Kept| kept.time.saturating_add(self.policy.stale_for);
        self.kept.get(key).filter(|kept| kept.since.elapsed() < until(kept))
    }

    /// Keeps a response for this long, unless it says that it must not be.
    pub(crate) fn keep(&self, key: Key, parts: &http::response::Parts, body: &Bytes, url: &Url, time: Duration) {
        let directives = parts.headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
        let forbidden =
            directives.flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case("no-store"));
        if parts.status != StatusCode::OK || forbidden || body.len() > self.policy.max_body {
            return;
        }
        let kept = Kept {
            status: parts.status,
            version: parts.version,
            headers: parts.headers.clone(),
            body: body.clone(),
            url: url.clone(),
            since: Instant::now(),
            time,
        };
        self.kept.insert(key, Arc::new(kept));
    }
}

impl Kept {
    /// The response again, with its age; and with the failure that it stands in for.
    pub(crate) fn response(&self, names: &HeaderNames, failure: Option<(u32, Option<Diagnosis>)>) -> Response {
        let age = self.since.elapsed();
        let mut response = http::Response::new(());
        (*response.status_mut(), *response.version_mut()) = (self.status, self.version);
        let headers = response.headers_mut();
        headers.clone_from(&self.headers);
        headers.insert(AGE, HeaderValue::from(age.as_secs()));
        let is_stale = failure.is_some();
        headers.insert(names.cache.clone(), HeaderValue::from_static(if is_stale { "stale" } else { "hit" }));
        let (attempts, diagnosis) = failure.unwrap_or_default();
        names.set_retries(headers, attempts.saturating_sub(1));
        headers.remove(&names.error_type);
        if is_stale {
            let code = diagnosis.as_ref().map_or("unclassified", Diagnosis::code_of_reason);
            names.set_error_type(headers, code);
        }
        response.extensions_mut().insert(Outcome { attempts, diagnosis, why: None, age: Some(age) });
        Response::in_memory(rebuilt(response.into_parts().0, self.body.clone(), self.url.clone()))
    }
}
