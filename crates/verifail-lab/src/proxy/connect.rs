//! The method CONNECT (RFC 9110 section 9.3.6), as far as a proxy with one server needs it.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::server::raw::{self, End};

/// Octets of a request's head.
const LIMIT: usize = 8 * 1024;

pub(super) const ESTABLISHED: &str = "HTTP/1.1 200 Connection established\r\n\r\n";
pub(super) const ONLY_CONNECT: &str =
    "HTTP/1.1 405 Method Not Allowed\r\nAllow: CONNECT\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// The head of a request.
#[derive(Debug)]
pub(super) struct Head(String);

impl Head {
    /// `CONNECT localhost:443 HTTP/1.1`.
    pub(super) fn line(&self) -> &str {
        self.0.lines().next().unwrap_or_default()
    }

    pub(super) fn is_connect(&self) -> bool {
        self.0.starts_with("CONNECT ")
    }
}

/// Reads a head, and nothing of what follows it.
pub(super) async fn read(client: &mut TcpStream) -> io::Result<Head> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == LIMIT {
            return Err(io::ErrorKind::InvalidData.into());
        }
        head.push(client.read_u8().await?);
    }
    Ok(Head(String::from_utf8_lossy(&head).into_owned()))
}

pub(super) async fn answer(client: &mut TcpStream, answer: &str) -> io::Result<()> {
    client.write_all(answer.as_bytes()).await
}

/// Answers, and closes without a reset.
pub(super) async fn refuse(mut client: TcpStream, answer: &str) -> io::Result<()> {
    client.write_all(answer.as_bytes()).await?;
    raw::end(client, End::Close, std::time::Duration::ZERO).await
}
