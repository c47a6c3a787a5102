//! `envoy`: an Envoy cluster's upstream TLS context: BoringSSL's `X509_verify_cert`, then the subject alternative name
//! matchers of the validation context.
//!
//! Envoy checks the chain first and the names last, so a failed match says that the chain was fine. The matchers come
//! with the inputs ([`Identity::SanMatchers`](crate::Identity::SanMatchers)); Envoy cannot run here, so the chain part
//! follows BoringSSL's sources, which differ from OpenSSL 3.0's in what is left out: no security level, no DSA, no
//! Server Gated Crypto, version 3 alone for extensions.

use super::at::{CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH};
use super::parameters::{
    Budget, CertificateReader, CrlNumberRule, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms, TrustRules,
    UniqueExtensions, WildcardRules,
};
use super::{Policy, Requirement, Row, row};
use crate::certificate::{Curve, NameComparison};
use crate::oid;

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, EVERYWHERE, "RFC 5280 section 4.1", "d2i_X509"),
    row(Requirement::ExtensionUnique, EVERYWHERE, "RFC 5280 section 4.2", "v3_purp.c x509v3_cache_extensions"),
    row(Requirement::ExtensionWellFormed, EVERYWHERE, "RFC 5280 section 4.2", "v3_purp.c EXFLAG_INVALID"),
    row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", "x_all.c X509_verify"),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", "a_verify.c"),
    row(Requirement::SignatureDigestStrong, PATH, "none", "a_digest.c: no MD5"),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "x509_vfy.c internal_verify"),
    row(Requirement::PublicKeyWellFormed, EVERYWHERE, "RFC 5280 section 4.1.2.7", "evp_asn1.c EVP_parse_public_key"),
    row(Requirement::PublicKeyStrength, EVERYWHERE, "none", "evp_asn1.c EVP_parse_public_key"),
    row(Requirement::PublicKeyKind, EVERYWHERE, "none", "evp_asn1.c EVP_parse_public_key"),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", ""),
    row(Requirement::NotBefore, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "x509_vfy.c check_cert_time"),
    row(Requirement::NotAfter, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "x509_vfy.c check_cert_time"),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "v3_purp.c X509_check_issued"),
    row(Requirement::KeyIdentifiersMatch, PATH, "RFC 5280 section 4.2.1.1", "v3_purp.c X509_check_akid"),
    row(Requirement::CaBasicConstraintsPresent, CA, "RFC 5280 section 6.1.4 (k)", "v3_purp.c check_ca"),
    row(Requirement::CaFlagSet, CA, "RFC 5280 section 6.1.4 (k)", "v3_purp.c check_ca"),
    row(Requirement::PathLengthRespected, CA, "RFC 5280 section 6.1.4 (m)", "x509_vfy.c check_extensions"),
    row(Requirement::KeyCertSign, CA, "RFC 5280 section 6.1.4 (n)", "v3_purp.c check_ca"),
    row(Requirement::EndEntityKeyUsage, END_ENTITY, "RFC 5280 section 4.2.1.3", "v3_purp.c check_purpose_ssl_server"),
    row(Requirement::KeyPurpose, EVERYWHERE, "RFC 5280 section 4.2.1.12", "v3_purp.c xku_reject"),
    row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", "Envoy default_validator.cc verifyCertificate"),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", "v3_ncons.c"),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", "v3_ncons.c"),
    row(
        Requirement::NameConstraintSupported,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.10",
        "v3_ncons.c X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE",
    ),
    row(Requirement::CriticalExtensionRecognised, EVERYWHERE, "RFC 5280 section 4.2", "x509_vfy.c check_extensions"),
    row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", "policy.cc X509_policy_check"),
    row(
        Requirement::PolicyMappingNotAny,
        INTERMEDIATE,
        "RFC 5280 section 6.1.4 (a)",
        "policy.cc process_policy_mappings",
    ),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "x509_vfy.c check_revocation"),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "x509_vfy.c check_revocation"),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "x509_vfy.c build_chain"),
    row(Requirement::PathDepth, PATH, "none", "x509_vfy.c: depth 100"),
    row(Requirement::WithinBudget, PATH, "none", ""),
];

pub(super) const POLICY: Policy =
    Policy::new("envoy", "Envoy: BoringSSL's X509_verify_cert, then SAN matchers", ROWS, PARAMETERS);

const PARAMETERS: Parameters = Parameters {
    name_comparison: NameComparison::Rfc5280,
    identity: IdentityRules {
        wildcards: WildcardRules::AnyPartialLabel,
        common_name_fallback: false,
        reference_trailing_dot: false,
        compare_malformed: true,
        mapped_addresses_equal: false,
    },
    key_purpose: KeyPurposeRules {
        any_permits_all: false,
        empty_permits_all: false,
        scope: EkuScope::PathAndAnchor,
        server_gated_crypto: ServerGatedCrypto::Nowhere,
        profile_stops_at_issuer: false,
        any_purpose_lifts_ca_check: false,
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::OpenSsl,
        forms: SubtreeForms::ALL,
        refuse_unknown_forms: false,
        skip_self_issued: true,
        common_name: true,
        subject_email: true,
        without_subject_alt_name: true,
    },
    keys: KeyRules {
        min_rsa_bits: 512,
        max_rsa_bits: 8_192,
        curves: &[Curve::P224, Curve::P256, Curve::P384, Curve::P521],
        ed25519: true,
        min_dsa_bits: None,
        rsa_whole_octets: false,
        unknown: false,
    },
    weak_digests: &[Digest::Md2, Digest::Md5],
    lifetimes: &[],
    recognised_extensions: &[
        oid::KEY_USAGE,
        oid::SUBJECT_ALT_NAME,
        oid::BASIC_CONSTRAINTS,
        oid::CERTIFICATE_POLICIES,
        oid::EXTENDED_KEY_USAGE,
        oid::POLICY_CONSTRAINTS,
        oid::NAME_CONSTRAINTS,
        oid::POLICY_MAPPINGS,
        oid::INHIBIT_ANY_POLICY,
    ],
    decoded_extensions: super::rfc5280::DECODED,
    reader: CertificateReader::Core,
    unique_extensions: UniqueExtensions::All,
    not_after_inclusive: false,
    trust: TrustRules { partial_chain: true, end_entity: true },
    max_intermediates: None,
    path_length_counts_self_issued: false,
    // x_crl.c crl_cb: a critical extension other than the issuing distribution point, the delta indicator and the
    // authority key identifier makes a CRL unusable.
    crls: CrlRules { number: CrlNumberRule::NotCritical, signer_needs_key_usage: false },
    path_depth_counts_self_issued: true,
    path_search: PathSearch::FirstIssuer { prefers_valid: false, may_sign: true },
    // v3_ncons.cc NAME_CONSTRAINTS_check: 2^20 for each certificate and CA.
    budget: Budget { name_constraint_comparisons: 1 << 20, depth: 102, ..Budget::DEFAULT },
};
