//! Rules of captures one by one: limits on both sides, what samples come to, and each question's answers in words.

use verifail::capture::{MAX_CERTIFICATES, MAX_CHAIN, MAX_ENTRIES, MAX_OCTETS, MAX_TEXT};

use super::*;

fn empty(vantage: &str) -> Capture {
    Capture::new(vantage, Target::new("api.example", 443), Time::from_unix_seconds(0))
}

/// A sample of that outcome, end entity and reason.
fn sample(capture: &mut Capture, outcome: Outcome, end_entity: &[u8], reason: Option<Reason>) {
    let mut sample = Sample::new(outcome);
    sample.chain = capture.presented(&[end_entity]);
    sample.reason = reason;
    capture.push(sample);
}

fn check(captures: [&Capture; 2], question: Question, answer: Answer, detail: &str) {
    let comparison = Comparison::of(&captures);
    assert_eq!((comparison.answer(question), comparison.detail(question)), (answer, detail), "{question}");
}

#[test]
fn certificates_are_kept_once_each_up_to_their_limit() {
    let mut capture = empty("here");
    assert_eq!((capture.certificates.is_empty(), capture.certificates.len()), (true, 0));
    let names: Vec<_> = (0..=MAX_CERTIFICATES).map(|n| capture.certificates.add(&n.to_be_bytes())).collect();
    assert_eq!(capture.certificates.add(&0usize.to_be_bytes()), names[0]);
    assert!(!capture.certificates.is_empty());
    assert_eq!(capture.certificates.len(), MAX_CERTIFICATES);
    assert_eq!(capture.certificates.iter().count(), MAX_CERTIFICATES);
    assert_eq!(capture.certificates.der(names[3]), Some(&3usize.to_be_bytes()[..]));
    assert_eq!(names[MAX_CERTIFICATES], Fingerprint::of(&MAX_CERTIFICATES.to_be_bytes()));
    assert_eq!(capture.certificates.der(names[MAX_CERTIFICATES]), None);
    assert!(capture.certificates.iter().all(|(name, der)| Fingerprint::of(der) == name));
    assert!(capture.certificates.read(names[0]).is_none(), "octets that are no certificate");
    // As many can be read again, and not one more.
    let json = String::from_utf8(capture.to_json()).unwrap();
    assert_eq!(Capture::from_json(json.as_bytes()).unwrap().certificates.len(), MAX_CERTIFICATES);
    let more = format!("\"certificates\":{{\"{}\":\"b25l\",", Fingerprint::of(b"one"));
    let more = json.replacen("\"certificates\":{", &more, 1);
    let error = Capture::from_json(more.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("more than 1024 certificates"), "{error}");
    let no_base64 = json.replacen("=\"", "!\"", 1);
    assert!(Capture::from_json(no_base64.as_bytes()).unwrap_err().to_string().contains("is no base64"));
}

#[test]
fn a_certificate_of_a_capture_is_read() {
    let der = crate::world::Template::ca("Root", 0, "Root", 0).der();
    let mut capture = empty("here");
    let name = capture.certificates.add(&der);
    assert_eq!(capture.certificates.read(name).unwrap().subject().to_string(), "CN=Root");
}

#[test]
fn lists_and_texts_are_cut_and_cleaned_wherever_they_stand() {
    let secret = "https://ann:hunter2@host.example/";
    let clean = "https://[redacted]@host.example/";
    let list = || [vec![secret.to_owned()], vec!["x".to_owned(); MAX_ENTRIES]].concat();
    let mut capture = full();
    capture.target.host = secret.to_owned();
    capture.target.addresses = list();
    capture.environment.sandbox = list();
    capture.environment.os = secret.to_owned();
    capture.environment.stores[0].name = secret.to_owned();
    capture.environment.interceptors[0].seen = secret.to_owned();
    capture.environment.interceptors[0].product = secret.to_owned();
    capture.environment.proxies[0].problem = Some(secret.to_owned());
    capture.environment.clock.as_mut().unwrap().source = secret.to_owned();
    capture.anchors.as_mut().unwrap().source = secret.to_owned();
    capture.verdicts[0].policy = secret.to_owned();
    capture.verdicts[0].reasons = vec![Reason::Expired; MAX_ENTRIES + 1];
    let names: Vec<_> = (0..=MAX_CHAIN).map(|n| Fingerprint::of(&[n as u8])).collect();
    capture.samples[0].chain = names;
    capture.samples[0].alpn = Some(secret.to_owned());
    capture.environment.stores = vec![capture.environment.stores[0].clone(); MAX_ENTRIES + 1];
    capture.clean();
    for cleaned in [
        &capture.target.host,
        &capture.target.addresses[0],
        &capture.environment.sandbox[0],
        &capture.environment.os,
        &capture.environment.stores[0].name,
        &capture.environment.interceptors[0].seen,
        &capture.environment.interceptors[0].product,
        capture.environment.proxies[0].problem.as_ref().unwrap(),
        &capture.environment.clock.as_ref().unwrap().source,
        &capture.anchors.as_ref().unwrap().source,
        &capture.verdicts[0].policy,
        capture.samples[0].alpn.as_ref().unwrap(),
    ] {
        assert_eq!(cleaned, clean);
    }
    assert_eq!((capture.target.addresses.len(), capture.environment.sandbox.len()), (MAX_ENTRIES, MAX_ENTRIES));
    assert_eq!((capture.verdicts[0].reasons.len(), capture.environment.stores.len()), (MAX_ENTRIES, MAX_ENTRIES));
    assert_eq!(capture.samples[0].chain.len(), MAX_CHAIN);
    assert_eq!(capture.presented(&[b"x"; MAX_CHAIN + 1]).len(), MAX_CHAIN);
}

