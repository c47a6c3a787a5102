//! The table: samples by what was presented, where, and under which name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use verifail::Fingerprint;
use verifail::capture::Sample;
use verifail_rustls::probe::Probed;

use crate::failure::printable;
use crate::terminal::{BAD, FAINT, GOOD, styled};

/// Rows that are shown.
const MAX_ROWS: usize = 40;
/// Characters of a fingerprint: enough to tell nodes apart, few enough for a row.
const SHORT: usize = 16;

/// What makes a row.
type Key<'s> = (Option<Fingerprint>, Option<&'s str>, Option<&'s str>);

/// A fingerprint's beginning.
pub(super) fn short(fingerprint: &Fingerprint) -> String {
    fingerprint.to_string().chars().filter(char::is_ascii_alphanumeric).take(SHORT).collect()
}

/// How many nodes there are, by end entity and, where none was seen, by address; and how many of them failed.
pub(super) fn count(samples: &[&Sample]) -> (usize, usize) {
    let node = |sample: &Sample| match sample.end_entity() {
        Some(end_entity) => (Some(end_entity), None),
        None => (None, sample.address.clone()),
    };
    let all: BTreeSet<_> = samples.iter().map(|sample| node(sample)).collect();
    let bad: BTreeSet<_> = samples.iter().filter(|sample| sample.is_bad()).map(|sample| node(sample)).collect();
    (all.len(), bad.len())
}

#[derive(Default)]
struct Row {
    samples: usize,
    bad: usize,
    reasons: BTreeSet<&'static str>,
    versions: BTreeSet<String>,
    fastest_us: Option<u64>,
}

/// One row for each end entity at each address; for each name too, where several were sent.
pub(super) fn table(out: &mut String, probed: &Probed, samples: &[&Sample]) {
    let names: BTreeSet<_> = samples.iter().map(|sample| sample.server_name.as_deref()).collect();
    let by_name = names.len() > 1;
    let mut rows: BTreeMap<Key<'_>, Row> = BTreeMap::new();
    for sample in samples {
        let name = sample.server_name.as_deref().filter(|_| by_name);
        let row = rows.entry((sample.end_entity(), sample.address.as_deref(), name)).or_default();
        row.samples += 1;
        row.bad += usize::from(sample.is_bad());
        row.reasons.extend(sample.reason.map(verifail::Reason::code));
        row.versions.extend(sample.tls_version.clone());
        row.fastest_us = row.fastest_us.into_iter().chain(sample.timings.handshake_us).min();
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(key, row)| (std::cmp::Reverse(row.samples), *key));
    let addresses = rows.iter().filter_map(|((_, address, _), _)| *address).map(str::len).max().unwrap_or(0).max(7);
    let head =
        format!("{:<SHORT$}  {:<addresses$}  samples   bad  handshake  version  outcome", "end entity", "address");
    let _ = writeln!(out, "\n  {}", styled(FAINT, head));
    for ((end_entity, address, name), row) in rows.iter().take(MAX_ROWS) {
        let shown = end_entity.as_ref().map_or_else(|| "none seen".to_owned(), short);
        let (style, word) = match row.bad {
            0 => (GOOD, "trusted".to_owned()),
            _ => (BAD, row.reasons.iter().copied().collect::<Vec<_>>().join(", ")),
        };
        let fastest = row.fastest_us.map_or_else(String::new, |micros| format!("{:.1} ms", micros as f64 / 1e3));
        let versions = row.versions.iter().cloned().collect::<Vec<_>>().join(", ");
        let name = match name {
            Some(name) => format!(" · as {}", printable(name)),
            None if by_name => " · without a name".to_owned(),
            None => String::new(),
        };
        let _ = writeln!(
            out,
            "  {shown:<SHORT$}  {:<addresses$}  {:>7}  {:>4}  {fastest:>9}  {versions:<7}  {}{name}",
            address.unwrap_or_default(),
            row.samples,
            row.bad,
            styled(style, word),
        );
    }
    if let Some(more @ 1..) = rows.len().checked_sub(MAX_ROWS) {
        let _ = writeln!(out, "  … and {more} rows more; --json has them");
    }
    subjects(out, probed, rows.iter().filter_map(|((end_entity, ..), _)| *end_entity).collect());
}

/// Whose certificates these are.
fn subjects(out: &mut String, probed: &Probed, end_entities: BTreeSet<Fingerprint>) {
    out.push('\n');
    for end_entity in end_entities.iter().take(MAX_ROWS) {
        let Some(certificate) = probed.capture.certificates.read(*end_entity) else {
            let _ = writeln!(out, "  {}  cannot be read as a certificate", short(end_entity));
            continue;
        };
        let (subject, issuer) = (certificate.subject().to_string(), certificate.issuer().to_string());
        let until = certificate.validity().map(|validity| format!(" · until {}", validity.not_after));
        let _ = writeln!(
            out,
            "  {}  {} · issued by {}{}",
            short(end_entity),
            printable(&subject),
            printable(&issuer),
            until.unwrap_or_default()
        );
    }
}
