//! `web-pki`: RFC 5280 with the CA/Browser Forum's Baseline Requirements, as far as a relying party can see them.
//!
//! Here the profile's demands on CAs are errors: this is the policy to hold a new certificate to, not what browsers
//! refuse.

use super::at::{ANCHOR, CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH, WARN_CA, WARN_END_ENTITY};
use super::parameters::{
    CrlNumberRule, CrlRules, EkuScope, IdentityRules, KeyPurposeRules, KeyRules, LifetimeLimit, Parameters,
    WildcardRules,
};
use super::{Policy, Requirement, Row, rfc5280, row};
use crate::oid;

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, EVERYWHERE, "RFC 5280 section 4.1", ""),
    row(Requirement::StrictEncoding, PATH, "RFC 5280 section 4.1", ""),
    row(Requirement::ExtensionUnique, EVERYWHERE, "RFC 5280 section 4.2", ""),
    row(Requirement::ExtensionWellFormed, EVERYWHERE, "RFC 5280 section 4.2", ""),
    row(Requirement::NoUniqueIdentifiers, PATH, "BR section 7.1.2", ""),
    row(Requirement::Version3, PATH, "BR section 7.1.1", ""),
    row(Requirement::SerialNumberPositive, PATH, "RFC 5280 section 4.1.2.2", ""),
    row(Requirement::SerialNumberLength, PATH, "RFC 5280 section 4.1.2.2", ""),
    row(Requirement::SignatureAlgorithmsAgree, EVERYWHERE, "RFC 5280 section 4.1.1.2", ""),
    row(Requirement::SignatureAlgorithmSupported, PATH, "BR section 7.1.3.2", ""),
    row(Requirement::SignatureDigestStrong, PATH, "BR section 7.1.3.2", ""),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", ""),
    row(Requirement::PublicKeyWellFormed, EVERYWHERE, "RFC 5280 section 4.1.2.7", ""),
    row(Requirement::PublicKeyKind, EVERYWHERE, "BR section 6.1.5", ""),
    row(Requirement::PublicKeyStrength, EVERYWHERE, "BR section 6.1.5", ""),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", ""),
    row(Requirement::ValidityOrdered, PATH, "RFC 5280 section 4.1.2.5", ""),
    row(Requirement::NotBefore, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", ""),
    row(Requirement::NotAfter, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", ""),
    // Clients enforce limits of their own (`apple-tls-server`); here an old certificate is told, not refused.
    row(Requirement::ValidityPeriod, WARN_END_ENTITY, "BR section 6.3.2", ""),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", ""),
    row(Requirement::IssuerNotEmpty, PATH, "RFC 5280 section 4.1.2.4", ""),
    row(Requirement::CaSubjectNotEmpty, CA, "RFC 5280 section 4.1.2.6", ""),
    row(Requirement::AuthorityKeyIdentifierPresent, PATH, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::AuthorityKeyIdentifierNotCritical, EVERYWHERE, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::AuthorityKeyIdentifierForm, EVERYWHERE, "BR section 7.1.2.11.1", ""),
    row(Requirement::SubjectKeyIdentifierPresent, CA, "RFC 5280 section 4.2.1.2", ""),
    row(Requirement::SubjectKeyIdentifierNotCritical, EVERYWHERE, "RFC 5280 section 4.2.1.2", ""),
    row(Requirement::KeyIdentifiersMatch, PATH, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::CaBasicConstraintsPresent, CA, "BR section 7.1.2.10.4", ""),
    row(Requirement::CaFlagSet, CA, "RFC 5280 section 6.1.4 (k)", ""),
    row(Requirement::CaBasicConstraintsCritical, CA, "RFC 5280 section 4.2.1.9", ""),
    // RFC 5280 lets a CA certificate be an end entity; whether it is a subscriber's cannot be seen. A muddled one is.
    row(Requirement::EndEntityIsNotCa, WARN_END_ENTITY, "BR section 7.1.2.7.8", ""),
    row(Requirement::CaFlagNeedsKeyCertSign, END_ENTITY, "BR section 7.1.2.7.8", ""),
    row(Requirement::PathLengthOnlyOnCa, PATH, "RFC 5280 section 4.2.1.9", ""),
    row(Requirement::PathLengthRespected, CA, "RFC 5280 section 6.1.4 (l)", ""),
    row(Requirement::KeyUsageNotEmpty, PATH, "RFC 5280 section 4.2.1.3", ""),
    row(Requirement::CaKeyUsagePresent, INTERMEDIATE, "BR section 7.1.2.10.7", ""),
    row(Requirement::KeyCertSign, CA, "RFC 5280 section 6.1.4 (n)", ""),
    row(Requirement::KeyCertSignOnlyOnCa, EVERYWHERE, "RFC 5280 section 4.2.1.9", ""),
    row(Requirement::EndEntityKeyUsage, WARN_END_ENTITY, "BR section 7.1.2.7.11", ""),
    row(Requirement::SubscriberExtendedKeyUsagePresent, END_ENTITY, "BR section 7.1.2.7.10", ""),
    row(Requirement::RootWithoutExtendedKeyUsage, ANCHOR, "BR section 7.1.2.1.2", ""),
    row(Requirement::KeyPurpose, PATH, "BR section 7.1.2.7.10", ""),
    row(Requirement::ExtendedKeyUsageNotEmpty, PATH, "RFC 5280 section 4.2.1.12", ""),
    row(Requirement::ExtendedKeyUsageNotCritical, END_ENTITY, "BR section 7.1.2.7.6", ""),
    row(Requirement::NoAnyExtendedKeyUsage, END_ENTITY, "BR section 7.1.2.7.10", ""),
    row(Requirement::NoCodeSigning, END_ENTITY, "BR section 7.1.2.7.10", ""),
    row(Requirement::NoOcspSigning, END_ENTITY, "BR section 7.1.2.7.10", ""),
    row(Requirement::NoTimeStamping, END_ENTITY, "BR section 7.1.2.7.10", ""),
    row(Requirement::SubjectAltNamePresent, END_ENTITY, "BR section 7.1.2.7.12", ""),
    row(Requirement::SubjectAltNameNotEmpty, END_ENTITY, "RFC 5280 section 4.2.1.6", ""),
    row(Requirement::SubjectAltNameSyntax, END_ENTITY, "BR section 7.1.2.7.12", ""),
    row(Requirement::SubjectAltNameCriticality, END_ENTITY, "BR section 7.1.2.7.12", ""),
    row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", ""),
    row(Requirement::CommonNameInSubjectAltName, END_ENTITY, "BR section 7.1.4.3", ""),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", ""),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", ""),
    row(Requirement::NameConstraintSupported, EVERYWHERE, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintSyntax, CA, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintsOnlyOnCa, END_ENTITY, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintsCritical, WARN_CA, "BR section 7.1.2.10.8 allows either", ""),
    row(Requirement::NameConstraintsNotEmpty, CA, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::CriticalExtensionRecognised, PATH, "RFC 5280 section 6.1.4 (o)", ""),
    row(Requirement::PolicyQualifiersRecognised, PATH, "RFC 5280 section 6.1.4 (o)", ""),
    row(Requirement::AuthorityInfoAccessNotCritical, PATH, "RFC 5280 section 4.2.2.1", ""),
    row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", ""),
    row(Requirement::PolicyMappingNotAny, INTERMEDIATE, "RFC 5280 section 6.1.4 (a)", ""),
    row(Requirement::PolicyConstraintsCritical, INTERMEDIATE, "RFC 5280 section 4.2.1.11", ""),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.1.3 (a)(3)", ""),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3.3", ""),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", ""),
    row(Requirement::PathDepth, PATH, "RFC 5280 section 6.1.1", ""),
    row(Requirement::WithinBudget, PATH, "none", ""),
];

