//! Every adversarial shape: the verdict it must have, a bound on the signatures checked, and one on time that is ten
//! times the target, so that only a complexity and never a busy machine breaks it.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use verifail::policy::Budget;
use verifail::{Certificate, Reason};
use verifail_benches::chains::World;
use verifail_benches::issuing::KeyIdentifiers;
use verifail_benches::peers::Peers;
use verifail_benches::shapes::{self, Shape, Trusted};

/// Checks beyond the budget of the search that explaining a refusal may add where names lead to no anchor: 8 by name, 4
/// by key.
const EXPLAINING: usize = 8 + 4;

fn check(shape: Shape, n: usize, identifiers: KeyIdentifiers, trusted: Trusted) {
    let input = format!("{shape:?} of {n}, key identifiers {identifiers:?}, anchor {trusted:?}");
    let world = shapes::build(shape, n, identifiers, trusted);
    let start = Instant::now();
    let outcome = Peers::new(&world).outcome();
    let elapsed = start.elapsed();
    let checks = outcome.counters.signature_checks;
    let (limit, target) = match trusted {
        Trusted::Absent => (8, Duration::from_millis(1)),
        Trusted::OtherKey | Trusted::Present => (Budget::DEFAULT.signatures + EXPLAINING, Duration::from_millis(20)),
    };
    assert!(checks <= limit, "{input}: {checks} signature checks");
    assert!(checks <= distinct_pairs(&world), "{input}: {checks} signature checks, more than pairs");
    assert!(outcome.counters.path_steps <= Budget::DEFAULT.path_steps + 1, "{input}: {outcome:?}");
    // Parsing and walking are a debug build's here.
    let slow = if cfg!(debug_assertions) { 100 } else { 10 };
    assert!(elapsed <= target * slow, "{input}: {elapsed:?}");
    match trusted {
        // What is found beyond the reach of the budget is luck; that it is refused with that reason is not.
        Trusted::Present if shape.has_valid_path() => assert!(
            outcome.accepted || (n > 10 && outcome.reasons.contains(&Reason::ChainLimits)),
            "{input}: {outcome:?}"
        ),
        Trusted::Absent | Trusted::OtherKey | Trusted::Present => {
            assert!(!outcome.accepted && !outcome.reasons.is_empty(), "{input}: {outcome:?}");
        }
    }
}

/// Distinct certificates times distinct keys of those whose subject is their issuer; for a certificate whose issuer
/// nobody has the name of, every key may be tried to tell that only the name is wrong.
fn distinct_pairs(world: &World) -> usize {
    let sent: HashSet<&[u8]> =
        std::iter::once(&world.end_entity).chain(&world.intermediates).map(Vec::as_slice).collect();
    let sent: Vec<Certificate<'_>> = sent.into_iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let anchors: Vec<Certificate<'_>> = world.anchors.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let pairs = sent.iter().map(|child| {
        let issuers = sent.iter().chain(&anchors);
        let named: HashSet<&[u8]> = issuers
            .clone()
            .filter(|issuer| issuer.subject() == child.issuer())
            .map(|issuer| issuer.public_key().unwrap().as_contents())
            .collect();
        if named.is_empty() { issuers.count() } else { named.len() }
    });
    pairs.sum()
}

fn check_all(shape: Shape) {
    for n in [10, 50, 100] {
        for identifiers in KeyIdentifiers::ALL {
            for trusted in Trusted::ALL {
                check(shape, n, identifiers, trusted);
            }
        }
    }
}

#[test]
fn cas_that_certified_each_other_are_bounded() {
    check_all(Shape::CrossSigned);
}

#[test]
fn cas_that_certified_each_other_below_a_closed_way_are_bounded() {
    check_all(Shape::CrossSignedRefused);
}

#[test]
fn strangers_of_the_same_name_are_bounded() {
    check_all(Shape::OtherKeys);
}

#[test]
fn re_issues_of_the_same_key_are_bounded() {
    check_all(Shape::ReIssued);
}

#[test]
fn re_issues_that_are_all_refused_are_bounded() {
    check_all(Shape::ReIssuedRefused);
}

#[test]
fn cas_of_one_name_that_certified_each_other_are_bounded() {
    check_all(Shape::SameNameCrossSigned);
}

#[test]
fn a_tower_of_one_name_is_bounded() {
    check_all(Shape::Tower);
}
