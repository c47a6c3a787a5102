//! `go`: what Go 1.27's `crypto/x509` accepts with its own verifier (not a platform's).
//!
//! Where the two differ by intent, this policy is the stricter: octets after an extension's value and empty sequences
//! are malformed, quoted mailboxes and hosts with long labels are no names to compare, ECDSA with NULL parameters and
//! signatures by P-224 keys are not verified. It is laxer in two things: a point off its curve is seen only where the
//! key verifies, and the search goes on after Go's hundredth signature.

use super::at::{CA, END_ENTITY, EVERYWHERE, INTERMEDIATE, PATH};
use super::parameters::{
    Budget, CertificateReader, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms, TrustRules,
    UniqueExtensions, WildcardRules,
};
use super::{Policy, Requirement, Row, row};
use crate::certificate::{Curve, NameComparison};
use crate::oid;

const ROWS: &[Row] = &[
    row(Requirement::WellFormed, EVERYWHERE, "RFC 5280 section 4.1", "parser.go parseCertificate"),
    row(Requirement::ExtensionUnique, EVERYWHERE, "RFC 5280 section 4.2", "parser.go parseCertificate"),
    row(Requirement::ExtensionWellFormed, EVERYWHERE, "RFC 5280 section 4.2", "parser.go processExtensions"),
    row(
        Requirement::ExtensionsNeedVersion3,
        PATH,
        "RFC 5280 section 4.1.2.9",
        "parser.go parseCertificate: not read before version 3",
    ),
    row(Requirement::SerialNumberNotNegative, EVERYWHERE, "RFC 5280 section 4.1.2.2", "parser.go parseCertificate"),
    row(Requirement::SignatureAlgorithmsAgree, EVERYWHERE, "RFC 5280 section 4.1.1.2", "parser.go parseCertificate"),
    row(Requirement::SignatureAlgorithmSupported, PATH, "RFC 5280 section 4.1.1.2", "x509.go checkSignature"),
    row(Requirement::SignatureDigestStrong, PATH, "none", "x509.go InsecureAlgorithmError"),
    row(Requirement::SignatureNotDsa, PATH, "none", "x509.go checkSignature"),
    row(Requirement::SignatureValid, PATH, "RFC 5280 section 6.1.3 (a)(1)", "verify.go buildChains"),
    row(Requirement::PublicKeyWellFormed, EVERYWHERE, "RFC 5280 section 4.1.2.7", "parser.go parsePublicKey"),
    row(Requirement::PublicKeyStrength, CA, "none", "crypto/rsa VerifyPKCS1v15: 1024 bits at least, where it verifies"),
    row(Requirement::PublicKeyKind, EVERYWHERE, "none", "parser.go parsePublicKey: unsupported elliptic curve"),
    row(Requirement::KeyNotDistrusted, EVERYWHERE, "none", ""),
    row(Requirement::NotBefore, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "verify.go isValid"),
    row(Requirement::NotAfter, EVERYWHERE, "RFC 5280 section 6.1.3 (a)(2)", "verify.go isValid"),
    row(Requirement::NameChaining, PATH, "RFC 5280 section 6.1.3 (a)(4)", "verify.go isValid"),
    row(
        Requirement::AuthorityKeyIdentifierNotCritical,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.1",
        "parser.go parseAuthorityKeyIdentifier",
    ),
    row(
        Requirement::SubjectKeyIdentifierNotCritical,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.2",
        "parser.go processExtensions",
    ),
    row(Requirement::CaBasicConstraintsPresent, CA, "RFC 5280 section 6.1.4 (k)", "x509.go CheckSignatureFrom"),
    row(Requirement::CaFlagSet, CA, "RFC 5280 section 6.1.4 (k)", "x509.go CheckSignatureFrom"),
    row(Requirement::PathLengthRespected, CA, "RFC 5280 section 6.1.4 (m)", "verify.go isValid"),
    row(Requirement::KeyCertSignUnlessEmpty, CA, "RFC 5280 section 6.1.4 (n)", "x509.go CheckSignatureFrom"),
    row(Requirement::KeyPurpose, EVERYWHERE, "RFC 5280 section 4.2.1.12", "verify.go checkChainForKeyUsage"),
    row(Requirement::ServiceIdentity, END_ENTITY, "RFC 9525 section 6", "verify.go VerifyHostname"),
    row(Requirement::NamePermitted, EVERYWHERE, "RFC 5280 section 6.1.3 (b)", "constraints.go"),
    row(Requirement::NameNotExcluded, EVERYWHERE, "RFC 5280 section 6.1.3 (c)", "constraints.go"),
    row(
        Requirement::NameConstraintSupported,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.10",
        "parser.go: unhandled when critical",
    ),
    row(
        Requirement::NameConstraintSyntax,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.10",
        "parser.go parseNameConstraintsExtension",
    ),
    row(
        Requirement::NameConstraintsNotEmpty,
        EVERYWHERE,
        "RFC 5280 section 4.2.1.10",
        "parser.go parseNameConstraintsExtension",
    ),
    row(Requirement::CriticalExtensionRecognised, EVERYWHERE, "RFC 5280 section 4.2", "verify.go isValid"),
    row(
        Requirement::AuthorityInfoAccessNotCritical,
        EVERYWHERE,
        "RFC 5280 section 4.2.2.1",
        "parser.go processExtensions",
    ),
    row(Requirement::CertificatePolicy, PATH, "RFC 5280 section 6.1.5 (g)", "verify.go policiesValid"),
    row(Requirement::PolicyMappingNotAny, INTERMEDIATE, "RFC 5280 section 6.1.4 (a)", "verify.go policiesValid"),
    row(Requirement::NotRevoked, PATH, "RFC 5280 section 6.3", "not part of Verify"),
    row(Requirement::RevocationStatusKnown, PATH, "RFC 5280 section 6.3", "not part of Verify"),
    row(Requirement::TrustAnchorReached, PATH, "RFC 5280 section 6.1.1 (d)", "verify.go buildChains"),
    row(Requirement::PathDepth, PATH, "none", ""),
    row(Requirement::WithinBudget, PATH, "none", "verify.go maxChainSignatureChecks"),
];

