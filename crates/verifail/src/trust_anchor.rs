//! Trust anchors: a name and a key that end a path, and whatever else of the anchor's certificate a policy looks at.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>

use std::fmt;

use crate::certificate::{
    Certificate, CertificateError, DistinguishedName, Fingerprint, NameComparison, PublicKeyInfo,
};
use crate::der::DerError;

/// Where a path may end.
///
/// An anchor made from a certificate keeps the certificate: whether its validity period, path length or key usage
/// count is the policy's decision (they do for OpenSSL and Go, and do not for rustls).
#[derive(Clone, Debug)]
pub struct TrustAnchor<'a> {
    subject: DistinguishedName<'a>,
    public_key: PublicKeyInfo<'a>,
    /// The contents of the nameConstraints SEQUENCE. What is none still constrains: everything below is refused.
    name_constraints: Option<Result<&'a [u8], DerError>>,
    certificate: Option<Certificate<'a>>,
    /// Made from a certificate that another CA issued: no anchor for policies that want complete chains.
    is_partial: bool,
    enforcement: AnchorEnforcement,
}

/// What of an anchor's certificate is held against it on top of what the policy does for every anchor.
///
/// RFC 5937 calls these the anchor's controls; BoringSSL's `CertificateTrust` has the same switches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnchorEnforcement {
    /// Its validity period.
    pub validity: bool,
    /// Its path length, key usage, extended key usage, name constraints and certificate policies.
    pub constraints: bool,
    /// That it has basicConstraints at all.
    pub basic_constraints: bool,
}

/// Why something cannot be a trust anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrustAnchorError {
    /// It is no certificate.
    Certificate(CertificateError),
    /// Its key cannot be read.
    PublicKey,
    /// Its name or key, given without a certificate, does not decode.
    Encoding(DerError),
}

impl fmt::Display for TrustAnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate(error) => error.fmt(f),
            Self::PublicKey => f.write_str("the public key cannot be read"),
            Self::Encoding(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TrustAnchorError {}

impl<'a> TrustAnchor<'a> {
    /// Trusts the subject and key of a certificate.
    ///
    /// # Errors
    /// When its public key cannot be read.
    pub fn from_certificate(certificate: Certificate<'a>) -> Result<Self, TrustAnchorError> {
        Ok(Self {
            subject: certificate.subject(),
            public_key: certificate.public_key().ok_or(TrustAnchorError::PublicKey)?,
            name_constraints: certificate
                .extension(crate::oid::NAME_CONSTRAINTS)
                .map(|e| crate::der::only(e.value, crate::der::tag::SEQUENCE)),
            is_partial: !certificate.is_self_issued(),
            certificate: Some(certificate),
            enforcement: AnchorEnforcement::default(),
        })
    }

    /// Parses a DER certificate and trusts its subject and key.
    ///
    /// # Errors
    /// When it is no certificate, or its key cannot be read.
    pub fn from_der(der: &'a [u8]) -> Result<Self, TrustAnchorError> {
        Self::from_certificate(Certificate::from_der(der).map_err(TrustAnchorError::Certificate)?)
    }

    /// Takes over an anchor as rustls has it: name, key and name constraints.
    ///
    /// # Errors
    /// When the key does not decode.
    pub fn from_pki_types(anchor: &'a rustls_pki_types::TrustAnchor<'a>) -> Result<Self, TrustAnchorError> {
        Ok(Self {
            subject: DistinguishedName::from_contents(&anchor.subject),
            public_key: PublicKeyInfo::decode_contents(&anchor.subject_public_key_info)
                .map_err(TrustAnchorError::Encoding)?,
            name_constraints: anchor.name_constraints.as_deref().map(Ok),
            certificate: None,
            is_partial: false,
            enforcement: AnchorEnforcement::default(),
        })
    }

    /// Holds more of the anchor's certificate against it than the policy does.
    #[must_use]
    pub const fn enforcing(mut self, enforcement: AnchorEnforcement) -> Self {
        self.enforcement = enforcement;
        self
    }

    /// The anchor's name.
    pub const fn subject(&self) -> DistinguishedName<'a> {
        self.subject
    }

    /// The anchor's key.
    pub const fn public_key(&self) -> PublicKeyInfo<'a> {
        self.public_key
    }

    /// The anchor's certificate, when it was made from one.
    pub const fn certificate(&self) -> Option<&Certificate<'a>> {
        self.certificate.as_ref()
    }

    /// What is held against it beyond the policy.
    pub const fn enforcement(&self) -> AnchorEnforcement {
        self.enforcement
    }

    /// Whether a path may end here.
    pub(crate) const fn ends_paths(&self, partial_chains: bool) -> bool {
        partial_chains || !self.is_partial
    }

    pub(crate) const fn name_constraints(&self) -> Option<Result<&'a [u8], DerError>> {
        self.name_constraints
    }

    /// SHA-256 of the anchor's certificate, when it was made from one.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.certificate.as_ref().map(Certificate::fingerprint)
    }
}

/// A set of trust anchors, indexed by name. Build it once; a verification only looks up.
///
/// # Examples
/// ```
/// use verifail::{TrustAnchor, TrustAnchors};
/// let anchors: TrustAnchors<'_> = webpki_roots::TLS_SERVER_ROOTS
///     .iter()
///     .map(|anchor| TrustAnchor::from_pki_types(anchor).unwrap())
///     .collect();
/// assert!(anchors.len() > 100);
/// ```
#[derive(Clone, Debug, Default)]
pub struct TrustAnchors<'a> {
    anchors: Vec<TrustAnchor<'a>>,
    /// (hash of the normalised subject, position), sorted.
    index: Vec<(u64, u32)>,
}

impl<'a> TrustAnchors<'a> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.anchors.len()
    }

    /// `true` without any: then nothing can be accepted.
    pub const fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// The anchors in the order given.
    pub fn iter(&self) -> std::slice::Iter<'_, TrustAnchor<'a>> {
        self.anchors.iter()
    }

    /// The anchors whose subject is `name`, whose hash is `hash`.
    pub(crate) fn with_subject(
        &self,
        name: DistinguishedName<'_>,
        hash: u64,
        comparison: NameComparison,
    ) -> impl Iterator<Item = (usize, &TrustAnchor<'a>)> {
        let start = self.index.partition_point(|(h, _)| *h < hash);
        self.index[start..]
            .iter()
            .take_while(move |(h, _)| *h == hash)
            .map(|(_, at)| (*at as usize, &self.anchors[*at as usize]))
            .filter(move |(_, anchor)| anchor.subject.matches(&name, comparison))
    }
}

impl<'a> FromIterator<TrustAnchor<'a>> for TrustAnchors<'a> {
    fn from_iter<I: IntoIterator<Item = TrustAnchor<'a>>>(anchors: I) -> Self {
        let anchors: Vec<_> = anchors.into_iter().collect();
        let mut index: Vec<_> = (0u32..).zip(&anchors).map(|(at, anchor)| (anchor.subject.hash(), at)).collect();
        index.sort_unstable();
        Self { anchors, index }
    }
}

impl<'s, 'a> IntoIterator for &'s TrustAnchors<'a> {
    type Item = &'s TrustAnchor<'a>;
    type IntoIter = std::slice::Iter<'s, TrustAnchor<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.anchors.iter()
    }
}
