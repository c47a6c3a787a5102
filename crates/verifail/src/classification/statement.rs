//! Typed evidence: what a program knows of a failure without going through a text.

use super::row::{Row, Side as RowSide};
use crate::taxonomy::{Hop, Reason, RetryAdvice, Stack, word};

word! {
    /// Which side of the connection the program that reports is on.
    Side {
        /// It connected.
        Client "client" "the client";
        /// It may be either: a peer in the same words.
        Either "either" "client or server";
        /// No connection: something was checked, or never begun.
        Offline "offline" "no side: there is no connection";
        /// It accepted the connection.
        Server "server" "the server";
    }
}

/// What a program knows: a reason, whose words it is in, and who refuses whom. Whatever is not said follows from the
/// reason, as it does for a text.
///
/// # Examples
/// ```
/// use verifail::classification::{Evidence, Side, Statement, classify};
/// use verifail::{Reason, Rejection, RetryAdvice, Stack};
///
/// let statement = Statement::of(Reason::PeerRejectedOurCert).from(Stack::Rustls).by(Side::Client).received();
/// let diagnosis = classify(&Evidence::statement(statement));
/// assert_eq!(diagnosis.reason, Some(Reason::PeerRejectedOurCert));
/// assert_eq!(diagnosis.rejection, Rejection::ServerRejectsUs);
/// assert_eq!(diagnosis.retry, RetryAdvice::Never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Statement {
    /// The reason; `None` where the program knows that TLS failed and nothing more.
    pub reason: Option<Reason>,
    /// Whose words it is in.
    pub stack: Option<Stack>,
    /// The side that reports.
    pub side: Option<Side>,
    /// The peer said it: an alert that was received.
    pub received: bool,
    /// Between whom, where it is another hop than the reason's own.
    pub hop: Option<Hop>,
    /// Advice that differs from the reason's own.
    pub retry: Option<RetryAdvice>,
    /// What was checked before, and held.
    pub excludes: &'static [Reason],
}

impl Statement {
    /// That TLS failed, and nothing more yet.
    pub const fn unclassified() -> Self {
        Self { reason: None, stack: None, side: None, received: false, hop: None, retry: None, excludes: &[] }
    }

    /// That this is the reason.
    pub const fn of(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::unclassified() }
    }

    /// In the words of this stack.
    pub const fn from(mut self, stack: Stack) -> Self {
        self.stack = Some(stack);
        self
    }

    /// Reported by this side.
    pub const fn by(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    /// Said by the peer.
    pub const fn received(mut self) -> Self {
        self.received = true;
        self
    }

    /// Failed between these two.
    pub const fn at(mut self, hop: Hop) -> Self {
        self.hop = Some(hop);
        self
    }

    /// With advice that differs from the reason's own.
    pub const fn retry(mut self, retry: RetryAdvice) -> Self {
        self.retry = Some(retry);
        self
    }

    /// After these had been checked, and held.
    pub const fn excludes(mut self, reasons: &'static [Reason]) -> Self {
        self.excludes = reasons;
        self
    }

    /// The same as a row without a text.
    pub(super) const fn as_row(&self) -> Row {
        let side = match self.side {
            None => None,
            Some(Side::Client) => Some(RowSide::Client),
            Some(Side::Either) => Some(RowSide::Either),
            Some(Side::Offline) => Some(RowSide::Offline),
            Some(Side::Server) => Some(RowSide::Server),
        };
        let mut row = Row::new("");
        (row.reason, row.stack, row.side) = (self.reason, self.stack, side);
        (row.by_peer, row.hop, row.retry) = (self.received, self.hop, self.retry);
        row.excludes(self.excludes)
    }
}
