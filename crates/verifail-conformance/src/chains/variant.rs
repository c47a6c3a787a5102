//! The switches that BoringSSL's unit tests set for each case, as variants of a policy.

use verifail::Policy;
use verifail::policy::Digest;

/// How strictly extended key usage is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As the policy has it.
    Lenient,
    /// BoringSSL's `…_STRICT`: in every certificate.
    Strict,
    /// BoringSSL's `…_STRICT_LEAF`: in the end entity only.
    StrictEndEntity,
}

/// What a case sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variant {
    /// The reading of extended key usage.
    pub(super) strictness: Strictness,
    /// SHA-1 signatures are accepted.
    pub(super) allow_sha1: bool,
    /// The trusted certificate is trusted as an end entity.
    pub(super) trust_end_entity: bool,
}

impl Variant {
    /// The policy with the case's switches, under its own name.
    ///
    /// A stricter reading is a policy of its own, named after the policy it is a reading of; one that has no such
    /// reading is asked as it is.
    pub(super) fn of(self, base: &Policy) -> Policy {
        let suffix = match self.strictness {
            Strictness::Lenient => "",
            Strictness::Strict => "-strict",
            Strictness::StrictEndEntity => "-strict-leaf",
        };
        let reading = Policy::named(&format!("{}{suffix}", base.name())).unwrap_or(base);
        let mut parameters = reading.parameters().clone();
        parameters.trust.end_entity = self.trust_end_entity;
        parameters.weak_digests =
            if self.allow_sha1 { &[Digest::Md2, Digest::Md5] } else { &[Digest::Md2, Digest::Md5, Digest::Sha1] };
        reading.clone().with_parameters(base.name(), parameters)
    }
}
