//! Held against the parser: what is read here, the parser reads to the same certificate.

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, DnValue, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};

use super::*;

/// Certificates of every ordinary shape: with and without extensions, other text types, other algorithms, dates of
/// either notation.
fn pool() -> Vec<Vec<u8>> {
    let mut pool = Vec::new();
    for algorithm in [&rcgen::PKCS_ECDSA_P256_SHA256, &rcgen::PKCS_ED25519, &rcgen::PKCS_RSA_SHA256] {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let mut ca = CertificateParams::default();
        ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        ca.distinguished_name = rcgen::DistinguishedName::new();
        ca.distinguished_name.push(DnType::CountryName, DnValue::PrintableString("NL".try_into().unwrap()));
        ca.distinguished_name.push(DnType::OrganizationName, "Überprüfung");
        ca.distinguished_name.push(DnType::CommonName, DnValue::Ia5String("Example CA".try_into().unwrap()));
        ca.not_after = rcgen::date_time_ymd(2050, 1, 1);
        pool.push(ca.self_signed(&key).unwrap().der().to_vec());
        let mut server = CertificateParams::new(vec!["example.com".to_owned()]).unwrap();
        server.use_authority_key_identifier_extension = true;
        let mut unknown = CustomExtension::from_oid_content(&[2, 5, 29, 99], vec![5, 0]);
        unknown.set_criticality(true);
        server.custom_extensions = vec![unknown];
        let issuer = Issuer::from_params(&ca, &key);
        pool.push(server.signed_by(&key, &issuer).unwrap().der().to_vec());
        let mut bare = CertificateParams::default();
        bare.distinguished_name = rcgen::DistinguishedName::new();
        pool.push(bare.signed_by(&key, &issuer).unwrap().der().to_vec());
    }
    pool
}

/// `true` when read here.
fn check(der: &[u8]) -> bool {
    let Some(ordinary) = read(der) else { return false };
    assert_eq!(Some(ordinary), Certificate::parse(der), "{der:02x?}");
    true
}

#[test]
fn ordinary_certificates_are_read_without_the_parser_and_as_it_reads_them() {
    for der in pool() {
        assert!(check(&der), "{der:02x?}");
    }
}

#[test]
fn with_any_octet_changed_nothing_is_read_that_the_parser_reads_otherwise() {
    let mut read = 0;
    for (number, mut der) in pool().into_iter().enumerate() {
        for at in 0..der.len() {
            let own = der[at];
            let some = [0, 1, 0x7f, 0x80, 0xff, own ^ 1, own ^ 0x20, own.wrapping_add(1), own.wrapping_sub(1)];
            // Certificates and their octets are much alike: one of them with every value.
            let values = if number == 1 { &EVERY[..] } else { &some };
            for value in values {
                der[at] = *value;
                read += usize::from(check(&der));
            }
            der[at] = own;
        }
    }
    assert!(read > 50_000, "{read}");
}

#[test]
fn with_any_octet_left_out_or_doubled_nothing_is_read_that_the_parser_reads_otherwise() {
    for der in pool() {
        for at in 0..der.len() {
            let (before, after) = der.split_at(at);
            check(&[before, &after[1..]].concat());
            check(&[before, &after[..1], after].concat());
            check(before);
        }
    }
}

const EVERY: [u8; 256] = {
    let mut every = [0; 256];
    let mut at = 0;
    while at < every.len() {
        every[at] = at as u8;
        at += 1;
    }
    every
};

#[test]
fn a_version_under_another_tag_than_integer_is_a_defect_though_the_parser_reads_it() {
    let der = pool().remove(0);
    let version = [0xa0, 3, tag::INTEGER, 1, 2];
    let at = der.windows(version.len()).position(|octets| octets == version).unwrap();
    for class in [0x40, 0x80, 0xc0] {
        let mut other = der.clone();
        other[at + 2] = class | tag::INTEGER;
        let certificate = Certificate::from_der(&other).unwrap();
        let fields: Vec<_> = certificate.defects().iter().map(|defect| defect.field.clone()).collect();
        assert_eq!(fields, [crate::Field::Version], "{class:02x}");
    }
}
