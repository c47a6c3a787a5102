//! One row of a table of observations: who called what, by which way, with which options, and what came of it.
//!
//! People write such tables in their own words; what is read of them is written down here, and a row that says nothing
//! is refused instead of guessed at.

use std::fmt;

use super::route::Route;
use crate::classification::{Circumstances, Diagnosis, Evidence, classify};
use crate::taxonomy::{Layer, Reason};

/// Octets of one field that are read.
const MAX_FIELD: usize = 16 << 10;

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It failed, in these words; `None` where the row has none of its own.
    Failed(Option<Box<Diagnosis>>),
    /// It failed in a way that is not of TLS.
    Otherwise,
    /// It passed.
    Passed,
    /// The row does not say: it is there for what was presented.
    Unsaid,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observation {
    /// Which row of which table.
    pub source: String,
    /// Who called.
    pub client: Option<String>,
    /// From where.
    pub vantage: Option<String>,
    /// By which way.
    pub route: Route,
    /// What was called.
    pub endpoint: Option<String>,
    /// The host in it.
    pub host: Option<String>,
    /// The client verified nothing.
    pub insecure: bool,
    /// The client had a CA bundle of its own.
    pub own_anchors: bool,
    /// The client, or the proxy, resumed no sessions.
    pub unresumed: bool,
    /// It ran in a sandbox.
    pub sandboxed: bool,
    /// What came of it.
    pub ended: Ended,
    /// The words, as they were given.
    pub outcome: String,
    /// An HTTP status that came.
    pub status: Option<u16>,
    /// How often it was called; `None` where the row does not say.
    pub runs: Option<u64>,
    /// How often it failed.
    pub failed: Option<u64>,
    /// It passed and failed by turns, said in words.
    pub by_turns: bool,
    /// The end entity's fingerprint, hexadecimal digits alone.
    pub end_entity: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// When, in the table's words.
    pub at: Option<String>,
}

/// Why a row cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservationError(String);

impl fmt::Display for ObservationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ObservationError {}

impl Observation {
    /// The names of the fields, the usual one first.
    pub const FIELDS: &'static [&'static [&'static str]] = &[
        &["client", "tool", "program"],
        &["vantage", "from", "where", "place"],
        &["path", "route", "via", "hops"],
        &["endpoint", "url", "request", "call", "host", "target"],
        &["options", "option", "flags", "settings"],
        &["outcome", "result", "error", "response"],
        &["status", "http_status"],
        &["runs", "count", "attempts", "samples"],
        &["failed", "failures"],
        &["fingerprint", "sha256", "end_entity"],
        &["issuer"],
        &["calls"],
        &["time", "at", "when"],
        &["note", "notes", "comment"],
    ];

