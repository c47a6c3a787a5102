//! What a failed attempt says: from an error or a response to a diagnosis, and to how much of the request went out.
//!
//! Errors are read by their types first: the record of this very handshake, the error of rustls, the kind of the
//! `io::Error`; texts come last. Of a response the status and the beginning of the body are read: gateways tell there
//! why they did not reach whoever is behind them.

use std::error::Error as StdError;
use std::time::SystemTime;

use http::{HeaderMap, StatusCode};
use rustls::AlertDescription;
use verifail::classification::{Diagnosis, Evidence, Side, Statement, causes, classify};
use verifail::{Hop, Layer, Reason, Rejection, RetryAdvice, Stack};
use verifail_retry::{Facts, Sent};
use verifail_rustls::{Record, diagnosis_of_chain, find};

use crate::error::Cause;
use crate::retry_after::retry_after;

/// A failed attempt.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) diagnosis: Diagnosis,
    pub(crate) facts: Facts,
}

/// What an error says, and the record of the handshake that it may be of. `sent` is how much went out, where the error
/// itself does not tell that nothing did.
pub(crate) fn error(error: &(dyn StdError + 'static), record: Option<&Record>, sent: Sent) -> Judged {
    let unconnected = is_connect(error);
    let untouched = unconnected || is_refused_unprocessed(error);
    let mut facts = Facts::default().sent(if untouched { Sent::Nothing } else { sent });
    let mut diagnosis = match find(error) {
        _ if unconnected && is_late(error) => timed_out_connecting(),
        // Before a certificate was shown or asked for, all that a server knows of us is the name: whoever refuses us
        // then, as servers on rustls do for a name that they do not have, refuses the name.
        Some(rustls::Error::AlertReceived(AlertDescription::AccessDenied)) if unconnected && record.is_none() => {
            let statement = Statement::of(Reason::SniUnrecognized).received().from(Stack::Rustls).by(Side::Client);
            classify(&Evidence::statement(statement))
        }
        _ => diagnosis_of_chain(error),
    };
    if let Some(record) = record.filter(|_| unconnected) {
        if let Some(fingerprint) = record.fingerprint() {
            facts.fingerprint = fingerprint.as_bytes().as_slice().try_into().ok();
        }
        // What the record knows is about this handshake and says more than the error; of an error that came after the
        // certificate was accepted it knows nothing.
        if !record.is_accepted() {
            diagnosis = record.diagnosis().clone();
        }
    }
    // That there was no connection, or that it ended, is not about TLS and may still pass.
    if diagnosis.retry == RetryAdvice::NotApplicable && is_of_the_connection(error) {
        diagnosis.retry = if unconnected { RetryAdvice::BoundedUnknown } else { RetryAdvice::FreshConnection };
    }
    Judged { diagnosis, facts }
}

/// What an error of a body says that is read after the call.
pub(crate) fn body(failed: &(dyn StdError + 'static)) -> Diagnosis {
    let within = causes(failed).find_map(|cause| cause.downcast_ref::<Cause>());
    match within {
        Some(Cause::Http(within)) => error(within, None, Sent::Whole).diagnosis,
        Some(Cause::TimedOut) => timed_out(false),
        Some(Cause::Header(_) | Cause::TooLong { .. }) => nothing_to_retry(),
        None => error(failed, None, Sent::Whole).diagnosis,
    }
}

/// No answer in time.
pub(crate) fn timed_out(connecting: bool) -> Diagnosis {
    if connecting { timed_out_connecting() } else { not_about_tls(Hop::Direct, RetryAdvice::FreshConnection) }
}

fn timed_out_connecting() -> Diagnosis {
    classify(&Evidence::statement(Statement::of(Reason::HandshakeTimeout).by(Side::Client).at(Hop::Direct)))
}

/// What no further attempt can change.
pub(crate) fn nothing_to_retry() -> Diagnosis {
    not_about_tls(Hop::Direct, RetryAdvice::NotApplicable)
}

/// Something failed that is not about TLS.
fn not_about_tls(hop: Hop, retry: RetryAdvice) -> Diagnosis {
    classify(&Evidence::statement(Statement::of(Reason::NotTlsRelated).at(hop).retry(retry)))
}

/// Whether hyper says that it did not come to a connection.
fn is_connect(error: &(dyn StdError + 'static)) -> bool {
    causes(error)
        .any(|cause| cause.downcast_ref::<hyper_util::client::legacy::Error>().is_some_and(|error| error.is_connect()))
}

/// Whether a server of HTTP/2 says that it processed nothing of the request: by REFUSED_STREAM, or by a GOAWAY without
/// an error that this stream is above (<https://www.rfc-editor.org/rfc/rfc9113#section-8.7>).
fn is_refused_unprocessed(error: &(dyn StdError + 'static)) -> bool {
    causes(error).filter_map(|cause| cause.downcast_ref::<h2::Error>()).any(|error| {
        let graceful = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (graceful || refused)
    })
}

/// Whether the time for a connection was over, by reqwest's clock and not by the system's.
fn is_late(error: &(dyn StdError + 'static)) -> bool {
    let by_system = causes(error).any(|cause| cause.is::<std::io::Error>());
    !by_system
        && causes(error).filter_map(|cause| cause.downcast_ref::<reqwest::Error>()).any(reqwest::Error::is_timeout)
}

/// Whether an error is of the connection and not of how the request was made.
fn is_of_the_connection(error: &(dyn StdError + 'static)) -> bool {
    match causes(error).find_map(|cause| cause.downcast_ref::<reqwest::Error>()) {
        Some(error) => !(error.is_builder() || error.is_redirect() || error.is_status() || error.is_upgrade()),
        None => true,
    }
}

/// Whether a response with this status tells of a failure, and the body is worth a look.
pub(crate) fn is_worth_a_look(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_EARLY || status == StatusCode::TOO_MANY_REQUESTS
}

/// Whether a server of TLS says that it was spoken to in plain: with status 400, as all of them do.
pub(crate) fn is_plaintext_to_tls(status: StatusCode, body: &[u8]) -> Option<Judged> {
    let diagnosis = (status == StatusCode::BAD_REQUEST).then(|| classify(&Evidence::text(body)))?;
    let plain = diagnosis.reason == Some(Reason::PlaintextToTls);
    plain.then(|| Judged { diagnosis, facts: Facts::default().sent(Sent::Nothing) })
}

/// What a response says that is worth a look; `body` is the beginning of its body.
pub(crate) fn response(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Judged {
    let mut facts = Facts::default();
    facts.hint = retry_after(headers, SystemTime::now());
    if matches!(status, StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS) {
        // RFC 8470 section 5.2, RFC 6585 section 4: refused, not processed.
        return Judged { diagnosis: not_about_tls(Hop::Direct, RetryAdvice::Same), facts: facts.sent(Sent::Nothing) };
    }
    let mut diagnosis = classify(&Evidence::text(body));
    if !diagnosis.is_failure() && !is_further_on(diagnosis.hop) {
        // An edge's own statuses say what its pages may not.
        let mut text = format!("HTTP/1.1 {}\n", status.as_u16()).into_bytes();
        text.extend_from_slice(body);
        diagnosis = classify(&Evidence::text(&text));
    }
    let by_proxy = status != StatusCode::INTERNAL_SERVER_ERROR;
    let further_on = if by_proxy { Hop::ProxyToUpstream } else { Hop::OriginToUpstream };
    if diagnosis.is_failure() {
        // The words came through TLS that works: what they tell of is further on.
        if matches!(diagnosis.hop, Hop::Direct | Hop::Unknown | Hop::None) {
            diagnosis.hop = further_on;
        }
        if by_proxy && diagnosis.rejection == Rejection::WeRejectServer {
            diagnosis.rejection = Rejection::IntermediaryRejectsUpstream;
        }
    } else if !(is_further_on(diagnosis.hop) && diagnosis.reason == Some(Reason::NotTlsRelated)) {
        // RFC 9110 sections 15.6.3 and 15.6.5: 502 and 504 are of a gateway, by what they mean.
        let of_a_gateway = matches!(status.as_u16(), 502 | 504 | 520..=530) || says_not_connected(body);
        let passes = matches!(status.as_u16(), 502..=504 | 520..=524 | 530);
        let hop = if of_a_gateway { Hop::ProxyToUpstream } else { Hop::Direct };
        diagnosis = not_about_tls(hop, if passes { RetryAdvice::BoundedUnknown } else { RetryAdvice::NotApplicable });
    }
    if matches!(status.as_u16(), 502..=504) && nothing_reached_the_upstream(&diagnosis, body) {
        facts.sent = Sent::Nothing;
    }
    Judged { diagnosis, facts }
}

const fn is_further_on(hop: Hop) -> bool {
    matches!(hop, Hop::ProxyToUpstream | Hop::OriginToUpstream)
}

/// Whether the proxy that answers says that no octet of the request went further than itself.
///
/// Of an edge's 525 and 526 it is not taken: behind the edge there may be a program that did something before it asked
/// its upstream.
fn nothing_reached_the_upstream(diagnosis: &Diagnosis, body: &[u8]) -> bool {
    // A certificate is judged before anything is sent to whoever presents it.
    let refused = diagnosis.layer() == Some(Layer::Certificate)
        && diagnosis.hop == Hop::ProxyToUpstream
        && diagnosis.rejection == Rejection::IntermediaryRejectsUpstream;
    refused || says_not_connected(body)
}

/// Envoy's local reply where the connection to the upstream did not come about: *disconnect before headers* alone may
/// also be a connection that ended after the request, *connection failure* is one that never was.
fn says_not_connected(body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body).to_ascii_lowercase();
    let local_reply = body.contains("upstream connect error or disconnect/reset before headers");
    let never_was = [
        "reset reason: connection failure",
        "reset reason: remote connection failure",
        "reset reason: local connection failure",
        "delayed connect error",
        "reset reason: overflow",
    ];
    (local_reply && never_was.iter().any(|words| body.contains(words)))
        || body.trim_start().starts_with("no healthy upstream")
}

#[cfg(test)]
mod tests;
