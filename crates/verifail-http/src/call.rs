//! One call on reqwest: its attempts, each on the connection that was decided on, and what is known of each that fails.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::{Request, Response, ResponseBuilderExt as _};
use tokio::time::Instant;
use verifail::classification::Diagnosis;
use verifail::{Hop, Layer, RetryAdvice};
use verifail_retry::executor::{AttemptContext, Executor, Failed, Failure, Progress};
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
pub(crate) struct Call<'c> {
    shared: &'c Shared,
    policy: Policy,
    /// The request without a body that can be made only once.
    template: Request,
    lender: Option<Lender>,
    idempotent: bool,
    options: &'c CallOptions,
    began: Instant,
    progress: Arc<Progress>,
    /// The status of the last response; 0 is none.
    status: AtomicU16,
    told: Mutex<Told>,
}

/// What attempts leave behind for whoever judges them.
#[derive(Default)]
struct Told {
    dial: Option<Arc<Dial>>,
    last: Option<Diagnosis>,
}

/// How an attempt failed.
enum Failing {
    Error { cause: Cause, diagnosis: Diagnosis },
    Response { response: Box<Response>, diagnosis: Diagnosis },
}

impl<'c> Call<'c> {
    pub(crate) fn new(shared: &'c Shared, mut request: Request, options: &'c CallOptions) -> Self {
        let idempotent = options.idempotent.unwrap_or_else(|| is_idempotent(request.method(), request.headers()));
        let is_stream = request.body().is_some_and(|body| body.as_bytes().is_none());
        let lender = if is_stream { request.body_mut().take().map(Lender::new) } else { None };
        let deadline = request.timeout().map_or(shared.policy.deadline, |asked| shared.policy.deadline.min(*asked));
        Self {
            shared,
            policy: shared.policy.deadline(deadline),
            template: request,
            lender,
            idempotent,
            options,
            began: Instant::now(),
            progress: Arc::default(),
            status: AtomicU16::new(0),
            told: Mutex::default(),
        }
    }

    /// Makes it.
    pub(crate) async fn run(self) -> Result<Response, Error> {
        let executor = self.executor();
        let breaker = self.breaker();
        let mut call = executor
            .call()
            // A body that can be made only once is repeated as long as nobody asked for it: the facts say so.
            .idempotent(self.idempotent && self.lender.is_none())
            .attempts_above(self.options.above)
            .progress(&self.progress);
        if let Some(breaker) = &breaker {
            call = call.breaker(breaker);
        }
        let observed = call.observe(|event| {
            let (status, peer) =
                (self.status.load(Ordering::Relaxed), self.told().dial.as_ref().and_then(|dial| dial.chosen()));
            events::attempt(&events::Server::of(self.template.method(), self.template.url()), status, peer, event);
        });
        let ended = observed.run(|context| self.attempt(context), |failed| self.classify(failed)).await;
        let result = self.end(ended);
        let succeeded = result.as_ref().is_ok_and(|response| !judge::is_worth_a_look(response.status()));
        events::call(if succeeded { "success" } else { "failure" }, self.began.elapsed());
        result
    }

    fn executor(&self) -> Executor {
        self.shared.executor.clone().policy(self.policy)
    }

    fn breaker(&self) -> Option<Breaker> {
        self.shared.breakers.as_ref().map(|breakers| breakers.of(self.template.url()))
    }

    /// Makes one attempt.
    async fn attempt(&self, context: AttemptContext) -> Result<Response, Failure<Failing>> {
        let shared = self.shared;
        let url = self.template.url();
        self.status.store(0, Ordering::Relaxed);
        let picked = match shared.pools.pick(url, context.connection) {
            Ok(picked) => picked,
            Err(error) => return Err(self.failed(error, Sent::Nothing)),
        };
        let wanted = match context.connection {
            Some(Connection::OtherAddress { address, .. }) => shared.addresses.at(self.host(), address),
            _ => None,
        };
        // On a client without connections nothing is sent before there is one.
        if !picked.is_new {
            self.progress.sent(Sent::Whole);
        }
        let dial = Arc::new(Dial::to(wanted, Arc::clone(&self.progress)));
        self.told().dial = Some(Arc::clone(&dial));
        let sending = picked.client.execute(self.request(context));
        let response = match dial::within(Arc::clone(&dial), sending).await {
            Ok(response) => response,
            Err(error) => {
                let sent = if self.was_redirected(error.url()) { Sent::Whole } else { self.sent() };
                return Err(self.failed(error, sent));
            }
        };
        let status = response.status();
        self.status.store(status.as_u16(), Ordering::Relaxed);
        if judge::is_worth_a_look(status) {
            return Err(Box::pin(self.refused(response)).await);
        }
        let response = match status {
            http::StatusCode::BAD_REQUEST if response.url().scheme() == "http" => {
                Box::pin(self.spoken_to_in_plain(response)).await?
            }
            _ => response,
        };
        let mut response = match self.options.read {
            Some(limit) => Box::pin(self.read(response, limit)).await?,
            None => response,
        };
        self.succeeded(context, picked, &dial, &mut response);
        Ok(response)
    }

