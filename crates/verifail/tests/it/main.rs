//! The core as a caller meets it: generated certificates in, verdicts out. What a single module promises is tested beside
//! it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, helpers too"
)]

mod der;
mod faults;
mod key;
mod paths;
mod policies;
mod reasons;
mod relaxations;
mod repair;
mod requirements;
mod world;

/// Whether committed expectations are written anew instead of compared.
fn blessing() -> bool {
    std::env::var_os("VERIFAIL_BLESS").is_some_and(|value| value == "1")
}
