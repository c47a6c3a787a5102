//! Reference identifiers: what is accepted, how the rest is refused, and matching under each verifier's rules.

use super::*;
use crate::policy::WildcardRules;

fn check_parse(text: &str, expect: Result<&str, &str>) {
    let found = text.parse::<ReferenceIdentifier>();
    match (&found, expect) {
        (Ok(found), Ok(expect)) => {
            assert_eq!(found.to_string(), expect, "{text:?}");
            assert_eq!(expect.parse().as_ref(), Ok(found), "{expect:?} parses back");
        }
        (Err(found), Err(expect)) => assert_eq!(found.to_string(), expect, "{text:?}"),
        _ => panic!("{text:?} is {found:?}, not {expect:?}"),
    }
}

#[test]
fn host_names_become_lower_case_a_labels() {
    for (text, expect) in [
        ("example.com", "example.com"),
        ("EXAMPLE.Com", "example.com"),
        ("localhost", "localhost"),
        ("example.com.", "example.com."),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("a_b.example.com", "a_b.example.com"),
        ("1.example.com", "1.example.com"),
        ("1.2.3.4.example", "1.2.3.4.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.Example.", "xn--bcher-kva.example."),
        ("faß.example", "xn--fa-hia.example"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("bücher。example", "xn--bcher-kva.example"),
        ("ｅｘａｍｐｌｅ.com", "example.com"),
        ("b\u{fc}_cher.example", "xn--b_cher-3ya.example"),
        ("a--b.example", "a--b.example"),
    ] {
        check_parse(text, Ok(expect));
    }
}

#[test]
fn addresses_are_ip_ids() {
    for (text, expect) in [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("::", "::"),
    ] {
        check_parse(text, Ok(expect));
        assert!(matches!(text.parse(), Ok(ReferenceIdentifier::Ip(_))), "{text}");
    }
    assert_ne!("::ffff:192.0.2.1".parse::<ReferenceIdentifier>(), "192.0.2.1".parse());
}

#[test]
fn what_is_neither_is_refused_with_the_cause() {
    for (text, expect) in [
        ("", "the host name is empty"),
        (".", "the host name has an empty label"),
        ("..", "the host name has an empty label"),
        (".example.com", "the host name has an empty label"),
        ("a..b", "the host name has an empty label"),
        ("a.b..", "the host name has an empty label"),
        ("-a.example", "the label \"-a\" begins or ends with a hyphen"),
        ("a-.example", "the label \"a-\" begins or ends with a hyphen"),
        ("a b.example", "the label \"a b\" has the character \" \", which host names do not have"),
        (" example.com", "the label \" example\" has the character \" \", which host names do not have"),
        ("example.com\n", "the label \"com\\u{a}\" has the character \"\\u{a}\", which host names do not have"),
        ("a\0b", "the label \"a\\u{0}b\" has the character \"\\u{0}\", which host names do not have"),
        ("a\\b.c", "the label \"a\\\\b\" has the character \"\\\\\", which host names do not have"),
        ("1.2.3.4.5", "\"1.2.3.4.5\" is neither an IP address nor a host name"),
        ("1.2.3", "\"1.2.3\" is neither an IP address nor a host name"),
        ("1.2.3.256", "\"1.2.3.256\" is neither an IP address nor a host name"),
        ("01.2.3.4", "\"01.2.3.4\" is neither an IP address nor a host name"),
        ("1.2.3.4.", "\"1.2.3.4\" is an IP address, not a host name"),
        ("12345", "\"12345\" is neither an IP address nor a host name"),
        ("example.42", "\"example.42\" is neither an IP address nor a host name"),
        ("１.２.３.４", "\"1.2.3.4\" is an IP address, not a host name"),
        ("[::g]", "\"[::g]\" is neither an IP address nor a host name"),
        ("[::1", "\"[::1\" is neither an IP address nor a host name"),
        ("[192.0.2.1]", "\"[192.0.2.1]\" is neither an IP address nor a host name"),
        ("[example.com]", "\"[example.com]\" is neither an IP address nor a host name"),
        ("::g", "\"::g\" is neither an IP address nor a host name"),
        ("fe80::1%eth0", "\"fe80::1%eth0\" has a zone, which no certificate has: give the address without it"),
        ("[fe80::1%1]", "\"fe80::1%1\" has a zone, which no certificate has: give the address without it"),
        ("example.com:443", "\"example.com:443\" has a port: give the host only, example.com"),
        ("192.0.2.1:443", "\"192.0.2.1:443\" has a port: give the host only, 192.0.2.1"),
        ("[::1]:443", "\"[::1]:443\" has a port: give the host only, ::1"),
        (":443", "\":443\" is neither an IP address nor a host name"),
        ("[::1]x", "\"[::1]x\" is neither an IP address nor a host name"),
        ("[::1]:x", "\"[::1]:x\" is neither an IP address nor a host name"),
        ("[::1]:", "\"[::1]:\" has a port: give the host only, ::1"),
        ("[x]:443", "\"[x]:443\" is neither an IP address nor a host name"),
        ("a%b.example", "the label \"a%b\" has the character \"%\", which host names do not have"),
        ("example.com:https", "\"example.com:https\" is neither an IP address nor a host name"),
        ("https://example.com", "\"https://example.com\" is no host but a URL: give the host only, example.com"),
        ("//example.com:1/p", "\"//example.com:1/p\" is no host but a URL: give the host only, example.com"),
        ("example.com/p", "\"example.com/p\" is no host but a URL: give the host only, example.com"),
        ("192.0.2.0/24", "\"192.0.2.0/24\" is no host but a URL: give the host only, 192.0.2.0"),
        ("https://[::1]:4/", "\"https://[::1]:4/\" is no host but a URL: give the host only, ::1"),
        ("https://", "\"https://\" is no host but a URL: give the host only"),
        (
            "https://u:secret@h.example/?token",
            "\"https://…@h.example/\" is no host but a URL: give the host only, h.example",
        ),
        ("//u:secret@h.example", "\"…@h.example\" is no host but a URL: give the host only, h.example"),
        ("h.example/p?token", "\"h.example/p\" is no host but a URL: give the host only, h.example"),
        ("h.example#secret", "\"h.example\" is no host but a URL: give the host only, h.example"),
        ("h.example?u@x", "\"h.example\" is no host but a URL: give the host only, h.example"),
        ("root@example.com", "\"…@example.com\" is no host but a URL: give the host only, example.com"),
        ("*.example.com", "\"*.example.com\" is a pattern: give one host, certificates may have wildcards"),
        ("xn--\u{fc}.example", "\"xn--ü.example\" is no internationalised host name: it has no A-label form"),
        ("\u{2100}.example", "\"℀.example\" is no internationalised host name: it has no A-label form"),
    ] {
        check_parse(text, Err(expect));
    }
}

#[test]
fn lengths_are_those_of_dns() {
    let (label, host) = ("a".repeat(63), |last: usize| format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(last)));
    check_parse(&label, Ok(&label));
    check_parse(&host(61), Ok(&host(61)));
    check_parse(&format!("{}.", host(61)), Ok(&format!("{}.", host(61))));
    check_parse(&host(62), Err("the host name has 254 octets, more than 253"));
    check_parse(&"a".repeat(64), Err(&format!("the label \"{}\" is longer than 63 octets", "a".repeat(64))));
    check_parse(&"ü".repeat(100_000), Err("the host name has 200000 octets, more than 253"));
    let shown = "a b".repeat(80).parse::<ReferenceIdentifier>().unwrap_err().to_string();
    assert!(shown.chars().count() < 200 && shown.contains('…'), "{shown}");
}

