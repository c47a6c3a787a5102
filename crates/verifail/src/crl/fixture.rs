//! CRLs and certificates written by hand for tests: well-formed or broken on purpose, with signatures nobody made.

use crate::der::tag;
use crate::oid;

/// AlgorithmIdentifier contents: Ed25519.
pub(crate) const ALGORITHM: &[u8] = &[0x06, 3, 0x2b, 0x65, 112];

/// One element.
pub(crate) fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).unwrap().to_be_bytes();
    let header = match contents.len() {
        0..=0x7f => vec![tag, length[3]],
        0x80..=0xff => vec![tag, 0x81, length[3]],
        0x100..=0xffff => vec![tag, 0x82, length[2], length[3]],
        _ => vec![tag, 0x84, length[0], length[1], length[2], length[3]],
    };
    [header, contents.to_vec()].concat()
}

pub(crate) fn sequence(elements: &[Vec<u8>]) -> Vec<u8> {
    tlv(tag::SEQUENCE, &elements.concat())
}

/// The contents of an RDN's SET: one common name.
pub(crate) fn rdn(common_name: &str) -> Vec<u8> {
    sequence(&[tlv(tag::OID, oid::COMMON_NAME), tlv(tag::UTF8_STRING, common_name.as_bytes())])
}

/// A Name of one common name after another.
pub(crate) fn name(common_names: &[&str]) -> Vec<u8> {
    sequence(&common_names.iter().map(|value| tlv(tag::SET, &rdn(value))).collect::<Vec<_>>())
}

/// `directoryName [4]`.
pub(crate) fn directory_name(common_names: &[&str]) -> Vec<u8> {
    tlv(tag::context_constructed(4), &name(common_names))
}

/// `uniformResourceIdentifier [6]`.
pub(crate) fn uri(text: &str) -> Vec<u8> {
    tlv(tag::context(6), text.as_bytes())
}

pub(crate) fn extension(id: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let flag = if critical { tlv(tag::BOOLEAN, &[0xff]) } else { Vec::new() };
    sequence(&[tlv(tag::OID, id), flag, tlv(tag::OCTET_STRING, value)])
}

/// cRLNumber.
pub(crate) fn crl_number(number: u8) -> Vec<u8> {
    extension(oid::CRL_NUMBER, false, &tlv(tag::INTEGER, &[number]))
}

/// deltaCRLIndicator.
pub(crate) fn delta_indicator(base: u8) -> Vec<u8> {
    extension(oid::DELTA_CRL_INDICATOR, true, &tlv(tag::INTEGER, &[base]))
}

/// issuingDistributionPoint from its fields.
pub(crate) fn scope(fields: &[Vec<u8>]) -> Vec<u8> {
    extension(oid::ISSUING_DISTRIBUTION_POINT, true, &sequence(fields))
}

/// `distributionPoint [0]` with fullName, in a certificate or a CRL.
pub(crate) fn full_name(names: &[Vec<u8>]) -> Vec<u8> {
    tlv(tag::context_constructed(0), &tlv(tag::context_constructed(0), &names.concat()))
}

/// `distributionPoint [0]` with nameRelativeToCRLIssuer.
pub(crate) fn relative_name(common_name: &str) -> Vec<u8> {
    tlv(tag::context_constructed(0), &tlv(tag::context_constructed(1), &rdn(common_name)))
}

/// A BOOLEAN field `[n]` that is TRUE.
pub(crate) fn flag(n: u8) -> Vec<u8> {
    tlv(tag::context(n), &[0xff])
}

/// ReasonFlags as field `[n]`: bits 0 to 7, most significant first.
pub(crate) fn reasons(n: u8, bits: u8) -> Vec<u8> {
    tlv(tag::context(n), &[u8::try_from(bits.trailing_zeros().min(7)).unwrap(), bits])
}

/// reasonCode.
pub(crate) fn reason_code(code: u8) -> Vec<u8> {
    extension(oid::REASON_CODE, false, &tlv(tag::ENUMERATED, &[code]))
}

/// certificateIssuer.
pub(crate) fn certificate_issuer(common_name: &str) -> Vec<u8> {
    extension(oid::CERTIFICATE_ISSUER, true, &sequence(&[directory_name(&[common_name])]))
}

/// A CRL entry of 2026-01-05.
pub(crate) fn entry(serial_number: u8, extensions: &[Vec<u8>]) -> Vec<u8> {
    let extensions = if extensions.is_empty() { Vec::new() } else { sequence(extensions) };
    sequence(&[tlv(tag::INTEGER, &[serial_number]), tlv(tag::UTC_TIME, b"260105000000Z"), extensions])
}

/// A CRL: version 2 of the CA "CA", from 2026-01-01 to 2026-02-01, empty, unless said otherwise.
#[derive(Clone)]
pub(crate) struct Crl {
    pub(crate) version: Option<u8>,
    pub(crate) inner_algorithm: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) this_update: &'static str,
    pub(crate) next_update: Option<&'static str>,
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) extensions: Vec<Vec<u8>>,
    /// Octets of the signature; tests tell CRLs apart by them.
    pub(crate) signature: &'static [u8],
}

impl Default for Crl {
    fn default() -> Self {
        Self {
            version: Some(1),
            inner_algorithm: ALGORITHM.to_vec(),
            issuer: name(&["CA"]),
            this_update: "260101000000Z",
            next_update: Some("260201000000Z"),
            entries: Vec::new(),
            extensions: Vec::new(),
            signature: b"CA",
        }
    }
}

impl Crl {
    pub(crate) fn der(&self) -> Vec<u8> {
        let time = |text: &str| tlv(tag::UTC_TIME, text.as_bytes());
        let list = |elements: &[Vec<u8>]| {
            if elements.is_empty() { Vec::new() } else { sequence(elements) }
        };
        let extensions = list(&self.extensions);
        let tbs = sequence(&[
            self.version.map(|version| tlv(tag::INTEGER, &[version])).unwrap_or_default(),
            tlv(tag::SEQUENCE, &self.inner_algorithm),
            self.issuer.clone(),
            time(self.this_update),
            self.next_update.map(time).unwrap_or_default(),
            list(&self.entries),
            if extensions.is_empty() { extensions } else { tlv(tag::context_constructed(0), &extensions) },
        ]);
        let signature = [&[0], self.signature].concat();
        sequence(&[tbs, tlv(tag::SEQUENCE, ALGORITHM), tlv(tag::BIT_STRING, &signature)])
    }
}

/// A version 3 certificate with these extensions, and an Ed25519 key of 32 octets `key`.
pub(crate) fn certificate(
    issuer: &[&str],
    subject: &[&str],
    serial_number: u8,
    key: u8,
    extensions: &[Vec<u8>],
) -> Vec<u8> {
    let algorithm = tlv(tag::SEQUENCE, ALGORITHM);
    let validity = sequence(&[tlv(tag::UTC_TIME, b"250101000000Z"), tlv(tag::UTC_TIME, b"300101000000Z")]);
    let extensions = match extensions {
        [] => Vec::new(),
        some => tlv(tag::context_constructed(3), &sequence(some)),
    };
    let tbs = sequence(&[
        tlv(tag::context_constructed(0), &tlv(tag::INTEGER, &[2])),
        tlv(tag::INTEGER, &[serial_number]),
        algorithm.clone(),
        name(issuer),
        validity,
        name(subject),
        sequence(&[algorithm.clone(), tlv(tag::BIT_STRING, &[&[0][..], &[key; 32]].concat())]),
        extensions,
    ]);
    sequence(&[tbs, algorithm, tlv(tag::BIT_STRING, &[0; 65])])
}
