//! Signatures that are none: a checksum of the public key and the message, in the clothes of ECDSA with P-256.
//!
//! Generating and verifying real signatures is what a test of certificate chains spends nine tenths of its time with,
//! and what it learns nothing from. The toy keeps what a verifier can observe of a signature: it verifies under the
//! right key and message and under no other. Whoever has the public key can forge it, so it must never meet anything
//! but tests.
//!
//! The checksum consumes eight octets a step, and every step is a bijection of the state for a given input and of the
//! input for a given state: two messages that differ in one step only, so any single flipped bit, never have the same
//! checksum.

use std::sync::LazyLock;

use rcgen::{PublicKeyData, SignatureAlgorithm, SigningKey};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};

use crate::world::KeyId;

/// Octets of a toy signature.
pub const SIGNATURE_LEN: usize = 16;
/// Octets of an uncompressed P-256 point.
const POINT_LEN: usize = 65;
/// SubjectPublicKeyInfo up to the point.
const HEADER: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3,
    0x42, 0,
];

/// What the toy's signatures are verified with.
pub static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[&ToyAlgorithm];

/// Verifies toy signatures. To the outside it is ECDSA with P-256 and SHA-256.
#[derive(Clone, Copy, Debug)]
pub struct ToyAlgorithm;

impl SignatureVerificationAlgorithm for ToyAlgorithm {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        if checksum(public_key, message) == signature { Ok(()) } else { Err(InvalidSignature) }
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_P256
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_SHA256
    }
}

/// A toy key, for whoever makes certificates with rcgen.
///
/// # Examples
/// ```
/// use verifail_testkit::signing::toy::{ALGORITHMS, ToyKey};
/// use rcgen::{PublicKeyData, SigningKey};
///
/// let key = ToyKey::new(3);
/// let signature = key.sign(b"message").unwrap();
/// assert!(ALGORITHMS[0].verify_signature(key.der_bytes(), b"message", &signature).is_ok());
/// assert!(ALGORITHMS[0].verify_signature(key.der_bytes(), b"massage", &signature).is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ToyKey(KeyId);

impl ToyKey {
    /// The key with that number.
    pub const fn new(id: KeyId) -> Self {
        Self(id)
    }
}

impl PublicKeyData for ToyKey {
    fn der_bytes(&self) -> &[u8] {
        point(self.0)
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ECDSA_P256_SHA256
    }
}

impl SigningKey for ToyKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(sign(self.0, message).to_vec())
    }
}

static INFOS: LazyLock<Vec<[u8; HEADER.len() + POINT_LEN]>> = LazyLock::new(|| (0..=KeyId::MAX).map(info).collect());

fn info(key: KeyId) -> [u8; HEADER.len() + POINT_LEN] {
    let mut info = [0; HEADER.len() + POINT_LEN];
    let (header, point) = info.split_at_mut(HEADER.len());
    header.copy_from_slice(&HEADER);
    for (at, octet) in (0u8..).zip(point.iter_mut()) {
        *octet = if at == 0 { 4 } else { at.wrapping_mul(29).wrapping_add(key.wrapping_add(1).wrapping_mul(83)) };
    }
    info
}

pub(super) fn public_key_info(key: KeyId) -> &'static [u8] {
    &INFOS[usize::from(key)]
}

fn point(key: KeyId) -> &'static [u8] {
    &public_key_info(key)[HEADER.len()..]
}

/// Signs with a toy key.
pub fn sign(key: KeyId, message: &[u8]) -> [u8; SIGNATURE_LEN] {
    checksum(point(key), message)
}

/// Sixteen octets of a message under a public key.
fn checksum(public_key: &[u8], message: &[u8]) -> [u8; SIGNATURE_LEN] {
    let state = absorb(absorb(0x243f_6a88_85a3_08d3, public_key), message);
    let low = step(state, message.len() as u64);
    let high = step(low, 0x1319_8a2e_0370_7344);
    let mut out = [0; SIGNATURE_LEN];
    out[..8].copy_from_slice(&low.to_be_bytes());
    out[8..].copy_from_slice(&high.to_be_bytes());
    out
}

fn absorb(mut state: u64, octets: &[u8]) -> u64 {
    let (words, rest) = octets.as_chunks::<8>();
    for word in words {
        state = step(state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    step(state, u64::from_le_bytes(last))
}

const fn step(state: u64, word: u64) -> u64 {
    let mixed = (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
