//! Signature checks: which algorithm fits, and the memory of every pair that was checked.
//!
//! A signature is checked once for a certificate and an issuer *key*: certificates that share a key share the answer,
//! so a tower of re-issued CAs costs no more than its distinct keys.

use std::collections::BTreeMap;

use rustls_pki_types::SignatureVerificationAlgorithm;

use super::graph::Few;
use crate::algorithms::{self, dsa::DsaFailure};
use crate::certificate::{KeyKind, PublicKeyInfo};
use crate::der::{self, Reader, tag};
use crate::oid;
use crate::verdict::SignatureState;

/// Something that is signed.
#[derive(Clone, Copy)]
pub(super) struct Signed<'m> {
    /// The octets that are signed.
    pub(super) message: &'m [u8],
    /// The contents of the AlgorithmIdentifier.
    pub(super) algorithm: &'m [u8],
    /// The signature's octets.
    pub(super) signature: &'m [u8],
}

/// A key that may have signed it; DSA parameters can come from further up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'v> {
    contents: &'v [u8],
    inherited: Option<&'v [u8]>,
}

impl<'v> Key<'v> {
    pub(super) const fn new(key: &PublicKeyInfo<'v>) -> Self {
        Self { contents: key.as_contents(), inherited: None }
    }

    /// DSA whose parameters are those of the CA above (RFC 3279 section 2.3.2).
    pub(super) const fn inheriting(key: &PublicKeyInfo<'v>, parameters: &'v [u8]) -> Self {
        Self { contents: key.as_contents(), inherited: Some(parameters) }
    }
}

/// The key something was checked with, and what was signed, by address.
type Pair<'v> = (Key<'v>, *const u8);

/// Up to here looking through pairs is cheaper than a tree of them. An ordinary path has two or three.
const FEW: usize = 8;

/// The memory, for one verification.
pub(super) struct Signatures<'v> {
    algorithms: &'v [&'v dyn SignatureVerificationAlgorithm],
    first: Few<(Pair<'v>, SignatureState)>,
    /// A tree, and no table of random hashes: two verifications of one input do the same, which is what fuzzers and
    /// counters of instructions go by.
    further: BTreeMap<Pair<'v>, SignatureState>,
    /// The policy has a use for DSA, which no provider offers.
    permits_dsa: bool,
}

impl<'v> Signatures<'v> {
    pub(super) fn new(algorithms: &'v [&'v dyn SignatureVerificationAlgorithm], permits_dsa: bool) -> Self {
        Self { algorithms, first: Few::new(), further: BTreeMap::new(), permits_dsa }
    }

    /// What is known about a pair, if it was checked.
    ///
    /// Messages are told apart by their address: the certificates outlive the verification, and each is there once.
    pub(super) fn known(&self, signed: Signed<'_>, key: Key<'v>) -> Option<SignatureState> {
        let pair = (key, signed.message.as_ptr());
        match self.first.iter().find(|(known, _)| *known == pair) {
            Some((_, state)) => Some(*state),
            None if self.further.is_empty() => None,
            None => self.further.get(&pair).copied(),
        }
    }

    /// Checks a pair and remembers the answer.
    pub(super) fn check(&mut self, signed: Signed<'_>, public_key: &PublicKeyInfo<'v>, key: Key<'v>) -> SignatureState {
        let state = self.verify(signed, public_key, key);
        let pair = (key, signed.message.as_ptr());
        if self.first.len() < FEW {
            self.first.push((pair, state));
        } else {
            self.further.insert(pair, state);
        }
        state
    }

    fn verify(&self, signed: Signed<'_>, public_key: &PublicKeyInfo<'v>, key: Key<'v>) -> SignatureState {
        if let Some(state) = self.permits_dsa.then(|| dsa(signed, public_key, key)).flatten() {
            return state;
        }
        let mut state = SignatureState::Unsupported;
        for algorithm in self.algorithms {
            if algorithm.signature_alg_id().as_ref() != signed.algorithm
                || algorithm.public_key_alg_id().as_ref() != public_key.algorithm()
            {
                continue;
            }
            if algorithm.verify_signature(public_key.key(), signed.message, signed.signature).is_ok() {
                return SignatureState::Valid;
            }
            state = SignatureState::Invalid;
            match public_key.kind() {
                // Providers take RSA moduli from 1024 bits; a shorter one says nothing about the signature.
                KeyKind::Rsa { bits: 0..1024 } => return SignatureState::Unsupported,
                // A second algorithm for the same identifiers is one for shorter RSA keys, and of use only for those.
                KeyKind::Rsa { bits: 1024..2048 } => {}
                _ => break,
            }
        }
        state
    }
}

/// DSA, which no provider offers; `None` for any other algorithm.
fn dsa(signed: Signed<'_>, public_key: &PublicKeyInfo<'_>, key: Key<'_>) -> Option<SignatureState> {
    let (id, own_parameters) = public_key.algorithm_and_parameters()?;
    let algorithm = Reader::new(signed.algorithm).expect(tag::OID).ok()?.contents;
    if id != oid::DSA || !matches!(algorithm, oid::SHA1_WITH_DSA | oid::SHA224_WITH_DSA | oid::SHA256_WITH_DSA) {
        return None;
    }
    let parameters = key.inherited.unwrap_or(own_parameters);
    let verified = der::only(parameters, tag::SEQUENCE)
        .map(|p| algorithms::dsa::verify(algorithm, p, public_key.key(), signed.message, signed.signature));
    Some(match verified {
        Ok(Ok(())) => SignatureState::Valid,
        Ok(Err(DsaFailure::Signature)) => SignatureState::Invalid,
        Ok(Err(DsaFailure::Parameters | DsaFailure::PublicKey | DsaFailure::UnsupportedAlgorithm)) | Err(_) => {
            SignatureState::Unsupported
        }
    })
}
