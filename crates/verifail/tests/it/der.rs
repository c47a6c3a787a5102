//! DER written by hand: elements, names, times and the extensions that tests put into certificates. Nothing here signs.

/// One element.
pub(crate) fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let octets = length.to_be_bytes();
    let significant: Vec<u8> = octets.iter().copied().skip_while(|octet| *octet == 0).collect();
    let mut out = vec![tag];
    if length < 0x80 {
        out.push(length as u8);
    } else {
        out.push(0x80 | significant.len() as u8);
        out.extend(significant);
    }
    out.extend(contents);
    out
}

pub(crate) fn sequence<B: AsRef<[u8]>>(elements: &[B]) -> Vec<u8> {
    tlv(0x30, &concat(elements))
}

pub(crate) fn concat<B: AsRef<[u8]>>(elements: &[B]) -> Vec<u8> {
    elements.iter().flat_map(|element| element.as_ref().to_vec()).collect()
}

pub(crate) fn object_identifier(contents: &[u8]) -> Vec<u8> {
    tlv(0x06, contents)
}

/// A non-negative INTEGER from big-endian octets.
pub(crate) fn unsigned(octets: &[u8]) -> Vec<u8> {
    let mut contents: Vec<u8> = octets.iter().copied().skip_while(|octet| *octet == 0).collect();
    if contents.first().is_none_or(|first| first & 0x80 != 0) {
        contents.insert(0, 0);
    }
    tlv(0x02, &contents)
}

pub(crate) fn bit_string(octets: &[u8]) -> Vec<u8> {
    let mut contents = vec![0];
    contents.extend(octets);
    tlv(0x03, &contents)
}

/// An instant `YYYYMMDDhhmmssZ` as UTCTime up to 2049, as GeneralizedTime after.
pub(crate) fn time(text: &str) -> Vec<u8> {
    match text.strip_prefix("20").filter(|_| text < "2050") {
        Some(short) => tlv(0x17, short.as_bytes()),
        None => tlv(0x18, text.as_bytes()),
    }
}

/// A Name of one common name; the empty text is the empty Name.
pub(crate) fn name(common_name: &str) -> Vec<u8> {
    if common_name.is_empty() {
        return sequence::<&[u8]>(&[]);
    }
    attribute(oid::COMMON_NAME, 0x0c, common_name.as_bytes())
}

/// A Name of one attribute, with its value under any tag.
pub(crate) fn attribute(kind: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    let pair = sequence(&[object_identifier(kind), tlv(tag, value)]);
    sequence(&[tlv(0x31, &pair)])
}

/// One extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extension {
    pub(crate) id: Vec<u8>,
    pub(crate) critical: bool,
    pub(crate) value: Vec<u8>,
}

impl Extension {
    pub(crate) fn new(id: &[u8], critical: bool, value: Vec<u8>) -> Self {
        Self { id: id.to_vec(), critical, value }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let critical = if self.critical { tlv(0x01, &[0xff]) } else { Vec::new() };
        sequence(&[object_identifier(&self.id), critical, tlv(0x04, &self.value)])
    }
}

pub(crate) fn basic_constraints(ca: bool, path_length: Option<u8>) -> Extension {
    let flag = if ca { tlv(0x01, &[0xff]) } else { Vec::new() };
    let limit = path_length.map_or(Vec::new(), |limit| unsigned(&[limit]));
    Extension::new(oid::BASIC_CONSTRAINTS, true, sequence(&[flag, limit]))
}

pub(crate) const DIGITAL_SIGNATURE: u16 = 0x8000;
pub(crate) const CRL_SIGN: u16 = 0x0200;
pub(crate) const KEY_CERT_SIGN: u16 = 0x0400;

/// keyUsage from its bits, the first of them the most significant.
pub(crate) fn key_usage(bits: u16) -> Extension {
    let octets: Vec<u8> = bits.to_be_bytes().into_iter().take(if bits & 0xff == 0 { 1 } else { 2 }).collect();
    let unused = octets.last().map_or(0, |last| last.trailing_zeros().min(7)) as u8;
    let contents = if bits == 0 { vec![0] } else { concat(&[vec![unused], octets]) };
    Extension::new(oid::KEY_USAGE, true, tlv(0x03, &contents))
}

pub(crate) fn extended_key_usage(purposes: &[&[u8]]) -> Extension {
    let list: Vec<_> = purposes.iter().map(|id| object_identifier(id)).collect();
    Extension::new(oid::EXTENDED_KEY_USAGE, false, sequence(&list))
}

pub(crate) fn subject_key_identifier(identifier: &[u8]) -> Extension {
    Extension::new(oid::SUBJECT_KEY_IDENTIFIER, false, tlv(0x04, identifier))
}

