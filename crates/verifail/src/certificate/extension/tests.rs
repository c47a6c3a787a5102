//! Each extension's value: what every field of it says, and what is none.

use super::*;
use crate::certificate::GeneralName;
use crate::crl::fixture::{directory_name, full_name, reasons, relative_name, sequence, tlv, uri};
use crate::der::{DerError, tag};
use crate::oid;

fn id(contents: &[u8]) -> Vec<u8> {
    tlv(tag::OID, contents)
}

fn number(value: u8) -> Vec<u8> {
    tlv(tag::INTEGER, &[value])
}

#[test]
fn basic_constraints_tell_a_spelled_default_from_an_absent_one() {
    let boolean = |octet: u8| tlv(tag::BOOLEAN, &[octet]);
    for (fields, ca, path_length, explicit_default) in [
        (vec![], false, None, false),
        (vec![boolean(0)], false, None, true),
        (vec![boolean(0xff)], true, None, false),
        (vec![boolean(0xff), number(0)], true, Some(0), false),
        (vec![number(3)], false, Some(3), false),
    ] {
        let expect = BasicConstraints { ca, path_length, explicit_default };
        assert_eq!(BasicConstraints::decode(&sequence(&fields)), Ok(expect));
    }
    for (fields, error) in [
        (vec![boolean(1)], DerError::Value),
        (vec![boolean(0xff), number(0x80)], DerError::Value),
        (vec![number(1), boolean(0xff)], DerError::TrailingData),
    ] {
        assert_eq!(BasicConstraints::decode(&sequence(&fields)), Err(error));
    }
}

#[test]
fn every_key_usage_has_its_bit_and_its_name() {
    const ALL: [(KeyUsage, &str); 9] = [
        (KeyUsage::DIGITAL_SIGNATURE, "digitalSignature"),
        (KeyUsage::NON_REPUDIATION, "nonRepudiation"),
        (KeyUsage::KEY_ENCIPHERMENT, "keyEncipherment"),
        (KeyUsage::DATA_ENCIPHERMENT, "dataEncipherment"),
        (KeyUsage::KEY_AGREEMENT, "keyAgreement"),
        (KeyUsage::KEY_CERT_SIGN, "keyCertSign"),
        (KeyUsage::CRL_SIGN, "cRLSign"),
        (KeyUsage::ENCIPHER_ONLY, "encipherOnly"),
        (KeyUsage::DECIPHER_ONLY, "decipherOnly"),
    ];
    for (at, (usage, name)) in ALL.into_iter().enumerate() {
        let octets = (0x8000u16 >> at).to_be_bytes();
        assert_eq!(KeyUsage::decode(&tlv(tag::BIT_STRING, &[&[0], &octets[..]].concat())), Ok(usage), "{name}");
        assert_eq!((usage.to_string().as_str(), usage.names().count()), (name, 1));
        for (other, _) in ALL {
            assert_eq!(usage.intersects(other), usage == other, "{usage} and {other}");
        }
    }
    let all = ALL.into_iter().fold(ALL[0].0, |set, (usage, _)| set.union(usage));
    assert_eq!(all.names().collect::<Vec<_>>(), ALL.map(|(_, name)| name));
    // A set with what it has already is the set.
    assert_eq!(all.union(KeyUsage::CRL_SIGN), all);
    assert!(all.intersects(KeyUsage::DECIPHER_ONLY) && !all.is_empty());
}

#[test]
fn bits_beyond_the_nine_key_usages_mean_nothing() {
    let none = KeyUsage::decode(&tlv(tag::BIT_STRING, &[0, 0, 0x7f, 0xff])).unwrap();
    assert!(none.is_empty() && !none.intersects(none));
    assert_eq!(none.to_string(), "no bit");
}

