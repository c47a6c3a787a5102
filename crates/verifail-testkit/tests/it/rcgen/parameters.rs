//! Certificates in rcgen's words.

use std::net::IpAddr;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, CustomExtension, DistinguishedName, DnType, DnValue,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyIdMethod, KeyUsagePurpose, OtherNameValue, SanType, SerialNumber,
};
use verifail_testkit::materialise::key_identifier;
use verifail_testkit::world::{
    CertSpec, GeneralName, KeyForm, KeyIdentifier, KeyUsage, Name, NameConstraints, Purpose, Serial, SignatureForm,
    Spelling,
};

/// Parameters of the subject and of its issuer; `None` when rcgen cannot say it: versions, odd serial numbers, keys and
/// signatures, unique identifiers, encoding faults, criticality of its own, certificate policies, directory names in
/// subjectAltName, a basicConstraints without subjectKeyIdentifier or the reverse.
pub(super) fn of(spec: &CertSpec) -> Option<(CertificateParams, CertificateParams)> {
    let Serial::Number(serial) = spec.serial else { return None };
    let plain = spec.version == 3
        && spec.key.form == KeyForm::Plain
        && spec.signature == SignatureForm::Sound
        && !spec.unique_id
        && spec.faults.is_empty()
        && spec.certificate_policies.is_none()
        && spec.policy_mappings.is_none()
        && spec.policy_constraints.is_none()
        && spec.inhibit_any_policy.is_none()
        && spec.ca_issuers.is_none();
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let at = |seconds: i64| {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 { epoch - distance } else { epoch + distance }
    };
    let mut params = CertificateParams::default();
    params.serial_number = Some(SerialNumber::from(serial));
    params.distinguished_name = name(&spec.subject)?;
    params.not_before = at(spec.validity.not_before);
    params.not_after = at(spec.validity.not_after);
    params.is_ca = match (spec.basic_constraints, spec.subject_key_identifier) {
        (None, None) => IsCa::NoCa,
        (Some(constraints), Some(identifier)) if constraints.critical && !identifier.critical => {
            params.key_identifier_method = key_id_method(identifier.identifier);
            match (constraints.ca, constraints.path_length) {
                (false, None) => IsCa::ExplicitNoCa,
                (true, None) => IsCa::Ca(BasicConstraints::Unconstrained),
                (true, Some(limit)) => IsCa::Ca(BasicConstraints::Constrained(limit)),
                (false, Some(_)) => return None,
            }
        }
        _ => return None,
    };
    if let Some(usage) = spec.key_usage {
        params.key_usages = key_usages(usage)?;
    }
    if let Some(usage) = &spec.extended_key_usage {
        if usage.critical || usage.purposes.is_empty() {
            return None;
        }
        params.extended_key_usages = usage.purposes.iter().map(|purpose| self::purpose(*purpose)).collect();
    }
    if let Some(alternative) = &spec.subject_alt_name {
        if alternative.critical != spec.subject.is_empty() || alternative.names.is_empty() {
            return None;
        }
        params.subject_alt_names = alternative.names.iter().map(general_name).collect::<Option<_>>()?;
    }
    if let Some(constraints) = &spec.name_constraints {
        params.name_constraints = Some(name_constraints(constraints)?);
    }
    if let Some(critical) = spec.unknown_extension {
        let mut extension =
            CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55_555, 2], b"\x04\x07unknown".to_vec());
        extension.set_criticality(critical);
        params.custom_extensions = vec![extension];
    }
    let mut issuer = CertificateParams::default();
    issuer.distinguished_name = name(&spec.issuer)?;
    if let Some(authority) = &spec.authority_key_identifier {
        if authority.critical || authority.issuer_and_serial.is_some() {
            return None;
        }
        params.use_authority_key_identifier_extension = true;
        issuer.key_identifier_method = key_id_method(authority.identifier?);
    }
    plain.then_some((params, issuer))
}

fn key_id_method(identifier: KeyIdentifier) -> KeyIdMethod {
    KeyIdMethod::PreSpecified(key_identifier(identifier).to_vec())
}

fn name(name: &Name) -> Option<DistinguishedName> {
    let mut words = DistinguishedName::new();
    if let Some(text) = &name.common_name {
        let text = text.as_ref();
        let value = match name.spelling {
            Spelling::Utf8 => DnValue::Utf8String(text.to_owned()),
            Spelling::Printable => DnValue::PrintableString(text.try_into().ok()?),
            Spelling::Ia5 => DnValue::Ia5String(text.try_into().ok()?),
            Spelling::Teletex => DnValue::TeletexString(text.try_into().ok()?),
            Spelling::Bmp => DnValue::BmpString(text.try_into().ok()?),
            Spelling::Universal => DnValue::UniversalString(text.try_into().ok()?),
            Spelling::OtherCase | Spelling::Padded | Spelling::Visible => return None,
        };
        words.push(DnType::CommonName, value);
    }
    if let Some(text) = &name.email {
        let email = DnType::CustomDnType(vec![1, 2, 840, 113_549, 1, 9, 1]);
        words.push(email, DnValue::Ia5String(text.as_ref().try_into().ok()?));
    }
    Some(words)
}

