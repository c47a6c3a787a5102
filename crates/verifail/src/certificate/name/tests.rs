//! Names: when two are one, what is read of them, and how they print.

use super::*;
use crate::crl::fixture::{sequence, tlv};

/// A Name from (OID, tag, octets) triples, one attribute per RDN.
fn name(attributes: &[(&[u8], u8, &[u8])]) -> Vec<u8> {
    attributes
        .iter()
        .flat_map(|(kind, t, value)| {
            let pair = [tlv(tag::OID, kind), tlv(*t, value)].concat();
            tlv(tag::SET, &tlv(tag::SEQUENCE, &pair))
        })
        .collect()
}

fn check(left: (u8, &[u8]), right: (u8, &[u8]), expect: bool) {
    let (l, r) = (name(&[(oid::COMMON_NAME, left.0, left.1)]), name(&[(oid::COMMON_NAME, right.0, right.1)]));
    let (l, r) = (DistinguishedName::from_contents(&l), DistinguishedName::from_contents(&r));
    assert_eq!(l.matches(&r, NameComparison::Rfc5280), expect, "{l} and {r}");
    assert_eq!(l.matches(&r, NameComparison::Exact), left == right);
    if expect {
        assert_eq!(l.hash(), r.hash(), "{l} and {r} match and must hash alike");
    }
}

#[test]
fn case_string_type_and_insignificant_space_do_not_count() {
    check((tag::PRINTABLE_STRING, b"Good CA"), (tag::UTF8_STRING, b"good ca"), true);
    check((tag::PRINTABLE_STRING, b"Good\x0bCA"), (tag::PRINTABLE_STRING, b"Good CA"), true);
    check((tag::PRINTABLE_STRING, b"  Good   CA "), (tag::PRINTABLE_STRING, b"Good CA"), true);
    check((tag::UTF8_STRING, "É".as_bytes()), (tag::BMP_STRING, &[0x00, 0xe9]), true);
    check((tag::TELETEX_STRING, &[0xe9]), (tag::UTF8_STRING, "é".as_bytes()), true);
    check((tag::PRINTABLE_STRING, b"Good CA"), (tag::PRINTABLE_STRING, b"GoodCA"), false);
    check((tag::OCTET_STRING, b"a"), (tag::PRINTABLE_STRING, b"a"), false);
}

#[test]
fn text_that_cannot_be_read_equals_no_other_encoding() {
    let (one, other) = ([0xd8, 0, 0, b'a'], [0xdc, 0, 0, b'a']);
    check((tag::BMP_STRING, &one), (tag::BMP_STRING, &one), true);
    check((tag::BMP_STRING, &one), (tag::BMP_STRING, &other), false);
    check((tag::UTF8_STRING, b"a\xff"), (tag::UTF8_STRING, b"a\xfe"), false);
    check((tag::UTF8_STRING, "\u{fffd}".as_bytes()), (tag::UTF8_STRING, b"\xff"), false);
}

#[test]
fn what_cannot_be_seen_is_escaped() {
    assert_eq!(quotable("a\u{202e}\"b\0"), "a\\u{202e}\\\"b\\u{0}");
    for (character, printed) in [
        ("\u{ad}", "CN=\\u{ad}"),
        ("\u{61c}", "CN=\\u{61c}"),
        ("\u{3164}", "CN=\\u{3164}"),
        ("\u{e0041}", "CN=\\u{e0041}"),
        ("é", "CN=é"),
    ] {
        let der = name(&[(oid::COMMON_NAME, tag::UTF8_STRING, character.as_bytes())]);
        assert_eq!(DistinguishedName::from_contents(&der).to_string(), printed);
    }
}

#[test]
fn names_print_most_specific_first_and_without_terminal_escapes() {
    let der = name(&[
        (oid::COUNTRY_NAME, tag::PRINTABLE_STRING, b"US"),
        (oid::COMMON_NAME, tag::UTF8_STRING, b"a,b\x1b[31m"),
    ]);
    assert_eq!(DistinguishedName::from_contents(&der).to_string(), "CN=a\\,b\\u{1b}[31m,C=US");
}

