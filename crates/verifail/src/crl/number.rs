//! CRL numbers: non-negative integers of up to 20 octets by the profile, any length here, compared as numbers.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-5.2.3>

use std::cmp::Ordering;
use std::fmt;

use crate::der::{self, DerError, tag};

/// The number of a CRL, or the base number of a delta CRL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CrlNumber<'a> {
    /// Big-endian, without leading zero octets.
    magnitude: &'a [u8],
}

impl<'a> CrlNumber<'a> {
    pub(super) fn decode(value: &'a [u8]) -> Result<Self, DerError> {
        match der::only(value, tag::INTEGER)? {
            [0] => Ok(Self { magnitude: &[] }),
            [0, magnitude @ ..] if magnitude.first().is_some_and(|first| first & 0x80 != 0) => Ok(Self { magnitude }),
            magnitude @ [1..=0x7f, ..] => Ok(Self { magnitude }),
            _ => Err(DerError::Value),
        }
    }
}

impl Ord for CrlNumber<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.magnitude.len().cmp(&other.magnitude.len()).then_with(|| self.magnitude.cmp(other.magnitude))
    }
}

impl PartialOrd for CrlNumber<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for CrlNumber<'_> {
    /// Decimal up to 64 bits, else hexadecimal with `0x`, cut at 20 octets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.magnitude.len() <= 8 {
            return write!(f, "{}", self.magnitude.iter().fold(0u64, |n, &octet| (n << 8) | u64::from(octet)));
        }
        f.write_str("0x")?;
        self.magnitude.iter().take(20).try_for_each(|octet| write!(f, "{octet:02x}"))?;
        if self.magnitude.len() > 20 { f.write_str("…") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_and_refuse_negative_and_padded_encodings() {
        let number = |value: &'static [u8]| CrlNumber::decode(value).unwrap();
        let (zero, one, two_octets) = (number(&[2, 1, 0]), number(&[2, 1, 1]), number(&[2, 2, 1, 0]));
        let unsigned = number(&[2, 2, 0, 0xff]);
        assert!(zero < one && one < unsigned && unsigned < two_octets);
        assert_eq!((zero.to_string(), unsigned.to_string()), ("0".to_owned(), "255".to_owned()));
        for value in [&[2, 1, 0x80][..], &[2, 2, 0, 1], &[2, 0], &[2, 1, 1, 0], &[4, 1, 1]] {
            assert!(CrlNumber::decode(value).is_err(), "{value:02x?}");
        }
    }
    #[test]
    fn numbers_print_in_decimal_up_to_64_bits_and_are_cut_at_20_octets() {
        for (magnitude, expect) in [
            (vec![0xff; 8], u64::MAX.to_string()),
            (vec![1, 0], "256".to_owned()),
            (vec![0xab; 9], format!("0x{}", "ab".repeat(9))),
            (vec![0xab; 20], format!("0x{}", "ab".repeat(20))),
            (vec![0xab; 21], format!("0x{}…", "ab".repeat(20))),
        ] {
            assert_eq!(CrlNumber { magnitude: &magnitude }.to_string(), expect);
        }
    }
}
