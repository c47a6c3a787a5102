//! `verifail knobs`: what each tool takes for a setting that names certificate authorities.

mod bundle;
mod check;
mod tools;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, Subcommand};
use serde::Serialize;
use verifail::capture::Capture;
use verifail::hypothesis::{filled, interceptor};

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::{Failure, printable};
use crate::input;
use crate::report::{json, wrapped};
use crate::terminal::{FAINT, STRONG, Terminal, WARN, styled};
use tools::{Effect, Tool};

const EXAMPLES: &str = "\
Examples:
  verifail knobs
  verifail knobs git
  verifail knobs curl node --for registry.example
  verifail knobs --check cargo
  verifail knobs bundle merged.pem corporate-ca.pem";

/// Columns before a line's text.
const MARGIN: usize = 14;

/// Show the setting by which a tool is told whom to trust: whether it adds or replaces, its traps, the exact lines
///
/// Without a tool all are listed. A tool whose setting replaces what it trusts wants a file with every authority in it:
/// `knobs bundle` writes one.
#[derive(Debug, Args)]
#[command(
    after_help = format!("{EXAMPLES}\n\n{}", exit_codes_help(Some("knobs"))),
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Knobs {
    #[command(subcommand)]
    command: Option<Writes>,
    /// The tools; all where none is named
    #[arg(value_name = "TOOL")]
    tools: Vec<String>,
    /// The lines to set for this host, or for the host of this capture
    #[arg(long = "for", value_name = "HOST|CAPTURE")]
    target: Option<String>,
    /// The file that the lines name
    #[arg(long, value_name = "FILE", default_value = "ca-bundle.pem")]
    bundle: String,
    /// Run this tool against a server on loopback, without its setting and with it, and say whether that takes effect;
    /// repeatable, `all` for every tool that can be checked
    #[arg(long, value_name = "TOOL", conflicts_with_all = ["target", "tools"])]
    check: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Writes {
    Bundle(bundle::Bundle),
}

/// A tool as programs read it.
#[derive(Serialize)]
struct Shown<'t> {
    #[serde(flatten)]
    tool: &'t Tool,
    /// The exact lines for the host that was named.
    #[serde(rename = "set", skip_serializing_if = "Vec::is_empty")]
    lines: Vec<String>,
}

pub(crate) fn run(knobs: &Knobs, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    if let Some(Writes::Bundle(bundle)) = &knobs.command {
        return bundle::run(bundle, terminal);
    }
    let all = tools::all()?;
    if !knobs.check.is_empty() {
        return check::run(&all, &knobs.check, knobs.json, terminal);
    }
    let chosen = chosen(&all, &knobs.tools)?;
    let target = knobs.target.as_deref().map(|target| Target::of(target, &knobs.bundle)).transpose()?;
    if knobs.json {
        let lines = |tool: &Tool| target.as_ref().map(|target| target.lines(tool)).unwrap_or_default();
        let shown: Vec<_> = chosen.iter().map(|tool| Shown { tool, lines: lines(tool) }).collect();
        terminal.print_raw(&json::text(&shown)?)?;
    } else if let Some(target) = &target {
        terminal.print(&target.text(&chosen))?;
    } else if knobs.tools.is_empty() {
        terminal.print(&list(&chosen))?;
    } else {
        terminal.print(&chosen.iter().map(|tool| text(tool)).collect::<Vec<_>>().join("\n"))?;
    }
    Ok(Outcome::Good)
}

/// The tools of those names, in that order; all without a name.
fn chosen<'t>(all: &'t [Tool], names: &[String]) -> Result<Vec<&'t Tool>, Failure> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    names.iter().map(|name| tools::named(all, name)).collect()
}

fn list(tools: &[&Tool]) -> String {
    let mut out = String::new();
    for tool in tools {
        let name = styled(STRONG, format!("{:<26}", tool.name));
        let effect = styled(FAINT, format!("{:<9}", tool.effect.word()));
        let line = format!("{name}{effect}{}", tool.settings);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "\n{}", styled(FAINT, "verifail knobs TOOL says more of one"));
    out
}

