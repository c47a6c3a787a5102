//! What the servers of a fault saw: connections, handshakes, requests. Kept in memory, bounded, for tests to read.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Octets of a request's body that are kept.
pub const MAX_BODY: usize = 64 * 1024;

/// What the servers of a fault saw. Clones are the same log.
#[derive(Clone, Debug)]
pub struct Log(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    began: Instant,
    limit: usize,
    events: Mutex<Vec<Event>>,
    visits: AtomicU64,
    handshakes: AtomicU64,
    resumed: AtomicU64,
    requests: AtomicU64,
}

/// Something that a server saw.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Since the log began.
    pub at: Duration,
    /// The connection, counted from 0.
    pub connection: u64,
    /// What was seen.
    pub seen: Seen,
}

/// What can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seen {
    /// Somebody connected to a server's address.
    Accepted {
        /// The server's name within the fault: `server`, `proxy`, `node 2`.
        server: &'static str,
        /// From where.
        from: SocketAddr,
    },
    /// Something that only one family has a word for.
    Note(String),
    /// A ClientHello.
    ClientHello {
        /// server_name, where there was one.
        server_name: Option<String>,
        /// Application protocols that were offered.
        application_protocols: Vec<String>,
    },
    /// The handshake ended.
    Handshake {
        /// A session was resumed.
        resumed: bool,
        /// `TLSv1_2` or `TLSv1_3`.
        version: &'static str,
    },
    /// The handshake, or what came after it, failed.
    Failed(String),
    /// A request.
    Request(Request),
}

/// A request that a server read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// `GET`.
    pub method: String,
    /// The target as it was written.
    pub target: String,
    /// Header fields, names in lower case, in order; values that are no UTF-8 are left out.
    pub headers: Vec<(String, String)>,
    /// The first [`MAX_BODY`] octets of the body.
    pub body: Vec<u8>,
    /// The session of its connection was resumed.
    pub resumed: bool,
}

impl Request {
    /// The first header field of that name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Log {
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Inner {
            began: Instant::now(),
            limit,
            events: Mutex::default(),
            visits: AtomicU64::new(0),
            handshakes: AtomicU64::new(0),
            resumed: AtomicU64::new(0),
            requests: AtomicU64::new(0),
        }))
    }

    /// Everything so far, in order.
    pub fn events(&self) -> Vec<Event> {
        self.locked().clone()
    }

    /// Forgets what happened so far, so that there is room for what comes. Counts stay.
    pub fn forget(&self) {
        self.locked().clear();
    }

    /// How many connected, exact however many events were dropped.
    pub fn connections(&self) -> u64 {
        self.0.visits.load(Ordering::Relaxed)
    }

    /// How many handshakes ended well, exact.
    pub fn handshakes(&self) -> u64 {
        self.0.handshakes.load(Ordering::Relaxed)
    }

    /// How many of them resumed a session, exact.
    pub fn resumptions(&self) -> u64 {
        self.0.resumed.load(Ordering::Relaxed)
    }

    /// How many requests were read, exact.
    pub fn request_count(&self) -> u64 {
        self.0.requests.load(Ordering::Relaxed)
    }

    /// The requests, in order.
    pub fn requests(&self) -> Vec<Request> {
        let request = |event: &Event| match &event.seen {
            Seen::Request(request) => Some(request.clone()),
            _ => None,
        };
        self.locked().iter().filter_map(request).collect()
    }

    /// The names that clients asked for by server_name, in order.
    pub fn server_names(&self) -> Vec<Option<String>> {
        let name = |event: &Event| match &event.seen {
            Seen::ClientHello { server_name, .. } => Some(server_name.clone()),
            _ => None,
        };
        self.locked().iter().filter_map(name).collect()
    }

    /// Somebody connected.
    pub(crate) fn visit(&self, server: &'static str, from: SocketAddr) -> Visit {
        let connection = self.0.visits.fetch_add(1, Ordering::Relaxed);
        let visit = Visit { log: self.clone(), connection };
        visit.saw(Seen::Accepted { server, from });
        visit
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Event>> {
        // What was written before a panic is still what was seen.
        self.0.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection's part of a log.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    log: Log,
    connection: u64,
}

impl Visit {
    pub(crate) fn saw(&self, seen: Seen) {
        let inner = &self.log.0;
        match &seen {
            Seen::Handshake { resumed, .. } => {
                inner.handshakes.fetch_add(1, Ordering::Relaxed);
                inner.resumed.fetch_add(u64::from(*resumed), Ordering::Relaxed);
            }
            Seen::Request(_) => {
                inner.requests.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
        let event = Event { at: inner.began.elapsed(), connection: self.connection, seen };
        let mut events = self.log.locked();
        if events.len() < inner.limit {
            events.push(event);
        }
    }
}
