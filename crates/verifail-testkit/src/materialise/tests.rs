//! Every fault of the encoding and every odd form is written as documented; lengths and years at their edges.

use verifail::Certificate;
use verifail::certificate::{Curve, KeyKind};

use super::*;
use crate::signing::toy;
use crate::world::{
    BasicConstraints, CertSpec, EncodingFault, GeneralName, KeyForm, NameConstraints, PublicKey, Serial, SignatureForm,
    SubjectAltName, Validity,
};

/// A certificate with everything that a fault can be about.
fn full() -> CertSpec {
    CertSpec {
        serial: Serial::Number(0x1234),
        subject_alt_name: Some(SubjectAltName::of(vec![GeneralName::dns("a")])),
        name_constraints: Some(NameConstraints::permitting(vec![GeneralName::dns("a")])),
        unknown_extension: Some(false),
        validity: Validity { not_before: 0, not_after: 1_000_000_000 },
        ..CertSpec::ca(1, 0)
    }
}

fn occurrences(der: &[u8], octets: &[u8]) -> usize {
    der.windows(octets.len()).filter(|window| *window == octets).count()
}

/// How often a certificate with the fault has these octets; without it, never or, where the fault doubles, once.
fn check(fault: EncodingFault, octets: &[u8], times: usize) {
    check_in(&full(), fault, octets, times);
}

fn check_in(spec: &CertSpec, fault: EncodingFault, octets: &[u8], times: usize) {
    let faulty = CertSpec { faults: vec![fault], ..spec.clone() };
    let (sound, faulty) = (certificate(Scheme::Toy, spec), certificate(Scheme::Toy, &faulty));
    assert_eq!(occurrences(&sound, octets), times - 1, "{fault:?} {sound:02x?}");
    assert_eq!(occurrences(&faulty, octets), times, "{fault:?} {faulty:02x?}");
    let parsed = Certificate::from_der(&faulty).unwrap();
    assert_eq!(parsed.signature(), toy::sign(spec.signer, parsed.tbs()), "{fault:?} is not covered by the signature");
}

#[test]
fn values_that_are_none_are_in_place_of_the_value_and_where_there_was_none() {
    let bare = CertSpec {
        basic_constraints: None,
        key_usage: None,
        extended_key_usage: None,
        subject_alt_name: None,
        name_constraints: None,
        ..full()
    };
    for spec in [full(), bare] {
        for (fault, extension) in [
            (EncodingFault::BadKeyUsage, &b"\x06\x03\x55\x1d\x0f\x01\x01\xff\x04\x03\x04\x01\x01"[..]),
            (EncodingFault::BadBasicConstraints, b"\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x03\x04\x01\x01"),
            (EncodingFault::BadNameConstraints, b"\x06\x03\x55\x1d\x1e\x01\x01\xff\x04\x03\x04\x01\x01"),
            (EncodingFault::BadSubjectAltName, b"\x06\x03\x55\x1d\x11\x04\x03\x04\x01\x01"),
            (EncodingFault::BadExtendedKeyUsage, b"\x06\x03\x55\x1d\x25\x04\x03\x04\x01\x01"),
        ] {
            check_in(&spec, fault, extension, 1);
        }
    }
}

#[test]
fn doubled_extensions_are_the_same_twice() {
    check(EncodingFault::DuplicateBasicConstraints, b"\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\xff", 2);
    check(EncodingFault::DuplicateSubjectAltName, b"\x06\x03\x55\x1d\x11\x04\x05\x30\x03\x82\x01a", 2);
    check(EncodingFault::DuplicateUnknownExtension, b"\x02\x04\x09\x04\x07unknown", 2);
}

#[test]
fn octets_that_der_has_another_form_for_are_written_in_that_form() {
    check(EncodingFault::BerBoolean, b"\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\x01", 1);
    let end_entity = CertSpec { basic_constraints: Some(BasicConstraints::end_entity()), ..full() };
    let in_full = b"\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\x00";
    check_in(&end_entity, EncodingFault::ExplicitDefault, in_full, 1);
    check(EncodingFault::PaddedSerial, b"\x02\x03\x00\x12\x34", 1);
    check(EncodingFault::TimeWithoutSeconds, b"\x30\x1a\x17\x0b7001010000Z\x17\x0b0109090146Z", 1);
}

