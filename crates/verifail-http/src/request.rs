//! A request, and what the caller says of the call besides.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use reqwest::Request;

use crate::call::Call;
use crate::error::{Cause, Error};
use crate::response::Response;
use crate::shared::Shared;
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
#[must_use = "a request does nothing until it is sent"]
pub struct RequestBuilder {
    call: Result<Box<Call>, Cause>,
}

impl RequestBuilder {
    pub(crate) fn new(shared: &Arc<Shared>, request: reqwest::Result<Request>) -> Self {
        let call = match request {
            Ok(request) => Ok(Call::new(Arc::clone(shared), request)),
            Err(error) => Err(error.into()),
        };
        Self { call }
    }

    /// With whatever reqwest's own builder can be told.
    pub fn with(mut self, configure: impl FnOnce(reqwest::RequestBuilder) -> reqwest::RequestBuilder) -> Self {
        if let Ok(call) = &mut self.call {
            let nothing = Request::new(Method::GET, call.request.url().clone());
            let request = std::mem::replace(&mut call.request, nothing);
            let builder = reqwest::RequestBuilder::from_parts(call.shared.requests.clone(), request);
            match configure(builder).build() {
                Ok(request) => call.request = request,
                Err(error) => self.call = Err(error.into()),
            }
        }
        self
    }

    /// With a header field more.
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        HeaderName: TryFrom<N>,
        <HeaderName as TryFrom<N>>::Error: Into<http::Error>,
        HeaderValue: TryFrom<V>,
        <HeaderValue as TryFrom<V>>::Error: Into<http::Error>,
    {
        let field =
            || Ok((HeaderName::try_from(name).map_err(Into::into)?, HeaderValue::try_from(value).map_err(Into::into)?));
        match (&mut self.call, field()) {
            (Ok(call), Ok((name, value))) => {
                call.request.headers_mut().append(name, value);
            }
            (Ok(_), Err(error)) => self.call = Err(Cause::Header(error)),
            (Err(_), _) => {}
        }
        self
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
        self.call(|call| *call.request.body_mut() = Some(body.into()))
    }

    /// The whole call, delays and body included, ends within this time, if the client's own deadline is not earlier.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.call(|call| call.options.timeout = Some(timeout))
    }

    /// Doing it twice is the same as doing it once, or is not, whatever its method says.
    pub fn idempotent(self, idempotent: bool) -> Self {
        self.call(|call| call.options.idempotent = Some(idempotent))
    }

    /// The call is made on behalf of a request that came with these header fields: attempts that were made further up
    /// are counted in, and with any this call is not repeated. Only one hop multiplies.
    pub fn on_behalf_of(self, headers: &HeaderMap) -> Self {
        self.call(|call| call.options.above = call.shared.names.retries_of(headers))
    }

    /// The response is served from the cache for this long. It does nothing without
    /// [`ClientBuilder::cache`](crate::ClientBuilder::cache), nor for a request that is not `GET` or has a body.
    pub fn cached_for(self, time: Duration) -> Self {
        self.call(|call| call.options.cached_for = Some(time))
    }

    fn call(mut self, change: impl FnOnce(&mut Call)) -> Self {
        if let Ok(call) = &mut self.call {
            change(call);
        }
        self
    }

    /// Makes the call. The body of the response is the caller's to read; what fails there is not repeated.
    ///
    /// # Errors
    /// When there is no response, and none to be had.
    pub fn send(self) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        Client::call(self.call.map_err(unusable))
    }

    /// Makes the call and reads the body, which may have at most `limit` octets. What fails while it is read is a
    /// failed attempt like any other.
    ///
    /// # Errors
    /// When there is no response, none to be had, or its body is longer.
    pub async fn read(self, limit: usize) -> Result<http::Response<Bytes>, Error> {
        let method = self.call.as_ref().map_or(Method::GET, |call| call.request.method().clone());
        let mut response = self.call(|call| call.options.read = Some(limit)).send().await?;
        // In memory already, but for a failure's, of which the beginning is.
        match response.read(limit).await {
            Ok(body) => {
                let (parts, _) = http::Response::from(response).into_parts();
                Ok(http::Response::from_parts(parts, body))
            }
            Err(cause) => {
                let retry =
                    RetryError::new(Some(judge::nothing_to_retry()), 1, StopReason::NothingToRetry, Some(cause));
                Err(Error::new(method, response.url(), retry))
            }
        }
    }
}

/// A request that could not be put together.
fn unusable(cause: Cause) -> Error {
    let retry = RetryError::new(None, 0, StopReason::NothingToRetry, Some(cause));
    Error::unsent(Method::GET, retry)
}

impl std::fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("RequestBuilder");
        match &self.call {
            Ok(call) => debug.field("method", call.request.method()).field("options", &call.options),
            Err(cause) => debug.field("cause", cause),
        };
        debug.finish_non_exhaustive()
    }
}
