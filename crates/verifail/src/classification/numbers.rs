//! Numbers that tell by themselves what they are, wherever they stand: HRESULTs, the OSStatus values of Apple's Security,
//! the negative thousands of NSS, and mbedTLS's, which are negative and hexadecimal.
//!
//! Localised texts of Windows, macOS and Firefox carry nothing else that can be read, and every program for small devices has
//! words of its own. Every other number is read by a row, which knows the words before it.

use super::codes::{
    APPLE_SECURE_TRANSPORT, APPLE_SECURITY, Book, MBEDTLS_ERROR, MOZILLA_PKIX, NSS_SEC, NSS_SSL, Radix,
    WINDOWS_HRESULT, WINDOWS_INTERNET, signed,
};
use super::found::Match;
use super::spelled::Spelled;

/// Appends a match for each number of a folded text that no row has read.
pub(super) fn find(text: &[u8], found: &mut Vec<Match>) {
    let by_rows = found.len();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|n| at + n) {
        at = start + text[start..].iter().take_while(|octet| octet.is_ascii_alphanumeric()).count();
        let within_a_word =
            |start: usize| start.checked_sub(1).is_some_and(|before| text[before].is_ascii_alphanumeric());
        let signed = start - usize::from(start > 0 && text[start - 1] == b'-');
        let is_long = at - start >= 8 || text[start..at].starts_with(b"0x");
        if signed == start && !is_long {
            // Nothing tells these by themselves.
            continue;
        }
        let Some(number) = Spelled::after(text, signed).filter(|number| number.range.end == at) else { continue };
        if within_a_word(signed) || found[..by_rows].iter().any(|other| has_read(other, &number)) {
            continue;
        }
        let Some(book) = book(&number) else { continue };
        if at == text.len() && number.may_go_on(book) {
            continue;
        }
        let Some(reading) = book.read(number.value) else { continue };
        found.push(Match::of_number(number.value, reading, signed, at));
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
