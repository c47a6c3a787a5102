//! Tests for certificate verifiers, yours included: generated chains, a reference model, metamorphic relations, seeded
//! bugs.
//!
//! A verifier is tested with certificates that somebody once thought of; the bugs are in those that nobody did. This
//! crate makes certificates from structure, asks any verifier about them, and knows what must come out: from the faults
//! that it put in, from a model that never sees DER, from what must hold between two answers. What it finds it makes
//! small.
//!
//! # A verifier of your own
//!
//! One dev-dependency and one test. This is a whole program, `examples/custom_verifier.rs`: a `ServerCertVerifier` of
//! rustls, most of it what that trait asks for, with a bug; and in `main` the test.
//!
#![cfg_attr(feature = "rustls", doc = "```should_panic")]
#![cfg_attr(not(feature = "rustls"), doc = "```ignore")]
#![doc = include_str!("../examples/custom_verifier.rs")]
//! ```
//!
//! Every case has trust anchors of its own, so [`adapter::RustlsServer`] takes a factory: `setup` has the anchors, the CRLs and
//! a provider for the case's signatures, and `web_pki_server` makes rustls's own verifier of them, for those who wrap it.
//! [`Suite::of`] takes the policy that the verifier says it behaves by, here `rustls`; whoever has only a closure takes
//! [`adapter::FromFn`] and says so, and any other type implements [`Verifier`].
//!
//! `cargo run -p verifail-testkit --example custom_verifier` ends within a second with this report:
//!
//! ```text
//! our own under rustls: oracles only, seed 0
//! reference model: 5 worlds compared, and then differed
//! reference model: skipped 3 worlds: it cannot be asked for certificate policies
//! defect list: 258 worlds compared, and then differed
//! defect list: skipped 2 worlds: has no deny list
//! defect list: skipped 1 worlds: it cannot be asked for a path depth
//! defect list: skipped 114 worlds: it cannot be asked for certificate policies
//! defect list: skipped 47 worlds: it cannot be asked for distrusted keys
//! defect list: skipped 39 worlds: it cannot be asked for revocation
//! defect list: skipped 34 worlds: it judges nobody without a name
//! defect list: skipped 72 worlds: it judges servers only
//! defect list: skipped 8 worlds: no verifier could be built: no root trust anchors were provided
//! defect list: skipped 9 worlds: processes no certificate policies
//! defect list: skipped 13 worlds: reads no CRLs
//! defect list: skipped 38 worlds: rustls takes no such name of a server
//!
//! model says reject: name-mismatch, our own says accept
//! verifail chain 1
//!
//! scheme toy
//! time 2026-06-15T00:00:00Z
//! name www.example.com
//! purpose server-auth
//!
//! end-entity = server key 1 issued by 0  # "www.example.com"
//!   subject-alt-name dns example.com
//!
//! anchor = root key 0  # "CA 0"
//!
//! the defects must give reject: name-mismatch, our own says accept
//! verifail chain 1
//!
//! scheme toy
//! time 2026-06-15T00:00:00Z
//! name www.example.com
//! purpose server-auth
//!
//! end-entity = server key 1 issued by 0
//!   subject "example.com"
//!   subject-alt-name dns example.com
//!
//! anchor = root key 0  # "CA 0"
//!
//! FAILED: reference model: model says reject: name-mismatch, our own says accept
//! FAILED: defect list: the defects must give reject: name-mismatch, our own says accept
//! ```
//!
//! Two oracles were asked, and each has a counterexample: what the verifier says, what must come out, and the smallest world
//! found in which the two still differ. There is nothing in it that could be left out: a certificate for `example.com`
//! passes for `www.example.com`; and one with a wildcard passes for a name one label too deep.
//!
//! Such a text is the regression too: [`World::from_chain`] reads it, [`export::rust_test`] makes a test of it, `verifail verify`
//! shows why the core refuses it, and [`export`] tells it to OpenSSL and to harnesses of x509-limbo.
//!
//! Without `without_relations` the suite also holds the verifier to what must hold between two of its answers. Of a verifier
//! that wraps rustls-webpki this tells as well what rustls-webpki is known for: it gives up its search where the order of
//! certificates is unlucky, and compares the octets of names. [`Suite::exceptions`] takes what is known and argued; an exception
//! that no longer applies fails. Single relations can be asked for by number:
//!
#![cfg_attr(feature = "rustls", doc = "```")]
#![cfg_attr(not(feature = "rustls"), doc = "```ignore")]
//! use verifail_testkit::Suite;
//! use verifail_testkit::adapter::RustlsServer;
//!
//! let stock = RustlsServer::new("stock", |setup| Ok(setup.web_pki_server()?));
//! Suite::of(&stock).cases(5).relations([3, 14, 21]).run().assert_clean();
//! ```
//!
//! # Two commands
//!
//! In the repository, `cargo xtask suite` holds the core and rustls-webpki to everything here, and `cargo xtask kill` counts
//! which of the seeded bugs each technique finds. The crate's README has the figures, each with the command that prints it.
//!
//! # The map
//!
//! | module | what it is |
//! |---|---|
//! | [`world`] | certificates and the question as structure: what everything else edits, reads or writes |
//! | [`materialise`], [`signing`], [`mod@case`] | the same as octets, signed by a toy or by real keys |
//! | [`verifier`], [`adapter`] | what is tested, and what it can say |
//! | [`choices`], [`generate`] | worlds out of randomness, recorded numbers, a fuzzer's octets, proptest |
//! | [`mod@mutate`] | worlds changed a little, and put together out of two: the mutator of a fuzzer |
//! | [`defect`], [`plan`] | single faults, each with what it must cause and where |
//! | [`model`] | the reference model: verdict and reasons by structure alone |
//! | [`relation`], [`exceptions`], [`suite`] | what must hold between two answers, and where a verifier is known to break it |
//! | [`exhaustive`], [`coverage`] | every case within a bound; which combinations were seen |
//! | [`technique`], [`breakable`] | ways to look for a counterexample, and a verifier with historic bugs to compare them by |
//! | [`shrink`], [`chain_format`], [`export`] | a counterexample made small, written down, told to others |
//!
//! # Features
//!
//! All on by default; without them the crate is worlds, octets and texts, which is what the command `verifail` takes.
//!
//! | feature | what it adds |
//! |---|---|
//! | `rustls` | `adapter::RustlsServer`, `adapter::RustlsClient`: any verifier of rustls under test |
//! | `proptest` | `generate::strategy`, `generate::plans`: worlds as a `Strategy` that shrinks |
//! | `arbitrary` | `Arbitrary` for [`World`]: worlds out of a fuzzer's octets |
//!
//! The oldest Rust that builds it is 1.88.

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
pub mod mutate;
pub mod plan;
mod reference;
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

/// The README's code, compiled and run.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
