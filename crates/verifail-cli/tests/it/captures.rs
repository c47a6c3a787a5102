//! Captures that tests write: the same place twice, and one with a minted certificate.

use std::fs;
use std::path::Path;

use verifail::capture::{Anchors, Capture, Outcome, PolicyVerdict, Sample, Setting, Target, Via};
use verifail::{Fingerprint, Time};

/// A certificate of that issuer.
pub(crate) fn issued_by(issuer: &str) -> Vec<u8> {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut ca = rcgen::CertificateParams::default();
    ca.distinguished_name.push(rcgen::DnType::CommonName, issuer);
    let ca = rcgen::Issuer::new(ca, rcgen::KeyPair::generate().unwrap());
    let params = rcgen::CertificateParams::new(vec!["api.example".to_owned()]).unwrap();
    params.signed_by(&key, &ca).unwrap().der().to_vec()
}

/// So many samples that are presented that certificate.
pub(crate) fn capture(vantage: &str, der: &[u8], samples: usize) -> Capture {
    let mut capture = Capture::new(vantage, Target::new("api.example", 443), Time::from_unix_seconds(1_790_000_000));
    for at in 0..samples {
        let mut sample = Sample::new(Outcome::Trusted);
        sample.chain = capture.presented(&[der]);
        sample.server_name = Some("api.example".to_owned());
        sample.address = Some(format!("192.0.2.{}:443", at % 8));
        sample.after_ms = at as u64 * 20;
        sample.tls_version = Some("TLSv1.3".to_owned());
        sample.timings.handshake_us = Some(1_000 + at as u64);
        capture.push(sample);
    }
    let mut anchors = Anchors::default();
    (anchors.source, anchors.count, anchors.digest) =
        ("system".to_owned(), 140, Some(Fingerprint::of(vantage.as_bytes())));
    capture.anchors = Some(anchors);
    let verdict = PolicyVerdict {
        end_entity: Fingerprint::of(der),
        policy: "go".to_owned(),
        accepted: true,
        reasons: Vec::new(),
    };
    capture.verdicts.push(verdict);
    capture
}

/// `inside.json` and `outside.json` of one server, and `minted.json` of somebody in between.
pub(crate) fn write(directory: &Path) {
    let der = issued_by("Real CA");
    for (name, vantage, der) in [
        ("inside.json", "sandbox", der.as_slice()),
        ("outside.json", "terminal", &der),
        ("minted.json", "office", &issued_by("Corporate CA")),
    ] {
        fs::write(directory.join(name), capture(vantage, der, 12).to_json()).unwrap();
    }
}

/// `planted.json`: a capture that somebody else wrote, with secrets wherever a text may be.
pub(crate) fn write_planted(directory: &Path, planted: &[&str]) {
    let mut capture = capture("office", &issued_by("Corporate CA"), 2);
    capture.target.via = Some(Via::new("http://proxy:3128"));
    let mut setting = Setting::default();
    (setting.name, setting.value) = ("https_proxy".to_owned(), "http://user:PLANT0@proxy:3128".to_owned());
    capture.environment.proxies.push(setting);
    capture.samples[0].said = Some("SAID".to_owned());
    let text = String::from_utf8(capture.to_json()).unwrap();
    // Behind the writer's back, which would leave them out.
    let said = format!(
        "https://ann:{}@x/?token={} Authorization: Bearer {} {} -----BEGIN PRIVATE KEY-----{}-----END PRIVATE KEY-----",
        planted[0], planted[2], planted[1], planted[4], planted[3]
    );
    let text =
        text.replace("SAID", &said).replace("http://proxy:3128", &format!("http://bob:{}@proxy:3128", planted[0]));
    let text = text
        .replace("[redacted]@proxy", &format!("user:{}@proxy", planted[0]))
        .replace("\"office\"", &format!("\"office token={}\"", planted[2]));
    assert!(planted.iter().all(|secret| text.contains(secret)), "{text}");
    fs::write(directory.join("planted.json"), text).unwrap();
}
