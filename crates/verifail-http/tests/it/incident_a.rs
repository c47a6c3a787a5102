//! Incident A: a gateway offers its upstream sessions of another host. A plain client sees it; ours does not, and sends
//! no body twice to an upstream.
//!
//! A thousand calls; `VERIFAIL_HTTP_CALLS` is another number.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt as _;
use verifail::classification::Diagnosis;
use verifail::{Hop, Reason, Rejection, RetryAdvice};
use verifail_http::{Client, ClientBuilder, Outcome};
use verifail_lab::{LabOptions, Running, fault};

/// Both are served at the upstream's address.
const HOSTS: [&str; 2] = ["localhost", "neighbour.example"];
/// Calls at a time.
const AT_ONCE: usize = 4;

fn calls() -> usize {
    let calls = std::env::var("VERIFAIL_HTTP_CALLS").ok().and_then(|text| text.parse().ok()).unwrap_or(1000);
    println!("{calls} calls");
    calls
}

async fn gateway() -> Running {
    let mut options = LabOptions::default();
    options.events = 1 << 20;
    fault("gateway-session-of-another-host").unwrap().start(&options).await.unwrap()
}

fn builder(gateway: &Running) -> ClientBuilder {
    // As documented, and nothing else: attempts, delays and budget are those of the preset.
    HOSTS
        .iter()
        .fold(Client::builder("DEMO").mixed_fleet(true), |builder, host| builder.resolve(host, &[gateway.address()]))
}

/// The URL of a call: hosts come in no order that anybody could adapt to.
fn url(gateway: &Running, number: usize) -> String {
    let host = HOSTS[(number.wrapping_mul(0x9e37_79b9) >> 7) % 2];
    format!("http://{host}:{}/call/{number}", gateway.address().port())
}

/// How often each body came to an upstream.
fn bodies(gateway: &Running) -> HashMap<Vec<u8>, usize> {
    let mut bodies = HashMap::new();
    for request in gateway.upstream_log().unwrap().requests().into_iter().filter(|request| request.method == "POST") {
        *bodies.entry(request.body).or_default() += 1;
    }
    bodies
}

/// Every other call is a POST with a body of its own. Returns how many failed, and of those that took more than one
/// attempt how many, and what was wrong.
async fn run(client: &Client, gateway: &Running, calls: usize) -> (usize, Vec<(u32, Diagnosis)>) {
    let one = |number: usize| async move {
        let url = url(gateway, number);
        let call =
            if number.is_multiple_of(2) { client.get(url) } else { client.post(url).body(format!("body {number}")) };
        let response = call.send().await.unwrap();
        let outcome = Outcome::of(response.extensions());
        let outcome = outcome.and_then(|outcome| Some((outcome.attempts, outcome.diagnosis.clone()?)));
        (response.status().is_success(), outcome)
    };
    let ended: Vec<_> = futures_util::stream::iter(0..calls).map(one).buffer_unordered(AT_ONCE).collect().await;
    let failed = ended.iter().filter(|(succeeded, _)| !succeeded).count();
    (failed, ended.into_iter().filter_map(|(_, outcome)| outcome).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_client_fails_one_time_in_five_and_ours_never() {
    let gateway = gateway().await;
    let plain = HOSTS.iter().fold(reqwest::Client::builder().no_proxy(), |b, host| b.resolve(host, gateway.address()));
    let tls = verifail_http::tls::TlsSettings::new().client().unwrap();
    let plain = plain.tls_backend_preconfigured((*tls.config).clone()).build().unwrap();
    let calls = calls();
    let failed = Arc::new(AtomicUsize::new(0));
    for number in 0..calls / 4 {
        let response = plain.get(url(&gateway, number)).send().await.unwrap();
        failed.fetch_add(usize::from(response.status() == 503), Ordering::Relaxed);
    }
    let failed = failed.load(Ordering::Relaxed);
    println!("plain reqwest: {failed} of {} calls fail", calls / 4);
    assert!(failed * 5 >= calls / 4, "{failed} of {}", calls / 4);

    let client = builder(&gateway).build().unwrap();
    let (failed, diagnoses) = run(&client, &gateway, calls).await;
    let retries: u32 = diagnoses.iter().map(|(attempts, _)| attempts - 1).sum();
    let share = f64::from(retries) / (f64::from(retries) + calls as f64);
    println!(
        "verifail-http: {failed} of {calls} calls fail, {} were tried again, at most {} times, {retries} retries; an attempt fails with \
         p = {share:.2}, of 24 attempts {calls} p^24 = {:.0e} would",
        diagnoses.len(),
        diagnoses.iter().map(|(attempts, _)| attempts - 1).max().unwrap_or_default(),
        calls as f64 * share.powi(24),
    );
    assert!(share < 0.5, "what the preset is for");
    assert_eq!(failed, 0);
    assert!(diagnoses.len() * 10 > calls, "there was something to survive");
    for (_, diagnosis) in diagnoses {
        assert_eq!((diagnosis.reason, diagnosis.hop), (Some(Reason::NameMismatch), Hop::ProxyToUpstream));
        assert_eq!(diagnosis.rejection, Rejection::IntermediaryRejectsUpstream);
        assert_eq!(diagnosis.retry, RetryAdvice::FreshSession);
        assert!(format!("{:?}", diagnosis.guidance()).contains("session"), "the mechanism");
    }
    let bodies = bodies(&gateway);
    assert_eq!(bodies.len(), calls / 2, "every body came to an upstream");
    assert!(bodies.values().all(|times| *times == 1), "none came twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_advice_switched_off_ours_fails_too() {
    let gateway = gateway().await;
    let ignore = |diagnosis: &mut Diagnosis| {
        if diagnosis.retry == RetryAdvice::FreshSession {
            diagnosis.retry = RetryAdvice::Never;
        }
    };
    let client = builder(&gateway).reconsider(ignore).build().unwrap();
    let calls = calls() / 4;
    let (failed, _) = run(&client, &gateway, calls).await;
    println!("without fresh-session: {failed} of {calls} calls fail");
    assert!(failed * 10 >= calls, "{failed} of {calls}");
}
