//! basicConstraints: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9>

use crate::der::{self, DerError, Reader, tag};

/// Whether the subject is a CA, and how many CA certificates may follow it in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    /// `cA`; absent means `false`.
    pub ca: bool,
    /// `pathLenConstraint`: the most non-self-issued intermediate certificates that may follow.
    pub path_length: Option<u32>,
    /// `cA FALSE` was spelled out. DER leaves a default value out; verifiers accept it all the same.
    pub explicit_default: bool,
}

impl BasicConstraints {
    pub(crate) fn decode(value: &[u8]) -> Result<Self, DerError> {
        let mut fields = Reader::new(der::only(value, tag::SEQUENCE)?);
        let flag = fields.optional(tag::BOOLEAN)?.map(|e| der::boolean(e.contents)).transpose()?;
        let path_length = fields.optional(tag::INTEGER)?.map(|e| der::unsigned(e.contents)).transpose()?;
        fields.finish()?;
        Ok(Self { ca: flag.unwrap_or(false), path_length, explicit_default: flag == Some(false) })
    }
}
