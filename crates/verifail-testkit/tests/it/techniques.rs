//! What a verifier says it does not look at, techniques do not hold against it, and they say how often.

use std::time::Duration;

use verifail::danger::{Relaxation, Relaxations};
use verifail::{Certificate, Policy};
use verifail_testkit::adapter::{Core, FromFn};
use verifail_testkit::technique::{Differential, Found, Limits, Technique};
use verifail_testkit::world::Purpose;
use verifail_testkit::{Capabilities, Case, Outcome, Suite, Verifier};

const LIMITS: Limits = Limits { cases: 1_200, time: Duration::MAX, seed: 11 };

fn rfc5280() -> &'static Policy {
    Policy::named("rfc5280").unwrap()
}

/// A verifier that lacks something, how it says so, and what is said of the worlds that are skipped.
struct Lacking {
    why: &'static str,
    declare: fn(&mut Capabilities),
    verify: fn(&Case) -> Outcome,
}

fn without(case: &Case, edit: impl FnOnce(&mut Case)) -> Outcome {
    let mut case = case.clone();
    edit(&mut case);
    Core.verify(&case, rfc5280())
}

fn relaxed(case: &Case, relaxation: Relaxation) -> Outcome {
    Core.verify_relaxed(case, rfc5280(), Relaxations::none().with(relaxation)).unwrap()
}

/// Takes the certificates as one path, in order.
fn as_it_comes(case: &Case) -> Outcome {
    let ders: Vec<_> = std::iter::once(&case.end_entity).chain(&case.intermediates).chain(&case.anchors).collect();
    let read: Result<Vec<_>, _> = ders.into_iter().map(|der| Certificate::from_der(der)).collect();
    let linked = |path: &[Certificate<'_>]| path.windows(2).all(|pair| pair[0].issuer() == pair[1].subject());
    match read {
        Ok(path) if case.anchors.len() == 1 && linked(&path) => Core.verify(case, rfc5280()),
        _ => Outcome::reject("no path as it comes"),
    }
}

const LACKING: [Lacking; 7] = [
    Lacking {
        why: "checks no reference identifier",
        declare: |capabilities| capabilities.identity = false,
        verify: |case| without(case, |case| case.question.reference = None),
    },
    Lacking {
        why: "reads no extended key usage",
        declare: |capabilities| capabilities.extended_key_usage = false,
        verify: |case| without(case, |case| case.question.purpose = Purpose::Any),
    },
    Lacking {
        why: "reads no name constraints",
        declare: |capabilities| capabilities.name_constraints = false,
        verify: |case| relaxed(case, Relaxation::NameConstraints),
    },
    Lacking {
        why: "processes no certificate policies",
        declare: |capabilities| capabilities.certificate_policies = false,
        verify: |case| relaxed(case, Relaxation::CertificatePolicies),
    },
    Lacking {
        why: "reads no CRLs",
        declare: |capabilities| capabilities.crls = false,
        verify: |case| without(case, |case| case.question.revocation = None),
    },
    Lacking {
        why: "has no deny list",
        declare: |capabilities| capabilities.distrust = false,
        verify: |case| without(case, |case| case.question.distrusted.clear()),
    },
    Lacking { why: "builds no paths", declare: |capabilities| capabilities.path_building = false, verify: as_it_comes },
];

/// The technique's findings over the verifier, which says what it lacks or says that it lacks nothing.
fn search(technique: Differential, lacking: &Lacking, says_so: bool) -> Found {
    let mut capabilities = Capabilities { cost: false, path: false, ..Capabilities::ALL };
    if says_so {
        (lacking.declare)(&mut capabilities);
    }
    let verifier = FromFn::new("lacking", capabilities, |case: &Case, _: &Policy| (lacking.verify)(case));
    technique.search(&verifier, rfc5280(), LIMITS)
}

#[test]
fn worlds_beyond_a_verifier_are_skipped_aloud_and_no_others_are() {
    for lacking in &LACKING {
        let found = search(Differential::MODEL, lacking, true);
        let shown = found.counterexample.map(|c| format!("{}\n{}", c.what, c.world.unwrap().to_chain()));
        assert!(shown.is_none(), "{}: {}", lacking.why, shown.unwrap());
        let [line] = found.skipped.as_slice() else { panic!("{}: {:?}", lacking.why, found.skipped) };
        let (worlds, why) = line.split_once(" worlds: ").unwrap();
        assert_eq!(why, lacking.why);
        let worlds: u64 = worlds.parse().unwrap();
        assert!(worlds > 0);
        assert_eq!(found.cases + worlds, LIMITS.cases, "each world is compared or skipped");
        // Most worlds are answered the same without what is lacking; few are one path as they come.
        let least = if lacking.why == "builds no paths" { LIMITS.cases / 30 } else { LIMITS.cases / 2 };
        assert!(found.cases > least, "{line}");
        assert!(search(Differential::MODEL, lacking, false).counterexample.is_some(), "{}, unsaid", lacking.why);
    }
}

#[test]
fn corner_cases_beyond_a_verifier_are_skipped_too() {
    for lacking in LACKING.iter().filter(|lacking| lacking.why.contains("name constraints")) {
        let found = search(Differential::CORNERS, lacking, true);
        assert!(found.counterexample.is_none() && found.skipped[0].ends_with(lacking.why), "{:?}", found.skipped);
    }
}

#[test]
fn a_verifier_that_lacks_nothing_is_held_to_every_world() {
    let found = Differential::MODEL.search(&Core, rfc5280(), LIMITS);
    assert_eq!((found.cases, found.skipped), (LIMITS.cases, Vec::new()));
}

#[test]
fn what_a_verifier_answers_with_a_skip_is_counted_and_no_case() {
    let mute = FromFn::new("mute", Capabilities::ALL, |_: &Case, _: &Policy| Outcome::Skip("it is mute".to_owned()));
    let found = Differential::MODEL.search(&mute, rfc5280(), LIMITS);
    assert_eq!((found.cases, found.skipped), (0, vec![format!("{} worlds: it is mute", LIMITS.cases)]));
}

#[test]
fn the_oracles_of_a_suite_say_what_they_skipped() {
    for lacking in &LACKING {
        let mut capabilities = Capabilities { cost: false, path: false, ..Capabilities::ALL };
        (lacking.declare)(&mut capabilities);
        let verifier = FromFn::new("lacking", capabilities, |case: &Case, _: &Policy| (lacking.verify)(case));
        let report = Suite::new(&verifier, rfc5280()).cases(60).without_relations().run();
        report.assert_clean();
        let text = report.to_string();
        for oracle in ["reference model", "defect list"] {
            let said = |line: &str| line.starts_with(&format!("{oracle}: skipped ")) && line.ends_with(lacking.why);
            assert!(text.lines().any(said), "{text}");
        }
    }
}
