//! SubjectPublicKeyInfo: algorithm, parameters, and how strong the key is.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7>

use std::fmt;

use crate::der::{self, DerError, Reader, tag};
use crate::oid::{self, ObjectIdentifier};

/// A subject public key as encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKeyInfo<'a> {
    /// The contents of the SubjectPublicKeyInfo's SEQUENCE.
    contents: &'a [u8],
    /// The contents of `algorithm`: an OID and its parameters.
    algorithm: &'a [u8],
    /// The key bits.
    key: &'a [u8],
}

/// The kind of a public key and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA with the length of its modulus in bits.
    Rsa {
        /// Bits of the modulus.
        bits: u32,
    },
    /// RSA whose key does not decode.
    UnreadableRsa,
    /// DSA with the length of its prime, when the parameters are in the certificate.
    Dsa {
        /// Bits of p.
        bits: Option<u32>,
    },
    /// A key on a named curve.
    Ec(Curve),
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// Any other algorithm.
    Unknown,
}

/// A named elliptic curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Curve {
    /// NIST P-192.
    P192,
    /// NIST P-224.
    P224,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// secp256k1.
    Secp256k1,
    /// Another curve, or explicit parameters.
    Unknown,
}

impl<'a> PublicKeyInfo<'a> {
    /// Decodes a whole SubjectPublicKeyInfo.
    pub(crate) fn decode(encoded: &'a [u8]) -> Result<Self, DerError> {
        Self::decode_contents(der::only(encoded, tag::SEQUENCE)?)
    }

    /// Decodes the contents of its SEQUENCE, as `rustls_pki_types::TrustAnchor` has them.
    pub(crate) fn decode_contents(contents: &'a [u8]) -> Result<Self, DerError> {
        let mut fields = Reader::new(contents);
        let algorithm = fields.expect(tag::SEQUENCE)?.contents;
        let (key, unused) = der::bit_string(fields.expect(tag::BIT_STRING)?.contents)?;
        fields.finish()?;
        if unused != 0 {
            return Err(DerError::Value);
        }
        Ok(Self { contents, algorithm, key })
    }

    /// The contents of the SubjectPublicKeyInfo's SEQUENCE, without tag and length.
    pub const fn as_contents(&self) -> &'a [u8] {
        self.contents
    }

    /// The contents of the AlgorithmIdentifier, as signature providers compare it.
    pub const fn algorithm(&self) -> &'a [u8] {
        self.algorithm
    }

    /// The key bits.
    pub const fn key(&self) -> &'a [u8] {
        self.key
    }

    /// The algorithm's OID and the rest of the AlgorithmIdentifier.
    pub(crate) fn algorithm_and_parameters(&self) -> Option<(&'a [u8], &'a [u8])> {
        let mut reader = Reader::new(self.algorithm);
        let id = reader.expect(tag::OID).ok()?.contents;
        Some((id, reader.rest()))
    }

    /// What kind of key it is, and how long.
    pub fn kind(&self) -> KeyKind {
        let Some((id, parameters)) = self.algorithm_and_parameters() else {
            return KeyKind::Unknown;
        };
        match id {
            oid::RSA_ENCRYPTION | oid::RSASSA_PSS => match rsa_modulus_bits(self.key) {
                Ok(bits) => KeyKind::Rsa { bits },
                Err(_) => KeyKind::UnreadableRsa,
            },
            oid::DSA => KeyKind::Dsa { bits: dsa_prime_bits(parameters) },
            oid::EC_PUBLIC_KEY => KeyKind::Ec(match der::only(parameters, tag::OID) {
                Ok(oid::P192) => Curve::P192,
                Ok(oid::P224) => Curve::P224,
                Ok(oid::P256) => Curve::P256,
                Ok(oid::P384) => Curve::P384,
                Ok(oid::P521) => Curve::P521,
                Ok(oid::SECP256K1) => Curve::Secp256k1,
                _ => Curve::Unknown,
            }),
            oid::ED25519 => KeyKind::Ed25519,
            oid::ED448 => KeyKind::Ed448,
            _ => KeyKind::Unknown,
        }
    }

    /// DSA without parameters: they are inherited from the issuer's key (RFC 3279 section 2.3.2).
    pub(crate) fn inherits_parameters(&self) -> bool {
        matches!(self.algorithm_and_parameters(), Some((oid::DSA, parameters)) if der::only(parameters, tag::SEQUENCE).is_err())
    }
}

