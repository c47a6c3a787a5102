//! keyUsage: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3>

use std::fmt;

use crate::der::{self, DerError, tag};

/// What the key may be used for, one bit a use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUsage {
    /// Bit 0 (digitalSignature) is the lowest here.
    bits: u16,
}

impl KeyUsage {
    /// Signatures other than on certificates and CRLs: TLS 1.3 and (EC)DHE handshakes.
    pub const DIGITAL_SIGNATURE: Self = Self { bits: 1 };
    /// `nonRepudiation`, also called contentCommitment.
    pub const NON_REPUDIATION: Self = Self { bits: 1 << 1 };
    /// RSA key transport.
    pub const KEY_ENCIPHERMENT: Self = Self { bits: 1 << 2 };
    /// Direct encryption of data.
    pub const DATA_ENCIPHERMENT: Self = Self { bits: 1 << 3 };
    /// Static (EC)DH.
    pub const KEY_AGREEMENT: Self = Self { bits: 1 << 4 };
    /// Signatures on certificates.
    pub const KEY_CERT_SIGN: Self = Self { bits: 1 << 5 };
    /// Signatures on CRLs.
    pub const CRL_SIGN: Self = Self { bits: 1 << 6 };
    /// With keyAgreement: only to encipher.
    pub const ENCIPHER_ONLY: Self = Self { bits: 1 << 7 };
    /// With keyAgreement: only to decipher.
    pub const DECIPHER_ONLY: Self = Self { bits: 1 << 8 };

    const NAMES: [&'static str; 9] = [
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "cRLSign",
        "encipherOnly",
        "decipherOnly",
    ];

    pub(crate) fn decode(value: &[u8]) -> Result<Self, DerError> {
        let (octets, _) = der::bit_string(der::only(value, tag::BIT_STRING)?)?;
        let bits = octets
            .iter()
            .take(2)
            .enumerate()
            .fold(0, |bits, (i, octet)| bits | (u16::from(octet.reverse_bits()) << (8 * i)));
        Ok(Self { bits: bits & 0x1ff })
    }

    /// `true` when any of the bits of `other` is set.
    pub const fn intersects(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }

    /// `true` when no bit is set, which RFC 5280 forbids.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Both sets of bits.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    /// The set bits by their ASN.1 names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().enumerate().filter(move |(i, _)| self.bits >> i & 1 == 1).map(|(_, name)| *name)
    }
}

impl fmt::Display for KeyUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no bit");
        }
        for (i, name) in self.names().enumerate() {
            write!(f, "{}{name}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_read_from_the_most_significant_end() {
        let usage = KeyUsage::decode(&[0x03, 0x02, 0x01, 0x06]).unwrap();
        assert_eq!(usage.to_string(), "keyCertSign, cRLSign");
        assert_eq!(KeyUsage::decode(&[0x03, 0x03, 0x07, 0x00, 0x80]).unwrap().to_string(), "decipherOnly");
        assert!(KeyUsage::decode(&[0x03, 0x01, 0x00]).unwrap().is_empty());
        assert!(KeyUsage::decode(&[0x03, 0x02, 0x01, 0x07]).is_err());
    }
}
