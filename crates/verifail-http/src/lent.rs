//! A request's body that can be made only once: lent to an attempt, and taken back from it untouched where it was not
//! needed.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use verifail_retry::Sent;

/// Where the body lies. Attempts are given a [`Lent`] of it.
#[derive(Clone, Debug)]
pub(crate) struct Lender {
    slot: Arc<Mutex<Slot>>,
}

#[derive(Debug)]
struct Slot {
    body: reqwest::Body,
    asked: bool,
    ended: bool,
}

impl Lender {
    pub(crate) fn new(body: reqwest::Body) -> Self {
        Self { slot: Arc::new(Mutex::new(Slot { body, asked: false, ended: false })) }
    }

    /// For an attempt.
    pub(crate) fn lend(&self) -> reqwest::Body {
        reqwest::Body::wrap(Lent { lender: self.clone() })
    }

    /// How much of it was handed over.
    pub(crate) fn sent(&self) -> Sent {
        self.with(|slot| match (slot.asked, slot.ended) {
            (false, _) => Sent::Nothing,
            (true, false) => Sent::Partly,
            (true, true) => Sent::Whole,
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Slot) -> T) -> T {
        // A body that panicked is polled no more by anybody.
        look(&mut self.slot.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The body in the hands of an attempt.
struct Lent {
    lender: Lender,
}

impl Body for Lent {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.lender.with(|slot| {
            slot.asked = true;
            let polled = Pin::new(&mut slot.body).poll_frame(context);
            slot.ended |= matches!(polled, Poll::Ready(None));
            polled
        })
    }

    fn is_end_stream(&self) -> bool {
        self.lender.with(|slot| slot.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.lender.with(|slot| slot.body.size_hint())
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    #[tokio::test]
    async fn a_body_is_lent_again_as_long_as_nobody_asked_for_it() {
        let parts = ["one ", "two"].map(Ok::<_, std::io::Error>);
        let lender = Lender::new(reqwest::Body::wrap_stream(futures_util::stream::iter(parts)));
        drop(lender.lend());
        assert_eq!(lender.sent(), Sent::Nothing);
        let mut body = lender.lend();
        body.frame().await.unwrap().unwrap();
        assert_eq!(lender.sent(), Sent::Partly);
        assert_eq!(body.collect().await.unwrap().to_bytes(), "two");
        assert_eq!(lender.sent(), Sent::Whole);
    }
}
