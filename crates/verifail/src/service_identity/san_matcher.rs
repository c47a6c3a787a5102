//! Envoy's `match_typed_subject_alt_names`: a form of name and a condition on its text. Unlike a reference identifier
//! it is configuration about strings; only DNS with `exact` knows wildcards, those of the certificate.
//! <https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto>

use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use regex::bytes::{Regex, RegexBuilder};

use super::wildcard;
use crate::certificate::GeneralName;
use crate::certificate::name::{characters, write_escaped};
use crate::der::{Reader, tag};
use crate::oid::{ObjectIdentifier, OwnedObjectIdentifier};
use crate::policy::WildcardRules;

/// Longest text or expression of a matcher, in octets.
const MAX_TEXT: usize = 4096;
/// Largest compiled expression, and largest lazily built automaton, in octets.
const MAX_COMPILED: usize = 1 << 20;
/// Deepest nesting of an expression.
const MAX_NESTING: u32 = 64;

/// The form of name that a matcher looks at: Envoy's `san_type`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SanType {
    /// dNSName.
    Dns,
    /// rfc822Name.
    Email,
    /// iPAddress, as text: `192.0.2.1`, `2001:db8::1`.
    IpAddress,
    /// otherName of that type; its value as text.
    OtherName(OwnedObjectIdentifier),
    /// uniformResourceIdentifier.
    Uri,
}

/// The condition on a name's text: Envoy's `StringMatcher`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StringMatch {
    /// It contains the text.
    Contains(String),
    /// It is the text; for [`SanType::Dns`], it is the text or a wildcard that stands for it.
    Exact(String),
    /// It begins with the text.
    Prefix(String),
    /// The expression matches all of it.
    SafeRegex(SafeRegex),
    /// It ends with the text.
    Suffix(String),
}

/// A regular expression that matches a whole name, in linear time: Envoy's `safe_regex`, which is RE2's syntax. Classes
/// such as `\d` and case folding are ASCII, as names in certificates are.
///
/// Two are equal when their sources are.
#[derive(Clone, Debug)]
pub struct SafeRegex {
    source: String,
    whole: Regex,
}

impl SafeRegex {
    /// Compiles an expression.
    ///
    /// # Errors
    /// [`InvalidSanMatcher::Regex`] when it is no regular expression, [`InvalidSanMatcher::RegexTooLarge`] when it
    /// compiles to more than 1 MiB, [`InvalidSanMatcher::TooLong`] for more than 4096 octets.
    ///
    /// # Examples
    /// ```
    /// use verifail::service_identity::SafeRegex;
    /// assert_eq!(SafeRegex::new(r"[a-z]+\.example\.com")?.as_str(), r"[a-z]+\.example\.com");
    /// assert!(SafeRegex::new("(").is_err());
    /// # Ok::<(), verifail::service_identity::InvalidSanMatcher>(())
    /// ```
    pub fn new(source: &str) -> Result<Self, InvalidSanMatcher> {
        if source.len() > MAX_TEXT {
            return Err(InvalidSanMatcher::TooLong { octets: source.len() });
        }
        let compile = |expression: &str| {
            RegexBuilder::new(expression)
                .unicode(false)
                .size_limit(MAX_COMPILED)
                .dfa_size_limit(MAX_COMPILED)
                .nest_limit(MAX_NESTING)
                .build()
                .map_err(|error| match error {
                    regex::Error::CompiledTooBig(_) => InvalidSanMatcher::RegexTooLarge,
                    _ => InvalidSanMatcher::Regex,
                })
        };
        // By itself first: `a)|(b` is an error, and must not become one expression with the anchors around it.
        compile(source)?;
        Ok(Self { whole: compile(&format!(r"\A(?:{source})\z"))?, source: source.to_owned() })
    }

    /// The source.
    pub fn as_str(&self) -> &str {
        &self.source
    }
}

