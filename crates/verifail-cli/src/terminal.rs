//! Where output goes: standard output and standard error, with colour or without, in Unicode or in ASCII.
//!
//! A report is composed as one text with styles in it and handed over whole; styles are dropped here where they are not
//! wanted, so that nothing else needs to know.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::failure::{Failure, printable};

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR or TERM=dumb says otherwise.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Never.
    Never,
}

/// Good news.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Bad news.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Something to look at.
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// Names, headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// What supports and is not the point.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// `text` in a style.
pub(crate) fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Both output streams and how they are to look.
#[derive(Debug)]
pub(crate) struct Terminal {
    choice: ColorChoice,
    ascii: bool,
}

impl Terminal {
    /// Output as the global options want it.
    pub(crate) const fn new(color: Color, ascii: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, ascii }
    }

    /// Prints a text composed with [`styled`].
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        let text = if self.ascii { to_ascii(text) } else { text.to_owned() };
        let mut out = AutoStream::new(io::stdout().lock(), self.choice);
        written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Prints bytes for a machine as they are.
    pub(crate) fn print_raw(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        written(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// `error: …` on standard error.
    pub(crate) fn error(&mut self, message: &str) {
        self.say(BAD, "error", message);
    }

    /// `warning: …` on standard error.
    pub(crate) fn warn(&mut self, message: &str) {
        self.say(WARN, "warning", message);
    }

    /// `WARNING: …` on standard error, for what makes a verdict worth less than it looks.
    pub(crate) fn warn_loudly(&mut self, message: &str) {
        self.say(BAD, "WARNING", message);
    }

    /// `note: …` on standard error.
    pub(crate) fn note(&mut self, message: &str) {
        self.say(STRONG, "note", message);
    }

    fn say(&self, style: Style, label: &str, message: &str) {
        let line = format!("{}: {}\n", styled(style, label), printable(message));
        let line = if self.ascii { to_ascii(&line) } else { line };
        let mut err = AutoStream::new(io::stderr().lock(), self.choice);
        // With standard error gone there is nobody left to tell.
        let _ = err.write_all(line.as_bytes());
    }
}

/// A reader that went away has read what it wanted; the command's answer, its exit code, stays what it is.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::of_output(&error)),
        _ => Ok(()),
    }
}

/// The text with the report's own glyphs replaced by ASCII and everything else beyond ASCII escaped.
fn to_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push_str(match c {
            '└' | '├' => "+",
            '│' => "|",
            '─' => "-",
            '✓' => "ok",
            '✗' => "x",
            '·' => "-",
            '…' => "...",
            '→' => "->",
            c if c.is_ascii() => {
                out.push(c);
                continue;
            }
            c => {
                let _ = write!(out, "{}", c.escape_unicode());
                continue;
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_output_has_only_ascii() {
        assert_eq!(to_ascii("└─ CN=Müller ✓ a · b…"), "+- CN=M\\u{fc}ller ok a - b...");
    }
}
