//! The crate from outside: settings, verdicts, sessions, diagnoses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]
#![allow(clippy::print_stdout, reason = "how much was looked at is part of what a property says")]

mod authority;
mod cache;
mod clock;
mod cost;
mod diagnosis;
mod handshake;
mod loudness;
#[cfg(feature = "probe")]
mod probe;
mod recorder;
mod revocation;
mod sessions;
mod settings;
#[cfg(feature = "probe")]
mod survey;
mod variants;
mod worlds;

use std::collections::BTreeSet;

#[test]
fn every_file_is_a_module() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let source = include_str!("main.rs");
    let files: BTreeSet<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let forgotten: Vec<_> =
        files.iter().filter(|file| *file != "main" && !source.contains(&format!("mod {file};"))).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
