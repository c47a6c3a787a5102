//! What `verifail verify` says of a chain: text, table, JSON, exit codes.

use insta::assert_snapshot;
use serde_json::Value;
use verifail::Policy;

use crate::{AT, verifail_in, verify_demo, with_demo_files};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn both_faults_are_in_the_first_line() {
    let directory = with_demo_files("first-line");
    let ran = verify_demo(&directory, "two-faults", "api.example", &[]).expect_code(1);
    assert_eq!(ran.stdout.lines().next(), Some("not trusted: expired, name-mismatch"));
    assert_eq!(ran.stderr, "");
    let ran = verify_demo(&directory, "good", "shop.example", &[]).expect_code(0);
    assert_eq!(ran.stdout.lines().next(), Some("trusted"));
}

#[test]
fn a_full_report_has_every_particular() {
    let directory = with_demo_files("particulars");
    let ran = verify_demo(&directory, "good", "shop.example", &[]).expect_code(0);
    let pem = std::fs::read(directory.join("good.pem")).expect("written by the demo");
    let bundle = verifail::Bundle::read_default(&pem).expect("certificates");
    for entry in bundle.certificates() {
        let certificate = verifail::Certificate::from_der(entry.der()).expect("a certificate");
        assert!(ran.stdout.contains(&certificate.fingerprint().to_string()), "{}", ran.stdout);
    }
    for words in [
        "CN=Demo Root (trust anchor)",
        "└─ CN=Demo Issuing CA (intermediate)",
        "└─ CN=shop.example (end entity)",
        "issuer  CN=Demo Issuing CA",
        "names   DNS:shop.example",
        "2026-09-01T00:00:00Z to 2027-01-03T00:00:00Z, expires in 43 days",
        "key     P-256",
        "✓ signature valid · within validity · name matches · purpose permitted",
        "anchors 1 from good-anchors.pem",
    ] {
        assert!(ran.stdout.contains(words), "no {words:?} in\n{}", ran.stdout);
    }
    assert!(ran.stdout.lines().all(|line| line.chars().count() < 160), "{}", ran.stdout);
}

