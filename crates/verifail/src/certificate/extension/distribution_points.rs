//! cRLDistributionPoints: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13>

use super::super::general_name::GeneralNames;
use crate::der::{self, DerError, Reader, tag};

/// Where the CRLs that cover a certificate are, and who signs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DistributionPoints<'a> {
    contents: &'a [u8],
}

/// One distribution point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DistributionPoint<'a> {
    /// `distributionPoint [0]`.
    pub name: Option<DistributionPointName<'a>>,
    /// `reasons [1]`: the revocation reasons its CRLs cover; absent means all.
    pub reasons: Option<ReasonFlags>,
    /// `cRLIssuer [2]`: the CRL's issuer where it is not the certificate's.
    pub crl_issuer: Option<GeneralNames<'a>>,
}

/// The name of a distribution point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DistributionPointName<'a> {
    /// `fullName [0]`.
    FullName(GeneralNames<'a>),
    /// `nameRelativeToCRLIssuer [1]`: the contents of one RDN's SET.
    RelativeToIssuer(&'a [u8]),
}

/// A set of revocation reasons, bit 0 (unused) the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReasonFlags(pub(crate) u16);

impl ReasonFlags {
    /// Every reason a CRL can be limited to: keyCompromise(1) to aACompromise(8).
    pub const ALL: Self = Self(0b1_1111_1110);

    pub(crate) fn decode_contents(contents: &[u8]) -> Result<Self, DerError> {
        let (octets, _) = der::bit_string(contents)?;
        let bits = octets
            .iter()
            .take(2)
            .enumerate()
            .fold(0, |bits, (i, octet)| bits | (u16::from(octet.reverse_bits()) << (8 * i)));
        Ok(Self(bits & Self::ALL.0))
    }

    /// The reasons in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The reasons in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `true` when every reason is in the set.
    pub const fn is_all(self) -> bool {
        self.0 == Self::ALL.0
    }
}

impl<'a> DistributionPoints<'a> {
    /// Decodes and reads the list through.
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        Ok(Self { contents: der::list(value, point)? })
    }

    /// The points in order.
    pub fn iter(&self) -> impl Iterator<Item = DistributionPoint<'a>> + use<'a> {
        der::elements(self.contents, point)
    }
}

fn point<'a>(reader: &mut Reader<'a>) -> Result<DistributionPoint<'a>, DerError> {
    let mut fields = Reader::new(reader.expect(tag::SEQUENCE)?.contents);
    let name =
        fields.optional(tag::context_constructed(0))?.map(|e| DistributionPointName::decode(e.contents)).transpose()?;
    let reasons = fields.optional(tag::context(1))?.map(|e| ReasonFlags::decode_contents(e.contents)).transpose()?;
    let crl_issuer = fields.optional(tag::context_constructed(2))?.map(|e| GeneralNames::from_contents(e.contents));
    fields.finish()?;
    Ok(DistributionPoint { name, reasons, crl_issuer })
}

impl<'a> DistributionPointName<'a> {
    /// Decodes the contents of the explicit tag around the CHOICE.
    pub(crate) fn decode(contents: &'a [u8]) -> Result<Self, DerError> {
        let mut choice = Reader::new(contents);
        let element = choice.element()?;
        choice.finish()?;
        const FULL: u8 = tag::context_constructed(0);
        const RELATIVE: u8 = tag::context_constructed(1);
        match element.tag {
            FULL => Ok(Self::FullName(GeneralNames::from_contents(element.contents))),
            RELATIVE => Ok(Self::RelativeToIssuer(element.contents)),
            found => Err(DerError::UnexpectedTag { expected: FULL, found }),
        }
    }
}
