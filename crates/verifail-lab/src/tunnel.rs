//! A proxy that tunnels to the lab's servers, asks who is there, and may itself be spoken with by TLS.
//!
//! Not in the catalogue: nothing is wrong with it for whoever has the password, and the family `proxy` has those with
//! which something is. It connects to loopback addresses and nowhere else.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::CertificateDer;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::certificates::Presented;
use crate::log::{Log, Seen, Visit};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions};

/// Octets of a request's head.
const MAX_HEAD: usize = 8 << 10;

const ESTABLISHED: &[u8] = b"HTTP/1.1 200 Connection established\r\n\r\n";
const WHO: &[u8] =
    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"lab\"\r\nContent-Length: 0\r\n\r\n";
const BAD: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

/// A proxy that runs until it is dropped.
#[derive(Debug)]
pub struct Tunnel {
    listening: Listening,
    tls: bool,
    anchors: Vec<CertificateDer<'static>>,
    log: Log,
}

impl Tunnel {
    /// Starts one. With `credentials`, a user and a password are asked for; with `tls`, the proxy itself is spoken with
    /// by TLS.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(credentials: Option<(&str, &str)>, tls: bool, options: &LabOptions) -> Result<Self, LabError> {
        let presented = Presented::by(|_| ());
        let config = Arc::new(tls::speaking(&presented.identity, rustls::ALL_VERSIONS)?);
        let wanted = credentials.map(|(user, password)| {
            let basic = STANDARD.encode(format!("{user}:{password}"));
            format!("proxy-authorization: basic {basic}").to_ascii_lowercase()
        });
        let wanted = Arc::new(wanted);
        let log = Log::new(options.events);
        let listening = Listening::start(options, "proxy", &log, move |stream, visit| {
            let (config, wanted) = (Arc::clone(&config), Arc::clone(&wanted));
            async move {
                if tls {
                    let stream = tls::accept(stream, config, &visit).await?;
                    serve(stream, wanted.as_deref(), visit).await
                } else {
                    serve(stream, wanted.as_deref(), visit).await
                }
            }
        })
        .await?;
        Ok(Self { listening, tls, anchors: presented.anchors, log })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.listening.address()
    }

    /// Its URL, without user and password: `https://localhost:40123`.
    pub fn url(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.address().port())
    }

    /// Whom to trust where the proxy itself is spoken with by TLS.
    pub fn anchors(&self) -> &[CertificateDer<'static>] {
        &self.anchors
    }

    /// What it saw.
    pub const fn log(&self) -> &Log {
        &self.log
    }
}

async fn serve<S>(mut client: S, wanted: Option<&str>, visit: Visit) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == MAX_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let line = head.lines().next().unwrap_or_default();
    visit.saw(Seen::Note(line.to_owned()));
    // Base64 differs in case, which nobody who does not know the password gets right by chance.
    let knows = wanted.is_none_or(|wanted| head.lines().any(|line| line.to_ascii_lowercase() == wanted));
    let port = line.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next()).and_then(|to| to.rsplit_once(':'));
    let port = port.and_then(|(_, port)| port.parse::<u16>().ok());
    let refusal = match (knows, port) {
        (false, _) => Some(WHO),
        (true, None) => Some(BAD),
        (true, Some(_)) => None,
    };
    if let Some(refusal) = refusal {
        client.write_all(refusal).await?;
        return client.shutdown().await;
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port.unwrap_or_default())).await?;
    client.write_all(ESTABLISHED).await?;
    client.flush().await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}
