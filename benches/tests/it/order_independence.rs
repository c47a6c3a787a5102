//! What is sent beside the certificates that matter, and in which order, changes neither verdict nor reasons: under
//! every policy, with and without key identifiers, for good chains and for bad ones.

use verifail::Policy;
use verifail::policy::PathSearch;
use verifail_benches::chains::World;
use verifail_benches::issuing::{Algorithm, Issuing, KeyIdentifiers, PAST_PERIOD};
use verifail_benches::peers::Peers;

/// A chain of four, with what may be added to it.
struct Input {
    world: World,
    /// Certificates of the intermediates' names with other keys, as good as the real ones otherwise; in pairs.
    strangers: Vec<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chain {
    Good,
    ExpiredEndEntity,
    ExpiredUpper,
    UnknownAnchor,
    WrongName,
}

fn input(chain: Chain, identifiers: KeyIdentifiers) -> Input {
    let issuing = Issuing::new(Algorithm::P256, identifiers);
    let [anchor, upper, lower] = ["Anchor", "Upper", "Lower"].map(|name| issuing.authority(name));
    let other = issuing.authority("Other");
    let end_entity = issuing.end_entity(&lower, |params| match chain {
        Chain::ExpiredEndEntity => [params.not_before, params.not_after] = PAST_PERIOD,
        Chain::WrongName => {
            params.subject_alt_names = vec![rcgen::SanType::DnsName("www.example.org".try_into().unwrap())];
        }
        Chain::Good | Chain::ExpiredUpper | Chain::UnknownAnchor => {}
    });
    let expired_upper = |params: &mut rcgen::CertificateParams| {
        if chain == Chain::ExpiredUpper {
            [params.not_before, params.not_after] = PAST_PERIOD;
        }
    };
    let intermediates = vec![issuing.issue(&upper, &lower, |_| {}), issuing.issue(&anchor, &upper, expired_upper)];
    let strangers = (0..100).flat_map(|_| {
        [
            issuing.issue(&upper, &issuing.authority("Lower"), |_| {}),
            issuing.issue(&anchor, &issuing.authority("Upper"), |_| {}),
        ]
    });
    let trusted = if chain == Chain::UnknownAnchor { &other } else { &anchor };
    Input {
        strangers: strangers.collect(),
        world: World { end_entity, intermediates, anchors: vec![issuing.anchor(trusted)] },
    }
}

/// Fisher and Yates, with the constants of PCG's generator; the seed is in every message.
fn shuffled(mut list: Vec<Vec<u8>>, seed: u64) -> Vec<Vec<u8>> {
    let mut state = seed;
    for i in (1..list.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(i, (state >> 33) as usize % (i + 1));
    }
    list
}

fn check(chain: Chain, identifiers: KeyIdentifiers) {
    let Input { world, strangers } = input(chain, identifiers);
    let plain = &world.intermediates;
    let duplicated: Vec<Vec<u8>> = plain.iter().cycle().take(50 * plain.len()).cloned().collect();
    let with_strangers = |n: usize| plain.iter().chain(&strangers[..2 * n]).cloned().collect::<Vec<_>>();
    let with_end_entity = plain.iter().chain([&world.end_entity]).cloned().collect();
    let with_anchors = plain.iter().chain(&world.anchors).cloned().collect();
    let additions: [(&str, Vec<Vec<u8>>); 6] = [
        ("duplicates", duplicated),
        ("the end entity", with_end_entity),
        ("the anchor", with_anchors),
        ("1 stranger a level", with_strangers(1)),
        ("10 strangers a level", with_strangers(10)),
        ("100 strangers a level", with_strangers(100)),
    ];
    // A policy that walks one way only depends on the order, as the verifier it models does.
    let exhaustive = |policy: &&Policy| policy.parameters().path_search == PathSearch::Exhaustive;
    for policy in Policy::all().iter().filter(exhaustive) {
        let judged = |world: &World| Peers::new(world).under(policy).outcome();
        let expected = judged(&world);
        // Among many strangers that key identifiers do not tell apart nobody is asked who signed, where it leads
        // nowhere: the end entity stands alone.
        let lost = judged(&World { intermediates: Vec::new(), ..world.clone() });
        for (added, intermediates) in &additions {
            for seed in 0..3 {
                let varied = World { intermediates: shuffled(intermediates.clone(), seed), ..world.clone() };
                let outcome = judged(&varied);
                let is_lost = chain == Chain::UnknownAnchor
                    && identifiers != KeyIdentifiers::Sound
                    && ["10 strangers a level", "100 strangers a level"].contains(added);
                let expected = if is_lost { &lost } else { &expected };
                let input =
                    format!("{chain:?}, key identifiers {identifiers:?}, policy {policy}, with {added}, seed {seed}");
                assert_eq!(outcome.accepted, expected.accepted, "{input}");
                assert_eq!(outcome.reasons, expected.reasons, "{input}");
            }
        }
        assert!(!expected.accepted || chain == Chain::Good, "{chain:?} {policy} {expected:?}");
        if policy.name() == "rustls" {
            assert_eq!(expected.accepted, chain == Chain::Good, "{expected:?}");
        }
    }
}

macro_rules! cases {
    ($($name:ident: $chain:ident;)+) => {
        $(
            #[test]
            fn $name() {
                for identifiers in KeyIdentifiers::ALL {
                    check(Chain::$chain, identifiers);
                }
            }
        )+
    };
}

cases! {
    a_good_chain_is_judged_the_same_whatever_comes_with_it: Good;
    an_expired_end_entity_is_judged_the_same_whatever_comes_with_it: ExpiredEndEntity;
    an_expired_intermediate_is_judged_the_same_whatever_comes_with_it: ExpiredUpper;
    an_unknown_anchor_is_judged_the_same_whatever_comes_with_it: UnknownAnchor;
    a_wrong_name_is_judged_the_same_whatever_comes_with_it: WrongName;
}
