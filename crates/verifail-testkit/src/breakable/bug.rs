//! The catalogue of seeded bugs: each a switch of the breakable verifier, with what it does and where it was seen.
//!
//! Bugs of session resumption, OCSP, PKCS #7, handshakes and cryptography are not here: nothing in a
//! [`Case`](crate::Case) could tell them. Neither are bugs whose only effect is time that no counter of
//! [`Cost`](crate::verifier::Cost) sees.

mod family;

use std::fmt;

pub use family::Family;

macro_rules! bugs {
    ($($(#[doc = $doc:literal])+ $variant:ident $family:ident $id:literal $title:literal $source:literal;)+) => {
        /// One seeded bug.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Bug {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Bug {
            /// Every bug, family by family.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, in kebab case.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// What went wrong, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// Where it was seen: an advisory, an issue, a paper, the code.
            pub const fn source(self) -> &'static str {
                match self { $(Self::$variant => $source),+ }
            }

            /// What the switch changes, in one sentence.
            pub const fn switched(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }

            /// What part of verification it is in.
            pub const fn family(self) -> Family {
                match self { $(Self::$variant => Family::$family),+ }
            }
        }
    };
}

bugs! {
    /// No certificate's basicConstraints is looked at.
    BasicConstraintsIgnored BasicConstraints "basic-constraints-ignored"
        "any certificate may issue" "CVE-2002-0862 (CryptoAPI), CVE-2011-0228 (iOS)";
    /// A BOOLEAN of any octet but zero is TRUE.
    BerBooleanAccepted BasicConstraints "ber-boolean-accepted"
        "cA is read by BER" "Mbed TLS, `mbedtls_asn1_get_bool`";
    /// cA is not looked at in a candidate that is tried after another one has failed.
    CaFlagSkippedOnAlternativePath BasicConstraints "ca-flag-skipped-on-alternative-path"
        "the second path need not consist of CAs" "CVE-2015-1793 (OpenSSL)";
    /// A basicConstraints that begins with an INTEGER has cA set.
    IntegerCaFlag BasicConstraints "integer-ca-flag"
        "an INTEGER passes for cA" "CVE-2026-49300 (Mbed TLS)";
    /// Self-issued CA certificates count against path lengths.
    PathLengthCountsSelfIssued BasicConstraints "path-length-counts-self-issued"
        "a key rollover uses up path length" "rustls-webpki 0.103.16, `sub_ca_count` of `build_chain_inner`";
    /// pathLenConstraint is not looked at.
    PathLengthIgnored BasicConstraints "path-length-ignored"
        "path length is not enforced" "Frankencerts, IEEE S&P 2014";
    /// One CA certificate more may follow than pathLenConstraint says.
    PathLengthOffByOne BasicConstraints "path-length-off-by-one"
        "path length is one too many" "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9, whose count leaves the end entity out";
    /// Where the caller asks for a path depth or explicit policies, the result of the CA check is overwritten by that
    /// check's.
    StrictOptionOverwritesCaFlag BasicConstraints "strict-option-overwrites-ca-flag"
        "a stricter option accepts more" "CVE-2021-3450 (OpenSSL)";
    /// A basicConstraints that does not decode has cA set, and is not called malformed.
    TruncatedBasicConstraints BasicConstraints "truncated-basic-constraints"
        "a basicConstraints cut short is a CA's" "CVE-2026-49300 (Mbed TLS)";
    /// A certificate of version 1 or 2 may issue.
    Version1Intermediate BasicConstraints "version-1-intermediate"
        "certificates before version 3 are CAs" "CVE-2014-1959 (GnuTLS); Frankencerts, IEEE S&P 2014 (MatrixSSL, GnuTLS)";

    /// Of several trust anchors with the issuer's name only the first one given is tried.
    AnchorOrderCounts Building "anchor-order-counts"
        "the verdict depends on the order of anchors" "rustls-webpki 0.103.16, many anchors of one name";
    /// A path that is too long for the caller is accepted as far as it was walked.
    DepthExhaustionIsSuccess Building "depth-exhaustion-is-success"
        "reaching the depth limit accepts" "CVE-2026-11999 (wolfSSL)";
    /// A certificate that is supplied twice ends building.
    DuplicatesBreak Building "duplicates-break"
        "a duplicate certificate refuses the chain" "https://gitlab.com/gnutls/gnutls/-/issues/1131 (GnuTLS 3.7.0)";
    /// Of the supplied candidates the first one given that made the signature is taken, though it has expired.
    ExpiredTwinTaken Building "expired-twin-taken"
        "an expired twin hides the valid one" "GnuTLS 3.7.9; DST Root CA X3 in September 2021";
    /// Only the first candidate, anchors before supplied certificates, is tried at each step.
    FirstCandidateOnly Building "first-candidate-only"
        "no backtracking" "OpenSSL 3.0.19, GnuTLS 3.7.9, CA of the same name with another key supplied first";
    /// A certificate's issuer must be supplied right behind it, or be an anchor.
    IntermediatesInOrder Building "intermediates-in-order"
        "the chain must be sorted" "GnuTLS, GNUTLS_VERIFY_DO_NOT_ALLOW_UNSORTED_CHAIN";
    /// At each step two candidates are tried, not more.
    SameNameLimit Building "same-name-limit"
        "few CAs of one name hide the right one" "GnuTLS 3.7.9 at 20, rustls-webpki 0.103.16 at 6";
    /// A supplied issuer is preferred to a trust anchor of the same name, and there is no way back.
    SuppliedBeforeAnchors Building "supplied-before-anchors"
        "a cross-certificate by an untrusted root hides the anchor" "OpenSSL before 1.1.0, AddTrust External CA Root in May 2020";

    /// Signature checks are not remembered and local checks do not come first.
    NoSignatureMemory Cost "no-signature-memory"
        "the same signature is checked again and again" "CVE-2018-16875 (Go)";
    /// Every name is compared with every subtree once for each name there is.
    QuadraticNameConstraints Cost "quadratic-name-constraints"
        "name constraints cost a square" "CVE-2025-58187 (Go)";
    /// Strangers of the right name are walked through whether or not they made the signature.
    StrangersAreWalked Cost "strangers-are-walked"
        "building is exponential in CAs of one name" "RUSTSEC-2023-0053 (rustls-webpki), CVE-2026-32280 (Go)";
    /// The text about a name mismatch lists every name of the certificate.
    UnboundedDiagnostics Cost "unbounded-diagnostics"
        "the error text grows with the certificate" "CVE-2025-61729 (Go)";

    /// Whether a CRL names the certificate's issuer is not looked at.
    CrlIssuerIgnored Crl "crl-issuer-ignored"
        "another CA's CRL answers" "Mbed-TLS/mbedtls issue 433, wolfSSL/wolfssl pull 2686";
    /// Whether a CRL's signature verifies is not looked at.
    CrlSignatureIgnored Crl "crl-signature-ignored"
        "a forged CRL answers" "CVE-2022-1343 (OpenSSL), the same for OCSP responses";
    /// nextUpdate of a CRL is not looked at.
    ExpiredCrlAccepted Crl "expired-crl-accepted"
        "an old CRL answers" "rustls/webpki pull 227, `ExpirationPolicy::Ignore` as the default";
    /// Only the first CRL of the certificate's issuer is looked at.
    FirstCrlOnly Crl "first-crl-only"
        "later CRLs do not count" "rustls/webpki issue 488; RUSTSEC-2026-0049, the same for distribution points";
    /// A certificate whose status is unknown is let pass though the caller said otherwise.
    MissingCrlIsGood Crl "missing-crl-is-good"
        "revocation fails open" "https://www.imperialviolet.org/2012/02/05/crlsets.html";
    /// CAs are not checked for revocation though the caller asked for the whole path.
    RevocationOfEndEntityOnly Crl "revocation-of-end-entity-only"
        "a revoked CA is trusted" "OpenSSL, X509_V_FLAG_CRL_CHECK without X509_V_FLAG_CRL_CHECK_ALL";

    /// An extension type may occur twice; the first one counts.
    DuplicateExtensionPasses Encoding "duplicate-extension-passes"
        "the second of two extensions is not seen" "Mbed-TLS/mbedtls issue 4069, openssl/openssl issue 25799";
    /// An empty dNSName under an excluded dNSName subtree ends the program.
    EmptyDnsNameCrashes Encoding "empty-dns-name-crashes"
        "index out of range on an empty dNSName" "CVE-2026-27138 (Go)";
    /// An error while a certificate is read through is taken for success.
    InternalErrorIsSuccess Encoding "internal-error-is-success"
        "a negative return value counts as true" "CVE-2014-0092 (GnuTLS), CVE-2021-4044 (OpenSSL)";
    /// An extension whose value does not decode is as good as none.
    UndecodableExtensionIgnored Encoding "undecodable-extension-ignored"
        "malformed extensions are skipped" "Frankencerts, IEEE S&P 2014";
    /// A critical extension of unknown type is ignored.
    UnknownCriticalIgnored Encoding "unknown-critical-ignored"
        "the critical flag means nothing" "Frankencerts, IEEE S&P 2014";
    /// A public key of an unknown algorithm ends the program.
    UnknownKeyCrashes Encoding "unknown-key-crashes"
        "panic on a key of unknown algorithm" "CVE-2024-24783, CVE-2025-58188 (Go)";

    /// An address is compared as text with dNSNames.
    AddressAsDnsName Identity "address-as-dns-name"
        "a dNSName stands for an address" "dart-lang/sdk pull 52118; psf/requests issue 2621";
    /// The common name counts beside dNSNames.
    CommonNameBesideDnsName Identity "common-name-beside-dns-name"
        "the common name is a host whatever else there is" "https://issues.apache.org/jira/browse/CXF-6143 (Apache CXF)";
    /// The common name counts where no subject alternative name is there.
    CommonNameWithoutAltName Identity "common-name-without-alt-name"
        "the common name stands in for a subject alternative name" "https://www.rfc-editor.org/rfc/rfc9525#appendix-A; OpenSSL, `X509_check_host`";
    /// The common name counts where no dNSName is there, and no constraint applies to it.
    CommonNameWithoutDnsName Identity "common-name-without-dns-name"
        "an unconstrained common name is a host" "RUSTSEC-2026-0044 (AWS-LC), CVE-2026-89134 (wolfSSL)";
    /// The case of a host's letters counts.
    HostCaseCounts Identity "host-case-counts"
        "host names are compared with case" "CVE-2015-1855 (Ruby)";
    /// The reference identifier is not looked at.
    HostIgnored Identity "host-ignored"
        "no host name verification" "RUSTSEC-2016-0001, RUSTSEC-2016-0002, RUSTSEC-2026-0141 (lettre)";
    /// A reference identifier that is an address sets no host, and without one the check is skipped.
    HostIgnoredForAddress Identity "host-ignored-for-address"
        "without a host set nothing is compared" "CVE-2025-27809 (Mbed TLS)";
    /// The reference identifier is not looked at where the caller gives more than one anchor.
    HostIgnoredWithOwnAnchors Identity "host-ignored-with-own-anchors"
        "adding roots switches the host check off" "RUSTSEC-2017-0003 (security-framework)";
    /// A dNSName that is a star alone, or with a dot, stands for every host.
    LoneStarMatchesAll Identity "lone-star-matches-all"
        "the wildcard `*.` matches anything" "CVE-2016-7099 (Node)";
    /// An IPv4 address and its IPv4-mapped IPv6 address are the same.
    MappedAddressesEqual Identity "mapped-addresses-equal"
        "::ffff:192.0.2.1 is 192.0.2.1" "golang/go, `net.IP.Equal` in `VerifyHostname`";
    /// A verdict with a name mismatch in it is success, by way of the one error that is looked at.
    NameMismatchIsSuccess Identity "name-mismatch-is-success"
        "a caller takes the name error for the only one" "spiffe-rustls, maxlambrecht/rust-spiffe pull 346";
    /// A dNSName ends at its first NUL.
    NulEndsName Identity "nul-ends-name"
        "NUL truncates a presented identifier" "CVE-2009-2408 (NSS), CVE-2025-66220 (Envoy)";
    /// Presented identifiers are printed into one text, which is split and searched.
    PrintedNamesAreCompared Identity "printed-names-are-compared"
        "a name that prints like two names is two" "CVE-2021-44532 (Node)";
    /// A reference identifier with a trailing dot matches nothing.
    TrailingDotRefused Identity "trailing-dot-refused"
        "absolute host names match nothing" "OpenSSL 3.0.19, GnuTLS 3.7.9";
    /// The host of a URI in the subject alternative name is a presented identifier.
    UriCountsAsHost Identity "uri-counts-as-host"
        "URI names are taken for hosts" "CVE-2021-44531 (Node)";
    /// A wildcard may be any label.
    WildcardInAnyLabel Identity "wildcard-in-any-label"
        "www.*.com is a wildcard" "CVE-2015-1855 (Ruby)";
    /// A wildcard may be a part of the left-most label.
    WildcardInPart Identity "wildcard-in-part"
        "w*.example.com is a wildcard" "CVE-2013-7440 (Python); https://www.rfc-editor.org/rfc/rfc6125#section-7.2";
    /// A wildcard stands for a part of an address.
    WildcardMatchesAddress Identity "wildcard-matches-address"
        "*.0.2.1 is an address" "CVE-2014-0139 (curl), CVE-2010-3170 (NSS)";
    /// A wildcard stands for no label as well.
    WildcardMatchesParent Identity "wildcard-matches-parent"
        "*.example.com is example.com" "https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3";
    /// A wildcard stands for several labels.
    WildcardSpansDots Identity "wildcard-spans-dots"
        "*.example.com is a.b.example.com" "https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3";

    /// Name constraints of a trust anchor are not looked at.
    AnchorConstraintsIgnored NameConstraints "anchor-constraints-ignored"
        "a constrained anchor is not" "https://www.rfc-editor.org/rfc/rfc5937#section-1, what RFC 5280 leaves to a policy";
    /// directoryName subtrees are not looked at.
    DirectoryConstraintsIgnored NameConstraints "directory-constraints-ignored"
        "constraints on directory names are skipped" "https://github.com/rustls/webpki/issues/19 (rustls-webpki)";
    /// rfc822Name subtrees replace earlier ones with the same local part or host.
    EmailConstraintsLastKept NameConstraints "email-constraints-last-kept"
        "of several constraints on e-mail the last one is kept" "CVE-2026-27137 (Go)";
    /// Excluded dNSName subtrees are compared with case.
    ExcludedCaseCounts NameConstraints "excluded-case-counts"
        "another case evades an excluded subtree" "CVE-2026-33810 (Go)";
    /// A wildcard is outside an excluded subtree below it.
    ExcludedMissesWildcard NameConstraints "excluded-misses-wildcard"
        "*.example.com evades the excluded test.example.com" "CVE-2025-61727 (Go)";
    /// iPAddress subtrees are not looked at.
    IpConstraintsIgnored NameConstraints "ip-constraints-ignored"
        "constraints on addresses are skipped" "https://github.com/Netflix/bettertls, name constraints";
    /// nameConstraints is not looked at.
    NameConstraintsIgnored NameConstraints "name-constraints-ignored"
        "name constraints are skipped" "Frankencerts, IEEE S&P 2014";
    /// An end entity without a subject alternative name breaks every permitted dNSName subtree.
    NoAltNameBreaksConstraints NameConstraints "no-alt-name-breaks-constraints"
        "constraints refuse a certificate that has no name" "CVE-2026-95208 (wolfSSL)";
    /// A wildcard wider than a permitted subtree is inside when the subtree is below it.
    PermittedTakesWiderWildcard NameConstraints "permitted-takes-wider-wildcard"
        "*.com is inside the permitted example.com" "RUSTSEC-2026-0099 (rustls-webpki)";
    /// E-mail addresses in the subject are not held to constraints.
    SubjectEmailUnconstrained NameConstraints "subject-email-unconstrained"
        "the subject's e-mail address evades constraints" "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10";
    /// URI subtrees are not looked at.
    UriConstraintsIgnored NameConstraints "uri-constraints-ignored"
        "constraints on URIs are skipped" "RUSTSEC-2026-0098 (rustls-webpki), CVE-2026-5263 (wolfSSL)";
    /// The host of a URI that is an IPv6 address with a zone is the zone.
    UriZoneEvadesConstraints NameConstraints "uri-zone-evades-constraints"
        "a zone identifier is taken for a host" "CVE-2024-45341 (Go)";

    /// A question about any purpose switches certificate policies off.
    AnyPurposeDisablesPolicies Policies "any-purpose-disables-policies"
        "asking for any purpose disables policy checks" "CVE-2025-22874 (Go)";
    /// certificatePolicies of the end entity is not processed.
    EndEntityPoliciesIgnored Policies "end-entity-policies-ignored"
        "invalid policies of the end entity are ignored" "CVE-2023-0465 (OpenSSL)";
    /// What the caller asks of policies is not looked at.
    ExplicitPolicyIgnored Policies "explicit-policy-ignored"
        "asking for a policy does not enable the check" "CVE-2023-0466 (OpenSSL)";

    /// A signature without octets verifies.
    BlankSignaturePasses Signature "blank-signature-passes"
        "a blank signature is valid under every key" "CVE-2022-21449 (Java)";
    /// An elliptic curve key is its point, whatever its parameters say.
    CurveParametersIgnored Signature "curve-parameters-ignored"
        "a key with parameters of one's own passes for another" "CVE-2020-0601 (CryptoAPI)";
    /// That the algorithm inside the signed part is another one is not looked at.
    InnerAlgorithmIgnored Signature "inner-algorithm-ignored"
        "the unsigned algorithm may differ from the signed one" "CVE-2014-8275 (OpenSSL)";
    /// A signature of an algorithm that the caller did not configure passes.
    UnconfiguredAlgorithmPasses Signature "unconfigured-algorithm-passes"
        "configured signature algorithms are not enforced" "CVE-2026-54441 (Mbed TLS)";

    /// The instant notAfter itself is outside of the validity period.
    NotAfterExclusive Time "not-after-exclusive"
        "the last second has expired" "OpenSSL, `X509_cmp_time` is never 0";
    /// notBefore is not looked at.
    NotBeforeIgnored Time "not-before-ignored"
        "certificates of the future are valid" "Frankencerts, IEEE S&P 2014";
    /// Two-digit years up to 69 are of the next century, not those up to 49.
    TwoDigitYearPivot Time "two-digit-year-pivot"
        "1960 is 2060" "POSIX strptime, %y; https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5.1";

    /// A supplied certificate with an anchor's name is the anchor, whatever its key.
    AnchorByNameOnly Trust "anchor-by-name-only"
        "a forged clone of the anchor is trusted" "CVE-2026-93302 (wolfSSL)";
    /// An authorityCertSerialNumber that is not the issuer's refuses.
    AuthoritySerialFatal Trust "authority-serial-fatal"
        "a stale authority serial number refuses" "OpenSSL, X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH";
    /// The deny list is not looked at.
    DistrustIgnored Trust "distrust-ignored"
        "distrusted keys are trusted" "CVE-2017-1000097 (Go)";
    /// A trust anchor outside of its validity period is refused.
    ExpiredAnchorRefused Trust "expired-anchor-refused"
        "an anchor is held to its dates" "AddTrust External CA Root in May 2020 (OpenSSL 1.0); rustls-webpki reads no dates of anchors";
    /// A supplied CA that nobody issued ends a path.
    IntermediateAsAnchor Trust "intermediate-as-anchor"
        "an untrusted CA is accepted as an anchor" "CVE-2026-11310 (wolfSSL)";
    /// An authority key identifier that is not the issuer's subject key identifier refuses.
    KeyIdentifierMismatchFatal Trust "key-identifier-mismatch-fatal"
        "a hint decides" "OpenSSL, X509_V_ERR_AKID_SKID_MISMATCH";
    /// A certificate without an authority key identifier is refused.
    MissingKeyIdentifierFatal Trust "missing-key-identifier-fatal"
        "a missing hint decides" "pyca/cryptography 50";
    /// Names are compared octet for octet.
    NamesComparedAsOctets Trust "names-compared-as-octets"
        "another string type is another name" "rustls-webpki 0.103, pyca/cryptography 50";
    /// An end entity with subject and serial number of one that was accepted before is accepted.
    RemembersBySubject Trust "remembers-by-subject"
        "a cache answers for another certificate" "CVE-2022-34689 (CryptoAPI)";

    /// anyExtendedKeyUsage permits nothing else.
    AnyPurposeNotCounted Usage "any-purpose-not-counted"
        "anyExtendedKeyUsage does not stand for serverAuth" "OpenSSL 3.0.19, rustls-webpki 0.103";
    /// A CA's keyUsage may have cRLSign instead of keyCertSign.
    CrlSignStandsForCertSign Usage "crl-sign-stands-for-cert-sign"
        "a key for CRLs signs certificates" "Frankencerts, IEEE S&P 2014";
    /// extKeyUsage is not looked at.
    EkuIgnored Usage "eku-ignored"
        "key purposes are not checked" "CVE-2020-14039 (Go)";
    /// A wrong key purpose is left out where something else is wrong too.
    EkuReasonLost Usage "eku-reason-lost"
        "the verdict lacks a reason" "CVE-2024-45159 (Mbed TLS)";
    /// An extKeyUsage without a purpose permits every purpose.
    EmptyEkuPermitsAll Usage "empty-eku-permits-all"
        "no purpose is every purpose" "golang/go, `checkChainForKeyUsage`";
    /// A CA's keyUsage need not have keyCertSign.
    KeyCertSignNotRequired Usage "key-cert-sign-not-required"
        "CAs that may not sign certificates do" "rustls-webpki 0.103.16, which reads keyUsage for CRLs alone";
    /// A certificate for clients is one for servers.
    PurposeFallsBackToClient Usage "purpose-falls-back-to-client"
        "serverAuth is not insisted on" "CVE-2026-67294 (FreeRDP)";
    /// Server Gated Crypto stands for serverAuth.
    ServerGatedCryptoCounts Usage "server-gated-crypto-counts"
        "an export regulation's purpose is serverAuth" "OpenSSL, `check_purpose_ssl_server`";
}

impl Bug {
    /// The bug of that name.
    ///
    /// # Examples
    /// ```
    /// use verifail_testkit::breakable::Bug;
    /// assert_eq!(Bug::named("host-ignored"), Some(Bug::HostIgnored));
    /// assert_eq!(Bug::named("none"), None);
    /// ```
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|bug| bug.id() == id)
    }
}

impl fmt::Display for Bug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Which switches are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Switches(u128);

impl Switches {
    pub(super) const fn with(self, bug: Bug) -> Self {
        Self(self.0 | (1 << bug as u32))
    }

    /// Whether a bug is switched on.
    pub(super) const fn on(self, bug: Bug) -> bool {
        self.0 & (1 << bug as u32) != 0
    }
}

const _: () = assert!(Bug::ALL.len() <= 128, "a switch is a bit of a u128");