#[test]
fn every_revocation_reason_has_its_bit() {
    for at in 0..9 {
        let octets = (0x8000u16 >> at).to_be_bytes();
        let flags = ReasonFlags::decode_contents(&[&[0], &octets[..]].concat()).unwrap();
        // Bit 0 is not used.
        assert_eq!(flags.0, if at == 0 { 0 } else { 1 << at }, "{at}");
        assert!(!flags.is_all());
    }
    let flags = |octets: &[u8]| ReasonFlags::decode_contents(&[&[0], octets].concat()).unwrap();
    assert_eq!((flags(&[0xff, 0xff, 0xff]), flags(&[0x7f, 0x80])), (ReasonFlags::ALL, ReasonFlags::ALL));
    let (one, other) = (flags(&[0b0110_0000]), flags(&[0b0011_0000]));
    assert_eq!((one.union(other), one.intersection(other)), (flags(&[0b0111_0000]), flags(&[0b0010_0000])));
    assert!(ReasonFlags::ALL.is_all() && ReasonFlags::ALL.intersection(one) == one);
    assert!(flags(&[0b0101_0101, 0]).union(flags(&[0b0010_1010, 0x80])).is_all());
}

#[test]
fn a_distribution_point_has_a_name_reasons_and_an_issuer_each_by_itself() {
    let issuer = tlv(tag::context_constructed(2), &directory_name(&["Other"]));
    let points = sequence(&[
        sequence(&[full_name(&[uri("http://crl.example/1")])]),
        sequence(&[relative_name("one"), reasons(1, 0b0100_0000)]),
        sequence(&[issuer]),
    ]);
    let points: Vec<_> = DistributionPoints::decode(&points).unwrap().iter().collect();
    let [full, relative, named] = points[..] else { panic!("{points:?}") };
    let Some(DistributionPointName::FullName(names)) = full.name else { panic!("{full:?}") };
    assert_eq!(names.readable().map(|name| name.to_string()).collect::<Vec<_>>(), ["URI:http://crl.example/1"]);
    assert_eq!((full.reasons, full.crl_issuer), (None, None));
    assert!(matches!(relative.name, Some(DistributionPointName::RelativeToIssuer(_))));
    assert_eq!((relative.reasons, relative.crl_issuer), (Some(ReasonFlags(0b10)), None));
    assert_eq!((named.name, named.reasons), (None, None));
    let issuer: Vec<_> = named.crl_issuer.unwrap().readable().map(|name| name.to_string()).collect();
    assert_eq!(issuer, ["directory:CN=Other"]);

    let choice = |tag: u8| sequence(&[sequence(&[tlv(tag::context_constructed(0), &tlv(tag, &[]))])]);
    let other = tag::context_constructed(2);
    for (value, error) in [
        (sequence(&[]), DerError::Empty),
        (choice(other), DerError::UnexpectedTag { expected: tag::context_constructed(0), found: other }),
        (sequence(&[sequence(&[reasons(1, 2), full_name(&[uri("x")])])]), DerError::TrailingData),
    ] {
        assert_eq!(DistributionPoints::decode(&value), Err(error));
    }
}

#[test]
fn key_purposes_are_those_listed_and_no_others() {
    let server = ObjectIdentifier::new(oid::SERVER_AUTH);
    let client = ObjectIdentifier::new(oid::CLIENT_AUTH);
    let any = ObjectIdentifier::new(oid::ANY_EXTENDED_KEY_USAGE);
    let value = sequence(&[id(oid::SERVER_AUTH), id(oid::ANY_EXTENDED_KEY_USAGE)]);
    let usage = ExtendedKeyUsage::decode(&value).unwrap();
    assert_eq!(usage.purposes().collect::<Vec<_>>(), [server, any]);
    assert!(usage.includes(server) && usage.includes(any) && !usage.includes(client) && !usage.is_empty());
    let none = ExtendedKeyUsage::decode(&[tag::SEQUENCE, 0]).unwrap();
    assert!(none.is_empty() && !none.includes(server));
    assert_eq!(ExtendedKeyUsage::decode(&sequence(&[id(&[])])), Err(DerError::Value));
    assert!(ExtendedKeyUsage::decode(&sequence(&[id(oid::SERVER_AUTH), number(1)])).is_err());
}

