//! The addresses of a name: which there are, which failed of late, and which one an attempt connects to.
//!
//! A name is resolved anew for each connection. Addresses keep the order in which they were first seen, so that *the
//! second one* means the same throughout a call; connections take turns among them, and those at which something failed
//! go last for a while.

use std::cell::Cell;
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::dial;

/// How long an address goes last after something failed at it.
pub(crate) const AVOIDED_FOR: Duration = Duration::from_secs(30);
/// Names whose addresses are kept.
const MAX_NAMES: usize = 1024;
/// Addresses of a name that are told apart.
const MAX_ADDRESSES: usize = 64;

/// The addresses of all names that a client connected to.
#[derive(Clone)]
pub(crate) struct Addresses {
    resolver: Arc<dyn Resolve>,
    names: Arc<Mutex<HashMap<String, Known>>>,
    /// How often an address was chosen.
    choices: Arc<AtomicU64>,
}

thread_local! {
    /// The address that was chosen last in a poll on this thread, and the number of the choice.
    static CHOSEN: Cell<Option<(u64, IpAddr)>> = const { Cell::new(None) };
}

/// What is known of a name.
#[derive(Debug, Default)]
struct Known {
    /// In the order in which they were first seen.
    addresses: Vec<Address>,
    /// Connections that were made.
    turn: usize,
}

#[derive(Debug)]
struct Address {
    socket: SocketAddr,
    failed: Option<Instant>,
    /// It was in the last answer.
    current: bool,
}

impl Known {
    /// Takes over an answer: new ones behind the others, those that are gone kept in their place and not used.
    fn update(&mut self, answer: &[SocketAddr]) {
        for address in &mut self.addresses {
            address.current = answer.contains(&address.socket);
        }
        for socket in answer {
            if self.addresses.len() < MAX_ADDRESSES && !self.addresses.iter().any(|known| known.socket == *socket) {
                self.addresses.push(Address { socket: *socket, failed: None, current: true });
            }
        }
    }

    /// Those that are in use: the ones at which nothing failed take turns, as far as they are of the family of the
    /// first (a resolver puts the family first that this machine can reach); the ones that failed of late are last, the
    /// one that failed first before the others.
    fn in_order(&mut self, now: Instant) -> Vec<SocketAddr> {
        let mut addresses: Vec<&Address> = self.addresses.iter().filter(|address| address.current).collect();
        let avoided =
            |address: &&Address| address.failed.filter(|failed| now.saturating_duration_since(*failed) < AVOIDED_FOR);
        addresses.sort_by_key(avoided);
        let first = addresses.first().map(|address| address.socket.is_ipv4());
        let alike = |address: &&&Address| avoided(address).is_none() && Some(address.socket.is_ipv4()) == first;
        let taking_turns = addresses.iter().take_while(alike).count();
        if taking_turns > 1 {
            addresses[..taking_turns].rotate_left(self.turn % taking_turns);
        }
        let order = addresses.into_iter().map(|address| address.socket).collect();
        self.turn = self.turn.wrapping_add(1);
        order
    }
}

impl Addresses {
    pub(crate) fn new(resolver: Arc<dyn Resolve>) -> Self {
        Self { resolver, names: Arc::default(), choices: Arc::default() }
    }

    /// Which of how many an address is; none where the name was not resolved, as for an address in a URL.
    pub(crate) fn position(&self, name: &str, address: IpAddr) -> Option<(u32, u32)> {
        let names = self.lock();
        let known = &names.get(name)?.addresses;
        let at = known.iter().position(|known| known.socket.ip() == address)?;
        Some((u32::try_from(at).ok()?, u32::try_from(known.len()).ok()?))
    }

    /// The address of that number.
    pub(crate) fn at(&self, name: &str, number: u32) -> Option<IpAddr> {
        let names = self.lock();
        Some(names.get(name)?.addresses.get(usize::try_from(number).ok()?)?.socket.ip())
    }

    /// Something failed there, or did not.
    pub(crate) fn note(&self, name: &str, address: IpAddr, failed: bool) {
        if let Some(known) = self.lock().get_mut(name) {
            for known in known.addresses.iter_mut().filter(|known| known.socket.ip() == address) {
                known.failed = failed.then(Instant::now);
            }
        }
    }

