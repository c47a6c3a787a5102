//! The wildcard rules against tables, and against their definition by splitting, for every short host.

use super::WildcardRules::{AnyPartialLabel, PartialLabel, WholeLabel, WholeLabelAboveTwo, WholeLabelOfHost};
use super::*;

const RULES: [WildcardRules; 5] = [AnyPartialLabel, PartialLabel, WholeLabel, WholeLabelAboveTwo, WholeLabelOfHost];

/// One row: pattern, host, and the outcome under each of [`RULES`].
fn check(rows: &[(&str, &str, [bool; 5])]) {
    for (pattern, host, expect) in rows {
        let found = RULES.map(|rules| matches(rules, pattern.as_bytes(), host.as_bytes()));
        assert_eq!(found, *expect, "{pattern} for {host} under {RULES:?}");
    }
}

#[test]
fn names_without_a_wildcard_are_equal_but_for_case() {
    check(&[
        ("example.com", "example.com", [true; 5]),
        ("EXAMPLE.com", "example.COM", [true; 5]),
        ("example.com", "www.example.com", [false; 5]),
        ("example.com", "example.com.", [false; 5]),
        ("example.com", "xexample.com", [false; 5]),
        ("", "a", [false; 5]),
    ]);
}

#[test]
fn a_whole_label_stands_for_one_label() {
    check(&[
        ("*.example.com", "www.example.com", [true; 5]),
        ("*.EXAMPLE.com", "WWW.example.com", [true; 5]),
        ("*.example.com", "xn--bcher-kva.example.com", [true; 5]),
        ("*.example.com", "a.b.example.com", [false; 5]),
        ("*.example.com", "example.com", [false; 5]),
        ("*.example.com", "www.example.org", [false; 5]),
        ("*.example.com", "wwwexample.com", [false; 5]),
        // Only Envoy lets the star stand for nothing; no valid host is so written.
        ("*.example.com", ".example.com", [true, false, false, false, false]),
        // OpenSSL's star stands for letters, digits and hyphens.
        ("*.example.com", "_srv.example.com", [true, false, true, true, false]),
        ("*.ex_ample.com", "www.ex_ample.com", [true, false, true, true, false]),
    ]);
}

#[test]
fn labels_after_the_wildcard_are_counted() {
    check(&[
        ("*.com", "example.com", [true, false, true, false, false]),
        ("*", "localhost", [false; 5]),
        ("*", "example.com", [false; 5]),
        ("*.", "example.", [true, false, false, false, false]),
        ("*.com.", "example.com.", [true, false, false, false, false]),
    ]);
}

#[test]
fn a_part_of_a_label_is_for_openssl_and_envoy() {
    check(&[
        ("w*.example.com", "www.example.com", [true, true, false, false, false]),
        ("W*.example.com", "www.example.com", [true, true, false, false, false]),
        ("*w.example.com", "www.example.com", [true, true, false, false, false]),
        ("w*w.example.com", "www.example.com", [true, false, false, false, false]),
        ("w*w.example.com", "w.example.com", [false; 5]),
        ("ww*ww.example.com", "www.example.com", [false; 5]),
        ("www*.example.com", "www.example.com", [true, true, false, false, false]),
        ("w*.example.com", "w.a.example.com", [false; 5]),
        ("w*.com", "www.com", [true, false, false, false, false]),
        ("w-*.example.com", "w-1.example.com", [true, false, false, false, false]),
        ("*-1.example.com", "w-1.example.com", [true, true, false, false, false]),
        // A-labels: the pattern's for both, the host's for OpenSSL.
        ("xn--*.example.com", "xn--bcher-kva.example.com", [false; 5]),
        ("x*.example.com", "xn--bcher-kva.example.com", [true, false, false, false, false]),
        ("*va.example.com", "xn--bcher-kva.example.com", [true, false, false, false, false]),
    ]);
}

#[test]
fn a_star_elsewhere_is_no_wildcard() {
    check(&[
        ("www.*.com", "www.example.com", [false; 5]),
        ("*.*.com", "www.example.com", [false; 5]),
        ("**.example.com", "www.example.com", [false; 5]),
        ("*w*.example.com", "www.example.com", [false; 5]),
        ("www.example.*", "www.example.com", [false; 5]),
    ]);
}

