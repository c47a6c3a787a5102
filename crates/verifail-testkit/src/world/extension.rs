//! The extensions that worlds have fields for.

use super::{GeneralName, KeyId, Name, Serial};

/// basicConstraints (RFC 5280 section 4.2.1.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasicConstraints {
    /// cA.
    pub ca: bool,
    /// pathLenConstraint.
    pub path_length: Option<u8>,
    /// The extension is critical.
    pub critical: bool,
}

impl BasicConstraints {
    /// A CA's, critical, without a limit.
    pub const fn ca() -> Self {
        Self { ca: true, path_length: None, critical: true }
    }

    /// A CA's, critical, with a limit.
    pub const fn limited(path_length: u8) -> Self {
        Self { ca: true, path_length: Some(path_length), critical: true }
    }

    /// An end entity's, critical.
    pub const fn end_entity() -> Self {
        Self { ca: false, path_length: None, critical: true }
    }
}

/// keyUsage (RFC 5280 section 4.2.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyUsage {
    /// Bit *i* of the number is named bit *i* of the BIT STRING.
    pub bits: u16,
    /// The extension is critical.
    pub critical: bool,
}

impl KeyUsage {
    /// digitalSignature.
    pub const DIGITAL_SIGNATURE: u16 = 1;
    /// nonRepudiation, also called contentCommitment.
    pub const NON_REPUDIATION: u16 = 1 << 1;
    /// keyEncipherment.
    pub const KEY_ENCIPHERMENT: u16 = 1 << 2;
    /// dataEncipherment.
    pub const DATA_ENCIPHERMENT: u16 = 1 << 3;
    /// keyAgreement.
    pub const KEY_AGREEMENT: u16 = 1 << 4;
    /// keyCertSign.
    pub const KEY_CERT_SIGN: u16 = 1 << 5;
    /// cRLSign.
    pub const CRL_SIGN: u16 = 1 << 6;

    /// Critical, with these bits.
    pub const fn new(bits: u16) -> Self {
        Self { bits, critical: true }
    }

    /// Whether one of these bits is set.
    pub const fn intersects(self, bits: u16) -> bool {
        self.bits & bits != 0
    }
}

/// A key purpose (RFC 5280 section 4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// anyExtendedKeyUsage.
    Any,
    /// id-kp-serverAuth.
    ServerAuth,
    /// id-kp-clientAuth.
    ClientAuth,
    /// id-kp-codeSigning.
    CodeSigning,
    /// id-kp-emailProtection.
    EmailProtection,
    /// id-kp-timeStamping.
    TimeStamping,
    /// id-kp-OCSPSigning.
    OcspSigning,
    /// Netscape's Server Gated Crypto, 2.16.840.1.113730.4.1.
    ServerGatedCrypto,
    /// One that nobody knows, 1.3.6.1.4.1.55555.7.
    Unknown,
}

/// extKeyUsage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExtendedKeyUsage {
    /// The purposes in order; none is a breach of the syntax that is seen in practice.
    pub purposes: Vec<Purpose>,
    /// The extension is critical.
    pub critical: bool,
}

impl ExtendedKeyUsage {
    /// Not critical, with these purposes.
    pub fn of(purposes: &[Purpose]) -> Self {
        Self { purposes: purposes.to_vec(), critical: false }
    }
}

/// subjectAltName (RFC 5280 section 4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectAltName {
    /// The names in order.
    pub names: Vec<GeneralName>,
    /// The extension is critical.
    pub critical: bool,
}

impl SubjectAltName {
    /// Not critical, with these names.
    pub const fn of(names: Vec<GeneralName>) -> Self {
        Self { names, critical: false }
    }
}

/// nameConstraints (RFC 5280 section 4.2.1.10).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameConstraints {
    /// permittedSubtrees; left out when empty.
    pub permitted: Vec<GeneralName>,
    /// excludedSubtrees; left out when empty.
    pub excluded: Vec<GeneralName>,
    /// The extension is critical.
    pub critical: bool,
}

impl NameConstraints {
    /// Critical, with these permitted subtrees.
    pub const fn permitting(permitted: Vec<GeneralName>) -> Self {
        Self { permitted, excluded: Vec::new(), critical: true }
    }

    /// Critical, with these excluded subtrees.
    pub const fn excluding(excluded: Vec<GeneralName>) -> Self {
        Self { permitted: Vec::new(), excluded, critical: true }
    }
}

/// A key identifier: 20 octets that stand for a key of the pool, or for none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyIdentifier {
    /// The usual one of that key.
    Of(KeyId),
    /// One that belongs to no key.
    Stray(u8),
}

/// subjectKeyIdentifier (RFC 5280 section 4.2.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectKeyIdentifier {
    /// The identifier.
    pub identifier: KeyIdentifier,
    /// The extension is critical.
    pub critical: bool,
}

impl SubjectKeyIdentifier {
    /// Not critical, the usual one of a key.
    pub const fn of(key: KeyId) -> Self {
        Self { identifier: KeyIdentifier::Of(key), critical: false }
    }
}

/// authorityKeyIdentifier (RFC 5280 section 4.2.1.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityKeyIdentifier {
    /// keyIdentifier.
    pub identifier: Option<KeyIdentifier>,
    /// authorityCertIssuer (one directoryName) and authorityCertSerialNumber.
    pub issuer_and_serial: Option<(Name, Serial)>,
    /// The extension is critical.
    pub critical: bool,
}

impl AuthorityKeyIdentifier {
    /// Not critical, with the usual identifier of a key.
    pub const fn of(key: KeyId) -> Self {
        Self { identifier: Some(KeyIdentifier::Of(key)), issuer_and_serial: None, critical: false }
    }
}

/// A certificate policy: 1.3.6.1.4.1.55555.1 and the number; 0 is anyPolicy.
pub type PolicyId = u8;

/// certificatePolicies (RFC 5280 section 4.2.1.4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificatePolicies {
    /// The policies in order.
    pub policies: Vec<PolicyId>,
    /// The first policy has a qualifier that nobody knows.
    pub unknown_qualifier: bool,
    /// The extension is critical.
    pub critical: bool,
}

/// policyMappings (RFC 5280 section 4.2.1.5), critical.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyMappings {
    /// Pairs of the issuer's and the subject's policy.
    pub pairs: Vec<(PolicyId, PolicyId)>,
}

/// policyConstraints (RFC 5280 section 4.2.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyConstraints {
    /// requireExplicitPolicy.
    pub require_explicit_policy: Option<u8>,
    /// inhibitPolicyMapping.
    pub inhibit_policy_mapping: Option<u8>,
    /// The extension is critical.
    pub critical: bool,
}
