//! The handshake: what was presented, what was negotiated, how it ended.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use rustls::{ClientConfig, HandshakeKind};
use rustls_pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncRead as _, AsyncWriteExt as _, ReadBuf};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::observer::Observer;
use super::session::OneSession;
use super::stream::Bounded;

/// How long a server has to hand out a session, or to object to a client without a certificate.
const SETTLE: Duration = Duration::from_secs(1);
/// How long a close_notify may take.
const FAREWELL: Duration = Duration::from_millis(200);

/// What was negotiated.
#[derive(Debug, Default)]
pub(super) struct Negotiated {
    pub(super) tls_version: Option<String>,
    pub(super) alpn: Option<String>,
    pub(super) resumed: Option<bool>,
    /// The certificates that are stored with a session that was resumed.
    pub(super) stored: Vec<CertificateDer<'static>>,
}

/// Shakes hands.
pub(super) async fn shake(
    stream: Bounded,
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
) -> io::Result<TlsStream<Bounded>> {
    TlsConnector::from(config).connect(name, stream).await
}

/// What was negotiated on a connection.
pub(super) fn negotiated(stream: &TlsStream<Bounded>) -> Negotiated {
    let connection = stream.get_ref().1;
    let resumed = connection.handshake_kind().map(|kind| kind == HandshakeKind::Resumed);
    let stored = match resumed {
        Some(true) => connection.peer_certificates().unwrap_or_default().to_vec(),
        _ => Vec::new(),
    };
    Negotiated {
        tls_version: connection.protocol_version().and_then(|version| version.as_str()).map(spelled),
        alpn: connection.alpn_protocol().map(|protocol| String::from_utf8_lossy(protocol).into_owned()),
        resumed,
        stored: stored.into_iter().map(CertificateDer::into_owned).collect(),
    }
}

/// `TLSv1.3`, where rustls writes `TLSv1_3`.
fn spelled(version: &'static str) -> String {
    version.replace('_', ".")
}

/// Reads what a server says of its own after the handshake, where something is awaited: a session, or an objection. In
/// TLS 1.3 a server that wants a certificate says so when the client has finished.
pub(super) async fn settle(
    stream: &mut TlsStream<Bounded>,
    observer: &Observer,
    session: Option<&OneSession>,
) -> io::Result<()> {
    if session.is_none() && !observer.client_was_asked() {
        return Ok(());
    }
    let heard = std::future::poll_fn(|cx| {
        let mut octets = [0; 1024];
        loop {
            if session.is_some_and(OneSession::is_there) {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = ReadBuf::new(&mut octets);
            match Pin::new(&mut *stream).poll_read(cx, &mut buffer) {
                Poll::Ready(Ok(())) if buffer.filled().is_empty() => return Poll::Ready(Ok(())),
                // A server that speaks first: nobody here listens.
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending if session.is_some_and(OneSession::is_there) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
    });
    match tokio::time::timeout(SETTLE, heard).await {
        // Whoever leaves without a word has not objected.
        Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(()),
        Ok(result) => result,
        Err(_) => Ok(()),
    }
}

/// Says goodbye. Nobody minds if it fails.
pub(super) async fn close(mut stream: TlsStream<Bounded>) {
    let _ = tokio::time::timeout(FAREWELL, stream.shutdown()).await;
}
