//! What aws-lc-rs verifies beyond the TLS set: SHA-1 signatures, and RSA moduli from 1024 bits.

use std::sync::LazyLock;

use aws_lc_rs::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};

/// The provider's algorithms first, so that weak ones are asked only where no other fits.
pub(super) fn with_weak() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    static LIST: LazyLock<Vec<&'static dyn SignatureVerificationAlgorithm>> = LazyLock::new(|| {
        let weak = WEAK.iter().map(|algorithm| algorithm as &dyn SignatureVerificationAlgorithm);
        super::aws_lc_rs().iter().copied().chain(weak).collect()
    });
    &LIST
}

/// AlgorithmIdentifier contents: sha1WithRSAEncryption with NULL parameters.
const SHA1_WITH_RSA: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 5, 0x05, 0]);
/// sha1WithRSASignature of the OIW, the other spelling of the same algorithm.
const SHA1_WITH_RSA_OIW: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[0x06, 5, 0x2b, 14, 3, 2, 29, 0x05, 0]);
/// ecdsaWithSHA1.
const SHA1_WITH_ECDSA: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1]);

static WEAK: [Weak; 6] = [
    Weak::new(SHA1_WITH_RSA, alg_id::RSA_ENCRYPTION, &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
    Weak::new(SHA1_WITH_RSA_OIW, alg_id::RSA_ENCRYPTION, &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
    Weak::new(
        alg_id::RSA_PKCS1_SHA256,
        alg_id::RSA_ENCRYPTION,
        &signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    ),
    Weak::new(
        alg_id::RSA_PKCS1_SHA512,
        alg_id::RSA_ENCRYPTION,
        &signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    ),
    Weak::new(SHA1_WITH_ECDSA, alg_id::ECDSA_P256, &signature::ECDSA_P256_SHA1_ASN1),
    Weak::new(SHA1_WITH_ECDSA, alg_id::ECDSA_P521, &signature::ECDSA_P521_SHA1_ASN1),
];

struct Weak {
    signature_algorithm: AlgorithmIdentifier,
    public_key_algorithm: AlgorithmIdentifier,
    verification: &'static dyn VerificationAlgorithm,
}

impl Weak {
    const fn new(
        signature_algorithm: AlgorithmIdentifier,
        public_key_algorithm: AlgorithmIdentifier,
        verification: &'static dyn VerificationAlgorithm,
    ) -> Self {
        Self { signature_algorithm, public_key_algorithm, verification }
    }
}

impl std::fmt::Debug for Weak {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Weak({:?})", self.verification)
    }
}

impl SignatureVerificationAlgorithm for Weak {
    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.public_key_algorithm
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature_algorithm
    }

    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        UnparsedPublicKey::new(self.verification, public_key).verify(message, signature).map_err(|_| InvalidSignature)
    }
}
