//! The bodies of the fuzz targets: each a property of any octets, with an oracle that knows when it does not hold.
//!
//! A fuzzer without an oracle finds crashes, of which safe Rust has few. Here octets are a question to which somebody
//! else knows the answer too: the reference model, rustls-webpki, x509-parser, the same verifier asked otherwise, a
//! naive twin of thirty lines. [`targets`] has a file for each property; the packages of `fuzz/` are the glue that
//! libFuzzer wants, and `tests/it` replays every seed on stable.
//!
//! ```
//! let target = verifail_fuzzing::target("certificate_der").unwrap();
//! assert_eq!((target.check)(b"\x30\x03\x02\x01\x05"), Ok(()));
//! ```
//!
//! # Two kinds of input
//!
//! Where octets matter (certificates, texts, settings) a target takes octets, with a dictionary. Where structure does,
//! it takes a [`Spec`]: a `.chain` text with a line on what is asked about it. libFuzzer's own mutations of such a text
//! would be syntax errors, so these targets bring [`mutator`]: the world is read, edited as
//! [`mod@verifail_testkit::mutate`] edits, and written again. What is found is a `.chain` file already.
//!
//! # Pace
//!
//! A fuzzer that waits for its target finds nothing. What may be asked of one hangs on what it does ([`Class`]):
//! targets that **verify chains** are to execute 8,000 inputs a second of one core, without a sanitizer, and those that
//! **read octets** 60,000. To the first belong the structured ones, which encode and sign a world before;
//! `name_constraints`, whose lines are names in such a world; and `chain_der`, of whose inputs each is verified by the
//! core and by rustls-webpki, up to the trust anchor. All others are of the second class, those too that classify.
//!
//! For their pace, targets hold an input to one of the things that must hold where there are several of one cost, by
//! the octets of the input: all inputs together are held to all, and the same input always to the same.
//!
//! # The same each time
//!
//! Which edges an input reaches must not hang on the inputs before it, nor on the process: else a merged corpus lacks
//! edges of its parts. So nothing here hashes with random keys; what is made once is made before the first input
//! ([`Target::warm_up`]); what is remembered saves work that was done for another input, edges included; and P-256,
//! whose signatures are random, is left to the tests.
//!
//! # What is under test
//!
//! The core. With the variable [`PLANTED`](under_test::PLANTED) it is the testkit's breakable verifier with one
//! historic bug: so `cargo xtask fuzz plant` measures how long a target needs to notice. The core itself has no
//! switches.

mod believing;
pub mod dictionary;
mod expected;
pub mod mutator;
pub mod seeds;
mod spec;
mod target;
pub mod targets;
pub mod under_test;
pub mod webpki_side;

pub use expected::expected;
pub use spec::Spec;
pub use target::{Checked, Class, Difference, Form, Target};

/// Every target, by name.
pub const TARGETS: &[&Target] = &[
    &targets::certificate_der::TARGET,
    &targets::chain_der::TARGET,
    &targets::chain_pem::TARGET,
    &targets::chain_text_format::TARGET,
    &targets::classify_text::TARGET,
    &targets::code_books::TARGET,
    &targets::crl_der::TARGET,
    &targets::custom_verifier::TARGET,
    &targets::der_roundtrip::TARGET,
    &targets::evidence_json::TARGET,
    &targets::name_constraints::TARGET,
    &targets::pkcs7::TARGET,
    &targets::repair_is_minimal::TARGET,
    &targets::retry_schedule::TARGET,
    &targets::service_identity::TARGET,
    &targets::tls_settings::TARGET,
    &targets::verify_relations::TARGET,
    &targets::verify_vs_model::TARGET,
    &targets::verify_vs_webpki::TARGET,
];

/// The target of that name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name).copied()
}
