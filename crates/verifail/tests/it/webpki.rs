//! Small random worlds, asked under policy `rustls` and of rustls-webpki itself with the same algorithms: one decision.
//!
//! Three names, four keys, and every kind of thing that a certificate can have or lack in few octets, so that
//! collisions, loops, cross-signing and wrong orders happen all the time.

use std::cell::Cell;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail::{Certificate, Inputs, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

use crate::der::{self, Extension, oid};
use crate::runner;
use crate::world::{Template, World};

const REGRESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/webpki.txt");

/// Random worlds of one run.
const CASES: u32 = 4_000;
const AT: u64 = 1_781_481_600;

const NAMES: [&str; 3] = ["A", "B", "C"];
const REFERENCES: [&str; 3] = ["www.example.com", "a.b.example.com", "192.0.2.1"];

/// Presented names and subtrees: right, wrong, wild, and none at all.
const PRESENTED: [&str; 12] = [
    "www.example.com",
    "*.example.com",
    "WWW.EXAMPLE.COM",
    "a.b.example.com",
    "*.b.example.com",
    "www.example.com.",
    "*.com",
    "w*.example.com",
    ".example.com",
    "ex ample.com",
    "",
    "x_y.example.com",
];
const SUBTREES: [&str; 8] =
    ["example.com", ".example.com", "www.example.com", "com", "", "example.net", "*.example.com", "e x"];

/// What one certificate has.
#[derive(Clone, Debug)]
struct Traits {
    subject: usize,
    issuer: usize,
    key: usize,
    signer: usize,
    oddity: u8,
    ca: u8,
    purposes: u8,
    path_length: Option<u8>,
    names: Vec<u8>,
    constraint: Option<(bool, u8)>,
}

fn traits() -> impl Strategy<Value = Traits> {
    let who = (0..3usize, 0..3usize, 0..4usize, 0..4usize);
    let what = (0..140u8, 0..18u8, 0..28u8, prop::option::weighted(0.15, 0..3u8));
    let names = vec(0..16u8, 0..3);
    let constraint = prop::option::weighted(0.15, (any::<bool>(), 0..12u8));
    (who, what, names, constraint).prop_map(
        |((subject, issuer, key, signer), (oddity, ca, purposes, path_length), names, constraint)| Traits {
            subject,
            issuer,
            key,
            signer,
            oddity,
            ca,
            purposes,
            path_length,
            names,
            constraint,
        },
    )
}

fn general_name(choice: u8) -> Vec<u8> {
    match choice {
        12 => der::ip(&[192, 0, 2, 1]),
        13 => der::ip(&[192, 0, 2]),
        14 => der::uri("http://www.example.com/"),
        15 => der::directory("A"),
        choice => der::dns(PRESENTED[usize::from(choice) % PRESENTED.len()]),
    }
}

fn subtree(choice: u8) -> Vec<u8> {
    match choice {
        8 => der::ip(&[192, 0, 2, 0, 255, 255, 255, 0]),
        9 => der::ip(&[192, 0, 2, 0, 255, 0, 255, 0]),
        10 => der::ip(&[10, 0, 0, 0, 255, 0, 0, 0]),
        11 => der::email("example.com"),
        choice => der::dns(SUBTREES[usize::from(choice) % SUBTREES.len()]),
    }
}

fn purposes(template: &mut Template, choice: u8) {
    match choice {
        0 => template.set(der::extended_key_usage(&[oid::CLIENT_AUTH])),
        1 => template.set(der::extended_key_usage(&[oid::ANY_EXTENDED_KEY_USAGE])),
        2 => template.set(der::extended_key_usage(&[oid::CLIENT_AUTH, oid::SERVER_AUTH])),
        3 => template.set(der::extended_key_usage(&[])),
        4..9 => template.set(der::extended_key_usage(&[oid::SERVER_AUTH])),
        _ => template.remove(oid::EXTENDED_KEY_USAGE),
    }
}

/// What is rare: each in a hundred-and-fortieth of all certificates.
fn oddity(template: &mut Template, choice: u8) {
    match choice {
        0 => template.not_after = "20260614000000Z".to_owned(),
        1 => template.not_before = "20260616000000Z".to_owned(),
        2 => template.set(der::unknown(true)),
        3 => template.set(der::unknown(false)),
        4 => template.tampered = true,
        5 => template.version = 1,
        6 => {
            template.version = 1;
            template.extensions.clear();
        }
        7 => template.set_critical(oid::SUBJECT_ALT_NAME, true),
        8 => template.set(Extension::new(oid::BASIC_CONSTRAINTS, true, vec![0x30, 5])),
        9 => template.extensions.extend(template.extensions.first().cloned()),
        10 => template.set(der::key_usage(der::DIGITAL_SIGNATURE)),
        11 => template.issuer_unique_id = true,
        12 => template.inner_algorithm = Some(der::sequence(&[der::object_identifier(oid::ED25519)])),
        13 => template.set(der::subject_alt_name(&[])),
        14 => template.set(der::name_constraints(&[], &[])),
        15 => template.set_critical(oid::NAME_CONSTRAINTS, false),
        16 => std::mem::swap(&mut template.not_before, &mut template.not_after),
        17 => template.serial_number = vec![0; 30],
        18 => template.version = 4,
        19 => template.subject = der::name(""),
        20 => template.set(der::certificate_policies(&[oid::POLICY_ONE])),
        21 => template.set_critical(oid::CERTIFICATE_POLICIES, true),
        // No SEQUENCE, one whose contents are no distribution points, and two in a row.
        22 => template.set(Extension::new(oid::CRL_DISTRIBUTION_POINTS, false, vec![3, 2, 7, 0x80])),
        23 => template.set(Extension::new(oid::CRL_DISTRIBUTION_POINTS, true, vec![0x30, 2, 5, 0])),
        24 => template.set(Extension::new(oid::CRL_DISTRIBUTION_POINTS, true, vec![0x30, 0, 0x30, 0])),
        // Names, and purposes, that do not decode: behind what is looked for, and before it; one that is not opened.
        25 => template.set(der::subject_alt_name(&[der::dns(REFERENCES[0]), vec![0x30, 0]])),
        26 => template.set(der::subject_alt_name(&[vec![0x30, 0], der::dns(REFERENCES[0])])),
        27 => template.set(der::subject_alt_name(&[vec![0xa4, 0], der::dns(REFERENCES[0])])),
        28 => template.set(purposes_of(&[der::object_identifier(oid::SERVER_AUTH), vec![5, 0]])),
        29 => template.set(purposes_of(&[vec![5, 0], der::object_identifier(oid::SERVER_AUTH)])),
        30 => template.set(purposes_of(&[vec![6, 0], der::object_identifier(oid::SERVER_AUTH)])),
        31 => template.set(purposes_of(&[vec![6, 0]])),
        _ => {}
    }
}

fn purposes_of(list: &[Vec<u8>]) -> Extension {
    Extension::new(oid::EXTENDED_KEY_USAGE, false, der::sequence(list))
}

fn certificate(traits: &Traits, is_server: bool) -> Template {
    let (subject, issuer) = (NAMES[traits.subject], NAMES[traits.issuer]);
    let mut template = if is_server {
        let mut template = Template::server(traits.key, issuer, traits.signer);
        template.set(der::subject_alt_name(&traits.names.iter().map(|n| general_name(*n)).collect::<Vec<_>>()));
        if traits.names.is_empty() {
            template.set(der::subject_alt_name(&[der::dns("www.example.com")]));
        }
        template
    } else {
        Template::ca(subject, traits.key, issuer, traits.signer)
    };
    match traits.ca {
        0 => template.set(der::basic_constraints(!is_server, traits.path_length)),
        1 if !is_server => template.set(der::basic_constraints(false, None)),
        2 if !is_server => template.remove(oid::BASIC_CONSTRAINTS),
        3 if is_server => template.set(der::basic_constraints(true, None)),
        4 if is_server => template.set(der::basic_constraints(false, None)),
        _ if !is_server => template.set(der::basic_constraints(true, traits.path_length)),
        _ => {}
    }
    purposes(&mut template, traits.purposes);
    if let Some((excluded, choice)) = traits.constraint.filter(|_| !is_server) {
        let bases = [subtree(choice)];
        let extension = if excluded { der::name_constraints(&[], &bases) } else { der::name_constraints(&bases, &[]) };
        template.set(extension);
    }
    oddity(&mut template, traits.oddity);
    template
}

/// A world: server, CAs, anchors, the name asked for.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    server: Traits,
    cas: Vec<Traits>,
    anchors: Vec<Traits>,
    reference: usize,
    /// The CAs' signers are those that their issuers' names suggest.
    linked: bool,
}

