//! What a CA says about everything below it: name constraints, path length, certificate policies.

use verifail::{OwnedObjectIdentifier, Requirement};

use super::{PathRule, Rule};
use crate::der::{self, Extension, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Fault, Place, extra_ca};
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

const fn path(
    requirement: Requirement,
    like: &'static str,
    depth: usize,
    kept: &'static [Fault<World>],
    broken: &'static [Fault<World>],
) -> PathRule {
    PathRule { requirement, like, depth, kept, broken }
}

/// One more CA that issues itself a certificate for another key, below the good world's CA.
fn rollover(world: &mut World) {
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

const ONE: &[u8] = oid::POLICY_ONE;
const TWO: &[u8] = oid::POLICY_TWO;
const ANY: &[u8] = oid::ANY_POLICY;

fn id(contents: &[u8]) -> OwnedObjectIdentifier {
    verifail::ObjectIdentifier::new(contents).into()
}

/// A policy is required; the CA has these and the server those.
fn required(world: &mut World, ca: &[&[u8]], server: &[&[u8]]) {
    world.question.policies.explicit_policy = true;
    world.intermediate().set(der::certificate_policies(ca));
    world.end_entity.set(der::certificate_policies(server));
}

fn wanted(world: &mut World, ca: &[&[u8]], server: &[&[u8]], initial: &[&[u8]]) {
    required(world, ca, server);
    world.question.policies.user_initial_policy_set = initial.iter().map(|contents| id(contents)).collect();
}

fn mapped(world: &mut World, ca: &[u8], server: &[u8], initial: &[&[u8]]) {
    wanted(world, &[ca], &[server], initial);
    world.intermediate().set(der::policy_mappings(&[(ONE, TWO)]));
}

/// policyConstraints with inhibitPolicyMapping.
fn inhibit_mapping(template: &mut Template, skip: u8) {
    let value = der::sequence(&[der::tlv(0x81, &[skip])]);
    template.set(Extension::new(oid::POLICY_CONSTRAINTS, true, value));
}

fn inhibit_any(template: &mut Template, skip: u8) {
    template.set(Extension::new(&[0x55, 0x1d, 54], true, der::unsigned(&[skip])));
}

/// Two CAs of policy one, the lower one maps it to two, which the server has.
fn mapped_below(world: &mut World) {
    extra_ca(world);
    mapped(world, ONE, TWO, &[]);
    world.intermediates[1].set(der::certificate_policies(&[ONE]));
}

/// RFC 5280 sections 6.1.3 (d)–(f), 6.1.4 (a), (b), (h)–(j), 6.1.5 (a), (b), (g).
pub(super) const POLICIES: &[PathRule] = &[
    path(
        Requirement::CertificatePolicy,
        "rfc5280",
        0,
        &[
            ("none required", |_| {}),
            ("the same in both", |w| required(w, &[ONE], &[ONE])),
            ("one of two", |w| required(w, &[TWO, ONE], &[ONE])),
            ("any above one", |w| required(w, &[ANY], &[ONE])),
            ("one above any", |w| required(w, &[ONE], &[ANY])),
            ("any above any", |w| required(w, &[ANY], &[ANY])),
            ("the one wanted", |w| wanted(w, &[ONE], &[ONE], &[ONE])),
            ("one of those wanted", |w| wanted(w, &[ONE], &[ONE], &[TWO, ONE])),
            ("any wanted", |w| wanted(w, &[ONE], &[ONE], &[ANY])),
            ("any in both, one wanted", |w| wanted(w, &[ANY], &[ANY], &[ONE])),
            ("any above the one wanted", |w| wanted(w, &[ANY], &[ONE], &[ONE])),
            ("any below the one wanted", |w| wanted(w, &[ONE], &[ANY], &[ONE])),
            ("mapped from the one wanted", |w| mapped(w, ONE, TWO, &[ONE])),
            ("mapped from any, of which one is wanted", |w| mapped(w, ANY, TWO, &[ONE])),
            ("mapped, to any below", |w| mapped(w, ONE, ANY, &[ONE])),
            ("mapped by the lower of two CAs", mapped_below),
            ("mapping inhibited after one more CA", |w| {
                mapped_below(w);
                inhibit_mapping(&mut w.intermediates[1], 2);
            }),
            ("required after two more", |w| w.intermediate().set(der::require_explicit_policy(2))),
            ("required after three more of two CAs", |w| {
                extra_ca(w);
                w.intermediates[1].set(der::require_explicit_policy(3));
            }),
            ("required after two more, of which one is self-issued", |w| {
                rollover(w);
                w.intermediates[1].set(der::require_explicit_policy(2));
            }),
            ("required by the server after one more", |w| w.end_entity.set(der::require_explicit_policy(1))),
            ("any inhibited after one more", |w| {
                required(w, &[ONE], &[ANY]);
                inhibit_any(w.intermediate(), 1);
            }),
            ("any inhibited, and one named", |w| {
                required(w, &[ONE], &[ONE]);
                inhibit_any(w.intermediate(), 0);
            }),
            ("any inhibited, but for a self-issued CA", |w| {
                rollover(w);
                required(w, &[ANY], &[ONE]);
                w.intermediates[1].set(der::certificate_policies(&[ONE]));
                inhibit_any(&mut w.intermediates[1], 0);
            }),
            ("the anchor's", |w| {
                required(w, &[ONE], &[ONE]);
                w.anchor().set(der::certificate_policies(&[ONE]));
            }),
            ("an anchor without any", |w| required(w, &[ONE], &[ONE])),
        ],
        &[
            ("none in either", |w| w.question.policies.explicit_policy = true),
            ("none in the server", |w| {
                required(w, &[ONE], &[ONE]);
                w.end_entity.remove(oid::CERTIFICATE_POLICIES);
            }),
            ("another one", |w| required(w, &[ONE], &[TWO])),
            ("not the one wanted", |w| wanted(w, &[ONE], &[ONE], &[TWO])),
            ("any above one that is not wanted", |w| wanted(w, &[ANY], &[ONE], &[TWO])),
            ("any below one that is not wanted", |w| wanted(w, &[ONE], &[ANY], &[TWO])),
            ("mapped, to the one wanted", |w| mapped(w, ONE, TWO, &[TWO])),
            ("mapped from any, to the one wanted", |w| mapped(w, ANY, TWO, &[TWO])),
            ("mapped, and not followed", |w| mapped(w, ONE, ONE, &[])),
            ("mapping inhibited from the start", |w| {
                mapped(w, ONE, TWO, &[]);
                w.question.policies.policy_mapping_inhibit = true;
            }),
            ("mapping inhibited by the upper CA", |w| {
                mapped_below(w);
                inhibit_mapping(&mut w.intermediates[1], 0);
            }),
            ("required at once", |w| w.intermediate().set(der::require_explicit_policy(0))),
            ("required after one more", |w| w.intermediate().set(der::require_explicit_policy(1))),
            ("required after two more of two CAs", |w| {
                extra_ca(w);
                w.intermediates[1].set(der::require_explicit_policy(2));
            }),
            ("required by the server", |w| w.end_entity.set(der::require_explicit_policy(0))),
            ("required by the anchor", |w| w.anchor().set(der::require_explicit_policy(0))),
            ("any inhibited", |w| {
                required(w, &[ONE], &[ANY]);
                inhibit_any(w.intermediate(), 0);
            }),
            ("any inhibited from the start", |w| {
                required(w, &[ANY], &[ONE]);
                w.question.policies.any_policy_inhibit = true;
            }),
            ("not the anchor's", |w| {
                required(w, &[ONE], &[ONE]);
                w.anchor().set(der::certificate_policies(&[TWO]));
            }),
        ],
    ),
    path(
        Requirement::PolicyMappingNotAny,
        "rfc5280",
        1,
        &[("one to two", |w| w.intermediate().set(der::policy_mappings(&[(ONE, TWO)])))],
        &[
            ("any to one", |w| w.intermediate().set(der::policy_mappings(&[(ANY, ONE)]))),
            ("one to any", |w| w.intermediate().set(der::policy_mappings(&[(ONE, ANY)]))),
            ("the second mapping", |w| w.intermediate().set(der::policy_mappings(&[(ONE, TWO), (ANY, TWO)]))),
        ],
    ),
];
