//! A response: reqwest's own, whose body is read within the deadline of its call.

use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use reqwest::{Body, ResponseBuilderExt as _, Url};
use verifail_retry::executor::Deadline;

use crate::error::Cause;

/// A response. It is [`reqwest::Response`] for whoever looks at it; its body is read by the methods here, which end
/// when the time of the call is over, and fail with a [`Cause`] that [`Client::diagnose`](crate::Client::diagnose)
/// explains.
///
/// # Examples
/// ```
/// # async fn example(client: verifail_http::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let response = client.get("https://example.com/").send().await?;
/// println!("{} {:?}", response.status(), response.headers());
/// println!("{}", response.text().await?);
///
/// // Whatever else reqwest's response can do, with the deadline still in its body.
/// let response: reqwest::Response = client.get("https://example.com/").send().await?.into();
/// let body = reqwest::Body::from(response);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Response {
    /// In a box, as it is handed on a lot.
    inner: Box<reqwest::Response>,
    until: Deadline,
}

impl Response {
    pub(crate) const fn new(inner: Box<reqwest::Response>, until: Deadline) -> Self {
        Self { inner, until }
    }

    /// One whose body is in memory.
    pub(crate) fn in_memory(inner: reqwest::Response) -> Self {
        Self::new(Box::new(inner), Deadline::default())
    }

    /// The next part of the body; `None` at its end.
    ///
    /// # Errors
    /// What went wrong with the connection, or that the time of the call is over.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Cause> {
        let chunk = self.until.cut(self.inner.chunk()).await;
        chunk.ok_or(Cause::TimedOut)?.map_err(Cause::from)
    }

    /// The body.
    ///
    /// # Errors
    /// As [`chunk`](Self::chunk).
    pub async fn bytes(mut self) -> Result<Bytes, Cause> {
        self.read(usize::MAX).await
    }

    /// The body as text. What is not UTF-8, or not of the character set that is named, where reqwest's feature
    /// `charset` is on, is replaced.
    ///
    /// # Errors
    /// As [`chunk`](Self::chunk).
    pub async fn text(self) -> Result<String, Cause> {
        Ok(self.buffered().await?.text().await?)
    }

    /// reqwest's response with the body in memory, for whatever else it makes of one.
    ///
    /// # Errors
    /// As [`chunk`](Self::chunk).
    pub async fn buffered(mut self) -> Result<reqwest::Response, Cause> {
        let body = self.read(usize::MAX).await?;
        let url = self.inner.url().clone();
        Ok(rebuilt(http::Response::from(*self.inner).into_parts().0, body, url))
    }

    /// The same response, unless its status is an error.
    ///
    /// # Errors
    /// Where the status is of a client's or a server's error.
    pub fn error_for_status(self) -> Result<Self, Cause> {
        match self.inner.error_for_status_ref() {
            Ok(_) => Ok(self),
            Err(error) => Err(error.into()),
        }
    }

    /// The body, which may have at most `limit` octets.
    pub(crate) async fn read(&mut self, limit: usize) -> Result<Bytes, Cause> {
        let whole = self.until.cut(collected(&mut self.inner, limit)).await;
        whole.ok_or(Cause::TimedOut)?.map_err(Cause::without_url)
    }
}

impl Deref for Response {
    type Target = reqwest::Response;

    fn deref(&self) -> &reqwest::Response {
        &self.inner
    }
}

impl DerefMut for Response {
    fn deref_mut(&mut self) -> &mut reqwest::Response {
        &mut self.inner
    }
}

impl From<Response> for reqwest::Response {
    /// The deadline goes with the body.
    fn from(response: Response) -> Self {
        let Response { inner, until } = response;
        if until.at().is_none() {
            return *inner;
        }
        let url = inner.url().clone();
        let (parts, body) = http::Response::from(*inner).into_parts();
        rebuilt(parts, Body::wrap(Within { body, until }), url)
    }
}

impl From<Response> for http::Response<Body> {
    fn from(response: Response) -> Self {
        reqwest::Response::from(response).into()
    }
}

/// A body that ends in an error when the time of its call is over.
struct Within {
    body: Body,
    until: Deadline,
}

impl http_body::Body for Within {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let Self { body, until } = self.get_mut();
        match Pin::new(body).poll_frame(context) {
            Poll::Ready(frame) => Poll::Ready(frame.map(|frame| frame.map_err(Cause::from))),
            Poll::Pending => until.poll(context).map(|()| Some(Err(Cause::TimedOut))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// All of a body, which may have at most `limit` octets. Most are one piece, and stay it.
pub(crate) async fn collected(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, Cause> {
    let Some(first) = response.chunk().await.map_err(Cause::Http)? else { return Ok(Bytes::new()) };
    if first.len() > limit {
        return Err(Cause::TooLong { limit });
    }
    let Some(second) = response.chunk().await.map_err(Cause::Http)? else { return Ok(first) };
    let (mut whole, mut next) = (BytesMut::from(first), Some(second));
    while let Some(chunk) = next {
        if chunk.len() > limit - whole.len() {
            return Err(Cause::TooLong { limit });
        }
        whole.extend_from_slice(&chunk);
        next = response.chunk().await.map_err(Cause::Http)?;
    }
    Ok(whole.freeze())
}

/// A response of reqwest with another body.
pub(crate) fn rebuilt(parts: http::response::Parts, body: impl Into<Body>, url: Url) -> reqwest::Response {
    // reqwest keeps the URL beside the response, and takes it back only in this way.
    let url = http::Response::builder().url(url).body(()).map(|with| with.into_parts().0.extensions);
    let mut response = http::Response::from_parts(parts, body.into());
    response.extensions_mut().extend(url.unwrap_or_default());
    response.into()
}
