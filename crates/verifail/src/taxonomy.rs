//! The closed vocabulary of reasons: what can be wrong with a certificate, a path, or a peer's identity.
//!
//! A [`Reason`] says *what kind* of thing is wrong and nothing else; where and how is data beside it in a
//! [`Finding`](crate::Finding). Codes are the kebab-case forms of the variants and are never renamed.

use std::fmt;

macro_rules! reasons {
    ($($(#[$doc:meta])+ $variant:ident $code:literal $meaning:literal;)+) => {
        /// One kind of fault. Fieldless on purpose: a reason is compared, counted, and mapped to advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])+ $variant,)+
        }

        impl Reason {
            /// Every reason, in alphabetical order.
            pub const ALL: &'static [Reason] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The meaning in a few words, as a report prints it.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

reasons! {
    /// A signature value does not verify with the issuer's key. RFC 5280 section 6.1.3 (a)(1). Typical cause: another
    /// key behind the same CA name, or a tampered certificate.
    BadSignature "bad-signature" "the signature does not verify with the issuer's key";
    /// A certificate that is not a CA's issued another, or a CA certificate is used as an end entity. RFC 5280 section
    /// 6.1.4 (k). Typical cause: an end-entity certificate used to sign, or a self-made CA served as the site's own.
    CaViolation "ca-violation" "CA and end-entity roles are mixed up";
    /// A limit of the verifier was reached: path depth, signatures, steps. RFC 4158 section 5. Typical cause: a hostile or
    /// very long chain.
    ChainLimits "chain-limits" "a resource limit of the verifier was reached";
    /// The extended key usage does not permit this use, in the end entity or above it. RFC 5280 section 4.2.1.12. Typical
    /// cause: an inspection proxy that mints certificates without serverAuth.
    EkuMissingOrWrong "eku-missing-or-wrong" "the extended key usage does not permit this use";
    /// The certificate or key is on a deny list the caller supplied.
    ExplicitlyDistrusted "explicitly-distrusted" "the key is explicitly distrusted";
    /// `notAfter` has passed. RFC 5280 section 6.1.3 (a)(2).
    Expired "expired" "the certificate has expired";
    /// The name or key-identifier link between two certificates is wrong. RFC 5280 section 6.1.3 (a)(4).
    IssuerMismatch "issuer-mismatch" "issuer and subject, or key identifiers, do not link";
    /// keyUsage lacks a bit the use needs, or has one it must not. RFC 5280 section 6.1.4 (n).
    KeyUsage "key-usage" "the key usage does not permit this use";
    /// An encoding cannot be read, or breaks DER. RFC 5280 section 4.1.
    Malformed "malformed" "the certificate is malformed";
    /// Only the end entity is there, and it names a place where its issuer can be fetched. RFC 8446 section 4.4.2. Typical
    /// cause: a server configured without its chain file.
    MissingIntermediate "missing-intermediate" "the issuing CA's certificate was not supplied";
    /// A name lies outside the permitted subtrees or inside the excluded ones. RFC 5280 section 6.1.3 (b), (c).
    NameConstraints "name-constraints" "a name violates a CA's name constraints";
    /// No presented identifier matches the reference identifier. RFC 9525 section 6.
    NameMismatch "name-mismatch" "the certificate is for other names";
    /// There is no subject alternative name to match, whatever the common name says. RFC 9525 section 6.3.
    NoSan "no-san" "the certificate has no usable subject alternative name";
    /// `notBefore` is in the future. RFC 5280 section 6.1.3 (a)(2). Typical cause: a wrong clock.
    NotYetValid "not-yet-valid" "the certificate is not yet valid";
    /// More CA certificates follow than a pathLenConstraint allows. RFC 5280 section 6.1.4 (l), (m).
    PathLength "path-length" "the path is longer than a CA's path length constraint";
    /// No certificate policy is valid for the path where one is required. RFC 5280 section 6.1.5 (g).
    Policy "policy" "no acceptable certificate policy";
    /// A rule of the profile is broken that does not fit any other reason: key identifiers, serial, version, criticality.
    ProfileViolation "profile-violation" "the certificate breaks a rule of the profile";
    /// The certificate's status could not be established from the CRLs supplied. RFC 5280 section 6.3.
    RevocationUnavailable "revocation-unavailable" "the revocation status is not known";
    /// A CRL lists the certificate. RFC 5280 section 6.3.3.
    Revoked "revoked" "the certificate is revoked";
    /// The path ends in a self-signed certificate that was supplied and is no trust anchor. RFC 5280 section 6.1.1 (d).
    SelfSignedInChain "self-signed-in-chain" "the path ends in a self-signed certificate that is not trusted";
    /// The end entity is self-signed and no trust anchor.
    SelfSignedLeaf "self-signed-leaf" "the end-entity certificate is self-signed and not trusted";
    /// A critical extension that the verifier does not process. RFC 5280 section 4.2.
    UnhandledCriticalExtension "unhandled-critical-extension" "a critical extension is not recognised";
    /// No trust anchor is reached; why is open. RFC 5280 section 6.1.1 (d). Typical cause: a private CA.
    UnknownIssuer "unknown-issuer" "no path leads to a trust anchor";
    /// The verifier cannot check this signature algorithm with this key. RFC 5280 section 4.1.1.2.
    UnsupportedSignatureAlgorithm "unsupported-signature-algorithm" "the signature algorithm is not supported";
    /// The chain is complete but its root is not trusted. Said by other verifiers; of such a chain this one says
    /// [`SelfSignedInChain`](Self::SelfSignedInChain) or [`SelfSignedLeaf`](Self::SelfSignedLeaf).
    UntrustedRoot "untrusted-root" "the root is not trusted";
    /// The validity period is longer than a client allows. CA/Browser Forum BR section 6.3.2.
    ValidityTooLong "validity-too-long" "the validity period is longer than allowed";
    /// A key is too short or of a kind that is not allowed. CA/Browser Forum BR section 6.1.5.
    WeakKey "weak-key" "the public key is too weak or of a kind that is not allowed";
    /// The signature's digest is not acceptable (SHA-1, MD5). CA/Browser Forum BR section 7.1.3.2.
    WeakSignature "weak-signature" "the signature uses a weak digest";
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_kebab_case_of_the_variants() {
        for reason in Reason::ALL {
            let mut kebab = String::new();
            for (i, c) in format!("{reason:?}").char_indices() {
                if c.is_ascii_uppercase() && i > 0 {
                    kebab.push('-');
                }
                kebab.push(c.to_ascii_lowercase());
            }
            assert_eq!(reason.code(), kebab);
        }
    }
}
