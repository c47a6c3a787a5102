//! QUIC's CRYPTO_ERROR codes: 0x100 and a TLS alert (RFC 9001 section 4.8). Who sent it stands beside the number.

use super::{ALERTS, Book, Layout, Names, Reading};
use crate::taxonomy::Stack;

/// QUIC's CRYPTO_ERROR codes.
pub(in crate::classification) static QUIC_CRYPTO: Book = Book {
    name: "quic-crypto",
    stack: Stack::Quic,
    source: "RFC 9001 section 4.8",
    names: Names::Common,
    by_peer: false,
    layout: Layout::Packed(unpack),
    entries: &[],
};

fn unpack(code: i64) -> Option<Reading> {
    let alert = ALERTS.entry(code.checked_sub(0x100)?)?;
    let (name, reason) = (alert.name, alert.reason);
    Some(Reading { book: &QUIC_CRYPTO, name, reason, by_peer: false, undecided: false, stack: Stack::Quic })
}
