//! A reader of DER tag-length-value elements: positions, strict lengths, no recursion, no allocation.
//!
//! It reads the ordinary certificate; the structure of any other is parsed by `x509-parser`. And it serves what a
//! structural parser does not: it decodes single extension values lazily, names the exact element that is wrong, and
//! walks a certificate that the parser refused for as long as it makes sense. It does not build trees and does not know
//! any ASN.1 type by name.

use std::fmt;

/// Universal and context-specific identifier octets used in certificates and CRLs.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    pub(crate) const NUMERIC_STRING: u8 = 0x12;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const TELETEX_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const VISIBLE_STRING: u8 = 0x1a;
    pub(crate) const UNIVERSAL_STRING: u8 = 0x1c;
    pub(crate) const BMP_STRING: u8 = 0x1e;

    /// `[n]`, primitive (IMPLICIT of a primitive type).
    pub(crate) const fn context(n: u8) -> u8 {
        0x80 | n
    }

    /// `[n]`, constructed (EXPLICIT, or IMPLICIT of a constructed type).
    pub(crate) const fn context_constructed(n: u8) -> u8 {
        0xa0 | n
    }
}

/// What is wrong with an encoding, without its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DerError {
    /// The element ends before its length says so, or there is no element.
    Truncated,
    /// The length is indefinite, not minimal, or longer than four octets (X.690 section 10.1).
    Length,
    /// Another identifier octet was expected.
    UnexpectedTag {
        /// The identifier octet that the type requires.
        expected: u8,
        /// The identifier octet found.
        found: u8,
    },
    /// An identifier octet of a kind that certificates do not use (tag numbers above 30).
    UnsupportedTag,
    /// Octets follow where the type has ended.
    TrailingData,
    /// The contents octets are not a value of the type (a BOOLEAN of two octets, a month 13, …).
    Value,
    /// A SEQUENCE OF that must hold at least one element is empty.
    Empty,
}

impl fmt::Display for DerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("the encoding ends early"),
            Self::Length => f.write_str("a length is not DER (indefinite, not minimal or too long)"),
            Self::UnexpectedTag { expected, found } => write!(f, "tag 0x{found:02x} where 0x{expected:02x} belongs"),
            Self::UnsupportedTag => f.write_str("a tag number above 30"),
            Self::TrailingData => f.write_str("octets follow the end of the value"),
            Self::Value => f.write_str("the contents are not a value of the type"),
            Self::Empty => f.write_str("a sequence that needs an element is empty"),
        }
    }
}

impl std::error::Error for DerError {}

/// One element: its identifier octet, contents, and the whole encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) contents: &'a [u8],
    pub(crate) encoded: &'a [u8],
}

/// A cursor over concatenated elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The octets not read yet.
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn peek_tag(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Reads the next element, whatever it is.
    #[inline]
    pub(crate) fn element(&mut self) -> Result<Element<'a>, DerError> {
        let bytes = self.rest;
        let (&tag, after_tag) = bytes.split_first().ok_or(DerError::Truncated)?;
        if tag & 0x1f == 0x1f {
            return Err(DerError::UnsupportedTag);
        }
        let (&first, after_length) = after_tag.split_first().ok_or(DerError::Truncated)?;
        let (length, header) = if first < 0x80 {
            (usize::from(first), 2)
        } else {
            let octets = usize::from(first & 0x7f);
            if octets == 0 || octets > 4 {
                return Err(DerError::Length);
            }
            let digits = after_length.get(..octets).ok_or(DerError::Truncated)?;
            let length = digits.iter().fold(0usize, |n, &d| (n << 8) | usize::from(d));
            if digits.first() == Some(&0) || length < 0x80 {
                return Err(DerError::Length);
            }
            (length, 2 + octets)
        };
        let end = header.checked_add(length).ok_or(DerError::Length)?;
        let encoded = bytes.get(..end).ok_or(DerError::Truncated)?;
        self.rest = &bytes[end..];
        Ok(Element { tag, contents: &encoded[header..], encoded })
    }

    /// Reads the next element, which must carry `tag`.
    #[inline]
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>, DerError> {
        match self.peek_tag() {
            Some(found) if found == tag => self.element(),
            Some(found) => Err(DerError::UnexpectedTag { expected: tag, found }),
            None => Err(DerError::Truncated),
        }
    }

    /// Reads the next element if it carries `tag`.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, DerError> {
        if self.peek_tag() == Some(tag) { self.element().map(Some) } else { Ok(None) }
    }

    /// `Ok` when everything was read.
    pub(crate) fn finish(self) -> Result<(), DerError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DerError::TrailingData) }
    }
}

