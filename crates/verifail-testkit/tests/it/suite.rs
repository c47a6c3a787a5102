//! The suite finds what is wrong with a verifier, makes it small, and lets no exception rot.

use verifail::Policy;
use verifail_testkit::adapter::{Core, FromFn};
use verifail_testkit::exceptions::Exception;
use verifail_testkit::relation::Relation;
use verifail_testkit::world::NOW;
use verifail_testkit::{Capabilities, Case, Outcome, Suite, Verifier, World};

fn rfc5280() -> &'static Policy {
    Policy::named("rfc5280").unwrap()
}

/// The core with its answer bent.
fn bent(bend: fn(&Case, Outcome) -> Outcome) -> impl Verifier {
    FromFn::new("bent", Capabilities::ALL, move |case: &Case, policy: &Policy| bend(case, Core.verify(case, policy)))
}

fn exception(relation: u8) -> Exception {
    Exception {
        verifier: "bent".to_owned(),
        relation,
        policy: None,
        variant: None,
        added: 0,
        reason: "bent for a test".to_owned(),
        link: "https://www.rfc-editor.org/rfc/rfc5280#section-6".to_owned(),
    }
}

#[test]
fn relations_are_numbered_from_1_to_45_and_their_titles_differ() {
    let numbers: Vec<u8> = Relation::ALL.iter().map(|relation| relation.number).collect();
    assert_eq!(numbers, (1..=45).collect::<Vec<u8>>());
    let mut titles: Vec<_> = Relation::ALL.iter().map(|relation| relation.title).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), 45);
}

#[test]
fn a_verifier_that_gives_up_over_many_certificates_is_found_with_few_of_them() {
    let lazy = bent(|case, outcome| if case.len() > 9 { Outcome::reject("too many") } else { outcome });
    let report = Suite::new(&lazy, rfc5280()).cases(60).relations([7]).run();
    let row = &report.rows[0];
    assert!(row.violated > 0, "{report}");
    // Ten certificates break it, and nothing less does.
    let smallest = row.examples.iter().map(|example| example.violation.case.len()).min();
    assert_eq!(smallest, Some(10), "{report}");
    assert!(report.to_string().contains("FAILED: relation 7"), "{report}");
}

#[test]
fn a_verifier_that_takes_the_first_anchor_only_breaks_the_order_of_anchors() {
    let first = bent(|case, _| {
        let anchors = case.anchors.first().cloned().into_iter().collect();
        Core.verify(&Case { anchors, ..case.clone() }, rfc5280())
    });
    let report = Suite::new(&first, rfc5280()).cases(60).relations([9]).run();
    assert!(report.rows[0].violated > 0, "{report}");
}

#[test]
fn a_verifier_that_tells_a_wrong_number_of_seconds_is_found_in_the_smallest_world_that_shows_it() {
    type Bend = fn(&mut Vec<i64>);
    let bends: [(&str, Bend); 3] = [
        ("a second too many", |outside| outside.iter_mut().for_each(|seconds| *seconds += 1)),
        ("the other way round", |outside| outside.iter_mut().for_each(|seconds| *seconds = -*seconds)),
        ("in minutes", |outside| outside.iter_mut().for_each(|seconds| *seconds /= 60)),
    ];
    for (what, bend) in bends {
        let wrong = FromFn::new("bent", Capabilities::ALL, move |case: &Case, policy: &Policy| {
            let mut outcome = Core.verify(case, policy);
            if let Outcome::Reject(rejected) = &mut outcome {
                bend(&mut rejected.outside);
            }
            outcome
        });
        let report = Suite::new(&wrong, rfc5280()).cases(60).relations([15]).run();
        let row = &report.rows[0];
        assert!(row.violated > 0, "{what}: {report}");
        // At the first and last instant there is nothing to tell, and there it held.
        assert!(row.held > 0, "{what}: {report}");
        let smallest = row.examples.iter().map(|example| example.violation.case.len()).min();
        assert_eq!(smallest, Some(2), "{what}: {report}");
    }
}

#[test]
fn the_core_tells_by_how_many_seconds_each_certificate_is_outside_its_period() {
    let world = World::with(|world| {
        world.end_entity.validity.not_after = NOW - 90;
        world.intermediates[0].validity.not_before = NOW + 1;
    });
    for policy in Policy::all() {
        let Outcome::Reject(mut rejected) = Core.verify(&world.materialise(), policy) else {
            panic!("{}", policy.name());
        };
        rejected.outside.sort_unstable();
        assert_eq!(rejected.outside, [-1, 90], "{}", policy.name());
    }
}

