//! Worlds as octets. The same world always gives the same octets, on every machine, but for real ECDSA: its nonce is
//! random, and a fixed one would be cryptography of our own.
//!
//! Certificates are written by hand, since most of what is tested here no library writes on purpose; signing goes
//! through `rcgen::SigningKey`. `tests/it/rcgen.rs` compares what is written here with what rcgen writes of the same
//! structure.

mod certificate;
mod crl;
pub mod der;
mod extension;
mod general_name;
pub(crate) mod oid;

pub use oid::{policy_id, purpose_id};

use crate::case::Case;
use crate::signing::{self, Scheme};
use crate::world::{CertSpec, CrlSpec, KeyId, Name, Spelling, World};

impl World {
    /// Encodes and signs everything. Certificates that are equal are the same octets, whatever the nonce.
    pub fn materialise(&self) -> Case {
        let scheme = self.scheme;
        let mut known: Vec<(&CertSpec, Vec<u8>)> = Vec::new();
        let mut written = |spec| {
            // Toy signatures have no nonce.
            if !scheme.is_real() {
                return certificate(scheme, spec);
            }
            if let Some((_, der)) = known.iter().find(|(other, _)| *other == spec) {
                return der.clone();
            }
            let der = certificate(scheme, spec);
            known.push((spec, der.clone()));
            der
        };
        Case {
            scheme,
            end_entity: written(&self.end_entity),
            intermediates: self.intermediates.iter().map(&mut written).collect(),
            anchors: self.anchors.iter().map(&mut written).collect(),
            crls: self.crls.iter().map(|spec| crl(scheme, spec)).collect(),
            question: self.question.clone(),
        }
    }
}

/// Encodes and signs one certificate.
pub fn certificate(scheme: Scheme, spec: &CertSpec) -> Vec<u8> {
    certificate::write(scheme, spec)
}

/// Encodes and signs one CRL.
pub fn crl(scheme: Scheme, spec: &CrlSpec) -> Vec<u8> {
    crl::write(scheme, spec)
}

/// The tag of a string type and the contents of a text in it.
pub fn directory_string(text: &str, spelling: Spelling) -> (u8, Vec<u8>) {
    let (tag, contents) = general_name::spelled(text, spelling);
    (tag, contents.into_owned())
}

/// A Name, tag included.
pub fn directory_name(name: &Name) -> Vec<u8> {
    let mut der = der::Der::default();
    general_name::name(&mut der, name);
    der.into_vec()
}

/// The contents of a key's SubjectPublicKeyInfo, as deny lists have them.
pub fn public_key_contents(scheme: Scheme, key: KeyId) -> Vec<u8> {
    let info = signing::public_key_info(scheme, key);
    let header = match info.get(1) {
        Some(0x81) => 3,
        Some(0x82) => 4,
        _ => 2,
    };
    info.get(header..).unwrap_or_default().to_vec()
}

/// The octets of a key identifier.
pub const fn key_identifier(identifier: crate::world::KeyIdentifier) -> [u8; 20] {
    match identifier {
        crate::world::KeyIdentifier::Of(key) => [0x4b ^ key; 20],
        crate::world::KeyIdentifier::Stray(number) => {
            let mut octets = [0x53; 20];
            octets[19] = number;
            octets
        }
    }
}

#[cfg(test)]
mod tests;
