//! A pool of P-256 keys that are the same in every run, and signatures by them that are too.
//!
//! A certificate that is the same octets in every run makes a failure reproducible and a corpus reviewable, which ECDSA
//! with its random nonce does not give. Here the nonce is 1: then r is the x coordinate of the base point and
//! s = digest + r · d modulo the group order. Whoever sees one such signature has the key; these keys guard nothing. It
//! also signs with SHA-1, which the providers only verify.

use std::sync::LazyLock;

use num_bigint::BigUint;
use rcgen::PublicKeyData as _;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::der::{self, oid};

/// Keys in the pool.
pub(crate) const KEYS: usize = 12;

/// The order of the base point of P-256, and the x coordinate of that point.
const ORDER: &[u8] = b"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const BASE_X: &[u8] = b"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";

/// A digest to sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha1,
    Sha256,
}

impl Digest {
    /// The AlgorithmIdentifier of ECDSA with it, tag and length included.
    pub(crate) fn algorithm(self) -> Vec<u8> {
        der::sequence(&[der::object_identifier(match self {
            Self::Sha1 => oid::ECDSA_WITH_SHA1,
            Self::Sha256 => oid::ECDSA_WITH_SHA256,
        })])
    }
}

struct Key {
    /// r · d, all of a signature but the digest.
    product: BigUint,
    public_key_info: Vec<u8>,
}

static POOL: LazyLock<Vec<Key>> = LazyLock::new(|| (0..KEYS).map(|i| generate(i as u8 + 1)).collect());
static R: LazyLock<BigUint> = LazyLock::new(|| BigUint::parse_bytes(BASE_X, 16).unwrap());
static N: LazyLock<BigUint> = LazyLock::new(|| BigUint::parse_bytes(ORDER, 16).unwrap());

/// The key whose private part is 32 equal octets.
fn generate(octet: u8) -> Key {
    let scalar = [octet; 32];
    let algorithm = der::sequence(&[
        der::object_identifier(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]),
        der::object_identifier(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]),
    ]);
    let private_key = der::sequence(&[der::unsigned(&[1]), der::tlv(0x04, &scalar)]);
    let pkcs8 = der::sequence(&[der::unsigned(&[0]), algorithm, der::tlv(0x04, &private_key)]);
    let pair = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.into(), &rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
    Key { product: &*R * BigUint::from_bytes_be(&scalar), public_key_info: pair.subject_public_key_info() }
}

/// The SubjectPublicKeyInfo of a key of the pool.
pub(crate) fn public_key_info(key: usize) -> &'static [u8] {
    &POOL[key % KEYS].public_key_info
}

/// The contents of that SubjectPublicKeyInfo, as deny lists and anchors have it.
pub(crate) fn public_key_contents(key: usize) -> &'static [u8] {
    &public_key_info(key)[2..]
}

/// A key identifier for a key of the pool.
pub(crate) fn identifier(key: usize) -> Vec<u8> {
    Sha256::digest(public_key_info(key)).iter().copied().take(20).collect()
}

/// An ECDSA-Sig-Value over `message`.
pub(crate) fn sign(key: usize, digest: Digest, message: &[u8]) -> Vec<u8> {
    let hash = match digest {
        Digest::Sha1 => Sha1::digest(message).to_vec(),
        Digest::Sha256 => Sha256::digest(message).to_vec(),
    };
    let s = (BigUint::from_bytes_be(&hash) + &POOL[key % KEYS].product) % &*N;
    der::sequence(&[der::unsigned(&R.to_bytes_be()), der::unsigned(&s.to_bytes_be())])
}
