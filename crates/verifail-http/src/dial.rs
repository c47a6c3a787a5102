//! One attempt's connection: what it is to be, and what became of it.
//!
//! reqwest connects inside of its own futures, and gives whoever waits for them nothing but an error. So what an attempt wants of
//! a connection goes in by a task-local value, which the connector and the resolver beneath reqwest find there; and what the
//! connection was goes out in the error ([`ConnectFailure`]), which is therefore about this connection and no other.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Sleep;
use tower::{Layer, Service};
use verifail_retry::Sent;
use verifail_retry::executor::Progress;
use verifail_rustls::{Record, Recorder};

type BoxError = Box<dyn StdError + Send + Sync>;

/// What one attempt wants of a connection, and what is known of it.
#[derive(Debug, Default)]
pub(crate) struct Dial {
    /// The address to connect to, where it matters.
    pub(crate) wanted: Option<IpAddr>,
    progress: Option<Arc<Progress>>,
    chosen: OnceLock<IpAddr>,
    established: AtomicBool,
    begun: AtomicBool,
}

impl Dial {
    /// To this address, where there is one. Once there is a connection, everything may be sent at any moment.
    pub(crate) fn to(wanted: Option<IpAddr>, progress: Arc<Progress>) -> Self {
        Self { wanted, progress: Some(progress), ..Self::default() }
    }

    /// The resolver put this address first.
    pub(crate) fn chose(&self, address: IpAddr) {
        let _first = self.chosen.set(address);
    }

    /// The address that was put first.
    pub(crate) fn chosen(&self) -> Option<IpAddr> {
        self.chosen.get().copied()
    }

    /// Whether a connection was begun for this attempt and did not come about.
    pub(crate) fn is_under_way(&self) -> bool {
        self.begun.load(Ordering::Acquire) && !self.established.load(Ordering::Acquire)
    }
}

tokio::task_local! {
    static DIAL: Arc<Dial>;
}

/// The dial of the attempt that this is called in.
pub(crate) fn current() -> Option<Arc<Dial>> {
    DIAL.try_with(Arc::clone).ok()
}

/// Runs an attempt with its dial.
pub(crate) fn within<F: Future>(dial: Arc<Dial>, attempt: F) -> impl Future<Output = F::Output> {
    DIAL.scope(dial, attempt)
}

/// Why there is no connection.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConnectFailure {
    /// What was verified in the handshake, where it came to that.
    pub record: Option<Arc<Record>>,
    /// The error beneath; `None` is that it took too long.
    pub error: Option<BoxError>,
    /// After this long.
    pub after: Duration,
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Some(_) => f.write_str("no connection"),
            None => write!(f, "no connection within {:.1?}", self.after),
        }
    }
}

impl StdError for ConnectFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.as_ref().map(|error| &**error as &(dyn StdError + 'static))
    }
}

/// Puts [`Dialing`] around reqwest's connector.
#[derive(Clone, Debug)]
pub(crate) struct DialLayer {
    pub(crate) recorder: Recorder,
    pub(crate) timeout: Duration,
}

impl<S> Layer<S> for DialLayer {
    type Service = Dialing<S>;

    fn layer(&self, inner: S) -> Dialing<S> {
        Dialing { inner, layer: self.clone() }
    }
}

/// Connects with the attempt's dial, for as long as is allowed.
#[derive(Clone, Debug)]
pub(crate) struct Dialing<S> {
    inner: S,
    layer: DialLayer,
}

impl<R, S: Service<R, Error = BoxError>> Service<R> for Dialing<S>
where
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Connecting<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, destination: R) -> Self::Future {
        let dial = current().unwrap_or_default();
        dial.begun.store(true, Ordering::Release);
        let DialLayer { recorder, timeout } = self.layer.clone();
        Connecting {
            inner: Box::pin(self.inner.call(destination)),
            sleep: Box::pin(tokio::time::sleep(timeout)),
            dial,
            recorder,
            timeout,
            record: None,
        }
    }
}

/// A connection that is being made. It goes on in the background where the attempt finds another one: therefore the dial is
/// in here and is looked for only once.
pub(crate) struct Connecting<F> {
    inner: Pin<Box<F>>,
    sleep: Pin<Box<Sleep>>,
    dial: Arc<Dial>,
    recorder: Recorder,
    timeout: Duration,
    record: Option<Arc<Record>>,
}

impl<T, F: Future<Output = Result<T, BoxError>>> Future for Connecting<F> {
    type Output = Result<T, BoxError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let Self { inner, dial, recorder, .. } = this;
        // The verifier is called on this thread, inside of this poll: so the record is this connection's.
        let (polled, record) = recorder.during(|| DIAL.sync_scope(Arc::clone(dial), || inner.as_mut().poll(context)));
        this.record = record.or_else(|| this.record.take());
        let error = match polled {
            Poll::Ready(Ok(connection)) => {
                this.dial.established.store(true, Ordering::Release);
                if let Some(progress) = &this.dial.progress {
                    progress.sent(Sent::Whole);
                }
                return Poll::Ready(Ok(connection));
            }
            Poll::Ready(Err(error)) => Some(error),
            Poll::Pending => match this.sleep.as_mut().poll(context) {
                Poll::Ready(()) => None,
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(Err(Box::new(ConnectFailure { record: this.record.take(), error, after: this.timeout })))
    }
}
