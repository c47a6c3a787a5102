//! Defects of certificate policies, in worlds whose certificates have none.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.5>

use verifail::Requirement;

use super::effect::{At, Effect, When, breach};
use super::{Aspect, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH, Record, WORLD};
use crate::materialise::oid;
use crate::world::{CertificatePolicies, Place, PolicyConstraints, PolicyMappings, World};

/// policyConstraints is critical and not everybody processes it.
const CONSTRAINTS: Effect =
    breach(Requirement::CriticalExtensionRecognised).when(&[When::DoesNotRecognise(oid::POLICY_CONSTRAINTS)]);

pub(super) const DEFECTS: &[Record] = &[
    Record::of_world(
        "policy-asked-for",
        "a certificate policy is asked for and no certificate has one",
        WORLD,
        &[Aspect::Policies],
        |world, _| world.question.explicit_policy = true,
        &[breach(Requirement::CertificatePolicy).at(At::EachOfPath)],
    )
    .fitting(without_policies),
    Record::of_world(
        "policy-of-another-kind-asked-for",
        "the certificates have another policy than the one that is asked for",
        WORLD,
        &[Aspect::Policies],
        |world, _| {
            world.question.explicit_policy = true;
            world.question.policies = vec![2];
            for certificate in std::iter::once(&mut world.end_entity).chain(&mut world.intermediates) {
                certificate.certificate_policies = policies(1);
            }
        },
        &[breach(Requirement::CertificatePolicy).at(At::EndEntity)],
    )
    .fitting(without_policies),
    Record::of_certificate(
        "policy-required-by-a-ca",
        "a CA requires a certificate policy and no certificate has one",
        EVERYWHERE,
        &[Aspect::Policies],
        |spec, _| {
            spec.policy_constraints = Some(PolicyConstraints {
                require_explicit_policy: Some(0),
                inhibit_policy_mapping: None,
                critical: true,
            });
        },
        &[
            breach(Requirement::CertificatePolicy).at(At::EachBelow).only(INTERMEDIATE),
            breach(Requirement::CertificatePolicy).only(END_ENTITY),
            CONSTRAINTS,
        ],
    )
    .fitting(without_policies),
    Record::of_certificate(
        "policy-constraints-not-critical",
        "policyConstraints, which are kept, are not critical",
        EVERYWHERE,
        &[Aspect::Policies],
        |spec, _| {
            spec.policy_constraints = Some(PolicyConstraints {
                require_explicit_policy: Some(100),
                inhibit_policy_mapping: None,
                critical: false,
            });
        },
        &[breach(Requirement::PolicyConstraintsCritical)],
    )
    .fitting(without_policies),
    Record::of_certificate(
        "policy-mapped-to-any",
        "a CA maps a policy to anyPolicy",
        INTERMEDIATE,
        &[Aspect::Policies],
        |spec, _| spec.policy_mappings = Some(PolicyMappings { pairs: vec![(1, 0)] }),
        &[
            breach(Requirement::PolicyMappingNotAny),
            breach(Requirement::CriticalExtensionRecognised).when(&[When::DoesNotRecognise(oid::POLICY_MAPPINGS)]),
        ],
    )
    .fitting(without_policies),
    Record::of_certificate(
        "policy-with-unknown-qualifier",
        "a critical certificatePolicies has a qualifier that nobody knows",
        PATH,
        &[Aspect::Policies],
        |spec, _| {
            spec.certificate_policies =
                Some(CertificatePolicies { policies: vec![1], unknown_qualifier: true, critical: true });
        },
        &[
            breach(Requirement::PolicyQualifiersRecognised),
            breach(Requirement::CriticalExtensionRecognised).when(&[When::DoesNotRecognise(oid::CERTIFICATE_POLICIES)]),
        ],
    )
    .fitting(without_policies),
];

fn policies(policy: u8) -> Option<CertificatePolicies> {
    Some(CertificatePolicies { policies: vec![policy], unknown_qualifier: false, critical: false })
}

/// No certificate has a policy or says anything about them.
pub(super) fn without_policies(world: &World, _: Place) -> bool {
    let free = world.places().all(|(_, spec)| {
        spec.certificate_policies.is_none()
            && spec.policy_mappings.is_none()
            && spec.policy_constraints.is_none()
            && spec.inhibit_any_policy.is_none()
    });
    free && world.question.policies.is_empty() && !world.question.explicit_policy
}
