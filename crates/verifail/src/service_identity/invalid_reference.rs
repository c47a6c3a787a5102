//! Why a text is no reference identifier, said so that it can be put right. What people give by mistake (a URL, a host
//! with a port, a wildcard) is recognised, and the host in it is suggested.

use std::fmt;
use std::net::IpAddr;

use crate::certificate::name::write_escaped;

/// Most characters of the caller's text that an error keeps.
const KEPT: usize = 100;

/// A text that is neither a host name nor an address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidReference {
    /// It looks like an IP address but is none, such as `1.2.3` or `[::g]`, or it is an address where a host name is
    /// wanted. A host name cannot end in a label of digits.
    Address {
        /// The text, cut where it is long.
        text: String,
    },
    /// Nothing was given.
    Empty,
    /// A label breaks the rules of host names.
    Label {
        /// The label, cut where it is long.
        label: String,
        /// Which rule.
        fault: LabelFault,
    },
    /// A host with a port.
    Port {
        /// The text, cut where it is long.
        text: String,
        /// The host in it.
        host: String,
    },
    /// More than 253 octets.
    TooLong {
        /// How many.
        octets: usize,
    },
    /// UTS #46 does not map it to A-labels.
    Unmappable {
        /// The text, cut where it is long.
        text: String,
    },
    /// A URL, or a part of one.
    Url {
        /// The text, cut where it is long.
        text: String,
        /// The host in it; may be empty.
        host: String,
    },
    /// A wildcard. Certificates have them; a reference identifier is one host (RFC 9525 section 6.1).
    Wildcard {
        /// The text, cut where it is long.
        text: String,
    },
    /// An IPv6 address with a zone, which means something on one machine only and is in no certificate.
    Zone {
        /// The text, cut where it is long.
        text: String,
    },
}

/// Which rule of host names a label breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LabelFault {
    /// It has a character that is no letter, digit, hyphen or underscore.
    Character(char),
    /// It is empty: two dots in a row, or one at the beginning.
    Empty,
    /// It begins or ends with a hyphen.
    Hyphen,
    /// It has more than 63 octets.
    TooLong,
}

impl InvalidReference {
    pub(super) fn address(text: &str) -> Self {
        Self::Address { text: cut(text) }
    }

    pub(super) fn label(label: &str, fault: LabelFault) -> Self {
        Self::Label { label: cut(label), fault }
    }

    pub(super) fn port(text: &str, host: &str) -> Self {
        Self::Port { text: cut(text), host: cut(host) }
    }

    pub(super) fn unmappable(text: &str) -> Self {
        Self::Unmappable { text: cut(text) }
    }

    pub(super) fn zone(text: &str) -> Self {
        Self::Zone { text: cut(text) }
    }
}

/// What `text` is, when it is a thing that people give instead of a host.
pub(super) fn mistake(text: &str) -> Option<InvalidReference> {
    if text.contains(['/', '?', '#', '@']) {
        return Some(InvalidReference::Url { text: redacted(text), host: cut(url_host(text)) });
    }
    if text.contains('*') {
        return Some(InvalidReference::Wildcard { text: cut(text) });
    }
    if text.parse::<IpAddr>().is_ok() {
        return Some(InvalidReference::address(text));
    }
    let (host, after) = text.split_at(text.find(':')?);
    let (host_is_there, is_port) = (!host.is_empty(), is_port(after));
    Some(if host_is_there && is_port { InvalidReference::port(text, host) } else { InvalidReference::address(text) })
}

/// A colon and digits, possibly none.
pub(super) fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

fn url_host(text: &str) -> &str {
    let hierarchy = text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches('/');
    let authority = hierarchy.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// A URL as an error may show it: user information, query and fragment can be secrets and are left out.
fn redacted(text: &str) -> String {
    let shown = text.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = shown.split_once("://").map_or(("", shown), |(scheme, rest)| (scheme, rest));
    match (rest.rsplit_once('@'), scheme) {
        (None, _) => cut(shown),
        (Some((_, rest)), "") => cut(&format!("…@{rest}")),
        (Some((_, rest)), scheme) => cut(&format!("{scheme}://…@{rest}")),
    }
}

fn cut(text: &str) -> String {
    if text.chars().nth(KEPT).is_none() {
        return text.to_owned();
    }
    text.chars().take(KEPT).chain(['…']).collect()
}

/// Writes the caller's text in quotes, control and invisible characters escaped.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            write_escaped(f, c, matches!(c, '"' | '\\'))?;
        }
        f.write_str("\"")
    }
}

/// Writes a suggested host, when there is one.
fn write_instead(f: &mut fmt::Formatter<'_>, host: &str) -> fmt::Result {
    if host.is_empty() {
        return Ok(());
    }
    f.write_str(", ")?;
    host.chars().try_for_each(|c| write_escaped(f, c, false))
}

impl fmt::Display for InvalidReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address { text } if text.parse::<IpAddr>().is_ok() => {
                write!(f, "{} is an IP address, not a host name", Quoted(text))
            }
            Self::Address { text } => write!(f, "{} is neither an IP address nor a host name", Quoted(text)),
            Self::Empty => f.write_str("the host name is empty"),
            Self::Label { label, fault } => match fault {
                LabelFault::Character(c) => {
                    write!(f, "the label {} has the character {}", Quoted(label), Quoted(c.encode_utf8(&mut [0; 4])))?;
                    f.write_str(", which host names do not have")
                }
                LabelFault::Empty => f.write_str("the host name has an empty label"),
                LabelFault::Hyphen => write!(f, "the label {} begins or ends with a hyphen", Quoted(label)),
                LabelFault::TooLong => write!(f, "the label {} is longer than 63 octets", Quoted(label)),
            },
            Self::Port { text, host } => {
                write!(f, "{} has a port: give the host only", Quoted(text))?;
                write_instead(f, host)
            }
            Self::TooLong { octets } => write!(f, "the host name has {octets} octets, more than 253"),
            Self::Unmappable { text } => {
                write!(f, "{} is no internationalised host name: it has no A-label form", Quoted(text))
            }
            Self::Url { text, host } => {
                write!(f, "{} is no host but a URL: give the host only", Quoted(text))?;
                write_instead(f, host)
            }
            Self::Wildcard { text } => {
                write!(f, "{} is a pattern: give one host, certificates may have wildcards", Quoted(text))
            }
            Self::Zone { text } => {
                write!(f, "{} has a zone, which no certificate has: give the address without it", Quoted(text))
            }
        }
    }
}

impl std::error::Error for InvalidReference {}
