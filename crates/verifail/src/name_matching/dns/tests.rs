//! Tables for dNSName syntax and subtrees, and a comparison of the wildcard rules with their definition by enumeration.

use super::*;

/// webpki's reading; [`PKI`] is BoringSSL's, [`OPENSSL`] OpenSSL's.
const WEBPKI: Options = Options {
    leading_dot: true,
    wildcard: WildcardAgainst::Permitted,
    syntax: Syntax::Preferred { labels_after_wildcard: 2 },
};
const PKI: Options = Options { syntax: Syntax::UncheckedDotless, ..WEBPKI };
const OPENSSL: Options = Options { leading_dot: true, wildcard: WildcardAgainst::Literal, syntax: Syntax::Unchecked };

const fn excluded(options: Options) -> Options {
    Options { wildcard: WildcardAgainst::Excluded, ..options }
}

fn check(options: Options, rows: &[(&str, &str, Result<bool, NameSyntax>)]) {
    for (name, base, expect) in rows {
        assert_eq!(within(name.as_bytes(), base.as_bytes(), options), *expect, "{name:?} within {base:?}, {options:?}");
    }
}

const PLAIN: &[(&str, &str, Result<bool, NameSyntax>)] = &[
    ("example.com", "", Ok(true)),
    ("example.com", "com", Ok(true)),
    ("example.com", "example.com", Ok(true)),
    ("EXAMPLE.com", "example.COM", Ok(true)),
    ("www.example.com", "example.com", Ok(true)),
    ("a.b.c.example.com", "example.com", Ok(true)),
    ("badexample.com", "example.com", Ok(false)),
    ("bad.example.com", "ad.example.com", Ok(false)),
    ("example.com", "www.example.com", Ok(false)),
    ("example.org", "example.com", Ok(false)),
    ("www.example.com", ".example.com", Ok(true)),
    ("a.b.example.com", ".example.com", Ok(true)),
    ("example.com", ".example.com", Ok(false)),
    ("badexample.com", ".example.com", Ok(false)),
    ("_srv.example.com", "example.com", Ok(true)),
];

#[test]
fn a_name_is_within_a_base_when_whole_labels_are_added_to_it() {
    for options in [WEBPKI, excluded(WEBPKI), PKI, excluded(PKI), OPENSSL] {
        check(options, PLAIN);
    }
}

#[test]
fn a_wildcard_is_permitted_only_when_all_it_stands_for_is() {
    for options in [WEBPKI, PKI, OPENSSL] {
        check(
            options,
            &[
                ("*.example.com", "example.com", Ok(true)),
                ("*.example.com", ".example.com", Ok(true)),
                ("*.example.com", "com", Ok(true)),
                ("*.www.example.com", "example.com", Ok(true)),
                ("*.example.com", "foo.example.com", Ok(false)),
                ("*.example.com", ".foo.example.com", Ok(false)),
                ("*.example.com", "example.org", Ok(false)),
                ("*.example.com", "", Ok(true)),
            ],
        );
    }
}

#[test]
fn a_wildcard_is_excluded_when_anything_it_stands_for_is() {
    for options in [excluded(WEBPKI), excluded(PKI)] {
        check(
            options,
            &[
                ("*.example.com", "example.com", Ok(true)),
                ("*.example.com", ".example.com", Ok(true)),
                ("*.example.com", "bar.example.com", Ok(true)),
                ("*.EXAMPLE.com", "BAR.example.com", Ok(true)),
                ("*.example.com", "a.bar.example.com", Ok(false)),
                ("*.example.com", ".bar.example.com", Ok(false)),
                ("*.example.com", "bar.example.org", Ok(false)),
                ("*.example.com", "barexample.com", Ok(false)),
                ("*.bar.example.com", "bar.example.com", Ok(true)),
            ],
        );
    }
}

#[test]
fn a_dotted_base_is_excluded_for_a_wildcard_beside_it_as_webpki_reads_it() {
    let options = Options { wildcard: WildcardAgainst::ExcludedDotted, ..WEBPKI };
    check(
        options,
        &[
            ("*.example.com", ".bar.example.com", Ok(true)),
            ("*.example.com", "bar.example.com", Ok(true)),
            ("*.example.com", ".a.bar.example.com", Ok(false)),
            ("www.example.com", ".bar.example.com", Ok(false)),
        ],
    );
}

#[test]
fn a_literal_wildcard_hits_no_name_it_could_stand_for() {
    check(OPENSSL, &[("*.example.com", "bar.example.com", Ok(false)), ("*.example.com", "example.com", Ok(true))]);
}

