//! Revocation lists: who is on one is refused, whom none knows as it is said, and a list that cannot be read is an
//! error.

use std::path::Path;
use std::sync::Arc;

use rcgen::{ExtendedKeyUsagePurpose, SerialNumber};
use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::ServerName;
use rustls::{HandshakeKind, ServerConfig};
use verifail::Reason;
use verifail_rustls::{Anchors, Environment, Roots, SettingsError, TlsSettings, UnknownStatus};

use crate::authority::{Authority, Issued, NOW};
use crate::clock::{Clock, instant};
use crate::handshake::connect;

const SOON: i64 = NOW + 5_000;
const OVERDUE: i64 = NOW - 5;

fn numbered(authority: &Authority, serial: u64) -> Issued {
    authority.issue("server.example", |params| params.serial_number = Some(SerialNumber::from(serial)))
}

fn settings(authority: &Authority, list: &Path) -> TlsSettings {
    let anchors = Anchors::of([authority.der()]).unwrap();
    TlsSettings::new().roots(Roots::None).anchors(anchors).time(Clock::new()).crl_file(list)
}

/// Why a certificate is refused; nothing where it is not.
fn reasons(settings: &TlsSettings, issued: &Issued) -> Vec<Reason> {
    let verifier = settings.verifier().unwrap();
    let name = ServerName::try_from("server.example").unwrap();
    let answer = verifier.verify_server_cert(&issued.chain[0], &issued.chain[1..], &name, &[], instant(NOW));
    let record = &verifier.recorder().records()[0];
    assert_eq!(answer.is_ok(), record.is_accepted(), "{record}");
    assert_eq!(record.diagnosis().reason, record.reasons().first().copied().or(Some(Reason::TlsNotFailure)));
    record.reasons().to_vec()
}

#[test]
fn who_is_on_a_list_is_refused_and_whom_none_knows_as_it_is_said() {
    let (authority, other) = (Authority::new("Ours"), Authority::new("Other"));
    let (good, revoked) = (numbered(&authority, 7), numbered(&authority, 8));
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("lists");
    let write = |octets: &[u8]| std::fs::write(&file, octets).unwrap();
    let check = |good_is: &[Reason], revoked_is: &[Reason], unknown: UnknownStatus, what: &str| {
        let settings = settings(&authority, &file).crl_unknown(unknown);
        assert_eq!(
            (reasons(&settings, &good), reasons(&settings, &revoked)),
            (good_is.into(), revoked_is.into()),
            "{what}"
        );
    };
    let unavailable = &[Reason::RevocationUnavailable][..];
    let list = authority.list(&[8], SOON);
    let both = list.pem().unwrap() + &other.list(&[7], SOON).pem().unwrap();
    for (what, octets) in [("DER", list.der().to_vec()), ("PEM", both.into_bytes())] {
        write(&octets);
        for unknown in [UnknownStatus::Refuse, UnknownStatus::Accept] {
            check(&[], &[Reason::Revoked], unknown, what);
        }
    }
    write(other.list(&[7], SOON).der());
    check(unavailable, unavailable, UnknownStatus::Refuse, "of another issuer");
    check(&[], &[], UnknownStatus::Accept, "of another issuer");
    write(authority.list(&[8], OVERDUE).der());
    check(unavailable, unavailable, UnknownStatus::Refuse, "overdue");
    check(&[], &[Reason::Revoked], UnknownStatus::Accept, "overdue");
}

#[test]
fn relaxing_extended_key_usage_relaxes_no_revocation_and_a_policy_looks_it_up_too() {
    let authority = Authority::new("Ours");
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("lists.pem");
    std::fs::write(&file, authority.list(&[8], SOON).pem().unwrap()).unwrap();
    let for_clients = |serial: u64| {
        authority.issue("server.example", |params| {
            params.serial_number = Some(SerialNumber::from(serial));
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        })
    };
    let relaxed = settings(&authority, &file).dangerously_relax_extended_key_usage();
    assert_eq!(reasons(&relaxed, &for_clients(7)), []);
    assert_eq!(reasons(&relaxed, &for_clients(8)), [Reason::Revoked]);
    let held = settings(&authority, &file).policy("go").unwrap();
    assert_eq!(reasons(&held, &numbered(&authority, 7)), []);
    assert_eq!(reasons(&held, &numbered(&authority, 8)), [Reason::Revoked]);
}