#[test]
fn a_text_is_cut_at_its_limit_between_characters() {
    for (octets, kept) in [(MAX_TEXT, MAX_TEXT), (MAX_TEXT + 1, MAX_TEXT), (3 * MAX_TEXT, MAX_TEXT)] {
        let mut capture = empty(&"a".repeat(octets));
        capture.clean();
        assert_eq!(capture.vantage.len(), kept);
    }
    let mut capture = empty(&format!("a{}", "é".repeat(MAX_TEXT)));
    capture.clean();
    assert_eq!(capture.vantage, format!("a{}", "é".repeat(MAX_TEXT / 2 - 1)));
}

#[test]
fn samples_beyond_the_limit_are_counted_when_a_capture_is_cleaned() {
    let mut capture = empty("here");
    capture.samples = vec![Sample::new(Outcome::Trusted); MAX_SAMPLES + 3];
    capture.omitted_samples = 2;
    capture.clean();
    assert_eq!((capture.samples.len(), capture.omitted_samples), (MAX_SAMPLES, 5));
    capture.clean();
    assert_eq!(capture.omitted_samples, 5);
}

#[test]
fn more_octets_than_the_limit_are_not_read() {
    let refused = |octets: usize| Capture::from_json(&vec![b'x'; octets]).unwrap_err().to_string();
    assert!(refused(MAX_OCTETS).starts_with("no capture"));
    assert_eq!(refused(MAX_OCTETS + 1), "a capture of more than 64 MiB");
    let text = String::from_utf8(full().to_json()).unwrap();
    let malformed = text.replacen("\"vantage\":\"office\"", "\"vantage\":7", 1);
    let error = Capture::from_json(malformed.as_bytes()).unwrap_err().to_string();
    assert!(error.starts_with("a capture that cannot be read: invalid type"), "{error}");
}

#[test]
fn what_a_sample_comes_to() {
    for (outcome, is_bad) in [
        (Outcome::Failed, true),
        (Outcome::Refused, true),
        (Outcome::Trusted, false),
        (Outcome::Unreachable, true),
        (Outcome::Unverified, false),
    ] {
        assert_eq!(Sample::new(outcome).is_bad(), is_bad, "{outcome}");
    }
    let mut sample = Sample::new(Outcome::Trusted);
    assert_eq!((sample.end_entity(), sample.is_across_names()), (None, false));
    let (stored, presented) = (Fingerprint::of(b"stored"), Fingerprint::of(b"presented"));
    sample.session_end_entity = Some(stored);
    assert_eq!(sample.end_entity(), Some(stored));
    sample.chain = vec![presented, Fingerprint::of(b"ca")];
    assert_eq!(sample.end_entity(), Some(presented));
    sample.server_name = Some("a.example".to_owned());
    assert!(!sample.is_across_names(), "no session was offered");
    sample.offered_session_of = Some("a.example".to_owned());
    assert!(!sample.is_across_names());
    sample.offered_session_of = Some("b.example".to_owned());
    assert!(sample.is_across_names());
    sample.server_name = None;
    assert!(sample.is_across_names());
}

#[test]
fn a_target_prints_as_it_is_reached() {
    let mut target = Target::new("api.example", 5432);
    assert_eq!(target.to_string(), "api.example:5432");
    target.starttls = Some(Starttls::Postgres);
    assert_eq!(target.to_string(), "api.example:5432 (postgres)");
    target.via = Some(Via::new("HTTPS://proxy.example:3129"));
    assert_eq!(target.to_string(), "api.example:5432 (postgres) via HTTPS://proxy.example:3129");
    assert!(target.via.unwrap().tls && !Via::new("http://proxy.example").tls && !Via::new("https").tls);
    let ports = [Starttls::Imap, Starttls::Ldap, Starttls::Postgres, Starttls::Smtp].map(Starttls::port);
    assert_eq!(ports, [143, 389, 5432, 25]);
}

