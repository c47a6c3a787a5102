//! DSA: FIPS 186-4 signatures on old certification paths, verified so that *wrong* is told from *not accepted*.
//!
//! A DSA key may leave out its domain parameters and inherit its issuer's (RFC 3279 section 2.3.2), so they are an
//! argument of their own and this cannot be a `SignatureVerificationAlgorithm`, which sees one key only. Walking up to
//! the key that has the parameters is path validation's.
//!
//! The parameters come from the certificate, that is from whoever wrote it. Exponentiation costs the cube of the
//! length of p, so lengths are checked before any arithmetic. Whether p and q are prime is not checked: only the owner
//! of a key could gain from choosing them badly, and what they would gain is signatures they can make anyway.

use dsa::signature::hazmat::PrehashVerifier;
use dsa::{BoxedUint, Components, Signature, VerifyingKey};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256};

use crate::der::{self, DerError, Reader, tag};
use crate::oid;

/// Bits of p that are worked with. The lower end is the shortest length FIPS 186 ever had; the upper end is where
/// FIPS 186-4 section 4.2 stops, and costs some 30 ms a signature.
const PRIME_BITS: std::ops::RangeInclusive<usize> = 512..=3072;

/// Bits of q that are worked with: FIPS 186-4 section 4.2 has 160, 224 and 256.
///
/// The upper end also keeps a product of two residues of q below p, which the arithmetic behind this relies on.
const SUBPRIME_BITS: std::ops::RangeInclusive<usize> = 160..=256;

/// Why a DSA signature was not found valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DsaFailure {
    /// The signature algorithm is not DSA with SHA-1, SHA-224 or SHA-256.
    UnsupportedAlgorithm,
    /// The domain parameters do not decode, have unsupported lengths, or are no DSA parameters.
    Parameters,
    /// The public key does not decode, or is none under these parameters.
    PublicKey,
    /// The signature does not decode, or does not verify.
    Signature,
}

/// Verifies `signature` (a Dss-Sig-Value) over `message`.
///
/// `signature_algorithm` is the OID's contents; `parameters` the contents of the Dss-Parms SEQUENCE (p, q, g), the
/// key's own or inherited; `public_key` the octets of the subjectPublicKey BIT STRING (an INTEGER).
/// <https://www.rfc-editor.org/rfc/rfc3279#section-2.2.2>, <https://www.rfc-editor.org/rfc/rfc5758#section-3.1>
pub(crate) fn verify(
    signature_algorithm: &[u8],
    parameters: &[u8],
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), DsaFailure> {
    let digest = digest(signature_algorithm, message).ok_or(DsaFailure::UnsupportedAlgorithm)?;
    let components = components(parameters).ok_or(DsaFailure::Parameters)?;
    let key = verifying_key(components, public_key).ok_or(DsaFailure::PublicKey)?;
    let signature = signature_value(signature).ok_or(DsaFailure::Signature)?;
    key.verify_prehash(&digest, &signature).map_err(|_| DsaFailure::Signature)
}

fn digest(signature_algorithm: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    match signature_algorithm {
        oid::SHA1_WITH_DSA => Some(Sha1::digest(message).to_vec()),
        oid::SHA224_WITH_DSA => Some(Sha224::digest(message).to_vec()),
        oid::SHA256_WITH_DSA => Some(Sha256::digest(message).to_vec()),
        _ => None,
    }
}

fn components(parameters: &[u8]) -> Option<Components> {
    let mut fields = Reader::new(parameters);
    let (p, q, g) = (natural(&mut fields).ok()?, natural(&mut fields).ok()?, natural(&mut fields).ok()?);
    fields.finish().ok()?;
    if !PRIME_BITS.contains(&bits(p)) || !SUBPRIME_BITS.contains(&bits(q)) || bits(g) > bits(p) {
        return None;
    }
    // An even q has no inverses to speak of; p is tested for oddness by the constructor.
    if q.last()? & 1 == 0 {
        return None;
    }
    Components::from_components_unchecked(uint(p, bits(p))?, uint(q, bits(q))?, uint(g, bits(p))?).ok()
}

fn verifying_key(components: Components, public_key: &[u8]) -> Option<VerifyingKey> {
    let mut value = Reader::new(public_key);
    let y = natural(&mut value).ok()?;
    value.finish().ok()?;
    let width = usize::try_from(components.p().bits_precision()).ok()?;
    let y = uint(y, width)?;
    // The constructor tests y ≥ 2 and y^q = 1 (mod p), for a y below p.
    if y >= **components.p() { None } else { VerifyingKey::from_components(components, y).ok() }
}

fn signature_value(signature: &[u8]) -> Option<Signature> {
    let mut fields = Reader::new(der::only(signature, tag::SEQUENCE).ok()?);
    let (r, s) = (natural(&mut fields).ok()?, natural(&mut fields).ok()?);
    fields.finish().ok()?;
    // Both are below q in a valid signature.
    if bits(r).max(bits(s)) > *SUBPRIME_BITS.end() {
        return None;
    }
    Signature::from_components(uint(r, bits(r))?, uint(s, bits(s))?)
}

/// The magnitude of a non-negative INTEGER, without its sign octet.
fn natural<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], DerError> {
    match reader.expect(tag::INTEGER)?.contents {
        [0] => Ok(&[]),
        [0, rest @ ..] if rest.first().is_some_and(|b| b & 0x80 != 0) => Ok(rest),
        magnitude @ [1..=0x7f, ..] => Ok(magnitude),
        _ => Err(DerError::Value),
    }
}

fn bits(magnitude: &[u8]) -> usize {
    magnitude.first().map_or(0, |first| magnitude.len() * 8 - first.leading_zeros() as usize)
}

/// A number of `width` bits of precision, rounded up to whole limbs: operands of one modulus need the same.
fn uint(magnitude: &[u8], width: usize) -> Option<BoxedUint> {
    BoxedUint::from_be_slice(magnitude, u32::try_from(width).ok()?).ok()
}

#[cfg(test)]
mod tests;
