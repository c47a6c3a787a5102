//! A verdict for a person: the decision, what was asked, the path as a tree, and the smallest repair last.
//!
//! Nothing is judged here. What a report claims to *hold* is the core's [`Verdict::holds`], the rest is
//! its data in order. Every name in it was escaped by the core's `Display`.

pub(crate) mod json;
pub(crate) mod page;
mod table;
mod tree;
mod wrapped;

use std::fmt::Write as _;

pub(crate) use table::table;
use verifail::verdict::AttemptedPath;
use verifail::{Finding, Role, Severity, Verdict};
pub(crate) use wrapped::wrapped;

use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Most findings that the repair names one by one.
const MAX_REPAIR: usize = 8;

/// How much of each certificate is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Subject, what holds, findings.
    Brief,
    /// Issuer, names, validity, key, serial number and fingerprint too.
    Full,
}

/// What to show of a verdict.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    /// How much of each certificate.
    pub(crate) detail: Detail,
    /// Every attempted path instead of the best.
    pub(crate) all_paths: bool,
    /// Where the trust anchors came from: `142 from mozilla`.
    pub(crate) anchors: &'a str,
}

/// The whole report.
pub(crate) fn text(verdict: &Verdict<'_>, view: &View<'_>) -> String {
    let mut out = String::new();
    headline(&mut out, verdict);
    question(&mut out, verdict, view);
    let shown = if view.all_paths { verdict.paths().len() } else { 1 };
    for (at, path) in verdict.paths().iter().enumerate().take(shown) {
        out.push('\n');
        if view.all_paths && verdict.paths().len() > 1 {
            let _ = writeln!(out, "  {}", styled(STRONG, path_heading(verdict, at, path)));
        }
        tree::draw(&mut out, verdict, at, path, view.detail);
    }
    repair(&mut out, verdict);
    out
}

/// `trusted`, or `not trusted: expired, name-mismatch`.
pub(crate) fn decision(verdict: &Verdict<'_>) -> String {
    if !verdict.is_accepted() {
        return format!("not trusted: {}", reasons(verdict));
    }
    let let_pass = codes(verdict.findings().iter().filter(|f| f.severity == Severity::Relaxed));
    if !let_pass.is_empty() {
        return format!("trusted only because this was let pass: {let_pass}");
    }
    match verdict.findings().iter().filter(|f| f.severity == Severity::Warning).count() {
        0 => "trusted".to_owned(),
        1 => "trusted, with a warning".to_owned(),
        n => format!("trusted, with {n} warnings"),
    }
}

/// The reasons in a row.
fn reasons(verdict: &Verdict<'_>) -> String {
    verdict.reasons().iter().map(|reason| reason.code()).collect::<Vec<_>>().join(", ")
}

fn codes<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let mut codes: Vec<_> = findings.map(|f| f.reason.code()).collect();
    codes.dedup();
    codes.join(", ")
}

fn headline(out: &mut String, verdict: &Verdict<'_>) {
    let relaxed = verdict.findings().iter().any(|f| f.severity == Severity::Relaxed);
    let style = match (verdict.is_accepted(), relaxed) {
        (true, false) => GOOD,
        (true, true) => WARN,
        (false, _) => BAD,
    };
    let _ = writeln!(out, "{}", styled(style, decision(verdict)));
}

/// What was asked, with what, and what was not asked.
fn question(out: &mut String, verdict: &Verdict<'_>, view: &View<'_>) {
    let inputs = verdict.inputs();
    let _ = writeln!(
        out,
        "  policy {} · {} · purpose {} · at {}",
        verdict.policy().name(),
        inputs.identity,
        inputs.purpose,
        inputs.time
    );
    if view.detail == Detail::Full {
        means(out, verdict, view);
    }
    let families: Vec<_> = verdict.relaxations().iter().map(|family| family.code()).collect();
    if !families.is_empty() {
        let _ = writeln!(out, "  {}", styled(BAD, format!("switched off: {}", families.join(", "))));
    }
}

/// With what it was answered: anchors, CRLs, and how much work it was.
fn means(out: &mut String, verdict: &Verdict<'_>, view: &View<'_>) {
    let revocation = match &verdict.inputs().revocation {
        None => "revocation not checked".to_owned(),
        Some(revocation) => format!("revocation by {}", counted(revocation.crls.len(), "CRL", "CRLs")),
    };
    let _ = writeln!(
        out,
        "  anchors {} · {revocation} · {} tried, {}",
        view.anchors,
        counted(verdict.paths().len(), "path", "paths"),
        counted(verdict.counters().signature_checks, "signature checked", "signatures checked"),
    );
}

/// `1 path`, `2 paths`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn path_heading(verdict: &Verdict<'_>, at: usize, path: &AttemptedPath<'_>) -> String {
    let position = format!("path {} of {}", at + 1, verdict.paths().len());
    let errors = codes(path.errors());
    match (at, verdict.is_accepted()) {
        (0, true) => format!("{position}: accepted"),
        _ if errors.is_empty() => format!("{position}: not taken"),
        _ => format!("{position}: {errors}"),
    }
}

/// The part a certificate plays, as a person says it.
fn role_words(role: Role) -> &'static str {
    match role {
        Role::EndEntity => "end entity",
        Role::Intermediate => "intermediate",
        Role::Anchor => "trust anchor",
        _ => role.code(),
    }
}

/// The smallest repair, or how to see the other paths of an accepted verdict.
fn repair(out: &mut String, verdict: &Verdict<'_>) {
    let Some(repair) = verdict.repair() else { return };
    let Some(path) = verdict.paths().get(repair.path) else {
        return;
    };
    let mut items: Vec<String> = Vec::new();
    for finding in repair.findings.iter().filter_map(|at| path.findings().get(*at)) {
        let place = match finding.role {
            Role::Intermediate => format!("intermediate at depth {}", finding.depth),
            role => role_words(role).to_owned(),
        };
        let item = format!("{} ({place})", finding.reason);
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.is_empty() {
        return;
    }
    let more = items.len().saturating_sub(MAX_REPAIR);
    items.truncate(MAX_REPAIR);
    if more > 0 {
        items.push(format!("{more} more"));
    }
    let proof = if repair.proved { "proved by verifying again" } else { "not proved" };
    let other = if repair.path == 0 { String::new() } else { format!(" on path {}", repair.path + 1) };
    let _ = writeln!(
        out,
        "\n{} {}{other} {}",
        styled(STRONG, "would be accepted without:"),
        items.join(", "),
        styled(FAINT, format!("· {proof}"))
    );
}
