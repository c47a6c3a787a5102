//! Certificate revocation lists: parsed once, borrowed from their DER, entries walked where they lie.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-5>
//!
//! Parsing reads every entry through, once, and keeps none of them: a CRL of a million entries costs one pass and no
//! allocation, and afterwards [`CertificateList::entries`] cannot meet a fault. A CRL with a fault anywhere is refused
//! as a whole, for a list that is half read cannot say that a certificate is *not* on it. Whether a CRL may be believed
//! and what it covers is `path_validation`'s.

mod entry;
mod issuing_distribution_point;
mod number;

use std::fmt;

pub use entry::{Entries, RevocationReason, RevokedCertificate};
pub use issuing_distribution_point::IssuingDistributionPoint;
pub use number::CrlNumber;

use crate::certificate::{AuthorityKeyIdentifier, DistinguishedName};
use crate::der::{self, DerError, Reader, tag};
use crate::oid::{self, ObjectIdentifier, OwnedObjectIdentifier};
use crate::time::Time;

/// The longest CRL that is read, in octets: the limit that this crate's users have for any input.
pub const MAX_CRL_SIZE: usize = 64 << 20;

/// The most extensions that are read from one CRL, or from one entry. RFC 5280 defines seven for the one (section 5.2)
/// and three for the other (section 5.3). The search for duplicates costs the square of it.
pub const MAX_CRL_EXTENSIONS: usize = 64;

/// Where in a CRL a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrlField {
    /// `version`.
    Version,
    /// `signature` inside the TBSCertList.
    Signature,
    /// `issuer`.
    Issuer,
    /// `thisUpdate`.
    ThisUpdate,
    /// `nextUpdate`.
    NextUpdate,
    /// `revokedCertificates`: the entry at that position, from 0.
    Entry(usize),
    /// `crlExtensions` as a whole.
    Extensions,
    /// One CRL extension, by its type.
    Extension(OwnedObjectIdentifier),
    /// `signatureAlgorithm`.
    SignatureAlgorithm,
    /// `signatureValue`.
    SignatureValue,
}

impl fmt::Display for CrlField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "version",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::ThisUpdate => "thisUpdate",
            Self::NextUpdate => "nextUpdate",
            Self::Entry(at) => return write!(f, "entry {at}"),
            Self::Extensions => "crlExtensions",
            Self::Extension(id) => return id.fmt(f),
            Self::SignatureAlgorithm => "signatureAlgorithm",
            Self::SignatureValue => "signatureValue",
        })
    }
}

/// Why octets are not used as a CRL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrlError {
    /// Nothing there.
    Empty,
    /// More octets than [`MAX_CRL_SIZE`].
    TooLarge {
        /// Octets given.
        octets: usize,
    },
    /// Not a SEQUENCE that holds a TBSCertList: some other DER, or none.
    NotACrl(DerError),
    /// A part does not decode.
    Malformed {
        /// Which.
        field: CrlField,
        /// What is wrong with it.
        error: DerError,
    },
    /// Another version than 1 or 2; the number as people count it.
    UnsupportedVersion(u32),
    /// Extensions in a CRL or an entry whose version does not have them.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-5.1.2.1>
    ExtensionsInVersion1(CrlField),
    /// Two extensions of one type, in the CRL or in one entry.
    DuplicateExtension(OwnedObjectIdentifier),
    /// More than [`MAX_CRL_EXTENSIONS`] in one place.
    TooManyExtensions(CrlField),
}

impl fmt::Display for CrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty input, not a CRL"),
            Self::TooLarge { octets } => write!(f, "{octets} octets, more than the {MAX_CRL_SIZE} a CRL may have"),
            Self::NotACrl(error) => write!(f, "not a CRL: {error}"),
            Self::Malformed { field, error } => write!(f, "{field} of the CRL: {error}"),
            Self::UnsupportedVersion(version) => write!(f, "CRL version {version}, not 1 or 2"),
            Self::ExtensionsInVersion1(field) => write!(f, "{field} has extensions, the CRL is of version 1"),
            Self::DuplicateExtension(id) => write!(f, "the CRL has {id} twice"),
            Self::TooManyExtensions(field) => {
                write!(f, "{field} has more extensions than the {MAX_CRL_EXTENSIONS} that are read")
            }
        }
    }
}

impl std::error::Error for CrlError {}

impl CrlError {
    fn at(field: CrlField) -> impl FnOnce(DerError) -> Self {
        move |error| Self::Malformed { field, error }
    }
}

