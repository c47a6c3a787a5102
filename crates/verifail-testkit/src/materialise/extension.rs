//! Extensions, written in one order: key identifiers, constraints, usages, names, policies, the rest.

use super::der::Der;
use super::general_name::{general_name, name};
use super::{certificate, key_identifier, oid};
use crate::world::{CertSpec, EncodingFault, GeneralName, KeyUsage};

/// What is in place of a value that does not decode.
const NONSENSE: &[u8] = &[4, 1, 1];

/// Every extension of a certificate. Nothing is written when there is none.
pub(super) fn extensions(der: &mut Der, spec: &CertSpec) {
    let has = |fault| spec.faults.contains(&fault);
    if let Some(e) = spec.subject_key_identifier {
        extension(der, oid::SUBJECT_KEY_IDENTIFIER, e.critical, |der| der.octets(4, &key_identifier(e.identifier)));
    }
    if spec.authority_key_identifier.is_some() {
        authority_key_identifier(der, spec);
    }
    let times = |fault| if has(fault) { 2 } else { 1 };
    for _ in 0..times(EncodingFault::DuplicateBasicConstraints) {
        basic_constraints(der, spec);
    }
    if has(EncodingFault::BadKeyUsage) {
        extension(der, oid::KEY_USAGE, true, |der| der.raw(NONSENSE));
    } else if let Some(e) = spec.key_usage {
        extension(der, oid::KEY_USAGE, e.critical, |der| key_usage(der, e));
    }
    if has(EncodingFault::BadExtendedKeyUsage) {
        extension(der, oid::EXTENDED_KEY_USAGE, false, |der| der.raw(NONSENSE));
    } else if let Some(e) = &spec.extended_key_usage {
        extension(der, oid::EXTENDED_KEY_USAGE, e.critical, |der| {
            der.sequence(|der| e.purposes.iter().for_each(|p| der.object_identifier(oid::purpose_id(*p))));
        });
    }
    for _ in 0..times(EncodingFault::DuplicateSubjectAltName) {
        if has(EncodingFault::BadSubjectAltName) {
            extension(der, oid::SUBJECT_ALT_NAME, false, |der| der.raw(NONSENSE));
        } else if let Some(e) = &spec.subject_alt_name {
            extension(der, oid::SUBJECT_ALT_NAME, e.critical, |der| {
                der.sequence(|der| e.names.iter().for_each(|n| general_name(der, n)));
            });
        }
    }
    if has(EncodingFault::BadNameConstraints) {
        extension(der, oid::NAME_CONSTRAINTS, true, |der| der.raw(NONSENSE));
    } else if let Some(e) = &spec.name_constraints {
        extension(der, oid::NAME_CONSTRAINTS, e.critical, |der| {
            der.sequence(|der| {
                subtrees(der, 0xa0, &e.permitted);
                subtrees(der, 0xa1, &e.excluded);
            });
        });
    }
    policies(der, spec);
    if let Some(critical) = spec.ca_issuers {
        extension(der, oid::AUTHORITY_INFO_ACCESS, critical, |der| {
            der.sequence(|der| {
                der.sequence(|der| {
                    der.object_identifier(oid::CA_ISSUERS);
                    der.octets(0x86, b"http://ca.example.com/ca.der");
                });
            });
        });
    }
    if let Some(critical) = spec.unknown_extension {
        for _ in 0..times(EncodingFault::DuplicateUnknownExtension) {
            extension(der, oid::UNKNOWN, critical, |der| der.octets(4, b"unknown"));
        }
    }
}

fn extension(der: &mut Der, id: &[u8], critical: bool, value: impl FnOnce(&mut Der)) {
    der.sequence(|der| {
        der.object_identifier(id);
        if critical {
            der.truth();
        }
        der.node(4, value);
    });
}

