//! Every rule a verifier can hold a certificate to, each with the reason its breach is reported as.
//!
//! A [`Requirement`] is finer than a [`Reason`]: `ca-flag-set` and `end-entity-is-not-ca` are both `ca-violation`.

use std::fmt;

use crate::taxonomy::Reason;

macro_rules! requirements {
    ($($(#[$doc:meta])+ $variant:ident $code:literal $reason:ident;)+) => {
        /// One rule. Which rules hold, how severely and by which clause is what a [`Policy`](crate::Policy) says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Requirement {
            $($(#[$doc])+ $variant,)+
        }

        impl Requirement {
            /// Every requirement, in the order in which checks run.
            pub const ALL: &'static [Requirement] = &[$(Self::$variant),+];
            pub(crate) const COUNT: usize = Self::ALL.len();

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The reason under which a breach is reported, unless a check knows a more precise one.
            pub const fn reason(self) -> Reason {
                match self { $(Self::$variant => Reason::$reason),+ }
            }
        }
    };
}

requirements! {
    // encoding
    /// The structure reads as X.509.
    WellFormed "well-formed" Malformed;
    /// The stricter structural parser reads it too.
    StrictEncoding "strict-encoding" Malformed;
    /// No extension type occurs twice.
    ExtensionUnique "extension-unique" Malformed;
    /// The value of an extension that the policy reads decodes.
    ExtensionWellFormed "extension-well-formed" Malformed;
    /// No issuerUniqueID or subjectUniqueID.
    NoUniqueIdentifiers "no-unique-identifiers" ProfileViolation;
    // version, serial number
    /// The version is 3.
    Version3 "version-3" ProfileViolation;
    /// Extensions only in version 3.
    ExtensionsNeedVersion3 "extensions-need-version-3" ProfileViolation;
    /// The serial number is a positive integer.
    SerialNumberPositive "serial-number-positive" ProfileViolation;
    /// The serial number is not negative; zero passes.
    SerialNumberNotNegative "serial-number-not-negative" ProfileViolation;
    /// The serial number has at most 20 octets.
    SerialNumberLength "serial-number-length" ProfileViolation;
    // signature
    /// The algorithm inside the signed part is the one outside.
    SignatureAlgorithmsAgree "signature-algorithms-agree" Malformed;
    /// The algorithm can be checked with the issuer's key.
    SignatureAlgorithmSupported "signature-algorithm-supported" UnsupportedSignatureAlgorithm;
    /// The signature is not DSA.
    SignatureNotDsa "signature-not-dsa" UnsupportedSignatureAlgorithm;
    /// The digest is not one that collides.
    SignatureDigestStrong "signature-digest-strong" WeakSignature;
    /// The signature verifies with the issuer's key.
    SignatureValid "signature-valid" BadSignature;
    // public key
    /// The key decodes.
    PublicKeyWellFormed "public-key-well-formed" Malformed;
    /// The key is of a permitted kind.
    PublicKeyKind "public-key-kind" WeakKey;
    /// The key is long enough.
    PublicKeyStrength "public-key-strength" WeakKey;
    /// The key is not on the deny list.
    KeyNotDistrusted "key-not-distrusted" ExplicitlyDistrusted;
    // validity
    /// notBefore is not after notAfter.
    ValidityOrdered "validity-ordered" Malformed;
    /// The time is not before notBefore.
    NotBefore "not-before" NotYetValid;
    /// The time is not after notAfter.
    NotAfter "not-after" Expired;
    /// The validity period is within the limit for its date of issue.
    ValidityPeriod "validity-period" ValidityTooLong;
    // names and chaining
    /// The issuer's subject is the certificate's issuer.
    NameChaining "name-chaining" IssuerMismatch;
    /// The issuer is not empty.
    IssuerNotEmpty "issuer-not-empty" ProfileViolation;
    /// A CA's subject is not empty.
    CaSubjectNotEmpty "ca-subject-not-empty" ProfileViolation;
    /// authorityKeyIdentifier is there, with a key identifier, unless the certificate is self-signed.
    AuthorityKeyIdentifierPresent "authority-key-identifier-present" ProfileViolation;
    /// authorityKeyIdentifier is not critical.
    AuthorityKeyIdentifierNotCritical "authority-key-identifier-not-critical" ProfileViolation;
    /// authorityKeyIdentifier of a root, when there, has the key identifier and nothing else.
    AuthorityKeyIdentifierForm "authority-key-identifier-form" ProfileViolation;
    /// subjectKeyIdentifier is there in a CA certificate.
    SubjectKeyIdentifierPresent "subject-key-identifier-present" ProfileViolation;
    /// subjectKeyIdentifier is not critical.
    SubjectKeyIdentifierNotCritical "subject-key-identifier-not-critical" ProfileViolation;
    /// The authority key identifier is the issuer's subject key identifier, where both are there.
    KeyIdentifiersMatch "key-identifiers-match" IssuerMismatch;
    /// The issuer and serial number in authorityKeyIdentifier, where they are there, are those of the issuer's
    /// certificate.
    AuthorityCertificateMatches "authority-certificate-matches" IssuerMismatch;
    // basic constraints, path length, key usage
    /// A CA certificate has basicConstraints.
    CaBasicConstraintsPresent "ca-basic-constraints-present" CaViolation;
    /// A CA certificate without basicConstraints is a root of version 1, or has a keyUsage with keyCertSign.
    CaEvident "ca-evident" CaViolation;
    /// A CA certificate's basicConstraints has cA.
    CaFlagSet "ca-flag-set" CaViolation;
    /// A CA certificate's basicConstraints is critical.
    CaBasicConstraintsCritical "ca-basic-constraints-critical" ProfileViolation;
    /// The end entity is not a CA.
    EndEntityIsNotCa "end-entity-is-not-ca" CaViolation;
    /// pathLenConstraint only where cA is set and keyCertSign is asserted.
    PathLengthOnlyOnCa "path-length-only-on-ca" ProfileViolation;
    /// No more CA certificates follow than pathLenConstraint allows.
    PathLengthRespected "path-length-respected" PathLength;
    /// The end entity has cA only where its keyUsage, when there, has keyCertSign.
    CaFlagNeedsKeyCertSign "ca-flag-needs-key-cert-sign" KeyUsage;
    /// keyUsage has a bit set.
    KeyUsageNotEmpty "key-usage-not-empty" KeyUsage;
    /// A CA certificate has keyUsage.
    CaKeyUsagePresent "ca-key-usage-present" ProfileViolation;
    /// A CA certificate's keyUsage, when there, has keyCertSign.
    KeyCertSign "key-cert-sign" KeyUsage;
    /// A CA certificate's keyUsage, when it has a bit set, has keyCertSign.
    KeyCertSignUnlessEmpty "key-cert-sign-unless-empty" KeyUsage;
    /// keyCertSign only where basicConstraints has cA.
    KeyCertSignOnlyOnCa "key-cert-sign-only-on-ca" KeyUsage;
    /// The end entity's keyUsage, when there, permits a TLS handshake signature, key transport or key agreement.
    EndEntityKeyUsage "end-entity-key-usage" KeyUsage;
    // extended key usage
    /// The extended key usage, when there, permits the purpose.
    KeyPurpose "key-purpose" EkuMissingOrWrong;
    /// The purpose is named itself, not only anyExtendedKeyUsage.
    KeyPurposeNotOnlyAny "key-purpose-not-only-any" EkuMissingOrWrong;
    /// An extended key usage is there.
    ExtendedKeyUsagePresent "extended-key-usage-present" EkuMissingOrWrong;
        /// An end entity that is not a CA has an extended key usage.
    SubscriberExtendedKeyUsagePresent "subscriber-extended-key-usage-present" EkuMissingOrWrong;
    /// The extended key usage names at least one purpose.
    ExtendedKeyUsageNotEmpty "extended-key-usage-not-empty" EkuMissingOrWrong;
        /// A root has no extended key usage.
    RootWithoutExtendedKeyUsage "root-without-extended-key-usage" ProfileViolation;
    /// The extended key usage is not critical.
    ExtendedKeyUsageNotCritical "extended-key-usage-not-critical" ProfileViolation;
    /// The extended key usage does not name anyExtendedKeyUsage.
    NoAnyExtendedKeyUsage "no-any-extended-key-usage" EkuMissingOrWrong;
    /// The extended key usage does not name codeSigning.
    NoCodeSigning "no-code-signing" EkuMissingOrWrong;
    /// The extended key usage does not name OCSPSigning.
    NoOcspSigning "no-ocsp-signing" EkuMissingOrWrong;
    /// The extended key usage does not name timeStamping.
    NoTimeStamping "no-time-stamping" EkuMissingOrWrong;
    /// The extended key usage fits the application profile of the purpose (RCS MLS, C2PA).
    KeyPurposeProfile "key-purpose-profile" EkuMissingOrWrong;
    /// The key usage fits the application profile of the purpose (RCS MLS, C2PA).
    KeyUsageProfile "key-usage-profile" KeyUsage;
    // subject alternative name and identity
    /// The end entity has a subject alternative name.
    SubjectAltNamePresent "subject-alt-name-present" NoSan;
    /// The subject alternative name holds a name.
    SubjectAltNameNotEmpty "subject-alt-name-not-empty" Malformed;
    /// The names of the subject alternative name are written as RFC 5280 and RFC 1034 want them.
    SubjectAltNameSyntax "subject-alt-name-syntax" Malformed;
    /// The subject alternative name is critical exactly when the subject is empty.
    SubjectAltNameCriticality "subject-alt-name-criticality" ProfileViolation;
    /// A certificate with an empty subject has a critical subject alternative name.
    SubjectOrCriticalAltName "subject-or-critical-alt-name" ProfileViolation;
    /// A presented identifier matches the reference identifier.
    ServiceIdentity "service-identity" NameMismatch;
    /// A common name, when there, is one of the subject alternative names.
    CommonNameInSubjectAltName "common-name-in-subject-alt-name" ProfileViolation;
    // name constraints
    /// Every name lies in a permitted subtree of its form, where there is one.
    NamePermitted "name-permitted" NameConstraints;
    /// No name lies in an excluded subtree.
    NameNotExcluded "name-not-excluded" NameConstraints;
    /// Constraints on a name form that occurs can be processed.
    NameConstraintSupported "name-constraint-supported" NameConstraints;
    /// The subtrees are written as RFC 5280 wants them.
    NameConstraintSyntax "name-constraint-syntax" Malformed;
    /// nameConstraints only in a CA certificate.
    NameConstraintsOnlyOnCa "name-constraints-only-on-ca" ProfileViolation;
    /// nameConstraints is critical.
    NameConstraintsCritical "name-constraints-critical" ProfileViolation;
    /// nameConstraints has a subtree.
    NameConstraintsNotEmpty "name-constraints-not-empty" Malformed;
    // extensions in general
    /// Every critical extension is processed.
    CriticalExtensionRecognised "critical-extension-recognised" UnhandledCriticalExtension;
    /// Every qualifier of a critical certificatePolicies is known.
    PolicyQualifiersRecognised "policy-qualifiers-recognised" UnhandledCriticalExtension;
    /// authorityInfoAccess is not critical.
    AuthorityInfoAccessNotCritical "authority-info-access-not-critical" ProfileViolation;
    // certificate policies
    /// A certificate policy is valid for the path where one is required.
    CertificatePolicy "certificate-policy" Policy;
    /// No policy is mapped to or from anyPolicy.
    PolicyMappingNotAny "policy-mapping-not-any" Policy;
    /// policyConstraints is critical.
    PolicyConstraintsCritical "policy-constraints-critical" ProfileViolation;
    // revocation
    /// No CRL lists the certificate.
    NotRevoked "not-revoked" Revoked;
    /// The CRLs supplied establish the certificate's status.
    RevocationStatusKnown "revocation-status-known" RevocationUnavailable;
    // the path as a whole
    /// The path ends at a trust anchor.
    TrustAnchorReached "trust-anchor-reached" UnknownIssuer;
    /// The path is not longer than the verifier walks.
    PathDepth "path-depth" ChainLimits;
    /// The search ended by itself, not at a limit.
    WithinBudget "within-budget" ChainLimits;
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
