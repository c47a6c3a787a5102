//! Every fault of the lab and our client: the diagnosis is the catalogue's.

use std::time::Duration;

use futures_util::StreamExt as _;
use verifail::Reason;
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail_http::tls::TlsSettings;
use verifail_http::{Outcome, retry::Policy};
use verifail_lab::{Fault, LabOptions, Running, catalogue};

use crate::client;

/// Faults that rustls is not asked about, because nothing hands it a revocation list.
fn is_out_of_reach(fault: &Fault) -> bool {
    fault.needs.revocation
}

/// What rustls says less of than the catalogue: it knows no algorithm, curve or alert by another name than its own.
const SAYS_LESS: &[(&str, Reason)] = &[
    ("explicit-curve", Reason::UnsupportedSignatureAlgorithm),
    ("sha1-signature", Reason::BadSignature),
    ("unknown-name-as-rustls-says", Reason::PeerRejectedOurCert),
    ("weak-key", Reason::BadSignature),
];

/// The diagnosis of one call, made once; nothing where it succeeded.
async fn diagnose(running: &Running, settings: TlsSettings) -> Option<Diagnosis> {
    if let Some(text) = running.simulated() {
        return Some(classify(&Evidence::text(text)));
    }
    let settings = settings.connect_timeout(Duration::from_secs(3));
    let policy = Policy::once().attempt_timeout(Duration::from_secs(9));
    let client = client::builder(running).settings(settings).policy(policy).build().unwrap();
    match client.get(client::url(running)).read(1 << 20).await {
        Ok(response) => Outcome::of(response.extensions()).and_then(|outcome| outcome.diagnosis.clone()),
        Err(error) => Some(error.diagnosis().unwrap().clone()),
    }
}

/// What differs, in a line; nothing where all is as expected.
async fn difference(fault: &'static Fault) -> Option<String> {
    let running = match fault.start(&LabOptions::default()).await {
        Ok(running) => running,
        Err(error) => return Some(format!("{fault:?} does not start: {error}")),
    };
    let expected = fault.expected;
    let said = diagnose(&running, client::settings(&running)).await;
    let Some(reason) = expected.reason().filter(|_| expected.rustls.is_some()) else {
        // rustls decides; a policy may say what it does not mind.
        let under_some_policy = async || {
            for policy in verifail::Policy::all() {
                let settings = client::settings(&running).policy(policy.name()).unwrap();
                let said = diagnose(&running, settings).await;
                if said.is_some_and(|diagnosis| diagnosis.reason == expected.reason()) {
                    return true;
                }
            }
            false
        };
        let right = said.is_none() && (expected.is_accepted() || under_some_policy().await);
        return (!right).then(|| format!("{fault:?}: {said:?}"));
    };
    let got = said.map(|diagnosis| (diagnosis.reason, diagnosis.hop, diagnosis.retry));
    let less = SAYS_LESS.iter().find(|(name, _)| *name == fault.name).map(|(_, reason)| *reason);
    let wanted = Some((Some(less.unwrap_or(reason)), expected.hop, expected.retry));
    (got != wanted).then(|| format!("{fault:?}: {got:?} and not {wanted:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_the_lab_is_diagnosed_as_the_catalogue_says() {
    let faults: Vec<_> = catalogue().iter().filter(|fault| !is_out_of_reach(fault)).collect();
    assert!(faults.len() > 60);
    // A few at a time: what is late because of the others is no stall.
    let outcomes = futures_util::stream::iter(faults).map(difference).buffer_unordered(12);
    let differences: Vec<String> = outcomes.filter_map(async |difference| difference).collect().await;
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
