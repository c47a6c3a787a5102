//! Every fault and a plain rustls client: what the client prints is classified as the catalogue says.

use verifail::classification::{Evidence, classify};
use verifail_lab::{Fault, LabOptions, catalogue};

use crate::client;

/// What differs, in a line; nothing where all is as expected.
async fn difference(fault: &'static Fault) -> Option<String> {
    let running = match fault.start(&LabOptions::default()).await {
        Ok(running) => running,
        Err(error) => return Some(format!("{fault:?} does not start: {error}")),
    };
    let expected = fault.expected;
    match (client::ask(&running).await, expected.rustls) {
        (Ok(answer), None) if answer.starts_with(b"HTTP/1.1 200") => None,
        (Ok(answer), _) => {
            Some(format!("{fault:?}: answered {:?}", String::from_utf8_lossy(&answer[..answer.len().min(60)])))
        }
        (Err(error), said) => {
            let text = error.to_string();
            let diagnosis = classify(&Evidence::text(&text));
            let got = (diagnosis.reason, diagnosis.hop, diagnosis.retry, diagnosis.rejection);
            let wanted = (said, expected.hop, expected.retry, expected.rejection);
            (got != wanted).then(|| format!("{fault:?}: {got:?} and not {wanted:?}, of {text:?}"))
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_is_told_by_a_plain_client_as_the_catalogue_says() {
    let tasks: Vec<_> = catalogue().iter().map(|fault| tokio::spawn(difference(fault))).collect();
    let mut differences = Vec::new();
    for task in tasks {
        differences.extend(task.await.unwrap());
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
