//! What became of a package's mutants, by file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// A package with more files than this is told by its modules, which a person can read.
const FILES: usize = 24;

/// What became of a package's mutants.
#[derive(Debug)]
pub(super) struct Table {
    package: String,
    /// `K/N`, if not all of them were tried.
    part: Option<String>,
    files: BTreeMap<String, Count>,
    /// What no test noticed, as cargo-mutants names it.
    pub(super) missed: BTreeSet<String>,
}

/// What became of the mutants of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    caught: u64,
    /// Missed by the package's own tests, and caught by the suites that ask it.
    suites: u64,
    missed: u64,
    timeout: u64,
    unviable: u64,
}

impl Count {
    const fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.suites += other.suites;
        self.missed += other.missed;
        self.timeout += other.timeout;
        self.unviable += other.unviable;
    }

    const fn all(self) -> u64 {
        self.noticed() + self.missed
    }

    const fn noticed(self) -> u64 {
        self.caught + self.suites + self.timeout
    }
}

impl Table {
    pub(super) fn new(package: &str, part: Option<&str>) -> Self {
        let part = part.map(str::to_owned);
        Self { package: package.to_owned(), part, files: BTreeMap::new(), missed: BTreeSet::new() }
    }

    /// Takes in what the package's own tests noticed: the `outcomes.json` of cargo-mutants.
    pub(super) fn count(&mut self, outcomes: &[u8]) -> Result<(), serde_json::Error> {
        for (file, name, summary) in self.outcomes(outcomes)? {
            let count = self.files.entry(file).or_default();
            match summary.as_str() {
                "CaughtMutant" => count.caught += 1,
                "Timeout" => count.timeout += 1,
                "MissedMutant" => {
                    count.missed += 1;
                    self.missed.insert(name);
                }
                _ => count.unviable += 1,
            }
        }
        Ok(())
    }

    /// Takes in what suites noticed of what was missed.
    pub(super) fn count_again(&mut self, outcomes: &[u8]) -> Result<(), serde_json::Error> {
        for (file, name, summary) in self.outcomes(outcomes)? {
            let noticed = matches!(summary.as_str(), "CaughtMutant" | "Timeout");
            if noticed && self.missed.remove(&name) {
                let count = self.files.entry(file).or_default();
                count.missed -= 1;
                count.suites += 1;
            }
        }
        Ok(())
    }

    /// File, name and summary of each mutant of the package.
    fn outcomes(&self, outcomes: &[u8]) -> Result<Vec<(String, String, String)>, serde_json::Error> {
        let outcomes: Value = serde_json::from_slice(outcomes)?;
        let of = |outcome: &Value| {
            let mutant = &outcome["scenario"]["Mutant"];
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let ours = mutant["package"].as_str() == Some(&self.package);
            let read = (text(&mutant["file"])?, text(&mutant["name"])?, text(&outcome["summary"])?);
            ours.then_some(read)
        };
        Ok(outcomes["outcomes"].as_array().into_iter().flatten().filter_map(of).collect())
    }

    /// By file, or by module where there are many.
    fn rows(&self) -> BTreeMap<&str, Count> {
        let mut rows: BTreeMap<&str, Count> = BTreeMap::new();
        for (file, count) in &self.files {
            let within = file.find("/src/").map_or(0, |at| at + "/src/".len());
            let module =
                file.get(within..).and_then(|rest| rest.find(['/', '.'])).map_or(file.len(), |len| within + len);
            let name = if self.files.len() > FILES { file.get(..module).unwrap_or(file) } else { file };
            rows.entry(name).or_default().add(*count);
        }
        rows
    }

    fn begin(&self) -> String {
        format!("<!-- mutants of {}: written by `cargo xtask mutants --write` -->", self.package)
    }

    fn end(&self) -> String {
        format!("<!-- end of the mutants of {} -->", self.package)
    }