impl fmt::Display for PublicKeyInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            KeyKind::Unknown => match self.algorithm_and_parameters() {
                Some((id, _)) => write!(f, "{}", ObjectIdentifier::new(id)),
                None => f.write_str("unreadable key"),
            },
            kind => kind.fmt(f),
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits } => write!(f, "RSA-{bits}"),
            Self::UnreadableRsa => f.write_str("RSA (unreadable)"),
            Self::Dsa { bits: Some(bits) } => write!(f, "DSA-{bits}"),
            Self::Dsa { bits: None } => f.write_str("DSA (inherited parameters)"),
            Self::Ec(curve) => f.write_str(match curve {
                Curve::P192 => "P-192",
                Curve::P224 => "P-224",
                Curve::P256 => "P-256",
                Curve::P384 => "P-384",
                Curve::P521 => "P-521",
                Curve::Secp256k1 => "secp256k1",
                Curve::Unknown => "EC (unknown curve)",
            }),
            Self::Ed25519 => f.write_str("Ed25519"),
            Self::Ed448 => f.write_str("Ed448"),
            Self::Unknown => f.write_str("unknown key"),
        }
    }
}

fn rsa_modulus_bits(key: &[u8]) -> Result<u32, DerError> {
    let mut fields = Reader::new(der::only(key, tag::SEQUENCE)?);
    let modulus = fields.expect(tag::INTEGER)?.contents;
    fields.expect(tag::INTEGER)?;
    bits(modulus).ok_or(DerError::Value)
}

fn dsa_prime_bits(parameters: &[u8]) -> Option<u32> {
    let mut fields = Reader::new(der::only(parameters, tag::SEQUENCE).ok()?);
    bits(fields.expect(tag::INTEGER).ok()?.contents)
}