/// One parsed CRL, borrowed from its DER.
///
/// # Examples
/// ```
/// use rcgen::{CertificateParams, CertificateRevocationListParams, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose};
/// use verifail::crl::CertificateList;
///
/// let mut ca = CertificateParams::default();
/// ca.key_usages = vec![KeyUsagePurpose::CrlSign];
/// let issuer = Issuer::new(ca, KeyPair::generate().unwrap());
/// let params = CertificateRevocationListParams {
///     this_update: rcgen::date_time_ymd(2026, 1, 1),
///     next_update: rcgen::date_time_ymd(2026, 2, 1),
///     crl_number: 7.into(),
///     issuing_distribution_point: None,
///     revoked_certs: Vec::new(),
///     key_identifier_method: KeyIdMethod::Sha256,
/// };
/// let der = params.signed_by(&issuer).unwrap();
/// let crl = CertificateList::from_der(der.der()).unwrap();
/// assert_eq!(crl.crl_number().unwrap().to_string(), "7");
/// assert_eq!(crl.next_update().unwrap().to_string(), "2026-02-01T00:00:00Z");
/// assert_eq!(crl.entries().count(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct CertificateList<'a> {
    der: &'a [u8],
    tbs: &'a [u8],
    tbs_signature_algorithm: &'a [u8],
    signature_algorithm: &'a [u8],
    signature: &'a [u8],
    issuer: DistinguishedName<'a>,
    this_update: Time,
    next_update: Option<Time>,
    /// The contents of `revokedCertificates`; empty without.
    revoked: &'a [u8],
    extensions: Extensions<'a>,
    /// The first critical extension of any entry that is not processed.
    unhandled_critical_entry_extension: Option<ObjectIdentifier<'a>>,
}

/// What of the CRL's extensions is processed.
#[derive(Clone, Debug, Default)]
struct Extensions<'a> {
    authority_key_identifier: Option<AuthorityKeyIdentifier<'a>>,
    crl_number: Option<CrlNumber<'a>>,
    /// Whether cRLNumber is critical; `None` without one.
    number_is_critical: Option<bool>,
    delta_base_number: Option<CrlNumber<'a>>,
    issuing_distribution_point: Option<IssuingDistributionPoint<'a>>,
    unhandled_critical: Option<ObjectIdentifier<'a>>,
}

