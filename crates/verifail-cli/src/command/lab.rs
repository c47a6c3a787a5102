//! `verifail lab`: every fault that this project talks about, served on loopback for any client. What each is stands in
//! `verifail-lab`; here it is listed, started by hand, and seen at work in the incidents.

mod incident;
mod list;
mod start;

use clap::{Args, Subcommand};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Serve TLS faults on loopback, for any client to meet
///
/// Each fault has a name and says what a client that meets it must be diagnosed as: the reason, the hop, whether to try
/// again. `good` is the control, with which nothing is wrong.
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("lab")))]
pub(crate) struct Lab {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Incident(incident::Replayed),
    List(list::List),
    Start(start::Start),
}

/// Runs the part that was asked for.
pub(crate) fn run(lab: &Lab, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    match &lab.command {
        Command::Incident(incident) => incident::run(incident, terminal),
        Command::List(list) => list::run(list, terminal),
        Command::Start(start) => start::run(start, terminal),
    }
}
