//! The second phase: TCP.

use std::net::SocketAddr;

use tokio::net::TcpStream;

use super::failure::Failed;

/// A connection to an address.
pub(super) async fn connect(address: SocketAddr) -> Result<TcpStream, Failed> {
    let stream = TcpStream::connect(address).await;
    let stream = stream.map_err(|error| Failed::unreachable(format!("no connection to {address}: {error}")))?;
    // Handshakes are few octets that somebody waits for; without it they only take longer.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}
