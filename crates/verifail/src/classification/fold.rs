//! Text as it is compared: one spelling for what terminals, loggers, JSON and operating systems write in several.
//!
//! - ASCII letters are lower case; `_`, `-`, the bullet `*` and every run of white space are one space, so `CERTIFICATE_VERIFY_FAILED`,
//!   `certificate-verify-failed` and a text that was wrapped between words are the same.
//! - A `-` before digits that follows no letter or digit is a sign and stays.
//! - Quotes of every kind are `'`. Escapes of JSON and of string literals are what they stand for.
//! - Terminal sequences vanish; other control characters and the lines of drawn boxes are white space.
//! - Everything else stays, octet for octet. Invalid UTF-8 is no error.
//!
//! Folding is a state machine over octets that tells where each came from. It is run a second time to find the place of a
//! match in the original, which costs less than keeping a map for texts in which nothing matches.

use std::ops::{ControlFlow, Range};

/// Octets that are looked at from the beginning of a text.
pub const HEAD: usize = 48 * 1024;
/// Octets that are looked at before the end of a text that is longer than both together.
pub const TAIL: usize = 16 * 1024;
const WINDOW: usize = HEAD + TAIL;

/// The parts of a text that are looked at, with where each begins.
fn windows(text: &[u8]) -> [(usize, &[u8]); 2] {
    if text.len() <= WINDOW {
        return [(0, text), (text.len(), &[])];
    }
    let tail = text.len() - TAIL;
    [(0, &text[..HEAD]), (tail, &text[tail..])]
}

/// Whether a text is longer than what is looked at.
pub(crate) const fn is_cut(text: &[u8]) -> bool {
    text.len() > WINDOW
}

/// The folded text, into a buffer that is cleared first.
pub(crate) fn fold_into(text: &[u8], joined: bool, folded: &mut Vec<u8>) {
    folded.clear();
    let _ = fold(text, joined, |octet, _| {
        folded.push(octet);
        ControlFlow::Continue(())
    });
}

/// A pattern or a name, folded as texts are.
pub(crate) fn folded(pattern: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(pattern.len());
    let keeps = |end: bool| if end && pattern.ends_with(' ') { b" ".as_slice() } else { b"" };
    fold_into(pattern.as_bytes(), false, &mut folded);
    // A blank at the end of a pattern is meant.
    if folded.last() != Some(&b' ') {
        folded.extend_from_slice(keeps(true));
    }
    folded
}

/// Where in the original a range of the folded text is.
pub(crate) fn source(text: &[u8], folded: &[u8], joined: bool, range: Range<usize>) -> Range<usize> {
    if folded.len() == text.len() {
        // No octet became more than one: none vanished either.
        return trimmed(text, range.start, range.end);
    }
    let mut at = 0;
    let (mut start, mut end) = (text.len(), text.len());
    let _ = fold(text, joined, |_, from| {
        if at == range.start {
            start = from;
        }
        if at == range.end {
            end = from;
            return ControlFlow::Break(());
        }
        at += 1;
        ControlFlow::Continue(())
    });
    trimmed(text, start, end)
}

/// A line break between this octet and the next belongs to neither.
fn trimmed(text: &[u8], start: usize, end: usize) -> Range<usize> {
    let trimmed = text.get(start..end).map_or(end, |span| start + span.trim_ascii_end().len());
    start..trimmed.max(start)
}

/// Calls `emit` with every octet of the folded text and the place that it comes from. With `joined`, line breaks vanish: for
/// texts that a terminal wrapped within words.
///
/// Breaks off when `emit` does.
#[inline]
pub(super) fn fold(text: &[u8], joined: bool, mut emit: impl FnMut(u8, usize) -> ControlFlow<()>) -> ControlFlow<()> {
    // Of the folded text: blanks follow no blank, and a sign no letter or digit.
    let (mut blank, mut last) = (true, b' ');
    for (base, window) in windows(text) {
        let mut at = 0;
        while let Some(octet) = window.get(at) {
            let plain = PLAIN[usize::from(*octet)];
            if plain > BLANK {
                emit(plain, base + at)?;
                (blank, last) = (false, plain);
                at += 1;
                continue;
            }
            if plain == BLANK {
                if !blank {
                    emit(b' ', base + at)?;
                }
                (blank, last) = (true, b' ');
                at += 1;
                continue;
            }
            let (meaning, len) = read(window, at);
            let octet = match meaning {
                Meaning::Octet(octet) => octet,
                Meaning::Break if joined => {
                    at += len;
                    continue;
                }
                Meaning::Break | Meaning::Blank => b' ',
                Meaning::Nothing => {
                    at += len;
                    continue;
                }
                Meaning::Dash => {
                    let follows = window.get(at + len).is_some_and(u8::is_ascii_digit);
                    if follows && !last.is_ascii_alphanumeric() { b'-' } else { b' ' }
                }
            };
            if octet != b' ' || !blank {
                emit(octet, base + at)?;
            }
            (blank, last) = (octet == b' ', octet);
            at += len;
        }
    }
    ControlFlow::Continue(())
}

/// In `PLAIN`, what has to be looked at with what is around it.
const CONTEXT: u8 = 0;
/// In `PLAIN`, a blank.
const BLANK: u8 = 1;

