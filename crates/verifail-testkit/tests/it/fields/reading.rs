//! A parsed certificate as the structure that it was written from. Panics on what no structure writes.

use verifail::Certificate;
use verifail::certificate::{GeneralName as Parsed, GeneralSubtrees, KeyUsage as Named};
use verifail_testkit::materialise::{self, policy_id, purpose_id};
use verifail_testkit::signing::{self, Scheme, toy};
use verifail_testkit::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertSpec, CertificatePolicies, ExtendedKeyUsage, GeneralName, KeyForm,
    KeyId, KeyIdentifier, KeyUsage, Name, NameConstraints, PolicyConstraints, PolicyId, PolicyMappings, PublicKey,
    Purpose, Serial, SignatureForm, Spelling, SubjectAltName, SubjectKeyIdentifier, Validity,
};

/// Every purpose.
pub(crate) const PURPOSES: [Purpose; 9] = [
    Purpose::Any,
    Purpose::ServerAuth,
    Purpose::ClientAuth,
    Purpose::CodeSigning,
    Purpose::EmailProtection,
    Purpose::TimeStamping,
    Purpose::OcspSigning,
    Purpose::ServerGatedCrypto,
    Purpose::Unknown,
];

/// The structure, signed with a toy key that is to be `signer`.
pub(super) fn spec(certificate: &Certificate<'_>, signer: KeyId) -> CertSpec {
    assert_eq!(certificate.defects(), []);
    assert_eq!(certificate.tbs_signature_algorithm(), certificate.signature_algorithm());
    assert_eq!(certificate.signature(), toy::sign(signer, certificate.tbs()));
    let key = certificate.public_key().unwrap();
    let is_key = |id: &KeyId| signing::public_key_info(Scheme::Toy, *id).ends_with(key.as_contents());
    let validity = certificate.validity().unwrap();
    let mut spec = CertSpec {
        version: certificate.version() as u8,
        serial: serial(certificate.serial_number()),
        subject: name(certificate.subject().as_contents()),
        issuer: name(certificate.issuer().as_contents()),
        validity: Validity {
            not_before: validity.not_before.unix_seconds(),
            not_after: validity.not_after.unix_seconds(),
        },
        key: PublicKey { id: (0..KeyId::MAX).find(is_key).unwrap(), form: KeyForm::Plain },
        signer,
        signature: SignatureForm::Sound,
        unique_id: certificate.has_unique_identifiers(),
        ..CertSpec::bare(0, signer)
    };
    let mut seen = Vec::new();
    for extension in certificate.extensions() {
        assert!(!seen.contains(&extension.id), "{} twice", extension.id);
        seen.push(extension.id);
        put(&mut spec, certificate, &extension.id.to_string(), extension.critical, extension.value);
    }
    spec
}

