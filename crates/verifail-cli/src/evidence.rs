//! What people bring: texts, captures, HTTP archives, tables. Told apart by what is in them, and read whole within a
//! limit.

mod archive;
mod table;

use std::path::Path;

use verifail::capture::Capture;
use verifail::classification::{Circumstances, redact};
use verifail::hypothesis::Case;

use crate::failure::{Failure, printable};
use crate::input;

/// What a case was made of, for reports.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// The evidence.
    pub(crate) case: Case,
    /// Each piece: what it is, and its beginning without secrets.
    pub(crate) pieces: Vec<Piece>,
    /// The host that is spoken of first.
    pub(crate) host: Option<String>,
    /// Its port, where a capture has it.
    pub(crate) port: Option<u16>,
    /// Another host that is spoken of.
    pub(crate) other: Option<String>,
    /// The client that is spoken of first.
    pub(crate) client: Option<String>,
}

/// One piece of evidence.
#[derive(Debug)]
pub(crate) struct Piece {
    /// `text`, `capture`, `archive`, `table`.
    pub(crate) kind: &'static str,
    /// Where it is from.
    pub(crate) source: String,
    /// Its beginning, or what it holds, without secrets.
    pub(crate) shown: String,
}

/// Characters of a text that are kept for reports.
const MAX_SHOWN: usize = 600;

impl Collected {
    /// Adds what an argument names: a file, `-`, or the text that it is.
    pub(crate) fn add(&mut self, argument: &str, circumstances: Circumstances) -> Result<(), Failure> {
        let path = Path::new(argument);
        let is_name = argument == "-" || argument.len() < 4096 && !argument.contains('\n') && path.is_file();
        if is_name {
            let bytes = input::read(path)?;
            let name = input::name(path).to_string_lossy().into_owned();
            return self.file(&printable(&name), &bytes, circumstances).map_err(|what| Failure::of_file(path, what));
        }
        // Who gives the name of a file that is not there wants that file.
        let ends = [".csv", ".har", ".json", ".log", ".toml", ".tsv", ".txt"];
        if !argument.contains(' ') && ends.iter().any(|end| argument.ends_with(end)) {
            return Err(Failure::of_file(path, "no such file"));
        }
        let number = self.pieces.iter().filter(|piece| piece.kind == "text").count() + 1;
        self.text(&format!("text {number}"), argument.as_bytes(), circumstances);
        Ok(())
    }

    fn file(&mut self, name: &str, bytes: &[u8], circumstances: Circumstances) -> Result<(), String> {
        if Capture::is_capture(bytes) {
            let capture = Capture::from_json(bytes).map_err(|error| error.to_string())?;
            self.capture(name, capture);
        } else if archive::is_archive(bytes) {
            archive::add(self, name, bytes)?;
        } else if let Some(form) = table::form(name, bytes) {
            table::add(self, name, bytes, form, circumstances)?;
        } else {
            self.text(name, bytes, circumstances);
        }
        Ok(())
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, source: &str, text: &[u8], circumstances: Circumstances) {
        self.case.text_under(source, text, circumstances);
        let shown = String::from_utf8_lossy(text.get(..text.len().min(1 << 14)).unwrap_or_default());
        self.piece("text", source, &shown);
    }

    /// Adds a capture; one whose vantage another one has is called by its file.
    pub(crate) fn capture(&mut self, name: &str, mut capture: Capture) {
        if self.case.captures().iter().any(|other| other.vantage == capture.vantage) {
            capture.vantage = format!("{} ({name})", capture.vantage);
        }
        let shown = format!("{}, {} samples of {}", capture.vantage, capture.samples.len(), capture.target);
        self.host(&capture.target.host);
        self.port = self.port.or(Some(capture.target.port));
        self.piece("capture", name, &shown);
        self.case.capture(capture);
    }

    /// A host that is spoken of.
    fn host(&mut self, host: &str) {
        match &self.host {
            None => self.host = Some(host.to_owned()),
            Some(first) if first != host && self.other.is_none() => self.other = Some(host.to_owned()),
            Some(_) => {}
        }
    }

    fn piece(&mut self, kind: &'static str, source: &str, shown: &str) {
        let shown = redact::secrets(shown).chars().take(MAX_SHOWN).collect();
        self.pieces.push(Piece { kind, source: source.to_owned(), shown });
    }
}