/// Reads exactly one element with `tag` from `bytes` and returns its contents.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Result<&[u8], DerError> {
    let mut reader = Reader::new(bytes);
    let element = reader.expect(tag)?;
    reader.finish()?;
    Ok(element.contents)
}

/// The contents of a SEQUENCE OF with one element at least, after each of them was read.
pub(crate) fn list<'a, T>(
    value: &'a [u8],
    read: fn(&mut Reader<'a>) -> Result<T, DerError>,
) -> Result<&'a [u8], DerError> {
    let contents = only(value, tag::SEQUENCE)?;
    if contents.is_empty() {
        return Err(DerError::Empty);
    }
    let mut reader = Reader::new(contents);
    while !reader.is_empty() {
        read(&mut reader)?;
    }
    Ok(contents)
}

/// The elements of what [`list`] returned.
pub(crate) fn elements<'a, T>(
    contents: &'a [u8],
    read: fn(&mut Reader<'a>) -> Result<T, DerError>,
) -> impl Iterator<Item = T> + use<'a, T> {
    let mut reader = Reader::new(contents);
    std::iter::from_fn(move || if reader.is_empty() { None } else { read(&mut reader).ok() })
}

/// The value of a BOOLEAN's contents (DER: 0x00 or 0xff).
pub(crate) fn boolean(contents: &[u8]) -> Result<bool, DerError> {
    match contents {
        [0x00] => Ok(false),
        [0xff] => Ok(true),
        _ => Err(DerError::Value),
    }
}

/// The value of an INTEGER's contents when it is not negative and fits; larger values saturate to `u32::MAX`.
///
/// Path lengths and policy counters are compared with path positions, so saturation loses nothing.
pub(crate) fn unsigned(contents: &[u8]) -> Result<u32, DerError> {
    match contents {
        [] => Err(DerError::Value),
        [first, ..] if first & 0x80 != 0 => Err(DerError::Value),
        [0, second, ..] if second & 0x80 == 0 => Err(DerError::Value),
        digits => {
            Ok(digits.iter().try_fold(0u32, |n, &d| n.checked_mul(256)?.checked_add(u32::from(d))).unwrap_or(u32::MAX))
        }
    }
}

/// A BIT STRING's octets and the number of unused bits in the last one.
pub(crate) fn bit_string(contents: &[u8]) -> Result<(&[u8], u8), DerError> {
    let (&unused, bits) = contents.split_first().ok_or(DerError::Value)?;
    if unused > 7 || (bits.is_empty() && unused != 0) {
        return Err(DerError::Value);
    }
    let padding = bits.last().map_or(0, |last| last & ((1u16 << unused) - 1) as u8);
    if padding != 0 { Err(DerError::Value) } else { Ok((bits, unused)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_are_not_minimal_are_refused() {
        for bytes in [&[0x04, 0x81, 0x01, 0x00][..], &[0x04, 0x82, 0x00, 0x80], &[0x04, 0x80, 0x00, 0x00]] {
            assert_eq!(Reader::new(bytes).element(), Err(DerError::Length), "{bytes:02x?}");
        }
    }

    #[test]
    fn every_truncation_is_an_error_and_never_a_panic() {
        let whole = [0x30, 0x81, 0x83].iter().copied().chain([0u8; 0x83]).collect::<Vec<_>>();
        assert!(Reader::new(&whole).element().is_ok());
        for end in 0..whole.len() {
            assert!(Reader::new(&whole[..end]).element().is_err(), "{end}");
        }
    }

    #[test]
    fn unsigned_integers_saturate_and_refuse_negative_and_padded_values() {
        assert_eq!(unsigned(&[0x7f]), Ok(127));
        assert_eq!(unsigned(&[0x00, 0x80]), Ok(128));
        assert_eq!(unsigned(&[0x7f; 9]), Ok(u32::MAX));
        assert_eq!(unsigned(&[0x80]), Err(DerError::Value));
        assert_eq!(unsigned(&[0x00, 0x7f]), Err(DerError::Value));
        assert_eq!(unsigned(&[]), Err(DerError::Value));
    }

    #[test]
    fn a_bit_string_with_set_padding_is_refused() {
        assert_eq!(bit_string(&[0x07, 0x80]), Ok((&[0x80][..], 7)));
        assert_eq!(bit_string(&[0x07, 0x81]), Err(DerError::Value));
        assert_eq!(bit_string(&[0x01]), Err(DerError::Value));
    }
}