impl PartialEq for SafeRegex {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for SafeRegex {}

/// One of Envoy's SAN matchers.
///
/// As text it is `type:condition:text`, with the types `dns`, `email`, `ip_address`, `other_name=<object identifier>`
/// and `uri`, and the conditions `contains`, `exact`, `prefix`, `safe_regex` and `suffix`; `+ignore_case` behind a
/// condition ignores ASCII case. The text is everything after the second colon.
///
/// # Examples
/// ```
/// use verifail::service_identity::{SanMatcher, SanType, StringMatch};
///
/// let matcher: SanMatcher = "uri:prefix:spiffe://trust.example/".parse()?;
/// assert_eq!(matcher, SanMatcher::new(SanType::Uri, StringMatch::Prefix("spiffe://trust.example/".to_owned()))?);
/// assert_eq!(matcher.to_string(), "uri:prefix:spiffe://trust.example/");
/// # Ok::<(), verifail::service_identity::InvalidSanMatcher>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SanMatcher {
    san_type: SanType,
    condition: StringMatch,
    ignore_case: bool,
}

impl SanMatcher {
    /// A matcher that heeds case, but for DNS with [`StringMatch::Exact`], which never does.
    ///
    /// # Errors
    /// [`InvalidSanMatcher::TooLong`] for a text of more than 4096 octets; [`InvalidSanMatcher::EmptyText`] for an
    /// empty one where Envoy's configuration refuses it (`contains`, `prefix`, `suffix`).
    pub fn new(san_type: SanType, condition: StringMatch) -> Result<Self, InvalidSanMatcher> {
        match &condition {
            StringMatch::Contains(text) | StringMatch::Prefix(text) | StringMatch::Suffix(text) if text.is_empty() => {
                return Err(InvalidSanMatcher::EmptyText);
            }
            StringMatch::Contains(text)
            | StringMatch::Exact(text)
            | StringMatch::Prefix(text)
            | StringMatch::Suffix(text)
                if text.len() > MAX_TEXT =>
            {
                return Err(InvalidSanMatcher::TooLong { octets: text.len() });
            }
            _ => {}
        }
        Ok(Self { san_type, condition, ignore_case: false })
    }

    /// The same without regard to ASCII case: Envoy's `ignore_case`.
    ///
    /// # Errors
    /// [`InvalidSanMatcher::RegexIgnoreCase`] for a regular expression, on which Envoy's option has no effect.
    pub fn ignoring_case(mut self) -> Result<Self, InvalidSanMatcher> {
        if matches!(self.condition, StringMatch::SafeRegex(_)) {
            return Err(InvalidSanMatcher::RegexIgnoreCase);
        }
        self.ignore_case = true;
        Ok(self)
    }

    /// The form of name it looks at.
    pub const fn san_type(&self) -> &SanType {
        &self.san_type
    }

    /// The condition on the name's text.
    pub const fn condition(&self) -> &StringMatch {
        &self.condition
    }

    /// ASCII case is ignored.
    pub const fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// The name is of this form and its text meets the condition.
    pub fn matches(&self, presented: &GeneralName<'_>) -> bool {
        match (&self.san_type, *presented) {
            (SanType::Dns, GeneralName::DnsName(octets)) => match &self.condition {
                StringMatch::Exact(host) => wildcard::matches(WildcardRules::AnyPartialLabel, octets, host.as_bytes()),
                _ => self.matches_text(octets),
            },
            (SanType::Email, GeneralName::Rfc822Name(octets))
            | (SanType::Uri, GeneralName::UniformResourceIdentifier(octets)) => self.matches_text(octets),
            (SanType::IpAddress, GeneralName::IpAddress(octets)) => self.matches_text(ip_text(octets).as_bytes()),
            (SanType::OtherName(kind), GeneralName::OtherName(contents)) => {
                other_name_text(contents, kind.as_ref()).is_some_and(|text| self.matches_text(&text))
            }
            _ => false,
        }
    }