#[test]
fn an_authority_key_identifier_has_three_fields_in_their_order() {
    let issuer = tlv(tag::context_constructed(1), &directory_name(&["CA"]));
    let value = sequence(&[tlv(tag::context(0), b"key"), issuer.clone(), tlv(tag::context(2), &[7])]);
    let identifier = AuthorityKeyIdentifier::decode(&value).unwrap();
    assert_eq!((identifier.key_identifier, identifier.serial_number), (Some(&b"key"[..]), Some(&[7][..])));
    assert_eq!(identifier.issuer.map(|names| names.readable().count()), Some(1));
    let empty = AuthorityKeyIdentifier { key_identifier: None, issuer: None, serial_number: None };
    assert_eq!(AuthorityKeyIdentifier::decode(&sequence(&[])), Ok(empty));
    let turned = sequence(&[issuer, tlv(tag::context(0), b"key")]);
    assert_eq!(AuthorityKeyIdentifier::decode(&turned), Err(DerError::TrailingData));
}

#[test]
fn name_constraints_are_empty_only_without_both_fields() {
    let subtrees = |n: u8| tlv(tag::context_constructed(n), &sequence(&[uri("a")]));
    for (fields, permitted, excluded) in [
        (vec![], false, false),
        (vec![subtrees(0)], true, false),
        (vec![subtrees(1)], false, true),
        (vec![subtrees(0), subtrees(1)], true, true),
    ] {
        let value = sequence(&fields);
        let constraints = NameConstraints::decode(&value).unwrap();
        assert_eq!((constraints.permitted.is_some(), constraints.excluded.is_some()), (permitted, excluded));
        assert_eq!(constraints.is_empty(), !permitted && !excluded);
    }
    assert_eq!(NameConstraints::decode(&sequence(&[subtrees(1), subtrees(0)])), Err(DerError::TrailingData));
    let value = sequence(&[tlv(tag::context_constructed(0), &[])]);
    let permitted = NameConstraints::decode(&value).unwrap().permitted.unwrap();
    assert!(permitted.is_empty() && permitted.iter().next().is_none());
}

#[test]
fn a_subtree_is_limited_by_a_maximum_and_by_a_minimum_other_than_0() {
    let (minimum, maximum) = (|octets: &[u8]| tlv(tag::context(0), octets), tlv(tag::context(1), &[0]));
    for (distance, has_distance, is_limited) in [
        (vec![], false, false),
        (vec![minimum(&[0])], true, false),
        (vec![minimum(&[0, 0])], true, false),
        (vec![minimum(&[1])], true, true),
        (vec![minimum(&[0, 1])], true, true),
        (vec![maximum.clone()], true, true),
        (vec![minimum(&[0]), maximum.clone()], true, true),
    ] {
        let subtree = sequence(&[&[uri("a")][..], &distance].concat());
        let value = sequence(&[tlv(tag::context_constructed(1), &[subtree, sequence(&[uri("b")])].concat())]);
        let subtrees = NameConstraints::decode(&value).unwrap().excluded.unwrap();
        assert!(!subtrees.is_empty());
        let expect = GeneralSubtree { base: GeneralName::UniformResourceIdentifier(b"a"), has_distance, is_limited };
        let plain = GeneralSubtree {
            base: GeneralName::UniformResourceIdentifier(b"b"),
            has_distance: false,
            is_limited: false,
        };
        assert_eq!(subtrees.iter().collect::<Vec<_>>(), [Ok(expect), Ok(plain)]);
    }
    // After a fault comes nothing.
    let broken = sequence(&[tlv(tag::context_constructed(1), &[number(1), sequence(&[uri("b")])].concat())]);
    let subtrees = NameConstraints::decode(&broken).unwrap().excluded.unwrap();
    assert_eq!(subtrees.iter().map(|subtree| subtree.is_ok()).collect::<Vec<_>>(), [false]);
}

