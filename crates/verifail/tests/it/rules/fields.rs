//! Rules of RFC 5280 section 4.1: the fields of a certificate that are no extensions.

use verifail::Requirement;

use super::Rule;
use crate::der::{self, oid};
use crate::faults::Place::{Anchor, EndEntity, Intermediate};
use crate::faults::{Fault, Place, rsa_key};
use crate::world::Template;

const ALL: &[Place] = &Place::ALL;

fn both(template: &mut Template, id: &[u8]) {
    identifier(template, der::sequence(&[der::object_identifier(id)]));
}

fn identifier(template: &mut Template, algorithm: Vec<u8>) {
    template.inner_algorithm = Some(algorithm.clone());
    template.outer_algorithm = Some(algorithm);
}

/// RSASSA-PSS with these parameters, encoded.
fn pss(template: &mut Template, parameters: &[u8]) {
    let id = der::object_identifier(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 10]);
    identifier(template, der::sequence(&[id, parameters.to_vec()]));
}

const DSA_WITH_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3];
const MD2_WITH_RSA: Fault<Template> = ("MD2 with RSA", |t| both(t, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 2]));
const MD5_WITH_RSA: Fault<Template> = ("MD5 with RSA", |t| both(t, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 4]));
const SHA1_WITH_RSA: Fault<Template> = ("SHA-1 with RSA", |t| both(t, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 5]));

