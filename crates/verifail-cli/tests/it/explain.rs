//! `verifail explain`: what it prints of the founding incidents, exit codes, where texts come from, streams of them,
//! and what it never prints.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::Value;

use crate::{Ran, command, run, scratch, verifail, verifail_in};

/// A proxy compares its upstream's certificate with a name.
const ENVOY: &str =
    "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list";
/// A Go program in a sandbox on macOS.
const TRUSTD: &str = "tls: failed to verify certificate: x509: OSStatus -26276";
/// An ordinary failure.
const UNKNOWN: &str = "x509: certificate signed by unknown authority";

fn explain(arguments: &[&str]) -> Ran {
    verifail(&[&["explain"], arguments].concat())
}

fn explain_input(arguments: &[&str], stdin: &[u8]) -> Ran {
    run(command(&[&["explain"], arguments].concat()), stdin)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// The answers to a stream.
fn answers(stdout: &str) -> Vec<Value> {
    stdout.lines().map(json).collect()
}

#[test]
fn the_first_incident_is_a_name_at_the_hop_behind_the_proxy() {
    assert_snapshot!(explain(&[ENVOY]).expect_code(1).stdout, @r#"
    name-mismatch: the certificate is for other names
      said     "verify cert failed: verify SAN list"
      number   268435581 = 0x1000007d is CERTIFICATE_VERIFY_FAILED (openssl-packed)
      by       envoy · BoringSSL and what embeds it
      where    between a proxy and its upstream · an intermediary refuses its upstream
      fault    something between client and server
      not      eku-missing-or-wrong, expired, missing-intermediate, not-yet-valid, self-signed-in-chain,
               self-signed-leaf, unknown-issuer, bad-signature and 14 more (checked before the name, where a
               trusted CA is configured)

      usually  The proxy resumed a TLS session of another host at the same address, so that this host's name is
               compared with that host's certificate (envoyproxy/envoy#46243); where it fails always, address or
               expected name is wrong.
      do       proxy    Set max_session_keys: 0 on the upstream TLS context, or update to a release with
                        envoyproxy/envoy#45982.
               proxy    Where it fails always, compare the upstream's address and SNI with the name that is
                        expected.
               client   Leave the client as it is: neither --insecure nor its own TLS settings reach this hop.
      test     $ openssl s_client -connect UPSTREAM:443 -servername UPSTREAM </dev/null 2>/dev/null | openssl x509 -noout -subject -ext subjectAltName
               It comes and goes, and ends when the proxy's upstream session cache is off; a fresh handshake with
               this name presents the right certificate.
      retry    fresh-session · on a new connection, without session resumption; the proxy's connection is meant,
               and no request was sent on it: any may be repeated
    "#);
}

#[test]
fn the_second_incident_is_no_verdict_at_all() {
    assert_snapshot!(explain(&[TRUSTD]).expect_code(1).stdout, @r#"
    trust-service-unavailable: the system's verification service did not answer
      said     "x509: OSStatus -26276"
      number   -26276 is errSecInternal (apple-security)
      by       go-darwin · crypto/tls and crypto/x509
      where    on this machine, without a peer
      fault    the system's verification service
      not      anything about the certificate: none was evaluated

      usually  A sandbox denies the lookup of com.apple.trustd.agent, the service that evaluates certificates on
               macOS.
      do       operator Allow the lookup of com.apple.trustd.agent in the sandbox profile.
               client   Or give the client its own CA bundle, if it then verifies by itself instead of asking the
                        service; relaxing a check does not help.
               operator If the fingerprints differ, add the inspection product's root to the client's trust
                        anchors.
      setting  SSL_CERT_FILE or SSL_CERT_DIR (Go on macOS) replaces the trust anchors; only in versions with
               golang/go#77865, older ones ignore it
      test     $ openssl s_client -connect HOST:443 -servername HOST </dev/null 2>/dev/null | openssl x509 -noout -issuer -fingerprint -sha256
               The end entity's fingerprint is the same inside and outside the sandbox, which refutes an
               interception, and a client that verifies by itself succeeds inside.
      retry    after-user-action · after somebody changed something here
    "#);
}

#[test]
fn a_report_fits_on_a_screen() {
    for text in [ENVOY, TRUSTD, UNKNOWN, "SSL_ERROR_BAD_CERT_DOMAIN", "SSL: DECRYPTION_FAILED_OR_BAD_RECORD_MAC"] {
        let report = explain(&[text]).expect_code(1).stdout;
        assert!((8..=28).contains(&report.lines().count()), "{report}");
        // Commands are there to be copied, and are not wrapped.
        assert!(report.lines().all(|line| line.contains(" $ ") || line.chars().count() <= 110), "{report}");
    }
}

#[test]
fn the_setting_is_that_of_the_tool_whose_text_it_is() {
    for (text, setting) in [
        ("self signed certificate in certificate chain code: 'SELF_SIGNED_CERT_IN_CHAIN'", "NODE_EXTRA_CA_CERTS"),
        ("curl: (60) SSL certificate problem: unable to get local issuer certificate", "CURL_CA_BUNDLE"),
        (
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
            "javax.net.ssl.trustStore",
        ),
        (UNKNOWN, "SSL_CERT_FILE"),
    ] {
        let report = explain(&[text]).expect_code(1).stdout;
        assert!(
            report.lines().any(|line| line.starts_with("  setting ") && line.contains(setting)),
            "{text}: {report}"
        );
    }
    assert!(!explain(&["x509: certificate has expired"]).expect_code(1).stdout.contains("  setting "));
}

#[test]
fn exit_codes_tell_failures_from_all_else() {
    explain(&[UNKNOWN]).expect_code(1);
    explain(&["ssh: handshake failed: knownhosts: key mismatch"]).expect_code(0);
    explain(&["Verify return code: 0 (ok)"]).expect_code(0);
    explain(&["good morning"]).expect_code(3);
    explain(&["tls: some words that nobody has printed yet"]).expect_code(3);
    for arguments in
        [&["--ndjson", "no-such-file"][..], &["--context", "weather=fine", UNKNOWN], &["--jobs", "2", UNKNOWN]]
    {
        let ran = explain(arguments).expect_code(2);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
}

#[test]
fn text_file_and_standard_input_are_answered_alike() {
    let directory = scratch("explain-sources");
    std::fs::write(directory.join("failure.log"), UNKNOWN).expect("written");
    let said = explain(&[UNKNOWN]).expect_code(1).stdout;
    assert_eq!(verifail_in(&directory, &["explain", "failure.log"]).expect_code(1).stdout, said);
    assert_eq!(explain_input(&["-"], UNKNOWN.as_bytes()).expect_code(1).stdout, said);
    assert_eq!(explain_input(&[], UNKNOWN.as_bytes()).expect_code(1).stdout, said);
    assert_eq!(explain_input(&["-"], b"").expect_code(3).stdout, "unclassified: nothing about TLS in it\n");
}

#[test]
fn numbers_are_read_as_numbers() {
    for (number, kind) in
        [("-26276", "trust-service-unavailable"), ("0x800B0109", "untrusted-root"), ("-2146762487", "untrusted-root")]
    {
        let answer = json(&explain(&["--json", number]).expect_code(1).stdout);
        assert_eq!(answer["kind"], kind, "{number}");
        assert_eq!(answer["span"], Value::Null, "a number has no text");
    }
}

#[test]
fn json_has_the_diagnosis_in_codes() {
    let answer = json(&explain(&["--json", ENVOY]).expect_code(1).stdout);
    assert_eq!(answer["kind"], "name-mismatch");
    assert_eq!(answer["stack"], "envoy");
    assert_eq!(answer["role"], "intermediary-rejects-upstream");
    assert_eq!(answer["hop"], "proxy-to-upstream");
    assert_eq!(answer["retry"], "fresh-session");
    assert!(answer["excludes"].as_array().is_some_and(|codes| codes.contains(&"expired".into())));
    let (Some(begin), Some(end)) = (answer["span"][0].as_u64(), answer["span"][1].as_u64()) else { panic!("{answer}") };
    let proof = usize::try_from(begin).ok().zip(usize::try_from(end).ok()).and_then(|(b, e)| ENVOY.get(b..e));
    assert_eq!(proof, answer["said"].as_str());
}

#[test]
fn a_stream_answers_every_line_and_names_the_ones_it_cannot_read() {
    let input = format!(
        "{UNKNOWN}\n{{\"id\":7,\"text\":\"{TRUSTD}\"}}\n{{\"id\":8,\n\n{{\"id\":9}}\n{{\"id\":10,\"text\":5}}\n{{\"id\":\"x\",\"text\":\"hello\"}}\n"
    );
    let ran = explain_input(&["--ndjson"], input.as_bytes()).expect_code(1);
    let answers = answers(&ran.stdout);
    assert_eq!(answers.len(), 7, "{}", ran.stdout);
    assert_eq!(answers[0]["kind"], "unknown-issuer");
    assert_eq!((&answers[1]["id"], &answers[1]["kind"]), (&7.into(), &"trust-service-unavailable".into()));
    for (at, line) in [(2, 3), (4, 5), (5, 6)] {
        assert_eq!(answers[at]["line"], line, "{}", ran.stdout);
        assert!(ran.stderr.contains(&format!("line {line}: ")), "{}", ran.stderr);
    }
    assert_eq!((&answers[6]["id"], &answers[6]["kind"]), (&"x".into(), &"unclassified".into()));
    explain_input(&["--ndjson"], UNKNOWN.as_bytes()).expect_code(0);
    assert_eq!(explain_input(&["--ndjson"], b"").expect_code(0).stdout, "");
}

#[test]
fn the_field_of_a_json_line_can_be_chosen() {
    let line = format!("{{\"text\":\"hello\",\"message\":\"{UNKNOWN}\"}}");
    let ran = explain_input(&["--ndjson", "--field", "message"], line.as_bytes()).expect_code(0);
    assert_eq!(answers(&ran.stdout)[0]["kind"], "unknown-issuer");
}

#[test]
fn jobs_keep_the_order() {
    let directory = scratch("explain-jobs");
    let lines: String = (0..20_000).map(|id| format!("{{\"id\":{id},\"text\":\"x509: OSStatus -26276\"}}\n")).collect();
    std::fs::write(directory.join("lines"), lines).expect("written");
    let one = verifail_in(&directory, &["explain", "--ndjson", "lines"]).expect_code(0).stdout;
    let many = verifail_in(&directory, &["explain", "--ndjson", "--jobs", "3", "lines"]).expect_code(0).stdout;
    assert!(one == many, "another order with several jobs");
    let last = json(one.lines().last().expect("answers"));
    assert_eq!(last["id"], 19_999);
}

#[test]
fn circumstances_are_evidence() {
    let insecure = ["--context", "client-insecure=true", "--json", "SSL certificate problem: certificate has expired"];
    let answer = json(&explain(&insecure).expect_code(1).stdout);
    assert_eq!(answer["notes"][0], "not-the-first-hop");
    assert_eq!(answer["hop"], "proxy-to-upstream");
    let report = explain(&["--context", "sandbox=true", TRUSTD]).expect_code(1).stdout;
    assert!(report.contains("a sandbox that denies the verification service gives exactly this"), "{report}");
    let ran = explain(&["--context", "weather=true", TRUSTD]).expect_code(2);
    assert!(ran.stderr.contains("client-insecure, proxy, sandbox"), "{}", ran.stderr);
}

#[test]
fn octets_that_are_no_text_are_answered() {
    let mut octets: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_eq!(explain_input(&["-"], &octets).expect_code(3).stderr, "");
    octets.extend(b"\0\xff x509: certificate signed by unknown authority \xfe\0");
    let ran = explain_input(&["-"], &octets).expect_code(1);
    assert!(ran.stdout.starts_with("unknown-issuer: ") && ran.stdout.contains("the text is longer"), "{}", ran.stdout);
    let ran = explain_input(&["--ndjson"], b"\xff\xfe x509: certificate signed by unknown authority\n\0\n");
    assert_eq!(ran.expect_code(0).stdout.lines().count(), 2);
}

#[test]
fn terminal_escapes_are_never_echoed() {
    let text =
        "x509: certificate is valid for \u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}1m\u{202e}evil.example, not good.example";
    for arguments in [&[text][..], &["--json", text], &["--ascii", text]] {
        let ran = explain(arguments).expect_code(1);
        for steering in ['\u{1b}', '\u{7}', '\u{9b}'] {
            assert!(!ran.stdout.contains(steering) && !ran.stderr.contains(steering), "{:?}", ran.stdout);
        }
    }
    assert!(!explain(&[text]).stdout.contains('\u{202e}'));
    let ran = explain(&["--ndjson", "\u{1b}[31mno-such-file"]).expect_code(2);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
}

#[test]
fn secrets_are_never_shown() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49\n-----END PRIVATE KEY-----";
    let wrapped = format!(
        "Authorization: Bearer s3cr3t-t0ken-value\nProxy-Authorization: Basic dXNlcjpodW50ZXIy\n\
         https://ann:hunter2@api.example/?access_token=abcdef0123&x=1 {key}"
    );
    // Inside of what proves the answer, and around it.
    for text in [
        format!("x509: certificate is valid for {wrapped}, not good.example"),
        format!("{wrapped} x509: certificate signed by unknown authority {wrapped}"),
    ] {
        for arguments in [&["-"][..], &["--json", "-"], &["--redact", "-"], &["--ndjson", "-"]] {
            let ran = explain_input(arguments, text.as_bytes());
            for secret in ["s3cr3t", "dXNlcjpodW50ZXIy", "hunter2", "abcdef0123", "MIGHAgEAMBMGByqGSM49"] {
                assert!(!ran.stdout.contains(secret) && !ran.stderr.contains(secret), "{arguments:?}: {}", ran.stdout);
            }
        }
    }
}

#[test]
fn who_and_where_is_left_out_on_request() {
    let text = "x509: certificate is valid for internal.corp.example, not 10.1.2.3";
    assert!(explain(&[text]).expect_code(1).stdout.contains("internal.corp.example"));
    for arguments in [&["--redact", text][..], &["--redact", "--json", text]] {
        let ran = explain(arguments).expect_code(1);
        assert!(!ran.stdout.contains("corp.example") && !ran.stdout.contains("10.1.2.3"), "{}", ran.stdout);
    }
}

#[test]
fn a_line_of_any_length_is_read_with_bounded_memory() {
    let mut line = vec![b'a'; 64 << 20];
    line.extend(format!(" {UNKNOWN}\n").bytes());
    let began = Instant::now();
    for (arguments, code) in [(&["-"][..], 1), (&["--json", "-"], 1), (&["--ndjson"], 0)] {
        // Less address space than the line has octets, where the shell can set it.
        let program = env!("CARGO_BIN_EXE_verifail");
        let mut limited = std::process::Command::new("sh");
        limited.args(["-c", "ulimit -v 60000 2>/dev/null; exec \"$0\" explain \"$@\"", program]).args(arguments);
        let ran = run(limited, &line).expect_code(code);
        assert!(ran.stdout.contains("unknown-issuer") && ran.stdout.len() < 8_000, "{}", ran.stdout);
    }
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_reader_that_went_away_ends_a_stream_without_a_word() {
    let directory = scratch("explain-closed-pipe");
    std::fs::write(directory.join("lines"), format!("{UNKNOWN}\n").repeat(50_000)).expect("written");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = command(&["explain", "--ndjson", "lines"]);
    let output = command.current_dir(directory).stdout(writer).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
