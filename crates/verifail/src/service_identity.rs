//! Service identity (RFC 9525): whom the caller wants to reach, and whether a name in a certificate is that one.
//!
//! [`ReferenceIdentifier`] is the caller's side, valid by construction; [`SanMatcher`] is Envoy's way of stating it.
//! How presented identifiers are read is the policy's choice ([`IdentityRules`]). Which certificate, which findings,
//! and whether a subject alternative name is there at all are not decided here.

mod dns_id;
mod invalid_reference;
mod san_matcher;
pub(crate) mod wildcard;

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

pub use dns_id::DnsId;
pub use invalid_reference::{InvalidReference, LabelFault};
pub use san_matcher::{InvalidSanMatcher, SafeRegex, SanMatcher, SanType, StringMatch};

use crate::certificate::{DistinguishedName, GeneralName, GeneralNames};
use crate::oid;
use crate::policy::IdentityRules;

/// A reference identifier: the one host or address that the certificate must be for.
/// <https://www.rfc-editor.org/rfc/rfc9525#section-6.1>
///
/// An IPv4 address and its IPv4-mapped IPv6 address are different identifiers.
///
/// # Examples
/// ```
/// use verifail::ReferenceIdentifier;
///
/// let host: ReferenceIdentifier = "Bücher.Example".parse()?;
/// assert_eq!(host.to_string(), "xn--bcher-kva.example");
/// let address: ReferenceIdentifier = "[2001:db8::1]".parse()?;
/// assert_eq!(address, ReferenceIdentifier::ip("2001:db8::1".parse().unwrap()));
///
/// let url = "https://example.com/path".parse::<ReferenceIdentifier>().unwrap_err();
/// assert_eq!(url.to_string(), "\"https://example.com/path\" is no host but a URL: give the host only, example.com");
/// # Ok::<(), verifail::service_identity::InvalidReference>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferenceIdentifier {
    /// DNS-ID: a host name.
    Dns(DnsId),
    /// IP-ID: an address, without a zone.
    Ip(IpAddr),
}

impl ReferenceIdentifier {
    /// A host name; U-labels are turned into A-labels.
    ///
    /// # Errors
    /// As [`DnsId::new`].
    pub fn dns(name: &str) -> Result<Self, InvalidReference> {
        DnsId::new(name).map(Self::Dns)
    }

    /// An address.
    pub const fn ip(address: IpAddr) -> Self {
        Self::Ip(address)
    }

    /// Whether one presented identifier is this host or address, read as `rules` say. A verification asks this about
    /// each subject alternative name of the end entity; the common name, where it counts, is read like a dNSName.
    /// <https://www.rfc-editor.org/rfc/rfc9525#section-6.3>
    ///
    /// # Examples
    /// ```
    /// use verifail::certificate::GeneralName;
    /// use verifail::{Policy, ReferenceIdentifier};
    ///
    /// let host: ReferenceIdentifier = "www.example.com".parse()?;
    /// let rules = &Policy::named("rustls").unwrap().parameters().identity;
    /// assert!(host.matches(&GeneralName::DnsName(b"*.example.com"), rules));
    /// assert!(!host.matches(&GeneralName::DnsName(b"*.com"), rules));
    /// # Ok::<(), verifail::service_identity::InvalidReference>(())
    /// ```
    pub fn matches(&self, presented: &GeneralName<'_>, rules: &IdentityRules) -> bool {
        matches(self, presented, rules) == Match::Yes
    }
}

impl From<DnsId> for ReferenceIdentifier {
    fn from(name: DnsId) -> Self {
        Self::Dns(name)
    }
}

impl From<IpAddr> for ReferenceIdentifier {
    fn from(address: IpAddr) -> Self {
        Self::Ip(address)
    }
}

impl fmt::Display for ReferenceIdentifier {
    /// The host in A-labels and lower case, or the address without brackets. It parses back to the same identifier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(name) => name.fmt(f),
            Self::Ip(address) => address.fmt(f),
        }
    }
}

impl FromStr for ReferenceIdentifier {
    type Err = InvalidReference;