pub(super) const RULES: &[Rule] = &[
    Rule {
        requirement: Requirement::Version3,
        like: "rfc5280",
        places: ALL,
        kept: &[("version 3", |t| t.version = 3)],
        broken: &[("version 1", |t| t.version = 1), ("version 2", |t| t.version = 2), ("version 4", |t| t.version = 4)],
    },
    Rule {
        requirement: Requirement::ExtensionsNeedVersion3,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("version 4", |t| t.version = 4),
            ("version 1 without extensions", |t| {
                t.version = 1;
                t.extensions.clear();
            }),
        ],
        broken: &[("version 1", |t| t.version = 1), ("version 2", |t| t.version = 2)],
    },
    Rule {
        requirement: Requirement::SerialNumberPositive,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("1", |t| t.serial_number = vec![1]),
            ("127", |t| t.serial_number = vec![0x7f]),
            ("128", |t| t.serial_number = vec![0, 0x80]),
            ("256", |t| t.serial_number = vec![1, 0]),
        ],
        broken: &[("0", |t| t.serial_number = vec![0]), ("-128", |t| t.serial_number = vec![0x80])],
    },
    Rule {
        requirement: Requirement::SerialNumberNotNegative,
        like: "rfc5280",
        places: ALL,
        kept: &[("0", |t| t.serial_number = vec![0]), ("127", |t| t.serial_number = vec![0x7f])],
        broken: &[("-128", |t| t.serial_number = vec![0x80]), ("-1", |t| t.serial_number = vec![0xff])],
    },
    Rule {
        requirement: Requirement::SerialNumberLength,
        like: "rfc5280",
        places: ALL,
        kept: &[("20 octets", |t| t.serial_number = vec![0x11; 20])],
        broken: &[("21 octets", |t| t.serial_number = vec![0x11; 21])],
    },
    Rule {
        requirement: Requirement::NoUniqueIdentifiers,
        like: "rfc5280",
        places: ALL,
        kept: &[("none", |t| t.issuer_unique_id = false)],
        broken: &[("an issuer's", |t| t.issuer_unique_id = true)],
    },
    Rule {
        requirement: Requirement::SignatureAlgorithmsAgree,
        like: "rfc5280",
        places: ALL,
        kept: &[("the same twice", |t| both(t, oid::ED25519))],
        broken: &[("another one inside", |t| {
            t.inner_algorithm = Some(der::sequence(&[der::object_identifier(oid::ED25519)]));
        })],
    },
    Rule {
        requirement: Requirement::SignatureNotDsa,
        like: "rfc5280",
        places: ALL,
        kept: &[("ECDSA with SHA-1", |t| both(t, oid::ECDSA_WITH_SHA1)), ("nothing known", |t| both(t, oid::UNKNOWN))],
        broken: &[
            ("with SHA-1", |t| both(t, DSA_WITH_SHA1)),
            ("with SHA-224", |t| both(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 1])),
            ("with SHA-256", |t| both(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 2])),
        ],
    },
    Rule {
        requirement: Requirement::SignatureDigestStrong,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("SHA-256 with ECDSA", |t| both(t, oid::ECDSA_WITH_SHA256)),
            ("SHA-256 with RSA", |t| both(t, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11])),
            ("SHA-256 with DSA", |t| both(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 2])),
            ("PSS with a hash named", |t| pss(t, &der::sequence(&[der::tlv(0xa0, &der::sequence::<&[u8]>(&[]))]))),
            ("PSS without parameters", |t| pss(t, &[])),
            ("an algorithm that is no identifier", |t| identifier(t, der::sequence(&[der::tlv(0x05, &[])]))),
        ],
        broken: &[
            MD2_WITH_RSA,
            MD5_WITH_RSA,
            SHA1_WITH_RSA,
            ("SHA-1 with RSA, of OIW", |t| both(t, &[0x2b, 14, 3, 2, 29])),
            ("SHA-1 with DSA", |t| both(t, DSA_WITH_SHA1)),
            ("SHA-1 with ECDSA", |t| both(t, oid::ECDSA_WITH_SHA1)),
            ("PSS with the hash left out", |t| pss(t, &der::sequence::<&[u8]>(&[]))),
        ],
    },
    Rule {
        requirement: Requirement::SignatureDigestStrong,
        like: "boringssl-pki",
        places: ALL,
        kept: &[SHA1_WITH_RSA],
        broken: &[MD2_WITH_RSA, MD5_WITH_RSA],
    },
    Rule {
        requirement: Requirement::ValidityOrdered,
        like: "rfc5280",
        places: ALL,
        kept: &[("an instant", |t| t.not_after = t.not_before.clone())],
        broken: &[("a second too late", |t| {
            t.not_before = "20260601000001Z".to_owned();
            t.not_after = "20260601000000Z".to_owned();
        })],
    },
    Rule {
        requirement: Requirement::NotBefore,
        like: "rfc5280",
        places: ALL,
        kept: &[("from now on", |t| t.not_before = "20260615000000Z".to_owned())],
        broken: &[("from the next second on", |t| t.not_before = "20260615000001Z".to_owned())],
    },
    Rule {
        requirement: Requirement::NotAfter,
        like: "rfc5280",
        places: ALL,
        kept: &[("until now", |t| t.not_after = "20260615000000Z".to_owned())],
        broken: &[("until a second ago", |t| t.not_after = "20260614235959Z".to_owned())],
    },
    // X509_cmp_time takes the last second for one after the period.
    Rule {
        requirement: Requirement::NotAfter,
        like: "openssl-strict",
        places: ALL,
        kept: &[("until the next second", |t| t.not_after = "20260615000001Z".to_owned())],
        broken: &[("until now", |t| t.not_after = "20260615000000Z".to_owned())],
    },
    // 200 days for what is issued from 2026-03-15 on, 398 days before, no limit before 2015-04-01.
    Rule {
        requirement: Requirement::ValidityPeriod,
        like: "web-pki",
        places: ALL,
        kept: &[
            ("200 days, both ends included", |t| period(t, "20260601000000Z", "20261217235959Z")),
            ("more, issued a second before the limit", |t| period(t, "20260314235959Z", "20261001000000Z")),
            ("30 years, before there was a limit", |t| period(t, "20150331235959Z", "20450101000000Z")),
        ],
        broken: &[
            ("a second more", |t| period(t, "20260601000000Z", "20261218000000Z")),
            ("a second more, issued as the limit begins", |t| period(t, "20260315000000Z", "20261001000000Z")),
            ("30 years, as the first limit begins", |t| period(t, "20150401000000Z", "20450101000000Z")),
        ],
    },
    // Go reads every field, or nothing.
    Rule {
        requirement: Requirement::WellFormed,
        like: "go",
        places: ALL,
        kept: &[
            ("version 1", |t| old(t, 1)),
            ("version 2", |t| old(t, 2)),
            ("version 3", |_| {}),
            ("no seconds in a UTCTime", |t| t.not_before = "202606010000Z".to_owned()),
        ],
        broken: &[
            ("version 4", |t| t.version = 4),
            ("no seconds in the second time", |t| t.not_after = "205007010000Z".to_owned()),
            ("a serial number with an octet too many", |t| t.serial_number = vec![0, 1]),
            ("an issuer's letter", |t| t.issuer = der::attribute(oid::COMMON_NAME, 0x13, b"a_b")),
            ("a subject's letter", |t| t.subject = der::attribute(oid::COMMON_NAME, 0x13, b"a_b")),
        ],
    },
    Rule {
        requirement: Requirement::IssuerNotEmpty,
        like: "rfc5280",
        places: ALL,
        kept: &[("a name", |_| {})],
        broken: &[("no name", |t| t.issuer = der::name(""))],
    },
    Rule {
        requirement: Requirement::CaSubjectNotEmpty,
        like: "rfc5280",
        places: &[Intermediate, Anchor],
        kept: &[("a name", |_| {})],
        broken: &[("no name", |t| t.subject = der::name(""))],
    },
    Rule {
        requirement: Requirement::CaSubjectNotEmpty,
        like: "rfc5280",
        places: &[EndEntity],
        kept: &[("no name", |t| t.subject = der::name(""))],
        broken: &[("no name, and a CA", |t| {
            t.subject = der::name("");
            t.set(der::basic_constraints(true, None));
        })],
    },
];

