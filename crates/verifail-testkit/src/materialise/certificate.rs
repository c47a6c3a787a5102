//! A certificate, written and signed.

use time::OffsetDateTime;

use super::der::Der;
use super::extension::extensions;
use super::general_name::name;
use super::oid;
use crate::signing::{self, Scheme};
use crate::world::{CertSpec, EncodingFault, KeyForm, PublicKey, Serial, SignatureForm};

/// Room for an ordinary certificate.
const ORDINARY: usize = 640;

pub(super) fn write(scheme: Scheme, spec: &CertSpec) -> Vec<u8> {
    let mut out = Der::with_capacity(ORDINARY);
    out.sequence(|der| {
        let start = der.as_slice().len();
        tbs(der, scheme, spec);
        let mut signature = match spec.signature {
            SignatureForm::Empty => Vec::new(),
            _ => signing::sign(scheme, spec.signer, der.as_slice().get(start..).unwrap_or_default()),
        };
        if let Some(last) = signature.last_mut().filter(|_| spec.signature == SignatureForm::Tampered) {
            *last ^= 1;
        }
        algorithm(der, scheme, spec, false);
        der.bit_string(&signature);
    });
    out.into_vec()
}

fn tbs(der: &mut Der, scheme: Scheme, spec: &CertSpec) {
    der.sequence(|der| {
        if spec.version > 1 {
            der.node(0xa0, |der| der.integer(u64::from(spec.version - 1)));
        }
        serial(der, 2, spec.serial, spec.faults.contains(&EncodingFault::PaddedSerial));
        algorithm(der, scheme, spec, true);
        name(der, &spec.issuer);
        let seconds = !spec.faults.contains(&EncodingFault::TimeWithoutSeconds);
        der.sequence(|der| {
            time(der, spec.validity.not_before, seconds);
            time(der, spec.validity.not_after, seconds);
        });
        name(der, &spec.subject);
        public_key(der, scheme, spec.key);
        if spec.unique_id {
            der.octets(0x81, &[0, 1]);
        }
        let mut list = Der::with_capacity(ORDINARY / 2);
        extensions(&mut list, spec);
        if !list.as_slice().is_empty() {
            let padding = usize::from(spec.faults.contains(&EncodingFault::LongFormLength));
            der.node_padded(0xa3, padding, |der| der.sequence(|der| der.raw(list.as_slice())));
        }
    });
}

/// A serial number under any tag.
pub(super) fn serial(der: &mut Der, tag: u8, serial: Serial, padded: bool) {
    let mut contents = [0; 21];
    let contents: &[u8] = match serial {
        Serial::Number(number) => {
            let mut octets = Der::default();
            octets.integer(number);
            // Tag and length are two octets.
            let octets = &octets.as_slice()[2..];
            let start = usize::from(padded);
            contents[start..start + octets.len()].copy_from_slice(octets);
            return der.octets(tag, &contents[..start + octets.len()]);
        }
        Serial::Zero => &[0],
        Serial::Negative => &[0x80, 1],
        Serial::TooLong => {
            contents.fill(0x11);
            &contents
        }
    };
    der.octets(tag, contents);
}

/// The signature's AlgorithmIdentifier, inside what is signed or outside.
fn algorithm(der: &mut Der, scheme: Scheme, spec: &CertSpec, inside: bool) {
    const ECDSA_WITH_SHA1: &[u8] = &[0x30, 9, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1];
    const ED25519: &[u8] = signing::signature_algorithm(Scheme::Ed25519);
    const ECDSA: &[u8] = signing::signature_algorithm(Scheme::P256);
    match spec.signature {
        SignatureForm::Sha1 => der.raw(ECDSA_WITH_SHA1),
        SignatureForm::UnknownAlgorithm => der.sequence(|der| der.object_identifier(oid::NOBODYS)),
        SignatureForm::InnerAlgorithmDiffers if inside => {
            der.raw(if scheme == Scheme::Ed25519 { ECDSA } else { ED25519 });
        }
        _ => der.raw(signing::signature_algorithm(scheme)),
    }
}

