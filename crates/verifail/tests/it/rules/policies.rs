//! Certificate policies: RFC 5280 sections 6.1.3 (d)–(f), 6.1.4 (a), (b), (h)–(j) and 6.1.5 (a), (b), (g).

use verifail::{OwnedObjectIdentifier, Requirement};

use super::constraints::rollover;
use super::{PathRule, path};
use crate::der::{self, Extension, oid};
use crate::faults::extra_ca;
use crate::world::{Template, World};

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

pub(super) const OF_A_PATH: &[PathRule] = &[
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