fn old(template: &mut Template, version: u8) {
    template.version = version;
    template.extensions.clear();
}

fn period(template: &mut Template, not_before: &str, not_after: &str) {
    template.not_before = not_before.to_owned();
    template.not_after = not_after.to_owned();
}

/// An EC key on a named curve, with a point of as many octets.
fn ec(template: &mut Template, curve: &[u8], octets: usize) {
    let algorithm = [&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1][..], curve].map(der::object_identifier);
    let mut point = vec![0x5a; octets];
    point[0] = 4;
    template.public_key_info = der::sequence(&[der::sequence(&algorithm), der::bit_string(&point)]);
}

/// A key without parameters.
fn bare(template: &mut Template, id: &[u8], octets: usize) {
    let algorithm = der::sequence(&[der::object_identifier(id)]);
    template.public_key_info = der::sequence(&[algorithm, der::bit_string(&vec![9; octets])]);
}

/// An RSA key whose modulus has as many bits.
fn rsa(template: &mut Template, bits: usize) {
    let mut modulus = vec![0x5b; bits.div_ceil(8)];
    modulus[0] = 1 << ((bits + 7) % 8);
    template.public_key_info = rsa_key(&der::sequence(&[der::unsigned(&modulus), der::unsigned(&[1, 0, 1])]));
}

/// A DSA key whose prime has as many bits; without any, one that takes its parameters from its issuer.
fn dsa(template: &mut Template, bits: usize) {
    let id = der::object_identifier(&[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1]);
    let mut prime = vec![0x5b; bits.div_ceil(8)];
    if let Some(first) = prime.first_mut() {
        *first = 1 << ((bits + 7) % 8);
    }
    let parameters = match bits {
        0 => Vec::new(),
        _ => der::sequence(&[der::unsigned(&prime), der::unsigned(&[0x5b; 32]), der::unsigned(&[2])]),
    };
    template.public_key_info =
        der::sequence(&[der::sequence(&[id, parameters]), der::bit_string(&der::unsigned(&[0x5b; 16]))]);
}

const ED448: &[u8] = &[0x2b, 0x65, 113];
const P224: Fault<Template> = ("P-224", |t| ec(t, &[0x2b, 0x81, 4, 0, 33], 57));
const P256: Fault<Template> = ("P-256", |t| ec(t, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], 65));
const P384: Fault<Template> = ("P-384", |t| ec(t, &[0x2b, 0x81, 4, 0, 34], 97));
const P521: Fault<Template> = ("P-521", |t| ec(t, &[0x2b, 0x81, 4, 0, 35], 133));
const SECP256K1: Fault<Template> = ("secp256k1", |t| ec(t, &[0x2b, 0x81, 4, 0, 10], 65));
const ED25519_KEY: Fault<Template> = ("Ed25519", |t| bare(t, oid::ED25519, 32));
const ED448_KEY: Fault<Template> = ("Ed448", |t| bare(t, ED448, 57));
const UNKNOWN_KEY: Fault<Template> = ("a key of an unknown kind", |t| bare(t, oid::UNKNOWN, 32));

