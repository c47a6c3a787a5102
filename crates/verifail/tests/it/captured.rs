//! Facts of captures: for each rule a capture that shows the fact, and one that differs in what the rule asks for.

use std::collections::BTreeSet;

use verifail::capture::{Alert, Anchors, Capture, Clock, Outcome, Sample, Target, Via};
use verifail::hypothesis::{Assessment, Case, Fact, State};
use verifail::{Hop, Reason, Time};

use crate::hypothesis::place;

const HOST: &str = "api.example";

fn empty(vantage: &str) -> Capture {
    Capture::new(vantage, Target::new(HOST, 443), Time::from_unix_seconds(1_790_000_000))
}

/// A sample that was presented that chain.
fn sample(capture: &mut Capture, outcome: Outcome, chain: &[&[u8]], edit: impl FnOnce(&mut Sample)) {
    let mut sample = Sample::new(outcome);
    sample.chain = capture.presented(chain);
    sample.server_name = Some(HOST.to_owned());
    edit(&mut sample);
    capture.push(sample);
}

/// A capture of `good` samples that pass and `bad` ones that are refused, all presented one chain.
fn capture(vantage: &str, chain: &[&[u8]], good: usize, bad: usize) -> Capture {
    let mut capture = empty(vantage);
    for at in 0..good + bad {
        let outcome = if at < good { Outcome::Trusted } else { Outcome::Refused };
        sample(&mut capture, outcome, chain, |_| {});
    }
    capture
}

fn assess(captures: Vec<Capture>) -> Assessment {
    let mut case = Case::new();
    for capture in captures {
        case.capture(capture);
    }
    case.assess()
}

fn facts(captures: Vec<Capture>) -> BTreeSet<Fact> {
    assess(captures).facts.iter().map(|known| known.fact).collect()
}

fn shows(fact: Fact, captures: Vec<Capture>) {
    let seen = facts(captures);
    assert!(seen.contains(&fact), "{fact:?} is not seen: {seen:?}");
}

fn does_not_show(fact: Fact, captures: Vec<Capture>) {
    let seen = facts(captures);
    assert!(!seen.contains(&fact), "{fact:?} is seen: {seen:?}");
}

/// A certificate of that name, by an issuer of that name, for those purposes.
fn certificate(name: &str, issuer: &str, purposes: &[rcgen::ExtendedKeyUsagePurpose]) -> Vec<u8> {
    let named = |name: &str| {
        let mut params = rcgen::CertificateParams::new(vec![HOST.to_owned()]).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params
    };
    let issuer = rcgen::Issuer::new(named(issuer), rcgen::KeyPair::generate().unwrap());
    let mut params = named(name);
    params.extended_key_usages = purposes.to_vec();
    params.signed_by(&rcgen::KeyPair::generate().unwrap(), &issuer).unwrap().der().to_vec()
}

#[test]
fn how_often_and_with_which_certificates_it_fails() {
    let (one, other): (&[u8], &[u8]) = (b"one", b"other");
    shows(Fact::Intermittent, vec![capture("here", &[one], 1, 1)]);
    does_not_show(Fact::Intermittent, vec![capture("here", &[one], 0, 2)]);
    does_not_show(Fact::Intermittent, vec![capture("here", &[one], 2, 0)]);
    shows(Fact::Permanent, vec![capture("here", &[one], 0, 10)]);
    does_not_show(Fact::Permanent, vec![capture("here", &[one], 0, 9)]);
    does_not_show(Fact::Permanent, vec![capture("here", &[one], 1, 10)]);
    shows(Fact::OneCertificate, vec![capture("here", &[one], 5, 5)]);
    does_not_show(Fact::OneCertificate, vec![capture("here", &[one], 5, 4)]);
    let mut several = capture("here", &[one], 9, 0);
    sample(&mut several, Outcome::Trusted, &[other], |_| {});
    shows(Fact::SeveralCertificates, vec![several.clone()]);
    does_not_show(Fact::OneCertificate, vec![several]);
}

#[test]
fn nodes_that_fail_are_told_apart_by_what_only_they_have() {
    let nodes = |all: &[(&str, Outcome)]| {
        let mut capture = empty("here");
        for (address, outcome) in all {
            sample(&mut capture, *outcome, &[], |sample| sample.address = Some((*address).to_owned()));
        }
        vec![capture]
    };
    let (good, bad) = (Outcome::Trusted, Outcome::Failed);
    shows(Fact::BadNodes, nodes(&[("a", good), ("b", bad), ("a", good)]));
    does_not_show(Fact::BadNodes, nodes(&[("a", good), ("b", bad), ("b", good)]));
    does_not_show(Fact::BadNodes, nodes(&[("a", bad), ("b", bad)]));
    does_not_show(Fact::BadNodes, nodes(&[("a", good), ("b", good)]));
}

