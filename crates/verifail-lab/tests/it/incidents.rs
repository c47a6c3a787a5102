//! Each incident is met by a plain client as it was, and by one that tries again as its remedy says.

use std::time::Duration;

use verifail::classification::{Evidence, classify};
use verifail::{Hop, Reason, RetryAdvice};
use verifail_lab::{Answer, Call, LabOptions, Replay, RunningIncident, incident};

use crate::client;

async fn started(name: &str) -> RunningIncident {
    incident(name).unwrap().start(&LabOptions::default()).await.unwrap()
}

/// One attempt of a plain rustls client.
async fn plain(running: &RunningIncident, call: &Call) -> Result<Answer, String> {
    if let Some(text) = running.simulated() {
        return Err(text.to_owned());
    }
    once(running, call).await
}

async fn once(running: &RunningIncident, call: &Call) -> Result<Answer, String> {
    let answer = client::post(running, call).await.map_err(|error| error.to_string())?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no status")?;
    Ok(Answer { status, body: body.to_owned(), attempts: 1 })
}

/// Tries again, on a fresh connection.
async fn stubborn(running: &RunningIncident, call: &Call, attempts: u32) -> Result<Answer, String> {
    let mut last = Err(String::new());
    for attempt in 1..=attempts {
        last = once(running, call).await.map(|answer| Answer { attempts: attempt, ..answer });
        if matches!(&last, Ok(answer) if answer.status == 200) {
            return last;
        }
    }
    last
}

/// What is said of each failure: the reasons, each once.
fn reasons(replay: &Replay) -> Vec<Reason> {
    let mut reasons: Vec<_> =
        replay.failures().into_iter().filter_map(|text| classify(&Evidence::text(text)).reason).collect();
    reasons.dedup();
    reasons
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_client_loses_a_fifth_of_its_calls_to_sessions_of_another_host_and_more() {
    let running = started("envoy-session").await;
    // One after the other: how many are lost then depends on nothing but the calls' hosts.
    let replay = running.replay(400, 1, async |call| plain(&running, &call).await).await;
    let rate = replay.failure_rate();
    println!(
        "envoy-session, plain: {} of {} calls lost ({:.1} %)",
        replay.failed(),
        replay.outcomes.len(),
        rate * 100.0
    );
    assert!((0.2..0.7).contains(&rate), "{rate}");

    let texts = replay.failures();
    let [text] = texts.as_slice() else { panic!("{texts:?}") };
    let diagnosis = classify(&Evidence::text(text));
    assert_eq!(diagnosis.reason, Some(Reason::NameMismatch));
    assert_eq!((diagnosis.hop, diagnosis.retry), (Hop::ProxyToUpstream, RetryAdvice::FreshSession));
    // The mechanism is what the gateway noted, and what failed never came to the upstream.
    let notes = running.timeline(&replay).to_string();
    let resumed = notes.matches(": session of ").count();
    assert_eq!(resumed, replay.failed());
    assert!(notes.contains(" 503 UF "));
    let upstream = running.upstream_log().unwrap();
    assert_eq!(upstream.request_count() as usize, replay.outcomes.len() - replay.failed());
    assert_eq!(running.doubled(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trying_again_survives_sessions_of_another_host_and_sends_no_body_twice() {
    let running = started("envoy-session").await;
    let replay = running.replay(400, 4, async |call| stubborn(&running, &call, 24).await).await;
    assert_eq!(replay.failed(), 0, "{:?}", replay.failures());
    assert!(replay.attempts() > 480, "{}", replay.attempts());
    assert_eq!(running.upstream_log().unwrap().request_count(), 400);
    assert_eq!(running.doubled(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_certificate_was_looked_at_where_the_service_is_denied_and_own_anchors_help() {
    let running = started("sandbox-trust").await;
    let inside = running.replay(5, 1, async |call| plain(&running, &call).await).await;
    assert_eq!(inside.failed(), 5);
    let diagnosis = classify(&Evidence::text(inside.failures().first().unwrap()));
    assert_eq!((diagnosis.reason, diagnosis.hop), (Some(Reason::TrustServiceUnavailable), Hop::Local));
    assert!(diagnosis.excludes.contains(&Reason::EkuMissingOrWrong));
    assert_eq!(running.log().connections(), 0, "a client that is simulated connects to nobody");
    let own_anchors = running.replay(5, 1, async |call| once(&running, &call).await).await;
    assert_eq!(own_anchors.failed(), 0, "{:?}", own_anchors.failures());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_third_connection_meets_the_node_with_the_wrong_purpose() {
    let running = started("inspected-egress").await;
    let replay = running.replay(30, 1, async |call| plain(&running, &call).await).await;
    assert_eq!(replay.failed(), 10);
    assert_eq!(reasons(&replay), [Reason::EkuMissingOrWrong]);
    let again = running.replay(30, 1, async |call| stubborn(&running, &call, 2).await).await;
    assert_eq!(again.failed(), 0, "{:?}", again.failures());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deployment_fails_in_three_ways_one_after_the_other_and_then_no_more() {
    let running = started("deploy-rotation").await;
    let replay = running.replay(60, 1, async |call| plain(&running, &call).await).await;
    assert_eq!(reasons(&replay), [Reason::Expired, Reason::BadSignature, Reason::HandshakeReset]);
    let lost: Vec<u64> =
        replay.outcomes.iter().filter(|outcome| !outcome.is_success()).map(|outcome| outcome.call.number).collect();
    assert_eq!(lost, [12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45]);
    let running = started("deploy-rotation").await;
    let again = running.replay(60, 1, async |call| stubborn(&running, &call, 2).await).await;
    assert_eq!(again.failed(), 0, "{:?}", again.failures());
    assert!(again.outcomes.iter().all(|outcome| outcome.took < Duration::from_secs(5)));
}
