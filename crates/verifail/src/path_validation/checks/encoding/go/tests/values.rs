//! The limits of what Go reads, by its source (`crypto/x509/parser.go`, `encoding/asn1`, `net/url`).

use super::check;
use crate::certificate::{Extension, PublicKeyInfo};
use crate::der::{Element, tag};
use crate::oid::{self, ObjectIdentifier};
use crate::path_validation::checks::encoding::go::{self, key, url};

/// An extension's type and value, and whether Go reads them.
type Row<'a> = ((&'a [u8], &'a [u8]), bool);

/// An extension of that type with that value.
fn reads(id: &[u8], value: &[u8]) -> bool {
    go::extension(&Extension { id: ObjectIdentifier::new(id), critical: false, value }).is_ok()
}

#[test]
fn numbers_in_extensions_fit_a_machine_word() {
    let rows: [Row<'_>; 12] = [
        ((oid::BASIC_CONSTRAINTS, &[0x30, 0]), true),
        ((oid::BASIC_CONSTRAINTS, &[0x30, 6, 1, 1, 0xff, 2, 1, 5]), true),
        ((oid::BASIC_CONSTRAINTS, &[0x30, 13, 1, 1, 0xff, 2, 8, 0x7f, 1, 1, 1, 1, 1, 1, 1]), true),
        ((oid::BASIC_CONSTRAINTS, &[0x30, 14, 1, 1, 0xff, 2, 9, 0x7f, 1, 1, 1, 1, 1, 1, 1, 1]), false),
        ((oid::POLICY_CONSTRAINTS, &[0x30, 6, 0x80, 1, 0, 0x81, 1, 0]), true),
        ((oid::POLICY_CONSTRAINTS, &[0x30, 14, 0x80, 1, 0, 0x81, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1]), false),
        ((oid::POLICY_CONSTRAINTS, &[0x30, 4, 0x80, 2, 0, 1]), false),
        ((oid::INHIBIT_ANY_POLICY, &[2, 1, 5]), true),
        ((oid::INHIBIT_ANY_POLICY, &[2, 2, 0, 5]), false),
        ((oid::INHIBIT_ANY_POLICY, &[2, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1]), false),
        ((oid::SUBJECT_KEY_IDENTIFIER, &[2, 2, 0, 5]), true),
        ((&[0x80, 1], &[5, 0]), false),
    ];
    check(&rows, |(id, value)| reads(id, value));
}

#[test]
fn lists_in_extensions_are_read_to_their_end() {
    const POINT: &[u8] = &[0x30, 8, 0xa0, 6, 0xa0, 4, 0x86, 2, b'a', b':'];
    let two_points = [&[0x30, 12][..], POINT, &[5, 0]].concat();
    let one_point = [&[0x30, 10][..], POINT].concat();
    let rows: [Row<'_>; 27] = [
        ((oid::EXTENDED_KEY_USAGE, &[0x30, 6, 6, 1, 0x2a, 6, 1, 0x2b]), true),
        ((oid::EXTENDED_KEY_USAGE, &[0x30, 7, 6, 1, 0x2a, 6, 2, 0x80, 1]), false),
        ((oid::EXTENDED_KEY_USAGE, &[0x30, 2, 5, 0]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 10, 0x30, 3, 6, 1, 0x2a, 0x30, 3, 6, 1, 0x2b]), true),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 10, 0x30, 3, 6, 1, 0x2a, 0x30, 3, 6, 1, 0x2a]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 6, 0x30, 4, 6, 2, 0x80, 1]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 6, 0x30, 4, 6, 2, 0x2a, 0x83]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 4, 0x30, 2, 6, 0]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 4, 0x30, 2, 5, 0]), false),
        ((oid::CERTIFICATE_POLICIES, &[0x30, 7, 0x30, 5, 6, 1, 0x2a, 5, 0]), true),
        ((oid::CRL_DISTRIBUTION_POINTS, &one_point), true),
        ((oid::CRL_DISTRIBUTION_POINTS, &[0x30, 4, 0x30, 2, 0x81, 0]), true),
        ((oid::CRL_DISTRIBUTION_POINTS, &[0x30, 6, 0x30, 4, 0xa0, 2, 0xa1, 0]), false),
        ((oid::CRL_DISTRIBUTION_POINTS, &[0x30, 10, 0x30, 8, 0xa0, 6, 0xa0, 4, 0x86, 9, b'a', b':']), false),
        ((oid::CRL_DISTRIBUTION_POINTS, &two_points), false),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 0]), true),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 9, 0x30, 7, 6, 1, 0x2a, 0x86, 2, b'a', b':']), true),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 5, 0x30, 3, 6, 1, 0x2a]), true),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 6, 0x30, 4, 6, 2, 0x80, 1]), false),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 4, 0x30, 2, 5, 0]), false),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 9, 0x30, 7, 6, 1, 0x2a, 0x86, 9, b'a', b':']), false),
        ((oid::AUTHORITY_INFO_ACCESS, &[0x30, 7, 0x30, 3, 6, 1, 0x2a, 5, 0]), false),
        ((oid::SUBJECT_ALT_NAME, &[0x30, 6, 0x82, 1, b'a', 0x81, 1, b'a']), true),
        ((oid::SUBJECT_ALT_NAME, &[0x30, 3, 0x82, 1, 0xe9]), false),
        ((oid::SUBJECT_ALT_NAME, &[0x30, 6, 0x82, 1, b'a', 0x81, 1, 0xe9]), false),
        ((oid::SUBJECT_ALT_NAME, &[0x30, 4, 0x86, 2, b':', b'a']), false),
        ((oid::SUBJECT_ALT_NAME, &[0x30, 4, 0x86, 2, b'a', b':']), true),
    ];
    check(&rows, |(id, value)| reads(id, value));
}

