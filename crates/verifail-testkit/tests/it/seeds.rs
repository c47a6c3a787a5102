//! `corpus/chains`: every file there is as the printer writes it, and the core says what it expects.

use std::path::Path;

use verifail::Policy;
use verifail_testkit::Verifier;
use verifail_testkit::adapter::Core;
use verifail_testkit::chain_format::ChainFile;

#[test]
fn the_core_judges_every_seed_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/chains");
    let list = std::fs::read_to_string(folder.join("README.md")).expect("a list");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "chain") {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(list.contains(&format!("| `{name}` |")), "{name} is not in the list");
        let text = std::fs::read_to_string(&path).expect("a text");
        let file: ChainFile = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(file.to_string(), text, "{}", path.display());
        assert!(!file.about.is_empty() && !file.expectations.is_empty(), "{} says nothing", path.display());
        let case = file.world.materialise();
        for expectation in &file.expectations {
            let policy = Policy::named(expectation.policy()).expect("a policy");
            let outcome = Core.verify(&case, policy);
            assert!(expectation.agrees_with(&outcome), "{}: {expectation}, not {outcome}", path.display());
        }
        files += 1;
    }
    assert_eq!(files, list.matches(".chain` |").count(), "the list has a file that is not there");
}
