//! One attempt's connection: what it is to be, and what became of it.
//!
//! reqwest connects inside of its own futures, and gives whoever waits for them nothing but an error. So what an attempt wants of
//! a connection goes in by a task-local value, which the resolver beneath reqwest finds there; and what was verified comes out of
//! the recorder, which is asked around each poll: the verifier is called inside of the poll of whoever waits for the connection,
//! so the record is of this attempt's and no other.
//!
//! A layer around reqwest's connector would see more, and reqwest would clone it five times for every request, those on
//! connections that are open included, each time into two boxes: a thirtieth of what a call costs.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll};

use verifail_rustls::{Record, Recorder};

/// What one attempt wants of a connection, and what is known of it.
#[derive(Debug, Default)]
pub(crate) struct Dial {
    /// The address to connect to, where it matters.
    pub(crate) wanted: Option<IpAddr>,
    chosen: OnceLock<IpAddr>,
    record: Mutex<Option<Arc<Record>>>,
}

impl Dial {
    /// To this address, where there is one.
    pub(crate) fn to(wanted: Option<IpAddr>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// The resolver put this address first.
    pub(crate) fn chose(&self, address: IpAddr) {
        let _first = self.chosen.set(address);
    }

    /// The address that was put first.
    pub(crate) fn chosen(&self) -> Option<IpAddr> {
        self.chosen.get().copied()
    }

    /// What was verified last for this attempt.
    pub(crate) fn record(&self) -> Option<Arc<Record>> {
        self.recorded().clone()
    }

    /// Whether a connection was begun for this attempt of which nothing was verified: the name was looked up, and no handshake got
    /// as far as a certificate.
    pub(crate) fn is_under_way(&self) -> bool {
        self.chosen.get().is_some() && self.recorded().is_none()
    }

    fn recorded(&self) -> MutexGuard<'_, Option<Arc<Record>>> {
        // Only ever replaced as a whole.
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

tokio::task_local! {
    static DIAL: Arc<Dial>;
}

/// The dial of the attempt that this is called in.
pub(crate) fn current() -> Option<Arc<Dial>> {
    DIAL.try_with(Arc::clone).ok()
}

/// Runs an attempt with its dial. What its handshakes verify is kept there.
pub(crate) fn within<F: Future + Unpin>(
    dial: &Arc<Dial>,
    recorder: &Recorder,
    attempt: F,
) -> impl Future<Output = F::Output> + use<F> {
    DIAL.scope(Arc::clone(dial), Recorded { dial: Arc::clone(dial), recorder: recorder.clone(), attempt })
}

struct Recorded<F> {
    dial: Arc<Dial>,
    recorder: Recorder,
    attempt: F,
}

impl<F: Future + Unpin> Future for Recorded<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let Self { dial, recorder, attempt } = self.get_mut();
        let (polled, record) = recorder.during(|| Pin::new(attempt).poll(context));
        if let Some(record) = record {
            *dial.recorded() = Some(record);
        }
        polled
    }
}
