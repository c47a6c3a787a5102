//! Facts of captures: of each by itself, and of two side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Seen;
use super::{Fact, Grounds, Said, interceptor};
use crate::capture::{Answer, Capture, Comparison, Outcome, Question, Sample};
use crate::certificate::{Certificate, Fingerprint};
use crate::classification::{Diagnosis, Evidence, Statement, classify};
use crate::oid::{self, ObjectIdentifier};
use crate::taxonomy::{Confidence, Hop, Reason};

/// Samples that, all alike, are taken to be always so.
const MANY: usize = 10;
/// Seconds of a clock that make no difference to a certificate.
const CLOCK_TOLERANCE: i64 = 120;

pub(super) fn add(captures: &[Capture], seen: &mut Seen) {
    for capture in captures {
        samples(capture, seen);
        certificates(capture, seen);
        environment(capture, seen);
    }
    for (at, one) in captures.iter().enumerate() {
        for other in captures.iter().skip(at + 1) {
            pair(one, other, seen);
        }
    }
}

fn source(capture: &Capture) -> String {
    format!("the capture from {}", capture.vantage)
}

/// Samples as a client makes them by itself: with the name, and no session of another one.
fn plain(capture: &Capture) -> impl Iterator<Item = &Sample> {
    capture.samples.iter().filter(|sample| {
        let host = &capture.target.host;
        // An address is sent in no server_name.
        let named = sample.server_name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(host))
            || sample.server_name.is_none() && host.parse::<std::net::IpAddr>().is_ok();
        named && !sample.is_across_names()
    })
}

fn samples(capture: &Capture, seen: &mut Seen) {
    let source = source(capture);
    let all: Vec<_> = plain(capture).collect();
    let bad: Vec<_> = all.iter().filter(|sample| sample.is_bad()).collect();
    let counted = format!("{} of {} samples fail", bad.len(), all.len());
    said(capture, &source, seen);
    seen.fails |= !bad.is_empty();
    if !bad.is_empty() && bad.len() < all.len() {
        seen.add(Fact::Intermittent, counted.clone(), &source);
    } else if bad.len() >= MANY {
        seen.add(Fact::Permanent, counted.clone(), &source);
    }
    let end_entities: BTreeSet<_> = all.iter().filter_map(|sample| sample.end_entity()).collect();
    match end_entities.len() {
        0 => {}
        1 if all.len() >= MANY => {
            seen.add(Fact::OneCertificate, format!("one certificate in {} samples", all.len()), &source);
        }
        1 => {}
        several => {
            let what = format!("{several} different certificates in {} samples", all.len());
            seen.add(Fact::SeveralCertificates, what, &source);
        }
    }
    if told_apart(&all, |sample| sample.end_entity().map(|one| one.to_string()))
        || told_apart(&all, |sample| sample.address.clone())
    {
        seen.add(Fact::BadNodes, format!("{counted}, always the same nodes"), &source);
    }
    if bad.iter().any(|sample| sample.outcome == Outcome::Refused) {
        for hop in [Hop::ProxyToUpstream, Hop::OriginToUpstream] {
            let what = "who took the capture refuses what its own connection presents".to_owned();
            seen.not_at.push((hop, Grounds { what, source: source.clone() }));
        }
    }
    if bad.iter().any(|sample| sample.alert.is_some_and(|alert| alert.received)) {
        let what = "the peer ended the handshake by an alert: it came as far as the peer".to_owned();
        seen.not_at.push((Hop::Local, Grounds { what, source: source.clone() }));
    }
    if bad.iter().any(|sample| !sample.chain.is_empty() && sample.resumed != Some(true)) {
        seen.add(Fact::FreshFails, "a certificate was presented in a handshake that failed", &source);
    }
    across_names(capture, &all, &source, seen);
    without_name(capture, &all, &source, seen);
}

/// Whether every value of `key` is of failures alone or of successes alone, and both are there.
fn told_apart(samples: &[&Sample], key: impl Fn(&Sample) -> Option<String>) -> bool {
    let mut ends: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for sample in samples {
        let Some(key) = key(sample) else { continue };
        let (bad, good) = ends.entry(key).or_default();
        *(if sample.is_bad() { bad } else { good }) = true;
    }
    let only = |wanted: (bool, bool)| ends.values().any(|ends| *ends == wanted);
    only((true, false)) && only((false, true)) && !only((true, true))
}

/// Each reason of a failure once, as a program's own words.
fn said(capture: &Capture, source: &str, seen: &mut Seen) {
    let mut known = BTreeSet::new();
    for sample in plain(capture).filter(|sample| sample.is_bad()) {
        let key = (sample.reason, sample.reason.is_none().then(|| sample.said.clone()).flatten());
        if !known.insert(key) || known.len() > MANY {
            continue;
        }
        let diagnosis = diagnosis(sample);
        if diagnosis.is_failure() {
            seen.said.push(Said { diagnosis, source: source.to_owned() });
        }
        if sample.http_status.is_some() {
            seen.add(Fact::ResponseReceived, "an HTTP response came", source);
        }
    }
}

