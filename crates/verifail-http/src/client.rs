//! The client: calls, with the cache in front of them.

use std::sync::Arc;

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
    /// Makes requests, never sends them.
    pub(crate) requests: reqwest::Client,
}

impl Client {
    /// A client for the program whose settings are under this prefix.
    pub fn builder(prefix: &str) -> ClientBuilder {
        ClientBuilder::new(prefix)
    }

    /// A request with this method. A URL that cannot be read is an error of [`send`](RequestBuilder::send).
    pub fn request(&self, method: Method, url: impl IntoUrl) -> RequestBuilder {
        RequestBuilder::new(self.clone(), self.requests.request(method, url))
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
    pub async fn execute(&self, request: Request) -> Result<Response, Error> {
        self.call(request, &CallOptions::default()).await
    }

    pub(crate) async fn call(&self, request: Request, options: &CallOptions) -> Result<Response, Error> {
        let span = events::span(request.method(), request.url());
        let cache = self.shared.cache.as_ref().filter(|_| options.cached_for.is_some());
        match cache.and_then(|cache| Some((cache, Key::of(&request)?))) {
            // What is not the usual way is kept apart: a future is as large as its largest part, and is moved.
            Some((cache, key)) => Box::pin(self.cached(cache, key, request, options).instrument(span)).await,
            None if span.is_disabled() => Call::new(&self.shared, request, options).run().await,
            None => Box::pin(Call::new(&self.shared, request, options).run().instrument(span)).await,
        }
    }

    /// A call whose response may come out of the cache.
    async fn cached(
        &self,
        cache: &Cache,
        key: Key,
        request: Request,
        options: &CallOptions,
    ) -> Result<Response, Error> {
        let names = &self.shared.names;
        if let Some(kept) = cache.fresh(&key) {
            return Ok(kept.response(names, None));
        }
        let stale = |attempts, diagnosis: Option<&Diagnosis>| -> Option<Response> {
            let passes = diagnosis.is_none_or(may_pass);
            let kept: Arc<Kept> = if passes { cache.stale(&key)? } else { return None };
            Some(kept.response(names, Some((attempts, diagnosis.cloned()))))
        };
        let response = match Call::new(&self.shared, request, options).run().await {
            Err(error) => return stale(error.attempts(), error.diagnosis()).ok_or(error),
            Ok(response) => response,
        };
        if judge::is_worth_a_look(response.status()) {
            let outcome = Outcome::of(response.extensions());
            let stale = outcome.and_then(|outcome| stale(outcome.attempts, outcome.diagnosis.as_ref()));
            return Ok(stale.unwrap_or(response));
        }
        Ok(self.keep(cache, key, response, options).await)
    }

    /// Keeps a response, where it is short enough, and hands it on.
    async fn keep(&self, cache: &Cache, key: Key, response: Response, options: &CallOptions) -> Response {
        let url = response.url().clone();
        let (parts, body) = http::Response::from(response).into_parts();
        match Peeked::at(body, cache.max_body()).await.into_whole() {
            Ok(body) => {
                cache.keep(key, &parts, &body, &url, options.cached_for.unwrap_or_default());
                crate::call::rebuilt(parts, body, url)
            }
            Err(longer) => crate::call::rebuilt(parts, reqwest::Body::wrap(longer), url),
        }
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
        judge::error(error, verifail_retry::Sent::Whole).diagnosis
    }

    /// The TLS beneath: what it verified, and its sessions.
    pub fn tls(&self) -> &verifail_rustls::Client {
        &self.shared.tls
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
