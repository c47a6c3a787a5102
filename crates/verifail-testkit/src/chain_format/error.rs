//! Why a `.chain` text cannot be read: where, what is expected there, and what is there.

use std::borrow::Cow;
use std::fmt;

/// Most characters of the text that an error repeats.
const MAX_ECHO: usize = 60;

/// The first place at which a text leaves the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainError {
    line: usize,
    column: usize,
    expected: Cow<'static, str>,
    found: String,
}

impl ChainError {
    pub(super) fn new(
        line: usize,
        column: usize,
        expected: impl Into<Cow<'static, str>>,
        found: impl AsRef<str>,
    ) -> Self {
        let found = found.as_ref();
        let end = found.char_indices().nth(MAX_ECHO).map_or(found.len(), |(end, _)| end);
        let mut echo = String::with_capacity(MAX_ECHO + '…'.len_utf8());
        for character in found.get(..end).unwrap_or_default().chars() {
            // Of most characters nothing has to be looked up.
            match character {
                ' ' | '0'..='9' | 'A'..='Z' | 'a'..='z' => echo.push(character),
                other => echo.extend(other.escape_debug()),
            }
        }
        if end < found.len() {
            echo.push('…');
        }
        Self { line, column, expected: expected.into(), found: echo }
    }

    /// The line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// What the grammar wants there.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there, escaped and cut short.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, expected, found } = self;
        write!(f, "line {line}, column {column}: expected {expected}, found ")?;
        if found.is_empty() { f.write_str("nothing") } else { f.write_str(found) }
    }
}

impl std::error::Error for ChainError {}
