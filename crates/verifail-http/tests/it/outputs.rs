//! What is said: no secret of a request is in errors and events, and events have the names that they are documented
//! with.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use verifail_http::Client;

use crate::client::hasty;
use crate::server::{Answer, OK, Server};

/// Collects what is said.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<BTreeMap<String, String>>>>);

#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        fields.0.insert("target".to_owned(), event.metadata().target().to_owned());
        self.0.lock().unwrap().push(fields.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

const SECRETS: [&str; 5] = ["hunter2", "s3cret", "eyJhbGciOiJIUzI1NiJ9", "topsecretbody", "sesame"];

#[tokio::test]
async fn an_event_an_attempt_and_nothing_secret_in_any_of_them() {
    let collector = Collector::default();
    // With one dispatcher in the process, tracing asks the thread that meets a callsite first, which may be another
    // test's.
    let _second = tracing::Dispatch::new(Collector::default());
    let guard = tracing::subscriber::set_default(collector.clone());
    let busy = Answer::Reply(503, "Set-Cookie: id=sesame\r\n", "busy");
    let server = Server::start(move |asked| if asked.number == 0 { busy.clone() } else { OK }).await;
    let client = Client::builder("DEMO").policy(hasty()).build().unwrap();
    let url = server.url().replace("http://", "http://me:hunter2@") + "?token=s3cret";
    let call = client.put(url).bearer_auth("eyJhbGciOiJIUzI1NiJ9.e30.x").body("topsecretbody");
    assert_eq!(call.send().await.unwrap().status(), 200);
    drop(guard);

    let said: Vec<_> = collector.0.lock().unwrap().clone();
    let ours: Vec<_> =
        said.iter().filter(|fields| fields.get("target").is_some_and(|t| t.starts_with("verifail_http"))).collect();
    assert_eq!(ours.len(), 2, "{ours:#?}");
    for (field, values) in [
        ("http.request.method", ["\"PUT\"", "\"PUT\""]),
        ("server.address", ["\"localhost\"", "\"localhost\""]),
        ("http.request.resend_count", ["0", "1"]),
        ("http.response.status_code", ["503", "200"]),
    ] {
        let got: Vec<_> = ours.iter().map(|fields| fields.get(field).map_or("", String::as_str)).collect();
        assert_eq!(got, values, "{field}");
    }
    for (field, value) in [
        ("error.type", "\"not-tls-related\""),
        ("verifail.advice", "\"bounded-unknown\""),
        ("verifail.decision", "\"retry\""),
        ("verifail.hop", "\"direct\""),
    ] {
        assert_eq!(ours[0].get(field).map(String::as_str), Some(value), "{field}");
    }
    assert!(said.iter().any(|fields| fields.get("otel.kind").is_some_and(|kind| kind == "\"client\"")), "a span");
    let of_us: Vec<_> = said.iter().filter(|fields| fields.contains_key("server.address")).collect();
    let all = format!("{of_us:?}");
    assert!(SECRETS.iter().all(|secret| !all.contains(secret)), "{all}");
}

#[tokio::test]
async fn an_error_says_what_why_and_how_often_and_nothing_secret() {
    let client = Client::builder("DEMO").policy(hasty()).build().unwrap();
    let server = Server::in_turn(&[Answer::Close]).await;
    let url = server.url().replace("http://", "http://me:hunter2@") + "a/b?token=s3cret";
    let call = client.post(url).bearer_auth("eyJhbGciOiJIUzI1NiJ9.e30.x").body("topsecretbody");
    let error = call.send().await.unwrap_err();
    let shown = format!("POST http://localhost:{}/a/b?[redacted]: ", server.address.port());
    let text = error.to_string();
    assert!(text.starts_with(&shown) && text.contains("gave up after 1 attempt: the request was sent"), "{text}");
    let mut all = format!("{error:?}");
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    let mut depth = 0;
    while let Some(error) = cause {
        write!(all, "{error}{error:?}").unwrap();
        cause = error.source();
        depth += 1;
    }
    assert!(error.source().is_some() && depth > 2, "{all}");
    assert!(SECRETS.iter().all(|secret| !all.contains(secret)), "{all}");
}

#[tokio::test]
async fn a_url_that_cannot_be_read_is_an_error_without_an_attempt() {
    let client = Client::builder("DEMO").build().unwrap();
    let error = client.get("http://user:hunter2@[").send().await.unwrap_err();
    assert_eq!(error.attempts(), 0);
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
}
