//! What is said of each attempt: one event, one span a call, and three metrics.
//!
//! Names are those of OpenTelemetry's HTTP conventions where it has them
//! (<https://opentelemetry.io/docs/specs/semconv/http/http-spans/>), else `verifail.…`. They are an interface. URLs,
//! header fields and bodies are in none of them.
//!
//! | field | meaning |
//! |---|---|
//! | `http.request.method`, `url.scheme`, `server.address`, `server.port` | the request |
//! | `http.request.resend_count` | attempts before this one |
//! | `http.response.status_code` | the response, where there was one |
//! | `network.peer.address` | the address that was chosen, where one was |
//! | `error.type` | the reason's code, or `unclassified` |
//! | `verifail.hop`, `verifail.rejection`, `verifail.advice` | the diagnosis |
//! | `verifail.decision` | `retry` or the code of why not |
//! | `verifail.delay_ms`, `verifail.connection` | when and on what connection it is tried again |
//! | `verifail.duration_ms` | how long the attempt took |

use std::net::IpAddr;
use std::time::Duration;

use http::{Method, StatusCode, Uri};
use reqwest::Url;
use tracing::Span;
use verifail_retry::Decision;
use verifail_retry::executor::{AttemptEvent, Ended};

/// Calls that ended, by `outcome`.
pub const CALLS: &str = "verifail.http.calls";
/// Attempts, by `error.type`; an empty one is success.
pub const ATTEMPTS: &str = "verifail.http.attempts";
/// How long a call took, in seconds.
pub const DURATION: &str = "http.client.request.duration";

/// The span of a call.
pub(crate) fn span(method: &Method, url: &Url) -> Span {
    tracing::debug_span!(
        "http.client.call",
        otel.kind = "client",
        http.request.method = method.as_str(),
        url.scheme = url.scheme(),
        server.address = url.host_str().unwrap_or_default(),
        server.port = url.port_or_known_default().unwrap_or_default(),
    )
}

/// The first attempt has succeeded, and so has the call.
pub(crate) fn succeeded(method: &Method, url: &Url, status: StatusCode, attempts_before: u32, took: Duration) {
    success(method, || (url.host_str(), url.port_or_known_default()), status.as_u16(), attempts_before, took);
}

/// An attempt has ended.
pub(crate) fn attempt(method: &Method, url: &Url, status: u16, peer: Option<IpAddr>, event: &AttemptEvent<'_>) {
    said(method, || (url.host_str(), url.port_or_known_default()), status, peer, event);
}

/// The same of a request that has a URI and may have no host.
pub(crate) fn attempt_at(method: &Method, uri: &Uri, status: u16, event: &AttemptEvent<'_>) {
    let usual = || if uri.scheme_str() == Some("http") { 80 } else { 443 };
    said(method, || (uri.host(), Some(uri.port_u16().unwrap_or_else(usual))), status, None, event);
}

/// An attempt has succeeded. `server` is its host and port, which are asked for only where somebody listens.
fn success<'s>(
    method: &Method,
    server: impl Fn() -> (Option<&'s str>, Option<u16>),
    status: u16,
    attempts_before: u32,
    took: Duration,
) {
    // With the name in its place the key is made when this is compiled.
    metrics::counter!("verifail.http.attempts", "error.type" => "").increment(1);
    tracing::debug!(
        http.request.method = method.as_str(),
        server.address = server().0.unwrap_or_default(),
        server.port = server().1.unwrap_or_default(),
        http.response.status_code = status,
        http.request.resend_count = attempts_before,
        verifail.duration_ms = millis(took),
        "attempt succeeded"
    );
}

fn said<'s>(
    method: &Method,
    server: impl Fn() -> (Option<&'s str>, Option<u16>),
    status: u16,
    peer: Option<IpAddr>,
    event: &AttemptEvent<'_>,
) {
    let resend_count = event.attempts_before;
    match &event.ended {
        Ended::Succeeded => success(method, server, status, resend_count, event.took),
        Ended::Failed { diagnosis, decision, timed_out, .. } => {
            let code = diagnosis.code_of_reason();
            metrics::counter!(ATTEMPTS, "error.type" => code).increment(1);
            let status = (status != 0).then_some(status);
            let peer = peer.map(tracing::field::display);
            macro_rules! failed {
                ($level:ident, $text:literal, $($more:tt)*) => {
                    tracing::$level!(
                        http.request.method = method.as_str(),
                        server.address = server().0.unwrap_or_default(),
                        server.port = server().1.unwrap_or_default(),
                        http.response.status_code = status,
                        network.peer.address = peer,
                        http.request.resend_count = resend_count,
                        error.type = code,
                        verifail.hop = diagnosis.hop.code(),
                        verifail.rejection = diagnosis.rejection.code(),
                        verifail.advice = diagnosis.retry.code(),
                        verifail.timed_out = timed_out,
                        verifail.duration_ms = millis(event.took),
                        $($more)*
                        $text
                    )
                };
            }
            match decision {
                Decision::Retry { after, connection, .. } => failed!(info, "attempt failed, retrying",
                    verifail.decision = "retry",
                    verifail.delay_ms = millis(*after),
                    verifail.connection = %connection,
                ),
                Decision::Stop { why } => failed!(warn, "attempt failed, giving up", verifail.decision = why.code(),),
            }
        }
        _ => {}
    }
}

/// A call has ended.
pub(crate) fn call(succeeded: bool, took: Duration) {
    // With names in their place keys are made when this is compiled.
    if succeeded {
        metrics::counter!("verifail.http.calls", "outcome" => "success").increment(1);
    } else {
        metrics::counter!(CALLS, "outcome" => "failure").increment(1);
    }
    metrics::histogram!("http.client.request.duration").record(took.as_secs_f64());
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