fn key_usages(usage: KeyUsage) -> Option<Vec<KeyUsagePurpose>> {
    const BITS: [KeyUsagePurpose; 9] = [
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::ContentCommitment,
        KeyUsagePurpose::KeyEncipherment,
        KeyUsagePurpose::DataEncipherment,
        KeyUsagePurpose::KeyAgreement,
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
        KeyUsagePurpose::EncipherOnly,
        KeyUsagePurpose::DecipherOnly,
    ];
    let expressible = usage.critical && (1..1 << BITS.len()).contains(&usage.bits);
    expressible.then(|| (0..).zip(BITS).filter(|(bit, _)| usage.bits >> bit & 1 == 1).map(|(_, usage)| usage).collect())
}

fn purpose(purpose: Purpose) -> ExtendedKeyUsagePurpose {
    match purpose {
        Purpose::Any => ExtendedKeyUsagePurpose::Any,
        Purpose::ServerAuth => ExtendedKeyUsagePurpose::ServerAuth,
        Purpose::ClientAuth => ExtendedKeyUsagePurpose::ClientAuth,
        Purpose::CodeSigning => ExtendedKeyUsagePurpose::CodeSigning,
        Purpose::EmailProtection => ExtendedKeyUsagePurpose::EmailProtection,
        Purpose::TimeStamping => ExtendedKeyUsagePurpose::TimeStamping,
        Purpose::OcspSigning => ExtendedKeyUsagePurpose::OcspSigning,
        Purpose::ServerGatedCrypto => ExtendedKeyUsagePurpose::Other(vec![2, 16, 840, 1, 113_730, 4, 1]),
        Purpose::Unknown => ExtendedKeyUsagePurpose::Other(vec![1, 3, 6, 1, 4, 1, 55_555, 7]),
    }
}

fn general_name(name: &GeneralName) -> Option<SanType> {
    Some(match name {
        GeneralName::Dns(text) => SanType::DnsName(text.as_ref().try_into().ok()?),
        GeneralName::Email(text) => SanType::Rfc822Name(text.as_ref().try_into().ok()?),
        GeneralName::Uri(text) => SanType::URI(text.as_ref().try_into().ok()?),
        GeneralName::Ip(octets) => SanType::IpAddress(match octets.len() {
            4 => IpAddr::from(<[u8; 4]>::try_from(octets.as_slice()).ok()?),
            _ => IpAddr::from(<[u8; 16]>::try_from(octets.as_slice()).ok()?),
        }),
        GeneralName::Other(text) => {
            let value = OtherNameValue::Utf8String(text.as_ref().to_owned());
            SanType::OtherName((vec![1, 3, 6, 1, 4, 1, 55_555, 3], value))
        }
        GeneralName::Directory(_)
        | GeneralName::X400
        | GeneralName::EdiParty(_)
        | GeneralName::RegisteredId(_)
        | GeneralName::Octets { .. } => return None,
    })
}

fn name_constraints(constraints: &NameConstraints) -> Option<rcgen::NameConstraints> {
    let subtrees = |bases: &[GeneralName]| bases.iter().map(subtree).collect::<Option<Vec<_>>>();
    let words = rcgen::NameConstraints {
        permitted_subtrees: subtrees(&constraints.permitted)?,
        excluded_subtrees: subtrees(&constraints.excluded)?,
    };
    (constraints.critical && !(constraints.permitted.is_empty() && constraints.excluded.is_empty())).then_some(words)
}

fn subtree(base: &GeneralName) -> Option<GeneralSubtree> {
    Some(match base {
        GeneralName::Dns(text) => GeneralSubtree::DnsName(text.is_ascii().then(|| text.to_string())?),
        GeneralName::Email(text) => GeneralSubtree::Rfc822Name(text.is_ascii().then(|| text.to_string())?),
        GeneralName::Directory(directory) => GeneralSubtree::DirectoryName(name(directory)?),
        GeneralName::Ip(octets) => GeneralSubtree::IpAddress(match octets.split_at_checked(octets.len() / 2)? {
            (address, mask) if address.len() == 4 => CidrSubnet::V4(address.try_into().ok()?, mask.try_into().ok()?),
            (address, mask) => CidrSubnet::V6(address.try_into().ok()?, mask.try_into().ok()?),
        }),
        _ => return None,
    })
}