/// UTCTime up to 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5).
pub(super) fn time(der: &mut Der, at: i64, seconds: bool) {
    // Years 0 to 9999 have a notation; what is beyond takes the nearest.
    let at = at.clamp(-62_167_219_200, 253_402_300_799);
    let instant = OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let year = instant.year();
    let mut text = [0; 15];
    let fields = [
        (year / 100) as u8,
        (year % 100) as u8,
        u8::from(instant.month()),
        instant.day(),
        instant.hour(),
        instant.minute(),
        instant.second(),
    ];
    for (pair, field) in text.chunks_exact_mut(2).zip(fields) {
        pair[0] = b'0' + field / 10;
        pair[1] = b'0' + field % 10;
    }
    let end = if seconds { 14 } else { 12 };
    text[end] = b'Z';
    let utc = (1950..2050).contains(&year);
    der.octets(if utc { 0x17 } else { 0x18 }, &text[if utc { 2 } else { 0 }..=end]);
}

fn public_key(der: &mut Der, scheme: Scheme, key: PublicKey) {
    const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    const SECP256K1: &[u8] = &[0x2b, 0x81, 4, 0, 10];
    const PRIME_FIELD: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 1, 1];
    const ED448: &[u8] = &[0x2b, 0x65, 0x71];
    let plain = signing::public_key_info(scheme, key.id);
    // The last 64 octets of a P-256 key are the point; of other kinds, octets like any.
    let mut point = [4; 65];
    let tail = plain.len().saturating_sub(64);
    if let Some(tail) = plain.get(tail..).filter(|tail| tail.len() == 64) {
        point[1..].copy_from_slice(tail);
    }
    match key.form {
        KeyForm::Plain => der.raw(plain),
        KeyForm::ExplicitParameters => der.sequence(|der| {
            der.sequence(|der| {
                der.object_identifier(EC_PUBLIC_KEY);
                // Field and order of RFC 3279 section 2.3.5, cut to what shows the form: nothing computes with them.
                der.sequence(|der| {
                    der.integer(1);
                    der.sequence(|der| {
                        der.object_identifier(PRIME_FIELD);
                        der.integer(23);
                    });
                    der.sequence(|der| {
                        der.octets(4, &[1]);
                        der.octets(4, &[1]);
                    });
                    der.octets(4, &point);
                    der.integer(29);
                });
            });
            der.bit_string(&point);
        }),
        KeyForm::OtherCurve => der.sequence(|der| {
            der.sequence(|der| {
                der.object_identifier(EC_PUBLIC_KEY);
                der.object_identifier(SECP256K1);
            });
            der.bit_string(&point);
        }),
        KeyForm::ShortRsa => rsa(der, 1_023, key.id),
        KeyForm::LongRsa => rsa(der, 16_392, key.id),
        KeyForm::Ed448 => der.sequence(|der| {
            der.sequence(|der| der.object_identifier(ED448));
            der.bit_string(&point[..57]);
        }),
        KeyForm::UnknownAlgorithm => der.sequence(|der| {
            der.sequence(|der| der.object_identifier(oid::NOBODYS));
            der.bit_string(&point[..32]);
        }),
        KeyForm::Unreadable => der.sequence(|der| {
            rsa_algorithm(der);
            der.bit_string(&[4, 1, key.id]);
        }),
    }
}

fn rsa_algorithm(der: &mut Der) {
    const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1];
    der.sequence(|der| {
        der.object_identifier(RSA_ENCRYPTION);
        der.raw(&[5, 0]);
    });
}

/// An RSA key of that many bits that nobody has.
fn rsa(der: &mut Der, bits: usize, id: u8) {
    let mut modulus = vec![0xc1 ^ id; bits.div_ceil(8)];
    if let Some(first) = modulus.first_mut() {
        *first = match bits % 8 {
            0 => 0xc1,
            some => (1u8 << (some - 1)) | 1,
        };
    }
    if let Some(last) = modulus.last_mut() {
        *last |= 1;
    }
    if bits.is_multiple_of(8) {
        modulus.insert(0, 0);
    }
    let mut key = Der::with_capacity(modulus.len() + 16);
    key.sequence(|der| {
        der.octets(2, &modulus);
        der.integer(65_537);
    });
    der.sequence(|der| {
        rsa_algorithm(der);
        der.bit_string(key.as_slice());
    });
}
