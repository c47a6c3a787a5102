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

/// What numbers are spelled with.
static OF_NUMBER: [bool; 256] = {
    let (mut of_number, mut octet) = ([false; 256], 0);
    while octet < of_number.len() {
        of_number[octet] = matches!(octet as u8, b'0'..=b'9' | b'a'..=b'f' | b'x');
        octet += 1;
    }
    of_number
};

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
    // Eight octets in a row have one at one of these places; where they have an earlier one they were met there.
    let of_number = |octet: &&u8| OF_NUMBER[usize::from(**octet)];
    let (eights, _) = text.as_chunks::<LONG>();
    let met = (0..).step_by(LONG).zip(eights).filter(move |(_, eight)| of_number(&&eight[LONG - 1]));
    let long = met.filter_map(move |(at, eight)| {
        let start = at + LONG - eight.iter().rev().take_while(of_number).count();
        if !is_digit(start) || within_a_word(start) || before(start) == Some(&b'-') {
            return None;
        }
        Some(start..start + run(start)).filter(|range| range.len() >= LONG)
    });
    signed.chain(long)
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
    fn what_is_part_of_a_word_or_of_a_longer_number_is_not_read() {
        for text in
            ["TLS id80090325x", "TLS 0x800903251", "TLS 12148074277", "TLS a-9807b", "TLS -0x270", "TLS 2022-09-26"]
        {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
