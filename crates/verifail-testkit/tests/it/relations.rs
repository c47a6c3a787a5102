//! The core is held to the relations under every policy.

use verifail::Policy;
use verifail_testkit::Suite;
use verifail_testkit::adapter::Core;
use verifail_testkit::exceptions::modelled;

#[test]
fn the_core_keeps_every_relation_under_every_policy_but_for_what_its_models_break() {
    for policy in Policy::all() {
        let report = Suite::new(&Core, policy).cases(250).exceptions(modelled()).run();
        println!("{report}");
    }
}
