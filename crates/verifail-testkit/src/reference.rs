//! What the reference model asks of others: names against names and subtrees, purposes against purposes, the valid
//! policy tree, CRLs, and the path of a verifier that takes the first issuer.
//!
//! Each is as much a part of the oracle as the [model](crate::model) is, written as slowly and from the same sources;
//! it shares nothing with the core but the words of policies, and can be read and tested by itself.

pub(crate) mod first_issuer;
pub(crate) mod go;
pub(crate) mod key_purposes;
pub(crate) mod names;
pub(crate) mod policy_tree;
pub(crate) mod revocation;
pub(crate) mod subtrees;

#[cfg(test)]
mod tests;