#[test]
fn a_subtree_holds_its_own_root_and_everything_below() {
    let (c, co) = (
        name(&[(oid::COUNTRY_NAME, tag::PRINTABLE_STRING, b"US")]),
        name(&[(oid::COUNTRY_NAME, tag::PRINTABLE_STRING, b"us"), (oid::ORGANIZATION_NAME, tag::UTF8_STRING, b"x")]),
    );
    let (c, co) = (DistinguishedName::from_contents(&c), DistinguishedName::from_contents(&co));
    assert!(c.is_within(&c) && co.is_within(&c) && !c.is_within(&co));
    assert!(c.is_within(&DistinguishedName::from_contents(&[])));
}

/// One relative distinguished name of these attributes.
fn rdn(attributes: &[(&[u8], u8, &[u8])]) -> Vec<u8> {
    let one = |(kind, tag, value): &(&[u8], u8, &[u8])| sequence(&[tlv(tag::OID, kind), tlv(*tag, value)]);
    tlv(tag::SET, &attributes.iter().map(one).collect::<Vec<_>>().concat())
}

fn matches(left: &[u8], right: &[u8]) -> bool {
    let (left, right) = (DistinguishedName::from_contents(left), DistinguishedName::from_contents(right));
    let found = left.matches(&right, NameComparison::Rfc5280);
    assert_eq!(right.matches(&left, NameComparison::Rfc5280), found, "{left} and {right}, either way");
    if found {
        assert_eq!(left.hash(), right.hash(), "{left} and {right} match and must hash alike");
    }
    found
}

#[test]
fn attributes_of_one_rdn_match_in_any_order_and_each_needs_its_own_kind() {
    const A: (&[u8], u8, &[u8]) = (oid::COMMON_NAME, tag::UTF8_STRING, b"a");
    const UPPER: (&[u8], u8, &[u8]) = (oid::COMMON_NAME, tag::PRINTABLE_STRING, b"A");
    const B: (&[u8], u8, &[u8]) = (oid::COMMON_NAME, tag::UTF8_STRING, b"b");
    const C: (&[u8], u8, &[u8]) = (oid::COMMON_NAME, tag::UTF8_STRING, b"c");
    const OTHER: (&[u8], u8, &[u8]) = (oid::ORGANIZATION_NAME, tag::UTF8_STRING, b"a");
    for (left, right, expect) in [
        (&[A][..], &[UPPER][..], true),
        (&[A], &[OTHER], false),
        (&[A], &[B], false),
        (&[A, B], &[B, UPPER], true),
        (&[A, B], &[A, C], false),
        (&[A, B], &[UPPER, B, B], false),
        (&[A, B], &[A, UPPER], false),
        (&[A, B, C], &[C, UPPER, B], true),
        (&[A, B, C], &[C, B], false),
        (&[A], &[A, UPPER], false),
    ] {
        assert_eq!(matches(&rdn(left), &rdn(right)), expect, "{left:?} and {right:?}");
    }
}

#[test]
fn the_order_of_rdns_counts_and_so_does_their_number() {
    let (a, b) =
        (rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"a")]), rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"b")]));
    let upper = rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"A")]);
    for (left, right, expect) in [
        ([&a[..], &b].concat(), [&upper[..], &b].concat(), true),
        ([&a[..], &b].concat(), [&b[..], &a].concat(), false),
        ([&a[..], &b].concat(), upper.clone(), false),
        (vec![], vec![], true),
        (vec![], a.clone(), false),
    ] {
        assert_eq!(matches(&left, &right), expect);
    }
}

