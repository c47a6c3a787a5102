//! What an earlier verification may spare a later one, as browsers have it; off unless somebody makes one of these.
//!
//! # Design
//!
//! Two memories, each of which remembers one kind of fact that does not go stale unnoticed:
//!
//! - [`AcceptedChains`]: *these octets were accepted in answer to this question*. A [`ChainKey`] is the SHA-256 of
//!   everything that was supplied (chain, name, purpose, CRLs and all other inputs), each part with its length before
//!   it. Time is the one input that is not in it: a fact holds only within its [`SteadyPeriod`], in which nothing that
//!   was supplied begins or ends, and until its time to live is over. Policy, anchors, algorithms and relaxations
//!   cannot change under a [`CachedVerifier`], which borrows them for as long as it lives.
//! - [`VerifiedSignatures`]: *this algorithm found this signature right for this message under this key*. That is
//!   arithmetic; it depends on no time, name, policy or anchor. Only CA certificates are remembered, which many end
//!   entities share. It stands where an algorithm stands, below path building and its budget, so every other check is
//!   made as ever, and whatever asks algorithms can have it, rustls-webpki too.
//!
//! Neither remembers a refusal: what was refused is looked at afresh. Both are bounded, forget what was not used
//! longest first (by halves), and may be shared by threads. No collision of a table's own hash turns into an
//! acceptance: entries are compared by their whole SHA-256.
//!
//! No clock is read: the time of the question is the time that counts.

mod accepted_chains;
mod cached_verifier;
mod chain_key;
mod generations;
mod steady_period;
mod verified_signatures;

pub use accepted_chains::AcceptedChains;
pub use cached_verifier::{Answer, CacheLimits, CachedVerifier};
pub use chain_key::ChainKey;
pub use steady_period::SteadyPeriod;
pub use verified_signatures::VerifiedSignatures;

/// A SHA-256 over parts, each with its length before it, so that no two lists of parts are the same octets.
struct Framed(sha2::Sha256);

impl Framed {
    fn new() -> Self {
        Self(sha2::Digest::new())
    }

    fn part(&mut self, octets: &[u8]) {
        self.number(octets.len());
        sha2::Digest::update(&mut self.0, octets);
    }

    fn number(&mut self, number: usize) {
        sha2::Digest::update(&mut self.0, (number as u64).to_be_bytes());
    }

    fn finish(self) -> [u8; 32] {
        sha2::Digest::finalize(self.0).into()
    }
}
