//! Responses of gateways and edges, and errors by their types.

use std::time::Duration;

use super::*;

const INCIDENT: &str = "upstream connect error or disconnect/reset before headers. reset reason: connection failure, \
    transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert \
    failed: verify SAN list";

fn of(status: u16, body: &str) -> (Option<Reason>, Hop, RetryAdvice, Sent) {
    let Judged { diagnosis, facts } =
        response(StatusCode::from_u16(status).unwrap(), &HeaderMap::new(), body.as_bytes());
    (diagnosis.reason, diagnosis.hop, diagnosis.retry, facts.sent)
}

#[test]
fn an_envoys_local_reply_says_what_failed_and_that_nothing_was_sent() {
    let expected = (Some(Reason::NameMismatch), Hop::ProxyToUpstream, RetryAdvice::FreshSession, Sent::Nothing);
    assert_eq!(of(503, INCIDENT), expected);
}

#[test]
fn a_connection_that_ended_before_headers_may_have_taken_the_request() {
    let text = "upstream connect error or disconnect/reset before headers. reset reason: connection termination";
    assert_eq!(
        of(503, text),
        (Some(Reason::NotTlsRelated), Hop::ProxyToUpstream, RetryAdvice::BoundedUnknown, Sent::Whole)
    );
    let text = "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure";
    assert_eq!(of(503, text).3, Sent::Nothing);
}

#[test]
fn a_proxys_page_about_a_certificate_is_about_its_own_upstream() {
    let text = "<h1>502</h1>x509: certificate signed by unknown authority";
    assert_eq!(of(502, text), (Some(Reason::UnknownIssuer), Hop::ProxyToUpstream, RetryAdvice::Never, Sent::Nothing));
}

#[test]
fn an_origins_page_about_a_certificate_is_about_its_upstream_and_the_request_was_taken() {
    let text = "{\"error\":\"x509: certificate signed by unknown authority\"}";
    assert_eq!(of(500, text), (Some(Reason::UnknownIssuer), Hop::OriginToUpstream, RetryAdvice::Never, Sent::Whole));
}

#[test]
fn behind_an_edge_there_may_be_a_program_that_took_the_request() {
    let handshake =
        (Some(Reason::GenericHandshakeFailure), Hop::ProxyToUpstream, RetryAdvice::FreshConnection, Sent::Whole);
    assert_eq!(of(525, "error code: 525"), handshake);
    let certificate = (Some(Reason::GenericVerifyFailed), Hop::ProxyToUpstream, RetryAdvice::Never, Sent::Whole);
    assert_eq!(of(526, "error code: 526"), certificate);
}

#[test]
fn what_is_not_about_tls_is_repeated_where_it_may_pass() {
    assert_eq!(of(503, "busy").2, RetryAdvice::BoundedUnknown);
    assert_eq!(of(500, "oops").2, RetryAdvice::NotApplicable);
    assert_eq!(of(501, "").2, RetryAdvice::NotApplicable);
    assert_eq!(of(429, "").2, RetryAdvice::Same);
    assert_eq!(of(429, "").3, Sent::Nothing);
}

/// What reqwest says of a request to a listener, with half a second for the connection.
async fn asked(url: String) -> Judged {
    let tls = verifail_rustls::TlsSettings::new().client().unwrap();
    let client = reqwest::Client::builder().no_proxy().connect_timeout(Duration::from_millis(500));
    let client = client.tls_backend_preconfigured((*tls.config).clone()).build().unwrap();
    error(&client.get(url).send().await.unwrap_err(), None, Sent::Whole)
}

#[tokio::test]
async fn a_refused_connection_sent_nothing_and_may_pass() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let judged = asked(url).await;
    assert_eq!(judged.facts.sent, Sent::Nothing);
    assert_eq!(judged.diagnosis.retry, RetryAdvice::OtherAddress);
}

#[tokio::test]
async fn a_connection_that_takes_too_long_is_a_handshake_that_does() {
    // Nobody accepts: the system does, and nobody answers.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let Judged { diagnosis, facts } = asked(format!("https://{}/", listener.local_addr().unwrap())).await;
    assert_eq!((diagnosis.reason, diagnosis.hop), (Some(Reason::HandshakeTimeout), Hop::Direct));
    assert_eq!((diagnosis.retry, facts.sent), (RetryAdvice::FreshConnection, Sent::Nothing));
    // A request that takes too long on a connection may have been taken.
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_millis(300));
    let tls = verifail_rustls::TlsSettings::new().client().unwrap();
    let client = client.tls_backend_preconfigured((*tls.config).clone()).build().unwrap();
    let late = client.get(format!("http://{}/", listener.local_addr().unwrap())).send().await.unwrap_err();
    let judged = error(&late, None, Sent::Whole);
    assert_eq!((judged.diagnosis.reason, judged.facts.sent), (Some(Reason::NotTlsRelated), Sent::Whole));
}
