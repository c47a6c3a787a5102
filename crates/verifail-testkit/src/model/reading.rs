//! Certificates as a reader meets them: what is not there, what does not decode, and which spellings are the same.

use std::borrow::Cow;

use verifail::certificate::NameComparison;

use super::Model;
use crate::signing;
use crate::world::{
    BasicConstraints, CertSpec, CertificatePolicies, EncodingFault, GeneralName, KeyUsage, Name, NameConstraints,
    PolicyConstraints, PolicyMappings, Purpose, Serial, Spelling, World,
};

/// Not there, there but no value of its type, or read.
pub(super) type Read<T> = Option<Option<T>>;

/// Arcs below 2.5.29, and two stand-ins.
pub(super) const UNKNOWN: u8 = 0;
pub(super) const AUTHORITY_INFO_ACCESS: u8 = 1;
pub(super) const SUBJECT_ALT_NAME: u8 = 17;
pub(super) const CERTIFICATE_POLICIES: u8 = 32;

/// The same world with every name as it reads, and no fault that leaves no trace: specs are equal when their octets are.
pub(super) fn as_read(world: &World) -> World {
    let mut world = world.clone();
    let keys = signing::keys(world.scheme);
    for spec in world.certificates_mut() {
        read_certificate(spec);
        spec.key.id %= keys;
        spec.signer %= keys;
    }
    world.question.distrusted.iter_mut().for_each(|key| *key %= keys);
    world.crls.iter_mut().for_each(|crl| crl.signer %= keys);
    world.crls.iter_mut().for_each(|crl| read_name(&mut crl.issuer));
    world
}

fn read_certificate(spec: &mut CertSpec) {
    use EncodingFault::*;
    spec.faults.sort();
    spec.faults.dedup();
    let nameless = extensions(spec).is_empty();
    let written = spec.clone();
    spec.faults.retain(|fault| match fault {
        BerBoolean => written.basic_constraints.is_some_and(|e| e.ca),
        ExplicitDefault => written.basic_constraints.is_some_and(|e| !e.ca),
        DuplicateBasicConstraints => basic_constraints(&written).is_some(),
        DuplicateSubjectAltName => subject_alt_name(&written).is_some(),
        DuplicateUnknownExtension => written.unknown_extension.is_some(),
        PaddedSerial => matches!(written.serial, Serial::Number(_)),
        LongFormLength => !nameless,
        _ => true,
    });
    if spec.faults.contains(&LongFormLength) {
        // Behind a length that is none, nothing is found.
        *spec = CertSpec {
            faults: spec
                .faults
                .iter()
                .copied()
                .filter(|f| matches!(f, LongFormLength | PaddedSerial | TimeWithoutSeconds))
                .collect(),
            basic_constraints: None,
            key_usage: None,
            extended_key_usage: None,
            subject_alt_name: None,
            name_constraints: None,
            subject_key_identifier: None,
            authority_key_identifier: None,
            certificate_policies: None,
            policy_mappings: None,
            policy_constraints: None,
            inhibit_any_policy: None,
            ca_issuers: None,
            unknown_extension: None,
            ..spec.clone()
        };
    }
    if spec.serial == Serial::Number(0) {
        spec.serial = Serial::Zero;
    }
    if has(spec, TimeWithoutSeconds) {
        for at in [&mut spec.validity.not_before, &mut spec.validity.not_after] {
            *at -= at.rem_euclid(60);
        }
    }
    let names = [&mut spec.subject, &mut spec.issuer];
    names.into_iter().for_each(read_name);
    let alternative = spec.subject_alt_name.iter_mut().flat_map(|e| &mut e.names);
    let subtrees = spec.name_constraints.iter_mut().flat_map(|e| e.permitted.iter_mut().chain(&mut e.excluded));
    for name in alternative.chain(subtrees) {
        if let GeneralName::Directory(name) = name {
            read_name(name);
        }
    }
    if let Some((issuer, _)) = spec.authority_key_identifier.iter_mut().find_map(|e| e.issuer_and_serial.as_mut()) {
        read_name(issuer);
    }
}

