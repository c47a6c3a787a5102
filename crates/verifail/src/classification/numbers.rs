//! Numbers that tell by themselves what they are, wherever they stand: HRESULTs, the OSStatus values of Apple's
//! Security, the negative thousands of NSS, and mbedTLS's, which are negative and hexadecimal.
//!
//! Localised texts of Windows, macOS and Firefox carry nothing else that can be read, and every program for small
//! devices has words of its own. Every other number is read by a row, which knows the words before it.

use std::ops::Range;

use super::codes::{
    APPLE_SECURE_TRANSPORT, APPLE_SECURITY, Book, MBEDTLS_ERROR, MOZILLA_PKIX, NSS_SEC, NSS_SSL, Radix,
    WINDOWS_HRESULT, WINDOWS_INTERNET, signed,
};
use super::found::{Match, keep};
use super::spelled::Spelled;

/// Digits that a number without a sign has at least.
const LONG: usize = 8;

/// Whether numbers are spelled with an octet.
const fn is_of_number(octet: u8) -> bool {
    (octet.wrapping_sub(b'0') < 10) | (octet.wrapping_sub(b'a') < 6) | (octet == b'x')
}

/// How numbers without a sign begin that tell by themselves what they are.
pub(super) const BEGINNINGS: &[&str] = &["0x8", "2148", "4294", "8007", "8009", "800b"];

/// Whether a folded text has a number that no row knows the words before, so that it is worth reading for that alone.
pub(super) fn tell(text: &[u8]) -> bool {
    standing(text).any(|number| is_telling(text.get(number).unwrap_or_default()))
}

/// Whether a number tells by how it begins what it is.
fn is_telling(number: &[u8]) -> bool {
    match number {
        [b'-', b'0', b'x', digit, ..] => digit.is_ascii_hexdigit(),
        [b'-', b'6', b'7', digit, ..] | [b'-', b'8', b'0' | b'1', digit, ..] => digit.is_ascii_hexdigit(),
        [b'-', b'9', b'8', digit, ..] => digit.is_ascii_hexdigit(),
        [b'-', b'1', b'2', b'0'..=b'2', ..] | [b'-', b'1', b'6', b'3', ..] => true,
        [b'-', b'2', b'1', b'4', ..] | [b'-', b'2', b'6', b'2', ..] | [b'-', b'9', b'9', b'8', ..] => true,
        _ => BEGINNINGS.iter().any(|beginning| number.starts_with(beginning.as_bytes())),
    }
}

/// Where in a folded text numbers may stand that tell by themselves what they are: with a sign, or as long as an
/// HRESULT.
fn standing(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let run = |start: usize| {
        text.get(start..).unwrap_or_default().iter().take_while(|octet| octet.is_ascii_alphanumeric()).count()
    };
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let before = |at: usize| at.checked_sub(1).and_then(|at| text.get(at));
    let within_a_word = move |start: usize| before(start).is_some_and(u8::is_ascii_alphanumeric);
    // Folding leaves no hyphen that is not a sign.
    let signed = memchr::memchr_iter(b'-', text).filter(move |sign| is_digit(sign + 1) && !within_a_word(*sign));
    let signed = signed.map(move |sign| sign..sign + 1 + run(sign + 1));
    let long = Fours::of(text).filter_map(move |four| {
        let earlier = text.get(..four).unwrap_or_default().iter().rev().take(FOUR - 1);
        let start = four - earlier.take_while(|octet| is_of_number(**octet)).count();
        if !is_digit(start) || within_a_word(start) || before(start) == Some(&b'-') {
            return None;
        }
        let long = text.get(start..start + LONG)?.iter().all(|octet| is_of_number(*octet));
        long.then(|| start..start + run(start))
    });
    signed.chain(long)
}

/// Octets of which a long number has as many, one behind the other and the first at a multiple of that.
const FOUR: usize = 4;
/// Octets that are looked at together.
const BLOCK: usize = 64;

/// Where in a text four octets of a number stand at a multiple of four, and no four before them.
struct Fours<'t> {
    text: &'t [u8],
    /// Where the next block begins.
    at: usize,
    /// Those of the block before it that are left, a bit each.
    left: u32,
    /// Whether the last four of that block are of a number.
    goes_on: u32,
}

impl<'t> Fours<'t> {
    const fn of(text: &'t [u8]) -> Self {
        Self { text, at: 0, left: 0, goes_on: 0 }
    }
}

impl Iterator for Fours<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let fours = match rest.first_chunk() {
                Some(block) => fours(block),
                None => {
                    let mut block = [b' '; BLOCK];
                    block.iter_mut().zip(rest).for_each(|(octet, rest)| *octet = *rest);
                    fours(&block)
                }
            };
            self.left = fours & !(fours << 1 | self.goes_on);
            self.goes_on = fours >> (BLOCK / FOUR - 1);
            self.at += BLOCK;
        }
        let four = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.at - BLOCK + four * FOUR)
    }
}

/// Which fours of a block are of a number, a bit each. Written without branches, for the compiler to make vector
/// instructions of.
#[inline(always)]
fn fours(block: &[u8; BLOCK]) -> u32 {
    let mut of_number = [0; BLOCK];
    for (of_number, octet) in of_number.iter_mut().zip(block) {
        *of_number = u8::from(is_of_number(*octet)).wrapping_neg();
    }
    let mut fours = 0;
    for at in 0..BLOCK / FOUR {
        let mut four = [0; FOUR];
        four.copy_from_slice(&of_number[at * FOUR..][..FOUR]);
        fours |= u32::from(u32::from_ne_bytes(four) == u32::MAX) << at;
    }
    fours
}

