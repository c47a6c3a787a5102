//! certificatePolicies, policyMappings, policyConstraints, inhibitAnyPolicy:
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.4>

use crate::der::{self, DerError, Reader, tag};
use crate::oid::{self, ObjectIdentifier};

/// The policies a certificate was issued under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificatePolicies<'a> {
    contents: &'a [u8],
}

/// One policy with what is said about its qualifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyInformation<'a> {
    /// The policy; `anyPolicy` is one.
    pub policy: ObjectIdentifier<'a>,
    /// A qualifier other than a CPS pointer and a user notice: a critical extension with one cannot be interpreted.
    pub has_unknown_qualifier: bool,
}

impl<'a> CertificatePolicies<'a> {
    /// Decodes and reads the list through.
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        Ok(Self { contents: der::list(value, information)? })
    }

    /// The policies in order.
    pub fn iter(&self) -> impl Iterator<Item = PolicyInformation<'a>> + use<'a> {
        der::elements(self.contents, information)
    }
}

fn information<'a>(reader: &mut Reader<'a>) -> Result<PolicyInformation<'a>, DerError> {
    let mut fields = Reader::new(reader.expect(tag::SEQUENCE)?.contents);
    let policy = ObjectIdentifier::new(fields.expect(tag::OID)?.contents);
    let mut has_unknown_qualifier = false;
    if let Some(qualifiers) = fields.optional(tag::SEQUENCE)? {
        let mut qualifiers = Reader::new(qualifiers.contents);
        if qualifiers.is_empty() {
            return Err(DerError::Empty);
        }
        while !qualifiers.is_empty() {
            let mut qualifier = Reader::new(qualifiers.expect(tag::SEQUENCE)?.contents);
            let id = qualifier.expect(tag::OID)?.contents;
            qualifier.element()?;
            qualifier.finish()?;
            has_unknown_qualifier |= id != oid::CPS_QUALIFIER && id != oid::USER_NOTICE_QUALIFIER;
        }
    }
    fields.finish()?;
    Ok(PolicyInformation { policy, has_unknown_qualifier })
}

/// Pairs of equivalent policies in the issuer's and the subject's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyMappings<'a> {
    contents: &'a [u8],
}

impl<'a> PolicyMappings<'a> {
    /// Decodes and reads the list through.
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        Ok(Self { contents: der::list(value, mapping)? })
    }

    /// `(issuerDomainPolicy, subjectDomainPolicy)` in order.
    pub fn iter(&self) -> impl Iterator<Item = (ObjectIdentifier<'a>, ObjectIdentifier<'a>)> + use<'a> {
        der::elements(self.contents, mapping)
    }
}

fn mapping<'a>(reader: &mut Reader<'a>) -> Result<(ObjectIdentifier<'a>, ObjectIdentifier<'a>), DerError> {
    let mut pair = Reader::new(reader.expect(tag::SEQUENCE)?.contents);
    let issuer = ObjectIdentifier::new(pair.expect(tag::OID)?.contents);
    let subject = ObjectIdentifier::new(pair.expect(tag::OID)?.contents);
    pair.finish()?;
    Ok((issuer, subject))
}

/// How many more certificates may be in a path before a policy must be explicit, or mapping stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyConstraints {
    /// `requireExplicitPolicy [0]`.
    pub require_explicit_policy: Option<u32>,
    /// `inhibitPolicyMapping [1]`.
    pub inhibit_policy_mapping: Option<u32>,
}

impl PolicyConstraints {
    pub(crate) fn decode(value: &[u8]) -> Result<Self, DerError> {
        let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
        if fields.is_empty() {
            return Err(DerError::Empty);
        }
        let mut skip = |n| fields.optional(tag::context(n))?.map(|e| der::unsigned(e.contents)).transpose();
        let decoded = Self { require_explicit_policy: skip(0)?, inhibit_policy_mapping: skip(1)? };
        fields.finish()?;
        Ok(decoded)
    }
}

/// The value of an inhibitAnyPolicy extension: further certificates before anyPolicy stops matching.
pub(crate) fn decode_inhibit_any_policy(value: &[u8]) -> Result<u32, DerError> {
    der::unsigned(der::only(value, tag::INTEGER)?)
}
