//! Several nodes behind one address, or one at each of several addresses, some of them faulty, changing as time goes
//! by.
//!
//! Time is counted in connections, not in seconds: whoever connects the third time meets the third connection's node
//! however slow the machine is.

mod faults;
mod node;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) use self::faults::{FAULTS, rotation};
use self::node::Serving;
pub(crate) use self::node::{Issuers, Node};
use crate::log::{Log, Seen};
use crate::server::Listening;
use crate::{LabError, LabOptions};

/// Nodes that take connections in turn, for that many connections.
#[derive(Clone, Copy)]
pub(crate) struct Phase {
    /// The last phase has no end.
    pub(crate) connections: u64,
    pub(crate) nodes: &'static [Node],
}

/// Serves phases, one after the other, at one address.
pub(crate) async fn behind_one_address(
    phases: &[Phase],
    issuers: &Issuers,
    options: &LabOptions,
    log: &Log,
) -> Result<Listening, LabError> {
    let patience = options.patience;
    let mut serving = Vec::new();
    for phase in phases {
        let nodes = phase.nodes.iter().map(|node| node.serving(issuers, patience).map(Arc::new));
        serving.push((phase.connections, nodes.collect::<Result<Vec<_>, _>>()?));
    }
    let connections = AtomicU64::new(0);
    let listening = Listening::start(options, "fleet", log, move |stream, visit| {
        let turn = turn(&serving, connections.fetch_add(1, Ordering::Relaxed));
        async move {
            let Some((number, node)) = turn else { return Ok(()) };
            visit.saw(Seen::Note(format!("node {number}: {}", node.name())));
            node.serve(stream, visit).await
        }
    });
    Ok(listening.await?)
}

/// The node of a connection, and its number among those of its phase.
fn turn(phases: &[(u64, Vec<Arc<Serving>>)], connection: u64) -> Option<(usize, Arc<Serving>)> {
    let mut within = connection;
    let last = phases.len().checked_sub(1)?;
    for (at, (connections, nodes)) in phases.iter().enumerate() {
        if at == last || within < *connections {
            let number = usize::try_from(within).ok()?.checked_rem(nodes.len())?;
            return Some((number, Arc::clone(nodes.get(number)?)));
        }
        within -= connections;
    }
    None
}

/// Serves each node at an address of its own, 127.0.0.1 and those after it, at the same port. Addresses that the system
/// does not have are left out, the first excepted: of Linux all of 127.0.0.0/8 is its own.
pub(crate) async fn at_addresses_of_their_own(
    nodes: &'static [Node],
    issuers: &Issuers,
    options: &LabOptions,
    log: &Log,
) -> Result<Vec<Listening>, LabError> {
    // The port that the system gives at the first address may be taken at another one.
    const TRIES: usize = 8;
    let mut tries = 0;
    loop {
        tries += 1;
        match try_addresses(nodes, issuers, options, log).await {
            Err(LabError::Socket(error)) if error.kind() == std::io::ErrorKind::AddrInUse && tries < TRIES => {}
            done => return done,
        }
    }
}

async fn try_addresses(
    nodes: &'static [Node],
    issuers: &Issuers,
    options: &LabOptions,
    log: &Log,
) -> Result<Vec<Listening>, LabError> {
    let mut listening: Vec<Listening> = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        let mut own = options.clone();
        if let Some(first) = listening.first().map(Listening::address) {
            match nth_address(first, number) {
                Some(address) => (own.listen, own.port) = (address, first.port()),
                None => continue,
            }
        }
        let node = Arc::new(node.serving(issuers, options.patience)?);
        let started = Listening::start(&own, "node", log, move |stream, visit| {
            let node = Arc::clone(&node);
            async move {
                visit.saw(Seen::Note(format!("node {number}: {}", node.name())));
                node.serve(stream, visit).await
            }
        });
        match started.await {
            Err(error) if number > 0 && error.kind() == std::io::ErrorKind::AddrNotAvailable => {}
            started => listening.push(started?),
        }
    }
    Ok(listening)
}

/// So many addresses after the first, where that is of a loopback network with more than one.
fn nth_address(first: SocketAddr, number: usize) -> Option<IpAddr> {
    match first.ip() {
        IpAddr::V4(first) if first.is_loopback() => {
            Some(Ipv4Addr::from(u32::from(first).checked_add(u32::try_from(number).ok()?)?).into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_take_turns_within_a_phase_and_the_last_phase_stays() {
        let issuers = Issuers::new().unwrap();
        let node = || Arc::new(node::GOOD.serving(&issuers, std::time::Duration::ZERO).unwrap());
        let phases = [(3, vec![node(), node()]), (1, vec![node(), node(), node()])];
        let numbers = (0..8).map(|connection| turn(&phases, connection).unwrap().0);
        assert_eq!(numbers.collect::<Vec<_>>(), [0, 1, 0, 0, 1, 2, 0, 1]);
        assert!(turn(&[], 0).is_none());
        assert!(turn(&[(0, Vec::new())], 0).is_none());
    }
}
