//! `suite --relations`: the core under every policy, and rustls-webpki in two versions, held to the 45 relations.

mod export;

use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;
use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::exceptions::{Exception, modelled};
use verifail_testkit::suite::SuiteReport;
use verifail_testkit::{Suite, Verifier};

use super::SuiteArgs;
use crate::verifiers::{Webpki0103, Webpki0104, controls};

/// What rustls-webpki breaks, and why.
const WEBPKI: &str = include_str!("../../known/relations-webpki.toml");
/// Base worlds for each relation and policy of the core.
const CASES: u64 = 1_000;
/// The most certificates added for rustls-webpki, whose own limit is a hundred signatures.
const BEYOND: usize = 220;

/// A file of exceptions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// Reads a file of exceptions to relations.
///
/// # Errors
/// When it is no TOML of that shape, or a reason or a link is empty.
pub fn read(toml: &str) -> Result<Vec<Exception>, String> {
    let File { exception: exceptions } = toml::from_str(toml).map_err(|error| error.to_string())?;
    match exceptions.iter().find(|one| one.reason.trim().is_empty() || one.link.trim().is_empty()) {
        Some(one) => Err(format!("the exception for relation {} needs a reason and a link", one.relation)),
        None => Ok(exceptions),
    }
}

/// Runs it.
///
/// # Errors
/// When nothing can be written, or the exceptions cannot be read.
pub fn run(args: &SuiteArgs, out: &mut dyn Write) -> io::Result<bool> {
    let cases = args.worlds.unwrap_or(CASES);
    let mut clean = true;
    for policy in Policy::all() {
        let report =
            Suite::new(&Core, policy).cases(cases).seed(args.seed).exceptions(modelled()).without_oracles().run();
        clean &= show(&report, &Core, policy, args.export.as_deref(), out)?;
    }
    let exceptions = read(WEBPKI).map_err(io::Error::other)?;
    let policy = rustls()?;
    for verifier in [&Webpki0103 as &dyn Verifier, &Webpki0104] {
        let report = webpki(verifier, &exceptions, cases, args.seed)?;
        clean &= show(&report, verifier, policy, args.export.as_deref(), out)?;
    }
    Ok(clean)
}

fn rustls() -> io::Result<&'static Policy> {
    Policy::named("rustls").ok_or_else(|| io::Error::other("no policy rustls"))
}

/// One version of rustls-webpki, after its controls.
fn webpki(verifier: &dyn Verifier, exceptions: &[Exception], cases: u64, seed: u64) -> io::Result<SuiteReport> {
    let policy = rustls()?;
    controls(verifier, policy).map_err(io::Error::other)?;
    let suite = Suite::new(verifier, policy).cases(cases).seed(seed).most_added(BEYOND).without_oracles();
    Ok(suite.exceptions(exceptions.iter().cloned()).run())
}

fn show(
    report: &SuiteReport,
    verifier: &dyn Verifier,
    policy: &Policy,
    directory: Option<&Path>,
    out: &mut dyn Write,
) -> io::Result<bool> {
    writeln!(out, "{report}")?;
    if let Some(directory) = directory {
        let export::Written { violations, toys } = export::write(directory, report, verifier, policy)?;
        writeln!(
            out,
            "{violations} violations written to {}; {toys} of their worlds have toy signatures\n",
            directory.display()
        )?;
    }
    out.flush()?;
    Ok(report.is_clean())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_without_reason_or_link_is_refused() {
        let row = |reason: &str| {
            format!(
                "[[exception]]\nverifier = \"v\"\nrelation = 7\nreason = \"{reason}\"\nlink = \"https://example.com\"\n"
            )
        };
        assert_eq!(read(&row("because")).map(|exceptions| exceptions.len()), Ok(1));
        assert!(read(&row(" ")).unwrap_err().contains("needs a reason"));
        assert!(read(&row("because").replace("relation", "relations")).unwrap_err().contains("relations"));
    }

    #[test]
    fn what_rustls_webpki_breaks_is_found_from_scratch_and_nothing_else_is() {
        let exceptions = read(WEBPKI).unwrap();
        for verifier in [&Webpki0103 as &dyn Verifier, &Webpki0104] {
            let report = webpki(verifier, &exceptions, 40, 1).unwrap();
            report.assert_clean();
            assert!(report.exceptions.iter().all(|(_, reproduced)| *reproduced > 0));
            assert_eq!(report.exceptions.len() * 2, exceptions.len());
        }
    }
}