#[test]
fn the_length_of_the_extensions_takes_one_octet_more() {
    // Up to 127 octets of extensions, up to 255, and more.
    for padding in [0, 60, 200] {
        let name = GeneralName::dns("a".repeat(padding + 1));
        let bare = CertSpec { basic_constraints: None, key_usage: None, extended_key_usage: None, ..full() };
        let spec = CertSpec { subject_alt_name: Some(SubjectAltName::of(vec![name])), ..bare };
        let extensions = |spec: &CertSpec| {
            let der = certificate(Scheme::Toy, spec);
            let at =
                der.windows(66).position(|window| window == &signing::public_key_info(Scheme::Toy, 1)[25..]).unwrap();
            let rest = der[at + 66..].to_vec();
            let sequence = rest.iter().position(|octet| *octet == 0x30).unwrap();
            rest[..sequence].to_vec()
        };
        let sound = extensions(&spec);
        let long = extensions(&CertSpec { faults: vec![EncodingFault::LongFormLength], ..spec });
        assert_eq!(long.len(), sound.len() + 1, "{sound:02x?} {long:02x?}");
        let length = |octets: &[u8]| match octets {
            [0xa3, short @ 0..0x80] => usize::from(*short),
            [0xa3, count, digits @ ..] => {
                assert_eq!(usize::from(count - 0x80), digits.len());
                digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit))
            }
            other => panic!("{other:02x?}"),
        };
        assert_eq!(length(&long), length(&sound));
    }
}

#[test]
fn every_form_of_key_is_read_as_what_it_is_under_every_scheme() {
    for scheme in Scheme::ALL {
        let plain = match scheme {
            Scheme::Toy | Scheme::P256 => KeyKind::Ec(Curve::P256),
            Scheme::Rsa2048 => KeyKind::Rsa { bits: 2_048 },
            Scheme::Ed25519 => KeyKind::Ed25519,
        };
        for (form, kind) in [
            (KeyForm::Plain, plain),
            (KeyForm::ExplicitParameters, KeyKind::Ec(Curve::Unknown)),
            (KeyForm::OtherCurve, KeyKind::Ec(Curve::Secp256k1)),
            (KeyForm::ShortRsa, KeyKind::Rsa { bits: 1_023 }),
            (KeyForm::LongRsa, KeyKind::Rsa { bits: 16_392 }),
            (KeyForm::Ed448, KeyKind::Ed448),
            (KeyForm::UnknownAlgorithm, KeyKind::Unknown),
            (KeyForm::Unreadable, KeyKind::UnreadableRsa),
        ] {
            for id in [0, 1, 7, 15] {
                let spec = CertSpec { key: PublicKey { id, form }, ..full() };
                let der = certificate(scheme, &spec);
                let parsed = Certificate::from_der(&der).unwrap();
                assert_eq!(parsed.defects(), [], "{form:?}");
                assert_eq!(parsed.public_key().unwrap().kind(), kind, "{scheme:?} {form:?} {id}");
            }
        }
    }
}

#[test]
fn every_form_of_signature_is_what_it_says_under_every_scheme() {
    const ECDSA_WITH_SHA1: &[u8] = &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1];
    for scheme in Scheme::ALL.into_iter().filter(|scheme| *scheme != Scheme::P256) {
        let own = &signing::signature_algorithm(scheme)[2..];
        let written = |signature| certificate(scheme, &CertSpec { signature, ..full() });
        let (sound, tampered) = (written(SignatureForm::Sound), written(SignatureForm::Tampered));
        let (last, changed) = (sound.len() - 1, sound.iter().zip(&tampered).filter(|(a, b)| a != b).count());
        assert_eq!((sound[last] ^ tampered[last], changed, tampered.len()), (1, 1, sound.len()), "{scheme:?}");
        for (form, inner, outer) in [
            (SignatureForm::Sound, Some(own), Some(own)),
            (SignatureForm::Tampered, Some(own), Some(own)),
            (SignatureForm::Empty, Some(own), Some(own)),
            (SignatureForm::Sha1, Some(ECDSA_WITH_SHA1), Some(ECDSA_WITH_SHA1)),
            (SignatureForm::UnknownAlgorithm, None, None),
            (SignatureForm::InnerAlgorithmDiffers, None, Some(own)),
        ] {
            let der = written(form);
            let parsed = Certificate::from_der(&der).unwrap();
            let algorithms = [parsed.tbs_signature_algorithm(), parsed.signature_algorithm()];
            for (found, expected) in algorithms.into_iter().zip([inner, outer]) {
                match expected {
                    Some(expected) => assert_eq!(found, expected, "{scheme:?} {form:?}"),
                    None => assert_ne!(found, own, "{scheme:?} {form:?}"),
                }
            }
            let value = signing::sign(scheme, 0, parsed.tbs());
            assert_eq!(parsed.signature() == value, form != SignatureForm::Tampered && form != SignatureForm::Empty);
            assert_eq!(parsed.signature().is_empty(), form == SignatureForm::Empty);
        }
    }
}

