//! A good TLS server whose records are tampered with on their way out: cut off, damaged, held back at a given flight.
//!
//! The server is rustls on one end of a pipe; what it writes is read record by record and passed on until it is time.
//! Of plaintext handshake records each message becomes a record of its own, so that an end *after Certificate* is
//! possible (RFC 8446 section 5.1 lets a sender split them as it likes).

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use rustls::SupportedProtocolVersion;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, DuplexStream};
use tokio::net::TcpStream;

use super::raw::{self, End};
use super::tls::{self, TlsOptions};
use super::{Listening, http};
use crate::fault::Fault;
use crate::log::{Log, Visit};
use crate::{LabError, LabOptions, Running};

/// What happens to a good server's records.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tampering {
    /// The version that the server speaks.
    pub(crate) version: &'static SupportedProtocolVersion,
    /// Records of the server that arrive as they are. TLS 1.3: ServerHello, ChangeCipherSpec, the rest of the
    /// handshake, the answer. TLS 1.2: ServerHello, Certificate, ServerKeyExchange, ServerHelloDone, ChangeCipherSpec,
    /// Finished, the answer.
    pub(crate) passes: usize,
    /// What is done with the next one.
    pub(crate) then: Act,
}

/// What is done with a record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// It is held back, and the connection ends.
    End(End),
    /// One bit of its last octet is another one.
    Flip,
    /// Half of it arrives, and the connection ends.
    Halve,
    /// These octets arrive instead, and the connection ends.
    Replace(&'static [u8]),
}

/// The body of the answer: longer than two records, so that an answer can end in its middle.
const BODY: usize = 40_000;
/// Octets of a record's header.
const HEADER: usize = 5;
/// The content type of a handshake record (RFC 8446 section 5.1).
const HANDSHAKE: u8 = 22;

impl Tampering {
    /// Serves it.
    pub(crate) async fn start(self, fault: &'static Fault, options: &LabOptions) -> Result<Running, LabError> {
        let mut server = TlsOptions::presenting(|_| ());
        server.versions = vec![self.version];
        let mut config = Arc::unwrap_or_clone(server.config()?);
        // Tickets would be records between the handshake and the answer.
        config.send_tls13_tickets = 0;
        let config = Arc::new(config);
        let (log, patience) = (Log::new(options.events), options.patience);
        let listening = Listening::start(options, "server", &log, move |stream, visit| {
            let config = Arc::clone(&config);
            async move {
                let (inner, outer) = tokio::io::duplex(64 * 1024);
                let serving = serve(inner, config, visit);
                let tampering = self.between(stream, outer, patience);
                // Whichever side ends first ends the other, and what it says is what happened.
                tokio::select! {
                    done = tampering => done,
                    Err(error) = serving => Err(error),
                }
            }
        })
        .await?;
        Ok(server.running(fault, listening, log))
    }

    /// Passes records on until it is time.
    async fn between(self, mut client: TcpStream, server: DuplexStream, patience: Duration) -> io::Result<()> {
        let (mut from_server, mut to_server) = tokio::io::split(server);
        let record = {
            let (mut from_client, mut to_client) = client.split();
            let upwards = async {
                tokio::io::copy(&mut from_client, &mut to_server).await?;
                // A client that is done sending may still read.
                std::future::pending::<io::Result<Vec<u8>>>().await
            };
            let downwards = self.pass(&mut from_server, &mut to_client);
            tokio::select! {
                ended = upwards => ended?,
                record = downwards => record?,
            }
        };
        match self.then {
            Act::End(how) => raw::end(client, how, patience).await,
            Act::Halve => {
                client.write_all(&record[..record.len() / 2]).await?;
                raw::end(client, End::Close, patience).await
            }
            Act::Replace(octets) => {
                client.write_all(octets).await?;
                raw::end(client, End::Close, patience).await
            }
            Act::Flip => {
                let mut record = record;
                if let Some(last) = record.last_mut() {
                    *last ^= 1;
                }
                client.write_all(&record).await?;
                raw::end(client, End::Close, patience).await
            }
        }
    }

    /// Passes on as many records as are to pass, and returns the next one.
    async fn pass(
        self,
        server: &mut (impl AsyncRead + Unpin),
        client: &mut (impl AsyncWrite + Unpin),
    ) -> io::Result<Vec<u8>> {
        let mut passed = 0;
        loop {
            for record in split(read_record(server).await?) {
                if passed == self.passes {
                    return Ok(record);
                }
                client.write_all(&record).await?;
                passed += 1;
            }
        }
    }
}

async fn serve(stream: DuplexStream, config: Arc<rustls::ServerConfig>, visit: Visit) -> io::Result<()> {
    let stream = tls::accept(stream, config, &visit).await?;
    let answer = |_| async { http::response(StatusCode::OK, vec![b'.'; BODY]) };
    http::serve(stream, visit, false, answer).await?;
    // The pipe is emptied by the other side, which then ends it.
    std::future::pending().await
}

async fn read_record(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut record = vec![0; HEADER];
    from.read_exact(&mut record).await?;
    let length = u16::from_be_bytes([record[3], record[4]]);
    record.resize(HEADER + usize::from(length), 0);
    from.read_exact(&mut record[HEADER..]).await?;
    Ok(record)
}

/// The messages of a plaintext handshake record as a record each; any other record as it is.
fn split(record: Vec<u8>) -> Vec<Vec<u8>> {
    if record[0] != HANDSHAKE {
        return vec![record];
    }
    let (header, mut rest) = record.split_at(HEADER);
    let mut records = Vec::new();
    while let [_, a, b, c, ..] = rest {
        let length = 4 + usize::from(*a) * 65_536 + usize::from(*b) * 256 + usize::from(*c);
        // Not a message: the record is encrypted, as Finished of TLS 1.2 is.
        let Some((message, after)) = rest.split_at_checked(length) else { return vec![record] };
        let mut one = header[..3].to_vec();
        one.extend(u16::try_from(length).unwrap_or_default().to_be_bytes());
        one.extend(message);
        records.push(one);
        rest = after;
    }
    if rest.is_empty() { records } else { vec![record] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_a_plaintext_record_are_told_apart_and_nothing_else_is() {
        let two = vec![22, 3, 3, 0, 10, 2, 0, 0, 1, 7, 14, 0, 0, 1, 8];
        assert_eq!(split(two), [[22, 3, 3, 0, 5, 2, 0, 0, 1, 7], [22, 3, 3, 0, 5, 14, 0, 0, 1, 8]]);
        for whole in [vec![23, 3, 3, 0, 4, 2, 0, 0, 0], vec![22, 3, 3, 0, 5, 200, 1, 2, 3, 4]] {
            assert_eq!(split(whole.clone()), [whole]);
        }
    }
}
