//! `--check`: a tool is run against a server on loopback whose authority nobody trusts, once as it is and once with its
//! setting, and the server says whether a request arrived. A tool that is refused sends none: so its words need not be
//! read.

mod tried;

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;
use verifail_lab::{LabOptions, Running, fault};

use super::bundle;
use super::tools::{self, Tool};
use crate::Outcome;
use crate::anchors::{self, Source};
use crate::failure::{Failure, printable};
use crate::report::json;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, Terminal, WARN, styled};
pub(super) use tried::CHECKS;
use tried::{Bench, Check};

/// What came of checking a tool.
#[derive(Debug, Serialize)]
struct Checked<'t> {
    tool: &'t str,
    setting: &'static str,
    /// `took-effect`, `no-effect`, `not-needed`, `not-installed`, `no-check`, `failed`.
    result: &'static str,
    /// What to know of it.
    detail: String,
}

impl Checked<'_> {
    fn is_bad(&self) -> bool {
        matches!(self.result, "no-effect" | "not-needed" | "failed")
    }
}

pub(super) fn run(all: &[Tool], names: &[String], as_json: bool, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let wanted: Vec<&Tool> = match names.iter().any(|name| name == "all") {
        true => all.iter().filter(|tool| tool.check.is_some()).collect(),
        false => names.iter().map(|name| tools::named(all, name)).collect::<Result<_, _>>()?,
    };
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("check: {error}"));
    let directory = tempfile::Builder::new().prefix("verifail-knobs-").tempdir().map_err(|error| failed(&error))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    let mut results = Vec::with_capacity(wanted.len());
    for tool in wanted {
        let Some(check) = tool.check.as_ref().and_then(|name| CHECKS.iter().find(|one| one.name == name)) else {
            let detail = "no check is known for it: its lines are what `verifail knobs` shows".to_owned();
            results.push(Checked { tool: &tool.name, setting: "", result: "no-check", detail });
            continue;
        };
        // A server each: what one tool asked for is not taken for another's request.
        let good = fault("good").ok_or_else(|| failed(&"the laboratory has no control"))?;
        let server = runtime.block_on(good.start(&LabOptions::default())).map_err(|error| failed(&error))?;
        let bench = bench(&server, directory.path().join(check.name), terminal)?;
        results.push(checked(tool, check, &bench, &server));
        drop(server);
    }
    runtime.shutdown_timeout(Duration::from_secs(1));
    if as_json {
        terminal.print_raw(&json::text(&results)?)?;
    } else {
        terminal.print(&results.iter().map(text).collect::<String>())?;
    }
    Ok(match results.iter().any(Checked::is_bad) {
        true => Outcome::Ineffective,
        false if results.iter().all(|one| one.result == "took-effect") => Outcome::Good,
        // Of all that could be checked some are not here: that is no fault of theirs.
        false if names.iter().any(|name| name == "all") && results.iter().any(|one| one.result == "took-effect") => {
            Outcome::Good
        }
        false => Outcome::Unchecked,
    })
}

/// Files that a tool reads: the server's own authority, and a bundle of that and the system's.
fn bench(server: &Running, directory: PathBuf, terminal: &mut Terminal) -> Result<Bench, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("check: {error}"));
    std::fs::create_dir_all(&directory).map_err(failed)?;
    let (own, merged) = (directory.join("own-ca.pem"), directory.join("ca-bundle.pem"));
    std::fs::write(&own, server.anchors_pem()).map_err(failed)?;
    // A machine without a store of its own still has a setting that can be checked.
    let system = anchors::load(&[Source::System], terminal).unwrap_or_default();
    let base = system.iter().flat_map(|loaded| loaded.certificates().iter().cloned()).collect();
    let own_anchors = server.anchors().iter().map(|der| der.to_vec()).collect();
    bundle::write(&merged, &bundle::merged(base, own_anchors).certificates)?;
    Ok(Bench { directory, own, bundle: merged, url: server.url(), port: server.address().port() })
}

fn checked<'t>(tool: &'t Tool, check: &Check, bench: &Bench, server: &Running) -> Checked<'t> {
    let result = |result, detail: String| Checked { tool: &tool.name, setting: check.setting, result, detail };
    if let Some(missing) = check.missing() {
        return result("not-installed", format!("{missing} is not here"));
    }
    let arrives = |with: bool| -> Result<(bool, String), String> {
        let before = server.log().request_count();
        let said = check.run(bench, with)?;
        Ok((server.log().request_count() > before, said))
    };
    match (arrives(false), arrives(true)) {
        (Err(error), _) | (_, Err(error)) => result("failed", error),
        (Ok((false, _)), Ok((true, _))) => {
            result("took-effect", "refused without the setting, answered with it".to_owned())
        }
        (Ok((true, _)), _) => result("not-needed", "answered without the setting: nothing was verified".to_owned()),
        (Ok((false, _)), Ok((false, said))) => {
            result("no-effect", format!("refused with the setting too: {}", printable(said.trim())))
        }
    }
}

fn text(checked: &Checked<'_>) -> String {
    let style = match checked.result {
        "took-effect" => GOOD,
        "not-installed" | "no-check" => WARN,
        _ => BAD,
    };
    let setting = if checked.setting.is_empty() { String::new() } else { format!(" {}", checked.setting) };
    let (name, result) = (styled(STRONG, checked.tool), styled(style, checked.result));
    format!("{name}{setting}: {result}{}\n", styled(FAINT, format!(": {}", checked.detail)))
}
