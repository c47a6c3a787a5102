//! The memories by themselves: how long an entry counts, what is forgotten, and that nothing but answers is kept.

use std::time::Duration;

use verifail::cache::{AcceptedChains, ChainKey, SteadyPeriod, VerifiedSignatures};
use verifail::{Certificate, Inputs, KeyPurpose, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};

use crate::world::{NOW, World};

fn at(seconds: i64) -> Time {
    Time::from_unix_seconds(seconds)
}

fn key(octet: u8) -> ChainKey {
    ChainKey::of_parts(&[octet], &[[octet]], &[])
}

#[test]
fn an_accepted_chain_counts_for_its_time_to_live_and_within_its_steady_period() {
    let chains = AcceptedChains::new(8, Duration::from_secs(10));
    assert!(chains.is_empty());
    chains.remember(&key(1), at(100), SteadyPeriod::around(at(100), []));
    chains.remember(&key(2), at(100), SteadyPeriod::around(at(100), [at(105)]));
    let recalled: Vec<i64> = (95..115).filter(|second| chains.recall(&key(1), at(*second))).collect();
    assert_eq!(recalled, (100..=110).collect::<Vec<_>>());
    let recalled: Vec<i64> = (95..115).filter(|second| chains.recall(&key(2), at(*second))).collect();
    assert_eq!(recalled, (100..105).collect::<Vec<_>>());
    assert!(!chains.recall(&key(3), at(100)));
    assert_eq!((chains.len(), chains.is_empty()), (2, false));
    assert_eq!(format!("{chains:?}"), "AcceptedChains { len: 2, .. }");
}

#[test]
fn what_is_forgotten_is_gone_and_the_rest_is_not() {
    let chains = AcceptedChains::new(8, Duration::from_secs(10));
    for octet in 0..3 {
        chains.remember(&key(octet), at(0), SteadyPeriod::around(at(0), []));
    }
    chains.forget(&key(1));
    assert_eq!([0, 1, 2].map(|octet| chains.recall(&key(octet), at(0))), [true, false, true]);
    chains.clear();
    assert!(chains.is_empty() && !chains.recall(&key(0), at(0)));
}

#[test]
fn a_memory_keeps_the_half_that_was_used_last() {
    let chains = AcceptedChains::new(4, Duration::from_secs(10));
    let remember = |octet| chains.remember(&key(octet), at(0), SteadyPeriod::around(at(0), []));
    (0..2).for_each(remember);
    // The same again takes no place.
    remember(1);
    assert_eq!(chains.len(), 2);
    (2..4).for_each(remember);
    assert_eq!(chains.len(), 4);
    remember(4);
    assert_eq!([0, 1, 2, 3, 4].map(|octet| chains.recall(&key(octet), at(0))), [false, false, true, true, true]);
    let none = AcceptedChains::new(1, Duration::from_secs(10));
    none.remember(&key(0), at(0), SteadyPeriod::around(at(0), []));
    assert!(none.is_empty());
}

#[test]
fn a_key_is_of_every_part_and_of_where_it_ends() {
    let keys = [
        ChainKey::of_parts::<&[u8]>(b"ab", &[], &[]),
        ChainKey::of_parts::<&[u8]>(b"a", &[b"b"], &[]),
        ChainKey::of_parts::<&[u8]>(b"a", &[], &[b"b"]),
        ChainKey::of_parts::<&[u8]>(b"a", &[b"b", b""], &[]),
        ChainKey::of_parts::<&[u8]>(b"a", &[b"", b"b"], &[]),
        ChainKey::of_parts::<&[u8]>(b"a", &[b"b"], &[b"c", b"d"]),
        ChainKey::of_parts::<&[u8]>(b"a", &[b"b"], &[b"cd"]),
    ];
    for (position, one) in keys.iter().enumerate() {
        assert!(keys.iter().skip(position + 1).all(|other| one != other), "{position}");
    }
}

#[test]
fn signatures_that_are_remembered_are_those_of_cas_and_can_be_forgotten() {
    let chain = World::good().chain();
    let signatures = VerifiedSignatures::new(algorithms::all(), 8);
    let end_entity = Certificate::from_der(&chain.end_entity).unwrap();
    let intermediates = [Certificate::from_der(&chain.intermediates[0]).unwrap()];
    let anchors: TrustAnchors<'_> = chain.anchors.iter().map(|der| TrustAnchor::from_der(der).unwrap()).collect();
    let inputs = Inputs::path_only(NOW.parse().unwrap(), KeyPurpose::ServerAuth);
    let list = signatures.algorithms();
    let verifier = Verifier::new(Policy::named("rfc5280").unwrap(), &anchors, &list);
    assert!(signatures.is_empty());
    for _ in 0..2 {
        assert!(verifier.verify(&end_entity, &intermediates, &inputs).is_accepted());
        assert_eq!((signatures.len(), signatures.is_empty()), (1, false));
    }
    assert_eq!(format!("{signatures:?}"), "VerifiedSignatures { len: 1, .. }");
    signatures.clear();
    assert!(signatures.is_empty());
}

#[test]
fn an_algorithm_that_remembers_is_the_one_it_stands_for_in_all_it_says_of_itself() {
    let signatures = VerifiedSignatures::new(algorithms::all(), 8);
    let list = signatures.algorithms();
    assert!(!list.is_empty());
    for (remembering, plain) in list.iter().zip(algorithms::all()) {
        assert_eq!(remembering.public_key_alg_id(), plain.public_key_alg_id());
        assert_eq!(remembering.signature_alg_id(), plain.signature_alg_id());
        assert_eq!(remembering.fips(), plain.fips());
        assert_eq!(format!("{remembering:?}"), format!("{plain:?}"));
    }
}

#[test]
fn inputs_are_of_the_side_that_asks() {
    let client = Inputs::client(at(0));
    assert_eq!(
        (client.purpose.to_string(), client.identity.to_string()),
        ("clientAuth".into(), "identity unchecked".into())
    );
    let server = Inputs::server(at(0), "example.com".parse().unwrap());
    assert_eq!(
        (server.purpose.to_string(), server.identity.to_string()),
        ("serverAuth".into(), "name example.com".into())
    );
    let server = Inputs::server(at(0), "192.0.2.1".parse().unwrap());
    assert_eq!(server.identity.to_string(), "address 192.0.2.1");
    let revocation = verifail::Revocation { crls: &[], scope: verifail::RevocationScope::Path, allow_unknown: false };
    assert!(client.revocation.is_none() && client.with_revocation(revocation).revocation.is_some());
    let purposes = [
        (KeyPurpose::Any, "any"),
        (KeyPurpose::C2paManifest, "documentSigning"),
        (KeyPurpose::C2paTimeStamping, "timeStamping"),
        (KeyPurpose::Other("1.2.3.4".parse().unwrap()), "1.2.3.4"),
        (KeyPurpose::RcsMlsClient, "rcsMlsClient"),
    ];
    for (purpose, text) in purposes {
        assert_eq!(purpose.to_string(), text);
    }
}