#[test]
fn what_a_failing_sample_was_presented() {
    let one: &[u8] = b"one";
    shows(Fact::FreshFails, vec![capture("here", &[one], 0, 1)]);
    does_not_show(Fact::FreshFails, vec![capture("here", &[], 0, 1)]);
    let mut resumed = capture("here", &[one], 0, 1);
    resumed.samples[0].resumed = Some(true);
    does_not_show(Fact::FreshFails, vec![resumed]);

    let mut answered = capture("here", &[one], 0, 1);
    answered.samples[0].http_status = Some(503);
    shows(Fact::ResponseReceived, vec![answered]);
    does_not_show(Fact::ResponseReceived, vec![capture("here", &[one], 0, 1)]);

    let named = |resumed: Option<bool>, reason: Reason| {
        let mut capture = capture("here", &[&certificate("a", "CA", &[])], 0, 1);
        capture.samples[0].reason = Some(reason);
        capture.samples[0].resumed = resumed;
        vec![capture]
    };
    shows(Fact::NameNotPresented, named(None, Reason::NameMismatch));
    shows(Fact::NameNotPresented, named(Some(false), Reason::NameMismatch));
    does_not_show(Fact::NameNotPresented, named(Some(true), Reason::NameMismatch));
    does_not_show(Fact::NameNotPresented, named(None, Reason::Expired));
}

#[test]
fn purposes_and_issuers_are_read_in_the_certificates() {
    use rcgen::ExtendedKeyUsagePurpose::{Any, ClientAuth, ServerAuth};

    let lacking = |purposes: &[rcgen::ExtendedKeyUsagePurpose], bad| {
        vec![capture("here", &[&certificate("a", "CA", purposes)], 1 - bad, bad)]
    };
    shows(Fact::PurposeLacking, lacking(&[ClientAuth], 1));
    does_not_show(Fact::PurposeLacking, lacking(&[ClientAuth], 0));
    does_not_show(Fact::PurposeLacking, lacking(&[ClientAuth, ServerAuth], 1));
    does_not_show(Fact::PurposeLacking, lacking(&[Any], 1));
    does_not_show(Fact::PurposeLacking, lacking(&[], 1));

    let (leaf, ca, other) =
        (certificate("a", "CA", &[]), certificate("CA", "Root", &[]), certificate("B", "Root", &[]));
    let sent = |chain: &[&[u8]]| vec![capture("here", chain, 0, 1)];
    for (chain, fact, no) in [
        (&[leaf.as_slice(), &ca] as &[&[u8]], Fact::IssuerSent, Fact::IssuerNotSent),
        (&[&leaf, &other, &ca], Fact::IssuerSent, Fact::IssuerNotSent),
        (&[&leaf], Fact::IssuerNotSent, Fact::IssuerSent),
        (&[&leaf, &other], Fact::IssuerNotSent, Fact::IssuerSent),
        (&[&certificate("a", "a", &[])], Fact::IssuerSent, Fact::IssuerNotSent),
    ] {
        shows(fact, sent(chain));
        does_not_show(no, sent(chain));
    }
    shows(Fact::KnownInterceptor, sent(&[&certificate("a", "Zscaler Root CA", &[])]));
    does_not_show(Fact::KnownInterceptor, sent(&[&leaf]));
}

#[test]
fn a_session_of_another_name_does_harm_or_none() {
    let one: &[u8] = b"one";
    let across = |fresh: Outcome, outcome: Outcome, edit: fn(&mut Sample)| {
        let mut capture = empty("here");
        sample(&mut capture, fresh, &[one], |_| {});
        sample(&mut capture, outcome, &[one], |sample| {
            sample.offered_session_of = Some("other.example".to_owned());
            sample.resumed = Some(true);
            edit(sample);
        });
        vec![capture]
    };
    let (good, bad) = (Outcome::Trusted, Outcome::Refused);
    shows(Fact::AcrossNamesFails, across(good, bad, |_| {}));
    // It fails by itself too.
    does_not_show(Fact::AcrossNamesFails, across(bad, bad, |_| {}));
    does_not_show(Fact::AcrossNamesFails, across(good, bad, |sample| sample.resumed = Some(false)));
    does_not_show(
        Fact::AcrossNamesFails,
        across(good, bad, |sample| sample.offered_session_of = Some(HOST.to_owned())),
    );
    // Nothing fails, and what is resumed was of another certificate.
    let of_other = |sample: &mut Sample| sample.session_end_entity = Some(verifail::Fingerprint::of(b"other"));
    let of_own = |sample: &mut Sample| sample.session_end_entity = Some(verifail::Fingerprint::of(b"one"));
    shows(Fact::AcrossNamesFails, across(good, good, of_other));
    does_not_show(Fact::AcrossNamesFails, across(good, good, of_own));
    does_not_show(Fact::AcrossNamesHolds, across(good, good, of_own));
    shows(Fact::AcrossNamesHolds, across(good, good, |sample| sample.resumed = Some(false)));
    does_not_show(Fact::AcrossNamesHolds, across(good, good, |sample| sample.resumed = None));
}

