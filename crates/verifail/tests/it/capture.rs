//! Captures: what is written can be read, nothing secret is in it, and what is no capture is refused in words.

mod rules;

use verifail::capture::{
    Alert, Anchors, Answer, Capture, Clock, Comparison, Environment, Interceptor, MAX_SAMPLES, Outcome, PolicyVerdict,
    Question, Sample, Setting, Starttls, Store, Target, Timings, Via,
};
use verifail::{Fingerprint, Hop, Reason, Time};

/// Each is something that lets somebody in.
const PLANTED: [&str; 6] = [
    "hunter2-in-a-proxy",
    "s3cr3t-of-a-header",
    "t0ken-in-a-query",
    "MIIEvQIBADANplanted",
    "ghp_0123456789abcdefghij0123",
    "p4ss-of-a-store",
];

fn full() -> Capture {
    let mut target = Target::new("api.example", 443);
    target.addresses = vec!["192.0.2.7".to_owned()];
    target.starttls = Some(Starttls::Smtp);
    let mut via = Via::new("https://proxy.example:3129");
    via.proxy = format!("https://ann:{}@proxy.example:3129", PLANTED[0]);
    target.via = Some(via);
    let mut capture = Capture::new("office", target, Time::from_unix_seconds(1_790_000_000));
    let mut sample = Sample::new(Outcome::Refused);
    sample.chain = capture.presented(&[b"one".as_slice(), b"two"]);
    sample.address = Some("192.0.2.7:443".to_owned());
    sample.server_name = Some("api.example".to_owned());
    sample.alert = Some(Alert { number: 42, received: true });
    sample.reason = Some(Reason::Expired);
    sample.hop = Some(Hop::Direct);
    sample.said = Some(format!(
        "Authorization: Bearer {}\nGET /?token={} failed, {}\n-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
        PLANTED[1], PLANTED[2], PLANTED[4], PLANTED[3]
    ));
    sample.timings = {
        let mut timings = Timings::default();
        timings.handshake_us = Some(1_200);
        timings
    };
    capture.push(sample);
    let end_entity = Fingerprint::of(b"one");
    let reasons = vec![Reason::Expired];
    capture.verdicts.push(PolicyVerdict { end_entity, policy: "go".to_owned(), accepted: false, reasons });
    let mut anchors = Anchors::default();
    anchors.digest = Some(Anchors::digest_of([end_entity]));
    (anchors.source, anchors.count) = ("system".to_owned(), 1);
    capture.anchors = Some(anchors);
    capture.environment = environment();
    capture
}

fn environment() -> Environment {
    let mut environment = Environment::default();
    let mut proxy = Setting::default();
    (proxy.name, proxy.value) = ("https_proxy".to_owned(), format!("http://bob:{}@proxy:3128", PLANTED[0]));
    environment.proxies.push(proxy);
    let mut store = Setting::default();
    (store.name, store.value) =
        ("JAVA_TOOL_OPTIONS".to_owned(), format!("-Djavax.net.ssl.trustStorePassword={}", PLANTED[5]));
    environment.certificate_authorities.push(store);
    let mut store = Store::default();
    (store.name, store.count) = ("/etc/ssl/certs".to_owned(), 140);
    environment.stores.push(store);
    let mut interceptor = Interceptor::default();
    (interceptor.product, interceptor.seen) = ("Zscaler".to_owned(), "CN=Zscaler Root CA".to_owned());
    environment.interceptors.push(interceptor);
    let mut clock = Clock::default();
    (clock.ahead_s, clock.source) = (-3, "Date of api.example".to_owned());
    environment.clock = Some(clock);
    environment.sandbox.push("macos-seatbelt".to_owned());
    environment
}

#[test]
fn what_is_written_is_read_again_and_holds_no_secret() {
    let json = full().to_json();
    let text = String::from_utf8(json.clone()).unwrap();
    for planted in PLANTED {
        assert!(!text.contains(planted), "{planted} in {text}");
    }
    let read = Capture::from_json(&json).unwrap();
    let mut clean = full();
    clean.clean();
    assert_eq!(read, clean);
    assert_eq!(read.to_json(), json, "reading and writing changes nothing");
}

#[test]
fn a_secret_in_a_capture_of_others_is_gone_once_it_is_read() {
    let text = String::from_utf8(full().to_json()).unwrap();
    let planted = text.replacen("\"office\"", "\"https://ann:hunter2-in-a-proxy@x\"", 1);
    assert_ne!(text, planted);
    assert_eq!(Capture::from_json(planted.as_bytes()).unwrap().vantage, "https://[redacted]@x");
}

