//! `apple-tls-server`: what Apple's platforms demand of TLS server certificates, on top of RFC 5280.
//!
//! Made from Apple's published requirements (support articles HT210176, HT211025 and 102028) and the policy checks of
//! the Security framework; the platform itself cannot run here. For certificates of user-added CAs Apple lifts the
//! validity limit of 398 days and keeps 825; this policy holds everything to the public limits.

use super::at::{CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH};
use super::parameters::{
    EkuScope, IdentityRules, KeyPurposeRules, KeyRules, LifetimeLimit, NameConstraintRules, Parameters,
    ServerGatedCrypto, SubtreeDialect, TrustRules, WildcardRules,
};
use super::{Policy, Requirement, Row, rfc5280, row};

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, PATH, "RFC 5280 section 4.1", "SecCertificate parse"),
    row(Requirement::ExtensionUnique, PATH, "RFC 5280 section 4.2", "DuplicateExtension"),
    row(Requirement::ExtensionWellFormed, PATH, "RFC 5280 section 4.2", "SecCertificate parse"),
    row(Requirement::Version3, PATH, "RFC 5280 section 4.1.2.1", "NotVersion3"),
    row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", "SecCertificate parse"),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", ""),
    row(Requirement::SignatureDigestStrong, PATH, "Apple HT210176", "SignatureHashAlgorithms"),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "AnchorTrusted"),
    row(Requirement::PublicKeyWellFormed, PATH, "RFC 5280 section 4.1.2.7", "KeySize"),
    row(Requirement::PublicKeyKind, PATH, "Apple HT210176", "KeySize"),
    row(Requirement::PublicKeyStrength, PATH, "Apple HT210176", "KeySize"),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", "BlackListedKey"),
    row(Requirement::NotBefore, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "TemporalValidity"),
    row(Requirement::NotAfter, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "TemporalValidity"),
    row(Requirement::ValidityPeriod, END_ENTITY, "Apple HT211025", "ValidityPeriodMaximums"),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "IdLinkage"),
    row(Requirement::KeyIdentifiersMatch, PATH, "RFC 5280 section 4.2.1.1", "IdLinkage"),
    row(Requirement::CaBasicConstraintsPresent, CA, "RFC 5280 section 6.1.4 (k)", "BasicConstraints"),
    row(Requirement::CaFlagSet, CA, "RFC 5280 section 6.1.4 (k)", "BasicConstraintsCA"),
    row(Requirement::PathLengthRespected, CA, "RFC 5280 section 6.1.4 (m)", "BasicConstraintsPathLen"),
    row(Requirement::KeyCertSign, INTERMEDIATE, "RFC 5280 section 6.1.4 (n)", "KeyUsage"),
    row(Requirement::ExtendedKeyUsagePresent, END_ENTITY, "Apple HT210176", "ExtendedKeyUsage"),
    row(Requirement::KeyPurpose, PATH, "Apple HT210176", "ExtendedKeyUsage"),
    row(Requirement::ExtendedKeyUsageNotEmpty, PATH, "RFC 5280 section 4.2.1.12", "ExtendedKeyUsage"),
    row(Requirement::SubjectAltNamePresent, END_ENTITY, "Apple HT210176", "SSLHostname"),
    row(Requirement::ServiceIdentity, END_ENTITY, "Apple HT210176", "SSLHostname"),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", "NameConstraints"),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", "NameConstraints"),
    row(Requirement::NameConstraintSupported, EVERYWHERE, "RFC 5280 section 4.2.1.10", "NameConstraints"),
    row(Requirement::CriticalExtensionRecognised, PATH, "RFC 5280 section 4.2", "CriticalExtensions"),
    row(Requirement::PolicyQualifiersRecognised, PATH, "RFC 5280 section 4.2", "CriticalExtensions"),
    row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", "PolicyConstraints"),
    row(Requirement::PolicyMappingNotAny, INTERMEDIATE, "RFC 5280 section 6.1.4 (a)", "PolicyConstraints"),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "Revocation"),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "RevocationResponseRequired"),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "AnchorTrusted"),
    row(Requirement::PathDepth, PATH, "none", ""),
    row(Requirement::WithinBudget, PATH, "none", ""),
];

pub(super) const POLICY: Policy =
    Policy::new("apple-tls-server", "Apple's requirements for TLS server certificates", ROWS, PARAMETERS);

const DAY: i64 = 86_400;

/// HT210176: 825 days from 2019-07-01. HT211025: 398 days from 2020-09-01. Then the Baseline Requirements' schedule,
/// which Apple proposed (ballot SC-081): 200 days from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.
const LIFETIMES: &[LifetimeLimit] = &[
    LifetimeLimit { issued_from: 1_561_939_200, seconds: 825 * DAY },
    LifetimeLimit { issued_from: 1_598_918_400, seconds: 398 * DAY },
    LifetimeLimit { issued_from: 1_773_532_800, seconds: 200 * DAY },
    LifetimeLimit { issued_from: 1_805_068_800, seconds: 100 * DAY },
    LifetimeLimit { issued_from: 1_868_227_200, seconds: 47 * DAY },
];

const PARAMETERS: Parameters = Parameters {
    identity: IdentityRules { wildcards: WildcardRules::WholeLabelAboveTwo, ..rfc5280::PARAMETERS.identity },
    key_purpose: KeyPurposeRules {
        scope: EkuScope::Path,
        server_gated_crypto: ServerGatedCrypto::Cas,
        ..rfc5280::PARAMETERS.key_purpose
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::BoringSsl,
        ..rfc5280::PARAMETERS.name_constraints
    },
    keys: KeyRules { min_rsa_bits: 2048, ed25519: false, min_dsa_bits: None, ..rfc5280::PARAMETERS.keys },
    lifetimes: LIFETIMES,
    trust: TrustRules { end_entity: true, ..rfc5280::PARAMETERS.trust },
    ..rfc5280::PARAMETERS
};