pub(crate) fn random() -> impl Strategy<Value = Random> {
    let reference = prop_oneof![8 => Just(0usize), 1 => Just(1usize), 1 => Just(2usize)];
    (traits(), vec(traits(), 0..6), vec(traits(), 1..3), reference, prop::bool::weighted(0.85))
        .prop_map(|(server, cas, anchors, reference, linked)| Random { server, cas, anchors, reference, linked })
}

impl Random {
    /// As the other suites ask.
    pub(crate) fn world(&self) -> World {
        let (end_entity, intermediates, anchors) = self.templates();
        World::with(|world| {
            world.end_entity = end_entity;
            world.intermediates = intermediates;
            world.anchors = anchors;
            world.question.name = Some(REFERENCES[self.reference].to_owned());
        })
    }

    /// In a linked world, each name has one key, the first few certificates form a chain, and names are good names: so
    /// that about as many are accepted as are not.
    fn templates(&self) -> (Template, Vec<Template>, Vec<Template>) {
        let mut world = self.clone();
        if self.linked {
            for traits in world.cas.iter_mut().chain(&mut world.anchors).chain([&mut world.server]) {
                traits.signer = traits.issuer;
            }
            for traits in world.cas.iter_mut().chain(&mut world.anchors) {
                traits.key = traits.subject;
            }
            if let Some(anchor) = world.anchors.first_mut() {
                anchor.issuer = anchor.subject;
                anchor.signer = anchor.subject;
                // Most servers' issuers, or theirs, are issued by the anchor.
                let last = world.cas.first_mut().unwrap_or(&mut world.server);
                (last.issuer, last.signer) = (anchor.subject, anchor.subject);
            }
            if let Some(ca) = world.cas.first() {
                (world.server.issuer, world.server.signer) = (ca.subject, ca.subject);
            }
        }
        // Most servers are asked for by a name that they have.
        if world.server.names.first().is_some_and(|name| name % 3 != 0) {
            world.server.names.insert(0, if self.reference == 2 { 12 } else { 3 * self.reference as u8 });
        }
        (
            certificate(&world.server, true),
            world.cas.iter().map(|ca| certificate(ca, false)).collect(),
            world.anchors.iter().map(|anchor| certificate(anchor, false)).collect(),
        )
    }
}

