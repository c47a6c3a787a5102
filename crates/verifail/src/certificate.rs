//! A certificate as a verifier needs it: parsed once, borrowed from its DER, with nothing a check needs thrown away.
//!
//! `ordinary` reads what is as CAs write it. Of the rest `x509-parser` parses the structure. When it refuses, `partial`
//! walks the encoding element by element and keeps what can be read, so that a broken certificate still takes part in a
//! report; what is broken is in [`Certificate::defects`]. Reading files and bundles is [`bundle`]'s; judging a
//! certificate is `path_validation`'s.

pub mod bundle;
pub(crate) mod extension;
pub(crate) mod general_name;
pub(crate) mod name;
mod ordinary;
mod partial;
pub(crate) mod public_key;

use std::fmt;

use sha2::{Digest, Sha256};
use x509_parser::certificate::X509CertificateParser;
use x509_parser::nom::Parser;

pub use extension::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, DistributionPoint, DistributionPointName,
    DistributionPoints, ExtendedKeyUsage, Extension, GeneralSubtree, GeneralSubtrees, KeyUsage, NameConstraints,
    PolicyConstraints, PolicyInformation, PolicyMappings, ReasonFlags,
};
pub use general_name::{GeneralName, GeneralNames};
pub use name::{DistinguishedName, NameComparison};
pub use public_key::{Curve, KeyKind, PublicKeyInfo};

use crate::der::{DerError, tag};
use crate::oid::{self, ObjectIdentifier, OwnedObjectIdentifier};
use crate::text_form::by_text;
use crate::time::Time;
use extension::Extensions;

/// The longest single certificate that is read: OpenSSL's default for a whole chain (`max_cert_list`) is 100 KiB,
/// and webpki's limit is 64 KiB a certificate; a mebibyte leaves room for certificates that are refused with a reason.
pub const MAX_CERTIFICATE_SIZE: usize = 1 << 20;

/// The most extensions that are read from one certificate. Real certificates have up to about 20.
pub const MAX_EXTENSIONS: usize = 256;

/// Where in a certificate something is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The certificate as a whole.
    Certificate,
    /// `version`.
    Version,
    /// `serialNumber`.
    SerialNumber,
    /// `signature` and `signatureAlgorithm`.
    SignatureAlgorithm,
    /// `signatureValue`.
    SignatureValue,
    /// `issuer`.
    Issuer,
    /// `validity`.
    Validity,
    /// `subject`.
    Subject,
    /// `subjectPublicKeyInfo`.
    SubjectPublicKeyInfo,
    /// `issuerUniqueID` and `subjectUniqueID`.
    UniqueIdentifiers,
    /// `extensions` as a whole.
    Extensions,
    /// One extension, by its type.
    Extension(OwnedObjectIdentifier),
}

impl Field {
    pub(crate) fn extension(id: &[u8]) -> Self {
        Self::Extension(ObjectIdentifier::new(id).into())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Certificate => "certificate",
            Self::Version => "version",
            Self::SerialNumber => "serialNumber",
            Self::SignatureAlgorithm => "signatureAlgorithm",
            Self::SignatureValue => "signatureValue",
            Self::Issuer => "issuer",
            Self::Validity => "validity",
            Self::Subject => "subject",
            Self::SubjectPublicKeyInfo => "subjectPublicKeyInfo",
            Self::UniqueIdentifiers => "uniqueIdentifiers",
            Self::Extensions => "extensions",
            Self::Extension(id) => return id.fmt(f),
        })
    }
}

/// A part of a certificate that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where.
    pub field: Field,
    /// What is wrong with the encoding; `None` when only the strict structural parser refuses it.
    pub error: Option<DerError>,
}