/// Appends a match for each number of a folded text that no row has read.
pub(super) fn find(text: &[u8], found: &mut Vec<Match>) {
    let by_rows = found.len();
    for range in standing(text) {
        let read = Spelled::after(text, range.start).filter(|number| number.range.end == range.end);
        let Some(number) = read.filter(|number| !found[..by_rows].iter().any(|other| has_read(other, number))) else {
            continue;
        };
        let Some(book) = book(&number) else { continue };
        if range.end == text.len() && number.may_go_on(book) {
            continue;
        }
        let Some(reading) = book.read(number.value) else { continue };
        keep(found, Match::of_number(number.value, reading, range.start, range.end));
    }
    if found.len() > by_rows {
        found.sort_by_key(|found| (found.start, found.end));
    }
}

/// Whether a row's number is this one.
fn has_read(found: &Match, number: &Spelled<'_>) -> bool {
    found.number.is_some_and(|(value, _)| value == number.value)
        && found.start <= number.range.start
        && number.range.end <= found.end
}

/// The book of a number that no other book has.
fn book(number: &Spelled<'_>) -> Option<&'static Book> {
    let value = signed(number.value);
    let hexadecimal = number.radix == Radix::Hexadecimal;
    if hexadecimal && (-0x7fff..=-0x42).contains(&number.value) {
        return Some(&MBEDTLS_ERROR);
    }
    match value {
        -9899..=-9800 => Some(&APPLE_SECURE_TRANSPORT),
        -67_999..=-67_500 | -26_276 => Some(&APPLE_SECURITY),
        -8192..=-8000 => Some(&NSS_SEC),
        -12_288..=-12_000 => Some(&NSS_SSL),
        -16_384..=-16_360 => Some(&MOZILLA_PKIX),
        // mbedTLS without its sign, or in decimal: high-level errors are multiples of 128.
        -0x7fff..=-0x2100 if hexadecimal || value % 128 == 0 => Some(&MBEDTLS_ERROR),
        ..=-0x8000 => hresult(value),
        _ => None,
    }
}

/// The book of an HRESULT by its facility.
fn hresult(number: i64) -> Option<&'static Book> {
    match (number & 0xffff_ffff) >> 16 {
        0x8009 | 0x800b => Some(&WINDOWS_HRESULT),
        0x8007 => Some(&WINDOWS_INTERNET),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classification::{Evidence, classify};

    fn named(text: &str) -> Option<&'static str> {
        classify(&Evidence::text(text)).code.map(|code| code.name)
    }

    #[test]
    fn every_spelling_of_an_hresult_is_read() {
        for spelling in ["0x80090325", "80090325", "-2146893019", "2148074277", "0xffffffff80090325"] {
            assert_eq!(named(&format!("TLS: {spelling}.")), Some("SEC_E_UNTRUSTED_ROOT"), "{spelling}");
        }
        assert_eq!(named("TLS: 0x80072F8F."), Some("ERROR_WINHTTP_SECURE_FAILURE"));
    }

    #[test]
    fn numbers_of_other_stacks_identify_themselves() {
        assert_eq!(named("TLS (-9807)"), Some("errSSLXCertChainInvalid"));
        assert_eq!(named("certificate error 4294941020 (SSL)"), Some("errSecInternal"));
        assert_eq!(named("TLS [-8179]"), Some("SEC_ERROR_UNKNOWN_ISSUER"));
        assert_eq!(named("TLS -0x2700"), Some("MBEDTLS_ERR_X509_CERT_VERIFY_FAILED"));
        assert_eq!(named("ret=-9984,"), Some("MBEDTLS_ERR_X509_CERT_VERIFY_FAILED"));
        // The high-level part speaks.
        assert_eq!(named("TLS -0x2562"), Some("MBEDTLS_ERR_X509_INVALID_EXTENSIONS"));
    }

    #[test]
    fn a_long_number_is_found_wherever_it_stands() {
        for at in 0..2 * BLOCK {
            for number in ["80090325", "2148074277", "0x80090325", "4294941020"] {
                let text = format!("{} {number} ", "ab ".repeat(at) + "g".repeat(at % FOUR).as_str());
                let start = text.len() - number.len() - 1;
                let found: Vec<_> = standing(text.as_bytes()).map(|range| (range.start, range.end)).collect();
                assert_eq!(found, [(start, start + number.len())], "{text}");
            }
        }
    }

    #[test]
    fn no_number_is_found_in_a_word_or_behind_its_beginning() {
        for text in ["id80090325", "g80090325 ", "deadbeef80090325", "8009032", "8009 0325 8009-0325", ""] {
            assert_eq!(standing(text.as_bytes()).count(), 0, "{text}");
        }
    }

    #[test]
    fn what_is_part_of_a_word_or_of_a_longer_number_is_not_read() {
        for text in
            ["TLS id80090325x", "TLS 0x800903251", "TLS 12148074277", "TLS a-9807b", "TLS -0x270", "TLS 2022-09-26"]
        {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