    fn matches_text(&self, text: &[u8]) -> bool {
        let same = |part: &[u8], wanted: &[u8]| match self.ignore_case {
            true => part.eq_ignore_ascii_case(wanted),
            false => part == wanted,
        };
        match &self.condition {
            StringMatch::Contains(wanted) => {
                text.windows(wanted.len().max(1)).any(|part| same(part, wanted.as_bytes()))
            }
            StringMatch::Exact(wanted) => same(text, wanted.as_bytes()),
            StringMatch::Prefix(wanted) => text.get(..wanted.len()).is_some_and(|head| same(head, wanted.as_bytes())),
            StringMatch::SafeRegex(regex) => regex.whole.is_match(text),
            StringMatch::Suffix(wanted) => {
                let at = text.len().checked_sub(wanted.len());
                at.and_then(|at| text.get(at..)).is_some_and(|tail| same(tail, wanted.as_bytes()))
            }
        }
    }
}

/// An address as Envoy writes it; nothing for octets that are none.
fn ip_text(octets: &[u8]) -> String {
    if let Ok(v4) = <[u8; 4]>::try_from(octets) {
        Ipv4Addr::from(v4).to_string()
    } else if let Ok(v6) = <[u8; 16]>::try_from(octets) {
        Ipv6Addr::from(v6).to_string()
    } else {
        String::new()
    }
}

/// The value of an otherName of that type as Envoy turns it into text. Integers beyond 128 bits have none here.
fn other_name_text<'a>(contents: &'a [u8], kind: ObjectIdentifier<'_>) -> Option<Cow<'a, [u8]>> {
    let mut fields = Reader::new(contents);
    if fields.expect(tag::OID).ok()?.contents != kind.as_bytes() {
        return None;
    }
    let mut explicit = Reader::new(fields.expect(tag::context_constructed(0)).ok()?.contents);
    let value = explicit.element().ok()?;
    fields.finish().ok()?;
    explicit.finish().ok()?;
    Some(match value.tag {
        tag::BOOLEAN => Cow::Borrowed(if value.contents == [0] { b"false" } else { b"true" }),
        tag::INTEGER | tag::ENUMERATED => integer(value.contents)?.to_string().into_bytes().into(),
        tag::OID => ObjectIdentifier::new(value.contents).to_string().into_bytes().into(),
        tag::BIT_STRING => Cow::Borrowed(value.contents.get(1..)?),
        tag::BMP_STRING | tag::UNIVERSAL_STRING => characters(value).collect::<String>().into_bytes().into(),
        tag::SEQUENCE | tag::SET => Cow::Borrowed(value.encoded),
        _ => Cow::Borrowed(value.contents),
    })
}

fn integer(contents: &[u8]) -> Option<i128> {
    let negative = contents.first()? & 0x80 != 0;
    if contents.len() > 16 {
        return None;
    }
    Some(contents.iter().fold(if negative { -1 } else { 0 }, |n: i128, &octet| (n << 8) | i128::from(octet)))
}

impl fmt::Display for SanMatcher {
    /// The form that parses back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.san_type {
            SanType::Dns => f.write_str("dns")?,
            SanType::Email => f.write_str("email")?,
            SanType::IpAddress => f.write_str("ip_address")?,
            SanType::OtherName(kind) => write!(f, "other_name={}", kind.as_ref())?,
            SanType::Uri => f.write_str("uri")?,
        }
        let (condition, text) = match &self.condition {
            StringMatch::Contains(text) => ("contains", text.as_str()),
            StringMatch::Exact(text) => ("exact", text.as_str()),
            StringMatch::Prefix(text) => ("prefix", text.as_str()),
            StringMatch::SafeRegex(regex) => ("safe_regex", regex.as_str()),
            StringMatch::Suffix(text) => ("suffix", text.as_str()),
        };
        write!(f, ":{condition}{}:{text}", if self.ignore_case { IGNORE_CASE } else { "" })
    }
}

/// Behind a condition in a matcher's text.
const IGNORE_CASE: &str = "+ignore_case";

