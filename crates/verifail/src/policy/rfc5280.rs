//! `rfc5280`: path validation as RFC 5280 section 6 has it, with service identity as RFC 9525 has it.
//!
//! What section 6 refuses is an error. What sections 4 and 5 demand of CAs, and section 6 does not look at, is a
//! warning: a conforming CA would not have issued it, a conforming relying party accepts it.

use super::at::{END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH, WARN_CA, WARN_END_ENTITY, WARN_PATH};
use super::parameters::{
    Budget, CertificateReader, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms, TrustRules,
    UniqueExtensions, WildcardRules,
};
use super::{Policy, Requirement, Row, row};
use crate::certificate::{Curve, NameComparison};
use crate::oid;

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, PATH, "RFC 5280 section 4.1", ""),
    row(Requirement::StrictEncoding, WARN_PATH, "RFC 5280 section 4.1", ""),
    row(Requirement::ExtensionUnique, PATH, "RFC 5280 section 4.2", ""),
    row(Requirement::ExtensionWellFormed, PATH, "RFC 5280 section 4.2", ""),
    row(Requirement::NoUniqueIdentifiers, WARN_PATH, "RFC 5280 section 4.1.2.8", ""),
    row(Requirement::Version3, WARN_END_ENTITY, "RFC 5280 section 4.1.2.1", ""),
    row(Requirement::ExtensionsNeedVersion3, PATH, "RFC 5280 section 4.1.2.9", ""),
    row(Requirement::SerialNumberPositive, WARN_PATH, "RFC 5280 section 4.1.2.2", ""),
    row(Requirement::SerialNumberLength, WARN_PATH, "RFC 5280 section 4.1.2.2", ""),
    row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", ""),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 6.1.3 (a)(1)", ""),
    row(Requirement::SignatureDigestStrong, WARN_PATH, "RFC 9155", ""),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", ""),
    row(Requirement::PublicKeyWellFormed, PATH, "RFC 5280 section 4.1.2.7", ""),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", ""),
    row(Requirement::ValidityOrdered, PATH, "RFC 5280 section 4.1.2.5", ""),
    row(Requirement::NotBefore, PATH, "RFC 5280 section 6.1.3 (a)(2)", ""),
    row(Requirement::NotAfter, PATH, "RFC 5280 section 6.1.3 (a)(2)", ""),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", ""),
    row(Requirement::IssuerNotEmpty, WARN_PATH, "RFC 5280 section 4.1.2.4", ""),
    row(Requirement::CaSubjectNotEmpty, WARN_CA, "RFC 5280 section 4.1.2.6", ""),
    row(Requirement::AuthorityKeyIdentifierPresent, WARN_PATH, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::AuthorityKeyIdentifierNotCritical, WARN_PATH, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::SubjectKeyIdentifierPresent, WARN_CA, "RFC 5280 section 4.2.1.2", ""),
    row(Requirement::SubjectKeyIdentifierNotCritical, WARN_PATH, "RFC 5280 section 4.2.1.2", ""),
    row(Requirement::KeyIdentifiersMatch, WARN_PATH, "RFC 5280 section 4.2.1.1", ""),
    row(Requirement::CaBasicConstraintsPresent, INTERMEDIATE, "RFC 5280 section 6.1.4 (k)", ""),
    row(Requirement::CaFlagSet, INTERMEDIATE, "RFC 5280 section 6.1.4 (k)", ""),
    row(Requirement::CaBasicConstraintsCritical, WARN_CA, "RFC 5280 section 4.2.1.9", ""),
    row(Requirement::PathLengthOnlyOnCa, WARN_PATH, "RFC 5280 section 4.2.1.9", ""),
    row(Requirement::PathLengthRespected, INTERMEDIATE, "RFC 5280 section 6.1.4 (l)", ""),
    row(Requirement::KeyUsageNotEmpty, WARN_PATH, "RFC 5280 section 4.2.1.3", ""),
    row(Requirement::CaKeyUsagePresent, WARN_CA, "RFC 5280 section 4.2.1.3", ""),
    row(Requirement::KeyCertSign, INTERMEDIATE, "RFC 5280 section 6.1.4 (n)", ""),
    row(Requirement::KeyCertSignOnlyOnCa, WARN_END_ENTITY, "RFC 5280 section 4.2.1.9", ""),
    row(Requirement::KeyPurpose, END_ENTITY, "RFC 5280 section 4.2.1.12", ""),
    row(Requirement::ExtendedKeyUsageNotEmpty, END_ENTITY, "RFC 5280 section 4.2.1.12", ""),
    row(Requirement::KeyPurposeProfile, PATH, "none", ""),
    row(Requirement::KeyUsageProfile, END_ENTITY, "none", ""),
    row(Requirement::SubjectAltNameNotEmpty, END_ENTITY, "RFC 5280 section 4.2.1.6", ""),
    row(Requirement::SubjectAltNameSyntax, WARN_PATH, "RFC 5280 section 4.2.1.6", ""),
    row(Requirement::SubjectAltNameCriticality, WARN_END_ENTITY, "RFC 5280 section 4.2.1.6", ""),
    row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", ""),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", ""),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", ""),
    row(Requirement::NameConstraintSupported, EVERYWHERE, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintSyntax, WARN_CA, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintsOnlyOnCa, WARN_END_ENTITY, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintsCritical, WARN_CA, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::NameConstraintsNotEmpty, WARN_CA, "RFC 5280 section 4.2.1.10", ""),
    row(Requirement::CriticalExtensionRecognised, PATH, "RFC 5280 section 6.1.4 (o)", ""),
    row(Requirement::PolicyQualifiersRecognised, PATH, "RFC 5280 section 6.1.4 (o)", ""),
    row(Requirement::AuthorityInfoAccessNotCritical, WARN_PATH, "RFC 5280 section 4.2.2.1", ""),
    row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", ""),
    row(Requirement::PolicyMappingNotAny, INTERMEDIATE, "RFC 5280 section 6.1.4 (a)", ""),
    row(Requirement::PolicyConstraintsCritical, WARN_CA, "RFC 5280 section 4.2.1.11", ""),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.1.3 (a)(3)", ""),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3.3", ""),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", ""),
    row(Requirement::PathDepth, PATH, "RFC 5280 section 6.1.1", ""),
    row(Requirement::WithinBudget, PATH, "none", ""),
];