/// Bits of a non-negative INTEGER.
fn bits(contents: &[u8]) -> Option<u32> {
    if contents.first()? & 0x80 != 0 {
        return None;
    }
    let significant = contents.iter().position(|&b| b != 0).map_or(&[][..], |at| &contents[at..]);
    let octets = u32::try_from(significant.len()).ok()?;
    Some(octets.checked_mul(8)? - significant.first().map_or(0, |b| b.leading_zeros()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crl::fixture::{sequence, tlv};

    /// The contents of a SubjectPublicKeyInfo without a key, of an algorithm with these parameters.
    fn contents(algorithm: &[u8], parameters: &[u8]) -> Vec<u8> {
        let identifier = [&[0x06, algorithm.len() as u8], algorithm, parameters].concat();
        [&[0x30, identifier.len() as u8], &identifier[..], &[0x03, 2, 0, 0]].concat()
    }

    #[test]
    fn only_dsa_without_parameters_of_its_own_inherits_them() {
        for (algorithm, parameters, inherits) in [
            (oid::DSA, &b""[..], true),
            (oid::DSA, &[0x05, 0], true),
            (oid::DSA, &[0x30, 3, 0x02, 1, 1], false),
            (oid::ED25519, b"", false),
        ] {
            let contents = contents(algorithm, parameters);
            let key = PublicKeyInfo::decode_contents(&contents).unwrap();
            assert_eq!(key.inherits_parameters(), inherits, "{key}, {parameters:?}");
        }
    }

    /// A SubjectPublicKeyInfo of that algorithm, with these parameters and this key.
    fn info(algorithm: &[u8], parameters: &[u8], key: &[u8]) -> Vec<u8> {
        let identifier = sequence(&[tlv(tag::OID, algorithm), parameters.to_vec()]);
        sequence(&[identifier, tlv(tag::BIT_STRING, &[&[0], key].concat())])
    }

    fn rsa(modulus: &[u8]) -> Vec<u8> {
        sequence(&[tlv(tag::INTEGER, modulus), tlv(tag::INTEGER, &[1, 0, 1])])
    }

    #[test]
    fn the_kind_of_a_key_is_told_by_its_algorithm_and_its_parameters() {
        let curve = |id: &[u8]| tlv(tag::OID, id);
        let dsa = sequence(&[tlv(tag::INTEGER, &[0, 0x80, 0]), tlv(tag::INTEGER, &[3]), tlv(tag::INTEGER, &[2])]);
        let unknown: &[u8] = &[0x2a, 3];
        for (algorithm, parameters, key, kind, printed) in [
            (oid::RSA_ENCRYPTION, vec![5, 0], rsa(&[0, 0xc1, 1]), KeyKind::Rsa { bits: 16 }, "RSA-16"),
            (oid::RSASSA_PSS, vec![], rsa(&[1, 1]), KeyKind::Rsa { bits: 9 }, "RSA-9"),
            (oid::RSA_ENCRYPTION, vec![5, 0], vec![4, 1, 1], KeyKind::UnreadableRsa, "RSA (unreadable)"),
            (oid::RSA_ENCRYPTION, vec![5, 0], rsa(&[0x80]), KeyKind::UnreadableRsa, "RSA (unreadable)"),
            (oid::DSA, dsa, vec![], KeyKind::Dsa { bits: Some(16) }, "DSA-16"),
            (oid::DSA, vec![], vec![], KeyKind::Dsa { bits: None }, "DSA (inherited parameters)"),
            (oid::EC_PUBLIC_KEY, curve(oid::P192), vec![], KeyKind::Ec(Curve::P192), "P-192"),
            (oid::EC_PUBLIC_KEY, curve(oid::P224), vec![], KeyKind::Ec(Curve::P224), "P-224"),
            (oid::EC_PUBLIC_KEY, curve(oid::P256), vec![], KeyKind::Ec(Curve::P256), "P-256"),
            (oid::EC_PUBLIC_KEY, curve(oid::P384), vec![], KeyKind::Ec(Curve::P384), "P-384"),
            (oid::EC_PUBLIC_KEY, curve(oid::P521), vec![], KeyKind::Ec(Curve::P521), "P-521"),
            (oid::EC_PUBLIC_KEY, curve(oid::SECP256K1), vec![], KeyKind::Ec(Curve::Secp256k1), "secp256k1"),
            (oid::EC_PUBLIC_KEY, curve(unknown), vec![], KeyKind::Ec(Curve::Unknown), "EC (unknown curve)"),
            (oid::EC_PUBLIC_KEY, vec![], vec![], KeyKind::Ec(Curve::Unknown), "EC (unknown curve)"),
            (oid::ED25519, vec![], vec![9; 32], KeyKind::Ed25519, "Ed25519"),
            (oid::ED448, vec![], vec![9; 57], KeyKind::Ed448, "Ed448"),
            (unknown, vec![], vec![], KeyKind::Unknown, "1.2.3"),
        ] {
            let encoded = info(algorithm, &parameters, &key);
            let decoded = PublicKeyInfo::decode(&encoded).unwrap();
            assert_eq!((decoded.kind(), decoded.to_string().as_str()), (kind, printed));
            assert_eq!(decoded.key(), key);
            assert_eq!(decoded.algorithm_and_parameters(), Some((algorithm, &parameters[..])));
            assert_eq!(decoded.as_contents(), der::only(&encoded, tag::SEQUENCE).unwrap());
        }
        assert_eq!(KeyKind::Unknown.to_string(), "unknown key");
        let unreadable = sequence(&[tlv(tag::SEQUENCE, &[5, 0]), tlv(tag::BIT_STRING, &[0])]);
        let unreadable = PublicKeyInfo::decode(&unreadable).unwrap();
        assert_eq!((unreadable.kind(), unreadable.to_string().as_str()), (KeyKind::Unknown, "unreadable key"));
    }

    #[test]
    fn the_bits_of_a_number_are_counted_from_its_first_one() {
        for (contents, expect) in [
            (&[0][..], Some(0)),
            (&[1], Some(1)),
            (&[0x7f], Some(7)),
            (&[0, 0x80], Some(8)),
            (&[0, 0xff], Some(8)),
            (&[1, 0], Some(9)),
            (&[0, 0, 1, 0], Some(9)),
            (&[0x40, 0, 0], Some(23)),
            (&[0x80], None),
            (&[0xff, 0], None),
            (&[], None),
        ] {
            assert_eq!(bits(contents), expect, "{contents:02x?}");
        }
    }

    #[test]
    fn a_key_of_whole_octets_is_all_that_is_read() {
        let identifier = sequence(&[tlv(tag::OID, oid::ED25519)]);
        let with = |bits: &[u8]| sequence(&[identifier.clone(), tlv(tag::BIT_STRING, bits)]);
        assert!(PublicKeyInfo::decode(&with(&[0, 0x80])).is_ok());
        assert_eq!(PublicKeyInfo::decode(&with(&[1, 0x80])), Err(DerError::Value));
        let trailing = sequence(&[identifier.clone(), tlv(tag::BIT_STRING, &[0]), vec![5, 0]]);
        assert_eq!(PublicKeyInfo::decode(&trailing), Err(DerError::TrailingData));
    }
}
