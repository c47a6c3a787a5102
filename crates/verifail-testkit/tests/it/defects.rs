//! Three oracles, one answer: what the catalogue of defects predicts is what the reference model judges and what the
//! core says, reason by reason and place by place.

use std::collections::BTreeSet;

use verifail::{Policy, Reason};
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::Random;
use verifail_testkit::defect::What;
use verifail_testkit::model::Judgement;
use verifail_testkit::plan::Expectation;
use verifail_testkit::verifier::Breach;
use verifail_testkit::{Defect, Plan, Verifier, World, generate, model};

/// What the prediction is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Oracles {
    /// The reference model and the core.
    All,
    /// The core.
    WithoutModel,
}

/// What the reference model says, as the other two say it.
fn modelled(judgement: &Judgement) -> Expectation {
    let breach = |(depth, reason): &(usize, Reason)| Breach { reason: *reason, depth: Some(*depth) };
    let mut breaches: Vec<_> = judgement.breaches.iter().map(breach).collect();
    breaches.sort();
    if judgement.accepted { Expectation::Accept } else { Expectation::Reject(breaches) }
}

/// Every way in which the model or the core differs from the prediction, as text.
/// The model is slow and so asked where `oracles` says all of them.
fn differences(
    base: &World,
    plans: impl IntoIterator<Item = Plan>,
    policies: &[&Policy],
    oracles: Oracles,
) -> (usize, Vec<String>) {
    let (mut checked, mut differences) = (0, Vec::new());
    for plan in plans {
        let world = plan.world();
        let case = world.materialise();
        let prediction = plan.prediction();
        for policy in policies {
            checked += 1;
            let expected = prediction.as_ref().map(|prediction| prediction.under(policy));
            let outcome = Core.verify(&case, policy);
            let model = (oracles == Oracles::All).then(|| modelled(&model::judge(&world, policy)));
            let of_core = Expectation::of(&outcome);
            if expected.is_none() || of_core != expected || model.is_some_and(|model| Some(model) != expected) {
                let model = modelled(&model::judge(&world, policy));
                let expected = expected.map_or_else(|| "nothing".to_owned(), |expected| expected.to_string());
                let said = Expectation::of(&outcome).map_or_else(|| outcome.to_string(), |said| said.to_string());
                let defects: Vec<_> =
                    plan.defects.iter().map(|placed| format!("{} at {:?}", placed.defect, placed.place)).collect();
                differences.push(format!(
                    "{} of {}, {}: expected {expected}; the model says {model}; the core says {said}",
                    defects.join(" and "),
                    base.len(),
                    policy.name(),
                ));
            }
        }
    }
    (checked, differences)
}

#[test]
fn prediction_model_and_core_agree_on_every_defect_at_every_place_under_every_policy() {
    let policies: Vec<_> = Policy::all().iter().collect();
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for intermediates in 0..=3 {
        let base = World::tower(intermediates);
        let singles = Plan::singles(&base);
        seen.extend(singles.iter().map(|placed| (placed.defect, placed.defect.position(placed.place))));
        let plans = singles.into_iter().map(|placed| Plan::plain(base.clone()).and(placed.defect, placed.place));
        failures.extend(differences(&base, plans, &policies, Oracles::All).1);
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
    for defect in Defect::ALL {
        for position in defect.positions() {
            assert!(seen.contains(&(*defect, *position)), "{defect} fits no world as {position}");
        }
    }
}

#[test]
fn prediction_model_and_core_agree_on_random_plans_under_every_policy() {
    let policies: Vec<_> = Policy::all().iter().collect();
    let mut failures = Vec::new();
    let mut checked = 0;
    for seed in 0..3_000 {
        let plan = generate::plan(&mut Random::new(seed));
        if !plan.is_consistent() {
            continue;
        }
        let (more, differing) = differences(&plan.base.clone(), [plan], &policies, Oracles::All);
        checked += more;
        failures.extend(differing);
    }
    assert!(failures.is_empty(), "{} of {checked} differ\n{}", failures.len(), failures.join("\n"));
    assert!(checked > 10_000, "only {checked} of the generated plans are consistent");
}

#[test]
fn every_pair_of_compatible_defects_gives_the_union_of_the_predicted_reasons() {
    let all: Vec<_> = Policy::all().iter().collect();
    // The longer chain has half as many pairs again, and only their distance is new.
    let some: Vec<_> =
        all.iter().copied().filter(|policy| ["rfc5280", "rustls", "openssl"].contains(&policy.name())).collect();
    let mut failures = Vec::new();
    let mut total = 0;
    for (intermediates, policies) in [(1, all), (2, some)] {
        let base = World::tower(intermediates);
        let pairs = Plan::pairs(&base);
        let plans = pairs.into_iter().map(|pair| Plan { base: base.clone(), defects: pair.to_vec() });
        let (checked, more) = differences(&base, plans, &policies, Oracles::WithoutModel);
        total += checked;
        failures.extend(more);
    }
    assert!(failures.is_empty(), "{} of {total} differ\n{}", failures.len(), failures.join("\n"));
    assert!(total > 300_000, "only {total}");
}

/// The catalogue as the page of the module shows it.
fn table() -> String {
    let mut text = String::from("\n| defect | family | in | what | breaches |\n|---|---|---|---|---|\n");
    for defect in Defect::ALL {
        let positions: Vec<_> = defect.positions().iter().map(|position| position.code()).collect();
        let breaches: BTreeSet<_> = defect
            .effects()
            .iter()
            .map(|effect| match effect.what {
                What::Breach(requirement) | What::BreachAs(requirement, _) | What::Refusal(requirement, _) => {
                    requirement.code()
                }
                What::EndsPath => "trust-anchor-reached",
            })
            .collect();
        let breaches: Vec<_> = breaches.into_iter().collect();
        text.push_str(&format!(
            "| `{defect}` | {} | {} | {} | {} |\n",
            defect.family(),
            positions.join(", "),
            defect.description(),
            breaches.join(", "),
        ));
    }
    text
}

#[test]
fn the_page_of_the_module_lists_the_catalogue() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/defect/defects.md");
    if std::env::var_os("VERIFAIL_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(file, table()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), table());
}
