//! `--ndjson`: many texts, one a line, answered in order with constant memory.
//!
//! Lines are read in batches; the batch's parts are answered by as many threads as `--jobs` says, and written in the
//! order in which they were read. Nothing is kept from one batch to the next.

use std::io::{self, BufWriter, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::Value;
use verifail::classification::{Circumstances, Evidence, classify};

use super::answer::Answer;
use super::source::{self, Counted, Text};
use crate::Outcome;
use crate::failure::Failure;
use crate::report::json;
use crate::terminal::Terminal;

/// Lines and octets of one batch: whichever comes first.
const BATCH_LINES: usize = 8192;
const BATCH_OCTETS: usize = 8 << 20;
/// Lines that cannot be read are named one by one up to here.
const MAX_NAMED: usize = 20;

/// What `--ndjson` was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Options<'o> {
    pub(super) field: &'o str,
    pub(super) jobs: usize,
    pub(super) redact: bool,
    pub(super) circumstances: Circumstances,
}

/// The answer to a line that cannot be read.
#[derive(Debug, Serialize)]
struct Unreadable<'e> {
    line: u64,
    error: &'e str,
}

/// Answers line by line.
pub(super) fn run(input: Option<&str>, options: &Options<'_>, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let (reader, len) = source::open(input)?;
    let name = input.unwrap_or("standard input");
    let mut reader = Counted { inner: reader, octets: 0 };
    let bar = progress(len);
    let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let (mut number, mut unreadable) = (0_u64, 0_usize);
    loop {
        let batch = batch(&mut reader).map_err(|error| source::failed(name, &error))?;
        if batch.is_empty() {
            break;
        }
        for answered in answer_all(&batch, number, options) {
            for (line, error) in &answered.unreadable {
                unreadable += 1;
                if unreadable <= MAX_NAMED {
                    terminal.warn(&format!("line {line}: {error}"));
                }
            }
            if !write(&mut out, &answered.octets)? {
                // Nobody reads on: what was asked for has been given.
                return Ok(Outcome::Good);
            }
        }
        number += batch.len() as u64;
        bar.set_position(reader.octets);
    }
    bar.finish_and_clear();
    write(&mut out, b"")?;
    if unreadable > MAX_NAMED {
        terminal.warn(&format!("{} more lines could not be read", unreadable - MAX_NAMED));
    }
    Ok(if unreadable == 0 { Outcome::Good } else { Outcome::Failure })
}

/// Whether somebody still reads.
fn write(out: &mut impl Write, octets: &[u8]) -> Result<bool, Failure> {
    let written = if octets.is_empty() { out.flush() } else { out.write_all(octets) };
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::of_output(&error)),
    }
}

/// A bar where a person watches and the end is known.
fn progress(len: Option<u64>) -> ProgressBar {
    match len {
        Some(len) if io::stderr().is_terminal() && !io::stdout().is_terminal() => {
            let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
            style.map_or_else(|_| ProgressBar::hidden(), |style| ProgressBar::new(len).with_style(style))
        }
        _ => ProgressBar::hidden(),
    }
}

fn batch(reader: &mut Counted<Box<dyn io::BufRead>>) -> io::Result<Vec<Text>> {
    let (mut lines, mut octets) = (Vec::new(), 0);
    while lines.len() < BATCH_LINES && octets < BATCH_OCTETS {
        let Some(line) = source::line(reader)? else { break };
        octets += line.bytes.len();
        lines.push(line);
    }
    Ok(lines)
}

/// The answers to some lines, as they are written.
#[derive(Debug, Default)]
struct Answered {
    octets: Vec<u8>,
    unreadable: Vec<(u64, String)>,
}

fn answer_all(batch: &[Text], before: u64, options: &Options<'_>) -> Vec<Answered> {
    let part = batch.len().div_ceil(options.jobs).max(1);
    if options.jobs == 1 {
        return vec![answer_part(batch, before, options)];
    }
    std::thread::scope(|scope| {
        let parts = batch.chunks(part).enumerate();
        let threads: Vec<_> = parts
            .map(|(at, lines)| scope.spawn(move || answer_part(lines, before + (at * part) as u64, options)))
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    })
}

fn answer_part(lines: &[Text], before: u64, options: &Options<'_>) -> Answered {
    let mut answered = Answered::default();
    for (at, text) in lines.iter().enumerate() {
        let line = before + at as u64 + 1;
        let written = match question(text, options.field) {
            Ok(Question::Plain) => answer(&mut answered.octets, None, &text.bytes, text.cut, options),
            Ok(Question::Labelled { id, text: inner }) => {
                answer(&mut answered.octets, id, inner.as_bytes(), text.cut, options)
            }
            Err(error) => {
                let written = serde_json::to_writer(&mut answered.octets, &Unreadable { line, error: &error });
                answered.unreadable.push((line, error));
                written
            }
        };
        // Writing to memory does not fail.
        let _ = written;
        answered.octets.push(b'\n');
    }
    answered
}

fn answer(
    out: &mut Vec<u8>,
    id: Option<Value>,
    text: &[u8],
    cut: bool,
    options: &Options<'_>,
) -> Result<(), serde_json::Error> {
    let mut diagnosis = classify(&Evidence::text(text).under(options.circumstances));
    diagnosis.cut |= cut;
    let answer = serde_json::to_vec(&Answer::to(id, text, &diagnosis, options.redact))?;
    out.extend_from_slice(&json::neutral(answer));
    Ok(())
}

/// What a line asks about.
enum Question {
    /// The line is the text.
    Plain,
    /// An object with the text in a field.
    Labelled { id: Option<Value>, text: String },
}

fn question(line: &Text, field: &str) -> Result<Question, String> {
    if line.bytes.trim_ascii_start().first() != Some(&b'{') {
        return Ok(Question::Plain);
    }
    if line.cut {
        return Err("longer than is read of a line".to_owned());
    }
    let mut object: serde_json::Map<String, Value> =
        serde_json::from_slice(&line.bytes).map_err(|error| format!("no JSON: {error}"))?;
    match object.remove(field) {
        Some(Value::String(text)) => Ok(Question::Labelled { id: object.remove("id"), text }),
        Some(_) => Err(format!("{field} is no text")),
        None => Err(format!("no field {field}")),
    }
}
