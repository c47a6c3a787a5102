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

/// A folded text between blanks. One that is as short as most lines are is kept without an allocation.
#[derive(Debug)]
pub(crate) struct Folded {
    short: [u8; Self::BEFORE + Self::SHORT + Self::BEHIND],
    len: usize,
    long: Vec<u8>,
}

impl Folded {
    /// Octets of a text that is kept in place.
    pub(crate) const SHORT: usize = 512;
    /// Blanks before a text: whoever looks back from its first octet finds these.
    pub(crate) const BEFORE: usize = 8;
    /// Blanks behind a text, for whoever looks at every second octet.
    pub(crate) const BEHIND: usize = 1;

    /// Folds a text; with `joined`, without its line breaks.
    pub(crate) fn new(text: &[u8], joined: bool) -> Self {
        let mut folded = Self { short: [b' '; Self::BEFORE + Self::SHORT + Self::BEHIND], len: 0, long: Vec::new() };
        if text.len() > Self::SHORT {
            folded.long.reserve(text.len().min(WINDOW) + Self::BEFORE + Self::BEHIND);
            folded.long.extend_from_slice(&[b' '; Self::BEFORE]);
            let mut part = [0; PART];
            let mut parts = Parts::of(text, joined);
            while let Some(len) = parts.next(&mut part) {
                folded.long.extend_from_slice(part.get(..len).unwrap_or_default());
            }
            folded.long.push(b' ');
        } else {
            let mut folder = Folder::default();
            let into = folded.short.get_mut(Self::BEFORE..).unwrap_or_default();
            (_, folded.len) = folder.fill(text, joined, into);
            if let Some(behind) = folded.short.get_mut(Self::BEFORE + folded.len) {
                *behind = b' ';
            }
        }
        folded
    }

    /// The text with the blanks around it.
    pub(crate) fn with_blanks(&self) -> &[u8] {
        if self.long.is_empty() {
            self.short.get(..Self::BEFORE + self.len + Self::BEHIND).unwrap_or_default()
        } else {
            &self.long
        }
    }
}

impl std::ops::Deref for Folded {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let text = self.with_blanks();
        text.get(Self::BEFORE..text.len() - Self::BEHIND).unwrap_or_default()
    }
}

/// Octets of a long text that are folded at a time.
pub(crate) const PART: usize = 1024;

/// A text that is folded a part at a time.
pub(crate) struct Parts<'t> {
    windows: [&'t [u8]; 2],
    folder: Folder,
    joined: bool,
}

impl<'t> Parts<'t> {
    pub(crate) fn of(text: &'t [u8], joined: bool) -> Self {
        Self { windows: windows(text).map(|(_, window)| window), folder: Folder::default(), joined }
    }

    /// Folds as much as there is room for, and tells how much that is; `None` at the end of the text.
    pub(crate) fn next(&mut self, into: &mut [u8]) -> Option<usize> {
        let window = self.windows.iter_mut().find(|window| !window.is_empty())?;
        let (read, written) = self.folder.fill(window, self.joined, into);
        *window = window.get(read..).unwrap_or_default();
        Some(written)
    }
}

/// Octets that are folded together: a vector register's worth.
const BLOCK: usize = 16;

