//! Code books: numbers that stacks print, with the names that their sources give them. One file a book.
//!
//! Numbers and names are facts of the sources that each file cites; `tests/it/code_books.rs` compares them with lists
//! taken from those sources, where these are at hand.

use super::weight::precision;
use crate::taxonomy::{Reason, Stack};

mod alerts;
mod alerts_sent;
mod apple_secure_transport;
mod apple_security;
mod apple_url;
mod bearssl;
mod boringssl_ssl;
mod chromium_net;
mod curl_exit;
mod entry;
mod gnutls_error;
mod gnutls_status;
mod ibm_mq_reason;
mod mbedtls_error;
mod mbedtls_verify;
mod mozilla_pkix;
mod msquic_status;
mod nss_sec;
mod nss_ssl;
mod openssl_ssl;
mod openssl_verify;
mod packed;
mod quic_crypto;
mod unitytls_verify;
mod windows_hresult;
mod windows_internet;
mod windows_trust_status;
mod wolfssl;

pub(super) use alerts::ALERTS;
pub(super) use alerts_sent::ALERTS_SENT;
pub(super) use apple_secure_transport::APPLE_SECURE_TRANSPORT;
pub(super) use apple_security::APPLE_SECURITY;
pub(super) use apple_url::APPLE_URL;
pub(super) use bearssl::BEARSSL;
pub(super) use boringssl_ssl::BORINGSSL_SSL;
pub(super) use chromium_net::CHROMIUM_NET;
pub(super) use curl_exit::CURL_EXIT;
pub use entry::Entry;
pub(super) use gnutls_error::GNUTLS_ERROR;
pub(super) use gnutls_status::GNUTLS_STATUS;
pub(super) use ibm_mq_reason::IBM_MQ_REASON;
pub(super) use mbedtls_error::{MBEDTLS_BARE, MBEDTLS_ERROR};
pub(super) use mbedtls_verify::MBEDTLS_VERIFY;
pub(super) use mozilla_pkix::MOZILLA_PKIX;
pub(super) use msquic_status::MSQUIC_STATUS;
pub(super) use nss_sec::NSS_SEC;
pub(super) use nss_ssl::NSS_SSL;
pub(super) use openssl_ssl::OPENSSL_SSL;
pub(super) use openssl_verify::OPENSSL_VERIFY;
pub(super) use packed::PACKED;
pub(super) use quic_crypto::QUIC_CRYPTO;
pub(super) use unitytls_verify::UNITYTLS_VERIFY;
pub(super) use windows_hresult::WINDOWS_HRESULT;
pub(super) use windows_internet::WINDOWS_INTERNET;
pub(super) use windows_trust_status::WINDOWS_TRUST_STATUS;
pub(super) use wolfssl::WOLFSSL;

/// How a book's names may be used in texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// A name alone proves the reason, wherever it stands: `SEC_ERROR_UNKNOWN_ISSUER`.
    Distinctive,
    /// A name proves the reason between words that the stack prints before and behind it, of which it has several.
    Between(&'static [(&'static str, &'static str)]),
    /// Names are common words: only a number in its grammar is read.
    Common,
}

/// A list of numbers of one stack.
#[derive(Debug)]
pub struct Book {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// Who prints the numbers.
    pub stack: Stack,
    /// Where the list comes from: repository, file, version.
    pub source: &'static str,
    /// Whether its names may be looked for in texts.
    pub names: Names,
    /// Whether the peer says it, not the program that prints the number.
    pub by_peer: bool,
    /// The numbers, ascending.
    pub entries: &'static [Entry],
    /// How a number that is printed relates to the entries.
    pub layout: Layout,
}

/// How a number that is printed relates to a book's entries.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// Every bit is an entry: the one that tells most speaks.
    Bits,
    /// It is an entry's, as an HRESULT: signed or not, or within facility 7 (`0x8007....`).
    Hresult,
    /// It carries more than an entry's number, and is taken apart.
    Packed(fn(i64) -> Option<Reading>),
    /// The sum of a high-level entry's number, a multiple of 128, and a low-level one's; with or without its sign.
    Parts,
    /// It is an entry's.
    Plain,
}

impl Book {
    /// The entry with that number.
    pub fn entry(&self, number: i64) -> Option<&Entry> {
        // Several names of one number are neighbours; the first is the one that speaks.
        let at = self.entries.partition_point(|entry| entry.number < number);
        self.entries.get(at).filter(|entry| entry.number == number)
    }

