//! A plain rustls client, with nothing of this project in it but the text of its error.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use ::rustls::crypto::aws_lc_rs;
use ::rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use verifail_lab::Running;

/// How long a client waits for a server that stands still.
const PATIENCE: Duration = Duration::from_millis(800);

/// Connects as the fault needs it, asks, and reads the answer to its end.
pub(crate) async fn ask(running: &Running) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let exchange = exchange(running);
    tokio::time::timeout(PATIENCE, exchange).await.map_err(|_| "the handshake timed out")?
}

async fn exchange(running: &Running) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let needs = running.fault().needs;
    let mut roots = RootCertStore::empty();
    for anchor in running.anchors() {
        roots.add(anchor.clone())?;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let versions = if needs.only_tls13 { &[&::rustls::version::TLS13][..] } else { ::rustls::ALL_VERSIONS };
    let builder = builder.with_protocol_versions(versions)?.with_root_certificates(roots);
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = needs.application_protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(running.address()).await?;
    let connector = TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(ServerName::try_from(running.server_name())?, stream).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}