/// What the words say, unless who took the capture knew better.
fn diagnosis(sample: &Sample) -> Diagnosis {
    let mut diagnosis = match (&sample.said, sample.reason, sample.alert) {
        (Some(text), ..) => classify(&Evidence::text(text)),
        (None, None, Some(alert)) => classify(&Evidence::alert(alert.number, alert.received)),
        (None, reason, _) => classify(&Evidence::statement(Statement::of(reason.unwrap_or(Reason::TlsNotFailure)))),
    };
    if let Some(reason) = sample.reason.filter(|reason| diagnosis.reason != Some(*reason)) {
        diagnosis = classify(&Evidence::statement(Statement::of(reason)));
    }
    if diagnosis.reason.is_some() {
        diagnosis.confidence = Confidence::Proved;
    }
    if let Some(hop) = sample.hop {
        diagnosis.hop = hop;
    }
    // The observer's own verifier refuses what its own connection presents, at no later hop.
    if sample.outcome == Outcome::Refused && diagnosis.hop == Hop::Unknown {
        diagnosis.hop = Hop::Direct;
    }
    diagnosis
}

fn across_names(capture: &Capture, fresh: &[&Sample], source: &str, seen: &mut Seen) {
    let across: Vec<_> = capture.samples.iter().filter(|sample| sample.is_across_names()).collect();
    if across.is_empty() {
        return;
    }
    let own: BTreeSet<_> = fresh.iter().filter_map(|sample| sample.chain.first()).collect();
    let harms = |sample: &&&Sample| {
        let other = sample.session_end_entity.is_some_and(|session| !own.is_empty() && !own.contains(&session));
        sample.resumed == Some(true) && (other || sample.is_bad())
    };
    let harmful = across.iter().filter(harms).count();
    if harmful > 0 && fresh.iter().any(|sample| !sample.is_bad()) {
        let what = format!("{harmful} of {} sessions of another name are resumed", across.len());
        seen.add(Fact::AcrossNamesFails, what, source);
    } else if harmful == 0 && across.iter().any(|sample| sample.resumed == Some(false)) {
        let what = format!("none of {} sessions of another name is resumed to any harm", across.len());
        seen.add(Fact::AcrossNamesHolds, what, source);
    }
}

fn without_name(capture: &Capture, named: &[&Sample], source: &str, seen: &mut Seen) {
    if capture.target.host.parse::<std::net::IpAddr>().is_ok() {
        return;
    }
    let of = |sample: &Sample| sample.chain.first().copied();
    let without: BTreeSet<_> =
        capture.samples.iter().filter(|sample| sample.server_name.is_none()).filter_map(of).collect();
    let with: BTreeSet<_> = named.iter().filter_map(|sample| of(sample)).collect();
    if without.is_empty() || with.is_empty() {
        return;
    }
    if without.is_disjoint(&with) {
        seen.add(Fact::SniMatters, "without server_name another certificate is presented", source);
        // What such a client says of it is a failure too, where one that sends the name has none.
        let refused = capture.samples.iter().find(|sample| sample.server_name.is_none() && sample.is_bad());
        if let Some(refused) = refused.filter(|_| !named.iter().any(|sample| sample.is_bad())) {
            seen.said.push(Said { diagnosis: diagnosis(refused), source: source.to_owned() });
        }
    } else if named.iter().any(|sample| sample.reason == Some(Reason::NameMismatch)) {
        seen.add(Fact::DefaultPresented, "the name gets what is presented without server_name", source);
    }
}

/// What stands in the certificates that failing samples were presented.
fn certificates(capture: &Capture, seen: &mut Seen) {
    let source = source(capture);
    let read = |fingerprint: &Fingerprint| capture.certificates.read(*fingerprint);
    let mut looked_at = BTreeSet::new();
    for sample in plain(capture).filter(|sample| !sample.chain.is_empty()) {
        if !looked_at.insert((sample.chain.clone(), sample.is_bad())) {
            continue;
        }
        let chain: Vec<_> = sample.chain.iter().filter_map(read).collect();
        let Some(end_entity) = chain.first() else { continue };
        for certificate in &chain {
            let issuer = certificate.issuer().to_string();
            if let Some(product) = interceptor(&issuer) {
                seen.add(Fact::KnownInterceptor, format!("{issuer} is the issuer: {product}"), &source);
            }
        }
        if !sample.is_bad() {
            continue;
        }
        let lacking = chain.iter().find(|one| lacks_server_purpose(one));
        if let Some(certificate) = lacking {
            let what = format!("{} has purposes, and not serverAuth", certificate.subject());
            seen.add(Fact::PurposeLacking, what, &source);
        }
        if sample.reason == Some(Reason::NameMismatch) && sample.resumed != Some(true) {
            seen.add(Fact::NameNotPresented, "the certificate that is presented does not have the name", &source);
        }
        let issuer_sent = end_entity.is_self_issued()
            || chain.iter().skip(1).any(|one| one.subject().to_string() == end_entity.issuer().to_string());
        if issuer_sent {
            seen.add(Fact::IssuerSent, "the issuer of the end entity is among what is sent", &source);
        } else {
            seen.add(Fact::IssuerNotSent, "the issuer of the end entity is not among what is sent", &source);
        }
    }
}