#[test]
fn what_comes_without_a_server_name() {
    let (one, other): (&[u8], &[u8]) = (b"one", b"other");
    let nameless = |chain: &[&[u8]], reason: Option<Reason>| {
        let mut capture = empty("here");
        let outcome = if reason.is_some() { Outcome::Refused } else { Outcome::Trusted };
        sample(&mut capture, outcome, &[one], |sample| sample.reason = reason);
        sample(&mut capture, Outcome::Unverified, chain, |sample| sample.server_name = None);
        vec![capture]
    };
    shows(Fact::SniMatters, nameless(&[other], None));
    does_not_show(Fact::SniMatters, nameless(&[one], None));
    does_not_show(Fact::SniMatters, nameless(&[], None));
    shows(Fact::DefaultPresented, nameless(&[one], Some(Reason::NameMismatch)));
    does_not_show(Fact::DefaultPresented, nameless(&[one], Some(Reason::Expired)));
    does_not_show(Fact::DefaultPresented, nameless(&[other], Some(Reason::NameMismatch)));

    // What a client without the name says is said, where one with it has no failure.
    let said = |of_named: Outcome| {
        let mut capture = empty("here");
        sample(&mut capture, of_named, &[one], |_| {});
        sample(&mut capture, Outcome::Refused, &[other], |sample| {
            sample.server_name = None;
            sample.reason = Some(Reason::NameMismatch);
        });
        assess(vec![capture]).said.iter().any(|said| said.diagnosis.reason == Some(Reason::NameMismatch))
    };
    assert!(said(Outcome::Trusted) && !said(Outcome::Refused));

    // An address is sent in no server_name: there is nothing to compare.
    let mut by_address = Capture::new("here", Target::new("192.0.2.7", 443), Time::from_unix_seconds(1_790_000_000));
    for chain in [one, other] {
        sample(&mut by_address, Outcome::Trusted, &[chain], |sample| sample.server_name = None);
    }
    does_not_show(Fact::SniMatters, vec![by_address.clone()]);
    shows(Fact::SeveralCertificates, vec![by_address]);
}

#[test]
fn what_the_environment_tells() {
    let with = |edit: &dyn Fn(&mut Capture)| {
        let mut capture = capture("here", &[], 0, 1);
        edit(&mut capture);
        vec![capture]
    };
    let clock = |ahead: i64| {
        with(&|capture| {
            let mut clock = Clock::default();
            clock.ahead_s = ahead;
            capture.environment.clock = Some(clock);
        })
    };
    for right in [0, 120, -120] {
        shows(Fact::ClockRight, clock(right));
        does_not_show(Fact::ClockWrong, clock(right));
    }
    for wrong in [121, -121, i64::MIN] {
        shows(Fact::ClockWrong, clock(wrong));
        does_not_show(Fact::ClockRight, clock(wrong));
    }
    let service = |answers| with(&|capture| capture.environment.trust_service = answers);
    shows(Fact::TrustServiceAnswers, service(Some(true)));
    shows(Fact::TrustServiceDenied, service(Some(false)));
    does_not_show(Fact::TrustServiceAnswers, service(None));
    shows(Fact::Sandboxed, with(&|capture| capture.environment.sandbox.push("seatbelt".to_owned())));
    does_not_show(Fact::Sandboxed, with(&|_| {}));
    shows(Fact::ThroughProxy, with(&|capture| capture.target.via = Some(Via::new("http://proxy:1"))));
    does_not_show(Fact::ThroughProxy, with(&|_| {}));
    let anchors = |count| {
        with(&|capture| {
            let mut anchors = Anchors::default();
            anchors.count = count;
            capture.anchors = Some(anchors);
        })
    };
    shows(Fact::FewAnchors, anchors(0));
    does_not_show(Fact::FewAnchors, anchors(1));
}

