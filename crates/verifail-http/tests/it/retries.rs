//! What is repeated, on what, and what is not.

use std::time::Duration;

use verifail::{Hop, Reason};
use verifail_http::retry::{Policy, StopReason};
use verifail_http::{Client, ClientBuilder, Outcome};

use crate::client::hasty;
use crate::server::{Answer, OK, Server};

const SAN_LIST: Answer = Answer::Reply(
    503,
    "Server: envoy\r\n",
    "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure \
     reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list",
);
const TERMINATED: Answer = Answer::Reply(
    503,
    "",
    "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
);
const BUSY: Answer = Answer::Reply(503, "Retry-After: 0\r\n", "busy");
const EXPIRED_UPSTREAM: Answer = Answer::Reply(502, "", "x509: certificate has expired or is not yet valid");

fn builder() -> ClientBuilder {
    Client::builder("DEMO").policy(hasty())
}

#[tokio::test]
async fn a_post_that_reached_no_upstream_is_repeated_with_its_body_and_on_a_fresh_connection() {
    let server = Server::in_turn(&[SAN_LIST, OK]).await;
    let client = builder().build().unwrap();
    let response = client.post(server.url()).body("order 7").send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["x-demo-retries"]), (200, &"1".parse().unwrap()));
    assert_eq!(response.headers()["x-demo-error-type"], "name-mismatch");
    let outcome = Outcome::of(response.extensions()).unwrap();
    assert_eq!((outcome.attempts, outcome.diagnosis.as_ref().unwrap().hop), (2, Hop::ProxyToUpstream));
    let asked = server.asked();
    assert_eq!(asked.iter().map(|asked| asked.body.as_slice()).collect::<Vec<_>>(), [b"order 7"; 2]);
    assert_ne!(asked[0].connection, asked[1].connection);
    assert_eq!((asked[0].header("x-demo-retries"), asked[1].header("x-demo-retries")), (None, Some("1")));
}