impl<'a> CertificateList<'a> {
    /// Parses one DER CRL, every entry included.
    ///
    /// # Errors
    /// For anything that is not a well-formed CRL of version 1 or 2.
    pub fn from_der(der: &'a [u8]) -> Result<Self, CrlError> {
        match der.len() {
            0 => return Err(CrlError::Empty),
            octets if octets > MAX_CRL_SIZE => return Err(CrlError::TooLarge { octets }),
            _ => {}
        }
        let mut outer = Reader::new(der::only(der, tag::SEQUENCE).map_err(CrlError::NotACrl)?);
        let tbs = outer.expect(tag::SEQUENCE).map_err(CrlError::NotACrl)?;
        let signature_algorithm = algorithm(&mut outer).map_err(CrlError::at(CrlField::SignatureAlgorithm))?;
        let signature = signature_value(outer).map_err(CrlError::at(CrlField::SignatureValue))?;

        let mut fields = Reader::new(tbs.contents);
        let has_extensions = version(&mut fields)?;
        let tbs_signature_algorithm = algorithm(&mut fields).map_err(CrlError::at(CrlField::Signature))?;
        let issuer = issuer(&mut fields).map_err(CrlError::at(CrlField::Issuer))?;
        let this_update = time(&mut fields).map_err(CrlError::at(CrlField::ThisUpdate))?;
        let next_update = match fields.peek_tag() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => {
                Some(time(&mut fields).map_err(CrlError::at(CrlField::NextUpdate))?)
            }
            _ => None,
        };
        let entries_fault = CrlError::at(CrlField::Entry(0));
        let revoked = fields.optional(tag::SEQUENCE).map_err(entries_fault)?.map_or(&[][..], |list| list.contents);
        let unhandled_critical_entry_extension = entry::read_through(revoked, has_extensions)?;
        let extensions_fault = || CrlError::at(CrlField::Extensions);
        let explicit = fields.optional(tag::context_constructed(0)).map_err(extensions_fault())?;
        fields.finish().map_err(extensions_fault())?;
        let extensions = match explicit {
            None => Extensions::default(),
            Some(_) if !has_extensions => return Err(CrlError::ExtensionsInVersion1(CrlField::Extensions)),
            Some(explicit) => Extensions::decode(explicit.contents)?,
        };
        Ok(Self {
            der,
            tbs: tbs.encoded,
            tbs_signature_algorithm,
            signature_algorithm,
            signature,
            issuer,
            this_update,
            next_update,
            revoked,
            extensions,
            unhandled_critical_entry_extension,
        })
    }

    /// The whole encoding.
    pub const fn der(&self) -> &'a [u8] {
        self.der
    }

    /// The TBSCertList, tag and length included: the octets that are signed.
    pub const fn tbs(&self) -> &'a [u8] {
        self.tbs
    }

    /// The contents of the outer `signatureAlgorithm`, as signature providers compare it.
    pub const fn signature_algorithm(&self) -> &'a [u8] {
        self.signature_algorithm
    }

    /// The contents of `signature` inside the TBSCertList; must equal
    /// [`signature_algorithm`](Self::signature_algorithm).
    pub const fn tbs_signature_algorithm(&self) -> &'a [u8] {
        self.tbs_signature_algorithm
    }

    /// The signature's octets.
    pub const fn signature(&self) -> &'a [u8] {
        self.signature
    }

    /// Who signed it.
    pub const fn issuer(&self) -> DistinguishedName<'a> {
        self.issuer
    }

    /// When it was issued.
    pub const fn this_update(&self) -> Time {
        self.this_update
    }

    /// When the next one is issued at the latest. RFC 5280 wants it in every CRL; X.509 does not.
    pub const fn next_update(&self) -> Option<Time> {
        self.next_update
    }

    /// `cRLNumber`.
    pub const fn crl_number(&self) -> Option<CrlNumber<'a>> {
        self.extensions.crl_number
    }

    /// Whether cRLNumber is critical, which it must not be; `None` without one.
    pub const fn number_is_critical(&self) -> Option<bool> {
        self.extensions.number_is_critical
    }

    /// `BaseCRLNumber` of the deltaCRLIndicator: with it, this is a delta CRL.
    pub const fn delta_base_number(&self) -> Option<CrlNumber<'a>> {
        self.extensions.delta_base_number
    }

    /// `true` for a delta CRL, which says something only together with a complete one.
    pub const fn is_delta(&self) -> bool {
        self.extensions.delta_base_number.is_some()
    }

    /// `authorityKeyIdentifier`.
    pub const fn authority_key_identifier(&self) -> Option<AuthorityKeyIdentifier<'a>> {
        self.extensions.authority_key_identifier
    }

    /// `issuingDistributionPoint`: what the CRL covers; absent means all certificates of its issuer.
    pub const fn issuing_distribution_point(&self) -> Option<IssuingDistributionPoint<'a>> {
        self.extensions.issuing_distribution_point
    }

    /// A critical extension, of the CRL or of any entry, that is not processed: the CRL must then not be used.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-5.2>, <https://www.rfc-editor.org/rfc/rfc5280#section-5.3>
    pub const fn unhandled_critical_extension(&self) -> Option<ObjectIdentifier<'a>> {
        match self.extensions.unhandled_critical {
            None => self.unhandled_critical_entry_extension,
            found => found,
        }
    }

    /// The revoked certificates in order, decoded one at a time.
    pub const fn entries(&self) -> Entries<'a> {
        Entries::new(self.revoked)
    }

    /// The first entry for that certificate. Linear in the entries; only a matching serial number is decoded further.
    ///
    /// In an indirect CRL an entry is for the issuer that it or the nearest entry before it names, and for the CRL's
    /// own issuer until one does.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-5.3.3>
    pub fn find(&self, issuer: DistinguishedName<'_>, serial_number: &[u8]) -> Option<RevokedCertificate<'a>> {
        entry::find(self.revoked, self.issuer, issuer, serial_number)
    }
}

/// Reads `version`; `true` when it has extensions.
fn version(fields: &mut Reader<'_>) -> Result<bool, CrlError> {
    let fault = || CrlError::at(CrlField::Version);
    match fields.optional(tag::INTEGER).map_err(fault())? {
        None => Ok(false),
        Some(number) => match der::unsigned(number.contents).map_err(fault())? {
            1 => Ok(true),
            // Version 1 is said by leaving the field out: it has no default, and its only value is v2.
            0 => Err(fault()(DerError::Value)),
            other => Err(CrlError::UnsupportedVersion(other.saturating_add(1))),
        },
    }
}

