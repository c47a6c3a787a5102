//! `cargo xtask corpus capture`: what the programs of this machine print about known faults, as the rows of
//! `corpus/failures`.
//!
//! For each client and each fault a loopback server is started (`servers`, `certificates`, `faults`), the client
//! connects (`clients`), and what it prints about the failure becomes a row, with fixed words for what changes from run to
//! run (`normal`). The rows of clients that are not installed stay as they are.
//!
//! What a row expects is judged by people. A text that is new gets what classification says of it now and is printed, to be
//! read before it is committed; a text that was there keeps its answer. A kind that its fault cannot cause is an error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command of the workspace, which prints")]

pub(crate) mod certificates;
pub(crate) mod clients;
pub(crate) mod faults;
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
use clients::{CLIENTS, Client, Connects, Target};
use faults::{FAULTS, Fault, VAGUE};
use reporters::{REPORTERS, Reporter};
use rows::Row;
use servers::Server;

/// Capture what the programs of this machine print about faults.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only say what differs from the files; fails where something does
    #[arg(long)]
    check: bool,
    /// Judge anew what the rows of the captured clients expect
    #[arg(long)]
    judge: bool,
    /// Only these clients, by a word of their name
    #[arg(long, value_name = "WORD")]
    client: Vec<String>,
    /// Only these faults, by their name; implies `--print`
    #[arg(long, value_name = "NAME")]
    fault: Vec<String>,
    /// Print the texts and write nothing
    #[arg(long)]
    print: bool,
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

/// Who prints something, and what it gave.
struct Captured {
    /// The start of the provenance of all its rows.
    name: &'static str,
    rows: Vec<Row>,
}

fn run(corpus: &Path, args: &Args) -> Result<bool, Box<dyn Error>> {
    let directory = tempfile::Builder::new().prefix("verifail-capture-").tempdir()?;
    let certificates = Certificates::create(directory.path())?;
    let wanted = |name: &str| args.client.is_empty() || args.client.iter().any(|word| name.contains(word.as_str()));
    let fault_wanted = |fault: &&Fault| args.fault.is_empty() || args.fault.iter().any(|name| name == fault.name);
    let faults: Vec<&Fault> = FAULTS.iter().filter(fault_wanted).collect();
    let clients = CLIENTS.iter().filter(|client| wanted(client.name)).map(|client| Source::Client(client));
    let reporters = REPORTERS.iter().filter(|reporter| wanted(reporter.name)).map(Source::Reporter);
    let captured = in_parallel(clients.chain(reporters).collect(), |source| match source {
        Source::Client(client) => capture(client, &faults, &certificates),
        Source::Reporter(reporter) => reporters::capture(reporter, &certificates),
    });
    if args.print || !args.fault.is_empty() {
        for row in captured.iter().flat_map(|captured| &captured.rows) {
            println!("{} [{}]\n{}\n", row.provenance, row.faults.join(", "), row.text);
        }
        return Ok(true);
    }
    store(corpus, captured, args)
}

