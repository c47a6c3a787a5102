//! Worlds as octets. The same world always gives the same octets, on every machine, but for real ECDSA: its nonce is
//! random, and a fixed one would be cryptography of our own.
//!
//! Certificates are written by hand, since most of what is tested here no library writes on purpose; signing goes through
//! `rcgen::SigningKey`. `tests/it/rcgen.rs` compares what is written here with what rcgen writes of the same structure.

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
    /// Encodes and signs everything.
    pub fn materialise(&self) -> Case {
        Case {
            scheme: self.scheme,
            end_entity: certificate(self.scheme, &self.end_entity),
            intermediates: self.intermediates.iter().map(|spec| certificate(self.scheme, spec)).collect(),
            anchors: self.anchors.iter().map(|spec| certificate(self.scheme, spec)).collect(),
            crls: self.crls.iter().map(|spec| crl(self.scheme, spec)).collect(),
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
