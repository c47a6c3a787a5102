//! Numbers that tell by themselves what they are, wherever they stand: HRESULTs and the OSStatus values of Apple's Security.
//!
//! Localised texts of Windows and macOS carry nothing else that can be read. Every other number is read by a row, which knows
//! the words before it.

use super::automaton::{Match, Spelled, number_after};
use super::codes::{APPLE_SECURE_TRANSPORT, APPLE_SECURITY, Book, WINDOWS_HRESULT, WINDOWS_INTERNET};
use super::row::Row;

/// Appends a match for each number of a folded text that no row has read.
pub(super) fn find(text: &[u8], found: &mut Vec<Match>) {
    let by_rows = found.len();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|n| at + n) {
        at = start + text[start..].iter().take_while(|octet| octet.is_ascii_alphanumeric()).count();
        let within_a_word =
            |start: usize| start.checked_sub(1).is_some_and(|before| text[before].is_ascii_alphanumeric());
        let signed = start - usize::from(start > 0 && text[start - 1] == b'-');
        let Some(number) = number_after(text, signed).filter(|number| number.range.end == at) else { continue };
        if within_a_word(signed) || found[..by_rows].iter().any(|other| has_read(other, &number)) {
            continue;
        }
        let Some(book) = book(number.value) else { continue };
        if at == text.len() && number.may_go_on(book) {
            continue;
        }
        let Some(reading) = book.read(number.value) else { continue };
        let row = Row::new("").seen(book.source);
        let number_read = Some((number.value, reading));
        found.push(Match { row, stack: reading.stack, start: signed, end: at, number: number_read });
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
fn book(number: i64) -> Option<&'static Book> {
    match number {
        -9899..=-9800 => Some(&APPLE_SECURE_TRANSPORT),
        -67_999..=-67_500 | -26_276 => Some(&APPLE_SECURITY),
        _ => match (number & 0xffff_ffff) >> 16 {
            _ if (0..0x8000_0000).contains(&number) => None,
            0x8009 | 0x800b => Some(&WINDOWS_HRESULT),
            0x8007 => Some(&WINDOWS_INTERNET),
            _ => None,
        },
    }
}
