//! `cargo xtask cover`: which regions of the core the tests reach, as cargo-llvm-cov's export has them.
//!
//! A region is counted once, however many crates and generic instances have it, and is reached where one of them was.
//! Tests inside of the core are not counted. Nor are functions that only the compiler runs, which are the tables'
//! (`const fn` that is not public and that no test ran): they are told beside.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

/// Of what, and how much is enough.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Packages whose tests are run
    #[arg(long = "test", value_name = "PACKAGE", default_values = PACKAGES)]
    tests: Vec<String>,
    /// Directory whose files are counted
    #[arg(long, default_value = "crates/verifail/src")]
    of: String,
    /// Fail below this percentage of regions
    #[arg(long, value_name = "PERCENT")]
    fail_under: Option<f64>,
    /// Show the files that are reached least
    #[arg(long, default_value_t = 12, value_name = "FILES")]
    worst: usize,
}

/// The packages whose tests are about the core: its own, and those that ask it what users do.
const PACKAGES: [&str; 6] =
    ["verifail", "verifail-testkit", "verifail-fuzzing", "verifail-cli", "verifail-conformance", "verifail-rustls"];

const INSTALL: &str = "cargo install cargo-llvm-cov --locked";
const TOOLS: &str = "rustup component add llvm-tools-preview; or llvm-cov and llvm-profdata of rustc's LLVM version in LLVM_COV \
and LLVM_PROFDATA";

/// The regions of a file by their places, and whether each was reached.
type Regions = BTreeMap<[u64; 4], bool>;

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    files: BTreeMap<String, Regions>,
    /// Functions that only the compiler ran, and their regions.
    by_compiler: (usize, usize),
}

/// Runs tests and counts.
pub(crate) fn main(root: &Path, args: &Args) -> ExitCode {
    let run = || -> Result<bool, Box<dyn Error>> {
        let mut arguments = Vec::new();
        for package in &args.tests {
            arguments.extend(["--package".to_owned(), package.clone()]);
        }
        let percent = measure(root, &arguments, &args.of, args.worst, &[])?;
        Ok(args.fail_under.is_none_or(|least| percent >= least))
    };
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            let _ = writeln!(io::stderr(), "cover: below {} % of regions", args.fail_under.unwrap_or_default());
            ExitCode::FAILURE
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "cover: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs the tests that `arguments` of `cargo llvm-cov` name, prints what they reach of the files below a directory, and
/// gives the percentage of regions.
pub(crate) fn measure(
    root: &Path,
    arguments: &[String],
    of: &str,
    worst: usize,
    environment: &[(&str, PathBuf)],
) -> Result<f64, Box<dyn Error>> {
    let mut probe = Command::new("cargo");
    let probe = probe.args(["llvm-cov", "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if !probe.status().is_ok_and(|status| status.success()) {
        return Err(format!("cargo-llvm-cov is not installed; to install it: {INSTALL}").into());
    }
    let mut command = Command::new("cargo");
    command.arg("llvm-cov").args(arguments).arg("--json").current_dir(root).stdin(Stdio::null());
    command.envs(environment.iter().map(|(name, value)| (name, value)));
    if std::env::var_os("LLVM_COV").is_some() {
        // Tools from elsewhere may have been built without zlib: then names must not be compressed.
        let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
        command.env("RUSTFLAGS", format!("{flags} -C llvm-args=-enable-name-compression=false"));
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("no coverage was measured; the tools of LLVM: {TOOLS}").into());
    }
    let json = output.stdout.iter().position(|octet| *octet == b'{').and_then(|at| output.stdout.get(at..));
    let report: Value = serde_json::from_slice(json.unwrap_or_default())?;
    let directory = root.join(of);
    let count = count(&report, &directory, |file| std::fs::read_to_string(file).unwrap_or_default());
    if count.files.is_empty() {
        return Err(format!("{of}: no file of it was reached").into());
    }
    let mut files: Vec<_> =
        count.files.iter().map(|(name, regions)| (name.as_str(), reached(regions.values()))).collect();
    files.sort_by_key(|(_, (reached, all))| Reverse(all - reached));
    let all = reached(count.files.values().flat_map(BTreeMap::values));
    let mut out = io::stdout().lock();
    for (name, (reached, all)) in files.into_iter().take(worst).chain([("all", all)]) {
        let name = Path::new(name).strip_prefix(&directory).unwrap_or(Path::new(name)).display().to_string();
        let missed = all - reached;
        writeln!(out, "{name:60} {:6.2} % of {all:6} regions ({missed} missed)", percent((reached, all)))?;
    }
    let (functions, regions) = count.by_compiler;
    writeln!(out, "not counted: {functions} functions of tables that only the compiler runs, {regions} regions")?;
    Ok(percent(all))
}

/// The regions below a directory, tests aside.
fn count(report: &Value, of: &Path, read: impl Fn(&str) -> String) -> Count {
    // A function is where it begins: every crate and every instance has it anew.
    let mut functions: BTreeMap<(String, u64), Regions> = BTreeMap::new();
    for function in report["data"][0]["functions"].as_array().into_iter().flatten() {
        let file = function["filenames"][0].as_str().unwrap_or_default();
        let in_tests = function["name"].as_str().is_some_and(|name| name.contains("5tests"));
        let is_test =
            in_tests || file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("/fixture.rs");
        if is_test || !Path::new(file).starts_with(of) {
            continue;
        }
        let regions: Vec<_> = function["regions"].as_array().into_iter().flatten().filter_map(region).collect();
        let Some((place, _)) = regions.first() else { continue };
        let known = functions.entry((file.to_owned(), place[0])).or_default();
        for (place, reached) in &regions {
            *known.entry(*place).or_default() |= reached;
        }
    }
    let mut count = Count::default();
    let mut source = (String::new(), String::new());
    for ((file, line), regions) in functions {
        if source.0 != file {
            source = (file.clone(), read(&file));
        }
        let begins = (line as usize).checked_sub(1).and_then(|line| source.1.lines().nth(line)).unwrap_or_default();
        let is_run = regions.values().any(|reached| *reached);
        if !is_run && begins.contains("const fn") && !begins.trim_start().starts_with("pub const") {
            count.by_compiler.0 += 1;
            count.by_compiler.1 += regions.len();
            continue;
        }
        let known = count.files.entry(file).or_default();
        for (place, reached) in regions {
            *known.entry(place).or_default() |= reached;
        }
    }
    count
}

/// A region of code in the function's own file: its place (line and column of both ends) and whether it was reached.
fn region(region: &Value) -> Option<([u64; 4], bool)> {
    let numbers: Vec<u64> = region.as_array()?.iter().filter_map(Value::as_u64).collect();
    match numbers[..] {
        [line, column, end, end_column, times, 0, _, 0] => Some(([line, column, end, end_column], times > 0)),
        _ => None,
    }
}

fn reached<'r>(regions: impl Iterator<Item = &'r bool>) -> (u64, u64) {
    regions.fold((0, 0), |(reached, all), region| (reached + u64::from(*region), all + 1))
}

