//! How the rules that have variants are read: each field is one decision in which real verifiers differ.

use std::fmt;

use crate::certificate::{Curve, NameComparison};
use crate::crl::CertificateList;
use crate::oid::ObjectIdentifier;

/// The variants of a policy's rules.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// How issuer and subject names are compared when a path is built.
    pub name_comparison: NameComparison,
    /// How presented identifiers are matched with the reference identifier.
    pub identity: IdentityRules,
    /// How extended key usage is read.
    pub key_purpose: KeyPurposeRules,
    /// How name constraints are read.
    pub name_constraints: NameConstraintRules,
    /// Which keys are permitted.
    pub keys: KeyRules,
    /// Digests that `signature-digest-strong` refuses.
    pub weak_digests: &'static [Digest],
    /// Longest validity periods by date of issue; the last entry whose date is not after `notBefore` counts.
    pub lifetimes: &'static [LifetimeLimit],
    /// Extension types (contents octets) that `critical-extension-recognised` lets pass.
    pub recognised_extensions: &'static [&'static [u8]],
    /// Extension types whose values `extension-well-formed` requires to decode.
    pub decoded_extensions: &'static [&'static [u8]],
    /// Whose reader a certificate must pass as a whole.
    pub reader: CertificateReader,
    /// Which extension types `extension-unique` counts.
    pub unique_extensions: UniqueExtensions,
    /// The instant `notAfter` itself still belongs to the validity period (RFC 5280 section 4.1.2.5: it does).
    pub not_after_inclusive: bool,
    /// Which certificates count as trust anchors.
    pub trust: TrustRules,
    /// Most intermediate certificates in a path, self-issued ones included.
    pub max_intermediates: Option<usize>,
    /// Self-issued intermediate certificates count against path lengths (RFC 5280 section 6.1.4 (l): they do not).
    pub path_length_counts_self_issued: bool,
    /// What is demanded of CRLs.
    pub crls: CrlRules,
    /// Self-issued intermediate certificates count against the path depth that the caller asks for.
    pub path_depth_counts_self_issued: bool,
    /// Which ways up are tried.
    pub path_search: PathSearch,
    /// Limits of the search.
    pub budget: Budget,
}

/// Whose reader a certificate must pass, beside the rules that have requirements of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateReader {
    /// None but the core's.
    Core,
    /// Go's `x509.ParseCertificate`: strings of their type, URIs that `net/url` reads, numbers that an `int` holds.
    Go,
    /// rustls-webpki's: names are SEQUENCEs whose contents nobody reads, and the key of an end entity, of which the
    /// same holds, is left to the handshake; times are from 1970 on.
    Webpki,
}

/// Which ways up from a certificate are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathSearch {
    /// Every one, until a path is accepted. The order in which certificates were supplied does not matter.
    Exhaustive,
    /// One (OpenSSL and what comes from it). Each certificate's issuer is chosen once, before any signature is checked:
    /// a trusted certificate before a supplied one, in the order given, the first that by name, key identifiers and
    /// kind of key may have issued it. What comes out is accepted or not.
    FirstIssuer {
        /// One that is valid at the time goes before one that is not; none valid, the one that lasts longest.
        prefers_valid: bool,
        /// One whose keyUsage lacks keyCertSign does not come into consideration.
        may_sign: bool,
    },
}

/// Which extension types may occur only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UniqueExtensions {
    /// Every type (RFC 5280 section 4.2).
    All,
    /// Those whose values the policy decodes: a second one is found when the first is looked up (OpenSSL).
    Decoded,
    /// Those that the policy recognises; the verifier never sees the others (webpki).
    Recognised,
}

/// How presented identifiers match a reference identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityRules {
    /// What a `*` may stand for.
    pub wildcards: WildcardRules,
    /// With no dNSName in the certificate, the subject's common name is taken as a DNS name (RFC 2818, obsolete).
    pub common_name_fallback: bool,
    /// A trailing dot of the reference identifier is ignored.
    pub reference_trailing_dot: bool,
    /// Presented names that are no host names (spaces, …) are compared octet for octet instead of skipped.
    pub compare_malformed: bool,
    /// An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is the IPv4 address inside it (Go).
    pub mapped_addresses_equal: bool,
}

/// What a wildcard may stand for. In every variant it is the only `*`, in the left-most label, and never spans a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WildcardRules {
    /// Envoy: one left-most label or any part of it, unless the presented label is an A-label; a label after it.
    AnyPartialLabel,
    /// OpenSSL without flags: one left-most label, or its head or tail when neither side has an A-label; two labels
    /// after it, and no underscore anywhere.
    PartialLabel,
    /// Exactly one whole left-most label, with at least one label after it (RFC 9525 section 6.3).
    WholeLabel,
    /// Exactly one whole left-most label, with at least two labels after it (webpki, BoringSSL pki).
    WholeLabelAboveTwo,
    /// OpenSSL with `X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS`: as `PartialLabel`, whole labels only.
    WholeLabelOfHost,
}

