//! The smallest repair of every refused world: proved, enough, and nothing in it that could stay.

use std::collections::BTreeSet;

use verifail::Severity;
use verifail::danger::{Relaxation, Relaxations};

use crate::faults;
use crate::world::{Answer, Chain, World, policies};

/// The families that let the repair's findings pass.
fn families(answer: &Answer) -> BTreeSet<Relaxation> {
    let repair = answer.repair.as_ref().unwrap();
    let findings = &answer.paths[repair.path].findings;
    repair.findings.iter().filter_map(|at| Relaxation::of(findings[*at].reason)).collect()
}

fn relaxed(chain: &Chain, world: &World, policy: &str, families: impl IntoIterator<Item = Relaxation>) -> Answer {
    let mut question = world.question.clone();
    question.relaxations = families.into_iter().fold(Relaxations::none(), Relaxations::with);
    chain.ask(policy, &question)
}

/// Checks one world under every policy; returns how often it was refused.
fn check(name: &str, world: &World) -> usize {
    let chain = world.chain();
    let mut refused = 0;
    for policy in policies() {
        let answer = chain.ask(policy, &world.question);
        if answer.accepted {
            assert!(answer.repair.is_none(), "{name}, {policy}");
            continue;
        }
        refused += 1;
        let repair = answer.repair.as_ref().unwrap();
        assert!(repair.proved, "{name}, {policy}: {}", answer.text);
        let errors: Vec<usize> = (0..)
            .zip(answer.findings())
            .filter(|(_, finding)| finding.severity == Severity::Error)
            .map(|(at, _)| at)
            .collect();
        assert_eq!((repair.path, &repair.findings), (0, &errors), "{name}, {policy}: {}", answer.text);
        assert!(!errors.is_empty(), "{name}, {policy}: {}", answer.text);
        let families = families(&answer);
        let all = relaxed(&chain, world, policy, families.iter().copied());
        assert!(all.accepted, "{name}, {policy}: {families:?}\n{}", all.text);
        for left_out in &families {
            let fewer = families.iter().copied().filter(|family| family != left_out);
            let answer = relaxed(&chain, world, policy, fewer);
            assert!(!answer.accepted, "{name}, {policy} without {left_out}: {}", answer.text);
        }
    }
    refused
}

#[test]
fn the_repair_of_every_single_fault_is_proved_sufficient_and_minimal() {
    let refused: usize = faults::worlds().map(|(name, world)| check(&name, &world)).sum();
    assert!(refused > 500, "{refused}");
}

#[test]
fn the_repair_of_faults_in_three_places_at_once_names_all_of_them() {
    for (name, mut world) in faults::worlds().step_by(3) {
        world.end_entity.not_after = "20260614000000Z".to_owned();
        world.question.name = Some("elsewhere.example".to_owned());
        check(&name, &world);
    }
}
