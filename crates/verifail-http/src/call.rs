//! One call on reqwest: its attempts, each on the connection that was decided on, and what is known of each that fails.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use reqwest::{Request, Response, ResponseBuilderExt as _, Url};
use tokio::time::Instant;
use verifail::classification::Diagnosis;
use verifail::{Hop, Layer, RetryAdvice};
use verifail_retry::executor::{AttemptContext, Failed, Failure};
use verifail_retry::{Breaker, Connection, Policy, RetryError, Sent};

use crate::dial::{self, Dial};
use crate::error::{Cause, Error};
use crate::judge::{self, Judged};
use crate::lent::Lender;
use crate::outcome::Outcome;
use crate::peek::{MAX_PEEK, Peeked};
use crate::pools::Picked;
use crate::shared::Shared;
use crate::{events, is_idempotent};

/// What is particular to a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    /// Said by the caller; else by method and header fields.
    pub(crate) idempotent: Option<bool>,
    /// Attempts that callers further up made before.
    pub(crate) above: u32,
    /// The body is read within the attempt, if it has at most so many octets.
    pub(crate) read: Option<usize>,
    /// How long a response may be served from the cache.
    pub(crate) cached_for: Option<Duration>,
}

/// One call.
pub(crate) struct Call {
    shared: Arc<Shared>,
    policy: Policy,
    /// The request without its body.
    template: Request,
    payload: Payload,
    idempotent: bool,
    options: CallOptions,
    began: Instant,
    /// The status of the last response; 0 is none.
    status: AtomicU16,
    told: Mutex<Told>,
}

/// The body of a request, for as many attempts as it can be given to.
enum Payload {
    /// None at all.
    Nothing,
    /// In memory.
    Octets(Bytes),
    /// One that can be made only once.
    Once(Lender),
}

impl Payload {
    fn of(body: Option<reqwest::Body>) -> Self {
        match body {
            None => Self::Nothing,
            Some(body) if body.as_bytes().is_some() => Self::Octets(octets(body)),
            Some(body) => Self::Once(Lender::new(body)),
        }
    }

    fn lender(&self) -> Option<&Lender> {
        match self {
            Self::Once(lender) => Some(lender),
            Self::Nothing | Self::Octets(_) => None,
        }
    }

    fn give(&self) -> Option<reqwest::Body> {
        match self {
            Self::Nothing => None,
            Self::Octets(octets) => Some(octets.clone().into()),
            Self::Once(lender) => Some(lender.lend()),
        }
    }
}

/// What attempts leave behind for whoever judges them.
#[derive(Default)]
struct Told {
    dial: Option<Arc<Dial>>,
    last: Option<Diagnosis>,
}

type Answered = Result<Response, reqwest::Error>;
type Attempted = Result<Response, Failure<Box<Failing>>>;

/// An attempt that is under way.
struct Attempt<F> {
    sending: F,
    picked: Picked,
    dial: Arc<Dial>,
}

/// What follows from an answer.
enum Next<'c> {
    Done(Attempted),
    More(Pin<Box<dyn Future<Output = Attempted> + Send + 'c>>),
}

/// How an attempt failed.
enum Failing {
    Error { cause: Cause, diagnosis: Diagnosis },
    Response { response: Response, diagnosis: Diagnosis },
}

impl Call {
    /// In a box: what is in the future itself is moved about with it.
    pub(crate) fn new(shared: &Arc<Shared>, mut request: Request, options: CallOptions) -> Box<Self> {
        let idempotent = options.idempotent.unwrap_or_else(|| is_idempotent(request.method(), request.headers()));
        let payload = Payload::of(request.body_mut().take());
        let deadline = request.timeout().map_or(shared.policy.deadline, |asked| shared.policy.deadline.min(*asked));
        Box::new(Self {
            shared: Arc::clone(shared),
            policy: shared.policy.deadline(deadline),
            template: request,
            payload,
            idempotent,
            options,
            began: Instant::now(),
            status: AtomicU16::new(0),
            told: Mutex::default(),
        })
    }