/// Where texts come from.
#[derive(Clone, Copy)]
enum Source {
    Client(&'static Client),
    Reporter(&'static Reporter),
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

/// One client and every fault; `None` where the client is not installed.
fn capture(client: &'static Client, faults: &[&'static Fault], certificates: &Certificates) -> Option<Captured> {
    let Some(version) = (client.version)() else {
        eprintln!("SKIPPED: {} is not installed", client.name);
        return None;
    };
    let mut rows: Vec<Row> = Vec::new();
    for fault in faults {
        match said(client, fault, certificates) {
            Ok(Some(text)) => add(&mut rows, client.stack, &version, client.name, fault.name, text),
            Ok(None) => {}
            Err(error) => eprintln!("SKIPPED: {}, {}: {error}", client.name, fault.name),
        }
    }
    eprintln!("{}: {} texts", client.name, rows.len());
    Some(Captured { name: client.name, rows })
}

/// Adds a text, or a fault to a text that is there.
fn add(rows: &mut Vec<Row>, stack: &str, version: &str, name: &str, fault: &str, text: String) {
    if text.is_empty() {
        return;
    }
    if let Some(row) = rows.iter_mut().find(|row| row.text == text) {
        row.faults.push(fault.to_owned());
        return;
    }
    let [kind, role, hop, retry] = [const { String::new() }; 4];
    let provenance = format!("captured: {name}");
    let (stack, version, faults) = (stack.to_owned(), version.to_owned(), vec![fault.to_owned()]);
    rows.push(Row { text, stack, version, provenance, faults, kind, role, hop, retry, judged: false });
}

/// What a client prints about a fault; `None` where it cannot meet it.
fn said(client: &Client, fault: &'static Fault, certificates: &Certificates) -> Result<Option<String>, Box<dyn Error>> {
    let server = Server::start(fault.behaviour, certificates)?;
    let target = Target { fault, port: server.port, certificates };
    let said = match client.connects {
        Connects::Inside(connect) => connect(&target).map(|err| process::Said { err, ..process::Said::default() }),
        Connects::Command(command) => command(&target).and_then(process::run),
    };
    Ok(said.map(|said| normal::normal(&(client.picks)(&said), server.port, certificates.directory())))
}

/// Brings the files up to date, or says what differs.
fn store(corpus: &Path, captured: Vec<Captured>, args: &Args) -> Result<bool, Box<dyn Error>> {
    let mut files: BTreeMap<PathBuf, Vec<Captured>> = BTreeMap::new();
    for captured in captured {
        if let Some(row) = captured.rows.first() {
            let path = corpus.join(format!("{}.toml", row.stack));
            files.entry(path).or_default().push(captured);
        }
    }
    let mut success = true;
    fs::create_dir_all(corpus)?;
    for (path, captured) in files {
        let before = rows::read(&path)?;
        let names: Vec<String> = captured.iter().map(|captured| format!("captured: {}", captured.name)).collect();
        let (replaced, mut after): (Vec<Row>, Vec<Row>) =
            before.iter().cloned().partition(|row| names.contains(&row.provenance));
        for mut row in captured.into_iter().flat_map(|captured| captured.rows) {
            match replaced.iter().find(|old| old.text == row.text && old.provenance == row.provenance) {
                Some(old) if !args.judge => row.judged_as(old),
                _ => {
                    row.answer();
                    if !args.check {
                        println!("NEW {} [{}]: {}\n{}\n", row.stack, row.faults.join(", "), row.kind, row.text);
                    }
                }
            }
            // What says nothing is no row, and what says something wrong is none until classification is mended.
            if row.kind == "unclassified" {
                continue;
            }
            if is_possible(&row) {
                after.push(row);
            } else {
                success = false;
            }
        }
        // Documented rows first, then by client; faults stay in their order.
        after.sort_by_key(|row| (row.is_captured(), row.provenance.clone()));
        if args.check {
            success &= same(&path, &before, &after);
        } else {
            rows::write(&path, &after)?;
        }
    }
    Ok(success)
}

/// Whether each of a row's faults can cause what the row expects; says so where one cannot.
fn is_possible(row: &Row) -> bool {
    let possible = |name: &String| faults::reasons(name).iter().chain(&VAGUE).any(|reason| reason.code() == row.kind);
    let impossible: Vec<&String> = row.faults.iter().filter(|name| !possible(name)).collect();
    for name in &impossible {
        eprintln!("IMPOSSIBLE: {} reads {} where the fault is {name}:\n{}\n", row.provenance, row.kind, row.text);
    }
    impossible.is_empty()
}

/// Prints the rows that only one side has.
fn same(path: &Path, before: &[Row], after: &[Row]) -> bool {
    let only = |sign: char, rows: &[Row], others: &[Row]| {
        for row in rows.iter().filter(|row| !others.contains(row)) {
            println!(
                "{sign} {}: {} [{}] {}\n  {}",
                path.display(),
                row.provenance,
                row.faults.join(", "),
                row.version,
                row.text
            );
        }
    };
    only('-', before, after);
    only('+', after, before);
    before == after
}
