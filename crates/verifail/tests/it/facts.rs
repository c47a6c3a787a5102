//! Facts of tables of rows: for each rule a table that shows the fact, and one that differs in what the rule asks for and
//! does not.

use std::collections::BTreeSet;

use verifail::hypothesis::{Assessment, Case, Observation};
use verifail::{Hop, Reason};

use crate::hypothesis::place;

const EXPIRED: &str = "x509: certificate has expired";
const LATER: &str =
    "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list";

/// Each row is `field: value | field: value`.
fn assess(rows: &[&str]) -> Assessment {
    let mut case = Case::new();
    for (at, row) in rows.iter().enumerate() {
        let fields: Vec<(&str, &str)> = row.split(" | ").map(|field| field.split_once(": ").unwrap()).collect();
        let of = |name: &str| fields.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
        case.observation(Observation::read(format!("row {at}"), of).unwrap_or_else(|error| panic!("{row}: {error}")));
    }
    case.assess()
}

fn facts(rows: &[&str]) -> BTreeSet<&'static str> {
    assess(rows).facts.iter().map(|known| known.fact.code()).collect()
}

/// Each fact is seen of the first table, and not of the second.
fn tell(cases: &[(&str, &[&str], &[&str])]) {
    for (fact, shows, does_not) in cases {
        let (shown, other) = (facts(shows), facts(does_not));
        assert!(shown.contains(fact), "{fact} is not seen of {shows:#?}: {shown:?}");
        assert!(!other.contains(fact), "{fact} is seen of {does_not:#?}: {other:?}");
    }
}

#[test]
fn how_often_it_fails() {
    tell(&[
        ("intermittent", &["outcome: 3 of 40 failed"], &["outcome: 40 of 40 failed"]),
        ("intermittent", &["outcome: sometimes fails"], &["outcome: fails"]),
        ("intermittent", &["client: a | outcome: ok", "client: a | outcome: fails"], &["client: a | outcome: fails"]),
        (
            "intermittent",
            &["client: a | endpoint: h.example | outcome: ok", "client: a | endpoint: h.example | outcome: fails"],
            &["client: a | endpoint: h.example | outcome: ok", "client: a | endpoint: i.example | outcome: fails"],
        ),
        (
            "intermittent",
            &["client: a | options: -k | outcome: ok", "client: a | options: -k | outcome: fails"],
            &["client: a | options: -k | outcome: ok", "client: a | outcome: fails"],
        ),
        (
            "intermittent",
            &["client: a | vantage: x | outcome: ok", "client: a | vantage: x | outcome: fails"],
            &["client: a | vantage: x | outcome: ok", "client: a | vantage: y | outcome: fails"],
        ),
        ("permanent", &["outcome: 10 of 10 failed"], &["outcome: 9 of 9 failed"]),
        ("permanent", &["outcome: 9 of 9 failed", "outcome: fails"], &["outcome: 10 of 11 failed"]),
    ]);
}

#[test]
fn what_a_failing_call_was_given() {
    tell(&[
        ("response-received", &["outcome: tls error | status: 400"], &["outcome: tls error | status: 399"]),
        ("response-received", &["outcome: HTTP/1.1 503, tls error"], &["outcome: tls error after 503 ms"]),
        ("response-received", &["outcome: 503: tls error"], &["outcome: 503 of 600 failed"]),
        ("sandboxed", &["vantage: sandbox | outcome: fails"], &["vantage: outside the sandbox | outcome: fails"]),
        ("sandboxed", &["sandboxed: yes | outcome: fails"], &["sandboxed: yes | outcome: ok"]),
        (
            "through-proxy",
            &["path: client -> proxy -> api | outcome: fails"],
            &["path: client -> api | outcome: fails"],
        ),
        ("through-proxy", &["options: --proxy http://p:1 | outcome: fails"], &["options: no --proxy | outcome: fails"]),
        (
            "known-interceptor",
            &["issuer: CN=Zscaler Root CA | outcome: fails"],
            &["issuer: CN=Zscaler Root CA | outcome: ok"],
        ),
    ]);
}

