//! Certificates that are signed with SHA-1, for real: by a key of the testkit's pool.

use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::ecdsa::{DerSignature, SigningKey};
use sha1::{Digest as _, Sha1};
use verifail_testkit::world::KeyId;

/// The same certificate with a signature that is what its algorithm, ecdsa-with-SHA1, says. `None` where it is no
/// certificate.
pub(super) fn signed_with_sha1(der: &[u8], signer: KeyId) -> Option<Vec<u8>> {
    let (certificate, _) = element(der)?;
    let (contents, rest) = element(certificate.get(header(certificate)?..)?)?;
    let (algorithm, _) = element(rest)?;
    // The pool's keys on P-256 are made of a number.
    let key = SigningKey::from_slice(&[signer.checked_add(1)?; 32]).ok()?;
    let signature: DerSignature = key.sign_prehash(&Sha1::digest(contents)).ok()?;
    let bits = [&[0_u8][..], signature.as_bytes()].concat();
    Some(enclosed(0x30, &[contents, algorithm, &enclosed(0x03, &bits)[..]].concat()))
}

/// An element, header included, and what follows it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let header = header(der)?;
    let length = match der.get(1..header)? {
        [length] => usize::from(*length),
        [_, octets @ ..] => octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet)),
        [] => return None,
    };
    der.split_at_checked(header + length)
}

/// Octets of tag and length.
fn header(der: &[u8]) -> Option<usize> {
    let length = *der.get(1)?;
    Some(2 + if length < 0x80 { 0 } else { usize::from(length & 0x7f) })
}

fn enclosed(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len().to_be_bytes();
    let significant = &length[length.iter().take_while(|octet| **octet == 0).count()..];
    let mut der = vec![tag];
    match contents.len() {
        short @ 0..0x80 => der.push(short as u8),
        _ => {
            der.push(0x80 | significant.len() as u8);
            der.extend_from_slice(significant);
        }
    }
    der.extend_from_slice(contents);
    der
}

#[cfg(test)]
mod tests {
    use verifail::{Certificate, Reason};

    #[test]
    fn a_signature_with_sha_1_verifies_and_is_weak() {
        let presented = super::super::Presented::by(|world| {
            world.end_entity.signature = verifail_testkit::world::SignatureForm::Sha1;
        });
        let chain: Vec<_> = presented.identity.chain.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
        let anchors = presented.anchors.iter().map(|der| verifail::TrustAnchor::from_der(der).unwrap()).collect();
        let policy = verifail::Policy::named("rustls").unwrap();
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let time = verifail::Time::from_unix_seconds(i64::try_from(now).unwrap());
        let inputs = verifail::Inputs::server(time, "localhost".parse().unwrap());
        let verifier = verifail::Verifier::new(policy, &anchors, verifail::algorithms::all());
        let verdict = verifier.verify(&chain[0], &chain[1..], &inputs);
        assert_eq!(verdict.reasons(), [Reason::WeakSignature]);
    }
}
