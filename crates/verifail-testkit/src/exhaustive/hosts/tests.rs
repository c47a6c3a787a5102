//! The numbering of texts, the oracle by examples of the RFC, and a short run of the whole.

use super::*;

fn rfc(host: &str, presented: &str) -> bool {
    Host::read(host).is_some_and(|host| host.matches(presented.as_bytes(), Reading::Rfc9525 { labels_after: 1 }))
}

#[test]
fn every_text_has_a_number_and_comes_once() {
    let all: std::collections::BTreeSet<String> = (0..texts(3)).map(text).collect();
    assert_eq!(all.len() as u64, texts(3));
    assert!(all.iter().all(|text| (1..=3).contains(&text.chars().count())));
    assert_eq!(texts(LONGEST), 13 + 169 + 2_197 + 28_561 + 371_293 + 4_826_809);
}

#[test]
fn the_oracle_does_what_the_examples_of_rfc_9525_say() {
    // Section 6.3: "*.example.com" matches "foo.example.com" but not "bar.foo.example.com" or "example.com".
    assert!(rfc("foo.example.com", "*.example.com"));
    assert!(!rfc("bar.foo.example.com", "*.example.com"));
    assert!(!rfc("example.com", "*.example.com"));
    // Embedded wildcards have no meaning: "baz*.example.net", "*baz.example.net", "b*z.example.net".
    for pattern in ["baz*.example.net", "*baz.example.net", "b*z.example.net", "*.*.net"] {
        assert!(!rfc("baz.example.net", pattern) && !rfc("baz1.example.net", pattern), "{pattern}");
    }
    assert!(rfc("WWW.example.com.", "www.Example.com"));
    assert!(rfc("bücher.example", "xn--bcher-kva.example"));
    assert!(!rfc("192.0.2.1", "192.0.2.1"));
    assert!(!rfc("a.b", "a.b\0"));
}

#[test]
fn punycode_of_the_oracle_is_the_one_of_the_rfc() {
    // RFC 3492 section 7.1, (B) Chinese and (K) Vietnamese, in the letters of a host.
    for (label, expected) in [
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("bücher", "xn--bcher-kva"),
        ("é", "xn--9ca"),
        ("straße", "xn--strae-oqa"),
    ] {
        assert_eq!(Host::read(&format!("{label}.a")), Some(Host::Name(format!("{expected}.a"))));
    }
    assert_eq!(Host::read("xn--é"), None);
}

#[test]
fn every_policy_reads_names_in_a_way_the_oracle_knows() {
    let rules = identity_rules();
    assert!(rules.len() >= 5);
    for (policy, rules) in rules {
        assert!(Reading::of(&rules).is_some(), "{policy}: {rules:?}");
    }
}

#[test]
fn the_core_agrees_on_every_short_host() {
    let presented = presented::identifiers();
    assert!(presented.len() >= 200, "{}", presented.len());
    for (policy, rules) in identity_rules() {
        let reading = Reading::of(&rules).unwrap();
        let longest = if policy == "rfc5280" { 4 } else { 3 };
        let tally = every_host(&CoreNames(rules), reading, longest, &presented);
        assert_eq!(tally.examples, [], "{policy}");
        assert_eq!((tally.texts, tally.disagreements), (texts(longest), 0));
        assert!(tally.matched > 50 && tally.names > 500 && tally.addresses > 0, "{policy}: {tally:?}");
        let tally = every_presented(&CoreNames(rules), reading, longest);
        assert_eq!(tally.examples, [], "{policy}");
    }
}

/// Matches by a prefix of the presented octets up to a NUL, as C code did (CVE-2009-2408).
struct StopsAtNul;

impl NameMatcher for StopsAtNul {
    type Host = String;

    fn read(&self, text: &str) -> Option<String> {
        match Host::read(text)? {
            Host::Name(name) => Some(name),
            Host::Address => Some("no name".to_owned()),
        }
    }

    fn written(&self, host: &String) -> Option<String> {
        Some(host.clone())
    }

    fn matches(&self, host: &String, presented: &[u8]) -> bool {
        let presented = presented.split(|octet| *octet == 0).next().unwrap_or_default();
        reference::rfc9525(host.as_bytes(), presented, 1)
    }
}

#[test]
fn a_matcher_that_stops_at_nul_is_found() {
    let tally = every_host(&StopsAtNul, Reading::Rfc9525 { labels_after: 1 }, 2, &presented::identifiers());
    assert!(tally.disagreements > 0 && tally.examples.iter().all(|e| e.presented.as_ref().unwrap().contains(&0)));
}
