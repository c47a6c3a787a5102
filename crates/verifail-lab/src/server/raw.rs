//! What is done on the bare socket, without TLS of one's own: alerts, banners, garbage, silence.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Listening;
use crate::certificates::Presented;
use crate::fault::Fault;
use crate::log::{Log, Seen, Visit};
use crate::{LabError, LabOptions, Running};

/// What is done to whoever connects, in this order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Script {
    /// Waits for the client to speak first, and logs what its ClientHello asks for.
    pub(crate) reads_first: bool,
    /// Octets that are sent.
    pub(crate) sends: &'static [u8],
    /// How it ends.
    pub(crate) ends: End,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By FIN, after the client had time to read.
    Close,
    /// By RST.
    Reset,
    /// Not at all, within the lab's patience.
    Stall,
}

/// Serves a script.
pub(crate) async fn start(script: Script, fault: &'static Fault, options: &LabOptions) -> Result<Running, LabError> {
    let log = Log::new(options.events);
    let listening = listen(script, "server", options, &log).await?;
    // Clients that trust the lab say what is wrong with the protocol, not that they trust nobody.
    Ok(Running::new(fault, listening, log).trusting(Presented::by(|_| ()).anchors))
}

/// Does it to whoever connects.
pub(crate) async fn listen(
    script: Script,
    who: &'static str,
    options: &LabOptions,
    log: &Log,
) -> Result<Listening, LabError> {
    let patience = options.patience;
    let listening = Listening::start(options, who, log, move |stream, visit| async move {
        // Whoever neither speaks nor leaves is not waited for.
        let done = tokio::time::timeout(patience, play(stream, script, patience, &visit)).await;
        done.unwrap_or(Ok(()))
    });
    Ok(listening.await?)
}

/// Does it to one connection.
pub(crate) async fn play(
    mut stream: TcpStream,
    script: Script,
    patience: std::time::Duration,
    visit: &Visit,
) -> io::Result<()> {
    if script.reads_first {
        let mut first = vec![0; 16 * 1024];
        let length = stream.read(&mut first).await?;
        first.truncate(length);
        visit.saw(hello(&first));
    }
    stream.write_all(script.sends).await?;
    end(stream, script.ends, patience).await
}

/// Ends a connection.
pub(crate) async fn end(mut stream: TcpStream, how: End, patience: std::time::Duration) -> io::Result<()> {
    match how {
        End::Close => {
            stream.shutdown().await?;
            // What is unread when a socket is closed makes the system send a reset.
            let mut sink = [0; 4096];
            while stream.read(&mut sink).await? > 0 {}
            Ok(())
        }
        End::Reset => stream.set_zero_linger(),
        End::Stall => {
            tokio::time::sleep(patience).await;
            Ok(())
        }
    }
}

/// What a client's first octets ask for, when they are a ClientHello.
fn hello(octets: &[u8]) -> Seen {
    let mut acceptor = rustls::server::Acceptor::default();
    let mut rest = octets;
    while !rest.is_empty() && acceptor.read_tls(&mut rest).is_ok() {}
    match acceptor.accept() {
        Ok(Some(accepted)) => {
            let hello = accepted.client_hello();
            let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
            Seen::ClientHello {
                server_name: hello.server_name().map(str::to_owned),
                application_protocols: hello.alpn().into_iter().flatten().map(text).collect(),
            }
        }
        Ok(None) | Err(_) => Seen::Note(format!("{} octets that are no ClientHello", octets.len())),
    }
}