    /// Makes it.
    pub(crate) async fn run(&self) -> Result<Response, Error> {
        let breaker = self.breaker();
        let mut call = self
            .shared
            .executor
            .call()
            .policy(&self.policy)
            // A body that can be made only once is repeated as long as nobody asked for it: the facts say so.
            .idempotent(self.idempotent && self.payload.lender().is_none())
            .attempts_above(self.options.above);
        if let Some(breaker) = &breaker {
            call = call.breaker(breaker);
        }
        let observed = call.observe(|event| {
            let (status, peer) =
                (self.status.load(Ordering::Relaxed), self.told().dial.as_ref().and_then(|dial| dial.chosen()));
            events::attempt(&events::Server::of(self.template.method(), self.url()), status, peer, event);
        });
        let ended = observed.run(|context| self.attempt(context), |failed| self.classify(failed)).await;
        let result = self.end(ended);
        let succeeded = result.as_ref().is_ok_and(|response| !judge::is_worth_a_look(response.status()));
        events::call(succeeded, self.began.elapsed());
        result
    }

    fn breaker(&self) -> Option<Breaker> {
        self.shared.breakers.as_ref().map(|breakers| breakers.of(self.url()))
    }

    /// Makes one attempt. Between its polls there is what it waits for and little else: the way of most calls is short, and what
    /// leaves it goes on in a box.
    fn attempt(&self, context: AttemptContext) -> impl Future<Output = Attempted> + Send {
        let begun = self.begin(context);
        async move {
            let Attempt { sending, picked, dial } = begun?;
            let answered = sending.await;
            match self.answered(answered, context, picked, &dial) {
                Next::Done(done) => done,
                Next::More(more) => more.await,
            }
        }
    }

    fn begin(
        &self,
        context: AttemptContext,
    ) -> Result<Attempt<impl Future<Output = Answered> + use<>>, Failure<Box<Failing>>> {
        let shared = &*self.shared;
        self.status.store(0, Ordering::Relaxed);
        let picked = match shared.pools.pick(self.url(), context.connection) {
            Ok(picked) => picked,
            Err(error) => return Err(self.failed(error, Sent::Nothing)),
        };
        let wanted = match context.connection {
            Some(Connection::OtherAddress { address, .. }) => shared.addresses.at(self.host(), address),
            _ => None,
        };
        let dial = Arc::new(Dial::to(wanted));
        self.told().dial = Some(Arc::clone(&dial));
        let sending = picked.client.execute(self.request(context));
        Ok(Attempt { sending: dial::within(&dial, &shared.tls.recorder, sending), picked, dial })
    }

