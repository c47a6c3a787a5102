//! A line of text as words, strings and commas, each with its column; and how statements take them one after another.

use std::borrow::Cow;
use std::str::FromStr;

use super::error::ChainError;
use super::words::{BlockKind, Word};

/// The word for a list without elements.
pub(super) const NOTHING: &str = "nothing";
/// The longest escape is \u{10FFFF}.
const MAX_ESCAPE_DIGITS: usize = 6;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind<'t> {
    Word(&'t str),
    Quoted(String),
    Comma,
}

#[derive(Clone, Debug)]
struct Token<'t> {
    column: usize,
    kind: Kind<'t>,
}

/// What is left of a line.
#[derive(Default)]
pub(super) struct Line<'t> {
    number: usize,
    tokens: Vec<Token<'t>>,
    next: usize,
    /// The column behind the last token.
    end: usize,
}

impl<'t> Line<'t> {
    /// Takes a line apart, comments left out, in the room of the line before.
    pub(super) fn read(&mut self, number: usize, text: &'t str) -> Result<(), ChainError> {
        self.tokens.clear();
        let mut scanner = Scanner { number, rest: text, column: 1 };
        loop {
            scanner.skip_blanks();
            let column = scanner.column;
            let kind = match scanner.rest.as_bytes().first() {
                None | Some(b'#') => {
                    (self.number, self.next, self.end) = (number, 0, column);
                    return Ok(());
                }
                Some(b',') => {
                    scanner.advance(1);
                    Kind::Comma
                }
                Some(b'"') => Kind::Quoted(scanner.quoted()?),
                Some(_) => Kind::Word(scanner.word()?),
            };
            self.tokens.push(Token { column, kind });
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Something else is expected where the next token is.
    pub(super) fn error(&self, expected: impl Into<Cow<'static, str>>) -> ChainError {
        self.error_at(self.next, expected)
    }

    /// Something else is expected where the token before the next is.
    pub(super) fn error_before(&self, expected: impl Into<Cow<'static, str>>) -> ChainError {
        self.error_at(self.next.saturating_sub(1), expected)
    }

    pub(super) fn error_at(&self, at: usize, expected: impl Into<Cow<'static, str>>) -> ChainError {
        let (column, found) = match self.tokens.get(at) {
            None => (self.end, "the end of the line"),
            Some(Token { column, kind: Kind::Comma }) => (*column, "a comma"),
            Some(Token { column, kind: Kind::Word(word) }) => (*column, *word),
            Some(Token { column, kind: Kind::Quoted(text) }) => (*column, text.as_str()),
        };
        ChainError::new(self.number, column, expected, found)
    }

    fn peek(&self) -> Option<&Kind<'t>> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    /// The kind of block that begins on this line.
    pub(super) fn header_kind(&self) -> Option<BlockKind> {
        match self.tokens.as_slice() {
            [Token { kind: Kind::Word(word), .. }, Token { kind: Kind::Word("="), .. }, ..] => {
                BlockKind::ALL.iter().copied().find(|kind| kind.word() == *word)
            }
            _ => None,
        }
    }

    /// Goes behind the equals sign.
    pub(super) const fn header_passed(&mut self) {
        self.next = 2;
    }

    /// Takes the next token if it is that word.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let there = matches!(self.peek(), Some(Kind::Word(next)) if *next == word);
        self.next += usize::from(there);
        there
    }

    /// Takes that word.
    pub(super) fn expect_word(&mut self, word: &'static str) -> Result<(), ChainError> {
        if self.take_word(word) { Ok(()) } else { Err(self.error(format!("\"{word}\""))) }
    }

    /// Takes any word.
    pub(super) fn word(&mut self, what: &'static str) -> Result<&'t str, ChainError> {
        let Some(Kind::Word(word)) = self.peek() else { return Err(self.error(what)) };
        let word = *word;
        self.next += 1;
        Ok(word)
    }

    /// Takes a word of an enumeration.
    pub(super) fn keyword<W: Word>(&mut self) -> Result<W, ChainError> {
        let found = match self.peek() {
            Some(Kind::Word(word)) => W::ALL.iter().copied().find(|one| one.word() == *word),
            _ => None,
        };
        let Some(found) = found else { return Err(self.error(W::expected())) };
        self.next += 1;
        Ok(found)
    }

    /// Takes a word that is written as `T` is.
    pub(super) fn parsed<T: FromStr>(&mut self, what: &'static str) -> Result<T, ChainError> {
        let word = self.word(what)?;
        word.parse().map_err(|_| self.error_before(what))
    }

    /// Takes a number from 0 to 255.
    pub(super) fn small(&mut self) -> Result<u8, ChainError> {
        self.parsed("a number from 0 to 255")
    }

    /// Takes a string if one is next.
    pub(super) fn take_quoted(&mut self) -> Option<String> {
        let Some(Kind::Quoted(text)) = self.peek() else { return None };
        let text = text.clone();
        self.next += 1;
        Some(text)
    }

    /// Takes a string, or a word that stands for itself.
    pub(super) fn text(&mut self) -> Result<String, ChainError> {
        match self.take_quoted() {
            Some(text) => Ok(text),
            None => self.word("a text, in quotes unless it is one plain word").map(str::to_owned),
        }
    }

    /// Takes a list: `nothing`, or elements with commas between them.
    pub(super) fn list<T>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<T, ChainError>,
    ) -> Result<Vec<T>, ChainError> {
        let mut list = Vec::new();
        if self.take_word(NOTHING) {
            return Ok(list);
        }
        loop {
            list.push(element(self)?);
            if self.peek() != Some(&Kind::Comma) {
                return Ok(list);
            }
            self.next += 1;
        }
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), ChainError> {
        if self.next < self.tokens.len() { Err(self.error("the end of the line")) } else { Ok(()) }
    }

    /// Puts a value where none was put before.
    pub(super) fn once<T>(&self, slot: &mut Option<T>, value: T) -> Result<(), ChainError> {
        if slot.replace(value).is_some() {
            return Err(self.error_at(0, "each statement once only"));
        }
        Ok(())
    }
}

struct Scanner<'t> {
    number: usize,
    rest: &'t str,
    column: usize,
}

