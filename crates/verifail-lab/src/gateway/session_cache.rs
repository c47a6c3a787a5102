//! What a gateway remembers of its TLS sessions with upstreams: which, how many, and whether it asks whose they are.
//!
//! Envoy keeps a queue for each upstream TLS context, newest first, of `max_session_keys` sessions (1 unless
//! configured), and offers its head to whatever it connects to in that context. Where names differ from connection to
//! connection (automatic SNI, a dynamic forward proxy), that is a session of another host.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustls::NamedGroup;
use rustls::client::{ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls_pki_types::ServerName;

/// Whom a session is offered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfferedTo {
    /// Whoever is connected to in the same TLS context: the bug.
    AnyName,
    /// The name that it was made with.
    SameName,
}

/// A session, and the name that it was made with.
#[derive(Debug)]
struct Remembered {
    made_with: ServerName<'static>,
    session: Session,
}

#[derive(Debug)]
enum Session {
    Tls12(Box<Tls12ClientSessionValue>),
    Tls13(Box<Tls13ClientSessionValue>),
}

/// The sessions of one TLS context.
#[derive(Debug)]
pub(crate) struct SessionCache {
    offered_to: OfferedTo,
    /// `max_session_keys`; nothing is remembered at 0.
    limit: usize,
    /// The newest first.
    remembered: Mutex<VecDeque<Remembered>>,
}

impl SessionCache {
    pub(crate) fn new(offered_to: OfferedTo, limit: usize) -> Self {
        Self { offered_to, limit, remembered: Mutex::default() }
    }

    fn remember(&self, made_with: ServerName<'static>, session: Session) {
        let mut remembered = self.locked();
        remembered.push_front(Remembered { made_with, session });
        remembered.truncate(self.limit);
    }

    /// Where the newest session that may be offered to that name is.
    fn position(&self, remembered: &VecDeque<Remembered>, name: &ServerName<'_>, tls13: bool) -> Option<usize> {
        remembered.iter().position(|one| {
            matches!(one.session, Session::Tls13(_)) == tls13
                && (self.offered_to == OfferedTo::AnyName || one.made_with == *name)
        })
    }

    fn locked(&self) -> MutexGuard<'_, VecDeque<Remembered>> {
        // Sessions are whole or not there.
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClientSessionStore for SessionCache {
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, server_name: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.remember(server_name, Session::Tls12(Box::new(value)));
    }

    fn tls12_session(&self, server_name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        let remembered = self.locked();
        match &remembered.get(self.position(&remembered, server_name, false)?)?.session {
            Session::Tls12(value) => Some(Tls12ClientSessionValue::clone(value)),
            Session::Tls13(_) => None,
        }
    }

    fn remove_tls12_session(&self, server_name: &ServerName<'static>) {
        let mut remembered = self.locked();
        while let Some(at) = self.position(&remembered, server_name, false) {
            remembered.remove(at);
        }
    }

    fn insert_tls13_ticket(&self, server_name: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.remember(server_name, Session::Tls13(Box::new(value)));
    }

    /// A ticket is for one use (RFC 8446 appendix C.4): whoever it was wrongly offered to, the next one starts afresh.
    fn take_tls13_ticket(&self, server_name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        let mut remembered = self.locked();
        let at = self.position(&remembered, server_name, true)?;
        match remembered.remove(at)?.session {
            Session::Tls13(value) => Some(*value),
            Session::Tls12(_) => None,
        }
    }
}