pub(super) const POLICY: Policy =
    Policy::new("rfc5280", "RFC 5280 path validation and RFC 9525 service identity", ROWS, PARAMETERS);

/// Extensions that path validation processes, or that bind a relying party to nothing.
pub(super) const RECOGNISED: &[&[u8]] = &[
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
];

/// Extensions whose values must decode.
pub(super) const DECODED: &[&[u8]] = RECOGNISED;

pub(super) const PARAMETERS: Parameters = Parameters {
    name_comparison: NameComparison::Rfc5280,
    identity: IdentityRules {
        wildcards: WildcardRules::WholeLabel,
        common_name_fallback: false,
        reference_trailing_dot: true,
        compare_malformed: false,
        mapped_addresses_equal: false,
    },
    key_purpose: KeyPurposeRules {
        any_permits_all: true,
        empty_permits_all: false,
        scope: EkuScope::EndEntity,
        server_gated_crypto: ServerGatedCrypto::Nowhere,
        profile_stops_at_issuer: false,
        any_purpose_lifts_ca_check: false,
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::Rfc5280,
        forms: SubtreeForms::ALL,
        refuse_unknown_forms: false,
        skip_self_issued: true,
        common_name: false,
        subject_email: true,
        without_subject_alt_name: true,
    },
    keys: KeyRules {
        min_rsa_bits: 1024,
        max_rsa_bits: 16_384,
        curves: &[Curve::P256, Curve::P384, Curve::P521],
        ed25519: true,
        min_dsa_bits: Some(1024),
        rsa_whole_octets: false,
        unknown: false,
    },
    weak_digests: &[Digest::Md2, Digest::Md5, Digest::Sha1],
    lifetimes: &[],
    recognised_extensions: RECOGNISED,
    decoded_extensions: DECODED,
    reader: CertificateReader::Core,
    unique_extensions: UniqueExtensions::All,
    not_after_inclusive: true,
    trust: TrustRules { partial_chain: true, end_entity: false },
    max_intermediates: None,
    path_length_counts_self_issued: false,
    crls: CrlRules::RFC5280,
    path_depth_counts_self_issued: false,
    path_search: PathSearch::Exhaustive,
    budget: Budget::DEFAULT,
};
