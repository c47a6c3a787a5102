//! The certificate as a whole: its bounds, its fields, what its extensions come to, and what is said of a broken one.

use super::*;
use crate::crl::fixture::{self, ALGORITHM, directory_name, extension, full_name, name, sequence, tlv, uri};
use crate::der;

/// The fields of a TBSCertificate, each with tag and length, and what stands behind it.
#[derive(Clone)]
struct Parts {
    version: Vec<u8>,
    serial_number: Vec<u8>,
    algorithm: Vec<u8>,
    issuer: Vec<u8>,
    validity: Vec<u8>,
    subject: Vec<u8>,
    key: Vec<u8>,
    after_key: Vec<u8>,
    outer_algorithm: Vec<u8>,
    signature: Vec<u8>,
}

fn utc(text: &str) -> Vec<u8> {
    tlv(tag::UTC_TIME, text.as_bytes())
}

impl Parts {
    /// What nobody would complain of.
    fn good() -> Self {
        let algorithm = tlv(tag::SEQUENCE, ALGORITHM);
        Self {
            version: tlv(tag::context_constructed(0), &tlv(tag::INTEGER, &[2])),
            serial_number: tlv(tag::INTEGER, &[7]),
            algorithm: algorithm.clone(),
            issuer: name(&["CA"]),
            validity: sequence(&[utc("250101000000Z"), utc("300101000000Z")]),
            subject: name(&["Server"]),
            key: sequence(&[algorithm.clone(), tlv(tag::BIT_STRING, &[&[0][..], &[9; 32]].concat())]),
            after_key: Vec::new(),
            outer_algorithm: algorithm,
            signature: tlv(tag::BIT_STRING, &[0; 65]),
        }
    }

    fn with(edit: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut parts = Self::good();
        edit(&mut parts);
        parts.der()
    }

    fn der(self) -> Vec<u8> {
        let tbs = [
            self.version,
            self.serial_number,
            self.algorithm,
            self.issuer,
            self.validity,
            self.subject,
            self.key,
            self.after_key,
        ];
        sequence(&[sequence(&tbs), self.outer_algorithm, self.signature])
    }
}

fn extensions(list: &[Vec<u8>]) -> Vec<u8> {
    tlv(tag::context_constructed(3), &sequence(list))
}

/// What is said to be broken in it.
fn defects(der: &[u8]) -> Vec<(String, Option<DerError>)> {
    let certificate = Certificate::from_der(der).unwrap();
    certificate.defects().iter().map(|defect| (defect.field.to_string(), defect.error)).collect()
}

#[test]
fn as_many_octets_as_the_limit_are_looked_at_and_one_more_are_not() {
    assert_eq!(Certificate::from_der(&[]).unwrap_err(), CertificateError::Empty);
    let error = DerError::UnexpectedTag { expected: tag::SEQUENCE, found: 0 };
    let octets = MAX_CERTIFICATE_SIZE;
    assert_eq!(Certificate::from_der(&vec![0; octets]).unwrap_err(), CertificateError::NotACertificate(error));
    let octets = octets + 1;
    assert_eq!(Certificate::from_der(&vec![0; octets]).unwrap_err(), CertificateError::TooLarge { octets });
    for (error, expect) in [
        (CertificateError::Empty, "empty input, not a certificate"),
        (CertificateError::TooLarge { octets }, "1048577 octets, more than the 1048576 a certificate may have"),
        (CertificateError::NotACertificate(DerError::Truncated), "not an X.509 certificate: the encoding ends early"),
    ] {
        assert_eq!(error.to_string(), expect);
    }
}