    /// What becomes of an attempt that has an answer.
    fn answered<'c>(&'c self, answered: Answered, context: AttemptContext, picked: Picked, dial: &Dial) -> Next<'c> {
        let mut response = match answered {
            Ok(response) => response,
            Err(error) => {
                let sent = if self.was_redirected(error.url()) { Sent::Whole } else { self.sent() };
                return Next::Done(Err(self.failed(error, sent)));
            }
        };
        let status = response.status();
        self.status.store(status.as_u16(), Ordering::Relaxed);
        if judge::is_worth_a_look(status) {
            return Next::More(Box::pin(async move { Err(self.refused(response).await) }));
        }
        let is_plain_refusal = status == http::StatusCode::BAD_REQUEST && response.url().scheme() == "http";
        if !is_plain_refusal && self.options.read.is_none() {
            self.succeeded(context, picked, dial.chosen(), &mut response);
            return Next::Done(Ok(response));
        }
        let chosen = dial.chosen();
        Next::More(Box::pin(async move {
            if is_plain_refusal {
                response = self.spoken_to_in_plain(response).await?;
            }
            if let Some(limit) = self.options.read {
                response = self.read(response, limit).await?;
            }
            self.succeeded(context, picked, chosen, &mut response);
            Ok(response)
        }))
    }

    /// The request of an attempt.
    fn request(&self, context: AttemptContext) -> Request {
        // Not by `try_clone`, which makes a map of extensions for a timeout that is not there.
        let mut request = Request::new(self.template.method().clone(), self.url().clone());
        *request.headers_mut() = self.template.headers().clone();
        *request.version_mut() = self.template.version();
        *request.body_mut() = self.payload.give();
        if context.attempts_before > 0 {
            self.shared.names.set_retries(request.headers_mut(), context.attempts_before);
        }
        // Until the end of the body, which the executor does not see. The first attempt of most calls has as long as the client says.
        let deadline = self.policy.deadline;
        if deadline != Duration::MAX && (context.number > 1 || deadline != self.shared.policy.deadline) {
            *request.timeout_mut() = Some(deadline.saturating_sub(self.began.elapsed()));
        }
        request
    }

    fn succeeded(&self, context: AttemptContext, picked: Picked, chosen: Option<IpAddr>, response: &mut Response) {
        let shared = &*self.shared;
        // What took one attempt is handed on as it came.
        if context.number > 1 {
            if let Some(address) = chosen {
                shared.addresses.note(self.host(), address, false);
            }
            if !self.was_redirected(Some(response.url())) {
                shared.pools.keep(self.url(), picked);
            }
            let diagnosis = self.told().last.take();
            self.label(response, context.number, diagnosis, None);
        }
    }

    /// Tells the caller what it took.
    fn label(
        &self,
        response: &mut Response,
        attempts: u32,
        diagnosis: Option<Diagnosis>,
        why: Option<verifail_retry::StopReason>,
    ) {
        let names = &self.shared.names;
        let below = names.retries_of(response.headers());
        names.set_retries(response.headers_mut(), below.saturating_add(attempts.saturating_sub(1)));
        if let Some(diagnosis) = diagnosis {
            names.set_error_type(response.headers_mut(), diagnosis.code_of_reason());
            let outcome = Outcome { attempts, diagnosis: Some(diagnosis), why, age: None };
            response.extensions_mut().insert(outcome);
        }
    }

    /// A response that tells of a failure, which is not read beyond its beginning.
    async fn refused(&self, response: Response) -> Failure<Box<Failing>> {
        let (status, address) = (response.status(), response.remote_addr());
        let redirected = self.was_redirected(Some(response.url()));
        let (response, text) = look(response).await;
        let Judged { mut diagnosis, mut facts } = judge::response(status, response.headers(), &text);
        facts.retries_below = self.shared.names.retries_of(response.headers());
        if redirected {
            // Whoever redirected has seen it.
            facts.sent = Sent::Whole;
        }
        if let Some((index, of)) = address.and_then(|address| self.shared.addresses.position(self.host(), address.ip()))
        {
            facts = facts.address(index, of);
        }
        self.settle(&mut diagnosis, &mut facts);
        Failure { error: Box::new(Failing::Response { response, diagnosis }), facts }
    }

    /// A response with status 400 to plain HTTP: of a server that expects TLS it is a failure.
    async fn spoken_to_in_plain(&self, response: Response) -> Result<Response, Failure<Box<Failing>>> {
        let (response, text) = look(response).await;
        let Some(Judged { mut diagnosis, mut facts }) = judge::is_plaintext_to_tls(response.status(), &text) else {
            return Ok(response);
        };
        self.settle(&mut diagnosis, &mut facts);
        Err(Failure { error: Box::new(Failing::Response { response, diagnosis }), facts })
    }

    /// Reads the body, so that what goes wrong there is a failed attempt.
    async fn read(&self, response: Response, limit: usize) -> Result<Response, Failure<Box<Failing>>> {
        let url = response.url().clone();
        let (parts, body) = http::Response::from(response).into_parts();
        let whole = match http_body_util::BodyExt::collect(http_body_util::Limited::new(body, limit)).await {
            Ok(whole) => whole.to_bytes(),
            Err(error) => {
                return Err(match error.downcast::<reqwest::Error>() {
                    Ok(error) => self.failed(*error, Sent::Whole),
                    Err(_) => self.failed_with(Cause::TooLong { limit }, judge::nothing_to_retry(), Sent::Whole),
                });
            }
        };
        Ok(rebuilt(parts, whole, url))
    }

    /// An error of reqwest.
    fn failed(&self, error: reqwest::Error, sent: Sent) -> Failure<Box<Failing>> {
        let redirected = self.was_redirected(error.url());
        let Judged { mut diagnosis, mut facts } = {
            let record = self.told().dial.as_ref().and_then(|dial| dial.record());
            judge::error(&error, record.as_deref(), sent)
        };
        if redirected {
            facts.sent = Sent::Whole;
        } else if let Some(address) = self.told().dial.as_ref().and_then(|dial| dial.chosen()) {
            self.shared.addresses.note(self.host(), address, true);
            if let Some((index, of)) = self.shared.addresses.position(self.host(), address) {
                facts = facts.address(index, of);
            }
        }
        self.settle(&mut diagnosis, &mut facts);
        Failure { error: Box::new(Failing::Error { cause: error.into(), diagnosis }), facts }
    }

    fn failed_with(&self, cause: Cause, diagnosis: Diagnosis, sent: Sent) -> Failure<Box<Failing>> {
        Failure::of(Box::new(Failing::Error { cause, diagnosis })).sent(sent)
    }

    /// What only the client knows, and what the program says besides.
    fn settle(&self, diagnosis: &mut Diagnosis, facts: &mut verifail_retry::Facts) {
        let refused = diagnosis.retry == RetryAdvice::Never && diagnosis.layer() == Some(Layer::Certificate);
        if self.shared.mixed_fleet && refused && diagnosis.hop == Hop::Direct {
            diagnosis.retry =
                if facts.addresses > 1 { RetryAdvice::OtherAddress } else { RetryAdvice::FreshConnection };
        }
        if let Some(reconsider) = &self.shared.reconsider {
            reconsider(diagnosis);
        }
        if let Some(lender) = self.payload.lender() {
            let touched = lender.sent();
            if touched == Sent::Nothing {
                facts.idempotent = self.idempotent;
            } else {
                // Nobody has its octets any more.
                (facts.idempotent, facts.sent) = (false, touched);
            }
        }
        self.told().last = Some(diagnosis.clone());
    }

    fn classify(&self, failed: Failed<'_, Box<Failing>>) -> Diagnosis {
        match failed {
            Failed::Error(failing) => match &**failing {
                Failing::Error { diagnosis, .. } | Failing::Response { diagnosis, .. } => diagnosis.clone(),
            },
            Failed::TimedOut(_) => {
                let connecting = self.told().dial.as_ref().is_some_and(|dial| dial.is_under_way());
                let mut diagnosis = judge::timed_out(connecting);
                self.settle(&mut diagnosis, &mut verifail_retry::Facts::default());
                diagnosis
            }
        }
    }

    /// How much was sent, as far as is known after an error that is not of connecting.
    fn sent(&self) -> Sent {
        self.payload.lender().map_or(Sent::Whole, Lender::sent)
    }

    fn end(&self, ended: Result<Response, RetryError<Box<Failing>>>) -> Result<Response, Error> {
        let error = match ended {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let (attempts, why, diagnosis) = (error.attempts(), error.why(), error.diagnosis().cloned());
        let cause = match error.into_last().map(|failing| *failing) {
            Some(Failing::Response { mut response, .. }) => {
                self.label(&mut response, attempts, diagnosis, Some(why));
                return Ok(response);
            }
            Some(Failing::Error { cause, .. }) => Some(cause),
            None => None,
        };
        let retry = RetryError::new(diagnosis, attempts, why, cause);
        Err(Error::new(self.template.method().clone(), self.url(), retry))
    }

    fn url(&self) -> &Url {
        self.template.url()
    }

    fn host(&self) -> &str {
        self.url().host_str().unwrap_or_default()
    }

    fn was_redirected(&self, url: Option<&Url>) -> bool {
        url.is_some_and(|url| url != self.url())
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        // Only ever replaced as a whole.
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The octets of a body in memory: it has them at once, in one piece, and shares them.
fn octets(mut body: reqwest::Body) -> Bytes {
    match Pin::new(&mut body).poll_frame(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
        _ => Bytes::new(),
    }
}

/// The beginning of a response's body, and the response as it was.
async fn look(response: Response) -> (Response, Vec<u8>) {
    let url = response.url().clone();
    let (parts, body) = http::Response::from(response).into_parts();
    let peeked = Peeked::at(body, MAX_PEEK).await;
    let text = peeked.text(MAX_PEEK);
    (rebuilt(parts, reqwest::Body::wrap(peeked), url), text)
}

/// A response of reqwest with another body.
pub(crate) fn rebuilt(parts: http::response::Parts, body: impl Into<reqwest::Body>, url: Url) -> Response {
    // reqwest keeps the URL beside the response, and takes it back only in this way.
    let url = http::Response::builder().url(url).body(()).map(|with| with.into_parts().0.extensions);
    let mut response = http::Response::from_parts(parts, body.into());
    response.extensions_mut().extend(url.unwrap_or_default());
    response.into()
}
