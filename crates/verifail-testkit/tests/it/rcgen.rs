//! What is written by hand here, beside what rcgen writes of the same structure.
//!
//! The two write extensions in different orders, and nothing prescribes one. So the TBSCertificates must be equal octet
//! for octet after the extensions of both are sorted; with at most one extension, whole certificates must be equal.
//! What rcgen has no words for (`parameters` says what) is compared by `fields`, which reads everything back.

mod parameters;

use rcgen::{PublicKeyData, SignatureAlgorithm, SigningKey};
use verifail_testkit::choices::{Choices, Random};
use verifail_testkit::signing::{self, Scheme};
use verifail_testkit::world::{
    BasicConstraints, CertSpec, DAY, ExtendedKeyUsage, GeneralName, HOST, KeyId, KeyUsage, NOW, Name, NameConstraints,
    Purpose, Serial, Spelling, SubjectAltName, SubjectKeyIdentifier, Validity,
};
use verifail_testkit::{generate, materialise};

use crate::fields::reading::PURPOSES;

/// A key of the pool as rcgen wants keys.
struct PoolKey(Scheme, KeyId);

impl PublicKeyData for PoolKey {
    fn der_bytes(&self) -> &[u8] {
        let info = signing::public_key_info(self.0, self.1);
        let inner = elements(contents(info));
        // The first octet of a BIT STRING counts the bits that are no part of it.
        contents(inner[1]).get(1..).unwrap()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self.0 {
            Scheme::Toy | Scheme::P256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            Scheme::Rsa2048 => &rcgen::PKCS_RSA_SHA256,
            Scheme::Ed25519 => &rcgen::PKCS_ED25519,
        }
    }
}

impl SigningKey for PoolKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(signing::sign(self.0, self.1, message))
    }
}

/// The encodings of concatenated elements.
fn elements(mut octets: &[u8]) -> Vec<&[u8]> {
    let mut elements = Vec::new();
    while !octets.is_empty() {
        let (header, length) = header(octets);
        let (element, rest) = octets.split_at(header + length);
        elements.push(element);
        octets = rest;
    }
    elements
}

fn contents(element: &[u8]) -> &[u8] {
    &element[header(element).0..]
}

fn header(element: &[u8]) -> (usize, usize) {
    match usize::from(element[1]) {
        short @ 0..0x80 => (2, short),
        long => {
            let octets = long - 0x80;
            (2 + octets, element[2..2 + octets].iter().fold(0, |length, octet| length << 8 | usize::from(*octet)))
        }
    }
}

/// The fields of a TBSCertificate, the extensions one by one and sorted, and how many of them there are. Lengths of
/// what holds the extensions follow from theirs; that they are DER is checked by whoever parses.
fn sorted(certificate: &[u8]) -> (Vec<&[u8]>, usize) {
    let outer = elements(contents(certificate));
    let mut fields = elements(contents(outer[0]));
    let mut extensions = match fields.last() {
        Some(tagged) if tagged[0] == 0xa3 => elements(contents(contents(fields.pop().unwrap()))),
        _ => Vec::new(),
    };
    extensions.sort_unstable();
    let count = extensions.len();
    fields.extend(extensions);
    fields.push(outer[1]);
    (fields, count)
}

/// `false` when rcgen cannot say it.
fn check(scheme: Scheme, spec: &CertSpec) -> bool {
    let Some((subject, issuer)) = parameters::of(spec) else { return false };
    let issuer = rcgen::Issuer::new(issuer, PoolKey(scheme, spec.signer));
    let theirs = subject.signed_by(&PoolKey(scheme, spec.key.id), &issuer).unwrap();
    let ours = materialise::certificate(scheme, spec);
    let (fields, extensions) = sorted(&ours);
    assert_eq!(fields, sorted(theirs.der()).0, "{spec:#?}\n{}", hexadecimal(theirs.der()));
    // A signature of real ECDSA is another one each time, and not always as long.
    if scheme != Scheme::P256 {
        assert_eq!(ours.len(), theirs.der().len(), "{spec:#?}");
        assert!(extensions > 1 || ours == theirs.der().as_ref(), "{spec:#?}");
    }
    true
}