#[test]
fn every_field_is_read() {
    let der = Parts::with(|parts| parts.after_key = extensions(&[extension(&[0x2a, 3], true, b"value")]));
    let certificate = Certificate::from_der(&der).unwrap();
    assert_eq!((certificate.version(), certificate.serial_number()), (3, &[7][..]));
    assert_eq!(
        (certificate.issuer().to_string(), certificate.subject().to_string()),
        ("CN=CA".into(), "CN=Server".into())
    );
    assert_eq!((certificate.signature_algorithm(), certificate.tbs_signature_algorithm()), (ALGORITHM, ALGORITHM));
    assert_eq!((certificate.signature(), certificate.der()), (&[0; 64][..], &der[..]));
    let mut outer = der::Reader::new(der::only(&der, tag::SEQUENCE).unwrap());
    assert_eq!(certificate.tbs(), outer.element().unwrap().encoded);
    let validity = certificate.validity().unwrap();
    assert_eq!(validity.not_before.to_string(), "2025-01-01T00:00:00Z");
    assert_eq!(validity.not_after.to_string(), "2030-01-01T00:00:00Z");
    assert_eq!(certificate.public_key().unwrap().kind(), KeyKind::Ed25519);
    assert!(certificate.has_public_key() && certificate.has_der_times() && !certificate.has_unique_identifiers());
    assert!(certificate.defects().is_empty() && !certificate.is_self_issued());
    let [only] = certificate.extensions() else { panic!("{:?}", certificate.extensions()) };
    assert_eq!((only.id.to_string().as_str(), only.critical, only.value), ("1.2.3", true, &b"value"[..]));
    let own = Parts::with(|parts| parts.issuer = name(&["SERVER"]));
    assert!(Certificate::from_der(&own).unwrap().is_self_issued());
}

#[test]
fn versions_are_counted_from_1() {
    for (number, expect) in [(0, 1), (1, 2), (2, 3), (3, 4), (0x7f, 128)] {
        let der = Parts::with(|p| p.version = tlv(tag::context_constructed(0), &tlv(tag::INTEGER, &[number])));
        assert_eq!(Certificate::from_der(&der).unwrap().version(), expect);
    }
    let der = Parts::with(|parts| parts.version.clear());
    assert_eq!(Certificate::from_der(&der).unwrap().version(), 1);
}

#[test]
fn either_unique_identifier_is_seen_and_is_no_defect() {
    let identifier = |n: u8| tlv(tag::context(n), &[0, 1]);
    for after_key in [identifier(1), identifier(2), [identifier(1), identifier(2)].concat()] {
        let list = extensions(&[extension(&[0x2a, 3], false, &[])]);
        let der = Parts::with(|parts| parts.after_key = [after_key, list].concat());
        let certificate = Certificate::from_der(&der).unwrap();
        assert!(certificate.has_unique_identifiers() && certificate.defects().is_empty());
        assert_eq!(certificate.extensions().len(), 1);
    }
}

#[test]
fn as_many_extensions_as_the_limit_are_read_and_one_more_is_a_defect() {
    let list = |count: usize| {
        let one = |n: usize| extension(&[0x2a, (n / 100) as u8, (n % 100) as u8], false, &[]);
        Parts::with(|parts| parts.after_key = extensions(&(0..count).map(one).collect::<Vec<_>>()))
    };
    let der = list(MAX_EXTENSIONS);
    let certificate = Certificate::from_der(&der).unwrap();
    assert_eq!((certificate.extensions().len(), certificate.defects().len()), (MAX_EXTENSIONS, 0));
    let der = list(MAX_EXTENSIONS + 1);
    assert_eq!(Certificate::from_der(&der).unwrap().extensions().len(), MAX_EXTENSIONS);
    assert_eq!(defects(&der), [("extensions".to_owned(), Some(DerError::TrailingData))]);
}

#[test]
fn extensions_before_the_first_broken_one_are_kept() {
    let good = || extension(&[0x2a, 3], false, b"a");
    let broken = sequence(&[tlv(tag::OID, &[0x2a, 4])]);
    for (identifiers, list, kept) in [
        (vec![], vec![good(), broken.clone(), good()], 1),
        (tlv(tag::context(1), &[0, 1]), vec![good(), broken.clone()], 1),
        (vec![], vec![broken], 0),
    ] {
        let der = Parts::with(|parts| parts.after_key = [identifiers, extensions(&list)].concat());
        assert_eq!(Certificate::from_der(&der).unwrap().extensions().len(), kept);
        assert_eq!(defects(&der), [("extensions".to_owned(), Some(DerError::Truncated))]);
    }
}