#[test]
fn text_beyond_ascii_is_long_by_its_own_octets_first_and_then_by_those_of_its_a_labels() {
    // Four octets a letter, three a dot: the longest host takes 1012 octets of them, its last dot included.
    let label = |letters: usize| "\u{1d44e}".repeat(letters);
    let longest = [label(63), label(63), label(63), label(61)].join("\u{3002}") + "\u{3002}";
    assert_eq!(longest.len(), 1012);
    let expect = [63, 63, 63, 61].map(|letters| "a".repeat(letters)).join(".") + ".";
    check_parse(&longest, Ok(&expect));
    check_parse(&label(254), Err("the host name has 254 octets, more than 253"));
    check_parse(&label(255), Err("the host name has 1020 octets, more than 253"));
}

#[test]
fn a_label_of_63_octets_is_told_for_its_hyphen_and_one_of_64_for_its_length() {
    let label = |octets: usize| format!("-{}", "a".repeat(octets - 1));
    check_parse(&label(63), Err(&format!("the label \"{}\" begins or ends with a hyphen", label(63))));
    check_parse(&label(64), Err(&format!("the label \"{}\" is longer than 63 octets", label(64))));
}

#[test]
fn an_error_keeps_a_hundred_characters_of_the_text() {
    for (length, expect) in [(100, "a".repeat(98) + "/p"), (101, "a".repeat(99) + "/…")] {
        let text = "a".repeat(length - 2) + "/p";
        let error = text.parse::<ReferenceIdentifier>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("\"{expect}\" is no host but a URL")), "{error}");
    }
}

