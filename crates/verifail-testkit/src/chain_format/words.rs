//! The words of enumerations, each list the only place where its words are: printing matches on it, so that a new
//! variant does not compile without a word, and reading looks through it.

use crate::signing::Scheme;
use crate::world::{EncodingFault, KeyForm, Purpose, SignatureForm, Spelling};

/// An enumeration whose variants have words.
pub(super) trait Word: Copy + 'static {
    /// What the words are words for.
    const WHAT: &'static str;
    /// Every variant.
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    /// `a purpose (any, server-auth, …)`.
    fn expected() -> String {
        let words: Vec<_> = Self::ALL.iter().map(|one| one.word()).collect();
        format!("{} ({})", Self::WHAT, words.join(", "))
    }
}

macro_rules! words {
    ($type:ty, $what:literal, $($variant:ident $word:literal)+) => {
        impl Word for $type {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

/// What a block describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    EndEntity,
    Intermediate,
    Anchor,
    Crl,
}

/// What a certificate starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Server,
    Ca,
    Root,
    Bare,
}

/// What a line of a certificate's block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Version,
    Serial,
    Subject,
    Issuer,
    NotBefore,
    NotAfter,
    KeyForm,
    Signature,
    UniqueId,
    BasicConstraints,
    KeyUsage,
    ExtendedKeyUsage,
    SubjectAltName,
    NameConstraints,
    SubjectKeyIdentifier,
    AuthorityKeyIdentifier,
    CertificatePolicies,
    PolicyMappings,
    PolicyConstraints,
    InhibitAnyPolicy,
    CaIssuers,
    UnknownExtension,
    EncodingFaults,
}

/// What a line of a CRL's block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CrlProperty {
    Issuer,
    ThisUpdate,
    NextUpdate,
    Revoked,
}

/// What a line of the question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuestionProperty {
    Scheme,
    Time,
    Name,
    Address,
    No,
    Purpose,
    Policies,
    ExplicitPolicy,
    DistrustedKeys,
    MaxPathDepth,
    Revocation,
}

/// The kinds of general names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GeneralNameKind {
    Dns,
    Ip,
    Email,
    Uri,
    Directory,
    Other,
    X400,
    EdiParty,
    RegisteredId,
    Octets,
}

/// A bit of keyUsage (RFC 5280 section 4.2.1.3), or one of those that have no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyUsageBit {
    DigitalSignature,
    NonRepudiation,
    KeyEncipherment,
    DataEncipherment,
    KeyAgreement,
    KeyCertSign,
    CrlSign,
    EncipherOnly,
    DecipherOnly,
    Bit9,
    Bit10,
    Bit11,
    Bit12,
    Bit13,
    Bit14,
    Bit15,
}

/// The two kinds of subtrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subtree {
    Permit,
    Exclude,
}

words! { BlockKind, "a block",
    EndEntity "end-entity" Intermediate "intermediate" Anchor "anchor" Crl "crl"
}
words! { Base, "a base", Server "server" Ca "ca" Root "root" Bare "bare" }
words! { Property, "a property of a certificate",
    Version "version" Serial "serial" Subject "subject" Issuer "issuer" NotBefore "not-before" NotAfter "not-after"
    KeyForm "key-form" Signature "signature" UniqueId "unique-id" BasicConstraints "basic-constraints"
    KeyUsage "key-usage" ExtendedKeyUsage "extended-key-usage" SubjectAltName "subject-alt-name"
    NameConstraints "name-constraints" SubjectKeyIdentifier "subject-key-identifier"
    AuthorityKeyIdentifier "authority-key-identifier" CertificatePolicies "certificate-policies"
    PolicyMappings "policy-mappings" PolicyConstraints "policy-constraints" InhibitAnyPolicy "inhibit-any-policy"
    CaIssuers "ca-issuers" UnknownExtension "unknown-extension" EncodingFaults "encoding-faults"
}
words! { CrlProperty, "a property of a CRL",
    Issuer "issuer" ThisUpdate "this-update" NextUpdate "next-update" Revoked "revoked"
}
words! { QuestionProperty, "a part of the question, or a block",
    Scheme "scheme" Time "time" Name "name" Address "address" No "no" Purpose "purpose" Policies "policies"
    ExplicitPolicy "explicit-policy" DistrustedKeys "distrusted-keys" MaxPathDepth "max-path-depth"
    Revocation "revocation"
}
words! { GeneralNameKind, "a kind of name",
    Dns "dns" Ip "ip" Email "email" Uri "uri" Directory "directory" Other "other" X400 "x400" EdiParty "edi-party"
    RegisteredId "registered-id" Octets "octets"
}
words! { KeyUsageBit, "a key usage",
    DigitalSignature "digital-signature" NonRepudiation "non-repudiation" KeyEncipherment "key-encipherment"
    DataEncipherment "data-encipherment" KeyAgreement "key-agreement" KeyCertSign "key-cert-sign" CrlSign "crl-sign"
    EncipherOnly "encipher-only" DecipherOnly "decipher-only" Bit9 "bit-9" Bit10 "bit-10" Bit11 "bit-11"
    Bit12 "bit-12" Bit13 "bit-13" Bit14 "bit-14" Bit15 "bit-15"
}
words! { Subtree, "a subtree", Permit "permit" Exclude "exclude" }
words! { Scheme, "a scheme", Toy "toy" P256 "p256" Rsa2048 "rsa-2048" Ed25519 "ed25519" }
words! { Spelling, "a spelling",
    Utf8 "utf8" Printable "printable" OtherCase "other-case" Padded "padded" Bmp "bmp" Ia5 "ia5" Teletex "teletex"
    Universal "universal" Visible "visible"
}
words! { KeyForm, "a form of key",
    Plain "plain" ExplicitParameters "explicit-parameters" OtherCurve "other-curve" ShortRsa "short-rsa"
    LongRsa "long-rsa" Ed448 "ed448" UnknownAlgorithm "unknown-algorithm" Unreadable "unreadable"
}
words! { SignatureForm, "a form of signature",
    Sound "sound" Tampered "tampered" Sha1 "sha1" UnknownAlgorithm "unknown-algorithm"
    InnerAlgorithmDiffers "inner-algorithm-differs" Empty "empty"
}
words! { Purpose, "a purpose",
    Any "any" ServerAuth "server-auth" ClientAuth "client-auth" CodeSigning "code-signing"
    EmailProtection "email-protection" TimeStamping "time-stamping" OcspSigning "ocsp-signing"
    ServerGatedCrypto "server-gated-crypto" Unknown "unknown"
}
words! { EncodingFault, "an encoding fault",
    BadKeyUsage "bad-key-usage" BadSubjectAltName "bad-subject-alt-name" BadBasicConstraints "bad-basic-constraints"
    BadExtendedKeyUsage "bad-extended-key-usage" BadNameConstraints "bad-name-constraints"
    DuplicateBasicConstraints "duplicate-basic-constraints" DuplicateSubjectAltName "duplicate-subject-alt-name"
    DuplicateUnknownExtension "duplicate-unknown-extension" BerBoolean "ber-boolean"
    ExplicitDefault "explicit-default" PaddedSerial "padded-serial" LongFormLength "long-form-length"
    TimeWithoutSeconds "time-without-seconds"
}
