//! What a person reads of a probe: the rate, a table of nodes, a histogram over time, sessions across names, who is
//! missing, each failure explained, what to run next.

mod histogram;
mod next;
mod nodes;

use std::fmt::Write as _;
use std::time::Duration;

use verifail::capture::{MAX_SAMPLES, Outcome, Sample};
use verifail::classification::redact;
use verifail::{Hop, Reason};
use verifail_rustls::probe::{Failure, MissingIssuer, Probed};

use super::{Probe, Surveyed, is_own, own};
use crate::command::{environment, explain};
use crate::failure::printable;
use crate::report::wrapped;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Failures that are explained in full.
const MAX_EXPLAINED: usize = 3;
/// Columns before a line's text.
const MARGIN: usize = 11;

/// The whole report.
pub(super) fn text(probed: &Probed, probe: &Probe, took: Duration) -> String {
    let mut out = String::new();
    let samples: Vec<&Sample> = own(probe, probed).collect();
    headline(&mut out, probed, &samples, took);
    if !samples.is_empty() {
        nodes::table(&mut out, probed, &samples);
        histogram::histogram(&mut out, &samples);
    }
    across(&mut out, probed);
    policies(&mut out, probed);
    missing(&mut out, &probed.missing);
    failures(&mut out, probed, probe);
    if probe.environment == Surveyed::On {
        let noteworthy = environment::noteworthy(&probed.capture.environment);
        if !noteworthy.is_empty() {
            let _ = writeln!(out, "\n{}", styled(STRONG, "this machine"));
            out.push_str(&noteworthy);
        }
    }
    next::next(&mut out, probed, &samples, probe);
    out
}

/// One line, or several with the same margin.
fn line(out: &mut String, label: &str, text: &str) {
    let label = styled(FAINT, format!("{label:<8}"));
    let _ = writeln!(out, "  {label} {}", wrapped(text, MARGIN));
}

/// The rate: `1 of 5 nodes, 8 of 40 samples`.
fn headline(out: &mut String, probed: &Probed, samples: &[&Sample], took: Duration) {
    let capture = &probed.capture;
    let bad = samples.iter().filter(|sample| sample.is_bad()).count();
    let (nodes, faulty) = nodes::count(samples);
    // Where no connection came about, nothing was there to be trusted.
    let unreached = samples.iter().all(|sample| sample.outcome == Outcome::Unreachable);
    let word = styled(BAD, if unreached { "not reached" } else { "not trusted" });
    let verdict = match (samples.len(), bad) {
        (0, _) => styled(WARN, "nothing was asked"),
        (1, 0) => styled(GOOD, "trusted"),
        (all, 0) => format!("{}: all {all} samples", styled(GOOD, "trusted")),
        (1, _) => word,
        (all, bad) if all == bad => format!("{word}: all {all} samples"),
        (all, bad) => {
            format!("{}: {faulty} of {nodes} nodes, {bad} of {all} samples", styled(BAD, "not always trusted"))
        }
    };
    let _ = writeln!(out, "{}: {verdict}", styled(STRONG, printable(&capture.target.to_string())));
    let stopped = if probed.stopped { " · stopped before its end" } else { "" };
    let anchors = capture.anchors.as_ref().map(|anchors| format!(" · anchors {}", anchors.source)).unwrap_or_default();
    let name = printable(&capture.vantage);
    line(
        out,
        "from",
        &format!("{name} · at {} · {:.1} s{}{stopped}", capture.taken, took.as_secs_f64(), printable(&anchors)),
    );
    if capture.omitted_samples > 0 {
        line(out, "note", &format!("{} samples beyond {MAX_SAMPLES} are not kept", capture.omitted_samples));
    }
}