    /// The request of an attempt.
    fn request(&self, context: AttemptContext) -> Request {
        // A body that can be made only once was taken out: what is left can always be cloned.
        let bare = || Request::new(self.template.method().clone(), self.template.url().clone());
        let mut request = self.template.try_clone().unwrap_or_else(bare);
        if let Some(lender) = &self.lender {
            *request.body_mut() = Some(lender.lend());
        }
        if context.attempts_before > 0 {
            self.shared.names.set_retries(request.headers_mut(), context.attempts_before);
        }
        // Until the end of the body, which the executor does not see.
        *request.timeout_mut() = match self.policy.deadline {
            Duration::MAX => None,
            deadline => Some(deadline.saturating_sub(self.began.elapsed())),
        };
        request
    }

    fn succeeded(&self, context: AttemptContext, picked: Picked, dial: &Dial, response: &mut Response) {
        let shared = self.shared;
        if context.number > 1 {
            if let Some(address) = dial.chosen() {
                shared.addresses.note(self.host(), address, false);
            }
            if !self.was_redirected(Some(response.url())) {
                shared.pools.keep(self.template.url(), picked);
            }
        }
        let diagnosis = if context.number > 1 { self.told().last.take() } else { None };
        self.label(response, context.number, diagnosis, None);
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
    async fn refused(&self, response: Response) -> Failure<Failing> {
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
        Failure { error: Failing::Response { response: Box::new(response), diagnosis }, facts }
    }

    /// A response with status 400 to plain HTTP: of a server that expects TLS it is a failure.
    async fn spoken_to_in_plain(&self, response: Response) -> Result<Response, Failure<Failing>> {
        let (response, text) = look(response).await;
        let Some(Judged { mut diagnosis, mut facts }) = judge::is_plaintext_to_tls(response.status(), &text) else {
            return Ok(response);
        };
        self.settle(&mut diagnosis, &mut facts);
        Err(Failure { error: Failing::Response { response: Box::new(response), diagnosis }, facts })
    }

    /// Reads the body, so that what goes wrong there is a failed attempt.
    async fn read(&self, response: Response, limit: usize) -> Result<Response, Failure<Failing>> {
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
    fn failed(&self, error: reqwest::Error, sent: Sent) -> Failure<Failing> {
        let redirected = self.was_redirected(error.url());
        let Judged { mut diagnosis, mut facts } = judge::error(&error, sent);
        if redirected {
            facts.sent = Sent::Whole;
        } else if let Some(address) = self.told().dial.as_ref().and_then(|dial| dial.chosen()) {
            self.shared.addresses.note(self.host(), address, true);
            if let Some((index, of)) = self.shared.addresses.position(self.host(), address) {
                facts = facts.address(index, of);
            }
        }
        self.settle(&mut diagnosis, &mut facts);
        Failure { error: Failing::Error { cause: error.into(), diagnosis }, facts }
    }

    fn failed_with(&self, cause: Cause, diagnosis: Diagnosis, sent: Sent) -> Failure<Failing> {
        Failure::of(Failing::Error { cause, diagnosis }).sent(sent)
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
        if let Some(lender) = &self.lender {
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

    fn classify(&self, failed: Failed<'_, Failing>) -> Diagnosis {
        match failed {
            Failed::Error(Failing::Error { diagnosis, .. } | Failing::Response { diagnosis, .. }) => diagnosis.clone(),
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
        self.lender.as_ref().map_or(Sent::Whole, Lender::sent)
    }

    fn end(&self, ended: Result<Response, RetryError<Failing>>) -> Result<Response, Error> {
        let error = match ended {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let (attempts, why, diagnosis) = (error.attempts(), error.why(), error.diagnosis().cloned());
        let cause = match error.into_last() {
            Some(Failing::Response { mut response, .. }) => {
                self.label(&mut response, attempts, diagnosis, Some(why));
                return Ok(*response);
            }
            Some(Failing::Error { cause, .. }) => Some(cause),
            None => None,
        };
        let retry = RetryError::new(diagnosis, attempts, why, cause);
        Err(Error::new(self.template.method().clone(), self.template.url(), retry))
    }

    fn host(&self) -> &str {
        self.template.url().host_str().unwrap_or_default()
    }

    fn was_redirected(&self, url: Option<&reqwest::Url>) -> bool {
        url.is_some_and(|url| url != self.template.url())
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        // Only ever replaced as a whole.
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
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
pub(crate) fn rebuilt(parts: http::response::Parts, body: impl Into<reqwest::Body>, url: reqwest::Url) -> Response {
    // reqwest keeps the URL beside the response, and takes it back only in this way.
    let url = http::Response::builder().url(url).body(()).map(|with| with.into_parts().0.extensions);
    let mut response = http::Response::from_parts(parts, body.into());
    response.extensions_mut().extend(url.unwrap_or_default());
    response.into()
}
