//! The table of kills, as Markdown and as JSON.

use std::io::{self, Write};

use serde_json::json;
use verifail_testkit::breakable::Bug;

use super::Control;
use super::bout::{Bout, described};

/// A bug, what killed it, and whether what is run for comparison did.
pub(super) struct Row {
    pub(super) bug: Bug,
    pub(super) bout: Bout,
    pub(super) baselines: Vec<(&'static str, Bout)>,
}

/// Everything.
pub(super) struct Table {
    pub(super) controls: Vec<Control>,
    pub(super) rows: Vec<Row>,
    /// What was not run.
    pub(super) skipped: Vec<String>,
}

impl Table {
    /// One table, what it comes to, and the counterexample of a single bug.
    pub(super) fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "The sound verifier:\n")?;
        for control in &self.controls {
            match &control.false_alarm {
                None => writeln!(out, "- `{}`: no counterexample in {} cases", control.technique, control.cases)?,
                Some(what) => {
                    writeln!(out, "- `{}`: FALSE ALARM after {} cases: {what}", control.technique, control.cases)?
                }
            }
            control.skipped.iter().try_for_each(|why| writeln!(out, "  - skipped: {why}"))?;
        }
        self.skipped.iter().try_for_each(|why| writeln!(out, "- skipped: {why}"))?;
        let baselines: Vec<&str> = self.rows.first().iter().flat_map(|row| row.baselines.iter().map(|b| b.0)).collect();
        write!(out, "\n| bug | killed by | cases | seconds | certificates |")?;
        baselines.iter().try_for_each(|name| write!(out, " {name} |"))?;
        write!(out, "\n|---|---|---:|---:|---:|{}", "---:|".repeat(baselines.len()))?;
        for row in &self.rows {
            write!(out, "\n| {} | {} |", row.bug, technique(&row.bout).unwrap_or("**survives**"))?;
            write!(out, " {} | {:.3} |", row.bout.cases, row.bout.time.as_secs_f64())?;
            match certificates(&row.bout) {
                Some(certificates) => write!(out, " {certificates} |")?,
                None => write!(out, " |")?,
            }
            for (_, bout) in &row.baselines {
                match certificates(bout) {
                    Some(n) => write!(out, " {:.3} s, {n} |", bout.time.as_secs_f64())?,
                    None => write!(out, " – |")?,
                }
            }
        }
        writeln!(out, "\n")?;
        self.summary(out)?;
        if let [row] = self.rows.as_slice() {
            writeln!(out, "\n{}: {}. {}\nSource: {}", row.bug, row.bug.title(), row.bug.switched(), row.bug.source())?;
            if let Some((_, counterexample)) = &row.bout.counterexample {
                writeln!(out, "\n```text\n{}```", described(counterexample))?;
            }
        }
        Ok(())
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = |name: &str, bouts: Vec<&Bout>, out: &mut dyn Write| {
            let killed: Vec<&&Bout> = bouts.iter().filter(|bout| bout.counterexample.is_some()).collect();
            let mut seconds: Vec<f64> = killed.iter().map(|bout| bout.time.as_secs_f64()).collect();
            seconds.sort_by(f64::total_cmp);
            let median = seconds.get(seconds.len() / 2).copied().unwrap_or_default();
            let slowest = seconds.last().copied().unwrap_or_default();
            let largest = killed.iter().filter_map(|bout| certificates(bout)).max().unwrap_or_default();
            writeln!(
                out,
                "- {name}: {} of {} killed; median {median:.3} s, slowest {slowest:.3} s; at most {largest} certificates",
                killed.len(),
                bouts.len(),
            )
        };
        line("every technique", self.rows.iter().map(|row| &row.bout).collect(), out)?;
        let baselines = self.rows.first().map_or(0, |row| row.baselines.len());
        for at in 0..baselines {
            let column: Vec<_> = self.rows.iter().filter_map(|row| row.baselines.get(at)).collect();
            let name = column.first().map_or("", |(name, _)| *name);
            line(name, column.iter().map(|(_, bout)| bout).collect(), out)?;
        }
        Ok(())
    }

    /// `{"bugs": [{id, killed, technique, cases, seconds, certificates}]}`; `null` for what a survivor does not have.
    pub(super) fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let row = |Row { bug, bout, .. }: &Row| {
            json!({
                "id": bug.id(),
                "killed": bout.counterexample.is_some(),
                "technique": technique(bout),
                "cases": bout.cases,
                "seconds": bout.time.as_secs_f64(),
                "certificates": certificates(bout),
            })
        };
        let value = json!({ "bugs": self.rows.iter().map(row).collect::<Vec<_>>() });
        serde_json::to_writer_pretty(&mut *out, &value).map_err(io::Error::from)?;
        writeln!(out)
    }
}

fn technique(bout: &Bout) -> Option<&'static str> {
    bout.counterexample.as_ref().map(|(technique, _)| *technique)
}

/// How many certificates the counterexample has, anchors included.
fn certificates(bout: &Bout) -> Option<usize> {
    bout.counterexample.as_ref().map(|(_, counterexample)| counterexample.case.len())
}