#[test]
fn a_host_name_is_absolute_with_a_trailing_dot() {
    for (text, without, is_absolute) in [("Example.com.", "example.com", true), ("example.com", "example.com", false)] {
        let host: DnsId = text.parse().unwrap();
        assert_eq!((host.as_str(), host.is_absolute()), (without, is_absolute));
        assert_eq!((host.as_written(), host.to_string()), (&*text.to_ascii_lowercase(), text.to_ascii_lowercase()));
        assert_eq!(ReferenceIdentifier::from(host.clone()), ReferenceIdentifier::Dns(host));
    }
    let address: IpAddr = "192.0.2.1".parse().unwrap();
    assert_eq!(ReferenceIdentifier::from(address), ReferenceIdentifier::ip(address));
}

#[test]
fn only_what_matches_is_a_match_to_the_caller() {
    let host: ReferenceIdentifier = "www.example.com".parse().unwrap();
    for (presented, expect) in [("*.example.com", true), ("example.com", false), ("w*.example.com", false)] {
        assert_eq!(host.matches(&GeneralName::DnsName(presented.as_bytes()), &WEBPKI), expect, "{presented}");
    }
}

/// webpki's, Go's and OpenSSL's rules.
const WEBPKI: IdentityRules = IdentityRules {
    wildcards: WildcardRules::WholeLabelAboveTwo,
    common_name_fallback: false,
    reference_trailing_dot: true,
    compare_malformed: false,
    mapped_addresses_equal: false,
};
const GO: IdentityRules = IdentityRules {
    wildcards: WildcardRules::WholeLabel,
    compare_malformed: true,
    mapped_addresses_equal: true,
    ..WEBPKI
};
const OPENSSL: IdentityRules = IdentityRules {
    wildcards: WildcardRules::PartialLabel,
    common_name_fallback: true,
    reference_trailing_dot: false,
    compare_malformed: true,
    mapped_addresses_equal: false,
};

fn check(reference: &str, presented: GeneralName<'_>, expect: [Match; 3]) {
    let reference = reference.parse().unwrap();
    let found = [WEBPKI, GO, OPENSSL].map(|rules| matches(&reference, &presented, &rules));
    assert_eq!(found, expect, "{presented} for {reference} by webpki, Go, OpenSSL");
}

#[test]
fn dns_ids_match_as_each_verifier_reads_them() {
    use Match::{Malformed, No, Yes};
    for (reference, presented, expect) in [
        ("example.com", "example.com", [Yes; 3]),
        ("Example.com", "EXAMPLE.COM", [Yes; 3]),
        ("example.com", "example.org", [No; 3]),
        ("www.example.com", "*.example.com", [Yes; 3]),
        ("a.b.example.com", "*.example.com", [No; 3]),
        ("example.com", "*.example.com", [No; 3]),
        ("example.com", "*.com", [Malformed, Yes, Malformed]),
        ("localhost", "*", [Malformed; 3]),
        ("www.example.com", "w*.example.com", [Malformed, Malformed, Yes]),
        ("bücher.example", "xn--bcher-kva.example", [Yes; 3]),
        ("bücher.example", "bücher.example", [Malformed; 3]),
        ("bücher.example.com", "*.example.com", [Yes; 3]),
        ("bücher.example.com", "xn--*.example.com", [Malformed; 3]),
        ("a_b.example.com", "a_b.example.com", [Yes; 3]),
        ("a_b.example.com", "*.example.com", [Yes, Yes, No]),
        ("example.com.", "example.com", [Yes, Yes, No]),
        ("example.com", "example.com.", [Malformed; 3]),
        ("example.com.", "example.com.", [Malformed, Yes, Yes]),
        ("www.example.com.", "*.example.com", [Yes, Yes, No]),
        ("www.example.com.", "*.example.com.", [Malformed; 3]),
        ("example.com", "", [Malformed; 3]),
        ("example.com", "exam ple.com", [Malformed; 3]),
        ("example.com", "example.com\0", [Malformed; 3]),
        ("example.com", "192.0.2.1", [Malformed; 3]),
    ] {
        check(reference, GeneralName::DnsName(presented.as_bytes()), expect);
    }
}

