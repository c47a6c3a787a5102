//! What to run next: the command that would tell most, given what was seen.

use std::fmt::Write as _;

use verifail::Reason;
use verifail::capture::Sample;
use verifail_rustls::probe::Probed;

use super::super::Probe;
use crate::terminal::{FAINT, STRONG, styled};

/// The commands, with what each would tell.
pub(super) fn next(out: &mut String, probed: &Probed, samples: &[&Sample], probe: &Probe) {
    let capture = &probed.capture;
    let target = repeated(probed, probe);
    let is_bad = samples.iter().any(|sample| sample.is_bad());
    let has = |reason: Reason| samples.iter().any(|sample| sample.reason == Some(reason));
    let mut commands: Vec<(String, &str)> = Vec::new();
    if is_bad && samples.len() < 10 {
        commands.push((format!("verifail probe {target} --samples 40 --parallel 8"), "whether every node does it"));
    }
    if is_bad && has(Reason::NameMismatch) && probe.also_name.is_empty() {
        let command = format!("verifail probe {target} --sni {} --no-sni", capture.target.host);
        commands.push((command, "whether the name that is sent decides which certificate is presented"));
        let command = format!("verifail probe {target} --also-name ANOTHER-NAME-AT-THIS-ADDRESS");
        commands.push((command, "whether a session crosses names"));
    }
    if !probed.missing.is_empty() && !probe.fetch_aia {
        let command = format!("verifail probe {target} --fetch-aia");
        commands.push((command, "whether an intermediate is missing or the root is not trusted"));
    }
    if is_bad && capture.target.via.is_none() && !has(Reason::NotTlsRelated) {
        let command = format!("verifail probe {target} --via PROXY --vantage proxied --save proxied.json");
        commands.push((command, "the same by another way; then `verifail compare` of the two"));
    }
    if commands.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", styled(STRONG, "next"));
    for (command, tells) in commands {
        let _ = writeln!(out, "  $ {command}\n    {}", styled(FAINT, tells));
    }
}

/// Whom to ask, and as whom to trust: what every next command has in common. A proxy's password is left out.
fn repeated(probed: &Probed, probe: &Probe) -> String {
    let target = &probed.capture.target;
    let host = if target.host.contains(':') { format!("[{}]", target.host) } else { target.host.clone() };
    let mut words = format!("{host}:{}", target.port);
    for source in &probe.anchors {
        let _ = write!(words, " --anchors {source}");
    }
    for path in &probe.ca_bundle {
        let _ = write!(words, " --ca-bundle {}", path.display());
    }
    for address in &probe.address {
        let _ = write!(words, " --address {address}");
    }
    if let Some(starttls) = target.starttls {
        let _ = write!(words, " --starttls {starttls}");
    }
    if let Some(via) = &target.via {
        let _ = write!(words, " --via {}", via.proxy);
    }
    crate::failure::printable(&words)
}