#[test]
fn well_formed_is_a_host_or_a_wildcard_of_the_rules() {
    for (presented, expect) in [
        ("example.com", [true; 5]),
        ("_a.example.com", [true; 5]),
        ("*.example.com", [true; 5]),
        ("*.com", [true, false, true, false, false]),
        ("*", [false; 5]),
        ("w*.example.com", [true, true, false, false, false]),
        ("w*w.example.com", [true, false, false, false, false]),
        ("", [false; 5]),
        ("example.com.", [false; 5]),
        ("*.example.com.", [false; 5]),
        ("*.example..com", [false; 5]),
        ("exam ple.com", [false; 5]),
        ("192.0.2.1", [false; 5]),
        ("*.0.2.1", [false; 5]),
        ("\u{e9}.example.com", [false; 5]),
    ] {
        assert_eq!(RULES.map(|rules| is_well_formed(rules, presented.as_bytes())), expect, "{presented:?}");
    }
}

/// The definition, by splitting at dots and at the star; allocates freely.
fn by_splitting(rules: WildcardRules, pattern: &str, host: &str) -> bool {
    let valid = |label: &&str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let patterns: Vec<&str> = pattern.split('.').collect();
    let hosts: Vec<&str> = host.split('.').collect();
    let (first, rest, host_first) = (patterns[0], &patterns[1..], hosts[0]);
    let parts: Vec<&str> = first.split('*').collect();
    if pattern == host {
        return true;
    }
    if parts.len() != 2 || rest.iter().any(|label| label.contains('*')) || rest != &hosts[1..] {
        return false;
    }
    let (before, after) = (parts[0], parts[1]);
    let fits = host_first.starts_with(before)
        && host_first[before.len()..].ends_with(after)
        && host_first.len() >= before.len() + after.len();
    let covered = if fits { &host_first[before.len()..host_first.len() - after.len()] } else { "" };
    match rules {
        AnyPartialLabel => !rest.is_empty() && fits,
        WholeLabel => first == "*" && !rest.is_empty() && rest.iter().all(valid) && !covered.is_empty(),
        WholeLabelAboveTwo => first == "*" && rest.len() >= 2 && rest.iter().all(valid) && !covered.is_empty(),
        WholeLabelOfHost => first == "*" && by_splitting(PartialLabel, pattern, host),
        PartialLabel => {
            let head_or_tail = (before.is_empty() || after.is_empty())
                && (first.ends_with('*') || !first.ends_with('-'))
                && (first.starts_with('*') || valid(&before));
            let open = rest.len() >= 2 && rest.iter().all(valid) && fits && !covered.contains('*');
            open && if first == "*" { !covered.is_empty() } else { head_or_tail }
        }
    }
}

#[test]
fn every_short_host_matches_as_splitting_says() {
    const PATTERNS: &[&str] = &[
        "", "*", "**", ".", "*.", ".*", "-", "a", "b", "1", "a.b", "b.a", "a.1", "a-b", "*.a", "*.b", "*.1", "*.-",
        "*.*", "*.a.b", "*.a.a", "*.b.1", "*.a.", "*..a", "*.-.a", "*.a.-", "*.*.a", "**.a.b", "a*", "*a", "a*.a",
        "*a.a", "a*.b", "a*.a.b", "*a.a.b", "b*.a.b", "a*b.a", "a*b.a.b", "*ab.a.b", "ab*.a.b", "-*.a.b", "*-.a.b",
        "a-*.a.b", "*-a.a.b", "1*.a.b", "*1.a.b", "a.*", "a.*.b", "a.b.*", "*.ab", "*.a-b", "*.b-", "*.-b", "aa*.a",
        "a*aa.a", "a*a.a", "*a*.a", "a.b.a", "*.a.b.a", "a-.b", "*-*.a", "*.1.1",
    ];
    const ALPHABET: &[u8] = b"ab-.*1";
    let (mut hosts, mut last) = (vec![String::new()], vec![String::new()]);
    for _ in 0..5 {
        last = last.iter().flat_map(|host| ALPHABET.iter().map(move |&c| format!("{host}{}", char::from(c)))).collect();
        hosts.extend_from_slice(&last);
    }
    assert_eq!(hosts.len(), 1 + 6 + 36 + 216 + 1296 + 7776);
    let mut matched = [0; RULES.len()];
    for (count, rules) in matched.iter_mut().zip(RULES) {
        for pattern in PATTERNS {
            for host in &hosts {
                let found = matches(rules, pattern.as_bytes(), host.as_bytes());
                assert_eq!(found, by_splitting(rules, pattern, host), "{pattern:?} for {host:?} under {rules:?}");
                *count += usize::from(found && pattern != host);
            }
        }
    }
    // Each rule matches something, and the narrower of two rules less.
    let [any_partial, partial, whole, above_two, of_host] = matched;
    assert!(
        above_two > 0
            && above_two < whole
            && of_host > 0
            && of_host < partial
            && above_two < partial
            && partial < any_partial
    );
}
