//! The client: calls, with the cache in front of them.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use reqwest::{IntoUrl, Request, Response};
use tracing::Instrument as _;
use verifail::classification::Diagnosis;

use crate::builder::ClientBuilder;
use crate::cache::{Cache, Kept, Key};
use crate::call::{Call, CallOptions};
use crate::error::{Error, may_pass};
use crate::outcome::Outcome;
use crate::peek::Peeked;
use crate::request::RequestBuilder;
use crate::shared::Shared;
use crate::{events, judge};

/// An HTTP client that tries again where that can help, in the way that can help. Cheap to clone; clones share everything.
///
/// See the [crate page](crate) for what it does, and [`ClientBuilder`] for what can be said to it.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// What few calls have besides: a listener, or a response to be kept.
struct Unusual {
    client: Client,
    cached: Option<(Key, Duration)>,
    span: tracing::Span,
}

impl Client {
    /// A client for the program whose settings are under this prefix.
    pub fn builder(prefix: &str) -> ClientBuilder {
        ClientBuilder::new(prefix)
    }

    /// A request with this method. A URL that cannot be read is an error of [`send`](RequestBuilder::send).
    pub fn request(&self, method: Method, url: impl IntoUrl) -> RequestBuilder {
        RequestBuilder::new(self.clone(), self.shared.requests.request(method, url))
    }

    /// `GET`.
    pub fn get(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::GET, url)
    }

    /// `HEAD`.
    pub fn head(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::HEAD, url)
    }

    /// `POST`. Not repeated once it may have been processed, but with `Idempotency-Key` or by
    /// [`idempotent`](RequestBuilder::idempotent).
    pub fn post(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::POST, url)
    }

    /// `PUT`.
    pub fn put(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::PUT, url)
    }

    /// `DELETE`.
    pub fn delete(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::DELETE, url)
    }

    /// Makes a call with a request of reqwest.
    ///
    /// A response is a success whatever its status, as with reqwest; one that is a failure (5xx, 429, 425) has been tried again
    /// as far as that made sense, and says so in its [`Outcome`](crate::Outcome).
    ///
    /// # Errors
    /// When there is no response: [`Error`] says why not.
    pub fn execute(&self, request: Request) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        self.call(Ok(request), CallOptions::default())
    }

    /// What the call is goes into a box before the future begins, so that the future is a pointer and what it waits for.
    pub(crate) fn call(
        &self,
        request: Result<Request, Error>,
        options: CallOptions,
    ) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let begun = request.map(|request| {
            let span = events::span(request.method(), request.url());
            let cached = options.cached_for.filter(|_| self.shared.cache.is_some());
            let cached = cached.and_then(|time| Some((Key::of(&request)?, time)));
            // What is not the usual way is kept apart: a future is as large as its largest part.
            let unusual =
                (cached.is_some() || !span.is_disabled()).then(|| Unusual { client: self.clone(), cached, span });
            let unusual = unusual.map(Box::new);
            (Call::new(&self.shared, request, options), unusual)
        });
        async move {
            match begun? {
                (call, None) => call.run().await,
                (call, Some(unusual)) => Box::pin(Self::unusual(call, unusual)).await,
            }
        }
    }

    /// A call in a span that somebody listens to, or one whose response may come out of the cache.
    async fn unusual(call: Box<Call>, unusual: Box<Unusual>) -> Result<Response, Error> {
        let Unusual { client, cached, span } = *unusual;
        let run = async move {
            match (cached, client.shared.cache.as_ref()) {
                (Some((key, time)), Some(cache)) => client.cached(cache, key, time, &call).await,
                _ => call.run().await,
            }
        };
        run.instrument(span).await
    }

    /// A call whose response may come out of the cache.
    async fn cached(&self, cache: &Cache, key: Key, time: Duration, call: &Call) -> Result<Response, Error> {
        let names = &self.shared.names;
        if let Some(kept) = cache.fresh(&key) {
            return Ok(kept.response(names, None));
        }
        let stale = |attempts, diagnosis: Option<&Diagnosis>| -> Option<Response> {
            let passes = diagnosis.is_none_or(may_pass);
            let kept: Arc<Kept> = if passes { cache.stale(&key)? } else { return None };
            Some(kept.response(names, Some((attempts, diagnosis.cloned()))))
        };
        let response = match call.run().await {
            Err(error) => return stale(error.attempts(), error.diagnosis()).ok_or(error),
            Ok(response) => response,
        };
        if judge::is_worth_a_look(response.status()) {
            let outcome = Outcome::of(response.extensions());
            let stale = outcome.and_then(|outcome| stale(outcome.attempts, outcome.diagnosis.as_ref()));
            return Ok(stale.unwrap_or(response));
        }
        Ok(keep(cache, key, response, time).await)
    }

    /// What an error of a response's body says, which came after the response was handed out.
    ///
    /// # Examples
    /// ```
    /// # async fn example(client: verifail_http::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.get("https://example.com/large").send().await?;
    /// if let Err(error) = response.bytes().await {
    ///     eprintln!("{}", client.diagnose(&error).code_of_reason());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn diagnose(&self, error: &reqwest::Error) -> Diagnosis {
        judge::error(error, None, verifail_retry::Sent::Whole).diagnosis
    }

    /// The TLS beneath: what it verified, and its sessions.
    pub fn tls(&self) -> &verifail_rustls::Client {
        &self.shared.tls
    }
}

/// Keeps a response, where it is short enough, and hands it on.
async fn keep(cache: &Cache, key: Key, response: Response, time: Duration) -> Response {
    let url = response.url().clone();
    let (parts, body) = http::Response::from(response).into_parts();
    match Peeked::at(body, cache.max_body()).await.into_whole() {
        Ok(body) => {
            cache.keep(key, &parts, &body, &url, time);
            crate::call::rebuilt(parts, body, url)
        }
        Err(longer) => crate::call::rebuilt(parts, reqwest::Body::wrap(longer), url),
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("pools", &self.shared.pools).finish_non_exhaustive()
    }
}

impl tower::Service<Request> for Client {
    type Response = Response;
    type Error = Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let client = self.clone();
        Box::pin(async move { client.execute(request).await })
    }
}
