//! `cargo xtask conformance`: arguments, files, output and exit code. The only place here that touches files or a
//! clock.
//!
//! Exit code 0: the run worked and no exception is stale, whatever diverged. 1: an exception is stale, or something
//! diverged and `--fail-on-divergence` was given. 2: bad usage, an unreadable file, or a control that failed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use verifail::{Policy, Time};

use crate::exceptions::{self, Exception, Exceptions};
use crate::matrix::{self, Column};
use crate::outcome::{CaseResult, Outcome, guarded};
use crate::report::{Report, Text};
use crate::{chains, controls, limbo, pkits, webpki};

/// Runs a public suite through the core and compares.
#[derive(Clone, Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("suite").required(true).args(["limbo", "chains", "pkits"]))]
pub struct Args {
    /// An x509-limbo suite (JSON, schema version 1)
    #[arg(long, value_name = "FILE")]
    pub limbo: Option<PathBuf>,
    /// A suite of chains with expected findings for each certificate (JSON)
    #[arg(long, value_name = "FILE")]
    pub chains: Option<PathBuf>,
    /// NIST PKITS with its certificates and CRLs (JSON)
    #[arg(long, value_name = "FILE")]
    pub pkits: Option<PathBuf>,
    /// The policy [default: rustls for limbo, boringssl-pki for chains, rfc5280 for pkits]
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
    /// Exceptions (TOML); one that no longer applies, or names no case, fails the run. Repeatable
    #[arg(long, value_name = "FILE")]
    pub known: Vec<PathBuf>,
    /// A table of recorded verdicts (TSV) to compare with
    #[arg(long, value_name = "FILE", requires = "column")]
    pub against: Option<PathBuf>,
    /// The verifier's column in that table
    #[arg(long, value_name = "NAME", requires = "against")]
    pub column: Option<String>,
    /// Run the linked rustls-webpki on the same cases with the same provider, and compare
    #[arg(long, conflicts_with_all = ["chains", "pkits"])]
    pub webpki: bool,
    /// List divergent cases, missed findings and spurious ones
    #[arg(long)]
    pub list: bool,
    /// Exit with 1 when something diverges that no exception covers
    #[arg(long)]
    pub fail_on_divergence: bool,
    /// The time for cases that state none (RFC 3339) [default: now]
    #[arg(long, value_name = "TIME")]
    pub time: Option<Time>,
}

/// Runs the command with the process's own clock and streams.
pub fn run(args: &Args) -> ExitCode {
    let written = execute(args, now()).and_then(|report| {
        let document = if args.json {
            serde_json::to_string_pretty(&report).map_err(|error| error.to_string())? + "\n"
        } else {
            Text { report: &report, list: args.list }.to_string()
        };
        io::stdout().write_all(document.as_bytes()).map_err(|error| format!("standard output: {error}"))?;
        Ok(report)
    });
    match written {
        Ok(report) => {
            for stale in &report.stale_exceptions {
                say(&format!("stale exception: {}: {}", stale.id, stale.why));
            }
            let failed = args.fail_on_divergence && report.unexplained() > 0;
            if failed || !report.stale_exceptions.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            say(&error);
            ExitCode::from(2)
        }
    }
}

/// One line on standard error; a closed stream loses it.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "conformance: {line}");
}

fn now() -> Time {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Time::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// Runs the suite; `now` is for the cases that state no time.
///
/// # Errors
/// A file that cannot be read, an unknown policy or column, or a control that comes out wrong; as a sentence.
pub fn execute(args: &Args, now: Time) -> Result<Report, String> {
    let now = args.time.unwrap_or(now);
    let column = match (&args.against, &args.column) {
        (Some(table), Some(name)) => Some(from_file(table, |text| matrix::column(text, name))?),
        _ => None,
    };
    let mut known = Vec::new();
    for path in &args.known {
        known.extend(from_file(path, exceptions::read)?);
    }
    match (&args.limbo, &args.chains, &args.pkits) {
        (Some(file), None, None) => {
            let policy = policy(args, limbo::DEFAULT_POLICY)?;
            let suite = from_file(file, limbo::read)?;
            controls::run(policy).map_err(|failed| failed.to_string())?;
            let cases = suite.run(policy, now);
            let mut report = report("limbo", policy, &cases, &known, column.as_ref());
            if args.webpki {
                controls::run_with(webpki::verify).map_err(|failed| format!("rustls-webpki: {failed}"))?;
                let name = format!("rustls-webpki {}", webpki::VERSION);
                let exceptions = Exceptions::for_comparison(&known, policy.name(), Some(&name));
                report.compare_with_run(&name, &cases, &run_webpki(&suite, now), &exceptions);
            }
            Ok(report)
        }
        (None, Some(file), None) => {
            let policy = policy(args, chains::DEFAULT_POLICY)?;
            let suite = from_file(file, chains::read)?;
            controls::run(policy).map_err(|failed| failed.to_string())?;
            Ok(report("chains", policy, &suite.run(policy), &known, column.as_ref()))
        }
        (None, None, Some(file)) => {
            let policy = policy(args, pkits::DEFAULT_POLICY)?;
            let suite = from_file(file, pkits::read)?;
            controls::run(policy).map_err(|failed| failed.to_string())?;
            Ok(report("pkits", policy, &suite.run(policy), &known, column.as_ref()))
        }
        _ => Err("exactly one of --limbo, --chains and --pkits".to_owned()),
    }
}

fn report(
    suite: &'static str,
    policy: &Policy,
    cases: &[CaseResult],
    known: &[Exception],
    column: Option<&Column>,
) -> Report {
    let exceptions = |against| Exceptions::for_comparison(known, policy.name(), against);
    let mut report = Report::new(suite, policy.name(), cases, &exceptions(None));
    if let Some(column) = column {
        report.compare_with_column(cases, column, &exceptions(Some(&column.name)));
    }
    report
}

fn run_webpki(suite: &limbo::Suite, now: Time) -> BTreeMap<String, Outcome> {
    suite
        .cases()
        .filter_map(Result::ok)
        .map(|case| (case.id.clone(), guarded(|| webpki::verify(&case.material(now)?))))
        .collect()
}

fn policy(args: &Args, default: &str) -> Result<&'static Policy, String> {
    let name = args.policy.as_deref().unwrap_or(default);
    Policy::named(name).ok_or_else(|| {
        let names: Vec<_> = Policy::all().iter().map(Policy::name).collect();
        format!("no policy {name}; there are: {}", names.join(", "))
    })
}

fn from_file<T>(path: &Path, read: impl FnOnce(&str) -> Result<T, String>) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    read(&text).map_err(|error| format!("{}: {error}", path.display()))
}
