//! Relaxations: one family lets pass what belongs to it and nothing else, and never silently.

use verifail::danger::{Relaxation, Relaxations};
use verifail::policy::PathSearch;
use verifail::verdict::SignatureState;
use verifail::{Policy, Reason, Severity};

use crate::der::{self, oid};
use crate::faults;
use crate::world::{Answer, Chain, World};

/// What it makes the answer say, and the edit.
type Fault = (Reason, fn(&mut World));

const POLICIES: [&str; 5] = ["rustls", "rfc5280", "web-pki", "go", "openssl"];

fn relaxed(chain: &Chain, world: &World, policy: &str, relaxations: Relaxations) -> Answer {
    let mut question = world.question.clone();
    question.relaxations = relaxations;
    chain.ask(policy, &question)
}

/// Holds an answer under one relaxed family against the answer without.
fn check(name: &str, plain: &Answer, relaxed: &Answer, family: Relaxation, policy: &str) {
    let chooses_one_issuer = Policy::named(policy).unwrap().parameters().path_search != PathSearch::Exhaustive;
    let context = || format!("{name}, {family}: {}\n\nwithout: {}", relaxed.text, plain.text);
    assert_eq!(relaxed.relaxations.iter().collect::<Vec<_>>(), [family], "{}", context());
    let let_pass: Vec<_> = relaxed.findings().iter().filter(|f| f.severity == Severity::Relaxed).collect();
    for finding in &let_pass {
        assert_eq!(Relaxation::of(finding.reason), Some(family), "{}", context());
    }
    if plain.accepted {
        assert!(relaxed.accepted, "{}", context());
        return;
    }
    if !relaxed.accepted {
        return;
    }
    // Accepted only for what was let pass: it is there to be seen, and nothing else was wrong.
    assert!(!let_pass.is_empty() && relaxed.errors().next().is_none(), "{}", context());
    let own = |answer: &Answer| {
        answer.paths.iter().any(|path| {
            let mut errors = path.findings.iter().filter(|f| f.severity == Severity::Error).peekable();
            errors.peek().is_some() && errors.all(|f| Relaxation::of(f.reason) == Some(family))
        })
    };
    // A policy that chooses one issuer beforehand chooses another one when what speaks against it is let pass.
    assert!(own(plain) || chooses_one_issuer, "{}", context());
    let path = &relaxed.paths[0];
    if family != Relaxation::Anchor {
        assert!(path.anchored, "{}", context());
    }
    if family != Relaxation::Signature {
        let below = &path.signatures[..path.signatures.len() - 1];
        assert!(below.iter().all(|state| *state == SignatureState::Valid), "{}", context());
    }
}

#[test]
fn one_family_lets_pass_only_what_belongs_to_it_and_leaves_a_finding() {
    let mut accepted = std::collections::BTreeMap::<Relaxation, usize>::new();
    for (name, world) in faults::worlds() {
        let chain = world.chain();
        for policy in POLICIES {
            let plain = chain.ask(policy, &world.question);
            for family in Relaxation::ALL {
                let answer = relaxed(&chain, &world, policy, Relaxations::none().with(*family));
                check(&format!("{name}, {policy}"), &plain, &answer, *family, policy);
                if answer.accepted && !plain.accepted {
                    *accepted.entry(*family).or_default() += 1;
                }
            }
        }
    }
    let idle: Vec<_> = Relaxation::ALL.iter().filter(|family| !accepted.contains_key(family)).collect();
    assert!(idle.is_empty(), "let nothing pass: {idle:?}");
}

#[test]
fn relaxing_extended_key_usage_still_refuses_everything_else() {
    let faults: [Fault; 6] = [
        (Reason::NameMismatch, |w| w.question.name = Some("elsewhere.example".to_owned())),
        (Reason::UnknownIssuer, |w| w.anchors.clear()),
        (Reason::Expired, |w| w.end_entity.not_after = "20260614000000Z".to_owned()),
        (Reason::BadSignature, |w| w.end_entity.tampered = true),
        (Reason::NameConstraints, |w| {
            w.intermediate().set(der::name_constraints(&[der::dns("example.net")], &[]));
        }),
        (Reason::CaViolation, |w| w.intermediate().set(der::basic_constraints(false, None))),
    ];
    for policy in POLICIES {
        let deficient = |edit: Option<fn(&mut World)>| {
            let world = World::with(|w| {
                w.end_entity.set(der::extended_key_usage(&[oid::CLIENT_AUTH]));
                w.question.relaxations = Relaxations::none().with(Relaxation::ExtendedKeyUsage);
                if let Some(edit) = edit {
                    edit(w);
                }
            });
            world.ask(policy)
        };
        deficient(None).expect_accepted();
        for (reason, edit) in faults {
            let answer = deficient(Some(edit));
            assert!(!answer.accepted && answer.reasons.contains(&reason), "{}", answer.text);
            assert!(!answer.reasons.contains(&Reason::EkuMissingOrWrong), "{}", answer.text);
        }
    }
}

#[test]
fn relaxing_strength_lets_no_signature_pass_that_was_not_checked() {
    let strength = Relaxations::none().with(Relaxation::Strength);
    for policy in POLICIES {
        let world = World::with(|w| {
            w.intermediate().public_key_info = faults::rsa_of(63);
            w.question.relaxations = strength;
        });
        assert!(!world.ask(policy).accepted, "{policy}");
        let world = World::with(|w| {
            w.end_entity.digest = crate::key::Digest::Sha1;
            w.end_entity.tampered = true;
            w.question.relaxations = strength;
        });
        world.ask(policy).expect_reasons(&["bad-signature"]);
    }
}

#[test]
fn relaxing_limits_accepts_no_path_whose_signatures_nobody_had_time_to_check() {
    let (_, edit) = faults::OF_A_WORLD.iter().find(|(name, _)| *name == "too much to search").unwrap();
    for policy in ["rustls", "rfc5280", "web-pki", "go"] {
        let world = World::with(|w| {
            edit(w);
            w.question.relaxations = Relaxations::none().with(Relaxation::Limits);
        });
        assert!(!world.ask(policy).accepted, "{policy}");
    }
}

#[test]
fn no_relaxation_changes_nothing() {
    for (name, world) in faults::worlds() {
        let chain = world.chain();
        for policy in POLICIES {
            let plain = chain.ask(policy, &world.question);
            let none = relaxed(&chain, &world, policy, Relaxations::none());
            assert_eq!((plain.accepted, &plain.text), (none.accepted, &none.text), "{name}, {policy}");
            let relaxed = plain.paths.iter().flat_map(|path| &path.findings).any(|f| f.severity == Severity::Relaxed);
            assert!(!relaxed, "{name}, {policy}: {}", plain.text);
        }
    }
}

#[test]
fn everything_relaxed_accepts_and_says_everything_it_let_pass() {
    for (name, world) in faults::worlds() {
        let chain = world.chain();
        for policy in POLICIES {
            let answer = relaxed(&chain, &world, policy, Relaxations::all());
            let plain = chain.ask(policy, &world.question);
            assert!(answer.accepted, "{name}, {policy}: {}", answer.text);
            let let_pass = answer.findings().iter().any(|f| f.severity == Severity::Relaxed);
            assert_eq!(let_pass, !plain.accepted, "{name}, {policy}: {}", answer.text);
        }
    }
}
