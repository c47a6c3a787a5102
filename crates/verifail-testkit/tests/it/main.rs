//! The testkit's own tests: one binary, a module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]

mod breakable;
mod choices;
mod classification;
mod coverage;
mod defects;
mod example;
mod export;
mod exported;
mod fields;
mod generate;
mod model;
mod rcgen;
mod reasons;
mod relations;
mod rustls_verifiers;
mod seeds;
mod shrink;
mod suite;
mod techniques;
mod worlds;

#[test]
fn no_file_of_this_directory_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is in no module");
    }
}
