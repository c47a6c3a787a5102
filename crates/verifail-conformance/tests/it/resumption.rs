//! Sessions of one configuration or name are resumed under another by the clients that are known to, and by no other.

use verifail_conformance::resumption::{CLIENTS, PAIRS, Report, VERSIONS, run};

fn report() -> Report {
    let report = run(CLIENTS).expect("the servers start");
    eprintln!("{report}");
    for (client, why) in &report.absent {
        eprintln!("SKIPPED: {client}: {why}: nothing is known of its sessions");
    }
    report
}

#[test]
fn what_is_resumed_is_what_a_fresh_handshake_would_accept_but_for_known_clients() {
    let report = report();
    assert_eq!(report.differences, [""; 0]);
    let ours = report.answers.iter().filter(|((client, ..), _)| *client == "verifail-rustls");
    assert_eq!(ours.clone().count(), PAIRS.len() * VERSIONS.len());
    assert!(ours.clone().all(|(_, answer)| !answer.is_violation()));
    // The positive control: without it nothing is measured.
    let of_openssl = report.violations().filter(|(client, ..)| *client == "openssl").count();
    assert!(of_openssl == 6 || report.absent.iter().any(|(client, _)| *client == "openssl"), "{of_openssl}");
}