#[test]
fn what_a_client_is_told_makes_a_difference_or_none() {
    let refused = &*format!("outcome: {EXPIRED}");
    let insecure = &*format!("options: --insecure | outcome: {EXPIRED}");
    let bundle = &*format!("options: --cacert x.pem | outcome: {EXPIRED}");
    let bundle_later = &*format!("options: --cacert x.pem | outcome: {LATER}");
    let here = &*format!("vantage: x | outcome: {EXPIRED}");
    let later = &*format!("outcome: {LATER}");
    tell(&[
        ("insecure-fails", &[insecure], &["options: --insecure | outcome: connection reset by peer"]),
        ("insecure-fails", &[insecure], &[refused]),
        ("insecure-passes", &[refused, "options: -k | outcome: ok"], &[insecure, "options: -k | outcome: ok"]),
        ("insecure-passes", &[refused, "options: -k | outcome: ok"], &[refused, "outcome: ok"]),
        (
            "insecure-passes",
            &[here, "vantage: x | options: -k | outcome: ok"],
            &[here, "vantage: y | options: -k | outcome: ok"],
        ),
        (
            "passes-unresumed",
            &["outcome: sometimes fails", "options: no resumption | outcome: 0 of 38 failed"],
            // 0.9 to the 37th is more than 0.02: it may have been luck.
            &["outcome: sometimes fails", "options: no resumption | outcome: 0 of 37 failed"],
        ),
        ("passes-unresumed", &["outcome: fails", "options: no resumption | outcome: ok"], &["outcome: fails"]),
        ("own-anchors-pass", &[refused, "options: --cacert x | outcome: ok"], &[refused, "outcome: ok"]),
        // Somebody else than the client refuses: the client's anchors are not asked.
        (
            "own-anchors-pass",
            &[refused, "options: --cacert x | outcome: ok"],
            &[later, "options: --cacert x | outcome: ok"],
        ),
        ("own-anchors-fail", &[bundle], &[refused]),
        ("own-anchors-fail", &[bundle], &[bundle_later]),
    ]);
}

#[test]
fn who_else_fails_in_the_same_place() {
    tell(&[
        (
            "other-client-passes",
            &["client: a | outcome: fails", "client: b | outcome: ok"],
            &["client: a | outcome: fails", "client: a | outcome: ok"],
        ),
        (
            "other-client-passes",
            &["client: a | outcome: fails", "client: b | outcome: ok"],
            &["client: a | outcome: fails", "client: b | options: -k | outcome: ok"],
        ),
        (
            "other-client-passes",
            &["client: a | vantage: x | outcome: fails", "client: b | vantage: x | outcome: ok"],
            &["client: a | vantage: x | outcome: fails", "client: b | vantage: y | outcome: ok"],
        ),
        (
            "other-client-passes",
            &["client: a | endpoint: h.example | outcome: fails", "client: b | endpoint: h.example | outcome: ok"],
            &["client: a | endpoint: h.example | outcome: fails", "client: b | endpoint: i.example | outcome: ok"],
        ),
        (
            "other-client-passes",
            &["client: a | outcome: fails", "client: b | outcome: ok"],
            &["outcome: fails", "outcome: ok"],
        ),
        (
            "all-clients-fail",
            &["client: a | outcome: fails", "client: b | outcome: fails", "client: c | outcome: fails"],
            &["client: a | outcome: fails", "client: b | outcome: fails", "client: b | outcome: fails"],
        ),
        (
            "all-clients-fail",
            &["client: a | outcome: fails", "client: b | outcome: fails", "client: c | outcome: fails"],
            &[
                "client: a | outcome: fails",
                "client: b | outcome: fails",
                "client: c | outcome: fails",
                "client: d | outcome: ok",
            ],
        ),
    ]);
}

