//! Every seed replayed on stable, and the glue held to the list of targets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]

mod glue;
mod replay;
mod seeds;

use std::path::PathBuf;

/// The directory of the libFuzzer package.
fn fuzz() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}
