//! The references by themselves: cases that can be judged by eye, from the standards or from the verifier that is
//! followed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use verifail::policy::{Parameters, SubtreeDialect};
use verifail::{Policy, Requirement, Role};

use super::{go, key_purposes, names, policy_tree, revocation, subtrees};
use crate::world::{
    CertSpec, CertificatePolicies, CrlSpec, DAY, ExtendedKeyUsage, GeneralName, NOW, Name, NameConstraints,
    PolicyConstraints, PolicyId, PolicyMappings, Purpose, Question, Reference, SubjectAltName,
};

fn parameters(policy: &str) -> &'static Parameters {
    Policy::named(policy).unwrap().parameters()
}

fn presenting(name: GeneralName) -> CertSpec {
    CertSpec { subject_alt_name: Some(SubjectAltName::of(vec![name])), ..CertSpec::server(1, 0) }
}

#[test]
fn a_wildcard_is_one_whole_label_but_for_envoy() {
    let cases = [
        ("*.example.com", "www.example.com", [true, true]),
        ("*.example.com", "WWW.EXAMPLE.COM", [true, true]),
        ("*.example.com", "a.www.example.com", [false, false]),
        ("*.example.com", "example.com", [false, false]),
        ("w*.example.com", "www.example.com", [false, true]),
        ("*w.example.com", "www.example.com", [false, true]),
        ("*.*.com", "www.example.com", [false, false]),
    ];
    for (presented, asked, expected) in cases {
        let c = presenting(GeneralName::dns(presented));
        let reference = Reference::Dns(asked.into());
        let got = ["rfc5280", "envoy"].map(|policy| names::identifies(&parameters(policy).identity, &c, &reference));
        assert_eq!(got, expected, "{presented} for {asked}");
    }
}

#[test]
fn an_address_is_compared_as_octets_and_never_with_a_host() {
    let rules = &parameters("rfc5280").identity;
    let address = presenting(GeneralName::Ip(vec![192, 0, 2, 1]));
    assert!(names::identifies(rules, &address, &Reference::Ip(vec![192, 0, 2, 1])));
    assert!(!names::identifies(rules, &address, &Reference::Ip(vec![192, 0, 2, 2])));
    let text = presenting(GeneralName::dns("192.0.2.1"));
    assert!(!names::identifies(rules, &text, &Reference::Ip(vec![192, 0, 2, 1])));
}

#[test]
fn names_are_inside_a_subtree_label_by_label() {
    let rules = &parameters("rfc5280").name_constraints;
    let outside = |name: GeneralName, base: GeneralName| {
        let permitting = NameConstraints::permitting(vec![base]);
        subtrees::is_outside(rules, &presenting(name), 0, &[&permitting])
    };
    assert!(!outside(GeneralName::dns("www.example.com"), GeneralName::dns("example.com")));
    assert!(outside(GeneralName::dns("wwwexample.com"), GeneralName::dns("example.com")));
    let mail = |text: &'static str| GeneralName::Email(text.into());
    assert!(!outside(mail("a@example.com"), mail("example.com")));
    assert!(outside(mail("a@www.example.com"), mail("example.com")));
    let network = GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]);
    assert!(!outside(GeneralName::Ip(vec![192, 0, 2, 7]), network.clone()));
    assert!(outside(GeneralName::Ip(vec![192, 0, 3, 7]), network));
}

#[test]
fn a_base_begins_with_a_dot_for_go_alone() {
    let base = GeneralName::dns(".example.com");
    assert!(subtrees::is_readable_base(SubtreeDialect::Go, &base));
    assert!(!subtrees::is_readable_base(parameters("rfc5280").name_constraints.dialect, &base));
}

