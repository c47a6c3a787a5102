//! A world whose attributes are exactly a row: that it exists for every row that keeps the rules is what makes them
//! exact.

use super::{Attribute, Row};
use crate::generate::alphabet::{HOSTS, IPV4, STRANGERS};
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertSpec, CertificatePolicies, CrlSpec, DAY, EncodingFault,
    ExtendedKeyUsage, GeneralName, HOST, KeyForm, KeyId, KeyIdentifier, KeyUsage, NOW, Name, NameConstraints, Purpose,
    Reference, RevocationQuestion, Serial, SignatureForm, Spelling, SubjectAltName, SubjectKeyIdentifier, Validity,
    World, ca_name,
};

/// A key of nobody in the world: what it signs does not verify.
const NOBODY: KeyId = 9;
/// Keys of the twin and of the second anchor.
const TWIN: KeyId = 8;
const OTHER_ANCHOR: KeyId = 10;

impl World {
    /// The world with these attributes, if they keep the rules; of a row that breaks one, some world.
    pub fn from_row(row: &Row) -> Self {
        let depth = [1, 0, 2, 3].get(usize::from(row.get(Attribute::Depth))).copied().unwrap_or(1);
        let mut world = Self::tower(depth);
        end_entity(row, &mut world);
        identity(row, &mut world);
        if let Some(ca) = world.intermediates.first_mut() {
            self::ca(row, ca);
        }
        if let Some(highest) = world.intermediates.last_mut().filter(|_| depth > 1) {
            highest.basic_constraints = Some(match row.get(Attribute::PathLength) {
                1 => BasicConstraints::limited(depth as u8 - 1),
                2 => BasicConstraints::limited(0),
                _ => BasicConstraints::ca(),
            });
        }
        if let Some(anchor) = world.anchors.first_mut() {
            self::anchor(row, anchor);
        }
        around(row, &mut world);
        world
    }
}

fn end_entity(row: &Row, world: &mut World) {
    let spec = &mut world.end_entity;
    match row.get(Attribute::Link) {
        1 => spec.issuer.spelling = Spelling::OtherCase,
        2 => spec.issuer = ca_name(NOBODY),
        _ => {}
    }
    if row.get(Attribute::EndEntitySignature) == 1 {
        spec.signer = NOBODY;
    }
    if row.get(Attribute::EndEntityAlgorithms) == 1 {
        spec.signature = SignatureForm::InnerAlgorithmDiffers;
    }
    match row.get(Attribute::KeyIdentifiers) {
        1 => spec.authority_key_identifier = None,
        2 => {
            let identifier = Some(KeyIdentifier::Stray(1));
            spec.authority_key_identifier =
                Some(AuthorityKeyIdentifier { identifier, ..AuthorityKeyIdentifier::of(0) });
        }
        _ => {}
    }
    spec.key_usage = match row.get(Attribute::EndEntityKeyUsage) {
        1 => None,
        2 => Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_CERT_SIGN)),
        3 => Some(KeyUsage::new(KeyUsage::KEY_ENCIPHERMENT)),
        _ => Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE)),
    };
    let purposes: Option<&[Purpose]> = match row.get(Attribute::EndEntityPurposes) {
        1 => Some(&[Purpose::ServerAuth, Purpose::ClientAuth]),
        2 => Some(&[Purpose::Any]),
        3 => Some(&[Purpose::ClientAuth]),
        4 => Some(&[Purpose::CodeSigning]),
        5 => None,
        _ => Some(&[Purpose::ServerAuth]),
    };
    spec.extended_key_usage = purposes.map(ExtendedKeyUsage::of);
    spec.basic_constraints = match row.get(Attribute::EndEntityBasicConstraints) {
        1 => Some(BasicConstraints::end_entity()),
        2 => Some(BasicConstraints::ca()),
        _ => None,
    };
    spec.validity = match row.get(Attribute::EndEntityValidity) {
        1 => Validity { not_after: NOW, ..spec.validity },
        value => validity(spec.validity, [0, 0, 1, 2].get(usize::from(value)).copied().unwrap_or(0)),
    };
    if row.get(Attribute::EndEntityVersion) == 1 {
        spec.version = 1;
    }
    match row.get(Attribute::Serial) {
        1 => spec.serial = Serial::Zero,
        2 => spec.serial = Serial::TooLong,
        3 => spec.faults.push(EncodingFault::PaddedSerial),
        _ => {}
    }
    spec.unique_id = row.get(Attribute::UniqueIdentifiers) == 1;
    spec.key.form = match row.get(Attribute::EndEntityKey) {
        1 => KeyForm::ShortRsa,
        2 => KeyForm::UnknownAlgorithm,
        _ => KeyForm::Plain,
    };
    let unknown = row.get(Attribute::EndEntityUnknown);
    spec.unknown_extension = unknown_extension(unknown.min(2));
    if unknown == 3 {
        spec.unknown_extension = Some(false);
        spec.faults.push(EncodingFault::DuplicateUnknownExtension);
    }
    if row.get(Attribute::Criticality) == 1 {
        spec.subject_key_identifier =
            Some(SubjectKeyIdentifier { critical: true, ..SubjectKeyIdentifier::of(spec.key.id) });
    }
    spec.certificate_policies = match row.get(Attribute::EndEntityPolicies) {
        1 => Some(policies(1)),
        2 => Some(policies(0)),
        _ => None,
    };
}

