//! Names of subjects and issuers, and general names, as worlds have them.

use std::borrow::Cow;

/// Text that is mostly a literal.
pub type Text = Cow<'static, str>;

/// A distinguished name: at most a common name and an e-mail address. Without either it is the empty name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// commonName (2.5.4.3).
    pub common_name: Option<Text>,
    /// emailAddress (PKCS #9), an IA5String after the common name.
    pub email: Option<Text>,
    /// How the common name is written.
    pub spelling: Spelling,
}

/// How the same text is written in a name. RFC 5280 section 7.1 makes all of them equal, octet comparison none.
///
/// A string type of one octet a character is given Latin-1; text that has characters beyond goes in as UTF-8, as
/// careless issuers write it, and then reads as other text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelling {
    /// UTF8String.
    #[default]
    Utf8,
    /// PrintableString.
    Printable,
    /// UTF8String with every ASCII letter in its other case.
    OtherCase,
    /// UTF8String with a blank before and after.
    Padded,
    /// BMPString; characters beyond the basic plane as surrogates, which it does not have.
    Bmp,
    /// IA5String.
    Ia5,
    /// TeletexString.
    Teletex,
    /// UniversalString.
    Universal,
    /// VisibleString.
    Visible,
}

impl Spelling {
    /// Every spelling.
    pub const ALL: [Self; 9] = [
        Self::Utf8,
        Self::Printable,
        Self::OtherCase,
        Self::Padded,
        Self::Bmp,
        Self::Ia5,
        Self::Teletex,
        Self::Universal,
        Self::Visible,
    ];
}

impl Name {
    /// A name of one common name.
    pub fn common(text: impl Into<Text>) -> Self {
        Self { common_name: Some(text.into()), ..Self::default() }
    }

    /// The name without any attribute.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Whether it has no attribute.
    pub const fn is_empty(&self) -> bool {
        self.common_name.is_none() && self.email.is_none()
    }

    /// The same, spelled differently.
    #[must_use]
    pub const fn spelled(mut self, spelling: Spelling) -> Self {
        self.spelling = spelling;
        self
    }
}

/// A name in subjectAltName, or a base in nameConstraints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeneralName {
    /// dNSName.
    Dns(Text),
    /// iPAddress: 4 or 16 octets in a name, twice that in a subtree; other lengths are malformed.
    Ip(Vec<u8>),
    /// rfc822Name.
    Email(Text),
    /// uniformResourceIdentifier.
    Uri(Text),
    /// directoryName.
    Directory(Name),
    /// otherName of a type that nobody knows, with a UTF8String inside.
    Other(Text),
    /// x400Address, an empty SEQUENCE.
    X400,
    /// ediPartyName with that party.
    EdiParty(Text),
    /// registeredID, 1.3.6.1.4.1.55555 and one arc.
    RegisteredId(u8),
    /// Any octets under any tag, for what text cannot say.
    Octets {
        /// The tag: 0x82 for a dNSName.
        tag: u8,
        /// The contents.
        contents: Vec<u8>,
    },
}

impl GeneralName {
    /// A dNSName.
    pub fn dns(text: impl Into<Text>) -> Self {
        Self::Dns(text.into())
    }
}
