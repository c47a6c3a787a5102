//! nameConstraints: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>

use super::super::general_name::GeneralName;
use crate::der::{self, DerError, Reader, tag};

/// The subtrees in which the names of later certificates must, and must not, lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameConstraints<'a> {
    /// `permittedSubtrees [0]`.
    pub permitted: Option<GeneralSubtrees<'a>>,
    /// `excludedSubtrees [1]`.
    pub excluded: Option<GeneralSubtrees<'a>>,
}

impl<'a> NameConstraints<'a> {
    /// Decodes an extension value. Subtrees are read through lazily, see [`GeneralSubtrees::iter`].
    pub(crate) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        Self::decode_contents(der::only(value, tag::SEQUENCE)?)
    }

    /// The same for the contents of the SEQUENCE, as `rustls_pki_types::TrustAnchor` has them.
    pub(crate) fn decode_contents(contents: &'a [u8]) -> Result<Self, DerError> {
        let mut fields = Reader::new(contents);
        let mut subtrees = |n| -> Result<_, DerError> {
            Ok(fields.optional(tag::context_constructed(n))?.map(|e| GeneralSubtrees { contents: e.contents }))
        };
        let decoded = Self { permitted: subtrees(0)?, excluded: subtrees(1)? };
        fields.finish()?;
        Ok(decoded)
    }

    /// `true` when neither field is there, which RFC 5280 forbids.
    pub const fn is_empty(&self) -> bool {
        self.permitted.is_none() && self.excluded.is_none()
    }
}

/// The contents of a GeneralSubtrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneralSubtrees<'a> {
    contents: &'a [u8],
}

/// One subtree: a base, and the `minimum`/`maximum` that RFC 5280 does not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneralSubtree<'a> {
    /// The root of the subtree.
    pub base: GeneralName<'a>,
    /// `minimum` or `maximum` is there. Neither may be: minimum is 0, a DEFAULT, and maximum must be absent.
    pub has_distance: bool,
    /// They limit the subtree: there is a `maximum`, or a `minimum` other than 0.
    pub is_limited: bool,
}

impl<'a> GeneralSubtrees<'a> {
    /// `true` for a sequence without subtrees, which RFC 5280 forbids.
    pub const fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// The subtrees in order. After an encoding fault comes the error, then nothing.
    pub fn iter(&self) -> impl Iterator<Item = Result<GeneralSubtree<'a>, DerError>> + use<'a> {
        let mut reader = Reader::new(self.contents);
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let next = (|| {
                let mut fields = Reader::new(reader.expect(tag::SEQUENCE)?.contents);
                let base = GeneralName::read(&mut fields)?;
                let minimum = fields.optional(tag::context(0))?;
                let maximum = fields.optional(tag::context(1))?;
                fields.finish()?;
                let starts_below = minimum.is_some_and(|minimum| minimum.contents.iter().any(|octet| *octet != 0));
                Ok(GeneralSubtree {
                    base,
                    has_distance: minimum.is_some() || maximum.is_some(),
                    is_limited: starts_below || maximum.is_some(),
                })
            })();
            if next.is_err() {
                reader = Reader::new(&[]);
            }
            Some(next)
        })
    }
}
