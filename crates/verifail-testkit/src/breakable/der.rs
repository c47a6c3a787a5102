//! A reader of DER elements, as far as this verifier reads octets itself: names, and what its bugs read differently.

/// An element: its tag and its contents.
pub(super) type Element<'a> = (u8, &'a [u8]);

/// A cursor over concatenated elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next element; `None` when there is none, or none that is whole.
    pub(super) fn element(&mut self) -> Option<Element<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..0x80 => (usize::from(first), rest),
            _ => {
                let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
                let length =
                    octets.iter().try_fold(0usize, |n, octet| n.checked_mul(256)?.checked_add(usize::from(*octet)));
                (length?, rest)
            }
        };
        let (contents, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, contents))
    }

    /// The contents of the next element, when it has that tag.
    pub(super) fn expect(&mut self, tag: u8) -> Option<&'a [u8]> {
        let mut ahead = *self;
        let (found, contents) = ahead.element()?;
        (found == tag).then(|| {
            *self = ahead;
            contents
        })
    }
}

/// Contents of the object identifiers that this verifier knows.
pub(super) mod id {
    pub(in crate::breakable) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    pub(in crate::breakable) const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 1];
    pub(in crate::breakable) const SUBJECT_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 14];
    pub(in crate::breakable) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
    pub(in crate::breakable) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
    pub(in crate::breakable) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
    pub(in crate::breakable) const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 30];
    pub(in crate::breakable) const CRL_DISTRIBUTION_POINTS: &[u8] = &[0x55, 0x1d, 31];
    pub(in crate::breakable) const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1d, 32];
    pub(in crate::breakable) const ANY_POLICY: &[u8] = &[0x55, 0x1d, 32, 0];
    pub(in crate::breakable) const POLICY_MAPPINGS: &[u8] = &[0x55, 0x1d, 33];
    pub(in crate::breakable) const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 35];
    pub(in crate::breakable) const POLICY_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 36];
    pub(in crate::breakable) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
    pub(in crate::breakable) const ANY_PURPOSE: &[u8] = &[0x55, 0x1d, 37, 0];
    pub(in crate::breakable) const INHIBIT_ANY_POLICY: &[u8] = &[0x55, 0x1d, 54];
    pub(in crate::breakable) const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
    pub(in crate::breakable) const CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    pub(in crate::breakable) const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
}