/// Why octets are no certificate at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateError {
    /// Nothing there.
    Empty,
    /// More octets than [`MAX_CERTIFICATE_SIZE`].
    TooLarge {
        /// Octets given.
        octets: usize,
    },
    /// Not a SEQUENCE that holds a TBSCertificate: some other DER, or none.
    NotACertificate(DerError),
}

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty input, not a certificate"),
            Self::TooLarge { octets } => {
                write!(f, "{octets} octets, more than the {MAX_CERTIFICATE_SIZE} a certificate may have")
            }
            Self::NotACertificate(error) => write!(f, "not an X.509 certificate: {error}"),
        }
    }
}

impl std::error::Error for CertificateError {}

/// `validity`: both instants belong to the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// `notBefore`.
    pub not_before: Time,
    /// `notAfter`.
    pub not_after: Time,
}

/// A SHA-256 over a certificate's DER.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// That of an encoding.
    pub fn of(der: &[u8]) -> Self {
        Self(Sha256::digest(der).into())
    }

    /// The digest's octets.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    /// Lower-case hexadecimal without separators.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is no SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerprintParseError(());

impl fmt::Display for FingerprintParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a SHA-256 fingerprint: 64 hexadecimal digits are wanted")
    }
}

impl std::error::Error for FingerprintParseError {}

impl std::str::FromStr for Fingerprint {
    type Err = FingerprintParseError;

    /// Reads hexadecimal digits of either case, with colons between octets or without.
    fn from_str(text: &str) -> Result<Self, FingerprintParseError> {
        let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digits: Option<Vec<u8>> = text.chars().filter(|c| *c != ':').take(65).map(digit).collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or(FingerprintParseError(()))?;
        let mut octets = [0; 32];
        for (octet, pair) in octets.iter_mut().zip(digits.chunks(2)) {
            *octet = pair.iter().fold(0, |octet, digit| octet << 4 | digit);
        }
        Ok(Self(octets))
    }
}

by_text!(Fingerprint);

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// One parsed certificate, borrowed from its DER.
///
/// # Examples
/// ```
/// use verifail::Certificate;
/// let key = rcgen::KeyPair::generate().unwrap();
/// let issued = rcgen::CertificateParams::new(vec!["example.com".to_owned()]).unwrap().self_signed(&key).unwrap();
/// let certificate = Certificate::from_der(issued.der()).unwrap();
/// assert!(certificate.is_self_issued());
/// assert!(certificate.defects().is_empty());
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Certificate<'a> {
    der: &'a [u8],
    tbs: &'a [u8],
    /// 0 for v1, 2 for v3.
    version: u32,
    serial_number: &'a [u8],
    tbs_signature_algorithm: &'a [u8],
    signature_algorithm: &'a [u8],
    signature: &'a [u8],
    issuer: DistinguishedName<'a>,
    subject: DistinguishedName<'a>,
    validity: Option<Validity>,
    has_der_times: bool,
    has_public_key: bool,
    public_key: Option<PublicKeyInfo<'a>>,
    has_unique_identifiers: bool,
    extensions: Extensions<'a>,
    defects: Vec<Defect>,
}

impl<'a> Certificate<'a> {
    /// Parses one DER certificate.
    ///
    /// # Errors
    /// Only for input that is no certificate at all. A certificate with a broken part parses, and says so in
    /// [`defects`](Self::defects).
    pub fn from_der(der: &'a [u8]) -> Result<Self, CertificateError> {
        match der.len() {
            0 => return Err(CertificateError::Empty),
            octets if octets > MAX_CERTIFICATE_SIZE => return Err(CertificateError::TooLarge { octets }),
            _ => {}
        }
        match ordinary::read(der).or_else(|| Self::parse(der)) {
            Some(certificate) => Ok(certificate),
            None => partial::read(der),
        }
    }

