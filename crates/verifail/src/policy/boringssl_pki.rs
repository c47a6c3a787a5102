//! `boringssl-pki`: BoringSSL's `pki/` library (Chromium's verifier) at its own defaults, and two stricter readings of
//! extended key usage that it offers.
//!
//! The library checks no identity by itself. An anchor's constraints count only where the anchor says so.

use super::Severity::{self, Error, Off, Warning};
use super::at::{END_ENTITY, INTERMEDIATE, PATH, WARN_END_ENTITY, WARN_PATH};
use super::parameters::{
    Budget, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules, NameConstraintRules, Parameters,
    SubtreeDialect, WildcardRules,
};
use super::{Policy, Requirement, Row, rfc5280, row};
use crate::oid;

/// What all three readings share.
macro_rules! rows {
    ($($reading:expr),+ $(,)?) => {
        &[
            row(Requirement::WellFormed, PATH, "RFC 5280 section 4.1", "parse_certificate.cc"),
            row(Requirement::ExtensionUnique, PATH, "RFC 5280 section 4.2", "parse_certificate.cc ParseExtensions"),
            row(Requirement::ExtensionWellFormed, PATH, "RFC 5280 section 4.2", "parsed_certificate.cc Create"),
            row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", "VerifySignatureAlgorithmsMatch"),
            row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", "BasicCertificateProcessing"),
            row(Requirement::SignatureDigestStrong, PATH, "none", "simple_path_builder_delegate.cc"),
            row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "BasicCertificateProcessing"),
            row(Requirement::PublicKeyWellFormed, EVERYWHERE, "RFC 5280 section 4.1.2.7", "ParseAndCheckPublicKey"),
            row(Requirement::PublicKeyKind, EVERYWHERE, "none", "simple_path_builder_delegate.cc"),
            row(Requirement::PublicKeyStrength, EVERYWHERE, "none", "simple_path_builder_delegate.cc"),
            row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", "trust_store.h DISTRUSTED"),
            row(Requirement::NotBefore, PATH, "RFC 5280 section 6.1.3 (a)(2)", "VerifyTimeValidity"),
            row(Requirement::NotAfter, PATH, "RFC 5280 section 6.1.3 (a)(2)", "VerifyTimeValidity"),
            row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "BasicCertificateProcessing"),
            row(Requirement::CaBasicConstraintsPresent, INTERMEDIATE, "RFC 5280 section 6.1.4 (k)", "PrepareForNextCertificate"),
            row(Requirement::CaFlagSet, INTERMEDIATE, "RFC 5280 section 6.1.4 (k)", "PrepareForNextCertificate"),
            row(Requirement::PathLengthRespected, INTERMEDIATE, "RFC 5280 section 6.1.4 (l)", "PrepareForNextCertificate"),
            row(Requirement::KeyCertSign, INTERMEDIATE, "RFC 5280 section 6.1.4 (n)", "PrepareForNextCertificate"),
            row(Requirement::KeyPurpose, PATH, "RFC 5280 section 4.2.1.12", "VerifyExtendedKeyUsage"),
            row(Requirement::KeyPurposeProfile, PATH, "none", "VerifyExtendedKeyUsage"),
            row(Requirement::KeyUsageProfile, END_ENTITY, "none", "VerifyExtendedKeyUsage"),
            row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", "left to the caller"),
            row(Requirement::NamePermitted, PATH, "RFC 5280 section 6.1.3 (b)", "name_constraints.cc"),
            row(Requirement::NameNotExcluded, PATH, "RFC 5280 section 6.1.3 (c)", "name_constraints.cc"),
            row(Requirement::NameConstraintSupported, PATH, "RFC 5280 section 4.2.1.10", "name_constraints.cc"),
            row(Requirement::CriticalExtensionRecognised, PATH, "RFC 5280 section 6.1.4 (o)", "VerifyNoUnconsumedCriticalExtensions"),
    row(Requirement::PolicyQualifiersRecognised, PATH, "RFC 5280 section 6.1.4 (o)", "VerifyNoUnconsumedCriticalExtensions"),
            row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", "VerifyPolicies, WrapUp"),
            row(Requirement::PolicyMappingNotAny, INTERMEDIATE, "RFC 5280 section 6.1.4 (a)", "VerifyPolicyMappings"),
            row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "left to the delegate"),
            row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "left to the delegate"),
            row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "ProcessRootCertificate"),
            row(Requirement::PathDepth, PATH, "none", "path_builder.cc"),
            row(Requirement::WithinBudget, PATH, "none", "path_builder.cc SetIterationLimit"),
            $($reading,)+
        ]
    };
}

