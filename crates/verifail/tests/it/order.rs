//! The order in which certificates are supplied, and company that has nothing to do with the path, change neither the
//! decision nor the reasons; and no signature is checked twice.
//!
//! Not for policies that choose one issuer beforehand (`PathSearch::FirstIssuer`: OpenSSL, Envoy): the verifiers they
//! model depend on the order, so for them only worlds with one candidate for each issuer are asked.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::der::{self, Extension, oid};
use crate::faults;
use crate::key::KEYS;
use crate::runner;
use crate::webpki;
use crate::world::{Answer, CA_KEY, Chain, CrlTemplate, ROOT_KEY, SERVER_KEY, Template, World};

const REGRESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/order.txt");

const EXHAUSTIVE: [&str; 3] = ["rustls", "rfc5280", "go"];
const FIRST_ISSUER: [&str; 2] = ["openssl", "envoy"];

/// What is put beside a world's own certificates.
#[derive(Clone, Debug)]
struct Company {
    /// How often each supplied certificate is there.
    copies: usize,
    end_entity: bool,
    anchor: bool,
    /// Certificates of names that do not occur.
    unrelated: usize,
    /// Certificates of the CA's name with other keys, and of the anchor's.
    same_name: usize,
    with_key_identifiers: bool,
    /// Seed of the permutation.
    order: u64,
}

fn company(most: usize) -> impl Strategy<Value = Company> {
    (1..3usize, any::<bool>(), any::<bool>(), 0..10usize, 0..most, any::<bool>(), any::<u64>()).prop_map(
        |(copies, end_entity, anchor, unrelated, same_name, with_key_identifiers, order)| Company {
            copies,
            end_entity,
            anchor,
            unrelated,
            same_name,
            with_key_identifiers,
            order,
        },
    )
}

/// A CA certificate whose key nobody has: no signature is by it.
fn stranger(name: &str, number: usize, with_key_identifiers: bool) -> Vec<u8> {
    let mut template = Template::ca(name, 4 + number % (KEYS - 4), "Elsewhere", 11);
    if let [.., before, last] = &mut template.public_key_info[..] {
        *before ^= 1 + (number / 250) as u8;
        *last = last.wrapping_add(number as u8);
    }
    template.serial_number = vec![0x55, (number >> 8) as u8, number as u8];
    template.set(Extension::new(oid::SUBJECT_KEY_IDENTIFIER, false, der::tlv(0x04, &[number as u8; 20])));
    if with_key_identifiers { template } else { template.without_key_identifiers() }.der()
}

fn among(chain: &Chain, company: &Company, names: &[&str]) -> Chain {
    let mut chain = chain.clone();
    let own = chain.intermediates.clone();
    chain.intermediates.extend(std::iter::repeat_n(own, company.copies - 1).flatten());
    if company.end_entity {
        chain.intermediates.push(chain.end_entity.clone());
    }
    if company.anchor {
        chain.intermediates.extend(chain.anchors.clone());
    }
    let unrelated = (0..company.unrelated).map(|number| stranger(&format!("Unrelated {number}"), number, true));
    chain.intermediates.extend(unrelated);
    for (at, name) in names.iter().enumerate() {
        let strangers = (0..company.same_name).map(|n| stranger(name, 1 + n + 200 * at, company.with_key_identifiers));
        chain.intermediates.extend(strangers);
    }
    shuffle(&mut chain.intermediates, company.order);
    chain
}

/// Fisher and Yates with a linear congruential generator: enough for a permutation, and the same everywhere.
fn shuffle<T>(items: &mut [T], mut state: u64) {
    for i in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(i, (state >> 33) as usize % (i + 1));
    }
}

/// Distinct pairs of a certificate and a key of an issuer that, by name or not, it could be asked about.
fn pairs(chain: &Chain) -> usize {
    let certificates: BTreeSet<_> = chain.intermediates.iter().chain([&chain.end_entity]).collect();
    let keys: BTreeSet<Vec<u8>> = chain
        .intermediates
        .iter()
        .chain(&chain.anchors)
        .filter_map(|der| Some(verifail::Certificate::from_der(der).ok()?.public_key()?.as_contents().to_vec()))
        .collect();
    certificates.len() * keys.len()
}