#[test]
fn serial_numbers_are_minimal_but_where_they_are_not_to_be() {
    let contents = |serial| {
        let der = certificate(Scheme::Toy, &CertSpec { serial, ..full() });
        Certificate::from_der(&der).unwrap().serial_number().to_vec()
    };
    assert_eq!(contents(Serial::Number(1)), [1]);
    assert_eq!(contents(Serial::Number(0x7f)), [0x7f]);
    assert_eq!(contents(Serial::Number(0x80)), [0, 0x80]);
    assert_eq!(contents(Serial::Number(0x7fff)), [0x7f, 0xff]);
    assert_eq!(contents(Serial::Number(0x8000)), [0, 0x80, 0]);
    assert_eq!(contents(Serial::Number(u64::MAX)), [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    assert_eq!(contents(Serial::Zero), [0]);
    assert_eq!(contents(Serial::Negative), [0x80, 1]);
    assert_eq!(contents(Serial::TooLong), [0x11; 21]);
}

#[test]
fn dates_are_utctime_from_1950_to_2049_and_generalizedtime_around() {
    for (at, expected) in [
        (-662_688_000, &b"\x18\x0f19490101000000Z"[..]),
        (-631_152_001, b"\x18\x0f19491231235959Z"),
        (-631_152_000, b"\x17\x0d500101000000Z"),
        (-1, b"\x17\x0d691231235959Z"),
        (951_782_400, b"\x17\x0d000229000000Z"),
        (2_524_607_999, b"\x17\x0d491231235959Z"),
        (2_524_608_000, b"\x18\x0f20500101000000Z"),
        (4_107_542_400, b"\x18\x0f21000301000000Z"),
        (253_402_300_799, b"\x18\x0f99991231235959Z"),
        // There is no notation for what is beyond.
        (253_402_300_800, b"\x18\x0f99991231235959Z"),
        (i64::MAX, b"\x18\x0f99991231235959Z"),
        (i64::MIN, b"\x18\x0f00000101000000Z"),
    ] {
        let mut der = der::Der::default();
        certificate::time(&mut der, at, true);
        assert_eq!(der.as_slice(), expected, "{at}");
    }
}

#[test]
fn lengths_are_minimal_at_every_edge() {
    for (length, header) in [
        (0, &[4, 0][..]),
        (1, &[4, 1]),
        (127, &[4, 127]),
        (128, &[4, 0x81, 128]),
        (255, &[4, 0x81, 255]),
        (256, &[4, 0x82, 1, 0]),
        (65_535, &[4, 0x82, 0xff, 0xff]),
        (65_536, &[4, 0x83, 1, 0, 0]),
    ] {
        let contents = vec![0x5a; length];
        let expected = [header, &contents].concat();
        let mut primitive = der::Der::default();
        primitive.octets(4, &contents);
        assert_eq!(primitive.as_slice(), expected);
        // After something, in pieces, and closed by a closure.
        let mut constructed = der::Der::default();
        constructed.truth();
        constructed.node(4, |der| contents.chunks(100).for_each(|chunk| der.raw(chunk)));
        constructed.truth();
        assert_eq!(constructed.as_slice(), [&[1, 1, 0xff], expected.as_slice(), &[1, 1, 0xff]].concat());
    }
}

#[test]
fn padded_lengths_say_the_same_in_more_octets() {
    for (padding, length, header) in [
        (1, 5, &[0x30, 0x81, 5][..]),
        (2, 5, &[0x30, 0x82, 0, 5]),
        (1, 200, &[0x30, 0x82, 0, 200]),
        (3, 300, &[0x30, 0x85, 0, 0, 0, 1, 44]),
        // A length of more octets than a number has digits is not written.
        (20, 5, &[0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 5]),
    ] {
        let mut der = der::Der::default();
        der.node_padded(0x30, padding, |der| der.raw(&vec![0; length]));
        assert_eq!(der.as_slice(), [header, &vec![0; length]].concat());
    }
}

#[test]
fn names_of_every_length_keep_certificates_readable() {
    for length in [1, 100, 126, 127, 128, 129, 250, 255, 256, 257, 65_000, 65_535, 65_536] {
        let spec = CertSpec { subject: Name::common("n".repeat(length)), ..full() };
        let der = certificate(Scheme::Toy, &spec);
        let parsed = Certificate::from_der(&der).unwrap();
        assert_eq!(parsed.defects(), [], "{length}");
        assert_eq!(occurrences(parsed.subject().as_contents(), b"n"), length);
    }
}