#[test]
fn the_last_rdn_is_what_is_hashed() {
    let hash = |contents: &[u8]| DistinguishedName::from_contents(contents).hash();
    let of = |kind: &'static [u8], text: &[u8]| rdn(&[(kind, tag::UTF8_STRING, text)]);
    let (a, b, o) = (of(oid::COMMON_NAME, b"a"), of(oid::COMMON_NAME, b"b"), of(oid::ORGANIZATION_NAME, b"a"));
    let distinct = [&[][..], &a, &b, &o].map(hash);
    assert_eq!(distinct.into_iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    assert_eq!(hash(&[&a[..], &b].concat()), hash(&b));
    assert_eq!(hash(&[&b[..], &a].concat()), hash(&a));
    // Of a name that breaks off, the last one that can be read.
    assert_eq!(hash(&[&b[..], &a, &[0x31, 0x7f]].concat()), hash(&a));
}

#[test]
fn up_to_16_attributes_of_one_rdn_are_compared_in_any_order() {
    for (count, expect) in [(2, true), (16, true), (17, false)] {
        let texts: Vec<_> = (0..count).map(|n| format!("v{n}")).collect();
        let mut attributes: Vec<_> =
            texts.iter().map(|text| (oid::COMMON_NAME, tag::UTF8_STRING, text.as_bytes())).collect();
        let forward = rdn(&attributes);
        attributes.reverse();
        assert_eq!(matches(&forward, &rdn(&attributes)), expect, "{count}");
        assert!(matches(&forward, &forward));
    }
}

#[test]
fn what_cannot_be_read_equals_its_own_octets_in_an_rdn_and_in_a_value() {
    // The second RDN makes the whole names differ in octets.
    let name =
        |first: &[u8], last: &str| [first, &rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, last.as_bytes())])].concat();
    let unreadable = tlv(tag::SET, &[5, 0]);
    assert!(matches(&name(&unreadable, "x"), &name(&unreadable, "X")));
    assert!(!matches(&name(&unreadable, "x"), &name(&tlv(tag::SET, &[5, 1, 0]), "X")));
    let binary = |octets: &[u8], text: &str| {
        rdn(&[(oid::SURNAME, tag::OCTET_STRING, octets), (oid::COMMON_NAME, tag::UTF8_STRING, text.as_bytes())])
    };
    assert!(matches(&binary(b"a", "x"), &binary(b"a", "X")));
    assert!(!matches(&binary(b"a", "x"), &binary(b"A", "X")));
}

#[test]
fn every_string_type_is_read_as_the_characters_it_holds() {
    let same = |tag: u8, octets: &[u8], text: &str| {
        check((tag, octets), (tag::UTF8_STRING, text.as_bytes()), true);
        let value = Element { tag, contents: octets, encoded: &[] };
        assert_eq!(characters(value).collect::<String>(), text);
    };
    same(tag::BMP_STRING, &[1, 0x42, 0, b'a'], "\u{142}a");
    same(tag::UNIVERSAL_STRING, &[0, 1, 0xf6, 0, 0, 0, 1, 0x42], "\u{1f600}\u{142}");
    same(tag::TELETEX_STRING, &[0xe9, b'a'], "\u{e9}a");
    same(tag::IA5_STRING, b"ab", "ab");
    same(tag::VISIBLE_STRING, b"ab", "ab");
    same(tag::NUMERIC_STRING, b"12", "12");
    let broken = |tag: u8, contents: &[u8]| characters(Element { tag, contents, encoded: &[] }).collect::<String>();
    assert_eq!(broken(tag::UTF8_STRING, b"a\xffb"), "a\u{fffd}b");
    assert_eq!(broken(tag::BMP_STRING, &[0xd8, 0, 0, b'b']), "\u{fffd}b");
    assert_eq!(broken(tag::UNIVERSAL_STRING, &[0, 0x11, 0, 0]), "\u{fffd}");
}

#[test]
fn sixteen_rdns_are_printed_and_the_rest_is_cut() {
    let printed = |count: usize| {
        let one = rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"a")]);
        DistinguishedName::from_contents(&one.repeat(count)).to_string()
    };
    let sixteen = ["CN=a"; 16].join(",");
    assert_eq!(printed(1), "CN=a");
    assert_eq!(printed(16), sixteen);
    assert_eq!(printed(17), format!("{sixteen},…"));
    assert_eq!(printed(400), printed(17));
}

