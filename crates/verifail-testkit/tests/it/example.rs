//! The example `custom_verifier` finds what is planted in it, in few certificates, and the crate's page shows what it
//! prints.

use verifail::{Policy, Reason};
use verifail_testkit::adapter::Core;
use verifail_testkit::{Verifier, World};

#[path = "../../examples/custom_verifier.rs"]
mod custom_verifier;

/// What the example ends with.
fn report() -> String {
    let panic = std::panic::catch_unwind(custom_verifier::main).expect_err("the planted bug");
    *panic.downcast::<String>().expect("a report")
}

#[test]
fn the_planted_bug_is_found_and_made_small() {
    let report = report();
    let chains: Vec<_> = report.split("verifail chain 1\n").skip(1).collect();
    assert_eq!(chains.len(), 2, "{report}");
    for chain in chains {
        let rest = |line: &&str| !line.starts_with("the defects") && !line.starts_with("FAILED");
        let lines: Vec<_> = ["verifail chain 1"].into_iter().chain(chain.lines().take_while(rest)).collect();
        let world = World::from_chain(&format!("{}\n", lines.join("\n"))).expect("what is printed is read");
        assert_eq!(world.len(), 2, "{report}");
        let outcome = Core.verify(&world.materialise(), Policy::named("rustls").expect("a policy"));
        assert_eq!(outcome.reasons(), [Reason::NameMismatch], "{report}");
    }
}

#[test]
fn the_page_of_the_crate_shows_what_the_example_prints() {
    let page = include_str!("../../src/lib.rs");
    let (_, shown) = page.split_once("with this report:\n//!\n//! ```text\n").expect("a report on the page");
    let (shown, _) = shown.split_once("//! ```\n").expect("an end of it");
    let shown = shown.lines().map(|line| line.trim_start_matches("//!").trim_start_matches(' '));
    let report = report();
    let printed: Vec<_> = report.trim_end().lines().map(str::trim_start).collect();
    assert_eq!(shown.collect::<Vec<_>>(), printed, "{report}");
}

#[test]
fn the_example_is_forty_lines() {
    assert_eq!(include_str!("../../examples/custom_verifier.rs").lines().count(), 40);
}
