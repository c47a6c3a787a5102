//! The tower layer over services that are not reqwest.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use tower::{Layer as _, Service, ServiceExt as _, service_fn};
use verifail_http::retry::{Connection, StopReason};
use verifail_http::{Attempt, Client, Outcome, Repeat, RetryLayer};

use crate::client::hasty;
use crate::server::{Answer, OK, Server};

type Asked = Request<Full<Bytes>>;

/// A service that answers by the number of the request.
fn service(
    answer: impl Fn(u32, &Asked) -> Result<Response<Full<Bytes>>, io::Error> + Clone + Send + Sync + 'static,
) -> (
    impl Service<Asked, Response = Response<Full<Bytes>>, Error = io::Error, Future: Send> + Clone + Send,
    Arc<AtomicU32>,
) {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let service = service_fn(move |request: Asked| {
        let answer = answer(count.fetch_add(1, Ordering::Relaxed), &request);
        async move { answer }
    });
    (service, asked)
}

fn replied(status: u16, body: &'static str) -> Response<Full<Bytes>> {
    Response::builder().status(status).body(Full::from(body)).unwrap()
}

fn post() -> Asked {
    Request::post("https://api.example/orders").body(Full::from("order 7")).unwrap()
}

fn layer() -> RetryLayer {
    RetryLayer::new("DEMO").policy(hasty())
}

#[tokio::test]
async fn an_attempt_knows_what_it_has_to_be_made_on_and_has_the_body() {
    let (inner, asked) = service(|number, request| {
        let attempt = request.extensions().get::<Attempt>().copied().unwrap();
        assert_eq!(attempt.number, number + 1);
        if number == 0 {
            return Ok(replied(503, "no healthy upstream"));
        }
        assert_eq!(attempt.connection, Some(Connection::Fresh));
        assert_eq!(request.headers()["x-demo-retries"], "1");
        Ok(Response::new(request.body().clone()))
    });
    let response = layer().layer(inner).oneshot(post()).await.unwrap();
    let outcome = Outcome::of(response.extensions()).unwrap();
    assert_eq!((outcome.attempts, asked.load(Ordering::Relaxed)), (2, 2));
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "order 7");
}

#[tokio::test]
async fn an_error_that_came_after_the_request_ends_a_call_that_is_not_idempotent() {
    let reset = || io::Error::from(io::ErrorKind::ConnectionReset);
    let (inner, asked) = service(move |_, _| Err(reset()));
    let error = layer().layer(inner).oneshot(post()).await.unwrap_err();
    assert_eq!((error.why(), asked.load(Ordering::Relaxed)), (StopReason::AlreadySent, 1));
    let (inner, asked) = service(move |number, _| if number == 0 { Err(reset()) } else { Ok(replied(200, "done")) });
    let get = Request::get("https://api.example/").body(Full::default()).unwrap();
    assert_eq!(layer().layer(inner).oneshot(get).await.unwrap().status(), 200);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_failure_that_stays_is_handed_on_with_its_body() {
    let (inner, asked) = service(|_, _| Ok(replied(502, "x509: certificate signed by unknown authority")));
    let response = layer().layer(inner).oneshot(post()).await.unwrap();
    assert_eq!(Outcome::of(response.extensions()).unwrap().why, Some(StopReason::Permanent));
    assert_eq!(response.headers()["x-demo-error-type"], "unknown-issuer");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(
        (body.as_ref(), asked.load(Ordering::Relaxed)),
        (b"x509: certificate signed by unknown authority".as_slice(), 1)
    );
}

#[test]
fn bodies_in_memory_can_be_had_again_and_streams_cannot() {
    assert_eq!(String::from("x").repeat().as_deref(), Some("x"));
    assert!(reqwest::Body::from("x").repeat().is_some());
    assert!(reqwest::Body::wrap_stream(futures_util::stream::pending::<io::Result<Bytes>>()).repeat().is_none());
}

#[tokio::test]
async fn the_client_is_a_service_too() {
    let server = Server::in_turn(&[Answer::Close, OK]).await;
    let client = Client::builder("DEMO").policy(hasty()).build().unwrap();
    let request = reqwest::Request::new(http::Method::GET, server.url().parse().unwrap());
    assert_eq!(client.oneshot(request).await.unwrap().status(), 200);
}
