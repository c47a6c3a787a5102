//! authorityKeyIdentifier and subjectKeyIdentifier: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1>

use super::super::general_name::GeneralNames;
use crate::der::{self, DerError, Reader, tag};

/// What the issuer says about the key that signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorityKeyIdentifier<'a> {
    /// `keyIdentifier [0]`.
    pub key_identifier: Option<&'a [u8]>,
    /// `authorityCertIssuer [1]`.
    pub issuer: Option<GeneralNames<'a>>,
    /// `authorityCertSerialNumber [2]`: INTEGER contents.
    pub serial_number: Option<&'a [u8]>,
}

impl<'a> AuthorityKeyIdentifier<'a> {
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
        let decoded = Self {
            key_identifier: fields.optional(tag::context(0))?.map(|e| e.contents),
            issuer: fields.optional(tag::context_constructed(1))?.map(|e| GeneralNames::from_contents(e.contents)),
            serial_number: fields.optional(tag::context(2))?.map(|e| e.contents),
        };
        fields.finish()?;
        Ok(decoded)
    }
}

/// The key identifier of a subjectKeyIdentifier value.
pub(crate) fn decode_subject(value: &[u8]) -> Result<&[u8], DerError> {
    der::only(value, tag::OCTET_STRING)
}
