//! Retry by diagnosis as a tower layer, for clients that are not reqwest.
//!
//! The layer decides; the service beneath connects. What an attempt has to be made on is among the extensions of its
//! request ([`Attempt`]): a service with a pool opens a new connection where that says so, and one that cannot is asked
//! again all the same. How much of a request went out is known of errors of hyper and of this crate that say that there
//! was no connection; of all others it is taken that everything did.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU16, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tower::{Layer, Service, ServiceExt as _};
use verifail::classification::Diagnosis;
use verifail_retry::executor::{AttemptContext, Executor, Failed, Failure};
use verifail_retry::{Budget, Connection, Policy, RetryError, Sent};

use crate::judge::{self, Judged};
use crate::peek::{MAX_PEEK, Peeked};
use crate::repeat::Repeat;
use crate::{HeaderNames, Outcome, events, is_idempotent};

type BoxError = Box<dyn StdError + Send + Sync>;

/// What an attempt has to be made on: an extension of the request that the service beneath is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Its number, from 1.
    pub number: u32,
    /// The connection; `None` leaves the first attempt to the service.
    pub connection: Option<Connection>,
    /// After this time it is dropped.
    pub timeout: Duration,
}

/// Puts [`RetryService`] around a service of HTTP requests.
///
/// # Examples
/// ```
/// use bytes::Bytes;
/// use http::{Request, Response};
/// use http_body_util::Full;
/// use tower::{Layer as _, ServiceExt as _, service_fn};
/// use verifail_http::{Attempt, RetryLayer, retry::{Backoff, Connection, Policy}};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// // A gateway that offers its upstream a session of another host, once.
/// let gateway = service_fn(|request: Request<Full<Bytes>>| async move {
///     let attempt = request.extensions().get::<Attempt>().unwrap();
///     let text = "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport \
///         failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: \
///         verify SAN list";
///     let (status, text) = match attempt.connection {
///         Some(Connection::FreshSession) => (200, "done"),
///         _ => (503, text),
///     };
///     Ok::<_, std::io::Error>(Response::builder().status(status).body(Full::from(text)).unwrap())
/// });
/// let service = RetryLayer::new("DEMO").policy(Policy::default()).layer(gateway);
/// let response = service.oneshot(Request::post("https://api.example/orders").body(Full::from("{}")).unwrap()).await.unwrap();
/// assert_eq!((response.status().as_u16(), &response.headers()["x-demo-retries"]), (200, &"1".parse().unwrap()));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RetryLayer {
    executor: Executor,
    names: HeaderNames,
}

impl RetryLayer {
    /// For the program of this name, under the default policy and without a budget.
    pub fn new(app: &str) -> Self {
        Self { executor: Executor::new(Policy::default()), names: HeaderNames::of_app(app) }
    }

    /// The same under this policy.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.executor = self.executor.policy(policy);
        self
    }

    /// The same with a budget for all calls together.
    #[must_use]
    pub fn budget(mut self, budget: &Budget) -> Self {
        self.executor = self.executor.budget(budget);
        self
    }

    /// The same with other names of header fields.
    #[must_use]
    pub fn header_names(mut self, names: HeaderNames) -> Self {
        self.names = names;
        self
    }
}

impl<S> Layer<S> for RetryLayer {
    type Service = RetryService<S>;

    fn layer(&self, inner: S) -> RetryService<S> {
        RetryService { inner, layer: self.clone() }
    }
}

/// Tries again where that can help. Responses are handed on with their bodies as they were.
#[derive(Clone, Debug)]
pub struct RetryService<S> {
    inner: S,
    layer: RetryLayer,
}

/// An error of the service beneath, with what is known of the call.
pub type LayerError = RetryError<ServiceError>;

/// An error of the service beneath.
#[derive(Debug)]
pub struct ServiceError(BoxError);

impl std::fmt::Display for ServiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for ServiceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl ServiceError {
    /// The error itself.
    pub fn into_inner(self) -> BoxError {
        self.0
    }
}

/// How an attempt failed.
enum Failing<B: Body> {
    Error(ServiceError, Diagnosis),
    Response(Box<Response<Peeked<B>>>, Diagnosis),
}

impl<S, B, R> Service<Request<B>> for RetryService<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: Repeat + Send + Sync + 'static,
    R: Body<Data = Bytes> + Send + Sync + Unpin + 'static,
    R::Error: Send + Sync + Unpin,
{
    type Response = Response<Peeked<R>>;
    type Error = LayerError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, LayerError>> + Send>>;

    /// Ready at once: each attempt waits for the service by itself, within its time.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), LayerError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (inner, layer) = (self.inner.clone(), self.layer.clone());
        Box::pin(call(inner, layer, request))
    }
}

