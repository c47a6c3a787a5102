//! Keys as Go reads them: parameters to the letter, numbers in range. Whether a point lies on its curve is not
//! computed.

use super::{integer, machine_integer};
use crate::certificate::{Curve, KeyKind, PublicKeyInfo};
use crate::der::{self, DerError, Reader, tag};
use crate::oid;

const NULL: &[u8] = &[0x05, 0x00];
/// What `id-ml-dsa-44`, `-65` and `-87` begin with. <https://www.rfc-editor.org/rfc/rfc9881#section-2>
const ML_DSA: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3];

pub(super) fn read(key: &PublicKeyInfo<'_>) -> Result<(), DerError> {
    if key.kind() == KeyKind::UnreadableRsa {
        // Reported whoever reads.
        return Ok(());
    }
    let (id, parameters) = key.algorithm_and_parameters().ok_or(DerError::Value)?;
    let bare = |octets: usize| parameters.is_empty() && key.key().len() == octets;
    let readable = match id {
        oid::RSA_ENCRYPTION => parameters == NULL && rsa(key.key()).is_ok(),
        oid::EC_PUBLIC_KEY => match key.kind() {
            KeyKind::Ec(Curve::P224) => is_uncompressed(key.key(), 28),
            KeyKind::Ec(Curve::P256) => is_uncompressed(key.key(), 32),
            KeyKind::Ec(Curve::P384) => is_uncompressed(key.key(), 48),
            KeyKind::Ec(Curve::P521) => is_uncompressed(key.key(), 66),
            // Another curve is a kind of key that the policy refuses.
            _ => true,
        },
        oid::ED25519 => bare(32),
        oid::DSA => dsa(key.key(), parameters).is_ok(),
        _ => match id.strip_prefix(ML_DSA) {
            Some([17]) => bare(1_312),
            Some([18]) => bare(1_952),
            Some([19]) => bare(2_592),
            _ => true,
        },
    };
    if readable { Ok(()) } else { Err(DerError::Value) }
}

fn is_uncompressed(point: &[u8], coordinate: usize) -> bool {
    point.first() == Some(&0x04) && point.len() == 1 + 2 * coordinate
}

fn rsa(key: &[u8]) -> Result<(), DerError> {
    let mut numbers = Reader::new(Reader::new(key).expect(tag::SEQUENCE)?.contents);
    positive(numbers.expect(tag::INTEGER)?.contents)?;
    let exponent = numbers.expect(tag::INTEGER)?.contents;
    machine_integer(exponent)?;
    positive(exponent)
}

fn dsa(key: &[u8], parameters: &[u8]) -> Result<(), DerError> {
    positive(Reader::new(key).expect(tag::INTEGER)?.contents)?;
    let mut numbers = Reader::new(der::only(parameters, tag::SEQUENCE)?);
    for _prime_order_generator in 0..3 {
        positive(numbers.expect(tag::INTEGER)?.contents)?;
    }
    Ok(())
}

fn positive(contents: &[u8]) -> Result<(), DerError> {
    integer(contents)?;
    if contents == [0] || contents.first().is_some_and(|first| first & 0x80 != 0) {
        return Err(DerError::Value);
    }
    Ok(())
}
