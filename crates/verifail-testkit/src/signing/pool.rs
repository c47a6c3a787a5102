//! Real keys, the same in every run and on every machine. Their private parts are public: they guard nothing.
//!
//! P-256 and Ed25519 keys are made of a number. RSA keys take a search for primes, longer than a thousand signatures,
//! and so are kept: `pool/rsa2048.pkcs8` was written once by rcgen.

use std::sync::OnceLock;

use rcgen::{KeyPair, PublicKeyData as _, SigningKey as _};

use super::{KEYS, Scheme};
use crate::materialise::der::Der;
use crate::world::KeyId;

/// A key pair and its public half, encoded.
pub(super) struct Key {
    pair: KeyPair,
    public_key_info: Vec<u8>,
}

impl Key {
    pub(super) fn public_key_info(&self) -> &[u8] {
        &self.public_key_info
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        // A key of the pool that signed once signs always; without a signature the certificate is simply not valid.
        self.pair.sign(message).unwrap_or_default()
    }
}

/// PrivateKeyInfos, one after the other.
const RSA2048: &[u8] = include_bytes!("pool/rsa2048.pkcs8");

/// Keys that are made of a number: fewer than there are octets, as 32 times 0xff is above the order of P-256's group.
pub(super) const SEEDED: KeyId = 250;

static P256: [OnceLock<Key>; SEEDED as usize] = [const { OnceLock::new() }; SEEDED as usize];
static RSA: [OnceLock<Key>; KEYS as usize] = [const { OnceLock::new() }; KEYS as usize];
static ED25519: [OnceLock<Key>; SEEDED as usize] = [const { OnceLock::new() }; SEEDED as usize];

pub(super) fn key(scheme: Scheme, id: KeyId) -> &'static Key {
    let id = id % super::keys(scheme);
    let pool: &[OnceLock<Key>] = match scheme {
        Scheme::Toy | Scheme::P256 => &P256,
        Scheme::Rsa2048 => &RSA,
        Scheme::Ed25519 => &ED25519,
    };
    pool[usize::from(id)].get_or_init(|| {
        let pair = match scheme {
            Scheme::Toy | Scheme::P256 => p256(id),
            Scheme::Rsa2048 => rsa(id),
            Scheme::Ed25519 => ed25519(id),
        };
        // The pool is fixed and a test makes every key of it.
        #[allow(clippy::expect_used)]
        let pair = pair.expect("a key of the fixed pool");
        let public_key_info = pair.subject_public_key_info();
        Key { pair, public_key_info }
    })
}

/// The key with that number of those that are kept.
fn rsa(id: KeyId) -> Result<KeyPair, rcgen::Error> {
    let mut rest = RSA2048;
    for _ in 0..id {
        rest = split_element(rest).1;
    }
    KeyPair::from_pkcs8_der_and_sign_algo(&split_element(rest).0.into(), &rcgen::PKCS_RSA_SHA256)
}

/// An element whose length takes two octets, as that of every such key does, and what follows it.
fn split_element(octets: &[u8]) -> (&[u8], &[u8]) {
    let length = match octets {
        [0x30, 0x82, high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])) + 4,
        _ => 0,
    };
    octets.split_at(length.min(octets.len()))
}

/// The key whose private part is 32 equal octets.
fn p256(id: KeyId) -> Result<KeyPair, rcgen::Error> {
    const ALGORITHM: &[u8] =
        &[0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    let mut der = Der::default();
    der.sequence(|der| {
        der.integer(0);
        der.raw(ALGORITHM);
        der.node(0x04, |der| {
            der.sequence(|der| {
                der.integer(1);
                der.octets(0x04, &[id + 1; 32]);
            });
        });
    });
    KeyPair::from_pkcs8_der_and_sign_algo(&der.into_vec().into(), &rcgen::PKCS_ECDSA_P256_SHA256)
}

/// The key whose seed is 32 equal octets.
fn ed25519(id: KeyId) -> Result<KeyPair, rcgen::Error> {
    let mut der = Der::default();
    der.sequence(|der| {
        der.integer(0);
        der.raw(super::signature_algorithm(Scheme::Ed25519));
        der.node(0x04, |der| der.octets(0x04, &[id + 1; 32]));
    });
    KeyPair::from_pkcs8_der_and_sign_algo(&der.into_vec().into(), &rcgen::PKCS_ED25519)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_scheme_is_there_and_is_another_one() {
        let mut seen = std::collections::HashSet::new();
        for scheme in Scheme::ALL.into_iter().filter(|scheme| scheme.is_real()) {
            let keys = crate::signing::keys(scheme);
            for id in 0..keys {
                assert!(seen.insert(key(scheme, id).public_key_info()), "{scheme:?} {id}");
            }
            for id in keys..=KeyId::MAX {
                assert_eq!(key(scheme, id).public_key_info(), key(scheme, id % keys).public_key_info());
            }
        }
    }

    #[test]
    fn the_kept_keys_are_as_many_as_there_are_numbers() {
        let mut rest = RSA2048;
        for _ in 0..KEYS {
            assert!(!rest.is_empty());
            rest = split_element(rest).1;
        }
        assert!(rest.is_empty());
    }

    #[test]
    fn what_a_key_signs_verifies_under_its_public_key_and_no_other() {
        for scheme in Scheme::ALL {
            let signature = crate::signing::sign(scheme, 3, b"message");
            let verifies = |id, message: &[u8]| {
                let contents = crate::materialise::public_key_contents(scheme, id);
                let anchor = rustls_pki_types::TrustAnchor {
                    subject: b"".as_slice().into(),
                    subject_public_key_info: contents.as_slice().into(),
                    name_constraints: None,
                };
                let key = verifail::TrustAnchor::from_pki_types(&anchor).unwrap().public_key();
                crate::signing::algorithms(scheme)
                    .iter()
                    .filter(|algorithm| algorithm.public_key_alg_id().as_ref() == key.algorithm())
                    .any(|algorithm| algorithm.verify_signature(key.key(), message, &signature).is_ok())
            };
            assert!(verifies(3, b"message"), "{scheme:?}");
            assert!(!verifies(3, b"massage"), "{scheme:?}");
            assert!(!verifies(4, b"message"), "{scheme:?}");
        }
    }
}
