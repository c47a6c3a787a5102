//! Sessions to resume: kept by client and server name, forgotten when what they were accepted on has run out.
//!
//! A ticket skips the certificate. So a session may be resumed only where a fresh handshake would be accepted: under
//! the same settings, for the same name, and while every certificate that was verified is valid. The first two are the
//! key; the third is looked at when a session is taken. rustls itself refuses sessions of another verifier, and does
//! not know names or time: that is this file's part.
//!
//! One [`Sessions`] may serve any number of clients. Each has a [`Scope`] of its own in it.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::NamedGroup;
use rustls::client::{ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::time_provider::TimeProvider;
use rustls_pki_types::ServerName;
use verifail::Time;

use crate::recorder::Record;

/// Servers whose sessions are kept unless told otherwise; a server is a name under one client's settings.
pub const DEFAULT_SERVERS: usize = 256;
/// Tickets of TLS 1.3 that are kept for a server.
pub const MAX_TICKETS: usize = 8;
/// Different chains of one server that wait for their validity to be read.
const MAX_CHAINS: usize = 8;

/// Sessions of any number of clients, in memory. Cheap to clone; clones share the sessions.
///
/// # Examples
/// ```
/// use verifail_rustls::{Sessions, TlsSettings};
///
/// let sessions = Sessions::default();
/// let strict = TlsSettings::new().policy("web-pki")?.client_with(&sessions)?;
/// let usual = TlsSettings::new().client_with(&sessions)?;
/// // The two share the memory, and never a session.
/// sessions.forget(&"example.com".try_into().unwrap());
/// # let _ = (strict, usual);
/// # Ok::<(), verifail_rustls::SettingsError>(())
/// ```
#[derive(Clone)]
pub struct Sessions {
    shared: Arc<Shared>,
}

struct Shared {
    capacity: usize,
    scopes: AtomicU64,
    servers: Mutex<Servers>,
}

#[derive(Default)]
struct Servers {
    entries: HashMap<Key, Server>,
    /// Counts uses: the server with the smallest goes first.
    clock: u64,
}

/// Whose session: one client, one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    scope: u64,
    name: ServerName<'static>,
}

#[derive(Default)]
struct Server {
    used: u64,
    hint: Option<NamedGroup>,
    tls12: Option<Tls12ClientSessionValue>,
    tls13: VecDeque<Tls13ClientSessionValue>,
    /// Verifications since `until` was last worked out, no two with the same chain.
    verified: Vec<Arc<Record>>,
    until: Option<Time>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self::new(DEFAULT_SERVERS)
    }
}

impl Sessions {
    /// Sessions for at most this many servers; of more, the one that was used least recently is forgotten.
    pub fn new(servers: usize) -> Self {
        let shared = Shared { capacity: servers, scopes: AtomicU64::new(0), servers: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }

    /// Forgets the sessions for a name, of every client.
    pub fn forget(&self, name: &ServerName<'_>) {
        self.lock().entries.retain(|key, _| key.name != *name);
    }

    /// Forgets all sessions.
    pub fn clear(&self) {
        self.lock().entries.clear();
    }

    /// How many servers there are sessions or hints for.
    pub fn len(&self) -> usize {
        self.lock().entries.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn scope(&self, time: Arc<dyn TimeProvider>) -> Scope {
        let number = self.shared.scopes.fetch_add(1, Ordering::Relaxed);
        Scope { sessions: self.clone(), number, time, offers: true }
    }

    fn lock(&self) -> MutexGuard<'_, Servers> {
        // An entry is whole between any two steps.
        self.shared.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Sessions {
    /// Counts only: sessions are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("servers", &self.len()).field("capacity", &self.shared.capacity).finish()
    }
}

/// One client's part of the sessions: what rustls asks.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    sessions: Sessions,
    number: u64,
    time: Arc<dyn TimeProvider>,
    offers: bool,
}

impl Scope {
    /// The same part, which keeps what it is given and offers nothing.
    pub(crate) fn without_offers(&self) -> Self {
        Self { offers: false, ..self.clone() }
    }