/// What rustls-webpki says, and its error.
fn webpki(server: &[u8], cas: &[Vec<u8>], anchors: &[Vec<u8>], reference: &str) -> Result<(), String> {
    let server = CertificateDer::from(server);
    let anchors: Vec<_> = anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<_> = anchors.iter().filter_map(|der| anchor_from_trusted_cert(der).ok()).collect();
    let cas: Vec<_> = cas.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let end_entity = EndEntityCert::try_from(&server).map_err(|error| format!("{error:?}"))?;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(AT));
    end_entity
        .verify_for_usage(algorithms::aws_lc_rs(), &anchors, &cas, time, KeyUsage::server_auth(), None, None)
        .map_err(|error| format!("{error:?}"))?;
    end_entity
        .verify_is_valid_for_subject_name(&ServerName::try_from(reference).unwrap())
        .map_err(|error| format!("{error:?}"))
}

/// What policy `rustls` says, and its report.
fn core(server: &[u8], cas: &[Vec<u8>], anchors: &[Vec<u8>], reference: &str) -> Result<(), String> {
    let server = Certificate::from_der(server).unwrap();
    let cas: Vec<_> = cas.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    // An anchor that webpki cannot read is none for either.
    let readable = |der: &&Vec<u8>| anchor_from_trusted_cert(&CertificateDer::from(der.as_slice())).is_ok();
    let anchors: TrustAnchors<'_> =
        anchors.iter().filter(readable).map(|der| TrustAnchor::from_der(der).unwrap()).collect();
    let inputs = Inputs::server(Time::from_unix_seconds(AT as i64), reference.parse().unwrap());
    let verifier = Verifier::new(Policy::named("rustls").unwrap(), &anchors, algorithms::aws_lc_rs());
    let verdict = verifier.verify(&server, &cas, &inputs);
    if verdict.is_accepted() { Ok(()) } else { Err(format!("{verdict:#}")) }
}

