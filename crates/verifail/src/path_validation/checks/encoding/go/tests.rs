//! Values as Go 1.27 reads them; each expectation was had from it.

mod values;

use super::*;

#[track_caller]
fn check<T: std::fmt::Debug>(rows: &[(T, bool)], read: impl Fn(&T) -> bool) {
    for (input, readable) in rows {
        assert_eq!(read(input), *readable, "{input:?}");
    }
}

#[test]
fn a_uri_reads_as_go_reads_it() {
    let rows = [
        ("https://example.com/", true),
        ("https://user:p@example.com:443/x", true),
        ("https://us er@example.com", false),
        ("urn:a:b", true),
        ("mailto:a@b", true),
        ("*", true),
        ("", true),
        ("example.com", true),
        ("://", false),
        (":foo", false),
        ("a b:c", false),
        ("1http://example.com", false),
        ("https://exa mple.com/", false),
        ("https://example.com.", false),
        ("http://a..com", false),
        ("https://%41.com", false),
        ("https://example.com/%zz", false),
        ("https://example.com?%zz", true),
        ("https://example.com/#%zz", false),
        ("https://example.com:x", false),
        ("https://example.com:", true),
        ("http://a:b:c/", false),
        ("http://[::1", false),
        ("https://[::1]:80/", true),
        ("http://[fe80::1%25en0]/", true),
        ("http://example.com/\u{1}", false),
        ("https://ex\u{e9}.com", false),
        ("http:///x", true),
    ];
    check(&rows, |uri| url::is_readable(uri.as_bytes()));
}

#[test]
fn attribute_values_are_of_their_type() {
    let rows: [((u8, &[u8]), bool); 11] = [
        ((tag::PRINTABLE_STRING, b"a*b&c"), true),
        ((tag::PRINTABLE_STRING, b"a_b"), false),
        ((tag::UTF8_STRING, b"\xff\xfe"), false),
        ((tag::IA5_STRING, b"c\xe9"), false),
        ((tag::TELETEX_STRING, b"c\xe9"), true),
        ((tag::NUMERIC_STRING, b"12 3"), true),
        ((tag::NUMERIC_STRING, b"12a"), false),
        ((tag::BMP_STRING, b"\0a\0b"), true),
        ((tag::BMP_STRING, b"\0a\0"), false),
        ((tag::BMP_STRING, b"\xd8\0\0a"), false),
        ((tag::BOOLEAN, b"abcd"), false),
    ];
    check(&rows, |&(tag, contents)| attribute_value(Element { tag, contents, encoded: contents }).is_ok());
}

#[test]
fn times_are_whole_and_have_a_zone() {
    let rows: [((u8, &[u8]), bool); 6] = [
        ((tag::UTC_TIME, b"300101000000Z"), true),
        ((tag::UTC_TIME, b"3001010000Z"), true),
        ((tag::UTC_TIME, b"300101000000+0000"), false),
        ((tag::GENERALIZED_TIME, b"20300101000000Z"), true),
        ((tag::GENERALIZED_TIME, b"20300101000000.5Z"), false),
        ((tag::GENERALIZED_TIME, b"203001010000Z"), false),
    ];
    check(&rows, |&(tag, contents)| time(Element { tag, contents, encoded: contents }).is_ok());
}

#[test]
fn numbers_are_minimal_and_arcs_fit() {
    let integers: [(&[u8], bool); 6] =
        [(&[], false), (&[0], true), (&[0, 1], false), (&[0xff, 0xff], false), (&[0, 0x80], true), (&[0x80], true)];
    check(&integers, |contents| integer(contents).is_ok());
    let arcs: [(&[u8], bool); 6] = [
        (&[], false),
        (&[0x2a, 3], true),
        (&[0x80, 1], false),
        (&[0x2a, 0x83], false),
        (&[0x2a, 0x87, 0xff, 0xff, 0xff, 0x7f], true),
        (&[0x2a, 0x88, 0x80, 0x80, 0x80, 0], false),
    ];
    check(&arcs, |contents| object_identifier(contents).is_ok());
}

#[test]
fn an_address_is_not_a_mapped_one() {
    let mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 1];
    let rows: [(&[u8], bool); 4] = [(&[10, 0, 0, 1], true), (&[1], false), (&[0; 16], true), (&mapped, false)];
    check(&rows, |octets| alternative_name(GeneralName::IpAddress(octets)).is_ok());
}
