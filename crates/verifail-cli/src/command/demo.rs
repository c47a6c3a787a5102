//! `verifail demo`: generated chains through the same code as `verify`, each with a line of story, without files and
//! clock; then the two incidents that this project comes from, replayed on loopback.

mod chains;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use verifail::danger::Relaxations;
use verifail::{Certificate, Inputs, Policy, Time, algorithms};

use self::chains::{Case, Chain};
use crate::Outcome;
use crate::anchors::{self, Loaded};
use crate::arguments::exit_codes_help;
use crate::command::policies;
use crate::failure::Failure;
use crate::report::{self, Detail, View};
use crate::terminal::{STRONG, Terminal, styled};
use crate::verification::Question;
use crate::{identity, input};

/// The incidents that are replayed.
const INCIDENTS: [&str; 2] = ["envoy-session", "sandbox-trust"];
/// Calls of each.
const CALLS: u64 = 40;

/// The instant at which the generated chains are looked at: 2026-11-21T00:00:00Z.
const AT: Time = Time::from_unix_seconds(1_795_219_200);

/// Generate a handful of chains, good and bad, and verify them; then replay two incidents on loopback
#[derive(Debug, Args)]
#[command(after_help = exit_codes_help(Some("demo")))]
pub(crate) struct Demo {
    /// Only this chain
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(Case::ALL.iter().map(|case| case.name)))]
    case: Option<String>,
    /// The policy to hold the chains to
    #[arg(
        long,
        value_name = "NAME",
        default_value = "rustls",
        value_parser = PossibleValuesParser::new(Policy::all().iter().map(Policy::name))
    )]
    policy: String,
    /// Show issuer, validity, key, serial number and fingerprint of each certificate too
    #[arg(long)]
    full: bool,
    /// Write the chains and their anchors into this directory instead, and print the commands to verify them
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// Generates, then verifies and prints, or writes.
pub(crate) fn run(demo: &Demo, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let policy = policies::named(&demo.policy)?;
    let cases = Case::ALL.iter().filter(|case| demo.case.as_ref().is_none_or(|name| name == case.name));
    let mut out = String::new();
    for case in cases {
        let chain = (case.chain)().map_err(|error| Failure::new(format!("demo {}: {error}", case.name)))?;
        match &demo.write {
            Some(directory) => {
                write(directory, case, &chain)?;
                let _ = writeln!(out, "{}", command(directory, case));
            }
            None => {
                let detail = if demo.full { Detail::Full } else { Detail::Brief };
                let _ = writeln!(out, "{}: {}\n", styled(STRONG, case.name), case.story);
                show(&mut out, case, &chain, policy, detail, terminal)?;
                out.push('\n');
            }
        }
    }
    if demo.write.is_none() && demo.case.is_none() {
        for incident in INCIDENTS.into_iter().filter_map(verifail_lab::incident) {
            out.push_str(&crate::incident::told(incident, CALLS, false)?);
            out.push('\n');
        }
        let _ = writeln!(
            out,
            "Next: `verifail verify FILE --name NAME` for a chain of your own, `verifail demo --write DIR` for these as files,\n\
             `verifail demo --policy go` for another verifier's view, `verifail --help` for the rest."
        );
    }
    terminal.print(&out)?;
    Ok(Outcome::Good)
}

fn show(
    out: &mut String,
    case: &Case,
    chain: &Chain,
    policy: &'static Policy,
    detail: Detail,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let unusable = |error: &dyn std::fmt::Display| Failure::new(format!("demo {}: {error}", case.name));
    let certificates: Vec<_> = chain
        .certificates
        .iter()
        .map(|certificate| Certificate::from_der(certificate.der()))
        .collect::<Result<_, _>>()
        .map_err(|error| unusable(&error))?;
    let (end_entity, intermediates) = certificates.split_first().ok_or_else(|| unusable(&"no certificate"))?;
    let loaded = [Loaded::generated(chain.anchors.iter().map(|anchor| anchor.der().to_vec()).collect())];
    let (anchors, anchors_phrase) = anchors::parse(&loaded, terminal)?;
    let reference = identity::name(case.asked_for).map_err(|error| unusable(&error))?;
    let inputs = Inputs::server(AT, reference);
    let question = Question {
        end_entity,
        intermediates,
        anchors: &anchors,
        inputs: &inputs,
        relaxations: Relaxations::none(),
        algorithms: algorithms::all(),
    };
    let verdict = question.ask(policy);
    out.push_str(&report::text(&verdict, &View { detail, all_paths: false, anchors: &anchors_phrase }));
    Ok(())
}

/// Writes `NAME.pem` and `NAME-anchors.pem`.
fn write(directory: &Path, case: &Case, chain: &Chain) -> Result<(), Failure> {
    let pem =
        |certificates: &[rcgen::Certificate]| certificates.iter().map(rcgen::Certificate::pem).collect::<String>();
    let put = |path: PathBuf, text: String| {
        fs::write(&path, text).map_err(|error| Failure::of_file(&path, input::describe(&error)))
    };
    fs::create_dir_all(directory).map_err(|error| Failure::of_file(directory, input::describe(&error)))?;
    put(directory.join(format!("{}.pem", case.name)), pem(&chain.certificates))?;
    put(directory.join(format!("{}-anchors.pem", case.name)), pem(&chain.anchors))
}

/// The command that verifies what was written.
fn command(directory: &Path, case: &Case) -> String {
    let file = |end: &str| crate::failure::printable(&directory.join(format!("{}{end}", case.name)).to_string_lossy());
    format!("verifail verify {} --anchors {} --name {} --time {AT}", file(".pem"), file("-anchors.pem"), case.asked_for)
}