/// The contents of an AlgorithmIdentifier that begins with an OID.
fn algorithm<'a>(fields: &mut Reader<'a>) -> Result<&'a [u8], DerError> {
    let contents = fields.expect(tag::SEQUENCE)?.contents;
    Reader::new(contents).expect(tag::OID)?;
    Ok(contents)
}

fn signature_value(mut outer: Reader<'_>) -> Result<&[u8], DerError> {
    let (octets, unused) = der::bit_string(outer.expect(tag::BIT_STRING)?.contents)?;
    outer.finish()?;
    if unused == 0 { Ok(octets) } else { Err(DerError::Value) }
}

/// An issuer's name, which must not be empty (RFC 5280 section 5.1.2.3).
fn issuer<'a>(fields: &mut Reader<'a>) -> Result<DistinguishedName<'a>, DerError> {
    let name = DistinguishedName::from_contents(fields.expect(tag::SEQUENCE)?.contents);
    name.validate()?;
    if name.is_empty() { Err(DerError::Empty) } else { Ok(name) }
}

fn time(fields: &mut Reader<'_>) -> Result<Time, DerError> {
    let element = fields.element()?;
    Time::from_der(element.tag, element.contents)
}

/// One extension as it stands in a CRL or an entry.
struct RawExtension<'a> {
    id: ObjectIdentifier<'a>,
    critical: bool,
    value: &'a [u8],
}

impl<'a> RawExtension<'a> {
    fn read(list: &mut Reader<'a>) -> Result<Self, DerError> {
        let mut fields = Reader::new(list.expect(tag::SEQUENCE)?.contents);
        let id = ObjectIdentifier::new(fields.expect(tag::OID)?.contents);
        let critical = match fields.optional(tag::BOOLEAN)? {
            Some(flag) => der::boolean(flag.contents)?,
            None => false,
        };
        let value = fields.expect(tag::OCTET_STRING)?.contents;
        fields.finish()?;
        Ok(Self { id, critical, value })
    }

    /// Hands each extension of the SEQUENCE in `encoded` to `visit`: at least one, no type twice, a bounded number.
    fn each(
        encoded: &'a [u8],
        field: &CrlField,
        mut visit: impl FnMut(&Self) -> Result<(), DerError>,
    ) -> Result<(), CrlError> {
        let fault = |error| CrlError::Malformed { field: field.clone(), error };
        let contents = der::only(encoded, tag::SEQUENCE).map_err(fault)?;
        if contents.is_empty() {
            return Err(fault(DerError::Empty));
        }
        let mut list = Reader::new(contents);
        let mut count = 0;
        while !list.is_empty() {
            let extension = Self::read(&mut list).map_err(fault)?;
            let mut earlier = Reader::new(contents);
            for _ in 0..count {
                if Self::read(&mut earlier).map_err(fault)?.id == extension.id {
                    return Err(CrlError::DuplicateExtension(extension.id.into()));
                }
            }
            count += 1;
            if count > MAX_CRL_EXTENSIONS {
                return Err(CrlError::TooManyExtensions(field.clone()));
            }
            visit(&extension).map_err(|error| match field {
                CrlField::Entry(_) => fault(error),
                _ => CrlError::Malformed { field: CrlField::Extension(extension.id.into()), error },
            })?;
        }
        Ok(())
    }
}

impl<'a> Extensions<'a> {
    fn decode(encoded: &'a [u8]) -> Result<Self, CrlError> {
        let mut decoded = Self::default();
        RawExtension::each(encoded, &CrlField::Extensions, |extension| {
            match extension.id.as_bytes() {
                oid::AUTHORITY_KEY_IDENTIFIER => {
                    decoded.authority_key_identifier = Some(AuthorityKeyIdentifier::decode(extension.value)?);
                }
                oid::CRL_NUMBER => {
                    decoded.crl_number = Some(CrlNumber::decode(extension.value)?);
                    decoded.number_is_critical = Some(extension.critical);
                }
                oid::DELTA_CRL_INDICATOR => decoded.delta_base_number = Some(CrlNumber::decode(extension.value)?),
                oid::ISSUING_DISTRIBUTION_POINT => {
                    decoded.issuing_distribution_point = Some(IssuingDistributionPoint::decode(extension.value)?);
                }
                _ if extension.critical => {
                    decoded.unhandled_critical.get_or_insert(extension.id);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(decoded)
    }
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
