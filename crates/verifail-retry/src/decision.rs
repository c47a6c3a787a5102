//! What was decided: again, when and on what connection; or not, and why.

use std::fmt;
use std::time::Duration;

use crate::StopReason;

/// Whether to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum Decision {
    /// Once more.
    Retry {
        /// After this delay.
        after: Duration,
        /// On this kind of connection.
        connection: Connection,
        /// For at most this long: with it, the call stays inside its deadline.
        timeout: Duration,
    },
    /// Not again.
    Stop {
        /// Why.
        why: StopReason,
    },
}

impl Decision {
    /// Why not, where it is not.
    pub const fn stop(self) -> Option<StopReason> {
        match self {
            Self::Retry { .. } => None,
            Self::Stop { why } => Some(why),
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Retry { after, connection, .. } => write!(f, "retry in {after:.1?} {connection}"),
            Self::Stop { why } => write!(f, "stop: {}", why.meaning()),
        }
    }
}

/// What the next attempt must be made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Connection {
    /// On a new connection. It may resume a session.
    Fresh,
    /// On a new connection that offers no session and no ticket.
    FreshSession,
    /// On a new connection to another address of the same name.
    OtherAddress {
        /// Which one, as the caller counts them.
        address: u32,
        /// Whether a session may be offered there.
        may_resume: bool,
    },
    /// On whatever connection there is.
    Same,
}

impl Connection {
    /// Whether pooled connections must be left alone.
    pub const fn is_new(self) -> bool {
        !matches!(self, Self::Same)
    }

    /// Whether the handshake may offer a session or a ticket.
    pub const fn may_resume(self) -> bool {
        match self {
            Self::Fresh | Self::Same => true,
            Self::FreshSession => false,
            Self::OtherAddress { may_resume, .. } => may_resume,
        }
    }
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fresh => f.write_str("on a fresh connection"),
            Self::FreshSession => f.write_str("on a fresh connection without session resumption"),
            Self::OtherAddress { address, may_resume: true } => write!(f, "at address {address}"),
            Self::OtherAddress { address, may_resume: false } => {
                write!(f, "at address {address} without session resumption")
            }
            Self::Same => f.write_str("as before"),
        }
    }
}
