//! What a handshake runs on: a connection, or a tunnel in one, from which no more is read than is allowed. It notes the
//! alert that this side sends in clear, since rustls does not tell.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, ReadBuf};

use super::MAX_READ;

/// A connection, or a tunnel in one.
pub(super) trait Octets: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Octets for S {}

/// No alert was sent.
const NONE: u16 = u16::MAX;
/// ContentType of an alert (RFC 8446 section 5.1).
const ALERT: u8 = 21;

/// The alert that was sent in clear.
#[derive(Clone, Debug)]
pub(super) struct SentAlert(Arc<AtomicU16>);

impl SentAlert {
    pub(super) fn number(&self) -> Option<u8> {
        u8::try_from(self.0.load(Ordering::Relaxed)).ok()
    }
}

/// A bounded connection.
pub(super) struct Bounded {
    inner: Box<dyn Octets>,
    left: u64,
    sent: SentAlert,
}

impl Bounded {
    pub(super) fn new(inner: impl Octets + 'static) -> Self {
        Self { inner: Box::new(inner), left: MAX_READ, sent: SentAlert(Arc::new(AtomicU16::new(NONE))) }
    }

    /// Where the alert is told that this side sends.
    pub(super) fn sent_alert(&self) -> SentAlert {
        self.sent.clone()
    }

    /// Reads up to a line feed, and nothing after it. `None` at the end, and where the line is longer than that.
    pub(super) async fn line(&mut self, limit: usize) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        while line.len() < limit {
            let mut octet = [0];
            if self.read(&mut octet).await? == 0 {
                return Ok(None);
            }
            match octet {
                [b'\n'] => return Ok(Some(String::from_utf8_lossy(line.trim_ascii_end()).into_owned())),
                _ => line.extend(octet),
            }
        }
        Ok(None)
    }
}

impl AsyncRead for Bounded {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.left == 0 {
            let error = io::Error::new(io::ErrorKind::InvalidData, format!("more than {MAX_READ} octets"));
            return Poll::Ready(Err(error));
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(cx, buf);
        let octets = buf.filled().len().saturating_sub(before);
        self.left = self.left.saturating_sub(octets as u64);
        read
    }
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        // An alert that ends a handshake is flushed by itself; an encrypted one is not two octets long.
        if let [ALERT, 3, _, 0, 2, _, description] = octets {
            self.sent.0.store(u16::from(*description), Ordering::Relaxed);
        }
        Pin::new(&mut self.inner).poll_write(cx, octets)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
