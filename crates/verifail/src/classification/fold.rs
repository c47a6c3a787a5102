//! Text as it is compared: one spelling for what terminals, loggers, JSON and operating systems write in several.
//!
//! - ASCII letters are lower case; `_`, `-`, the bullet `*`, a form's `+` and every run of white space are one space, so
//!   `CERTIFICATE_VERIFY_FAILED`, `certificate-verify-failed` and a text that was wrapped between words are the same.
//! - A `-` before digits that follows no letter or digit is a sign and stays.
//! - Letters of Latin, Greek and Cyrillic that UTF-8 spells in two octets are lower case too, and *ß* is `ss`.
//! - Quotes of every kind are `'`. Escapes of JSON, of string literals and of URLs are what they stand for.
//! - Terminal sequences vanish; other control characters, the lines of drawn boxes, and the marks that quote a line at
//!   its beginning are white space.
//! - Everything else stays, octet for octet. Invalid UTF-8 is no error.
//!
//! Folding is a state machine over octets that tells where each came from. It is run a second time to find the place of
//! a match in the original, which costs less than keeping a map for texts in which nothing matches.

mod octets;

use std::ops::{ControlFlow, Range};

use self::octets::{BLANK, Meaning, PLAIN, read};
use super::grams;

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
    short: [u8; grams::with_blanks(Self::SHORT)],
    long: Vec<u8>,
    /// Octets of the text, without the blanks.
    len: usize,
}

impl Folded {
    /// Octets of a text that is kept in place.
    pub(crate) const SHORT: usize = 512;
    /// Blanks before a text: whoever looks back from its first octet finds these.
    pub(crate) const BEFORE: usize = 8;

    /// Folds a text; with `joined`, without its line breaks.
    pub(crate) fn new(text: &[u8], joined: bool) -> Self {
        let mut folded = Self { short: [b' '; grams::with_blanks(Self::SHORT)], long: Vec::new(), len: 0 };
        if text.len() > Self::SHORT {
            folded.long.reserve(grams::with_blanks(text.len().min(WINDOW)));
            folded.long.resize(Self::BEFORE, b' ');
            let mut part = [0; PART];
            let mut parts = Parts::of(text, joined);
            while let Some(len) = parts.next(&mut part) {
                folded.long.extend_from_slice(part.get(..len).unwrap_or_default());
            }
            folded.len = folded.long.len() - Self::BEFORE;
            folded.long.resize(grams::with_blanks(folded.len), b' ');
        } else {
            let mut folder = Folder::default();
            let into = folded.short.get_mut(Self::BEFORE..).unwrap_or_default();
            (_, folded.len) = folder.fill(text, joined, into);
            // Whole blocks are folded, beyond the end of what they become.
            let behind = folded.short.get_mut(Self::BEFORE + folded.len..grams::with_blanks(folded.len));
            behind.unwrap_or_default().fill(b' ');
        }
        folded
    }

    /// The text with the blanks around it that it takes to [look for grams](grams::with_blanks).
    pub(crate) fn with_blanks(&self) -> &[u8] {
        if self.long.is_empty() {
            self.short.get(..grams::with_blanks(self.len)).unwrap_or_default()
        } else {
            &self.long
        }
    }
}