#[test]
fn a_long_value_is_cut_and_one_that_is_no_text_is_hexadecimal() {
    let printed =
        |kind: &[u8], tag: u8, value: &[u8]| DistinguishedName::from_contents(&rdn(&[(kind, tag, value)])).to_string();
    assert_eq!(printed(oid::COMMON_NAME, tag::UTF8_STRING, &[b'a'; 128]), format!("CN={}", "a".repeat(128)));
    assert_eq!(printed(oid::COMMON_NAME, tag::UTF8_STRING, &[b'a'; 129]), format!("CN={}…", "a".repeat(128)));
    assert_eq!(printed(&[0x2a, 3], tag::OCTET_STRING, &[0xab; 2]), "1.2.3=#0402abab");
    assert_eq!(printed(&[0x2a, 3], tag::OCTET_STRING, &[0xab; 100]), format!("1.2.3=#0464{}", "ab".repeat(62)));
    assert_eq!(
        printed(oid::COMMON_NAME, tag::UTF8_STRING, b"a,b+c\"d\\e<f>g;h=i"),
        "CN=a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h=i"
    );
    let two = rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"a"), (oid::ORGANIZATION_NAME, tag::UTF8_STRING, b"b")]);
    assert_eq!(DistinguishedName::from_contents(&two).to_string(), "CN=a+O=b");
    let unreadable = DistinguishedName::from_contents(&[5, 0]);
    assert_eq!(
        (unreadable.to_string().as_str(), format!("{unreadable:?}").as_str()),
        ("<unreadable name>", "DistinguishedName(<unreadable name>)")
    );
    assert_eq!(DistinguishedName::from_contents(&[]).to_string(), "<empty name>");
}

#[test]
fn text_between_quotes_is_cut_and_escaped() {
    assert_eq!(quotable(&"é".repeat(128)), "é".repeat(128));
    assert_eq!(quotable(&"é".repeat(129)), "é".repeat(128));
    assert_eq!(quotable("a,\"\\\u{200b}\n"), "a,\\\"\\\\\\u{200b}\\u{a}");
}

#[test]
fn values_of_one_type_are_those_of_every_rdn() {
    let contents = [
        rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"a"), (oid::EMAIL_ADDRESS, tag::IA5_STRING, b"a@b.c")]),
        rdn(&[(oid::ORGANIZATION_NAME, tag::UTF8_STRING, b"b")]),
        rdn(&[(oid::COMMON_NAME, tag::BMP_STRING, &[0, b'c'])]),
    ]
    .concat();
    let name = DistinguishedName::from_contents(&contents);
    assert_eq!(name.values(oid::COMMON_NAME).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(
        name.attributes().map(|attribute| is_email(&attribute)).collect::<Vec<_>>(),
        [false, true, false, false]
    );
    assert_eq!((name.validate(), name.rdns().count(), name.is_empty()), (Ok(()), 3, false));
}

#[test]
fn a_name_is_read_through_to_its_first_fault() {
    let good = rdn(&[(oid::COMMON_NAME, tag::UTF8_STRING, b"a")]);
    for (last, error) in [
        (tlv(tag::SET, &[]), DerError::Empty),
        (tlv(tag::SEQUENCE, &[]), DerError::UnexpectedTag { expected: tag::SET, found: tag::SEQUENCE }),
        (tlv(tag::SET, &sequence(&[tlv(tag::OID, oid::COMMON_NAME)])), DerError::Truncated),
        (tlv(tag::SET, &[5, 0]), DerError::UnexpectedTag { expected: tag::SEQUENCE, found: 5 }),
    ] {
        assert_eq!(DistinguishedName::from_contents(&[&good[..], &last, &good].concat()).validate(), Err(error));
    }
}
