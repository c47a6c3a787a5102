//! `diagnose`: the founding incidents as somebody types them in, every form of evidence, questions and answers,
//! secrets.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{Ran, captures, command, run, scratch, verifail, verifail_in};

/// Incident A: what two people wrote down of the same failure, and the log's line.
pub(crate) const INCIDENT_A: &str = r#"
title = "An MCP client, a gateway, a worker at a CDN, and the API that it calls"
text = "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list"

[[clients]]
client = "MCP client"
path = "client -> gateway -> worker"
endpoint = "POST https://worker.example/mcp"
calls = "api"
outcome = "sometimes TLS_error: verify cert failed: verify SAN list"

[[clients]]
client = "curl"
path = "client -> gateway -> worker"
endpoint = "POST https://worker.example/mcp"
calls = "api"
options = "--insecure"
outcome = "sometimes the same"

[[clients]]
client = "curl"
path = "client -> worker"
endpoint = "POST https://worker.example/mcp"
calls = "api"
runs = 200
outcome = "ok"

[[endpoints]]
client = "curl"
path = "client -> gateway -> worker"
endpoint = "GET https://worker.example/mcp"
calls = "none"
options = "--insecure"
outcome = "fails the same"

[[endpoints]]
client = "curl"
path = "client -> gateway -> worker"
endpoint = "POST https://worker.example/mcp tools/call"
calls = "api"
runs = 200
failed = 12
"#;
pub(crate) const INCIDENT_B: &str = "tls: failed to verify certificate: x509: OSStatus -26276";

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
}

fn of<'r>(report: &'r Value, list: &str, key: &str, code: &str) -> &'r Value {
    let found = report[list].as_array().unwrap().iter().find(|one| one[key] == code);
    found.unwrap_or_else(|| panic!("no {code} in {report}"))
}