#[test]
fn a_trailing_dot_is_an_error_ignored_or_compared() {
    let (name, base) = (Err(NameSyntax::Presented), Err(NameSyntax::Base));
    check(
        WEBPKI,
        &[
            ("example.com.", "example.com", name),
            ("example.com", "example.com.", base),
            ("example.com.", "example.com.", name),
            ("example.com", ".", base),
        ],
    );
    check(
        PKI,
        &[
            ("example.com.", "example.com", Ok(true)),
            ("www.example.com", "example.com.", Ok(true)),
            ("example.com", ".", Ok(true)),
        ],
    );
    check(
        OPENSSL,
        &[
            ("example.com.", "example.com", Ok(false)),
            ("www.example.com.", "example.com.", Ok(true)),
            ("example.com", "example.com.", Ok(false)),
        ],
    );
}

#[test]
fn a_leading_dot_is_an_error_where_the_option_is_off() {
    let options = Options { leading_dot: false, ..WEBPKI };
    check(options, &[("www.example.com", ".example.com", Err(NameSyntax::Base)), ("a.b", "", Ok(true))]);
}

#[test]
fn the_names_fault_comes_before_the_bases() {
    check(WEBPKI, &[("", "..", Err(NameSyntax::Presented)), ("a.b", "..", Err(NameSyntax::Base))]);
}

#[test]
fn presented_names_follow_the_preferred_syntax() {
    let (label63, label64) = ("a".repeat(63), "a".repeat(64));
    let name253 = format!("{0}.{0}.{0}.{1}", label63, "a".repeat(61));
    let name254 = format!("{0}.{0}.{0}.{1}", label63, "a".repeat(62));
    assert_eq!((name253.len(), name254.len()), (253, 254));
    for (name, valid) in [
        ("a", true),
        ("a.b", true),
        ("A1.b-c.d", true),
        ("1.b", true),
        ("1-1.b", true),
        ("xn--bcher-kva.example", true),
        ("a.b1", true),
        ("a.1b", true),
        (label63.as_str(), true),
        (name253.as_str(), true),
        (label64.as_str(), false),
        (name254.as_str(), false),
        ("", false),
        (".", false),
        (".a", false),
        ("a.", false),
        ("a..b", false),
        ("-a.b", false),
        ("a-.b", false),
        ("a.b-", false),
        ("a.-", false),
        ("a b", false),
        ("a\0.b", false),
        ("b\u{fc}cher.example", false),
        ("1.2.3.4", false),
        ("a.1", false),
        ("1", false),
        ("*", false),
        ("*.a.b", false),
        ("a.*.b", false),
        ("a*.b.c", false),
        ("a/b", false),
        ("a:1", false),
        ("a@b", false),
    ] {
        assert_eq!(is_valid_presented(name.as_bytes(), Underscore::Forbidden, None), valid, "{name:?}");
        assert_eq!(is_valid_constraint(name.as_bytes(), false), valid || name.is_empty(), "base {name:?}");
    }
    assert!(is_valid_presented(b"_a.b_c", Underscore::Permitted, None));
    assert!(!is_valid_presented(b"_a.b_c", Underscore::Forbidden, None));
}

#[test]
fn presented_wildcards_are_one_whole_label_with_enough_behind_it() {
    for (name, fewest) in [("*.a", 1), ("*.a.b", 2), ("*.a.b.c", 3)] {
        for required in 0..5 {
            let valid = is_valid_presented(name.as_bytes(), Underscore::Permitted, Some(required));
            assert_eq!(valid, required <= fewest, "{name} with {required} labels required");
        }
    }
    for name in ["*", "*.", "*..a.b", "*.*.a.b", "a.*.b.c", "a*.b.c", "*a.b.c", "**.a.b", "*.a.b.", "*.a.1"] {
        assert!(!is_valid_presented(name.as_bytes(), Underscore::Permitted, Some(0)), "{name:?}");
    }
}

#[test]
fn bases_may_be_empty_and_begin_with_one_dot_only() {
    for (base, plain, dotted) in [
        ("", true, true),
        ("a.b", true, true),
        ("a_b", true, true),
        (".a.b", false, true),
        (".a", false, true),
        (".", false, false),
        ("..a", false, false),
        (".a.", false, false),
        ("*.a.b", false, false),
        (".*.a.b", false, false),
        (".1", false, false),
    ] {
        assert_eq!(is_valid_constraint(base.as_bytes(), false), plain, "{base:?}");
        assert_eq!(is_valid_constraint(base.as_bytes(), true), dotted, "{base:?} with a leading dot");
    }
}

