//! Issues certificates: names, keys, fixed dates and serial numbers. Keys are new in every process and signatures of
//! P-256 are random; everything else of a certificate is the same each time. Which certificates make up an input is
//! said in `chains` and `shapes`.

use std::cell::Cell;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256, SerialNumber,
    SignatureAlgorithm,
};
use time::{OffsetDateTime, macros::datetime};

/// The name that every good end entity is valid for.
pub const HOST: &str = "www.example.com";

/// The instant at which certificates are verified: 2026-06-01T00:00:00Z, in seconds.
pub const NOW: i64 = 1_780_272_000;

const CA_PERIOD: [OffsetDateTime; 2] = [datetime!(2024-01-01 0:00 UTC), datetime!(2030-01-01 0:00 UTC)];
/// Short enough for every policy that limits it.
const END_ENTITY_PERIOD: [OffsetDateTime; 2] = [datetime!(2026-05-10 0:00 UTC), datetime!(2026-06-20 0:00 UTC)];
/// Over by [`NOW`].
pub const PAST_PERIOD: [OffsetDateTime; 2] = [datetime!(2026-03-01 0:00 UTC), datetime!(2026-04-01 0:00 UTC)];

/// The algorithm of every key of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256.
    P256,
    /// ECDSA with P-384 and SHA-384.
    P384,
    /// RSA of 2048 bits, PKCS #1 v1.5 with SHA-256.
    Rsa2048,
    /// Ed25519.
    Ed25519,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::Rsa2048, Self::Ed25519];

    /// One word for tables and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "p256",
            Self::P384 => "p384",
            Self::Rsa2048 => "rsa2048",
            Self::Ed25519 => "ed25519",
        }
    }

    fn of_rcgen(self) -> &'static SignatureAlgorithm {
        match self {
            Self::P256 => &PKCS_ECDSA_P256_SHA256,
            Self::P384 => &PKCS_ECDSA_P384_SHA384,
            Self::Rsa2048 => &PKCS_RSA_SHA256,
            Self::Ed25519 => &PKCS_ED25519,
        }
    }
}

/// What key identifiers say about who issued whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyIdentifiers {
    /// No certificate names its issuer's key.
    Absent,
    /// Every certificate claims the same one, so that they help nobody.
    Alike,
    /// As RFC 5280 wants them.
    Sound,
}

impl KeyIdentifiers {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Absent, Self::Alike, Self::Sound];
}

/// Issues for one input: an algorithm, a way with key identifiers, and the serial numbers counted up.
pub struct Issuing {
    algorithm: Algorithm,
    identifiers: KeyIdentifiers,
    serial: Cell<u32>,
}

/// A CA: a name and a key.
pub struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Issuing {
    /// Starts an input.
    pub const fn new(algorithm: Algorithm, identifiers: KeyIdentifiers) -> Self {
        Self { algorithm, identifiers, serial: Cell::new(1 << 16) }
    }

    /// A CA of that name with a new key.
    pub fn authority(&self, name: &str) -> Authority {
        self.authority_with(name, self.algorithm)
    }

    /// The same with a key of another algorithm.
    pub fn authority_with(&self, name: &str, algorithm: Algorithm) -> Authority {
        let key = KeyPair::generate_for(algorithm.of_rcgen()).expect("a key");
        let mut params = self.params(Vec::new(), name, CA_PERIOD);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Authority { params, key }
    }

    /// The self-signed certificate of a CA.
    pub fn anchor(&self, authority: &Authority) -> Vec<u8> {
        self.issue(authority, authority, |_| {})
    }

    /// A certificate for a CA from another one, altered before it is signed.
    pub fn issue(
        &self,
        issuer: &Authority,
        subject: &Authority,
        alter: impl FnOnce(&mut CertificateParams),
    ) -> Vec<u8> {
        let mut params = subject.params.clone();
        params.serial_number = Some(self.next_serial());
        alter(&mut params);
        sign(issuer, &params, &subject.key)
    }

    /// An end entity for [`HOST`] with a new key, altered before it is signed.
    pub fn end_entity(&self, issuer: &Authority, alter: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let params = self.end_entity_params(alter);
        let key = KeyPair::generate_for(self.algorithm.of_rcgen()).expect("a key");
        sign(issuer, &params, &key)
    }

    /// The same, signed with its own key.
    pub fn self_signed_end_entity(&self) -> Vec<u8> {
        let key = KeyPair::generate_for(self.algorithm.of_rcgen()).expect("a key");
        let issued = self.end_entity_params(|_| {}).self_signed(&key);
        issued.expect("a certificate").der().to_vec()
    }

    fn end_entity_params(&self, alter: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
        let mut params = self.params(vec![HOST.to_owned()], HOST, END_ENTITY_PERIOD);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        alter(&mut params);
        params
    }

    fn params(
        &self,
        names: Vec<String>,
        common_name: &str,
        [not_before, not_after]: [OffsetDateTime; 2],
    ) -> CertificateParams {
        let mut params = CertificateParams::new(names).expect("parameters");
        params.distinguished_name = rcgen::DistinguishedName::new();
        params
            .distinguished_name
            .push(DnType::CountryName, rcgen::DnValue::PrintableString("NL".try_into().expect("ASCII")));
        params.distinguished_name.push(DnType::OrganizationName, "Example Trust Services");
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.not_before = not_before;
        params.not_after = not_after;
        params.serial_number = Some(self.next_serial());
        params.use_authority_key_identifier_extension = self.identifiers != KeyIdentifiers::Absent;
        if self.identifiers == KeyIdentifiers::Alike {
            params.key_identifier_method = KeyIdMethod::PreSpecified(vec![7; 20]);
        }
        params
    }

    /// Sixteen octets, as real ones have.
    fn next_serial(&self) -> SerialNumber {
        let next = self.serial.get() + 1;
        self.serial.set(next);
        let mut octets = [0x5a; 16];
        octets[12..].copy_from_slice(&next.to_be_bytes());
        SerialNumber::from_slice(&octets)
    }
}

fn sign(issuer: &Authority, params: &CertificateParams, subject: &KeyPair) -> Vec<u8> {
    let issued = params.signed_by(subject, &Issuer::from_params(&issuer.params, &issuer.key));
    issued.expect("a certificate").der().to_vec()
}
