//! The beginning of a response's body, looked at and handed back.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use tokio::time::{Instant, timeout_at};

/// Octets of a failed response that are looked at.
pub const MAX_PEEK: usize = 8 * 1024;
/// How long the beginning is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A body whose beginning was looked at: the same body, from its beginning.
#[derive(Debug)]
pub struct Peeked<B: Body> {
    seen: VecDeque<Frame<B::Data>>,
    failed: Option<B::Error>,
    rest: Option<B>,
}

impl<B: Body + Unpin> Peeked<B> {
    /// A body that nobody looked at.
    pub(crate) fn untouched(body: B) -> Self {
        Self { seen: VecDeque::new(), failed: None, rest: Some(body) }
    }

    /// Whether all of it was seen, trailers included, and no error.
    pub(crate) fn is_whole(&self) -> bool {
        self.rest.is_none() && self.failed.is_none()
    }
}

impl<B: Body<Data = Bytes> + Unpin> Peeked<B> {
    /// Reads as far as `limit`, or as something comes in time. Never fails: an error is handed on with the body.
    pub(crate) async fn at(body: B, limit: usize) -> Self {
        let mut peeked = Self::untouched(body);
        let until = Instant::now() + PATIENCE;
        let mut octets = 0;
        while let Some(rest) = &mut peeked.rest {
            match timeout_at(until, rest.frame()).await {
                Ok(None) => peeked.rest = None,
                Ok(Some(Ok(frame))) => {
                    octets += frame.data_ref().map_or(0, Bytes::len);
                    peeked.seen.push_back(frame);
                    if octets > limit {
                        break;
                    }
                }
                Ok(Some(Err(error))) => (peeked.failed, peeked.rest) = (Some(error), None),
                Err(_) => break,
            }
        }
        peeked
    }

    /// What was seen, at most `limit` octets of it.
    pub(crate) fn text(&self, limit: usize) -> Vec<u8> {
        let mut text = Vec::new();
        for data in self.seen.iter().filter_map(Frame::data_ref) {
            text.extend_from_slice(&data[..data.len().min(limit - text.len())]);
        }
        text
    }

    /// All of it, where all was seen.
    pub(crate) fn into_whole(self) -> Result<Bytes, Self> {
        if !self.is_whole() {
            return Err(self);
        }
        let mut data = self.seen.into_iter().filter_map(|frame| frame.into_data().ok());
        let first = data.next().unwrap_or_default();
        Ok(match data.next() {
            None => first,
            Some(second) => {
                let mut all = first.to_vec();
                all.extend_from_slice(&second);
                data.for_each(|more| all.extend_from_slice(&more));
                all.into()
            }
        })
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Peeked<B>
where
    B::Error: Unpin,
{
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let this = self.get_mut();
        if let Some(frame) = this.seen.pop_front() {
            return Poll::Ready(Some(Ok(frame)));
        }
        if let Some(error) = this.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        match &mut this.rest {
            Some(rest) => Pin::new(rest).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.seen.is_empty() && self.failed.is_none() && self.rest.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let seen: u64 = self.seen.iter().filter_map(Frame::data_ref).map(|data| data.len() as u64).sum();
        let rest = match (&self.rest, &self.failed) {
            (Some(rest), _) => rest.size_hint(),
            (None, None) => SizeHint::with_exact(0),
            (None, Some(_)) => SizeHint::new(),
        };
        let mut hint = SizeHint::new();
        hint.set_lower(seen + rest.lower());
        if let Some(upper) = rest.upper() {
            hint.set_upper(seen + upper);
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use http_body_util::{Full, StreamBody};

    use super::*;

    #[tokio::test]
    async fn a_body_that_was_looked_at_is_the_same_body() {
        for size in [0, 1, MAX_PEEK, MAX_PEEK + 1, 5 * MAX_PEEK] {
            let whole = vec![b'x'; size];
            let frames: Vec<Result<_, Infallible>> =
                whole.chunks(1000).map(|chunk| Ok(Frame::data(Bytes::copy_from_slice(chunk)))).collect();
            let peeked = Peeked::at(StreamBody::new(futures_util::stream::iter(frames)), MAX_PEEK).await;
            assert_eq!(peeked.text(MAX_PEEK).len(), size.min(MAX_PEEK));
            assert_eq!(peeked.is_whole(), size <= MAX_PEEK);
            assert_eq!(peeked.collect().await.unwrap().to_bytes(), whole);
        }
        let peeked = Peeked::at(Full::new(Bytes::from_static(b"abc")), MAX_PEEK).await;
        assert_eq!(peeked.size_hint().exact(), Some(3));
        assert_eq!(peeked.into_whole().unwrap(), "abc");
    }

    #[tokio::test]
    async fn an_error_is_handed_on_behind_what_came_before_it() {
        let frames = [Ok(Frame::data(Bytes::from_static(b"abc"))), Err("cut")];
        let mut peeked = Peeked::at(StreamBody::new(futures_util::stream::iter(frames)), MAX_PEEK).await;
        assert_eq!(peeked.text(2), b"ab");
        assert_eq!(peeked.frame().await.unwrap().unwrap().into_data().unwrap(), "abc");
        assert_eq!(peeked.frame().await.unwrap().unwrap_err(), "cut");
        assert!(peeked.frame().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stands_still_is_not_waited_for() {
        let frames = futures_util::StreamExt::chain(
            futures_util::stream::iter([Ok::<_, Infallible>(Frame::data(Bytes::from_static(b"abc")))]),
            futures_util::stream::pending(),
        );
        let peeked = Peeked::at(StreamBody::new(Box::pin(frames)), MAX_PEEK).await;
        assert_eq!(peeked.text(MAX_PEEK), b"abc");
        assert!(!peeked.is_whole());
    }
}
