//! The certificates of a capture, once each. What is malformed is kept as it was presented.

use std::collections::BTreeMap;

use super::MAX_CERTIFICATES;
use crate::certificate::{Certificate, Fingerprint};

/// DER by fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificates(BTreeMap<Fingerprint, Vec<u8>>);

impl Certificates {
    /// Keeps a certificate, unless there are [`MAX_CERTIFICATES`], and returns its name.
    pub fn add(&mut self, der: &[u8]) -> Fingerprint {
        let fingerprint = Fingerprint::of(der);
        if self.0.len() < MAX_CERTIFICATES {
            self.0.entry(fingerprint).or_insert_with(|| der.to_vec());
        }
        fingerprint
    }

    /// The encoding of one, where it was kept.
    pub fn der(&self, fingerprint: Fingerprint) -> Option<&[u8]> {
        self.0.get(&fingerprint).map(Vec::as_slice)
    }

    /// One, where it was kept and can be read.
    pub fn read(&self, fingerprint: Fingerprint) -> Option<Certificate<'_>> {
        Certificate::from_der(self.der(fingerprint)?).ok()
    }

    /// Every certificate with its name.
    pub fn iter(&self) -> impl Iterator<Item = (Fingerprint, &[u8])> {
        self.0.iter().map(|(fingerprint, der)| (*fingerprint, der.as_slice()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(feature = "serde")]
mod encoded {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{BTreeMap, Certificates, Fingerprint, MAX_CERTIFICATES};

    impl Serialize for Certificates {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(fingerprint, der)| (fingerprint, STANDARD.encode(der))))
        }
    }

    impl<'de> Deserialize<'de> for Certificates {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let texts = BTreeMap::<Fingerprint, String>::deserialize(deserializer)?;
            if texts.len() > MAX_CERTIFICATES {
                return Err(D::Error::custom(format_args!("more than {MAX_CERTIFICATES} certificates")));
            }
            let one = |(name, text): (Fingerprint, String)| match STANDARD.decode(text) {
                Ok(der) if Fingerprint::of(&der) == name => Ok((name, der)),
                Ok(_) => Err(D::Error::custom(format_args!("certificate {name} is not what its fingerprint says"))),
                Err(_) => Err(D::Error::custom(format_args!("certificate {name} is no base64"))),
            };
            texts.into_iter().map(one).collect::<Result<_, _>>().map(Self)
        }
    }
}
