//! With a memory, the verifier answers as it does without one: for every sequence of chains, names and times, beside
//! revocation lists, and in threads.

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair};
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName};
use verifail::cache::CacheLimits;
use verifail_rustls::{Anchors, RecordingVerifier, Roots, TlsSettings};

use crate::authority::{Authority, NOW, at};
use crate::clock::instant;

/// End entities below two CAs of one name and their root; the second CA ends sooner.
struct Pool {
    root: CertificateDer<'static>,
    cas: Vec<CertificateDer<'static>>,
    end_entities: Vec<CertificateDer<'static>>,
}

const NAMES: [&str; 3] = ["a.example", "b.example", "192.0.2.1"];
const TIMES: [i64; 8] = [NOW - 1_001, NOW - 1_000, NOW, NOW + 499, NOW + 500, NOW + 501, NOW + 1_000, NOW + 2_000];

impl Pool {
    fn new() -> Self {
        let ca = |name: &str, not_after| {
            let mut params = CertificateParams::default();
            params.distinguished_name.push(DnType::CommonName, name);
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            (params.not_before, params.not_after) = (at(NOW - 5_000), at(not_after));
            params
        };
        let root = CertifiedIssuer::self_signed(ca("Root", NOW + 9_000), KeyPair::generate().unwrap()).unwrap();
        let key = || KeyPair::generate().unwrap();
        let cas = [NOW + 5_000, NOW + 500]
            .map(|not_after| CertifiedIssuer::signed_by(ca("CA", not_after), key(), &root).unwrap());
        let end_entity = |name: &str, issuer: usize, not_after| {
            let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            (params.not_before, params.not_after) = (at(NOW - 1_000), at(not_after));
            params.signed_by(&key(), &cas[issuer]).unwrap().der().clone()
        };
        let mut end_entities = vec![
            end_entity("a.example", 0, NOW + 1_000),
            end_entity("a.example", 1, NOW + 1_000),
            end_entity("b.example", 0, NOW + 499),
            end_entity("192.0.2.1", 0, NOW + 1_000),
        ];
        // Another signature over what was signed.
        let mut tampered = end_entities[0].to_vec();
        *tampered.last_mut().unwrap() ^= 1;
        end_entities.push(tampered.into());
        let mut sent: Vec<_> = cas.iter().map(|ca| ca.der().clone()).collect();
        let mut tampered = sent[0].to_vec();
        *tampered.last_mut().unwrap() ^= 1;
        sent.push(tampered.into());
        Self { root: root.der().clone(), cas: sent, end_entities }
    }

    fn verifier(&self, limits: CacheLimits) -> Arc<RecordingVerifier> {
        let anchors = Anchors::of([self.root.clone()]).unwrap();
        TlsSettings::new().roots(Roots::None).anchors(anchors).verification_cache(limits).verifier().unwrap()
    }

    fn ask(&self, verifier: &RecordingVerifier, (end_entity, cas, name, time): &Question) -> Result<(), String> {
        let cas: Vec<_> = cas.iter().map(|at| self.cas[*at].clone()).collect();
        let name = ServerName::try_from(NAMES[*name]).unwrap();
        let answer =
            verifier.verify_server_cert(&self.end_entities[*end_entity], &cas, &name, &[], instant(TIMES[*time]));
        answer.map(|_| ()).map_err(|error| format!("{error:?}"))
    }
}

type Question = (usize, Vec<usize>, usize, usize);

fn questions() -> impl Strategy<Value = Vec<Question>> {
    let cas = prop_oneof![3 => Just(vec![0]), 1 => Just(vec![0, 1]), 2 => prop::collection::vec(0..3_usize, 0..3)];
    prop::collection::vec((0..5_usize, cas, 0..NAMES.len(), 0..TIMES.len()), 1..60)
}

fn deterministic(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

const LIMITS: [CacheLimits; 3] = [
    CacheLimits::none().chains(4, Duration::from_secs(600)),
    CacheLimits::none().signatures(2),
    CacheLimits::none().chains(100, Duration::MAX).signatures(100),
];

#[test]
fn answers_are_the_same_with_a_memory_and_without() {
    let pool = Pool::new();
    let plain = pool.verifier(CacheLimits::none());
    for limits in LIMITS {
        let checked = deterministic(60).run(&questions(), |questions| {
            let remembering = pool.verifier(limits);
            for question in &questions {
                prop_assert_eq!(pool.ask(&remembering, question), pool.ask(&plain, question), "{:?}", question);
            }
            Ok(())
        });
        checked.unwrap_or_else(|error| panic!("{limits:?}: {error}"));
    }
}

#[test]
fn threads_that_share_a_verifier_get_the_answers_of_one_without_a_memory() {
    let pool = Pool::new();
    let (plain, remembering) = (pool.verifier(CacheLimits::none()), pool.verifier(LIMITS[0]));
    std::thread::scope(|scope| {
        for first in 0..4 {
            let (pool, plain, remembering) = (&pool, &plain, &remembering);
            scope.spawn(move || {
                for turn in 0..200 {
                    let at = turn * 7 + first;
                    let question = (at % 5, vec![at % 2], at % 3, at % TIMES.len());
                    assert_eq!(pool.ask(remembering, &question), pool.ask(plain, &question), "{question:?}");
                }
            });
        }
    });
}

#[test]
fn an_acceptance_ends_where_a_revocation_list_is_due() {
    let authority = Authority::new("Listed");
    let issued = authority.issue("listed.example", |_| {});
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("lists.pem");
    std::fs::write(&file, authority.list(&[], NOW + 100).pem().unwrap()).unwrap();
    let environment = [("DEMO_CRL_FILE", file.to_str().unwrap())].into_iter().collect();
    let settings = TlsSettings::new().roots(Roots::None).anchors(Anchors::of([authority.der()]).unwrap());
    let settings = settings.environment("DEMO", &environment).unwrap();
    let verifier = settings.verification_cache(LIMITS[2]).verifier().unwrap();
    let name = ServerName::try_from("listed.example").unwrap();
    let accepts = |seconds| verifier.verify_server_cert(&issued.chain[0], &[], &name, &[], instant(seconds)).is_ok();
    assert!(accepts(NOW) && accepts(NOW + 99));
    assert!(!accepts(NOW + 101));
}

#[test]
fn a_chain_that_is_remembered_is_on_record_like_any_other() {
    let pool = Pool::new();
    let verifier = pool.verifier(LIMITS[2]);
    let question = (0, vec![0], 0, 2);
    assert_eq!(pool.ask(&verifier, &question), Ok(()));
    let before = verifier.recorder().count();
    assert_eq!(pool.ask(&verifier, &question), Ok(()));
    assert_eq!(verifier.recorder().count(), before + 1);
}