    /// Reads a row from its fields, by any of their names.
    ///
    /// # Errors
    /// When it says neither what came of the call nor what was presented, or a number is none.
    ///
    /// # Examples
    /// ```
    /// use verifail::hypothesis::{Ended, Observation};
    ///
    /// let row = |field: &str| match field {
    ///     "client" => Some("curl".to_owned()),
    ///     "options" => Some("--insecure".to_owned()),
    ///     "outcome" => Some("3 of 40 failed: x509: certificate has expired".to_owned()),
    ///     _ => None,
    /// };
    /// let observation = Observation::read("row 1", row).unwrap();
    /// assert!(observation.insecure && matches!(observation.ended, Ended::Failed(Some(_))));
    /// assert_eq!((observation.failed, observation.runs), (Some(3), Some(40)));
    /// ```
    pub fn read(source: impl Into<String>, field: impl Fn(&str) -> Option<String>) -> Result<Self, ObservationError> {
        let of = |name: &str| {
            let names = Self::FIELDS.iter().find(|names| names.first() == Some(&name));
            let found = names.into_iter().flat_map(|names| names.iter()).find_map(|name| field(name));
            found.map(|text| cut(text.trim())).filter(|text| !text.is_empty())
        };
        let options = of("options").unwrap_or_default();
        let outcome = of("outcome").unwrap_or_default();
        let vantage = of("vantage");
        let switched = |names: &[&str]| names.iter().any(|name| field(name).is_some_and(|value| is_yes(&value)));
        let option = |words: &[&str]| says_one_of(&options, words);
        let insecure = switched(&["insecure"]) || option(INSECURE);
        let sandboxed = switched(&["sandboxed", "sandbox"]) || vantage.as_deref().is_some_and(is_sandbox);
        let circumstances = Circumstances { client_insecure: insecure, sandboxed, ..Circumstances::default() };
        let status = match of("status") {
            Some(text) => Some(text.parse().map_err(|_| ObservationError(format!("status `{text}` is no number")))?),
            None => status_of(&outcome),
        };
        let told = told(&outcome, status, circumstances);
        let number = |name: &str| match of(name) {
            Some(text) => text.parse().map(Some).map_err(|_| ObservationError(format!("{name} `{text}` is no number"))),
            None => Ok(None),
        };
        let (runs, failed) = (number("runs")?.or(told.runs), number("failed")?.or(told.failed));
        if let (Some(runs), Some(failed)) = (runs, failed)
            && failed > runs
        {
            return Err(ObservationError(format!("{failed} of {runs} calls cannot have failed")));
        }
        let ended = match (told.ended, failed) {
            (Ended::Passed | Ended::Unsaid, Some(1..)) => Ended::Failed(None),
            (Ended::Unsaid, Some(0)) => Ended::Passed,
            (ended, _) => ended,
        };
        let end_entity = of("fingerprint").map(|text| digits(&text)).transpose()?;
        if ended == Ended::Unsaid && end_entity.is_none() {
            return Err(ObservationError(match outcome.is_empty() {
                true => "no outcome: say `ok`, `fails`, `3 of 40 failed`, or the text of the failure".to_owned(),
                false => format!(
                    "outcome `{}` says neither pass nor failure: say `ok`, `fails`, or the text of the failure",
                    short(&outcome)
                ),
            }));
        }
        let endpoint = of("endpoint");
        let host = endpoint.as_deref().and_then(host_of);
        Ok(Self {
            source: source.into(),
            client: of("client"),
            route: Route::read(of("path").as_deref(), of("calls").as_deref(), option(PROXY)),
            vantage,
            host,
            endpoint,
            insecure,
            own_anchors: switched(&["own_ca", "own_anchors"]) || option(OWN_ANCHORS),
            unresumed: switched(&["no_resumption"])
                || field("resumption").is_some_and(|value| is_no(&value))
                || option(UNRESUMED),
            sandboxed,
            ended,
            outcome,
            status,
            runs,
            failed,
            by_turns: told.by_turns,
            end_entity,
            issuer: of("issuer"),
            at: of("time"),
        })
    }

    /// Whether it failed at least once.
    pub const fn is_bad(&self) -> bool {
        matches!(self.ended, Ended::Failed(_))
    }

    /// Whether it passed every time.
    pub fn is_good(&self) -> bool {
        self.ended == Ended::Passed
    }

    /// Whether it passed and failed by turns.
    pub fn is_mixed(&self) -> bool {
        let some = match (self.failed, self.runs) {
            (Some(failed), Some(runs)) => failed > 0 && failed < runs,
            _ => false,
        };
        self.is_bad() && (some || self.by_turns)
    }

    /// Where it was called from, and by which way.
    pub(super) fn place(&self) -> (Option<&str>, String) {
        (self.vantage.as_deref(), self.route.to_string())
    }
}

const INSECURE: &[&str] = &[
    "-k",
    "--insecure",
    "insecure",
    "--no-check-certificate",
    "insecureskipverify",
    "node_tls_reject_unauthorized=0",
    "rejectunauthorized",
    "git_ssl_no_verify",
    "sslverify=false",
    "strict-ssl=false",
    "verify=false",
    "verification off",
    "without verification",
    "--allow-insecure",
    "skip-verify",
    "_verify=off",
];
const OWN_ANCHORS: &[&str] = &[
    "--cacert",
    "--ca-bundle",
    "--ca-certificate",
    "ca bundle",
    "own ca",
    "ssl_cert_file",
    "ssl_cert_dir",
    "node_extra_ca_certs",
    "requests_ca_bundle",
    "curl_ca_bundle",
    "git_ssl_cainfo",
    "truststore",
    "_ca_bundle",
    "_cacert",
];
const UNRESUMED: &[&str] = &[
    "--no-sessionid",
    "no resumption",
    "no session",
    "resumption off",
    "resumption=off",
    "resumption disabled",
    "without resumption",
    "max_session_keys: 0",
    "max_session_keys=0",
    "-no_ticket",
    "fresh session",
];
const PROXY: &[&str] = &["--proxy", "-x ", "https_proxy", "http_proxy", "through a proxy", "via proxy"];

