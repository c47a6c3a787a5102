//! The verifier that records costs a handshake next to nothing beside the one of rustls that it records: counted, in
//! one run of callgrind, and in allocations.
//!
//! callgrind runs this very program, told to do the work and nothing else. Where it is not installed, that part is
//! skipped and says so.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::aws_lc_rs;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail_benches::chains::{self, World};
use verifail_benches::issuing::{Algorithm, HOST, NOW};
use verifail_http::tls::{Anchors, Roots, TlsSettings};

/// What recording may cost, over the stock verifier's instructions.
const LIMIT: f64 = 1.05;
/// The keys of a chain; of these the signatures are cheapest, RSA's, and usual, P-256's.
const KEYS: [Algorithm; 2] = [Algorithm::P256, Algorithm::Rsa2048];

fn stock(world: &World) -> Arc<dyn ServerCertVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(world.anchors.iter().map(|der| CertificateDer::from(der.as_slice())));
    let provider = Arc::new(aws_lc_rs::default_provider());
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap()
}

fn recording(world: &World) -> Arc<dyn ServerCertVerifier> {
    let anchors = world.anchors.iter().map(|der| CertificateDer::from(der.clone()));
    let settings = TlsSettings::new().roots(Roots::None).anchors(Anchors::of(anchors).unwrap());
    settings.verifier().unwrap()
}

/// One handshake's verification.
fn verify(verifier: &dyn ServerCertVerifier, world: &World) {
    let end_entity = CertificateDer::from(world.end_entity.as_slice());
    let intermediates: Vec<_> = world.intermediates.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let (name, now) = (ServerName::try_from(HOST).unwrap(), Duration::from_secs(NOW.unsigned_abs()));
    verifier.verify_server_cert(&end_entity, &intermediates, &name, &[], UnixTime::since_unix_epoch(now)).unwrap();
}

/// What callgrind looks for by name.
#[inline(never)]
fn measured(verifier: &dyn ServerCertVerifier, world: &World) {
    verify(std::hint::black_box(verifier), std::hint::black_box(world));
}

/// What is counted: of each chain the stock verifier's work, once to begin with, and then the one's that records.
#[test]
fn both_verifiers_accept_what_they_are_compared_on() {
    for keys in KEYS {
        let world = chains::good(keys);
        // callgrind learns of the function when it is entered first, and what is made once is made then.
        for verifier in [stock(&world), stock(&world), recording(&world)] {
            verify(&*verifier, &world);
            measured(&*verifier, &world);
        }
    }
}

#[test]
fn recording_costs_a_twentieth_of_a_verification_at_most() {
    let probe = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !probe.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: instructions are counted by valgrind, which is not installed: apt-get install valgrind");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let mut command = Command::new("valgrind");
    command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", directory.path().join("out").display()));
    command.args(["--zero-before=it::recorder::measured", "--dump-after=it::recorder::measured"]);
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "recorder::both_verifiers_accept_what_they_are_compared_on", "--test-threads=1"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let count = |number: usize| -> f64 {
        let dump = std::fs::read_to_string(directory.path().join(format!("out.{number}"))).unwrap();
        dump.lines().find_map(|line| line.strip_prefix("summary: ")).unwrap().trim().parse().unwrap()
    };
    for (at, keys) in KEYS.iter().enumerate() {
        let (stock, recording) = (count(3 * at + 2), count(3 * at + 3));
        println!("{}: {recording} instructions, of the stock verifier {stock}", keys.name());
        // The control: there is something to count, and not the same thing twice.
        assert!(stock > 50_000.0 && recording > stock, "{stock} {recording}");
        assert!(recording / stock <= LIMIT, "{}: {}", keys.name(), recording / stock);
    }
}
