//! `rustls`: what rustls-webpki 0.103.16 accepts as a TLS client's verifier.
//!
//! It takes an anchor's name, key and name constraints and nothing else of it; ignores key usage, key identifiers,
//! serial numbers and certificate policies; and compares names octet for octet, whatever is in them.

use super::at::{CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH};
use super::parameters::{
    Budget, CertificateReader, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms, TrustRules,
    UniqueExtensions, WildcardRules,
};
use super::{Policy, Requirement, Row, row};
use crate::certificate::NameComparison;
use crate::oid;

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, PATH, "RFC 5280 section 4.1", "webpki cert.rs from_input"),
    row(Requirement::ExtensionUnique, PATH, "RFC 5280 section 4.2", "webpki x509.rs set_extension_once"),
    row(Requirement::ExtensionWellFormed, PATH, "RFC 5280 section 4.2", "webpki cert.rs remember_cert_extension"),
    row(Requirement::NoUniqueIdentifiers, PATH, "RFC 5280 section 4.1.2.8", "webpki cert.rs from_input"),
    row(Requirement::Version3, PATH, "RFC 5280 section 4.1.2.1", "webpki cert.rs version3"),
    row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", "webpki cert.rs from_input"),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", "webpki signed_data.rs"),
    row(Requirement::SignatureDigestStrong, PATH, "none", "webpki aws_lc_rs_algs.rs: no SHA-1"),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "webpki signed_data.rs"),
    row(Requirement::PublicKeyStrength, CA, "none", "webpki aws_lc_rs_algs.rs: RSA of 2048 to 8192 bits"),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", "webpki verify_cert.rs distrusted_spkis"),
    row(Requirement::ValidityOrdered, PATH, "RFC 5280 section 4.1.2.5", "webpki verify_cert.rs check_validity"),
    row(Requirement::NotBefore, PATH, "RFC 5280 section 6.1.3 (a)(2)", "webpki verify_cert.rs check_validity"),
    row(Requirement::NotAfter, PATH, "RFC 5280 section 6.1.3 (a)(2)", "webpki verify_cert.rs check_validity"),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "webpki verify_cert.rs build_chain_inner"),
    row(
        Requirement::CaBasicConstraintsPresent,
        INTERMEDIATE,
        "RFC 5280 section 6.1.4 (k)",
        "webpki verify_cert.rs check_basic_constraints",
    ),
    row(
        Requirement::CaFlagSet,
        INTERMEDIATE,
        "RFC 5280 section 6.1.4 (k)",
        "webpki verify_cert.rs check_basic_constraints",
    ),
    row(Requirement::EndEntityIsNotCa, END_ENTITY, "none", "webpki verify_cert.rs check_basic_constraints"),
    row(
        Requirement::PathLengthRespected,
        INTERMEDIATE,
        "RFC 5280 section 6.1.4 (m)",
        "webpki verify_cert.rs check_basic_constraints",
    ),
    row(Requirement::KeyPurpose, PATH, "RFC 5280 section 4.2.1.12", "webpki verify_cert.rs check_eku"),
    row(Requirement::ExtendedKeyUsageNotEmpty, PATH, "RFC 5280 section 4.2.1.12", "webpki verify_cert.rs check_eku"),
    row(
        Requirement::ServiceIdentity,
        END_ENTITY,
        "RFC 9525 section 6",
        "webpki subject_name/dns_name.rs, ip_address.rs",
    ),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", "webpki subject_name/mod.rs"),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", "webpki subject_name/mod.rs"),
    row(Requirement::NameConstraintSupported, EVERYWHERE, "RFC 5280 section 4.2.1.10", "webpki subject_name/mod.rs"),
    row(
        Requirement::CriticalExtensionRecognised,
        PATH,
        "RFC 5280 section 4.2",
        "webpki x509.rs Extension::unsupported",
    ),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "webpki crl/mod.rs"),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "webpki crl/mod.rs"),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "webpki verify_cert.rs build_chain_inner"),
    row(Requirement::PathDepth, PATH, "none", "webpki verify_cert.rs MAX_SUB_CA_COUNT"),
    row(Requirement::WithinBudget, PATH, "none", "webpki verify_cert.rs Budget"),
];

pub(super) const POLICY: Policy = Policy::new("rustls", "rustls-webpki 0.103.16 as a TLS client", ROWS, PARAMETERS);

const PARAMETERS: Parameters = Parameters {
    name_comparison: NameComparison::Exact,
    identity: IdentityRules {
        wildcards: WildcardRules::WholeLabelAboveTwo,
        common_name_fallback: false,
        reference_trailing_dot: true,
        compare_malformed: false,
        mapped_addresses_equal: false,
    },
    key_purpose: KeyPurposeRules {
        any_permits_all: false,
        empty_permits_all: false,
        scope: EkuScope::Path,
        server_gated_crypto: ServerGatedCrypto::Nowhere,
        profile_stops_at_issuer: false,
        any_purpose_lifts_ca_check: false,
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::Webpki,
        forms: SubtreeForms::DNS_AND_IP,
        refuse_unknown_forms: false,
        skip_self_issued: false,
        common_name: false,
        subject_email: false,
        without_subject_alt_name: true,
    },
    keys: KeyRules {
        min_rsa_bits: 2048,
        max_rsa_bits: 8192,
        curves: &[],
        ed25519: true,
        min_dsa_bits: None,
        rsa_whole_octets: false,
        unknown: false,
    },
    weak_digests: &[Digest::Md2, Digest::Md5, Digest::Sha1],
    lifetimes: &[],
    recognised_extensions: &[
        oid::KEY_USAGE,
        oid::SUBJECT_ALT_NAME,
        oid::BASIC_CONSTRAINTS,
        oid::NAME_CONSTRAINTS,
        oid::CRL_DISTRIBUTION_POINTS,
        oid::EXTENDED_KEY_USAGE,
    ],
    decoded_extensions: &[
        oid::BASIC_CONSTRAINTS,
        oid::CRL_DISTRIBUTION_POINTS,
        oid::EXTENDED_KEY_USAGE,
        oid::NAME_CONSTRAINTS,
        oid::SUBJECT_ALT_NAME,
    ],
    reader: CertificateReader::Webpki,
    unique_extensions: UniqueExtensions::Recognised,
    not_after_inclusive: true,
    trust: TrustRules { partial_chain: true, end_entity: false },
    max_intermediates: Some(6),
    path_length_counts_self_issued: true,
    crls: CrlRules::RFC5280,
    path_depth_counts_self_issued: false,
    path_search: PathSearch::Exhaustive,
    budget: Budget::DEFAULT,
};
