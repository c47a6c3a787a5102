//! A case: what a verifier is given, as octets, and the question.

use rustls_pki_types::SignatureVerificationAlgorithm;

use crate::signing::{self, Scheme};
use crate::world::Question;

/// What a verifier is given. A case comes from a [`World`](crate::World) or from a file; a verifier cannot tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What signatures are made of.
    pub scheme: Scheme,
    /// DER of the end entity's certificate.
    pub end_entity: Vec<u8>,
    /// DER of the certificates supplied with it.
    pub intermediates: Vec<Vec<u8>>,
    /// DER of the trust anchors' certificates.
    pub anchors: Vec<Vec<u8>>,
    /// DER of the CRLs.
    pub crls: Vec<Vec<u8>>,
    /// What is asked.
    pub question: Question,
}

impl Case {
    /// The algorithms that the signatures of this case are to be verified with.
    pub fn algorithms(&self) -> &'static [&'static dyn SignatureVerificationAlgorithm] {
        signing::algorithms(self.scheme)
    }

    /// Certificates in all.
    pub fn len(&self) -> usize {
        1 + self.intermediates.len() + self.anchors.len()
    }

    /// Never: there is always an end entity.
    pub const fn is_empty(&self) -> bool {
        false
    }
}