fn percent((covered, count): (u64, u64)) -> f64 {
    if count == 0 { 100.0 } else { 100.0 * covered as f64 / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_region_is_reached_where_an_instance_is_and_tests_are_not_counted() {
        let function = |file: &str, name: &str, times: u64| json!({ "filenames": [file], "name": name, "regions": [[1, 1, 2, 2, times, 0, 0, 0], [1, 5, 1, 9, 0, 0, 0, 0], [3, 1, 3, 2, 9, 0, 0, 3]] });
        let functions = [
            function("/r/src/a.rs", "a", 0),
            function("/r/src/a.rs", "a of another type", 7),
            function("/r/src/a.rs", "_ZN1a5tests1t", 1),
            function("/r/src/a/tests.rs", "b", 1),
            function("/r/other/c.rs", "c", 1),
        ];
        let report = json!({ "data": [{ "functions": functions }] });
        let counted = count(&report, Path::new("/r/src"), |_| String::new());
        assert_eq!(counted.files.keys().collect::<Vec<_>>(), ["/r/src/a.rs"]);
        assert_eq!(reached(counted.files["/r/src/a.rs"].values()), (1, 2));
    }

    #[test]
    fn what_only_the_compiler_runs_is_told_beside() {
        let function = |line: u64, times: u64| json!({ "filenames": ["/r/a.rs"], "name": "a", "regions": [[line, 1, line, 9, times, 0, 0, 0]] });
        let report =
            json!({ "data": [{ "functions": [function(1, 0), function(2, 0), function(3, 4), function(4, 0)] }] });
        let source = "const fn row() {}\n    pub const fn reason() {}\nconst fn run() {}\nfn plain() {}\n";
        let counted = count(&report, Path::new("/r"), |_| source.to_owned());
        assert_eq!((counted.by_compiler, reached(counted.files["/r/a.rs"].values())), ((1, 1), (1, 3)));
    }
}