fn authority_key_identifier(der: &mut Der, spec: &CertSpec) {
    let Some(e) = &spec.authority_key_identifier else { return };
    extension(der, oid::AUTHORITY_KEY_IDENTIFIER, e.critical, |der| {
        der.sequence(|der| {
            if let Some(identifier) = e.identifier {
                der.octets(0x80, &key_identifier(identifier));
            }
            if let Some((issuer, serial)) = &e.issuer_and_serial {
                der.node(0xa1, |der| der.node(0xa4, |der| name(der, issuer)));
                certificate::serial(der, 0x82, *serial, false);
            }
        });
    });
}

fn basic_constraints(der: &mut Der, spec: &CertSpec) {
    let has = |fault| spec.faults.contains(&fault);
    if has(EncodingFault::BadBasicConstraints) {
        return extension(der, oid::BASIC_CONSTRAINTS, true, |der| der.raw(NONSENSE));
    }
    let Some(e) = spec.basic_constraints else { return };
    extension(der, oid::BASIC_CONSTRAINTS, e.critical, |der| {
        der.sequence(|der| {
            match e.ca {
                true if has(EncodingFault::BerBoolean) => der.raw(&[1, 1, 1]),
                true => der.truth(),
                false if has(EncodingFault::ExplicitDefault) => der.raw(&[1, 1, 0]),
                false => {}
            }
            if let Some(limit) = e.path_length {
                der.integer(u64::from(limit));
            }
        });
    });
}

fn key_usage(der: &mut Der, usage: KeyUsage) {
    // Named bit 0 is the most significant bit of the first octet; trailing zeros are left out (X.690 section 11.2.2).
    let bits = usage.bits.reverse_bits();
    let [first, second] = bits.to_be_bytes();
    match (first, second) {
        (0, 0) => der.octets(3, &[0]),
        (first, 0) => der.octets(3, &[first.trailing_zeros() as u8, first]),
        (first, second) => der.octets(3, &[second.trailing_zeros() as u8, first, second]),
    }
}

fn subtrees(der: &mut Der, tag: u8, bases: &[GeneralName]) {
    if !bases.is_empty() {
        der.node(tag, |der| bases.iter().for_each(|base| der.sequence(|der| general_name(der, base))));
    }
}

fn policies(der: &mut Der, spec: &CertSpec) {
    if let Some(e) = &spec.certificate_policies {
        extension(der, oid::CERTIFICATE_POLICIES, e.critical, |der| {
            der.sequence(|der| {
                for (at, policy) in e.policies.iter().enumerate() {
                    der.sequence(|der| {
                        der.object_identifier(&oid::policy_id(*policy));
                        if at == 0 && e.unknown_qualifier {
                            der.sequence(|der| {
                                der.sequence(|der| {
                                    der.object_identifier(oid::NOBODYS);
                                    der.raw(&[5, 0]);
                                });
                            });
                        }
                    });
                }
            });
        });
    }
    if let Some(e) = &spec.policy_mappings {
        extension(der, oid::POLICY_MAPPINGS, true, |der| {
            der.sequence(|der| {
                for (issuer, subject) in &e.pairs {
                    der.sequence(|der| {
                        der.object_identifier(&oid::policy_id(*issuer));
                        der.object_identifier(&oid::policy_id(*subject));
                    });
                }
            });
        });
    }
    if let Some(e) = spec.policy_constraints {
        extension(der, oid::POLICY_CONSTRAINTS, e.critical, |der| {
            der.sequence(|der| {
                if let Some(skip) = e.require_explicit_policy {
                    der.octets(0x80, &[skip & 0x7f]);
                }
                if let Some(skip) = e.inhibit_policy_mapping {
                    der.octets(0x81, &[skip & 0x7f]);
                }
            });
        });
    }
    if let Some(skip) = spec.inhibit_any_policy {
        extension(der, oid::INHIBIT_ANY_POLICY, true, |der| der.integer(u64::from(skip & 0x7f)));
    }
}
