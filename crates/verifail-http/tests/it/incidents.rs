//! The incidents of the lab that are about nodes which differ, replayed with a client of one attempt and with the
//! preset for such fleets: nothing is lost, nothing is doubled, and why is known.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use verifail::Reason;
use verifail_http::retry::Policy;
use verifail_http::tls::{Anchors, Roots, TlsSettings};
use verifail_http::{Client, ClientBuilder, Outcome};
use verifail_lab::{Answer, Call, LabOptions, Replay, RunningIncident, incident};

/// Of every incident.
const CALLS: u64 = 60;

async fn started(name: &str) -> RunningIncident {
    incident(name).unwrap().start(&LabOptions::default()).await.unwrap()
}

/// Each call on a connection of its own, as by a program that is started for it.
fn builder(running: &RunningIncident, edit: impl Fn(TlsSettings) -> TlsSettings) -> ClientBuilder {
    let anchors = Anchors::of(running.anchors().iter().cloned()).unwrap();
    let settings = edit(TlsSettings::new().roots(Roots::None).anchors(anchors));
    let proxy = running.proxy().map(|proxy| reqwest::Proxy::all(proxy).unwrap());
    Client::builder("DEMO").settings(settings).reqwest(move |client| {
        let client = client.pool_max_idle_per_host(0);
        proxy.iter().fold(client, |client, proxy| client.proxy(proxy.clone()))
    })
}

/// Makes the calls, and says why attempts failed.
async fn replay(running: &RunningIncident, client: Client) -> (Replay, BTreeSet<Reason>) {
    let reasons = Mutex::new(BTreeSet::new());
    let note = |reason: Option<Reason>| reasons.lock().unwrap_or_else(PoisonError::into_inner).extend(reason);
    let made = async |call: Call| match client.post(&call.url).body(call.body).send().await {
        Ok(response) => {
            let outcome = Outcome::of(response.extensions());
            note(outcome.and_then(|outcome| outcome.diagnosis.as_ref()?.reason));
            let attempts = outcome.map_or(1, |outcome| outcome.attempts);
            let status = response.status().as_u16();
            Ok(Answer { status, body: response.text().await.unwrap(), attempts })
        }
        Err(error) => {
            note(error.reason());
            Err(error.to_string())
        }
    };
    let replay = running.replay(CALLS, 1, made).await;
    (replay, reasons.into_inner().unwrap_or_default())
}

/// With one attempt so many are lost, for these reasons; as a mixed fleet none is, for the same.
async fn check(name: &str, lost: usize, wanted: &[Reason]) {
    let wanted: BTreeSet<_> = wanted.iter().copied().collect();
    let running = started(name).await;
    let plain = builder(&running, |settings| settings).policy(Policy::once()).build().unwrap();
    let (replay_plain, reasons) = replay(&running, plain).await;
    println!("{name}, one attempt: {} of {CALLS} calls are lost", replay_plain.failed());
    assert_eq!((replay_plain.failed(), &reasons), (lost, &wanted), "{:?}", replay_plain.failures());

    let running = started(name).await;
    let mixed = builder(&running, |settings| settings).mixed_fleet(true).build().unwrap();
    let (replay_mixed, reasons) = replay(&running, mixed).await;
    println!("{name}, as a mixed fleet: {} are lost, {} attempts", replay_mixed.failed(), replay_mixed.attempts());
    assert_eq!((replay_mixed.failed(), &reasons), (0, &wanted), "{:?}", replay_mixed.failures());
    assert!(replay_mixed.attempts() > CALLS);
    assert_eq!(running.doubled(), []);
    let served = running.upstream_log().unwrap_or_else(|| running.log());
    assert_eq!(served.request_count(), CALLS, "each came once to whoever serves it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_fails_in_three_ways_loses_no_call_of_whoever_knows_that_nodes_differ() {
    check("deploy-rotation", 12, &[Reason::Expired, Reason::BadSignature, Reason::HandshakeReset]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_inspecting_proxy_with_a_deficient_node_loses_no_call_by_either_way_out() {
    check("inspected-egress", 20, &[Reason::EkuMissingOrWrong]).await;
    // The other way out is to leave out that one check, with one attempt.
    let running = started("inspected-egress").await;
    let relaxed = builder(&running, TlsSettings::dangerously_relax_extended_key_usage).policy(Policy::once());
    let (replay, reasons) = replay(&running, relaxed.build().unwrap()).await;
    assert_eq!((replay.failed(), reasons), (0, BTreeSet::new()), "{:?}", replay.failures());
}
