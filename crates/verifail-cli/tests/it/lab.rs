//! `verifail lab`: the catalogue as a list, and faults that are served until standard input ends.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpStream;
use std::process::Stdio;

use super::{command, run};

#[test]
fn the_list_has_every_fault_with_what_it_must_be_diagnosed_as() {
    let ran = run(command(&["lab", "list"]), b"").expect_code(0);
    for fault in verifail_lab::catalogue() {
        assert!(ran.stdout.contains(&format!("  {} ", fault.name)), "{fault:?}");
    }
    let ran = run(command(&["lab", "list", "--family", "validity", "--json"]), b"").expect_code(0);
    let listed: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let expired = listed.as_array().unwrap().iter().find(|fault| fault["name"] == "expired").unwrap();
    assert_eq!((&expired["reasons"][0], &expired["retry"]), (&"expired".into(), &"never".into()));
    assert_eq!((&expired["hop"], &expired["role"]), (&"direct".into(), &"we-reject-server".into()));
}

#[test]
fn a_name_that_is_none_is_an_error_that_says_where_names_are() {
    for arguments in [&["lab", "start", "no-such-fault"][..], &["lab", "list", "--family", "no-such-family"]] {
        let ran = run(command(arguments), b"").expect_code(2);
        assert!(
            ran.stderr.contains("no such f") || ran.stderr.contains("`verifail lab list` has them"),
            "{}",
            ran.stderr
        );
    }
    let ran = run(command(&["lab", "start", "good", "expired", "--port", "40000"]), b"").expect_code(2);
    assert!(ran.stderr.contains("one port is for one fault"), "{}", ran.stderr);
}

#[test]
fn faults_are_served_until_standard_input_ends() {
    let mut command = command(&["lab", "start", "good", "expired", "--print-ca", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut json = String::new();
    while !json.ends_with("\n]\n") && stdout.read_line(&mut json).unwrap() > 0 {}
    let served: serde_json::Value = serde_json::from_str(&json).unwrap();
    let served = served.as_array().unwrap();
    assert_eq!(served.len(), 2);
    for fault in served {
        let address = fault["address"].as_str().unwrap();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        TcpStream::connect(address).unwrap();
        let ca = std::fs::read_to_string(fault["ca"].as_str().unwrap()).unwrap();
        assert_eq!(ca, fault["ca_pem"].as_str().unwrap());
        assert!(fault["command"].as_str().unwrap().starts_with("curl -sS --cacert "));
    }
    drop(child.stdin.take());
    stdout.read_to_string(&mut json).unwrap();
    assert!(child.wait().unwrap().success());
    for fault in served {
        assert!(TcpStream::connect(fault["address"].as_str().unwrap()).is_err(), "it still listens");
        assert!(!std::path::Path::new(fault["ca"].as_str().unwrap()).exists(), "the files are left");
    }
}

#[test]
fn an_address_that_others_reach_is_warned_of() {
    let ran = run(command(&["lab", "start", "good", "--listen", "0.0.0.0"]), b"").expect_code(0);
    assert!(ran.stderr.contains("WARNING: listening at 0.0.0.0"), "{}", ran.stderr);
    assert!(ran.stdout.contains("curl -sS --cacert "), "{}", ran.stdout);
}

/// What is lost without, of 48 calls, and what each is diagnosed as.
const INCIDENTS: [(&str, usize, &[&str]); 4] = [
    ("deploy-rotation", 12, &["expired", "bad-signature", "handshake-reset"]),
    ("envoy-session", 17, &["name-mismatch"]),
    ("inspected-egress", 16, &["eku-missing-or-wrong"]),
    ("sandbox-trust", 48, &["trust-service-unavailable"]),
];

#[test]
fn every_incident_is_lost_without_and_survived_with() {
    for (name, lost, reasons) in INCIDENTS {
        let ran = run(command(&["lab", "incident", name, "--calls", "48"]), b"").expect_code(0);
        assert!(ran.stdout.contains(&format!("{lost} of 48 calls lost")), "{name}: {}", ran.stdout);
        assert!(ran.stdout.contains("0 of 48 calls lost (0 %)"), "{name}: {}", ran.stdout);
        for reason in reasons {
            assert!(ran.stdout.contains(&format!("  {reason}: ")), "{name}, {reason}: {}", ran.stdout);
        }
    }
}