#[test]
fn of_two_extensions_of_one_type_the_first_counts_and_both_are_listed() {
    let usage = |bits: u8| extension(oid::KEY_USAGE, true, &tlv(tag::BIT_STRING, &[0, bits]));
    let der = Parts::with(|parts| parts.after_key = extensions(&[usage(0x80), usage(0x04)]));
    let certificate = Certificate::from_der(&der).unwrap();
    assert_eq!(certificate.key_usage(), Some(Ok(KeyUsage::DIGITAL_SIGNATURE)));
    assert_eq!(certificate.extensions().len(), 2);
}

#[test]
fn every_broken_field_is_named_with_its_fault() {
    let times = |first: &str, last: &str| sequence(&[utc(first), utc(last)]);
    let one = |der: Vec<u8>, field: &str, error: DerError| {
        assert_eq!(defects(&der), [(field.to_owned(), Some(error))]);
    };
    one([Parts::good().der(), vec![0]].concat(), "certificate", DerError::TrailingData);
    one(Parts::with(|p| p.signature.extend([5, 0])), "certificate", DerError::TrailingData);
    one(
        Parts::with(|p| p.version = tlv(tag::context_constructed(0), &tlv(tag::INTEGER, &[]))),
        "version",
        DerError::Value,
    );
    one(Parts::with(|p| p.issuer = sequence(&[tlv(tag::SET, &[])])), "issuer", DerError::Empty);
    one(Parts::with(|p| p.subject = sequence(&[tlv(tag::SET, &[])])), "subject", DerError::Empty);
    one(Parts::with(|p| p.validity = times("251301000000Z", "300101000000Z")), "validity", DerError::Value);
    one(Parts::with(|p| p.validity = sequence(&[utc("250101000000Z")])), "validity", DerError::Truncated);
    one(Parts::with(|p| p.key = sequence(&[])), "subjectPublicKeyInfo", DerError::Truncated);
    one(Parts::with(|p| p.after_key = tlv(tag::context_constructed(3), &[])), "extensions", DerError::Truncated);
    let found = DerError::UnexpectedTag { expected: tag::SEQUENCE, found: tag::BIT_STRING };
    one(Parts::with(|p| p.outer_algorithm.clear()), "signatureAlgorithm", found);
    one(Parts::with(|p| p.signature = tlv(tag::BIT_STRING, &[1, 0x80])), "signatureValue", DerError::Value);
    one(Parts::with(|p| p.signature.clear()), "signatureValue", DerError::Truncated);
    // Alone, a serial number of no octets is left to the check of serial numbers.
    let empty = Parts::with(|p| p.serial_number = tlv(tag::INTEGER, &[]));
    assert_eq!(defects(&empty), []);
    let both =
        [("certificate".to_owned(), Some(DerError::TrailingData)), ("serialNumber".to_owned(), Some(DerError::Value))];
    assert_eq!(defects(&[empty, vec![0]].concat()), both);
    for (field, expect) in [
        (Field::Certificate, "certificate"),
        (Field::SignatureAlgorithm, "signatureAlgorithm"),
        (Field::UniqueIdentifiers, "uniqueIdentifiers"),
        (Field::extension(oid::KEY_USAGE), "keyUsage"),
        (Field::extension(&[0x2a, 3]), "1.2.3"),
    ] {
        assert_eq!(field.to_string(), expect);
    }
}

