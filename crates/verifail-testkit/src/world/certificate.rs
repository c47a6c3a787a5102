//! A certificate as structure.

use super::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, DAY, EncodingFault, ExtendedKeyUsage, GeneralName,
    HOST, KeyIdentifier, KeyUsage, NOW, Name, NameConstraints, PolicyConstraints, PolicyMappings, Purpose,
    SubjectAltName, SubjectKeyIdentifier,
};

/// A key, by its number in the scheme's pool.
pub type KeyId = u8;

/// A certificate before it is encoded and signed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CertSpec {
    /// The version as people count it: 1 to 4. 1 is written by leaving the field out.
    pub version: u8,
    /// serialNumber.
    pub serial: Serial,
    /// subject.
    pub subject: Name,
    /// issuer.
    pub issuer: Name,
    /// validity.
    pub validity: Validity,
    /// subjectPublicKeyInfo.
    pub key: PublicKey,
    /// The key that signs.
    pub signer: KeyId,
    /// What is right or wrong with the signature.
    pub signature: SignatureForm,
    /// issuerUniqueID is there.
    pub unique_id: bool,
    /// basicConstraints.
    pub basic_constraints: Option<BasicConstraints>,
    /// keyUsage.
    pub key_usage: Option<KeyUsage>,
    /// extKeyUsage.
    pub extended_key_usage: Option<ExtendedKeyUsage>,
    /// subjectAltName.
    pub subject_alt_name: Option<SubjectAltName>,
    /// nameConstraints.
    pub name_constraints: Option<NameConstraints>,
    /// subjectKeyIdentifier.
    pub subject_key_identifier: Option<SubjectKeyIdentifier>,
    /// authorityKeyIdentifier.
    pub authority_key_identifier: Option<AuthorityKeyIdentifier>,
    /// certificatePolicies.
    pub certificate_policies: Option<CertificatePolicies>,
    /// policyMappings.
    pub policy_mappings: Option<PolicyMappings>,
    /// policyConstraints.
    pub policy_constraints: Option<PolicyConstraints>,
    /// inhibitAnyPolicy, critical.
    pub inhibit_any_policy: Option<u8>,
    /// authorityInfoAccess with a caIssuers address; the value is whether it is critical.
    pub ca_issuers: Option<bool>,
    /// An extension of a type that nobody knows; the value is whether it is critical.
    pub unknown_extension: Option<bool>,
    /// What is wrong with the octets and has no field of its own.
    pub faults: Vec<EncodingFault>,
}

/// A serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Serial {
    /// A positive number, minimally encoded.
    Number(u64),
    /// Zero.
    Zero,
    /// A negative number.
    Negative,
    /// A positive number of 21 octets.
    TooLong,
}

/// A validity period in Unix seconds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Validity {
    /// First instant.
    pub not_before: i64,
    /// Last instant.
    pub not_after: i64,
}

impl Validity {
    /// Whether an instant is inside.
    pub const fn contains(self, at: i64) -> bool {
        self.not_before <= at && at <= self.not_after
    }
}

/// A public key: whose, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey {
    /// Which key of the pool.
    pub id: KeyId,
    /// How it is written. In every form but the first nothing that the key signed verifies.
    pub form: KeyForm,
}

/// How a public key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyForm {
    /// As it is.
    Plain,
    /// An elliptic curve given by its parameters (RFC 5480 section 2.1.1 forbids it; CVE-2020-0601).
    ExplicitParameters,
    /// The same point said to be on secp256k1.
    OtherCurve,
    /// An RSA key of 1023 bits that nobody has.
    ShortRsa,
    /// An RSA key of 16,392 bits that nobody has.
    LongRsa,
    /// An Ed448 key.
    Ed448,
    /// A key of an algorithm that nobody knows.
    UnknownAlgorithm,
    /// An RSA key whose octets are no RSA key.
    Unreadable,
}

