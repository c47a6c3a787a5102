//! The body of a request, for as many attempts as it can be given to.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body::Body as _;
use reqwest::Body;

use crate::lent::Lender;

/// The body of a request.
pub(super) enum Payload {
    /// None at all.
    Nothing,
    /// In memory.
    Octets(Bytes),
    /// One that can be made only once.
    Once(Lender),
}

impl Payload {
    pub(super) fn of(body: Option<Body>) -> Self {
        match body {
            None => Self::Nothing,
            Some(body) if body.as_bytes().is_some() => Self::Octets(octets(body)),
            Some(body) => Self::Once(Lender::new(body)),
        }
    }

    pub(super) fn lender(&self) -> Option<&Lender> {
        match self {
            Self::Once(lender) => Some(lender),
            Self::Nothing | Self::Octets(_) => None,
        }
    }

    /// For an attempt.
    pub(super) fn give(&self) -> Option<Body> {
        match self {
            Self::Nothing => None,
            Self::Octets(octets) => Some(octets.clone().into()),
            Self::Once(lender) => Some(lender.lend()),
        }
    }
}

/// The octets of a body in memory: it has them at once, in one piece, and shares them.
fn octets(mut body: Body) -> Bytes {
    match Pin::new(&mut body).poll_frame(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
        _ => Bytes::new(),
    }
}
