//! The breakable verifier: sound without a bug, and its catalogue in order.

use verifail::Policy;
use verifail_testkit::adapter::Core;
use verifail_testkit::breakable::{Breakable, Bug};
use verifail_testkit::choices::Random;
use verifail_testkit::{Outcome, Verifier, World, generate};

#[test]
fn bugs_have_unique_kebab_case_names_a_title_a_source_and_a_sentence() {
    for (at, bug) in Bug::ALL.iter().enumerate() {
        let id = bug.id();
        assert!(Bug::ALL[..at].iter().all(|other| other.id() != id), "{id} is there twice");
        assert!(
            id.split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
        assert_eq!(Bug::named(id), Some(*bug));
        assert!(!bug.title().is_empty() && !bug.source().is_empty(), "{id}");
        assert!(bug.switched().ends_with('.'), "{id}: {}", bug.switched());
    }
    assert!(Bug::ALL.len() >= 64);
}

/// Verdict and reasons of the sound verifier are the core's.
fn agrees(world: &World) -> Result<bool, String> {
    let policy = Policy::named(Breakable::POLICY).unwrap();
    let case = world.materialise();
    let (core, own) = (Core.verify(&case, policy), Breakable::sound().verify(&case, policy));
    if let (Outcome::Skip(_), Outcome::Skip(_)) = (&core, &own) {
        Ok(false)
    } else if core.decision() == own.decision() && core.reasons() == own.reasons() {
        Ok(true)
    } else {
        Err(format!("core: {core}\nbreakable: {own}\n{}", world.to_chain()))
    }
}

#[test]
fn without_a_bug_it_gives_the_verdicts_and_reasons_of_the_core() {
    const WORLDS: u64 = 10_000;
    let mut compared = 0;
    for seed in 0..WORLDS {
        match agrees(&generate::world(&mut Random::new(seed))) {
            Ok(answered) => compared += u64::from(answered),
            Err(how) => panic!("seed {seed}: {how}"),
        }
    }
    assert_eq!(compared, WORLDS, "it has an answer to every generated world");
}