#[test]
fn times_of_another_form_are_read_and_seen() {
    let der_times = |first: &str, last: &str| {
        let der = Parts::with(|parts| parts.validity = sequence(&[utc(first), utc(last)]));
        let certificate = Certificate::from_der(&der).unwrap();
        assert!(certificate.validity().is_some());
        certificate.has_der_times()
    };
    assert!(der_times("250101000000Z", "300101000000Z"));
    assert!(!der_times("2501010000Z", "300101000000Z"));
    assert!(!der_times("250101000000Z", "3001010000Z"));
    assert!(!partial::has_der_times(&utc("250101000000Z")));
    // Without a validity period there is no form to complain of.
    let der = Parts::with(|parts| parts.validity[0] = tag::SET);
    assert!(Certificate::from_der(&der).unwrap().has_der_times());
}

#[test]
fn a_key_that_cannot_be_read_is_there_all_the_same() {
    let unreadable = Parts::with(|parts| parts.key = sequence(&[]));
    let certificate = Certificate::from_der(&unreadable).unwrap();
    assert!(certificate.has_public_key() && certificate.public_key().is_none());
    let absent = Parts::with(|parts| parts.key = tlv(tag::SET, &[]));
    let certificate = Certificate::from_der(&absent).unwrap();
    assert!(!certificate.has_public_key() && certificate.public_key().is_none());
}

/// A certificate with one extension of each type that is read.
fn with_every_extension() -> Vec<u8> {
    let id = |contents: &[u8]| tlv(tag::OID, contents);
    let subtree = tlv(tag::context_constructed(0), &sequence(&[tlv(tag::context(2), b"example.com")]));
    let point = sequence(&[full_name(&[uri("http://crl.example/1")])]);
    let list = [
        (oid::AUTHORITY_KEY_IDENTIFIER, sequence(&[tlv(tag::context(0), b"issuer's")])),
        (oid::SUBJECT_KEY_IDENTIFIER, tlv(tag::OCTET_STRING, b"own")),
        (oid::BASIC_CONSTRAINTS, sequence(&[tlv(tag::BOOLEAN, &[0xff])])),
        (oid::KEY_USAGE, tlv(tag::BIT_STRING, &[2, 0x04])),
        (oid::EXTENDED_KEY_USAGE, sequence(&[id(oid::SERVER_AUTH)])),
        (oid::SUBJECT_ALT_NAME, sequence(&[tlv(tag::context(2), b"example.com")])),
        (oid::NAME_CONSTRAINTS, sequence(&[subtree])),
        (oid::CERTIFICATE_POLICIES, sequence(&[sequence(&[id(&[0x2a, 1])])])),
        (oid::POLICY_MAPPINGS, sequence(&[sequence(&[id(&[0x2a, 1]), id(&[0x2a, 2])])])),
        (oid::POLICY_CONSTRAINTS, sequence(&[tlv(tag::context(0), &[3])])),
        (oid::INHIBIT_ANY_POLICY, tlv(tag::INTEGER, &[4])),
        (oid::CRL_DISTRIBUTION_POINTS, sequence(&[point])),
    ];
    let list: Vec<_> = list.iter().map(|(id, value)| extension(id, false, value)).collect();
    fixture::certificate(&["CA"], &["Sub"], 1, 9, &list)
}

