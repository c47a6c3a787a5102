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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crl::fixture::{certificate, extension, name, sequence, tlv, uri};
    use crate::der::tag;
    use crate::oid;

    fn anchor(der: &[u8]) -> TrustAnchor<'_> {
        TrustAnchor::from_der(der).unwrap()
    }

    #[test]
    fn an_anchor_that_another_ca_issued_ends_partial_chains_only() {
        for (issuer, ends_complete_chains) in [("Root", true), ("ROOT", true), ("Other", false)] {
            let der = certificate(&[issuer], &["Root"], 1, 9, &[]);
            let anchor = anchor(&der);
            assert_eq!((anchor.ends_paths(false), anchor.ends_paths(true)), (ends_complete_chains, true), "{issuer}");
        }
    }

    #[test]
    fn an_anchor_made_of_a_certificate_keeps_it() {
        let subtree = tlv(tag::context_constructed(0), &sequence(&[uri("a")]));
        let list = [extension(oid::NAME_CONSTRAINTS, true, &sequence(std::slice::from_ref(&subtree)))];
        let der = certificate(&["Root"], &["Root"], 1, 9, &list);
        let anchor = anchor(&der);
        assert_eq!(anchor.certificate().map(Certificate::der), Some(&der[..]));
        assert_eq!(anchor.fingerprint(), Some(Fingerprint::of(&der)));
        assert_eq!((anchor.subject().to_string().as_str(), anchor.public_key().key()), ("CN=Root", &[9; 32][..]));
        assert_eq!(anchor.name_constraints(), Some(Ok(&subtree[..])));
        assert_eq!(anchor.enforcement(), AnchorEnforcement::default());
        let all = AnchorEnforcement { validity: true, constraints: true, basic_constraints: true };
        assert_eq!(anchor.enforcing(all).enforcement(), all);
        let bare = certificate(&["Root"], &["Root"], 1, 9, &[]);
        assert_eq!(TrustAnchor::from_der(&bare).unwrap().name_constraints(), None);
        let broken = certificate(&["Root"], &["Root"], 1, 9, &[extension(oid::NAME_CONSTRAINTS, true, &[])]);
        let broken = TrustAnchor::from_der(&broken).unwrap();
        assert_eq!(broken.name_constraints(), Some(Err(DerError::Truncated)));
    }

    #[test]
    fn an_anchor_made_of_a_name_and_a_key_has_no_certificate() {
        let info = [sequence(&[tlv(tag::OID, oid::ED25519)]), tlv(tag::BIT_STRING, &[0, 7])].concat();
        let of = |info: Vec<u8>| rustls_pki_types::TrustAnchor {
            subject: name(&["Root"])[2..].to_vec().into(),
            subject_public_key_info: info.into(),
            name_constraints: Some(vec![5, 0].into()),
        };
        let good = of(info);
        let anchor = TrustAnchor::from_pki_types(&good).unwrap();
        assert_eq!((anchor.subject().to_string().as_str(), anchor.public_key().key()), ("CN=Root", &[7][..]));
        assert_eq!(anchor.name_constraints(), Some(Ok(&[5, 0][..])));
        assert!(anchor.certificate().is_none() && anchor.fingerprint().is_none() && anchor.ends_paths(false));
        let error = TrustAnchor::from_pki_types(&of(Vec::new())).unwrap_err();
        assert_eq!(error, TrustAnchorError::Encoding(DerError::Truncated));
        assert_eq!(error.to_string(), "the encoding ends early");
    }

    #[test]
    fn what_is_no_anchor_says_why() {
        let error = TrustAnchor::from_der(&[]).unwrap_err();
        assert_eq!(error, TrustAnchorError::Certificate(CertificateError::Empty));
        assert_eq!(error.to_string(), "empty input, not a certificate");
        let mut der = certificate(&["Root"], &["Root"], 1, 9, &[]);
        // The key's BIT STRING becomes another type.
        let key = [tag::BIT_STRING, 33, 0, 9];
        let at = der.windows(key.len()).position(|octets| octets == key).unwrap();
        der[at] = tag::OCTET_STRING;
        let error = TrustAnchor::from_der(&der).unwrap_err();
        assert_eq!((error, error.to_string().as_str()), (TrustAnchorError::PublicKey, "the public key cannot be read"));
    }

    #[test]
    fn anchors_are_found_by_their_name_in_the_order_given() {
        let none = TrustAnchors::default();
        assert_eq!((none.is_empty(), none.len(), none.iter().count()), (true, 0, 0));
        let of = |common_name: &str, key| certificate(&[common_name], &[common_name], 1, key, &[]);
        let ders = [of("B", 1), of("A", 2), of("b", 3), of("C", 4)];
        let anchors: TrustAnchors<'_> = ders.iter().map(|der| anchor(der)).collect();
        assert!(!anchors.is_empty() && anchors.len() == 4);
        let keys = |anchors: &mut dyn Iterator<Item = u8>| anchors.collect::<Vec<_>>();
        assert_eq!(keys(&mut anchors.iter().map(|anchor| anchor.public_key().key()[0])), [1, 2, 3, 4]);
        assert_eq!(keys(&mut (&anchors).into_iter().map(|anchor| anchor.public_key().key()[0])), [1, 2, 3, 4]);
        let found = |common_name: &str, comparison| {
            let contents = name(&[common_name]);
            let name = DistinguishedName::from_contents(&contents[2..]);
            anchors.with_subject(name, name.hash(), comparison).map(|(at, _)| at).collect::<Vec<_>>()
        };
        for (common_name, alike, equal) in
            [("B", vec![0, 2], vec![0]), ("a", vec![1], vec![]), ("C", vec![3], vec![3]), ("D", vec![], vec![])]
        {
            assert_eq!(found(common_name, NameComparison::Rfc5280), alike);
            assert_eq!(found(common_name, NameComparison::Exact), equal);
        }
    }
}
