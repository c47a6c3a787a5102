//! The shrinker: what it ends at is minimal, is still a counterexample, and is the same every time.

use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::Random;
use verifail_testkit::defect::Aspect;
use verifail_testkit::generate::{self, Profile};
use verifail_testkit::plan::Placed;
use verifail_testkit::world::{CertSpec, NOW, Place, Purpose};
use verifail_testkit::{Defect, Plan, Verifier, World, shrink};

/// Accepted by one policy and not by the other: an oracle and a verifier that disagree.
fn disagree(world: &World) -> bool {
    let case = world.materialise();
    let says = |policy| Core.verify(&case, Policy::named(policy).unwrap()).is_accepted();
    says("rustls") && !says("go")
}

#[test]
fn whatever_is_no_counterexample_is_in_no_step_of_a_minimal_one() {
    let mut random = Random::new(11);
    let found: Vec<_> = (0..2_000).map(|_| generate::world(&mut random)).filter(disagree).take(40).collect();
    assert_eq!(found.len(), 40);
    for world in found {
        let small = shrink::minimise(world.clone(), &mut disagree);
        assert!(disagree(&small));
        assert!(small.len() <= world.len() && small.len() <= 4, "{small:#?}");
        let left = shrink::steps(&small).into_iter().find(disagree);
        assert_eq!(left, None, "a step smaller than {small:#?}");
    }
}

#[test]
fn everything_goes_when_nothing_matters() {
    let mut random = Random::new(2);
    let mut bare = World::tower(0);
    bare.anchors.clear();
    for _ in 0..500 {
        let mut tries = 0;
        let world = generate::world_of(&Profile::DEFAULT.with_real_signatures(20), &mut random);
        let small = shrink::minimise(world, &mut |_| {
            tries += 1;
            true
        });
        assert_eq!(small, bare);
        assert!(tries < 200, "{tries}");
    }
}

#[test]
fn every_walk_ends_before_its_tries_do() {
    // A predicate without any sense to it, the same for the same world.
    let capricious = |world: &World| {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        world.hash(&mut hasher);
        hasher.finish().is_multiple_of(3)
    };
    let mut random = Random::new(3);
    for _ in 0..100 {
        let mut tries = 0;
        let small = shrink::minimise(generate::world(&mut random), &mut |world| {
            tries += 1;
            capricious(world)
        });
        assert!(tries < shrink::TRIES / 10, "{tries} for {small:#?}");
        assert!(!shrink::steps(&small).iter().any(capricious));
    }
}

#[test]
fn a_tall_tower_loses_the_cas_that_do_not_matter() {
    let mut world = World::tower(4);
    world.intermediates[1].extended_key_usage =
        Some(verifail_testkit::world::ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
    let wrong_purpose = |world: &World| {
        let reasons = Core.verify(&world.materialise(), Policy::named("rustls").unwrap()).reasons();
        reasons == [verifail::Reason::EkuMissingOrWrong]
            && world.end_entity.extended_key_usage == World::good().end_entity.extended_key_usage
    };
    assert!(wrong_purpose(&world));
    let small = shrink::minimise(world, &mut |world| wrong_purpose(world));
    assert_eq!(small.intermediates.len(), 1);
    let mut expected = World::good();
    expected.intermediates[0].extended_key_usage.clone_from(&small.intermediates[0].extended_key_usage);
    assert_eq!(small, expected);
}

#[test]
fn every_defect_shrinks_back_to_the_good_world_but_for_itself() {
    for defect in Defect::ALL {
        for place in [Place::EndEntity, Place::Intermediate(0), Place::Anchor(0)] {
            let mut world = World::good();
            defect.apply(&mut world, place);
            // Links stay as they are: who signed, in which name, is not made simpler.
            if verifail_testkit::plan::chain(&world).is_none() || defect.touches().contains(&Aspect::Issuer) {
                continue;
            }
            let accepted = |world: &World| {
                world.len() >= 3 && Core.verify(&world.materialise(), Policy::named("web-pki").unwrap()).is_accepted()
            };
            assert_eq!(shrink::minimise(world, &mut |world| accepted(world)), World::good(), "{defect:?} {place:?}");
        }
    }
}

#[test]
fn a_plan_loses_the_defects_that_do_not_matter_and_keeps_the_others_in_place() {
    let mut random = Random::new(4);
    for _ in 0..50 {
        let base = generate::plan_of(&Profile::DEFAULT.without_faults(), &mut random).base;
        let Some(at) = base.intermediates.iter().position(|ca| ca.key.id == 1) else { continue };
        let defects = vec![
            Placed { defect: Defect::named("signature-tampered").unwrap(), place: Place::EndEntity },
            Placed { defect: Defect::named("expired").unwrap(), place: Place::Intermediate(at) },
        ];
        let mut expired = |plan: &Plan| plan.world().intermediates.iter().any(|ca| ca.validity.not_after < NOW);
        let small = shrink::minimise_plan(Plan { base, defects }, &mut expired);
        assert_eq!(
            small.defects,
            [Placed { defect: Defect::named("expired").unwrap(), place: Place::Intermediate(0) }]
        );
        assert_eq!((small.base.intermediates.len(), small.base.anchors.len()), (1, 0));
    }
}

#[test]
fn the_strategy_finds_a_planted_failure_and_shrinks_it_to_the_least_world() {
    let config = Config { cases: 2_000, max_shrink_iters: 20_000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    // The planted bug: a CA that says nothing of its key usage is thought to be none, if it is below another.
    let failure = runner.run(&generate::strategy(Profile::DEFAULT), |world| {
        let bug = world.intermediates.len() > 1 && world.intermediates[0].key_usage.is_none();
        if bug { Err(TestCaseError::fail("planted")) } else { Ok(()) }
    });
    let Err(TestError::Fail(_, small)) = failure else { panic!("not found: {failure:?}") };
    assert_eq!((small.len(), small.intermediates.len()), (3, 2));
    assert_eq!(small.intermediates[0].key_usage, None);
    // Everything else is plain.
    let World { end_entity, intermediates, .. } = small;
    let [odd, other] = <[CertSpec; 2]>::try_from(intermediates).unwrap();
    assert_eq!(odd, CertSpec { key_usage: None, ..CertSpec::ca(odd.key.id, odd.signer) });
    assert_eq!(other, CertSpec::ca(other.key.id, other.signer));
    assert_eq!(end_entity, CertSpec::server(end_entity.key.id, end_entity.signer));
}
