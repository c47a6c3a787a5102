//! One bare HEAD request to a server that is trusted: its status, and its clock.

use std::io;
use std::time::UNIX_EPOCH;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use verifail::Time;

/// Octets of an answer's head.
const MAX_HEAD: usize = 16 << 10;
/// Header fields of it.
const MAX_FIELDS: usize = 64;

/// What an answer's head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    /// `HTTP/1.1 407 Proxy Authentication Required`.
    pub(super) line: String,
    /// Its `Date`.
    pub(super) date: Option<Time>,
    /// Its `Content-Length`.
    pub(super) length: Option<usize>,
}

/// Asks for `/`.
pub(super) async fn ask<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, host: &str) -> io::Result<Option<Head>> {
    let request = format!("HEAD / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: verifail\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    read(stream).await
}

/// Reads a head, and nothing of what follows it; `None` where there is none.
pub(super) async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> io::Result<Option<Head>> {
    let mut octets = Vec::new();
    while !octets.ends_with(b"\r\n\r\n") && octets.len() < MAX_HEAD {
        let mut octet = [0];
        if stream.read(&mut octet).await? == 0 {
            break;
        }
        octets.extend(octet);
    }
    Ok(parse(&octets))
}

fn parse(octets: &[u8]) -> Option<Head> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    if !response.parse(octets).ok()?.is_complete() {
        return None;
    }
    let field = |name: &str| {
        let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(field.value).ok()
    };
    let status = response.code?;
    Some(Head {
        status,
        line: format!("HTTP/1.{} {status} {}", response.version?, response.reason.unwrap_or_default())
            .trim_end()
            .to_owned(),
        date: field("date").and_then(time),
        length: field("content-length").and_then(|text| text.trim().parse().ok()),
    })
}

fn time(text: &str) -> Option<Time> {
    let since = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Time::from_unix_seconds(i64::try_from(since.as_secs()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_its_status_and_its_clock() {
        let head =
            parse(b"HTTP/1.1 503 Not Now\r\ndate: Sun, 22 Nov 2026 12:00:00 GMT\r\nContent-Length: 5\r\n\r\n").unwrap();
        assert_eq!((head.status, head.line.as_str(), head.length), (503, "HTTP/1.1 503 Not Now", Some(5)));
        assert_eq!(head.date.unwrap().to_string(), "2026-11-22T12:00:00Z");
        assert_eq!(parse(b"220 mail.example ESMTP\r\n\r\n"), None);
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\n"), None);
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n").unwrap().date, None);
    }
}