#[test]
fn where_else_it_passes_and_by_which_way() {
    let (direct, proxied) = ("path: client -> api | client: a", "path: client -> proxy -> api | client: a");
    let (direct_ok, direct_fails) = (&*format!("{direct} | outcome: ok"), &*format!("{direct} | outcome: fails"));
    let (proxied_ok, proxied_fails) = (&*format!("{proxied} | outcome: ok"), &*format!("{proxied} | outcome: fails"));
    tell(&[
        (
            "passes-elsewhere",
            &["vantage: x | outcome: fails", "vantage: y | outcome: ok"],
            &["vantage: x | outcome: fails", "vantage: x | outcome: ok"],
        ),
        (
            "passes-elsewhere",
            &["vantage: x | outcome: fails", "vantage: y | outcome: ok"],
            &["vantage: x | outcome: fails", "vantage: y | options: -k | outcome: ok"],
        ),
        (
            "passes-elsewhere",
            &["vantage: x | client: a | outcome: fails", "vantage: y | client: a | outcome: ok"],
            &["vantage: x | client: a | outcome: fails", "vantage: y | client: b | outcome: ok"],
        ),
        (
            "passes-elsewhere",
            &["vantage: x | endpoint: h.example | outcome: fails", "vantage: y | endpoint: h.example | outcome: ok"],
            &["vantage: x | endpoint: h.example | outcome: fails", "vantage: y | endpoint: i.example | outcome: ok"],
        ),
        ("bypass-passes", &[proxied_fails, direct_ok], &[direct_fails, proxied_ok]),
        (
            "bypass-passes",
            &[proxied_fails, direct_ok],
            &[proxied_fails, "path: client -> api | client: b | outcome: ok"],
        ),
        ("bypass-passes", &[proxied_fails, direct_ok], &[proxied_fails, "client: a | outcome: ok"]),
        ("bypass-fails", &[proxied_fails, direct_fails], &[proxied_fails, "client: a | outcome: fails"]),
        ("bypass-fails", &[proxied_fails, direct_fails], &[direct_fails]),
        ("bypass-fails", &[proxied_fails, direct_fails], &[proxied_fails]),
    ]);
}

#[test]
fn what_was_presented_here_and_there() {
    let presented = |place: &str, outcome: &str, digits: &str, issuer: &str| {
        format!("vantage: {place} | outcome: {outcome} | fingerprint: {digits} | issuer: {issuer}")
    };
    let (one, other) = ("00112233445566778899", "ffeeddccbbaa99887766");
    let bad = &*presented("x", "fails", one, "CN=A");
    let same = &*presented("y", "ok", one, "CN=A");
    // The first digits are enough.
    let same_by_few = &*presented("y", "ok", "0011223344", "CN=A");
    let same_issuer = &*presented("y", "ok", other, "cn=a");
    let differs = &*presented("y", "ok", other, "CN=B");
    let same_place = &*presented("x", "ok", other, "CN=B");
    let same_in_place = &*presented("x", "ok", one, "CN=A");
    let fails_too = &*presented("y", "fails", one, "CN=A");
    tell(&[
        ("end-entity-same", &[bad, same], &[bad, differs]),
        ("end-entity-same", &[bad, same_by_few], &[bad, fails_too]),
        ("end-entity-same", &[bad, same], &[bad, same_in_place]),
        ("end-entity-of-same-issuer", &[bad, same_issuer], &[bad, differs]),
        ("end-entity-of-same-issuer", &[bad, same_issuer], &[bad, same]),
        ("end-entity-differs", &[bad, differs], &[bad, same_issuer]),
        ("end-entity-differs", &[bad, differs], &[bad, same_place]),
        ("several-certificates", &[bad, same_place], &[bad, same_in_place]),
        ("several-certificates", &[bad, same_place], &[bad, differs]),
    ]);
}