pub(super) const POLICY: Policy = Policy::new("go", "Go 1.27 crypto/x509 with its own verifier", ROWS, PARAMETERS);

/// `maxChainSignatureChecks` is 100 attempts. The core's own limit stays in its place, so that a hundred strangers of
/// the same name do not hide a path; where Go gives up there, this policy may still find one. Go looks names up among
/// sorted constraints and sets no limit; 2^24 comparisons are 4,096 names against 4,096 subtrees.
const BUDGET: Budget = Budget { name_constraint_comparisons: 1 << 24, depth: 102, ..Budget::DEFAULT };

const PARAMETERS: Parameters = Parameters {
    name_comparison: NameComparison::Exact,
    identity: IdentityRules {
        wildcards: WildcardRules::WholeLabel,
        common_name_fallback: false,
        reference_trailing_dot: true,
        compare_malformed: true,
        mapped_addresses_equal: true,
    },
    key_purpose: KeyPurposeRules {
        any_permits_all: true,
        empty_permits_all: true,
        scope: EkuScope::PathAndAnchor,
        server_gated_crypto: ServerGatedCrypto::Nowhere,
        profile_stops_at_issuer: false,
        any_purpose_lifts_ca_check: false,
    },
    name_constraints: NameConstraintRules {
        dialect: SubtreeDialect::Go,
        forms: SubtreeForms { dns: true, ip: true, email: true, uri: true, directory: false },
        refuse_unknown_forms: true,
        skip_self_issued: false,
        common_name: false,
        subject_email: false,
        without_subject_alt_name: false,
    },
    keys: KeyRules {
        min_rsa_bits: 1024,
        max_rsa_bits: 16_384,
        curves: &[Curve::P224, Curve::P256, Curve::P384, Curve::P521],
        ed25519: true,
        min_dsa_bits: Some(0),
        rsa_whole_octets: false,
        unknown: true,
    },
    weak_digests: &[Digest::Md2, Digest::Md5, Digest::Sha1],
    lifetimes: &[],
    recognised_extensions: &[
        oid::KEY_USAGE,
        oid::BASIC_CONSTRAINTS,
        oid::SUBJECT_ALT_NAME,
        oid::NAME_CONSTRAINTS,
        oid::CRL_DISTRIBUTION_POINTS,
        oid::AUTHORITY_KEY_IDENTIFIER,
        oid::EXTENDED_KEY_USAGE,
        oid::SUBJECT_KEY_IDENTIFIER,
        oid::CERTIFICATE_POLICIES,
        oid::POLICY_MAPPINGS,
        oid::POLICY_CONSTRAINTS,
        oid::INHIBIT_ANY_POLICY,
    ],
    decoded_extensions: super::rfc5280::DECODED,
    reader: CertificateReader::Go,
    unique_extensions: UniqueExtensions::All,
    not_after_inclusive: true,
    trust: TrustRules { partial_chain: true, end_entity: true },
    max_intermediates: None,
    path_length_counts_self_issued: true,
    crls: CrlRules::RFC5280,
    path_depth_counts_self_issued: false,
    path_search: PathSearch::Exhaustive,
    budget: BUDGET,
};
