//! A request, and what the caller says of the call besides.

use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, Request as HttpRequest};
use reqwest::Response;

use crate::call::CallOptions;
use crate::error::{Cause, Error};
use crate::{Client, judge};
use verifail_retry::{RetryError, StopReason};

/// A request that is being put together. Made by [`Client::get`] and the like.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// # async fn example(client: verifail_http::Client) -> Result<(), verifail_http::Error> {
/// let response = client
///     .post("https://api.example/orders")
///     .header("idempotency-key", "order-7")
///     .body("{}")
///     .timeout(Duration::from_secs(5))
///     .send()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RequestBuilder {
    client: Client,
    request: reqwest::RequestBuilder,
    options: CallOptions,
}

impl RequestBuilder {
    pub(crate) fn new(client: Client, request: reqwest::RequestBuilder) -> Self {
        Self { client, request, options: CallOptions::default() }
    }

    /// With whatever reqwest's own builder can be told.
    pub fn with(mut self, configure: impl FnOnce(reqwest::RequestBuilder) -> reqwest::RequestBuilder) -> Self {
        self.request = configure(self.request);
        self
    }

    /// With a header field more.
    pub fn header<N, V>(self, name: N, value: V) -> Self
    where
        HeaderName: TryFrom<N>,
        <HeaderName as TryFrom<N>>::Error: Into<http::Error>,
        HeaderValue: TryFrom<V>,
        <HeaderValue as TryFrom<V>>::Error: Into<http::Error>,
    {
        self.with(|request| request.header(name, value))
    }

    /// With these header fields in place of those of the same names.
    pub fn headers(self, headers: HeaderMap) -> Self {
        self.with(|request| request.headers(headers))
    }

    /// With a bearer token.
    pub fn bearer_auth(self, token: impl std::fmt::Display) -> Self {
        self.with(|request| request.bearer_auth(token))
    }

    /// With a body. One that is a stream is repeated only as long as nobody asked for its octets.
    pub fn body(self, body: impl Into<reqwest::Body>) -> Self {
        self.with(|request| request.body(body))
    }

    /// The whole call, delays and body included, ends within this time, if the client's own deadline is not earlier.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.timeout(timeout))
    }

    /// Doing it twice is the same as doing it once, or is not, whatever its method says.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// The call is made on behalf of a request that came with these header fields: attempts that were made further up are
    /// counted in, and with any this call is not repeated. Only one hop multiplies.
    pub fn on_behalf_of(mut self, headers: &HeaderMap) -> Self {
        self.options.above = self.client.shared.names.retries_of(headers);
        self
    }

    /// The response is served from the cache for this long. It does nothing without
    /// [`ClientBuilder::cache`](crate::ClientBuilder::cache), nor for a request that is not `GET` or has a body.
    pub fn cached_for(mut self, time: Duration) -> Self {
        self.options.cached_for = Some(time);
        self
    }

    /// Makes the call. The body of the response is the caller's to read; what fails there is not repeated.
    ///
    /// # Errors
    /// When there is no response, and none to be had.
    pub fn send(self) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let Self { client, request, options } = self;
        client.call(request.build().map_err(unusable), options)
    }

    /// Makes the call and reads the body, which may have at most `limit` octets. What fails while it is read is a failed attempt
    /// like any other.
    ///
    /// # Errors
    /// When there is no response, none to be had, or its body is longer.
    pub async fn read(mut self, limit: usize) -> Result<http::Response<Bytes>, Error> {
        self.options.read = Some(limit);
        let response = self.send().await?;
        let url = response.url().clone();
        let (parts, body) = http::Response::from(response).into_parts();
        // In memory already, but for a failure's, of which the beginning is.
        let body = http_body_util::BodyExt::collect(http_body_util::Limited::new(body, limit)).await;
        match body {
            Ok(body) => Ok(http::Response::from_parts(parts, body.to_bytes())),
            Err(error) => {
                let cause = match error.downcast::<reqwest::Error>() {
                    Ok(error) => Cause::from(*error),
                    Err(_) => Cause::TooLong { limit },
                };
                let retry =
                    RetryError::new(Some(judge::nothing_to_retry()), 1, StopReason::NothingToRetry, Some(cause));
                Err(Error::new(http::Method::GET, &url, retry))
            }
        }
    }
}

/// A request that could not be put together.
fn unusable(error: reqwest::Error) -> Error {
    let nowhere = HttpRequest::new(());
    let retry = RetryError::new(None, 0, StopReason::NothingToRetry, Some(Cause::from(error)));
    Error::unsent(nowhere.method().clone(), retry)
}