#[test]
fn a_qualifier_other_than_a_pointer_and_a_notice_is_unknown_wherever_it_stands() {
    let qualifier = |kind: &[u8]| sequence(&[id(kind), tlv(tag::IA5_STRING, b"x")]);
    let (cps, notice, other) = (oid::CPS_QUALIFIER, oid::USER_NOTICE_QUALIFIER, &[0x2a, 3][..]);
    for (kinds, expect) in [
        (&[][..], false),
        (&[cps], false),
        (&[notice], false),
        (&[cps, notice], false),
        (&[other], true),
        (&[other, cps], true),
        (&[notice, other], true),
    ] {
        let qualifiers = sequence(&kinds.iter().map(|kind| qualifier(kind)).collect::<Vec<_>>());
        let qualifiers = if kinds.is_empty() { Vec::new() } else { qualifiers };
        let value = sequence(&[sequence(&[id(oid::ANY_POLICY), qualifiers]), sequence(&[id(&[0x2a, 9])])]);
        let policies: Vec<_> = CertificatePolicies::decode(&value).unwrap().iter().collect();
        assert_eq!(policies.iter().map(|one| one.has_unknown_qualifier).collect::<Vec<_>>(), [expect, false]);
        let ids: Vec<_> = policies.iter().map(|one| one.policy.as_bytes()).collect();
        assert_eq!(ids, [oid::ANY_POLICY, &[0x2a, 9]]);
    }
    for (value, error) in [
        (sequence(&[]), DerError::Empty),
        (sequence(&[sequence(&[id(oid::ANY_POLICY), sequence(&[])])]), DerError::Empty),
        (sequence(&[sequence(&[id(oid::ANY_POLICY), sequence(&[sequence(&[id(cps)])])])]), DerError::Truncated),
    ] {
        assert_eq!(CertificatePolicies::decode(&value), Err(error));
    }
}

#[test]
fn policy_mappings_are_pairs_in_order() {
    let value = sequence(&[sequence(&[id(&[0x2a, 1]), id(&[0x2a, 2])]), sequence(&[id(&[0x2a, 3]), id(&[0x2a, 4])])]);
    let pairs: Vec<_> =
        PolicyMappings::decode(&value).unwrap().iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    assert_eq!(pairs, [("1.2.1".to_owned(), "1.2.2".to_owned()), ("1.2.3".to_owned(), "1.2.4".to_owned())]);
    assert_eq!(PolicyMappings::decode(&sequence(&[])), Err(DerError::Empty));
    assert_eq!(PolicyMappings::decode(&sequence(&[sequence(&[id(&[0x2a, 1])])])), Err(DerError::Truncated));
}

#[test]
fn policy_counters_are_read_each_by_itself() {
    let skip = |n: u8, count: u8| tlv(tag::context(n), &[count]);
    for (fields, require_explicit_policy, inhibit_policy_mapping) in [
        (vec![skip(0, 3)], Some(3), None),
        (vec![skip(1, 4)], None, Some(4)),
        (vec![skip(0, 0), skip(1, 1)], Some(0), Some(1)),
    ] {
        let expect = PolicyConstraints { require_explicit_policy, inhibit_policy_mapping };
        assert_eq!(PolicyConstraints::decode(&sequence(&fields)), Ok(expect));
    }
    assert_eq!(PolicyConstraints::decode(&sequence(&[])), Err(DerError::Empty));
    assert_eq!(PolicyConstraints::decode(&sequence(&[skip(1, 1), skip(0, 1)])), Err(DerError::TrailingData));
    assert_eq!(decode_inhibit_any_policy(&number(5)), Ok(5));
    assert_eq!(decode_inhibit_any_policy(&number(0x85)), Err(DerError::Value));
}
