//! `verifail environment`: what this machine has to do with whom a program trusts.

use std::fmt::Write as _;

use clap::Args;
use verifail::capture::{Environment as Surveyed, Setting};
use verifail_rustls::survey::Survey;

use crate::Outcome;
use crate::arguments::exit_codes_help;
use crate::failure::{Failure, printable};
use crate::report::{json, wrapped};
use crate::terminal::{BAD, FAINT, STRONG, Terminal, WARN, styled};

const EXAMPLES: &str = "\
Examples:
  verifail environment
  verifail environment --for api.internal
  verifail environment --json";

/// Entries of a list that are shown.
const MAX_SHOWN: usize = 20;

/// Show what this machine has to do with whom a program trusts: proxies, CA variables, stores, inspection, sandbox
///
/// Proxies are shown with whom they are for, variables that name certificate authorities with the anchors each would
/// load or why it loads none. Nothing is changed, nobody is connected to, and no password is shown.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit_codes_help(Some("environment"))))]
pub(crate) struct Environment {
    /// Say which proxies are used for this host
    #[arg(long = "for", value_name = "HOST")]
    host: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Surveys and prints.
pub(crate) fn run(environment: &Environment, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let mut found = Survey::of_process().environment(environment.host.as_deref());
    redact(&mut found);
    if environment.json {
        terminal.print_raw(&json::text(&found)?)?;
    } else {
        terminal.print(&text(&found))?;
    }
    Ok(Outcome::Good)
}

/// As a capture is redacted that it becomes part of.
fn redact(found: &mut Surveyed) {
    use verifail::Time;
    use verifail::capture::{Capture, Target};

    let mut capture = Capture::new("", Target::new("", 0), Time::from_unix_seconds(0));
    capture.environment = std::mem::take(found);
    capture.clean();
    *found = capture.environment;
}

/// Everything.
fn text(found: &Surveyed) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", styled(STRONG, format!("system {}", printable(&found.os))));
    settings(&mut out, "proxies", &found.proxies);
    settings(&mut out, "CA variables", &found.certificate_authorities);
    let _ = writeln!(out, "\n{}", styled(STRONG, "stores"));
    if found.stores.is_empty() {
        let _ = writeln!(out, "  none found");
    }
    for store in found.stores.iter().take(MAX_SHOWN) {
        let newest = store.newest.map(|newest| format!(" · newest from {newest}")).unwrap_or_default();
        let read_only = if store.read_only { " · read-only" } else { "" };
        let _ = writeln!(out, "  {}: {} anchors{newest}{read_only}", printable(&store.name), store.count);
    }
    rest(&mut out, found);
    out
}

/// What a person who asks about one host wants to know of it; empty where there is nothing.
pub(super) fn noteworthy(found: &Surveyed) -> String {
    let mut out = String::new();
    let in_force =
        found.proxies.iter().filter(|proxy| proxy.problem.is_none() && !proxy.name.eq_ignore_ascii_case("no_proxy"));
    for proxy in in_force.take(MAX_SHOWN) {
        let name = printable(&proxy.name);
        let said = format!(
            "{name} names {}: other programs may go through it, this one did only with --via",
            printable(&proxy.value)
        );
        line(&mut out, "proxy", &said);
    }
    let mut alike: Vec<(Setting, Vec<String>)> = Vec::new();
    for setting in &found.certificate_authorities {
        let mut rest = setting.clone();
        let name = std::mem::take(&mut rest.name);
        match alike.iter_mut().find(|(known, _)| *known == rest) {
            Some((_, names)) => names.push(name),
            None => alike.push((rest, vec![name])),
        }
    }
    for (mut setting, names) in alike.into_iter().take(MAX_SHOWN) {
        setting.name = names.join(" = ");
        line(&mut out, "CA", &one(&setting));
    }
    rest_lines(&mut out, found);
    out
}

fn line(out: &mut String, label: &str, text: &str) {
    let _ = writeln!(out, "  {} {}", styled(FAINT, format!("{label:<8}")), wrapped(text, 11));
}

fn settings(out: &mut String, title: &str, settings: &[Setting]) {
    let _ = writeln!(out, "\n{}", styled(STRONG, title));
    if settings.is_empty() {
        let _ = writeln!(out, "  none set");
    }
    for setting in settings.iter().take(MAX_SHOWN) {
        let _ = writeln!(out, "  {}", one(setting));
    }
    if let Some(more @ 1..) = settings.len().checked_sub(MAX_SHOWN) {
        let _ = writeln!(out, "  and {more} more; --json has them");
    }
}

/// `SSL_CERT_FILE=/etc/corp.pem: 3 anchors`
fn one(setting: &Setting) -> String {
    let mut text = format!("{}={}", printable(&setting.name), printable(&setting.value));
    if let Some(anchors) = setting.anchors {
        let _ = write!(text, ": {anchors} anchors");
    }
    if let Some(problem) = &setting.problem {
        let _ = write!(text, ": {}", styled(WARN, printable(problem)));
    }
    text
}

fn rest(out: &mut String, found: &Surveyed) {
    let mut lines = String::new();
    rest_lines(&mut lines, found);
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{}", styled(STRONG, "besides"));
        out.push_str(&lines);
    }
}

fn rest_lines(out: &mut String, found: &Surveyed) {
    for interceptor in found.interceptors.iter().take(MAX_SHOWN) {
        let said = format!("{}: {}", styled(BAD, printable(&interceptor.product)), printable(&interceptor.seen));
        line(out, "inspects", &said);
    }
    if let Some(clock) = &found.clock {
        let source = printable(&clock.source);
        line(
            out,
            "clock",
            &match clock.ahead_s {
                -2..=2 => format!("as that of the peers, by {source}"),
                ahead @ 3.. => format!("{} s ahead of the peers', by {source}", styled(WARN, ahead)),
                behind => format!("{} s behind the peers', by {source}", styled(WARN, behind.unsigned_abs())),
            },
        );
    }
    if !found.sandbox.is_empty() {
        line(out, "sandbox", &printable(&found.sandbox.join(", ")));
    }
    match found.trust_service {
        Some(true) => line(out, "trust", "the platform's verification service answers"),
        Some(false) => line(out, "trust", &styled(BAD, "the platform's verification service does not answer")),
        None => {}
    }
}
