//! The front door: policy, anchors and algorithms, held together; one call a certificate.

use rustls_pki_types::SignatureVerificationAlgorithm;

use crate::certificate::Certificate;
use crate::danger::Relaxations;
use crate::inputs::Inputs;
use crate::path_building;
use crate::policy::Policy;
use crate::trust_anchor::TrustAnchors;
use crate::verdict::Verdict;

/// A policy, the trust anchors and the signature algorithms. It is cheap to copy and holds no state between calls.
#[derive(Clone, Copy, Debug)]
pub struct Verifier<'v> {
    pub(crate) policy: &'v Policy,
    pub(crate) anchors: &'v TrustAnchors<'v>,
    pub(crate) algorithms: &'v [&'v dyn SignatureVerificationAlgorithm],
    pub(crate) relaxations: Relaxations,
}

impl<'v> Verifier<'v> {
    /// Holds certificates to `policy`.
    pub const fn new(
        policy: &'v Policy,
        anchors: &'v TrustAnchors<'v>,
        algorithms: &'v [&'v dyn SignatureVerificationAlgorithm],
    ) -> Self {
        Self { policy, anchors, algorithms, relaxations: Relaxations::none() }
    }

    pub(crate) const fn relaxed(mut self, relaxations: Relaxations) -> Self {
        self.relaxations = relaxations;
        self
    }

    /// Looks for a path from `end_entity` to a trust anchor that the policy accepts.
    ///
    /// The order of `intermediates` does not matter, nor do duplicates or strangers among them. The work is bounded by
    /// the policy's [`Budget`](crate::policy::Budget), whatever is supplied. When no path is accepted, the verdict has
    /// every path that was tried with all its findings.
    pub fn verify(
        &self,
        end_entity: &'v Certificate<'v>,
        intermediates: &'v [Certificate<'v>],
        inputs: &'v Inputs<'v>,
    ) -> Verdict<'v> {
        path_building::verify(self, end_entity, intermediates, inputs)
    }
}