/// Folds a block, given the octet before it as it was folded; `false` where that takes more than looking at each octet and the
/// one before it. Written without branches, for the compiler to make vector instructions of.
fn fold_block(block: &[u8; BLOCK], before: u8, folded: &mut [u8; BLOCK]) -> bool {
    // All ones where it holds.
    let mask = |holds: bool| u8::from(holds).wrapping_neg();
    for (place, &octet) in folded.iter_mut().zip(block) {
        let lower = octet | (mask(octet.wrapping_sub(b'A') < 26) & 0x20);
        let blank = mask(octet == b' ')
            | mask(octet == b'\t')
            | mask(octet == b'*')
            | mask(octet == b'-')
            | mask(octet == b'_');
        let quote = mask(octet == b'"') | mask(octet == b'`');
        *place = (lower & !(blank | quote)) | (blank & b' ') | (quote & b'\'');
    }
    let mut previous = [before; BLOCK];
    previous[1..].copy_from_slice(&folded[..BLOCK - 1]);
    let mut involved = [0; BLOCK];
    for (at, place) in involved.iter_mut().enumerate() {
        let (octet, folded, previous) = (block[at], folded[at], previous[at]);
        let control = mask(octet < b' ') & !mask(octet == b'\t') | mask(octet == 0x7f);
        let escape = mask(octet == b'\\') | mask(octet == 0xc2) | mask(octet == 0xe2);
        // No sign, if a word ends before it.
        let in_word = mask(previous.wrapping_sub(b'0') < 10) | mask(previous.wrapping_sub(b'a') < 26);
        let sign = mask(octet == b'-') & !in_word;
        let blanks = mask(folded == b' ') & mask(previous == b' ');
        *place = control | escape | sign | blanks;
    }
    u128::from_ne_bytes(involved) == 0
}

/// A pattern or a name, folded as texts are.
pub(crate) fn folded(pattern: &str) -> Vec<u8> {
    let mut folded = Folded::new(pattern.as_bytes(), false).to_vec();
    // A blank at the end of a pattern is meant.
    if pattern.ends_with(' ') && folded.last() != Some(&b' ') {
        folded.push(b' ');
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
    let mut folder = Folder::default();
    for (base, window) in windows(text) {
        let mut at = 0;
        while at < window.len() {
            let (octet, len) = folder.next(window, at, joined);
            if let Some(octet) = octet {
                emit(octet, base + at)?;
            }
            at += len;
        }
    }
    ControlFlow::Continue(())
}

/// What was folded last: blanks follow no blank, and a sign no letter or digit.
struct Folder {
    blank: bool,
    last: u8,
}

impl Default for Folder {
    fn default() -> Self {
        Self { blank: true, last: b' ' }
    }
}

impl Folder {
    /// Folds as much of a text as there is room for, blocks at a time where nothing in them depends on what is around it; tells
    /// how many octets were read, at least one, and how many they have become.
    fn fill(&mut self, text: &[u8], joined: bool, into: &mut [u8]) -> (usize, usize) {
        let (mut at, mut end) = (0, 0);
        // Nothing is folded into more octets than it had.
        while at < text.len() && end < into.len() {
            let (block, place) = (text[at..].first_chunk(), into[end..].first_chunk_mut());
            if let Some((block, place)) = block.zip(place)
                && fold_block(block, self.last, place)
            {
                (self.blank, self.last) = (place[BLOCK - 1] == b' ', place[BLOCK - 1]);
                (at, end) = (at + BLOCK, end + BLOCK);
                continue;
            }
            let until = (at + BLOCK).min(text.len());
            while at < until && end < into.len() {
                let (octet, len) = self.next(text, at, joined);
                if let Some(octet) = octet {
                    into[end] = octet;
                    end += 1;
                }
                at += len;
            }
        }
        (at, end)
    }

    /// The next octet, if there is one, and how many it takes of the text: at least one.
    #[inline]
    fn next(&mut self, text: &[u8], at: usize, joined: bool) -> (Option<u8>, usize) {
        let plain = text.get(at).map_or(BLANK, |octet| PLAIN[usize::from(*octet)]);
        if plain > BLANK {
            (self.blank, self.last) = (false, plain);
            return (Some(plain), 1);
        }
        let (meaning, len) = if plain == BLANK { (Meaning::Blank, 1) } else { read(text, at) };
        let octet = match meaning {
            Meaning::Octet(octet) => octet,
            Meaning::Break if joined => return (None, len),
            Meaning::Break | Meaning::Blank => b' ',
            Meaning::Nothing => return (None, len),
            Meaning::Dash => {
                let follows = text.get(at + len).is_some_and(u8::is_ascii_digit);
                if follows && !self.last.is_ascii_alphanumeric() { b'-' } else { b' ' }
            }
        };
        let again = octet == b' ' && self.blank;
        (self.blank, self.last) = (octet == b' ', octet);
        (if again { None } else { Some(octet) }, len)
    }
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
