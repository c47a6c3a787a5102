//! Rules of RFC 5280 section 4.2 about extensions one by one; names, purposes and name constraints are elsewhere.

use verifail::Requirement;

use super::Rule;
use crate::der::{self, Extension, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Fault, Place};
use crate::key;
use crate::world::Template;

const ALL: &[Place] = &Place::ALL;
const CAS: &[Place] = &[Intermediate, Anchor];
const BELOW: &[Place] = &[EndEntity, Intermediate];

fn old(template: &mut Template, version: u8) {
    template.version = version;
    template.extensions.clear();
}

fn authority(template: &mut Template, fields: &[&[u8]]) {
    template.set(Extension::new(oid::AUTHORITY_KEY_IDENTIFIER, false, der::sequence(fields)));
}

/// authorityCertIssuer of one directory name, and authorityCertSerialNumber.
fn certificate_of(name: &str, serial: &[u8]) -> [Vec<u8>; 2] {
    [der::tlv(0xa1, &der::directory(name)), der::tlv(0x82, serial)]
}

fn self_issued(template: &mut Template) {
    template.issuer = template.subject.clone();
}

/// basicConstraints and keyUsage, which are read together.
fn ca(template: &mut Template, ca: bool, path_length: Option<u8>, usage: Option<u16>) {
    template.set(der::basic_constraints(ca, path_length));
    match usage {
        Some(bits) => template.set(der::key_usage(bits)),
        None => template.remove(oid::KEY_USAGE),
    }
}

fn unreadable_usage(template: &mut Template) {
    template.set(Extension::new(oid::KEY_USAGE, true, vec![3]));
}

fn critical(template: &mut Template, id: &[u8], is: bool) {
    template.set_critical(id, is);
}

fn policy_with_qualifier(template: &mut Template, qualifier: &[u8], is_critical: bool) {
    let qualifier = der::sequence(&[der::object_identifier(qualifier), der::tlv(0x16, b"x")]);
    let policy = der::sequence(&[der::object_identifier(oid::POLICY_ONE), der::sequence(&[qualifier])]);
    template.set(Extension::new(oid::CERTIFICATE_POLICIES, is_critical, der::sequence(&[policy])));
}

const CPS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 2, 1];
const USER_NOTICE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 2, 2];
const APPLICATION_POLICIES: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 21, 10];
const POLICY_ONE_ALONE: &[&[u8]] = &[oid::POLICY_ONE];

const UNCHANGED: Fault<Template> = ("nothing changed", |_| {});
const OLD_1: Fault<Template> = ("version 1 without extensions", |t| old(t, 1));
const OLD_2: Fault<Template> = ("version 2 without extensions", |t| old(t, 2));

