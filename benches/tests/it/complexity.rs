//! Every adversarial family grows no faster than it says: what is counted by the verifier itself, from 8 to 128.
//! Instructions are `cargo xtask bench complexity`'s to count.

use verifail_benches::families::{self, Family, SIZES, steepest};
use verifail_benches::peers::Peers;

/// Sizes are few and small.
const TOLERANCE: f64 = 0.1;

/// What grows faster than it may, in words.
fn over(family: Family) -> Vec<String> {
    let counters = SIZES.map(|n| {
        let world = (family.build)(n);
        (n, Peers::new(&world).decision().1)
    });
    let costs = [
        ("signature checks", family.bounds.signatures, counters.map(|(n, c)| (n, c.signature_checks as f64))),
        ("path steps", family.bounds.steps, counters.map(|(n, c)| (n, c.path_steps as f64))),
        (
            "name comparisons",
            family.bounds.comparisons,
            counters.map(|(n, c)| (n, c.name_constraint_comparisons as f64)),
        ),
    ];
    let slopes = costs.map(|(what, bound, points)| (what, bound, steepest(&points), points));
    let over = slopes.iter().filter(|(_, bound, slope, _)| *slope > bound + TOLERANCE);
    over.map(|(what, bound, slope, points)| format!("{what}: {slope:.2} above {bound}: {points:?}")).collect()
}

#[test]
fn no_family_costs_more_operations_than_it_says() {
    for family in families::ALL {
        assert!(over(family).is_empty(), "{}: {:?}", family.name, over(family));
    }
}

#[test]
fn a_bound_that_is_too_low_is_seen() {
    let mut family = families::ALL.into_iter().find(|family| family.name == "names-and-subtrees").unwrap();
    family.bounds.comparisons = 1.0;
    assert_eq!(over(family).len(), 1);
}

#[test]
fn families_have_names_of_their_own_and_are_a_dozen_or_more() {
    let names: std::collections::BTreeSet<_> = families::ALL.iter().map(|family| family.name).collect();
    assert!(names.len() == families::ALL.len() && names.len() >= 12);
}