/// What came of sessions that were offered to another name.
fn across(out: &mut String, probed: &Probed) {
    let across: Vec<_> = probed.capture.samples.iter().filter(|sample| sample.is_across_names()).collect();
    if across.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", styled(STRONG, "sessions across names"));
    let mut lines: Vec<(String, usize)> = Vec::new();
    for sample in across {
        let of = sample.offered_session_of.as_deref().unwrap_or_default();
        let to = sample.server_name.as_deref().unwrap_or("no name");
        let came = match (sample.resumed, sample.reason) {
            (Some(true), Some(reason)) => {
                let stored = sample.session_end_entity.and_then(|one| probed.capture.certificates.read(one));
                let stored = stored.map(|one| format!(" ({})", one.subject())).unwrap_or_default();
                format!("{}; the certificate stored with it{stored}: {reason}", styled(BAD, "resumed"))
            }
            (Some(true), None) => "resumed; the certificate stored with it is for both".to_owned(),
            (Some(false), _) => format!("{}, as it should be", styled(GOOD, "not resumed")),
            (None, _) => "the handshake did not end".to_owned(),
        };
        let text = format!("  session of {} offered to {}: {came}", printable(of), printable(to));
        match lines.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => lines.push((text, 1)),
        }
    }
    for (text, count) in lines {
        let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
        let _ = writeln!(out, "{text}{times}");
    }
}

/// What policies say of each end entity.
fn policies(out: &mut String, probed: &Probed) {
    let verdicts = &probed.capture.verdicts;
    if verdicts.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", styled(STRONG, "policies"));
    let width = verdicts.iter().map(|verdict| verdict.policy.len()).max().unwrap_or(0);
    for verdict in verdicts {
        let codes: Vec<_> = verdict.reasons.iter().map(|reason| reason.code()).collect();
        let (style, word) = if verdict.accepted { (GOOD, "trusted") } else { (BAD, "not trusted") };
        let word = styled(style, format!("{word:<11}"));
        let text = format!(
            "  {}  {:<width$}  {word}  {}",
            nodes::short(&verdict.end_entity),
            verdict.policy,
            codes.join(", ")
        );
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// Issuers that are neither supplied nor trusted.
fn missing(out: &mut String, missing: &[MissingIssuer]) {
    if missing.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", styled(STRONG, "missing issuers"));
    for issuer in missing {
        let name = printable(&issuer.name);
        let _ = writeln!(out, "  {name}: neither supplied nor a trust anchor");
        line(out, "issued", &format!("{} of {} end entities", nodes::short(&issuer.issued), issuer.end_entities.len()));
        for url in &issuer.urls {
            line(out, "said at", &printable(url));
        }
        for fetched in &issuer.fetched {
            let came = match &fetched.result {
                Ok(_) if fetched.completes => "with it the chain is accepted: the server should send it".to_owned(),
                Ok(_) => "it is there; the chain is not accepted with it alone".to_owned(),
                Err(why) => why.clone(),
            };
            line(out, "fetched", &printable(&format!("{}: {came}", fetched.url)));
        }
    }
}

/// Each way in which it failed, a reason explained once. What is said of a name besides the host, and not of its
/// session, is what was to be expected.
fn failures(out: &mut String, probed: &Probed, probe: &Probe) {
    let is_about_host = |failure: &&Failure| {
        let sample = probed.capture.samples.get(failure.first);
        sample.is_some_and(|sample| is_own(probe, sample) || sample.is_across_names() && sample.resumed == Some(true))
    };
    let mut explained: Vec<(Option<Reason>, Hop)> = Vec::new();
    let mut others = String::new();
    for failure in probed.failures.iter().filter(is_about_host) {
        let said = redact::secrets(&failure.said);
        let samples = if failure.samples == 1 { "1 sample".to_owned() } else { format!("{} samples", failure.samples) };
        let title = format!("{samples}: {}", printable(&said));
        let kind = (failure.diagnosis.reason, failure.diagnosis.hop);
        if explained.contains(&kind) || explained.len() == MAX_EXPLAINED {
            let _ = writeln!(others, "  {}: {title}", failure.diagnosis.code_of_reason());
            continue;
        }
        explained.push(kind);
        let _ = writeln!(out, "\n{}", styled(STRONG, title));
        out.push_str(&addressed(explain::person::report(said.as_bytes(), &failure.diagnosis, false), probed));
    }
    if !others.is_empty() {
        let _ = writeln!(out, "\n{}\n{others}", styled(STRONG, "others"));
    }
}

/// A test with the host in it that was asked, where it is reached directly.
fn addressed(report: String, probed: &Probed) -> String {
    let target = &probed.capture.target;
    if target.via.is_some() || target.starttls.is_some() {
        return report;
    }
    let host = if target.host.contains(':') { format!("[{}]", target.host) } else { target.host.clone() };
    report.replace("HOST:443", &format!("{host}:{}", target.port)).replace("HOST", &target.host)
}
