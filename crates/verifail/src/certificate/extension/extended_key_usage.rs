//! extKeyUsage: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12>

use crate::der::{self, DerError, Reader, tag};
use crate::oid::ObjectIdentifier;

/// The key purposes a certificate is limited to, in the order of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtendedKeyUsage<'a> {
    contents: &'a [u8],
}

impl<'a> ExtendedKeyUsage<'a> {
    /// Decodes and reads the list through. An empty list decodes: whether it is refused is a policy's matter.
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        let contents = der::only(value, tag::SEQUENCE)?;
        let mut reader = Reader::new(contents);
        while !reader.is_empty() {
            if reader.expect(tag::OID)?.contents.is_empty() {
                return Err(DerError::Value);
            }
        }
        Ok(Self { contents })
    }

    /// The key purposes.
    pub fn purposes(&self) -> impl Iterator<Item = ObjectIdentifier<'a>> + use<'a> {
        let mut reader = Reader::new(self.contents);
        std::iter::from_fn(move || reader.expect(tag::OID).ok().map(|oid| ObjectIdentifier::new(oid.contents)))
    }

    /// `true` when the list names that purpose itself (anyExtendedKeyUsage is a purpose of its own).
    pub fn includes(&self, purpose: ObjectIdentifier<'_>) -> bool {
        self.purposes().any(|p| p.as_bytes() == purpose.as_bytes())
    }

    /// `true` for a list without purposes.
    pub const fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }
}
