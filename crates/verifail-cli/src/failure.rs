//! Why a command could not do its work: one line for a person, and exit code 2.

use std::fmt::Display;
use std::io;
use std::path::Path;

/// A command's failure.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read the output went away. Nothing is wrong.
    BrokenPipe,
    /// Bad usage or unreadable input, in one line.
    Unusable(String),
}

impl Failure {
    /// A failure about one file: `chain.pem: no such file`.
    pub(crate) fn of_file(path: &Path, what: impl Display) -> Self {
        Self::Unusable(format!("{}: {what}", printable(&path.to_string_lossy())))
    }

    /// A failure of writing output.
    pub(crate) fn of_output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Unusable(format!("output: {error}")),
        }
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
        let Failure::Unusable(message) = Failure::of_file(Path::new("a\u{1b}[2J\n\u{202e}b"), "gone") else {
            panic!("a file's failure is no broken pipe");
        };
        assert_eq!(message, "a\\u{1b}[2J\\u{a}\\u{202e}b: gone");
    }
}