#[test]
fn policy_rustls_decides_random_worlds_as_rustls_webpki_does() {
    let (asked, accepted) = (Cell::new(0u32), Cell::new(0u32));
    runner(CASES, REGRESSIONS)
        .run(&random(), |world| {
            let (server, cas, anchors) = world.templates();
            let server = server.der();
            let cas: Vec<_> = cas.iter().map(Template::der).collect();
            let anchors: Vec<_> = anchors.iter().map(Template::der).collect();
            let reference = REFERENCES[world.reference];
            let (theirs, ours) = (webpki(&server, &cas, &anchors, reference), core(&server, &cas, &anchors, reference));
            asked.set(asked.get() + 1);
            accepted.set(accepted.get() + u32::from(theirs.is_ok()));
            prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "webpki: {:?}\nverifail: {:?}", theirs, ours);
            Ok(())
        })
        .unwrap();
    let (asked, accepted) = (asked.get(), accepted.get());
    let percent = 100 * accepted / asked;
    // The count belongs into the log of every run.
    println!("{asked} random worlds, {accepted} accepted ({percent} %)");
    assert!((30..=70).contains(&percent), "{percent} % of {asked} accepted: too few of one kind to tell anything");
}

/// Root, CA, server, edited; the decision of both, which must be one.
fn check(edit: impl FnOnce(&mut Template, &mut Template), accepted: bool) {
    let mut server = Template::server(2, "CA", 1);
    let mut ca = Template::ca("CA", 1, "Root", 0);
    edit(&mut server, &mut ca);
    let (server, cas, anchors) = (server.der(), [ca.der()], [Template::ca("Root", 0, "Root", 0).der()]);
    let reference = REFERENCES[0];
    let (theirs, ours) = (webpki(&server, &cas, &anchors, reference), core(&server, &cas, &anchors, reference));
    assert_eq!((theirs.is_ok(), ours.is_ok()), (accepted, accepted), "webpki: {theirs:?}\nverifail: {ours:?}");
}

#[test]
fn what_webpki_keeps_as_octets_policy_rustls_does_not_read() {
    // A SEQUENCE of a NULL: no name and no key.
    let nonsense = || der::sequence(&[der::tlv(0x05, &[])]);
    check(|_, _| (), true);
    check(|server, _| server.subject = nonsense(), true);
    check(|server, ca| (server.issuer, ca.subject) = (nonsense(), nonsense()), true);
    check(|_, ca| ca.subject = nonsense(), false);
    check(|server, _| server.public_key_info = nonsense(), true);
    check(|_, ca| ca.public_key_info = nonsense(), false);
    check(|server, _| server.subject = der::tlv(0x31, &[]), false);
    check(|server, _| server.public_key_info = der::tlv(0x31, &[]), false);
    check(
        |server, _| {
            server.public_key_info = Vec::new();
            server.extensions.clear();
        },
        false,
    );
}
