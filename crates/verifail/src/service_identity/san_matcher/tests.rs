//! Tables for the matchers and their text.

use super::*;

fn check(matcher: &str, rows: &[(GeneralName<'_>, bool)]) {
    let matcher: SanMatcher = matcher.parse().unwrap();
    for (name, expect) in rows {
        assert_eq!(matcher.matches(name), *expect, "{matcher} for {name}");
    }
}

fn dns(name: &str) -> GeneralName<'_> {
    GeneralName::DnsName(name.as_bytes())
}

fn uri(name: &str) -> GeneralName<'_> {
    GeneralName::UniformResourceIdentifier(name.as_bytes())
}

#[test]
fn dns_exact_honours_wildcards_and_ignores_case() {
    check(
        "dns:exact:api.Example.com",
        &[
            (dns("api.example.com"), true),
            (dns("API.EXAMPLE.COM"), true),
            (dns("*.example.com"), true),
            (dns("a*i.example.com"), true),
            (dns("*.com"), false),
            (dns("example.com"), false),
            (uri("api.Example.com"), false),
            (GeneralName::Rfc822Name(b"api.Example.com"), false),
        ],
    );
}

#[test]
fn other_conditions_compare_the_text_and_heed_case() {
    check("dns:suffix:.example.com", &[(dns("a.example.com"), true), (dns("*.example.com"), true)]);
    check("dns:suffix:.example.com", &[(dns("example.com"), false), (dns("a.EXAMPLE.com"), false)]);
    check("dns:suffix+ignore_case:.example.com", &[(dns("a.EXAMPLE.com"), true), (dns("com"), false)]);
    check("dns:prefix:api.", &[(dns("api.example.com"), true), (dns("*.example.com"), false), (dns("ap"), false)]);
    check("dns:prefix+ignore_case:api.", &[(dns("API.example.com"), true)]);
    check("dns:contains:xamp", &[(dns("example.com"), true), (dns("eXample.com"), false), (dns("xam"), false)]);
    check("dns:contains+ignore_case:xamp", &[(dns("eXample.com"), true)]);
    check("uri:exact:spiffe://a/b", &[(uri("spiffe://a/b"), true), (uri("SPIFFE://a/b"), false)]);
    check("uri:exact+ignore_case:spiffe://a/b", &[(uri("SPIFFE://a/b"), true)]);
    check("uri:exact:https://*.a", &[(uri("https://*.a"), true), (uri("https://b.a"), false)]);
    check("uri:prefix:spiffe://a/", &[(uri("spiffe://a/ns"), true), (uri("spiffe://ab/ns"), false)]);
    check("email:exact:a@b.c", &[(GeneralName::Rfc822Name(b"a@b.c"), true), (dns("a@b.c"), false)]);
}

#[test]
fn a_regular_expression_matches_the_whole_name() {
    check(
        r"dns:safe_regex:[a-z]+\.example\.com",
        &[(dns("api.example.com"), true), (dns("api.example.com.evil"), false), (dns("x-api.example.com"), false)],
    );
    // The longer alternative is found though the shorter one comes first.
    check("dns:safe_regex:a|ab", &[(dns("ab"), true), (dns("a"), true), (dns("abc"), false), (dns("b"), false)]);
    check("dns:safe_regex:(?i)api", &[(dns("API"), true)]);
    check("dns:safe_regex:(?m)^a$", &[(dns("a"), true), (dns("a\nb"), false)]);
    check("dns:safe_regex:", &[(dns(""), true), (dns("a"), false)]);
    check("dns:safe_regex:.*", &[(GeneralName::DnsName(b"\xff\xfe"), true), (dns("a\n"), false)]);
}

#[test]
fn addresses_are_compared_as_text() {
    let v6 = {
        let mut octets = [0; 16];
        (octets[0], octets[1], octets[2], octets[3], octets[15]) = (0x20, 1, 0xd, 0xb8, 1);
        octets
    };
    check("ip_address:exact:192.0.2.1", &[(GeneralName::IpAddress(&[192, 0, 2, 1]), true), (dns("192.0.2.1"), false)]);
    check("ip_address:exact:2001:db8::1", &[(GeneralName::IpAddress(&v6), true)]);
    check("ip_address:prefix:192.0.2.", &[(GeneralName::IpAddress(&[192, 0, 2, 77]), true)]);
    check("ip_address:safe_regex:.+", &[(GeneralName::IpAddress(&[1, 2, 3]), false)]);
}

