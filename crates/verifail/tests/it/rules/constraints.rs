//! What a CA says about everything below it: name constraints and path length.

use verifail::Requirement;

use super::{PathRule, Rule, path};
use crate::der::{self, Extension, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Place, extra_ca};
use crate::key;
use crate::world::{CA_KEY, Template, World};

const ALL: &[Place] = &Place::ALL;

fn permit(template: &mut Template, base: Vec<u8>) {
    template.set(der::name_constraints(&[base], &[]));
}

fn exclude(template: &mut Template, base: Vec<u8>) {
    template.set(der::name_constraints(&[], &[base]));
}

/// nameConstraints of two lists as they are, where they are there.
fn lists(template: &mut Template, permitted: Option<&[u8]>, excluded: Option<&[u8]>) {
    let field = |tag, list: Option<&[u8]>| list.map_or(Vec::new(), |list| der::tlv(tag, list));
    let value = der::sequence(&[field(0xa0, permitted), field(0xa1, excluded)]);
    template.set(Extension::new(oid::NAME_CONSTRAINTS, true, value));
}

/// One permitted subtree with a minimum or maximum.
fn limited(template: &mut Template, limit: Vec<u8>) {
    lists(template, Some(&der::sequence(&[der::dns("example.com"), limit])), None);
}

const X400: &[u8] = &[0xa3, 2, 0x30, 0];

pub(super) const RULES: &[Rule] = &[
    Rule {
        requirement: Requirement::NameConstraintsOnlyOnCa,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[
            ("none", |_| {}),
            ("a CA's", |t| {
                t.set(der::basic_constraints(true, None));
                permit(t, der::dns("example.com"));
            }),
        ],
        broken: &[
            ("without basic constraints", |t| permit(t, der::dns("example.com"))),
            ("not a CA's", |t| {
                t.set(der::basic_constraints(false, None));
                permit(t, der::dns("example.com"));
            }),
        ],
    },
    Rule {
        requirement: Requirement::NameConstraintsOnlyOnCa,
        like: "rfc5280",
        places: &[Intermediate, Anchor],
        kept: &[("not a CA's", |t| {
            t.set(der::basic_constraints(false, None));
            permit(t, der::dns("example.com"));
        })],
        broken: &[],
    },
    Rule {
        requirement: Requirement::NameConstraintsCritical,
        like: "rfc5280",
        places: ALL,
        kept: &[("critical", |t| permit(t, der::dns("example.com")))],
        broken: &[("not critical", |t| {
            permit(t, der::dns("example.com"));
            t.set_critical(oid::NAME_CONSTRAINTS, false);
        })],
    },
    Rule {
        requirement: Requirement::NameConstraintsNotEmpty,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("permitted", |t| permit(t, der::dns("example.com"))),
            ("excluded", |t| exclude(t, der::dns("example.net"))),
        ],
        broken: &[
            ("neither list", |t| lists(t, None, None)),
            ("an empty list", |t| lists(t, Some(&[]), None)),
            ("an empty list beside a full one", |t| {
                lists(t, Some(&der::sequence(&[der::dns("example.com")])), Some(&[]));
            }),
        ],
    },
    Rule {
        requirement: Requirement::NameConstraintSyntax,
        like: "rfc5280",
        places: &[Intermediate, Anchor],
        kept: &[
            ("a host", |t| permit(t, der::dns("example.com"))),
            ("every host", |t| permit(t, der::dns(""))),
            ("a network of IPv4", |t| permit(t, der::ip(&[192, 0, 2, 0, 255, 255, 255, 0]))),
            ("a network of IPv6", |t| permit(t, der::ip(&[0; 32]))),
            ("a mailbox", |t| permit(t, der::email("a@example.com"))),
            ("hosts of mailboxes", |t| permit(t, der::email("example.com"))),
            ("domains of mailboxes", |t| permit(t, der::email(".example.com"))),
            ("a host of URIs", |t| permit(t, der::uri("a_b.example.com"))),
            ("domains of URIs", |t| permit(t, der::uri(".example.com"))),
            ("a directory", |t| permit(t, der::directory("x"))),
        ],
        broken: &[
            ("a leading dot", |t| permit(t, der::dns(".example.com"))),
            ("a wildcard", |t| permit(t, der::dns("*.example.com"))),
            ("an address without a mask", |t| permit(t, der::ip(&[192, 0, 2, 0]))),
            ("a network of 16 octets", |t| permit(t, der::ip(&[0; 16]))),
            ("a mailbox without a name", |t| permit(t, der::email("@example.com"))),
            ("a URI in place of its host", |t| permit(t, der::uri("https://example.com/"))),
            ("two dots", |t| permit(t, der::uri("..example.com"))),
            ("an excluded one", |t| exclude(t, der::dns("a b"))),
            ("a minimum", |t| limited(t, der::tlv(0x80, &[1]))),
            ("a maximum", |t| limited(t, der::tlv(0x81, &[1]))),
        ],
    },
    // Go's parser skips the minimum, takes a leading dot, and refuses what it cannot hold.
    Rule {
        requirement: Requirement::NameConstraintSyntax,
        like: "go",
        places: &[Intermediate, Anchor],
        kept: &[
            ("a minimum", |t| limited(t, der::tlv(0x80, &[1]))),
            ("a leading dot", |t| permit(t, der::dns(".example.com"))),
            ("a network of IPv4", |t| permit(t, der::ip(&[192, 0, 2, 0, 255, 255, 255, 0]))),
            ("a mailbox", |t| permit(t, der::email("a@example.com"))),
            ("hosts of mailboxes", |t| permit(t, der::email("example.com"))),
            ("a host of URIs", |t| permit(t, der::uri("example.com"))),
            ("a form that is not processed", |t| permit(t, X400.to_vec())),
        ],
        broken: &[
            ("a host with an empty label", |t| permit(t, der::dns("a..example.com"))),
            ("a network with a hole", |t| permit(t, der::ip(&[192, 0, 2, 0, 255, 0, 255, 0]))),
            ("a mapped network", |t| {
                let mut network = [0; 32];
                network[10..12].fill(0xff);
                network[16..].fill(0xff);
                permit(t, der::ip(&network));
            }),
            ("a mailbox without a name", |t| permit(t, der::email("@example.com"))),
            ("mailboxes of an empty label", |t| permit(t, der::email("a..example.com"))),
            ("a URI's address", |t| permit(t, der::uri("192.0.2.1"))),
            ("a URI's host with an empty label", |t| permit(t, der::uri("a..example.com"))),
        ],
    },
    Rule {
        requirement: Requirement::NameConstraintSupported,
        like: "go",
        places: &[Intermediate, Anchor],
        kept: &[
            ("hosts", |t| permit(t, der::dns("example.com"))),
            ("another form, not critical", |t| {
                permit(t, X400.to_vec());
                t.set_critical(oid::NAME_CONSTRAINTS, false);
            }),
        ],
        broken: &[
            ("another form, permitted", |t| permit(t, X400.to_vec())),
            ("another form, excluded", |t| exclude(t, X400.to_vec())),
            ("directories", |t| permit(t, der::directory("x"))),
        ],
    },
];

