//! What the client promises: against the faults of the lab, against servers that answer as a test tells them, and on
//! paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]
#![allow(clippy::print_stdout, reason = "how many calls were made and failed is part of what a test says")]

mod addresses;
mod caching;
mod catalogue;
mod client;
mod fleet;
mod http2;
mod incident_a;
mod incident_b;
mod incidents;
mod layers;
mod outputs;
mod resumption;
mod retries;
mod server;
mod size;

#[test]
fn no_file_of_this_directory_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is in no module");
    }
}
