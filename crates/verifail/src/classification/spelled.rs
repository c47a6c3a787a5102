//! Numbers as they are spelled in folded texts.

use std::ops::Range;

use super::codes::{Book, Radix};

/// Digits that a number may have.
const DIGITS: usize = 16;

/// A number as it stands in a text.
pub(super) struct Spelled<'t> {
    pub(super) value: i64,
    digits: &'t str,
    pub(super) radix: Radix,
    pub(super) range: Range<usize>,
}

impl<'t> Spelled<'t> {
    /// The number that begins at a place: a sign, `0x`, digits. A run of eight hexadecimal digits is read as such.
    pub(super) fn after(text: &'t [u8], at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        let negative = rest.first() == Some(&b'-');
        let digits = &rest[usize::from(negative)..];
        let marked = digits.starts_with(b"0x");
        let digits = if marked { &digits[2..] } else { digits };
        let len = digits.iter().take(DIGITS + 1).take_while(|digit| digit.is_ascii_hexdigit()).count();
        let decimal = digits[..len].iter().take_while(|digit| digit.is_ascii_digit()).count();
        let hexadecimal = marked || (len == 8 && (decimal < 8 || matches!(digits.first(), Some(b'0' | b'1' | b'8'))));
        let len = if hexadecimal { len } else { decimal };
        if len == 0 || len > DIGITS {
            return None;
        }
        let digits = std::str::from_utf8(digits.get(..len)?).ok()?;
        let radix = if hexadecimal { Radix::Hexadecimal } else { Radix::Decimal };
        // Sixteen digits are an HRESULT whose sign was extended.
        let value = u64::from_str_radix(digits, if hexadecimal { 16 } else { 10 }).ok()?.cast_signed();
        let end = at + usize::from(negative) + if marked { 2 } else { 0 } + len;
        Some(Self { value: if negative { value.wrapping_neg() } else { value }, digits, radix, range: at..end })
    }

    /// The number that ends at a place.
    pub(super) fn before(text: &'t [u8], end: usize) -> Option<Self> {
        let before = text.get(..end)?;
        let begins = |octet: &u8| octet.is_ascii_hexdigit() || matches!(octet, b'x' | b'-');
        let start = end - before.iter().rev().take(DIGITS + 3).take_while(|octet| begins(octet)).count();
        Self::after(text, start).filter(|read| read.range.end == end)
    }

    /// Whether it may be the beginning of another number of the book, where the text breaks off behind it.
    pub(super) fn may_go_on(&self, book: &Book) -> bool {
        book.may_go_on(self.digits, self.radix)
    }
}
