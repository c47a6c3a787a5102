//! Certificates as a reader meets them: what is not there, what does not decode, and which spellings are the same.

mod names;

use verifail::certificate::Curve;
use verifail::policy::{CertificateReader, KeyRules, Parameters, UniqueExtensions};

use super::{
    BasicConstraints, CertSpec, CertificatePolicies, EncodingFault, GeneralName, KeyForm, KeyUsage, NameConstraints,
    PolicyConstraints, PolicyMappings, PublicKey, Purpose, Serial, SignatureForm, World,
};
use crate::signing::{self, Scheme};

use names::read_name;
pub(crate) use names::{attributes, is_same_when_read, is_same_when_written, same_attributes, same_name};

/// Not there, there but no value of its type, or read.
pub(crate) type Read<T> = Option<Option<T>>;

/// Arcs below 2.5.29, and two stand-ins.
pub(crate) const UNKNOWN: u8 = 0;
pub(crate) const AUTHORITY_INFO_ACCESS: u8 = 1;
pub(crate) const SUBJECT_ALT_NAME: u8 = 17;
pub(crate) const CERTIFICATE_POLICIES: u8 = 32;

/// The same world with every name as it reads, and no fault that leaves no trace: specs are equal when their octets
/// are. Each certificate is there once.
pub(crate) fn as_read(world: &World) -> World {
    let mut world = world.clone();
    let keys = signing::keys(world.scheme);
    let mut unread: Vec<(CertSpec, CertSpec)> = Vec::new();
    for spec in world.certificates_mut() {
        normalise(spec);
        spec.key.id %= keys;
        spec.signer %= keys;
        if has(spec, EncodingFault::LongFormLength) {
            let written = spec.clone();
            forget_extensions(spec);
            // Of what is not read, that it is another certificate is left: the fault is said once more for each.
            while unread.iter().any(|(other, read)| read == spec && *other != written) {
                spec.faults.push(EncodingFault::LongFormLength);
            }
            unread.push((written, spec.clone()));
        }
    }
    world.question.distrusted.iter_mut().for_each(|key| *key %= keys);
    world.crls.iter_mut().for_each(|crl| crl.signer %= keys);
    world.crls.iter_mut().for_each(|crl| read_name(&mut crl.issuer));
    (world.intermediates, world.anchors) = (distinct(world.intermediates), distinct(world.anchors));
    world
}

fn distinct(specs: Vec<CertSpec>) -> Vec<CertSpec> {
    let mut found: Vec<CertSpec> = Vec::new();
    for spec in specs {
        if !found.contains(&spec) {
            found.push(spec);
        }
    }
    found
}

