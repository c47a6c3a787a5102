//! What happened, in the order of time: calls as their callers saw them, and notes of the servers.

use std::fmt;
use std::time::Duration;

use super::{Replay, RunningIncident};
use crate::log::{Log, Seen};

/// What happened, in the order of time.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Timeline {
    /// The earliest first.
    pub entries: Vec<Entry>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Since the incident began.
    pub at: Duration,
    /// `client`, `server`, or `upstream`.
    pub who: &'static str,
    /// What.
    pub what: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8.1} ms  {:<8}  {}", self.at.as_secs_f64() * 1000.0, self.who, self.what)
    }
}

impl fmt::Display for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.iter().try_for_each(|entry| writeln!(f, "{entry}"))
    }
}

pub(super) fn timeline(incident: &RunningIncident, replay: &Replay) -> Timeline {
    let mut entries: Vec<Entry> = Vec::new();
    for outcome in &replay.outcomes {
        let call = &outcome.call;
        let what = match &outcome.result {
            Ok(answer) => format!(
                "call {}: {} {}: status {}, {} attempts",
                call.number, call.method, call.url, answer.status, answer.attempts
            ),
            Err(text) => format!("call {}: {} {}: {text}", call.number, call.method, call.url),
        };
        entries.push(Entry { at: outcome.began + outcome.took, who: "client", what });
    }
    notes(&incident.log, "server", &mut entries);
    if let Some(upstream) = &incident.upstream {
        notes(upstream, "upstream", &mut entries);
    }
    entries.sort_by_key(|entry| entry.at);
    Timeline { entries }
}

fn notes(log: &Log, who: &'static str, entries: &mut Vec<Entry>) {
    for event in log.events() {
        let what = match event.seen {
            Seen::Note(note) => note,
            Seen::Failed(error) => format!("connection {}: {error}", event.connection),
            _ => continue,
        };
        entries.push(Entry { at: event.at, who, what });
    }
}
