//! Certificates read back: the structure that the core's parser finds is the structure that was written, field by
//! field.
//!
//! `reading` turns a parsed certificate into a `CertSpec`, so that a field which is written and not read, or the
//! reverse, is a difference. Left out is what does not come back: encoding faults and keys and signatures that are
//! none, which the unit tests of the writer look at.

pub(crate) mod reading;

use verifail::Certificate;
use verifail_testkit::choices::{Choices, Random};
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertSpec, CertificatePolicies, DAY, ExtendedKeyUsage, GeneralName,
    KeyForm, KeyIdentifier, KeyUsage, NOW, Name, NameConstraints, PolicyConstraints, PolicyMappings, Serial,
    SignatureForm, Spelling, SubjectAltName, SubjectKeyIdentifier, Validity,
};
use verifail_testkit::{generate, materialise};

/// `false` when such a certificate does not come back as it was.
fn check(spec: &CertSpec) -> bool {
    let comes_back =
        spec.faults.is_empty() && spec.key.form == KeyForm::Plain && spec.signature == SignatureForm::Sound;
    if !comes_back || names(spec).any(|name| matches!(name, GeneralName::Octets { .. })) {
        return false;
    }
    let der = materialise::certificate(Scheme::Toy, spec);
    let certificate = Certificate::from_der(&der).unwrap();
    // Text in another case is read as text in another case.
    let mut expected = spec.clone();
    for name in [&mut expected.subject, &mut expected.issuer] {
        reading::as_spelled(name);
    }
    let directories = expected.subject_alt_name.iter_mut().flat_map(|e| &mut e.names);
    let bases = expected.name_constraints.iter_mut().flat_map(|e| e.permitted.iter_mut().chain(&mut e.excluded));
    for name in directories.chain(bases) {
        if let GeneralName::Directory(name) = name {
            reading::as_spelled(name);
        }
    }
    if let Some((name, _)) = expected.authority_key_identifier.as_mut().and_then(|e| e.issuer_and_serial.as_mut()) {
        reading::as_spelled(name);
    }
    assert_eq!(reading::spec(&certificate, spec.signer), expected);
    true
}

fn names(spec: &CertSpec) -> impl Iterator<Item = &GeneralName> {
    let alternative = spec.subject_alt_name.iter().flat_map(|e| &e.names);
    alternative.chain(spec.name_constraints.iter().flat_map(|e| e.permitted.iter().chain(&e.excluded)))
}

#[test]
fn generated_certificates_come_back_as_they_were() {
    let mut random = Random::new(2);
    let [mut back, mut all] = [0_u32; 2];
    for _ in 0..3_000 {
        for (_, spec) in generate::world(&mut random).places() {
            back += u32::from(check(spec));
            all += 1;
        }
    }
    assert!(back > all / 2, "only {back} of {all} certificates were read back");
}

/// A certificate with every field drawn, sense or none.
fn draw(random: &mut Random) -> CertSpec {
    let mut spec = CertSpec::server(random.below(16) as u8, random.below(16) as u8);
    let some = |random: &mut Random| random.below(4) > 0;
    let flag = |random: &mut Random| random.below(2) == 1;
    spec.version = random.below(4) as u8 + 1;
    spec.serial = serial(random);
    spec.subject = name(random);
    spec.issuer = name(random);
    let not_before = NOW - i64::from(random.below(40_000)) * DAY - 1;
    spec.validity = Validity { not_before, not_after: not_before + i64::from(random.below(80_000)) * DAY };
    spec.unique_id = flag(random);
    spec.basic_constraints = some(random).then(|| BasicConstraints {
        ca: flag(random),
        path_length: some(random).then(|| random.below(256) as u8),
        critical: flag(random),
    });
    spec.key_usage = some(random).then(|| KeyUsage { bits: random.below(512) as u16, critical: flag(random) });
    spec.extended_key_usage = some(random).then(|| ExtendedKeyUsage {
        purposes: (0..random.below(4)).map(|_| reading::PURPOSES[random.below(9) as usize]).collect(),
        critical: flag(random),
    });
    spec.subject_alt_name = some(random).then(|| SubjectAltName {
        names: [vec![GeneralName::dns("example.com")], general_names(random)].concat(),
        critical: flag(random),
    });
    spec.name_constraints = some(random).then(|| NameConstraints {
        permitted: general_names(random),
        excluded: general_names(random),
        critical: flag(random),
    });
    spec.subject_key_identifier =
        some(random).then(|| SubjectKeyIdentifier { identifier: key_identifier(random), critical: flag(random) });
    spec.authority_key_identifier = some(random).then(|| AuthorityKeyIdentifier {
        identifier: some(random).then(|| key_identifier(random)),
        issuer_and_serial: some(random).then(|| (name(random), serial(random))),
        critical: flag(random),
    });
    spec.certificate_policies = some(random).then(|| CertificatePolicies {
        policies: (0..=random.below(3)).map(|_| random.below(128) as u8).collect(),
        unknown_qualifier: flag(random),
        critical: flag(random),
    });
    spec.policy_mappings = some(random).then(|| PolicyMappings {
        pairs: (0..=random.below(3)).map(|_| (random.below(128) as u8, random.below(128) as u8)).collect(),
    });
    spec.policy_constraints = some(random).then(|| PolicyConstraints {
        require_explicit_policy: Some(random.below(128) as u8),
        inhibit_policy_mapping: some(random).then(|| random.below(128) as u8),
        critical: flag(random),
    });
    spec.inhibit_any_policy = some(random).then(|| random.below(128) as u8);
    spec.ca_issuers = some(random).then(|| flag(random));
    spec.unknown_extension = some(random).then(|| flag(random));
    spec
}

fn serial(random: &mut Random) -> Serial {
    match random.below(6) {
        0 => Serial::Zero,
        1 => Serial::Negative,
        2 => Serial::TooLong,
        _ => Serial::Number((random.bits() >> random.below(64)).max(1)),
    }
}

fn key_identifier(random: &mut Random) -> KeyIdentifier {
    match random.below(2) {
        0 => KeyIdentifier::Of(random.below(16) as u8),
        _ => KeyIdentifier::Stray(random.below(16) as u8),
    }
}

fn name(random: &mut Random) -> Name {
    let spelling = Spelling::ALL[random.below(Spelling::ALL.len() as u32) as usize];
    match random.below(4) {
        0 => Name::empty(),
        1 => Name { email: Some("ca@example.com".into()), ..Name::default() },
        2 => Name { email: Some("ca@example.com".into()), ..Name::common("Example CA").spelled(spelling) },
        _ => Name::common("Example CA ".repeat(1 + random.below(30) as usize)).spelled(spelling),
    }
}

fn general_names(random: &mut Random) -> Vec<GeneralName> {
    let one = |random: &mut Random| match random.below(9) {
        0 => GeneralName::Ip(vec![10; random.below(34) as usize]),
        1 => GeneralName::Email("someone@example.com".into()),
        2 => GeneralName::Uri("https://example.com/".into()),
        3 => GeneralName::Other("someone".into()),
        4 => GeneralName::Directory(name(random)),
        5 => GeneralName::X400,
        6 => GeneralName::EdiParty("party".into()),
        7 => GeneralName::RegisteredId(random.below(128) as u8),
        _ => GeneralName::dns("www.example.com"),
    };
    (0..random.below(4)).map(|_| one(random)).collect()
}

#[test]
fn drawn_certificates_come_back_as_they_were() {
    let mut random = Random::new(3);
    for _ in 0..5_000 {
        let spec = draw(&mut random);
        assert!(check(&spec), "{spec:#?}");
    }
}
