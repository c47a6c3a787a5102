//! Evidence in, what is excluded, open and entailed out: the two founding incidents first, then each kind of evidence.

use std::collections::BTreeSet;

use verifail::capture::{Anchors, Capture, Outcome, Sample, Target};
use verifail::hypothesis::{Assessment, Case, Cause, Fact, Names, Observation, State, TESTS, Test};
use verifail::{Fingerprint, Hop, Layer, Reason, Time};

const ENVOY: &str =
    "TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list";
const TRUSTD: &str = "tls: failed to verify certificate: x509: OSStatus -26276";

fn row(source: &str, fields: &[(&str, &str)]) -> Observation {
    let field = |name: &str| fields.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    Observation::read(source, field).unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn state(assessment: &Assessment, cause: &str) -> State {
    assessment.cause(cause).unwrap_or_else(|| panic!("no cause {cause}")).state
}

pub(crate) fn place(assessment: &Assessment, hop: Hop) -> State {
    assessment.places.iter().find(|place| place.hop == hop).unwrap().state
}

fn open(assessment: &Assessment) -> Vec<&str> {
    assessment.open().map(|one| one.cause.code).collect()
}

/// An MCP client, Envoy, a worker at a CDN, the worker's API.
fn incident_a() -> Case {
    let mut case = Case::new();
    case.text("the log", ENVOY);
    let gateway = "client -> gateway -> worker";
    for row in [
        row(
            "clients, row 1",
            &[
                ("client", "MCP client"),
                ("path", gateway),
                ("endpoint", "POST /mcp"),
                ("calls", "api"),
                ("outcome", &format!("sometimes {ENVOY}")),
            ],
        ),
        row(
            "clients, row 2",
            &[
                ("client", "curl"),
                ("path", gateway),
                ("endpoint", "POST /mcp"),
                ("calls", "api"),
                ("options", "--insecure"),
                ("outcome", &format!("sometimes {ENVOY}")),
            ],
        ),
        row(
            "clients, row 3",
            &[
                ("client", "curl"),
                ("path", "client -> worker"),
                ("endpoint", "POST /mcp"),
                ("calls", "api"),
                ("runs", "200"),
                ("failed", "0"),
                ("outcome", "ok"),
            ],
        ),
        row(
            "endpoints, row 1",
            &[
                ("client", "curl"),
                ("path", gateway),
                ("endpoint", "GET /mcp"),
                ("calls", "none"),
                ("options", "--insecure"),
                ("outcome", &format!("fails: {ENVOY}")),
            ],
        ),
        row(
            "endpoints, row 2",
            &[
                ("client", "curl"),
                ("path", gateway),
                ("endpoint", "tools/call"),
                ("calls", "api"),
                ("outcome", "12 of 200 failed"),
            ],
        ),
    ] {
        case.observation(row);
    }
    case
}

#[test]
fn of_incident_a_the_hop_is_entailed_and_the_mechanism_is_left_to_a_test() {
    let assessment = incident_a().assess();
    assert_eq!(assessment.place(), Some(Hop::ProxyToUpstream));
    let origin = assessment.places.iter().find(|place| place.hop == Hop::OriginToUpstream).unwrap();
    assert_eq!(origin.state, State::Excluded);
    let why: Vec<_> = origin.excluded_by.iter().map(|grounds| grounds.what.as_str()).collect();
    assert!(why.iter().any(|why| why.contains("an origin cannot emit them")), "{why:?}");
    assert!(why.iter().any(|why| why.contains("curl GET /mcp fails the same, and is not on that hop")), "{why:?}");

    let open = open(&assessment);
    assert_eq!(open[0], "session-mix-up", "{open:?}");
    assert!(open.len() > 1 && open.contains(&"mixed-fleet"), "{open:?}");
    assert_eq!(assessment.conclusion(), None, "nothing is decided yet");
    for excluded in [
        "out-of-date",
        "interception",
        "missing-intermediate",
        "wrong-purpose",
        "other-names",
        "other-store",
        "no-evaluation",
    ] {
        assert_eq!(state(&assessment, excluded), State::Excluded, "{excluded}");
        assert!(!assessment.cause(excluded).unwrap().excluded_by.is_empty(), "{excluded}");
    }
    for reason in [Reason::Expired, Reason::UnknownIssuer, Reason::EkuMissingOrWrong] {
        assert!(assessment.excluded_reasons().contains(&reason), "{reason}");
    }
    assert_eq!(assessment.next.as_ref().unwrap().test.code, "resumed-across-names");
}

#[test]
fn of_incident_a_each_result_of_the_next_test_settles_the_mechanism_or_takes_it_away() {
    let mut fails = incident_a();
    fails.fact("the probe", Fact::AcrossNamesFails);
    let assessment = fails.assess();
    assert_eq!(open(&assessment), ["session-mix-up"]);
    assert_eq!(assessment.conclusion().unwrap().code, "session-mix-up");
    let mut holds = incident_a();
    holds.fact("the probe", Fact::AcrossNamesHolds);
    let assessment = holds.assess();
    assert_eq!(state(&assessment, "session-mix-up"), State::Excluded);
    assert_eq!(open(&assessment)[0], "mixed-fleet");
    assert_eq!(assessment.next.unwrap().test.code, "sample-fleet");
}

#[test]
fn the_text_of_incident_a_alone_says_where_and_not_yet_why() {
    let mut case = Case::new();
    case.text("the log", ENVOY);
    let assessment = case.assess();
    assert_eq!(assessment.place(), Some(Hop::ProxyToUpstream));
    let open = open(&assessment);
    for cause in
        ["session-mix-up", "mixed-fleet", "other-names", "wrong-address", "wrong-reference", "default-certificate"]
    {
        assert!(open.contains(&cause), "{cause}: {open:?}");
    }
    assert_eq!(assessment.conclusion(), None);
}

#[test]
fn of_incident_b_nothing_was_evaluated_and_fingerprints_decide_about_interception() {
    let mut case = Case::new();
    case.text("the tool", TRUSTD);
    let assessment = case.assess();
    assert_eq!(open(&assessment), ["no-evaluation", "interception"]);
    assert_eq!(assessment.place(), Some(Hop::Local));
    assert_eq!(assessment.conclusion(), None);
    assert_eq!(assessment.next.as_ref().unwrap().test.code, "compare-captures");

    let with = |fact| {
        let mut case = case.clone();
        case.fact("the comparison", fact);
        case.assess()
    };
    let equal = with(Fact::EndEntitySame);
    assert_eq!(state(&equal, "interception"), State::Excluded);
    assert_eq!(equal.conclusion().unwrap().code, "no-evaluation");
    assert_eq!(equal.next, None);
    assert_eq!(with(Fact::EndEntityDiffers).conclusion().unwrap().code, "interception");
}

/// A capture of `api.example` in which every sample is presented that certificate.
fn capture(vantage: &str, der: &[u8], outcome: Outcome, said: Option<&str>) -> Capture {
    let mut capture = Capture::new(vantage, Target::new("api.example", 443), Time::from_unix_seconds(1_790_000_000));
    for at in 0..3 {
        let mut sample = Sample::new(outcome);
        sample.chain = capture.presented(&[der]);
        sample.server_name = Some("api.example".to_owned());
        sample.after_ms = at;
        sample.said = said.map(str::to_owned);
        capture.push(sample);
    }
    capture
}

fn issued_by(issuer: &str, name: &str) -> Vec<u8> {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut ca = rcgen::CertificateParams::default();
    ca.distinguished_name.push(rcgen::DnType::CommonName, issuer);
    let ca = rcgen::Issuer::new(ca, rcgen::KeyPair::generate().unwrap());
    let params = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.signed_by(&key, &ca).unwrap().der().to_vec()
}

#[test]
fn of_incident_b_captures_decide_as_fingerprints_do() {
    let (real, minted) = (issued_by("Real CA", "api.example"), issued_by("Corporate CA", "api.example"));
    let assess = |inside: Capture, outside: Capture| {
        let mut case = Case::new();
        case.text("the tool", TRUSTD).capture(inside).capture(outside);
        case.assess()
    };
    let outside = || capture("terminal", &real, Outcome::Trusted, None);
    for inside in [
        capture("sandbox", &real, Outcome::Failed, Some(TRUSTD)),
        // Who took it verifies by itself, and passes in the sandbox.
        capture("sandbox", &real, Outcome::Trusted, None),
    ] {
        let assessment = assess(inside, outside());
        assert_eq!(assessment.conclusion().map(|cause| cause.code), Some("no-evaluation"), "{:?}", open(&assessment));
    }
    for inside in [
        capture("sandbox", &minted, Outcome::Failed, Some(TRUSTD)),
        capture("sandbox", &minted, Outcome::Trusted, None),
    ] {
        let assessment = assess(inside, outside());
        assert_eq!(assessment.conclusion().map(|cause| cause.code), Some("interception"), "{:?}", open(&assessment));
    }
    // Renewed, or another node: nobody in between.
    let again = issued_by("Real CA", "api.example");
    let assessment = assess(capture("sandbox", &again, Outcome::Failed, Some(TRUSTD)), outside());
    assert_eq!(assessment.conclusion(), None);
    assert_eq!(state(&assessment, "interception"), State::Open);
}

#[test]
fn of_incident_b_rows_with_fingerprints_decide_too() {
    let with = |inside: &str| {
        let mut case = Case::new();
        case.observation(row(
            "row 1",
            &[("client", "gh"), ("vantage", "sandbox"), ("outcome", TRUSTD), ("fingerprint", inside)],
        ));
        case.observation(row(
            "row 2",
            &[
                ("client", "gh"),
                ("vantage", "terminal"),
                ("outcome", "ok"),
                ("fingerprint", "sha256:AB:CD:EF:01:23:45:67:89"),
            ],
        ));
        case.assess()
    };
    assert_eq!(with("abcdef0123456789").conclusion().unwrap().code, "no-evaluation");
    assert_eq!(with("0011223344556677").conclusion().unwrap().code, "interception");
}

#[test]
fn some_nodes_that_are_expired_are_a_mixed_fleet() {
    let (good, old) = (issued_by("CA", "api.example"), issued_by("CA", "api.example"));
    let mut capture = capture("terminal", &good, Outcome::Trusted, None);
    for at in 0..37 {
        let bad = at % 5 == 0;
        let mut sample = Sample::new(if bad { Outcome::Refused } else { Outcome::Trusted });
        sample.chain = capture.presented(&[if bad { &old } else { &good }]);
        sample.server_name = Some("api.example".to_owned());
        sample.reason = bad.then_some(Reason::Expired);
        capture.push(sample);
    }
    let mut case = Case::new();
    case.capture(capture);
    let assessment = case.assess();
    assert_eq!(open(&assessment)[0], "mixed-fleet");
    assert_eq!(state(&assessment, "out-of-date"), State::Excluded);
    assert_eq!(state(&assessment, "wrong-clock"), State::Excluded);
    assert_eq!(place(&assessment, Hop::ProxyToUpstream), State::Excluded, "we refuse what we are presented");
}

#[test]
fn a_proxy_that_mints_certificates_without_the_purpose_is_told_from_a_server_without_it() {
    let (real, minted) = (issued_by("Real CA", "api.example"), issued_by("Zscaler Root CA", "api.example"));
    let mut through = capture("through the proxy", &minted, Outcome::Refused, None);
    through.samples.iter_mut().for_each(|sample| sample.reason = Some(Reason::EkuMissingOrWrong));
    let mut case = Case::new();
    case.capture(through.clone());
    assert_eq!(open(&case.assess())[0], "interception-malformed", "{:?}", open(&case.assess()));
    case.capture(capture("direct", &real, Outcome::Trusted, None));
    assert_eq!(case.assess().conclusion().unwrap().code, "interception-malformed");

    let mut server = Case::new();
    let mut alone = capture("terminal", &real, Outcome::Refused, None);
    alone.samples.iter_mut().for_each(|sample| sample.reason = Some(Reason::EkuMissingOrWrong));
    server.capture(alone);
    assert_eq!(open(&server.assess())[0], "wrong-purpose");
}

#[test]
fn a_session_of_another_name_that_is_resumed_is_told_by_its_certificate() {
    let (own, other) = (issued_by("CA", "api.example"), issued_by("CA", "other.example"));
    let mut capture = capture("gateway", &own, Outcome::Trusted, None);
    let mut sample = Sample::new(Outcome::Refused);
    sample.server_name = Some("api.example".to_owned());
    sample.offered_session_of = Some("other.example".to_owned());
    sample.resumed = Some(true);
    sample.session_end_entity = Some(Fingerprint::of(&other));
    sample.reason = Some(Reason::NameMismatch);
    capture.push(sample);
    let mut case = Case::new();
    case.text("the log", ENVOY).capture(capture);
    assert_eq!(open(&case.assess()), ["session-mix-up"]);
}

#[test]
fn what_differs_without_a_server_name_is_the_default_certificate() {
    let (own, default) = (issued_by("CA", "api.example"), issued_by("CA", "default.example"));
    let mut capture = capture("terminal", &own, Outcome::Trusted, None);
    let mut sample = Sample::new(Outcome::Refused);
    sample.chain = capture.presented(&[&default]);
    sample.reason = Some(Reason::NameMismatch);
    capture.push(sample);
    let mut case = Case::new();
    case.text("the client", "x509: certificate is valid for default.example, not api.example").capture(capture);
    let assessment = case.assess();
    assert_eq!(open(&assessment)[0], "default-certificate", "{:?}", open(&assessment));
}

#[test]
fn clocks_tell_a_certificate_that_expired_from_a_clock_that_is_wrong() {
    let with = |fact| {
        let mut case = Case::new();
        case.text("the log", "certificate has expired").fact("the clock", fact);
        open(&case.assess())[0].to_owned()
    };
    assert_eq!(with(Fact::ClockRight), "out-of-date");
    assert_eq!(with(Fact::ClockWrong), "wrong-clock");
}

#[test]
fn an_empty_set_of_trust_anchors_is_seen() {
    let der = issued_by("CA", "api.example");
    let mut capture = capture("container", &der, Outcome::Refused, None);
    capture.samples.iter_mut().for_each(|sample| sample.reason = Some(Reason::UnknownIssuer));
    capture.anchors = Some(Anchors::default());
    let mut case = Case::new();
    case.capture(capture);
    assert_eq!(open(&case.assess())[0], "other-store");
}

#[test]
fn a_refused_tunnel_and_plain_text_are_no_matter_of_certificates() {
    for (text, cause) in [
        ("curl: (56) CONNECT tunnel failed, response 407", "proxy-refuses"),
        ("error:0A00010B:SSL routines::wrong version number", "not-tls"),
        ("remote error: tls: certificate required", "client-certificate"),
        ("tls: no application protocol", "negotiation"),
    ] {
        let mut case = Case::new();
        case.text("the log", text);
        let assessment = case.assess();
        assert_eq!(open(&assessment)[0], cause, "{text}: {:?}", open(&assessment));
        assert_eq!(state(&assessment, "missing-intermediate"), State::Excluded, "{text}");
    }
}

#[test]
fn two_failures_that_no_cause_explains_together_are_called_that() {
    let mut case = Case::new();
    case.text("one", "tls: no application protocol").text("two", TRUSTD);
    let assessment = case.assess();
    assert!(assessment.is_contradictory(), "{:?}", open(&assessment));
    assert_eq!((assessment.conclusion(), assessment.next), (None, None));
}

#[test]
fn what_tells_of_no_failure_excludes_nothing() {
    let mut case = Case::new();
    case.text("a letter", "Dear Sir or Madam").text("a log", "GET / 200");
    let assessment = case.assess();
    assert!(assessment.tells_of_nothing() && assessment.excluded().count() == 0);
}

#[test]
fn captures_in_which_nothing_fails_tell_of_nothing() {
    let der = issued_by("CA", "api.example");
    let mut case = Case::new();
    let mut capture = capture("terminal", &der, Outcome::Trusted, None);
    capture.environment.sandbox.push("linux-user-namespace".to_owned());
    case.capture(capture);
    let assessment = case.assess();
    assert!(assessment.tells_of_nothing() && !assessment.facts.is_empty());
    assert_eq!((assessment.conclusion(), assessment.next), (None, None));
}

#[test]
fn nodes_of_a_proxy_that_differ_are_the_proxys() {
    let issued = || issued_by("ACME inspection CA", "api.example");
    let (good, lacking) = (issued(), issued());
    let mut capture = capture("office", &good, Outcome::Trusted, None);
    let mut sample = Sample::new(Outcome::Refused);
    sample.chain = capture.presented(&[&lacking]);
    sample.server_name = Some("api.example".to_owned());
    sample.reason = Some(Reason::EkuMissingOrWrong);
    capture.push(sample);
    let mut case = Case::new();
    case.capture(capture);
    assert_eq!(open(&case.assess())[0], "interception-malformed");
}

#[test]
fn the_next_test_is_one_of_a_cause_that_is_open() {
    for text in [
        "certificate has expired",
        "x509: certificate signed by unknown authority",
        "self-signed certificate",
        "path length constraint exceeded",
        ENVOY,
        TRUSTD,
    ] {
        let mut case = Case::new();
        case.text("the log", text);
        let assessment = case.assess();
        let Some(next) = &assessment.next else { panic!("{text}: no test of {:?}", open(&assessment)) };
        assert!(assessment.open().any(|one| one.cause.test == next.test), "{text}: {}", next.test.code);
        let least = next.results.iter().map(|(_, left)| left.len()).min().unwrap();
        assert!(least < assessment.open().count(), "{text}: {}", next.test.code);
    }
}

#[test]
fn a_single_lucky_call_excludes_no_hop() {
    let way = |text: &str, outcome: &str, runs: &str| {
        row(text, &[("client", "curl"), ("path", "client -> gateway -> worker"), ("outcome", outcome), ("runs", runs)])
    };
    let with = |runs: &str| {
        let mut case = Case::new();
        let text = "HTTP 503: certificate verify failed";
        case.observation(row(
            "row 1",
            &[
                ("client", "app"),
                ("path", "client -> gateway -> worker"),
                ("outcome", &format!("2 of 20 failed: {text}")),
            ],
        ));
        case.observation(way("row 2", "ok", runs));
        place(&case.assess(), Hop::ProxyToUpstream)
    };
    assert_eq!(with("3"), State::Open);
    assert_eq!(with("100"), State::Excluded);
}

#[test]
fn rows_are_read_in_the_words_that_people_use() {
    let ended = |outcome: &str| {
        let observation = row("row", &[("outcome", outcome)]);
        (observation.is_bad(), observation.is_good(), observation.is_mixed())
    };
    for outcome in
        ["ok", "OK", "works", "pass", "200", "HTTP 204", "0 of 40 failed", "40 of 40 pass", "HTTP/1.1 404 Not Found"]
    {
        assert_eq!(ended(outcome), (false, true, false), "{outcome}");
    }
    for outcome in
        ["fails", "failed", "error", TRUSTD, "same error", "does not work", "certificate has expired", "HTTP 526"]
    {
        assert_eq!(ended(outcome), (true, false, false), "{outcome}");
    }
    for outcome in [
        "3 of 40 failed",
        "3/40 fail",
        "37 of 40 pass",
        "3 of 40 of them failed",
        "failing: in 3 of 40",
        "fails sometimes",
        "ok, sometimes fails",
        "failed 3 of 40: certificate has expired",
    ] {
        assert_eq!(ended(outcome), (true, false, true), "{outcome}");
    }
    let other = row("row", &[("outcome", "HTTP 503 Service Unavailable")]);
    assert!(!other.is_bad() && !other.is_good());
    for (options, insecure) in [
        ("-k", true),
        ("--insecure -v", true),
        ("-keepalive", false),
        ("NODE_TLS_REJECT_UNAUTHORIZED=0", true),
        ("", false),
        ("not insecure", false),
    ] {
        assert_eq!(row("row", &[("outcome", "ok"), ("options", options)]).insecure, insecure, "{options}");
    }
    for (outcome, error) in [("", "no outcome"), ("blue", "says neither pass nor failure")] {
        let read = Observation::read("row", |name| (name == "outcome").then(|| outcome.to_owned()));
        assert!(read.unwrap_err().to_string().contains(error), "{outcome}");
    }
    let read = Observation::read("row", |name| match name {
        "runs" => Some("4".to_owned()),
        "failed" => Some("5".to_owned()),
        _ => None,
    });
    assert!(read.is_err());
}

#[test]
fn every_reason_of_a_failure_has_a_cause_and_every_cause_can_be_told() {
    for reason in Reason::ALL.iter().filter(|reason| reason.layer() != Layer::Outside) {
        assert!(Cause::all().any(|cause| cause.gives(*reason)), "{reason} has no cause");
    }
    let codes: Vec<_> = Cause::all().map(|cause| cause.code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert!(codes.len() >= 19);
    for cause in Cause::all() {
        assert!(!cause.places.is_empty() && !cause.typical.is_empty() && !cause.remedies.is_empty(), "{cause}");
        assert!(TESTS.contains(cause.test), "{cause}");
        let contradicts = |fact: &Fact| cause.excluded_by.iter().any(|(other, _)| other == fact);
        assert!(cause.supports.iter().all(|(fact, _)| !contradicts(fact)), "{cause} is supported by what excludes it");
        assert!(cause.needs.iter().all(|fact| !contradicts(fact)), "{cause} needs what excludes it");
        // What it needs can be found out by a test, and something speaks for it or the reason does.
        let told = |fact: &&Fact| {
            TESTS.iter().any(|test| test.results.contains(fact))
                || **fact == Fact::BadNodes
                || **fact == Fact::KnownInterceptor
                || **fact == Fact::PassesUnresumed
        };
        assert!(cause.needs.iter().all(|fact| told(&fact)), "{cause}");
        let typical = |reason: &Reason| !cause.possible.contains(reason);
        assert!(cause.typical.iter().all(typical), "{cause} lists a reason twice");
    }
}

#[test]
fn every_result_of_every_test_matters_to_some_cause_and_commands_are_filled_in() {
    let codes: Vec<_> = TESTS.iter().map(|test| test.code).collect();
    assert!(codes.is_sorted());
    for test in TESTS {
        assert!(test.results.len() >= 2 && test.cost > 0, "{}", test.code);
        let matters = |fact: &Fact| {
            Cause::all().any(|cause| {
                cause.supports.iter().any(|(other, _)| other == fact)
                    || cause.excluded_by.iter().any(|(other, _)| other == fact)
            })
        };
        assert!(test.results.iter().any(matters), "{}", test.code);
    }
    let names = Names { host: Some("api.example"), other: Some("b.example"), ..Names::default() };
    let command = Test::from_code("resumed-across-names").unwrap().command_for(&names);
    assert_eq!(command, "verifail probe api.example:443 --also-name b.example --samples 40");
    // What stands in evidence may be written by somebody who wants it run.
    let names = Names { host: Some("x$(id)"), ..Names::default() };
    let command = Test::from_code("sample-fleet").unwrap().command_for(&names);
    assert!(!command.contains("id"), "{command}");
}

#[test]
fn a_test_tells_although_one_cause_has_none_of_its_results() {
    // A port that speaks no TLS presents neither one certificate nor several.
    let without = |cause: &Cause, test: &Test| {
        test.results.iter().all(|fact| cause.excluded_by.iter().any(|(other, _)| other == fact))
    };
    let fleet = TESTS.iter().find(|test| test.code == "sample-fleet").unwrap();
    let mut case = Case::new();
    case.text("the log", "TLS handshake failed");
    TESTS.iter().filter(|test| **test != *fleet).for_each(|test| {
        case.without(test);
    });
    let assessment = case.assess();
    assert!(assessment.open().any(|one| without(one.cause, fleet)), "{:?}", open(&assessment));
    let next = assessment.next.unwrap();
    // Of two results comes a bit at most.
    assert!(next.test == fleet && next.gain > 0.0 && next.gain <= 1.0, "{next:?}");
}

#[test]
fn evidence_in_any_order_says_the_same() {
    let rows = incident_a();
    let mut reversed = Case::new();
    for row in rows.observations().iter().rev() {
        reversed.observation(row.clone());
    }
    reversed.text("the log", ENVOY);
    let (one, other) = (rows.assess(), reversed.assess());
    let states = |assessment: &Assessment| {
        assessment
            .causes
            .iter()
            .map(|one| (one.cause.code, one.state, (one.share * 1e9) as u64))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(states(&one), states(&other));
    assert_eq!(one.next.map(|next| next.test), other.next.map(|next| next.test));
}
