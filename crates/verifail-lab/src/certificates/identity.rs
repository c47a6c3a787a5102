//! What a server or a client presents and signs with.

use std::sync::Arc;

use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{SignatureAlgorithm, SignatureScheme};
use rustls_pki_types::CertificateDer;
use verifail_testkit::signing::{self, Scheme};
use verifail_testkit::world::KeyId;

/// A chain, end entity first, and the key of the end entity.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Identity {
    /// In the order in which it is presented.
    pub chain: Vec<CertificateDer<'static>>,
    /// What signs.
    pub key: Arc<dyn SigningKey>,
}

impl Identity {
    /// What rustls presents, whatever is in it.
    pub fn certified_key(&self) -> Arc<CertifiedKey> {
        Arc::new(CertifiedKey::new(self.chain.clone(), Arc::clone(&self.key)))
    }
}

/// A certificate that a client is told to present, as PEM that every client reads. Its key guards nothing.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientIdentity {
    /// The chain.
    pub chain_pem: String,
    /// The key, PKCS #8.
    pub key_pem: String,
}

/// A key of the testkit's pool, which signs and never shows itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PoolKey {
    scheme: Scheme,
    id: KeyId,
    says: SignatureScheme,
}

impl PoolKey {
    /// A key on P-256.
    pub(crate) const fn p256(id: KeyId) -> Self {
        Self { scheme: Scheme::P256, id, says: SignatureScheme::ECDSA_NISTP256_SHA256 }
    }

    /// A key that says it signs with RSA and gives octets that no key verifies: of a certificate whose key nobody has.
    pub(crate) const fn of_nobody() -> Self {
        Self { scheme: Scheme::Toy, id: 0, says: SignatureScheme::RSA_PSS_SHA256 }
    }
}

impl SigningKey for PoolKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        offered.contains(&self.says).then(|| Box::new(*self) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        match self.says {
            SignatureScheme::RSA_PSS_SHA256 => SignatureAlgorithm::RSA,
            _ => SignatureAlgorithm::ECDSA,
        }
    }
}

impl Signer for PoolKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        Ok(match self.scheme {
            Scheme::Toy => vec![0x5a; 128],
            scheme => signing::sign(scheme, self.id, message),
        })
    }

    fn scheme(&self) -> SignatureScheme {
        self.says
    }
}