/// Rules of the subject's public key; an anchor whose key nobody reads is none.
pub(super) const KEYS: &[Rule] = &[
    Rule {
        requirement: Requirement::PublicKeyStrength,
        like: "rfc5280",
        places: ALL,
        kept: &[
            ("RSA of 1024 bits", |t| rsa(t, 1024)),
            ("RSA of 1025 bits", |t| rsa(t, 1025)),
            ("RSA of 16384 bits", |t| rsa(t, 16384)),
            ("DSA of 1024 bits", |t| dsa(t, 1024)),
        ],
        broken: &[
            ("RSA of 1023 bits", |t| rsa(t, 1023)),
            ("RSA of 16385 bits", |t| rsa(t, 16385)),
            ("DSA of 1023 bits", |t| dsa(t, 1023)),
        ],
    },
    Rule {
        requirement: Requirement::PublicKeyStrength,
        like: "web-pki",
        places: ALL,
        kept: &[("RSA of 2048 bits", |t| rsa(t, 2048)), ("RSA of 2056 bits", |t| rsa(t, 2056))],
        broken: &[
            ("RSA of 2047 bits", |t| rsa(t, 2047)),
            ("RSA of 2049 bits", |t| rsa(t, 2049)),
            ("RSA of 2055 bits", |t| rsa(t, 2055)),
        ],
    },
    Rule {
        requirement: Requirement::PublicKeyStrength,
        like: "rfc5280",
        places: &[EndEntity, Intermediate],
        kept: &[("DSA with the issuer's parameters", |t| dsa(t, 0))],
        broken: &[],
    },
    Rule {
        requirement: Requirement::PublicKeyKind,
        like: "rfc5280",
        places: &[EndEntity, Intermediate],
        kept: &[
            P256,
            P384,
            P521,
            ED25519_KEY,
            ("RSA", |t| rsa(t, 2048)),
            ("DSA", |t| dsa(t, 2048)),
            ("an RSA key that cannot be read", |t| t.public_key_info = rsa_key(&der::tlv(0x04, &[1]))),
        ],
        broken: &[P224, SECP256K1, ED448_KEY, UNKNOWN_KEY],
    },
    Rule {
        requirement: Requirement::PublicKeyKind,
        like: "boringssl-pki",
        places: &[EndEntity, Intermediate],
        kept: &[P256, P384, P521, ("RSA", |t| rsa(t, 2048))],
        broken: &[ED25519_KEY, ED448_KEY, UNKNOWN_KEY, ("DSA", |t| dsa(t, 2048))],
    },
    Rule {
        requirement: Requirement::PublicKeyKind,
        like: "go",
        places: &[EndEntity, Intermediate],
        kept: &[P224, P256, P384, P521, ED25519_KEY, ED448_KEY, UNKNOWN_KEY, ("DSA", |t| dsa(t, 2048))],
        broken: &[SECP256K1],
    },
    Rule {
        requirement: Requirement::PublicKeyWellFormed,
        like: "rfc5280",
        places: &[EndEntity, Intermediate],
        kept: &[("RSA", |t| rsa(t, 2048)), P256],
        broken: &[("an RSA key that is none", |t| t.public_key_info = rsa_key(&der::tlv(0x04, &[1])))],
    },
    // Go reads a key whole.
    Rule {
        requirement: Requirement::PublicKeyWellFormed,
        like: "go",
        places: &[EndEntity, Intermediate],
        kept: &[P224, P256, P384, P521, ED25519_KEY, ("RSA", |t| rsa(t, 2048)), ("DSA", |t| dsa(t, 2048))],
        broken: &[
            ("P-224 with a point too short", |t| ec(t, &[0x2b, 0x81, 4, 0, 33], 56)),
            ("P-256 with a point too long", |t| ec(t, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], 66)),
            ("P-384 with a point too short", |t| ec(t, &[0x2b, 0x81, 4, 0, 34], 96)),
            ("P-521 with a point too long", |t| ec(t, &[0x2b, 0x81, 4, 0, 35], 134)),
            ("Ed25519 of 31 octets", |t| bare(t, oid::ED25519, 31)),
            ("ML-DSA-44 a key too short", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17], 1_311)),
            ("ML-DSA-65 a key too short", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18], 1_951)),
            ("ML-DSA-87 a key too short", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19], 2_591)),
        ],
    },
    Rule {
        requirement: Requirement::PublicKeyWellFormed,
        like: "go",
        places: &[EndEntity],
        kept: &[
            ("ML-DSA-44", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17], 1_312)),
            ("ML-DSA-65", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18], 1_952)),
            ("ML-DSA-87", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19], 2_592)),
            ("another of the family", |t| bare(t, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 20], 7)),
            SECP256K1,
        ],
        broken: &[],
    },
];
