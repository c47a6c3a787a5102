//! The example `custom_verifier` finds what is planted in it, and shows it in few certificates.

use verifail::{Policy, Reason};
use verifail_testkit::adapter::Core;
use verifail_testkit::{Verifier, World};

#[allow(dead_code, reason = "a test has no main")]
#[path = "../../examples/custom_verifier.rs"]
mod custom_verifier;

#[test]
fn the_planted_bug_is_found_and_made_small() {
    let found = custom_verifier::search().expect("the planted bug");
    assert!(found.what.contains("our own says accept"), "{}", found.what);
    let chain = found.chain_file().expect("a generated world").to_string();
    let world = World::from_chain(&chain).expect("what is printed is read");
    assert!(world.len() <= 3, "{chain}");
    let outcome = Core.verify(&world.materialise(), Policy::named("rustls").expect("a policy"));
    assert_eq!(outcome.reasons(), [Reason::NameMismatch], "{chain}");
}
