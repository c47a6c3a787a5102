//! `cargo xtask cover`: which part of the core the tests reach, counted in regions and lines by cargo-llvm-cov.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

/// Of what, and how much is enough.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Packages whose tests are run
    #[arg(long = "test", value_name = "PACKAGE", default_values = ["verifail", "verifail-testkit", "verifail-fuzzing"])]
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

const INSTALL: &str = "cargo install cargo-llvm-cov --locked";
const TOOLS: &str = "rustup component add llvm-tools-preview; or llvm-cov and llvm-profdata of rustc's LLVM version in LLVM_COV \
and LLVM_PROFDATA";

/// Regions and lines of something.
#[derive(Clone, Debug, Default)]
struct Reached {
    name: String,
    regions: (u64, u64),
    lines: (u64, u64),
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
    command.arg("llvm-cov").args(arguments).args(["--json", "--summary-only"]).current_dir(root).stdin(Stdio::null());
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
    let mut files = files(&report, &root.join(of));
    if files.is_empty() {
        return Err(format!("{of}: no file of it was reached").into());
    }
    let sum = files.iter().fold(Reached::default(), |sum, file| Reached {
        name: "all".to_owned(),
        regions: (sum.regions.0 + file.regions.0, sum.regions.1 + file.regions.1),
        lines: (sum.lines.0 + file.lines.0, sum.lines.1 + file.lines.1),
    });
    files.sort_by_key(|file| std::cmp::Reverse(file.regions.1 - file.regions.0));
    let mut out = io::stdout().lock();
    for file in files.iter().take(worst).chain([&sum]) {
        let name = file.name.strip_prefix(&format!("{}/", root.join(of).display())).unwrap_or(&file.name);
        let (regions, lines) = (percent(file.regions), percent(file.lines));
        let missed = file.regions.1 - file.regions.0;
        writeln!(
            out,
            "{name:60} {regions:6.2} % of {:6} regions ({missed} missed)  {lines:6.2} % of lines",
            file.regions.1
        )?;
    }
    Ok(percent(sum.regions))
}

/// The files below a directory, tests aside.
fn files(report: &Value, of: &Path) -> Vec<Reached> {
    let listed = report["data"][0]["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let read = |file: &Value| {
        let name = file["filename"].as_str()?.to_owned();
        let is_test = name.contains("/tests/") || name.ends_with("/tests.rs") || name.ends_with("/fixture.rs");
        let count = |what: &str| {
            let summary = &file["summary"][what];
            Some((summary["covered"].as_u64()?, summary["count"].as_u64()?))
        };
        let inside = Path::new(&name).starts_with(of) && !is_test;
        let (regions, lines) = (count("regions")?, count("lines")?);
        inside.then_some(Reached { name, regions, lines })
    };
    listed.iter().filter_map(read).collect()
}

fn percent((covered, count): (u64, u64)) -> f64 {
    if count == 0 { 100.0 } else { 100.0 * covered as f64 / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_directory_are_counted_and_its_tests_are_not() {
        let file = |name: &str| {
            serde_json::json!({
                "filename": name,
                "summary": { "regions": { "count": 10, "covered": 9 }, "lines": { "count": 4, "covered": 4 } }
            })
        };
        let names = ["/r/src/a.rs", "/r/src/a/tests.rs", "/r/src/tests/b.rs", "/r/other/c.rs"];
        let report = serde_json::json!({ "data": [{ "files": names.map(file) }] });
        let files = files(&report, Path::new("/r/src"));
        assert_eq!(files.len(), 1);
        assert_eq!((files[0].regions, percent(files[0].regions)), ((9, 10), 90.0));
    }
}