impl<'t> Scanner<'t> {
    /// Passes octets that are as many characters.
    fn advance(&mut self, octets: usize) {
        self.rest = self.rest.get(octets..).unwrap_or_default();
        self.column += octets;
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest.bytes().take_while(|octet| matches!(octet, b' ' | b'\t'));
        self.advance(blanks.count());
    }

    fn error(&self, expected: &'static str) -> ChainError {
        let found: String = self.rest.chars().take(1).collect();
        ChainError::new(
            self.number,
            self.column,
            expected,
            if found.is_empty() { "the end of the line" } else { &found },
        )
    }

    /// A run of visible ASCII characters.
    fn word(&mut self) -> Result<&'t str, ChainError> {
        let is_inside = |octet: &u8| octet.is_ascii_graphic() && !matches!(octet, b'"' | b',' | b'\\');
        let length = self.rest.bytes().take_while(is_inside).count();
        let word = self.rest.get(..length).unwrap_or_default();
        self.advance(length);
        match self.rest.as_bytes().first() {
            None | Some(b' ' | b'\t' | b',') if !word.is_empty() => Ok(word),
            _ => Err(self.error("a blank, or quotes around a text with such a character in it")),
        }
    }

    fn quoted(&mut self) -> Result<String, ChainError> {
        let mut text = String::new();
        self.advance(1);
        loop {
            // Most characters are plain ones, and taken together.
            let is_plain = |octet: &u8| matches!(octet, b' '..=b'~') && !matches!(octet, b'"' | b'\\');
            let plain = self.rest.bytes().take_while(is_plain).count();
            text.push_str(self.rest.get(..plain).unwrap_or_default());
            self.advance(plain);
            match self.rest.chars().next() {
                Some('"') => {
                    self.advance(1);
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some(c) if !c.is_control() => {
                    text.push(c);
                    self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
                    self.column += 1;
                }
                _ => return Err(self.error("the closing quote; control characters are escaped")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, ChainError> {
        const EXPECTED: &str = "an escape: \\\" \\\\ \\0 \\n \\r \\t or \\u{…}";
        let (c, length) = match self.rest.as_bytes().get(1) {
            Some(b'"') => ('"', 2),
            Some(b'\\') => ('\\', 2),
            Some(b'0') => ('\0', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            _ => {
                let digits =
                    self.rest.strip_prefix("\\u{").and_then(|rest| rest.split_once('}')).map(|(digits, _)| digits);
                let digits =
                    digits.filter(|d| d.len() <= MAX_ESCAPE_DIGITS && d.bytes().all(|b| b.is_ascii_hexdigit()));
                let c = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
                match (c, digits) {
                    (Some(c), Some(digits)) => (c, "\\u{}".len() + digits.len()),
                    _ => return Err(self.error(EXPECTED)),
                }
            }
        };
        self.advance(length);
        Ok(c)
    }
}
