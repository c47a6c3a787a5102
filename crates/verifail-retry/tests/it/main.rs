//! The properties of a retry, R1 to R19: one binary, a module a group of properties.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]
#![allow(clippy::print_stdout, reason = "how many states a model has is said where somebody looks")]

mod attempts;
mod breaker;
mod budget;
mod cancellation;
mod connections;
mod deadline;
mod delays;
mod errors;
mod events;
mod evidence;
mod fixture;
mod herd;
mod hints;
mod hops;
mod jitter_law;
mod metastable;
mod models;
mod permanent;
mod sent;

#[test]
fn no_file_of_this_directory_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is in no module");
    }
}
