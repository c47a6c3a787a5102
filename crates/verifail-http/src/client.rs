//! The client: calls, with the cache in front of them.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use reqwest::{IntoUrl, Request};
use tracing::Instrument as _;
use verifail::classification::Diagnosis;

use crate::builder::ClientBuilder;
use crate::cache::{Cache, Kept, Key};
use crate::call::Call;
use crate::error::{Error, may_pass};
use crate::outcome::Outcome;
use crate::peek::Peeked;
use crate::request::RequestBuilder;
use crate::response::{Response, rebuilt};
use crate::shared::Shared;
use crate::{events, judge};

/// An HTTP client that tries again where that can help, in the way that can help. Cheap to clone; clones share
/// everything.
///
/// See the [crate page](crate) for what it does, and [`ClientBuilder`] for what can be said to it.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// What few calls have besides: a listener, or a response to be kept.
struct Unusual {
    cached: Option<(Key, Duration)>,
    span: tracing::Span,
}

impl Unusual {
    /// A call in a span that somebody listens to, or one whose response may come out of the cache.
    async fn run(self: Box<Self>, call: Box<Call>) -> Result<Response, Error> {
        let Self { cached, span } = *self;
        let run = async move {
            match (cached, call.shared.cache.as_ref()) {
                (Some((key, time)), Some(cache)) => out_of(cache, key, time, &call).await,
                _ => call.run().await,
            }
        };
        run.instrument(span).await
    }
}

/// A call whose response may come out of the cache.
async fn out_of(cache: &Cache, key: Key, time: Duration, call: &Call) -> Result<Response, Error> {
    let names = &call.shared.names;
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

impl Client {
    /// A client for the program whose settings are under this prefix.
    pub fn builder(prefix: &str) -> ClientBuilder {
        ClientBuilder::new(prefix)
    }

    /// A request with this method. A URL that cannot be read is an error of [`send`](RequestBuilder::send).
    pub fn request(&self, method: Method, url: impl IntoUrl) -> RequestBuilder {
        RequestBuilder::new(&self.shared, self.shared.requests.request(method, url).build())
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
    /// A response is a success whatever its status, as with reqwest; one that is a failure (5xx, 429, 425) has been
    /// tried again as far as that made sense, and says so in its [`Outcome`](crate::Outcome).
    ///
    /// # Errors
    /// When there is no response: [`Error`] says why not.
    pub fn execute(&self, request: Request) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        Self::call(Ok(Call::new(Arc::clone(&self.shared), request)))
    }

    /// Makes a call, which begins now.
    pub(crate) fn call(call: Result<Box<Call>, Error>) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let begun = call.map(|mut call| {
            // What is not the usual way is kept apart: a future is as large as its largest part.
            let unusual = Self::unusual(&call);
            call.begin();
            (call, unusual)
        });
        async move {
            match begun? {
                (call, None) => call.run().await,
                (call, Some(unusual)) => Box::pin(unusual.run(call)).await,
            }
        }
    }

    /// What few calls have, where this one has it.
    fn unusual(call: &Call) -> Option<Box<Unusual>> {
        let Call { shared, request, options, .. } = call;
        let span = events::span(request.method(), request.url());
        let cached = options.cached_for.filter(|_| shared.cache.is_some());
        let cached = cached.and_then(|time| Some((Key::of(request)?, time)));
        (cached.is_some() || !span.is_disabled()).then(|| Box::new(Unusual { cached, span }))
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
    pub fn diagnose(&self, error: &(dyn std::error::Error + 'static)) -> Diagnosis {
        judge::body(error)
    }

    /// The TLS beneath: what it verified, and its sessions.
    pub fn tls(&self) -> &verifail_rustls::Client {
        &self.shared.tls
    }
}

/// Keeps a response, where it is short enough, and hands it on.
async fn keep(cache: &Cache, key: Key, response: Response, time: Duration) -> Response {
    let response = reqwest::Response::from(response);
    let url = response.url().clone();
    let (parts, body) = http::Response::from(response).into_parts();
    Response::in_memory(match Peeked::at(body, cache.max_body()).await.into_whole() {
        Ok(body) => {
            cache.keep(key, &parts, &body, &url, time);
            rebuilt(parts, body, url)
        }
        // The deadline is in the body.
        Err(longer) => rebuilt(parts, reqwest::Body::wrap(longer), url),
    })
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("pools", &self.shared.pools).finish_non_exhaustive()
    }
}

impl tower::Service<Request> for Client {
    type Response = reqwest::Response;
    type Error = Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<reqwest::Response, Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let client = self.clone();
        Box::pin(async move { client.execute(request).await.map(Into::into) })
    }
}
