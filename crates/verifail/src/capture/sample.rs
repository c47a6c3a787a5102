//! What came of one connection.

use super::data;
use crate::certificate::Fingerprint;
use crate::taxonomy::{Hop, Reason, word};
use crate::time::Time;

word! {
    /// How a connection ended.
    Outcome {
        /// The handshake did not end: an alert, a reset, no TLS.
        Failed "failed" "the handshake did not end";
        /// A certificate was presented, and this side refuses it.
        Refused "refused" "a certificate was presented and is refused";
        /// The handshake ended, and the certificate is trusted.
        Trusted "trusted" "the certificate is trusted";
        /// There was no connection to begin a handshake on.
        Unreachable "unreachable" "there was no connection to begin on";
        /// The handshake ended, and nothing was verified.
        Unverified "unverified" "the handshake ended and nothing was verified";
    }
}

/// What came of one connection. Whatever is not known is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Sample {
    /// How it ended.
    pub outcome: Outcome,
    /// Milliseconds after [`Capture::taken`](super::Capture::taken) at which it was begun.
    #[cfg_attr(feature = "serde", serde(default))]
    pub after_ms: u64,
    /// The peer's address and port, where one was connected to; the proxy's where there is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub address: Option<String>,
    /// The name in server_name; `None` where none was sent.
    #[cfg_attr(feature = "serde", serde(default))]
    pub server_name: Option<String>,
    /// What was presented, end entity first; empty where no Certificate message came, as when a session is resumed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub chain: Vec<Fingerprint>,
    /// The certificate that was stored with a session that was resumed, where the client keeps it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session_end_entity: Option<Fingerprint>,
    /// The version agreed on: `TLSv1.3`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tls_version: Option<String>,
    /// The application protocol agreed on: `h2`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub alpn: Option<String>,
    /// The alert that ended it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub alert: Option<Alert>,
    /// The name of whose session was offered.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub offered_session_of: Option<String>,
    /// Whether a session was resumed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resumed: Option<bool>,
    /// How long each phase took.
    #[cfg_attr(feature = "serde", serde(default))]
    pub timings: Timings,
    /// The reason that decided, of a connection that is not trusted.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reason: Option<Reason>,
    /// Between whom it failed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub hop: Option<Hop>,
    /// The words of the stack that failed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub said: Option<String>,
    /// The status of an HTTP response.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub http_status: Option<u16>,
    /// The peer's clock: the response's `Date`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub peer_time: Option<Time>,
}

/// A TLS alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alert {
    /// Its number in the registry.
    pub number: u8,
    /// Received, not sent.
    pub received: bool,
}

data! {
    /// How long each phase took, in microseconds; `None` where it was not reached or there is none.
    Timings {
        /// Until the name was an address.
        resolve_us: Option<u64>,
        /// Until there was a TCP connection.
        connect_us: Option<u64>,
        /// Until the proxy had opened the tunnel, TLS with the proxy included.
        proxy_us: Option<u64>,
        /// Until the peer was ready for TLS, of a protocol that begins without.
        starttls_us: Option<u64>,
        /// Of the handshake itself.
        handshake_us: Option<u64>,
        /// Of everything.
        total_us: Option<u64>,
    }
}

impl Sample {
    /// One of which nothing but its end is known.
    pub const fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            after_ms: 0,
            address: None,
            server_name: None,
            chain: Vec::new(),
            session_end_entity: None,
            tls_version: None,
            alpn: None,
            alert: None,
            offered_session_of: None,
            resumed: None,
            timings: Timings {
                resolve_us: None,
                connect_us: None,
                proxy_us: None,
                starttls_us: None,
                handshake_us: None,
                total_us: None,
            },
            reason: None,
            hop: None,
            said: None,
            http_status: None,
            peer_time: None,
        }
    }

    /// The end entity that was presented or, where a session was resumed, stored with it.
    pub fn end_entity(&self) -> Option<Fingerprint> {
        self.chain.first().copied().or(self.session_end_entity)
    }

    /// Whether a session of another name was offered than the one that was asked for.
    pub fn is_across_names(&self) -> bool {
        self.offered_session_of.is_some() && self.offered_session_of != self.server_name
    }

    /// Whether it came to no use: not trusted, where somebody asked.
    pub const fn is_bad(&self) -> bool {
        !matches!(self.outcome, Outcome::Trusted | Outcome::Unverified)
    }
}