fn put(spec: &mut CertSpec, certificate: &Certificate<'_>, id: &str, critical: bool, value: &[u8]) {
    match id {
        "2.5.29.14" => {
            let identifier = key_identifier(certificate.subject_key_identifier().unwrap().unwrap());
            spec.subject_key_identifier = Some(SubjectKeyIdentifier { identifier, critical });
        }
        "2.5.29.15" => {
            const NAMED: [Named; 9] = [
                Named::DIGITAL_SIGNATURE,
                Named::NON_REPUDIATION,
                Named::KEY_ENCIPHERMENT,
                Named::DATA_ENCIPHERMENT,
                Named::KEY_AGREEMENT,
                Named::KEY_CERT_SIGN,
                Named::CRL_SIGN,
                Named::ENCIPHER_ONLY,
                Named::DECIPHER_ONLY,
            ];
            let usage = certificate.key_usage().unwrap().unwrap();
            let bits = (0..).zip(NAMED).filter(|(_, named)| usage.intersects(*named)).map(|(at, _)| 1 << at).sum();
            spec.key_usage = Some(KeyUsage { bits, critical });
        }
        "2.5.29.17" => {
            let names = certificate.subject_alt_name().unwrap().unwrap();
            let names = names.iter().map(|name| general_name(&name.unwrap())).collect();
            spec.subject_alt_name = Some(SubjectAltName { names, critical });
        }
        "2.5.29.19" => {
            let read = certificate.basic_constraints().unwrap().unwrap();
            let path_length = read.path_length.map(|limit| limit.try_into().unwrap());
            spec.basic_constraints = Some(BasicConstraints { ca: read.ca, path_length, critical });
        }
        "2.5.29.30" => {
            let read = certificate.name_constraints().unwrap().unwrap();
            let bases = |subtrees: Option<GeneralSubtrees<'_>>| {
                subtrees.iter().flat_map(|s| s.iter()).map(|subtree| general_name(&subtree.unwrap().base)).collect()
            };
            let (permitted, excluded) = (bases(read.permitted), bases(read.excluded));
            spec.name_constraints = Some(NameConstraints { permitted, excluded, critical });
        }
        "2.5.29.32" => {
            let read = certificate.certificate_policies().unwrap().unwrap();
            spec.certificate_policies = Some(CertificatePolicies {
                policies: read.iter().map(|information| policy(information.policy.as_bytes())).collect(),
                unknown_qualifier: read.iter().any(|information| information.has_unknown_qualifier),
                critical,
            });
        }
        "2.5.29.33" => {
            let read = certificate.policy_mappings().unwrap().unwrap();
            let pairs = read.iter().map(|(issuer, subject)| (policy(issuer.as_bytes()), policy(subject.as_bytes())));
            spec.policy_mappings = Some(PolicyMappings { pairs: pairs.collect() });
            assert!(critical);
        }
        "2.5.29.35" => {
            let read = certificate.authority_key_identifier().unwrap().unwrap();
            let issuer = read.issuer.map(|names| match names.iter().collect::<Vec<_>>().as_slice() {
                [Ok(Parsed::DirectoryName(issuer))] => name(issuer.as_contents()),
                other => panic!("{other:?}"),
            });
            spec.authority_key_identifier = Some(AuthorityKeyIdentifier {
                identifier: read.key_identifier.map(key_identifier),
                issuer_and_serial: issuer.map(|issuer| (issuer, serial(read.serial_number.unwrap()))),
                critical,
            });
        }
        "2.5.29.36" => {
            let read = certificate.policy_constraints().unwrap().unwrap();
            let skip = |skip: Option<u32>| skip.map(|skip| skip.try_into().unwrap());
            spec.policy_constraints = Some(PolicyConstraints {
                require_explicit_policy: skip(read.require_explicit_policy),
                inhibit_policy_mapping: skip(read.inhibit_policy_mapping),
                critical,
            });
        }
        "2.5.29.37" => {
            let read = certificate.extended_key_usage().unwrap().unwrap();
            let purpose = |id: &[u8]| PURPOSES.into_iter().find(|purpose| purpose_id(*purpose) == id).unwrap();
            let purposes = read.purposes().map(|id| purpose(id.as_bytes())).collect();
            spec.extended_key_usage = Some(ExtendedKeyUsage { purposes, critical });
        }
        "2.5.29.54" => {
            spec.inhibit_any_policy = Some(certificate.inhibit_any_policy().unwrap().unwrap().try_into().unwrap());
            assert!(critical);
        }
        "1.3.6.1.5.5.7.1.1" => {
            assert!(value.ends_with(b"\x86\x1chttp://ca.example.com/ca.der"), "{value:02x?}");
            spec.ca_issuers = Some(critical);
        }
        "1.3.6.1.4.1.55555.2" => {
            assert_eq!(value, b"\x04\x07unknown");
            spec.unknown_extension = Some(critical);
        }
        other => panic!("nothing writes {other}"),
    }
}

fn serial(contents: &[u8]) -> Serial {
    match contents {
        [0] => Serial::Zero,
        [0x80, 1] => Serial::Negative,
        [0x11, ..] if contents.len() == 21 => Serial::TooLong,
        [0, second, ..] => {
            assert!(second & 0x80 != 0, "{contents:02x?}");
            Serial::Number(number(contents))
        }
        [first, ..] => {
            assert!(first & 0x80 == 0, "{contents:02x?}");
            Serial::Number(number(contents))
        }
        [] => panic!("no serial number"),
    }
}

fn number(octets: &[u8]) -> u64 {
    octets.iter().fold(0, |number, octet| number << 8 | u64::from(*octet))
}

fn key_identifier(octets: &[u8]) -> KeyIdentifier {
    let all = (0..=u8::MAX).flat_map(|number| [KeyIdentifier::Of(number), KeyIdentifier::Stray(number)]);
    all.into_iter().find(|identifier| materialise::key_identifier(*identifier) == octets).unwrap()
}

fn policy(octets: &[u8]) -> PolicyId {
    (0..128).find(|number| policy_id(*number) == octets).unwrap()
}