    /// What a number says in this book.
    pub fn read(&'static self, number: i64) -> Option<Reading> {
        let entry = match self.layout {
            Layout::Packed(unpack) => return unpack(number),
            Layout::Bits => self.bit(number),
            Layout::Hresult => self.entry(from_hresult(number)),
            Layout::Parts => self.parts(signed(number)),
            Layout::Plain => self.entry(number).or_else(|| self.entry(signed(number))),
        };
        entry.map(|entry| self.reading(entry))
    }

    /// Whether a number is made of this book's bits and of no others: a status, not a number of something else.
    pub(super) fn has_all_bits(&self, number: i64) -> bool {
        let known = self.entries.iter().fold(0, |bits, entry| bits | entry.number);
        number >= 0 && number & !known == 0
    }

    /// What an entry of this book says.
    fn reading(&'static self, entry: &Entry) -> Reading {
        let by_peer = self.by_peer || entry.by_peer;
        Reading {
            book: self,
            name: entry.name,
            reason: entry.reason,
            by_peer,
            undecided: entry.undecided,
            stack: self.stack,
        }
    }

    /// The entry of the whole, else of its high-level part.
    fn parts(&self, number: i64) -> Option<&Entry> {
        let number = i64::try_from(number.unsigned_abs()).ok()?;
        let high = number & !0x7f;
        self.entry(-number).or_else(|| self.entry(-high))
    }

    /// The entry of the bit that tells most. A small negative number is an error that stands where a status does, and
    /// no set of bits: almost all of them would be set.
    fn bit(&self, number: i64) -> Option<&Entry> {
        if (-0x8000..0).contains(&signed(number)) {
            return self.entry(number & 0xffff_ffff);
        }
        let set = self.entries.iter().filter(|entry| entry.number != 0 && entry.number & number == entry.number);
        set.rev().max_by_key(|entry| entry.reason.map_or(0, precision))
    }

    /// Whether a number that a text breaks off at may have been a longer one of this book.
    pub(super) fn may_go_on(&self, digits: &str, radix: Radix) -> bool {
        if matches!(self.layout, Layout::Bits | Layout::Packed(_)) {
            return digits.len() < 8;
        }
        let spelled = |entry: &Entry| match radix {
            Radix::Decimal => entry.number.unsigned_abs().to_string(),
            Radix::Hexadecimal => format!("{:x}", entry.number.unsigned_abs()),
        };
        self.entries.iter().map(spelled).any(|other| other.len() > digits.len() && other.starts_with(digits))
    }
}

/// What is negative in 32 bits and was printed as if it were not.
pub(super) const fn signed(number: i64) -> i64 {
    match number {
        0x8000_0000..=0xffff_ffff => number - (1 << 32),
        _ => number,
    }
}

/// An HRESULT as the books have it: unsigned, and without the facility of Win32's own numbers.
const fn from_hresult(number: i64) -> i64 {
    let number = if number < 0 { number & 0xffff_ffff } else { number };
    if number >> 16 == 0x8007 { number & 0xffff } else { number }
}

/// How a number is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Radix {
    Decimal,
    Hexadecimal,
}

/// What a number says in a book.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The book of the entry.
    pub book: &'static Book,
    /// The entry's name.
    pub name: &'static str,
    /// What it says.
    pub reason: Option<Reason>,
    /// Whether the peer said it.
    pub by_peer: bool,
    /// Whether it leaves open which of the two refuses.
    pub undecided: bool,
    /// Who printed it.
    pub stack: Stack,
}