pub(crate) fn authority_key_identifier(identifier: &[u8]) -> Extension {
    Extension::new(oid::AUTHORITY_KEY_IDENTIFIER, false, sequence(&[tlv(0x80, identifier)]))
}

/// GeneralName forms.
pub(crate) fn dns(text: &str) -> Vec<u8> {
    tlv(0x82, text.as_bytes())
}

pub(crate) fn ip(octets: &[u8]) -> Vec<u8> {
    tlv(0x87, octets)
}

pub(crate) fn email(text: &str) -> Vec<u8> {
    tlv(0x81, text.as_bytes())
}

pub(crate) fn uri(text: &str) -> Vec<u8> {
    tlv(0x86, text.as_bytes())
}

pub(crate) fn directory(common_name: &str) -> Vec<u8> {
    tlv(0xa4, &name(common_name))
}

pub(crate) fn subject_alt_name(names: &[Vec<u8>]) -> Extension {
    Extension::new(oid::SUBJECT_ALT_NAME, false, sequence(names))
}

/// nameConstraints from GeneralNames; an empty list leaves its field out.
pub(crate) fn name_constraints(permitted: &[Vec<u8>], excluded: &[Vec<u8>]) -> Extension {
    let field = |tag: u8, bases: &[Vec<u8>]| {
        let subtrees: Vec<_> = bases.iter().map(|base| sequence(&[base])).collect();
        if bases.is_empty() { Vec::new() } else { tlv(tag, &concat(&subtrees)) }
    };
    let value = sequence(&[field(0xa0, permitted), field(0xa1, excluded)]);
    Extension::new(oid::NAME_CONSTRAINTS, true, value)
}

pub(crate) fn certificate_policies(policies: &[&[u8]]) -> Extension {
    let list: Vec<_> = policies.iter().map(|id| sequence(&[object_identifier(id)])).collect();
    Extension::new(oid::CERTIFICATE_POLICIES, false, sequence(&list))
}

pub(crate) fn policy_mappings(pairs: &[(&[u8], &[u8])]) -> Extension {
    let list: Vec<_> =
        pairs.iter().map(|(from, to)| sequence(&[object_identifier(from), object_identifier(to)])).collect();
    Extension::new(oid::POLICY_MAPPINGS, true, sequence(&list))
}

/// policyConstraints with requireExplicitPolicy.
pub(crate) fn require_explicit_policy(skip: u8) -> Extension {
    Extension::new(oid::POLICY_CONSTRAINTS, true, sequence(&[tlv(0x80, &[skip])]))
}

/// authorityInfoAccess with one caIssuers address.
pub(crate) fn ca_issuers(url: &str) -> Extension {
    let description = sequence(&[object_identifier(&[0x2b, 6, 1, 5, 5, 7, 0x30, 2]), uri(url)]);
    Extension::new(oid::AUTHORITY_INFO_ACCESS, false, sequence(&[description]))
}

/// An extension that nobody knows.
pub(crate) fn unknown(critical: bool) -> Extension {
    Extension::new(oid::UNKNOWN, critical, tlv(0x05, &[]))
}

/// Contents of the object identifiers that tests write.
pub(crate) mod oid {
    pub(crate) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    pub(crate) const SUBJECT_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 14];
    pub(crate) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
    pub(crate) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
    pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
    pub(crate) const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 20];
    pub(crate) const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 30];
    pub(crate) const CRL_DISTRIBUTION_POINTS: &[u8] = &[0x55, 0x1d, 31];
    pub(crate) const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1d, 32];
    pub(crate) const ANY_POLICY: &[u8] = &[0x55, 0x1d, 32, 0];
    pub(crate) const POLICY_MAPPINGS: &[u8] = &[0x55, 0x1d, 33];
    pub(crate) const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 35];
    pub(crate) const POLICY_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 36];
    pub(crate) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
    pub(crate) const ANY_EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37, 0];
    pub(crate) const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
    pub(crate) const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
    pub(crate) const CLIENT_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
    pub(crate) const CODE_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 3];
    pub(crate) const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
    pub(crate) const OCSP_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 9];
    pub(crate) const ECDSA_WITH_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1];
    pub(crate) const ECDSA_WITH_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    pub(crate) const ED25519: &[u8] = &[0x2b, 0x65, 112];
    pub(crate) const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1];
    pub(crate) const POLICY_ONE: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xfa, 0x21, 1];
    pub(crate) const POLICY_TWO: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xfa, 0x21, 2];
    pub(crate) const UNKNOWN: &[u8] = &[0x2b, 6, 1, 4, 1, 0x83, 0xfa, 0x21, 9];
}