#[test]
fn time_decides_and_is_said_relative() {
    let directory = with_demo_files("time");
    let later = ["--time", "2027-01-05T00:00:00Z"];
    let ran = verify_demo(&directory, "good", "shop.example", &later).expect_code(1);
    assert!(ran.stdout.starts_with("not trusted: expired\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("expired 2 days ago"), "{}", ran.stdout);
    assert!(!ran.stdout.lines().any(|l| l.contains("name matches") && l.contains("within validity")), "{}", ran.stdout);
}

#[test]
fn without_a_time_the_clock_is_asked() {
    let directory = with_demo_files("clock");
    let arguments = ["verify", "good.pem", "--anchors", "good-anchors.pem", "--name", "shop.example", "--json"];
    let report = json(&verifail_in(&directory, &arguments).stdout);
    let said: verifail::Time = report["time"].as_str().expect("a time").parse().expect("RFC 3339");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs();
    assert!(said.unix_seconds().abs_diff(now.cast_signed()) < 60, "{said}");
}

#[test]
fn several_policies_are_all_asked() {
    let directory = with_demo_files("policies");
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--policy", "all"]).expect_code(1);
    assert_eq!(ran.stdout.lines().count(), Policy::all().len() + 1);
    for (line, policy) in ran.stdout.lines().skip(1).zip(Policy::all()) {
        assert!(line.starts_with(policy.name()) && line.contains("not trusted") && line.contains("expired"), "{line}");
    }
    let ran = verify_demo(&directory, "good", "shop.example", &["--policy", "rustls,go", "--json"]).expect_code(0);
    let reports = json(&ran.stdout);
    assert_eq!((&reports[0]["policy"], &reports[1]["policy"]), (&Value::from("rustls"), &Value::from("go")));
    assert_eq!(reports.as_array().map(Vec::len), Some(2));
}

#[test]
fn json_is_schema_1() {
    let directory = with_demo_files("json");
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--json"]).expect_code(1);
    let report = json(&ran.stdout);
    assert_eq!(report["schema"], 1);
    assert_eq!(report["policy"], "rustls");
    assert_eq!(report["decision"], "reject");
    assert_eq!(report["reasons"], serde_json::json!(["expired", "name-mismatch"]));
    assert_eq!(report["time"], AT);
    assert_eq!(report["purpose"], "serverAuth");
    assert_eq!(report["identity"], "name api.example");
    assert_eq!(report["relaxed"], serde_json::json!([]));
    let path = &report["paths"][0];
    assert_eq!(path["anchored"], true);
    let roles: Vec<_> = path["certificates"].as_array().expect("certificates").iter().map(|c| &c["role"]).collect();
    assert_eq!(roles, ["end-entity", "intermediate", "anchor"]);
    assert_eq!(path["certificates"][0]["signature"], "valid");
    assert_eq!(path["certificates"][0]["not_after"], "2026-10-01T00:00:00Z");
    let expired = path["findings"].as_array().expect("findings").iter().find(|f| f["reason"] == "expired");
    let expired = expired.expect("expired is found");
    assert_eq!(expired["depth"], 0);
    assert_eq!(expired["severity"], "error");
    assert_eq!(expired["context"]["kind"], "period");
    assert_eq!(expired["context"]["not_after"], "2026-10-01T00:00:00Z");
    assert_eq!(report["repair"]["proved"], true);
    assert_eq!(report["repair"]["findings"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_relaxation_is_loud_and_lets_only_its_family_pass() {
    let directory = with_demo_files("relax");
    let ran = verify_demo(&directory, "inspection-proxy", "api.example", &[]).expect_code(1);
    assert!(ran.stdout.starts_with("not trusted: eku-missing-or-wrong\n"), "{}", ran.stdout);
    let ran = verify_demo(&directory, "inspection-proxy", "api.example", &["--relax", "eku"]).expect_code(0);
    assert!(ran.stderr.starts_with("WARNING: --relax eku switches off: eku-missing-or-wrong."), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("trusted only because this was let pass: eku-missing-or-wrong\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("switched off: eku"), "{}", ran.stdout);
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--relax", "validity"]).expect_code(1);
    assert!(ran.stdout.starts_with("not trusted: name-mismatch\n"), "{}", ran.stdout);
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--relax", "all"]).expect_code(0);
    let families = verifail::danger::Relaxation::ALL.len();
    assert_eq!(ran.stderr.matches("WARNING: ").count(), families, "{}", ran.stderr);
}

#[test]
fn a_path_without_an_identity_is_said_to_be_just_that() {
    let directory = with_demo_files("no-identity");
    let ask = |purpose: &str| {
        let common = ["verify", "good.pem", "--anchors", "good-anchors.pem", "--time", AT, "--purpose", purpose];
        verifail_in(&directory, &common)
    };
    let server = ask("server").expect_code(0);
    assert!(server.stderr.starts_with("warning: no identity is checked"), "{}", server.stderr);
    assert!(server.stdout.contains("identity unchecked"), "{}", server.stdout);
    assert!(!server.stdout.contains("name matches"), "{}", server.stdout);
    assert_eq!(ask("any").expect_code(0).stderr, "");
    let client = ask("client").expect_code(1);
    assert!(client.stdout.starts_with("not trusted: eku-missing-or-wrong\n"), "{}", client.stdout);
    assert_eq!(ask("1.3.6.1.5.5.7.3.1").expect_code(0).stderr, "");
}

#[test]
fn envoy_matchers_are_an_identity() {
    let directory = with_demo_files("matchers");
    let ask = |matchers: &[&str]| {
        let mut arguments =
            vec!["verify", "good.pem", "--anchors", "good-anchors.pem", "--time", AT, "--policy", "envoy"];
        arguments.extend(matchers.iter().flat_map(|matcher| ["--san-match", matcher]));
        verifail_in(&directory, &arguments)
    };
    ask(&["dns:exact:shop.example"]).expect_code(0);
    ask(&["dns:suffix:.example"]).expect_code(0);
    ask(&["dns:exact:other.example", "dns:safe_regex:shop\\..*"]).expect_code(0);
    let ran = ask(&["dns:exact:other.example"]).expect_code(1);
    assert!(ran.stdout.contains("name-mismatch"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn anchors_come_from_several_sources_and_are_counted() {
    let directory = with_demo_files("anchors");
    let ran = verify_demo(&directory, "good", "shop.example", &["--anchors", "mozilla"]).expect_code(0);
    assert!(ran.stdout.contains("anchors 1 from good-anchors.pem, 1"), "{}", ran.stdout);
    assert!(ran.stdout.contains(" from mozilla"), "{}", ran.stdout);
    let arguments = ["verify", "good.pem", "--name", "shop.example", "--time", AT];
    let ran = verifail_in(&directory, &arguments).expect_code(1);
    assert!(ran.stdout.contains("no trust anchor reached"), "{}", ran.stdout);
    // A machine without a certificate store is refused in words; any other answers.
    let ran = verifail_in(&directory, &[&arguments[..], &["--anchors", "system"]].concat());
    match ran.code {
        Some(1) => assert!(ran.stdout.contains(" from system"), "{}", ran.stdout),
        _ => assert!(ran.expect_code(2).stderr.contains("no trust anchor to end a path at: 0 from system")),
    }
}

#[test]
fn ascii_output_is_ascii() {
    let directory = with_demo_files("ascii");
    let ran = verify_demo(&directory, "two-faults", "api.example", &["--ascii"]).expect_code(1);
    assert!(ran.stdout.is_ascii(), "{}", ran.stdout);
    assert!(ran.stdout.contains("+- CN=shop.example"), "{}", ran.stdout);
}

#[test]
fn all_policies_are_a_table() {
    let directory = with_demo_files("table");
    let ran = verify_demo(&directory, "inspection-proxy", "api.example", &["--policy", "all"]).expect_code(1);
    assert_snapshot!(ran.stdout, @r"
    policy                     verdict      reasons
    rustls                     not trusted  eku-missing-or-wrong
    rfc5280                    not trusted  eku-missing-or-wrong
    web-pki                    not trusted  eku-missing-or-wrong
    go                         not trusted  eku-missing-or-wrong
    openssl                    not trusted  eku-missing-or-wrong
    openssl-strict             not trusted  eku-missing-or-wrong
    apple-tls-server           not trusted  eku-missing-or-wrong
    envoy                      not trusted  eku-missing-or-wrong
    boringssl-pki              not trusted  eku-missing-or-wrong
    boringssl-pki-strict-leaf  not trusted  eku-missing-or-wrong
    boringssl-pki-strict       not trusted  eku-missing-or-wrong
    ");
}

#[test]
fn every_path_is_shown_when_asked_for() {
    let directory = with_demo_files("all-paths");
    let ran = verify_demo(&directory, "cross-signed", "api.example", &["--all-paths", "--brief"]).expect_code(1);
    assert_snapshot!(ran.stdout, @r#"
    not trusted: name-mismatch
      policy rustls · name api.example · purpose serverAuth · at 2026-11-21T00:00:00Z

      path 1 of 2: name-mismatch
      CN=Demo New Root (trust anchor)
      │  ✓ trusted by configuration
      └─ CN=Demo Issuing CA (intermediate)
         │  ✓ signature valid · within validity · is a CA · path length kept · purpose permitted
         └─ CN=shop.example (end entity)
               ✓ signature valid · within validity · purpose permitted
               ✗ name-mismatch: the certificate is for other names: valid for DNS:shop.example, not "api.example"
                 service-identity in subjectAltName · RFC 9525 section 6

      path 2 of 2: name-mismatch, expired
      CN=Demo Old Root (trust anchor)
      │  ✓ trusted by configuration
      └─ CN=Demo Issuing CA (intermediate)
         │  ✓ signature valid · is a CA · path length kept · purpose permitted
         │  ✗ expired: the certificate has expired: valid until 2026-06-01T00:00:00Z, 173 days before 2026-11-21T00:00:00Z
         │    not-after in validity · RFC 5280 section 6.1.3 (a)(2)
         └─ CN=shop.example (end entity)
               ✓ signature valid · within validity · purpose permitted
               ✗ name-mismatch: the certificate is for other names: valid for DNS:shop.example, not "api.example"
                 service-identity in subjectAltName · RFC 9525 section 6

    would be accepted without: name-mismatch (end entity) · proved by verifying again
    "#);
}