/// The text that is read, whatever was meant; the spelling is left as the string type.
fn read_name(name: &mut Name) {
    let Some(text) = &mut name.common_name else {
        name.spelling = Spelling::Utf8;
        return;
    };
    let swap = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let read: String = match name.spelling {
        Spelling::OtherCase => text.chars().map(swap).collect(),
        Spelling::Padded => format!(" {text} "),
        // Surrogates are no characters.
        Spelling::Bmp => text.encode_utf16().map(|u| char::from_u32(u.into()).unwrap_or('\u{fffd}')).collect(),
        Spelling::Utf8 | Spelling::Universal => return,
        // UTF-8 in a string of one octet a character.
        _ if text.chars().any(|c| u32::from(c) > 0xff) => text.bytes().map(char::from).collect(),
        _ => return,
    };
    *text = Cow::Owned(read);
    if matches!(name.spelling, Spelling::OtherCase | Spelling::Padded) {
        name.spelling = Spelling::Utf8;
    }
}

pub(super) fn has(spec: &CertSpec, fault: EncodingFault) -> bool {
    spec.faults.contains(&fault)
}

pub(super) fn basic_constraints(spec: &CertSpec) -> Read<BasicConstraints> {
    let unreadable = has(spec, EncodingFault::BadBasicConstraints) || has(spec, EncodingFault::BerBoolean);
    if unreadable { Some(None) } else { spec.basic_constraints.map(Some) }
}

pub(super) fn key_usage(spec: &CertSpec) -> Read<KeyUsage> {
    if has(spec, EncodingFault::BadKeyUsage) { Some(None) } else { spec.key_usage.map(Some) }
}

/// Whether keyUsage, where it can be read, has one of these bits.
pub(super) fn usage(spec: &CertSpec, bits: u16) -> Option<bool> {
    key_usage(spec).flatten().map(|usage| usage.intersects(bits))
}

pub(super) fn extended_key_usage(spec: &CertSpec) -> Read<&[Purpose]> {
    let read = spec.extended_key_usage.as_ref().map(|e| Some(e.purposes.as_slice()));
    if has(spec, EncodingFault::BadExtendedKeyUsage) { Some(None) } else { read }
}

pub(super) fn subject_alt_name(spec: &CertSpec) -> Read<&[GeneralName]> {
    let read = spec.subject_alt_name.as_ref().map(|e| Some(e.names.as_slice()));
    if has(spec, EncodingFault::BadSubjectAltName) { Some(None) } else { read }
}

pub(super) fn name_constraints(spec: &CertSpec) -> Read<&NameConstraints> {
    if has(spec, EncodingFault::BadNameConstraints) { Some(None) } else { spec.name_constraints.as_ref().map(Some) }
}

/// Three sequences that must not be empty.
pub(super) fn policies(spec: &CertSpec) -> Read<&CertificatePolicies> {
    spec.certificate_policies.as_ref().map(|e| Some(e).filter(|e| !e.policies.is_empty()))
}

pub(super) fn mappings(spec: &CertSpec) -> Read<&PolicyMappings> {
    spec.policy_mappings.as_ref().map(|e| Some(e).filter(|e| !e.pairs.is_empty()))
}

pub(super) fn policy_constraints(spec: &CertSpec) -> Read<PolicyConstraints> {
    let some = |e: &PolicyConstraints| e.require_explicit_policy.is_some() || e.inhibit_policy_mapping.is_some();
    spec.policy_constraints.map(|e| Some(e).filter(some))
}

pub(super) fn is_ca(spec: &CertSpec) -> bool {
    basic_constraints(spec).flatten().is_some_and(|e| e.ca)
}

