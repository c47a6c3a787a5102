//! The attributes, their values, and what values need of other attributes. The first value is the good world's.

/// Defines the attributes: the variant, what it is called, its values.
macro_rules! attributes {
    ($($(#[$doc:meta])+ $variant:ident $name:literal [$($value:literal),+];)+) => {
        /// What cases differ in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Attribute {
            $($(#[$doc])+ $variant,)+
        }

        /// How many attributes there are.
        pub const ATTRIBUTES: usize = Attribute::ALL.len();

        impl Attribute {
            /// Every attribute: the shape of the world first, then end entity, CA, anchor, question.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// What it is called.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The words for its values.
            pub const fn values(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($value),+]),+ }
            }
        }
    };
}

attributes! {
    /// CAs on the chain of names that begins with the end entity, ends before the first name of an anchor, and takes of
    /// several certificates of a name the one supplied first.
    Depth "depth" ["1", "0", "2", "3 or more"];
    /// How the end entity's issuer field is like the subject of the certificate that is taken for its issuer.
    Link "issuer name" ["same octets", "same name", "nobody's"];
    /// Certificates supplied that are neither on the chain nor of the first CA's name.
    Strays "strays" ["none", "one", "several"];
    /// What the first of them is.
    StrayKind "first stray" ["issued by another name", "self-issued"];
    /// Another certificate supplied under the first CA's name.
    Twin "twin" ["none", "same key", "other key"];
    /// The order in which the chain's certificates are supplied.
    Order "order" ["along the path", "another"];
    /// How many anchors there are.
    Anchors "anchors" ["one", "several"];

    /// The end entity's signature with the key of the certificate that is taken for its issuer.
    EndEntitySignature "end entity's signature" ["verifies", "does not"];
    /// Its algorithm inside and outside.
    EndEntityAlgorithms "end entity's algorithms" ["agree", "differ"];
    /// The end entity's authority key identifier beside its issuer's subject key identifier.
    KeyIdentifiers "key identifiers" ["equal", "missing", "different"];
    /// The end entity's keyUsage.
    EndEntityKeyUsage "end entity's key usage" ["digitalSignature", "absent", "keyCertSign", "neither"];
    /// The end entity's extKeyUsage.
    EndEntityPurposes "end entity's purposes"
        ["serverAuth", "serverAuth and others", "anyExtendedKeyUsage", "clientAuth", "others", "absent"];
    /// The end entity's basicConstraints.
    EndEntityBasicConstraints "end entity's basic constraints" ["absent", "not a CA", "CA"];
    /// The forms of name in the end entity's subjectAltName.
    SubjectAltName "subject alternative name" ["dns", "ip", "dns and others", "without dns", "absent"];
    /// How the reference identifier is presented.
    Identity "identity"
        ["dns as it is", "not asked", "dns in another case", "dns by a wildcard", "dns not at all", "ip as it is", "ip not at all"];
    /// The end entity's subject.
    Subject "end entity's subject" ["named", "empty"];
    /// The time and the end entity's validity.
    EndEntityValidity "end entity's validity" ["inside", "at an end", "expired", "not yet valid"];
    /// The end entity's version.
    EndEntityVersion "end entity's version" ["3", "another"];
    /// The end entity's serial number.
    Serial "end entity's serial number" ["positive", "zero or negative", "too long", "padded"];
    /// The end entity's unique identifiers.
    UniqueIdentifiers "end entity's unique identifiers" ["absent", "there"];
    /// The kind of the end entity's key.
    EndEntityKey "end entity's key" ["elliptic curve", "RSA", "another"];
    /// Extensions of the end entity that nobody knows.
    EndEntityUnknown "end entity's unknown extension" ["absent", "not critical", "critical", "twice"];
    /// Whether the end entity's known extensions are critical as RFC 5280 wants them.
    Criticality "end entity's criticality" ["as usual", "unusual"];
    /// The end entity's certificatePolicies.
    EndEntityPolicies "end entity's policies" ["absent", "some", "anyPolicy"];

    /// The first CA's signature with the key of the certificate that is taken for its issuer.
    CaSignature "CA's signature" ["verifies", "does not"];
    /// The first CA's basicConstraints.
    CaBasicConstraints "CA's basic constraints" ["critical CA", "CA", "not a CA", "absent"];
    /// The highest CA's path length, where another CA is below it.
    PathLength "highest CA's path length" ["absent", "enough", "exceeded"];
    /// The first CA's keyUsage.
    CaKeyUsage "CA's key usage" ["keyCertSign", "absent", "without keyCertSign"];
    /// The first CA's extKeyUsage.
    CaPurposes "CA's purposes" ["serverAuth", "absent", "anyExtendedKeyUsage", "others"];
    /// The time and the first CA's validity.
    CaValidity "CA's validity" ["inside", "expired", "not yet valid"];
    /// The first CA's nameConstraints.
    CaNameConstraints "CA's name constraints"
        ["absent", "permit dns", "exclude dns", "ip", "directory", "several forms"];
    /// Extensions of the first CA that nobody knows.
    CaUnknown "CA's unknown extension" ["absent", "not critical", "critical"];
    /// The first CA's certificatePolicies.
    CaPolicies "CA's policies" ["absent", "there"];
    /// The first CA's version.
    CaVersion "CA's version" ["3", "another"];

    /// The anchor: the one at the chain's end, or else the first.
    AnchorKind "anchor" ["self-issued", "issued by another name"];
    /// The time and the anchor's validity.
    AnchorValidity "anchor's validity" ["inside", "outside"];
    /// The anchor's basicConstraints.
    AnchorBasicConstraints "anchor's basic constraints" ["CA", "without a path length's room", "no CA"];
    /// The anchor's keyUsage.
    AnchorKeyUsage "anchor's key usage" ["keyCertSign", "absent", "without keyCertSign"];
    /// The anchor's extKeyUsage.
    AnchorPurposes "anchor's purposes" ["absent", "there"];
    /// The anchor's nameConstraints.
    AnchorNameConstraints "anchor's name constraints" ["absent", "there"];

    /// The purpose that is asked for.
    Purpose "purpose" ["serverAuth", "clientAuth", "another"];
    /// CRLs at hand.
    Crls "CRLs" ["none", "some"];
}

