//! The programs of this machine meet the faults of the lab: what they print is classified as the catalogue says.
//!
//! `VERIFAIL_LAB_CLIENTS=all` lets every client that is installed meet every fault, as `cargo xtask lab` does: minutes.

use verifail_conformance::lab::{Args, faults, keeps_apart, run};

/// Clients that are quick to start, of two engines.
const QUICK: [&str; 3] = ["curl", "gnutls-cli", "openssl s_client"];

#[test]
fn what_clients_print_of_every_fault_is_classified_as_the_catalogue_says() {
    let all = std::env::var_os("VERIFAIL_LAB_CLIENTS").is_some_and(|value| value == "all");
    let client = if all { Vec::new() } else { QUICK.map(str::to_owned).to_vec() };
    if !all {
        eprintln!("{QUICK:?} only: VERIFAIL_LAB_CLIENTS=all for every client");
    }
    let report = run(&Args { client, ..Args::default() }).unwrap();
    for name in &report.absent {
        eprintln!("SKIPPED: {name} is not installed");
    }
    for (name, met) in &report.clients {
        // All that it can be told of and notice: what it cannot is in `lab::reach`, argued.
        let within = faults().filter(|fault| keeps_apart(name, fault).is_none()).count();
        assert_eq!(*met, within, "{name}");
    }
    assert!(report.differences.is_empty(), "{}", report.differences.join("\n"));
}
