//! Whether doing a request twice is the same as doing it once.

use http::{HeaderMap, HeaderName, Method};

/// By which a client makes any request safe to repeat
/// (<https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>).
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether a request may be repeated though it was sent: its method says so
/// (<https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2>), or it carries `Idempotency-Key`.
///
/// # Examples
/// ```
/// use http::{HeaderMap, HeaderValue, Method};
/// use verifail_http::is_idempotent;
///
/// let mut headers = HeaderMap::new();
/// assert!(is_idempotent(&Method::DELETE, &headers) && !is_idempotent(&Method::POST, &headers));
/// headers.insert("idempotency-key", HeaderValue::from_static("order-7"));
/// assert!(is_idempotent(&Method::POST, &headers));
/// ```
pub fn is_idempotent(method: &Method, headers: &HeaderMap) -> bool {
    method.is_idempotent() || headers.get(IDEMPOTENCY_KEY).is_some_and(|key| !key.is_empty())
}