/// Whether one of the words stands in a text, behind nothing that denies it.
fn says_one_of(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + word.len()..).unwrap_or_default();
            // `-k` is not the beginning of `-keepalive`, nor the end of `--stack`.
            let is_option = word.starts_with('-');
            let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric())
                && (is_option || word.ends_with(char::is_alphanumeric));
            let began = is_option && before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
            let bounded = !goes_on && !began;
            bounded && !["no ", "not ", "without "].iter().any(|no| before.ends_with(no))
        })
    })
}

fn is_yes(value: &str) -> bool {
    matches!(value.trim().to_ascii_lowercase().as_str(), "true" | "yes" | "1" | "on")
}

fn is_no(value: &str) -> bool {
    matches!(value.trim().to_ascii_lowercase().as_str(), "false" | "no" | "0" | "off" | "none")
}

fn is_sandbox(vantage: &str) -> bool {
    let vantage = vantage.to_ascii_lowercase();
    let inside = ["sandbox", "container", "seatbelt"].iter().any(|word| vantage.contains(word));
    inside && !["outside", "no sandbox", "without", "host"].iter().any(|word| vantage.contains(word))
}

/// What the words of an outcome come to.
struct Told {
    ended: Ended,
    runs: Option<u64>,
    failed: Option<u64>,
    by_turns: bool,
}

fn told(outcome: &str, status: Option<u16>, circumstances: Circumstances) -> Told {
    let lower = outcome.to_ascii_lowercase();
    let counted = counted(&lower);
    let by_turns = ["intermittent", "sometimes", "by turns", "flaky", "now and then", "randomly"]
        .iter()
        .any(|word| lower.contains(word));
    let told = |ended| Told {
        ended,
        runs: counted.map(|(_, runs)| runs),
        failed: counted.map(|(failed, _)| failed),
        by_turns,
    };
    if outcome.is_empty() {
        return match status {
            Some(100..=499) => told(Ended::Passed),
            Some(_) => told(Ended::Otherwise),
            None => told(Ended::Unsaid),
        };
    }
    let diagnosis = classify(&Evidence::text(outcome).under(circumstances));
    if diagnosis.is_failure() {
        return told(Ended::Failed(Some(Box::new(diagnosis))));
    }
    if let Some((failed, _)) = counted {
        return told(if failed > 0 { Ended::Failed(None) } else { Ended::Passed });
    }
    let first = lower.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let negated =
        ["not ok", "no success", "does not work", "doesn't work", "unsuccessful"].iter().any(|no| lower.contains(no));
    let passed = [
        "ok",
        "pass",
        "passes",
        "passed",
        "works",
        "worked",
        "success",
        "succeeds",
        "succeeded",
        "fine",
        "good",
        "trusted",
        "yes",
        "connects",
        "connected",
    ];
    if passed.contains(&first) && !negated || diagnosis.reason == Some(Reason::TlsNotFailure) {
        return told(if by_turns { Ended::Failed(None) } else { Ended::Passed });
    }
    match status {
        Some(100..=499) => return told(Ended::Passed),
        // A failure of TLS that no rule knows is still one, where the answer speaks of it.
        Some(_) if !diagnosis.mentions_tls => return told(Ended::Otherwise),
        _ => {}
    }
    let failed = ["fail", "error", "refused", "reject", "same", "ditto", "timeout", "timed out", "reset", "broken"];
    if by_turns || negated || diagnosis.mentions_tls || failed.iter().any(|word| lower.contains(word)) {
        return told(match diagnosis.layer() {
            Some(Layer::Outside) if !by_turns && !lower.contains("same") => Ended::Otherwise,
            _ => Ended::Failed(None),
        });
    }
    told(Ended::Unsaid)
}

