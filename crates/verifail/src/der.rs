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
            if octets > 4 {
                return Err(DerError::Length);
            }
            let digits = after_length.get(..octets).ok_or(DerError::Truncated)?;
            let length = digits.iter().fold(0usize, |n, &d| (n << 8) | usize::from(d));
            // An indefinite length has no digits, and is 0 here.
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

    #[test]
    fn lengths_of_up_to_four_octets_are_read() {
        for length in [0usize, 1, 0x7f, 0x80, 0xff, 0x100, 0x1234, 0xffff, 0x1_0000, 0x12_3456] {
            let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
            let header = match length {
                0..=0x7f => vec![0x04, length as u8],
                _ => [&[0x04, 0x80 | digits.len() as u8], &digits[..]].concat(),
            };
            let encoded = [header.clone(), vec![7; length], vec![5, 0]].concat();
            let mut reader = Reader::new(&encoded);
            let element = reader.element().unwrap();
            assert_eq!((element.contents.len(), element.encoded.len()), (length, header.len() + length));
            assert_eq!((element.tag, reader.rest()), (0x04, &[5, 0][..]));
        }
        // Four octets of length are too few for what follows, five are no length.
        assert_eq!(Reader::new(&[0x04, 0x84, 1, 0, 0, 0]).element(), Err(DerError::Truncated));
        assert_eq!(Reader::new(&[0x04, 0x85, 1, 0, 0, 0, 0]).element(), Err(DerError::Length));
    }

    #[test]
    fn tag_numbers_above_30_are_refused_in_every_class_and_those_below_are_not() {
        for class in [0x00, 0x40, 0x80, 0xc0, 0x20, 0xe0] {
            assert_eq!(Reader::new(&[class | 0x1f, 0]).element(), Err(DerError::UnsupportedTag), "{class:02x}");
            for number in [0x00, 0x01, 0x0f, 0x1e] {
                assert_eq!(Reader::new(&[class | number, 0]).element().map(|e| e.tag), Ok(class | number));
            }
        }
    }

    #[test]
    fn a_boolean_is_one_octet_of_all_zeros_or_all_ones() {
        assert_eq!((boolean(&[0]), boolean(&[0xff])), (Ok(false), Ok(true)));
        for contents in [&[][..], &[1], &[0, 0], &[0xff, 0xff]] {
            assert_eq!(boolean(contents), Err(DerError::Value), "{contents:02x?}");
        }
    }

    #[test]
    fn a_list_has_an_element_and_every_one_is_read_through() {
        fn number(reader: &mut Reader<'_>) -> Result<u32, DerError> {
            unsigned(reader.expect(tag::INTEGER)?.contents)
        }
        let contents = list(&[0x30, 6, 2, 1, 5, 2, 1, 6], number).unwrap();
        assert_eq!(elements(contents, number).collect::<Vec<_>>(), [5, 6]);
        assert_eq!(list(&[0x30, 0], number), Err(DerError::Empty));
        assert_eq!(list(&[0x30, 6, 2, 1, 5, 2, 1, 0x86], number), Err(DerError::Value));
        assert_eq!(list(&[0x30, 3, 2, 1, 5, 0], number), Err(DerError::TrailingData));
    }

    #[test]
    fn a_bit_string_says_how_many_bits_of_its_last_octet_are_unused() {
        assert_eq!(bit_string(&[0]), Ok((&[][..], 0)));
        assert_eq!(bit_string(&[0, 0xff]), Ok((&[0xff][..], 0)));
        assert_eq!(bit_string(&[4, 0xff, 0xf0]), Ok((&[0xff, 0xf0][..], 4)));
        for contents in [&[][..], &[4, 0xff, 0xf8], &[8, 0], &[9, 0xff, 0]] {
            assert_eq!(bit_string(contents), Err(DerError::Value), "{contents:02x?}");
        }
    }

    #[test]
    fn faults_are_told_in_words() {
        for (error, expect) in [
            (DerError::Truncated, "the encoding ends early"),
            (DerError::Length, "a length is not DER (indefinite, not minimal or too long)"),
            (DerError::UnexpectedTag { expected: 0x30, found: 0x02 }, "tag 0x02 where 0x30 belongs"),
            (DerError::UnsupportedTag, "a tag number above 30"),
            (DerError::TrailingData, "octets follow the end of the value"),
            (DerError::Value, "the contents are not a value of the type"),
            (DerError::Empty, "a sequence that needs an element is empty"),
        ] {
            assert_eq!(error.to_string(), expect);
        }
    }
}