/// The CA permits, or excludes, `base`; the server has `names`.
fn permitting(world: &mut World, base: Vec<u8>, names: &[Vec<u8>]) {
    permit(world.intermediate(), base);
    world.end_entity.set(der::subject_alt_name(names));
}

fn excluding(world: &mut World, base: Vec<u8>, names: &[Vec<u8>]) {
    exclude(world.intermediate(), base);
    world.end_entity.set(der::subject_alt_name(names));
}

/// A server with an e-mail address in its subject and no other names but a host's.
fn email_in_subject(world: &mut World) {
    const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 1];
    world.end_entity.subject = der::attribute(EMAIL_ADDRESS, 0x16, b"a@example.com");
}

fn nameless(world: &mut World) {
    world.end_entity.remove(oid::SUBJECT_ALT_NAME);
}

const NETWORK: [u8; 8] = [192, 0, 2, 0, 255, 255, 255, 0];

/// One more CA that issues itself a certificate for another key, below the good world's CA.
pub(super) fn rollover(world: &mut World) {
    world.intermediates.insert(0, Template::ca("CA", 3, "CA", CA_KEY));
    world.end_entity.signer = 3;
    world.end_entity.set(der::authority_key_identifier(&key::identifier(3)));
}

fn path_length(world: &mut World, at: usize, limit: u8) {
    world.intermediates[at].set(der::basic_constraints(true, Some(limit)));
}