/// `3 of 40 failed`, `3/40 fail`, `failed 3 of 40`; `37 of 40 pass` is the same.
fn counted(lower: &str) -> Option<(u64, u64)> {
    let words: Vec<&str> = lower.split([' ', ',', ';', ':', '(', ')']).filter(|word| !word.is_empty()).collect();
    let pair = |at: usize| -> Option<(u64, u64, usize)> {
        let word = words.get(at)?;
        if let Some((some, all)) = word.split_once('/') {
            return Some((some.parse().ok()?, all.parse().ok()?, at + 1));
        }
        let of = matches!(*words.get(at + 1)?, "of" | "in" | "out");
        let skip = if words.get(at + 1) == Some(&"out") { 3 } else { 2 };
        of.then_some(())?;
        Some((word.parse().ok()?, words.get(at + skip)?.parse().ok()?, at + skip + 1))
    };
    (0..words.len()).take(12).find_map(|at| {
        let (some, all, behind) = pair(at)?;
        let near = |word: &str| word.starts_with("fail") || word.starts_with("error") || word.starts_with("bad");
        let good = |word: &str| word.starts_with("pass") || word.starts_with("ok") || word.starts_with("succe");
        let around = words.iter().skip(behind).take(3).chain(words.iter().take(at).rev().take(2));
        let mut around = around;
        if some > all {
            return None;
        }
        around.find_map(|word| {
            if near(word) {
                Some((some, all))
            } else if good(word) {
                Some((all - some, all))
            } else {
                None
            }
        })
    })
}

/// The status of `HTTP 503`, `HTTP/1.1 503 Service Unavailable`, `503`, `status 503`.
fn status_of(outcome: &str) -> Option<u16> {
    let lower = outcome.to_ascii_lowercase();
    let number = |text: &str| -> Option<u16> {
        let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|status| digits.len() == 3 && (100..=599).contains(status))
    };
    for word in [
        "http/1.1 ",
        "http/1.0 ",
        "http/2 ",
        "http/3 ",
        "http status ",
        "http ",
        "status code: ",
        "statuscode: ",
        "status ",
    ] {
        if let Some(status) = lower.find(word).and_then(|at| number(lower.get(at + word.len()..)?)) {
            return Some(status);
        }
    }
    // By itself, or before its reason phrase: not `3 of 40`, nor the beginning of a code.
    let rest = lower.get(3..).unwrap_or_default();
    let alone = rest.is_empty() || rest.starts_with([' ', ',', ';']) || rest.starts_with(": ");
    number(&lower).filter(|_| alone && !rest.trim_start().starts_with("of "))
}

/// The host of a URL, or of `HOST:PORT`, or of a bare name with a dot.
fn host_of(endpoint: &str) -> Option<String> {
    let url = endpoint.split_whitespace().find_map(|word| word.split_once("://").map(|(_, rest)| rest));
    let authority = match url {
        Some(rest) => rest,
        None => endpoint
            .split_whitespace()
            .find(|word| !word.starts_with('/') && word.contains('.') && !word.contains('('))?,
    };
    let authority = authority.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?;
    // The colons of an IPv6 address stand in brackets: RFC 3986 section 3.2.2.
    if let Some((address, _)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return address.parse::<std::net::Ipv6Addr>().ok().map(|address| address.to_string());
    }
    let host = authority.split(':').next()?.to_ascii_lowercase();
    let named = host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) && !host.is_empty();
    named.then_some(host)
}

fn digits(text: &str) -> Result<String, ObservationError> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.trim_start_matches("sha256").trim_start_matches([':', '/', '=', ' ']);
    let text = text.trim_start_matches("fingerprint").trim_start_matches([':', '=', ' ']);
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | ' ' | '…')).collect();
    if digits.len() >= 8 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(digits)
    } else {
        Err(ObservationError(format!("fingerprint `{}` is none: hexadecimal digits are wanted", short(text))))
    }
}

fn cut(text: &str) -> String {
    let end = (0..=MAX_FIELD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    text.get(..end).unwrap_or_default().to_owned()
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
