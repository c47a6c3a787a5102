//! The core as a caller meets it: generated certificates in, verdicts out. What a single module promises is tested
//! beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]

mod assessments;
mod cache;
#[cfg(feature = "json")]
mod capture;
mod captured;
mod classification;
mod code_books;
mod corpus;
mod der;
mod evidence;
mod facts;
mod failures;
mod faults;
mod hostile;
mod hypothesis;
mod key;
mod order;
mod paths;
mod policies;
mod reasons;
mod relaxations;
mod repair;
mod reports;
mod requirements;
mod rules;
mod structure;
mod verdicts;
mod webpki;
mod world;

use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

/// A runner of `cases` random worlds, the same in every run; with `VERIFAIL_CASES=N` in the environment, of N others.
/// What fails is kept in the repository and tried first.
fn runner(cases: u32, regressions: &'static str) -> TestRunner {
    let more = std::env::var("VERIFAIL_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: more.unwrap_or(cases),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        ..Config::default()
    };
    match more {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

/// Whether committed expectations are written anew instead of compared.
fn blessing() -> bool {
    std::env::var_os("VERIFAIL_BLESS").is_some_and(|value| value == "1")
}