/// Every book.
pub const BOOKS: &[&Book] = &[
    &ALERTS,
    &ALERTS_SENT,
    &APPLE_SECURE_TRANSPORT,
    &APPLE_SECURITY,
    &APPLE_URL,
    &BEARSSL,
    &BORINGSSL_SSL,
    &CHROMIUM_NET,
    &CURL_EXIT,
    &GNUTLS_ERROR,
    &GNUTLS_STATUS,
    &IBM_MQ_REASON,
    &MBEDTLS_ERROR,
    &MBEDTLS_VERIFY,
    &MOZILLA_PKIX,
    &MSQUIC_STATUS,
    &NSS_SEC,
    &NSS_SSL,
    &OPENSSL_SSL,
    &OPENSSL_VERIFY,
    &PACKED,
    &QUIC_CRYPTO,
    &UNITYTLS_VERIFY,
    &WINDOWS_HRESULT,
    &WINDOWS_INTERNET,
    &WINDOWS_TRUST_STATUS,
    &WOLFSSL,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_every_book_ascend_and_each_is_found() {
        for book in BOOKS {
            assert!(book.entries.is_sorted_by_key(|entry| entry.number), "{}", book.name);
            for entry in book.entries {
                let found = book.entry(entry.number).map(|found| found.number);
                assert_eq!(found, Some(entry.number), "{} {}", book.name, entry.name);
            }
        }
    }

    #[test]
    fn an_error_in_the_place_of_a_status_has_no_bits() {
        for number in [4_294_936_704, -0x7780, -1] {
            assert!(MBEDTLS_VERIFY.read(number).is_none(), "{number}");
            assert!(GNUTLS_STATUS.read(number).is_none(), "{number}");
        }
        assert_eq!(UNITYTLS_VERIFY.read(-1).map(|read| read.name), Some("UNITYTLS_X509VERIFY_FATAL_ERROR"));
        assert_eq!(UNITYTLS_VERIFY.read(4).map(|read| read.name), Some("UNITYTLS_X509VERIFY_FLAG_CN_MISMATCH"));
    }

    /// What ascends from below zero to below zero has the sign of every number.
    #[test]
    fn every_book_begins_and_ends_where_its_source_does() {
        let ends = |book: &Book| {
            Some((book.name, book.entries.len(), book.entries.first()?.number, book.entries.last()?.number))
        };
        let books: Vec<_> = BOOKS.iter().filter_map(|book| ends(book)).collect();
        let expected = [
            ("tls-alert", 35, 0, 121),
            ("tls-alert-sent", 35, 0, 121),
            ("apple-secure-transport", 74, -9_890, -9_800),
            ("apple-security", 390, -67_904, -4),
            ("apple-url", 18, -1_206, -1),
            ("bearssl", 62, 0, 512),
            ("boringssl-ssl", 269, 100, 1_121),
            ("chromium-net", 72, -380, -2),
            ("curl-exit", 102, 0, 101),
            ("gnutls-error", 199, -65_500, -3),
            ("gnutls-status", 17, 2, 2_097_152),
            ("ibm-mq-reason", 16, 2_009, 2_538),
            ("mbedtls-error", 135, -32_640, -66),
            ("mbedtls-verify", 20, 1, 524_288),
            ("mozilla-pkix", 18, -16_384, -16_367),
            ("msquic-status", 11, 200_000_513, 2_151_743_495),
            ("nss-sec", 185, -8_192, -8_008),
            ("nss-ssl", 191, -12_288, -12_097),
            ("openssl-ssl", 361, 100, 1_120),
            ("openssl-verify", 102, 0, 101),
            ("unitytls-verify", 30, 0, 4_294_967_295),
            ("windows-hresult", 203, 0, 2_148_204_820),
            ("windows-internet", 144, 12_001, 12_906),
            ("windows-trust-status", 26, 1, 134_217_728),
            ("wolfssl", 332, -504, -100),
        ];
        assert_eq!(books, expected);
    }

    #[test]
    fn a_number_that_a_text_ends_with_may_be_the_beginning_of_a_longer_one() {
        for (book, digits, radix, may) in [
            (&CURL_EXIT, "3", Radix::Decimal, true),
            (&CURL_EXIT, "35", Radix::Decimal, false),
            (&CURL_EXIT, "11", Radix::Decimal, false),
            (&APPLE_SECURITY, "2627", Radix::Decimal, true),
            (&APPLE_SECURITY, "26276", Radix::Decimal, false),
            (&WINDOWS_HRESULT, "8009032", Radix::Hexadecimal, true),
            (&WINDOWS_HRESULT, "80090325", Radix::Hexadecimal, false),
            (&WINDOWS_HRESULT, "8009032", Radix::Decimal, false),
            // What has parts, or bits, is told by all its digits.
            (&PACKED, "1000007", Radix::Hexadecimal, true),
            (&PACKED, "1000007d", Radix::Hexadecimal, false),
            (&MBEDTLS_VERIFY, "8", Radix::Hexadecimal, true),
        ] {
            assert_eq!(book.may_go_on(digits, radix), may, "{} {digits} {radix:?}", book.name);
        }
    }
}