    /// A moment between two choices, for [`since`](Self::since).
    pub(crate) fn mark(&self) -> u64 {
        self.choices.load(Ordering::Relaxed)
    }

    /// The address that was chosen since then on this thread: by the attempt that it polls, which nobody else was
    /// meanwhile.
    pub(crate) fn since(&self, mark: u64) -> Option<IpAddr> {
        if self.mark() == mark {
            return None;
        }
        CHOSEN.get().filter(|(number, _)| *number >= mark).map(|(_, address)| address)
    }

    fn chose(&self, address: IpAddr) {
        CHOSEN.set(Some((self.choices.fetch_add(1, Ordering::Relaxed), address)));
    }

    fn order(&self, name: &str, answer: &[SocketAddr], wanted: Option<IpAddr>) -> Vec<SocketAddr> {
        let mut names = self.lock();
        if names.len() >= MAX_NAMES && !names.contains_key(name) {
            // All of it can be found out again.
            names.clear();
        }
        let known = names.entry(name.to_owned()).or_default();
        known.update(answer);
        let wanted = wanted.and_then(|wanted| known.addresses.iter().find(|known| known.socket.ip() == wanted));
        match wanted.map(|address| address.socket) {
            // That one and no other: whoever wants an address does not want the one that failed.
            Some(socket) => vec![socket],
            None => known.in_order(Instant::now()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        // Whatever is in it can be found out again.
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Addresses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Addresses").field("names", &self.lock().len()).finish_non_exhaustive()
    }
}

impl Resolve for Addresses {
    fn resolve(&self, name: Name) -> Resolving {
        let addresses = self.clone();
        let host = name.as_str().to_owned();
        let resolving = self.resolver.resolve(name);
        Box::pin(async move {
            let answer: Vec<SocketAddr> = resolving.await?.take(MAX_ADDRESSES).collect();
            let order = addresses.order(&host, &answer, dial::wanted());
            if let Some(first) = order.first() {
                addresses.chose(first.ip());
            }
            Ok(Box::new(order.into_iter()) as Addrs)
        })
    }
}

/// Asks the system, but for names that it was told.
#[derive(Debug, Default)]
pub(crate) struct SystemResolver {
    pub(crate) told: HashMap<String, Vec<SocketAddr>>,
}

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        if let Some(told) = self.told.get(name.as_str()) {
            let addresses: Addrs = Box::new(told.clone().into_iter());
            return Box::pin(std::future::ready(Ok(addresses)));
        }
        Box::pin(async move {
            let answer = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(Box::new(answer.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(last: u8) -> SocketAddr {
        ([127, 0, 0, last], 0).into()
    }

    #[test]
    fn numbers_stay_while_answers_change_and_what_failed_goes_last() {
        let addresses = Addresses::new(Arc::new(SystemResolver::default()));
        let ask = |answer: &[u8], wanted: Option<u8>| -> Vec<SocketAddr> {
            let answer: Vec<_> = answer.iter().map(|last| of(*last)).collect();
            addresses.order("fleet", &answer, wanted.map(|last| of(last).ip()))
        };
        assert_eq!(ask(&[1, 2, 3], None), [of(1), of(2), of(3)]);
        assert_eq!(ask(&[1, 2, 3], None), [of(2), of(3), of(1)], "they take turns");
        addresses.note("fleet", of(1).ip(), true);
        assert_eq!(ask(&[3, 1, 2], None), [of(2), of(3), of(1)]);
        assert_eq!(addresses.position("fleet", of(3).ip()), Some((2, 3)));
        assert_eq!(addresses.at("fleet", 0), Some(of(1).ip()));
        assert_eq!(ask(&[1, 2, 3], Some(3)), [of(3)], "that one and no other");
        addresses.note("fleet", of(1).ip(), false);
        assert_eq!(ask(&[1, 4], None), [of(4), of(1)], "what is gone is not used");
        assert_eq!(addresses.position("fleet", of(4).ip()), Some((3, 4)));
        assert_eq!(addresses.position("other", of(1).ip()), None);
    }
}