    /// The page with this table in its place.
    pub(super) fn written(&self, page: &str) -> Option<String> {
        let (before, rest) = page.split_once(&self.begin())?;
        let (_, after) = rest.split_once(&self.end())?;
        Some(format!("{before}{}\n{self}{}{after}", self.begin(), self.end()))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| of `{}` | mutants | caught | by suites | timed out | missed |", self.package)?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|")?;
        let mut sum = Count::default();
        for (name, count) in self.rows() {
            let Count { caught, suites, timeout, missed, .. } = count;
            writeln!(f, "| `{name}` | {} | {caught} | {suites} | {timeout} | {missed} |", count.all())?;
            sum.add(count);
        }
        let Count { caught, suites, timeout, missed, unviable } = sum;
        writeln!(f, "| **all of these** | {} | {caught} | {suites} | {timeout} | {missed} |", sum.all())?;
        let noticed = 100.0 * sum.noticed() as f64 / sum.all().max(1) as f64;
        let part = self.part.as_ref().map(|part| format!("Part {part}: ")).unwrap_or_default();
        writeln!(f, "\n{part}{noticed:.1} % noticed; {unviable} more do not compile and count for nothing.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(all: &[(&str, &str, &str)]) -> Vec<u8> {
        let outcome = |(file, name, summary): &(&str, &str, &str)| {
            serde_json::json!({
                "scenario": { "Mutant": { "package": "p", "file": file, "name": name } }, "summary": summary
            })
        };
        let mut outcomes: Vec<Value> = all.iter().map(outcome).collect();
        outcomes.push(serde_json::json!({ "scenario": "Baseline", "summary": "Success" }));
        serde_json::to_vec(&serde_json::json!({ "outcomes": outcomes })).unwrap()
    }

    fn table() -> Table {
        let mut table = Table::new("p", Some("0/8"));
        let first = outcomes(&[
            ("a.rs", "1", "CaughtMutant"),
            ("a.rs", "2", "MissedMutant"),
            ("a.rs", "3", "Unviable"),
            ("b.rs", "4", "Timeout"),
            ("b.rs", "5", "MissedMutant"),
        ]);
        table.count(&first).unwrap();
        table
    }

    #[test]
    fn outcomes_are_counted_by_file_and_those_that_do_not_compile_are_left_out() {
        let text = table().to_string();
        assert!(text.contains("| `a.rs` | 2 | 1 | 0 | 0 | 1 |\n| `b.rs` | 2 | 0 | 0 | 1 | 1 |"), "{text}");
        assert!(text.contains("Part 0/8: 50.0 % noticed; 1 more"), "{text}");
    }

    #[test]
    fn what_suites_notice_is_no_longer_missed() {
        let mut table = table();
        table.count_again(&outcomes(&[("a.rs", "2", "CaughtMutant"), ("b.rs", "5", "MissedMutant")])).unwrap();
        let text = table.to_string();
        assert!(text.contains("| `a.rs` | 2 | 1 | 1 | 0 | 0 |\n| `b.rs` | 2 | 0 | 0 | 1 | 1 |"), "{text}");
        assert_eq!(table.missed.iter().collect::<Vec<_>>(), ["5"]);
    }

    #[test]
    fn another_packages_mutants_are_not_this_ones() {
        let mut table = Table::new("q", None);
        table.count(&outcomes(&[("a.rs", "1", "MissedMutant")])).unwrap();
        assert!(table.files.is_empty() && table.missed.is_empty());
    }

    #[test]
    fn many_files_are_told_by_their_modules() {
        let mut table = Table::new("p", None);
        let files: Vec<String> = (0..=FILES).map(|at| format!("p/src/m{}/{at}.rs", at % 2)).collect();
        let all: Vec<_> = files.iter().map(|file| (file.as_str(), "x", "CaughtMutant")).collect();
        table.count(&outcomes(&all)).unwrap();
        table.count(&outcomes(&[("p/src/m0.rs", "x", "CaughtMutant")])).unwrap();
        let rows: Vec<_> = table.rows().into_iter().map(|(name, count)| (name, count.caught)).collect();
        assert_eq!(rows, [("p/src/m0", 14), ("p/src/m1", 12)]);
    }

    #[test]
    fn the_table_stands_between_its_marks() {
        let table = table();
        let page = format!("a\n{}\nold\n{}\nb\n", table.begin(), table.end());
        let written = table.written(&page).unwrap();
        assert!(written.starts_with("a\n<!-- mutants of p:") && written.ends_with("-->\nb\n"), "{written}");
        assert!(!written.contains("old") && written.contains("| `a.rs` |"), "{written}");
        assert_eq!(table.written("no marks"), None);
    }
}