pub(super) const RULES: &[Rule] = &[
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierPresent,
        like: "rfc5280",
        places: BELOW,
        kept: &[
            UNCHANGED,
            OLD_1,
            OLD_2,
            ("self-issued", |t| {
                self_issued(t);
                t.remove(oid::AUTHORITY_KEY_IDENTIFIER);
            }),
        ],
        broken: &[
            ("none", |t| t.remove(oid::AUTHORITY_KEY_IDENTIFIER)),
            ("one without a key identifier", |t| {
                authority(t, &certificate_of("Root", &[1]).each_ref().map(|f| &f[..]))
            }),
        ],
    },
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierPresent,
        like: "rfc5280",
        places: &[Anchor],
        kept: &[
            UNCHANGED,
            ("one without a key identifier", |t| {
                authority(t, &certificate_of("Root", &[1]).each_ref().map(|f| &f[..]))
            }),
        ],
        broken: &[("of another issuer", |t| t.issuer = der::name("Elsewhere"))],
    },
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierNotCritical,
        like: "rfc5280",
        places: ALL,
        kept: &[("not critical", |t| t.set(der::authority_key_identifier(&key::identifier(t.signer))))],
        broken: &[("critical", |t| {
            t.set(der::authority_key_identifier(&key::identifier(t.signer)));
            critical(t, oid::AUTHORITY_KEY_IDENTIFIER, true);
        })],
    },
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierForm,
        like: "web-pki",
        places: ALL,
        kept: &[
            ("a key identifier alone", |t| t.set(der::authority_key_identifier(&key::identifier(t.signer)))),
            ("none", |t| t.remove(oid::AUTHORITY_KEY_IDENTIFIER)),
            ("another's, of another issuer", |t| {
                t.issuer = der::name("Elsewhere");
                t.set(der::authority_key_identifier(&[7; 20]));
            }),
        ],
        broken: &[
            ("nothing", |t| authority(t, &[])),
            ("an issuer and a serial number", |t| {
                authority(t, &certificate_of("Root", &[1]).each_ref().map(|f| &f[..]));
            }),
            ("a key identifier and an issuer", |t| {
                authority(t, &[&der::tlv(0x80, &key::identifier(t.signer)), &certificate_of("Root", &[1])[0]]);
            }),
            ("a key identifier and a serial number", |t| {
                authority(t, &[&der::tlv(0x80, &key::identifier(t.signer)), &certificate_of("Root", &[1])[1]]);
            }),
        ],
    },
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierForm,
        like: "web-pki",
        places: &[Anchor],
        kept: &[],
        broken: &[("another's in a self-signed certificate", |t| t.set(der::authority_key_identifier(&[7; 20])))],
    },
    Rule {
        requirement: Requirement::AuthorityKeyIdentifierForm,
        like: "web-pki",
        places: &[Intermediate],
        kept: &[("another's in a self-issued certificate", self_issued)],
        broken: &[],
    },
    Rule {
        requirement: Requirement::SubjectKeyIdentifierPresent,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, OLD_1, OLD_2],
        broken: &[("none", |t| t.remove(oid::SUBJECT_KEY_IDENTIFIER))],
    },
    Rule {
        requirement: Requirement::SubjectKeyIdentifierPresent,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[("none", |t| t.remove(oid::SUBJECT_KEY_IDENTIFIER))],
        broken: &[("none in a CA", |t| t.set(der::basic_constraints(true, None)))],
    },
    Rule {
        requirement: Requirement::SubjectKeyIdentifierNotCritical,
        like: "rfc5280",
        places: ALL,
        kept: &[("not critical", |t| t.set(der::subject_key_identifier(&[1])))],
        broken: &[("critical", |t| {
            t.set(der::subject_key_identifier(&[1]));
            critical(t, oid::SUBJECT_KEY_IDENTIFIER, true);
        })],
    },
    Rule {
        requirement: Requirement::KeyIdentifiersMatch,
        like: "rfc5280",
        places: BELOW,
        kept: &[UNCHANGED, ("none", |t| t.remove(oid::AUTHORITY_KEY_IDENTIFIER)), ("empty", |t| authority(t, &[]))],
        broken: &[("another key's", |t| t.set(der::authority_key_identifier(&[7; 20])))],
    },
    // The CA's issuer and serial number, which the end entity may name.
    Rule {
        requirement: Requirement::AuthorityCertificateMatches,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[
            UNCHANGED,
            ("both", |t| authority(t, &certificate_of("Root", &[0x11, 2, 1]).each_ref().map(|f| &f[..]))),
            ("the issuer alone", |t| authority(t, &[&certificate_of("Root", &[])[0]])),
            ("the serial number alone", |t| authority(t, &[&certificate_of("", &[0x11, 2, 1])[1]])),
            ("an issuer that is no directory name", |t| authority(t, &[&der::tlv(0xa1, &der::dns("nobody"))])),
            ("the first directory name of several names", |t| {
                let names = [der::dns("nobody"), der::directory("Root"), der::directory("Nobody")];
                authority(t, &[&der::tlv(0xa1, &der::concat(&names))]);
            }),
        ],
        broken: &[
            ("another issuer", |t| authority(t, &certificate_of("CA", &[0x11, 2, 1]).each_ref().map(|f| &f[..]))),
            ("another serial number", |t| {
                authority(t, &certificate_of("Root", &[0x11, 2, 2]).each_ref().map(|f| &f[..]));
            }),
            ("another issuer alone", |t| authority(t, &[&certificate_of("CA", &[])[0]])),
            ("another serial number alone", |t| authority(t, &[&certificate_of("", &[1])[1]])),
            ("the second directory name", |t| {
                authority(t, &[&der::tlv(0xa1, &der::concat(&[der::directory("Nobody"), der::directory("Root")]))]);
            }),
        ],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsPresent,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, ("not a CA's", |t| t.set(der::basic_constraints(false, None)))],
        broken: &[
            ("none", |t| t.remove(oid::BASIC_CONSTRAINTS)),
            ("one that does not decode", |t| t.set(Extension::new(oid::BASIC_CONSTRAINTS, true, vec![0x30, 5]))),
        ],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsPresent,
        like: "rfc5280",
        places: &[Anchor],
        kept: &[OLD_1, OLD_2],
        broken: &[],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsPresent,
        like: "rfc5280",
        places: &[Intermediate],
        kept: &[],
        broken: &[OLD_1, OLD_2],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsPresent,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[("none", |t| t.remove(oid::BASIC_CONSTRAINTS)), OLD_1],
        broken: &[],
    },
    Rule {
        requirement: Requirement::CaEvident,
        like: "openssl-strict",
        places: CAS,
        kept: &[
            UNCHANGED,
            ("keyCertSign", |t| {
                t.remove(oid::BASIC_CONSTRAINTS);
                t.set(der::key_usage(der::KEY_CERT_SIGN));
            }),
        ],
        broken: &[
            ("another key usage", |t| {
                t.remove(oid::BASIC_CONSTRAINTS);
                t.set(der::key_usage(der::CRL_SIGN));
            }),
            ("a key usage that does not decode", |t| {
                t.remove(oid::BASIC_CONSTRAINTS);
                unreadable_usage(t);
            }),
            ("nothing at all", |t| {
                t.remove(oid::BASIC_CONSTRAINTS);
                t.remove(oid::KEY_USAGE);
            }),
            OLD_2,
        ],
    },
    Rule {
        requirement: Requirement::CaEvident,
        like: "openssl-strict",
        places: &[Anchor],
        kept: &[OLD_1],
        broken: &[("version 1 of another issuer", |t| {
            old(t, 1);
            t.issuer = der::name("Elsewhere");
        })],
    },
    Rule {
        requirement: Requirement::CaFlagSet,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, ("none", |t| t.remove(oid::BASIC_CONSTRAINTS))],
        broken: &[("not set", |t| t.set(der::basic_constraints(false, None)))],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsCritical,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, ("none", |t| t.remove(oid::BASIC_CONSTRAINTS))],
        broken: &[("not critical", |t| critical(t, oid::BASIC_CONSTRAINTS, false))],
    },
    Rule {
        requirement: Requirement::CaBasicConstraintsCritical,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[
            ("a critical one of a CA", |t| t.set(der::basic_constraints(true, None))),
            ("no CA", |t| {
                t.set(der::basic_constraints(false, None));
                critical(t, oid::BASIC_CONSTRAINTS, false);
            }),
        ],
        broken: &[("one of a CA that is not critical", |t| {
            t.set(der::basic_constraints(true, None));
            critical(t, oid::BASIC_CONSTRAINTS, false);
        })],
    },
    Rule {
        requirement: Requirement::EndEntityIsNotCa,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[UNCHANGED, ("not set", |t| t.set(der::basic_constraints(false, None)))],
        broken: &[("set", |t| t.set(der::basic_constraints(true, None)))],
    },
    Rule { requirement: Requirement::EndEntityIsNotCa, like: "rfc5280", places: CAS, kept: &[UNCHANGED], broken: &[] },
    Rule {
        requirement: Requirement::PathLengthOnlyOnCa,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("a CA that signs", |t| ca(t, true, Some(3), Some(der::KEY_CERT_SIGN))),
            ("a CA without key usage", |t| ca(t, true, Some(3), None)),
            ("a CA whose key usage does not decode", |t| {
                ca(t, true, Some(3), None);
                unreadable_usage(t);
            }),
            ("none, and no CA", |t| ca(t, false, None, None)),
        ],
        broken: &[
            ("no CA", |t| ca(t, false, Some(3), Some(der::KEY_CERT_SIGN))),
            ("a CA that signs no certificates", |t| ca(t, true, Some(3), Some(der::CRL_SIGN))),
        ],
    },
    Rule {
        requirement: Requirement::CaFlagNeedsKeyCertSign,
        like: "web-pki",
        places: &[EndEntity],
        kept: &[
            ("keyCertSign", |t| ca(t, true, None, Some(der::KEY_CERT_SIGN))),
            ("no key usage", |t| ca(t, true, None, None)),
            ("no CA", |t| ca(t, false, None, Some(der::CRL_SIGN))),
        ],
        broken: &[("another key usage", |t| ca(t, true, None, Some(der::CRL_SIGN)))],
    },
    Rule {
        requirement: Requirement::CaFlagNeedsKeyCertSign,
        like: "web-pki",
        places: CAS,
        kept: &[("another key usage", |t| ca(t, true, None, Some(der::CRL_SIGN)))],
        broken: &[],
    },
    Rule {
        requirement: Requirement::KeyUsageNotEmpty,
        like: "rfc5280",
        places: ALL,
        kept: &[("a bit", |t| t.set(der::key_usage(der::CRL_SIGN))), ("none", |t| t.remove(oid::KEY_USAGE))],
        broken: &[("no bit", |t| t.set(der::key_usage(0)))],
    },
    Rule {
        requirement: Requirement::CaKeyUsagePresent,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, ("one that does not decode", unreadable_usage)],
        broken: &[("none", |t| t.remove(oid::KEY_USAGE))],
    },
    Rule {
        requirement: Requirement::CaKeyUsagePresent,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[("none", |t| t.remove(oid::KEY_USAGE))],
        broken: &[("none, and a CA", |t| ca(t, true, None, None))],
    },
    Rule {
        requirement: Requirement::KeyCertSign,
        like: "rfc5280",
        places: CAS,
        kept: &[UNCHANGED, ("no key usage", |t| t.remove(oid::KEY_USAGE))],
        broken: &[("CRLs only", |t| t.set(der::key_usage(der::CRL_SIGN))), ("no bit", |t| t.set(der::key_usage(0)))],
    },
    Rule {
        requirement: Requirement::KeyCertSign,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[UNCHANGED],
        broken: &[],
    },
    Rule {
        requirement: Requirement::KeyCertSignUnlessEmpty,
        like: "go",
        places: CAS,
        kept: &[UNCHANGED, ("no bit", |t| t.set(der::key_usage(0)))],
        broken: &[("CRLs only", |t| t.set(der::key_usage(der::CRL_SIGN)))],
    },
    Rule {
        requirement: Requirement::KeyCertSignOnlyOnCa,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("a CA", |t| ca(t, true, None, Some(der::KEY_CERT_SIGN))),
            ("no CA, and not set", |t| ca(t, false, None, Some(der::CRL_SIGN))),
        ],
        broken: &[
            ("no CA", |t| ca(t, false, None, Some(der::KEY_CERT_SIGN))),
            ("no basic constraints", |t| {
                t.remove(oid::BASIC_CONSTRAINTS);
                t.set(der::key_usage(der::KEY_CERT_SIGN));
            }),
        ],
    },
    Rule {
        requirement: Requirement::EndEntityKeyUsage,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[
            ("digitalSignature", |t| t.set(der::key_usage(0x8000))),
            ("keyEncipherment", |t| t.set(der::key_usage(0x2000))),
            ("keyAgreement", |t| t.set(der::key_usage(0x0800))),
            ("no key usage", |t| t.remove(oid::KEY_USAGE)),
        ],
        broken: &[
            ("nonRepudiation", |t| t.set(der::key_usage(0x4000))),
            ("dataEncipherment", |t| t.set(der::key_usage(0x1000))),
            ("keyCertSign and cRLSign", |t| t.set(der::key_usage(0x0600))),
            ("encipherOnly and decipherOnly", |t| t.set(der::key_usage(0x0180))),
            ("no bit", |t| t.set(der::key_usage(0))),
        ],
    },
    Rule { requirement: Requirement::EndEntityKeyUsage, like: "rfc5280", places: CAS, kept: &[UNCHANGED], broken: &[] },
    Rule {
        requirement: Requirement::PolicyConstraintsCritical,
        like: "rfc5280",
        places: ALL,
        kept: &[UNCHANGED, ("critical", |t| t.set(der::require_explicit_policy(9)))],
        broken: &[("not critical", |t| {
            t.set(der::require_explicit_policy(9));
            critical(t, oid::POLICY_CONSTRAINTS, false);
        })],
    },
    Rule {
        requirement: Requirement::AuthorityInfoAccessNotCritical,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("not critical", |t| t.set(der::ca_issuers("http://ca.example.com/ca.der"))),
            ("another one that is critical", |t| t.set(der::unknown(true))),
        ],
        broken: &[("critical", |t| {
            t.set(der::ca_issuers("http://ca.example.com/ca.der"));
            critical(t, oid::AUTHORITY_INFO_ACCESS, true);
        })],
    },
    Rule {
        requirement: Requirement::PolicyQualifiersRecognised,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("none", |t| t.set(der::certificate_policies(POLICY_ONE_ALONE))),
            ("a practice statement", |t| policy_with_qualifier(t, CPS, true)),
            ("a user notice", |t| policy_with_qualifier(t, USER_NOTICE, true)),
            ("an unknown one that is not critical", |t| policy_with_qualifier(t, oid::UNKNOWN, false)),
        ],
        broken: &[("an unknown one that is critical", |t| policy_with_qualifier(t, oid::UNKNOWN, true))],
    },
    Rule {
        requirement: Requirement::CriticalExtensionRecognised,
        like: "boringssl-pki",
        places: ALL,
        kept: &[
            UNCHANGED,
            ("an unknown one that is not critical", |t| t.set(der::unknown(false))),
            ("application policies beside extended key usage", |t| {
                t.set(der::extended_key_usage(&[oid::SERVER_AUTH]));
                t.set(Extension::new(APPLICATION_POLICIES, true, der::sequence::<&[u8]>(&[])));
            }),
        ],
        broken: &[
            ("an unknown one", |t| t.set(der::unknown(true))),
            ("application policies instead of extended key usage", |t| {
                t.remove(oid::EXTENDED_KEY_USAGE);
                t.set(Extension::new(APPLICATION_POLICIES, true, der::sequence::<&[u8]>(&[])));
            }),
        ],
    },
    Rule {
        requirement: Requirement::CriticalExtensionRecognised,
        like: "rfc5280",
        places: ALL,
        kept: &[],
        broken: &[("application policies beside extended key usage", |t| {
            t.set(der::extended_key_usage(&[oid::SERVER_AUTH]));
            t.set(Extension::new(APPLICATION_POLICIES, true, der::sequence::<&[u8]>(&[])));
        })],
    },
    Rule {
        requirement: Requirement::ExtensionUnique,
        like: "rfc5280",
        places: ALL,
        kept: &[UNCHANGED],
        broken: &[("one that is read, twice", twice_read), ("one that nobody knows, twice", twice_unknown)],
    },
    Rule {
        requirement: Requirement::ExtensionUnique,
        like: "openssl",
        places: ALL,
        kept: &[("one that nobody knows, twice", twice_unknown)],
        broken: &[("one that is read, twice", twice_read)],
    },
    Rule {
        requirement: Requirement::ExtensionUnique,
        like: "rustls",
        places: ALL,
        kept: &[("one that nobody knows, twice", twice_unknown)],
        broken: &[("one that is read, twice", twice_read)],
    },
];

fn twice_read(template: &mut Template) {
    template.extensions.push(der::basic_constraints(true, None));
    template.extensions.push(der::basic_constraints(true, None));
}

fn twice_unknown(template: &mut Template) {
    template.extensions.push(der::unknown(false));
    template.extensions.push(der::unknown(false));
}
