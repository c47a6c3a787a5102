//! Every fault and a plain rustls client: what the client prints is classified as the catalogue says.

use std::sync::Arc;

use tokio::sync::Semaphore;
use verifail::Rejection;
use verifail::classification::{Evidence, classify};
use verifail_lab::{Fault, LabOptions, catalogue};

use crate::client;

/// Faults of which a text of rustls says the wrong role: `peer sent no certificates` is read as a server's words, who
/// says it far more often.
const INCORRECT_ROLE: &[&str] = &["no-certificates"];

/// Whether a text says the same of who refuses whom, or less: rustls words alerts about certificates alike on either
/// side, and a client that speaks plaintext has only the server's own words.
fn says_no_more(said: Rejection, fault: &Fault) -> bool {
    let refused = fault.expected.rejection == Rejection::ServerRejectsUs;
    said == fault.expected.rejection
        || (refused && said == Rejection::PeerRejectsUs)
        || (refused && fault.needs.plain && said == Rejection::WeRejectClient)
}

/// What differs, in a line; nothing where all is as expected.
async fn difference(fault: &'static Fault) -> Option<String> {
    let running = match fault.start(&LabOptions::default()).await {
        Ok(running) => running,
        Err(error) => return Some(format!("{fault:?} does not start: {error}")),
    };
    let expected = fault.expected;
    let text = match (client::ask(&running).await, expected.rustls) {
        (Ok(answer), None) if answer.starts_with(b"HTTP/1.1 200") => return None,
        (Ok(answer), _) => client::told(&answer),
        (Err(error), _) => error.to_string(),
    };
    let diagnosis = classify(&Evidence::text(&text));
    let got = (diagnosis.reason, diagnosis.hop, diagnosis.retry);
    let wanted = (expected.rustls, expected.hop, expected.retry);
    if got != wanted {
        return Some(format!("{fault:?}: {got:?} and not {wanted:?}, of {text:?}"));
    }
    let right = says_no_more(diagnosis.rejection, fault);
    let excepted = INCORRECT_ROLE.contains(&fault.name);
    (right == excepted).then(|| {
        format!("{fault:?}: {} and not {}, excepted: {excepted}, of {text:?}", diagnosis.rejection, expected.rejection)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_is_told_by_a_plain_client_as_the_catalogue_says() {
    // A few at a time: the handshakes of all of them at once are slow enough to be taken for stalls.
    let room = Arc::new(Semaphore::new(8));
    let meet = |fault: &'static Fault| {
        let room = Arc::clone(&room);
        tokio::spawn(async move {
            let _permit = room.acquire().await.unwrap();
            difference(fault).await
        })
    };
    let tasks: Vec<_> = catalogue().iter().map(meet).collect();
    let mut differences = Vec::new();
    for task in tasks {
        differences.extend(task.await.unwrap());
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