/// The reference identifier and the names that do or do not present it.
fn identity(row: &Row, world: &mut World) {
    let identity = row.get(Attribute::Identity);
    world.question.reference = match identity {
        1 => None,
        5 | 6 => Some(Reference::Ip(IPV4.to_vec())),
        _ => Some(Reference::Dns(HOST.into())),
    };
    let dns = GeneralName::dns(match identity {
        2 => HOSTS[2],
        3 => HOSTS[1],
        4 => HOSTS[5],
        _ => HOST,
    });
    let ip = GeneralName::Ip(if identity == 5 { IPV4.to_vec() } else { vec![198, 51, 100, 7] });
    let email = GeneralName::Email("user@example.com".into());
    let names = match row.get(Attribute::SubjectAltName) {
        1 => Some(vec![ip]),
        2 => Some(vec![dns, ip, email]),
        3 => Some(vec![email, ip]),
        4 => None,
        _ => Some(vec![dns]),
    };
    let empty = row.get(Attribute::Subject) == 1;
    let spec = &mut world.end_entity;
    spec.subject_alt_name = names.map(|names| SubjectAltName { names, critical: empty });
    if empty {
        spec.subject = Name::empty();
    }
}

fn ca(row: &Row, ca: &mut CertSpec) {
    if row.get(Attribute::CaSignature) == 1 {
        ca.signer = NOBODY;
    }
    ca.basic_constraints = match row.get(Attribute::CaBasicConstraints) {
        1 => Some(BasicConstraints { critical: false, ..BasicConstraints::ca() }),
        2 => Some(BasicConstraints::end_entity()),
        3 => None,
        _ => Some(BasicConstraints::ca()),
    };
    ca.key_usage = key_usage(row.get(Attribute::CaKeyUsage));
    let purposes: Option<&[Purpose]> = match row.get(Attribute::CaPurposes) {
        1 => None,
        2 => Some(&[Purpose::Any]),
        3 => Some(&[Purpose::ClientAuth]),
        _ => Some(&[Purpose::ServerAuth]),
    };
    ca.extended_key_usage = purposes.map(ExtendedKeyUsage::of);
    ca.validity = validity(ca.validity, row.get(Attribute::CaValidity));
    let host = || GeneralName::dns("example.com");
    ca.name_constraints = match row.get(Attribute::CaNameConstraints) {
        1 => Some(NameConstraints::permitting(vec![host()])),
        2 => Some(NameConstraints::excluding(vec![host()])),
        3 => Some(NameConstraints::permitting(vec![GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0])])),
        4 => Some(NameConstraints::permitting(vec![GeneralName::Directory(Name::common(HOST))])),
        5 => Some(NameConstraints {
            excluded: vec![GeneralName::Email("example.com".into())],
            ..NameConstraints::permitting(vec![host()])
        }),
        _ => None,
    };
    ca.unknown_extension = unknown_extension(row.get(Attribute::CaUnknown));
    ca.certificate_policies = (row.get(Attribute::CaPolicies) == 1).then(|| policies(1));
    if row.get(Attribute::CaVersion) == 1 {
        ca.version = 1;
    }
}

