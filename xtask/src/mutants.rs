//! `cargo xtask mutants`: changes the code where no test may miss it, with cargo-mutants, and counts what is noticed.
//! `--write` puts the table into `crates/README.md`, with the part that was run.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

/// What is mutated.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Packages; without any, the retry layer and the core
    #[arg(long = "package", short, value_name = "PACKAGE")]
    packages: Vec<String>,
    /// Only what differs from a commit: a change is held to its own tests
    #[arg(long, value_name = "COMMIT", num_args = 0..=1, default_missing_value = "main")]
    in_diff: Option<String>,
    /// Only files that match
    #[arg(long = "file", value_name = "GLOB")]
    files: Vec<String>,
    /// One part of several: 0/8 is the first of eight
    #[arg(long, value_name = "K/N")]
    shard: Option<String>,
    /// Builds and tests at a time
    #[arg(long, default_value_t = 1)]
    jobs: u16,
    /// Put the table into crates/README.md
    #[arg(long)]
    write: bool,
    /// Make the table of a run that is there, and run nothing
    #[arg(long)]
    table: bool,
}

const INSTALL: &str = "cargo install cargo-mutants --locked";
const PACKAGES: [&str; 2] = ["verifail-retry", "verifail"];
/// Between these the table stands.
const BEGIN: &str = "<!-- mutants: written by `cargo xtask mutants --write` -->";
const END: &str = "<!-- end of mutants -->";

/// What became of the mutants of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    caught: u64,
    missed: u64,
    timeout: u64,
    unviable: u64,
}

/// Runs and counts; fails where one was missed.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    match run(root, args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "mutants: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(root: &Path, args: &Args) -> Result<bool, Box<dyn Error>> {
    let out = root.join("target").join("mutants");
    if !args.table {
        cargo_mutants(root, args, &out)?;
    }
    let outcomes = std::fs::read(out.join("mutants.out").join("outcomes.json"))?;
    let counts = counts(&serde_json::from_slice(&outcomes)?);
    let table = table(&counts);
    writeln!(io::stdout(), "{table}")?;
    let missed = std::fs::read_to_string(out.join("mutants.out").join("missed.txt")).unwrap_or_default();
    write!(io::stdout(), "{missed}")?;
    if args.write {
        let path = root.join("crates").join("README.md");
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, written(&text, &table).ok_or("crates/README.md has no place for the table")?)?;
    }
    Ok(counts.values().all(|count| count.missed == 0))
}

fn cargo_mutants(root: &Path, args: &Args, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut probe = Command::new("cargo");
    let probe = probe.args(["mutants", "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if !probe.status().is_ok_and(|status| status.success()) {
        return Err(format!("cargo-mutants is not installed; to install it: {INSTALL}").into());
    }
    std::fs::create_dir_all(out)?;
    let mut command = Command::new("cargo");
    command.args(["mutants", "--no-shuffle", "--output"]).arg(out).args(["--jobs", &args.jobs.to_string()]);
    let named: Vec<&str> = args.packages.iter().map(String::as_str).collect();
    for package in if named.is_empty() { PACKAGES.as_slice() } else { named.as_slice() } {
        command.args(["--package", package]);
    }
    for file in &args.files {
        command.args(["--file", file]);
    }
    if let Some(shard) = &args.shard {
        // Every n-th mutant, not those of some files: a part tells about the whole.
        command.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    if let Some(commit) = &args.in_diff {
        command.arg("--in-diff").arg(diff(root, commit, out)?);
    }
    // What is not built is not tested. Examples in docs show how something is used, and each is a build of its own;
    // what it does, tests check.
    command.args(["--all-features", "--", "--lib", "--tests"]);
    // 2: some were missed; 3: some took too long. Both are results.
    match command.current_dir(root).stdin(Stdio::null()).status()?.code() {
        Some(0 | 2 | 3) => Ok(()),
        _ => Err("cargo mutants failed".into()),
    }
}

/// What differs from a commit, in a file.
fn diff(root: &Path, commit: &str, out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new("git").args(["diff", commit]).current_dir(root).output()?;
    if !output.status.success() {
        return Err(format!("git diff {commit}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let path = out.join("change.diff");
    std::fs::write(&path, output.stdout)?;
    Ok(path)
}

/// By package and file.
fn counts(outcomes: &Value) -> BTreeMap<(String, String), Count> {
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    for outcome in outcomes["outcomes"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let mutant = &outcome["scenario"]["Mutant"];
        let (Some(package), Some(file)) = (mutant["package"].as_str(), mutant["file"].as_str()) else { continue };
        let count = counts.entry((package.to_owned(), file.to_owned())).or_default();
        match outcome["summary"].as_str() {
            Some("CaughtMutant") => count.caught += 1,
            Some("MissedMutant") => count.missed += 1,
            Some("Timeout") => count.timeout += 1,
            _ => count.unviable += 1,
        }
    }
    counts
}

fn table(counts: &BTreeMap<(String, String), Count>) -> String {
    let mut out = String::from("| file | mutants | caught | timed out | missed |\n|---|---:|---:|---:|---:|\n");
    let mut sum = Count::default();
    for ((_, file), count) in counts {
        let all = count.caught + count.timeout + count.missed;
        out.push_str(&format!("| `{file}` | {all} | {} | {} | {} |\n", count.caught, count.timeout, count.missed));
        sum.caught += count.caught;
        sum.missed += count.missed;
        sum.timeout += count.timeout;
        sum.unviable += count.unviable;
    }
    let all = sum.caught + sum.timeout + sum.missed;
    let noticed = 100.0 * (sum.caught + sum.timeout) as f64 / all.max(1) as f64;
    out.push_str(&format!("| **all of these** | {all} | {} | {} | {} |\n", sum.caught, sum.timeout, sum.missed));
    out.push_str(&format!("\n{noticed:.1} % noticed; {} more do not compile and count for nothing.\n", sum.unviable));
    out
}

/// The page with another table.
fn written(page: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_counted_by_file_and_those_that_do_not_compile_are_left_out() {
        let outcome = |file: &str, summary: &str| {
            serde_json::json!({
                "scenario": { "Mutant": { "package": "p", "file": file } }, "summary": summary
            })
        };
        let all = serde_json::json!({ "outcomes": [
            { "scenario": "Baseline", "summary": "Success" },
            outcome("a.rs", "CaughtMutant"), outcome("a.rs", "MissedMutant"), outcome("a.rs", "Unviable"),
            outcome("b.rs", "Timeout"), outcome("b.rs", "CaughtMutant"),
        ] });
        let table = table(&counts(&all));
        assert!(table.contains("| `a.rs` | 2 | 1 | 0 | 1 |\n| `b.rs` | 2 | 1 | 1 | 0 |"), "{table}");
        assert!(table.contains("75.0 % noticed; 1 more"), "{table}");
    }

    #[test]
    fn the_table_stands_between_its_marks() {
        let page = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(written(&page, "new\n"), Some(format!("a\n{BEGIN}\nnew\n{END}\nb\n")));
        assert_eq!(written("no marks", "new"), None);
    }
}