#[test]
fn an_integer_has_no_octet_too_many() {
    let rows: [(&[u8], bool); 5] =
        [(&[0xff, 1], true), (&[0xff], true), (&[0xff, 0x80], false), (&[0, 0x7f], false), (&[1, 0], true)];
    check(&rows, |contents| go::integer(contents).is_ok());
}

#[test]
fn an_arc_is_below_two_to_the_thirty_first() {
    let rows: [(&[u8], bool); 5] = [
        (&[0x2a, 0xff, 0xff, 0xff, 0x7f], true),
        (&[0x2a, 0x81, 0x80, 0x80, 0x80, 0], true),
        (&[0x2a, 0x90, 0x80, 0x80, 0x80, 0], false),
        (&[0x2a, 0xc0, 0x80, 0x80, 0x80, 0], false),
        (&[0x2a, 0x81, 0x80, 0x80, 0x80, 0x80, 0], false),
    ];
    check(&rows, |contents| go::object_identifier(contents).is_ok());
}

#[test]
fn attribute_values_of_every_type_are_read() {
    let rows: [((u8, &[u8]), bool); 21] = [
        ((tag::PRINTABLE_STRING, b"aZ09 '()*+,-./:=?&"), true),
        ((tag::PRINTABLE_STRING, b"a@b"), false),
        ((tag::UTF8_STRING, "\u{e9}".as_bytes()), true),
        ((tag::IA5_STRING, b"a@b"), true),
        ((tag::BMP_STRING, b"\xd7\xff\xe0\0"), true),
        ((tag::BMP_STRING, b"\xdf\xff"), false),
        ((tag::BMP_STRING, b"\xfd\xcf\xfd\xf0\xff\xfd"), true),
        ((tag::BMP_STRING, b"\xfd\xd0"), false),
        ((tag::BMP_STRING, b"\xff\xfe"), false),
        ((tag::BMP_STRING, b"\xff\xff"), false),
        ((tag::INTEGER, &[5]), true),
        ((tag::INTEGER, &[0, 5]), false),
        ((tag::BIT_STRING, &[0, 5]), true),
        ((tag::BIT_STRING, &[8, 5]), false),
        ((tag::OID, &[0x2a]), true),
        ((tag::OID, &[0x80, 1]), false),
        ((tag::BOOLEAN, &[0xff]), true),
        ((tag::UTC_TIME, b"300101000000Z"), true),
        ((tag::UTC_TIME, b"3001010000000Z"), false),
        ((tag::GENERALIZED_TIME, b"20300101000000Z"), true),
        ((tag::GENERALIZED_TIME, b"203001010000Z"), false),
    ];
    check(&rows, |&(tag, contents)| go::attribute_value(Element { tag, contents, encoded: contents }).is_ok());
}

#[test]
fn an_offset_is_four_digits_and_not_zero() {
    let rows: [(&[u8], bool); 8] = [
        (b"300101000000+0100", true),
        (b"300101000000-0100", true),
        (b"300101000000-0000", false),
        (b"300101000000+010", false),
        (b"300101000000+01000", false),
        (b"300101000000+01x0", false),
        (b"300101000000x0100", false),
        (b"300101000000", false),
    ];
    check(&rows, |&contents| go::time(Element { tag: tag::UTC_TIME, contents, encoded: contents }).is_ok());
}

