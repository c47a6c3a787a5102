//! Records: bounded, of the right connection, and with more to say than the error.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, Error, ServerConfig};
use verifail::{Certificate, Hop, Reason, Rejection, RetryAdvice, Stack};
use verifail_rustls::{
    Anchors, Client, Decision, MAX_CHAIN_CERTIFICATES, MAX_CHAIN_OCTETS, RecordingVerifier, Roots, TlsSettings,
    diagnosis,
};

use crate::authority::{Authority, Issued, NOW, at};
use crate::clock::{Clock, instant};
use crate::handshake::connect;

fn name(name: &'static str) -> ServerName<'static> {
    ServerName::try_from(name).unwrap()
}

fn settings(authority: &Authority) -> TlsSettings {
    TlsSettings::new().roots(Roots::None).anchors(Anchors::of([authority.der()]).unwrap()).time(Clock::new())
}

fn server(issued: &Issued) -> Arc<ServerConfig> {
    let builder = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    Arc::new(builder.with_single_cert(issued.chain.clone(), issued.key()).unwrap())
}

fn verify(verifier: &RecordingVerifier, chain: &[CertificateDer<'_>], to: &ServerName<'_>) -> Result<(), Error> {
    verifier.verify_server_cert(&chain[0], &chain[1..], to, &[], instant(NOW)).map(drop)
}

#[test]
fn a_refused_handshake_is_explained_by_all_its_reasons() {
    let (ours, theirs) = (Authority::new("Ours"), Authority::new("Theirs"));
    let issued = theirs.issue("other.example", |params| params.not_after = at(NOW - 1));
    let client = settings(&ours).client().unwrap();
    let to = name("asked.example");
    let error = connect(&client.config, &server(&issued), &to).unwrap_err();
    assert!(error.to_string().starts_with("invalid peer certificate: certificate expired"), "{error}");
    let record = client.recorder.matching(&to, &error).unwrap();
    // rustls has one reason, and not the most precise.
    assert_eq!(record.reasons(), [Reason::UnknownIssuer, Reason::Expired, Reason::NameMismatch]);
    let wrapped = std::io::Error::new(std::io::ErrorKind::InvalidData, error.clone());
    let explained = client.recorder.explain(&to, &wrapped);
    assert_eq!(explained.reason, Some(Reason::UnknownIssuer));
    assert_eq!(explained.also, [Reason::Expired, Reason::NameMismatch]);
    assert_eq!((explained.stack, explained.hop), (Some(Stack::Rustls), Hop::Direct));
    assert_eq!((explained.rejection, explained.retry), (Rejection::WeRejectServer, RetryAdvice::Never));
    let fingerprint = Certificate::from_der(&issued.chain[0]).unwrap().fingerprint();
    assert_eq!(record.fingerprint(), Some(fingerprint));
    assert_eq!(
        record.to_string(),
        format!("#1 asked.example refused: unknown-issuer, expired, name-mismatch; end entity sha256 {fingerprint}")
    );
    assert_eq!(record.report().unwrap().decision, "reject");
    // For another name there is no record, and the error speaks for itself.
    assert_eq!(client.recorder.explain(&name("elsewhere.example"), &error), diagnosis(&error));
}

#[test]
fn an_accepted_handshake_is_recorded_with_its_chain() {
    let authority = Authority::new("Ours");
    let issued = authority.issue("asked.example", |_| {});
    let client = settings(&authority).client().unwrap();
    connect(&client.config, &server(&issued), &name("asked.example")).unwrap();
    let record = client.recorder.latest(&name("asked.example")).unwrap();
    assert!(matches!(record.decision(), Decision::Accepted) && record.reasons().is_empty());
    assert_eq!(record.diagnosis().reason, Some(Reason::TlsNotFailure));
    assert!(record.chain().certificates().eq(issued.chain.iter().map(|der| der.as_ref())));
    assert_eq!(record.report().unwrap().decision, "accept");
}

#[test]
fn the_alert_that_a_server_sees_is_the_one_of_rustls() {
    let (ours, theirs) = (Authority::new("Ours"), Authority::new("Theirs"));
    let mut roots = rustls::RootCertStore::empty();
    roots.add(ours.der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let plain = ClientConfig::builder_with_details(provider, Clock::new()).with_safe_default_protocol_versions();
    let plain = Arc::new(plain.unwrap().with_root_certificates(roots).with_no_client_auth());
    let client = settings(&ours).client().unwrap();
    for issued in [
        theirs.issue("asked.example", |_| {}),
        ours.issue("other.example", |_| {}),
        ours.issue("asked.example", |params| params.not_after = at(NOW - 1)),
    ] {
        let to = name("asked.example");
        let server = server(&issued);
        assert_eq!(connect(&client.config, &server, &to).unwrap_err(), connect(&plain, &server, &to).unwrap_err());
    }
}

#[test]
fn records_are_bounded_and_counted() {
    let authority = Authority::new("Ours");
    let issued = authority.issue("asked.example", |_| {});
    let verifier = settings(&authority).records(3).verifier().unwrap();
    for _ in 0..5 {
        verify(&verifier, &issued.chain, &name("asked.example")).unwrap();
    }
    let recorder = verifier.recorder();
    let kept: Vec<_> = recorder.records().iter().map(|record| record.sequence()).collect();
    assert_eq!((recorder.count(), kept), (5, vec![3, 4, 5]));
    recorder.clear();
    assert_eq!((recorder.count(), recorder.records().len()), (5, 0));
    let none = settings(&authority).records(0).verifier().unwrap();
    verify(&none, &issued.chain, &name("asked.example")).unwrap();
    assert_eq!((none.recorder().count(), none.recorder().records().len()), (1, 0));
}

#[test]
fn a_chain_is_kept_within_its_bounds() {
    let authority = Authority::new("Ours");
    let issued = authority.issue("asked.example", |_| {});
    let verifier = settings(&authority).verifier().unwrap();
    let kept = |strangers: usize, size: usize| {
        let mut chain = issued.chain.clone();
        chain.extend((0..strangers).map(|_| CertificateDer::from(vec![0; size])));
        let _ = verify(&verifier, &chain, &name("asked.example"));
        let record = verifier.recorder().latest(&name("asked.example")).unwrap();
        let octets: usize = record.chain().certificates().map(<[u8]>::len).sum();
        assert!(octets <= MAX_CHAIN_OCTETS && record.chain().sent() == 1 + strangers);
        (record.chain().certificates().count(), record.chain().is_whole())
    };
    assert_eq!(kept(0, 0), (1, true));
    assert_eq!(kept(MAX_CHAIN_CERTIFICATES - 1, 10), (MAX_CHAIN_CERTIFICATES, true));
    assert_eq!(kept(MAX_CHAIN_CERTIFICATES, 10), (MAX_CHAIN_CERTIFICATES, false));
    assert_eq!(kept(2, 60_000), (2, false));
    assert_eq!(kept(1, 100_000), (1, false));
}

#[test]
fn a_record_is_of_the_connection_that_it_was_made_in() {
    let authority = Authority::new("Ours");
    let issued: Vec<_> = (0..4).map(|_| authority.issue("asked.example", |_| {})).collect();
    let client: Client = settings(&authority).resumption(false).client().unwrap();
    std::thread::scope(|scope| {
        for issued in &issued {
            let client = &client;
            scope.spawn(move || {
                let (server, to) = (server(issued), name("asked.example"));
                for _ in 0..10 {
                    let (connected, record) = client.recorder.during(|| connect(&client.config, &server, &to));
                    connected.unwrap();
                    let record = record.unwrap();
                    assert!(record.chain().certificates().next() == Some(issued.chain[0].as_ref()));
                }
            });
        }
    });
    assert_eq!(client.recorder.count(), 40);
}

#[test]
fn a_panic_leaves_no_watch_behind_and_each_recorder_is_heard_by_itself() {
    let authority = Authority::new("Ours");
    let issued = authority.issue("asked.example", |_| {});
    let (one, other) = (settings(&authority).verifier().unwrap(), settings(&authority).verifier().unwrap());
    let verify = |verifier: &RecordingVerifier| verify(verifier, &issued.chain, &name("asked.example")).unwrap();
    let ((), outer) = one.recorder().during(|| {
        verify(&one);
        let panicked = catch_unwind(AssertUnwindSafe(|| other.recorder().during(|| panic!("a part that panics"))));
        assert!(panicked.is_err());
        let ((), inner) = other.recorder().during(|| verify(&one));
        assert!(inner.is_none());
        let ((), inner) = one.recorder().during(|| ());
        assert!(inner.is_none(), "what was made before is none of its");
        verify(&other);
    });
    assert_eq!(outer.unwrap().sequence(), 2, "its newest, whatever others made meanwhile");
}

#[test]
fn an_error_of_a_policy_names_the_policy_and_its_reasons() {
    let authority = Authority::new("Ours");
    let issued = authority.issue("asked.example", |params| params.not_after = at(NOW + 90_000_000));
    let verifier = settings(&authority).policy("apple-tls-server").unwrap().verifier().unwrap();
    let error = verify(&verifier, &issued.chain, &name("asked.example")).unwrap_err();
    assert!(matches!(error, Error::InvalidCertificate(CertificateError::Other(_))));
    assert!(error.to_string().contains("ValidityTooLong"), "{error}");
    assert_eq!(diagnosis(&error).reason, Some(Reason::ValidityTooLong));
    let record = verifier.recorder().latest(&name("asked.example")).unwrap();
    assert_eq!((record.policy().name(), record.reasons()), ("apple-tls-server", [Reason::ValidityTooLong].as_slice()));
}

#[test]
fn a_handshake_whose_signature_is_refused_is_on_record_as_refused() {
    use rustls::DigitallySignedStruct;
    use rustls::internal::msgs::codec::{Codec as _, Reader};

    let authority = Authority::new("Ours");
    let verifier = settings(&authority).verifier().unwrap();
    let to = name("server.example");
    // What no key signed, as ECDSA with P-256 and SHA-256.
    let unsigned = [4, 3, 0, 8, 0x30, 6, 2, 1, 1, 2, 1, 1];
    let unsigned = DigitallySignedStruct::read(&mut Reader::init(&unsigned)).unwrap();
    let issued = authority.issue("server.example", |_| {});
    verify(&verifier, &issued.chain, &to).unwrap();
    let record = verifier.recorder().latest(&to).unwrap();
    assert!(record.is_accepted() && record.reasons().is_empty());
    let error = verifier.verify_tls13_signature(b"message", &issued.chain[0], &unsigned).unwrap_err();
    assert!(!record.is_accepted() && record.report().is_some());
    assert_eq!((record.reasons(), record.error()), ([Reason::BadSignature].as_slice(), Some(&error)));
    assert!(record.to_string().contains("refused by the handshake's signature: bad-signature"), "{record}");
    assert_eq!(verifier.recorder().explain(&to, &error).reason, Some(Reason::BadSignature));
}
