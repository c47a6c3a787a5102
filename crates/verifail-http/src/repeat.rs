//! Bodies of requests that can be given once more.

use bytes::{Buf, Bytes};
use http_body_util::{Empty, Full};

/// A body of a request, which may or may not be there once more after it was sent.
pub trait Repeat: Sized {
    /// The same body from its beginning, if it can be had.
    fn repeat(&self) -> Option<Self>;
}

impl<D: Buf + Clone> Repeat for Full<D> {
    fn repeat(&self) -> Option<Self> {
        Some(self.clone())
    }
}

impl<D> Repeat for Empty<D> {
    fn repeat(&self) -> Option<Self> {
        Some(Self::new())
    }
}

impl Repeat for Bytes {
    fn repeat(&self) -> Option<Self> {
        Some(self.clone())
    }
}

impl Repeat for String {
    fn repeat(&self) -> Option<Self> {
        Some(self.clone())
    }
}

impl Repeat for () {
    fn repeat(&self) -> Option<Self> {
        Some(())
    }
}

impl Repeat for reqwest::Body {
    /// In memory it can be had, as a stream it cannot.
    fn repeat(&self) -> Option<Self> {
        self.as_bytes().map(|octets| Bytes::copy_from_slice(octets).into())
    }
}
