//! `openssl` and `openssl-strict`: what OpenSSL 3.0 accepts as a TLS client.
//!
//! Both ask for the purpose sslserver, compare the host, and hold keys and signatures to security level 2. Both set
//! `X509_V_FLAG_PARTIAL_CHAIN` and take a `*` for whole labels only, as curl and what is built on it do, and Python
//! since 3.13; libssl on its own does neither ([`TrustRules::partial_chain`], [`WildcardRules::PartialLabel`]).
//! `openssl-strict` adds `X509_V_FLAG_X509_STRICT`, which Python's default context has since 3.13.
//!
//! OpenSSL builds one path and stays with it: see [`PathSearch::FirstIssuer`].

use super::at::{ANCHOR, CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH};
use super::parameters::{
    Budget, CertificateReader, CrlNumberRule, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms, TrustRules,
    UniqueExtensions, WildcardRules,
};
use super::{Policy, Requirement, Row, row};
use crate::certificate::{Curve, NameComparison};
use crate::oid;

/// What holds with and without `X509_V_FLAG_X509_STRICT`.
const ROWS: &[Row] = &[
    row(Requirement::WellFormed, EVERYWHERE, "RFC 5280 section 4.1", "d2i_X509"),
    row(Requirement::ExtensionUnique, EVERYWHERE, "RFC 5280 section 4.2", "v3_purp.c ossl_x509v3_cache_extensions"),
    row(Requirement::ExtensionWellFormed, EVERYWHERE, "RFC 5280 section 4.2", "v3_purp.c EXFLAG_INVALID"),
    row(Requirement::SignatureAlgorithmsAgree, PATH, "RFC 5280 section 4.1.1.2", "x_all.c X509_verify"),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", "a_verify.c"),
    row(Requirement::SignatureDigestStrong, PATH, "none", "x509_vfy.c check_sig_level"),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "x509_vfy.c internal_verify"),
    row(Requirement::PublicKeyWellFormed, EVERYWHERE, "RFC 5280 section 4.1.2.7", "x509_vfy.c check_key_level"),
    row(Requirement::PublicKeyStrength, EVERYWHERE, "none", "x509_vfy.c check_key_level"),
    row(Requirement::PublicKeyKind, EVERYWHERE, "none", "x509_vfy.c check_key_level"),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", ""),
    row(Requirement::NotBefore, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "x509_vfy.c ossl_x509_check_cert_time"),
    row(Requirement::NotAfter, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "x509_vfy.c ossl_x509_check_cert_time"),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "v3_purp.c ossl_x509_likely_issued"),
    row(Requirement::KeyIdentifiersMatch, PATH, "RFC 5280 section 4.2.1.1", "v3_purp.c X509_check_akid"),
    row(Requirement::AuthorityCertificateMatches, PATH, "RFC 5280 section 4.2.1.1", "v3_purp.c X509_check_akid"),
    row(Requirement::CaBasicConstraintsPresent, INTERMEDIATE, "RFC 5280 section 6.1.4 (k)", "v3_purp.c check_ca"),
    row(Requirement::CaEvident, ANCHOR, "none", "v3_purp.c check_ca"),
    row(Requirement::CaFlagSet, CA, "RFC 5280 section 6.1.4 (k)", "v3_purp.c check_ca"),
    row(Requirement::PathLengthRespected, CA, "RFC 5280 section 6.1.4 (m)", "x509_vfy.c check_extensions"),
    row(Requirement::KeyCertSign, CA, "RFC 5280 section 6.1.4 (n)", "v3_purp.c check_ca"),
    row(Requirement::KeyUsageNotEmpty, EVERYWHERE, "RFC 5280 section 4.2.1.3", "v3_purp.c EXFLAG_INVALID"),
    row(Requirement::EndEntityKeyUsage, END_ENTITY, "RFC 5280 section 4.2.1.3", "v3_purp.c check_purpose_ssl_server"),
    row(Requirement::KeyPurpose, EVERYWHERE, "RFC 5280 section 4.2.1.12", "v3_purp.c xku_reject"),
    row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", "v3_utl.c do_x509_check"),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", "v3_ncons.c"),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", "v3_ncons.c"),
    row(
        Requirement::NameConstraintSupported,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.10",
        "v3_ncons.c X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE",
    ),
    row(Requirement::CriticalExtensionRecognised, EVERYWHERE, "RFC 5280 section 4.2", "x509_vfy.c check_extensions"),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "x509_vfy.c check_revocation"),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "x509_vfy.c check_revocation"),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "x509_vfy.c build_chain"),
    row(Requirement::PathDepth, PATH, "none", "x509_vfy.c: depth 100"),
    row(Requirement::WithinBudget, PATH, "none", ""),
];

