//! A plain rustls client, with nothing of this project in it but the text of its error.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ::rustls::client::WebPkiServerVerifier;
use ::rustls::crypto::aws_lc_rs;
use ::rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use verifail::Reason;
use verifail_lab::{Call, Reach, Running, RunningIncident};

/// How long a client waits for an answer: a busy machine is no fault.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long it waits for a server that stands still.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);

const GET: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

type Failure = Box<dyn Error + Send + Sync>;

/// Connects as the fault needs it, asks, and reads the answer to its end.
pub(crate) async fn ask(running: &Running) -> Result<Vec<u8>, Failure> {
    let needs = running.fault().needs;
    if let Some(text) = running.simulated() {
        return Err(text.into());
    }
    let stream = match running.fault().reach {
        Reach::ConnectProxy => {
            let url = running.url();
            tunnel(running.address(), url.trim_start_matches("https://").trim_end_matches('/')).await?
        }
        _ => TcpStream::connect(running.address()).await?,
    };
    if needs.plain {
        return exchange(stream, GET).await;
    }
    let stalls = running.fault().expected.reason() == Some(Reason::HandshakeTimeout);
    let patience = if stalls { SHORT_PATIENCE } else { PATIENCE };
    let stream = connect(config(running)?, running.server_name(), stream, patience).await?;
    exchange(stream, GET).await
}

async fn connect(
    config: ClientConfig,
    name: &str,
    stream: TcpStream,
    patience: Duration,
) -> Result<TlsStream<TcpStream>, Failure> {
    let name = ServerName::try_from(name)?.to_owned();
    let handshake = TlsConnector::from(Arc::new(config)).connect(name, stream);
    // rustls has no clock, and of a socket's errors it does not say when they came: programs on it say it, as this one
    // does.
    match tokio::time::timeout(patience, handshake).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(format!("TLS handshake: {error}").into()),
        Err(_) => Err("TLS handshake timed out".into()),
    }
}

/// Through the proxy to the server. rustls knows no proxies: the words are those of curl.
async fn tunnel(proxy: SocketAddr, target: &str) -> Result<TcpStream, Failure> {
    let mut stream = TcpStream::connect(proxy).await?;
    stream.write_all(format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n").as_bytes()).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(tokio::time::timeout(PATIENCE, stream.read_u8()).await??);
    }
    let head = String::from_utf8_lossy(&head);
    match head.split(' ').nth(1) {
        Some("200") => Ok(stream),
        status => Err(format!("CONNECT tunnel failed, response {}", status.unwrap_or_default()).into()),
    }
}

/// An answer as programs tell it: what it says, and its status.
pub(crate) fn told(answer: &[u8]) -> String {
    let answer = String::from_utf8_lossy(answer);
    match answer.split_once("\r\n\r\n") {
        Some((head, body)) => format!("{body} ({})", head.lines().next().unwrap_or_default()),
        None => answer.into_owned(),
    }
}

async fn exchange(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &str) -> Result<Vec<u8>, Failure> {
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await.map_err(|_| "no answer")??;
    Ok(answer)
}

fn config(running: &Running) -> Result<ClientConfig, Failure> {
    let needs = running.fault().needs;
    let mut roots = RootCertStore::empty();
    for anchor in running.anchors() {
        roots.add(anchor.clone())?;
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let versions = if needs.only_tls13 { &[&::rustls::version::TLS13][..] } else { ::rustls::ALL_VERSIONS };
    let mut verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    if needs.revocation {
        verifier =
            verifier.with_crls(running.crls().iter().map(|crl| crl.clone().into())).enforce_revocation_expiration();
    }
    let builder = builder.with_protocol_versions(versions)?.with_webpki_verifier(verifier.build()?);
    let mut config = match running.client_identity().filter(|_| needs.client_certificate) {
        Some(identity) => {
            let chain = CertificateDer::pem_slice_iter(identity.chain_pem.as_bytes()).collect::<Result<_, _>>()?;
            builder.with_client_auth_cert(chain, PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes())?)?
        }
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = needs.application_protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    Ok(config)
}

/// Makes a call of an incident, on a connection of its own.
pub(crate) async fn post(running: &RunningIncident, call: &Call) -> Result<Vec<u8>, Failure> {
    let (authority, path) = call.url.trim_start_matches("https://").split_once('/').ok_or("no path")?;
    let stream = match running.proxy() {
        Some(_) => tunnel(running.address(), authority).await?,
        None => TcpStream::connect(running.address()).await?,
    };
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(running.anchors().iter().cloned());
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = builder.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth();
    let stream = connect(config, "localhost", stream, PATIENCE).await?;
    let (length, body) = (call.body.len(), &call.body);
    let head = format!("Host: {authority}\r\nContent-Length: {length}\r\nConnection: close");
    exchange(stream, &format!("{} /{path} HTTP/1.1\r\n{head}\r\n\r\n{body}", call.method)).await
}
