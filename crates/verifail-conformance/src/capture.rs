//! `cargo xtask corpus capture`: what the programs of this machine print about known faults, as the rows of
//! `corpus/failures`.
//!
//! For each client and each fault a loopback server is started (`servers`, `certificates`, `faults`), the client
//! connects (`clients`), and what it prints about the failure becomes a row, with fixed words for what changes from run
//! to run (`normal`). Servers that report on their clients are the other way round (`reporters`). The rows of programs
//! that are not installed stay as they are (`merge`).
//!
//! What a row expects is judged by people. A text that is new gets what classification says of it now and is no row to
//! commit before somebody has read it and set `judged`; a text that was there keeps its answer. A kind that its fault
//! cannot cause is an error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command of the workspace, which prints")]

pub(crate) mod certificates;
pub(crate) mod clients;
pub(crate) mod faults;
mod merge;
pub(crate) mod normal;
pub(crate) mod process;
mod reporters;
pub mod rows;
pub(crate) mod servers;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use certificates::Certificates;
use clients::{CLIENTS, Client};
use faults::{FAULTS, Fault};
use merge::{Captured, Known};
use reporters::{REPORTERS, Reporter};
use rows::Row;

/// Capture what the programs of this machine print about faults.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only say what differs from the files; fails where something does
    #[arg(long)]
    check: bool,
    /// Only these clients, by a word of their name
    #[arg(long, value_name = "WORD")]
    client: Vec<String>,
    /// Only these faults, by their name; implies `--print`
    #[arg(long, value_name = "NAME")]
    fault: Vec<String>,
    /// Print the texts and write nothing
    #[arg(long)]
    print: bool,
    /// Capture that often, for faults whose text depends on who is faster
    #[arg(long, value_name = "TIMES", default_value_t = 1)]
    runs: usize,
}

/// Runs the command on the corpus below the workspace's root.
pub fn main(root: &Path, args: &Args) -> ExitCode {
    match run(&root.join("corpus/failures"), args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(corpus: &Path, args: &Args) -> Result<bool, Box<dyn Error>> {
    let directory = tempfile::Builder::new().prefix("verifail-capture-").tempdir()?;
    let certificates = Certificates::create(directory.path())?;
    let wanted = |name: &str| args.client.is_empty() || args.client.iter().any(|word| name.contains(word.as_str()));
    let fault_wanted = |fault: &&Fault| args.fault.is_empty() || args.fault.iter().any(|name| name == fault.name);
    let faults: Vec<&'static Fault> = FAULTS.iter().filter(fault_wanted).collect();
    let mut sources: Vec<Source> = CLIENTS.iter().map(|client| Source::Client(client)).collect();
    sources.extend(REPORTERS.iter().map(Source::Reporter));
    sources.retain(|source| wanted(source.name()));
    let known = Known::of(&all_rows(corpus)?);
    let mut captured: Vec<Captured> = Vec::new();
    for _ in 0..args.runs {
        let run = in_parallel(sources.clone(), |source| match source {
            Source::Client(client) => clients::capture(client, &faults, &certificates, &known),
            Source::Reporter(reporter) => reporters::capture(reporter, &certificates, &known),
        });
        merge::add_run(&mut captured, run);
    }
    if args.print || !args.fault.is_empty() {
        for captured in &captured {
            for (fault, text) in &captured.said {
                println!("{} [{fault}]\n{text}\n", captured.name);
            }
        }
        return Ok(true);
    }
    store(corpus, captured, args.check)
}

/// Where texts come from.
#[derive(Clone, Copy)]
enum Source {
    Client(&'static Client),
    Reporter(&'static Reporter),
}

impl Source {
    fn name(self) -> &'static str {
        match self {
            Self::Client(client) => client.name,
            Self::Reporter(reporter) => reporter.name,
        }
    }
}

/// Sources at a time: they wait more than they work, but a machine that is too busy runs into their timeouts.
const AT_ONCE: usize = 5;

/// What each source gives, as they come.
fn in_parallel(sources: Vec<Source>, one: impl Fn(Source) -> Option<Captured> + Sync) -> Vec<Captured> {
    let (queue, done) = (Mutex::new(sources), Mutex::new(Vec::new()));
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(source) = next() {
                    let captured = one(source);
                    if let Ok(mut done) = done.lock() {
                        done.extend(captured);
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_default()
}

/// The file of a stack.
fn file(corpus: &Path, stack: &str) -> PathBuf {
    corpus.join(format!("{stack}.toml"))
}

/// The rows of every file that a capture may change.
fn all_rows(corpus: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut stacks: Vec<&str> = CLIENTS.iter().map(|client| client.stack).collect();
    stacks.extend(REPORTERS.iter().map(|reporter| reporter.stack));
    stacks.sort_unstable();
    stacks.dedup();
    let mut all = Vec::new();
    for stack in stacks {
        all.extend(rows::read(&file(corpus, stack))?);
    }
    Ok(all)
}

/// Brings the files up to date, or says what differs.
fn store(corpus: &Path, captured: Vec<Captured>, check: bool) -> Result<bool, Box<dyn Error>> {
    let mut files: BTreeMap<PathBuf, Vec<Captured>> = BTreeMap::new();
    for captured in captured {
        files.entry(file(corpus, captured.stack)).or_default().push(captured);
    }
    let mut success = true;
    fs::create_dir_all(corpus)?;
    for (path, captured) in files {
        let before = rows::read(&path)?;
        let after = merge::merged(&before, &captured);
        for row in after.iter().filter(|row| !row.judged) {
            println!("UNJUDGED {} [{}]: {}\n{}\n", row.provenance, row.faults.join(", "), row.kind, row.text);
        }
        success &= after.iter().all(is_possible);
        if check {
            success &= same(&path, &before, &after);
        } else {
            rows::write(&path, &after)?;
        }
    }
    Ok(success)
}

/// The faults of a row that cannot cause what the row expects.
pub fn impossible(row: &Row) -> Vec<&str> {
    row.faults.iter().map(String::as_str).filter(|name| !faults::may_cause(name, &row.kind)).collect()
}

/// Whether each of a row's faults can cause what the row expects; says so where one cannot.
fn is_possible(row: &Row) -> bool {
    let impossible = impossible(row);
    for name in &impossible {
        eprintln!("IMPOSSIBLE: {} reads {} where the fault is {name}:\n{}\n", row.provenance, row.kind, row.text);
    }
    impossible.is_empty()
}

/// Prints the rows that only one side has.
fn same(path: &Path, before: &[Row], after: &[Row]) -> bool {
    let only = |sign: char, rows: &[Row], others: &[Row]| {
        for row in rows.iter().filter(|row| !others.contains(row)) {
            let faults = row.faults.join(", ");
            println!("{sign} {}: {} [{faults}] {}\n  {}", path.display(), row.provenance, row.version, row.text);
        }
    };
    only('-', before, after);
    only('+', after, before);
    before == after
}