#[tokio::test]
async fn a_post_that_may_have_been_processed_is_not_repeated_unless_it_says_that_it_may_be() {
    let client = builder().build().unwrap();
    let server = Server::in_turn(&[TERMINATED, OK]).await;
    let response = client.post(server.url()).body("order 7").send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(Outcome::of(response.extensions()).unwrap().why, Some(StopReason::AlreadySent));
    assert_eq!(server.asked().len(), 1);
    assert!(response.text().await.unwrap().starts_with("upstream connect error"), "the body is handed on as it was");
    for keyed in [true, false] {
        let server = Server::in_turn(&[TERMINATED, OK]).await;
        let post = client.post(server.url()).body("order 7");
        let post = if keyed { post.header("idempotency-key", "7") } else { post.idempotent(true) };
        assert_eq!(post.send().await.unwrap().status(), 200);
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_is_repeated_where_that_is_harmless() {
    let client = builder().build().unwrap();
    let server = Server::in_turn(&[Answer::Close, OK]).await;
    assert_eq!(client.get(server.url()).send().await.unwrap().status(), 200);
    let server = Server::in_turn(&[Answer::Close, OK]).await;
    let error = client.post(server.url()).body("x").send().await.unwrap_err();
    assert_eq!((error.attempts(), error.why(), server.asked().len()), (1, StopReason::AlreadySent, 1));
}

#[tokio::test]
async fn what_stays_the_same_is_asked_once() {
    let server = Server::in_turn(&[EXPIRED_UPSTREAM, OK]).await;
    let client = builder().build().unwrap();
    let response = client.get(server.url()).send().await.unwrap();
    let outcome = Outcome::of(response.extensions()).unwrap();
    let diagnosis = outcome.diagnosis.as_ref().unwrap();
    assert_eq!((response.status().as_u16(), outcome.why), (502, Some(StopReason::Permanent)));
    assert_eq!((diagnosis.reason, diagnosis.hop), (Some(Reason::ExpiredOrNotYetValid), Hop::ProxyToUpstream));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_servers_wait_is_kept_to() {
    const LATER: Answer = Answer::Reply(429, "Retry-After: 3\r\n", "");
    let server = Server::in_turn(&[LATER, OK]).await;
    let began = tokio::time::Instant::now();
    let response = builder().build().unwrap().post(server.url()).body("x").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(began.elapsed() >= Duration::from_secs(3), "{:?}", began.elapsed());
}

#[tokio::test]
async fn advice_can_be_reconsidered() {
    let server = Server::in_turn(&[SAN_LIST, OK]).await;
    let never = |diagnosis: &mut verifail::classification::Diagnosis| diagnosis.retry = verifail::RetryAdvice::Never;
    let client = builder().reconsider(never).build().unwrap();
    assert_eq!(client.get(server.url()).send().await.unwrap().status(), 503);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_call_on_behalf_of_a_retry_is_not_repeated() {
    let server = Server::in_turn(&[BUSY, OK]).await;
    let client = builder().build().unwrap();
    let incoming = http::HeaderMap::from_iter([("x-demo-retries".parse().unwrap(), "2".parse().unwrap())]);
    let response = client.get(server.url()).on_behalf_of(&incoming).send().await.unwrap();
    assert_eq!(Outcome::of(response.extensions()).unwrap().why, Some(StopReason::RetriedAbove));
    assert_eq!(server.asked()[0].header("x-demo-retries"), Some("2"));
}

#[tokio::test]
async fn a_stream_is_repeated_as_long_as_nobody_asked_for_it() {
    // Nobody listens at the first address, so nothing of the body is asked for there.
    let server = Server::in_turn(&[OK]).await;
    let (closed, open) = ("127.0.0.9:0".parse().unwrap(), "127.0.0.1:0".parse().unwrap());
    let client = builder().resolve("localhost", &[closed, open]).build().unwrap();
    let parts = || futures_util::stream::iter(["one ", "two"].map(Ok::<_, std::io::Error>));
    let body = reqwest::Body::wrap_stream(parts());
    assert_eq!(client.post(server.url()).body(body).send().await.unwrap().status(), 200);
    assert_eq!(server.asked().len(), 1);
    assert!(String::from_utf8_lossy(&server.asked()[0].body).contains("two"));
    // Once it was asked for, it is gone, whatever the caller says of idempotency.
    let server = Server::in_turn(&[Answer::Close, OK]).await;
    let body = reqwest::Body::wrap_stream(parts());
    let error = builder().build().unwrap().put(server.url()).body(body).send().await.unwrap_err();
    assert_eq!((error.why(), server.asked().len()), (StopReason::AlreadySent, 1));
}

#[tokio::test]
async fn what_is_redirected_was_seen_by_whoever_redirects() {
    let target = Server::in_turn(&[SAN_LIST, OK]).await;
    let location: &'static str = format!("Location: {}\r\n", target.url()).leak();
    let first = Server::start(move |_| Answer::Reply(303, location, "")).await;
    let response = builder().build().unwrap().post(first.url()).body("x").send().await.unwrap();
    assert_eq!(response.status(), 503, "the first server would see the POST again");
    assert_eq!((first.asked().len(), target.asked().len()), (1, 1));
}

#[tokio::test]
async fn every_call_ends_within_its_deadline() {
    let server = Server::in_turn(&[Answer::Nothing]).await;
    let policy = Policy::default().deadline(Duration::from_millis(400)).attempt_timeout(Duration::from_millis(150));
    let client = builder().policy(policy).build().unwrap();
    let began = std::time::Instant::now();
    let error = client.get(server.url()).send().await.unwrap_err();
    assert!(began.elapsed() < Duration::from_millis(1200), "{:?}", began.elapsed());
    assert!(error.attempts() >= 2 && error.why() != StopReason::Permanent, "{error}");
}

#[tokio::test]
async fn a_breaker_keeps_callers_from_an_origin_that_fails_everybody() {
    let server = Server::in_turn(&[Answer::Close]).await;
    let client = builder().breaker(2, Duration::from_secs(60)).build().unwrap();
    for _ in 0..2 {
        client.get(server.url()).send().await.unwrap_err();
    }
    let before = server.asked().len();
    let error = client.get(server.url()).send().await.unwrap_err();
    assert_eq!((error.attempts(), error.why()), (0, StopReason::BreakerOpen));
    assert_eq!(server.asked().len(), before);
    let other = Server::in_turn(&[OK]).await;
    assert_eq!(client.get(other.url()).send().await.unwrap().status(), 200, "another origin is another breaker");
}

#[tokio::test]
async fn a_body_longer_than_asked_for_is_an_error_and_asked_for_once() {
    let server = Server::in_turn(&[OK]).await;
    let client = builder().build().unwrap();
    let error = client.get(server.url()).read(2).await.unwrap_err();
    assert_eq!((error.why(), error.attempts(), server.asked().len()), (StopReason::NothingToRetry, 1, 1));
    assert_eq!(client.get(server.url()).read(4).await.unwrap().body(), "done");
}