#[test]
fn what_is_no_capture_is_refused_in_words() {
    let text = String::from_utf8(full().to_json()).unwrap();
    let refused = |text: &str| Capture::from_json(text.as_bytes()).unwrap_err().to_string();
    let later = text.replacen("\"verifail_capture\":1", "\"verifail_capture\":7", 1);
    assert_eq!(refused(&later), "a capture of version 7; this program reads up to version 1: use a newer one");
    assert!(Capture::is_capture(later.as_bytes()));
    for other in ["", "{}", "[]", "TLS_error", "{\"log\":{\"entries\":[]}}"] {
        assert!(refused(other).starts_with("no capture"), "{other}");
        assert!(!Capture::is_capture(other.as_bytes()), "{other}");
    }
    // "b25l" is `one`.
    assert!(refused(&text.replacen("b25l", "b25m", 1)).contains("is not what its fingerprint says"));
    assert!(refused(&text.replacen("\"refused\"", "\"perhaps\"", 1)).contains("no Outcome is called `perhaps`"));
    assert!(refused(&text[..text.len() / 2]).starts_with("no capture"));
}

#[test]
fn members_of_later_writers_are_passed_over() {
    let text = String::from_utf8(full().to_json()).unwrap();
    let more = text.replacen("\"samples\":", "\"weather\":{\"rain\":true},\"samples\":", 1);
    assert_eq!(Capture::from_json(more.as_bytes()).unwrap(), Capture::from_json(text.as_bytes()).unwrap());
}

#[test]
fn a_capture_is_bounded() {
    let mut capture = full();
    for _ in 0..MAX_SAMPLES + 5 {
        capture.push(Sample::new(Outcome::Trusted));
    }
    assert_eq!((capture.samples.len(), capture.omitted_samples), (MAX_SAMPLES, 6));
    capture.samples[0].said = Some("é".repeat(100_000));
    capture.clean();
    assert!(capture.samples[0].said.as_ref().unwrap().len() <= verifail::capture::MAX_TEXT);
}

#[test]
fn captures_are_compared_question_by_question() {
    let terminal = full();
    let mut sandbox = full();
    sandbox.vantage = "sandbox".to_owned();
    let same = Comparison::of(&[&terminal, &sandbox]);
    for question in [Question::Target, Question::EndEntity, Question::Anchors, Question::Verdict, Question::Environment]
    {
        assert_eq!(same.answer(question), Answer::Same, "{question}: {}", same.detail(question));
    }
    // Octets that are no certificate have no issuer.
    assert_eq!(same.answer(Question::Issuer), Answer::Unknown);

    sandbox.samples[0].chain = sandbox.presented(&[b"other"]);
    sandbox.verdicts[0].accepted = true;
    sandbox.environment.sandbox.clear();
    sandbox.anchors = None;
    let other = Comparison::of(&[&terminal, &sandbox]);
    assert_eq!(other.answer(Question::EndEntity), Answer::Different);
    assert_eq!(other.answer(Question::Verdict), Answer::Different);
    assert_eq!(other.answer(Question::Environment), Answer::Partly);
    assert_eq!(other.answer(Question::Anchors), Answer::Unknown);
    assert!(other.detail(Question::Environment).contains("sandbox: office: macos-seatbelt; sandbox: none"));

    // One of two nodes is the same.
    let mut sample = Sample::new(Outcome::Refused);
    sample.chain = sandbox.presented(&[b"one"]);
    sandbox.push(sample);
    assert_eq!(Comparison::of(&[&terminal, &sandbox]).answer(Question::EndEntity), Answer::Partly);
}

#[test]
fn samples_are_grouped_by_what_was_presented() {
    let mut capture = full();
    for at in 0..4 {
        let mut sample = Sample::new(Outcome::Trusted);
        sample.chain = capture.presented(&[b"good"]);
        sample.address = Some(format!("192.0.2.{at}:443"));
        capture.push(sample);
    }
    let groups = capture.groups();
    let counts: Vec<_> = groups.iter().map(|group| (group.samples, group.bad, group.addresses.len())).collect();
    assert_eq!(counts, [(4, 0, 4), (1, 1, 1)]);
    assert_eq!(groups[1].reasons[&Reason::Expired], 1);
}
