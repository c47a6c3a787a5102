//! HTTP archives (HAR 1.2), as browsers save them: each entry is an observation. Header fields, cookies and bodies of
//! requests are never read; of a response its status, its body as far as it is a text, and what the browser says of an
//! error.

use serde::Deserialize;
use verifail::hypothesis::Observation;

use super::Collected;

/// Entries that are read.
const MAX_ENTRIES: usize = 10_000;
/// Octets of a body that may tell of a failure.
const MAX_BODY: usize = 8 << 10;

#[derive(Deserialize)]
struct Archive {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    creator: Option<Creator>,
    #[serde(default)]
    browser: Option<Creator>,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Creator {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    started_date_time: String,
    request: Request,
    #[serde(default)]
    response: Response,
    #[serde(default, rename = "_error")]
    error: Option<String>,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    method: String,
    url: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(default)]
    status: i64,
    #[serde(default)]
    status_text: String,
    #[serde(default)]
    content: Content,
    #[serde(default, rename = "_error")]
    error: Option<String>,
}

#[derive(Default, Deserialize)]
struct Content {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    encoding: Option<String>,
}

/// Whether octets are an archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        log: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        entries: Vec<serde::de::IgnoredAny>,
    }
    bytes.trim_ascii_start().first() == Some(&b'{')
        && serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.log.entries.len() < usize::MAX)
}

/// Adds its entries.
pub(super) fn add(collected: &mut Collected, name: &str, bytes: &[u8]) -> Result<(), String> {
    let archive: Archive =
        serde_json::from_slice(bytes).map_err(|error| format!("an archive that cannot be read: {error}"))?;
    let client =
        archive.log.browser.or(archive.log.creator).map(|creator| creator.name).filter(|name| !name.is_empty());
    if archive.log.entries.is_empty() {
        return Err("an archive without entries".to_owned());
    }
    for (at, entry) in archive.log.entries.iter().enumerate().take(MAX_ENTRIES) {
        let source = format!("{name}, entry {}", at + 1);
        let outcome = outcome(entry);
        let endpoint = format!("{} {}", entry.request.method, without_query(&entry.request.url));
        let status = (100..=599).contains(&entry.response.status).then(|| entry.response.status.to_string());
        let field = |field: &str| match field {
            "client" => client.clone(),
            "endpoint" => Some(endpoint.clone()),
            "outcome" => Some(outcome.clone()),
            "status" => status.clone(),
            "time" => Some(entry.started_date_time.clone()),
            _ => None,
        };
        let observation = Observation::read(&source, field).map_err(|error| format!("{source}: {error}"))?;
        if let Some(host) = observation.host.as_deref().filter(|_| observation.is_bad()) {
            collected.host(host);
        }
        collected.case.observation(observation);
    }
    collected.client = collected.client.take().or(client);
    collected.piece("archive", name, &format!("{} requests", archive.log.entries.len()));
    Ok(())
}

/// What came of it: the browser's error; else the body, of a response that is no success; else the status.
fn outcome(entry: &Entry) -> String {
    let Response { status, status_text, content, error } = &entry.response;
    if let Some(error) = error.as_deref().or(entry.error.as_deref()).filter(|error| !error.is_empty()) {
        return error.to_owned();
    }
    let plain = content.encoding.as_deref().is_none_or(str::is_empty);
    let body = content.text.as_deref().filter(|_| plain && *status >= 400).unwrap_or_default();
    let end = (0..=MAX_BODY.min(body.len())).rev().find(|at| body.is_char_boundary(*at)).unwrap_or_default();
    match status {
        0 => "error: no response".to_owned(),
        _ => format!("HTTP {status} {status_text} {}", body.get(..end).unwrap_or_default()).trim_end().to_owned(),
    }
}

/// Queries hold tokens, and are not what a failure of TLS depends on.
fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}
