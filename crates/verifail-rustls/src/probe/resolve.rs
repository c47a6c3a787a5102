//! The first phase: from a name to all its addresses, of both families.

use std::net::{IpAddr, SocketAddr};

use super::failure::Failed;

/// Addresses of one name that are asked.
const MAX_ADDRESSES: usize = 64;

/// All addresses of a name, each once, in the resolver's order.
pub(super) async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, Failed> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let found = tokio::net::lookup_host((host, port)).await;
    let found = found.map_err(|error| Failed::unreachable(format!("{host} has no address: {error}")))?;
    let mut addresses: Vec<SocketAddr> = Vec::new();
    for address in found.take(MAX_ADDRESSES) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    match addresses.is_empty() {
        true => Err(Failed::unreachable(format!("{host} has no address"))),
        false => Ok(addresses),
    }
}
