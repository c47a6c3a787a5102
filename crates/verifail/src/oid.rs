//! Object identifiers: a borrowed contents encoding that prints as dotted decimal, and the ones that validation knows.

use std::fmt;

/// The contents octets of an OBJECT IDENTIFIER, compared byte for byte.
///
/// # Examples
/// ```
/// use verifail::ObjectIdentifier;
/// let server_auth = ObjectIdentifier::new(&[0x2b, 6, 1, 5, 5, 7, 3, 1]);
/// assert_eq!(server_auth.to_string(), "1.3.6.1.5.5.7.3.1");
/// assert_eq!(server_auth.name(), Some("serverAuth"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectIdentifier<'a>(&'a [u8]);

impl<'a> ObjectIdentifier<'a> {
    /// Wraps contents octets (no tag, no length). Any octets are accepted; they are only compared and printed.
    pub const fn new(contents: &'a [u8]) -> Self {
        Self(contents)
    }

    /// The contents octets.
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// Whether these are its contents octets. Those of one family differ in the last octet: it is looked at first.
    pub(crate) fn is(&self, contents: &[u8]) -> bool {
        self.0.len() == contents.len() && self.0.last() == contents.last() && self.0 == contents
    }

    /// The field's short name, for those that validation knows.
    pub fn name(&self) -> Option<&'static str> {
        NAMES.iter().find(|(bytes, _)| *bytes == self.0).map(|(_, name)| *name)
    }
}

impl fmt::Display for ObjectIdentifier<'_> {
    /// Dotted decimal; at most 40 arcs, so that hostile input stays short.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut value: u128 = 0;
        let mut arcs = 0;
        for &byte in self.0 {
            if arcs == 40 {
                return f.write_str("…");
            }
            value = (value << 7) | u128::from(byte & 0x7f);
            if byte & 0x80 != 0 {
                if value >> 114 != 0 {
                    return f.write_str("<arc too large>");
                }
                continue;
            }
            if arcs == 0 {
                let first = (value / 40).min(2);
                write!(f, "{first}.{}", value - first * 40)?;
            } else {
                write!(f, ".{value}")?;
            }
            arcs += 1;
            value = 0;
        }
        if arcs == 0 { f.write_str("<empty>") } else { Ok(()) }
    }
}

impl fmt::Debug for ObjectIdentifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectIdentifier({self})")
    }
}

/// An [`ObjectIdentifier`] that owns its octets: what findings and caller-supplied inputs hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnedObjectIdentifier(Box<[u8]>);

impl OwnedObjectIdentifier {
    /// Borrows it.
    pub const fn as_ref(&self) -> ObjectIdentifier<'_> {
        ObjectIdentifier(&self.0)
    }
}

impl From<ObjectIdentifier<'_>> for OwnedObjectIdentifier {
    fn from(id: ObjectIdentifier<'_>) -> Self {
        Self(id.0.into())
    }
}

impl std::str::FromStr for OwnedObjectIdentifier {
    type Err = OidParseError;

    fn from_str(text: &str) -> Result<Self, OidParseError> {
        parse_dotted(text).map(|contents| Self(contents.into())).ok_or(OidParseError(()))
    }
}

impl fmt::Display for OwnedObjectIdentifier {
    /// The short name where there is one, else dotted decimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_ref().name() {
            Some(name) => f.write_str(name),
            None => self.as_ref().fmt(f),
        }
    }
}

impl fmt::Debug for OwnedObjectIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnedObjectIdentifier({})", self.as_ref())
    }
}

/// A text that is no dotted-decimal object identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OidParseError(());

impl fmt::Display for OidParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an object identifier such as 1.3.6.1.5.5.7.3.1")
    }
}

impl std::error::Error for OidParseError {}

/// Encodes dotted decimal into contents octets, for caller-supplied OIDs (policies, purposes).
///
/// Returns `None` when the text is not an OID whose arcs fit 64 bits.
pub(crate) fn parse_dotted(text: &str) -> Option<Vec<u8>> {
    let mut arcs = text.split('.').map(|arc| arc.parse::<u64>().ok());
    let (first, second) = (arcs.next()??, arcs.next()??);
    if first > 2 || (first < 2 && second >= 40) {
        return None;
    }
    let mut contents = Vec::new();
    let mut push = |arc: u64| {
        let septets = (64 - arc.leading_zeros()).div_ceil(7).max(1);
        contents.extend((0..septets).rev().map(|i| {
            let more = if i == 0 { 0 } else { 0x80 };
            ((arc >> (7 * i)) & 0x7f) as u8 | more
        }));
    };
    push(first.checked_mul(40)?.checked_add(second)?);
    for arc in arcs {
        push(arc?);
    }
    Some(contents)
}