/// What `X509_V_FLAG_X509_STRICT` adds.
const STRICT_ROWS: &[Row] = &[
    row(Requirement::Version3, ANCHOR, "RFC 5280 section 4.1.2.1", "X509_V_ERR_INVALID_CA"),
    row(
        Requirement::ExtensionsNeedVersion3,
        EVERYWHERE,
        "RFC 5280 section 4.1.2.9",
        "X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3",
    ),
    row(Requirement::IssuerNotEmpty, EVERYWHERE, "RFC 5280 section 4.1.2.4", "X509_V_ERR_ISSUER_NAME_EMPTY"),
    row(Requirement::CaSubjectNotEmpty, EVERYWHERE, "RFC 5280 section 4.1.2.6", "X509_V_ERR_SUBJECT_NAME_EMPTY"),
    row(
        Requirement::AuthorityKeyIdentifierPresent,
        PATH,
        "RFC 5280 section 4.2.1.1",
        "X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER",
    ),
    row(
        Requirement::SubjectKeyIdentifierPresent,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.2",
        "X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER",
    ),
    row(
        Requirement::CaBasicConstraintsCritical,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.9",
        "X509_V_ERR_CA_BCONS_NOT_CRITICAL",
    ),
    row(
        Requirement::PathLengthOnlyOnCa,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.9",
        "X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA",
    ),
    row(Requirement::CaKeyUsagePresent, EVERYWHERE, "RFC 5280 section 4.2.1.3", "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE"),
    row(
        Requirement::KeyCertSignOnlyOnCa,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.9",
        "X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA",
    ),
    row(
        Requirement::SubjectAltNameNotEmpty,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.6",
        "X509_V_ERR_EMPTY_SUBJECT_ALT_NAME",
    ),
    row(
        Requirement::SubjectOrCriticalAltName,
        END_ENTITY,
        "RFC 5280 section 4.2.1.6",
        "X509_V_ERR_EMPTY_SUBJECT_SAN_NOT_CRITICAL",
    ),
];

const ALL_ROWS: [Row; ROWS.len() + STRICT_ROWS.len()] = {
    let mut all = [STRICT_ROWS[0]; ROWS.len() + STRICT_ROWS.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < ROWS.len() { ROWS[i] } else { STRICT_ROWS[i - ROWS.len()] };
        i += 1;
    }
    all
};

pub(super) const POLICY: Policy = Policy::new("openssl", "OpenSSL 3.0 as a TLS client", ROWS, PARAMETERS);
pub(super) const STRICT: Policy =
    Policy::new("openssl-strict", "OpenSSL 3.0 as a TLS client with X509_V_FLAG_X509_STRICT", &ALL_ROWS, PARAMETERS);

/// `NAME_CHECK_MAX` is 2^20 for each certificate and CA. The default depth is 100.
const BUDGET: Budget = Budget { name_constraint_comparisons: 1 << 20, depth: 102, ..Budget::DEFAULT };

const PARAMETERS: Parameters = Parameters {
    name_comparison: NameComparison::Rfc5280,
    identity: IdentityRules {
        wildcards: WildcardRules::WholeLabelOfHost,
        common_name_fallback: true,
        reference_trailing_dot: false,
        compare_malformed: true,
        mapped_addresses_equal: false,
    },
    key_purpose: KeyPurposeRules {
        any_permits_all: false,
        empty_permits_all: false,
        scope: EkuScope::PathAndAnchor,
        server_gated_crypto: ServerGatedCrypto::Everywhere,
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
        // rsa_lib.c ossl_ifc_ffc_compute_security_bits rounds the strength to 8 bits: from here on it is level 2's 112.
        min_rsa_bits: 1963,
        max_rsa_bits: 16_384,
        curves: &[Curve::P224, Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1],
        ed25519: true,
        min_dsa_bits: Some(2048),
        rsa_whole_octets: false,
        unknown: false,
    },
    weak_digests: &[Digest::Md2, Digest::Md5, Digest::Sha1],
    lifetimes: &[],
    recognised_extensions: &[
        oid::NETSCAPE_CERT_TYPE,
        oid::KEY_USAGE,
        oid::SUBJECT_ALT_NAME,
        oid::BASIC_CONSTRAINTS,
        oid::CERTIFICATE_POLICIES,
        oid::CRL_DISTRIBUTION_POINTS,
        oid::EXTENDED_KEY_USAGE,
        oid::OCSP_NO_CHECK,
        oid::POLICY_CONSTRAINTS,
        oid::NAME_CONSTRAINTS,
        oid::POLICY_MAPPINGS,
        oid::INHIBIT_ANY_POLICY,
    ],
    // v3_purp.c ossl_x509v3_cache_extensions. Certificate policies would be read with X509_V_FLAG_POLICY_CHECK only.
    decoded_extensions: &[
        oid::SUBJECT_KEY_IDENTIFIER,
        oid::KEY_USAGE,
        oid::SUBJECT_ALT_NAME,
        oid::BASIC_CONSTRAINTS,
        oid::NAME_CONSTRAINTS,
        oid::CRL_DISTRIBUTION_POINTS,
        oid::AUTHORITY_KEY_IDENTIFIER,
        oid::EXTENDED_KEY_USAGE,
    ],
    reader: CertificateReader::Core,
    unique_extensions: UniqueExtensions::Decoded,
    not_after_inclusive: false,
    trust: TrustRules { partial_chain: true, end_entity: true },
    max_intermediates: None,
    path_length_counts_self_issued: false,
    // x_crl.c crl_cb: a critical extension other than the issuing distribution point, the delta indicator and the
    // authority key identifier makes a CRL unusable.
    crls: CrlRules { number: CrlNumberRule::NotCritical, signer_needs_key_usage: false },
    path_depth_counts_self_issued: true,
    path_search: PathSearch::FirstIssuer { prefers_valid: true, may_sign: false },
    budget: BUDGET,
};