/// What an octet is wherever it stands; else [`CONTEXT`] or [`BLANK`].
static PLAIN: [u8; 256] = {
    let mut plain = [CONTEXT; 256];
    let mut octet = 0x20_u8;
    while octet < 0xff {
        plain[octet as usize] = match octet {
            b' ' | b'_' | b'*' => BLANK,
            b'"' | b'`' | b'\'' => b'\'',
            b'-' | b'\\' | 0x7f | 0xc2 | 0xe2 => CONTEXT,
            _ => octet.to_ascii_lowercase(),
        };
        octet += 1;
    }
    plain[0xff] = 0xff;
    plain[b'\t' as usize] = BLANK;
    plain
};

/// What octets stand for.
enum Meaning {
    Octet(u8),
    Blank,
    Break,
    Dash,
    Nothing,
}

/// What stands at a place that is not `PLAIN`, and how many octets it takes: at least one.
fn read(text: &[u8], at: usize) -> (Meaning, usize) {
    use Meaning::{Blank, Break, Dash, Nothing, Octet};
    let octet = text[at];
    let rest = &text[at + 1..];
    match octet {
        b'\n' => (Break, 1),
        b'\r' => (if rest.first() == Some(&b'\n') { Nothing } else { Break }, 1),
        b'-' => (Dash, 1),
        b'\\' => escape(rest),
        0x1b => (Nothing, 1 + sequence(rest)),
        0xc2 if rest.first() == Some(&0xa0) => (Blank, 2),
        0xc2 if matches!(rest.first(), Some(0xab | 0xbb)) => (Octet(b'\''), 2),
        0xe2 => match (rest.first(), rest.get(1)) {
            (Some(0x80), Some(0x8b..=0x8f)) => (Nothing, 3),
            (Some(0x80), Some(0x90..=0x95)) | (Some(0x88), Some(0x92)) => (Dash, 3),
            (Some(0x80), Some(0x98..=0x9f)) => (Octet(b'\''), 3),
            // Box drawing and the triangles at the ends of drawn branches.
            (Some(0x94..=0x96), Some(_)) => (Blank, 3),
            _ => (Octet(octet), 1),
        },
        0..=0x1f | 0x7f => (Blank, 1),
        _ => (Octet(octet), 1),
    }
}

/// What follows a backslash.
fn escape(rest: &[u8]) -> (Meaning, usize) {
    use Meaning::{Blank, Break, Nothing, Octet};
    match rest {
        [b'n', ..] => (Break, 2),
        [b't' | b'r', ..] => (Blank, 2),
        [b'"' | b'\'', ..] => (Octet(b'\''), 2),
        [b'/', ..] => (Octet(b'/'), 2),
        // A backslash that is itself escaped: what follows it is read next.
        [b'\\', ..] => (Nothing, 1),
        [b'u', a, b, c, d, after @ ..] => match hexadecimal([*a, *b, *c, *d]) {
            Some(0x1b) => (Nothing, 6 + sequence(after)),
            Some(0x22 | 0x27 | 0x60 | 0x2018..=0x201f | 0xab | 0xbb) => (Octet(b'\''), 6),
            Some(0x2010..=0x2015 | 0x2212 | 0x2d) => (Meaning::Dash, 6),
            Some(code @ 0x21..=0x7e) => (Octet((code as u8).to_ascii_lowercase()), 6),
            Some(_) => (Blank, 6),
            None => (Octet(b'\\'), 1),
        },
        [b'x', b'1', b'b' | b'B', after @ ..] => (Nothing, 4 + sequence(after)),
        [b'e', b'[', ..] | [b'0', b'3', b'3', b'[', ..] => {
            let len = if rest[0] == b'e' { 1 } else { 3 };
            (Nothing, 1 + len + sequence(&rest[len..]))
        }
        _ => (Octet(b'\\'), 1),
    }
}

fn hexadecimal(digits: [u8; 4]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// Octets of a terminal sequence behind its escape character: ECMA-48 control sequences, and strings up to their end.
fn sequence(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'[') => rest.iter().skip(1).take(32).position(|octet| (0x40..=0x7e).contains(octet)).map_or(1, |n| n + 2),
        Some(b']') => rest.iter().take(256).position(|octet| *octet == 7 || *octet == 0x1b).map_or(1, |n| n + 1),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        String::from_utf8(folded(text)).unwrap_or_default()
    }

    #[test]
    fn spellings_of_one_text_are_one() {
        for spelling in [
            "SSL: CERTIFICATE_VERIFY_FAILED 'x'",
            "ssl:  certificate-verify\n failed `x`",
            "SSL:\\tcertificate verify\\nfailed \\\"x\\\"",
            "\u{1b}[1;31mSSL:\u{1b}[0m certificate\u{a0}verify failed “x”",
            "SSL: certificate\n│ verify failed \\u2018x\\u2019",
        ] {
            assert_eq!(text(spelling), "ssl: certificate verify failed 'x'", "{spelling:?}");
        }
    }

    #[test]
    fn a_sign_is_no_hyphen() {
        assert_eq!(
            text("OSStatus -26276 (−9807) 2022-07-27 self-signed"),
            "osstatus -26276 (-9807) 2022 07 27 self signed"
        );
    }

    #[test]
    fn the_place_of_a_match_is_found_again() {
        let original = "\u{1b}[31mError:\u{1b}[0m  BAD\n  LENGTH!";
        let folded = text(original);
        let at = folded.find("bad length").unwrap();
        let range = source(original.as_bytes(), folded.as_bytes(), false, at..at + 10);
        assert_eq!(&original[range], "BAD\n  LENGTH");
    }
}
