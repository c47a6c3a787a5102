//! `knobs`: the list, the lines, bundles, and every tool of this machine with and without its setting.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{captures, scratch, verifail, verifail_in, with_demo_files};

#[test]
fn tools_are_listed_shown_and_found_by_other_names() {
    let list = verifail(&["knobs"]).expect_code(0).stdout;
    assert_eq!(
        list.lines()
            .filter(|line| line.contains("adds ") || line.contains("replaces ") || line.contains("chooses "))
            .count(),
        69
    );
    let git = verifail(&["knobs", "git"]).expect_code(0).stdout;
    assert!(git.contains("http.sslCAInfo") && git.contains("narrowest") && git.contains("one host"), "{git}");
    assert_eq!(
        verifail(&["knobs", "nodejs"]).expect_code(0).stdout,
        verifail(&["knobs", "node"]).expect_code(0).stdout
    );
    let all: Value = serde_json::from_str(&verifail(&["knobs", "--json"]).expect_code(0).stdout).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 69);
    assert_eq!(all[0]["effect"].as_str().map(str::is_empty), Some(false));
}

#[test]
fn lines_are_for_the_host_that_is_named_and_can_be_pasted() {
    let ran =
        verifail(&["knobs", "curl", "git", "--for", "registry.example:8443", "--bundle", "/etc/ca.pem"]).expect_code(0);
    assert!(ran.stdout.contains("\nexport CURL_CA_BUNDLE=/etc/ca.pem\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("http.https://registry.example:8443/.sslCAInfo /etc/ca.pem"), "{}", ran.stdout);
    assert!(ran.stdout.contains("verifail knobs bundle /etc/ca.pem YOUR-CA.pem"), "{}", ran.stdout);
    for hostile in ["x; rm -r y", "$(id)", "-k", "a b", "x\ny", ""] {
        verifail(&["knobs", "curl", &format!("--for={hostile}")]).expect_code(2);
        verifail(&["knobs", "curl", "--for", "x.example", &format!("--bundle=a{hostile}b c")]).expect_code(2);
    }
}

#[test]
fn of_a_capture_the_host_is_taken_and_an_interceptor_named() {
    let directory = scratch("knobs-capture");
    let capture = captures::capture("office", &captures::issued_by("Zscaler Root CA"), 1);
    fs::write(directory.join("office.json"), capture.to_json()).unwrap();
    let ran = verifail_in(&directory, &["knobs", "pip", "--for", "office.json"]).expect_code(0);
    assert!(ran.stdout.starts_with("intercepted: ") && ran.stdout.contains("Zscaler"), "{}", ran.stdout);
    assert!(ran.stdout.contains("export PIP_CERT=ca-bundle.pem"), "{}", ran.stdout);
}

#[test]
fn a_bundle_holds_the_systems_and_yours_and_no_key() {
    let directory = with_demo_files("knobs-bundle");
    let bundle = |arguments: &[&str]| verifail_in(&directory, &[&["knobs", "bundle"], arguments].concat());
    let written =
        bundle(&["out.pem", "good-anchors.pem", "good-anchors.pem", "--anchors", "mozilla", "--json"]).expect_code(0);
    let written: Value = serde_json::from_str(&written.stdout).unwrap();
    assert_eq!((&written["added"], &written["duplicates"]), (&1.into(), &1.into()));
    let text = fs::read_to_string(directory.join("out.pem")).unwrap();
    assert_eq!(text.matches("-----BEGIN CERTIFICATE-----").count() as u64, written["certificates"].as_u64().unwrap());
    // The demo's chain is verified with it.
    let verify = ["verify", "good.pem", "--anchors", "out.pem", "--name", "shop.example", "--time", crate::AT];
    verifail_in(&directory, &verify).expect_code(0);

    assert!(bundle(&["out.pem", "good-anchors.pem"]).expect_code(2).stderr.contains("--force"));
    bundle(&["out.pem", "good-anchors.pem", "--anchors", "mozilla", "--force"]).expect_code(0);

    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let body: String = key.lines().nth(1).unwrap().to_owned();
    let root = fs::read_to_string(directory.join("good-anchors.pem")).unwrap();
    for (name, text) in [
        ("key.pem", key.clone()),
        ("both.pem", format!("{root}{key}")),
        ("rsa.pem", format!("{root}{}", key.replace("PRIVATE", "RSA PRIVATE"))),
    ] {
        fs::write(directory.join(name), text).unwrap();
        for arguments in [&["new.pem", name][..], &["new.pem", "--anchors", name]] {
            let ran = bundle(arguments).expect_code(2);
            assert!(
                ran.stderr.contains("private key") || ran.stderr.contains("no certificate"),
                "{name}: {}",
                ran.stderr
            );
            assert!(!ran.stderr.contains(&body) && !directory.join("new.pem").exists(), "{name}: {}", ran.stderr);
        }
    }
    bundle(&["new.pem", "nothing.pem"]).expect_code(2);
}

#[test]
fn a_tool_that_is_not_known_or_not_here_is_said() {
    assert!(verifail(&["knobs", "crul"]).expect_code(2).stderr.contains("no tool crul"));
    assert!(verifail(&["knobs", "--check", "crul"]).expect_code(2).stderr.contains("no tool crul"));
    let ran = verifail(&["knobs", "--check", "docker"]).expect_code(3);
    assert!(ran.stdout.contains("docker: no-check"), "{}", ran.stdout);
    // Nothing is found on an empty search path.
    let mut command = Command::new(env!("CARGO_BIN_EXE_verifail"));
    let output = command.args(["knobs", "--check", "curl"]).env("PATH", "").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("not-installed"));
}

/// Each of these takes its setting, or is not here: a line each.
fn check(tools: &[&str]) -> String {
    let mut arguments = vec!["knobs", "--json"];
    for tool in tools {
        arguments.extend(["--check", tool]);
    }
    let ran = verifail(&arguments);
    let results: Vec<Value> =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    assert_eq!(results.len(), tools.len());
    let line = |result: &Value| match result["result"].as_str() {
        Some("took-effect") => format!("{}: {} took effect", result["tool"], result["setting"]),
        Some("not-installed") => format!("skipped: {}: {}", result["tool"], result["detail"]),
        _ => panic!("{result}"),
    };
    results.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn settings_of_small_programs_take_effect() {
    println!("{}", check(&["curl", "git", "openssl", "python", "requests", "wget"]));
}

#[test]
fn settings_of_package_managers_take_effect() {
    println!("{}", check(&["cargo", "npm", "pip"]));
}

#[test]
fn settings_of_runtimes_take_effect() {
    println!("{}", check(&["java", "node", "php", "rubygems"]));
}

#[test]
fn the_setting_of_go_takes_effect() {
    println!("{}", check(&["go"]));
}
