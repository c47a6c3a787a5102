//! Parsing: what is read, what is refused, and every CRL of the PKITS development suite.

use base64::Engine;

use super::fixture::{
    Crl, certificate_issuer, crl_number, delta_indicator, entry, extension, flag, full_name, reason_code, reasons,
    scope, sequence, tlv, uri,
};
use super::*;
use crate::certificate::DistributionPointName;

/// A type that nothing here knows: 1.2.3.
const UNKNOWN: &[u8] = &[0x2a, 3];

fn check(der: &[u8], expect: Result<(), CrlError>) {
    assert_eq!(CertificateList::from_der(der).map(|_| ()), expect);
}

fn malformed(field: CrlField, error: DerError) -> Result<(), CrlError> {
    Err(CrlError::Malformed { field, error })
}

/// A CRL with everything that is read.
fn full() -> Crl {
    Crl {
        entries: vec![
            entry(5, &[]),
            entry(6, &[reason_code(1), certificate_issuer("Other")]),
            entry(7, &[extension(UNKNOWN, true, &[5, 0])]),
        ],
        extensions: vec![
            extension(oid::AUTHORITY_KEY_IDENTIFIER, false, &sequence(&[tlv(tag::context(0), b"key")])),
            crl_number(9),
            delta_indicator(8),
            scope(&[full_name(&[uri("http://crl.example/1")]), flag(1), reasons(3, 0b0110_0000), flag(4)]),
        ],
        ..Crl::default()
    }
}