#[test]
fn who_refused_says_where_it_is_not() {
    let refused = assess(vec![capture("here", &[], 0, 1)]);
    for hop in [Hop::ProxyToUpstream, Hop::OriginToUpstream] {
        assert_eq!(place(&refused, hop), State::Excluded, "its own verifier refused");
    }
    let failed = |received| {
        let mut capture = empty("here");
        sample(&mut capture, Outcome::Failed, &[], |sample| sample.alert = Some(Alert { number: 40, received }));
        place(&assess(vec![capture]), Hop::Local)
    };
    assert_eq!(failed(true), State::Excluded, "an alert came from the peer");
    assert_ne!(failed(false), State::Excluded, "one that was sent tells nothing of how far it came");
}

#[test]
fn two_places_are_compared_where_they_look_at_one_target() {
    let (one, other): (&[u8], &[u8]) = (b"one", b"other");
    let good = |vantage: &str, chain: &[u8]| capture(vantage, &[chain], 2, 0);
    let bad = |vantage: &str, chain: &[u8]| capture(vantage, &[chain], 0, 2);
    shows(Fact::PassesElsewhere, vec![good("x", one), bad("y", one)]);
    shows(Fact::PassesElsewhere, vec![bad("x", one), good("y", one)]);
    does_not_show(Fact::PassesElsewhere, vec![good("x", one), bad("x", one)]);
    does_not_show(Fact::PassesElsewhere, vec![good("x", one), good("y", one)]);
    does_not_show(Fact::PassesElsewhere, vec![empty("x"), bad("y", one)]);
    let mut elsewhere = good("x", one);
    elsewhere.target.host = "www.example".to_owned();
    elsewhere.samples.iter_mut().for_each(|sample| sample.server_name = Some("www.example".to_owned()));
    does_not_show(Fact::PassesElsewhere, vec![elsewhere, bad("y", one)]);

    let via = |mut capture: Capture| {
        capture.target.via = Some(Via::new("http://proxy:1"));
        capture
    };
    shows(Fact::BypassPasses, vec![good("x", one), via(bad("y", one))]);
    does_not_show(Fact::BypassPasses, vec![via(good("x", one)), bad("y", one)]);
    does_not_show(Fact::BypassPasses, vec![via(good("x", one)), via(bad("y", one))]);
    shows(Fact::BypassFails, vec![bad("x", one), via(bad("y", one))]);
    does_not_show(Fact::BypassFails, vec![bad("x", one), bad("y", one)]);
    does_not_show(Fact::BypassFails, vec![good("x", one), via(good("y", one))]);

    shows(Fact::EndEntitySame, vec![good("x", one), bad("y", one)]);
    does_not_show(Fact::EndEntitySame, vec![bad("x", one), bad("y", one)]);
    does_not_show(Fact::EndEntitySame, vec![good("x", one), bad("y", other)]);
    let (mine, theirs) = (certificate("a", "CA", &[]), certificate("a", "CA", &[]));
    let foreign = certificate("a", "Other CA", &[]);
    shows(Fact::EndEntityOfSameIssuer, vec![good("x", &mine), bad("y", &theirs)]);
    does_not_show(Fact::EndEntityOfSameIssuer, vec![good("x", &mine), bad("y", &foreign)]);
    shows(Fact::EndEntityDiffers, vec![good("x", &mine), bad("y", &foreign)]);

    let with_anchors = |mut capture: Capture, digest: &[u8]| {
        let mut anchors = Anchors::default();
        (anchors.count, anchors.digest) = (1, Some(Anchors::digest_of([verifail::Fingerprint::of(digest)])));
        capture.anchors = Some(anchors);
        capture
    };
    let pair = |left: &[u8], right: &[u8]| vec![with_anchors(good("x", one), left), with_anchors(bad("y", one), right)];
    shows(Fact::AnchorsSame, pair(b"a", b"a"));
    shows(Fact::AnchorsDiffer, pair(b"a", b"b"));
    does_not_show(Fact::AnchorsSame, pair(b"a", b"b"));
    does_not_show(Fact::AnchorsDiffer, pair(b"a", b"a"));
    // Two authorities that the same anchors accept are of one operator; of other anchors, somebody may be in between.
    let passing = |right: &[u8]| vec![with_anchors(good("x", &mine), b"a"), with_anchors(good("y", &foreign), right)];
    shows(Fact::SeveralCertificates, passing(b"a"));
    does_not_show(Fact::EndEntityDiffers, passing(b"a"));
    shows(Fact::EndEntityDiffers, passing(b"b"));
}