    /// What is not ordinary and yet as X.509 wants it.
    fn parse(der: &'a [u8]) -> Option<Self> {
        let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
        let (_, parsed) = parser.parse(der).ok()?;
        let tbs = &parsed.tbs_certificate;
        // Which also finds what follows the certificate.
        let algorithms = partial::signature_algorithms(der).ok()?;
        let instant = |time: &x509_parser::time::ASN1Time| Time::from_unix_seconds(time.timestamp());
        let name = |raw: &'a [u8]| crate::der::only(raw, tag::SEQUENCE).map(DistinguishedName::from_contents);
        if parsed.signature_value.unused_bits != 0 {
            return None;
        }
        Some(Self {
            der,
            tbs: algorithms.tbs,
            version: tbs.version.0,
            serial_number: algorithms.serial_number,
            tbs_signature_algorithm: algorithms.inner,
            signature_algorithm: algorithms.outer,
            signature: algorithms.signature,
            issuer: name(tbs.issuer.as_raw()).ok()?,
            subject: name(tbs.subject.as_raw()).ok()?,
            validity: Some(Validity {
                not_before: instant(&tbs.validity.not_before),
                not_after: instant(&tbs.validity.not_after),
            }),
            has_der_times: partial::has_der_times(algorithms.validity),
            has_public_key: true,
            public_key: Some(PublicKeyInfo::decode(tbs.subject_pki.raw).ok()?),
            has_unique_identifiers: tbs.issuer_uid.is_some() || tbs.subject_uid.is_some(),
            extensions: partial::extensions(algorithms.after_key).ok()?,
            defects: Vec::new(),
        })
    }

