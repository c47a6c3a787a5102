//! One attempted path drawn from the trust anchor down to the end entity, findings under the certificate they belong
//! to.

use std::fmt::Write as _;

use verifail::verdict::{AttemptedPath, Link, SignatureState, Step};
use verifail::{Certificate, Finding, Severity, Time, Verdict};

use super::{Detail, role_words};
use crate::terminal::{BAD, FAINT, GOOD, STRONG, WARN, styled};

/// Most subject alternative names shown of one certificate.
const MAX_NAMES: usize = 6;
/// Most octets shown of a serial number; RFC 5280 allows 20.
const MAX_SERIAL: usize = 24;
/// From here on the tree is not indented further: a hostile chain must not push itself out of the window.
const MAX_INDENT: usize = 8;

/// Draws the path at position `at`.
pub(super) fn draw(out: &mut String, verdict: &Verdict<'_>, at: usize, path: &AttemptedPath<'_>, detail: Detail) {
    let steps = path.steps();
    let mut level = 0_usize;
    if !path.is_anchored() {
        let _ = writeln!(out, "  {}", styled(BAD, "no trust anchor reached"));
        let beyond = path.findings().iter().filter(|f| f.depth >= steps.len());
        findings(out, &margin(0, !steps.is_empty()), beyond);
        level = 1;
    }
    for (depth, step) in steps.iter().enumerate().rev() {
        let label = role_words(step.link().role(depth));
        let branch = if level == 0 { String::new() } else { "└─ ".to_owned() };
        let _ = writeln!(
            out,
            "  {}{branch}{} {}",
            indent(level.saturating_sub(1)),
            styled(STRONG, name(step.link())),
            styled(FAINT, format!("({label})"))
        );
        let margin = margin(level, depth > 0);
        if detail == Detail::Full {
            particulars(out, &margin, verdict.inputs().time, step.link(), depth);
        }
        held(out, &margin, &verdict.holds(at, depth), step);
        findings(out, &margin, path.findings().iter().filter(|f| f.depth == depth));
        level += 1;
    }
    if path.omitted_findings() > 0 {
        let _ = writeln!(out, "  and {} more findings that are not kept", path.omitted_findings());
    }
}

fn indent(level: usize) -> String {
    "   ".repeat(level.min(MAX_INDENT))
}

/// What stands before a detail line: room for the levels above, and the line down to the next certificate.
fn margin(level: usize, more: bool) -> String {
    let drop = if more && level < MAX_INDENT { "│  " } else { "   " };
    format!("  {}{drop}", indent(level))
}

fn name(link: Link<'_>) -> String {
    let name = link.certificate().map_or_else(|| link.subject().to_string(), Certificate::to_string);
    if name.is_empty() { "(empty subject)".to_owned() } else { name }
}

/// Issuer, names, validity, key, serial number, fingerprint: a line each.
fn particulars(out: &mut String, margin: &str, time: Time, link: Link<'_>, depth: usize) {
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(out, "{margin}{} {value}", styled(FAINT, format!("{label:<7}")));
    };
    let Some(certificate) = link.certificate() else {
        if let Link::Anchor(anchor) = link {
            line("key", &anchor.public_key().to_string());
        }
        return;
    };
    line("issuer", &certificate.issuer().to_string());
    if let (0, Some(names)) = (depth, names(certificate)) {
        line("names", &names);
    }
    match certificate.validity() {
        None => line("valid", "unreadable"),
        Some(validity) => {
            let relative = relative(validity.not_before, validity.not_after, time);
            line("valid", &format!("{} to {}, {relative}", validity.not_before, validity.not_after));
        }
    }
    line("key", &certificate.public_key().map_or_else(|| "unreadable".to_owned(), |key| key.to_string()));
    line("serial", &hex(certificate.serial_number()));
    line("sha256", &certificate.fingerprint().to_string());
}

fn names(certificate: &Certificate<'_>) -> Option<String> {
    let names = certificate.subject_alt_name()?.ok()?;
    let mut shown: Vec<_> = names.readable().take(MAX_NAMES).map(|name| name.to_string()).collect();
    let more = names.readable().skip(MAX_NAMES).count();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    Some(shown.join(", "))
}

