//! The third phase, where there is a proxy: TLS with the proxy itself, then CONNECT (RFC 9110 section 9.3.6).
//!
//! TLS with the proxy is strict: whoever is not trusted is not told who asks.

mod url;

use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use verifail::Time;

pub use self::url::{ProxyUrl, ProxyUrlError};

use super::failure::Failed;
use super::head;
use super::stream::Bounded;

/// Octets of what a proxy says when it refuses.
const MAX_WORDS: usize = 1_024;
/// How long it may take to say it.
const PATIENCE: Duration = Duration::from_millis(500);

/// A tunnel through a proxy, and the proxy's clock.
pub(super) async fn tunnel(
    stream: TcpStream,
    proxy: &ProxyUrl,
    config: &Arc<ClientConfig>,
    (host, port): (&str, u16),
) -> Result<(Bounded, Option<Time>), Failed> {
    let mut stream = match proxy.server_name() {
        None => Bounded::new(stream),
        Some(name) => {
            let clear = Bounded::new(stream);
            let sent = clear.sent_alert();
            let connected = TlsConnector::from(Arc::clone(config)).connect(name, clear).await;
            Bounded::new(connected.map_err(|error| Failed::handshake(&error, sent.number()).with_proxy())?)
        }
    };
    let failed = |what: &dyn std::fmt::Display| Failed::tunnel(format!("proxy {proxy}: {what}"));
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let authorization = proxy.authorization().map(|value| format!("Proxy-Authorization: {value}\r\n"));
    let request = format!(
        "CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n{}User-Agent: verifail\r\n\r\n",
        authorization.unwrap_or_default()
    );
    let asked = async {
        stream.write_all(request.as_bytes()).await?;
        stream.flush().await?;
        head::read(&mut stream).await
    };
    match asked.await {
        Err(error) => Err(failed(&error)),
        Ok(None) => Err(failed(&"it does not answer CONNECT as HTTP does")),
        Ok(Some(head)) if (200..300).contains(&head.status) => Ok((stream, head.date)),
        Ok(Some(head)) => {
            let words = words(&mut stream, head.length.unwrap_or(MAX_WORDS)).await;
            Err(failed(&format!("CONNECT is answered with {}{words}", head.line)))
        }
    }
}

/// What a proxy says besides a status; some say what is wrong with the server.
async fn words(stream: &mut Bounded, length: usize) -> String {
    let mut octets = Vec::new();
    let reading = stream.take(length.min(MAX_WORDS) as u64);
    let mut reading = std::pin::pin!(reading);
    let _ = tokio::time::timeout(PATIENCE, reading.read_to_end(&mut octets)).await;
    let text = String::from_utf8_lossy(&octets);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