#[test]
fn groups_count_their_samples_outcomes_and_reasons() {
    let mut capture = empty("here");
    sample(&mut capture, Outcome::Refused, b"one", Some(Reason::Expired));
    sample(&mut capture, Outcome::Refused, b"two", Some(Reason::Expired));
    sample(&mut capture, Outcome::Failed, b"two", Some(Reason::NameMismatch));
    sample(&mut capture, Outcome::Refused, b"two", Some(Reason::Expired));
    sample(&mut capture, Outcome::Trusted, b"two", None);
    capture.push(Sample::new(Outcome::Unreachable));
    let groups = capture.groups();
    let [two, none, one] = &groups[..] else { panic!("{groups:?}") };
    assert_eq!((two.end_entity, two.samples, two.bad), (Some(Fingerprint::of(b"two")), 4, 3));
    let outcomes: Vec<_> = two.outcomes.iter().map(|(outcome, times)| (*outcome, *times)).collect();
    assert_eq!(outcomes, [(Outcome::Failed, 1), (Outcome::Refused, 2), (Outcome::Trusted, 1)]);
    assert_eq!((two.reasons[&Reason::Expired], two.reasons[&Reason::NameMismatch], two.reasons.len()), (2, 1, 2));
    assert_eq!((none.end_entity, none.samples, none.bad), (None, 1, 1));
    assert_eq!((one.end_entity, one.samples, one.bad), (Some(Fingerprint::of(b"one")), 1, 1));
}

#[test]
fn targets_are_the_same_by_host_port_and_protocol() {
    let here = empty("here");
    let there = |edit: fn(&mut Target)| {
        let mut there = empty("there");
        edit(&mut there.target);
        there
    };
    let same = there(|target| target.host = "API.example".to_owned());
    check([&here, &same], Question::Target, Answer::Same, "here: api.example:443; there: API.example:443");
    let edits: [fn(&mut Target); 3] =
        [|t| t.host = "b.example".to_owned(), |t| t.port = 8443, |t| t.starttls = Some(Starttls::Smtp)];
    for edit in edits {
        assert_eq!(Comparison::of(&[&here, &there(edit)]).answer(Question::Target), Answer::Different);
    }
    let proxied = there(|target| target.via = Some(Via::new("http://proxy.example:3128")));
    assert_eq!(Comparison::of(&[&here, &proxied]).answer(Question::Target), Answer::Same);
}

#[test]
fn outcomes_are_told_with_how_often_and_why() {
    let (mut here, mut there) = (empty("here"), empty("there"));
    check([&here, &there], Question::Outcome, Answer::Unknown, "here: 0 of 0 failed; there: 0 of 0 failed");
    sample(&mut here, Outcome::Refused, b"one", Some(Reason::Expired));
    sample(&mut here, Outcome::Refused, b"one", Some(Reason::Expired));
    sample(&mut here, Outcome::Trusted, b"one", None);
    sample(&mut there, Outcome::Trusted, b"one", None);
    let detail = "here: 2 of 3 failed (expired × 2); there: 0 of 1 failed";
    check([&here, &there], Question::Outcome, Answer::Partly, detail);
    here.samples.pop();
    let detail = "here: 2 of 2 failed (expired × 2); there: 0 of 1 failed";
    check([&here, &there], Question::Outcome, Answer::Different, detail);
}

#[test]
fn end_entities_and_issuers_are_told_by_what_people_compare() {
    let certificate = |issuer: &str| crate::world::Template::ca("CA", 1, issuer, 0).der();
    let (mut here, mut there) = (empty("here"), empty("there"));
    sample(&mut here, Outcome::Trusted, &certificate("Root"), None);
    let short = format!("{}…", &Fingerprint::of(&certificate("Root")).to_string()[..16]);
    check([&here, &there], Question::EndEntity, Answer::Unknown, &format!("here: {short}; there: none seen"));
    check([&here, &there], Question::Issuer, Answer::Unknown, "here: CN=Root; there: none seen");
    sample(&mut there, Outcome::Trusted, &certificate("Other"), None);
    check([&here, &there], Question::Issuer, Answer::Different, "here: CN=Root; there: CN=Other");
    sample(&mut there, Outcome::Trusted, &certificate("Root"), None);
    check([&here, &there], Question::Issuer, Answer::Partly, "here: CN=Root; there: CN=Other, CN=Root");
    check([&here, &here], Question::Issuer, Answer::Same, "CN=Root");
    check([&here, &here], Question::EndEntity, Answer::Same, &short);
}

