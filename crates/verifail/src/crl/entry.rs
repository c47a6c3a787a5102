//! The entries of a CRL: one revoked certificate each, decoded where it lies.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-5.3>
//!
//! `read_through` is the one pass at parsing; [`Entries`] and `find` walk octets that it has accepted.

use std::fmt;

use super::{CrlError, CrlField, RawExtension};
use crate::certificate::{DistinguishedName, GeneralName, GeneralNames, NameComparison};
use crate::der::{self, DerError, Reader, tag};
use crate::oid::{self, ObjectIdentifier};
use crate::time::Time;

/// Why a certificate was revoked.
/// <https://www.rfc-editor.org/rfc/rfc5280#section-5.3.1>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RevocationReason {
    /// 0, and what an entry without a reason means.
    Unspecified,
    /// 1: the subject's private key is in wrong hands.
    KeyCompromise,
    /// 2: a CA's private key is.
    CaCompromise,
    /// 3: the subject's name or other data changed.
    AffiliationChanged,
    /// 4: another certificate takes its place.
    Superseded,
    /// 5: it is not needed any more.
    CessationOfOperation,
    /// 6: on hold; it may come back.
    CertificateHold,
    /// 8: in a delta CRL only: not revoked any more.
    RemoveFromCrl,
    /// 9: a privilege in it was withdrawn.
    PrivilegeWithdrawn,
    /// 10: the attribute authority's key is in wrong hands.
    AaCompromise,
}

impl RevocationReason {
    fn decode(value: &[u8]) -> Result<Self, DerError> {
        Ok(match der::only(value, tag::ENUMERATED)? {
            [0] => Self::Unspecified,
            [1] => Self::KeyCompromise,
            [2] => Self::CaCompromise,
            [3] => Self::AffiliationChanged,
            [4] => Self::Superseded,
            [5] => Self::CessationOfOperation,
            [6] => Self::CertificateHold,
            // 7 is not used.
            [8] => Self::RemoveFromCrl,
            [9] => Self::PrivilegeWithdrawn,
            [10] => Self::AaCompromise,
            _ => return Err(DerError::Value),
        })
    }

    /// The reason's name in the ASN.1 module.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::KeyCompromise => "keyCompromise",
            Self::CaCompromise => "cACompromise",
            Self::AffiliationChanged => "affiliationChanged",
            Self::Superseded => "superseded",
            Self::CessationOfOperation => "cessationOfOperation",
            Self::CertificateHold => "certificateHold",
            Self::RemoveFromCrl => "removeFromCRL",
            Self::PrivilegeWithdrawn => "privilegeWithdrawn",
            Self::AaCompromise => "aACompromise",
        }
    }
}

impl fmt::Display for RevocationReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevokedCertificate<'a> {
    /// The contents of `userCertificate`: two's complement, big-endian.
    pub serial_number: &'a [u8],
    /// `revocationDate`: when the CA processed the revocation.
    pub date: Time,
    /// `reasonCode`.
    pub reason: Option<RevocationReason>,
    /// `certificateIssuer`: whose certificate it is; it holds for the entries after it too, until the next one.
    pub certificate_issuer: Option<GeneralNames<'a>>,
    /// The first critical extension that is not processed.
    pub unhandled_critical_extension: Option<ObjectIdentifier<'a>>,
}

/// The entries of a CRL in order. Nothing is allocated.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    list: Reader<'a>,
}

impl<'a> Entries<'a> {
    pub(super) const fn new(contents: &'a [u8]) -> Self {
        Self { list: Reader::new(contents) }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = RevokedCertificate<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        // Faults were found at parsing, so an error here is the end of the list and nothing else: no position is told.
        RawEntry::read(&mut self.list).ok()?.decode(0).ok()
    }
}

/// An entry of which only the serial number has been read.
struct RawEntry<'a> {
    serial_number: &'a [u8],
    rest: Reader<'a>,
}

impl<'a> RawEntry<'a> {
    #[inline]
    fn read(list: &mut Reader<'a>) -> Result<Self, DerError> {
        let mut rest = Reader::new(list.expect(tag::SEQUENCE)?.contents);
        let serial_number = rest.expect(tag::INTEGER)?.contents;
        if serial_number.is_empty() { Err(DerError::Value) } else { Ok(Self { serial_number, rest }) }
    }