pub(super) const POLICY: Policy =
    Policy::new("web-pki", "RFC 5280 and what a relying party can see of the CA/Browser Forum rules", ROWS, PARAMETERS);

const DAY: i64 = 86_400;

/// Those of RFC 5280, and where the issuer and the status are to be fetched.
const DECODED: &[&[u8]] = &[
    oid::SUBJECT_KEY_IDENTIFIER,
    oid::AUTHORITY_KEY_IDENTIFIER,
    oid::KEY_USAGE,
    oid::SUBJECT_ALT_NAME,
    oid::BASIC_CONSTRAINTS,
    oid::NAME_CONSTRAINTS,
    oid::CERTIFICATE_POLICIES,
    oid::POLICY_MAPPINGS,
    oid::POLICY_CONSTRAINTS,
    oid::INHIBIT_ANY_POLICY,
    oid::EXTENDED_KEY_USAGE,
    oid::CRL_DISTRIBUTION_POINTS,
    oid::AUTHORITY_INFO_ACCESS,
];

/// BR section 6.3.2 by date of issue.
const LIFETIMES: &[LifetimeLimit] = &[
    // 2015-04-01: 39 months; 2018-03-01: 825 days; 2020-09-01: 398 days.
    LifetimeLimit { issued_from: 1_427_846_400, seconds: 1_187 * DAY },
    LifetimeLimit { issued_from: 1_519_862_400, seconds: 825 * DAY },
    LifetimeLimit { issued_from: 1_598_918_400, seconds: 398 * DAY },
    // Ballot SC-081: 2026-03-15: 200 days; 2027-03-15: 100 days; 2029-03-15: 47 days.
    LifetimeLimit { issued_from: 1_773_532_800, seconds: 200 * DAY },
    LifetimeLimit { issued_from: 1_805_068_800, seconds: 100 * DAY },
    LifetimeLimit { issued_from: 1_868_227_200, seconds: 47 * DAY },
];

const PARAMETERS: Parameters = Parameters {
    identity: IdentityRules { wildcards: WildcardRules::WholeLabelAboveTwo, ..rfc5280::PARAMETERS.identity },
    key_purpose: KeyPurposeRules { any_permits_all: false, scope: EkuScope::Path, ..rfc5280::PARAMETERS.key_purpose },
    keys: KeyRules {
        min_rsa_bits: 2048,
        ed25519: false,
        min_dsa_bits: None,
        rsa_whole_octets: true,
        ..rfc5280::PARAMETERS.keys
    },
    lifetimes: LIFETIMES,
    decoded_extensions: DECODED,
    crls: CrlRules { number: CrlNumberRule::Required, ..CrlRules::RFC5280 },
    ..rfc5280::PARAMETERS
};
