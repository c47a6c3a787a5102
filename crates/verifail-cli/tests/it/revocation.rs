//! `--crl`: revoked, not revoked, unknown.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};

use crate::{AT, Ran, scratch, verifail_in};

/// A root, a server certificate directly below it, and the root's CRLs with and without that certificate.
fn files(name: &str) -> PathBuf {
    let directory = scratch(name);
    let mut root = CertificateParams::default();
    root.distinguished_name.push(DnType::CommonName, "Root");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let root_key = KeyPair::generate().expect("a key");
    let issuer = Issuer::from_params(&root, &root_key);
    let mut server = CertificateParams::new(vec!["shop.example".to_owned()]).expect("a name");
    server.serial_number = Some(SerialNumber::from(4711));
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let server = server.signed_by(&KeyPair::generate().expect("a key"), &issuer).expect("issued");
    let crl = |serial: u64| {
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 11, 1),
            next_update: date_time_ymd(2026, 12, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![RevokedCertParams {
                serial_number: SerialNumber::from(serial),
                revocation_time: date_time_ymd(2026, 11, 1),
                reason_code: None,
                invalidity_date: None,
            }],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&issuer).expect("issued").pem().expect("PEM")
    };
    let put = |name: &str, text: String| fs::write(directory.join(name), text).expect("written");
    put("server.pem", server.pem());
    put("root.pem", root.self_signed(&root_key).expect("issued").pem());
    put("revoked.crl", crl(4711));
    put("other.crl", crl(4712));
    directory
}

fn ask(directory: &Path, more: &[&str]) -> Ran {
    let arguments = ["verify", "server.pem", "--anchors", "root.pem", "--name", "shop.example", "--time", AT];
    verifail_in(directory, &[&arguments[..], more].concat())
}

#[test]
fn a_revoked_certificate_is_refused_and_another_is_said_to_be_not_revoked() {
    let directory = files("revocation");
    let revoked = ask(&directory, &["--crl", "revoked.crl"]).expect_code(1).stdout;
    assert!(revoked.starts_with("not trusted: revoked\n"), "{revoked}");
    assert!(revoked.contains("revocation by 1 CRL"), "{revoked}");
    assert!(!revoked.contains("not revoked"), "{revoked}");
    let good = ask(&directory, &["--crl", "other.crl"]).expect_code(0).stdout;
    assert!(good.contains("not revoked"), "{good}");
    let unchecked = ask(&directory, &[]).expect_code(0).stdout;
    assert!(unchecked.contains("revocation not checked") && !unchecked.contains("not revoked"), "{unchecked}");
}

#[test]
fn a_stale_crl_says_nothing_and_may_be_let_pass() {
    let directory = files("stale");
    let stale = ["--crl", "other.crl", "--time", "2027-02-01T00:00:00Z"];
    let arguments = ["verify", "server.pem", "--anchors", "root.pem", "--name", "shop.example"];
    let refused = verifail_in(&directory, &[&arguments[..], &stale].concat()).expect_code(1).stdout;
    assert!(refused.starts_with("not trusted: revocation-unavailable\n"), "{refused}");
    let allowed = verifail_in(&directory, &[&arguments[..], &stale, &["--allow-unknown-revocation"]].concat());
    let allowed = allowed.expect_code(0).stdout;
    assert!(allowed.starts_with("trusted, with a warning\n") && !allowed.contains("not revoked"), "{allowed}");
}
