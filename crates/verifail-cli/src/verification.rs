//! One question put to one or several policies: what `verify` and `demo` share.

use rustls_pki_types::SignatureVerificationAlgorithm;
use verifail::danger::{Relaxations, dangerously_relaxed};
use verifail::{Certificate, Inputs, Policy, TrustAnchors, Verdict, Verifier};

/// Certificates, trust anchors and inputs. The policies are what is varied.
#[derive(Clone, Copy)]
pub(crate) struct Question<'v> {
    /// The certificate to be verified.
    pub(crate) end_entity: &'v Certificate<'v>,
    /// Everything else that was supplied.
    pub(crate) intermediates: &'v [Certificate<'v>],
    /// Where a path may end.
    pub(crate) anchors: &'v TrustAnchors<'v>,
    /// Time, identity, purpose and the rest.
    pub(crate) inputs: &'v Inputs<'v>,
    /// What the user switched off.
    pub(crate) relaxations: Relaxations,
    /// What signatures are verified with.
    pub(crate) algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
}

impl<'v> Question<'v> {
    /// The verdict of one policy.
    pub(crate) fn ask(&self, policy: &'static Policy) -> Verdict<'v> {
        let mut verifier = Verifier::new(policy, self.anchors, self.algorithms);
        if !self.relaxations.is_empty() {
            verifier = dangerously_relaxed(verifier, self.relaxations);
        }
        verifier.verify(self.end_entity, self.intermediates, self.inputs)
    }
}
