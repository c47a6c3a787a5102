//! Gates on what is exact wherever it runs: verdicts, counters, allocations. Times are the benches' to tell.
#![allow(clippy::unwrap_used, reason = "an input of our own that cannot be read fails its test")]

mod adversarial;
mod allocations;
mod complexity;
mod order_independence;
mod recorder;
mod retries;

#[test]
fn no_file_beside_this_one_is_forgotten() {
    let own = include_str!("main.rs");
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap();
    for file in files {
        let name = file.unwrap().file_name().into_string().unwrap();
        let module = name.strip_suffix(".rs").unwrap();
        assert!(module == "main" || own.contains(&format!("mod {module};")), "{name}");
    }
}