const SOURCE: &str = "VerifyExtendedKeyUsage, VerifyTargetCertIsNotCA";
const EVERYWHERE: [Severity; 3] = [Error, Error, Error];

/// The rows in which the readings differ: present, not only *any*, no foreign purposes, not a CA.
const fn reading(requirement: Requirement, severities: [Severity; 3]) -> Row {
    row(requirement, severities, "BR section 7.1.2.7", SOURCE)
}

const ROWS: &[Row] = rows![
    reading(Requirement::ExtendedKeyUsagePresent, WARN_END_ENTITY),
    reading(Requirement::KeyPurposeNotOnlyAny, WARN_PATH),
    reading(Requirement::NoCodeSigning, WARN_PATH),
    reading(Requirement::NoOcspSigning, WARN_END_ENTITY),
    reading(Requirement::NoTimeStamping, WARN_PATH),
    reading(Requirement::EndEntityIsNotCa, WARN_END_ENTITY),
];

const STRICT_LEAF_ROWS: &[Row] = rows![
    reading(Requirement::ExtendedKeyUsagePresent, END_ENTITY),
    reading(Requirement::KeyPurposeNotOnlyAny, [Error, Warning, Off]),
    reading(Requirement::NoCodeSigning, [Error, Warning, Off]),
    reading(Requirement::NoOcspSigning, END_ENTITY),
    reading(Requirement::NoTimeStamping, [Error, Warning, Off]),
    reading(Requirement::EndEntityIsNotCa, END_ENTITY),
];

const STRICT_ROWS: &[Row] = rows![
    reading(Requirement::ExtendedKeyUsagePresent, PATH),
    reading(Requirement::KeyPurposeNotOnlyAny, PATH),
    reading(Requirement::NoCodeSigning, PATH),
    reading(Requirement::NoOcspSigning, END_ENTITY),
    reading(Requirement::NoTimeStamping, PATH),
    reading(Requirement::EndEntityIsNotCa, END_ENTITY),
];

pub(super) const POLICY: Policy = Policy::new("boringssl-pki", "BoringSSL pki/, Chromium's verifier", ROWS, PARAMETERS);

pub(super) const STRICT_LEAF: Policy = Policy::new(
    "boringssl-pki-strict-leaf",
    "BoringSSL pki/ with key purpose SERVER_AUTH_STRICT_LEAF or CLIENT_AUTH_STRICT_LEAF",
    STRICT_LEAF_ROWS,
    PARAMETERS,
);

pub(super) const STRICT: Policy = Policy::new(
    "boringssl-pki-strict",
    "BoringSSL pki/ with key purpose SERVER_AUTH_STRICT or CLIENT_AUTH_STRICT",
    STRICT_ROWS,
    PARAMETERS,
);

const PARAMETERS: Parameters = Parameters {
    identity: IdentityRules { wildcards: WildcardRules::WholeLabelAboveTwo, ..rfc5280::PARAMETERS.identity },
    key_purpose: KeyPurposeRules {
        scope: EkuScope::Path,
        profile_stops_at_issuer: true,
        any_purpose_lifts_ca_check: true,
        ..rfc5280::PARAMETERS.key_purpose
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::BoringSsl,
        ..rfc5280::PARAMETERS.name_constraints
    },
    keys: KeyRules { ed25519: false, min_dsa_bits: None, ..rfc5280::PARAMETERS.keys },
    // `DigestPolicy::kWeakAllowSha1`, what its own tests run with.
    weak_digests: &[Digest::Md2, Digest::Md5],
    recognised_extensions: &[
        oid::KEY_USAGE,
        oid::SUBJECT_ALT_NAME,
        oid::BASIC_CONSTRAINTS,
        oid::NAME_CONSTRAINTS,
        oid::CERTIFICATE_POLICIES,
        oid::POLICY_MAPPINGS,
        oid::POLICY_CONSTRAINTS,
        oid::INHIBIT_ANY_POLICY,
        oid::EXTENDED_KEY_USAGE,
        oid::MS_APPLICATION_POLICIES,
    ],
    // name_constraints.cc refuses more than 2^20 comparisons.
    budget: Budget { name_constraint_comparisons: 1 << 20, ..Budget::DEFAULT },
    ..rfc5280::PARAMETERS
};