impl std::ops::Deref for Folded {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.with_blanks().get(Self::BEFORE..Self::BEFORE + self.len).unwrap_or_default()
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

/// Folds a block, given the octet before it as it was folded; `None` where that may take more than looking at each
/// octet and the one before it. Written without branches, for the compiler to make vector instructions of.
#[inline(always)]
fn fold_block(block: &[u8; BLOCK], before: u8) -> Option<[u8; BLOCK]> {
    // All ones where it holds.
    let mask = |holds: bool| u8::from(holds).wrapping_neg();
    let (mut folded, mut involved) = ([0; BLOCK], [0; BLOCK]);
    for (at, &octet) in block.iter().enumerate() {
        let lower = octet | (mask(octet.wrapping_sub(b'A') < 26) & 0x20);
        let dash = mask(octet == b'-') | mask(octet == b'_');
        let blank = mask(octet == b' ') | mask(octet == b'*') | mask(octet == b'+') | dash;
        let quote = mask(octet == b'"') | mask(octet == b'`');
        folded[at] = (lower & !(blank | quote)) | (blank & b' ') | (quote & b'\'');
        // Control characters and what is not ASCII, by one comparison; escapes.
        involved[at] = mask(octet.wrapping_add(1).cast_signed() < 0x21) | mask(octet == b'\\') | mask(octet == b'%');
    }
    let previous = (u128::from_le_bytes(folded) << 8 | u128::from(before)).to_le_bytes();
    for (at, place) in involved.iter_mut().enumerate() {
        let (octet, folded, previous) = (block[at], folded[at], previous[at]);
        // No sign, if a word ends before it.
        let in_word = mask(previous.wrapping_sub(b'0') < 10) | mask(previous.wrapping_sub(b'a') < 26);
        let sign = mask(octet == b'-') & !in_word;
        let blanks = mask(folded == b' ') & mask(previous == b' ');
        *place |= sign | blanks;
    }
    (u128::from_ne_bytes(involved) == 0).then_some(folded)
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

/// Calls `emit` with every octet of the folded text and the place that it comes from. With `joined`, line breaks
/// vanish: for texts that a terminal wrapped within words.
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
    /// The second octet of a letter whose first one was folded.
    second: Option<u8>,
}

impl Default for Folder {
    fn default() -> Self {
        Self { blank: true, last: b' ', second: None }
    }
}

impl Folder {
    /// Folds as much of a text as there is room for, blocks at a time where nothing in them depends on what is around
    /// it; tells how many octets were read, at least one, and how many they have become.
    fn fill(&mut self, text: &[u8], joined: bool, into: &mut [u8]) -> (usize, usize) {
        let (mut at, mut end) = (0, 0);
        // Nothing is folded into more octets than it had.
        while at < text.len() && end < into.len() {
            if self.second.is_none() {
                let whole = self.fill_blocks(&text[at..], &mut into[end..]);
                (at, end) = (at + whole, end + whole);
            }
            let rest = &text[at..];
            if rest.is_empty() {
                break;
            }
            if rest.len() < BLOCK && into.len() - end >= rest.len() && self.second.is_none() {
                // The end of a text is a block that a letter fills.
                let mut block = [b'a'; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                if let Some(folded) = fold_block(&block, self.last) {
                    into[end..end + rest.len()].copy_from_slice(&folded[..rest.len()]);
                    self.last = folded[rest.len() - 1];
                    self.blank = self.last == b' ';
                    return (text.len(), end + rest.len());
                }
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

    /// Folds blocks until one takes more than that, and tells how many octets they have.
    fn fill_blocks(&mut self, text: &[u8], into: &mut [u8]) -> usize {
        let mut whole = 0;
        for (block, place) in text.as_chunks().0.iter().zip(into.as_chunks_mut().0) {
            let Some(folded) = fold_block(block, self.last) else { break };
            *place = folded;
            self.last = folded[BLOCK - 1];
            whole += BLOCK;
        }
        if whole > 0 {
            self.blank = self.last == b' ';
        }
        whole
    }

    /// The next octet, if there is one, and how many it takes of the text: at least one.
    #[inline]
    fn next(&mut self, text: &[u8], at: usize, joined: bool) -> (Option<u8>, usize) {
        if let Some(second) = self.second.take() {
            self.last = second;
            return (Some(second), 1);
        }
        let plain = text.get(at).map_or(BLANK, |octet| PLAIN[usize::from(*octet)]);
        if plain > BLANK {
            (self.blank, self.last) = (false, plain);
            return (Some(plain), 1);
        }
        let (meaning, len) = if plain == BLANK { (Meaning::Blank, 1) } else { read(text, at) };
        let octet = match meaning {
            Meaning::Octet(octet) => octet,
            Meaning::Letter([first, second]) => {
                self.second = Some(second);
                first
            }
            Meaning::Break if joined => return (None, len),
            Meaning::Break | Meaning::Blank => b' ',
            Meaning::Nothing => return (None, len),
            Meaning::Dash => {
                let rest = text.get(at + len..).unwrap_or_default();
                let rest = rest.get(if joined { octets::line_break(rest) } else { 0 }..).unwrap_or_default();
                let follows = rest.first().is_some_and(u8::is_ascii_digit);
                if follows && !self.last.is_ascii_alphanumeric() { b'-' } else { b' ' }
            }
        };
        let again = octet == b' ' && self.blank;
        (self.blank, self.last) = (octet == b' ', octet);
        (if again { None } else { Some(octet) }, len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        String::from_utf8(folded(text)).unwrap_or_default()
    }

    #[test]
    fn a_block_is_folded_at_once_unless_more_has_to_be_looked_at() {
        assert_eq!(fold_block(b"SSL_connect: \"a\"", b' '), Some(*b"ssl connect: 'a'"));
        for (block, before) in [(b"ssl\\connect: 'a'", b' '), (b"ssl  connect: 'a", b' '), (b" sslconnect: 'a'", b' ')]
        {
            assert_eq!(fold_block(block, before), None);
        }
        // A sign is one where no word ends before it.
        assert_eq!(fold_block(b"-9807 is the cod", b' '), None);
        assert_eq!(fold_block(b"-9807 is the cod", b'a'), Some(*b" 9807 is the cod"));
    }

    #[test]
    fn spellings_of_one_text_are_one() {
        for spelling in [
            "SSL: CERTIFICATE_VERIFY_FAILED 'x'",
            "ssl:  certificate-verify\n failed `x`",
            "SSL:\\tcertificate verify\\nfailed \\\"x\\\"",
            "\u{1b}[1;31mSSL:\u{1b}[0m certificate\u{a0}verify failed “x”",
            "SSL: certificate\n│ verify failed \\u2018x\\u2019",
            "SSL%3A%20certificate%20verify%20failed%20%22x%22",
            "SSL%3A+certificate+verify+failed+%22x%22",
            "SSL:\n  > certificate\n>> > verify\n | failed\n#> 'x'",
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
    fn a_sign_that_a_line_was_wrapped_behind_is_one() {
        for wrapped in ["OSStatus -\n26276", "OSStatus -\r\n> 26276"] {
            assert_eq!(Folded::new(wrapped.as_bytes(), true).to_vec(), b"osstatus -26276", "{wrapped:?}");
        }
    }

    #[test]
    fn the_place_of_a_match_is_found_again() {
        let original = "\u{1b}[31mError:\u{1b}[0m  BAD\n  LENGTH!";
        let folded = text(original);
        let at = folded.find("bad length").unwrap();
        let range = source(original.as_bytes(), folded.as_bytes(), false, at..at + 10);
        assert_eq!(&original[range], "BAD\n  LENGTH");
    }

    #[test]
    fn letters_beyond_ascii_are_one_in_either_case_and_wherever_blocks_end() {
        for (capitals, small) in [
            ("UNGÜLTIGE GRÖSSE, ÉTÉ", "ungültige größe, été"),
            ("НЕДОПУСТИМЫЙ СЕРТИФИКАТ", "недопустимый сертификат"),
            ("ΑΥΤΌΣ", "αυτός"),
            ("SSL İÇİN", "ssl için"),
            ("证书已过期", "证书已过期"),
        ] {
            for before in 0..20 {
                let [capitals, small] = [capitals, small].map(|spelled| folded(&("x".repeat(before) + spelled)));
                assert_eq!(capitals, small, "{before} octets before it");
            }
        }
        // The first octet of a letter at the end of a text.
        assert_eq!(Folded::new(b"x\xc3", false).to_vec(), b"x\xc3");
    }
}
