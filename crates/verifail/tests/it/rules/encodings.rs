//! Values of extensions that decode, and values that are not of their type.

use verifail::Requirement;

use super::Rule;
use crate::der::{self, Extension, oid};
use crate::faults::Place;
use crate::world::Template;

const ALL: &[Place] = &Place::ALL;
const INHIBIT_ANY_POLICY: &[u8] = &[0x55, 0x1d, 54];

/// A NULL where something else belongs.
fn wrong(template: &mut Template, id: &[u8]) {
    template.set(Extension::new(id, false, der::tlv(0x05, &[])));
}

fn access(template: &mut Template, value: Vec<u8>) {
    template.set(Extension::new(oid::AUTHORITY_INFO_ACCESS, false, value));
}

const CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];

pub(super) const RULES: &[Rule] = &[Rule {
    requirement: Requirement::ExtensionWellFormed,
    like: "web-pki",
    places: ALL,
    kept: &[
        ("authority key identifier", |t| t.set(der::authority_key_identifier(&[7; 20]))),
        ("subject key identifier", |t| t.set(der::subject_key_identifier(&[7; 20]))),
        ("alternative name", |t| t.set(der::subject_alt_name(&[der::dns("www.example.com")]))),
        ("name constraints", |t| t.set(der::name_constraints(&[der::dns("example.com")], &[der::dns("example.net")]))),
        ("certificate policies", |t| t.set(der::certificate_policies(&[oid::POLICY_ONE]))),
        ("policy mappings", |t| t.set(der::policy_mappings(&[(oid::POLICY_ONE, oid::POLICY_TWO)]))),
        ("policy constraints", |t| t.set(der::require_explicit_policy(9))),
        ("inhibit any policy", |t| t.set(Extension::new(INHIBIT_ANY_POLICY, true, der::unsigned(&[9])))),
        ("access description", |t| t.set(der::ca_issuers("http://ca.example.com/"))),
        ("access descriptions", |t| {
            let one = der::sequence(&[der::object_identifier(CA_ISSUERS), der::uri("http://ca.example.com/")]);
            access(t, der::sequence(&[one.clone(), one]));
        }),
        ("one that nobody reads", |t| wrong(t, oid::UNKNOWN)),
    ],
    broken: &[
        ("authority key identifier", |t| wrong(t, oid::AUTHORITY_KEY_IDENTIFIER)),
        ("subject key identifier", |t| wrong(t, oid::SUBJECT_KEY_IDENTIFIER)),
        ("basic constraints", |t| wrong(t, oid::BASIC_CONSTRAINTS)),
        ("key usage", |t| wrong(t, oid::KEY_USAGE)),
        ("extended key usage", |t| wrong(t, oid::EXTENDED_KEY_USAGE)),
        ("alternative name", |t| wrong(t, oid::SUBJECT_ALT_NAME)),
        ("alternative name of no form", |t| {
            t.set(der::subject_alt_name(&[der::dns("www.example.com"), der::tlv(0x9e, &[1])]));
        }),
        ("name constraints", |t| wrong(t, oid::NAME_CONSTRAINTS)),
        ("a permitted subtree of no form", |t| t.set(der::name_constraints(&[der::tlv(0x9e, &[1])], &[]))),
        ("an excluded subtree of no form", |t| {
            t.set(der::name_constraints(&[der::dns("example.com")], &[der::tlv(0x9e, &[1])]));
        }),
        ("certificate policies", |t| wrong(t, oid::CERTIFICATE_POLICIES)),
        ("policy mappings", |t| wrong(t, oid::POLICY_MAPPINGS)),
        ("policy constraints", |t| wrong(t, oid::POLICY_CONSTRAINTS)),
        ("inhibit any policy", |t| wrong(t, INHIBIT_ANY_POLICY)),
        ("distribution points", |t| wrong(t, oid::CRL_DISTRIBUTION_POINTS)),
        ("access descriptions", |t| wrong(t, oid::AUTHORITY_INFO_ACCESS)),
        ("no access description", |t| access(t, der::sequence::<&[u8]>(&[]))),
        ("an access description without a method", |t| access(t, der::sequence(&[der::sequence(&[der::uri("x:y")])]))),
        ("an access location of no form", |t| {
            let one = der::sequence(&[der::object_identifier(CA_ISSUERS), der::tlv(0x9e, &[1])]);
            access(t, der::sequence(&[one]));
        }),
        ("a second access description that is none", |t| {
            let one = der::sequence(&[der::object_identifier(CA_ISSUERS), der::uri("http://ca.example.com/")]);
            access(t, der::sequence(&[one, der::tlv(0x05, &[])]));
        }),
    ],
}];
