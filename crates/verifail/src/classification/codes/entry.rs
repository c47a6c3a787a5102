//! A number of a book, and how the books write theirs.

use crate::taxonomy::Reason;

/// One number of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As the stack numbers it, sign included.
    pub number: i64,
    /// The name in the source.
    pub name: &'static str,
    /// What it says, where it says something about TLS.
    pub reason: Option<Reason>,
    /// Whether it tells of an alert that the peer sent.
    pub by_peer: bool,
    /// Whether it leaves open which of the two refuses: it stands for what was received and for the peer's alert alike.
    pub undecided: bool,
}

/// A number that says something.
pub(super) const fn says(number: i64, name: &'static str, reason: Reason) -> Entry {
    Entry { number, name, reason: Some(reason), by_peer: false, undecided: false }
}

/// A number for what the peer said.
pub(super) const fn heard(number: i64, name: &'static str, reason: Reason) -> Entry {
    Entry { number, name, reason: Some(reason), by_peer: true, undecided: false }
}

/// A number that leaves open which of the two refuses.
pub(super) const fn undecided(number: i64, name: &'static str, reason: Reason) -> Entry {
    Entry { number, name, reason: Some(reason), by_peer: false, undecided: true }
}

/// A number that is known and says nothing about TLS, or too little.
pub(super) const fn mute(number: i64, name: &'static str) -> Entry {
    Entry { number, name, reason: None, by_peer: false, undecided: false }
}
