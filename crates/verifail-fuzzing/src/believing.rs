//! Signatures that always verify: for targets of octets, which forge none and are to get behind that check.

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};

/// Every signature that says ECDSA with P-256 and SHA-256, RSA with SHA-256, or Ed25519.
pub(crate) static BELIEVED: &[&dyn SignatureVerificationAlgorithm] = &[
    &Believing { key: alg_id::ECDSA_P256, signature: alg_id::ECDSA_SHA256 },
    &Believing { key: alg_id::RSA_ENCRYPTION, signature: alg_id::RSA_PKCS1_SHA256 },
    &Believing { key: alg_id::ED25519, signature: alg_id::ED25519 },
];

#[derive(Debug)]
struct Believing {
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
}

impl SignatureVerificationAlgorithm for Believing {
    fn verify_signature(&self, _key: &[u8], _message: &[u8], _signature: &[u8]) -> Result<(), InvalidSignature> {
        Ok(())
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}
