//! The report of a run: a table for people, the same as JSON for programs.

use std::io;
use std::path::Path;

use serde::Serialize;
use verifail_fuzzing::Target;

use super::build::Sanitizer;
use super::engine;
use super::finds::Find;

/// What came of a run.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    pub(super) minutes: f64,
    pub(super) jobs: u16,
    pub(super) rows: Vec<Row>,
    pub(super) finds: Vec<Find>,
}

/// What came of a target.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) target: &'static str,
    pub(super) oracle: &'static str,
    pub(super) rounds: u64,
    pub(super) seconds: f64,
    pub(super) executed: u64,
    /// Executions in a second of processor time, without a sanitizer.
    pub(super) per_second: u64,
    /// As many are enough for what the target does.
    pub(super) pace: u32,
    #[serde(skip)]
    plain: (f64, u64),
    /// With AddressSanitizer.
    pub(super) seconds_with_sanitizer: f64,
    /// Rounds that a busy machine ended: an input took too long by the clock, and not when it was run alone.
    pub(super) starved: u64,
    pub(super) edges_at_first: u64,
    pub(super) edges: u64,
    pub(super) features: u64,
    pub(super) inputs_at_first: u64,
    pub(super) inputs: u64,
    pub(super) octets: u64,
}

impl Row {
    pub(super) const fn new(target: &Target) -> Self {
        Self {
            target: target.name,
            oracle: target.oracle,
            rounds: 0,
            seconds: 0.0,
            executed: 0,
            per_second: 0,
            pace: target.class.pace(),
            plain: (0.0, 0),
            seconds_with_sanitizer: 0.0,
            starved: 0,
            edges_at_first: 0,
            edges: 0,
            features: 0,
            inputs_at_first: 0,
            inputs: 0,
            octets: 0,
        }
    }

    /// A round more.
    pub(super) fn add(&mut self, ended: &engine::Ended, sanitizer: Sanitizer) {
        if self.rounds == 0 {
            (self.edges_at_first, self.inputs_at_first) = (ended.before.edges, ended.before.inputs);
        }
        self.rounds += 1;
        self.starved += u64::from(ended.starved.is_some());
        self.executed += ended.after.executed;
        let took = ended.took.as_secs_f64();
        self.seconds += took;
        match sanitizer {
            Sanitizer::Address => self.seconds_with_sanitizer += took,
            Sanitizer::None => {
                let worked = ended.worked.map_or(took, |worked| worked.as_secs_f64());
                self.plain = (self.plain.0 + worked, self.plain.1 + ended.after.executed);
                self.per_second = (self.plain.1 as f64 / self.plain.0.max(0.001)) as u64;
                self.edges = self.edges.max(ended.after.edges);
                self.features = self.features.max(ended.after.features);
            }
        }
    }

    /// What is kept.
    pub(super) fn corpus(&mut self, directory: &Path) -> io::Result<()> {
        (self.inputs, self.octets) = (0, 0);
        for entry in std::fs::read_dir(directory)? {
            self.inputs += 1;
            self.octets += entry?.metadata()?.len();
        }
        Ok(())
    }
}

impl Report {
    /// `report.md` and `report.json`.
    pub(super) fn write(&self, work: &Path) -> io::Result<()> {
        std::fs::write(work.join("report.md"), self.markdown())?;
        let json = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        std::fs::write(work.join("report.json"), json + "\n")
    }

    /// As a table.
    pub(super) fn markdown(&self) -> String {
        let sum = |of: fn(&Row) -> f64| self.rows.iter().map(of).sum::<f64>();
        let mut out = format!(
            "# Fuzzing: {} minutes, {} jobs\n\n{} executions in {:.1} hours of processes, {:.1} of them with AddressSanitizer; {} finds.\n\n\
             | target | rounds | minutes | exec/CPU s | wanted | edges | of them new | features | inputs | KiB |\n\
             |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
            self.minutes,
            self.jobs,
            self.rows.iter().map(|row| row.executed).sum::<u64>(),
            sum(|row| row.seconds) / 3_600.0,
            sum(|row| row.seconds_with_sanitizer) / 3_600.0,
            self.finds.len(),
        );
        for row in &self.rows {
            out.push_str(&format!(
                "| `{}` | {} | {:.1} | {} | {} | {} | {} | {} | {} | {} |\n",
                row.target,
                row.rounds,
                row.seconds / 60.0,
                row.per_second,
                row.pace,
                row.edges,
                row.edges.saturating_sub(row.edges_at_first),
                row.features,
                row.inputs,
                row.octets / 1024,
            ));
        }
        let starved = self.rows.iter().map(|row| row.starved).sum::<u64>();
        if starved > 0 {
            out.push_str(&format!(
                "\nRounds that ended early because the machine was busy: {starved}. An input of each took too long by the \
                 clock, and not when it was run alone.\n"
            ));
        }
        if !self.finds.is_empty() {
            out.push_str("\n| find | target | kind | times |\n|---|---|---|---:|\n");
            for find in &self.finds {
                let name = find.file.file_name().unwrap_or_default().to_string_lossy();
                let kind = find.kind.replace('|', "\\|");
                let known = if find.known { " (known)" } else { "" };
                out.push_str(&format!("| `{name}` | `{}` | {kind}{known} | {} |\n", find.target, find.times));
            }
            out.push_str("\n`cargo xtask fuzz repro FILE` says more of each.\n");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_row_a_target_and_a_row_a_find() {
        let mut row = Row::new(verifail_fuzzing::TARGETS[0]);
        let status = |executed, edges| engine::Status { executed, edges, features: 2 * edges, inputs: 3 };
        let ended = engine::Ended {
            before: status(10, 100),
            after: status(5_000, 140),
            took: std::time::Duration::from_secs(8),
            worked: Some(std::time::Duration::from_secs(2)),
            find: None,
            starved: Some(std::time::Duration::from_secs(2)),
        };
        row.add(&ended, Sanitizer::None);
        let find = Find { target: "a".to_owned(), kind: "x|y".to_owned(), file: "f".into(), times: 2, known: true };
        let report = Report { minutes: 1.0, jobs: 2, rows: vec![row], finds: vec![find] };
        let text = report.markdown();
        assert!(text.contains("| 1 | 0.1 | 2500 | 60000 | 140 | 40 | 280 |"), "{text}");
        assert!(text.contains("because the machine was busy: 1."), "{text}");
        assert!(text.contains("| `f` | `a` | x\\|y (known) | 2 |"), "{text}");
        let work = tempfile::tempdir().expect("a directory");
        report.write(work.path()).expect("written");
        let json = std::fs::read_to_string(work.path().join("report.json")).expect("JSON");
        assert!(json.contains("\"per_second\": 2500"), "{json}");
    }
}
