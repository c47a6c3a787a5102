//! Everything small: suites that try every case within a bound instead of some cases without one.
//!
//! Random generation finds what is common, these find what is rare: within its bound a suite leaves nothing out, and it
//! prints how much that was. Each compares the verifier with an oracle that is so simple that it can be read
//! through.

pub mod characters;
pub mod graphs;
pub mod hosts;
mod search;

pub use search::Exhaustive;
