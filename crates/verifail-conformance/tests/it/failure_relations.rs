//! Relations of TESTING 43 and 44 over every row of `corpus/failures`: what loggers do to a text keeps its diagnosis, a
//! text that is cut anywhere never says something else, and one cause has one advice whichever program words it.

use std::collections::BTreeMap;
use std::thread;

use verifail::classification::{Diagnosis, Evidence, classify};
use verifail::{Hop, Layer, Reason, Rejection, RetryAdvice};
use verifail_conformance::capture::rows::Row;

use crate::failure_corpus::corpus;

fn of(text: &str) -> Diagnosis {
    classify(&Evidence::text(text))
}

/// What breaks a relation, one line each, looked for on all processors.
fn broken(find: impl Fn(&Row) -> Vec<String> + Sync) -> Vec<String> {
    let rows = corpus();
    let at_once = thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<&[Row]> = rows.chunks(rows.len().div_ceil(at_once)).collect();
    let find = &find;
    thread::scope(|scope| {
        let running: Vec<_> = parts.iter().map(|part| scope.spawn(|| part.iter().flat_map(find).collect())).collect();
        running.into_iter().flat_map(|running| running.join().unwrap_or_else(|_| vec!["a panic".to_owned()])).collect()
    })
}

#[track_caller]
fn none(broken: &[String]) {
    assert!(broken.is_empty(), "{} of them\n{}", broken.len(), broken.join("\n"));
}

/// What wrapping must keep: all but where the proof stands and which wrappers were seen.
fn essence(diagnosis: &Diagnosis) -> (Option<Reason>, Rejection, Hop, RetryAdvice) {
    (diagnosis.reason, diagnosis.rejection, diagnosis.hop, diagnosis.retry)
}

