//! Every fault of the lab and our client: the diagnosis is the catalogue's.

use std::time::Duration;

use futures_util::StreamExt as _;
use verifail::classification::{Diagnosis, Evidence, classify};
use verifail_http::tls::TlsSettings;
use verifail_http::{Outcome, retry::Policy};
use verifail_lab::{Fault, LabOptions, Running, catalogue};

use crate::client;

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
    // Lists are a file, as a program is given them.
    let lists = tempfile::NamedTempFile::new().unwrap();
    let settings = || {
        let settings = client::settings(&running);
        if !fault.needs.revocation {
            return settings;
        }
        std::fs::write(lists.path(), running.crls_pem()).unwrap();
        settings.crl_file(lists.path())
    };
    let said = diagnose(&running, settings()).await;
    let Some(reason) = expected.reason().filter(|_| expected.rustls.is_some()) else {
        // rustls decides; a policy may say what it does not mind.
        let under_some_policy = async || {
            for policy in verifail::Policy::all() {
                let settings = settings().policy(policy.name()).unwrap();
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
    let wanted = Some((Some(reason), expected.hop, expected.retry));
    (got != wanted).then(|| format!("{fault:?}: {got:?} and not {wanted:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_the_lab_is_diagnosed_as_the_catalogue_says() {
    let faults = catalogue();
    assert!(faults.len() > 200);
    // A few at a time: what is late because of the others is no stall.
    let outcomes = futures_util::stream::iter(faults).map(difference).buffer_unordered(12);
    let differences: Vec<String> = outcomes.filter_map(async |difference| difference).collect().await;
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
