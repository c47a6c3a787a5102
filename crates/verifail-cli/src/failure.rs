//! Why a command could not do its work: one line for a person, and exit code 2.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;

/// A command's failure, in one line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    /// Bad usage or unreadable input.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A failure about one file: `chain.pem: no such file`.
    pub(crate) fn of_file(path: &Path, what: impl Display) -> Self {
        Self(format!("{}: {what}", printable(&path.to_string_lossy())))
    }

    /// A failure of writing output.
    pub(crate) fn of_output(error: &io::Error) -> Self {
        Self(format!("output: {error}"))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text from outside with control characters escaped, so that it cannot steer a terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Bidirectional controls reorder what is around them as surely as an escape sequence does.
        if c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_steer_the_terminal() {
        let message = Failure::of_file(Path::new("a\u{1b}[2J\n\u{202e}b"), "gone").to_string();
        assert_eq!(message, "a\\u{1b}[2J\\u{a}\\u{202e}b: gone");
    }
}