/// One call.
async fn call<S, B, R>(inner: S, layer: RetryLayer, request: Request<B>) -> Result<Response<Peeked<R>>, LayerError>
where
    S: Service<Request<B>, Response = Response<R>> + Clone,
    S::Error: Into<BoxError>,
    B: Repeat,
    R: Body<Data = Bytes> + Unpin,
{
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let above = layer.names.retries_of(&headers);
    let status = AtomicU16::new(0);
    let mut last = None;
    let mut given = Given::new(request);
    let executor = layer.executor.clone();
    let call = executor.call().idempotent(is_idempotent(&method, &headers)).attempts_above(above);
    let observed = call.observe(|event| events::attempt_at(&method, &uri, status.load(Ordering::Relaxed), event));
    let (names, status) = (&layer.names, &status);
    let ended = observed
        .run(
            // The service is moved in: it need not be shared between threads.
            move |context| attempt(inner.clone(), given.next(context, names), names, status),
            |failed| {
                let diagnosis = match failed {
                    Failed::Error(Failing::Error(_, diagnosis) | Failing::Response(_, diagnosis)) => diagnosis.clone(),
                    Failed::TimedOut(_) => judge::timed_out(false),
                };
                last = Some(diagnosis.clone());
                diagnosis
            },
        )
        .await;
    match ended {
        Ok((attempts, mut response)) => {
            label(&mut response, &layer.names, attempts, last, None);
            Ok(response)
        }
        Err(error) => {
            let (attempts, why, diagnosis) = (error.attempts(), error.why(), error.diagnosis().cloned());
            match error.into_last() {
                Some(Failing::Response(mut response, diagnosis)) => {
                    label(&mut response, &layer.names, attempts, Some(diagnosis), Some(why));
                    Ok(*response)
                }
                Some(Failing::Error(error, _)) => Err(RetryError::new(diagnosis, attempts, why, Some(error))),
                None => Err(RetryError::new(diagnosis, attempts, why, None)),
            }
        }
    }
}

/// The request, as long as it can be given.
struct Given<B> {
    request: Option<Request<B>>,
}

impl<B: Repeat> Given<B> {
    fn new(request: Request<B>) -> Self {
        Self { request: Some(request) }
    }

    /// The request of an attempt, and whether there is one more of it; nothing where its body is gone.
    fn next(&mut self, context: AttemptContext, names: &HeaderNames) -> Option<(Request<B>, bool, u32)> {
        let request = self.request.take()?;
        self.request = request.body().repeat().map(|body| {
            let (parts, ()) = clone_head(&request).into_parts();
            Request::from_parts(parts, body)
        });
        let mut request = request;
        let AttemptContext { number, connection, timeout, attempts_before, .. } = context;
        request.extensions_mut().insert(Attempt { number, connection, timeout });
        if attempts_before > 0 {
            names.set_retries(request.headers_mut(), attempts_before);
        }
        Some((request, self.request.is_some(), number))
    }
}

fn clone_head<B>(request: &Request<B>) -> Request<()> {
    let mut head = Request::new(());
    head.method_mut().clone_from(request.method());
    head.uri_mut().clone_from(request.uri());
    *head.version_mut() = request.version();
    head.headers_mut().clone_from(request.headers());
    head.extensions_mut().clone_from(request.extensions());
    head
}

async fn attempt<S, B, R>(
    inner: S,
    request: Option<(Request<B>, bool, u32)>,
    names: &HeaderNames,
    status: &AtomicU16,
) -> Result<(u32, Response<Peeked<R>>), Failure<Failing<R>>>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Into<BoxError>,
    R: Body<Data = Bytes> + Unpin,
{
    let gone = |diagnosis: &mut Diagnosis| diagnosis.retry = verifail::RetryAdvice::NotApplicable;
    let Some((request, again, number)) = request else {
        let error = ServiceError("the body of the request can be made only once".into());
        return Err(Failure::of(Failing::Error(error, judge::nothing_to_retry())));
    };
    status.store(0, Ordering::Relaxed);
    let failed = |error: BoxError| {
        let Judged { mut diagnosis, facts } = judge::error(&*error, None, Sent::Whole);
        if !again {
            gone(&mut diagnosis);
        }
        Failure { error: Failing::Error(ServiceError(error), diagnosis), facts }
    };
    let response = inner.oneshot(request).await.map_err(|error| failed(error.into()))?;
    status.store(response.status().as_u16(), Ordering::Relaxed);
    if !judge::is_worth_a_look(response.status()) {
        return Ok((number, response.map(Peeked::untouched)));
    }
    let (parts, body) = response.into_parts();
    let body = Peeked::at(body, MAX_PEEK).await;
    let Judged { mut diagnosis, mut facts } = judge::response(parts.status, &parts.headers, &body.text(MAX_PEEK));
    if !again {
        gone(&mut diagnosis);
    }
    facts.retries_below = names.retries_of(&parts.headers);
    Err(Failure { error: Failing::Response(Box::new(Response::from_parts(parts, body)), diagnosis), facts })
}

fn label<R>(
    response: &mut Response<R>,
    names: &HeaderNames,
    attempts: u32,
    diagnosis: Option<Diagnosis>,
    why: Option<verifail_retry::StopReason>,
) {
    let below = names.retries_of(response.headers());
    names.set_retries(response.headers_mut(), below.saturating_add(attempts.saturating_sub(1)));
    if let Some(diagnosis) = diagnosis {
        names.set_error_type(response.headers_mut(), diagnosis.code_of_reason());
        response.extensions_mut().insert(Outcome { attempts, diagnosis: Some(diagnosis), why, age: None });
    }
}
