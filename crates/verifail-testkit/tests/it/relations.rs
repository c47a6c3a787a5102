//! The core is held to the relations under every policy.

use std::collections::BTreeSet;

use verifail::Policy;
use verifail_testkit::Suite;
use verifail_testkit::adapter::Core;
use verifail_testkit::exceptions::modelled;
use verifail_testkit::relation::Relation;

/// Relations of classifiers and of resumption: a verifier is neither.
const OF_OTHERS: [u8; 3] = [43, 44, 45];

#[test]
fn the_core_keeps_every_relation_under_every_policy_but_for_what_its_models_break() {
    let mut never: BTreeSet<u8> = Relation::ALL.iter().map(|relation| relation.number).collect();
    for policy in Policy::all() {
        let report = Suite::new(&Core, policy).cases(40).exceptions(modelled()).without_oracles().run();
        report.assert_clean();
        never.retain(|number| !report.rows.iter().any(|row| row.relation.number == *number && row.applied() > 0));
    }
    assert_eq!(never, OF_OTHERS.into());
}