#[test]
fn a_trailing_dot_on_either_side_is_compared_only_where_what_is_malformed_is() {
    let dotted = |compare_malformed| IdentityRules { reference_trailing_dot: false, compare_malformed, ..WEBPKI };
    let (reference, presented) = ("example.com.".parse().unwrap(), GeneralName::DnsName(b"example.com."));
    assert_eq!(matches(&reference, &presented, &dotted(false)), Match::Malformed);
    assert_eq!(matches(&reference, &presented, &dotted(true)), Match::Yes);
}

#[test]
fn ip_ids_match_all_octets_of_an_address_of_their_family() {
    use Match::{Malformed, No, Yes};
    let mut mapped = [0; 16];
    mapped[10..].copy_from_slice(&[0xff, 0xff, 192, 0, 2, 1]);
    let v4: &[u8] = &[192, 0, 2, 1];
    for (reference, presented, expect) in [
        ("192.0.2.1", v4, [Yes; 3]),
        ("192.0.2.2", v4, [No; 3]),
        ("192.0.2.1", &mapped, [No; 3]),
        ("::ffff:192.0.2.1", &mapped, [Yes, No, Yes]),
        ("::ffff:192.0.2.1", v4, [No, Yes, No]),
        ("192.0.2.1", &[192, 0, 2], [Malformed; 3]),
        ("192.0.2.1", &[192, 0, 2, 1, 255, 255, 255, 255], [Malformed; 3]),
        ("192.0.2.1", &[], [Malformed; 3]),
        ("::1", &[0; 15], [Malformed; 3]),
    ] {
        check(reference, GeneralName::IpAddress(presented), expect);
    }
}

#[test]
fn forms_do_not_mix() {
    check("192.0.2.1", GeneralName::DnsName(b"192.0.2.1"), [Match::No; 3]);
    check("example.com", GeneralName::IpAddress(&[192, 0, 2, 1]), [Match::No; 3]);
    check("example.com", GeneralName::UniformResourceIdentifier(b"https://example.com"), [Match::No; 3]);
    check("example.com", GeneralName::Rfc822Name(b"example.com"), [Match::No; 3]);
}

#[test]
fn common_names_stand_in_only_without_a_dns_name() {
    let dns = GeneralNames::from_contents(&[0x82, 1, b'a']);
    let ip = GeneralNames::from_contents(&[0x87, 4, 192, 0, 2, 1]);
    for (names, expect) in [(None, true), (Some(ip), true), (Some(dns), false)] {
        assert_eq!(common_names_count(names, &OPENSSL), expect);
        assert!(!common_names_count(names, &WEBPKI));
    }
    // Two relative distinguished names, CN=a.b and O=c.d.
    let subject = DistinguishedName::from_contents(&[
        0x31, 12, 0x30, 10, 0x06, 3, 0x55, 4, 3, 0x0c, 3, b'a', b'.', b'b', //
        0x31, 12, 0x30, 10, 0x06, 3, 0x55, 4, 10, 0x0c, 3, b'c', b'.', b'd',
    ]);
    for (reference, expect) in [("a.b", true), ("A.B", true), ("c.d", false), ("192.0.2.1", false)] {
        assert_eq!(matches_common_name(&reference.parse().unwrap(), &subject, &OPENSSL), expect, "{reference}");
    }
}
