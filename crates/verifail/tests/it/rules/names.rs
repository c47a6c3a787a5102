//! Rules of names: subjects, alternative names, the common name, the name that was asked for, and how far a path goes.

use verifail::Requirement;

use super::{PathRule, Rule, path};
use crate::der::{self, Extension, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Place, extra_ca};
use crate::key;
use crate::world::{CA_KEY, NAME, ROOT_KEY, SERVER_KEY, Template, World};

const ALL: &[Place] = &Place::ALL;

const COUNTRY: &[u8] = &[0x55, 4, 6];
const ORGANIZATION: &[u8] = &[0x55, 4, 10];

/// A subject of these attributes.
fn subject(template: &mut Template, attributes: &[(&[u8], &str)]) {
    let sets: Vec<_> = attributes
        .iter()
        .map(|(kind, text)| {
            der::tlv(0x31, &der::sequence(&[der::object_identifier(kind), der::tlv(0x0c, text.as_bytes())]))
        })
        .collect();
    template.subject = der::sequence(&sets);
}

fn names(template: &mut Template, names: &[Vec<u8>]) {
    template.set(der::subject_alt_name(names));
}

fn critical_names(template: &mut Template) {
    names(template, &[der::dns(NAME)]);
    template.set_critical(oid::SUBJECT_ALT_NAME, true);
}

fn nameless(template: &mut Template) {
    template.subject = der::name("");
}

const IPV6: [u8; 16] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

pub(super) const RULES: &[Rule] = &[
    Rule {
        requirement: Requirement::SubjectOrCriticalAltName,
        like: "openssl-strict",
        places: &[EndEntity],
        kept: &[
            ("a subject", |t| names(t, &[der::dns(NAME)])),
            ("no subject and a critical name", |t| {
                nameless(t);
                critical_names(t);
            }),
        ],
        broken: &[
            ("no subject and a name", |t| {
                nameless(t);
                names(t, &[der::dns(NAME)]);
            }),
            ("no subject and no name", |t| {
                nameless(t);
                t.remove(oid::SUBJECT_ALT_NAME);
            }),
        ],
    },
    Rule {
        requirement: Requirement::SubjectAltNamePresent,
        like: "web-pki",
        places: &[EndEntity],
        kept: &[("a name", |_| {})],
        broken: &[("none", |t| t.remove(oid::SUBJECT_ALT_NAME))],
    },
    Rule {
        requirement: Requirement::SubjectAltNamePresent,
        like: "web-pki",
        places: &[Intermediate, Anchor],
        kept: &[("none", |t| t.remove(oid::SUBJECT_ALT_NAME))],
        broken: &[],
    },
    Rule {
        requirement: Requirement::SubjectAltNameCriticality,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[
            ("not critical beside a subject", |_| {}),
            ("critical without one", |t| {
                nameless(t);
                critical_names(t);
            }),
        ],
        broken: &[("critical beside a subject", critical_names), ("not critical without one", nameless)],
    },
    Rule {
        requirement: Requirement::SubjectAltNameCriticality,
        like: "rfc5280",
        places: &[Intermediate, Anchor],
        kept: &[("critical beside a subject", critical_names)],
        broken: &[],
    },
    Rule {
        requirement: Requirement::SubjectAltNameNotEmpty,
        like: "rfc5280",
        places: ALL,
        kept: &[("a name", |t| names(t, &[der::dns(NAME)]))],
        broken: &[("no name", |t| names(t, &[]))],
    },
    Rule {
        requirement: Requirement::SubjectAltNameSyntax,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("a name", |t| names(t, &[der::dns(NAME)])),
            ("a wildcard above two labels", |t| names(t, &[der::dns("*.example.com")])),
            ("an IPv4 address", |t| names(t, &[der::ip(&[192, 0, 2, 1])])),
            ("an IPv6 address", |t| names(t, &[der::ip(&IPV6)])),
            ("a mailbox", |t| names(t, &[der::email("a@example.com")])),
            ("a URI", |t| names(t, &[der::uri("https://example.com/")])),
            ("a URN", |t| names(t, &[der::uri("urn:x")])),
            ("a scheme of all characters", |t| names(t, &[der::uri("a1+-.:x")])),
            ("a directory name", |t| names(t, &[der::directory("x")])),
        ],
        broken: &[
            ("an underscore", |t| names(t, &[der::dns("a_b.example.com")])),
            ("a wildcard above one label", |t| names(t, &[der::dns("*.com")])),
            ("part of a label", |t| names(t, &[der::dns("w*.example.com")])),
            ("an address of 5 octets", |t| names(t, &[der::ip(&[1; 5])])),
            ("an address of 8 octets", |t| names(t, &[der::ip(&[1; 8])])),
            ("a mailbox without a host", |t| names(t, &[der::email("example.com")])),
            ("a relative URI", |t| names(t, &[der::uri("/x")])),
            ("a URI that is a scheme", |t| names(t, &[der::uri("https:")])),
            ("a URI without a scheme", |t| names(t, &[der::uri(":x")])),
            ("a URI whose scheme begins with a digit", |t| names(t, &[der::uri("1a:x")])),
            ("a URI whose scheme has a blank", |t| names(t, &[der::uri("a b:x")])),
            ("the second name", |t| names(t, &[der::dns(NAME), der::dns("a b")])),
        ],
    },
    // A subscriber's common name, in certificates of the Baseline Requirements' shape.
    Rule {
        requirement: Requirement::CommonNameInSubjectAltName,
        like: "web-pki",
        places: &[EndEntity],
        kept: &[
            ("the name", |_| {}),
            ("an IPv4 address", |t| {
                t.subject = der::name("192.0.2.1");
                names(t, &[der::ip(&[192, 0, 2, 1])]);
            }),
            ("an IPv6 address", |t| {
                t.subject = der::name("2001:db8::1");
                names(t, &[der::ip(&IPV6)]);
            }),
            ("no common name", |t| subject(t, &[(COUNTRY, "NO")])),
            ("another name of a private CA's shape", |t| {
                subject(t, &[(ORGANIZATION, "Example"), (oid::COMMON_NAME, "another.example.com")]);
            }),
            ("a person's mailbox", |t| {
                t.subject = der::name("A Person");
                names(t, &[der::email("person@example.com")]);
            }),
            ("no alternative name", |t| {
                t.subject = der::name("another.example.com");
                t.remove(oid::SUBJECT_ALT_NAME);
            }),
        ],
        broken: &[
            ("another name", |t| t.subject = der::name("another.example.com")),
            ("another spelling", |t| t.subject = der::name("WWW.example.com")),
            ("another name beside a country", |t| {
                subject(t, &[(COUNTRY, "NO"), (oid::COMMON_NAME, "another.example.com")]);
            }),
            ("another name beside country and organisation", |t| {
                subject(t, &[(COUNTRY, "NO"), (ORGANIZATION, "Example"), (oid::COMMON_NAME, "another.example.com")]);
            }),
            ("another address", |t| {
                t.subject = der::name("192.0.2.2");
                names(t, &[der::ip(&[192, 0, 2, 1])]);
            }),
            ("the mailbox beside a name", |t| {
                t.subject = der::name("person@example.com");
                names(t, &[der::dns(NAME), der::email("person@example.com")]);
            }),
        ],
    },
];