#[test]
fn a_session_ends_when_its_list_has_to_be_replaced() {
    let authority = Authority::new("Ours");
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("lists.pem");
    std::fs::write(&file, authority.list(&[8], SOON).pem().unwrap()).unwrap();
    let issued = numbered(&authority, 7);
    let builder = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let server = Arc::new(builder.with_single_cert(issued.chain.clone(), issued.key()).unwrap());
    let clock = Clock::new();
    let name = ServerName::try_from("server.example").unwrap();
    let client = settings(&authority, &file).time(clock.clone()).client().unwrap();
    let kind = || connect(&client.config, &server, &name);
    assert_eq!(kind().unwrap(), HandshakeKind::Full);
    assert_eq!(kind().unwrap(), HandshakeKind::Resumed);
    clock.set(SOON + 1);
    assert!(kind().unwrap_err().to_string().contains("revocation list"), "what a fresh handshake says");
}

#[test]
fn a_file_of_lists_that_is_missing_empty_or_half_broken_is_an_error_that_says_what_is_where() {
    let authority = Authority::new("Ours");
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("lists");
    let shown = path.display();
    let refused = |octets: &[u8]| {
        std::fs::write(&path, octets).unwrap();
        let environment: Environment = [("APP_CRL_FILE", path.as_os_str())].into_iter().collect();
        let error = TlsSettings::new().environment("APP", &environment).unwrap().client().unwrap_err();
        assert!(matches!(error, SettingsError::RevocationLists { .. }));
        let error = error.to_string();
        error.strip_prefix("APP_CRL_FILE: ").unwrap_or_else(|| panic!("{error}")).to_owned()
    };
    let list = authority.list(&[8], SOON);
    let (der, pem) = (list.der().to_vec(), list.pem().unwrap());
    assert_eq!(refused(b""), format!("no revocation list in {shown}: the file is empty"));
    for none in ["what is this", &authority.pem()] {
        assert_eq!(refused(none.as_bytes()), format!("no revocation list in {shown}: it holds no block X509 CRL"));
    }
    let cut = refused(&der[..der.len() - 1]);
    assert!(cut.starts_with(&format!("{shown}: revocation list 1 of 1: ")), "{cut}");
    let without_end = refused((pem.clone() + pem.split_once("-----END").unwrap().0).as_bytes());
    assert_eq!(without_end, format!("{shown}: revocation list 2: its block of PEM does not end"));
    let lines: Vec<&str> = pem.lines().collect();
    let shortened = [&lines[..1], &lines[2..]].concat().join("\n");
    let half = refused((pem.clone() + &shortened).as_bytes());
    assert!(half.starts_with(&format!("{shown}: revocation list 2 of 2: ")), "{half}");
    std::fs::remove_file(&path).unwrap();
    let missing = settings(&authority, &path).client().unwrap_err().to_string();
    assert!(missing.starts_with(&format!("the program: cannot read {shown}: ")), "{missing}");
    // A typing error does not leave certificates unlooked-up.
    let environment: Environment = [("APP_CRL_FIEL", "x")].into_iter().collect();
    let error = TlsSettings::new().environment("APP", &environment).unwrap_err().to_string();
    assert_eq!(error, "APP_CRL_FIEL: there is no such setting; did you mean APP_CRL_FILE?");
    let environment: Environment = [("APP_CRL_UNKNOWN", "ignore")].into_iter().collect();
    let error = TlsSettings::new().environment("APP", &environment).unwrap_err().to_string();
    assert_eq!(error, "APP_CRL_UNKNOWN: \"ignore\" is not taken, but refuse or accept");
}
