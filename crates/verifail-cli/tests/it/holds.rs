//! What a report claims to hold, and what it keeps silent about.

use std::fs;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair,
    NameConstraints,
};

use crate::{scratch, verifail_in, verify_demo, with_demo_files};

/// A root, a CA limited to `permitted`, and a server certificate for shop.example.
fn constrained_chain(directory: &Path, permitted: &str) {
    let ca = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        (params, KeyPair::generate().expect("a key"))
    };
    let ((root, root_key), (mut issuing, issuing_key)) = (ca("Root"), ca("Issuing"));
    issuing.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName(permitted.to_owned())],
        excluded_subtrees: Vec::new(),
    });
    let mut server = CertificateParams::new(vec!["shop.example".to_owned()]).expect("a name");
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let server_key = KeyPair::generate().expect("a key");
    let server = server.signed_by(&server_key, &Issuer::from_params(&issuing, &issuing_key)).expect("issued");
    let issuing = issuing.signed_by(&issuing_key, &Issuer::from_params(&root, &root_key)).expect("issued");
    fs::write(directory.join("chain.pem"), format!("{}{}", server.pem(), issuing.pem())).expect("written");
    fs::write(directory.join("root.pem"), root.self_signed(&root_key).expect("issued").pem()).expect("written");
}

#[test]
fn name_constraints_hold_only_where_they_were_applied_and_kept() {
    let claim = "within name constraints";
    let ask = |permitted: &str| {
        let directory = scratch(&format!("constrained-{permitted}"));
        constrained_chain(&directory, permitted);
        let arguments = ["verify", "chain.pem", "--anchors", "root.pem", "--name", "shop.example"];
        verifail_in(&directory, &[&arguments[..], &["--time", "2026-11-21T00:00:00Z", "--brief"]].concat())
    };
    let kept = ask("example").expect_code(0).stdout;
    // Of the end entity, below the CA that sets them; not of that CA itself.
    assert_eq!(kept.matches(claim).count(), 1, "{kept}");
    assert!(!ask("corp.example").expect_code(1).stdout.contains(claim));
    let directory = with_demo_files("unconstrained");
    assert!(!verify_demo(&directory, "good", "shop.example", &[]).expect_code(0).stdout.contains(claim));
}

#[test]
fn nothing_is_claimed_that_was_let_pass() {
    let directory = with_demo_files("let-pass");
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--relax", "all", "--brief"]).expect_code(0);
    let end_entity =
        ran.stdout.lines().find(|line| line.contains("purpose permitted") && line.starts_with("           "));
    let held = end_entity.unwrap_or_else(|| panic!("no line of what holds in {}", ran.stdout));
    assert!(!held.contains("within validity") && !held.contains("name matches"), "{held}");
}

#[test]
fn an_unreadable_certificate_claims_nothing_but_its_signature() {
    let directory = with_demo_files("unreadable");
    let pem = fs::read(directory.join("good.pem")).expect("written by the demo");
    let bundle = verifail::Bundle::read_default(&pem).expect("certificates");
    let mut der = bundle.certificates()[0].der().to_vec();
    // The subject alternative name's OCTET STRING holds a SEQUENCE; another tag makes the extension undecodable.
    let at = der.windows(5).position(|w| w == [0x06, 0x03, 0x55, 0x1d, 0x11]).expect("subjectAltName is there");
    der[at + 7] = 0x31;
    fs::write(directory.join("good.pem"), &der).expect("written");
    let report = verify_demo(&directory, "good", "shop.example", &["--brief"]).expect_code(1).stdout;
    assert!(report.contains("malformed"), "{report}");
    assert!(!report.contains("✓ within validity"), "{report}");
}
