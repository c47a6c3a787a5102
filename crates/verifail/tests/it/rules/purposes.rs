//! Rules of key purposes: RFC 5280 section 4.2.1.12, the Baseline Requirements, and application profiles.

use verifail::{KeyPurpose, Requirement};

use super::{PathRule, Rule, path};
use crate::der::{self, Extension, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Fault, Place, extra_ca};
use crate::world::{NAME, Template, World};

const ALL: &[Place] = &Place::ALL;

const EMAIL_PROTECTION: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 4];
const DOCUMENT_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 36];
const RCS_MLS_CLIENT: &[u8] = &[0x67, 0x81, 0x12, 2, 1, 3];
const RCS_PARTICIPANT: &[u8] = &[0x67, 0x81, 0x12, 2, 1, 4];
const RCS_ACS_PARTICIPANT: &[u8] = &[0x67, 0x81, 0x12, 2, 1, 5];
const NETSCAPE_SGC: &[u8] = &[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 4, 1];
const MICROSOFT_SGC: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 10, 3, 3];

fn eku(template: &mut Template, purposes: &[&[u8]]) {
    template.set(der::extended_key_usage(purposes));
}

fn none(template: &mut Template) {
    template.remove(oid::EXTENDED_KEY_USAGE);
}

const SERVER: Fault<Template> = ("serverAuth", |t| eku(t, &[oid::SERVER_AUTH]));
const CLIENT: Fault<Template> = ("clientAuth", |t| eku(t, &[oid::CLIENT_AUTH]));
const BOTH: Fault<Template> = ("clientAuth and serverAuth", |t| eku(t, &[oid::CLIENT_AUTH, oid::SERVER_AUTH]));
const ANY: Fault<Template> = ("any", |t| eku(t, &[oid::ANY_EXTENDED_KEY_USAGE]));
const ANY_AND_SERVER: Fault<Template> =
    ("any and serverAuth", |t| eku(t, &[oid::ANY_EXTENDED_KEY_USAGE, oid::SERVER_AUTH]));
const EMPTY: Fault<Template> = ("no purpose", |t| eku(t, &[]));
const NONE: Fault<Template> = ("no extension", none);
const UNREADABLE: Fault<Template> =
    ("one that does not decode", |t| t.set(Extension::new(oid::EXTENDED_KEY_USAGE, false, der::tlv(0x05, &[]))));
const BY_NETSCAPE: Fault<Template> = ("Netscape's step-up", |t| eku(t, &[NETSCAPE_SGC]));
const BY_MICROSOFT: Fault<Template> = ("Microsoft's step-up", |t| eku(t, &[MICROSOFT_SGC]));
const CODE: Fault<Template> = ("codeSigning too", |t| eku(t, &[oid::SERVER_AUTH, oid::CODE_SIGNING]));
const OCSP: Fault<Template> = ("OCSPSigning too", |t| eku(t, &[oid::SERVER_AUTH, oid::OCSP_SIGNING]));
const STAMPS: Fault<Template> = ("timeStamping too", |t| eku(t, &[oid::SERVER_AUTH, oid::TIME_STAMPING]));

const fn rule(
    requirement: Requirement,
    like: &'static str,
    places: &'static [Place],
    kept: &'static [Fault<Template>],
    broken: &'static [Fault<Template>],
) -> Rule {
    Rule { requirement, like, places, kept, broken }
}