#[test]
fn other_names_are_compared_by_type_and_text() {
    // 1.2.3.4 with a value: OID 2a0304, then [0] EXPLICIT.
    let other = |value: &[u8]| {
        let length = u8::try_from(value.len()).unwrap();
        [&[0x06, 3, 0x2a, 3, 4, 0xa0, length], value].concat()
    };
    for (value, text) in [
        (&[0x0c, 2, b'h', b'i'][..], "hi"),
        (&[0x16, 2, b'h', b'i'], "hi"),
        (&[0x1e, 4, 0, b'h', 0, b'i'], "hi"),
        (&[0x04, 2, b'h', b'i'], "hi"),
        (&[0x03, 3, 0, b'h', b'i'], "hi"),
        (&[0x02, 1, 0x7f], "127"),
        (&[0x02, 2, 0xff, 0x7f], "-129"),
        (&[0x0a, 2, 1, 0], "256"),
        (&[0x01, 1, 0xff], "true"),
        (&[0x01, 1, 0], "false"),
        (&[0x06, 3, 0x2a, 3, 5], "1.2.3.5"),
        (&[0x02, 16, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "168811955464684315858783496655603761152"),
        (&[0x0a, 1, 0x80], "-128"),
        (&[0x1c, 8, 0, 0, 0, b'h', 0, 0, 0, b'i'], "hi"),
        (&[0x30, 2, 5, 0], "0\u{2}\u{5}\0"),
        (&[0x31, 2, 5, 0], "1\u{2}\u{5}\0"),
        (&[0x05, 0], ""),
    ] {
        let contents = other(value);
        check(&format!("other_name=1.2.3.4:exact:{text}"), &[(GeneralName::OtherName(&contents), true)]);
        check(&format!("other_name=1.2.3.5:exact:{text}"), &[(GeneralName::OtherName(&contents), false)]);
        check("other_name=1.2.3.4:exact:other", &[(GeneralName::OtherName(&contents), false)]);
    }
    for broken in [&[][..], &[0x06], &[0x06, 3, 0x2a, 3, 4], &other(&[]), &other(&[0x02, 0]), &other(&[0x03, 0])] {
        check("other_name=1.2.3.4:safe_regex:.*", &[(GeneralName::OtherName(broken), false)]);
    }
    let huge = other(&[&[0x02, 17][..], &[1; 17]].concat());
    check("other_name=1.2.3.4:safe_regex:.*", &[(GeneralName::OtherName(&huge), false)]);
}

#[test]
fn the_text_of_a_matcher_parses_back() {
    for text in [
        "dns:exact:example.com",
        "dns:exact:",
        "email:suffix+ignore_case:@example.com",
        "ip_address:exact:2001:db8::1",
        "other_name=1.3.6.1.4.1.311.20.2.3:contains:user",
        "uri:prefix:spiffe://a/",
        r"uri:safe_regex:spiffe://[^/]+/ns/\w+",
    ] {
        let matcher: SanMatcher = text.parse().unwrap();
        assert_eq!(matcher.to_string(), text);
        assert_eq!(matcher.clone(), matcher);
    }
    assert_ne!("dns:exact:a".parse::<SanMatcher>(), "dns:exact+ignore_case:a".parse());
    assert_ne!("dns:safe_regex:a".parse::<SanMatcher>(), "dns:safe_regex:b".parse());
}

#[test]
fn faults_are_told() {
    let long = "a".repeat(4097);
    for (text, expect) in [
        ("", InvalidSanMatcher::Form),
        ("dns:exact", InvalidSanMatcher::Form),
        ("example.com", InvalidSanMatcher::Form),
        ("DNS:exact:a", InvalidSanMatcher::san_type("DNS")),
        ("other_name:exact:a", InvalidSanMatcher::san_type("other_name")),
        ("other_name=x:exact:a", InvalidSanMatcher::san_type("other_name=x")),
        ("dns:equals:a", InvalidSanMatcher::condition("equals")),
        ("dns:exact+:a", InvalidSanMatcher::condition("exact+")),
        ("dns:prefix:", InvalidSanMatcher::EmptyText),
        ("dns:suffix:", InvalidSanMatcher::EmptyText),
        ("dns:contains:", InvalidSanMatcher::EmptyText),
        ("dns:safe_regex:(", InvalidSanMatcher::Regex),
        ("dns:safe_regex:a)|(b", InvalidSanMatcher::Regex),
        ("dns:safe_regex:(?x)a #", InvalidSanMatcher::Regex),
        ("dns:safe_regex+ignore_case:a", InvalidSanMatcher::RegexIgnoreCase),
        ("dns:safe_regex:((a{1000}){1000}){1000}", InvalidSanMatcher::RegexTooLarge),
        (&format!("dns:exact:{long}"), InvalidSanMatcher::TooLong { octets: 4097 }),
        (&format!("dns:safe_regex:{long}"), InvalidSanMatcher::TooLong { octets: 4097 }),
        (&format!("dns:safe_regex:{}", "(".repeat(4000)), InvalidSanMatcher::Regex),
    ] {
        let error = text.parse::<SanMatcher>().unwrap_err();
        assert_eq!(error, expect, "{text}");
        assert!(!error.to_string().contains('\n'));
    }
    let error = "\u{1b}[31m:exact:a".parse::<SanMatcher>().unwrap_err();
    assert!(error.to_string().starts_with("\"\\u{1b}[31m\" is no type of name"), "{error}");
}

#[test]
fn a_text_of_as_many_octets_as_the_limit_is_a_matcher() {
    for condition in ["contains", "exact", "prefix", "suffix", "safe_regex"] {
        let matcher = |octets: usize| format!("dns:{condition}:{}", "a".repeat(octets)).parse::<SanMatcher>();
        assert!(matcher(4096).is_ok(), "{condition}");
        assert_eq!(matcher(4097), Err(InvalidSanMatcher::TooLong { octets: 4097 }), "{condition}");
    }
}

#[test]
fn a_matcher_tells_what_it_is_made_of() {
    let heeding: SanMatcher = "email:suffix:@example.com".parse().unwrap();
    assert_eq!((heeding.san_type(), heeding.ignores_case()), (&SanType::Email, false));
    assert_eq!(heeding.condition(), &StringMatch::Suffix("@example.com".to_owned()));
    assert!(heeding.ignoring_case().unwrap().ignores_case());
    let regex = SafeRegex::new("a|b").unwrap();
    assert_eq!((regex.as_str(), regex == SafeRegex::new("a|c").unwrap()), ("a|b", false));
}

#[test]
fn faults_are_told_in_words() {
    let word = "x".repeat(60);
    for (error, expect) in [
        (
            InvalidSanMatcher::condition("is\"\\\n"),
            concat!(
                "\"is\\\"\\\\\\u{a}\"",
                " is no condition: contains, exact, prefix, safe_regex, suffix; +ignore_case may follow"
            ),
        ),
        (InvalidSanMatcher::EmptyText, "an empty text would match every name"),
        (InvalidSanMatcher::Form, "a matcher is written type:condition:text, such as dns:exact:example.com"),
        (InvalidSanMatcher::Regex, "not a regular expression"),
        (InvalidSanMatcher::RegexIgnoreCase, "ignore_case has no effect on a regular expression: begin it with (?i)"),
        (InvalidSanMatcher::RegexTooLarge, "the regular expression compiles to more than 1 MiB"),
        (
            InvalidSanMatcher::san_type(&word),
            &format!(
                "\"{}\" is no type of name: dns, email, ip_address, other_name=<object identifier>, uri",
                "x".repeat(40)
            ),
        ),
        (InvalidSanMatcher::TooLong { octets: 5000 }, "the text has 5000 octets, more than 4096"),
    ] {
        assert_eq!(error.to_string(), expect);
    }
}
