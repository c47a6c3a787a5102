//! Servers of protocols that begin in clear and change to TLS: as much of each as a client needs to get there.
//!
//! Not in the catalogue, since a client that speaks TLS at once meets a fault of another kind: a server in clear.

use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::certificates::Presented;
use crate::faults::fault;
use crate::log::{Log, Seen, Visit};
use crate::server::{Listening, tls};
use crate::{LabError, LabOptions, Running};

/// Octets of a line that a client says.
const MAX_LINE: usize = 1_024;
/// Lines that a client may say before it asks for TLS.
const MAX_LINES: usize = 16;

/// A protocol that begins in clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clear {
    /// IMAP.
    Imap,
    /// LDAP.
    Ldap,
    /// PostgreSQL.
    Postgres,
    /// SMTP.
    Smtp,
}

/// What a server does when it is asked for TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Consent {
    /// It changes to TLS and presents the good chain.
    Gives,
    /// It does not know what that is, or has it switched off.
    Refuses,
}

/// Serves a protocol until what is returned is dropped. Its fault is the control, with which nothing is wrong.
///
/// # Errors
/// When no port can be had.
///
/// # Examples
/// ```
/// use verifail_lab::{Clear, Consent, LabOptions, serve_starttls};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(async {
/// let running = serve_starttls(Clear::Smtp, Consent::Gives, &LabOptions::default()).await?;
/// assert!(running.address().ip().is_loopback());
/// # Ok(()) })}
/// ```
pub async fn serve_starttls(protocol: Clear, consent: Consent, options: &LabOptions) -> Result<Running, LabError> {
    let presented = Presented::by(|_| ());
    let config = Arc::new(tls::speaking(&presented.identity, rustls::ALL_VERSIONS)?);
    let log = Log::new(options.events);
    let patience = options.patience;
    let listening = Listening::start(options, "server", &log, move |stream, visit| {
        let serving = serve(protocol, consent, stream, Arc::clone(&config), visit);
        async move { tokio::time::timeout(patience, serving).await.unwrap_or(Ok(())) }
    })
    .await?;
    let control = fault("good").ok_or_else(|| LabError::Socket(io::ErrorKind::NotFound.into()))?;
    Ok(Running::new(control, listening, log).trusting(presented.anchors))
}

async fn serve(
    protocol: Clear,
    consent: Consent,
    mut stream: TcpStream,
    config: Arc<ServerConfig>,
    visit: Visit,
) -> io::Result<()> {
    let gives = consent == Consent::Gives;
    let asked = match protocol {
        Clear::Imap => imap(&mut stream, gives, &visit).await?,
        Clear::Ldap => ldap(&mut stream, gives).await?,
        Clear::Postgres => postgres(&mut stream, gives).await?,
        Clear::Smtp => smtp(&mut stream, gives, &visit).await?,
    };
    if !asked || !gives {
        return Ok(());
    }
    let mut stream = tls::accept(stream, config, &visit).await?;
    // Whoever comes only to look leaves by himself.
    let mut sink = [0; 1_024];
    while stream.read(&mut sink).await? > 0 {}
    stream.shutdown().await
}

/// Whether TLS was asked for.
async fn smtp(stream: &mut TcpStream, gives: bool, visit: &Visit) -> io::Result<bool> {
    stream.write_all(b"220 mail.example ESMTP\r\n").await?;
    for _ in 0..MAX_LINES {
        let Some(line) = line(stream, visit).await? else { return Ok(false) };
        let answer: &[u8] = match line.to_ascii_uppercase().as_str() {
            "STARTTLS" if gives => {
                stream.write_all(b"220 2.0.0 Ready to start TLS\r\n").await?;
                return Ok(true);
            }
            line if line.starts_with("EHLO") && gives => {
                b"250-mail.example\r\n250-PIPELINING\r\n250-STARTTLS\r\n250 8BITMIME\r\n"
            }
            line if line.starts_with("EHLO") => b"250-mail.example\r\n250 8BITMIME\r\n",
            "QUIT" => b"221 2.0.0 Bye\r\n",
            _ => b"502 5.5.1 Error: command not implemented\r\n",
        };
        stream.write_all(answer).await?;
    }
    Ok(false)
}

async fn imap(stream: &mut TcpStream, gives: bool, visit: &Visit) -> io::Result<bool> {
    stream.write_all(b"* OK [CAPABILITY IMAP4rev2 STARTTLS LOGINDISABLED] ready\r\n").await?;
    for _ in 0..MAX_LINES {
        let Some(line) = line(stream, visit).await? else { return Ok(false) };
        let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
        let asks = command.eq_ignore_ascii_case("STARTTLS");
        let answer = match (asks, gives) {
            // Untagged data may come between.
            (true, true) => format!("* BYE-AND-BYE\r\n{tag} OK Begin TLS negotiation now\r\n"),
            _ => format!("{tag} BAD command unknown\r\n"),
        };
        stream.write_all(answer.as_bytes()).await?;
        if asks {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn postgres(stream: &mut TcpStream, gives: bool) -> io::Result<bool> {
    let mut request = [0; 8];
    stream.read_exact(&mut request).await?;
    let asks = request == [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];
    stream.write_all(if asks && gives { b"S" } else { b"N" }).await?;
    Ok(asks)
}

async fn ldap(stream: &mut TcpStream, gives: bool) -> io::Result<bool> {
    const OID: &[u8] = b"1.3.6.1.4.1.1466.20037";
    let mut head = [0; 2];
    stream.read_exact(&mut head).await?;
    let mut request = vec![0; usize::from(head[1] & 0x7f)];
    stream.read_exact(&mut request).await?;
    let asks = request.windows(OID.len()).any(|part| part == OID);
    // resultCode success, or protocolError.
    let code = if asks && gives { 0 } else { 2 };
    stream.write_all(&[0x30, 12, 2, 1, 1, 0x78, 7, 0x0a, 1, code, 4, 0, 4, 0]).await?;
    Ok(asks)
}

/// A line without its end, and nothing of what follows it.
async fn line(stream: &mut TcpStream, visit: &Visit) -> io::Result<Option<String>> {
    let mut octets = Vec::new();
    loop {
        let mut octet = [0];
        if stream.read(&mut octet).await? == 0 || octets.len() == MAX_LINE {
            return Ok(None);
        }
        if octet == *b"\n" {
            let line = String::from_utf8_lossy(octets.trim_ascii_end()).into_owned();
            visit.saw(Seen::Note(line.clone()));
            return Ok(Some(line));
        }
        octets.extend(octet);
    }
}