/// What is asked is a server.
pub(super) const RULES: &[Rule] = &[
    // RFC 5280 gives the extension a meaning in end entities only.
    rule(Requirement::KeyPurpose, "rfc5280", &[EndEntity], &[SERVER, BOTH, ANY, NONE, UNREADABLE], &[CLIENT, EMPTY]),
    rule(Requirement::KeyPurpose, "rfc5280", &[Intermediate, Anchor], &[CLIENT], &[]),
    rule(
        Requirement::KeyPurpose,
        "web-pki",
        ALL,
        &[SERVER, BOTH, NONE, UNREADABLE, ANY_AND_SERVER],
        &[CLIENT, ANY, EMPTY, BY_NETSCAPE, BY_MICROSOFT],
    ),
    // Go: an extension without a purpose limits nothing.
    rule(Requirement::KeyPurpose, "go", ALL, &[SERVER, ANY, EMPTY], &[CLIENT, BY_NETSCAPE]),
    rule(Requirement::KeyPurpose, "openssl", ALL, &[SERVER, BY_NETSCAPE, BY_MICROSOFT], &[CLIENT, ANY]),
    rule(Requirement::ExtendedKeyUsageNotEmpty, "rfc5280", &[EndEntity], &[SERVER, NONE], &[EMPTY]),
    rule(Requirement::ExtendedKeyUsageNotEmpty, "go", ALL, &[SERVER], &[EMPTY]),
    rule(Requirement::KeyPurposeNotOnlyAny, "boringssl-pki", &[EndEntity], &[SERVER, CLIENT, ANY_AND_SERVER], &[ANY]),
    rule(Requirement::KeyPurposeNotOnlyAny, "boringssl-pki", &[Intermediate], &[SERVER], &[ANY]),
    rule(Requirement::KeyPurposeNotOnlyAny, "boringssl-pki", &[Anchor], &[ANY], &[]),
    rule(Requirement::KeyPurposeNotOnlyAny, "go", ALL, &[SERVER], &[ANY]),
    rule(Requirement::ExtendedKeyUsagePresent, "boringssl-pki", &[EndEntity], &[SERVER, EMPTY, UNREADABLE], &[NONE]),
    // The CA that issues the end entity may go without, for servers.
    rule(Requirement::ExtendedKeyUsagePresent, "boringssl-pki", &[Intermediate], &[SERVER, NONE], &[]),
    rule(Requirement::ExtendedKeyUsagePresent, "boringssl-pki", &[Anchor], &[SERVER], &[NONE]),
    rule(Requirement::ExtendedKeyUsagePresent, "web-pki", ALL, &[SERVER], &[NONE]),
    rule(
        Requirement::SubscriberExtendedKeyUsagePresent,
        "web-pki",
        &[EndEntity],
        &[
            SERVER,
            ("none in a CA", |t| {
                none(t);
                t.set(der::basic_constraints(true, None));
            }),
        ],
        &[
            NONE,
            ("none in what says that it is no CA", |t| {
                none(t);
                t.set(der::basic_constraints(false, None));
            }),
        ],
    ),
    rule(Requirement::SubscriberExtendedKeyUsagePresent, "web-pki", &[Intermediate, Anchor], &[NONE], &[]),
    rule(
        Requirement::RootWithoutExtendedKeyUsage,
        "web-pki",
        &[Anchor],
        &[
            NONE,
            ("one of another issuer", |t| {
                eku(t, &[oid::SERVER_AUTH]);
                t.issuer = der::name("Elsewhere");
            }),
        ],
        &[SERVER],
    ),
    rule(
        Requirement::RootWithoutExtendedKeyUsage,
        "web-pki",
        &[EndEntity, Intermediate],
        &[("one that is self-issued", |t| t.issuer = t.subject.clone())],
        &[],
    ),
    rule(
        Requirement::ExtendedKeyUsageNotCritical,
        "web-pki",
        ALL,
        &[SERVER, NONE],
        &[("critical", |t| {
            eku(t, &[oid::SERVER_AUTH]);
            t.set_critical(oid::EXTENDED_KEY_USAGE, true);
        })],
    ),
    rule(Requirement::NoAnyExtendedKeyUsage, "web-pki", ALL, &[SERVER, NONE], &[ANY, ANY_AND_SERVER]),
    rule(Requirement::NoCodeSigning, "web-pki", ALL, &[SERVER, OCSP, STAMPS], &[CODE]),
    rule(Requirement::NoTimeStamping, "web-pki", ALL, &[SERVER, CODE, OCSP], &[STAMPS]),
    // A CA has the purpose of the OCSP responders it names.
    rule(Requirement::NoOcspSigning, "web-pki", &[EndEntity], &[SERVER, CODE, STAMPS], &[OCSP]),
    rule(Requirement::NoOcspSigning, "web-pki", &[Intermediate, Anchor], &[OCSP], &[]),
    rule(Requirement::NoCodeSigning, "boringssl-pki", &[EndEntity, Intermediate], &[SERVER], &[CODE]),
    rule(Requirement::NoCodeSigning, "boringssl-pki", &[Anchor], &[CODE], &[]),
];