pub(super) const OF_A_PATH: &[PathRule] = &[
    path(
        Requirement::NamePermitted,
        "rfc5280",
        0,
        &[
            ("a host below", |w| permitting(w, der::dns("example.com"), &[der::dns("www.example.com")])),
            ("an address inside", |w| permitting(w, der::ip(&NETWORK), &[der::ip(&[192, 0, 2, 255])])),
            ("a mailbox of the host", |w| permitting(w, der::email("example.com"), &[der::email("a@example.com")])),
            ("a URI of the host", |w| permitting(w, der::uri("example.com"), &[der::uri("https://example.com/")])),
            ("a subject below", |w| permit(w.intermediate(), der::directory("www.example.com"))),
            ("a name of another form", |w| permitting(w, der::ip(&NETWORK), &[der::dns("www.example.com")])),
            ("one of two subtrees", |w| {
                let bases = [der::dns("example.net"), der::dns("example.com")];
                w.intermediate().set(der::name_constraints(&bases, &[]));
            }),
            ("a mailbox in the subject", |w| {
                email_in_subject(w);
                permit(w.intermediate(), der::email("example.com"));
            }),
        ],
        &[
            ("a host beside", |w| permitting(w, der::dns("example.com"), &[der::dns("www.example.net")])),
            ("the second host beside", |w| {
                permitting(w, der::dns("example.com"), &[der::dns("www.example.com"), der::dns("www.example.net")]);
            }),
            ("an address outside", |w| permitting(w, der::ip(&NETWORK), &[der::ip(&[192, 0, 3, 0])])),
            ("a mailbox of a host below", |w| {
                permitting(w, der::email("example.com"), &[der::email("a@www.example.com")]);
            }),
            ("a URI of a host below", |w| {
                permitting(w, der::uri("example.com"), &[der::uri("https://www.example.com/")]);
            }),
            ("a subject beside", |w| permit(w.intermediate(), der::directory("Nobody"))),
            ("neither of two subtrees", |w| {
                let bases = [der::dns("example.net"), der::dns("example.org")];
                w.intermediate().set(der::name_constraints(&bases, &[]));
            }),
            ("a mailbox in the subject", |w| {
                email_in_subject(w);
                permit(w.intermediate(), der::email("example.net"));
            }),
        ],
    ),
    path(
        Requirement::NameNotExcluded,
        "rfc5280",
        0,
        &[
            ("a host beside", |w| excluding(w, der::dns("example.com"), &[der::dns("www.example.net")])),
            ("an address outside", |w| excluding(w, der::ip(&NETWORK), &[der::ip(&[192, 0, 3, 0])])),
            ("a wildcard beside", |w| excluding(w, der::dns("a.example.net"), &[der::dns("*.example.com")])),
        ],
        &[
            ("a host below", |w| excluding(w, der::dns("example.com"), &[der::dns("www.example.com")])),
            ("an address inside", |w| excluding(w, der::ip(&NETWORK), &[der::ip(&[192, 0, 2, 255])])),
            ("a wildcard that covers", |w| excluding(w, der::dns("a.example.com"), &[der::dns("*.example.com")])),
            ("a mailbox of the host", |w| excluding(w, der::email("example.com"), &[der::email("a@example.com")])),
            ("a URI of the host", |w| excluding(w, der::uri("example.com"), &[der::uri("https://example.com/")])),
            ("a subject below", |w| exclude(w.intermediate(), der::directory("www.example.com"))),
            ("inside what is permitted", |w| {
                let [permitted, excluded] = [[der::dns("example.com")], [der::dns("www.example.com")]];
                w.intermediate().set(der::name_constraints(&permitted, &excluded));
            }),
        ],
    ),
    // Go: a mailbox's host and a URI's may lie below; directory names are not compared; no names, no constraints.
    path(
        Requirement::NamePermitted,
        "go",
        0,
        &[
            ("a mailbox of a host below", |w| {
                permitting(w, der::email("example.com"), &[der::email("a@www.example.com")]);
            }),
            ("a URI of a host below", |w| {
                permitting(w, der::uri("example.com"), &[der::uri("https://www.example.com/")]);
            }),
            ("a subject beside", |w| permit(w.intermediate(), der::directory("Nobody"))),
            ("a server without names", |w| {
                nameless(w);
                permit(w.intermediate(), der::dns("example.net"));
            }),
        ],
        &[
            ("a host that cannot be compared", |w| permitting(w, der::ip(&NETWORK), &[der::dns("a..b")])),
            ("a mailbox that cannot be compared", |w| permitting(w, der::ip(&NETWORK), &[der::email("a")])),
            ("a URI that cannot be compared", |w| permitting(w, der::ip(&NETWORK), &[der::uri("urn:a")])),
        ],
    ),
    path(
        Requirement::NamePermitted,
        "rfc5280",
        0,
        &[("a host that cannot be compared, under another form", |w| {
            permitting(w, der::ip(&NETWORK), &[der::dns("a..b")]);
        })],
        &[("a host that cannot be compared", |w| permitting(w, der::dns("example.com"), &[der::dns("a..b")]))],
    ),
    // OpenSSL: the common name stands in for a host, in the end entity and where no host is named.
    path(
        Requirement::NamePermitted,
        "openssl",
        0,
        &[
            ("a common name beside, and a host below", |w| {
                w.end_entity.subject = der::name("www.example.net");
                permit(w.intermediate(), der::dns("example.com"));
            }),
            ("a common name that is no host", |w| {
                nameless(w);
                w.end_entity.subject = der::name("Example Server");
                permit(w.intermediate(), der::dns("example.com"));
            }),
            ("a common name of one label", |w| {
                nameless(w);
                w.end_entity.subject = der::name("localhost");
                permit(w.intermediate(), der::dns("example.com"));
            }),
        ],
        &[("a common name beside", |w| {
            nameless(w);
            w.end_entity.subject = der::name("www.example.net");
            permit(w.intermediate(), der::dns("example.com"));
        })],
    ),
    path(
        Requirement::NamePermitted,
        "openssl",
        1,
        &[("a CA's common name beside", |w| {
            extra_ca(w);
            w.intermediates[0].subject = der::name("ca.example.net");
            w.end_entity.issuer = der::name("ca.example.net");
            permit(&mut w.intermediates[1], der::dns("example.com"));
        })],
        &[],
    ),
    path(
        Requirement::NamePermitted,
        "rfc5280",
        0,
        &[("a common name beside", |w| {
            nameless(w);
            w.end_entity.subject = der::name("www.example.net");
            permit(w.intermediate(), der::dns("example.com"));
        })],
        &[],
    ),
    path(
        Requirement::NameConstraintSupported,
        "openssl",
        0,
        &[("nothing limited", |w| permitting(w, der::dns("example.com"), &[der::dns("www.example.com")]))],
        &[
            ("a maximum", |w| limited(w.intermediate(), der::tlv(0x81, &[1]))),
            ("a form that is not processed", |w| {
                permitting(w, X400.to_vec(), &[der::dns("www.example.com"), X400.to_vec()]);
            }),
        ],
    ),
    // A CA that issues itself a certificate is not held to its own constraints; the end entity is.
    path(
        Requirement::NamePermitted,
        "rfc5280",
        1,
        &[("a self-issued CA", |w| {
            rollover(w);
            permit(&mut w.intermediates[1], der::directory("www.example.com"));
        })],
        &[("another CA", |w| {
            extra_ca(w);
            permit(&mut w.intermediates[1], der::directory("www.example.com"));
        })],
    ),
    path(
        Requirement::NamePermitted,
        "go",
        1,
        &[],
        &[("a self-issued CA", |w| {
            rollover(w);
            w.intermediates[0].set(der::subject_alt_name(&[der::dns("ca.example.net")]));
            permit(&mut w.intermediates[1], der::dns("example.com"));
        })],
    ),
    path(
        Requirement::PathLengthRespected,
        "rfc5280",
        1,
        &[
            ("one below one", |w| {
                extra_ca(w);
                path_length(w, 1, 1);
            }),
            ("its own limit of none", |w| path_length(w, 0, 0)),
            ("self-issued below none", |w| {
                rollover(w);
                path_length(w, 1, 0);
            }),
            ("a limit of what is no CA", |w| {
                extra_ca(w);
                w.intermediates[1].set(der::basic_constraints(false, Some(0)));
            }),
        ],
        &[
            ("one below none", |w| {
                extra_ca(w);
                path_length(w, 1, 0);
            }),
            ("two below one, whatever the one between allows", |w| {
                extra_ca(w);
                w.anchor().set(der::basic_constraints(true, Some(1)));
                path_length(w, 1, 5);
            }),
        ],
    ),
    path(
        Requirement::PathLengthRespected,
        "go",
        1,
        &[],
        &[("self-issued below none", |w| {
            rollover(w);
            path_length(w, 1, 0);
        })],
    ),
];
