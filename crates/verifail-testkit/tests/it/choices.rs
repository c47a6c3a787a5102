//! Sources of choices: an odometer that misses nothing, records that replay, octets that run dry.

use arbitrary::{Arbitrary, Unstructured};
use std::collections::BTreeSet;

use verifail_testkit::choices::{Exhaustive, Logged, Octets, Random};
use verifail_testkit::{Choices, Plan, World, generate};

/// A word that ends when it chooses to: its choices depend on each other.
fn word(choices: &mut dyn Choices) -> Vec<u32> {
    let mut word = Vec::new();
    while word.len() < 3 && choices.below(2) == 1 {
        word.push(choices.below(3));
    }
    word
}

#[test]
fn an_odometer_gives_each_sequence_once_and_all_of_them() {
    let words: Vec<_> = Exhaustive::unbounded().values(word).collect();
    // Words of no, one, two and three letters of three.
    assert_eq!(words.len(), 1 + 3 + 9 + 27);
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    assert_eq!(words[0], [0; 0]);
}

#[test]
fn a_bounded_odometer_gives_each_beginning_and_says_that_it_cut_some_short() {
    let mut odometer = Exhaustive::bounded(2);
    let mut words = BTreeSet::new();
    let mut runs = 0;
    loop {
        words.insert(word(&mut odometer));
        runs += 1;
        if !odometer.advance() {
            break;
        }
    }
    assert_eq!((runs, words.len()), (4, 4));
    assert!(odometer.is_truncated());
    let mut whole = Exhaustive::bounded(6);
    while whole.advance() {
        word(&mut whole);
    }
    assert!(!whole.is_truncated());
}

#[test]
fn a_function_without_choices_runs_once() {
    assert_eq!(Exhaustive::unbounded().for_each(|choices| assert_eq!(choices.below(1), 0)), 1);
}

#[test]
fn a_log_replays_the_world_and_keeps_within_its_bounds() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut logged = Logged::new(&mut random);
        let world = generate::world(&mut logged);
        assert!(logged.log().iter().all(|(number, bound)| number < bound));
        assert_eq!(generate::world(&mut logged.replay()), world);
    }
}

#[test]
fn octets_that_run_dry_give_the_plain_world() {
    assert_eq!(World::arbitrary(&mut Unstructured::new(&[])).unwrap(), World::good());
    let plan = Plan::arbitrary(&mut Unstructured::new(&[])).unwrap();
    assert_eq!((plan.base, plan.defects.len()), (World::good(), 0));
}

#[test]
fn octets_reach_as_far_as_they_go() {
    let mut random = Random::new(5);
    let worlds: BTreeSet<_> = (0..50)
        .map(|_| {
            let octets: Vec<u8> = (0..200).map(|_| random.below(256) as u8).collect();
            let mut octets = Unstructured::new(&octets);
            generate::world(&mut Octets::new(&mut octets)).materialise().end_entity
        })
        .collect();
    assert!(worlds.len() > 25, "{} different end entities of 50", worlds.len());
}
