//! Limits: each is enough where it is reached and too little one below; and what is too much to say hides no error.

use verifail::policy::Parameters;
use verifail::{Policy, Severity};

use super::everything;
use crate::der::{self, Extension, oid};
use crate::faults::extra_ca;
use crate::world::{Answer, CA_KEY, CrlTemplate, ROOT_KEY, World};

fn ask(world: &World, like: &str, edit: impl FnOnce(&mut Parameters)) -> Answer {
    let policy = Policy::named(like).unwrap();
    let mut parameters = policy.parameters().clone();
    edit(&mut parameters);
    world.chain().ask_under(&policy.clone().with_parameters("limited", parameters), &world.question)
}

fn two_cas() -> World {
    World::with(extra_ca)
}

#[test]
fn as_many_signatures_as_the_path_has_are_enough() {
    ask(&two_cas(), "rfc5280", |p| p.budget.signatures = 3).expect_accepted();
    let answer = ask(&two_cas(), "rfc5280", |p| p.budget.signatures = 2);
    assert!(!answer.accepted && answer.codes().contains("chain-limits"), "{}", answer.text);
    // A CRL costs one more.
    let world =
        World::with(|w| w.check_revocation(vec![CrlTemplate::of("CA", CA_KEY), CrlTemplate::of("Root", ROOT_KEY)]));
    ask(&world, "rfc5280", |p| p.budget.signatures = 4).expect_accepted();
    assert!(!ask(&world, "rfc5280", |p| p.budget.signatures = 3).accepted);
}

#[test]
fn as_many_steps_as_the_path_has_certificates_are_enough() {
    ask(&two_cas(), "rfc5280", |p| p.budget.path_steps = 3).expect_accepted();
    ask(&two_cas(), "rfc5280", |p| p.budget.path_steps = 2).expect_reasons(&["chain-limits"]);
}

#[test]
fn a_path_may_be_as_deep_as_the_budget_and_as_long_as_the_policy_allows() {
    ask(&two_cas(), "rfc5280", |p| p.budget.depth = 4).expect_accepted();
    assert!(!ask(&two_cas(), "rfc5280", |p| p.budget.depth = 3).accepted);
    ask(&two_cas(), "rfc5280", |p| p.max_intermediates = Some(2)).expect_accepted();
    ask(&two_cas(), "rfc5280", |p| p.max_intermediates = Some(1)).expect_reasons(&["chain-limits"]);
    ask(&two_cas(), "openssl", |p| p.max_intermediates = Some(2)).expect_accepted();
    assert!(!ask(&two_cas(), "openssl", |p| p.max_intermediates = Some(1)).accepted);
}

/// Two subtrees of host names and three of addresses above a server with one host name and a subject.
fn constrained() -> World {
    World::with(|w| {
        let permitted = [der::dns("example.com"), der::ip(&[10, 0, 0, 0, 255, 0, 0, 0])];
        let excluded = [der::dns("example.net"), der::ip(&[0; 8]), der::ip(&[0; 32])];
        w.intermediate().set(der::name_constraints(&permitted, &excluded));
    })
}

#[test]
fn comparisons_are_paid_for_as_the_verifier_counts_them() {
    // By form, or every subtree for each of the two names; Go compares no subjects.
    for (policy, comparisons) in [("rfc5280", 2), ("boringssl-pki", 2), ("go", 2), ("rustls", 10), ("openssl", 10)] {
        let answer = ask(&constrained(), policy, |p| p.budget.name_constraint_comparisons = comparisons);
        answer.expect_accepted();
        assert_eq!(answer.counters.name_constraint_comparisons, comparisons, "{policy}");
        let answer = ask(&constrained(), policy, |p| p.budget.name_constraint_comparisons = comparisons - 1);
        answer.expect_reasons(&["chain-limits"]);
    }
}

/// An end entity with critical extensions that nobody knows.
fn crowded(world: &mut World, extensions: u8) {
    for number in 0..extensions {
        let id = [oid::UNKNOWN, &[1, number & 0x7f, number >> 7]].concat();
        world.end_entity.extensions.push(Extension::new(&id, true, vec![5, 0]));
    }
}

#[test]
fn an_error_is_seen_behind_any_number_of_warnings() {
    for (extensions, kept) in [(60, true), (200, false)] {
        let mut world = World::with(|w| crowded(w, extensions));
        let answer = world.chain().ask_under(&everything("rfc5280"), &world.question);
        answer.expect_accepted();
        let warnings = answer.findings().iter().filter(|f| f.severity == Severity::Warning).count();
        assert_eq!(warnings, if kept { usize::from(extensions) } else { 64 }, "{}", answer.text);
        world.end_entity.tampered = true;
        let answer = world.chain().ask_under(&everything("rfc5280"), &world.question);
        answer.expect_reasons(&["bad-signature"]);
    }
}

#[test]
fn findings_beyond_the_bound_are_counted_and_leave_the_repair_unproved() {
    for (extensions, shown, omitted) in [(64, 64, 0), (65, 64, 1), (200, 64, 136)] {
        let answer = World::with(|w| crowded(w, extensions)).ask("rfc5280");
        answer.expect_reasons(&["unhandled-critical-extension"]);
        let path = &answer.report.paths[0];
        assert_eq!((path.findings.len(), path.omitted_findings), (shown, omitted));
        assert_eq!(answer.repair.as_ref().unwrap().proved, omitted == 0, "{}", answer.text);
        assert_eq!(answer.text.contains("findings more"), omitted > 0, "{}", answer.text);
    }
}

fn twin(world: &mut World, edit: impl FnOnce(&mut crate::world::Template)) {
    let mut twin = world.intermediates[0].clone();
    twin.serial_number.push(1);
    edit(&mut twin);
    world.intermediates.insert(0, twin);
}

/// Of two candidates OpenSSL takes the first that is valid, the last second excluded, or the one that is valid longest.
#[test]
fn one_issuer_is_chosen_by_its_validity() {
    let wrong_key = |t: &mut crate::world::Template| {
        t.public_key_info = crate::key::public_key_info(7).to_vec();
    };
    let from_now = World::with(|w| {
        twin(w, |t| {
            wrong_key(t);
            t.not_before = "20260615000000Z".to_owned();
        });
    });
    from_now.ask("openssl").expect_reasons(&["bad-signature"]);
    let until_now = World::with(|w| {
        twin(w, |t| {
            wrong_key(t);
            t.not_after = "20260615000000Z".to_owned();
        });
    });
    until_now.ask("openssl").expect_accepted();
    for (first, second, chosen) in [(10, 12, 12), (12, 10, 12), (11, 11, 11)] {
        let until = |day: u8| format!("202606{day}000000Z");
        let world = World::with(|w| {
            w.intermediates[0].not_after = until(second);
            twin(w, |t| t.not_after = until(first));
        });
        let answer = world.ask("openssl");
        answer.expect_reasons(&["expired"]);
        let expected = format!("valid until 2026-06-{chosen}T00:00:00Z");
        assert!(answer.text.contains(&expected), "{}", answer.text);
    }
}

#[test]
fn more_certificates_that_expired_than_are_tried_do_not_hide_one_that_is_valid() {
    let world = World::with(|w| {
        w.intermediates[0].serial_number = vec![0x7f; 4];
        for number in 0..=u8::MAX {
            let mut twin = w.intermediates[0].clone();
            twin.serial_number = vec![0x22, number];
            twin.not_after = "20260614000000Z".to_owned();
            w.intermediates.push(twin);
        }
    });
    world.ask("rfc5280").expect_accepted();
}