fn anchor(row: &Row, anchor: &mut CertSpec) {
    if row.get(Attribute::AnchorKind) == 1 {
        (anchor.issuer, anchor.signer) = (ca_name(NOBODY), NOBODY);
    }
    anchor.validity = validity(anchor.validity, row.get(Attribute::AnchorValidity));
    anchor.basic_constraints = match row.get(Attribute::AnchorBasicConstraints) {
        1 => Some(BasicConstraints::limited(0)),
        2 => None,
        _ => Some(BasicConstraints::ca()),
    };
    anchor.key_usage = key_usage(row.get(Attribute::AnchorKeyUsage));
    anchor.extended_key_usage =
        (row.get(Attribute::AnchorPurposes) == 1).then(|| ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
    anchor.name_constraints = (row.get(Attribute::AnchorNameConstraints) == 1)
        .then(|| NameConstraints::excluding(vec![GeneralName::dns("example.com")]));
}

/// Certificates beside the path, more anchors, the order, the question.
fn around(row: &Row, world: &mut World) {
    let twin = row.get(Attribute::Twin);
    let ca = world.intermediates.first().cloned();
    if row.get(Attribute::Order) == 1 {
        world.intermediates.reverse();
    }
    if let (1 | 2, Some(mut ca)) = (twin, ca) {
        ca.serial = Serial::Number(0x9000);
        if twin == 2 {
            ca.key.id = TWIN;
            ca.subject_key_identifier = Some(SubjectKeyIdentifier::of(TWIN));
        }
        world.intermediates.push(ca);
    }
    let [stranger, other] = STRANGERS;
    match row.get(Attribute::StrayKind) {
        1 => world.intermediates.push(CertSpec::ca(stranger, stranger)),
        0 => world.intermediates.push(CertSpec::ca(stranger, other)),
        _ => {}
    }
    if row.get(Attribute::Strays) == 2 {
        world.intermediates.push(CertSpec::ca(other, stranger));
    }
    if row.get(Attribute::Anchors) == 1 {
        world.anchors.push(CertSpec::root(OTHER_ANCHOR));
    }
    world.question.purpose = [Purpose::ServerAuth, Purpose::ClientAuth, Purpose::CodeSigning]
        [usize::from(row.get(Attribute::Purpose).min(2))];
    if row.get(Attribute::Crls) == 1 {
        world.question.revocation = Some(RevocationQuestion { end_entity_only: true, allow_unknown: true });
        world.crls.push(CrlSpec::of(ca_name(0), 0));
    }
}

const fn validity(validity: Validity, value: u8) -> Validity {
    match value {
        1 => Validity { not_after: NOW - DAY, ..validity },
        2 => Validity { not_before: NOW + DAY, ..validity },
        _ => validity,
    }
}

fn key_usage(value: u8) -> Option<KeyUsage> {
    match value {
        1 => None,
        2 => Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE)),
        _ => Some(KeyUsage::new(KeyUsage::KEY_CERT_SIGN | KeyUsage::CRL_SIGN)),
    }
}

const fn unknown_extension(value: u8) -> Option<bool> {
    match value {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

fn policies(policy: u8) -> CertificatePolicies {
    CertificatePolicies { policies: vec![policy], unknown_qualifier: false, critical: false }
}
