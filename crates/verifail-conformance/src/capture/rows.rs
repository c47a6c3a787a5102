//! The rows of `corpus/failures`: reading, and writing in one form.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use verifail::classification::{Evidence, classify};

/// A text that a stack prints, and what classification says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What was printed, with fixed words for what changes from run to run.
    pub text: String,
    /// The program, or the engine whose file this is.
    pub stack: String,
    /// Of the program that printed it.
    pub version: String,
    /// `captured: command line`, or `documented: file @ version`.
    pub provenance: String,
    /// The faults that gave this text; empty where it was not captured.
    #[serde(default)]
    pub faults: Vec<String>,
    /// What the text says, as a code.
    pub kind: String,
    /// Who refuses whom.
    pub role: String,
    /// Between whom.
    pub hop: String,
    /// Whether to try again.
    pub retry: String,
    /// Whether somebody read the text and set the four fields above by what it says, whatever classification says.
    #[serde(default)]
    pub judged: bool,
}

/// The rows of one stack.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    #[serde(default)]
    row: Vec<Row>,
}

impl Row {
    /// Whether a capture makes this row anew.
    pub fn is_captured(&self) -> bool {
        self.provenance.starts_with("captured: ")
    }

    /// Sets the answer to what classification says now.
    pub(super) fn answer(&mut self) {
        let report = classify(&Evidence::text(&self.text)).to_report();
        [self.kind, self.role, self.hop, self.retry] =
            [report.kind, report.role, report.hop, report.retry].map(str::to_owned);
    }

    /// Takes over what the same row expected before.
    pub(super) fn expects_as(&mut self, other: &Self) {
        [self.kind, self.role, self.hop, self.retry] =
            [&other.kind, &other.role, &other.hop, &other.retry].map(String::clone);
        self.judged = other.judged;
    }
}

/// The rows of a file; none where there is no file.
///
/// # Errors
///
/// The file cannot be read, or is not what [`write`] writes.
pub fn read(path: &Path) -> io::Result<Vec<Row>> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(text) => toml::from_str::<Rows>(&text).map(|rows| rows.row).map_err(io::Error::other),
    }
}

/// Writes the rows of one stack.
pub(super) fn write(path: &Path, rows: &[Row]) -> io::Result<()> {
    let mut out =
        String::from("# Made by `cargo xtask corpus capture`; README.md says how, and what the fields mean.\n");
    for row in rows {
        out.push_str("\n[[row]]\n");
        let fields =
            [("text", &row.text), ("stack", &row.stack), ("version", &row.version), ("provenance", &row.provenance)];
        for (key, value) in fields {
            entry(&mut out, key, &quoted(value));
        }
        if !row.faults.is_empty() {
            let faults: Vec<String> = row.faults.iter().map(|fault| quoted(fault)).collect();
            entry(&mut out, "faults", &format!("[{}]", faults.join(", ")));
        }
        for (key, value) in [("kind", &row.kind), ("role", &row.role), ("hop", &row.hop), ("retry", &row.retry)] {
            entry(&mut out, key, &quoted(value));
        }
        if row.judged {
            entry(&mut out, "judged", "true");
        }
    }
    fs::write(path, out)
}

fn entry(out: &mut String, key: &str, value: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{key} = {value}");
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("stack.toml");
        let row = Row {
            text: "a \"quoted\"\ttext\nof two lines \\ \u{1b}[0m".to_owned(),
            stack: "openssl".to_owned(),
            version: "OpenSSL 3".to_owned(),
            provenance: "captured: openssl s_client".to_owned(),
            faults: vec!["expired".to_owned()],
            kind: "expired".to_owned(),
            role: "we-reject-server".to_owned(),
            hop: "direct".to_owned(),
            retry: "never".to_owned(),
            judged: true,
        };
        write(&path, std::slice::from_ref(&row)).expect("written");
        assert_eq!(read(&path).expect("read"), [row]);
    }
}
