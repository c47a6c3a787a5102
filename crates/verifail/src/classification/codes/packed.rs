//! Packed error codes of OpenSSL and its children: library, function and reason in one number.
//!
//! | who | layout | SSL library | example |
//! |---|---|---|---|
//! | OpenSSL 1.1.1, LibreSSL | library 8 bits, function 12, reason 12 | 20 | `1416F086`, LibreSSL `14FFF086`, `1404B42E` |
//! | OpenSSL 3 | system bit, library 8 bits from bit 23, reason 23 | 20 | `0A000086` |
//! | BoringSSL | library 8 bits, 12 bits unused, reason 12 | 16 | `1000007d`, 268435581 |
//!
//! A reason of the SSL library from 1000 on is an alert that the peer sent: its number is the rest. Reasons below 100
//! are shared by all libraries: allocation, internal errors, another library's number.

use super::{ALERTS, BORINGSSL_SSL, Book, Layout, Names, OPENSSL_SSL, Reading};
use crate::taxonomy::{Reason, Stack};

/// The packed codes of OpenSSL 1.1.1, OpenSSL 3, LibreSSL and BoringSSL.
pub(in crate::classification) static PACKED: Book = Book {
    name: "openssl-packed",
    stack: Stack::Openssl,
    source: "openssl include/openssl/err.h (1.1.1w, 3.6); google/boringssl include/openssl/err.h",
    names: Names::Common,
    by_peer: false,
    layout: Layout::Packed(unpack),
    entries: &[],
};

/// From here on a reason of an SSL library is an alert.
const ALERT: i64 = 1000;

const OPENSSL_SSL_LIBRARY: i64 = 20;
const BORINGSSL_SSL_LIBRARY: i64 = 16;
const SYSTEM_LIBRARY: i64 = 2;

/// What an unpacked code consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    stack: Stack,
    library: i64,
    reason: i64,
}

/// Takes a code apart. The layout is told by where the SSL library's number is; the other libraries of each follow it.
fn parts(code: i64) -> Option<Parts> {
    let code = u32::try_from(code).ok().filter(|code| *code > 0xffff)?;
    let (top, middle, low) = (i64::from(code >> 24), code >> 12 & 0xfff, i64::from(code & 0xfff));
    let three =
        Parts { stack: Stack::Openssl, library: i64::from(code >> 23 & 0xff), reason: i64::from(code & 0x7f_ffff) };
    if code & 0x8000_0000 != 0 {
        // A system error: the rest is errno.
        return Some(Parts { library: 2, ..three });
    }
    Some(match (top, middle) {
        (BORINGSSL_SSL_LIBRARY, 0) => Parts { stack: Stack::Boringssl, library: top, reason: low },
        // OpenSSL 3 leaves the function out; 1.1.1 never does but in the few codes of X.509 and PEM.
        (10, 0) => three,
        // The function is 0xfff, or in its SSL library the handshake's state; OpenSSL's functions begin at 100 (1.1.1
        // sslerr.h).
        (_, 0xfff) | (0x14, 1..=99) => Parts { stack: Stack::Libressl, library: top, reason: low },
        _ => Parts { stack: Stack::Openssl, library: top, reason: low },
    })
}

fn unpack(code: i64) -> Option<Reading> {
    let parts = parts(code)?;
    let reading = |name, reason, by_peer| {
        Some(Reading { book: &PACKED, name, reason, by_peer, undecided: false, stack: parts.stack })
    };
    let (library, book) = match parts.stack {
        Stack::Boringssl => (BORINGSSL_SSL_LIBRARY, &BORINGSSL_SSL),
        _ => (OPENSSL_SSL_LIBRARY, &OPENSSL_SSL),
    };
    if parts.library == SYSTEM_LIBRARY {
        let (name, reason) =
            system_error(parts.reason).map_or(("system library", None), |(name, reason)| (name, Some(reason)));
        return reading(name, reason, false);
    }
    if parts.library != library {
        return reading(other_library(parts.library)?, None, false);
    }
    if parts.reason >= ALERT {
        let alert = ALERTS.entry(parts.reason - ALERT)?;
        return reading(alert.name, alert.reason, true);
    }
    let entry = book.entry(parts.reason)?;
    reading(entry.name, entry.reason, false)
}

/// The error numbers of connections, of Linux, BSD and Windows, whole and cut to the twelve bits that BoringSSL keeps.
const fn system_error(number: i64) -> Option<(&'static str, Reason)> {
    Some(match number {
        54 | 104 | 10_054 | 0x746 => ("ECONNRESET", Reason::HandshakeReset),
        10_053 | 0x745 => ("ECONNABORTED", Reason::HandshakeReset),
        110 | 10_060 | 0x74c => ("ETIMEDOUT", Reason::HandshakeTimeout),
        111 | 10_061 | 0x74d => ("ECONNREFUSED", Reason::NotTlsRelated),
        _ => return None,
    })
}

/// Libraries besides SSL that speak during a handshake. Their reasons are told by their words.
const fn other_library(library: i64) -> Option<&'static str> {
    Some(match library {
        4 => "rsa routines",
        5 => "dh routines",
        6 => "evp routines",
        9 => "pem routines",
        11 => "x509 routines",
        13 => "asn1 routines",
        16 => "ec routines",
        32 => "bio routines",
        34 => "x509v3 routines",
        35 => "pkcs12 routines",
        _ => return None,
    })
}

/// The reason that an alert, or any number of the SSL library, gives under a packing: for tests of all of them.
#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: i64, stack: Stack, name: &str, reason: Option<Reason>, by_peer: bool) {
        let reading = unpack(code).unwrap();
        assert_eq!((reading.stack, reading.name, reading.reason, reading.by_peer), (stack, name, reason, by_peer));
    }

    #[test]
    fn each_layout_is_told_from_the_others() {
        check(268_435_581, Stack::Boringssl, "CERTIFICATE_VERIFY_FAILED", Some(Reason::GenericVerifyFailed), false);
        check(0x1416_f086, Stack::Openssl, "CERTIFICATE_VERIFY_FAILED", Some(Reason::GenericVerifyFailed), false);
        check(0x0a00_0086, Stack::Openssl, "CERTIFICATE_VERIFY_FAILED", Some(Reason::GenericVerifyFailed), false);
        check(0x14ff_f086, Stack::Libressl, "CERTIFICATE_VERIFY_FAILED", Some(Reason::GenericVerifyFailed), false);
        check(0x1404_b42e, Stack::Libressl, "protocol_version", Some(Reason::ProtocolVersion), true);
    }

    #[test]
    fn errors_of_the_system_are_those_of_connections_even_cut_to_twelve_bits() {
        check(0x8000_0068, Stack::Openssl, "ECONNRESET", Some(Reason::HandshakeReset), false);
        check(33_556_294, Stack::Openssl, "ECONNRESET", Some(Reason::HandshakeReset), false);
        check(0x0200_1002, Stack::Openssl, "system library", None, false);
    }

    #[test]
    fn reasons_from_a_thousand_on_are_alerts_of_the_peer() {
        for code in [0x0a00_0418, 0x1409_4418, 0x1000_0418] {
            let reading = unpack(code).unwrap();
            assert_eq!((reading.name, reading.by_peer), ("unknown_ca", true), "{code:x}");
        }
    }
}
