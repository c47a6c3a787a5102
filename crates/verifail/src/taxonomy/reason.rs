//! The closed vocabulary of reasons: what can be wrong with a certificate, a path, a peer's identity, a handshake, the
//! connection beneath it, or one's own configuration.
//!
//! A [`Reason`] says *what kind* of thing is wrong and nothing else; where and how is data beside it in a
//! [`Finding`](crate::Finding). Codes are the kebab-case forms of the variants and are never renamed.

use std::fmt;

use super::Layer;

macro_rules! reasons {
    ($($(#[$doc:meta])+ $variant:ident $code:literal $layer:ident $source:ident $meaning:literal;)+) => {
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
    /// No application protocol in common, or one that was not offered. RFC 7301 section 3.2. Typical cause: a proxy or
    /// health check that does not speak h2 or acme-tls/1.
    Alpn "alpn" Negotiation reported "no application protocol in common";
    /// A signature value does not verify with the issuer's key. RFC 5280 section 6.1.3 (a)(1). Typical cause: another
    /// key behind the same CA name, or a tampered certificate.
    BadSignature "bad-signature" Certificate verified "the signature does not verify with the issuer's key";
    /// A certificate that is not a CA's issued another, or a CA certificate is used as an end entity. RFC 5280 section
    /// 6.1.4 (k). Typical cause: an end-entity certificate used to sign, or a self-made CA served as the site's own.
    CaViolation "ca-violation" Certificate verified "CA and end-entity roles are mixed up";
    /// A limit of the verifier was reached: path depth, signatures, steps. RFC 4158 section 5. Typical cause: a hostile or
    /// very long chain.
    ChainLimits "chain-limits" Certificate verified "a resource limit of the verifier was reached";
    /// A certificate was demanded from the client and none was given. RFC 8446 section 4.4.2.4, alert 116. Typical cause:
    /// a client without its certificate and key.
    ClientCertRequired "client-cert-required" Negotiation reported "a client certificate is required and none was given";
    /// FIPS mode or a system-wide policy forbids an algorithm on this machine. Typical cause: MD5 or a short key under a
    /// FIPS provider.
    CryptoPolicyBlocked "crypto-policy-blocked" Local reported "a local cryptographic policy forbids an algorithm";
    /// Too few signed certificate timestamps for the client's policy. RFC 6962 section 3.3. Typical cause: a private CA
    /// whose root is treated as public, or log lists out of date.
    CtMissing "ct-missing" Certificate reported "Certificate Transparency information is missing";
    /// The server did not accept Encrypted Client Hello, or demands it. RFC 9849 section 6.1.6. Typical cause: a stale ECH
    /// configuration in DNS.
    Ech "ech" Negotiation reported "Encrypted Client Hello failed";
    /// The extended key usage does not permit this use, in the end entity or above it. RFC 5280 section 4.2.1.12. Typical
    /// cause: an inspection proxy that mints certificates without serverAuth.
    EkuMissingOrWrong "eku-missing-or-wrong" Certificate verified "the extended key usage does not permit this use";
    /// `notAfter` has passed. RFC 5280 section 6.1.3 (a)(2).
    Expired "expired" Certificate verified "the certificate has expired";
    /// The time lies outside the validity period, and the text leaves open on which side. RFC 5280 section 6.1.3 (a)(2).
    /// Typical cause: an expired certificate, or a wrong clock.
    ExpiredOrNotYetValid "expired-or-not-yet-valid" Certificate reported "the certificate is not valid at this time";
    /// The certificate or key is on a deny list the caller supplied.
    ExplicitlyDistrusted "explicitly-distrusted" Certificate verified "the key is explicitly distrusted";
    /// The handshake failed, and the text does not say why. RFC 8446 section 6.2, alert 40. Typical cause: no parameters
    /// in common; a proxy that cuts off.
    GenericHandshakeFailure "generic-handshake-failure" Negotiation reported "the handshake failed; the text does not say why";
    /// The certificate was refused, and the text does not say why. Typical cause: a wrapper that drops the verifier's
    /// reason.
    GenericVerifyFailed "generic-verify-failed" Certificate reported "the certificate was refused; the text does not say why";
    /// The peer closed the connection before the handshake ended. Typical cause: a server that refuses without an alert, a
    /// restart, a health check.
    HandshakeEof "handshake-eof" Transport reported "the connection was closed during the handshake";
    /// The connection was reset before the handshake ended. RFC 9293 section 3.5.2. Typical cause: a middlebox that blocks
    /// by name, an overloaded server.
    HandshakeReset "handshake-reset" Transport reported "the connection was reset during the handshake";
    /// No answer in time during the handshake. Typical cause: packets lost on the path (MTU), an overloaded peer, a
    /// firewall that drops.
    HandshakeTimeout "handshake-timeout" Transport reported "the handshake did not end in time";
    /// The server saw a fallback to an older version than both support. RFC 7507 section 3, alert 86. Typical cause: a
    /// client that retries with an older version after a transient failure.
    InappropriateFallback "inappropriate-fallback" Negotiation reported "a fallback to an older version was refused";
    /// The name or key-identifier link between two certificates is wrong. RFC 5280 section 6.1.3 (a)(4).
    IssuerMismatch "issuer-mismatch" Certificate verified "issuer and subject, or key identifiers, do not link";
    /// keyUsage lacks a bit the use needs, or has one it must not. RFC 5280 section 6.1.4 (n).
    KeyUsage "key-usage" Certificate verified "the key usage does not permit this use";
    /// The peer does not support secure renegotiation. RFC 5746 section 4. Typical cause: an old appliance and a client of
    /// OpenSSL 3.
    LegacyRenegotiation "legacy-renegotiation" Negotiation reported "the peer renegotiates only in the unsafe way";
    /// The own certificate or key cannot be loaded, or they do not belong together. Typical cause: a wrong path,
    /// passphrase or order of files.
    LocalCredentialError "local-credential-error" Local reported "the own certificate or key cannot be used";
    /// An encoding cannot be read, or breaks DER. RFC 5280 section 4.1.
    Malformed "malformed" Certificate verified "the certificate is malformed";
    /// Only the end entity is there, and it names a place where its issuer can be fetched. RFC 8446 section 4.4.2. Typical
    /// cause: a server configured without its chain file.
    MissingIntermediate "missing-intermediate" Certificate verified "the issuing CA's certificate was not supplied";
    /// The client recognised a program that intercepts connections. Typical cause: antivirus or a gateway whose root is
    /// not in this client's store.
    MitmDetected "mitm-detected" Certificate reported "the client recognised an interceptor";
    /// A name lies outside the permitted subtrees or inside the excluded ones. RFC 5280 section 6.1.3 (b), (c).
    NameConstraints "name-constraints" Certificate verified "a name violates a CA's name constraints";
    /// No presented identifier matches the reference identifier. RFC 9525 section 6.
    NameMismatch "name-mismatch" Certificate verified "the certificate is for other names";
    /// There is no subject alternative name to match, whatever the common name says. RFC 9525 section 6.3.
    NoSan "no-san" Certificate verified "the certificate has no usable subject alternative name";
    /// No cipher suite in common. RFC 8446 section 4.1.1. Typical cause: an old peer, or a key type that none of the
    /// offered suites can use.
    NoSharedCipher "no-shared-cipher" Negotiation reported "no cipher suite in common";
    /// No group or signature scheme in common. RFC 8446 sections 4.2.3 and 4.2.7. Typical cause: a restricted list of
    /// curves on one side.
    NoSharedParams "no-shared-params" Negotiation reported "no group or signature scheme in common";
    /// TLS was expected and the peer sent something else. Typical cause: a plaintext port, STARTTLS omitted, a proxy that
    /// answers in HTML.
    NotTls "not-tls" Transport reported "the peer does not speak TLS on this port";
    /// The text is not about TLS: name resolution, a refused TCP connection, code signing, SSH, a token. Nothing about TLS
    /// follows from it.
    NotTlsRelated "not-tls-related" Outside reported "this is not about TLS";
    /// `notBefore` is in the future. RFC 5280 section 6.1.3 (a)(2). Typical cause: a wrong clock.
    NotYetValid "not-yet-valid" Certificate verified "the certificate is not yet valid";
    /// An OCSP response is there and wrong or stale, or a promised staple is missing. RFC 6960 section 3.2, RFC 7633.
    /// Typical cause: a responder out of order, a server that staples nothing after a restart.
    OcspResponseBad "ocsp-response-bad" Certificate reported "an OCSP answer is wrong, stale or missing";
    /// More CA certificates follow than a pathLenConstraint allows. RFC 5280 section 6.1.4 (l), (m).
    PathLength "path-length" Certificate verified "the path is longer than a CA's path length constraint";
    /// The peer sent internal_error. RFC 8446 section 6.2, alert 80. Typical cause: a virtual host without certificate, an
    /// overloaded peer.
    PeerInternalError "peer-internal-error" Negotiation reported "the peer failed for a reason of its own";
    /// The peer refuses the certificate that we sent. RFC 8446 section 6.2, alerts 42 to 46, 48, 49. Typical cause: the
    /// peer does not trust our CA.
    PeerRejectedOurCert "peer-rejected-our-cert" Negotiation reported "the peer refuses our certificate";
    /// The key, certificate or anchor is not the one that was pinned. RFC 7469 section 2.6. Typical cause: a renewed key,
    /// an inspection proxy.
    PinMismatch "pin-mismatch" Certificate reported "the key or certificate is not the pinned one";
    /// A client sent plaintext to a TLS server. Typical cause: http:// with the port of https, a health check without TLS.
    PlaintextToTls "plaintext-to-tls" Transport reported "a client speaks plaintext to a TLS port";
    /// No certificate policy is valid for the path where one is required. RFC 5280 section 6.1.5 (g).
    Policy "policy" Certificate verified "no acceptable certificate policy";
    /// A rule of the profile is broken that does not fit any other reason: key identifiers, serial, version, criticality.
    ProfileViolation "profile-violation" Certificate verified "the certificate breaks a rule of the profile";
    /// No protocol version in common. RFC 8446 section 4.2.1, alert 70. Typical cause: a peer that stops at TLS 1.0.
    ProtocolVersion "protocol-version" Negotiation reported "no protocol version in common";
    /// A message is unexpected, illegal or cannot be decoded. RFC 8446 section 6.2, alerts 10, 47, 50. Typical cause: a
    /// middlebox, a defect of an implementation.
    ProtocolViolation "protocol-violation" Negotiation reported "a message breaks the protocol";
    /// A proxy refused CONNECT: TLS with the target never began. RFC 9110 section 9.3.6. Typical cause: proxy
    /// authentication, a blocked destination.
    ProxyTunnelFailed "proxy-tunnel-failed" Transport reported "the proxy refused the tunnel";
    /// A pre-shared key or a session ticket was refused. RFC 8446 section 4.2.11. Typical cause: a fleet that does not
    /// share ticket keys.
    PskOrTicket "psk-or-ticket" Negotiation reported "a pre-shared key or session ticket was refused";
    /// A record failed authentication or decryption. RFC 8446 section 5.2, alert 20. Typical cause: damage on the way, a
    /// wrong pre-shared key, a defect.
    RecordCorrupt "record-corrupt" Negotiation reported "a record could not be decrypted";
    /// The certificate's status could not be established from the CRLs supplied. RFC 5280 section 6.3.
    RevocationUnavailable "revocation-unavailable" Certificate verified "the revocation status is not known";
    /// A CRL lists the certificate. RFC 5280 section 6.3.3.
    Revoked "revoked" Certificate verified "the certificate is revoked";
    /// The path ends in a self-signed certificate that was supplied and is no trust anchor. RFC 5280 section 6.1.1 (d).
    SelfSignedInChain "self-signed-in-chain" Certificate verified "the path ends in a self-signed certificate that is not trusted";
    /// The end entity is self-signed and no trust anchor.
    SelfSignedLeaf "self-signed-leaf" Certificate verified "the end-entity certificate is self-signed and not trusted";
    /// The server does not serve the name it was asked for. RFC 6066 section 3, alert 112. Typical cause: a proxy that
    /// sends no SNI or an internal name.
    SniUnrecognized "sni-unrecognized" Negotiation reported "the server does not know the name";
    /// The own configuration or use of an interface is wrong. Typical cause: a cipher string that selects nothing, no name
    /// to verify, a runtime without TLS.
    TlsConfigError "tls-config-error" Local reported "the own TLS configuration is wrong";
    /// A report about TLS or certificates that tells of success, or a harmless notice.
    TlsNotFailure "tls-not-failure" Outside reported "a report about TLS that is no failure";
    /// The operating system's verification service did not answer: no evaluation took place. Typical cause: a sandbox that
    /// denies the lookup of trustd.
    TrustServiceUnavailable "trust-service-unavailable" Local reported "the system's verification service did not answer";
    /// The file, directory or wallet of trust anchors is missing, empty or unreadable. Typical cause: a slim image without
    /// ca-certificates, a path of another system.
    TrustStoreUnavailable "trust-store-unavailable" Local reported "the trust anchors cannot be loaded";
    /// The connection ended after the handshake without close_notify. RFC 8446 section 6.1. Typical cause: a peer that
    /// closes the socket at once; a truncated transfer.
    UncleanClose "unclean-close" Transport reported "the connection ended without close_notify";
    /// A critical extension that the verifier does not process. RFC 5280 section 4.2.
    UnhandledCriticalExtension "unhandled-critical-extension" Certificate verified "a critical extension is not recognised";
    /// No trust anchor is reached; why is open. RFC 5280 section 6.1.1 (d). Typical cause: a private CA.
    UnknownIssuer "unknown-issuer" Certificate verified "no path leads to a trust anchor";
    /// The verifier cannot check this signature algorithm with this key. RFC 5280 section 4.1.1.2.
    UnsupportedSignatureAlgorithm "unsupported-signature-algorithm" Certificate verified "the signature algorithm is not supported";
    /// The chain is complete but its root is not trusted. Said by other verifiers; of such a chain this one says
    /// [`SelfSignedInChain`](Self::SelfSignedInChain) or [`SelfSignedLeaf`](Self::SelfSignedLeaf).
    UntrustedRoot "untrusted-root" Certificate reported "the root is not trusted";
    /// The validity period is longer than a client allows. CA/Browser Forum BR section 6.3.2.
    ValidityTooLong "validity-too-long" Certificate verified "the validity period is longer than allowed";
    /// A key is too short or of a kind that is not allowed. CA/Browser Forum BR section 6.1.5.
    WeakKey "weak-key" Certificate verified "the public key is too weak or of a kind that is not allowed";
    /// The peer's key exchange parameters are too weak. RFC 8446 section 4.2.7, RFC 7919. Typical cause: a Diffie-Hellman
    /// group of 1024 bits.
    WeakKeyExchange "weak-key-exchange" Negotiation reported "the key exchange is too weak";
    /// The signature's digest is not acceptable (SHA-1, MD5). CA/Browser Forum BR section 7.1.3.2.
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
