//! Relations of TESTING 43 and 44 over every row of `corpus/failures`: what loggers do to a text keeps its diagnosis, a
//! text that is cut anywhere never says something else, and one cause has one advice whichever program words it.

use std::collections::BTreeMap;
use std::thread;

use verifail::classification::{Diagnosis, Evidence, classify, known_texts};
use verifail::{Hop, Layer, Reason, Rejection, RetryAdvice};
use verifail_conformance::capture::rows::Row;
use verifail_testkit::choices::Recorded;
use verifail_testkit::relation::classification::{Classifier, WRAPPERS, wrapped as wrapped_as};

use crate::failure_corpus::corpus;

fn of(text: &str) -> Diagnosis {
    classify(&Evidence::text(text))
}

/// What breaks a relation in some row of the corpus, one line each.
fn broken(find: impl Fn(&Row) -> Vec<String> + Sync) -> Vec<String> {
    broken_in(&corpus(), find)
}

/// The same of whatever it is asked of, on all processors.
fn broken_in<T: Sync>(all: &[T], find: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let at_once = thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<&[T]> = all.chunks(all.len().div_ceil(at_once).max(1)).collect();
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

struct Core;

impl Classifier for Core {
    fn diagnosis(&self, text: &str) -> Option<String> {
        of(text).reason.map(|reason| reason.code().to_owned())
    }

    fn advice(&self, diagnosis: &str) -> String {
        diagnosis.to_owned()
    }
}

/// Behind the word *error*, BoringSSL's path validation says that there is no way to a trust anchor; alone, syslog-ng
/// says that there is something wrong. Zabbix's opening leaves it to the words around it, and a caller's *failed* is
/// one of them.
const OTHERWISE: [(&str, &str); 2] =
    [("a caller's context", "SSL_connect() set result code to"), ("a prefix", "Certificate is not trusted")];

/// Relation 43 as the testkit has it, which also writes a proxy's and a caller's words around a text: every wrapper of
/// every row and of every known text, and two of them one in the other.
#[test]
fn whatever_is_written_around_a_text_its_reason_stays() {
    // That nothing failed after all is no reason for a proxy to report a failure.
    let failed = |reason: Option<Reason>| !matches!(reason, None | Some(Reason::TlsNotFailure));
    let known = known_texts().filter(|known| failed(known.reason));
    let known = known.map(|known| known.text.replace('*', "x").replace('#', "7"));
    let texts: Vec<String> = corpus().into_iter().map(|row| row.text).chain(known).collect();
    let texts: Vec<(usize, &String)> = texts.iter().enumerate().filter(|(_, text)| failed(of(text).reason)).collect();
    assert!(texts.len() > 10_000, "{}", texts.len());
    none(&broken_in(&texts, |(at, text)| {
        let one = (0..WRAPPERS).map(|wrapper| vec![0, wrapper, 0]);
        let (outer, inner) = (*at as u32 % WRAPPERS, *at as u32 / WRAPPERS % WRAPPERS);
        one.chain([vec![1, inner, outer, 0]])
            .filter_map(|choices| wrapped_as(&Core, text, &mut Recorded::new(choices)).err())
            .filter(|misread| !OTHERWISE.contains(&(misread.change, text.as_str())))
            .map(|misread| format!("{misread:?}"))
            .collect()
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

/// Whether the whole lines before a cut say the same: they were texts of their own, and what follows may outweigh them.
fn is_said_before(row: &str, end: usize, reason: Option<Reason>) -> bool {
    let before = row[..end].rfind('\n').unwrap_or_default();
    row[end..].starts_with('\n') || (before > 0 && of(&row[..before]).reason == reason)
}

#[test]
fn a_row_that_is_cut_anywhere_never_says_something_else() {
    none(&broken(|row| {
        let whole = of(&row.text);
        let ends = (0..row.text.len()).filter(|end| row.text.is_char_boundary(*end));
        let differs = |end: usize| {
            let (text, part) = (&row.text[..end], of(&row.text[..end]));
            let fine = is_part_of(&part, &whole) || is_said_before(&row.text, end, part.reason);
            (!fine).then(|| format!("{text:?} of {:?}: {:?}, not {:?}", row.text, part.reason, whole.reason))
        };
        ends.filter_map(differs).take(1).collect()
    }));
}

/// Rows that know more than their reason: Go says when a certificate becomes valid, Envoy that a session was resumed,
/// and OpenSSL that somebody has to give it a CRL.
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
