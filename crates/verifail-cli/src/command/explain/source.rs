//! Where texts come from: the command line, a file, standard input. Bounded: of a long text the beginning and the end
//! are kept, whatever its length.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

use verifail::classification::{HEAD, TAIL};

use crate::failure::Failure;
use crate::input::describe;

/// A text, or its beginning and end.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    /// Whether the middle was left out.
    pub(super) cut: bool,
}

/// The one text that is asked about.
pub(super) fn text(input: Option<&str>) -> Result<Text, Failure> {
    if let Some(text) = input.filter(|input| *input != "-" && super::file(input).is_none()) {
        return Ok(Text { bytes: text.as_bytes().to_vec(), cut: false });
    }
    let mut reader = open(input)?.0;
    let mut text = Text::default();
    let mut tail = Tail::default();
    let name = input.unwrap_or("standard input");
    loop {
        let octets = reader.fill_buf().map_err(|error| failed(name, &error))?;
        if octets.is_empty() {
            break;
        }
        let len = octets.len();
        tail.push(&mut text, octets);
        reader.consume(len);
    }
    tail.close(&mut text);
    Ok(text)
}

/// What is read from, and its length where it has one.
pub(super) fn open(input: Option<&str>) -> Result<(Box<dyn BufRead>, Option<u64>), Failure> {
    match input {
        Some(name) if name != "-" => {
            let file = File::open(name).map_err(|error| failed(name, &error))?;
            let metadata = file.metadata().map_err(|error| failed(name, &error))?;
            if metadata.is_dir() {
                return Err(Failure::of_file(Path::new(name), "is a directory"));
            }
            Ok((Box::new(BufReader::with_capacity(1 << 18, file)), metadata.is_file().then_some(metadata.len())))
        }
        None if io::stdin().is_terminal() => {
            Err(Failure::new("nothing to explain: give a text, a file, or - for standard input"))
        }
        _ => Ok((Box::new(BufReader::with_capacity(1 << 18, io::stdin())), None)),
    }
}

pub(super) fn failed(name: &str, error: &io::Error) -> Failure {
    Failure::of_file(Path::new(name), describe(error))
}

/// The last octets of a text that is too long to be kept.
#[derive(Debug, Default)]
struct Tail {
    /// At most twice [`TAIL`], so that octets are moved once in [`TAIL`] of them.
    octets: Vec<u8>,
}

impl Tail {
    fn push(&mut self, text: &mut Text, octets: &[u8]) {
        let room = (HEAD + TAIL).saturating_sub(text.bytes.len());
        let (first, rest) = octets.split_at(room.min(octets.len()));
        text.bytes.extend_from_slice(first);
        if rest.is_empty() {
            return;
        }
        if !text.cut {
            text.cut = true;
            self.octets = text.bytes.split_off(HEAD);
            // So that nothing more goes there.
            text.bytes.resize(HEAD + TAIL, b' ');
        }
        self.octets.extend_from_slice(&rest[rest.len().saturating_sub(TAIL)..]);
        if self.octets.len() > 2 * TAIL {
            self.octets.drain(..self.octets.len() - TAIL);
        }
    }

    fn close(self, text: &mut Text) {
        if text.cut {
            text.bytes.truncate(HEAD);
            text.bytes.extend_from_slice(&self.octets[self.octets.len().saturating_sub(TAIL)..]);
        }
    }
}

/// The next line without its end, its beginning and end if it is long; `None` at the end of the input.
pub(super) fn line(reader: &mut dyn BufRead) -> io::Result<Option<Text>> {
    let mut text = Text::default();
    let (mut tail, mut any) = (Tail::default(), false);
    loop {
        let octets = reader.fill_buf()?;
        if octets.is_empty() {
            break;
        }
        any = true;
        let end = octets.iter().position(|octet| *octet == b'\n');
        let len = end.unwrap_or(octets.len());
        tail.push(&mut text, &octets[..len]);
        reader.consume(len + usize::from(end.is_some()));
        if end.is_some() {
            break;
        }
    }
    tail.close(&mut text);
    if text.bytes.last() == Some(&b'\r') {
        text.bytes.pop();
    }
    Ok(any.then_some(text))
}

/// A reader that counts what was read of it, for a progress bar.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) octets: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(into)?;
        self.octets += len as u64;
        Ok(len)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, len: usize) {
        self.octets += len as u64;
        self.inner.consume(len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> Vec<(usize, bool)> {
        let mut reader = BufReader::with_capacity(1000, input);
        std::iter::from_fn(|| line(&mut reader).unwrap_or(None)).map(|text| (text.bytes.len(), text.cut)).collect()
    }

    #[test]
    fn lines_end_at_line_feeds_and_at_the_end() {
        assert_eq!(lines(b"ab\r\nc\n\nd"), [(2, false), (1, false), (0, false), (1, false)]);
    }

    #[test]
    fn of_a_long_line_the_beginning_and_the_end_are_kept() {
        let mut input = vec![b'a'; HEAD];
        input.extend(vec![b'b'; 1_000_000]);
        input.extend(b"the end\nnext");
        let mut reader = BufReader::with_capacity(1000, input.as_slice());
        let first = line(&mut reader).unwrap().unwrap();
        assert!(first.cut && first.bytes.len() == HEAD + TAIL && first.bytes.ends_with(b"the end"));
        assert!(first.bytes[..HEAD].iter().all(|octet| *octet == b'a'));
        assert_eq!(line(&mut reader).unwrap().unwrap().bytes, b"next");
        assert_eq!(lines(&vec![b'x'; HEAD + TAIL]), [(HEAD + TAIL, false)]);
    }
}