macro_rules! oids {
    ($($(#[$doc:meta])* $constant:ident = [$($byte:expr),+] $name:literal;)+) => {
        $($(#[$doc])* pub(crate) const $constant: &[u8] = &[$($byte),+];)+
        const NAMES: &[(&[u8], &str)] = &[$(($constant, $name)),+];
    };
}

oids! {
    // Extensions: RFC 5280 section 4.2, 5.2; RFC 6962; RFC 7633.
    SUBJECT_KEY_IDENTIFIER = [0x55, 0x1d, 14] "subjectKeyIdentifier";
    KEY_USAGE = [0x55, 0x1d, 15] "keyUsage";
    SUBJECT_ALT_NAME = [0x55, 0x1d, 17] "subjectAltName";
    ISSUER_ALT_NAME = [0x55, 0x1d, 18] "issuerAltName";
    BASIC_CONSTRAINTS = [0x55, 0x1d, 19] "basicConstraints";
    CRL_NUMBER = [0x55, 0x1d, 20] "cRLNumber";
    REASON_CODE = [0x55, 0x1d, 21] "reasonCode";
    INVALIDITY_DATE = [0x55, 0x1d, 24] "invalidityDate";
    DELTA_CRL_INDICATOR = [0x55, 0x1d, 27] "deltaCRLIndicator";
    ISSUING_DISTRIBUTION_POINT = [0x55, 0x1d, 28] "issuingDistributionPoint";
    CERTIFICATE_ISSUER = [0x55, 0x1d, 29] "certificateIssuer";
    NAME_CONSTRAINTS = [0x55, 0x1d, 30] "nameConstraints";
    CRL_DISTRIBUTION_POINTS = [0x55, 0x1d, 31] "cRLDistributionPoints";
    CERTIFICATE_POLICIES = [0x55, 0x1d, 32] "certificatePolicies";
    ANY_POLICY = [0x55, 0x1d, 32, 0] "anyPolicy";
    POLICY_MAPPINGS = [0x55, 0x1d, 33] "policyMappings";
    AUTHORITY_KEY_IDENTIFIER = [0x55, 0x1d, 35] "authorityKeyIdentifier";
    POLICY_CONSTRAINTS = [0x55, 0x1d, 36] "policyConstraints";
    EXTENDED_KEY_USAGE = [0x55, 0x1d, 37] "extKeyUsage";
    ANY_EXTENDED_KEY_USAGE = [0x55, 0x1d, 37, 0] "anyExtendedKeyUsage";
    FRESHEST_CRL = [0x55, 0x1d, 46] "freshestCRL";
    INHIBIT_ANY_POLICY = [0x55, 0x1d, 54] "inhibitAnyPolicy";
    AUTHORITY_INFO_ACCESS = [0x2b, 6, 1, 5, 5, 7, 1, 1] "authorityInfoAccess";
    SUBJECT_INFO_ACCESS = [0x2b, 6, 1, 5, 5, 7, 1, 11] "subjectInfoAccess";
    TLS_FEATURE = [0x2b, 6, 1, 5, 5, 7, 1, 24] "tlsFeature";
    SCT_LIST = [0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2] "signedCertificateTimestampList";
    CT_POISON = [0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 3] "ctPoison";
    NETSCAPE_CERT_TYPE = [0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 1] "netscapeCertType";
    MS_APPLICATION_POLICIES = [0x2b, 6, 1, 4, 1, 0x82, 0x37, 21, 10] "msApplicationPolicies";
    // Policy qualifiers: RFC 5280 section 4.2.1.4.
    CPS_QUALIFIER = [0x2b, 6, 1, 5, 5, 7, 2, 1] "id-qt-cps";
    USER_NOTICE_QUALIFIER = [0x2b, 6, 1, 5, 5, 7, 2, 2] "id-qt-unotice";
    // Key purposes: RFC 5280 section 4.2.1.12 and later profiles.
    SERVER_AUTH = [0x2b, 6, 1, 5, 5, 7, 3, 1] "serverAuth";
    CLIENT_AUTH = [0x2b, 6, 1, 5, 5, 7, 3, 2] "clientAuth";
    CODE_SIGNING = [0x2b, 6, 1, 5, 5, 7, 3, 3] "codeSigning";
    EMAIL_PROTECTION = [0x2b, 6, 1, 5, 5, 7, 3, 4] "emailProtection";
    TIME_STAMPING = [0x2b, 6, 1, 5, 5, 7, 3, 8] "timeStamping";
    OCSP_NO_CHECK = [0x2b, 6, 1, 5, 5, 7, 0x30, 1, 5] "OCSPNoCheck";
    OCSP_SIGNING = [0x2b, 6, 1, 5, 5, 7, 3, 9] "OCSPSigning";
    DOCUMENT_SIGNING = [0x2b, 6, 1, 5, 5, 7, 3, 36] "documentSigning";
    RCS_MLS_CLIENT = [0x67, 0x81, 0x12, 2, 1, 3] "rcsMlsClient";
    NETSCAPE_SERVER_GATED_CRYPTO = [0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 4, 1] "nsSGC";
    MICROSOFT_SERVER_GATED_CRYPTO = [0x2b, 6, 1, 4, 1, 0x82, 0x37, 10, 3, 3] "msSGC";
    // Attribute types: RFC 5280 section 4.1.2.4, RFC 4519.
    COMMON_NAME = [0x55, 4, 3] "CN";
    SURNAME = [0x55, 4, 4] "SN";
    SERIAL_NUMBER = [0x55, 4, 5] "serialNumber";
    COUNTRY_NAME = [0x55, 4, 6] "C";
    LOCALITY_NAME = [0x55, 4, 7] "L";
    STATE_OR_PROVINCE_NAME = [0x55, 4, 8] "ST";
    STREET_ADDRESS = [0x55, 4, 9] "street";
    ORGANIZATION_NAME = [0x55, 4, 10] "O";
    ORGANIZATIONAL_UNIT_NAME = [0x55, 4, 11] "OU";
    TITLE = [0x55, 4, 12] "title";
    GIVEN_NAME = [0x55, 4, 42] "GN";
    INITIALS = [0x55, 4, 43] "initials";
    GENERATION_QUALIFIER = [0x55, 4, 44] "generationQualifier";
    DN_QUALIFIER = [0x55, 4, 46] "dnQualifier";
    PSEUDONYM = [0x55, 4, 65] "pseudonym";
    DOMAIN_COMPONENT = [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25] "DC";
    EMAIL_ADDRESS = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 1] "emailAddress";
    // Keys and signatures: RFC 3279, 4055, 5480, 5758, 8410.
    RSA_ENCRYPTION = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1] "rsaEncryption";
    MD2_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 2] "md2WithRSAEncryption";
    MD5_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 4] "md5WithRSAEncryption";
    SHA1_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 5] "sha1WithRSAEncryption";
    RSASSA_PSS = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 10] "rsassaPss";
    SHA256_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11] "sha256WithRSAEncryption";
    SHA384_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 12] "sha384WithRSAEncryption";
    SHA512_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 13] "sha512WithRSAEncryption";
    SHA1_WITH_RSA_OIW = [0x2b, 14, 3, 2, 29] "sha1WithRSASignature";
    DSA = [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1] "dsa";
    SHA1_WITH_DSA = [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3] "dsaWithSHA1";
    SHA224_WITH_DSA = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 1] "dsaWithSHA224";
    SHA256_WITH_DSA = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 2] "dsaWithSHA256";
    EC_PUBLIC_KEY = [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] "ecPublicKey";
    SHA1_WITH_ECDSA = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1] "ecdsaWithSHA1";
    SHA256_WITH_ECDSA = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2] "ecdsaWithSHA256";
    SHA384_WITH_ECDSA = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3] "ecdsaWithSHA384";
    SHA512_WITH_ECDSA = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4] "ecdsaWithSHA512";
    P192 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 1] "P-192";
    P224 = [0x2b, 0x81, 4, 0, 33] "P-224";
    P256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] "P-256";
    P384 = [0x2b, 0x81, 4, 0, 34] "P-384";
    P521 = [0x2b, 0x81, 4, 0, 35] "P-521";
    SECP256K1 = [0x2b, 0x81, 4, 0, 10] "secp256k1";
    ED25519 = [0x2b, 0x65, 112] "Ed25519";
    ED448 = [0x2b, 0x65, 113] "Ed448";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotted_decimal_round_trips() {
        for text in
            ["1.2.840.113549.1.1.11", "2.5.29.37.0", "0.9.2342.19200300.100.1.25", "2.999.3", "1.3.6.1.4.1.11129.2.4.3"]
        {
            let contents = parse_dotted(text).unwrap();
            assert_eq!(ObjectIdentifier::new(&contents).to_string(), text);
        }
        assert_eq!(parse_dotted("3.1"), None);
        assert_eq!(parse_dotted("1.40"), None);
        assert_eq!(parse_dotted("1"), None);
        assert_eq!(parse_dotted("1.2.x"), None);
    }

    #[test]
    fn hostile_contents_print_shortly() {
        assert_eq!(ObjectIdentifier::new(&[]).to_string(), "<empty>");
        assert_eq!(ObjectIdentifier::new(&[0xff; 60]).to_string(), "<arc too large>");
        assert!(ObjectIdentifier::new(&[1; 4_000]).to_string().len() < 100);
    }

    #[test]
    fn the_first_two_arcs_share_a_number_and_the_second_stays_below_40_but_under_2() {
        for (text, contents) in [
            ("0.0", &[0][..]),
            ("0.39", &[39]),
            ("1.0", &[40]),
            ("1.39", &[79]),
            ("2.0", &[80]),
            ("2.39", &[119]),
            ("2.40", &[120]),
            ("2.47", &[127]),
            ("2.48", &[0x81, 0]),
            ("2.5.29.0", &[0x55, 0x1d, 0]),
            ("1.2.127", &[0x2a, 0x7f]),
            ("1.2.128", &[0x2a, 0x81, 0]),
            ("1.2.16384", &[0x2a, 0x81, 0x80, 0]),
            ("1.2.18446744073709551615", &[0x2a, 0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
        ] {
            assert_eq!(parse_dotted(text).as_deref(), Some(contents), "{text}");
            assert_eq!(ObjectIdentifier::new(contents).to_string(), text);
        }
        for text in ["0.40", "1.40", "3.0", "1", "", "1.", ".1", "1..2", "1.2.", "1.2.-3", "1.2.18446744073709551616"] {
            assert_eq!(parse_dotted(text), None, "{text:?}");
        }
    }

    #[test]
    fn identifiers_are_equal_by_every_octet() {
        let id = ObjectIdentifier::new(SUBJECT_ALT_NAME);
        assert!(id.is(&[0x55, 0x1d, 17]));
        for other in [&[0x55, 0x1d, 18][..], &[0x55, 4, 17], &[0x54, 0x1d, 17], &[0x1d, 17], &[0x55, 0x1d, 17, 0], &[]]
        {
            assert!(!id.is(other), "{other:02x?}");
        }
        assert_eq!((id.name(), ObjectIdentifier::new(&[0x55, 4, 17]).name()), (Some("subjectAltName"), None));
    }

    #[test]
    fn a_number_of_17_septets_prints_and_one_of_more_does_not() {
        // 1.2, then one arc of that many septets, all ones.
        let of = |septets: usize| [&[0x2a][..], &vec![0xff; septets - 1], &[0x7f]].concat();
        assert_eq!(ObjectIdentifier::new(&of(17)).to_string(), format!("1.2.{}", (1u128 << 119) - 1));
        assert_eq!(ObjectIdentifier::new(&of(18)).to_string(), "1.2<arc too large>");
    }

    #[test]
    fn forty_numbers_are_printed_and_the_rest_is_cut() {
        let text = |count: usize| ObjectIdentifier::new(&vec![1; count]).to_string();
        assert_eq!(text(39), format!("0.1{}", ".1".repeat(38)));
        assert_eq!(text(40), format!("0.1{}", ".1".repeat(39)));
        assert_eq!(text(41), format!("{}…", text(40)));
        assert_eq!(text(4_000), text(41));
    }

    #[test]
    fn an_owned_identifier_prints_its_name_and_is_seen_as_numbers_in_debug() {
        let known: OwnedObjectIdentifier = "2.5.29.17".parse().unwrap();
        let unknown: OwnedObjectIdentifier = "1.2.3".parse().unwrap();
        assert_eq!((known.to_string().as_str(), unknown.to_string().as_str()), ("subjectAltName", "1.2.3"));
        assert_eq!(known.as_ref().as_bytes(), SUBJECT_ALT_NAME);
        assert_eq!(OwnedObjectIdentifier::from(known.as_ref()), known);
        assert_eq!(
            format!("{known:?} {:?}", unknown.as_ref()),
            "OwnedObjectIdentifier(2.5.29.17) ObjectIdentifier(1.2.3)"
        );
        let error = "1.2.x".parse::<OwnedObjectIdentifier>().unwrap_err();
        assert_eq!(error.to_string(), "not an object identifier such as 1.3.6.1.5.5.7.3.1");
    }
}
