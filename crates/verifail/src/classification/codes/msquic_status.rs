//! msquic's statuses: a TLS alert of either side, or what the certificate's validation found, as a number of its own on
//! Linux and macOS and as an HRESULT on Windows.

use super::entry::{mute, says};
use super::{ALERTS, Book, Layout, Names, Reading};
use crate::taxonomy::{Reason as R, Stack};

/// msquic's statuses.
pub(in crate::classification) static MSQUIC_STATUS: Book = Book {
    name: "msquic-status",
    stack: Stack::Quic,
    source: "microsoft/msquic src/inc/msquic_posix.h, msquic_winuser.h",
    names: Names::Common,
    by_peer: false,
    layout: Layout::Packed(unpack),
    entries: &[
        says(200_000_513, "QUIC_STATUS_CERT_EXPIRED", R::Expired),
        says(200_000_514, "QUIC_STATUS_CERT_UNTRUSTED_ROOT", R::UntrustedRoot),
        says(200_000_515, "QUIC_STATUS_CERT_NO_CERT", R::LocalCredentialError),
        says(0x8041_0000, "QUIC_STATUS_HANDSHAKE_FAILURE", R::GenericHandshakeFailure),
        says(0x8041_0001, "QUIC_STATUS_VER_NEG_ERROR", R::NotTlsRelated),
        mute(0x8041_0002, "QUIC_STATUS_USER_CANCELED"),
        mute(0x8041_0003, "QUIC_STATUS_INTERNAL_ERROR"),
        mute(0x8041_0004, "QUIC_STATUS_PROTOCOL_ERROR"),
        mute(0x8041_0005, "QUIC_STATUS_CONNECTION_IDLE"),
        says(0x8041_0006, "QUIC_STATUS_CONNECTION_TIMEOUT", R::HandshakeTimeout),
        says(0x8041_0007, "QUIC_STATUS_ALPN_NEG_FAILURE", R::Alpn),
    ],
};

/// What alerts are added to on Linux and macOS.
const POSIX_ALERTS: i64 = 200_000_256;
/// And on Windows, within its facility.
const WINDOWS_ALERTS: i64 = 0x8041_0100;

fn unpack(code: i64) -> Option<Reading> {
    let code = if code < 0 { code & 0xffff_ffff } else { code };
    let alert = [POSIX_ALERTS, WINDOWS_ALERTS].into_iter().find(|base| (*base..base + 0x100).contains(&code));
    let entry = match alert {
        Some(base) => ALERTS.entry(code - base)?,
        None => MSQUIC_STATUS.entry(code)?,
    };
    let (name, reason) = (entry.name, entry.reason);
    let by_peer = alert.is_some();
    Some(Reading { book: &MSQUIC_STATUS, name, reason, by_peer, undecided: false, stack: Stack::Quic })
}

#[cfg(test)]
mod tests {
    use super::MSQUIC_STATUS;

    #[test]
    fn an_alert_is_the_same_on_every_system() {
        for status in [0x8041_012a, 0x8041_012a - (1 << 32), 0xbeb_c32a] {
            let read = MSQUIC_STATUS.read(status).expect("it is a status");
            assert_eq!((read.name, read.by_peer), ("bad_certificate", true), "{status:#x}");
        }
        assert_eq!(MSQUIC_STATUS.read(0xbeb_c402).map(|read| read.name), Some("QUIC_STATUS_CERT_UNTRUSTED_ROOT"));
    }
}