/// All names of one to four labels over two letters; enough, since rules look at equality and position of labels only.
fn names() -> Vec<String> {
    let mut names: Vec<String> = vec!["a".into(), "b".into()];
    let mut last = names.clone();
    for _ in 0..3 {
        last = last.iter().flat_map(|name| [format!("a.{name}"), format!("b.{name}")]).collect();
        names.extend_from_slice(&last);
    }
    names
}

/// The definition, by splitting: `base` is a suffix of the labels, proper where it begins with a dot.
fn below_by_labels(name: &str, base: &str) -> bool {
    let (base, fewest_added) = base.strip_prefix('.').map_or((base, 0), |base| (base, 1));
    let (name, base): (Vec<_>, Vec<_>) = (name.split('.').collect(), base.split('.').collect());
    name.ends_with(&base) && name.len() >= base.len() + fewest_added
}

#[test]
fn subtrees_and_wildcards_are_what_enumerating_names_says() {
    let syntax = Syntax::Preferred { labels_after_wildcard: 1 };
    let names = names();
    let bases: Vec<String> = names.iter().flat_map(|name| [name.clone(), format!(".{name}")]).collect();
    for base in &bases {
        for name in &names {
            let expect = Ok(below_by_labels(name, base));
            for wildcard in [WildcardAgainst::Excluded, WildcardAgainst::Literal, WildcardAgainst::Permitted] {
                let options = Options { leading_dot: true, wildcard, syntax };
                assert_eq!(within(name.as_bytes(), base.as_bytes(), options), expect, "{name} within {base}");
            }
            // `z` is a label that no base has; `a` and `b` are all those that they have.
            let stands_for = ["a", "b", "z"].map(|label| below_by_labels(&format!("{label}.{name}"), base));
            let pattern = format!("*.{name}");
            let of =
                |wildcard| within(pattern.as_bytes(), base.as_bytes(), Options { leading_dot: true, wildcard, syntax });
            assert_eq!(of(WildcardAgainst::Excluded), Ok(stands_for.contains(&true)), "{pattern} excluded by {base}");
            assert_eq!(
                of(WildcardAgainst::Permitted),
                Ok(!stands_for.contains(&false)),
                "{pattern} permitted by {base}"
            );
        }
    }
}

#[test]
fn printable_labels_are_all_that_go_asks_for() {
    let options = Options { leading_dot: true, wildcard: WildcardAgainst::Permitted, syntax: Syntax::Printable };
    for (name, base, expect) in [
        ("a~b.example.com", "example.com", Ok(true)),
        ("*.example.com", "*.example.com", Ok(true)),
        ("www.example.com", "*.example.com", Ok(false)),
        ("1.2", "2", Ok(true)),
        ("-a.example.com", ".example.com", Ok(true)),
        ("example.com.", "example.com", Err(NameSyntax::Presented)),
        (".example.com", "example.com", Err(NameSyntax::Presented)),
        ("a b.example.com", "example.com", Err(NameSyntax::Presented)),
        ("", "", Err(NameSyntax::Presented)),
        ("example.com", "", Ok(true)),
        ("example.com", ".", Err(NameSyntax::Base)),
        ("example.com", "com.", Err(NameSyntax::Base)),
    ] {
        assert_eq!(within(name.as_bytes(), base.as_bytes(), options), expect, "{name:?} within {base:?}");
    }
}

#[test]
fn a_base_behind_a_dot_has_253_octets_with_it() {
    let name = |octets: usize| ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(octets - 192)].join(".");
    assert_eq!(name(253).len(), 253);
    for (base, valid) in [(name(253), true), (name(254), false), (format!(".{}", name(252)), true)] {
        assert_eq!(is_valid_constraint(base.as_bytes(), true), valid, "{} octets", base.len());
        assert_eq!(is_printable_base(base.as_bytes()), valid, "{} octets", base.len());
    }
    let dotted = format!(".{}", name(253));
    assert!(!is_valid_constraint(dotted.as_bytes(), true) && !is_printable_base(dotted.as_bytes()));
    assert!(is_printable_name(name(253).as_bytes()) && !is_printable_name(name(254).as_bytes()));
    let label = |octets: usize| "~".repeat(octets);
    assert!(is_printable_name(label(63).as_bytes()) && !is_printable_name(label(64).as_bytes()));
}

#[test]
fn a_proper_suffix_is_shorter_than_the_name() {
    for (name, suffix, expect) in [
        ("ab", "b", true),
        ("ab", "B", true),
        ("ab", "", true),
        ("ab", "ab", false),
        ("b", "ab", false),
        ("ab", "a", false),
    ] {
        assert_eq!(is_proper_suffix(name.as_bytes(), suffix.as_bytes()), expect, "{name} {suffix}");
    }
}
