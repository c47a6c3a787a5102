//! `cargo xtask lab`: the programs of this machine meet every fault of the lab, and what classification makes of their
//! words is held to the catalogue.
//!
//! Every fault that is met by connecting once is served, and every client that is installed connects to each
//! (`clients`). Of what it prints, the reason must be one that the catalogue lists, or say less; hop and advice must
//! follow (`answer`). Which meetings there must be follows from what a fault demands and what a client cannot do
//! (`reach`). What a client is known to do otherwise stands in `known/lab.toml`, argued; an entry that no longer
//! applies fails the run (`known`). Before a client counts it must pass the controls of the catalogue.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command of the workspace, which prints")]

mod answer;
mod clients;
mod known;
mod pages;
mod reach;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use verifail_lab::{Family, Fault, LabOptions, Reach, Running, catalogue};

use crate::capture::clients::Client;
use answer::Answer;
use clients::{Started, Visit};
pub use known::Known;
pub use reach::{Demand, demands, keeps_apart};

/// Let the programs of this machine meet the faults of the lab.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Args {
    /// Only these clients, by a word of their name
    #[arg(long, value_name = "WORD")]
    pub client: Vec<String>,
    /// Only these faults, by their name
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    /// Print every text with what is made of it
    #[arg(long)]
    pub print: bool,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Report {
    /// Clients that met the faults, and how many texts each gave.
    pub clients: BTreeMap<&'static str, usize>,
    /// Clients that are not installed.
    pub absent: Vec<&'static str>,
    /// Meetings that agree with the catalogue.
    pub agreed: usize,
    /// Of these, by a text that says nothing of TLS, of a connection that ended or stood still.
    pub unsaid: usize,
    /// Of these, as an entry of the known differences says.
    pub known: usize,
    /// Meetings that a client cannot have, because it cannot do what the fault demands.
    pub unable: usize,
    /// What differs, a line each; stale entries of the known differences too.
    pub differences: Vec<String>,
}