    /// Reads an address (IPv6 with or without brackets) or else a host name.
    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        if let Ok(address) = text.parse() {
            return Ok(Self::Ip(address));
        }
        if let Some(bracketed) = text.strip_prefix('[') {
            let (inside, after) = bracketed.split_once(']').ok_or_else(|| InvalidReference::address(text))?;
            return match inside.parse::<Ipv6Addr>() {
                Ok(address) if after.is_empty() => Ok(Self::Ip(address.into())),
                Ok(_) if invalid_reference::is_port(after) => Err(InvalidReference::port(text, inside)),
                _ if inside.contains('%') => Err(InvalidReference::zone(inside)),
                _ => Err(InvalidReference::address(text)),
            };
        }
        match text.split_once('%') {
            Some((address, _)) if address.parse::<Ipv6Addr>().is_ok() => Err(InvalidReference::zone(text)),
            _ => Self::dns(text),
        }
    }
}

/// What became of one presented identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// It is not a valid identifier of its form, so it identifies nobody.
    Malformed,
    /// It is for somebody else, or of another form than the reference identifier.
    No,
    /// It is the one looked for.
    Yes,
}

/// Compares one presented identifier with the reference identifier, as `rules` say. Nothing is allocated.
/// <https://www.rfc-editor.org/rfc/rfc9525#section-6.3>
///
/// A DNS-ID is compared with dNSName only and an IP-ID with iPAddress only.
pub(crate) fn matches(reference: &ReferenceIdentifier, presented: &GeneralName<'_>, rules: &IdentityRules) -> Match {
    match (reference, *presented) {
        (ReferenceIdentifier::Dns(host), GeneralName::DnsName(octets)) => matches_dns(host, octets, rules),
        (ReferenceIdentifier::Ip(address), GeneralName::IpAddress(octets)) => matches_ip(*address, octets, rules),
        _ => Match::No,
    }
}

/// RFC 9525 section 6.3. A match with a valid host name is itself valid but for a trailing dot, so validity only tells
/// [`Match::Malformed`] from [`Match::No`], unless the reference identifier's dot is compared.
fn matches_dns(host: &DnsId, presented: &[u8], rules: &IdentityRules) -> Match {
    let compared = if rules.reference_trailing_dot { host.as_str() } else { host.as_written() };
    let same = wildcard::matches(rules.wildcards, presented, compared.as_bytes())
        || (rules.compare_malformed && presented.eq_ignore_ascii_case(host.as_written().as_bytes()));
    match (same, wildcard::is_well_formed(rules.wildcards, presented)) {
        (true, valid) if valid || rules.compare_malformed => Match::Yes,
        (_, true) => Match::No,
        (_, false) => Match::Malformed,
    }
}

/// RFC 9525 section 6.4: all octets are equal. Under rules by which a mapped address is the IPv4 one inside it, the
/// reference is taken as that; presented, such rules know the four octets only (Go refuses the sixteen when it parses).
fn matches_ip(address: IpAddr, presented: &[u8], rules: &IdentityRules) -> Match {
    let address = if rules.mapped_addresses_equal { address.to_canonical() } else { address };
    let same = match address {
        IpAddr::V4(v4) => presented == v4.octets(),
        IpAddr::V6(v6) => presented == v6.octets(),
    };
    match (same, presented.len()) {
        (true, _) => Match::Yes,
        (false, 4 | 16) => Match::No,
        (false, _) => Match::Malformed,
    }
}

/// The subject's common names stand in for DNS-IDs: the policy has the fallback and the certificate no dNSName.
pub(crate) fn common_names_count(names: Option<GeneralNames<'_>>, rules: &IdentityRules) -> bool {
    let has_dns_name = |names: GeneralNames<'_>| names.readable().any(|name| matches!(name, GeneralName::DnsName(_)));
    rules.common_name_fallback && !names.is_some_and(has_dns_name)
}

/// A common name of the subject matches the reference identifier, read like a dNSName. An IP-ID never matches one.
pub(crate) fn matches_common_name(
    reference: &ReferenceIdentifier,
    subject: &DistinguishedName<'_>,
    rules: &IdentityRules,
) -> bool {
    match reference {
        ReferenceIdentifier::Dns(host) => {
            subject.values(oid::COMMON_NAME).any(|value| matches_dns(host, value.as_bytes(), rules) == Match::Yes)
        }
        ReferenceIdentifier::Ip(_) => false,
    }
}

#[cfg(test)]
mod tests;