/// What is right or wrong with a signature. Worlds say who signs by [`CertSpec::signer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignatureForm {
    /// Right.
    Sound,
    /// One bit of the value is another one.
    Tampered,
    /// Says ecdsa-with-SHA1 inside and outside; the value verifies nowhere.
    Sha1,
    /// Says an algorithm that nobody knows inside and outside; the value verifies nowhere.
    UnknownAlgorithm,
    /// Sound by the algorithm outside; the one inside is another (RFC 5280 section 4.1.1.2).
    InnerAlgorithmDiffers,
    /// The BIT STRING has no octets.
    Empty,
}

impl CertSpec {
    /// A certificate without extensions: key `key` under the name of that key, issued by the name of key `signer`.
    pub fn bare(key: KeyId, signer: KeyId) -> Self {
        Self {
            version: 3,
            serial: Serial::Number(0x1000 + 0x100 * u64::from(key) + u64::from(signer)),
            subject: ca_name(key),
            issuer: ca_name(signer),
            validity: Validity { not_before: NOW - 2_000 * DAY, not_after: NOW + 2_000 * DAY },
            key: PublicKey { id: key, form: KeyForm::Plain },
            signer,
            signature: SignatureForm::Sound,
            unique_id: false,
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
            faults: Vec::new(),
        }
    }

    /// A self-signed CA certificate as the Baseline Requirements want it.
    pub fn root(key: KeyId) -> Self {
        Self {
            basic_constraints: Some(BasicConstraints::ca()),
            key_usage: Some(KeyUsage::new(KeyUsage::KEY_CERT_SIGN | KeyUsage::CRL_SIGN)),
            subject_key_identifier: Some(SubjectKeyIdentifier::of(key)),
            validity: Validity { not_before: NOW - 6_000 * DAY, not_after: NOW + 6_000 * DAY },
            ..Self::bare(key, key)
        }
    }

    /// A subordinate CA's certificate as the Baseline Requirements want it. CAs are named after their keys.
    pub fn ca(key: KeyId, signer: KeyId) -> Self {
        Self {
            extended_key_usage: Some(ExtendedKeyUsage::of(&[Purpose::ServerAuth])),
            authority_key_identifier: Some(AuthorityKeyIdentifier::of(signer)),
            issuer: ca_name(signer),
            validity: Validity { not_before: NOW - 2_000 * DAY, not_after: NOW + 2_000 * DAY },
            signer,
            serial: Serial::Number(0x1000 + 0x100 * u64::from(key) + u64::from(signer)),
            ..Self::root(key)
        }
    }

    /// A server's certificate for [`HOST`] as the Baseline Requirements want it.
    pub fn server(key: KeyId, signer: KeyId) -> Self {
        Self {
            subject: Name::common(HOST),
            validity: Validity { not_before: NOW - 14 * DAY, not_after: NOW + 30 * DAY },
            key_usage: Some(KeyUsage::new(KeyUsage::DIGITAL_SIGNATURE)),
            extended_key_usage: Some(ExtendedKeyUsage::of(&[Purpose::ServerAuth])),
            subject_alt_name: Some(SubjectAltName::of(vec![GeneralName::dns(HOST)])),
            authority_key_identifier: Some(AuthorityKeyIdentifier::of(signer)),
            ..Self::bare(key, signer)
        }
    }

    /// Whether subject and issuer are the same name, as RFC 5280 section 7.1 compares names.
    pub fn is_self_issued(&self) -> bool {
        super::reading::is_same_when_read(&self.subject, &self.issuer)
    }

    /// Takes every key identifier out, so that names alone lead.
    pub fn without_key_identifiers(mut self) -> Self {
        self.subject_key_identifier = None;
        self.authority_key_identifier = None;
        self
    }

    /// The identifier of its own key that it carries.
    pub const fn key_identifier(&self) -> Option<KeyIdentifier> {
        match self.subject_key_identifier {
            Some(extension) => Some(extension.identifier),
            None => None,
        }
    }
}

/// The name of the CA that holds a key in a plain world: `CA 0`, `CA 1` and so on.
pub fn ca_name(key: KeyId) -> Name {
    const NAMES: [&str; 8] = ["CA 0", "CA 1", "CA 2", "CA 3", "CA 4", "CA 5", "CA 6", "CA 7"];
    match NAMES.get(usize::from(key)) {
        Some(name) => Name::common(*name),
        None => Name::common(format!("CA {key}")),
    }
}