fn hexadecimal(der: &[u8]) -> String {
    der.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[test]
fn a_certificate_without_extensions_is_the_same_octets_under_every_scheme() {
    for scheme in Scheme::ALL {
        let mut spec = CertSpec::server(1, 0).without_key_identifiers();
        spec.key_usage = None;
        spec.extended_key_usage = None;
        spec.subject_alt_name = None;
        assert!(check(scheme, &spec), "{scheme:?}");
    }
}

#[test]
fn roots_cas_and_servers_are_as_rcgen_writes_them_under_every_scheme() {
    for scheme in Scheme::ALL {
        for spec in [CertSpec::root(0), CertSpec::ca(1, 0), CertSpec::server(2, 1)] {
            assert!(check(scheme, &spec), "{scheme:?} {spec:#?}");
        }
    }
}

#[test]
fn dates_change_their_notation_in_the_years_that_rcgen_changes_it() {
    // The first and last second of 1949, 1950, 2049, 2050 and 9999.
    for at in [-662_688_000, -631_152_001, -631_152_000, -599_616_001, 2_493_072_000, 2_524_607_999, 2_524_608_000] {
        let validity = Validity { not_before: at, not_after: at + 1 };
        assert!(check(Scheme::Toy, &CertSpec { validity, ..CertSpec::server(1, 0) }), "{at}");
    }
    let validity = Validity { not_before: 253_370_764_800, not_after: 253_402_300_799 };
    assert!(check(Scheme::Toy, &CertSpec { validity, ..CertSpec::server(1, 0) }));
}

/// A certificate of which rcgen can express everything, with every field drawn.
fn draw(random: &mut Random) -> CertSpec {
    let key = random.below(16) as KeyId;
    let signer = random.below(16) as KeyId;
    let mut spec = CertSpec::server(key, signer);
    spec.serial = Serial::Number((random.bits() >> random.below(64)).max(1));
    spec.subject = name(random);
    spec.issuer = name(random);
    let start = NOW - i64::from(random.below(30_000)) * DAY;
    spec.validity = Validity { not_before: start, not_after: start + i64::from(random.below(60_000)) * DAY };
    spec.key_usage = match random.below(512) as u16 {
        0 => None,
        bits => Some(KeyUsage::new(bits)),
    };
    spec.extended_key_usage = match random.below(4) {
        0 => None,
        count => Some(ExtendedKeyUsage::of(&(0..count).map(|_| purpose(random)).collect::<Vec<_>>())),
    };
    let names: Vec<_> = (0..random.below(9)).map(|_| general_name(random)).collect();
    let critical = spec.subject.is_empty();
    spec.subject_alt_name = Some(SubjectAltName { names, critical }).filter(|san| !san.names.is_empty());
    let subtrees = |random: &mut Random| (0..random.below(3)).map(|_| subtree(random)).collect();
    let constraints = NameConstraints { permitted: subtrees(random), excluded: subtrees(random), critical: true };
    spec.name_constraints = Some(constraints).filter(|nc| !nc.permitted.is_empty() || !nc.excluded.is_empty());
    spec.basic_constraints = match random.below(4) {
        0 => None,
        1 => Some(BasicConstraints::end_entity()),
        2 => Some(BasicConstraints::ca()),
        _ => Some(BasicConstraints::limited(random.below(256) as u8)),
    };
    spec.subject_key_identifier = spec.basic_constraints.map(|_| SubjectKeyIdentifier::of(key));
    if random.percent(50) {
        spec.authority_key_identifier = None;
    }
    spec.unknown_extension = [None, Some(false), Some(true)][random.below(3) as usize];
    spec
}

/// Lengths around 127 and 255 octets are where the length's own length changes.
fn text(random: &mut Random, around: u32) -> String {
    let length = match random.below(4) {
        0 => around + random.below(12),
        _ => 1 + random.below(20),
    };
    (0..length).map(|_| char::from(b'a' + random.below(26) as u8)).collect()
}

fn name(random: &mut Random) -> Name {
    const SPELLINGS: [Spelling; 6] =
        [Spelling::Utf8, Spelling::Printable, Spelling::Ia5, Spelling::Teletex, Spelling::Bmp, Spelling::Universal];
    let spelling = SPELLINGS[random.below(6) as usize];
    match random.below(5) {
        0 => Name::empty(),
        1 => Name { common_name: None, email: Some(text(random, 120).into()), ..Name::default() },
        2 => Name { email: Some("ca@example.com".into()), ..Name::common(text(random, 250)).spelled(spelling) },
        _ => Name::common(text(random, 120)).spelled(spelling),
    }
}

fn purpose(random: &mut Random) -> Purpose {
    PURPOSES[random.below(9) as usize]
}

fn octets(random: &mut Random, length: usize) -> Vec<u8> {
    (0..length).map(|_| random.below(256) as u8).collect()
}

fn general_name(random: &mut Random) -> GeneralName {
    match random.below(6) {
        0 => GeneralName::Ip(octets(random, 4)),
        1 => GeneralName::Ip(octets(random, 16)),
        2 => GeneralName::Email(format!("{}@{HOST}", text(random, 100)).into()),
        3 => GeneralName::Uri(format!("https://{HOST}/{}", text(random, 230)).into()),
        4 => GeneralName::Other(text(random, 100).into()),
        _ => GeneralName::dns(format!("{}.example.com", text(random, 110))),
    }
}

fn subtree(random: &mut Random) -> GeneralName {
    match random.below(5) {
        0 => GeneralName::Ip(octets(random, 8)),
        1 => GeneralName::Ip(octets(random, 32)),
        2 => GeneralName::Email(text(random, 120).into()),
        3 => GeneralName::Directory(name(random)),
        _ => GeneralName::dns(text(random, 120)),
    }
}

#[test]
fn drawn_certificates_are_as_rcgen_writes_them() {
    let mut random = Random::new(0);
    for _ in 0..8_000 {
        let spec = draw(&mut random);
        assert!(check(Scheme::Toy, &spec), "rcgen has words for this: {spec:#?}");
    }
}

#[test]
fn generated_certificates_are_as_rcgen_writes_them_where_it_can() {
    let mut random = Random::new(1);
    let [mut compared, mut all] = [0_u32; 2];
    for _ in 0..4_000 {
        let world = generate::world(&mut random);
        for (_, spec) in world.places() {
            compared += u32::from(check(Scheme::Toy, spec));
            all += 1;
        }
    }
    assert!(compared > all / 3, "only {compared} of {all} certificates could be compared");
}
