//! Hostile input: mutated, cut, nested and oversized certificates, CRLs and bundles. Never a panic, never an unbounded
//! or unprintable report, never much time.

use std::time::{Duration, Instant};

use verifail::crl::CertificateList;
use verifail::verdict::{MAX_FINDINGS, MAX_PATHS};
use verifail::{
    Bundle, Certificate, Identity, Inputs, KeyPurpose, Policy, Revocation, RevocationScope, TrustAnchor, TrustAnchors,
    Verifier, algorithms,
};

use crate::der::{self, Extension, oid};
use crate::world::{CA_KEY, Chain, CrlTemplate, NAME, NOW, ROOT_KEY, World, policies};

/// The largest report, in octets.
const MAX_REPORT: usize = 1 << 20;

/// What hostile input may take: a second a mebibyte in a release build, ten in this one, and a second to begin with.
fn allowed(octets: usize) -> Duration {
    Duration::from_secs(1) + Duration::from_secs(10) * (octets >> 10) as u32 / 1024
}

/// Verifies whatever this is, under these policies, in every part that it can play.
pub(crate) fn check(end_entity: &[u8], intermediates: &[Vec<u8>], crls: &[Vec<u8>], policies: &[&str]) {
    let octets = end_entity.len() + intermediates.iter().chain(crls).map(Vec::len).sum::<usize>();
    let good = World::good().chain();
    let Ok(end_entity) = Certificate::from_der(end_entity) else {
        return;
    };
    let intermediates: Vec<_> = intermediates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let crls: Vec<_> = crls.iter().filter_map(|der| CertificateList::from_der(der).ok()).collect();
    let anchors: TrustAnchors<'_> =
        good.anchors.iter().map(Vec::as_slice).map(|der| TrustAnchor::from_der(der).unwrap()).collect();
    let mut inputs = Inputs::path_only(NOW.parse().unwrap(), KeyPurpose::ServerAuth);
    inputs.identity = Identity::Reference(NAME.parse().unwrap());
    if !crls.is_empty() {
        inputs.revocation = Some(Revocation { crls: &crls, scope: RevocationScope::Path, allow_unknown: false });
    }
    for policy in policies {
        let start = Instant::now();
        let verifier = Verifier::new(Policy::named(policy).unwrap(), &anchors, algorithms::all());
        let verdict = verifier.verify(&end_entity, &intermediates, &inputs);
        let report = format!("{verdict:#}");
        assert!(start.elapsed() < allowed(octets), "{policy}: {:?} for {octets} octets", start.elapsed());
        assert!(!verdict.paths().is_empty() && verdict.paths().len() <= MAX_PATHS, "{policy}");
        assert!(verdict.paths().iter().all(|path| path.findings().len() <= MAX_FINDINGS), "{policy}");
        assert!(report.len() < MAX_REPORT, "{policy}: a report of {} octets", report.len());
        let control = report.chars().find(|c| moves_the_cursor(*c) && *c != '\n');
        assert_eq!(control, None, "{policy}: {report}");
    }
}

/// Control characters, and those that change the direction or the line of what follows.
fn moves_the_cursor(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const SOME: [&str; 2] = ["rustls", "web-pki"];

fn every() -> Vec<&'static str> {
    policies().collect()
}

/// In the place of the server, of its CA, and of a CRL.
fn everywhere(good: &Chain, mutated: &[u8], policies: &[&str]) {
    check(mutated, &good.intermediates, &[], policies);
    check(&good.end_entity, &[mutated.to_vec()], &[], policies);
}

fn with_everything() -> World {
    World::with(|w| {
        w.end_entity.set(der::ca_issuers("http://ca.example.com/ca.der"));
        w.end_entity.set(der::certificate_policies(&[oid::POLICY_ONE]));
        w.end_entity.set(der::subject_alt_name(&[
            der::dns(NAME),
            der::ip(&[192, 0, 2, 1]),
            der::email("a@example.com"),
            der::uri("http://www.example.com/"),
            der::directory("Name"),
        ]));
        w.intermediate()
            .set(der::name_constraints(&[der::dns("example.com")], &[der::ip(&[10, 0, 0, 0, 255, 0, 0, 0])]));
        w.intermediate().set(der::policy_mappings(&[(oid::POLICY_ONE, oid::POLICY_TWO)]));
        w.intermediate().set(der::require_explicit_policy(3));
    })
}

#[test]
fn a_certificate_with_any_octet_changed_is_judged() {
    let good = with_everything().chain();
    for source in [&good.end_entity, &good.intermediates[0]] {
        for at in 0..source.len() {
            for change in [0x01, 0x80] {
                let mut mutated = source.clone();
                mutated[at] ^= change;
                everywhere(&good, &mutated, &SOME[..1 + at % 2]);
            }
        }
    }
}

