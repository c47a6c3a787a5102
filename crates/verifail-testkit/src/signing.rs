//! What keys and signatures are made of: a toy that costs nothing, or real keys of a fixed pool.
//!
//! No cryptography of our own: real keys sign through [`rcgen::SigningKey`] and are verified by the core's default
//! provider. The toy is not cryptography at all, see [`toy`].

mod pool;
#[cfg(feature = "rustls")]
mod provider;
pub mod toy;

#[cfg(feature = "rustls")]
pub use provider::provider;
use rustls_pki_types::SignatureVerificationAlgorithm;

use crate::world::KeyId;

/// What keys and signatures of a world are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// A checksum that looks like ECDSA with P-256 to whoever reads the certificate. Only verifiers that take
    /// [`SignatureVerificationAlgorithm`]s can be given it.
    #[default]
    Toy,
    /// ECDSA with P-256 and SHA-256.
    P256,
    /// RSA of 2048 bits with PKCS #1 v1.5 and SHA-256.
    Rsa2048,
    /// Ed25519.
    Ed25519,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Self; 4] = [Self::Toy, Self::P256, Self::Rsa2048, Self::Ed25519];

    /// Whether the signatures are real.
    pub const fn is_real(self) -> bool {
        !matches!(self, Self::Toy)
    }
}

/// Keys that every scheme has.
pub const KEYS: KeyId = 16;

/// Keys of a scheme that differ: those numbered below this; numbers beyond are taken modulo it. Only RSA keys are dear:
/// of the others a hundred CAs of one name can each have its own.
pub const fn keys(scheme: Scheme) -> KeyId {
    match scheme {
        Scheme::Toy => KeyId::MAX,
        Scheme::P256 | Scheme::Ed25519 => pool::SEEDED,
        Scheme::Rsa2048 => KEYS,
    }
}

/// The algorithms that signatures of a scheme are verified with.
pub fn algorithms(scheme: Scheme) -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    match scheme {
        Scheme::Toy => toy::ALGORITHMS,
        Scheme::P256 | Scheme::Rsa2048 | Scheme::Ed25519 => verifail::algorithms::all(),
    }
}

/// The SubjectPublicKeyInfo of a key, tag and length included.
pub fn public_key_info(scheme: Scheme, key: KeyId) -> &'static [u8] {
    match scheme {
        Scheme::Toy => toy::public_key_info(key),
        real => pool::key(real, key).public_key_info(),
    }
}

/// The AlgorithmIdentifier of the scheme's signatures, tag and length included.
pub const fn signature_algorithm(scheme: Scheme) -> &'static [u8] {
    match scheme {
        Scheme::Toy | Scheme::P256 => &[0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
        Scheme::Rsa2048 => &[0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11, 5, 0],
        Scheme::Ed25519 => &[0x30, 5, 6, 3, 0x2b, 0x65, 0x70],
    }
}

/// Signs a message; the octets go into the signature's BIT STRING.
pub fn sign(scheme: Scheme, key: KeyId, message: &[u8]) -> Vec<u8> {
    match scheme {
        Scheme::Toy => toy::sign(key, message).to_vec(),
        real => pool::key(real, key).sign(message),
    }
}