#[test]
fn every_part_of_a_uri_is_read() {
    let rows = [
        ("a+b-c.d:e", true),
        ("+a:e", false),
        ("urn:%zz", true),
        ("%zz", false),
        ("/%zz", false),
        ("a:/%zz", false),
        ("a:/x", true),
        ("///x", true),
        ("///%zz", false),
        ("//a..b/", false),
        ("//a.b/", true),
        ("a/b:c", true),
        ("https://%zz@a.com/", false),
        ("https://u%41@a.com/", true),
        ("https://u@a..com/", false),
        ("https://u@v@a.com/", true),
        ("https://a.com:1:2/", false),
        ("HTTP://a.com:1:2/", false),
        ("ftp://a.com:1:2/", true),
        ("ftp://a.com:1:x/", false),
        ("https://a[b/", false),
        ("https://a%25b.com/", true),
        ("https://a%20b.com/", false),
        ("https://a%b.com/", false),
        ("http://[::1]80/", false),
        ("http://[::1]:x/", false),
        ("http://[::1%25]/", false),
        ("http://[::1%25a b]/", false),
        ("http://[::1%25a_~-.9]/", true),
        ("http://[1.2.3.4]/", false),
        ("http://[x]/", false),
        ("http://a.com/%4", false),
        ("http://a.com/%4g", false),
        ("http://a.com/%4F", true),
        ("http://a.com/#%4F", true),
    ];
    check(&rows, |uri| url::is_readable(uri.as_bytes()));
}

fn sequence(contents: &[u8]) -> Vec<u8> {
    [&[0x30, contents.len() as u8], contents].concat()
}

/// A key of an algorithm with parameters; its octets as they are.
fn key_reads(algorithm: &[u8], parameters: &[u8], octets: &[u8]) -> bool {
    let id = [&[6, algorithm.len() as u8], algorithm].concat();
    let bits = [&[3, octets.len() as u8 + 1, 0], octets].concat();
    let info = [sequence(&[&id[..], parameters].concat()), bits].concat();
    key::read(&PublicKeyInfo::decode_contents(&info).unwrap()).is_ok()
}

#[test]
fn the_numbers_of_a_key_are_positive_and_its_parameters_what_they_must_be() {
    const NULL: &[u8] = &[5, 0];
    // A modulus of 16 octets; shorter ones are no keys to anybody.
    let modulus = [&[2, 16, 0x41][..], &[1; 15]].concat();
    let rsa = |exponent: &[u8]| sequence(&[&modulus[..], exponent].concat());
    let rows = [
        ((oid::RSA_ENCRYPTION, NULL, rsa(&[2, 1, 3])), true),
        ((oid::RSA_ENCRYPTION, &[], rsa(&[2, 1, 3])), false),
        ((oid::RSA_ENCRYPTION, NULL, rsa(&[2, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1])), false),
        ((oid::RSA_ENCRYPTION, NULL, rsa(&[2, 8, 1, 1, 1, 1, 1, 1, 1, 1])), true),
        ((oid::DSA, &[0x30, 9, 2, 1, 3, 2, 1, 3, 2, 1, 3], vec![2, 1, 3]), true),
        ((oid::DSA, &[0x30, 6, 2, 1, 3, 2, 1, 3], vec![2, 1, 3]), false),
        ((oid::DSA, &[0x30, 9, 2, 1, 3, 2, 1, 3, 2, 1, 0], vec![2, 1, 3]), false),
        ((oid::DSA, &[0x30, 9, 2, 1, 3, 2, 1, 0x80, 2, 1, 3], vec![2, 1, 3]), false),
        ((oid::DSA, &[0x30, 9, 2, 1, 3, 2, 1, 3, 2, 1, 3], vec![2, 1, 0]), false),
        ((oid::DSA, &[0x30, 9, 2, 1, 3, 2, 1, 3, 2, 1, 3], vec![2, 1, 0x80]), false),
        ((oid::ED25519, &[], vec![1; 32]), true),
        ((oid::ED25519, NULL, vec![1; 32]), false),
        ((oid::ED25519, &[], vec![1; 33]), false),
    ];
    check(&rows, |(algorithm, parameters, octets)| key_reads(algorithm, parameters, octets));
}

#[test]
fn a_point_is_uncompressed() {
    const P256: &[u8] = &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    let point = |first: u8, octets: usize| [&[first][..], &vec![1; octets]].concat();
    let rows = [(point(4, 64), true), (point(2, 32), false), (point(2, 64), false), (point(4, 32), false)];
    check(&rows, |octets| key_reads(oid::EC_PUBLIC_KEY, P256, octets));
}