#[test]
fn every_field_is_read() {
    let der = full().der();
    let crl = CertificateList::from_der(&der).unwrap();
    assert_eq!(crl.issuer().to_string(), "CN=CA");
    assert_eq!(crl.this_update().to_string(), "2026-01-01T00:00:00Z");
    assert_eq!(crl.next_update().unwrap().to_string(), "2026-02-01T00:00:00Z");
    assert_eq!((crl.signature(), crl.signature_algorithm()), (&b"CA"[..], fixture::ALGORITHM));
    assert_eq!(crl.tbs_signature_algorithm(), fixture::ALGORITHM);
    assert_eq!(crl.der(), der);
    assert_eq!(crl.tbs(), Reader::new(der::only(&der, tag::SEQUENCE).unwrap()).element().unwrap().encoded);
    assert_eq!(crl.crl_number().unwrap().to_string(), "9");
    assert_eq!(crl.delta_base_number().unwrap().to_string(), "8");
    assert_eq!(crl.authority_key_identifier().unwrap().key_identifier, Some(&b"key"[..]));
    let scope = crl.issuing_distribution_point().unwrap();
    assert!(matches!(scope.name, Some(DistributionPointName::FullName(_))));
    assert!(scope.only_contains_user_certs && scope.indirect_crl);
    assert!(!scope.only_contains_ca_certs && !scope.only_contains_attribute_certs);
    assert_eq!(scope.only_some_reasons.unwrap().0, 0b110);
    assert_eq!(crl.unhandled_critical_extension(), Some(ObjectIdentifier::new(UNKNOWN)));

    let entries: Vec<_> = crl.entries().collect();
    assert_eq!(entries.iter().map(|e| e.serial_number[0]).collect::<Vec<_>>(), [5, 6, 7]);
    assert_eq!(
        entries.iter().map(|e| e.reason).collect::<Vec<_>>(),
        [None, Some(RevocationReason::KeyCompromise), None]
    );
    assert_eq!(entries.iter().map(|e| e.certificate_issuer.is_some()).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(entries[2].unhandled_critical_extension, Some(ObjectIdentifier::new(UNKNOWN)));
    assert_eq!(entries[0].date.to_string(), "2026-01-05T00:00:00Z");
}

#[test]
fn an_entry_is_for_the_issuer_named_last_before_it() {
    let der = Crl {
        entries: vec![entry(5, &[]), entry(6, &[certificate_issuer("Other")]), entry(7, &[]), entry(5, &[])],
        ..Crl::default()
    }
    .der();
    let crl = CertificateList::from_der(&der).unwrap();
    let other = fixture::name(&["other"]);
    let other = DistinguishedName::from_contents(der::only(&other, tag::SEQUENCE).unwrap());
    let found = |issuer, serial: u8| crl.find(issuer, &[serial]).is_some();
    assert_eq!([5, 6, 7].map(|serial| found(crl.issuer(), serial)), [true, false, false]);
    assert_eq!([5, 6, 7, 8].map(|serial| found(other, serial)), [true, true, true, false]);
}

#[test]
fn serial_numbers_compare_by_value_and_keep_their_sign() {
    let with = |serial: &[u8]| {
        let entry = sequence(&[tlv(tag::INTEGER, serial), tlv(tag::UTC_TIME, b"260105000000Z")]);
        Crl { entries: vec![entry], ..Crl::default() }.der()
    };
    for (listed, asked, expect) in [
        (&[0, 0, 5][..], &[5][..], true),
        (&[0xff, 0xff, 0x80], &[0x80], true),
        (&[0, 0x80], &[0x80], false),
        (&[0xff], &[0], false),
        (&[0], &[0, 0], true),
    ] {
        let der = with(listed);
        let crl = CertificateList::from_der(&der).unwrap();
        assert_eq!(crl.find(crl.issuer(), asked).is_some(), expect, "{listed:02x?}, {asked:02x?}");
    }
}

#[test]
fn an_optional_field_may_be_absent() {
    check(&Crl { next_update: None, version: None, ..Crl::default() }.der(), Ok(()));
    check(&Crl { entries: vec![entry(1, &[])], version: None, ..Crl::default() }.der(), Ok(()));
}

#[test]
fn version_1_has_no_extensions_anywhere() {
    let crl = Crl { version: None, ..Crl::default() };
    check(
        &Crl { extensions: vec![crl_number(1)], ..crl.clone() }.der(),
        Err(CrlError::ExtensionsInVersion1(CrlField::Extensions)),
    );
    check(
        &Crl { entries: vec![entry(1, &[]), entry(2, &[reason_code(1)])], ..crl }.der(),
        Err(CrlError::ExtensionsInVersion1(CrlField::Entry(1))),
    );
    check(&Crl { version: Some(2), ..Crl::default() }.der(), Err(CrlError::UnsupportedVersion(3)));
    check(&Crl { version: Some(0), ..Crl::default() }.der(), malformed(CrlField::Version, DerError::Value));
}

#[test]
fn what_is_no_crl_is_refused() {
    check(&[], Err(CrlError::Empty));
    check(&vec![0; MAX_CRL_SIZE + 1], Err(CrlError::TooLarge { octets: MAX_CRL_SIZE + 1 }));
    check(b"-----BEGIN X509 CRL-----", Err(CrlError::NotACrl(DerError::UnexpectedTag { expected: 0x30, found: b'-' })));
    check(&[0x30, 0], Err(CrlError::NotACrl(DerError::Truncated)));
    let certificate = fixture::certificate(&["CA"], &["EE"], 1, 1, &[]);
    check(
        &certificate,
        malformed(CrlField::Signature, DerError::UnexpectedTag { expected: tag::SEQUENCE, found: 0xa0 }),
    );
}

#[test]
fn trailing_data_is_refused_at_every_level() {
    check(&[full().der(), vec![0]].concat(), Err(CrlError::NotACrl(DerError::TrailingData)));
    let whole = full().der();
    let after_signature = tlv(tag::SEQUENCE, &[der::only(&whole, tag::SEQUENCE).unwrap(), &[5, 0]].concat());
    check(&after_signature, malformed(CrlField::SignatureValue, DerError::TrailingData));
    let trailing_in_entry = sequence(&[entry(1, &[reason_code(1)])[2..].to_vec(), vec![5, 0]]);
    check(
        &Crl { entries: vec![trailing_in_entry], ..Crl::default() }.der(),
        malformed(CrlField::Entry(0), DerError::TrailingData),
    );
    let number = extension(oid::CRL_NUMBER, false, &[2, 1, 1, 0]);
    let field = CrlField::Extension(ObjectIdentifier::new(oid::CRL_NUMBER).into());
    check(&Crl { extensions: vec![number], ..Crl::default() }.der(), malformed(field, DerError::TrailingData));
}

#[test]
fn broken_entries_name_their_position() {
    for (broken, error) in [
        (sequence(&[tlv(tag::INTEGER, &[1])]), DerError::Truncated),
        (sequence(&[tlv(tag::INTEGER, &[]), tlv(tag::UTC_TIME, b"260105000000Z")]), DerError::Value),
        (sequence(&[tlv(tag::INTEGER, &[1]), tlv(tag::UTC_TIME, b"261305000000Z")]), DerError::Value),
        (entry(1, &[reason_code(7)]), DerError::Value),
        (entry(1, &[reason_code(11)]), DerError::Value),
        (entry(1, &[extension(oid::CERTIFICATE_ISSUER, true, &sequence(&[uri("http://x")]))]), DerError::Value),
        (sequence(&[entry(1, &[])[2..].to_vec(), tlv(tag::SEQUENCE, &[])]), DerError::Empty),
        (tlv(tag::SET, &[]), DerError::UnexpectedTag { expected: tag::SEQUENCE, found: tag::SET }),
    ] {
        let crl = Crl { entries: vec![entry(1, &[]), broken], ..Crl::default() };
        check(&crl.der(), malformed(CrlField::Entry(1), error));
    }
}

#[test]
fn extensions_are_counted_and_never_repeated() {
    let twice = vec![crl_number(1), crl_number(2)];
    let id = || OwnedObjectIdentifier::from(ObjectIdentifier::new(oid::CRL_NUMBER));
    check(&Crl { extensions: twice, ..Crl::default() }.der(), Err(CrlError::DuplicateExtension(id())));
    let entries = vec![entry(1, &[reason_code(1), reason_code(8)])];
    let id = ObjectIdentifier::new(oid::REASON_CODE).into();
    check(&Crl { entries, ..Crl::default() }.der(), Err(CrlError::DuplicateExtension(id)));
    let many = (0..=MAX_CRL_EXTENSIONS).map(|n| extension(&[0x2a, n as u8], false, &[])).collect();
    let crl = Crl { extensions: many, ..Crl::default() };
    check(&crl.der(), Err(CrlError::TooManyExtensions(CrlField::Extensions)));
}

#[test]
fn as_many_extensions_as_the_limit_are_read_and_one_more_is_not() {
    let list = |count: usize| (0..count).map(|n| extension(&[0x2a, n as u8], false, &[])).collect::<Vec<_>>();
    check(&Crl { extensions: list(MAX_CRL_EXTENSIONS), ..Crl::default() }.der(), Ok(()));
    check(&Crl { entries: vec![entry(1, &list(MAX_CRL_EXTENSIONS))], ..Crl::default() }.der(), Ok(()));
    let entries = vec![entry(1, &[]), entry(2, &list(MAX_CRL_EXTENSIONS + 1))];
    check(&Crl { entries, ..Crl::default() }.der(), Err(CrlError::TooManyExtensions(CrlField::Entry(1))));
}

#[test]
fn as_many_octets_as_the_limit_are_looked_at() {
    let error = DerError::UnexpectedTag { expected: tag::SEQUENCE, found: 0 };
    check(&vec![0; MAX_CRL_SIZE], Err(CrlError::NotACrl(error)));
}

#[test]
fn every_reason_code_of_the_profile_is_read_and_no_other() {
    use RevocationReason::*;
    for (code, reason, name) in [
        (0, Unspecified, "unspecified"),
        (1, KeyCompromise, "keyCompromise"),
        (2, CaCompromise, "cACompromise"),
        (3, AffiliationChanged, "affiliationChanged"),
        (4, Superseded, "superseded"),
        (5, CessationOfOperation, "cessationOfOperation"),
        (6, CertificateHold, "certificateHold"),
        (8, RemoveFromCrl, "removeFromCRL"),
        (9, PrivilegeWithdrawn, "privilegeWithdrawn"),
        (10, AaCompromise, "aACompromise"),
    ] {
        let der = Crl { entries: vec![entry(1, &[reason_code(code)])], ..Crl::default() }.der();
        let crl = CertificateList::from_der(&der).unwrap();
        assert_eq!(crl.entries().next().unwrap().reason, Some(reason));
        assert_eq!((reason.name(), reason.to_string().as_str()), (name, name));
    }
    let coded = |value: &[u8]| vec![entry(1, &[extension(oid::REASON_CODE, false, value)])];
    for value in [&[10, 1, 7][..], &[10, 1, 11], &[10, 0], &[10, 2, 0, 1]] {
        let der = Crl { entries: coded(value), ..Crl::default() }.der();
        check(&der, malformed(CrlField::Entry(0), DerError::Value));
    }
}

#[test]
fn an_invalidity_date_is_processed_and_must_be_a_generalized_time() {
    let dated = |tag: u8, text: &[u8]| {
        let date = extension(oid::INVALIDITY_DATE, true, &tlv(tag, text));
        Crl { entries: vec![entry(1, &[date])], ..Crl::default() }.der()
    };
    let good = dated(tag::GENERALIZED_TIME, b"20260104000000Z");
    assert_eq!(CertificateList::from_der(&good).unwrap().unhandled_critical_extension(), None);
    check(&dated(tag::GENERALIZED_TIME, b"20261304000000Z"), malformed(CrlField::Entry(0), DerError::Value));
    let other = DerError::UnexpectedTag { expected: tag::GENERALIZED_TIME, found: tag::UTC_TIME };
    check(&dated(tag::UTC_TIME, b"260104000000Z"), malformed(CrlField::Entry(0), other));
}

#[test]
fn only_a_critical_extension_must_be_processed() {
    let (unknown, other) = (ObjectIdentifier::new(UNKNOWN), ObjectIdentifier::new(&[0x2a, 4]));
    let of_type = |id: ObjectIdentifier<'static>, critical| extension(id.as_bytes(), critical, &[5, 0]);
    for (of_the_crl, of_an_entry, expect) in [
        (of_type(unknown, false), of_type(unknown, false), None),
        (of_type(unknown, true), of_type(other, false), Some(unknown)),
        (of_type(unknown, false), of_type(other, true), Some(other)),
        // The CRL's own is told first.
        (of_type(unknown, true), of_type(other, true), Some(unknown)),
    ] {
        let entries = vec![entry(1, &[]), entry(2, &[of_an_entry]), entry(3, &[])];
        let der = Crl { entries, extensions: vec![of_the_crl], ..Crl::default() }.der();
        assert_eq!(CertificateList::from_der(&der).unwrap().unhandled_critical_extension(), expect);
    }
    // Of several in one place it is the first.
    let both = || vec![of_type(unknown, true), of_type(other, true)];
    for crl in [
        Crl { extensions: both(), ..Crl::default() },
        Crl { entries: vec![entry(1, &both())], ..Crl::default() },
        Crl { entries: vec![entry(1, &both()[..1]), entry(2, &both()[1..])], ..Crl::default() },
    ] {
        assert_eq!(CertificateList::from_der(&crl.der()).unwrap().unhandled_critical_extension(), Some(unknown));
    }
}

#[test]
fn a_crl_is_a_delta_by_its_indicator_alone_and_says_whether_its_number_is_critical() {
    let critical = extension(oid::CRL_NUMBER, true, &tlv(tag::INTEGER, &[2]));
    for (extensions, is_delta, number_is_critical) in [
        (vec![], false, None),
        (vec![crl_number(2)], false, Some(false)),
        (vec![critical], false, Some(true)),
        (vec![crl_number(2), delta_indicator(1)], true, Some(false)),
        (vec![delta_indicator(1)], true, None),
    ] {
        let der = Crl { extensions, ..Crl::default() }.der();
        let crl = CertificateList::from_der(&der).unwrap();
        assert_eq!((crl.is_delta(), crl.number_is_critical()), (is_delta, number_is_critical));
        assert_eq!(crl.unhandled_critical_extension(), None);
    }
}

#[test]
fn every_flag_of_a_scope_is_read_in_its_own_place() {
    let read = |fields: &[Vec<u8>]| {
        let der = Crl { extensions: vec![scope(fields)], ..Crl::default() }.der();
        let scope = CertificateList::from_der(&der).unwrap().issuing_distribution_point().unwrap();
        let flags = [scope.only_contains_user_certs, scope.only_contains_ca_certs];
        (flags, scope.indirect_crl, scope.only_contains_attribute_certs, scope.name.is_some())
    };
    assert_eq!(read(&[]), ([false, false], false, false, false));
    assert_eq!(read(&[flag(1)]), ([true, false], false, false, false));
    assert_eq!(read(&[flag(2)]), ([false, true], false, false, false));
    assert_eq!(read(&[flag(4)]), ([false, false], true, false, false));
    assert_eq!(read(&[flag(5)]), ([false, false], false, true, false));
    // FALSE is the default; spelled out, it limits nothing.
    assert_eq!(read(&[tlv(tag::context(1), &[0]), flag(2)]), ([false, true], false, false, false));
    let field = || CrlField::Extension(ObjectIdentifier::new(oid::ISSUING_DISTRIBUTION_POINT).into());
    for fields in [vec![flag(2), flag(1)], vec![flag(5), tlv(tag::context(6), &[])]] {
        let der = Crl { extensions: vec![scope(&fields)], ..Crl::default() }.der();
        check(&der, malformed(field(), DerError::TrailingData));
    }
    let der = Crl { extensions: vec![scope(&[tlv(tag::context(1), &[1])])], ..Crl::default() }.der();
    check(&der, malformed(field(), DerError::Value));
}

#[test]
fn a_field_of_the_outline_that_does_not_decode_is_named() {
    let parts = |crl: &Crl| {
        let der = crl.der();
        let mut outer = Reader::new(der::only(&der, tag::SEQUENCE).unwrap());
        [(); 3].map(|()| outer.element().unwrap().encoded.to_vec())
    };
    let [tbs, algorithm, signature] = parts(&Crl::default());
    let empty = tlv(tag::SEQUENCE, &[]);
    for (der, field, error) in [
        (sequence(&[tbs.clone(), empty.clone(), signature]), CrlField::SignatureAlgorithm, DerError::Truncated),
        (sequence(&[tbs, algorithm, tlv(tag::BIT_STRING, &[1, 0x80])]), CrlField::SignatureValue, DerError::Value),
        (Crl { inner_algorithm: Vec::new(), ..Crl::default() }.der(), CrlField::Signature, DerError::Truncated),
        (Crl { issuer: empty, ..Crl::default() }.der(), CrlField::Issuer, DerError::Empty),
        (Crl { issuer: sequence(&[tlv(tag::SET, &[])]), ..Crl::default() }.der(), CrlField::Issuer, DerError::Empty),
        (Crl { this_update: "261301000000Z", ..Crl::default() }.der(), CrlField::ThisUpdate, DerError::Value),
        (Crl { next_update: Some("261301000000Z"), ..Crl::default() }.der(), CrlField::NextUpdate, DerError::Value),
    ] {
        check(&der, malformed(field, error));
    }
    check(&Crl { version: Some(0x80), ..Crl::default() }.der(), malformed(CrlField::Version, DerError::Value));
}

#[test]
fn faults_are_told_with_their_place() {
    let id = || OwnedObjectIdentifier::from(ObjectIdentifier::new(oid::CRL_NUMBER));
    for (field, expect) in [
        (CrlField::Version, "version"),
        (CrlField::Signature, "signature"),
        (CrlField::Issuer, "issuer"),
        (CrlField::ThisUpdate, "thisUpdate"),
        (CrlField::NextUpdate, "nextUpdate"),
        (CrlField::Entry(3), "entry 3"),
        (CrlField::Extensions, "crlExtensions"),
        (CrlField::Extension(id()), "cRLNumber"),
        (CrlField::SignatureAlgorithm, "signatureAlgorithm"),
        (CrlField::SignatureValue, "signatureValue"),
    ] {
        assert_eq!(field.to_string(), expect);
        let error = CrlError::Malformed { field, error: DerError::Truncated };
        assert_eq!(error.to_string(), format!("{expect} of the CRL: the encoding ends early"));
    }
    for (error, expect) in [
        (CrlError::Empty, "empty input, not a CRL"),
        (CrlError::TooLarge { octets: 67_108_865 }, "67108865 octets, more than the 67108864 a CRL may have"),
        (CrlError::NotACrl(DerError::Truncated), "not a CRL: the encoding ends early"),
        (CrlError::UnsupportedVersion(3), "CRL version 3, not 1 or 2"),
        (CrlError::ExtensionsInVersion1(CrlField::Entry(0)), "entry 0 has extensions, the CRL is of version 1"),
        (CrlError::DuplicateExtension(id()), "the CRL has cRLNumber twice"),
        (
            CrlError::TooManyExtensions(CrlField::Extensions),
            "crlExtensions has more extensions than the 64 that are read",
        ),
    ] {
        assert_eq!(error.to_string(), expect);
    }
}

#[test]
fn every_truncation_is_an_error_and_every_flipped_octet_ends_without_a_panic() {
    let der = full().der();
    for end in 0..der.len() {
        assert!(CertificateList::from_der(&der[..end]).is_err(), "{end}");
    }
    let mut refused = 0;
    for at in 0..der.len() {
        for flip in [0x01, 0x20, 0x80, 0xff] {
            let mut broken = der.clone();
            broken[at] ^= flip;
            match CertificateList::from_der(&broken) {
                // What parses has entries that decode to the last one.
                Ok(crl) => assert!(crl.entries().count() <= 3 && crl.find(crl.issuer(), &[99]).is_none()),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > der.len(), "{refused}");
}

#[test]
fn truncated_parts_inside_a_well_formed_whole_are_errors() {
    // The outer lengths are right, so it is the inner element that ends early.
    for extension_id in [oid::AUTHORITY_KEY_IDENTIFIER, oid::ISSUING_DISTRIBUTION_POINT, oid::DELTA_CRL_INDICATOR] {
        let whole = match extension_id {
            oid::AUTHORITY_KEY_IDENTIFIER => sequence(&[tlv(tag::context(0), b"key")]),
            oid::ISSUING_DISTRIBUTION_POINT => sequence(&[full_name(&[uri("http://crl.example/1")]), flag(1), flag(4)]),
            _ => tlv(tag::INTEGER, &[1]),
        };
        for end in 0..whole.len() {
            let crl = Crl { extensions: vec![extension(extension_id, true, &whole[..end])], ..Crl::default() };
            assert!(CertificateList::from_der(&crl.der()).is_err(), "{extension_id:?} {end}");
        }
    }
}

#[test]
fn every_crl_of_pkits_parses() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/suites/pkits-dev.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is absent");
        return;
    };
    let suite: serde_json::Value = serde_json::from_str(&text).unwrap();
    let crls = suite["crls"].as_object().unwrap();
    assert!(crls.len() > 40, "{}", crls.len());
    let mut entries = 0;
    for (name, pem) in crls {
        let body: String = pem.as_str().unwrap().lines().filter(|line| !line.starts_with('-')).map(str::trim).collect();
        let der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
        let crl = CertificateList::from_der(&der).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(crl.next_update() > Some(crl.this_update()), "{name}");
        assert_eq!(crl.unhandled_critical_extension(), None, "{name}");
        assert_eq!(crl.signature_algorithm(), crl.tbs_signature_algorithm(), "{name}");
        assert!(crl.crl_number().is_some() && crl.authority_key_identifier().is_some(), "{name}");
        entries += crl.entries().count();
    }
    // The suite revokes certificates in its three key rollover CAs at least.
    assert!(entries >= 3, "{entries}");
}