fn same(was: &Answer, is: &Answer, context: &dyn std::fmt::Debug) -> Result<(), TestCaseError> {
    prop_assert_eq!(was.accepted, is.accepted, "{:?}\n{}\n{}", context, was.text, is.text);
    prop_assert_eq!(was.codes(), is.codes(), "{:?}\n{}\n{}", context, was.text, is.text);
    Ok(())
}

/// Worlds with one candidate for every issuer: the good one, and some that lack something.
fn worlds() -> Vec<(String, World)> {
    let budget = "too much to search";
    let all = faults::worlds().filter(|(name, _)| name != budget);
    std::iter::once(("good".to_owned(), World::good())).chain(all).collect()
}

#[test]
fn order_duplicates_and_strangers_change_neither_decision_nor_reasons() {
    let worlds = worlds();
    let strategy = (0..worlds.len(), company(12));
    runner(300, REGRESSIONS)
        .run(&strategy, |(at, company)| {
            let (name, world) = &worlds[at];
            let chain = world.chain();
            let crowded = among(&chain, &company, &["CA", "Root"]);
            for policy in EXHAUSTIVE {
                let is = crowded.ask(policy, &world.question);
                let was = chain.ask(policy, &world.question);
                same(&was, &is, &(name, policy, &company))?;
                prop_assert!(is.counters.signature_checks <= pairs(&crowded));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn order_and_duplicates_change_nothing_in_random_worlds() {
    let strategy = (webpki::random(), company(1));
    runner(1_000, REGRESSIONS)
        .run(&strategy, |(random, company)| {
            let world = random.world();
            let chain = world.chain();
            let mut crowded = among(&chain, &company, &[]);
            shuffle(&mut crowded.anchors, company.order);
            let mut plain = chain;
            if company.anchor {
                plain.intermediates.extend(plain.anchors.clone());
            }
            for policy in EXHAUSTIVE {
                let (was, is) = (plain.ask(policy, &world.question), crowded.ask(policy, &world.question));
                same(&was, &is, &policy)?;
                prop_assert!(is.counters.signature_checks <= pairs(&crowded));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn order_duplicates_and_unrelated_certificates_do_not_change_what_openssl_says() {
    let worlds = worlds();
    let strategy = (0..worlds.len(), company(1));
    runner(150, REGRESSIONS)
        .run(&strategy, |(at, company)| {
            let (name, world) = &worlds[at];
            let chain = world.chain();
            // An untrusted root that is supplied is another end of the path than none.
            let company = Company { anchor: false, ..company };
            let crowded = among(&chain, &company, &[]);
            for policy in FIRST_ISSUER {
                let (was, is) = (chain.ask(policy, &world.question), crowded.ask(policy, &world.question));
                same(&was, &is, &(name, policy, &company))?;
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_hundred_strangers_of_each_name_hide_nothing() {
    for with_key_identifiers in [true, false] {
        for order in 0..4 {
            let mut world = World::good();
            if !with_key_identifiers {
                world.end_entity = world.end_entity.without_key_identifiers();
                world.intermediates = world.intermediates.drain(..).map(Template::without_key_identifiers).collect();
            }
            let company = Company {
                copies: 2,
                end_entity: true,
                anchor: true,
                unrelated: 10,
                same_name: 100,
                with_key_identifiers,
                order,
            };
            for edit in [|_: &mut World| {}, |w: &mut World| w.end_entity.not_after = "20260614000000Z".to_owned()] {
                let mut world = world.clone();
                edit(&mut world);
                let chain = world.chain();
                let crowded = among(&chain, &company, &["CA", "Root"]);
                for policy in EXHAUSTIVE {
                    let is = crowded.ask(policy, &world.question);
                    same(&chain.ask(policy, &world.question), &is, &(policy, &company)).unwrap();
                    assert!(is.counters.signature_checks <= pairs(&crowded), "{policy}: {:?}", is.counters);
                }
            }
        }
    }
}

#[test]
fn where_no_anchor_is_reached_all_strangers_are_looked_at_or_none() {
    let mut world = World::with(|w| {
        w.anchors = vec![Template::ca("Other", SERVER_KEY + 1, "Other", SERVER_KEY + 1)];
        w.intermediates[0].not_after = "20260614000000Z".to_owned();
    });
    for identified in [true, false] {
        if !identified {
            world.end_entity = world.end_entity.without_key_identifiers();
            world.intermediates = world.intermediates.drain(..).map(Template::without_key_identifiers).collect();
        }
        let chain = world.chain();
        let alone = Chain { intermediates: Vec::new(), ..chain.clone() };
        for same_name in (0..=12).chain([100]) {
            for order in 0..4 {
                let company = Company {
                    copies: 2,
                    end_entity: true,
                    anchor: false,
                    unrelated: 3,
                    same_name,
                    with_key_identifiers: false,
                    order,
                };
                let crowded = among(&chain, &company, &["CA"]);
                // The CA and its strangers are eight at most.
                let expected = if identified || same_name < 8 { &chain } else { &alone };
                for policy in EXHAUSTIVE {
                    let is = crowded.ask(policy, &world.question);
                    same(&expected.ask(policy, &world.question), &is, &(policy, &company)).unwrap();
                    assert!(is.counters.signature_checks <= 12, "{policy}, {company:?}: {:?}", is.counters);
                }
            }
        }
        assert!(chain.ask("rustls", &world.question).codes().contains(&"expired"));
        assert!(!alone.ask("rustls", &world.question).codes().contains(&"expired"));
    }
}

#[test]
fn an_expired_anchor_hides_no_certificate_that_its_key_has_from_another_issuer() {
    // The root changed its key, and signed the new one with the old. Trusting an expired copy of that takes nothing
    // away.
    let mut world = World::with(|w| {
        w.intermediates = vec![Template::ca("Root", CA_KEY, "Root", ROOT_KEY)];
        w.end_entity = Template::server(SERVER_KEY, "Root", CA_KEY);
    });
    for policy in ["go", "web-pki", "rfc5280", "rustls"] {
        assert!(world.ask(policy).accepted, "{policy}");
    }
    let mut expired = world.intermediates[0].clone();
    expired.not_after = "20260614000000Z".to_owned();
    world.anchors.push(expired);
    for policy in ["go", "web-pki", "rfc5280", "rustls"] {
        let answer = world.ask(policy);
        assert!(answer.accepted, "{policy}: {}", answer.text);
    }
}

#[test]
fn strangers_of_one_name_do_not_hide_who_signed_a_crl() {
    const OTHER_KEY: usize = SERVER_KEY + 1;
    let strangers = (OTHER_KEY + 1..KEYS).map(|key| Template::ca("CA", key, "Root", ROOT_KEY));
    let signer = Template::ca("CA", OTHER_KEY, "Root", ROOT_KEY);
    for first in [true, false] {
        let world = World::with(|w| {
            w.check_revocation(vec![CrlTemplate::of("CA", OTHER_KEY), CrlTemplate::of("Root", ROOT_KEY)]);
            w.intermediates.extend(strangers.clone());
            let at = if first { 0 } else { w.intermediates.len() };
            w.intermediates.insert(at, signer.clone());
        });
        assert!(world.intermediates.len() > 6);
        let answer = world.ask("rfc5280");
        assert!(answer.accepted, "{}", answer.text);
    }
}

#[test]
fn a_signature_is_checked_once_however_many_paths_lead_over_it() {
    // Every CA of a clique is cross-signed by every other.
    let world = World::with(|w| {
        w.anchors[0] = Template::ca("Root", ROOT_KEY, "Root", ROOT_KEY);
        w.anchors[0].not_after = "20260614000000Z".to_owned();
        w.intermediates = vec![Template::ca("CA", CA_KEY, "Root", ROOT_KEY)];
        let names = ["CA", "A", "B", "C", "D"];
        for (i, subject) in names.iter().enumerate() {
            for (j, issuer) in names.iter().enumerate().filter(|(j, _)| *j != i) {
                let key = |at: usize| if at == 0 { CA_KEY } else { SERVER_KEY + at };
                w.intermediates.push(Template::ca(subject, key(i), issuer, key(j)));
            }
        }
    });
    for policy in EXHAUSTIVE {
        let counters = world.ask(policy).counters;
        // Each of the 21 supplied certificates and the server's has one issuer by name and key.
        assert!(counters.signature_checks <= 22, "{policy}: {counters:?}");
    }
}
