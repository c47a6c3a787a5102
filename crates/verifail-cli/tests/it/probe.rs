//! `verifail probe` and `verifail environment` against the lab's servers: what is printed, kept, and never shown.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;
use tokio::runtime::Runtime;
use verifail::capture::{Capture, Outcome};
use verifail_lab::{Clear, Consent, Family, LabOptions, Reach, Running, Tunnel, catalogue, fault, serve_starttls};

use super::{Ran, command, run, scratch};

/// A password that must not be anywhere.
const SECRET: &str = "hunter2-9f3b";

/// Servers, and the files that the command reads.
pub(crate) struct Lab {
    pub(crate) runtime: Runtime,
    pub(crate) directory: PathBuf,
}

impl Lab {
    pub(crate) fn new(name: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { runtime, directory: scratch(name) }
    }

    pub(crate) fn start(&self, name: &str) -> Running {
        let running = self.runtime.block_on(fault(name).unwrap().start(&LabOptions::default())).unwrap();
        self.trust(&running);
        running
    }

    pub(crate) fn trust(&self, running: &Running) {
        std::fs::write(self.directory.join("ca.pem"), running.anchors_pem()).unwrap();
    }

    /// `verifail probe localhost:PORT --anchors ca.pem …`
    pub(crate) fn probe(&self, running: &Running, more: &[&str]) -> Ran {
        let port = running.url().trim_end_matches('/').rsplit(':').next().unwrap().to_owned();
        let target = format!("{}:{port}", running.server_name());
        let mut arguments = vec!["probe", &target, "--anchors", "ca.pem"];
        let proxy = running.proxy();
        match &proxy {
            Some(proxy) => arguments.extend(["--via", proxy]),
            None if !more.contains(&"--via") => arguments.extend(["--address", "127.0.0.1"]),
            None => {}
        }
        arguments.extend(more);
        let mut command = command(&arguments);
        command.current_dir(&self.directory).env("PLANTED", SECRET);
        run(command, b"")
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_good_server_is_trusted_and_its_certificate_is_shown() {
    let lab = Lab::new("probe-good");
    let ran = lab.probe(&lab.start("good"), &["--policy", "all", "--samples", "3"]).expect_code(0);
    for words in [
        "trusted: all 3 samples",
        "CN=localhost · issued by CN=verifail lab CA",
        "rfc5280",
        "TLSv1.3",
        "anchors 1 from ca.pem",
    ] {
        assert!(ran.stdout.contains(words), "no {words:?} in\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("\nnext\n"), "{}", ran.stdout);
}

#[test]
fn one_node_of_five_is_found_and_the_rate_is_stated() {
    let lab = Lab::new("probe-fleet");
    let running = lab.start("fleet-one-of-five-expired");
    let ran = lab.probe(&running, &["--samples", "40", "--parallel", "8"]).expect_code(1);
    for words in [
        "1 of 5 nodes, 8 of 40 samples",
        "over time",
        "8 samples: invalid peer certificate: certificate expired",
        "expired: ",
    ] {
        assert!(ran.stdout.contains(words), "no {words:?} in\n{}", ran.stdout);
    }
}

#[test]
fn every_fault_of_a_certificate_ends_in_its_reason() {
    let lab = Lab::new("probe-certificates");
    let families = [Family::Chain, Family::Control, Family::Names, Family::Purpose, Family::Validity];
    let faults = catalogue().iter().filter(|fault| families.contains(&fault.family) && fault.reach == Reach::Direct);
    let mut met = 0;
    for fault in faults.filter(|fault| fault.expected.is_accepted() == fault.expected.rustls.is_none()) {
        let running = lab.start(fault.name);
        let ran = lab.probe(&running, &["--json", "--environment", "off"]);
        let reason = &json(&ran)["capture"]["samples"][0]["reason"];
        let expected = fault.expected.reasons.iter().any(|expected| reason == expected.code());
        assert_eq!(ran.code, Some(i32::from(!fault.expected.is_accepted())), "{fault:?}: {}", ran.stdout);
        assert!(expected || fault.expected.is_accepted() && reason.is_null(), "{fault:?}: {reason}");
        met += 1;
    }
    assert!(met > 40, "{met}");
}

#[test]
fn a_session_that_crosses_names_is_said_in_words() {
    let lab = Lab::new("probe-sessions");
    let ran = lab.probe(&lab.start("any-session"), &["--also-name", "neighbour.example"]).expect_code(0);
    let words = "session of localhost offered to neighbour.example: resumed; the certificate stored with it (CN=localhost): name-mismatch";
    assert!(ran.stdout.contains(words), "{}", ran.stdout);
    let ran = lab.probe(&lab.start("good"), &["--also-name", "neighbour.example"]).expect_code(0);
    assert!(ran.stdout.contains("offered to neighbour.example: not resumed, as it should be"), "{}", ran.stdout);
}

#[test]
fn the_default_certificate_a_missing_issuer_and_a_plaintext_port_are_told() {
    let lab = Lab::new("probe-others");
    let running = lab.runtime.block_on(verifail_lab::serve_default_host(&LabOptions::default())).unwrap();
    lab.trust(&running);
    let ran = lab.probe(&running, &["--sni", "localhost", "--no-sni"]).expect_code(1);
    for words in ["1 of 2 nodes, 1 of 2 samples", "as localhost", "without a name", "name-mismatch"] {
        assert!(ran.stdout.contains(words), "no {words:?} in\n{}", ran.stdout);
    }
    let ran = lab.probe(&lab.start("missing-intermediate"), &[]).expect_code(1);
    assert!(ran.stdout.contains("missing issuers\n  CN=verifail lab CA"), "{}", ran.stdout);
    assert!(ran.stdout.contains("--fetch-aia"), "{}", ran.stdout);
    let ran = lab.probe(&lab.start("plain-http"), &[]).expect_code(1);
    assert!(ran.stdout.contains("not-tls: "), "{}", ran.stdout);
}

#[test]
fn a_wrong_clock_is_seen_beside_the_peers() {
    let lab = Lab::new("probe-clock");
    let ran = lab.probe(&lab.start("good"), &["--time", "2040-01-01T00:00:00Z", "--head"]).expect_code(1);
    assert!(ran.stdout.contains("expired: "), "{}", ran.stdout);
    assert!(ran.stdout.contains(" s ahead of the peers', by the date of one answer"), "{}", ran.stdout);
    let ran = lab.probe(&lab.start("good"), &["--head"]).expect_code(0);
    assert!(ran.stdout.contains("as that of the peers"), "{}", ran.stdout);
}

#[test]
fn an_inspecting_proxy_is_recognised_and_its_faulty_nodes_are_counted() {
    let lab = Lab::new("probe-inspection");
    let ran = lab.probe(&lab.start("proxy-client-auth-only-node"), &["--samples", "12"]).expect_code(1);
    for words in [
        "1 of 3 nodes, 4 of 12 samples",
        "eku-missing-or-wrong",
        "inspects a proxy whose authority is named for inspection: ",
    ] {
        assert!(ran.stdout.contains(words), "no {words:?} in\n{}", ran.stdout);
    }
}

#[test]
fn protocols_that_begin_in_clear_are_spoken() {
    let lab = Lab::new("probe-starttls");
    for (protocol, clear) in
        [("imap", Clear::Imap), ("ldap", Clear::Ldap), ("postgres", Clear::Postgres), ("smtp", Clear::Smtp)]
    {
        let serve = |consent| lab.runtime.block_on(serve_starttls(clear, consent, &LabOptions::default())).unwrap();
        let running = serve(Consent::Gives);
        lab.trust(&running);
        lab.probe(&running, &["--starttls", protocol]).expect_code(0);
        let ran = lab.probe(&serve(Consent::Refuses), &["--starttls", protocol]).expect_code(1);
        assert!(ran.stdout.contains("no STARTTLS by "), "{}", ran.stdout);
    }
}

#[test]
fn a_capture_is_kept_once_and_no_password_is_in_it_or_anywhere() {
    let lab = Lab::new("probe-save");
    let running = lab.start("good");
    let options = LabOptions::default();
    let tunnel = lab.runtime.block_on(Tunnel::start(Some(("ann", SECRET)), false, &options)).unwrap();
    let proxy = tunnel.url().replace("://", &format!("://ann:{SECRET}@"));
    let save = ["--via", &proxy, "--save", "kept.json", "--vantage", "through the proxy"];
    let ran = lab.probe(&running, &save).expect_code(0);
    let kept = std::fs::read(lab.directory.join("kept.json")).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains(SECRET) && !(ran.stdout + &ran.stderr).contains(SECRET));
    let capture = Capture::from_json(&kept).unwrap();
    assert_eq!((capture.vantage.as_str(), capture.samples[0].outcome), ("through the proxy", Outcome::Trusted));
    assert_eq!(capture.environment.os, std::env::consts::OS);
    // Kept is kept.
    let ran = lab.probe(&running, &save).expect_code(2);
    assert!(ran.stderr.contains("kept.json: it exists; --overwrite writes over it"), "{}", ran.stderr);
    lab.probe(&running, &[&save[..], &["--overwrite"]].concat()).expect_code(0);
    // The proxy asks who it is, and the password is wrong.
    let wrong = proxy.replace("ann:", "bob:");
    for arguments in [vec!["--via", &wrong], vec!["--via", &wrong, "--json"]] {
        let ran = lab.probe(&running, &arguments).expect_code(1);
        assert!(ran.stdout.contains("407 Proxy Authentication Required"), "{}", ran.stdout);
        assert!(!(ran.stdout + &ran.stderr).contains(SECRET));
    }
}

#[test]
fn the_proxy_of_the_environment_is_used_where_somebody_asks() {
    let lab = Lab::new("probe-environment-proxy");
    let running = lab.start("good");
    let options = LabOptions::default();
    let tunnel = lab.runtime.block_on(Tunnel::start(Some(("ann", SECRET)), false, &options)).unwrap();
    let proxy = tunnel.url().replace("://", &format!("://ann:{SECRET}@"));
    let target = format!("localhost:{}", running.address().port());
    let ask = |more: &[&str]| {
        let mut command = command(&[&["probe", &target, "--anchors", "ca.pem"], more].concat());
        command.current_dir(&lab.directory).env("https_proxy", &proxy).env_remove("no_proxy").env_remove("NO_PROXY");
        run(command, b"").expect_code(0)
    };
    let ran = ask(&["--via", "env"]);
    assert!(ran.stdout.contains(&format!(" via {}", tunnel.url())), "{}", ran.stdout);
    assert_eq!(tunnel.log().connections(), 1);
    // Without it the way is direct, and that there is another is said.
    let ran = ask(&[]);
    assert!(ran.stdout.contains("https_proxy names http://[redacted]@localhost"), "{}", ran.stdout);
    assert!(!(ran.stdout + &ran.stderr).contains(SECRET));
    assert_eq!(tunnel.log().connections(), 1);
}

#[test]
fn ctrl_c_ends_it_with_what_was_gathered() {
    let lab = Lab::new("probe-ctrl-c");
    let running = lab.start("stall-before-server-hello");
    let target = format!("localhost:{}", running.address().port());
    let mut command = command(&[
        "probe",
        &target,
        "--address",
        "127.0.0.1",
        "--samples",
        "1000",
        "--timeout",
        "300ms",
        "--parallel",
        "2",
        "--save",
        "kept.json",
    ]);
    let child = command.current_dir(&lab.directory).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let killed = std::process::Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(stdout.contains("stopped before its end") && stdout.contains("handshake-timeout"), "{stdout}");
    let capture = Capture::from_json(&std::fs::read(lab.directory.join("kept.json")).unwrap()).unwrap();
    assert!((1..100).contains(&capture.samples.len()), "{}", capture.samples.len());
}

#[test]
fn where_nobody_listens_nothing_is_said_of_trust() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let ran = crate::verifail(&["probe", &nobody, "--environment", "off"]).expect_code(1);
    assert!(ran.stdout.starts_with(&format!("{nobody}: not reached\n")), "{}", ran.stdout);
    assert!(!ran.stdout.contains("not trusted"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_asked_is_refused_before_anybody_is() {
    for (arguments, words) in [
        (&["probe"][..], "HOST"),
        (&["probe", "a b"], "HOST or HOST:PORT is wanted"),
        (&["probe", "localhost:0"], "HOST or HOST:PORT is wanted"),
        (&["probe", "localhost", "--samples", "10001"], "10001"),
        (&["probe", "localhost", "--parallel", "257"], "257"),
        (&["probe", "localhost", "--timeout", "5"], "a time as 10s"),
        (&["probe", "localhost", "--policy", "netscape"], "netscape"),
        (&["probe", "localhost", "--anchors", "no-such-file"], "no-such-file"),
        (&["probe", "localhost", "--via", "socks5://ann:hunter2-9f3b@proxy"], "http or https is wanted"),
        (&["probe", "localhost", "--sni", "a b"], "neither a DNS name nor an IP address"),
        (&["probe", "localhost", "--starttls", "gopher"], "gopher"),
        (&["probe", "localhost", "--overwrite"], "--save"),
        (&["probe", "localhost", "--address", "localhost"], "localhost"),
        (&["probe", "localhost", "--head", "--starttls", "smtp"], "--starttls"),
    ] {
        let ran = run(command(arguments), b"").expect_code(2);
        assert!(ran.stderr.contains(words) && ran.stdout.is_empty(), "{arguments:?}: {}", ran.stderr);
        assert!(arguments.concat().contains(SECRET) <= !ran.stderr.contains(SECRET), "{}", ran.stderr);
    }
}

#[test]
fn the_environment_is_shown_without_its_secrets() {
    let lab = Lab::new("environment");
    lab.start("good");
    let ca = lab.directory.join("ca.pem");
    let key = lab.directory.join("key.pem");
    std::fs::write(&key, format!("-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n")).unwrap();
    let ask = |more: &[&str]| {
        let mut command = command(&[&["environment"], more].concat());
        command
            .env("https_proxy", format!("http://ann:{SECRET}@proxy.example:3128"))
            .env("HTTPS_PROXY", format!("http://{SECRET}@other.example"))
            .env("no_proxy", ".internal,10.0.0.0/8")
            .env(
                "JAVA_TOOL_OPTIONS",
                format!("-Djavax.net.ssl.trustStore=/x -Djavax.net.ssl.trustStorePassword={SECRET}"),
            )
            .env("SSL_CERT_FILE", &ca)
            .env("NODE_EXTRA_CA_CERTS", &key)
            .env("REQUESTS_CA_BUNDLE", "/no/such/file")
            .env("NODE_TLS_REJECT_UNAUTHORIZED", "0");
        let ran = run(command, b"").expect_code(0);
        assert!(!ran.stdout.contains(SECRET), "{}", ran.stdout);
        ran
    };
    let text = ask(&["--for", "db.internal"]).stdout;
    for words in [
        "https_proxy=http://[redacted]@proxy.example:3128: not for db.internal: no_proxy has .internal",
        "HTTPS_PROXY=http://[redacted]@other.example: https_proxy comes first",
        "ca.pem: 1 anchors",
        "key.pem: no certificate in it",
        "REQUESTS_CA_BUNDLE=/no/such/file: no such file",
        "NODE_TLS_REJECT_UNAUTHORIZED=0: switches verification off",
        "JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=/x: no such file",
    ] {
        assert!(text.contains(words), "no {words:?} in\n{text}");
    }
    let json = json(&ask(&["--json"]));
    assert_eq!(json["os"], std::env::consts::OS);
    let set = |name: &str| {
        let settings = json["certificate_authorities"].as_array().unwrap();
        settings.iter().find(|setting| setting["name"] == name).unwrap().clone()
    };
    assert_eq!(set("SSL_CERT_FILE")["anchors"], 1);
    assert_eq!(set("NODE_EXTRA_CA_CERTS")["anchors"], Value::Null);
}
