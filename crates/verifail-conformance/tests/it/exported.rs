//! Generated worlds as x509-limbo cases: what the testkit writes, the suite's reader understands, and the core answers
//! as it answers the world itself.

use verifail::{Policy, Time};
use verifail_conformance::limbo;
use verifail_conformance::outcome::Outcome;
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::Random;
use verifail_testkit::export::limbo::{Expected, suite, testcase};
use verifail_testkit::export::{self, Omission};
use verifail_testkit::{Verifier, generate};

#[test]
fn exported_worlds_are_read_back_and_judged_the_same() {
    let policy = Policy::named("rfc5280").unwrap();
    let mut choices = Random::new(2026);
    let (mut cases, mut worlds) = (Vec::new(), Vec::new());
    for number in 0..200 {
        let (world, lost) = export::for_others(&generate::world(&mut choices));
        assert!(lost.is_empty());
        let case = world.materialise();
        let outcome = Core.verify(&case, policy);
        let Some(accept) = outcome.decision() else { continue };
        let id = format!("verifail::{number}");
        let (value, omissions) = testcase(&case, &Expected { id: &id, description: "generated", accept });
        // What the schema cannot say would be another question.
        if omissions.is_empty() {
            cases.push(value);
            worlds.push((world, outcome));
        } else {
            assert!(!omissions.contains(&Omission::ToySignatures));
        }
    }
    let read = limbo::read(&suite(&cases)).unwrap();
    let results = read.run(policy, Time::from_unix_seconds(0));
    assert_eq!(results.len(), worlds.len());
    assert!(results.len() > 80, "{} of 200 can be said", results.len());
    for (result, (world, outcome)) in results.iter().zip(&worlds) {
        let same = match (&result.observation.outcome, outcome.is_accepted()) {
            (Outcome::Accept, accepted) => accepted,
            (Outcome::Reject(_), accepted) => !accepted,
            (other, _) => panic!("{}: {other:?}\n{}", result.id, world.to_chain()),
        };
        assert!(same, "{}: {:?}, not {outcome}\n{}", result.id, result.observation.outcome, world.to_chain());
    }
    let accepted = worlds.iter().filter(|(_, outcome)| outcome.is_accepted()).count();
    assert!((results.len() / 4..results.len() * 3 / 4).contains(&accepted), "{accepted} of {}", results.len());
}