#[test]
fn a_verifier_that_ignores_name_constraints_breaks_the_tightening_of_them() {
    let blind = FromFn::new("bent", Capabilities::TLS, |case: &Case, policy: &Policy| {
        let relaxations = verifail::danger::Relaxations::none().with(verifail::danger::Relaxation::NameConstraints);
        Core.verify_relaxed(case, policy, relaxations).unwrap()
    });
    let report = Suite::new(&blind, rfc5280()).cases(60).relations([32]).run();
    assert!(report.rows[0].violated > 0, "{report}");
}

#[test]
fn a_verifier_that_remembers_breaks_independence() {
    use std::cell::Cell;
    let calls = Cell::new(0_u32);
    let forgetful = FromFn::new("bent", Capabilities::TLS, |case: &Case, policy: &Policy| {
        calls.set(calls.get() + 1);
        if calls.get().is_multiple_of(7) { Outcome::reject("tired") } else { Core.verify(case, policy) }
    });
    let report = Suite::new(&forgetful, rfc5280()).cases(60).relations([41]).run();
    assert!(report.rows[0].violated > 0, "{report}");
}

#[test]
fn a_crash_breaks_whatever_relation_it_happens_in() {
    let crashing =
        bent(
            |case, outcome| {
                if case.intermediates.len() > 4 { Outcome::Crash("index out of bounds".to_owned()) } else { outcome }
            },
        );
    let report = Suite::new(&crashing, rfc5280()).cases(40).relations([1]).run();
    assert!(report.rows[0].violated > 0);
    assert!(report.to_string().contains("the verifier crashed: index out of bounds"), "{report}");
}

#[test]
fn the_oracles_find_a_verifier_that_accepts_everything() {
    let always = FromFn::new("always", Capabilities::TLS, |_: &Case, _: &Policy| Outcome::accept());
    let report = Suite::new(&always, rfc5280()).cases(5).run();
    for oracle in &report.oracles {
        let counterexample = oracle.counterexample.as_ref().unwrap();
        assert!(counterexample.case.len() <= 3, "{}: {report}", oracle.name);
    }
    assert_eq!(report.oracles.len(), 2);
}

#[test]
fn an_exception_is_counted_and_not_failed_and_a_stale_one_fails() {
    let lazy = bent(|case, outcome| if case.len() > 9 { Outcome::reject("too many") } else { outcome });
    let suite = Suite::new(&lazy, rfc5280()).cases(60).relations([7, 16]);
    let excepted = suite.clone().exceptions([exception(7)]).run();
    excepted.assert_clean();
    assert!(excepted.rows[0].excepted > 0);
    assert!(excepted.rows[0].violated == 0);
    let stale = suite.clone().exceptions([exception(7), exception(16)]).run();
    assert_eq!(stale.failures().len(), 1, "{stale}");
    assert!(stale.failures()[0].contains("relation 16 under rfc5280 no longer applies"), "{stale}");
    // From a number of certificates on that is never reached, it covers nothing.
    let never = suite.exceptions([Exception { added: 500, ..exception(7) }]).run();
    assert_eq!(never.failures().len(), 2, "{never}");
}

#[test]
fn exceptions_of_other_verifiers_and_policies_concern_nobody() {
    let of_another = Exception { verifier: "another".to_owned(), ..exception(7) };
    let of_another_policy = Exception { policy: Some("go".to_owned()), ..exception(7) };
    let lazy = bent(|_, outcome| outcome);
    let report = Suite::new(&lazy, rfc5280()).cases(5).exceptions([of_another, of_another_policy]).run();
    assert!(report.exceptions.is_empty());
}

#[test]
fn what_a_verifier_cannot_express_is_skipped_aloud() {
    let capabilities = Capabilities { name_constraints: false, ..Capabilities::TLS };
    let blind = FromFn::new("blind", capabilities, |case: &Case, policy: &Policy| Core.verify(case, policy));
    let report = Suite::new(&blind, rfc5280()).cases(5).relations([32, 40, 42, 45]).run();
    assert!(report.rows.iter().all(|row| row.was_skipped()), "{report}");
    let text = report.to_string();
    for why in ["reads no name constraints", "its budget cannot be set", "gives no reasons", "resumes no sessions"] {
        assert!(text.contains(&format!("skipped: {why}")), "{text}");
    }
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let report = |seed| Suite::new(&Core, rfc5280()).cases(10).seed(seed).relations([1, 7, 22]).run().to_string();
    assert_eq!(report(3), report(3));
    assert_ne!(report(3), report(4));
}
