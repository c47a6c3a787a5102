//! `cargo xtask mutants`: changes the code where no test may miss it, with cargo-mutants, and counts what is noticed.
//! What a package's own tests miss, the suites that ask it are asked about: they take longer, and judge more.
//! `--write` puts the tables into `crates/README.md`, with the part that was run.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use table::Table;

mod table;

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
    /// Do not ask the suites of other packages about what its own tests miss
    #[arg(long)]
    own_tests: bool,
    /// Put the tables into crates/README.md
    #[arg(long)]
    write: bool,
    /// Make the tables of a run that is there, and run nothing
    #[arg(long)]
    table: bool,
}

const INSTALL: &str = "cargo install cargo-mutants --locked";
const PACKAGES: [&str; 2] = ["verifail-retry", "verifail"];
/// Packages whose tests are about another one's answers: relations, suites, replayed corpora.
const SUITES: [(&str, &str); 1] = [("verifail", "verifail-testkit,verifail-conformance")];

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
        probe()?;
        own_tests(root, args, &out)?;
    }
    let mut all_noticed = true;
    for package in packages(args) {
        let mut table = Table::new(package, args.shard.as_deref());
        table.count(&std::fs::read(outcomes(&out))?)?;
        if let Some((_, suites)) = SUITES.iter().find(|(asked, _)| *asked == package) {
            let out = out.join(package);
            if !args.table && out.exists() {
                // Of another run.
                std::fs::remove_dir_all(&out)?;
            }
            if !args.table && !args.own_tests {
                ask_suites(root, args, package, suites, &table.missed, &out)?;
            }
            // Absent where nothing was missed, or the suites were not to be asked.
            if let Ok(outcomes) = std::fs::read(outcomes(&out)) {
                table.count_again(&outcomes)?;
            }
        }
        writeln!(io::stdout(), "{table}")?;
        for missed in &table.missed {
            writeln!(io::stdout(), "{missed}")?;
        }
        all_noticed &= table.missed.is_empty();
        if args.write {
            let path = root.join("crates").join("README.md");
            let page = std::fs::read_to_string(&path)?;
            let page = table.written(&page).ok_or(format!("crates/README.md has no place for {package}'s mutants"))?;
            std::fs::write(&path, page)?;
        }
    }
    Ok(all_noticed)
}

fn packages(args: &Args) -> Vec<&str> {
    let named: Vec<&str> = args.packages.iter().map(String::as_str).collect();
    if named.is_empty() { PACKAGES.to_vec() } else { named }
}

fn outcomes(out: &Path) -> PathBuf {
    out.join("mutants.out").join("outcomes.json")
}

fn probe() -> Result<(), String> {
    let mut probe = Command::new("cargo");
    let probe = probe.args(["mutants", "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let there = probe.status().is_ok_and(|status| status.success());
    there.then_some(()).ok_or_else(|| format!("cargo-mutants is not installed; to install it: {INSTALL}"))
}

/// Mutates what was asked for, and asks each package's own tests.
fn own_tests(root: &Path, args: &Args, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut options: Vec<String> = packages(args).iter().flat_map(|name| ["--package", name]).map(Into::into).collect();
    for file in &args.files {
        options.extend(["--file".to_owned(), file.clone()]);
    }
    if let Some(shard) = &args.shard {
        // Every n-th mutant, not those of some files: a part tells about the whole.
        options.extend(["--shard", shard, "--sharding", "round-robin"].map(str::to_owned));
    }
    std::fs::create_dir_all(out)?;
    if let Some(commit) = &args.in_diff {
        options.extend(["--in-diff".to_owned(), diff(root, commit, out)?.display().to_string()]);
    }
    cargo_mutants(root, args, out, &options)
}

/// Mutates what a package's own tests missed, and asks other packages' tests.
fn ask_suites(
    root: &Path,
    args: &Args,
    package: &str,
    suites: &str,
    missed: &BTreeSet<String>,
    out: &Path,
) -> Result<(), Box<dyn Error>> {
    if missed.is_empty() {
        return Ok(());
    }
    let list = Command::new("cargo").args(["mutants", "--list", "--package", package]).current_dir(root).output()?;
    if !list.status.success() {
        return Err(format!("cargo mutants --list: {}", String::from_utf8_lossy(&list.stderr)).into());
    }
    // `--iterate` leaves out what a run before caught, and its list of that is a file: there is no other way to name
    // mutants one by one (`--re` does not hold for those that delete a field).
    let list = String::from_utf8(list.stdout)?;
    let others: String = list.lines().filter(|one| !missed.contains(*one)).flat_map(|one| [one, "\n"]).collect();
    let before = out.join("mutants.out");
    std::fs::create_dir_all(&before)?;
    std::fs::write(before.join("caught.txt"), others)?;
    let options = ["--iterate", "--package", package, "--test-package", suites].map(str::to_owned);
    cargo_mutants(root, args, out, &options)
}

fn cargo_mutants(root: &Path, args: &Args, out: &Path, options: &[String]) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new("cargo");
    command.args(["mutants", "--no-shuffle", "--output"]).arg(out).args(["--jobs", &args.jobs.to_string()]);
    // What is not built is not tested. Examples in docs show how something is used, and each is a build of its own;
    // what it does, tests check.
    command.args(options).args(["--all-features", "--", "--lib", "--tests"]);
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