    fn decode(mut self, at: usize) -> Result<RevokedCertificate<'a>, CrlError> {
        let field = CrlField::Entry(at);
        let date = super::time(&mut self.rest).map_err(CrlError::at(field.clone()))?;
        let mut entry = RevokedCertificate {
            serial_number: self.serial_number,
            date,
            reason: None,
            certificate_issuer: None,
            unhandled_critical_extension: None,
        };
        if self.rest.is_empty() {
            return Ok(entry);
        }
        RawExtension::each(self.rest.rest(), &field, |extension| {
            match extension.id.as_bytes() {
                oid::REASON_CODE => entry.reason = Some(RevocationReason::decode(extension.value)?),
                oid::CERTIFICATE_ISSUER => entry.certificate_issuer = Some(certificate_issuer(extension.value)?),
                oid::INVALIDITY_DATE => {
                    Time::from_der(tag::GENERALIZED_TIME, der::only(extension.value, tag::GENERALIZED_TIME)?)?;
                }
                _ if extension.critical => {
                    entry.unhandled_critical_extension.get_or_insert(extension.id);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(entry)
    }
}

/// Names of which at least one is a distinguished name: there is nothing else to compare an issuer with.
fn certificate_issuer(value: &[u8]) -> Result<GeneralNames<'_>, DerError> {
    let names = GeneralNames::decode(value)?;
    let mut has_directory_name = false;
    for name in names.iter() {
        if let GeneralName::DirectoryName(name) = name? {
            name.validate()?;
            has_directory_name = true;
        }
    }
    if has_directory_name { Ok(names) } else { Err(DerError::Value) }
}

/// Reads every entry; answers with the first critical extension that is not processed.
pub(super) fn read_through(contents: &[u8], has_extensions: bool) -> Result<Option<ObjectIdentifier<'_>>, CrlError> {
    let mut list = Reader::new(contents);
    let mut unhandled = None;
    for at in 0.. {
        if list.is_empty() {
            break;
        }
        let raw = RawEntry::read(&mut list).map_err(CrlError::at(CrlField::Entry(at)))?;
        let mut after_date = raw.rest;
        let has_extensions_here = after_date.element().is_ok() && !after_date.is_empty();
        let entry = raw.decode(at)?;
        if has_extensions_here && !has_extensions {
            return Err(CrlError::ExtensionsInVersion1(CrlField::Entry(at)));
        }
        unhandled = unhandled.or(entry.unhandled_critical_extension);
    }
    Ok(unhandled)
}

/// See [`CertificateList::find`](super::CertificateList::find).
pub(super) fn find<'a>(
    contents: &'a [u8],
    crl_issuer: DistinguishedName<'a>,
    issuer: DistinguishedName<'_>,
    serial_number: &[u8],
) -> Option<RevokedCertificate<'a>> {
    let mut list = Reader::new(contents);
    let serial_number = minimal(serial_number);
    // Whether entries are for `issuer` is decided once for each issuer named, so that one long list of names before
    // many entries with the same serial number costs what it is long.
    let mut is_for_issuer = crl_issuer.matches(&issuer, NameComparison::Rfc5280);
    while let Ok(raw) = RawEntry::read(&mut list) {
        let same_serial = minimal(raw.serial_number) == serial_number;
        if !same_serial && !names_an_issuer(raw.rest) {
            continue;
        }
        let entry = raw.decode(0).ok()?;
        if let Some(names) = entry.certificate_issuer {
            is_for_issuer = names.readable().any(|name| {
                matches!(name, GeneralName::DirectoryName(name) if name.matches(&issuer, NameComparison::Rfc5280))
            });
        }
        if same_serial && is_for_issuer {
            return Some(entry);
        }
    }
    None
}

/// `true` when the octets after a serial number may hold a certificateIssuer: a scan that decodes nothing.
fn names_an_issuer(mut rest: Reader<'_>) -> bool {
    const ENCODED: [u8; 5] = [tag::OID, 3, 0x55, 0x1d, 29];
    // The date first; most entries then have nothing, or a reasonCode of a dozen octets.
    rest.element().is_ok() && rest.rest().windows(ENCODED.len()).any(|window| window == ENCODED)
}

/// An INTEGER's contents without redundant sign octets, so that serial numbers of careless encoders compare by value.
fn minimal(mut contents: &[u8]) -> &[u8] {
    while let [0x00, rest @ ..] | [0xff, rest @ ..] = contents {
        let redundant = rest.first().is_some_and(|next| (next & 0x80 != 0) == (contents[0] == 0xff));
        if !redundant {
            break;
        }
        contents = rest;
    }
    contents
}
