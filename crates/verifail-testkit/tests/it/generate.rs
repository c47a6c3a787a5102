//! The generator: what is neutral by construction is let pass, about half of the worlds are accepted, the same choices
//! give the same worlds.

use std::collections::BTreeMap;

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::{Random, Recorded};
use verifail_testkit::generate::details::{self, Detail};
use verifail_testkit::generate::{self, Profile};
use verifail_testkit::world::Place;
use verifail_testkit::{Capabilities, Choices, Verifier, World};

/// The policies that the generator aims at.
const POLICIES: [&str; 4] = ["rustls", "rfc5280", "go", "web-pki"];

fn policies() -> impl Iterator<Item = &'static Policy> {
    POLICIES.iter().map(|name| Policy::named(name).unwrap())
}

/// Why a world is refused by some policy that should accept it.
fn refusals(world: &World, policies: impl Iterator<Item = &'static Policy>) -> Vec<String> {
    let case = world.materialise();
    policies
        .filter(|policy| !Core.verify(&case, policy).is_accepted())
        .map(|policy| format!("{}: {}", policy.name(), Core.verify(&case, policy)))
        .collect()
}

#[test]
fn every_detail_is_let_pass_by_every_policy_that_the_generator_aims_at() {
    let rows = |place, table: &'static [Detail]| table.iter().map(move |detail| (place, detail));
    let mut bad = Vec::new();
    for (place, detail) in rows(Place::EndEntity, details::END_ENTITY)
        .chain(rows(Place::Intermediate(0), details::CA))
        .chain(rows(Place::Intermediate(1), details::CA))
        .chain(rows(Place::Anchor(0), details::ANCHOR))
    {
        for number in 0..8 {
            let mut world = World::tower(2);
            (detail.apply)(&mut world, place, number);
            bad.extend(
                refusals(&world, policies())
                    .into_iter()
                    .map(|why| format!("{place:?} {} {number}: {why}", detail.name)),
            );
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn bases_of_plans_are_accepted_by_every_policy() {
    let mut bad = BTreeMap::new();
    for seed in 0..2_000 {
        let plan = generate::plan(&mut Random::new(seed));
        for why in refusals(&plan.base, Policy::all().iter()) {
            bad.entry(why).or_insert_with(Vec::new).push(seed);
        }
    }
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn about_half_of_the_worlds_are_accepted() {
    let mut ratios = Vec::new();
    for (profile, name) in [(Profile::DEFAULT, "default"), (Profile::CHAIN, "chain")] {
        let worlds: Vec<_> = {
            let mut random = Random::new(1);
            (0..5_000).map(|_| generate::world_of(&profile, &mut random).materialise()).collect()
        };
        for policy in policies() {
            let accepted = worlds.iter().filter(|case| Core.verify(case, policy).is_accepted()).count();
            let percent = accepted * 100 / worlds.len();
            ratios.push((name, policy.name(), percent));
        }
    }
    // The Baseline Requirements ask for more than verifiers look at.
    let least = |policy| if policy == "web-pki" { 35 } else { 40 };
    assert!(ratios.iter().all(|(_, policy, percent)| (least(*policy)..=60).contains(percent)), "{ratios:?}");
}

/// Counts how many choices are made and with which bounds.
struct Bounds(Random, Vec<u32>);

impl Choices for Bounds {
    fn below(&mut self, bound: u32) -> u32 {
        self.1.push(bound);
        self.0.below(bound)
    }
}

#[test]
fn the_nth_choice_means_the_same_in_every_world() {
    for profile in [Profile::DEFAULT, Profile::CHAIN] {
        let bounds = |seed| {
            let mut choices = Bounds(Random::new(seed), Vec::new());
            generate::world_of(&profile, &mut choices);
            choices.1
        };
        let first = bounds(0);
        assert!((1..200).all(|seed| bounds(seed) == first));
    }
}

#[test]
fn dry_choices_give_the_good_world() {
    assert_eq!(generate::world(&mut Recorded::default()), World::good());
    let plan = generate::plan(&mut Recorded::default());
    assert_eq!((plan.base, plan.defects), (World::good(), Vec::new()));
}

#[test]
fn the_same_seed_gives_the_same_worlds() {
    let worlds = |seed| {
        let mut random = Random::new(seed);
        (0..100).map(|_| generate::world(&mut random)).collect::<Vec<_>>()
    };
    assert_eq!(worlds(3), worlds(3));
    assert_ne!(worlds(3), worlds(4));
}

#[test]
fn worlds_keep_to_the_features_of_their_profile() {
    let none = Capabilities {
        path_building: false,
        identity: false,
        extended_key_usage: false,
        name_constraints: false,
        certificate_policies: false,
        crls: false,
        distrust: false,
        ..Capabilities::ALL
    };
    let mut random = Random::new(8);
    for _ in 0..3_000 {
        let profile = Profile { encoding_faults: false, ..Profile::of(none) };
        let world = generate::world_of(&profile, &mut random);
        assert!(profile.permits(&world), "{world:#?}");
    }
    let mut with = |profile: Profile| {
        let worlds: Vec<_> = (0..3_000).map(|_| generate::world_of(&Profile::DEFAULT, &mut random)).collect();
        worlds.iter().filter(|world| !profile.permits(world)).count()
    };
    let all = Profile::DEFAULT;
    assert_eq!(with(Profile::of(Capabilities::ALL)), 0);
    for lacking in [
        Profile { identity: false, ..all },
        Profile { purposes: false, ..all },
        Profile { name_constraints: false, ..all },
        Profile { certificate_policies: false, ..all },
        Profile { crls: false, ..all },
        Profile { distrust: false, ..all },
        Profile { encoding_faults: false, ..all },
    ] {
        assert!(with(lacking) > 20, "{lacking:?}");
    }
}

#[test]
fn as_many_worlds_are_signed_for_real_as_the_profile_says() {
    let mut random = Random::new(9);
    let profile = Profile::CHAIN.with_real_signatures(5);
    let real = (0..10_000).filter(|_| generate::world_of(&profile, &mut random).scheme.is_real()).count();
    assert!((400..=600).contains(&real), "{real} of 10,000");
}