#[test]
fn a_certificate_cut_at_any_octet_is_judged_or_refused() {
    let good = with_everything().chain();
    for at in 0..good.end_entity.len() {
        everywhere(&good, &good.end_entity[..at], &["web-pki"]);
    }
}

#[test]
fn a_length_that_lies_anywhere_is_judged_or_refused() {
    let good = with_everything().chain();
    for at in 1..good.end_entity.len() {
        for lie in [&[0x80][..], &[0x84, 0xff, 0xff, 0xff, 0xff], &[0x81, 0x01], &[0xff], &[0x00]] {
            let mut mutated = good.end_entity.clone();
            mutated.splice(at..=at, lie.iter().copied());
            check(&mutated, &good.intermediates, &[], &["rfc5280"]);
        }
    }
}

#[test]
fn a_crl_with_any_octet_changed_or_cut_is_read_or_refused() {
    let good = World::good();
    let chain = good.chain();
    let crls =
        [CrlTemplate::of("CA", CA_KEY).revoking(&good.end_entity).der(), CrlTemplate::of("Root", ROOT_KEY).der()];
    for at in 0..crls[0].len() {
        let mut mutated = crls[0].clone();
        mutated[at] ^= 1 << (at % 8);
        check(&chain.end_entity, &chain.intermediates, &[mutated, crls[1].clone()], &["rfc5280"]);
        check(&chain.end_entity, &chain.intermediates, &[crls[0][..at].to_vec()], &["rfc5280"]);
    }
}

#[test]
fn ten_thousand_nested_elements_are_not_descended_into() {
    let mut nested = Vec::new();
    for _ in 0..10_000 {
        nested = der::tlv(0x30, &nested);
    }
    assert!(Certificate::from_der(&nested).is_err());
    let good = World::good().chain();
    for id in [oid::SUBJECT_ALT_NAME, oid::NAME_CONSTRAINTS, oid::CERTIFICATE_POLICIES, oid::UNKNOWN] {
        let world = World::with(|w| {
            w.end_entity.set(Extension::new(id, true, nested.clone()));
            w.intermediate().set(Extension::new(id, true, nested.clone()));
        });
        check(&world.end_entity.der(), &world.chain().intermediates, &[], &every());
    }
    let mut names = World::good().end_entity;
    names.subject = nested.clone();
    everywhere(&good, &names.der(), &SOME);
}

#[test]
fn ten_thousand_names_are_matched_within_the_time_and_printed_shortly() {
    let world = World::with(|w| {
        let names: Vec<_> = (0..10_000).map(|n| der::dns(&format!("host-{n}.example.com"))).collect();
        w.end_entity.set(der::subject_alt_name(&names));
        let bases: Vec<_> = (0..1_000).map(|n| der::dns(&format!("host-{n}.example.net"))).collect();
        w.intermediate().set(der::name_constraints(&bases, &bases));
    });
    check(&world.end_entity.der(), &world.chain().intermediates, &[], &every());
}

#[test]
fn ten_thousand_extensions_are_refused() {
    let world = World::with(|w| {
        w.end_entity.extensions = (0..10_000u32)
            .map(|n| {
                let [.., a, b] = n.to_be_bytes();
                Extension::new(&[0x2b, a & 0x7f, b & 0x7f], true, vec![5, 0])
            })
            .collect();
    });
    check(&world.end_entity.der(), &world.chain().intermediates, &[], &every());
}

#[test]
fn ten_thousand_intermediates_are_judged() {
    let good = World::good().chain();
    let mut intermediates = Vec::new();
    let template = World::good().intermediates[0].clone();
    // One signature for all: what differs is not signed for, which nobody sees who is not asked to look.
    let source = template.der();
    let at = source.windows(3).position(|octets| octets == [0x11, 2, 1]).unwrap();
    for n in 0..10_000u32 {
        let mut copy = source.clone();
        let [.., a, b] = n.to_be_bytes();
        copy[at + 1] = a;
        copy[at + 2] = b;
        intermediates.push(copy);
    }
    check(&good.end_entity, &intermediates, &[], &["rustls", "openssl"]);
}

#[test]
fn numbers_and_identifiers_of_any_length_are_judged_and_printed_shortly() {
    let good = World::good().chain();
    for length in [1_000, 60_000] {
        let world = World::with(|w| {
            w.end_entity.serial_number = vec![0x7f; length];
            w.end_entity.set(der::extended_key_usage(&[&vec![0x81; length]]));
            w.end_entity.extensions.push(Extension::new(&vec![0xff; length], true, vec![]));
            w.end_entity.extensions.push(Extension::new(&vec![1; length], true, vec![]));
        });
        everywhere(&good, &world.end_entity.der(), &every());
    }
}

