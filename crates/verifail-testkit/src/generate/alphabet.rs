//! The small alphabets: a handful of values for every field, among them the ones that are easily mistaken for each
//! other. The plainest comes first.

use crate::world::{
    EncodingFault, GeneralName, HOST, KeyForm, KeyId, KeyUsage, Name, Purpose, Reference, Serial, SignatureForm,
};

/// Keys of strangers: no tower has them.
pub const STRANGERS: [KeyId; 2] = [6, 7];

/// Hosts: the one that is asked for, and those around it.
pub const HOSTS: [&str; 10] = [
    HOST,
    "*.example.com",
    "WWW.Example.COM",
    "example.com",
    "api.example.com",
    "www.example.net",
    "*.com",
    "w*.example.com",
    "a.www.example.com",
    "www.example.com.",
];

/// Bases of DNS constraints.
pub const DNS_BASES: [&str; 7] = ["example.com", HOST, "com", "", "EXAMPLE.com", "example.net", ".example.com"];

/// 192.0.2.1, the address of the alphabet.
pub const IPV4: [u8; 4] = [192, 0, 2, 1];
/// 2001:db8::1.
pub const IPV6: [u8; 16] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// ::ffff:192.0.2.1, which is not [`IPV4`].
pub const MAPPED: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1];

/// Serial numbers.
pub const SERIALS: [Serial; 8] = [
    Serial::Number(1),
    Serial::Number(0x7f),
    Serial::Number(0x80),
    Serial::Number(u64::MAX),
    Serial::Number(0x8000),
    Serial::Zero,
    Serial::Negative,
    Serial::TooLong,
];

/// What may be wrong with a signature.
pub const SIGNATURES: [SignatureForm; 6] = [
    SignatureForm::Sound,
    SignatureForm::Tampered,
    SignatureForm::Sha1,
    SignatureForm::UnknownAlgorithm,
    SignatureForm::InnerAlgorithmDiffers,
    SignatureForm::Empty,
];

/// How keys are written.
pub const KEY_FORMS: [KeyForm; 8] = [
    KeyForm::Plain,
    KeyForm::ExplicitParameters,
    KeyForm::OtherCurve,
    KeyForm::ShortRsa,
    KeyForm::LongRsa,
    KeyForm::Ed448,
    KeyForm::UnknownAlgorithm,
    KeyForm::Unreadable,
];

/// Faults of the octets.
pub const ENCODING_FAULTS: [EncodingFault; 13] = [
    EncodingFault::BadKeyUsage,
    EncodingFault::BadSubjectAltName,
    EncodingFault::BadBasicConstraints,
    EncodingFault::BadExtendedKeyUsage,
    EncodingFault::BadNameConstraints,
    EncodingFault::DuplicateBasicConstraints,
    EncodingFault::DuplicateSubjectAltName,
    EncodingFault::DuplicateUnknownExtension,
    EncodingFault::BerBoolean,
    EncodingFault::ExplicitDefault,
    EncodingFault::PaddedSerial,
    EncodingFault::LongFormLength,
    EncodingFault::TimeWithoutSeconds,
];

/// Sets of key purposes, as they are found together.
pub const PURPOSES: [&[Purpose]; 11] = [
    &[Purpose::ServerAuth],
    &[Purpose::ServerAuth, Purpose::ClientAuth],
    &[Purpose::ClientAuth, Purpose::ServerAuth],
    &[Purpose::Any],
    &[Purpose::ServerAuth, Purpose::Any],
    &[Purpose::ClientAuth],
    &[Purpose::CodeSigning],
    &[Purpose::OcspSigning, Purpose::ServerAuth],
    &[Purpose::ServerGatedCrypto],
    &[Purpose::Unknown],
    &[],
];

/// Sets of key usages.
pub const USAGES: [u16; 8] = [
    KeyUsage::DIGITAL_SIGNATURE,
    KeyUsage::KEY_CERT_SIGN | KeyUsage::CRL_SIGN,
    KeyUsage::KEY_CERT_SIGN,
    KeyUsage::KEY_CERT_SIGN | KeyUsage::DIGITAL_SIGNATURE | KeyUsage::CRL_SIGN,
    KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT,
    KeyUsage::KEY_AGREEMENT,
    KeyUsage::CRL_SIGN,
    0,
];

/// A presented identifier or any other general name.
pub fn general_name(number: u32) -> GeneralName {
    match number % 21 {
        n @ 0..=9 => GeneralName::dns(HOSTS[n as usize]),
        10 => GeneralName::Ip(IPV4.to_vec()),
        11 => GeneralName::Ip(IPV6.to_vec()),
        12 => GeneralName::Ip(MAPPED.to_vec()),
        13 => GeneralName::Email("user@example.com".into()),
        14 => GeneralName::Uri("https://www.example.com/".into()),
        15 => GeneralName::Directory(Name::common(HOST)),
        16 => GeneralName::Other("other".into()),
        17 => GeneralName::EdiParty("party".into()),
        18 => GeneralName::RegisteredId(1),
        // An address is no host below a wildcard.
        19 => GeneralName::dns("*.0.2.1"),
        _ => GeneralName::X400,
    }
}

/// A base of a subtree.
pub fn subtree(number: u32) -> GeneralName {
    match number % 17 {
        n @ 0..=6 => GeneralName::dns(DNS_BASES[n as usize]),
        7 => GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]),
        8 => GeneralName::Ip(vec![198, 51, 100, 0, 255, 255, 255, 0]),
        9 => GeneralName::Ip(IPV6.iter().copied().chain([0xff; 16]).collect()),
        10 => GeneralName::Email("example.com".into()),
        11 => GeneralName::Uri(".example.com".into()),
        12 => GeneralName::Directory(Name::common(HOST)),
        13 => GeneralName::Directory(Name::common("CA 1")),
        14 => GeneralName::Other("other".into()),
        15 => GeneralName::Uri(".example.net".into()),
        _ => GeneralName::RegisteredId(1),
    }
}

/// A reference identifier.
pub fn reference(number: u32) -> Option<Reference> {
    match number % 12 {
        0 => Some(Reference::Dns(HOST.into())),
        1 => None,
        2 => Some(Reference::Dns("WWW.Example.COM".into())),
        3 => Some(Reference::Dns("www.example.com.".into())),
        4 => Some(Reference::Dns("example.com".into())),
        5 => Some(Reference::Dns("a.www.example.com".into())),
        6 => Some(Reference::Dns("api.example.com".into())),
        7 => Some(Reference::Dns("www.example.net".into())),
        8 => Some(Reference::Ip(IPV4.to_vec())),
        9 => Some(Reference::Ip(IPV6.to_vec())),
        10 => Some(Reference::Ip(MAPPED.to_vec())),
        _ => Some(Reference::Ip(vec![198, 51, 100, 1])),
    }
}