fn lacks_server_purpose(certificate: &Certificate<'_>) -> bool {
    match certificate.extended_key_usage() {
        Some(Ok(usage)) => {
            let permits = |purpose| usage.includes(ObjectIdentifier::new(purpose));
            !permits(oid::SERVER_AUTH) && !permits(oid::ANY_EXTENDED_KEY_USAGE)
        }
        _ => false,
    }
}

fn environment(capture: &Capture, seen: &mut Seen) {
    let source = source(capture);
    let environment = &capture.environment;
    if let Some(via) = &capture.target.via {
        seen.add(Fact::ThroughProxy, format!("it was taken via {}", via.proxy), &source);
    }
    if !environment.sandbox.is_empty() {
        seen.add(Fact::Sandboxed, format!("signs of a sandbox: {}", environment.sandbox.join(", ")), &source);
    }
    if let Some(clock) = &environment.clock {
        let (fact, words) = match clock.ahead_s.saturating_abs() > CLOCK_TOLERANCE {
            true => (Fact::ClockWrong, "is not that of the peers"),
            false => (Fact::ClockRight, "agrees with those of the peers"),
        };
        let what = format!("the clock {words}: {} s ahead of {}", clock.ahead_s, clock.source);
        seen.add(fact, what, &source);
    }
    match environment.trust_service {
        Some(true) => seen.add(Fact::TrustServiceAnswers, "the verification service answered", &source),
        Some(false) => seen.add(Fact::TrustServiceDenied, "the verification service did not answer", &source),
        None => {}
    }
    if capture.anchors.as_ref().is_some_and(|anchors| anchors.count == 0) {
        seen.add(Fact::FewAnchors, "no trust anchor was loaded", &source);
    }
}

/// Whether it was looked at from there without a failure.
fn is_good(capture: &Capture) -> bool {
    !capture.samples.is_empty() && plain(capture).all(|sample| !sample.is_bad())
}

fn pair(one: &Capture, other: &Capture, seen: &mut Seen) {
    let comparison = Comparison::of(&[one, other]);
    if comparison.answer(Question::Target) != Answer::Same || one.vantage == other.vantage {
        return;
    }
    let source = format!("{} beside {}", one.vantage, other.vantage);
    let (good, bad) = match (is_good(one), is_good(other)) {
        (true, false) => (Some(one), Some(other)),
        (false, true) => (Some(other), Some(one)),
        // Both passed for whoever took them: a text may tell of a failure in one of the places.
        (true, true) => (Some(one), None),
        (false, false) => (None, None),
    };
    if let (Some(good), Some(bad)) = (good, bad) {
        seen.add(
            Fact::PassesElsewhere,
            format!("it passes from {} and fails from {}", good.vantage, bad.vantage),
            &source,
        );
        if bad.target.via.is_some() && good.target.via.is_none() {
            seen.add(Fact::BypassPasses, "it passes directly and fails via the proxy", &source);
        }
        match comparison.answer(Question::Anchors) {
            Answer::Same => seen.add(Fact::AnchorsSame, comparison.detail(Question::Anchors), &source),
            Answer::Different => seen.add(Fact::AnchorsDiffer, comparison.detail(Question::Anchors), &source),
            _ => {}
        }
    } else if one.target.via.is_some() != other.target.via.is_some() && good.is_none() {
        seen.add(Fact::BypassFails, "it fails via the proxy and without it", &source);
    }
    let detail = comparison.detail(Question::EndEntity);
    match (comparison.answer(Question::EndEntity), comparison.answer(Question::Issuer)) {
        // Where it fails in both places, somebody may sit in front of both.
        (Answer::Same, _) if good.is_some() => seen.add(Fact::EndEntitySame, detail, &source),
        (Answer::Different, Answer::Same | Answer::Partly) => seen.add(Fact::EndEntityOfSameIssuer, detail, &source),
        (Answer::Different, issuer) => {
            let words = if issuer == Answer::Different { comparison.detail(Question::Issuer) } else { detail };
            // Two authorities that the same trust anchors accept are two authorities of one operator.
            let both_trusted = bad.is_none() && good.is_some() && comparison.answer(Question::Anchors) == Answer::Same;
            let both_trusted = both_trusted && !seen.has(Fact::KnownInterceptor);
            let fact = if both_trusted { Fact::SeveralCertificates } else { Fact::EndEntityDiffers };
            seen.add(fact, words, &source);
        }
        _ => {}
    }
}
