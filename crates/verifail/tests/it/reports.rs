//! What a verdict says of itself: as a line, as a text, as data, and what it claims to hold.

use insta::assert_snapshot;
use verifail::verdict::report::{ContextReport, SCHEMA};
use verifail::{Context, Reason};

use crate::faults::worlds;
use crate::world::{World, policies};

/// Expired, and for another name.
fn two_faults() -> World {
    World::with(|w| {
        w.end_entity.not_after = "20260601000000Z".to_owned();
        w.question.name = Some("other.example.com".to_owned());
    })
}

#[test]
fn the_text_of_a_verdict_has_a_line_first_and_then_every_path_with_its_findings() {
    assert_snapshot!(two_faults().ask("rustls").text, @r#"
    not trusted for other.example.com under policy rustls at 2026-06-15T00:00:00Z: expired, name-mismatch
    path 0:
      0 end-entity CN=www.example.com
        error: expired: the certificate has expired: valid until 2026-06-01T00:00:00Z, 14 days before 2026-06-15T00:00:00Z (not-after, RFC 5280 section 6.1.3 (a)(2))
        error: name-mismatch: the certificate is for other names: valid for DNS:www.example.com, not "other.example.com" (service-identity, RFC 9525 section 6)
      1 intermediate CN=CA
      2 anchor CN=Root
    repair: not-after at depth 0, service-identity at depth 0
    "#);
}

#[test]
fn a_report_says_what_the_verdict_says() {
    for (what, world) in worlds() {
        for policy in policies() {
            let answer = world.ask(policy);
            let report = &answer.report;
            let codes: Vec<_> = answer.reasons.iter().map(|reason| reason.code()).collect();
            assert_eq!((report.schema, report.policy, &report.reasons), (SCHEMA, policy, &codes), "{what}");
            assert_eq!(report.decision == "accept", answer.accepted, "{what}");
            assert_eq!(report.paths.len(), answer.paths.len(), "{what}");
            for (written, path) in report.paths.iter().zip(&answer.paths) {
                assert_eq!(written.anchored, path.anchored, "{what}");
                assert_eq!(written.certificates.len(), path.subjects.len(), "{what}");
                assert_eq!(written.findings.len(), path.findings.len(), "{what}");
                for (entry, finding) in written.findings.iter().zip(&path.findings) {
                    assert_eq!((entry.reason, entry.depth), (finding.reason.code(), finding.depth), "{what}");
                    assert_eq!(entry.detail, finding.context.to_string(), "{what}");
                    let words_only = matches!(finding.context, Context::None | Context::Encoding(_));
                    assert_eq!(entry.context.is_none(), words_only, "{what}: {finding}");
                }
            }
            let repaired = report.repair.as_ref().map(|repair| repair.findings.clone());
            assert_eq!(repaired, answer.repair.as_ref().map(|repair| repair.findings.clone()), "{what}");
        }
    }
}

/// A claim, and the reasons that contradict it.
const CLAIMS: [(&str, &[Reason]); 8] = [
    ("signature valid", &[Reason::BadSignature, Reason::UnsupportedSignatureAlgorithm]),
    ("within validity", &[Reason::Expired, Reason::NotYetValid]),
    ("name matches", &[Reason::NameMismatch, Reason::NoSan]),
    ("is a CA", &[Reason::CaViolation]),
    ("path length kept", &[Reason::PathLength]),
    ("purpose permitted", &[Reason::EkuMissingOrWrong]),
    ("within name constraints", &[Reason::NameConstraints]),
    ("not revoked", &[Reason::Revoked, Reason::RevocationUnavailable]),
];

#[test]
fn nothing_is_said_to_hold_that_a_finding_contradicts_and_everything_is_said_of_some_world() {
    let mut said = [false; CLAIMS.len()];
    for (what, world) in worlds() {
        for policy in policies() {
            let answer = world.ask(policy);
            for path in &answer.report.paths {
                for certificate in &path.certificates {
                    for ((claim, reasons), said) in CLAIMS.iter().zip(&mut said) {
                        if !certificate.holds.contains(claim) {
                            continue;
                        }
                        *said = true;
                        let contradicted = path.findings.iter().any(|finding| {
                            finding.depth == certificate.depth && reasons.iter().any(|r| r.code() == finding.reason)
                        });
                        assert!(!contradicted, "{what} under {policy}: {claim}\n{}", answer.text);
                    }
                }
            }
        }
    }
    let never: Vec<_> = CLAIMS.iter().zip(said).filter(|(_, said)| !said).map(|((claim, _), _)| claim).collect();
    assert!(never.is_empty(), "no world is said to be: {never:?}");
}

#[test]
fn matchers_stand_in_for_a_name_and_are_named_where_none_matches() {
    let ask = |matchers: &[&'static str]| World::with(|w| w.question.san_matchers = matchers.to_vec()).ask("envoy");
    ask(&["dns:exact:www.example.com"]).expect_accepted();
    ask(&["uri:prefix:spiffe://", "dns:suffix:.example.com"]).expect_accepted();
    let answer = ask(&["dns:exact:other.example.com", "uri:prefix:spiffe://mesh/"]);
    answer.expect_reasons(&["name-mismatch"]);
    let expected = answer.report.paths[0].findings.iter().find_map(|finding| match &finding.context {
        Some(ContextReport::Identity { expected, .. }) => Some(expected.as_str()),
        _ => None,
    });
    assert_eq!(expected, Some("dns:exact:other.example.com, uri:prefix:spiffe://mesh/"));
    assert!(answer.report.identity.is_some_and(|identity| identity.starts_with("a name that matches ")));
}

#[test]
fn a_certificate_without_names_matches_no_matcher() {
    let answer = World::with(|w| {
        w.end_entity.remove(crate::der::oid::SUBJECT_ALT_NAME);
        w.question.san_matchers = vec!["dns:suffix:.example.com"];
    })
    .ask("envoy");
    assert!(answer.codes().contains("no-san"), "{}", answer.text);
}
