//! A Rust test: source text that holds the `.chain` text and verifies it again.

use crate::chain_format::ChainFile;

/// The source of a test that holds a verifier to the file's expectations. `name` is the test's name; `verifier` an
/// expression that is a [`Verifier`](crate::Verifier). It needs this crate and the core, and a file with expectations:
/// one without would test nothing, and is refused with `None`.
///
/// # Examples
/// ```
/// use verifail_testkit::adapter::Core;
/// use verifail_testkit::chain_format::{ChainFile, Expectation};
/// use verifail_testkit::{Verifier, World, export};
///
/// let world = World::good();
/// let outcome = Core.verify(&world.materialise(), verifail::Policy::named("go").unwrap());
/// let file = ChainFile { expectations: Expectation::of("go", &outcome).into_iter().collect(), ..world.into() };
/// let source = export::rust_test(&file, "the_good_world_is_good", "verifail_testkit::adapter::Core").unwrap();
/// assert!(source.contains("expect go accept"));
/// ```
pub fn rust_test(file: &ChainFile, name: &str, verifier: &str) -> Option<String> {
    if file.expectations.is_empty() {
        return None;
    }
    let text = file.to_string();
    let hashes = "#".repeat(1 + longest_run_of_hashes(&text));
    Some(format!(
        "#[test]
fn {name}() {{
    let text = r{hashes}\"{text}\"{hashes};
    let file: verifail_testkit::chain_format::ChainFile = text.parse().expect(\"a .chain text\");
    let case = file.world.materialise();
    for expectation in &file.expectations {{
        let policy = verifail::Policy::named(expectation.policy()).expect(\"a named policy\");
        let outcome = verifail_testkit::Verifier::verify(&{verifier}, &case, policy);
        assert!(expectation.agrees_with(&outcome), \"{{expectation}}, not {{outcome}}\");
    }}
}}
"
    ))
}

fn longest_run_of_hashes(text: &str) -> usize {
    text.split(|c| c != '#').map(str::len).max().unwrap_or(0)
}
