//! The switches that BoringSSL's unit tests set for each case, as variants of a policy.

use verifail::policy::{Digest, Parameters, Row};
use verifail::{KeyPurpose, Policy, Requirement, Severity};

/// How strictly extended key usage is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As the policy has it.
    Lenient,
    /// Breaches that are warnings count as errors in every certificate.
    Strict,
    /// The same in the end entity only.
    StrictEndEntity,
}

/// What a case sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variant {
    pub(super) strictness: Strictness,
    pub(super) allow_sha1: bool,
    pub(super) trust_end_entity: bool,
}

/// The rules that strictness turns from warnings into errors.
const STRICT: [Requirement; 5] = [
    Requirement::EndEntityIsNotCa,
    Requirement::KeyPurposeNotOnlyAny,
    Requirement::NoCodeSigning,
    Requirement::NoOcspSigning,
    Requirement::NoTimeStamping,
];

impl Variant {
    /// The policy with the case's switches.
    pub(super) fn of(self, base: &Policy, _purpose: &KeyPurpose) -> Policy {
        let mut parameters = base.parameters().clone();
        parameters.trust.end_entity = self.trust_end_entity;
        parameters.weak_digests = if self.allow_sha1 {
            &[Digest::Md2, Digest::Md5]
        } else {
            &[Digest::Md2, Digest::Md5, Digest::Sha1]
        };
        match self.strictness {
            Strictness::Lenient => base.clone().with_parameters(base.name(), parameters),
            Strictness::Strict => strict(base, parameters, true),
            Strictness::StrictEndEntity => strict(base, parameters, false),
        }
    }
}

/// The policy with warnings raised to errors, in the end entity or along the whole path.
fn strict(base: &Policy, parameters: Parameters, path: bool) -> Policy {
    let raise = |severity: Severity| {
        if severity == Severity::Warning {
            Severity::Error
        } else {
            severity
        }
    };
    let rows = base.rows().iter().map(|row| {
        if !STRICT.contains(&row.requirement) {
            return *row;
        }
        let intermediate = if path {
            raise(row.intermediate)
        } else {
            row.intermediate
        };
        Row {
            end_entity: raise(row.end_entity),
            intermediate,
            ..*row
        }
    });
    // A policy's table is static by design; a run makes a few of these.
    let rows: &'static [Row] = rows.collect::<Vec<_>>().leak();
    Policy::new(base.name(), base.title(), rows, parameters)
}
