//! One call on reqwest: its attempts, each on the connection that was decided on, and what it comes to.
//!
//! The way of most calls is short: one attempt on a connection that is open, which succeeds. It is kept free of
//! whatever only the others need: what leaves it goes on in a box, what is learned about an attempt is put down where
//! somebody learns it, and the answer lies beside the futures and not in them, so that it is not handed through each.

mod failing;
mod payload;

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::{Request, Url};
use tokio::time::Instant;
use verifail::classification::Diagnosis;
use verifail_retry::executor::{AttemptContext, AttemptEvent, Deadline, Failure};
use verifail_retry::{Connection, Policy, RetryError, Sent};
use verifail_rustls::Record;

use self::failing::Failing;
use self::payload::Payload;
use crate::dial::Dial;
use crate::error::{Cause, Error};
use crate::outcome::Outcome;
use crate::pools::Picked;
use crate::response::{Response, collected, rebuilt};
use crate::shared::Shared;
use crate::{events, is_idempotent, judge};

/// What is particular to a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    /// Said by the caller; else by method and header fields.
    pub(crate) idempotent: Option<bool>,
    /// Attempts that callers further up made before.
    pub(crate) above: u32,
    /// It is over after this time, if not before.
    pub(crate) timeout: Option<Duration>,
    /// The body is read within the attempt, if it has at most so many octets.
    pub(crate) read: Option<usize>,
    /// How long a response may be served from the cache.
    pub(crate) cached_for: Option<Duration>,
}

/// One call: while it is put together, and while it is made. It lies in one place from the beginning to the end: what
/// is in a future is moved about with it.
pub(crate) struct Call {
    pub(crate) shared: Arc<Shared>,
    /// Once the call is made without its body.
    pub(crate) request: Request,
    pub(crate) options: CallOptions,
    policy: Policy,
    payload: Payload,
    idempotent: bool,
    began: Instant,
    told: Mutex<Told>,
}

/// What an attempt leaves behind for whoever judges it, and for whoever waits for the call.
#[derive(Default)]
pub(crate) struct Told {
    /// The status of the response; 0 is none.
    status: u16,
    answer: Option<Box<reqwest::Response>>,
    /// The address that was put first.
    chosen: Option<IpAddr>,
    /// What was verified last.
    record: Option<Arc<Record>>,
    /// What the last attempt that failed says.
    last: Option<Diagnosis>,
}

impl Told {
    /// Whether a connection was begun of which nothing was verified: the name was looked up, and no handshake got as
    /// far as a certificate.
    fn is_connecting(&self) -> bool {
        self.chosen.is_some() && self.record.is_none()
    }

    pub(crate) fn within(told: &Mutex<Self>) -> MutexGuard<'_, Self> {
        // Only ever replaced as a whole.
        told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The resolver put this address first.
    pub(crate) fn chose(&mut self, address: IpAddr) {
        self.chosen = Some(address);
    }

    /// This was verified.
    pub(crate) fn verified(&mut self, record: Arc<Record>) {
        self.record = Some(record);
    }
}

type Attempted = Result<(), Failure<Box<Failing>>>;

/// The first attempt of a call, which took another way than the others.
struct First {
    /// What it came to; `None` where it took longer than it may.
    answered: Option<reqwest::Result<reqwest::Response>>,
}

/// What follows from an answer.
enum Next<'c> {
    Done(Attempted),
    More(Pin<Box<dyn Future<Output = Attempted> + Send + 'c>>),
}

impl Call {
    pub(crate) fn new(shared: Arc<Shared>, request: Request) -> Box<Self> {
        let (policy, began) = (shared.policy, shared.made);
        let call = Self {
            shared,
            request,
            options: CallOptions::default(),
            policy,
            payload: Payload::Nothing,
            idempotent: false,
            began,
            told: Mutex::default(),
        };
        // As large as it is, it is written where it lies.
        Box::write(Box::new_uninit(), call)
    }

    /// It is put together and begins.
    pub(crate) fn begin(&mut self) {
        let request = &mut self.request;
        self.idempotent = self.options.idempotent.unwrap_or_else(|| is_idempotent(request.method(), request.headers()));
        self.payload = Payload::of(request.body_mut().take());
        let asked = [request.timeout().copied(), self.options.timeout].into_iter().flatten();
        self.policy = self.policy.deadline(asked.fold(self.policy.deadline, Duration::min));
        self.began = Instant::now();
    }

