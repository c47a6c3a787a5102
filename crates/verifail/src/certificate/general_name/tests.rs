//! Every form of name: how it is read, what it is called, how it prints.

use super::*;
use crate::crl::fixture::{directory_name, sequence, tlv, uri};

/// One name of each form, in the order of the CHOICE.
fn every_form() -> Vec<Vec<u8>> {
    vec![
        tlv(tag::context_constructed(0), b"other"),
        tlv(tag::context(1), b"root@example.com"),
        tlv(tag::context(2), b"example.com"),
        tlv(tag::context_constructed(3), b"x400"),
        directory_name(&["Example"]),
        tlv(tag::context_constructed(5), b"edi"),
        uri("https://example.com/"),
        tlv(tag::context(7), &[192, 0, 2, 1]),
        tlv(tag::context(8), &[0x2a, 3]),
    ]
}

#[test]
fn every_form_is_read_by_its_tag_and_says_its_name_and_number() {
    let contents = every_form().concat();
    let names: Vec<_> = GeneralNames::from_contents(&contents).iter().map(Result::unwrap).collect();
    let expect = [
        ("otherName", "otherName"),
        ("rfc822Name", "email:root@example.com"),
        ("dNSName", "DNS:example.com"),
        ("x400Address", "x400Address"),
        ("directoryName", "directory:CN=Example"),
        ("ediPartyName", "ediPartyName"),
        ("uniformResourceIdentifier", "URI:https://example.com/"),
        ("iPAddress", "IP:192.0.2.1"),
        ("registeredID", "registeredID:1.2.3"),
    ];
    assert_eq!(names.len(), expect.len());
    for (number, (name, (form, printed))) in (0..).zip(names.iter().zip(expect)) {
        assert_eq!((name.choice(), name.form(), name.to_string().as_str()), (number, form, printed));
    }
}

#[test]
fn names_are_read_up_to_the_first_fault() {
    let readers = [CertificateReader::Core, CertificateReader::Go, CertificateReader::Webpki];
    let read = |contents: &[u8]| {
        let names = GeneralNames::from_contents(contents);
        let [core, go, webpki] = readers.map(|by| names.read_by(by).map(|name| name.is_ok()).collect::<Vec<_>>());
        assert_eq!(core, go);
        assert_eq!(names.iter().count(), core.len());
        for (by, all) in readers.into_iter().zip([&core, &go, &webpki]) {
            assert_eq!(names.readable_by(by).count(), all.iter().filter(|is_ok| **is_ok).count());
        }
        assert_eq!(names.readable().count(), core.iter().filter(|is_ok| **is_ok).count());
        (core, webpki)
    };
    let both = |expect: &[bool]| (expect.to_vec(), expect.to_vec());
    assert_eq!(read(&[]), both(&[]));
    assert_eq!(read(&[uri("a"), uri("b")].concat()), both(&[true, true]));
    assert_eq!(read(&[uri("a"), tlv(tag::context(9), &[]), uri("b")].concat()), both(&[true, false]));
    assert_eq!(read(&[uri("a"), uri("b")[..2].to_vec()].concat()), both(&[true, false]));
    // A directoryName that holds no Name: webpki does not open it, and goes on behind it.
    let unopened = [tlv(tag::context_constructed(4), b"none"), uri("b")].concat();
    assert_eq!(read(&unopened), (vec![false], vec![true, true]));
    let trailing = tlv(tag::context_constructed(4), &[sequence(&[]), vec![5, 0]].concat());
    assert_eq!(read(&trailing), (vec![false], vec![true]));
}

#[test]
fn a_list_without_names_is_empty() {
    assert!(GeneralNames::decode(&[0x30, 0]).unwrap().is_empty());
    let one = sequence(&[uri("a")]);
    assert!(!GeneralNames::decode(&one).unwrap().is_empty());
    assert!(GeneralNames::decode(&uri("a")).is_err());
}

#[test]
fn text_of_a_name_is_cut_and_escaped() {
    let printed = |octets: &[u8]| GeneralName::DnsName(octets).to_string();
    assert_eq!(printed(&[b'a'; 253]), format!("DNS:{}", "a".repeat(253)));
    assert_eq!(printed(&[b'a'; 254]), format!("DNS:{}…", "a".repeat(253)));
    assert_eq!(printed("é".repeat(254).as_bytes()), format!("DNS:{}…", "é".repeat(253)));
    assert_eq!(printed(b"a\xffb\xfe"), "DNS:a\u{fffd}b\u{fffd}");
    assert_eq!(printed(b"a\0b\\c,d"), "DNS:a\\u{0}b\\\\c,d");
}

#[test]
fn an_address_prints_with_its_prefix_or_with_a_mask_that_is_none() {
    let v6 = |octets: &[u8]| {
        let mut address = [0; 16];
        address[..octets.len()].copy_from_slice(octets);
        address.to_vec()
    };
    for (octets, expect) in [
        (vec![192, 0, 2, 1], "192.0.2.1"),
        (v6(&[0x20, 1, 0xd, 0xb8]), "2001:db8::"),
        (vec![192, 0, 2, 0, 255, 255, 255, 0], "192.0.2.0/24"),
        (vec![192, 0, 2, 0, 255, 255, 255, 128], "192.0.2.0/25"),
        (vec![0; 8], "0.0.0.0/0"),
        (vec![1, 2, 3, 4, 255, 255, 255, 255], "1.2.3.4/32"),
        (vec![192, 0, 2, 0, 255, 0, 255, 0], "192.0.2.0/255.0.255.0"),
        (vec![192, 0, 2, 0, 255, 255, 253, 0], "192.0.2.0/255.255.253.0"),
        (vec![192, 0, 2, 0, 127, 0, 0, 0], "192.0.2.0/127.0.0.0"),
        ([v6(&[0x20, 1, 0xd, 0xb8]), v6(&[0xff, 0xff, 0xff, 0xff])].concat(), "2001:db8::/32"),
        ([v6(&[0x20, 1, 0xd, 0xb8]), v6(&[0xff, 0, 0xff])].concat(), "2001:db8::/ff00:ff00::"),
        (vec![], "<0 octets>"),
        (vec![1, 2, 3], "<3 octets>"),
        (vec![0; 24], "<24 octets>"),
    ] {
        assert_eq!(GeneralName::IpAddress(&octets).to_string(), format!("IP:{expect}"));
    }
}