    /// Forgets this client's sessions for a name.
    pub(crate) fn forget(&self, name: &ServerName<'_>) {
        self.sessions.lock().entries.remove(&self.key(name));
    }

    /// A certificate for the record's name was verified: what follows for it goes by this.
    pub(crate) fn verified(&self, record: Arc<Record>) {
        if !record.is_accepted() {
            return;
        }
        let key = self.key(record.server_name());
        self.with(key, |server| {
            // Most servers present one chain again and again.
            let known = server.verified.iter().any(|known| known.chain() == record.chain());
            if !known {
                if server.verified.len() == MAX_CHAINS {
                    server.read_validities();
                }
                server.verified.push(record);
            }
        });
    }

    fn key(&self, name: &ServerName<'_>) -> Key {
        Key { scope: self.number, name: name.to_owned() }
    }

    fn with<T>(&self, key: Key, change: impl FnOnce(&mut Server) -> T) -> Option<T> {
        let capacity = self.sessions.shared.capacity;
        if capacity == 0 {
            return None;
        }
        let mut servers = self.sessions.lock();
        servers.clock += 1;
        let clock = servers.clock;
        if servers.entries.len() >= capacity && !servers.entries.contains_key(&key) {
            let least = servers.entries.iter().min_by_key(|(_, server)| server.used).map(|(key, _)| key.clone());
            least.and_then(|key| servers.entries.remove(&key));
        }
        let server = servers.entries.entry(key).or_default();
        server.used = clock;
        Some(change(server))
    }

    /// A session of the server, if it may be resumed now.
    fn take<T>(&self, name: &ServerName<'_>, take: impl FnOnce(&mut Server) -> Option<T>) -> Option<T> {
        if !self.offers {
            return None;
        }
        let now = self.time.current_time()?;
        let mut servers = self.sessions.lock();
        servers.clock += 1;
        let clock = servers.clock;
        let server = servers.entries.get_mut(&self.key(name))?;
        server.used = clock;
        server.read_validities();
        let now = Time::from_unix_seconds(i64::try_from(now.as_secs()).ok()?);
        if server.until.is_none_or(|until| now > until) {
            server.forget_sessions();
            return None;
        }
        take(server)
    }
}

impl Server {
    /// Until when what was verified is valid: the earliest end. A chain without one ends everything.
    fn read_validities(&mut self) {
        for record in &self.verified {
            let until = record.valid_until().unwrap_or(Time::from_unix_seconds(i64::MIN));
            self.until = Some(self.until.map_or(until, |other| other.min(until)));
        }
        // The last is kept to be compared with the next.
        let last = self.verified.pop();
        self.verified.clear();
        self.verified.extend(last);
    }

    fn forget_sessions(&mut self) {
        self.tls12 = None;
        self.tls13.clear();
        self.verified.clear();
        self.until = None;
    }
}

impl ClientSessionStore for Scope {
    fn set_kx_hint(&self, name: ServerName<'static>, group: NamedGroup) {
        self.with(self.key(&name), |server| server.hint = Some(group));
    }

    fn kx_hint(&self, name: &ServerName<'_>) -> Option<NamedGroup> {
        self.sessions.lock().entries.get(&self.key(name)).and_then(|server| server.hint)
    }

    fn set_tls12_session(&self, name: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.with(self.key(&name), |server| server.tls12 = Some(value));
    }

    fn tls12_session(&self, name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.take(name, |server| server.tls12.clone())
    }

    fn remove_tls12_session(&self, name: &ServerName<'static>) {
        if let Some(server) = self.sessions.lock().entries.get_mut(&self.key(name)) {
            server.tls12 = None;
        }
    }

    fn insert_tls13_ticket(&self, name: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.with(self.key(&name), |server| {
            if server.tls13.len() == MAX_TICKETS {
                server.tls13.pop_front();
            }
            server.tls13.push_back(value);
        });
    }

    fn take_tls13_ticket(&self, name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        // The newest lives longest.
        self.take(name, |server| server.tls13.pop_back())
    }
}