    /// Makes it.
    ///
    /// An attempt that is the first and the last needs no decision, and meets nothing of what makes them: what it comes
    /// to is looked at, and anything but a plain success goes to the executor as its first attempt.
    pub(crate) async fn run(&self) -> Result<Response, Error> {
        if self.shared.breakers.is_some() {
            return Box::pin(self.decided(None, Deadline::default())).await;
        }
        let timeout = self.policy.timeout_at(Duration::ZERO);
        let mut until = self.shared.executor.deadline(self.began.checked_add(timeout));
        let request = self.request_of(self.options.above);
        let sending = self.shared.pools.of(self.url(), |client| client.execute(request));
        match until.cut(self.dial(None, sending)).await {
            Some(Ok(response)) if self.is_settled(&response) => {
                self.shared.executor.count();
                let took = self.began.elapsed();
                events::succeeded(self.request.method(), self.url(), response.status(), self.options.above, took);
                events::call(true, took);
                until.put_off(self.end());
                Ok(Response::new(Box::new(response), until))
            }
            answered => Box::pin(self.decided(Some(First { answered }), until)).await,
        }
    }

    /// Makes it, as often as is decided.
    async fn decided(&self, mut first: Option<First>, mut until: Deadline) -> Result<Response, Error> {
        let breaker = self.shared.breakers.as_ref().map(|breakers| breakers.of(self.url()));
        let mut call = self
            .shared
            .executor
            .call()
            .policy(&self.policy)
            .began(self.began)
            // A body that can be made only once is repeated as long as nobody asked for it: the facts say so.
            .idempotent(self.idempotent && self.payload.lender().is_none())
            .attempts_above(self.options.above);
        if let Some(breaker) = &breaker {
            call = call.breaker(breaker);
        }
        let observed = call.observe(|event: &AttemptEvent<'_>| {
            let (status, chosen) = {
                let told = self.told();
                (told.status, told.chosen)
            };
            events::attempt(self.request.method(), self.url(), status, chosen, event);
        });
        let attempt = |context| self.attempt(context, first.take());
        let ended = observed.run(attempt, |failed| self.classify(failed)).await;
        let result = match ended {
            Ok(()) => self.told().answer.take().ok_or_else(|| self.unanswered()),
            Err(error) => self.failure(error),
        };
        let succeeded = result.as_ref().is_ok_and(|response| !judge::is_worth_a_look(response.status()));
        events::call(succeeded, self.began.elapsed());
        if until.at().is_none() {
            until = self.shared.executor.deadline(self.end());
        }
        until.put_off(self.end());
        result.map(|response| Response::new(response, until))
    }

    /// Until when its body can be read: it belongs to the call, and what is left of the time is left for it.
    fn end(&self) -> Option<Instant> {
        self.began.checked_add(self.policy.deadline)
    }

    /// Whether that is all, and nothing to be looked at.
    fn is_settled(&self, response: &reqwest::Response) -> bool {
        !judge::is_worth_a_look(response.status()) && !is_plain_refusal(response) && self.options.read.is_none()
    }

    /// Makes one attempt, or goes on with the first.
    async fn attempt(&self, context: AttemptContext, first: Option<First>) -> Attempted {
        let (answered, own) = match first {
            Some(First { answered: Some(answered) }) => (answered, None),
            // It was cut off, which the executor sees by its clock.
            Some(First { answered: None }) => return std::future::pending().await,
            None => {
                let (picked, wanted) = self.pick(context)?;
                let sending = picked.client.execute(self.request_of(context.attempts_before));
                (self.dial(wanted, sending).await, picked.is_new.then_some(picked.client))
            }
        };
        match self.answered(answered, context, own) {
            Next::Done(done) => done,
            Next::More(more) => more.await,
        }
    }

    fn dial<F>(&self, wanted: Option<IpAddr>, attempt: F) -> Dial<'_, F> {
        let Shared { addresses, tls, .. } = &*self.shared;
        Dial { wanted, addresses, recorder: &tls.recorder, told: &self.told, attempt }
    }

    /// The inner client that an attempt is made with, and the address that it goes to, where that matters.
    fn pick(&self, context: AttemptContext) -> Result<(Picked, Option<IpAddr>), Failure<Box<Failing>>> {
        if context.number > 1 {
            let mut told = self.told();
            *told = Told { last: told.last.take(), ..Told::default() };
        }
        let picked = self.shared.pools.pick(self.url(), context.connection);
        let picked = picked.map_err(|error| self.failed(Cause::Http(error), Sent::Nothing))?;
        let wanted = match context.connection {
            Some(Connection::OtherAddress { address, .. }) => self.shared.addresses.at(self.host(), address),
            _ => None,
        };
        Ok((picked, wanted))
    }

    /// What becomes of an attempt that has an answer. `own` is the inner client, where it was made for this attempt.
    fn answered(
        &self,
        answered: reqwest::Result<reqwest::Response>,
        context: AttemptContext,
        own: Option<reqwest::Client>,
    ) -> Next<'_> {
        let mut response = match answered {
            Ok(response) => response,
            Err(error) => {
                let sent = if self.was_redirected(error.url()) { Sent::Whole } else { self.sent() };
                return Next::Done(Err(self.failed(Cause::Http(error), sent)));
            }
        };
        let status = response.status();
        if self.is_settled(&response) {
            self.succeeded(context, own, response);
            return Next::Done(Ok(()));
        }
        self.told().status = status.as_u16();
        if judge::is_worth_a_look(status) {
            return Next::More(Box::pin(async move { Err(self.refused(response).await) }));
        }
        Next::More(Box::pin(async move {
            if is_plain_refusal(&response) {
                response = self.spoken_to_in_plain(response).await?;
            }
            if let Some(limit) = self.options.read {
                response = self.read(response, limit).await?;
            }
            self.succeeded(context, own, response);
            Ok(())
        }))
    }

    /// The request of an attempt, before which so many were made.
    fn request_of(&self, attempts_before: u32) -> Request {
        // Not by `try_clone`, which makes a map of extensions for a timeout that is not there.
        let mut request = Request::new(self.request.method().clone(), self.url().clone());
        *request.headers_mut() = self.request.headers().clone();
        *request.version_mut() = self.request.version();
        *request.body_mut() = self.payload.give();
        if attempts_before > 0 {
            self.shared.names.set_retries(request.headers_mut(), attempts_before);
        }
        request
    }

    fn succeeded(&self, context: AttemptContext, own: Option<reqwest::Client>, mut response: reqwest::Response) {
        let mut told = self.told();
        // What took one attempt is handed on as it came.
        if context.number > 1 {
            if let Some(address) = told.chosen {
                self.shared.addresses.note(self.host(), address, false);
            }
            if let Some(own) = own.filter(|_| !self.was_redirected(Some(response.url()))) {
                self.shared.pools.keep(self.url(), own);
            }
            let diagnosis = told.last.take();
            self.label(&mut response, context.number, diagnosis, None);
        }
        told.status = response.status().as_u16();
        told.answer = Some(Box::new(response));
    }

    /// Tells the caller what it took.
    fn label(
        &self,
        response: &mut reqwest::Response,
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

    /// Reads the body, so that what goes wrong there is a failed attempt.
    async fn read(
        &self,
        mut response: reqwest::Response,
        limit: usize,
    ) -> Result<reqwest::Response, Failure<Box<Failing>>> {
        let whole = collected(&mut response, limit).await.map_err(|cause| self.failed(cause, Sent::Whole))?;
        let url = response.url().clone();
        Ok(rebuilt(http::Response::from(response).into_parts().0, whole, url))
    }

    /// What a call comes to that failed: a response all the same, or an error.
    fn failure(&self, error: RetryError<Box<Failing>>) -> Result<Box<reqwest::Response>, Error> {
        let (attempts, why, diagnosis) = (error.attempts(), error.why(), error.diagnosis().cloned());
        let cause = match error.into_last().map(|failing| *failing) {
            Some(Failing::Response { mut response, .. }) => {
                self.label(&mut response, attempts, diagnosis, Some(why));
                return Ok(Box::new(response));
            }
            Some(Failing::Error { cause, .. }) => Some(cause),
            None => None,
        };
        let retry = RetryError::new(diagnosis, attempts, why, cause);
        Err(Error::new(self.request.method().clone(), self.url(), retry))
    }

    /// An attempt succeeded and left no answer, which none does.
    fn unanswered(&self) -> Error {
        let retry = RetryError::new(None, 1, verifail_retry::StopReason::NothingToRetry, None);
        Error::new(self.request.method().clone(), self.url(), retry)
    }

    fn url(&self) -> &Url {
        self.request.url()
    }

    fn host(&self) -> &str {
        self.url().host_str().unwrap_or_default()
    }

    fn was_redirected(&self, url: Option<&Url>) -> bool {
        url.is_some_and(|url| url != self.url())
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        Told::within(&self.told)
    }
}

/// Whether it may be what a server of TLS says that is spoken to in plain.
fn is_plain_refusal(response: &reqwest::Response) -> bool {
    response.status() == http::StatusCode::BAD_REQUEST && response.url().scheme() == "http"
}