#[test]
fn strings_of_no_character_set_reach_the_report_without_control_characters() {
    let good = World::good().chain();
    let values: [(u8, &[u8]); 8] = [
        (0x0c, b"nul\0inside"),
        (0x0c, b"\xff\xfe\xc3"),
        (0x0c, b"\x1b[31mred\x1b[0m\x07\r\n"),
        (0x0c, "right\u{202e}to left\u{9b}31m\u{2028}".as_bytes()),
        (0x1e, &[0xd8, 0x00, 0x00]),
        (0x1e, &[0x00, 0x1b, 0x00, 0x5b]),
        (0x1c, &[0x00, 0x11, 0x00, 0x00]),
        (0x13, b"\x80\x00\x7f"),
    ];
    for (tag, value) in values {
        let world = World::with(|w| {
            let name = der::attribute(oid::COMMON_NAME, tag, value);
            w.end_entity.subject = name.clone();
            w.end_entity.issuer = name.clone();
            w.intermediate().subject = name.clone();
            w.end_entity.set(der::subject_alt_name(&[
                der::tlv(0x82, value),
                der::tlv(0x81, value),
                der::tlv(0x86, value),
                der::tlv(0x87, value),
                der::tlv(0xa4, &name),
                der::tlv(0xa0, value),
            ]));
            w.intermediate().set(der::name_constraints(&[der::tlv(0x82, value)], &[der::tlv(0x86, value)]));
            w.end_entity.set(Extension::new(oid::AUTHORITY_INFO_ACCESS, false, value.to_vec()));
        });
        everywhere(&good, &world.end_entity.der(), &every());
        check(&world.end_entity.der(), &world.chain().intermediates, &[], &every());
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    use std::fmt::Write as _;
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut body = String::new();
    for chunk in der.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, octet| word << 8 | u32::from(*octet)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let sextet = (word >> (18 - 6 * at)) as usize & 0x3f;
            body.push(if at <= chunk.len() { char::from(ALPHABET[sextet]) } else { '=' });
        }
    }
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in body.as_bytes().chunks(64) {
        writeln!(text, "{}", String::from_utf8_lossy(line)).unwrap();
    }
    text + &format!("-----END {label}-----\n")
}

/// A PKCS#7 SignedData that holds nothing but certificates.
pub(crate) fn pkcs7(certificates: &[Vec<u8>]) -> Vec<u8> {
    let data = der::sequence(&[der::object_identifier(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 1])]);
    let signed = der::sequence(&[
        der::unsigned(&[1]),
        der::tlv(0x31, &[]),
        data,
        der::tlv(0xa0, &der::concat(certificates)),
        der::tlv(0x31, &[]),
    ]);
    let id = der::object_identifier(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 2]);
    der::sequence(&[id, der::tlv(0xa0, &signed)])
}

/// A PEM file of certificates, with text between them.
pub(crate) fn pem_of(certificates: &[Vec<u8>]) -> String {
    certificates.iter().map(|der| format!("text before\n{}", pem("CERTIFICATE", der))).collect()
}

/// Reads a bundle and whatever is in it, and prints all that is said of it.
fn read(bytes: &[u8]) {
    match Bundle::read_default(bytes) {
        Ok(bundle) => {
            for entry in bundle.certificates() {
                let _ = Certificate::from_der(entry.der());
            }
            let notes: String = bundle.notes().iter().map(|note| note.to_string()).collect();
            assert!(notes.len() < MAX_REPORT && !notes.chars().any(moves_the_cursor), "{notes}");
        }
        Err(error) => {
            let text = error.to_string();
            assert!(text.len() < MAX_REPORT && !text.chars().any(moves_the_cursor), "{text:?}");
        }
    }
}

#[test]
fn a_bundle_with_any_octet_changed_or_cut_is_read_or_refused() {
    let chain = World::good().chain();
    let all = [vec![chain.end_entity], chain.intermediates].concat();
    for bundle in [pem_of(&all).into_bytes(), pkcs7(&all), all.concat()] {
        assert_eq!(Bundle::read_default(&bundle).unwrap().certificates().len(), 2);
        for at in 0..bundle.len() {
            read(&bundle[..at]);
            for change in [0x01, 0x80] {
                let mut mutated = bundle.clone();
                mutated[at] ^= change;
                read(&mutated);
            }
        }
    }
}
