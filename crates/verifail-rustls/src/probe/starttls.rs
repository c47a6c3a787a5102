//! Protocols that begin in clear and change to TLS, a file each. After the server's consent not one octet more is read,
//! so that what somebody slipped in before it is met by the handshake.

mod imap;
mod ldap;
mod postgres;
mod smtp;

use std::io;

use tokio::io::AsyncWriteExt as _;
use verifail::capture::Starttls;

use super::failure::Failed;
use super::stream::Bounded;

/// Octets of a line.
const MAX_LINE: usize = 2_048;
/// Lines of an answer.
const MAX_LINES: usize = 64;

/// Brings the peer to where TLS begins.
pub(super) async fn prepare(protocol: Starttls, stream: &mut Bounded) -> Result<(), Failed> {
    let prepared = match protocol {
        Starttls::Imap => imap::prepare(stream).await,
        Starttls::Ldap => ldap::prepare(stream).await,
        Starttls::Postgres => postgres::prepare(stream).await,
        Starttls::Smtp => smtp::prepare(stream).await,
        _ => Err("this program does not speak it".to_owned()),
    };
    prepared.map_err(|why| Failed::no_starttls(format!("no STARTTLS by {}: {why}", protocol.meaning())))
}

async fn say(stream: &mut Bounded, octets: &[u8]) -> Result<(), String> {
    let said = async {
        stream.write_all(octets).await?;
        stream.flush().await
    };
    said.await.map_err(|error: io::Error| error.to_string())
}

async fn line(stream: &mut Bounded) -> Result<String, String> {
    match stream.line(MAX_LINE).await {
        Ok(Some(line)) => Ok(line),
        Ok(None) => Err("the server closed, or said no line".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