/// Where the purposes of Server Gated Crypto, which unlocked strong ciphers when their export was restricted, count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerGatedCrypto {
    /// Nowhere.
    Nowhere,
    /// In CA certificates.
    Cas,
    /// In every certificate (OpenSSL).
    Everywhere,
}

/// How extended key usage is read along a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPurposeRules {
    /// anyExtendedKeyUsage permits every purpose.
    pub any_permits_all: bool,
    /// An extended key usage without a purpose permits every purpose (Go).
    pub empty_permits_all: bool,
    /// Where the extension is read.
    pub scope: EkuScope,
    /// Where Netscape's and Microsoft's Server Gated Crypto purposes stand for serverAuth.
    pub server_gated_crypto: ServerGatedCrypto,
    /// `key-purpose-not-only-any` and the forbidden purposes hold for the end entity and the CA that issued it, not
    /// further up; `extended-key-usage-present` does not hold for that CA (BoringSSL pki).
    pub profile_stops_at_issuer: bool,
    /// `end-entity-is-not-ca` is not looked at for the purpose *any* (BoringSSL pki).
    pub any_purpose_lifts_ca_check: bool,
}

/// Which certificates' extended key usage is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EkuScope {
    /// Only the end entity's.
    EndEntity,
    /// The end entity's and every intermediate's, as a constraint on what they issue.
    Path,
    /// The anchor's certificate too.
    PathAndAnchor,
}

/// Which name forms of a name constraint are processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubtreeForms {
    /// dNSName.
    pub dns: bool,
    /// iPAddress.
    pub ip: bool,
    /// rfc822Name.
    pub email: bool,
    /// uniformResourceIdentifier.
    pub uri: bool,
    /// directoryName.
    pub directory: bool,
}

impl SubtreeForms {
    /// All five.
    pub const ALL: Self = Self { dns: true, ip: true, email: true, uri: true, directory: true };
    /// dNSName and iPAddress.
    pub const DNS_AND_IP: Self = Self { dns: true, ip: true, email: false, uri: false, directory: false };
}

/// How name constraints are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameConstraintRules {
    /// Whose reading of names and bases is followed where RFC 5280 leaves it open.
    pub dialect: SubtreeDialect,
    /// Forms that are processed. A constraint of another form is a breach of `name-constraint-supported` when a name
    /// of that form occurs, unless `refuse_unknown_forms` decides by the extension alone.
    pub forms: SubtreeForms,
    /// A critical extension with a constraint of an unprocessed form is a breach even when no such name occurs; in one
    /// that is not critical such constraints are ignored (Go).
    pub refuse_unknown_forms: bool,
    /// Self-issued intermediate certificates are not held to constraints (RFC 5280 section 6.1.3 (b)).
    pub skip_self_issued: bool,
    /// The subject's common names are held to dNSName constraints where the certificate has no dNSName.
    pub common_name: bool,
    /// `emailAddress` attributes of the subject are held to rfc822Name constraints.
    pub subject_email: bool,
    /// Constraints are applied to certificates without a subject alternative name too (Go skips those).
    pub without_subject_alt_name: bool,
}

/// Whose reading of a subtree is followed: leading and trailing dots, wildcards, syntax errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubtreeDialect {
    /// BoringSSL pki: no syntax check, trailing dots ignored, a leading dot excludes the base.
    BoringSsl,
    /// Go crypto/x509: a host base of any form has subdomains below it.
    Go,
    /// OpenSSL: octets; a wildcard is a label like another.
    OpenSsl,
    /// RFC 5280 to the letter: preferred name syntax, no leading dot on a dNSName.
    Rfc5280,
    /// webpki: preferred name syntax with underscores; a leading dot excludes the base.
    Webpki,
}

/// Which public keys are permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRules {
    /// Shortest RSA modulus in bits; for the anchor too where `public-key-strength` holds there.
    pub min_rsa_bits: u32,
    /// Longest RSA modulus in bits.
    pub max_rsa_bits: u32,
    /// Permitted named curves.
    pub curves: &'static [Curve],
    /// Ed25519 is permitted.
    pub ed25519: bool,
    /// RSA moduli must be a multiple of eight bits long (BR section 6.1.5).
    pub rsa_whole_octets: bool,
    /// DSA of at least that many bits is permitted.
    pub min_dsa_bits: Option<u32>,
    /// Keys of algorithms that are not known here are permitted; they issue nothing.
    pub unknown: bool,
}

/// A digest inside a signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Digest {
    /// MD2.
    Md2,
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
}