#[test]
fn which_hosts_fail() {
    let hosts = |list: &[(&str, &str)]| -> Vec<String> {
        list.iter().map(|(host, outcome)| format!("endpoint: https://{host}/ | outcome: {outcome}")).collect()
    };
    let seen = |list: &[(&str, &str)]| {
        let rows = hosts(list);
        facts(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert!(seen(&[("a.example", "fails"), ("b.example", "ok")]).contains("other-hosts-pass"));
    assert!(!seen(&[("a.example", "fails"), ("a.example", "ok")]).contains("other-hosts-pass"));
    assert!(!seen(&[("a.example", "ok"), ("b.example", "ok")]).contains("other-hosts-pass"));
    let three = [("a.example", "fails"), ("b.example", "fails"), ("c.example", "fails")];
    assert!(seen(&three).contains("every-host-fails"));
    assert!(!seen(&three[..2]).contains("every-host-fails"));
    let and_one_passes = [three[0], three[1], three[2], ("d.example", "ok")];
    assert!(!seen(&and_one_passes).contains("every-host-fails"));
}

#[test]
fn a_hop_that_a_failing_call_does_not_take_is_not_where_it_fails() {
    use verifail::hypothesis::State::{Excluded, Open};

    let through = "path: client -> gateway -> worker -> api | endpoint: h.example | outcome: fails";
    let without = "path: client -> worker | endpoint: h.example | calls: none | outcome: fails";
    let passes = "path: client -> worker -> api | endpoint: h.example | client: b | outcome: ok";
    assert_eq!(place(&assess(&[through]), Hop::OriginToUpstream), Open);
    assert_eq!(place(&assess(&[through, without]), Hop::OriginToUpstream), Excluded, "it fails without that hop");
    let unknown = "endpoint: h.example | outcome: fails";
    assert_eq!(place(&assess(&[through, unknown]), Hop::OriginToUpstream), Open, "by which way is not said");
    assert_eq!(place(&assess(&[through, passes]), Hop::OriginToUpstream), Excluded, "and passes by it");
    assert_eq!(place(&assess(&[through, passes]), Hop::ProxyToUpstream), Open, "which it does not take");
}

#[test]
fn words_of_an_outcome_are_told_from_numbers_and_denials() {
    let read = |row: &str| {
        let fields: Vec<(&str, &str)> = row.split(" | ").map(|field| field.split_once(": ").unwrap()).collect();
        Observation::read("row", |name| {
            fields.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
        .map_err(|error| error.to_string())
    };
    for (outcome, status) in [
        ("503", Some(503)),
        ("503 Service Unavailable", Some(503)),
        ("599: fails", Some(599)),
        ("HTTP 100 fails", Some(100)),
        ("fails with status code: 502", Some(502)),
        ("503 of 600 failed", None),
        ("600 fails", None),
        ("99 fails", None),
        ("HTTP 5030 fails", None),
        ("503x fails", None),
    ] {
        assert_eq!(read(&format!("outcome: {outcome}")).unwrap().status, status, "{outcome}");
    }
    for (outcome, counted) in [
        ("3 of 40 failed", Some((3, 40))),
        ("3/40 fail", Some((3, 40))),
        ("failed 3 of 40", Some((3, 40))),
        ("3 out of 40 failed", Some((3, 40))),
        ("37 of 40 pass", Some((3, 40))),
        ("errors in 3 of 40", Some((3, 40))),
        ("40 of 3 failed", None),
        ("tls error at last after 3 of 40 small red colours that fail", None),
    ] {
        let row = read(&format!("outcome: {outcome} | fingerprint: 0011223344")).unwrap();
        assert_eq!(row.failed.zip(row.runs), counted, "{outcome}");
    }
    for (endpoint, host) in [
        ("GET https://user@API.example:8443/a?b#c", Some("api.example")),
        ("POST /mcp", None),
        ("h.example:443", Some("h.example")),
        ("the (one.example) h.example", Some("h.example")),
        ("localhost", None),
        ("https://[2001:DB8::1]:8443/", Some("2001:db8::1")),
        ("https://[2001:db8::g]/", None),
    ] {
        let row = read(&format!("endpoint: {endpoint} | outcome: fails")).unwrap();
        assert_eq!(row.host.as_deref(), host, "{endpoint}");
    }
    for (options, insecure) in [
        ("-k", true),
        ("-sk -k", true),
        ("--stack", false),
        ("-keepalive", false),
        ("--insecure", true),
        ("not insecure", false),
        ("NODE_TLS_REJECT_UNAUTHORIZED=0", true),
        ("x--no-check-certificate", false),
    ] {
        assert_eq!(read(&format!("options: {options} | outcome: fails")).unwrap().insecure, insecure, "{options}");
    }
    for (fields, error) in [
        ("outcome: 3 of 40 failed | failed: 50", "50 of 40 calls cannot have failed"),
        ("outcome: fails | runs: many", "runs `many` is no number"),
        ("outcome: fails | fingerprint: 0011223", "fingerprint `0011223` is none: hexadecimal digits are wanted"),
        ("client: a", "no outcome: say `ok`, `fails`, `3 of 40 failed`, or the text of the failure"),
    ] {
        assert_eq!(read(fields).unwrap_err(), error);
    }
    for (outcome, bad) in [
        ("works", false),
        ("does not work", true),
        ("not ok", true),
        ("200", false),
        ("ok, sometimes", true),
        ("the same", true),
        (EXPIRED, true),
    ] {
        let row = read(&format!("outcome: {outcome}")).unwrap();
        assert_eq!((row.is_bad(), row.is_good()), (bad, !bad), "{outcome}");
    }
    let worded = read(&format!("outcome: {EXPIRED}")).unwrap();
    let verifail::hypothesis::Ended::Failed(Some(diagnosis)) = worded.ended else { panic!("{worded:?}") };
    assert_eq!(diagnosis.reason, Some(Reason::Expired));
}