    /// The whole encoding.
    pub const fn der(&self) -> &'a [u8] {
        self.der
    }

    /// The TBSCertificate, tag and length included: the octets that are signed.
    pub const fn tbs(&self) -> &'a [u8] {
        self.tbs
    }

    /// The version as people count it: 1, 2 or 3 (or more, in error).
    pub const fn version(&self) -> u32 {
        self.version.saturating_add(1)
    }

    /// The contents of `serialNumber`: two's complement, big-endian.
    pub const fn serial_number(&self) -> &'a [u8] {
        self.serial_number
    }

    /// The contents of the outer `signatureAlgorithm`, as signature providers compare it.
    pub const fn signature_algorithm(&self) -> &'a [u8] {
        self.signature_algorithm
    }

    /// The contents of `signature` inside the TBSCertificate; must equal
    /// [`signature_algorithm`](Self::signature_algorithm).
    pub const fn tbs_signature_algorithm(&self) -> &'a [u8] {
        self.tbs_signature_algorithm
    }

    /// The signature's octets.
    pub const fn signature(&self) -> &'a [u8] {
        self.signature
    }

    /// `issuer`.
    pub const fn issuer(&self) -> DistinguishedName<'a> {
        self.issuer
    }

    /// `subject`.
    pub const fn subject(&self) -> DistinguishedName<'a> {
        self.subject
    }

    /// `validity`, when readable.
    pub const fn validity(&self) -> Option<Validity> {
        self.validity
    }

    /// Both times of the validity period have the form that RFC 5280 section 4.1.2.5 wants.
    pub(crate) const fn has_der_times(&self) -> bool {
        self.has_der_times
    }

    /// `subjectPublicKeyInfo` is there, a SEQUENCE of whatever.
    pub(crate) const fn has_public_key(&self) -> bool {
        self.has_public_key
    }

    /// `subjectPublicKeyInfo`, when readable.
    pub const fn public_key(&self) -> Option<PublicKeyInfo<'a>> {
        self.public_key
    }

    /// `true` when the obsolete `issuerUniqueID` or `subjectUniqueID` is there.
    pub const fn has_unique_identifiers(&self) -> bool {
        self.has_unique_identifiers
    }

    /// The extensions in order, duplicates included.
    pub fn extensions(&self) -> &[Extension<'a>] {
        &self.extensions
    }

    /// The parts that could not be read; empty for a well-formed certificate.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// SHA-256 of the DER.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.der)
    }

    /// `true` when subject and issuer are the same name under RFC 5280's comparison.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-6.1>
    pub fn is_self_issued(&self) -> bool {
        self.subject.matches(&self.issuer, NameComparison::Rfc5280)
    }

    /// The first extension of that type.
    pub(crate) fn extension(&self, id: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.first(id)
    }

    /// An extension before the one at a position has its type.
    pub(crate) fn repeats_extension(&self, at: usize) -> bool {
        self.extensions.repeats(at)
    }

    fn decode<T>(&self, id: &[u8], decode: impl Fn(&'a [u8]) -> Result<T, DerError>) -> Option<Result<T, DerError>> {
        self.extension(id).map(|e| decode(e.value))
    }

    /// `authorityKeyIdentifier`: absent, undecodable, or its value. So for every accessor below.
    pub fn authority_key_identifier(&self) -> Option<Result<AuthorityKeyIdentifier<'a>, DerError>> {
        self.decode(oid::AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::decode)
    }

    /// `subjectKeyIdentifier`.
    pub fn subject_key_identifier(&self) -> Option<Result<&'a [u8], DerError>> {
        self.decode(oid::SUBJECT_KEY_IDENTIFIER, extension::decode_subject_key_identifier)
    }

    /// `basicConstraints`.
    pub fn basic_constraints(&self) -> Option<Result<BasicConstraints, DerError>> {
        self.decode(oid::BASIC_CONSTRAINTS, BasicConstraints::decode)
    }

    /// `basicConstraints` has cA set.
    pub(crate) fn asserts_ca(&self) -> bool {
        matches!(self.basic_constraints(), Some(Ok(constraints)) if constraints.ca)
    }

    /// `keyUsage`.
    pub fn key_usage(&self) -> Option<Result<KeyUsage, DerError>> {
        self.decode(oid::KEY_USAGE, KeyUsage::decode)
    }

    /// `extKeyUsage`.
    pub fn extended_key_usage(&self) -> Option<Result<ExtendedKeyUsage<'a>, DerError>> {
        self.decode(oid::EXTENDED_KEY_USAGE, ExtendedKeyUsage::decode)
    }

    /// `subjectAltName`. Decoding stops at the sequence; single names are read by [`GeneralNames::iter`].
    pub fn subject_alt_name(&self) -> Option<Result<GeneralNames<'a>, DerError>> {
        self.decode(oid::SUBJECT_ALT_NAME, GeneralNames::decode)
    }

    /// `nameConstraints`. Single subtrees are read by [`GeneralSubtrees::iter`].
    pub fn name_constraints(&self) -> Option<Result<NameConstraints<'a>, DerError>> {
        self.decode(oid::NAME_CONSTRAINTS, NameConstraints::decode)
    }

    /// `certificatePolicies`.
    pub fn certificate_policies(&self) -> Option<Result<CertificatePolicies<'a>, DerError>> {
        self.decode(oid::CERTIFICATE_POLICIES, CertificatePolicies::decode)
    }

    /// `policyMappings`.
    pub fn policy_mappings(&self) -> Option<Result<PolicyMappings<'a>, DerError>> {
        self.decode(oid::POLICY_MAPPINGS, PolicyMappings::decode)
    }

    /// `policyConstraints`.
    pub fn policy_constraints(&self) -> Option<Result<PolicyConstraints, DerError>> {
        self.decode(oid::POLICY_CONSTRAINTS, PolicyConstraints::decode)
    }

    /// `inhibitAnyPolicy`.
    pub fn inhibit_any_policy(&self) -> Option<Result<u32, DerError>> {
        self.decode(oid::INHIBIT_ANY_POLICY, extension::decode_inhibit_any_policy)
    }

    /// `cRLDistributionPoints`.
    pub fn crl_distribution_points(&self) -> Option<Result<DistributionPoints<'a>, DerError>> {
        self.decode(oid::CRL_DISTRIBUTION_POINTS, DistributionPoints::decode)
    }
}

impl fmt::Display for Certificate<'_> {
    /// The subject; for an empty one, the first subject alternative name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alternative = || self.subject_alt_name()?.ok()?.readable().next();
        match (self.subject.is_empty(), alternative()) {
            (true, Some(name)) => name.fmt(f),
            _ => self.subject.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