#[test]
fn go_reads_no_uri_with_a_blank_in_its_host_or_half_an_escape() {
    let reads = |uri: &'static str| {
        go::reads_extension(&presenting(GeneralName::Uri(uri.into())), crate::world::reading::SUBJECT_ALT_NAME)
    };
    assert!(reads("https://www.example.com/a"));
    assert!(!reads("https://www example.com/"));
    // A percent sign begins an escape, but for where nothing is unescaped.
    for uri in ["a%2fb", "urn:a%b", "https://www.example.com/a%20b?c%d#e%2f", "https://a%2f@www.example.com"] {
        assert!(reads(uri), "{uri}");
    }
    for uri in
        ["a%b", "a:/b%", "https://www.example.com/%2", "https://www.example.com/?#%", "https://a%@www.example.com"]
    {
        assert!(!reads(uri), "{uri}");
    }
}

#[test]
fn a_purpose_must_be_named_where_purposes_are() {
    let broken = |purposes: &[Purpose]| {
        let c = CertSpec { extended_key_usage: Some(ExtendedKeyUsage::of(purposes)), ..CertSpec::server(1, 0) };
        let rules = &parameters("rustls").key_purpose;
        key_purposes::rows(rules, Purpose::ServerAuth, &c, Role::EndEntity, 0)
            .contains(&(Requirement::KeyPurpose, true))
    };
    assert!(!broken(&[Purpose::ClientAuth, Purpose::ServerAuth]));
    assert!(broken(&[Purpose::ClientAuth]));
    assert!(broken(&[Purpose::Any]));
}

#[test]
fn policies_are_intersected_mapped_and_required() {
    let with = |mut c: CertSpec, policies: &[PolicyId]| {
        c.certificate_policies =
            Some(CertificatePolicies { policies: policies.to_vec(), unknown_qualifier: false, critical: false });
        c
    };
    let failures = |ca: &CertSpec, policies: &[PolicyId]| -> Vec<usize> {
        let end_entity = with(CertSpec::server(2, 1), policies);
        let question = Question { explicit_policy: true, ..Question::default() };
        policy_tree::failures(&[&end_entity, ca], &question).into_iter().collect()
    };
    let ca = with(CertSpec::ca(1, 0), &[1, 2]);
    assert_eq!(failures(&ca, &[2, 3]), [0; 0]);
    assert_eq!(failures(&ca, &[3]), [0]);
    let mapping = CertSpec { policy_mappings: Some(PolicyMappings { pairs: vec![(1, 3)] }), ..ca.clone() };
    assert_eq!(failures(&mapping, &[3]), [0; 0]);
    let forbidding =
        PolicyConstraints { require_explicit_policy: None, inhibit_policy_mapping: Some(0), critical: true };
    let forbidden = CertSpec { policy_constraints: Some(forbidding), ..mapping };
    // A CA forbids it to those below, not to itself.
    assert_eq!(failures(&forbidden, &[3]), [0; 0]);
    let anything = CertSpec { policy_mappings: Some(PolicyMappings { pairs: vec![(0, 3)] }), ..ca };
    // A mapping of anyPolicy leaves nothing of the tree.
    assert_eq!(failures(&anything, &[1]), [0, 1]);
}

#[test]
fn the_freshest_crl_that_is_signed_counts() {
    let (c, issuer) = (CertSpec::server(2, 1), CertSpec::ca(1, 0));
    let old = CrlSpec { this_update: NOW - 9 * DAY, revoked: vec![c.serial], ..CrlSpec::of(issuer.subject.clone(), 1) };
    let new = CrlSpec::of(issuer.subject.clone(), 1);
    let forged = CrlSpec { signer: 5, revoked: vec![c.serial], this_update: NOW, ..new.clone() };
    let crls = [old.clone(), new, forged];
    let status = |crls: &[CrlSpec], issuer: &CertSpec| {
        revocation::is_revoked(crls, NOW, &c, issuer, &|crl| revocation::signs(issuer, crl))
    };
    assert_eq!(status(&crls, &issuer), Some(Some(false)));
    assert_eq!(status(&[old], &issuer), Some(Some(true)));
    assert_eq!(status(&[], &issuer), Some(None));
    assert_eq!(status(&crls, &CertSpec { subject: Name::common("Other"), ..issuer.clone() }), None);
}