/// An end entity of these purposes and this key usage, asked for one.
fn asked(world: &mut World, purpose: KeyPurpose, purposes: &[&[u8]], usage: u16) {
    world.question.purpose = purpose;
    eku(&mut world.end_entity, purposes);
    world.end_entity.set(der::key_usage(usage));
}

fn manifest(world: &mut World, purposes: &[&[u8]]) {
    asked(world, KeyPurpose::C2paManifest, purposes, der::DIGITAL_SIGNATURE);
}

fn stamping(world: &mut World, purposes: &[&[u8]]) {
    asked(world, KeyPurpose::C2paTimeStamping, purposes, der::DIGITAL_SIGNATURE);
}

fn rcs(world: &mut World, purposes: &[&[u8]], above: &[&[u8]]) {
    asked(world, KeyPurpose::RcsMlsClient, purposes, der::DIGITAL_SIGNATURE);
    eku(world.intermediate(), above);
}

fn without(world: &mut World, purpose: KeyPurpose) {
    world.question.purpose = purpose;
    none(&mut world.end_entity);
}

fn other() -> KeyPurpose {
    KeyPurpose::Other("1.3.6.1.5.5.7.3.36".parse().unwrap())
}

pub(super) const OF_A_PATH: &[PathRule] = &[
    path(
        Requirement::KeyPurpose,
        "rfc5280",
        0,
        &[
            ("clientAuth for a client", |w| asked(w, KeyPurpose::ClientAuth, &[oid::CLIENT_AUTH], 0x8000)),
            ("clientAuth for any purpose", |w| asked(w, KeyPurpose::Any, &[oid::CLIENT_AUTH], 0x8000)),
            ("documentSigning for it", |w| asked(w, other(), &[DOCUMENT_SIGNING], 0x8000)),
        ],
        &[
            ("serverAuth for a client", |w| asked(w, KeyPurpose::ClientAuth, &[oid::SERVER_AUTH], 0x8000)),
            ("serverAuth for document signing", |w| asked(w, other(), &[oid::SERVER_AUTH], 0x8000)),
        ],
    ),
    // Step-up is about servers.
    path(
        Requirement::KeyPurpose,
        "openssl",
        0,
        &[("for a server", |w| asked(w, KeyPurpose::ServerAuth, &[NETSCAPE_SGC], 0x8000))],
        &[("for a client", |w| asked(w, KeyPurpose::ClientAuth, &[NETSCAPE_SGC], 0x8000))],
    ),
    path(
        Requirement::EndEntityKeyUsage,
        "rfc5280",
        0,
        &[
            ("CRLs only, for document signing", |w| asked(w, other(), &[DOCUMENT_SIGNING], 0x0200)),
            ("CRLs only, for any purpose", |w| asked(w, KeyPurpose::Any, &[oid::CLIENT_AUTH], 0x0200)),
        ],
        &[("CRLs only, for a client", |w| asked(w, KeyPurpose::ClientAuth, &[oid::CLIENT_AUTH], 0x0200))],
    ),
    path(
        Requirement::EndEntityIsNotCa,
        "boringssl-pki",
        0,
        &[("a CA for any purpose", |w| {
            w.question.purpose = KeyPurpose::Any;
            w.end_entity.set(der::basic_constraints(true, None));
        })],
        &[("a CA for a server", |w| w.end_entity.set(der::basic_constraints(true, None)))],
    ),
    path(
        Requirement::EndEntityIsNotCa,
        "rfc5280",
        0,
        &[],
        &[("a CA for any purpose", |w| {
            w.question.purpose = KeyPurpose::Any;
            w.end_entity.set(der::basic_constraints(true, None));
        })],
    ),
    // BoringSSL exempts the issuing CA for servers, and no CA further up.
    path(
        Requirement::ExtendedKeyUsagePresent,
        "boringssl-pki",
        1,
        &[("for a server", |w| none(w.intermediate()))],
        &[("for a client", |w| {
            without(w, KeyPurpose::ClientAuth);
            none(w.intermediate());
        })],
    ),
    path(
        Requirement::ExtendedKeyUsagePresent,
        "boringssl-pki",
        2,
        &[("named in the upper CA", extra_ca)],
        &[("absent in the upper CA", |w| {
            extra_ca(w);
            none(&mut w.intermediates[1]);
        })],
    ),
    path(
        Requirement::NoCodeSigning,
        "boringssl-pki",
        2,
        &[("in the upper CA", |w| {
            extra_ca(w);
            eku(&mut w.intermediates[1], &[oid::SERVER_AUTH, oid::CODE_SIGNING]);
        })],
        &[],
    ),
    path(
        Requirement::NoCodeSigning,
        "web-pki",
        2,
        &[],
        &[("in the upper CA", |w| {
            extra_ca(w);
            eku(&mut w.intermediates[1], &[oid::SERVER_AUTH, oid::CODE_SIGNING]);
        })],
    ),
    path(
        Requirement::KeyPurposeProfile,
        "rfc5280",
        0,
        &[
            ("documents", |w| manifest(w, &[DOCUMENT_SIGNING])),
            ("e-mail", |w| manifest(w, &[EMAIL_PROTECTION])),
            ("documents and servers", |w| manifest(w, &[DOCUMENT_SIGNING, oid::SERVER_AUTH])),
            ("time stamps", |w| stamping(w, &[oid::TIME_STAMPING])),
            ("a client of RCS", |w| rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT])),
            ("an end entity that cannot be read", |w| {
                manifest(w, &[]);
                (UNREADABLE.1)(&mut w.end_entity);
            }),
        ],
        &[
            ("servers for documents", |w| manifest(w, &[oid::SERVER_AUTH])),
            ("nothing for documents", |w| without(w, KeyPurpose::C2paManifest)),
            ("documents and any", |w| manifest(w, &[DOCUMENT_SIGNING, oid::ANY_EXTENDED_KEY_USAGE])),
            ("documents and OCSP", |w| manifest(w, &[DOCUMENT_SIGNING, oid::OCSP_SIGNING])),
            ("e-mail and time stamps", |w| manifest(w, &[EMAIL_PROTECTION, oid::TIME_STAMPING])),
            ("documents for time stamps", |w| stamping(w, &[DOCUMENT_SIGNING])),
            ("nothing for time stamps", |w| without(w, KeyPurpose::C2paTimeStamping)),
            ("time stamps and any", |w| stamping(w, &[oid::TIME_STAMPING, oid::ANY_EXTENDED_KEY_USAGE])),
            ("time stamps and OCSP", |w| stamping(w, &[oid::TIME_STAMPING, oid::OCSP_SIGNING])),
            ("time stamps and documents", |w| stamping(w, &[oid::TIME_STAMPING, DOCUMENT_SIGNING])),
            ("time stamps and e-mail", |w| stamping(w, &[oid::TIME_STAMPING, EMAIL_PROTECTION])),
            ("a client of RCS and of TLS", |w| rcs(w, &[RCS_MLS_CLIENT, oid::CLIENT_AUTH], &[RCS_MLS_CLIENT])),
            ("a client of TLS", |w| rcs(w, &[oid::CLIENT_AUTH], &[RCS_MLS_CLIENT])),
            ("nothing for RCS", |w| without(w, KeyPurpose::RcsMlsClient)),
        ],
    ),
    // C2PA's profiles are about the end entity, RCS's about the whole path.
    path(
        Requirement::KeyPurposeProfile,
        "rfc5280",
        1,
        &[
            ("a CA for servers above documents", |w| manifest(w, &[DOCUMENT_SIGNING])),
            ("a CA for servers above time stamps", |w| stamping(w, &[oid::TIME_STAMPING])),
            ("a CA for clients of RCS", |w| rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT])),
        ],
        &[
            ("a CA for servers above a client of RCS", |w| rcs(w, &[RCS_MLS_CLIENT], &[oid::SERVER_AUTH])),
            ("a CA for nothing above a client of RCS", |w| {
                rcs(w, &[RCS_MLS_CLIENT], &[]);
                none(w.intermediate());
            }),
        ],
    ),
    path(
        Requirement::KeyUsageProfile,
        "rfc5280",
        0,
        &[
            ("documents signed", |w| manifest(w, &[DOCUMENT_SIGNING])),
            ("documents signed and agreed", |w| asked(w, KeyPurpose::C2paManifest, &[DOCUMENT_SIGNING], 0xc000)),
            ("RCS signed", |w| rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT])),
            ("a server", |w| asked(w, KeyPurpose::ServerAuth, &[oid::SERVER_AUTH], 0x2000)),
        ],
        &[
            ("documents agreed", |w| asked(w, KeyPurpose::C2paManifest, &[DOCUMENT_SIGNING], 0x4000)),
            ("documents without key usage", |w| {
                manifest(w, &[DOCUMENT_SIGNING]);
                w.end_entity.remove(oid::KEY_USAGE);
            }),
            ("RCS signed and enciphered", |w| asked(w, KeyPurpose::RcsMlsClient, &[RCS_MLS_CLIENT], 0xa000)),
            ("RCS without key usage", |w| {
                rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT]);
                w.end_entity.remove(oid::KEY_USAGE);
            }),
        ],
    ),
    path(
        Requirement::KeyUsageProfile,
        "rfc5280",
        1,
        &[("a CA above a client of RCS", |w| rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT]))],
        &[],
    ),
    path(
        Requirement::CriticalExtensionRecognised,
        "rfc5280",
        0,
        &[
            ("the participant of RCS", |w| {
                rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT]);
                w.end_entity.set(Extension::new(RCS_PARTICIPANT, true, der::tlv(0x05, &[])));
            }),
            ("the ACS participant of RCS", |w| {
                rcs(w, &[RCS_MLS_CLIENT], &[RCS_MLS_CLIENT]);
                w.end_entity.set(Extension::new(RCS_ACS_PARTICIPANT, true, der::tlv(0x05, &[])));
            }),
        ],
        &[
            ("the participant of RCS at a server", |w| {
                w.end_entity.set(Extension::new(RCS_PARTICIPANT, true, der::tlv(0x05, &[])));
            }),
            ("the ACS participant of RCS at a server", |w| {
                w.end_entity.set(Extension::new(RCS_ACS_PARTICIPANT, true, der::tlv(0x05, &[])));
            }),
        ],
    ),
    // Whatever is relaxed or asked, a key on the deny list is not trusted.
    path(
        Requirement::KeyNotDistrusted,
        "rfc5280",
        0,
        &[("another key", |w| w.question.distrusted = vec![9])],
        &[("the server's", |w| {
            w.question.distrusted = vec![9, crate::world::SERVER_KEY];
            w.question.name = Some(NAME.to_owned());
        })],
    ),
];
