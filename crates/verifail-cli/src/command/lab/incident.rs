//! `verifail lab incident`: an incident, replayed without and with what this project does about it.

use clap::Args;
use clap::builder::PossibleValuesParser;
use verifail_lab::{Incident, incident, incidents};

use crate::Outcome;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Replay an incident: the timeline, the diagnosis, the plan, and what is lost without and with verifail
#[derive(Debug, Args)]
pub(super) struct Replayed {
    /// The incident
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(incidents().iter().map(|incident| incident.name)))]
    name: String,
    /// How many calls are made, one after the other
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    calls: u64,
}

pub(super) fn run(replayed: &Replayed, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let unknown = || Failure::new(format!("no incident {}", replayed.name));
    let incident: &'static Incident = incident(&replayed.name).ok_or_else(unknown)?;
    let told = crate::incident::told(incident, replayed.calls, true)?;
    terminal.print(&told)?;
    Ok(Outcome::Good)
}