fn line(out: &mut String, label: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "  {} {}", styled(FAINT, format!("{label:<11}")), wrapped(text, MARGIN));
    }
}

/// All that is known of one.
fn text(tool: &Tool) -> String {
    let mut out = format!("{}: {}\n", styled(STRONG, &tool.name), tool.title);
    line(&mut out, "setting", &tool.settings);
    let in_full = match tool.effect_in_full.as_str() {
        "append" | "replace" => String::new(),
        in_full => format!(": {in_full}"),
    };
    line(&mut out, "effect", &format!("{}{in_full}", tool.effect.word()));
    line(&mut out, "system", &tool.system_store);
    line(&mut out, "narrowest", &tool.narrowest);
    line(&mut out, "switch off", &tool.broadest);
    line(&mut out, "since", &tool.since);
    line(&mut out, "traps", &tool.traps);
    for (at, one) in tool.lines.iter().enumerate() {
        // Lines are not wrapped: they are there to be copied.
        let _ = writeln!(out, "  {} {one}", styled(FAINT, format!("{:<11}", if at == 0 { "lines" } else { "" })));
    }
    line(&mut out, "checked by", tool.check.as_deref().map(|_| "verifail knobs --check").unwrap_or_default());
    line(&mut out, "source", &tool.source);
    out
}

/// The host that lines are for.
struct Target {
    host: String,
    bundle: String,
    /// What a capture says of who sits in between.
    interceptors: BTreeSet<String>,
}

impl Target {
    fn of(target: &str, bundle: &str) -> Result<Self, Failure> {
        let path = Path::new(target);
        let mut interceptors = BTreeSet::new();
        let host = if path.is_file() {
            let capture = Capture::from_json(&input::read(path)?).map_err(|error| Failure::of_file(path, error))?;
            for (fingerprint, _) in capture.certificates.iter() {
                let issuer = capture.certificates.read(fingerprint).map(|one| one.issuer().to_string());
                interceptors.extend(issuer.as_deref().and_then(interceptor).map(str::to_owned));
            }
            match capture.target.port {
                443 => capture.target.host,
                port => format!("{}:{port}", capture.target.host),
            }
        } else {
            target.trim_start_matches("https://").trim_end_matches('/').to_owned()
        };
        // It stands in lines that are pasted into a shell.
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]_".contains(c);
        if host.is_empty() || host.len() > 260 || host.starts_with('-') || !host.chars().all(plain) {
            return Err(Failure::new(format!(
                "`{}` is no host, and no capture of that name is here",
                printable(&host)
            )));
        }
        if !bundle.chars().all(|c| plain(c) || "/~+@".contains(c)) || bundle.is_empty() {
            return Err(Failure::new(format!(
                "`{}`: a file name without blanks and quotes is wanted",
                printable(bundle)
            )));
        }
        Ok(Self { host, bundle: bundle.to_owned(), interceptors })
    }

    fn lines(&self, tool: &Tool) -> Vec<String> {
        let values = [("BUNDLE", self.bundle.as_str()), ("HOST", &self.host)];
        tool.lines.iter().map(|line| filled(line, &values)).collect()
    }

    fn text(&self, tools: &[&Tool]) -> String {
        let mut out = String::new();
        for product in &self.interceptors {
            let _ = writeln!(out, "{}: what is presented is issued by {product}", styled(WARN, "intercepted"));
        }
        if tools.iter().any(|tool| tool.effect == Effect::Replaces) {
            let _ = writeln!(
                out,
                "{}",
                styled(FAINT, "# every authority in one file, since settings below replace what is trusted:")
            );
            let _ = writeln!(out, "verifail knobs bundle {} YOUR-CA.pem\n", self.bundle);
        }
        for tool in tools {
            let _ = writeln!(out, "{}", styled(FAINT, format!("# {}: {}", tool.name, tool.effect.word())));
            for line in self.lines(tool) {
                let _ = writeln!(out, "{line}");
            }
        }
        out
    }
}