#[test]
fn incident_a_typed_in_as_tables_ends_at_the_gateway_and_asks_for_the_probe() {
    let directory = scratch("diagnose-a");
    fs::write(directory.join("incident.toml"), INCIDENT_A).unwrap();
    let ran = verifail_in(&directory, &["diagnose", "incident.toml", "--json"]).expect_code(1);
    let report = report(&ran);
    assert_eq!(report["place"], "proxy-to-upstream");
    let origin = of(&report, "places", "hop", "origin-to-upstream");
    assert_eq!(origin["state"], "excluded");
    let why = origin["excluded_by"].to_string();
    assert!(why.contains("an origin cannot emit them"), "{why}");
    assert!(why.contains("fails the same, and is not on that hop"), "{why}");
    assert_eq!(report["causes"][0]["code"], "session-mix-up");
    assert_eq!(report["causes"][0]["state"], "open");
    assert_eq!(report["conclusion"], Value::Null);
    assert_eq!(report["next_test"]["code"], "resumed-across-names");
    assert_eq!(report["next_test"]["command"], "verifail probe worker.example:443 --also-name OTHER --samples 40");

    let answered = ["diagnose", "incident.toml", "--result", "across-names-fails"];
    let ran = verifail_in(&directory, &answered).expect_code(0);
    assert!(ran.stdout.starts_with("session-mix-up: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("max_session_keys: 0"), "{}", ran.stdout);
}

#[test]
fn incident_a_typed_in_as_separated_values_says_the_same() {
    let directory = scratch("diagnose-csv");
    let rows = "\
client,path,endpoint,calls,options,runs,failed,outcome
MCP client,client -> gateway -> worker,POST /mcp,api,,,,\"sometimes TLS_error: verify cert failed: verify SAN list\"
curl,client -> gateway -> worker,GET /mcp,none,--insecure,,,\"TLS_error: verify cert failed: verify SAN list\"
curl,client -> worker,POST /mcp,api,,200,0,ok
";
    fs::write(directory.join("incident.csv"), rows).unwrap();
    fs::write(directory.join("incident.tsv"), rows.replace(',', "\t").replace('"', "")).unwrap();
    for file in ["incident.csv", "incident.tsv"] {
        let report = report(&verifail_in(&directory, &["diagnose", file, "--json"]).expect_code(1));
        assert_eq!(report["place"], "proxy-to-upstream", "{file}");
        assert_eq!(report["causes"][0]["code"], "session-mix-up", "{file}");
        assert_eq!(report["next_test"]["code"], "resumed-across-names", "{file}");
    }
    // On standard input it is known by its first line.
    let mut piped = command(&["diagnose", "-", "--json"]);
    piped.current_dir(&directory);
    assert_eq!(report(&run(piped, rows.as_bytes()).expect_code(1))["place"], "proxy-to-upstream");
}

#[test]
fn incident_b_is_settled_by_fingerprints() {
    let directory = scratch("diagnose-b");
    captures::write(&directory);
    let plain = report(&verifail(&["diagnose", INCIDENT_B, "--json"]).expect_code(1));
    assert_eq!(plain["causes"][0]["code"], "no-evaluation");
    assert_eq!(of(&plain, "causes", "code", "interception")["state"], "open");
    assert_eq!(plain["next_test"]["code"], "compare-captures");
    for (outside, conclusion) in [("outside.json", "no-evaluation"), ("minted.json", "interception")] {
        let arguments = ["diagnose", INCIDENT_B, "inside.json", outside, "--json"];
        let settled = report(&verifail_in(&directory, &arguments).expect_code(0));
        assert_eq!(settled["conclusion"], conclusion, "{outside}");
    }
    let settled = report(&verifail_in(&directory, &["diagnose", INCIDENT_B, "inside.json", "outside.json", "--json"]));
    assert_eq!(of(&settled, "causes", "code", "interception")["state"], "excluded");
}

#[test]
fn the_results_of_tests_are_asked_for_and_taken() {
    let asked = |answers: &str| run(command(&["diagnose", INCIDENT_B, "--interactive"]), answers.as_bytes());
    let ran = asked("1\n").expect_code(0);
    assert!(ran.stdout.contains("1) the same certificate is presented in both places"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\nno-evaluation: "), "{}", ran.stdout);
    let ran = asked("perhaps\nend-entity-differs\n").expect_code(0);
    assert!(ran.stdout.contains("\ninterception: "), "{}", ran.stdout);
    assert!(ran.stderr.contains("is wanted"), "{}", ran.stderr);
    // What cannot be answered is passed over for another test; an end of input ends it.
    let ran = asked("s\n").expect_code(1);
    assert!(ran.stdout.contains("verifail compare") && ran.stdout.contains("undecided"), "{}", ran.stdout);
    assert!(asked("x\nx\nx\nx\nx\n").expect_code(2).stderr.contains("no answer that can be read"));
}

/// A browser's archive of a site whose gateway fails in one of three answers.
const ARCHIVE: &str = r#"{"log":{"version":"1.2","creator":{"name":"Firefox","version":"140"},"entries":[
{"startedDateTime":"2026-11-20T10:00:00Z","request":{"method":"GET","url":"https://shop.example/cart?token=t0ken-in-a-query","headers":[{"name":"Cookie","value":"sid=c00kie-value"}]},
 "response":{"status":200,"statusText":"OK","content":{"text":"hello"}}},
{"startedDateTime":"2026-11-20T10:00:01Z","request":{"method":"GET","url":"https://shop.example/cart?token=t0ken-in-a-query","headers":[]},
 "response":{"status":503,"statusText":"Service Unavailable","content":{"text":"upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list:TLS_error_end"}}}
]}}"#;

#[test]
fn an_archive_is_read_by_its_entries() {
    let directory = scratch("diagnose-har");
    fs::write(directory.join("shop.har"), ARCHIVE).unwrap();
    let ran = verifail_in(&directory, &["diagnose", "shop.har", "--json"]).expect_code(1);
    let report = report(&ran);
    assert_eq!(report["place"], "proxy-to-upstream");
    assert_eq!(report["causes"][0]["code"], "session-mix-up");
    assert!(ran.stdout.contains("shop.example:443"), "{}", ran.stdout);
    for secret in ["t0ken", "c00kie"] {
        assert!(!ran.stdout.contains(secret), "{secret}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let directory = scratch("diagnose-refused");
    let put = |name: &str, text: &str| fs::write(directory.join(name), text).unwrap();
    put("columns.csv", "colour,weather\nred,rain\n");
    put("column.csv", "client,outcome,wether\ncurl,ok,rain\n");
    put("outcome.toml", "[[observation]]\nclient = \"curl\"\noutcome = \"blue\"\n");
    put("empty.toml", "title = \"nothing\"\n");
    put("broken.toml", "[[observation]\n");
    put("later.json", r#"{"verifail_capture": 9, "samples": "?"}"#);
    put("har.json", r#"{"log":{"entries":[]}}"#);
    for (arguments, words) in [
        (&["diagnose"][..], "nothing to diagnose"),
        (&["diagnose", "columns.csv"], "names no column that is known"),
        (&["diagnose", "column.csv"], "no column is called `wether`"),
        (&["diagnose", "outcome.toml"], "outcome `blue` says neither pass nor failure"),
        (&["diagnose", "empty.toml"], "no observation in it"),
        (&["diagnose", "broken.toml"], "broken.toml: "),
        (&["diagnose", "later.json"], "a capture of version 9"),
        (&["diagnose", "har.json"], "an archive without entries"),
        (&["diagnose", "not-there.toml"], "no such file"),
        (&["diagnose", "x", "--result", "end-entity"], "end-entity-same"),
        (&["diagnose", "x", "--report", "report.pdf"], ".md, .json or .html"),
        (&["diagnose", "x", "--json", "--interactive"], "--interactive"),
    ] {
        let ran = verifail_in(&directory, arguments).expect_code(2);
        assert!(ran.stderr.contains(words) && ran.stdout.is_empty(), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn what_tells_of_no_failure_or_of_two_is_not_decided() {
    let ran = verifail(&["diagnose", "a quiet day"]).expect_code(3);
    assert!(ran.stdout.starts_with("no failure: "), "{}", ran.stdout);
    let ran = verifail(&["diagnose", INCIDENT_B, "tls: no application protocol"]).expect_code(3);
    assert!(ran.stdout.starts_with("contradictory: "), "{}", ran.stdout);
}

/// What lets somebody in, in every place where a user may have it.
pub(crate) const PLANTED: [&str; 5] =
    ["hunter2pw", "b3arer.t0ken", "qu3ry-t0ken", "MIIEvPLANTEDKEY", "ghp_0123456789abcdefghijABCD"];

pub(crate) fn planted(directory: &Path) {
    let text = format!(
        "GET https://ann:{}@api.example/v1?token={} failed\nAuthorization: Bearer {}\nexport TOKEN={}\n\
         -----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n{INCIDENT_B}\n",
        PLANTED[0], PLANTED[2], PLANTED[1], PLANTED[4], PLANTED[3]
    );
    fs::write(directory.join("planted.log"), &text).unwrap();
    let quoted = text.replace('\n', "\\n");
    let table = format!(
        "[[row]]\nclient = \"curl -H 'Authorization: Bearer {}'\"\nendpoint = \"https://ann:{}@api.example/?token={}\"\n\
         path = \"client -> http://bob:{}@proxy:3128 -> server\"\noutcome = \"{quoted}\"\n",
        PLANTED[1], PLANTED[0], PLANTED[2], PLANTED[0]
    );
    fs::write(directory.join("planted.toml"), table).unwrap();
}

#[test]
fn nothing_secret_is_in_any_output() {
    let directory = scratch("diagnose-secrets");
    planted(&directory);
    captures::write(&directory);
    captures::write_planted(&directory, &PLANTED);
    let inputs = ["planted.log", "planted.toml", "planted.json", "outside.json"];
    let mut outputs = Vec::new();
    for more in [&["--json"][..], &["--all"], &["--report", "r.md"], &["--report", "r.json"], &["--report", "r.html"]] {
        let ran = verifail_in(&directory, &[&["diagnose"], &inputs[..], more].concat());
        assert!(matches!(ran.code, Some(0 | 1 | 3)), "{}", ran.stderr);
        outputs.extend([ran.stdout, ran.stderr]);
    }
    for file in ["r.md", "r.json", "r.html"] {
        outputs.push(fs::read_to_string(directory.join(file)).unwrap());
    }
    for arguments in
        [&["compare", "planted.json", "outside.json"][..], &["compare", "planted.json", "outside.json", "--json"]]
    {
        let ran = verifail_in(&directory, arguments);
        outputs.extend([ran.stdout, ran.stderr]);
    }
    for output in outputs {
        assert!(!output.is_empty() || PLANTED.iter().all(|secret| !output.contains(secret)));
        for secret in PLANTED {
            assert!(!output.contains(secret), "{secret} in {output}");
        }
    }
}

#[test]
fn reports_hide_who_and_where_on_request() {
    let directory = scratch("diagnose-redact");
    fs::write(directory.join("incident.toml"), INCIDENT_A).unwrap();
    for file in ["r.md", "r.json", "r.html"] {
        verifail_in(&directory, &["diagnose", "incident.toml", "--redact", "--report", file]).expect_code(1);
        let written = fs::read_to_string(directory.join(file)).unwrap();
        assert!(!written.contains("worker.example"), "{file}: {written}");
        assert!(written.contains("session-mix-up"), "{file}");
    }
}
