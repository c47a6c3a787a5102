//! From a server of the lab to its cause: what `probe` keeps is what `diagnose` settles, for every situation that a
//! prober can meet. The likeliest cause is the right one, and what cannot be it is named.

use serde_json::Value;
use verifail_lab::{Clear, Consent, LabOptions, Running, serve_default_host, serve_starttls};

use crate::probe::Lab;
use crate::verifail_in;

/// What `diagnose` says of what `probe` kept.
fn settled(lab: &Lab, running: &Running, more: &[&str]) -> Value {
    let mut arguments = vec!["--save", "capture.json", "--overwrite", "--parallel", "4"];
    arguments.extend(more);
    if !more.contains(&"--samples") {
        arguments.extend(["--samples", "10"]);
    }
    lab.probe(running, &arguments);
    let ran = verifail_in(&lab.directory, &["diagnose", "capture.json", "--json"]);
    assert!(matches!(ran.code, Some(0 | 1 | 3)), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Fails unless that cause is on top, and that other one is struck out with the evidence for it.
#[track_caller]
fn expect(of: &str, report: &Value, cause: &str, excluded: &str) {
    let top = &report["causes"][0];
    assert_eq!(top["code"], cause, "{of}: {top}");
    let causes = report["causes"].as_array().unwrap();
    let struck = causes.iter().find(|one| one["code"] == excluded).unwrap_or_else(|| panic!("{of}: {report}"));
    assert_eq!(struck["state"], "excluded", "{of}: {excluded}: {struck}");
    assert!(!struck["excluded_by"].as_array().unwrap().is_empty(), "{of}: {excluded} without a ground");
}

#[test]
fn a_good_server_leaves_nothing_to_settle() {
    let lab = Lab::new("settled-good");
    let report = settled(&lab, &lab.start("good"), &[]);
    assert!(report["conclusion"].is_null() && report["next_test"].is_null(), "{report}");
}

#[test]
fn a_faulty_certificate_ends_in_what_is_wrong_with_it() {
    let lab = Lab::new("settled-certificates");
    // Not among them: `missing-upper-intermediate`. Who sees a chain end below an issuer that is not sent cannot tell a
    // root that it does not know from an intermediate that is missing.
    for (fault, cause) in [
        ("expired", "out-of-date"),
        ("expired-long-ago", "out-of-date"),
        ("expired-intermediate", "out-of-date"),
        ("not-yet-valid", "out-of-date"),
        ("not-yet-valid-intermediate", "out-of-date"),
        ("wrong-name", "other-names"),
        ("name-of-a-subdomain", "other-names"),
        ("wildcard-below", "other-names"),
        ("name-as-suffix", "other-names"),
        ("wrong-address", "other-names"),
        ("address-as-name", "other-names"),
        ("no-subject-alt-name", "other-names"),
        ("other-kinds-of-names", "other-names"),
        ("unknown-ca", "private-authority"),
        ("untrusted-root-included", "private-authority"),
        ("self-signed", "unfit-certificate"),
        ("missing-intermediate", "missing-intermediate"),
        ("missing-intermediate-named", "missing-intermediate"),
        ("wrong-intermediate", "missing-intermediate"),
        ("client-auth-only", "wrong-purpose"),
        ("client-auth-only-intermediate", "wrong-purpose"),
        ("any-purpose-only", "wrong-purpose"),
        ("unknown-purpose-only", "wrong-purpose"),
        ("code-signing-only", "wrong-purpose"),
        ("empty-purposes", "wrong-purpose"),
        ("ca-as-end-entity", "unfit-certificate"),
        ("issuer-is-no-ca", "unfit-certificate"),
        ("issuer-without-basic-constraints", "unfit-certificate"),
        ("path-length", "unfit-certificate"),
        ("too-long-chain", "unfit-certificate"),
        ("name-outside-permitted", "unfit-certificate"),
        ("name-inside-excluded", "unfit-certificate"),
        ("unknown-critical-extension", "unfit-certificate"),
        ("unknown-critical-extension-intermediate", "unfit-certificate"),
        ("truncated-certificate", "unfit-certificate"),
        ("bad-subject-alt-name", "unfit-certificate"),
        ("duplicate-extension", "unfit-certificate"),
        ("ber-boolean", "unfit-certificate"),
        ("long-form-length", "unfit-certificate"),
        ("version-1", "unfit-certificate"),
        ("bad-signature", "unfit-certificate"),
        ("bad-signature-intermediate", "unfit-certificate"),
        ("signed-by-another-key", "unfit-certificate"),
        ("root-of-the-same-name", "unfit-certificate"),
        ("sha1-signature", "unfit-certificate"),
        ("weak-key", "unfit-certificate"),
        ("unknown-signature-algorithm", "unsupported-algorithm"),
    ] {
        expect(fault, &settled(&lab, &lab.start(fault), &[]), cause, "no-evaluation");
    }
}

#[test]
fn what_is_no_certificates_fault_is_not_laid_to_one() {
    let lab = Lab::new("settled-handshakes");
    for (fault, cause) in [
        ("plain-http", "not-tls"),
        ("ssh", "not-tls"),
        ("only-tls-1-0", "negotiation"),
        ("alert-handshake-failure", "negotiation"),
        ("alert-unrecognized-name", "negotiation"),
        ("client-certificate-required", "client-certificate"),
        ("reset-before-server-hello", "broken-connection"),
        ("eof-after-server-hello", "broken-connection"),
        ("alert-internal-error", "peer-fault"),
    ] {
        expect(fault, &settled(&lab, &lab.start(fault), &[]), cause, "no-evaluation");
    }
}

#[test]
fn nodes_sessions_names_and_clocks_are_told_apart() {
    let lab = Lab::new("settled-situations");
    let fleet = settled(&lab, &lab.start("fleet-one-of-five-expired"), &["--samples", "40"]);
    expect("fleet", &fleet, "mixed-fleet", "wrong-clock");

    let sessions = settled(&lab, &lab.start("any-session"), &["--also-name", "neighbour.example"]);
    expect("sessions", &sessions, "session-mix-up", "mixed-fleet");

    let default_host = lab.runtime.block_on(serve_default_host(&LabOptions::default())).unwrap();
    lab.trust(&default_host);
    let default_host = settled(&lab, &default_host, &["--no-sni", "--sni", "localhost"]);
    expect("server_name", &default_host, "default-certificate", "out-of-date");

    let clock = settled(&lab, &lab.start("good"), &["--time", "2040-01-01T00:00:00Z", "--head"]);
    expect("clock", &clock, "wrong-clock", "out-of-date");
}

#[test]
fn a_proxy_is_told_from_the_server_behind_it() {
    let lab = Lab::new("settled-proxies");
    for (fault, cause, excluded) in [
        ("proxy-client-auth-only-node", "interception-malformed", "wrong-purpose"),
        ("proxy-client-auth-only-node-transparent", "interception-malformed", "wrong-purpose"),
        ("proxy-unknown-ca", "interception", "no-evaluation"),
        ("proxy-authentication-required", "proxy-refuses", "interception"),
    ] {
        expect(fault, &settled(&lab, &lab.start(fault), &["--samples", "12"]), cause, excluded);
    }
}

#[test]
fn a_protocol_that_refuses_to_change_to_tls_is_no_certificate_either() {
    let lab = Lab::new("settled-starttls");
    for (protocol, clear) in
        [("imap", Clear::Imap), ("ldap", Clear::Ldap), ("postgres", Clear::Postgres), ("smtp", Clear::Smtp)]
    {
        let serve = |consent| lab.runtime.block_on(serve_starttls(clear, consent, &LabOptions::default())).unwrap();
        let gives = serve(Consent::Gives);
        lab.trust(&gives);
        let report = settled(&lab, &gives, &["--starttls", protocol]);
        assert!(report["next_test"].is_null(), "{protocol}: {report}");
        let refuses = settled(&lab, &serve(Consent::Refuses), &["--starttls", protocol]);
        expect(protocol, &refuses, "not-tls", "out-of-date");
    }
}