/// Relation 43: what loggers, terminals and formats do to a text.
fn wrapped(text: &str) -> [(&'static str, String); 5] {
    let json = |text: &str| format!("{{\"level\":\"error\",\"msg\":{}}}", serde_json::Value::from(text));
    [
        ("a time stamp", format!("2026-11-21T10:00:00.123Z {text}")),
        ("a syslog line", format!("Nov 21 10:00:00 host app[123]: {text}")),
        ("JSON", json(text)),
        ("JSON in JSON", json(&json(text))),
        ("colour", format!("\u{1b}[31m{}\u{1b}[0m", text.replace(' ', " \u{1b}[1m"))),
    ]
}

#[test]
fn wrapping_a_row_keeps_its_diagnosis() {
    none(&broken(|row| {
        let plain = of(&row.text);
        let differs = |(how, wrapped): (&str, String)| {
            let diagnosis = of(&wrapped);
            let [expected, given] = [&plain, &diagnosis].map(essence);
            (given != expected).then(|| format!("{how}: {:?}: {expected:?} became {given:?}", row.text))
        };
        wrapped(&row.text).into_iter().filter_map(differs).collect()
    }));
}

/// Whether a shorter text may say that much: the same, less, or what it may have gone on to say.
fn is_part_of(part: &Diagnosis, whole: &Diagnosis) -> bool {
    let Some(reason) = part.reason else { return true };
    Some(reason) == whole.reason
        || reason.is_generic()
        || whole.also.contains(&reason)
        || whole.reason.is_some_and(|reason| part.perhaps.contains(&reason))
}

/// What rows begin with that say something else so far, and the reason that it is given until they go on.
const SO_FAR: &[(&str, Reason)] = &[
    ("- Status: The certificate is trusted", Reason::TlsNotFailure),
    ("Could not connect to Redis at", Reason::NotTlsRelated),
    ("E certificate is valid b", Reason::TlsNotFailure),
    ("Errno::ECONNRESET", Reason::NotTlsRelated),
    ("Failed to parse server certificate", Reason::LocalCredentialError),
    ("Insecure file permissions on", Reason::TlsNotFailure),
    ("SysCallError: (104, 'ECONNRESET", Reason::NotTlsRelated),
    ("TLS: warning: no certificate loaded", Reason::TlsNotFailure),
    ("TypeError: fetch failed\n  [", Reason::NotTlsRelated),
    ("[56] Failure when receiving data from the peer", Reason::UncleanClose),
    ("curl: (56)", Reason::UncleanClose),
    ("curl: (7)", Reason::NotTlsRelated),
    ("failed to connect to all addresses", Reason::NotTlsRelated),
    ("javax.net.ssl.SSLPeer", Reason::NameMismatch),
    ("peer is incompatible: ", Reason::NoSharedCipher),
    ("server closed the connection u", Reason::NotTlsRelated),
    ("upstream connect error or disconnect/reset before headers", Reason::NotTlsRelated),
    ("while SSL handshaking", Reason::PlaintextToTls),
    ("{error,{tls_alert,{unknown_ca", Reason::UnknownIssuer),
];

/// Whether the whole lines before a cut say the same: they were texts of their own, and what follows may outweigh them.
fn is_said_before(row: &str, end: usize, reason: Option<Reason>) -> bool {
    let before = row[..end].rfind('\n').unwrap_or_default();
    row[end..].starts_with('\n') || (before > 0 && of(&row[..before]).reason == reason)
}

#[test]
fn a_row_that_is_cut_anywhere_never_says_something_else() {
    let is_known =
        |text: &str, reason| SO_FAR.iter().any(|(start, known)| text.contains(start) && Some(*known) == reason);
    none(&broken(|row| {
        let whole = of(&row.text);
        let ends = (0..row.text.len()).filter(|end| row.text.is_char_boundary(*end));
        let differs = |end: usize| {
            let (text, part) = (&row.text[..end], of(&row.text[..end]));
            let fine =
                is_part_of(&part, &whole) || is_known(text, part.reason) || is_said_before(&row.text, end, part.reason);
            (!fine).then(|| format!("{text:?} of {:?}: {:?}, not {:?}", row.text, part.reason, whole.reason))
        };
        ends.filter_map(differs).take(1).collect()
    }));
}

#[test]
fn some_rows_that_are_cut_incorrectly_say_something_else_so_far() {
    for (end, reason) in SO_FAR {
        let rows = corpus();
        let mut cuts = rows.iter().filter_map(|row| Some((row, row.text.find(end)? + end.len())));
        let breaks = cuts.any(|(row, at)| {
            let part = of(&row.text[..at]);
            part.reason == Some(*reason) && !is_part_of(&part, &of(&row.text))
        });
        assert!(breaks, "{end:?} is no exception any more");
    }
}

/// Rows that know more than their reason: Go says when a certificate becomes valid, Envoy that a session was resumed, and
/// OpenSSL that somebody has to give it a CRL.
const KNOWS_MORE: &[(&str, &str)] = &[
    ("name-mismatch", "fresh-session"),
    ("not-yet-valid", "at-time"),
    ("revocation-unavailable", "after-user-action"),
];

/// Relation 44: a cause in the words of many programs.
#[test]
fn one_cause_has_one_advice_in_every_row() {
    let mut advices: BTreeMap<(&str, &str), BTreeMap<&str, &Row>> = BTreeMap::new();
    let rows = corpus();
    for row in &rows {
        let reason = Reason::ALL.iter().find(|reason| reason.code() == row.kind);
        // What says nothing precise leaves the advice open, and what is no failure has none.
        let precise = reason.is_some_and(|reason| !reason.is_generic() && reason.layer() != Layer::Outside);
        if precise && !KNOWS_MORE.contains(&(&row.kind, &row.retry)) {
            advices.entry((&row.kind, &row.role)).or_default().insert(&row.retry, row);
        }
    }
    advices.retain(|_, advices| advices.len() > 1);
    assert!(advices.is_empty(), "{advices:#?}");
}