/// One spec for all that are the same octets.
fn normalise(spec: &mut CertSpec) {
    use EncodingFault::*;
    spec.faults.sort();
    spec.faults.dedup();
    // What would have been written where nonsense is leaves no trace.
    if has(spec, BadBasicConstraints) {
        spec.basic_constraints = None;
    }
    if has(spec, BadKeyUsage) {
        spec.key_usage = None;
    }
    if has(spec, BadExtendedKeyUsage) {
        spec.extended_key_usage = None;
    }
    if has(spec, BadSubjectAltName) {
        spec.subject_alt_name = None;
    }
    if has(spec, BadNameConstraints) {
        spec.name_constraints = None;
    }
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
    if spec.serial == Serial::Number(0) {
        spec.serial = Serial::Zero;
    }
    // Whose key makes no signature, nobody can tell.
    if spec.signature == SignatureForm::Empty {
        spec.signer = 0;
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

/// Behind a length that is none, nothing is found.
fn forget_extensions(spec: &mut CertSpec) {
    use EncodingFault::*;
    spec.faults.retain(|fault| matches!(fault, LongFormLength | PaddedSerial | TimeWithoutSeconds));
    (spec.basic_constraints, spec.key_usage, spec.extended_key_usage) = (None, None, None);
    (spec.subject_alt_name, spec.name_constraints) = (None, None);
    (spec.subject_key_identifier, spec.authority_key_identifier) = (None, None);
    (spec.certificate_policies, spec.policy_mappings) = (None, None);
    (spec.policy_constraints, spec.inhibit_any_policy) = (None, None);
    (spec.ca_issuers, spec.unknown_extension) = (None, None);
}

/// Whether a reader takes the times. Without seconds Go takes UTCTimes, to the minute; rustls-webpki takes none before
/// 1970.
pub(crate) fn takes_times(spec: &CertSpec, reader: CertificateReader) -> bool {
    /// 1950 to 2049 (RFC 5280 section 4.1.2.5).
    const UTC_TIMES: std::ops::Range<i64> = -631_152_000..2_524_608_000;
    let times = [spec.validity.not_before, spec.validity.not_after];
    let to_the_minute = reader == CertificateReader::Go && times.iter().all(|at| UTC_TIMES.contains(at));
    let too_early = reader == CertificateReader::Webpki && times.iter().any(|at| *at < 0);
    !too_early && (to_the_minute || !has(spec, EncodingFault::TimeWithoutSeconds))
}

pub(crate) fn has(spec: &CertSpec, fault: EncodingFault) -> bool {
    spec.faults.contains(&fault)
}

pub(crate) fn basic_constraints(spec: &CertSpec) -> Read<BasicConstraints> {
    let unreadable = has(spec, EncodingFault::BadBasicConstraints) || has(spec, EncodingFault::BerBoolean);
    if unreadable { Some(None) } else { spec.basic_constraints.map(Some) }
}

pub(crate) fn key_usage(spec: &CertSpec) -> Read<KeyUsage> {
    if has(spec, EncodingFault::BadKeyUsage) { Some(None) } else { spec.key_usage.map(Some) }
}

/// Whether keyUsage, where it can be read, has one of these bits.
pub(crate) fn usage(spec: &CertSpec, bits: u16) -> Option<bool> {
    key_usage(spec).flatten().map(|usage| usage.intersects(bits))
}

pub(crate) fn extended_key_usage(spec: &CertSpec) -> Read<&[Purpose]> {
    let read = spec.extended_key_usage.as_ref().map(|e| Some(e.purposes.as_slice()));
    if has(spec, EncodingFault::BadExtendedKeyUsage) { Some(None) } else { read }
}

pub(crate) fn subject_alt_name(spec: &CertSpec) -> Read<&[GeneralName]> {
    let read = spec.subject_alt_name.as_ref().map(|e| Some(e.names.as_slice()));
    if has(spec, EncodingFault::BadSubjectAltName) { Some(None) } else { read }
}

pub(crate) fn name_constraints(spec: &CertSpec) -> Read<&NameConstraints> {
    if has(spec, EncodingFault::BadNameConstraints) { Some(None) } else { spec.name_constraints.as_ref().map(Some) }
}

/// Three sequences that must not be empty.
pub(crate) fn policies(spec: &CertSpec) -> Read<&CertificatePolicies> {
    spec.certificate_policies.as_ref().map(|e| Some(e).filter(|e| !e.policies.is_empty()))
}

pub(crate) fn mappings(spec: &CertSpec) -> Read<&PolicyMappings> {
    spec.policy_mappings.as_ref().map(|e| Some(e).filter(|e| !e.pairs.is_empty()))
}

pub(crate) fn policy_constraints(spec: &CertSpec) -> Read<PolicyConstraints> {
    let some = |e: &PolicyConstraints| e.require_explicit_policy.is_some() || e.inhibit_policy_mapping.is_some();
    spec.policy_constraints.map(|e| Some(e).filter(some))
}

pub(crate) fn is_ca(spec: &CertSpec) -> bool {
    basic_constraints(spec).flatten().is_some_and(|e| e.ca)
}

/// Every extension: type, whether critical, whether its value is one of the type.
pub(crate) fn extensions(spec: &CertSpec) -> Vec<(u8, bool, bool)> {
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

/// Whether a type that a policy wants once is there twice.
pub(crate) fn is_repeated(parameters: &Parameters, extensions: &[(u8, bool, bool)]) -> bool {
    let counts = |arc| match parameters.unique_extensions {
        UniqueExtensions::Decoded => is_among(parameters.decoded_extensions, arc),
        UniqueExtensions::Recognised => is_among(parameters.recognised_extensions, arc),
        _ => true,
    };
    extensions.iter().any(|e| counts(e.0) && extensions.iter().filter(|other| other.0 == e.0).count() > 1)
}

/// Whether a type is among those object identifiers, given by their contents.
pub(crate) fn is_among(ids: &[&[u8]], arc: u8) -> bool {
    ids.contains(&object_identifier(arc).as_slice())
}

/// The contents of an extension type's object identifier.
fn object_identifier(arc: u8) -> Vec<u8> {
    match arc {
        UNKNOWN => Vec::new(),
        AUTHORITY_INFO_ACCESS => vec![0x2b, 6, 1, 5, 5, 7, 1, 1],
        arc => vec![0x55, 0x1d, arc],
    }
}

/// Whether no key identifier says that another key is meant.
pub(crate) fn identifiers_agree(child: &CertSpec, issuer: &CertSpec) -> bool {
    let authority = child.authority_key_identifier.as_ref().and_then(|e| e.identifier);
    let subject = issuer.key_identifier();
    authority.is_none() || subject.is_none() || authority == subject
}

/// Whether the issuer's key identifier is the one that is named.
pub(crate) fn identifiers_match(child: &CertSpec, issuer: &CertSpec) -> bool {
    let authority = child.authority_key_identifier.as_ref().and_then(|e| e.identifier);
    authority.is_some() && authority == issuer.key_identifier()
}

/// authorityCertIssuer and authorityCertSerialNumber are the issuer's, where they are there.
pub(crate) fn is_named_authority(child: &CertSpec, issuer: &CertSpec) -> bool {
    let named = child.authority_key_identifier.as_ref().and_then(|e| e.issuer_and_serial.as_ref());
    named.is_none_or(|(name, serial)| has_serial(issuer, *serial) && same_attributes(name, &issuer.issuer))
}

/// Whether these are the octets of the serial number.
fn has_serial(spec: &CertSpec, serial: Serial) -> bool {
    spec.serial == number(serial) && !has(spec, EncodingFault::PaddedSerial)
}

/// Zero in one way.
pub(crate) const fn number(serial: Serial) -> Serial {
    match serial {
        Serial::Number(0) => Serial::Zero,
        other => other,
    }
}

/// Subject and issuer are the same name.
pub(crate) fn is_self_issued(spec: &CertSpec) -> bool {
    same_attributes(&spec.subject, &spec.issuer)
}

/// How a signature comes out under a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    Valid,
    Invalid,
    Unsupported,
}

pub(crate) fn signature(scheme: Scheme, child: &CertSpec, key: PublicKey) -> Signature {
    use KeyForm::{LongRsa, Plain, Unreadable};
    let by_key = key.id == child.signer;
    match (child.signature, scheme, key.form) {
        (SignatureForm::UnknownAlgorithm, ..) => Signature::Unsupported,
        (SignatureForm::Sha1, Scheme::P256, Plain) => Signature::Invalid,
        (SignatureForm::Sha1, ..) => Signature::Unsupported,
        (SignatureForm::Sound | SignatureForm::InnerAlgorithmDiffers, _, Plain) if by_key => Signature::Valid,
        (_, _, Plain) | (_, Scheme::Rsa2048, LongRsa | Unreadable) => Signature::Invalid,
        _ => Signature::Unsupported,
    }
}

/// Whether the algorithm of a signature is one for that kind of key.
pub(crate) fn is_kind_of(scheme: Scheme, signature: SignatureForm, key: PublicKey) -> bool {
    let family_of_signature = |form| match (form, scheme) {
        (SignatureForm::UnknownAlgorithm, _) => "unknown",
        (SignatureForm::Sha1, _) | (_, Scheme::Toy | Scheme::P256) => "EC",
        (_, Scheme::Rsa2048) => "RSA",
        (_, Scheme::Ed25519) => "Ed25519",
    };
    let family_of_key = match key.form {
        KeyForm::Plain => family_of_signature(SignatureForm::Sound),
        KeyForm::ExplicitParameters | KeyForm::OtherCurve => "EC",
        KeyForm::ShortRsa | KeyForm::LongRsa | KeyForm::Unreadable => "RSA",
        KeyForm::Ed448 => "Ed448",
        KeyForm::UnknownAlgorithm => "unknown",
    };
    family_of_signature(signature) == family_of_key
}

/// The length of an RSA modulus.
pub(crate) const fn rsa_bits(scheme: Scheme, key: PublicKey) -> Option<u32> {
    match (key.form, scheme) {
        (KeyForm::ShortRsa, _) => Some(1_023),
        (KeyForm::LongRsa, _) => Some(16_392),
        (KeyForm::Plain, Scheme::Rsa2048) => Some(2_048),
        _ => None,
    }
}

/// Whether a policy permits keys of that kind, whatever their length.
pub(crate) fn is_permitted(rules: &KeyRules, scheme: Scheme, key: PublicKey) -> bool {
    match (key.form, scheme) {
        (KeyForm::Plain, Scheme::Toy | Scheme::P256) => rules.curves.contains(&Curve::P256),
        (KeyForm::Plain, Scheme::Ed25519) => rules.ed25519,
        (KeyForm::OtherCurve, _) => rules.curves.contains(&Curve::Secp256k1),
        (KeyForm::ExplicitParameters, _) => false,
        (KeyForm::Ed448 | KeyForm::UnknownAlgorithm, _) => rules.unknown,
        (KeyForm::Plain | KeyForm::ShortRsa | KeyForm::LongRsa | KeyForm::Unreadable, _) => true,
    }
}