/// Tag and contents of the first element, and what follows. Lengths have one or two octets here.
fn element(octets: &[u8]) -> (u8, &[u8], &[u8]) {
    let (header, length) = match octets {
        [_, 0x82, high, low, ..] => (4, usize::from(u16::from_be_bytes([*high, *low]))),
        [_, 0x81, length, ..] => (3, usize::from(*length)),
        [_, length, ..] => (2, usize::from(*length)),
        _ => panic!("{octets:02x?}"),
    };
    (octets[0], &octets[header..header + length], &octets[header + length..])
}

fn name(mut contents: &[u8]) -> Name {
    let mut name = Name::empty();
    while !contents.is_empty() {
        let (0x31, set, rest) = element(contents) else { panic!("{contents:02x?}") };
        let (0x30, attribute, []) = element(set) else { panic!("{set:02x?}") };
        let (6, kind, value) = element(attribute) else { panic!("{attribute:02x?}") };
        let (tag, text, []) = element(value) else { panic!("{value:02x?}") };
        match kind {
            [0x55, 4, 3] => {
                let (spelling, text) = spelled(tag, text);
                name.spelling = spelling;
                name.common_name = Some(text.into());
            }
            [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1] => {
                assert_eq!(tag, 0x16);
                name.email = Some(std::str::from_utf8(text).unwrap().to_owned().into());
            }
            other => panic!("{other:02x?}"),
        }
        contents = rest;
    }
    name
}

fn spelled(tag: u8, octets: &[u8]) -> (Spelling, String) {
    let text = || String::from_utf8(octets.to_vec()).unwrap();
    match tag {
        0x0c => (Spelling::Utf8, text()),
        0x13 => (Spelling::Printable, text()),
        0x14 => (Spelling::Teletex, text()),
        0x16 => (Spelling::Ia5, text()),
        0x1a => (Spelling::Visible, text()),
        0x1c => {
            let character = |octets: &[u8]| char::from_u32(number(octets) as u32).unwrap();
            (Spelling::Universal, octets.chunks(4).map(character).collect())
        }
        0x1e => {
            let units: Vec<u16> = octets.chunks(2).map(|octets| number(octets) as u16).collect();
            (Spelling::Bmp, String::from_utf16(&units).unwrap())
        }
        other => panic!("{other:02x}"),
    }
}

/// The name as a reader sees it, who does not know what was meant.
pub(super) fn as_spelled(name: &mut Name) {
    let other_case = |c: char| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let text = name.common_name.as_deref().unwrap_or_default();
    let seen = match name.spelling {
        Spelling::OtherCase => text.chars().map(other_case).collect(),
        Spelling::Padded => format!(" {text} "),
        _ => text.to_owned(),
    };
    if matches!(name.spelling, Spelling::OtherCase | Spelling::Padded) || name.common_name.is_none() {
        name.spelling = Spelling::Utf8;
    }
    name.common_name = name.common_name.is_some().then(|| seen.into());
}

fn general_name(name: &Parsed<'_>) -> GeneralName {
    let text = |octets: &[u8]| String::from_utf8(octets.to_vec()).unwrap().into();
    match *name {
        Parsed::DnsName(octets) => GeneralName::Dns(text(octets)),
        Parsed::Rfc822Name(octets) => GeneralName::Email(text(octets)),
        Parsed::UniformResourceIdentifier(octets) => GeneralName::Uri(text(octets)),
        Parsed::IpAddress(octets) => GeneralName::Ip(octets.to_vec()),
        Parsed::DirectoryName(directory) => GeneralName::Directory(self::name(directory.as_contents())),
        Parsed::X400Address(contents) => {
            assert_eq!(contents, [0x30, 0]);
            GeneralName::X400
        }
        Parsed::OtherName(contents) => {
            let (6, _, value) = element(contents) else { panic!("{contents:02x?}") };
            let (0xa0, inner, []) = element(value) else { panic!("{value:02x?}") };
            let (0x0c, octets, []) = element(inner) else { panic!("{inner:02x?}") };
            GeneralName::Other(text(octets))
        }
        Parsed::EdiPartyName(contents) => {
            let (0xa1, inner, []) = element(contents) else { panic!("{contents:02x?}") };
            let (0x0c, octets, []) = element(inner) else { panic!("{inner:02x?}") };
            GeneralName::EdiParty(text(octets))
        }
        Parsed::RegisteredId(id) => GeneralName::RegisteredId(*id.as_bytes().last().unwrap()),
        ref other => panic!("{other:?}"),
    }
}