#[test]
fn six_items_are_named_and_more_are_counted() {
    let (mut here, there) = (empty("here"), empty("there"));
    let names: Vec<_> = (0..6).map(|n| format!("Root {n}")).collect();
    for name in &names {
        sample(&mut here, Outcome::Trusted, &crate::world::Template::ca("CA", 1, name, 0).der(), None);
    }
    let six = names.iter().map(|name| format!("CN={name}")).collect::<Vec<_>>().join(", ");
    check([&here, &there], Question::Issuer, Answer::Unknown, &format!("here: {six}; there: none seen"));
    for name in ["Root 6", "Root 7"] {
        sample(&mut here, Outcome::Trusted, &crate::world::Template::ca("CA", 1, name, 0).der(), None);
    }
    check([&here, &there], Question::Issuer, Answer::Unknown, &format!("here: {six} and 2 more; there: none seen"));
}

#[test]
fn anchors_are_the_same_by_their_digest() {
    let with = |vantage: &str, digest: Option<&[u8]>| {
        let mut capture = empty(vantage);
        let mut anchors = Anchors::default();
        (anchors.source, anchors.count, anchors.digest) = ("system".to_owned(), 3, digest.map(Fingerprint::of));
        capture.anchors = Some(anchors);
        capture
    };
    let detail = "here: 3 from system; there: 3 from system";
    for (digest, answer) in [(Some(&b"a"[..]), Answer::Same), (Some(b"b"), Answer::Different), (None, Answer::Unknown)]
    {
        check([&with("here", Some(b"a")), &with("there", digest)], Question::Anchors, answer, detail);
    }
    let detail = "here: 3 from system; there: not verified there";
    check([&with("here", Some(b"a")), &empty("there")], Question::Anchors, Answer::Unknown, detail);
    let (one, two) = (Fingerprint::of(b"one"), Fingerprint::of(b"two"));
    assert_eq!(Anchors::digest_of([one, two]), Anchors::digest_of([two, one, two]));
    assert_ne!(Anchors::digest_of([one]), Anchors::digest_of([two]));
}

#[test]
fn verdicts_are_compared_of_the_policies_that_both_were_asked() {
    let with = |vantage: &str, verdicts: &[(&str, bool, &[Reason])]| {
        let mut capture = empty(vantage);
        capture.verdicts = verdicts
            .iter()
            .map(|(policy, accepted, reasons)| PolicyVerdict {
                end_entity: Fingerprint::of(b"one"),
                policy: (*policy).to_owned(),
                accepted: *accepted,
                reasons: reasons.to_vec(),
            })
            .collect();
        capture
    };
    let here = with("here", &[("go", true, &[]), ("java", false, &[Reason::Expired]), ("envoy", false, &[])]);
    check([&here, &here], Question::Verdict, Answer::Same, "envoy rejects, go accepts, java expired");
    let there = with("there", &[("go", true, &[]), ("java", false, &[Reason::NoSan])]);
    check([&here, &there], Question::Verdict, Answer::Partly, "java: here: expired; there: no-san");
    let there = with("there", &[("go", false, &[Reason::Expired])]);
    check([&here, &there], Question::Verdict, Answer::Different, "go: here: accepts; there: expired");
    let there = with("there", &[("rustls", true, &[])]);
    check([&here, &there], Question::Verdict, Answer::Unknown, "no policy was asked in all of them");
}

#[test]
fn environments_are_compared_aspect_by_aspect() {
    let with = |vantage: &str, edit: fn(&mut Environment)| {
        let mut capture = empty(vantage);
        edit(&mut capture.environment);
        capture
    };
    let here = with("here", |e| e.os = "linux".to_owned());
    let unknown = "at least one says nothing of where it was taken";
    check([&here, &empty("there")], Question::Environment, Answer::Unknown, unknown);
    check([&here, &here], Question::Environment, Answer::Same, "");
    let there = with("there", |e| {
        e.os = "linux".to_owned();
        e.trust_service = Some(false);
        let mut clock = Clock::default();
        clock.ahead_s = -130;
        e.clock = Some(clock);
    });
    let detail = "clock: here: none; there: -2 min ahead, verification service: here: none; there: does not answer";
    check([&here, &there], Question::Environment, Answer::Partly, detail);
    let there = with("there", |e| {
        e.os = "linux".to_owned();
        let mut clock = Clock::default();
        clock.ahead_s = 59;
        e.clock = Some(clock);
    });
    check([&here, &there], Question::Environment, Answer::Same, "");
    let other = with("there", |e| {
        *e = environment();
        e.os = "macos".to_owned();
        e.trust_service = Some(true);
        e.clock.as_mut().unwrap().ahead_s = 60;
    });
    let comparison = Comparison::of(&[&here, &other]);
    assert_eq!(comparison.answer(Question::Environment), Answer::Different);
    let detail = comparison.detail(Question::Environment);
    let told = "CA variables: here: none; there: JAVA_TOOL_OPTIONS=";
    assert!(detail.starts_with(told) && detail.contains("clock: here: none; there: 1 min ahead"), "{detail}");
    assert!(detail.ends_with(" and 2 more"), "{detail}");
}
