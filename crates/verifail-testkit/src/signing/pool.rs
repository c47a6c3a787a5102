//! Real keys, made once in a process: P-256 and Ed25519 keys are the same in every run, RSA keys are not.

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

static P256: [OnceLock<Key>; KEYS as usize] = [const { OnceLock::new() }; KEYS as usize];
static RSA: [OnceLock<Key>; KEYS as usize] = [const { OnceLock::new() }; KEYS as usize];
static ED25519: [OnceLock<Key>; KEYS as usize] = [const { OnceLock::new() }; KEYS as usize];

pub(super) fn key(scheme: Scheme, id: KeyId) -> &'static Key {
    let id = id % KEYS;
    let pool = match scheme {
        Scheme::Toy | Scheme::P256 => &P256,
        Scheme::Rsa2048 => &RSA,
        Scheme::Ed25519 => &ED25519,
    };
    pool[usize::from(id)].get_or_init(|| {
        let pair = match scheme {
            Scheme::Toy | Scheme::P256 => p256(id),
            Scheme::Rsa2048 => KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256),
            Scheme::Ed25519 => ed25519(id),
        };
        // The pool is fixed and a test makes every key of it.
        #[allow(clippy::expect_used)]
        let pair = pair.expect("a key of the fixed pool");
        let public_key_info = pair.subject_public_key_info();
        Key { pair, public_key_info }
    })
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