/// Certain values of an attribute need certain values of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whose values need something.
    pub of: Attribute,
    /// Which of them: bit *i* is value *i*.
    pub values: u8,
    /// The attribute of which something is needed.
    pub needs: Attribute,
    /// The values that will do.
    pub allowed: u8,
    /// Why.
    pub because: &'static str,
}

const ANY: u8 = u8::MAX;

const fn rule(of: Attribute, values: u8, needs: Attribute, allowed: u8, because: &'static str) -> Rule {
    Rule { of, values, needs, allowed, because }
}

/// An attribute of the first CA, which is there unless the depth is 0.
const fn of_ca(of: Attribute) -> Rule {
    rule(of, ANY, Attribute::Depth, 0b1101, "there must be a CA")
}

/// Every rule. What is needed needs nothing itself, so that whether values can be had together is decided without a
/// search.
pub const RULES: &[Rule] = &[
    rule(Attribute::Link, 0b100, Attribute::Depth, 0b0010, "nobody of the issuer's name is no CA"),
    rule(Attribute::EndEntitySignature, ANY, Attribute::Link, 0b011, "a signature verifies with an issuer's key"),
    rule(Attribute::KeyIdentifiers, ANY, Attribute::Link, 0b011, "an issuer's key identifier is compared"),
    rule(Attribute::StrayKind, ANY, Attribute::Strays, 0b110, "there must be a stray"),
    rule(Attribute::Order, ANY, Attribute::Depth, 0b1100, "one certificate has one order"),
    rule(Attribute::PathLength, ANY, Attribute::Depth, 0b1100, "a CA must be below the highest"),
    rule(Attribute::AnchorBasicConstraints, 0b010, Attribute::Depth, 0b1101, "a path length of 0 has room for no CA"),
    rule(Attribute::Identity, 0b000_1101, Attribute::SubjectAltName, 0b00101, "a DNS name must be presented"),
    rule(Attribute::Identity, 0b010_0000, Attribute::SubjectAltName, 0b01110, "an address must be presented"),
    of_ca(Attribute::Twin),
    of_ca(Attribute::CaSignature),
    of_ca(Attribute::CaBasicConstraints),
    of_ca(Attribute::CaKeyUsage),
    of_ca(Attribute::CaPurposes),
    of_ca(Attribute::CaValidity),
    of_ca(Attribute::CaNameConstraints),
    of_ca(Attribute::CaUnknown),
    of_ca(Attribute::CaPolicies),
    of_ca(Attribute::CaVersion),
];