impl FromStr for SanMatcher {
    type Err = InvalidSanMatcher;

    fn from_str(text: &str) -> Result<Self, InvalidSanMatcher> {
        let mut parts = text.splitn(3, ':');
        let (Some(san_type), Some(condition), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(InvalidSanMatcher::Form);
        };
        let san_type = match (san_type, san_type.strip_prefix("other_name=")) {
            ("dns", _) => SanType::Dns,
            ("email", _) => SanType::Email,
            ("ip_address", _) => SanType::IpAddress,
            ("uri", _) => SanType::Uri,
            (_, Some(kind)) => SanType::OtherName(kind.parse().map_err(|_| InvalidSanMatcher::san_type(san_type))?),
            (_, None) => return Err(InvalidSanMatcher::san_type(san_type)),
        };
        let (name, ignore_case) = match condition.strip_suffix(IGNORE_CASE) {
            Some(name) => (name, true),
            None => (condition, false),
        };
        let owned = text.to_owned();
        let matcher = Self::new(
            san_type,
            match name {
                "contains" => StringMatch::Contains(owned),
                "exact" => StringMatch::Exact(owned),
                "prefix" => StringMatch::Prefix(owned),
                "safe_regex" => StringMatch::SafeRegex(SafeRegex::new(text)?),
                "suffix" => StringMatch::Suffix(owned),
                _ => return Err(InvalidSanMatcher::condition(condition)),
            },
        )?;
        if ignore_case { matcher.ignoring_case() } else { Ok(matcher) }
    }
}

/// Why there is no such matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidSanMatcher {
    /// The condition is none of the five.
    Condition {
        /// The word given, cut where it is long.
        found: String,
    },
    /// An empty text for `contains`, `prefix` or `suffix`: every name would match.
    EmptyText,
    /// Not `type:condition:text`.
    Form,
    /// Not a regular expression.
    Regex,
    /// `ignore_case` with a regular expression.
    RegexIgnoreCase,
    /// The regular expression compiles to more than 1 MiB.
    RegexTooLarge,
    /// The type is none of the five, or `other_name` has no object identifier.
    SanType {
        /// The word given, cut where it is long.
        found: String,
    },
    /// The text has more than 4096 octets.
    TooLong {
        /// How many.
        octets: usize,
    },
}

/// Most characters of a word that an error keeps.
const KEPT: usize = 40;

impl InvalidSanMatcher {
    fn san_type(found: &str) -> Self {
        Self::SanType { found: found.chars().take(KEPT).collect() }
    }

    fn condition(found: &str) -> Self {
        Self::Condition { found: found.chars().take(KEPT).collect() }
    }
}

impl fmt::Display for InvalidSanMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |f: &mut fmt::Formatter<'_>, found: &str| {
            f.write_str("\"")?;
            found.chars().try_for_each(|c| write_escaped(f, c, matches!(c, '"' | '\\')))?;
            f.write_str("\"")
        };
        match self {
            Self::Condition { found } => {
                quoted(f, found)?;
                f.write_str(" is no condition: contains, exact, prefix, safe_regex, suffix; +ignore_case may follow")
            }
            Self::EmptyText => f.write_str("an empty text would match every name"),
            Self::Form => f.write_str("a matcher is written type:condition:text, such as dns:exact:example.com"),
            Self::Regex => f.write_str("not a regular expression"),
            Self::RegexIgnoreCase => {
                f.write_str("ignore_case has no effect on a regular expression: begin it with (?i)")
            }
            Self::RegexTooLarge => f.write_str("the regular expression compiles to more than 1 MiB"),
            Self::SanType { found } => {
                quoted(f, found)?;
                f.write_str(" is no type of name: dns, email, ip_address, other_name=<object identifier>, uri")
            }
            Self::TooLong { octets } => write!(f, "the text has {octets} octets, more than {MAX_TEXT}"),
        }
    }
}

impl std::error::Error for InvalidSanMatcher {}

#[cfg(test)]
mod tests;
