//! Coverage: rows are worlds and worlds are rows, the rules are neither too loose nor too strict, arrays cover.

use std::collections::BTreeSet;

use verifail::Policy;
use verifail_testkit::adapter::{Core, FromFn};
use verifail_testkit::breakable::Breakable;
use verifail_testkit::choices::{Exhaustive, Logged, Random};
use verifail_testkit::coverage::{ATTRIBUTES, Attribute, CoveringArray, RULES, Row, Rows, Rule, Tuples, Values};
use verifail_testkit::generate::{self, Profile};
use verifail_testkit::technique::{Limits, Technique};
use verifail_testkit::{Capabilities, Outcome, Verifier, World};

#[test]
fn every_row_that_keeps_the_rules_is_the_row_of_its_world() {
    let mut random = Random::new(1);
    for _ in 0..3_000 {
        let row = Row::choose(&mut random);
        assert_eq!(row.broken_rule(), None);
        let seen = Row::of(&World::from_row(&row).materialise()).unwrap();
        for attribute in Attribute::ALL {
            assert_eq!(seen.value(*attribute), row.value(*attribute), "{}: {row:?}", attribute.name());
        }
    }
}

#[test]
fn no_generated_case_breaks_a_rule() {
    let mut random = Random::new(2);
    for _ in 0..10_000 {
        let row = Row::of(&generate::world(&mut random).materialise());
        assert_eq!(row.and_then(|row| row.broken_rule()), None, "{row:?}");
    }
}

#[test]
fn the_good_world_has_the_first_value_of_everything_that_it_has() {
    let row = Row::of(&World::good().materialise()).unwrap();
    assert!(Attribute::ALL.iter().all(|attribute| row.value(*attribute).is_none() || row.get(*attribute) == 0));
    assert_eq!(World::from_row(&row), World::good());
    assert_eq!(Row::choose(&mut Logged::new(&mut Random::new(0)).replay()), row);
}

#[test]
fn a_row_is_a_source_of_choices() {
    let mut random = Random::new(3);
    for _ in 0..1_000 {
        let row = Row::choose(&mut random);
        assert_eq!(Row::choose(&mut row.choices()), row);
    }
}

#[test]
fn attributes_have_two_to_seven_values_and_rules_do_not_chain() {
    const { assert!(ATTRIBUTES >= 24) };
    assert_eq!(Attribute::ALL.iter().map(|attribute| attribute.name()).collect::<BTreeSet<_>>().len(), ATTRIBUTES);
    assert!(Attribute::ALL.iter().all(|attribute| (2..=7).contains(&attribute.values().len())));
    // What is needed needs nothing itself: so values can be had together when what they need of each attribute has a
    // value in common, and there is nothing further to search.
    let chained = |rule: &Rule| RULES.iter().any(|next| next.of == rule.needs && next.values & rule.allowed != 0);
    assert_eq!(RULES.iter().find(|rule| chained(rule)), None);
}

#[test]
fn valid_combinations_are_those_of_some_row() {
    // By brute force, over the attributes that rules speak of the most.
    let few = [Attribute::Depth, Attribute::Link, Attribute::EndEntitySignature, Attribute::Order];
    let mut seen = BTreeSet::new();
    Exhaustive::unbounded().for_each(|choices| {
        let mut values = Some(Values::all());
        let mut row = Vec::new();
        for attribute in few {
            let possible: Vec<_> = values.iter().flat_map(|values| values.possible(attribute)).collect();
            let Some(value) = possible.get(choices.below(possible.len() as u32) as usize) else { continue };
            values = values.and_then(|values| values.with(attribute, *value));
            row.push((attribute, *value));
        }
        for (at, first) in row.iter().enumerate() {
            seen.extend(row[at + 1..].iter().map(|second| [*first.min(second), *first.max(second)]));
        }
    });
    let valid: BTreeSet<_> = Tuples::valid(2)
        .iter()
        .filter(|pair| pair.iter().all(|(attribute, _)| few.contains(attribute)))
        .map(|pair| [pair[0], pair[1]])
        .collect();
    assert_eq!(seen, valid);
}

#[test]
fn an_array_of_three_covers_every_combination_of_three_as_read_from_der() {
    let valid = Tuples::valid(3);
    let mut covered = Tuples::none(3);
    let array = CoveringArray::new(3, 0);
    for row in array.rows() {
        covered.add(&Row::of(&World::from_row(row).materialise()).unwrap());
    }
    assert_eq!((covered.common(&valid), covered.count()), (valid.count(), valid.count()));
    println!("{} rows, {} combinations", array.rows().len(), valid.count());
}

#[test]
fn tuples_are_counted_as_a_naive_count_has_them() {
    let mut random = Random::new(5);
    let mut tuples = Tuples::none(3);
    let mut naive = BTreeSet::new();
    for _ in 0..20 {
        let row = Row::of(&generate::world_of(&Profile::DEFAULT, &mut random).materialise()).unwrap();
        tuples.add(&row);
        let has: Vec<_> =
            Attribute::ALL.iter().filter(|a| row.value(**a).is_some()).map(|a| (*a, row.get(*a))).collect();
        for (i, a) in has.iter().enumerate() {
            for (j, b) in has.iter().enumerate().skip(i + 1) {
                naive.extend(has[j + 1..].iter().map(|c| vec![*a, *b, *c]));
            }
        }
    }
    assert_eq!(tuples.count() as usize, naive.len());
    assert_eq!(tuples.iter().collect::<BTreeSet<_>>(), naive);
}

/// The core, but for a bug that shows only where four attributes come together.
fn broken() -> impl Verifier {
    FromFn::new("broken", Capabilities { reasons: false, ..Capabilities::ALL }, |case, policy| {
        let row = Row::of(case);
        let is = |attribute, value| row.is_some_and(|row| row.value(attribute) == Some(value));
        if is(Attribute::CaBasicConstraints, "absent")
            && is(Attribute::CaKeyUsage, "absent")
            && is(Attribute::Depth, "2")
            && is(Attribute::KeyIdentifiers, "missing")
        {
            return Outcome::accept();
        }
        Core.verify(case, policy)
    })
}

#[test]
fn the_rows_find_a_bug_of_four_attributes_and_shrink_it() {
    let limits = Limits { cases: 100_000, time: std::time::Duration::from_secs(60), seed: 0 };
    let rustls = Policy::named("rustls").unwrap();
    let found = Rows::new(3, 0).search(&broken(), rustls, limits);
    let world = found.counterexample.unwrap().world.unwrap();
    assert!(world.len() <= 4, "{world:#?}");
    assert_eq!(world.intermediates[0].basic_constraints, None);
}

#[test]
fn the_rows_find_nothing_wrong_with_the_core() {
    let limits = Limits { cases: 100_000, time: std::time::Duration::from_secs(60), seed: 0 };
    let rows = Rows::new(2, 0);
    for policy in Policy::all() {
        let found = rows.search(&Core, policy, limits);
        let what = found.counterexample.map(|found| (found.what, found.world));
        assert_eq!(what, None, "{}", policy.name());
        assert!(found.skipped.is_empty() && found.cases > 30);
    }
}

#[test]
fn the_rows_find_nothing_wrong_with_the_sound_breakable_verifier() {
    let limits = Limits { cases: 100_000, time: std::time::Duration::from_secs(60), seed: 0 };
    let found = Rows::new(3, 0).search(&Breakable::sound(), Policy::named(Breakable::POLICY).unwrap(), limits);
    assert!(found.counterexample.is_none(), "{:#?}", found.counterexample.map(|found| (found.what, found.world)));
    assert!(found.cases > 400);
}
