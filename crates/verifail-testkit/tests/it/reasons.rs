//! Every reason of verification is given alone and in company, each by a plan of the catalogue.

use std::collections::BTreeMap;

use verifail::{Policy, Reason};
use verifail_testkit::adapter::Core;
use verifail_testkit::world::SignatureForm;
use verifail_testkit::{Plan, Verifier, World};

/// For each set of reasons that some policy gives to a plan of at most two defects, one such plan.
fn given() -> BTreeMap<Vec<Reason>, String> {
    let policies: Vec<_> =
        ["web-pki", "rustls", "apple-tls-server", "rfc5280"].into_iter().filter_map(Policy::named).collect();
    let mut given = BTreeMap::new();
    let mut ask = |plan: &Plan| {
        let case = plan.world().materialise();
        for policy in &policies {
            let reasons = Core.verify(&case, policy).reasons();
            let defects: Vec<_> = plan.defects.iter().map(ToString::to_string).collect();
            given.entry(reasons).or_insert_with(|| format!("{} under {}", defects.join(" and "), policy.name()));
        }
    };
    for intermediates in [1, 2] {
        let base = World::tower(intermediates);
        for placed in Plan::singles(&base) {
            ask(&Plan { base: base.clone(), defects: vec![placed] });
        }
    }
    // Beside the simplest reason there is.
    let base = World::good();
    for pair in Plan::pairs(&base) {
        if pair.iter().any(|placed| ["expired", "key-distrusted"].contains(&placed.defect.code())) {
            ask(&Plan { base: base.clone(), defects: pair.to_vec() });
        }
    }
    // A digest counts alone where no signature has to verify: in an end entity that is trusted itself.
    let trusted = World::with(|world| {
        world.end_entity.signature = SignatureForm::Sha1;
        world.anchors = vec![world.end_entity.clone()];
        world.intermediates.clear();
    });
    ask(&Plan::plain(trusted));
    given
}

#[test]
fn every_reason_of_verification_is_given_alone_and_with_another_and_no_other_reason() {
    let given = given();
    let mut missing = Vec::new();
    for reason in Reason::ALL {
        let alone = given.get(&vec![*reason]);
        let in_company = given.keys().find(|reasons| reasons.len() > 1 && reasons.contains(reason));
        if !reason.is_verified() {
            assert_eq!((alone, in_company), (None, None), "{reason} is given after all");
        } else if alone.is_none() || in_company.is_none() {
            missing.push(format!("{reason}: alone {}, in company {}", alone.is_some(), in_company.is_some()));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