/// Every extension: type, whether critical, whether its value is one of the type.
pub(super) fn extensions(spec: &CertSpec) -> Vec<(u8, bool, bool)> {
    use EncodingFault::*;
    let bad = |fault, read: Option<bool>| {
        if has(spec, fault) { Some(fault != BadExtendedKeyUsage && fault != BadSubjectAltName) } else { read }
    };
    let all = [
        (14, spec.subject_key_identifier.map(|e| e.critical), true),
        (35, spec.authority_key_identifier.as_ref().map(|e| e.critical), true),
        (
            19,
            bad(BadBasicConstraints, spec.basic_constraints.map(|e| e.critical)),
            basic_constraints(spec) != Some(None),
        ),
        (15, bad(BadKeyUsage, spec.key_usage.map(|e| e.critical)), key_usage(spec) != Some(None)),
        (
            37,
            bad(BadExtendedKeyUsage, spec.extended_key_usage.as_ref().map(|e| e.critical)),
            extended_key_usage(spec) != Some(None),
        ),
        (
            SUBJECT_ALT_NAME,
            bad(BadSubjectAltName, spec.subject_alt_name.as_ref().map(|e| e.critical)),
            subject_alt_name(spec) != Some(None),
        ),
        (
            30,
            bad(BadNameConstraints, spec.name_constraints.as_ref().map(|e| e.critical)),
            name_constraints(spec) != Some(None),
        ),
        (CERTIFICATE_POLICIES, spec.certificate_policies.as_ref().map(|e| e.critical), policies(spec) != Some(None)),
        (33, spec.policy_mappings.as_ref().map(|_| true), mappings(spec) != Some(None)),
        (36, spec.policy_constraints.map(|e| e.critical), policy_constraints(spec) != Some(None)),
        (54, spec.inhibit_any_policy.map(|_| true), true),
        (AUTHORITY_INFO_ACCESS, spec.ca_issuers, true),
        (UNKNOWN, spec.unknown_extension, true),
    ];
    let twice = |arc| match arc {
        19 => has(spec, DuplicateBasicConstraints),
        SUBJECT_ALT_NAME => has(spec, DuplicateSubjectAltName),
        UNKNOWN => has(spec, DuplicateUnknownExtension),
        _ => false,
    };
    let there = all.into_iter().filter_map(|(arc, critical, reads)| Some((arc, critical?, reads)));
    there.flat_map(|e| std::iter::repeat_n(e, if twice(e.0) { 2 } else { 1 })).collect()
}

/// The contents of an extension type's object identifier.
pub(super) fn object_identifier(arc: u8) -> Vec<u8> {
    match arc {
        UNKNOWN => Vec::new(),
        AUTHORITY_INFO_ACCESS => vec![0x2b, 6, 1, 5, 5, 7, 1, 1],
        arc => vec![0x55, 0x1d, arc],
    }
}

/// Whether no key identifier says that another key is meant.
pub(super) fn identifiers_agree(child: &CertSpec, issuer: &CertSpec) -> bool {
    let authority = child.authority_key_identifier.as_ref().and_then(|e| e.identifier);
    let subject = issuer.key_identifier();
    authority.is_none() || subject.is_none() || authority == subject
}

/// Whether the issuer's key identifier is the one that is named.
pub(super) fn identifiers_match(child: &CertSpec, issuer: &CertSpec) -> bool {
    let authority = child.authority_key_identifier.as_ref().and_then(|e| e.identifier);
    authority.is_some() && authority == issuer.key_identifier()
}

/// The attributes in order, string type, case and insignificant blanks aside (RFC 5280 section 7.1).
pub(super) fn attributes(name: &Name) -> Vec<(u8, String)> {
    let fold = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let words = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let texts = [&name.common_name, &name.email];
    (0..).zip(texts).filter_map(|(kind, text)| Some((kind, words(text.as_ref()?)))).collect()
}

impl Model<'_> {
    /// Whether names chain.
    pub(super) fn same_name(&self, left: &Name, right: &Name) -> bool {
        match self.policy.parameters().name_comparison {
            NameComparison::Exact => left == right,
            _ => attributes(left) == attributes(right),
        }
    }

    /// authorityCertIssuer and authorityCertSerialNumber are the issuer's, where they are there.
    pub(super) fn is_named_authority(&self, child: &CertSpec, issuer: &CertSpec) -> bool {
        let named = child.authority_key_identifier.as_ref().and_then(|e| e.issuer_and_serial.as_ref());
        named.is_none_or(|(name, serial)| has_serial(issuer, *serial) && attributes(name) == attributes(&issuer.issuer))
    }
}

/// Whether these are the octets of the serial number.
fn has_serial(spec: &CertSpec, serial: Serial) -> bool {
    spec.serial == number(serial) && !has(spec, EncodingFault::PaddedSerial)
}

/// Zero in one way.
pub(super) const fn number(serial: Serial) -> Serial {
    match serial {
        Serial::Number(0) => Serial::Zero,
        other => other,
    }
}

/// Subject and issuer are the same name.
pub(super) fn is_self_issued(spec: &CertSpec) -> bool {
    attributes(&spec.subject) == attributes(&spec.issuer)
}
