//! The closed vocabulary of reasons: what can be wrong with a certificate, a path, a peer's identity, a handshake, the
//! connection beneath it, or one's own configuration.
//!
//! A [`Reason`] says *what kind* of thing is wrong and nothing else; where and how is data beside it in a
//! [`Finding`](crate::Finding). Codes are the kebab-case forms of the variants and are never renamed.

use std::fmt;

use super::Layer;

macro_rules! reasons {
    ($($(#[$doc:meta])+ $variant:ident $code:literal $layer:ident $source:ident $meaning:literal;)+) => {
        /// One kind of fault. Fieldless on purpose: a reason is compared, counted, and mapped to advice. Its clause,
        /// usual cause and remedies are its [`guidance`](Reason::guidance).
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

            /// Where it goes wrong.
            pub const fn layer(self) -> Layer {
                match self { $(Self::$variant => Layer::$layer),+ }
            }

            /// Whether verification by this crate gives it; the others are only read in reports of other programs.
            pub const fn is_verified(self) -> bool {
                match self { $(Self::$variant => reasons!(@$source)),+ }
            }

            /// The meaning in a few words, as a report prints it.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
    (@verified) => { true };
    (@reported) => { false };
}

reasons! {
    /// No application protocol in common, or one that was not offered.
    Alpn "alpn" Negotiation reported "no application protocol in common";
    /// A signature value does not verify with the issuer's key.
    BadSignature "bad-signature" Certificate verified "the signature does not verify with the issuer's key";
    /// A certificate that is not a CA's issued another, or a CA certificate is used as an end entity.
    CaViolation "ca-violation" Certificate verified "CA and end-entity roles are mixed up";
    /// A limit of the verifier was reached: path depth, signatures, steps.
    ChainLimits "chain-limits" Certificate verified "a resource limit of the verifier was reached";
    /// A certificate was demanded from the client and none was given.
    ClientCertRequired "client-cert-required" Negotiation reported "a client certificate is required and none was given";
    /// FIPS mode or a system-wide policy forbids an algorithm on this machine.
    CryptoPolicyBlocked "crypto-policy-blocked" Local reported "a local cryptographic policy forbids an algorithm";
    /// Too few signed certificate timestamps for the client's policy.
    CtMissing "ct-missing" Certificate reported "Certificate Transparency information is missing";
    /// The server did not accept Encrypted Client Hello, or demands it.
    Ech "ech" Negotiation reported "Encrypted Client Hello failed";
    /// The extended key usage does not permit this use, in the end entity or above it.
    EkuMissingOrWrong "eku-missing-or-wrong" Certificate verified "the extended key usage does not permit this use";
    /// `notAfter` has passed.
    Expired "expired" Certificate verified "the certificate has expired";
    /// The time lies outside the validity period, and the text leaves open on which side.
    ExpiredOrNotYetValid "expired-or-not-yet-valid" Certificate reported "the certificate is not valid at this time";
    /// The certificate or key is on a deny list the caller supplied.
    ExplicitlyDistrusted "explicitly-distrusted" Certificate verified "the key is explicitly distrusted";
    /// The handshake failed, and the text does not say why.
    GenericHandshakeFailure "generic-handshake-failure" Negotiation reported "the handshake failed; the text does not say why";
    /// The certificate was refused, and the text does not say why.
    GenericVerifyFailed "generic-verify-failed" Certificate reported "the certificate was refused; the text does not say why";
    /// The peer closed the connection before the handshake ended.
    HandshakeEof "handshake-eof" Transport reported "the connection was closed during the handshake";
    /// The connection was reset before the handshake ended.
    HandshakeReset "handshake-reset" Transport reported "the connection was reset during the handshake";
    /// No answer in time during the handshake.
    HandshakeTimeout "handshake-timeout" Transport reported "the handshake did not end in time";
    /// The server saw a fallback to an older version than both support.
    InappropriateFallback "inappropriate-fallback" Negotiation reported "a fallback to an older version was refused";
    /// The name or key-identifier link between two certificates is wrong.
    IssuerMismatch "issuer-mismatch" Certificate verified "issuer and subject, or key identifiers, do not link";
    /// keyUsage lacks a bit the use needs, or has one it must not.
    KeyUsage "key-usage" Certificate verified "the key usage does not permit this use";
    /// The peer does not support secure renegotiation.
    LegacyRenegotiation "legacy-renegotiation" Negotiation reported "the peer renegotiates only in the unsafe way";
    /// The own certificate or key cannot be loaded, or they do not belong together.
    LocalCredentialError "local-credential-error" Local reported "the own certificate or key cannot be used";
    /// An encoding cannot be read, or breaks DER.
    Malformed "malformed" Certificate verified "the certificate is malformed";
    /// Only the end entity is there, and it names a place where its issuer can be fetched.
    MissingIntermediate "missing-intermediate" Certificate verified "the issuing CA's certificate was not supplied";
    /// The client recognised a program that intercepts connections.
    MitmDetected "mitm-detected" Certificate reported "the client recognised an interceptor";
    /// A name lies outside the permitted subtrees or inside the excluded ones.
    NameConstraints "name-constraints" Certificate verified "a name violates a CA's name constraints";
    /// No presented identifier matches the reference identifier.
    NameMismatch "name-mismatch" Certificate verified "the certificate is for other names";
    /// There is no subject alternative name to match, whatever the common name says.
    NoSan "no-san" Certificate verified "the certificate has no usable subject alternative name";
    /// No cipher suite in common.
    NoSharedCipher "no-shared-cipher" Negotiation reported "no cipher suite in common";
    /// No group or signature scheme in common.
    NoSharedParams "no-shared-params" Negotiation reported "no group or signature scheme in common";
    /// TLS was expected and the peer sent something else.
    NotTls "not-tls" Transport reported "the peer does not speak TLS on this port";
    /// The text is not about TLS: name resolution, a refused TCP connection, code signing, SSH, a token. Nothing about
    /// TLS follows from it.
    NotTlsRelated "not-tls-related" Outside reported "this is not about TLS";
    /// `notBefore` is in the future.
    NotYetValid "not-yet-valid" Certificate verified "the certificate is not yet valid";
    /// An OCSP response is there and wrong or stale, or a promised staple is missing.
    OcspResponseBad "ocsp-response-bad" Certificate reported "an OCSP answer is wrong, stale or missing";
    /// More CA certificates follow than a pathLenConstraint allows.
    PathLength "path-length" Certificate verified "the path is longer than a CA's path length constraint";
    /// The peer sent internal_error.
    PeerInternalError "peer-internal-error" Negotiation reported "the peer failed for a reason of its own";
    /// The peer refuses the certificate that we sent.
    PeerRejectedOurCert "peer-rejected-our-cert" Negotiation reported "the peer refuses our certificate";
    /// The key, certificate or anchor is not the one that was pinned.
    PinMismatch "pin-mismatch" Certificate reported "the key or certificate is not the pinned one";
    /// A client sent plaintext to a TLS server.
    PlaintextToTls "plaintext-to-tls" Transport reported "a client speaks plaintext to a TLS port";
    /// No certificate policy is valid for the path where one is required.
    Policy "policy" Certificate verified "no acceptable certificate policy";
    /// A rule of the profile is broken that does not fit any other reason: key identifiers, serial, version,
    /// criticality.
    ProfileViolation "profile-violation" Certificate verified "the certificate breaks a rule of the profile";
    /// No protocol version in common.
    ProtocolVersion "protocol-version" Negotiation reported "no protocol version in common";
    /// A message is unexpected, illegal or cannot be decoded.
    ProtocolViolation "protocol-violation" Negotiation reported "a message breaks the protocol";
    /// A proxy refused CONNECT: TLS with the target never began.
    ProxyTunnelFailed "proxy-tunnel-failed" Transport reported "the proxy refused the tunnel";
    /// A pre-shared key or a session ticket was refused.
    PskOrTicket "psk-or-ticket" Negotiation reported "a pre-shared key or session ticket was refused";
    /// A record failed authentication or decryption.
    RecordCorrupt "record-corrupt" Negotiation reported "a record could not be decrypted";
    /// The certificate's status could not be established from the CRLs supplied.
    RevocationUnavailable "revocation-unavailable" Certificate verified "the revocation status is not known";
    /// A CRL lists the certificate.
    Revoked "revoked" Certificate verified "the certificate is revoked";
    /// The path ends in a self-signed certificate that was supplied and is no trust anchor.
    SelfSignedInChain "self-signed-in-chain" Certificate verified "the path ends in a self-signed certificate that is not trusted";
    /// The end entity is self-signed and no trust anchor.
    SelfSignedLeaf "self-signed-leaf" Certificate verified "the end-entity certificate is self-signed and not trusted";
    /// The server does not serve the name it was asked for.
    SniUnrecognized "sni-unrecognized" Negotiation reported "the server does not know the name";
    /// The own configuration or use of an interface is wrong.
    TlsConfigError "tls-config-error" Local reported "the own TLS configuration is wrong";
    /// A report about TLS or certificates that tells of success, or a harmless notice.
    TlsNotFailure "tls-not-failure" Outside reported "a report about TLS that is no failure";
    /// The operating system's verification service did not answer: no evaluation took place.
    TrustServiceUnavailable "trust-service-unavailable" Local reported "the system's verification service did not answer";
    /// The file, directory or wallet of trust anchors is missing, empty or unreadable.
    TrustStoreUnavailable "trust-store-unavailable" Local reported "the trust anchors cannot be loaded";
    /// The connection ended after the handshake without close_notify.
    UncleanClose "unclean-close" Transport reported "the connection ended without close_notify";
    /// A critical extension that the verifier does not process.
    UnhandledCriticalExtension "unhandled-critical-extension" Certificate verified "a critical extension is not recognised";
    /// No trust anchor is reached; why is open.
    UnknownIssuer "unknown-issuer" Certificate verified "no path leads to a trust anchor";
    /// The verifier cannot check this signature algorithm with this key.
    UnsupportedSignatureAlgorithm "unsupported-signature-algorithm" Certificate verified "the signature algorithm is not supported";
    /// The chain is complete but its root is not trusted. Said by other verifiers; of such a chain this one says
    /// [`SelfSignedInChain`](Self::SelfSignedInChain) or [`SelfSignedLeaf`](Self::SelfSignedLeaf).
    UntrustedRoot "untrusted-root" Certificate reported "the root is not trusted";
    /// The validity period is longer than a client allows.
    ValidityTooLong "validity-too-long" Certificate verified "the validity period is longer than allowed";
    /// Two verifiers that must agree do not: a bug of one of them. The connection is refused.
    VerifierDisagreement "verifier-disagreement" Certificate reported "two verifiers disagree about the certificate";
    /// A key is too short or of a kind that is not allowed.
    WeakKey "weak-key" Certificate verified "the public key is too weak or of a kind that is not allowed";
    /// The peer's key exchange parameters are too weak.
    WeakKeyExchange "weak-key-exchange" Negotiation reported "the key exchange is too weak";
    /// The signature's digest is not acceptable (SHA-1, MD5).
    WeakSignature "weak-signature" Certificate verified "the signature uses a weak digest";
}

impl Reason {
    /// The reason with that code, with `_` for `-` too, as other lists of reasons spell it.
    pub fn from_code(code: &str) -> Option<Self> {
        let same = |reason: &&Self| {
            let pairs = reason.code().bytes().zip(code.bytes());
            reason.code().len() == code.len() && pairs.into_iter().all(|(l, r)| l == r || (l == b'-' && r == b'_'))
        };
        Self::ALL.iter().find(same).copied()
    }

    /// Whether it says that a certificate was looked at and refused.
    pub const fn is_about_certificate(self) -> bool {
        matches!(self.layer(), Layer::Certificate)
    }

    /// Whether something more precise could still be found out about the same failure: a reason of a wrapper.
    pub const fn is_generic(self) -> bool {
        matches!(self, Self::GenericHandshakeFailure | Self::GenericVerifyFailed)
    }
}

by_code!(Reason);

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