/// `cas` self-issued certificates of the CA, each with another key, below the CA.
fn rollovers(world: &mut World) {
    world.intermediates.insert(0, Template::ca("CA", 3, "CA", CA_KEY));
    world.end_entity.signer = 3;
    world.end_entity.set(der::authority_key_identifier(&key::identifier(3)));
}

fn asked(world: &mut World, name: &str) {
    world.question.name = Some(name.to_owned());
}

pub(super) const OF_A_PATH: &[PathRule] = &[
    path(
        Requirement::ServiceIdentity,
        "rfc5280",
        0,
        &[
            ("the name", |_| {}),
            ("the second name", |w| names(&mut w.end_entity, &[der::dns("a.example.com"), der::dns(NAME)])),
            ("the address", |w| {
                asked(w, "192.0.2.1");
                names(&mut w.end_entity, &[der::ip(&[192, 0, 2, 1])]);
            }),
            ("no name asked for", |w| w.question.name = None),
            ("a matcher that fits", |w| w.question.san_matchers = vec!["dns:exact:www.example.com"]),
        ],
        &[
            ("another name", |w| asked(w, "example.com")),
            ("an address as a name", |w| {
                asked(w, "192.0.2.1");
                names(&mut w.end_entity, &[der::dns("192.0.2.1")]);
            }),
            ("no name", |w| w.end_entity.remove(oid::SUBJECT_ALT_NAME)),
            ("a matcher that does not fit", |w| w.question.san_matchers = vec!["dns:exact:example.com"]),
        ],
    ),
    // OpenSSL takes the common name where there is no name of the kind at all.
    path(
        Requirement::ServiceIdentity,
        "openssl",
        0,
        &[("the common name alone", |w| w.end_entity.remove(oid::SUBJECT_ALT_NAME))],
        &[
            ("the common name beside another name", |w| names(&mut w.end_entity, &[der::dns("a.example.com")])),
            ("another common name", |w| {
                w.end_entity.remove(oid::SUBJECT_ALT_NAME);
                w.end_entity.subject = der::name("example.com");
            }),
        ],
    ),
    path(
        Requirement::NameChaining,
        "rfc5280",
        0,
        &[("the issuer's name", |_| {})],
        &[("another name", |w| w.end_entity.issuer = der::name("Nobody"))],
    ),
    path(
        Requirement::PathDepth,
        "rfc5280",
        0,
        &[
            ("one CA of one", |w| w.question.max_path_depth = Some(1)),
            ("two CAs of two", |w| {
                extra_ca(w);
                w.question.max_path_depth = Some(2);
            }),
            ("a CA that is self-issued does not count", |w| {
                rollovers(w);
                w.question.max_path_depth = Some(1);
            }),
            ("no limit", extra_ca),
        ],
        &[
            ("one CA of none", |w| w.question.max_path_depth = Some(0)),
            ("two CAs of one", |w| {
                extra_ca(w);
                w.question.max_path_depth = Some(1);
            }),
        ],
    ),
    path(
        Requirement::PathDepth,
        "openssl",
        0,
        &[("two CAs of two", |w| {
            rollovers(w);
            w.question.max_path_depth = Some(2);
        })],
        &[("a CA that is self-issued counts", |w| {
            rollovers(w);
            w.question.max_path_depth = Some(1);
        })],
    ),
    path(Requirement::TrustAnchorReached, "rfc5280", 1, &[("the root", |_| {})], &[("no root", |w| w.anchors.clear())]),
    path(
        Requirement::SignatureValid,
        "rfc5280",
        0,
        &[("the CA's", |_| {})],
        &[("another one's", |w| w.end_entity.signer = 7), ("one octet changed", |w| w.end_entity.tampered = true)],
    ),
    path(
        Requirement::SignatureAlgorithmSupported,
        "rfc5280",
        0,
        &[
            ("ECDSA with SHA-256", |_| {}),
            ("ECDSA with SHA-1, however weak", |w| w.end_entity.digest = key::Digest::Sha1),
        ],
        &[("an algorithm of another kind of key", |w| {
            let ed25519 = der::sequence(&[der::object_identifier(oid::ED25519)]);
            w.end_entity.inner_algorithm = Some(ed25519.clone());
            w.end_entity.outer_algorithm = Some(ed25519);
        })],
    ),
];

