//! issuingDistributionPoint: which certificates, and which reasons, a CRL covers.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-5.2.5>

use crate::certificate::{DistributionPointName, ReasonFlags};
use crate::der::{self, DerError, Element, Reader, tag};

/// The scope of a CRL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuingDistributionPoint<'a> {
    /// `distributionPoint [0]`: only certificates with this distribution point; absent means all of the issuer's.
    pub name: Option<DistributionPointName<'a>>,
    /// `onlyContainsUserCerts [1]`.
    pub only_contains_user_certs: bool,
    /// `onlyContainsCACerts [2]`.
    pub only_contains_ca_certs: bool,
    /// `onlySomeReasons [3]`; absent means all reasons.
    pub only_some_reasons: Option<ReasonFlags>,
    /// `indirectCRL [4]`: entries may be for certificates of other issuers.
    pub indirect_crl: bool,
    /// `onlyContainsAttributeCerts [5]`.
    pub only_contains_attribute_certs: bool,
}

impl<'a> IssuingDistributionPoint<'a> {
    /// Decodes an extension value. An explicit FALSE and an empty sequence, which DER and the profile exclude, limit
    /// nothing and are read as such.
    pub(super) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        let flag = |element: Option<Element<'_>>| element.map_or(Ok(false), |e| der::boolean(e.contents));
        let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
        let name = fields.optional(tag::context_constructed(0))?;
        let decoded = Self {
            name: name.map(|e| DistributionPointName::decode(e.contents)).transpose()?,
            only_contains_user_certs: flag(fields.optional(tag::context(1))?)?,
            only_contains_ca_certs: flag(fields.optional(tag::context(2))?)?,
            only_some_reasons: fields
                .optional(tag::context(3))?
                .map(|e| ReasonFlags::decode_contents(e.contents))
                .transpose()?,
            indirect_crl: flag(fields.optional(tag::context(4))?)?,
            only_contains_attribute_certs: flag(fields.optional(tag::context(5))?)?,
        };
        fields.finish()?;
        Ok(decoded)
    }
}