/// Runs the command.
pub fn main(args: &Args) -> ExitCode {
    let report = match run(args) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    for name in &report.absent {
        eprintln!("SKIPPED: {name} is not installed");
    }
    for (name, texts) in &report.clients {
        println!("{name}: {texts} faults");
    }
    for difference in &report.differences {
        println!("DIFFERS: {difference}");
    }
    let met: usize = report.clients.values().sum();
    println!(
        "{} clients, {} faults: {met} meetings, {} as the catalogue says, {} of them in words that say \
         nothing of TLS and {} by a known difference; {} differ; {} cannot be had",
        report.clients.len(),
        faults().count(),
        report.agreed,
        report.unsaid,
        report.known,
        report.differences.len(),
        report.unable
    );
    if report.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Meetings at a time: clients wait more than they work.
const AT_ONCE: usize = 6;

/// Serves the faults and lets the clients meet them.
///
/// # Errors
/// When a fault cannot be started, or the list of known differences cannot be read.
pub fn run(args: &Args) -> Result<Report, Box<dyn Error>> {
    let known = known::read()?;
    let directory = tempfile::Builder::new().prefix("verifail-lab-").tempdir()?;
    let wanted =
        |name: &str, words: &[String]| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let faults = faults().filter(|fault| args.fault.is_empty() || args.fault.iter().any(|name| name == fault.name));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let options = LabOptions::default();
    let faults: Vec<_> = faults.collect();
    let mut report = Report::default();
    let mut present = Vec::new();
    for client in clients::CLIENTS.iter().filter(|client| wanted(client.name, &args.client)) {
        if client.version().is_some() && clients::prepare(client, directory.path()) {
            present.push(*client);
        } else {
            report.absent.push(client.name);
        }
    }
    let mut running = Vec::new();
    for fault in faults {
        let each = if depends_on_who_came_before(fault) {
            present.iter().map(|client| Some(client.name)).collect()
        } else {
            vec![None]
        };
        for only in each {
            running.push(Started { running: runtime.block_on(fault.start(&options))?, only });
        }
    }
    let files = clients::write(&running, directory.path())?;
    // The slow ones stand at the end of the list, which is taken from its end.
    let of =
        |client: &'static Client| files.iter().filter(|visit| visit.is_for(client)).map(move |visit| (client, visit));
    let queue = present.iter().flat_map(|client| of(client)).collect();
    let meetings = meet(queue);
    let failed: Vec<_> = meetings.iter().filter_map(fails_the_control).collect();
    for (client, fault, answer) in meetings {
        if failed.iter().any(|(name, _)| *name == client.name) {
            continue;
        }
        let answer = match answer {
            Met::Apart => {
                report.unable += 1;
                continue;
            }
            Met::Nothing => {
                report.differences.push(format!("{}, {}: the meeting did not come about", client.name, fault.name));
                continue;
            }
            Met::Said(answer) => answer,
        };
        if args.print {
            println!("{}, {}: {answer}\n", client.name, fault.name);
        }
        *report.clients.entry(client.name).or_default() += 1;
        let mut entries = known.iter().filter(|entry| entry.is_about(client.name, fault.name));
        match answer.difference(fault) {
            None if entries.all(|entry| entry.sometimes) => {
                report.agreed += 1;
                report.unsaid += usize::from(answer.says_nothing());
            }
            None => report
                .differences
                .push(format!("{}, {}: the known difference no longer applies", client.name, fault.name)),
            Some(_) if entries.any(|entry| entry.says == answer.says()) => {
                report.agreed += 1;
                report.known += 1;
            }
            Some(difference) => {
                report.differences.push(format!("{}, {}: {difference}, of {answer}", client.name, fault.name));
            }
        }
    }
    report.differences.extend(failed.into_iter().map(|(_, difference)| difference));
    report.differences.sort();
    Ok(report)
}

/// The name of a client that does not get along with the good server, and what it says: nothing else that it says
/// counts.
fn fails_the_control((client, fault, answer): &Meeting) -> Option<(&'static str, String)> {
    let Met::Said(answer) = answer else { return None };
    let difference = if fault.name == "good" { answer.difference(fault)? } else { return None };
    Some((client.name, format!("{} fails the control: {difference}", client.name)))
}

type Meeting = (&'static Client, &'static Fault, Met);

/// What came of a client and a fault.
enum Met {
    /// The client cannot do what the fault demands.
    Apart,
    /// The client can, and could not be run, or not be told.
    Nothing,
    Said(Answer),
}

/// What each client prints about each fault.
fn meet(queue: Vec<(&'static Client, &Visit<'_>)>) -> Vec<Meeting> {
    let (queue, done) = (Mutex::new(queue), Mutex::new(Vec::new()));
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((client, visit)) = next() {
                    let fault = visit.running.fault();
                    let met = match keeps_apart(client.name, fault) {
                        Some(_) => Met::Apart,
                        None => visit.by(client).map_or(Met::Nothing, Met::Said),
                    };
                    let meeting = (client, fault, met);
                    if let Ok(mut done) = done.lock() {
                        done.push(meeting);
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_default()
}

/// The faults that a client meets by connecting once, behind a proxy or a gateway too: not what needs a second
/// connection, or a platform.
pub fn faults() -> impl Iterator<Item = &'static Fault> {
    use Family::{Resumption, TrustService};
    catalogue()
        .iter()
        .filter(|fault| fault.reach != Reach::Simulated && !matches!(fault.family, Resumption | TrustService))
}

/// Whether each client needs servers of its own: nodes take turns, and sessions are of whoever came before.
fn depends_on_who_came_before(fault: &Fault) -> bool {
    use Family::{Fleet, Gateway, Proxy, Worker};
    matches!(fault.family, Fleet | Gateway | Proxy | Worker)
}

/// The names of all clients, installed or not.
pub fn client_names() -> impl Iterator<Item = &'static str> {
    clients::CLIENTS.iter().map(|client| client.name)
}

/// The folder of a fault's files.
fn folder(directory: &Path, running: &Running) -> std::path::PathBuf {
    directory.join(running.fault().name)
}