/// What is said of a path that ends nowhere.
#[test]
fn the_end_of_a_path_that_is_not_anchored_says_what_it_lacks() {
    let no_anchor = |edit: &dyn Fn(&mut World)| {
        World::with(|w| {
            w.anchors.clear();
            edit(w);
        })
    };
    let server_alone = |w: &mut World| {
        w.intermediates.clear();
        w.end_entity.remove(oid::AUTHORITY_KEY_IDENTIFIER);
    };
    let self_signed = |w: &mut World| {
        server_alone(w);
        w.end_entity.issuer = w.end_entity.subject.clone();
        w.end_entity.signer = SERVER_KEY;
    };
    no_anchor(&server_alone).ask("rfc5280").expect_reasons(&["unknown-issuer"]);
    no_anchor(&|_| {}).ask("rfc5280").expect_reasons(&["unknown-issuer"]);
    no_anchor(&self_signed).ask("rfc5280").expect_reasons(&["self-signed-leaf"]);
    let root = |w: &mut World| w.intermediates.push(Template::ca("Root", ROOT_KEY, "Root", ROOT_KEY));
    no_anchor(&root).ask("rfc5280").expect_reasons(&["self-signed-in-chain"]);
}

/// authorityInfoAccess of methods and locations.
fn access(descriptions: &[(&[u8], Vec<u8>)]) -> Extension {
    let list: Vec<_> = descriptions
        .iter()
        .map(|(method, location)| der::sequence(&[der::object_identifier(method), location.clone()]))
        .collect();
    Extension::new(oid::AUTHORITY_INFO_ACCESS, false, der::sequence(&list))
}

#[test]
fn an_issuer_is_fetched_from_the_first_printable_address_of_ca_issuers() {
    const ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    const OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 1];
    let longest = format!("http://{}", "a".repeat(505));
    let too_long = format!("{longest}a");
    let cases: [(Extension, Option<&str>); 7] = [
        (access(&[(ISSUERS, der::uri("http://a/"))]), Some("http://a/")),
        (access(&[(OCSP, der::uri("http://a/")), (ISSUERS, der::uri("http://b/"))]), Some("http://b/")),
        (access(&[(ISSUERS, der::dns("a")), (ISSUERS, der::uri("http://b/"))]), Some("http://b/")),
        (access(&[(OCSP, der::uri("http://a/"))]), None),
        (access(&[(ISSUERS, der::uri("http://a b/"))]), None),
        (access(&[(ISSUERS, der::uri(&longest))]), Some(&longest)),
        (access(&[(ISSUERS, der::uri(&too_long))]), None),
    ];
    for (extension, expected) in cases {
        let world = World::with(|w| {
            w.intermediates.clear();
            w.end_entity.set(extension.clone());
        });
        let answer = world.ask("rfc5280");
        answer.expect_reasons(&[if expected.is_some() { "missing-intermediate" } else { "unknown-issuer" }]);
        let fetched = answer.errors().find_map(|finding| match &finding.context {
            verifail::Context::Issuer { fetch_from, .. } => fetch_from.as_deref(),
            _ => None,
        });
        assert_eq!(fetched, expected);
    }
}