#[test]
fn every_extension_is_found_by_its_type() {
    let der = with_every_extension();
    let certificate = Certificate::from_der(&der).unwrap();
    assert_eq!(certificate.authority_key_identifier().unwrap().unwrap().key_identifier, Some(&b"issuer's"[..]));
    assert_eq!(certificate.subject_key_identifier(), Some(Ok(&b"own"[..])));
    assert!(certificate.basic_constraints().unwrap().unwrap().ca && certificate.asserts_ca());
    assert_eq!(certificate.key_usage(), Some(Ok(KeyUsage::KEY_CERT_SIGN)));
    let purposes: Vec<_> = certificate.extended_key_usage().unwrap().unwrap().purposes().collect();
    assert_eq!(purposes, [ObjectIdentifier::new(oid::SERVER_AUTH)]);
    let names: Vec<_> = certificate.subject_alt_name().unwrap().unwrap().readable().collect();
    assert_eq!(names, [GeneralName::DnsName(b"example.com")]);
    assert!(certificate.name_constraints().unwrap().unwrap().permitted.is_some());
    assert_eq!(certificate.certificate_policies().unwrap().unwrap().iter().count(), 1);
    assert_eq!(certificate.policy_mappings().unwrap().unwrap().iter().count(), 1);
    assert_eq!(certificate.policy_constraints().unwrap().unwrap().require_explicit_policy, Some(3));
    assert_eq!(certificate.inhibit_any_policy(), Some(Ok(4)));
    assert_eq!(certificate.crl_distribution_points().unwrap().unwrap().iter().count(), 1);

    let bare = Parts::good().der();
    let certificate = Certificate::from_der(&bare).unwrap();
    assert!(certificate.authority_key_identifier().is_none() && certificate.subject_key_identifier().is_none());
    assert!(certificate.basic_constraints().is_none() && !certificate.asserts_ca());
    assert!(certificate.key_usage().is_none() && certificate.extended_key_usage().is_none());
    assert!(certificate.subject_alt_name().is_none() && certificate.name_constraints().is_none());
    assert!(certificate.certificate_policies().is_none() && certificate.policy_mappings().is_none());
    assert!(certificate.policy_constraints().is_none() && certificate.inhibit_any_policy().is_none());
    assert!(certificate.crl_distribution_points().is_none());
}

#[test]
fn a_value_that_does_not_decode_is_no_missing_extension_and_asserts_nothing() {
    let list = [extension(oid::BASIC_CONSTRAINTS, true, &[4, 0]), extension(oid::INHIBIT_ANY_POLICY, true, &[])];
    let der = fixture::certificate(&["CA"], &["Sub"], 1, 9, &list);
    let certificate = Certificate::from_der(&der).unwrap();
    assert!(matches!(certificate.basic_constraints(), Some(Err(_))) && !certificate.asserts_ca());
    assert_eq!(certificate.inhibit_any_policy(), Some(Err(DerError::Truncated)));
    let denied = [extension(oid::BASIC_CONSTRAINTS, true, &sequence(&[]))];
    let der = fixture::certificate(&["CA"], &["Sub"], 1, 9, &denied);
    assert!(!Certificate::from_der(&der).unwrap().asserts_ca());
}

#[test]
fn a_certificate_is_called_by_its_subject_or_else_by_its_first_alternative_name() {
    let names = sequence(&[tlv(tag::context(2), b"a.example"), directory_name(&["b"])]);
    let list = [extension(oid::SUBJECT_ALT_NAME, true, &names)];
    for (subject, list, expect) in [
        (&["Sub"][..], &list[..], "CN=Sub"),
        (&[], &list, "DNS:a.example"),
        (&["Sub"], &[], "CN=Sub"),
        (&[], &[], "<empty name>"),
    ] {
        let der = fixture::certificate(&["CA"], subject, 1, 9, list);
        assert_eq!(Certificate::from_der(&der).unwrap().to_string(), expect);
    }
}

#[test]
fn a_fingerprint_is_64_digits_of_either_case_with_colons_or_without() {
    let fingerprint = Fingerprint::of(b"abc");
    let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(fingerprint.to_string(), text);
    assert_eq!(fingerprint.as_bytes()[..4], [0xba, 0x78, 0x16, 0xbf]);
    assert_eq!(format!("{fingerprint:?}"), format!("Fingerprint({text})"));
    let upper = text.to_ascii_uppercase();
    let pairs: Vec<_> = upper.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap()).collect();
    for same in [text, &upper, &pairs.join(":")] {
        assert_eq!(same.parse(), Ok(fingerprint), "{same}");
    }
    for other in ["", &text[..63], &format!("{text}0"), &text.replace('b', "g"), &pairs.join(" ")] {
        let error = other.parse::<Fingerprint>().unwrap_err();
        assert_eq!(error.to_string(), "not a SHA-256 fingerprint: 64 hexadecimal digits are wanted", "{other}");
    }
    let der = Parts::good().der();
    assert_eq!(Certificate::from_der(&der).unwrap().fingerprint(), Fingerprint::of(&der));
}