/// The longest validity period of end entities issued from a date on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifetimeLimit {
    /// `notBefore` from which the limit holds, in Unix seconds.
    pub issued_from: i64,
    /// Longest period in seconds, both ends included.
    pub seconds: i64,
}

/// Which certificates end a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustRules {
    /// An anchor need not be self-issued (a partial chain is enough).
    pub partial_chain: bool,
    /// An end entity that is itself among the anchors is trusted without an issuer.
    pub end_entity: bool,
}

/// What is demanded of CRLs beyond RFC 5280 section 6.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrlRules {
    /// How cRLNumber must be.
    pub number: CrlNumberRule,
    /// The signer's certificate must have keyUsage (with cRLSign), not only have it right where it is there.
    pub signer_needs_key_usage: bool,
}

impl CrlRules {
    /// Nothing beyond.
    pub const RFC5280: Self = Self { number: CrlNumberRule::Any, signer_needs_key_usage: false };
}

/// How a CRL's cRLNumber must be (RFC 5280 section 5.2.3: there, and not critical).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrlNumberRule {
    /// Not looked at.
    Any,
    /// Not critical, where it is there.
    NotCritical,
    /// There, and not critical.
    Required,
}

impl CrlNumberRule {
    /// Whether a CRL keeps the rule.
    pub(crate) fn is_kept(self, crl: &CertificateList<'_>) -> bool {
        match (self, crl.number_is_critical()) {
            (Self::Any, _) | (Self::NotCritical, None) | (Self::NotCritical | Self::Required, Some(false)) => true,
            (Self::NotCritical, Some(true)) | (Self::Required, None | Some(true)) => false,
        }
    }
}

/// Limits of path building; every one is compared with what production verifiers allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Signature checks on distinct (certificate, issuer key) pairs.
    pub signatures: usize,
    /// Certificates appended to a path, over the whole search.
    pub path_steps: usize,
    /// Comparisons of a name with a subtree.
    pub name_constraint_comparisons: usize,
    /// Certificates in a path, end entity and anchor included.
    pub depth: usize,
}

impl Budget {
    /// The default of every policy.
    ///
    /// - 224 signatures, explaining included: Go and webpki stop at 100 without memoisation (CVE-2018-16875); 100
    ///   strangers at each of two depths are 202 distinct pairs, and 224 P-256 checks are 15 ms.
    /// - 4,096 steps: mozilla::pkix allows 200,000 build calls, each of which may cost a signature; here a step costs
    ///   a name comparison.
    /// - 250,000 name constraint comparisons: Go's default, also webpki's.
    /// - depth 32: mozilla::pkix stops at 8 sub-CAs, webpki at 6, OpenSSL at 100.
    pub const DEFAULT: Self =
        Self { signatures: 224, path_steps: 4_096, name_constraint_comparisons: 250_000, depth: 32 };
}

impl Default for Budget {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Parameters {
    /// One line a parameter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let oids = |list: &[&'static [u8]]| {
            list.iter()
                .map(|id| {
                    let id = ObjectIdentifier::new(id);
                    id.name().map_or_else(|| id.to_string(), str::to_owned)
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        writeln!(f, "name comparison: {:?}", self.name_comparison)?;
        writeln!(f, "identity: {:?}", self.identity)?;
        writeln!(f, "key purpose: {:?}", self.key_purpose)?;
        writeln!(f, "name constraints: {:?}", self.name_constraints)?;
        writeln!(f, "keys: {:?}", self.keys)?;
        writeln!(f, "weak digests: {:?}", self.weak_digests)?;
        for limit in self.lifetimes {
            let from = crate::Time::from_unix_seconds(limit.issued_from);
            writeln!(f, "validity period: at most {} s when issued from {from}", limit.seconds)?;
        }
        writeln!(f, "recognised extensions: {}", oids(self.recognised_extensions))?;
        writeln!(f, "decoded extensions: {}", oids(self.decoded_extensions))?;
        if self.reader != CertificateReader::Core {
            writeln!(f, "certificate reader: {:?}", self.reader)?;
        }
        writeln!(f, "unique extensions: {:?}", self.unique_extensions)?;
        writeln!(f, "notAfter inclusive: {}", self.not_after_inclusive)?;
        writeln!(f, "trust: {:?}", self.trust)?;
        match self.max_intermediates {
            Some(limit) => writeln!(f, "intermediate certificates: at most {limit}")?,
            None => writeln!(f, "intermediate certificates: any number")?,
        }
        writeln!(f, "path length counts self-issued: {}", self.path_length_counts_self_issued)?;
        writeln!(f, "CRLs: {:?}", self.crls)?;
        writeln!(f, "path depth counts self-issued: {}", self.path_depth_counts_self_issued)?;
        writeln!(f, "path search: {:?}", self.path_search)?;
        write!(f, "budget: {:?}", self.budget)
    }
}
