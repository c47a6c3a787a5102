//! Tests for certificate verifiers, yours included: generated chains, a reference model, metamorphic relations, seeded bugs.
//!
//! A verifier is tested with certificates that somebody once thought of; the bugs are in those that nobody did. This crate
//! makes certificates from structure, asks any verifier about them, and knows what must come out: from the faults that it
//! put in, from a model that never sees DER, from what must hold between two answers. What it finds it makes small.
//!
//! # A verifier of your own
//!
//! One dev-dependency and one test. A `ServerCertVerifier` of rustls needs a factory, since each case has its own anchors;
//! anything else is a closure ([`adapter::FromFn`]) or implements [`Verifier`]:
//!
#![cfg_attr(feature = "rustls", doc = "```")]
#![cfg_attr(not(feature = "rustls"), doc = "```ignore")]
//! use std::time::Duration;
//!
//! use rustls::client::WebPkiServerVerifier;
//! use verifail::Policy;
//! use verifail_testkit::adapter::RustlsServer;
//! use verifail_testkit::technique::{Differential, Limits, Technique};
//! use verifail_testkit::{Capabilities, Suite};
//!
//! let verifier = RustlsServer::new("ours", |setup| {
//!     Ok(WebPkiServerVerifier::builder_with_provider(setup.roots, setup.provider).build()?)
//! })
//! .with_capabilities(Capabilities::TLS);
//! let policy = Policy::named("rustls").unwrap();
//!
//! // What must hold between two answers: nothing has to be known about the right one.
//! // (All of them at once show within seconds that rustls-webpki gives up its search where the order is unlucky.)
//! Suite::new(&verifier, policy).cases(5).relations([3, 14, 21]).run().assert_clean();
//!
//! // What the reference model says of the same worlds.
//! let limits = Limits { cases: 50, time: Duration::from_secs(10), seed: 1 };
//! let found = Differential::MODEL.search(&verifier, policy, limits);
//! assert!(found.counterexample.is_none_or(|found| found.chain_file().is_some()));
//! ```
//!
//! `examples/custom_verifier.rs` is a verifier that compares names by their end, forgetting that labels have a beginning.
//! `cargo run -p verifail-testkit --example custom_verifier` finds it and prints the smallest world that shows it:
//!
//! ```text
//! verifail chain 1
//! # model says reject: name-mismatch, our own says accept
//!
//! scheme toy
//! time 2026-06-15T00:00:00Z
//! name a.www.example.com
//! purpose server-auth
//!
//! end-entity = server key 1 issued by 0  # "www.example.com"
//!
//! anchor = root key 0  # "CA 0"
//! ```
//!
//! That text is the regression: [`World::from_chain`] reads it, [`export::rust_test`] makes a test of it, `verifail verify`
//! shows why the core refuses it, and [`export`] tells it to OpenSSL and to harnesses of x509-limbo.
//!
//! # Two commands
//!
//! In the repository, `cargo xtask suite` holds the core and rustls-webpki to everything here, and `cargo xtask kill` counts
//! which of the seeded bugs each technique finds.
//!
//! # The map
//!
//! | module | what it is |
//! |---|---|
//! | [`world`] | certificates and the question as structure: what everything else edits, reads or writes |
//! | [`materialise`], [`signing`], [`mod@case`] | the same as octets, signed by a toy or by real keys |
//! | [`verifier`], [`adapter`] | what is tested, and what it can say |
//! | [`choices`], [`generate`] | worlds out of randomness, recorded numbers, a fuzzer's octets, proptest |
//! | [`defect`], [`plan`] | single faults, each with what it must cause and where |
//! | [`model`] | the reference model: verdict and reasons by structure alone |
//! | [`relation`], [`exceptions`], [`suite`] | what must hold between two answers, and where a verifier is known to break it |
//! | [`exhaustive`], [`coverage`] | every case within a bound; which combinations were seen |
//! | [`technique`], [`breakable`] | ways to look for a counterexample, and a verifier with historic bugs to compare them by |
//! | [`shrink`], [`chain_format`], [`export`] | a counterexample made small, written down, told to others |
//!
//! # Features
//!
//! `arbitrary`, `proptest` and `rustls` are on by default. Without them the crate is worlds, octets and texts, which is
//! what the command `verifail` takes.

pub mod adapter;
pub mod breakable;
pub mod case;
pub mod chain_format;
pub mod choices;
pub mod coverage;
pub mod defect;
pub mod exceptions;
pub mod exhaustive;
pub mod export;
pub mod generate;
pub mod materialise;
pub mod model;
pub mod plan;
pub mod relation;
pub mod shrink;
pub mod signing;
pub mod suite;
pub mod technique;
pub mod verifier;
pub mod world;

pub use case::Case;
pub use choices::Choices;
pub use defect::Defect;
pub use plan::Plan;
pub use suite::Suite;
pub use verifier::{Capabilities, Outcome, Verifier};
pub use world::World;