/// Lower-case hexadecimal, cut.
pub(super) fn hex(octets: &[u8]) -> String {
    let mut text = String::new();
    for octet in octets.iter().take(MAX_SERIAL) {
        let _ = write!(text, "{octet:02x}");
    }
    if octets.len() > MAX_SERIAL {
        let _ = write!(text, "… ({} octets)", octets.len());
    }
    text
}

/// `expires in 43 days`, `expired 2 days ago`, `valid in 3 hours`.
fn relative(not_before: Time, not_after: Time, time: Time) -> String {
    if time < not_before {
        format!("valid in {}", span(not_before.seconds_since(time)))
    } else if time > not_after {
        format!("expired {} ago", span(time.seconds_since(not_after)))
    } else {
        format!("expires in {}", span(not_after.seconds_since(time)))
    }
}

/// A number of seconds in the unit in which people think of it.
fn span(seconds: i64) -> String {
    let counted = |n: i64, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match seconds {
        ..60 => counted(seconds, "second"),
        60..3_600 => counted(seconds / 60, "minute"),
        3_600..172_800 => counted(seconds / 3_600, "hour"),
        172_800..63_072_000 => counted(seconds / 86_400, "day"),
        _ => counted(seconds / 31_557_600, "year"),
    }
}

/// The line of what holds, or why nothing can be said about the signature.
fn held(out: &mut String, margin: &str, held: &[&str], step: &Step<'_>) {
    if !held.is_empty() {
        let _ = writeln!(out, "{margin}{} {}", styled(GOOD, "✓"), held.join(" · "));
    }
    if let Some(words) = unknown_signature(step) {
        let _ = writeln!(out, "{margin}{} {words}", styled(FAINT, "·"));
    }
}

/// The findings of one certificate, errors first: a line for the sentence, a line for where and by which clause.
fn findings<'f>(out: &mut String, margin: &str, of_one: impl Iterator<Item = &'f Finding>) {
    let mut of_one: Vec<_> = of_one.collect();
    of_one.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in of_one {
        let (style, mark) = match finding.severity {
            Severity::Error => (BAD, "✗ "),
            Severity::Warning => (WARN, "! warning "),
            Severity::Relaxed => (WARN, "! let pass "),
            _ => (FAINT, "· "),
        };
        let context = finding.context.to_string();
        let context = if context.is_empty() { context } else { format!(": {context}") };
        let mark = styled(style, format!("{mark}{}:", finding.reason));
        let _ = writeln!(out, "{margin}{mark} {}{context}", finding.reason.meaning());
        let place = format!("{} in {} · {}", finding.requirement, finding.field, finding.clause);
        let _ = writeln!(out, "{margin}  {}", styled(FAINT, place));
    }
}

/// Why nothing is said about the signature, where that is so.
const fn unknown_signature(step: &Step<'_>) -> Option<&'static str> {
    match (step.link(), step.signature()) {
        (Link::Certificate(_), SignatureState::NotChecked) => Some("signature not checked"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_said_in_the_unit_people_use() {
        for (seconds, expect) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (3_599, "59 minutes"),
            (86_400, "24 hours"),
            (43 * 86_400, "43 days"),
            (10 * 31_557_600, "10 years"),
        ] {
            assert_eq!(span(seconds), expect);
        }
    }

    #[test]
    fn both_ends_of_the_period_are_inside() {
        let at = Time::from_unix_seconds;
        assert_eq!(relative(at(100), at(200), at(99)), "valid in 1 second");
        assert_eq!(relative(at(100), at(200), at(100)), "expires in 1 minute");
        assert_eq!(relative(at(100), at(200), at(200)), "expires in 0 seconds");
        assert_eq!(relative(at(100), at(200), at(201)), "expired 1 second ago");
    }

    #[test]
    fn a_long_serial_number_is_cut() {
        assert_eq!(hex(&[0, 0xff]), "00ff");
        assert!(hex(&[7; 1000]).ends_with("… (1000 octets)"));
    }
}
