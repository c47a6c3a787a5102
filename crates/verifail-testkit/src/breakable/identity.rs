//! Service identity: whether a presented identifier is the reference identifier.
//! <https://www.rfc-editor.org/rfc/rfc9525#section-6>

use std::net::{Ipv4Addr, Ipv6Addr};

use verifail::certificate::{GeneralName, GeneralNames};
use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::der::id;
use super::names;
use super::request::{Host, Request};

/// How an IPv4-mapped IPv6 address begins.
const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

pub(super) fn check(certificate: &Certificate<'_>, request: &Request<'_>, found: &mut Vec<Reason>) {
    let bugs = request.bugs;
    let names = certificate.subject_alt_name().and_then(Result::ok);
    if names.is_some_and(|names| names.is_empty()) {
        found.push(Reason::Malformed);
    }
    let Some(host) = &request.reference else { return };
    if bugs.on(Bug::HostIgnored)
        || (bugs.on(Bug::HostIgnoredWithOwnAnchors) && request.anchors.len() > 1)
        || (bugs.on(Bug::HostIgnoredForAddress) && matches!(host, Host::Address(_)))
    {
        return;
    }
    let matched = match host {
        Host::Name(name) => presents_name(certificate, names, name, bugs),
        Host::Address(octets) => presents_address(names, octets, bugs),
    };
    if !matched {
        let none = names.is_none_or(|names| names.readable().next().is_none());
        found.push(if none { Reason::NoSan } else { Reason::NameMismatch });
    }
}

fn presents_name(certificate: &Certificate<'_>, names: Option<GeneralNames<'_>>, host: &str, bugs: Switches) -> bool {
    if host.ends_with('.') && bugs.on(Bug::TrailingDotRefused) {
        return false;
    }
    let host = host.strip_suffix('.').unwrap_or(host).as_bytes();
    let all = || names.iter().flat_map(|names| names.readable());
    let is_dns = |name: &GeneralName<'_>| matches!(name, GeneralName::DnsName(_));
    if bugs.on(Bug::PrintedNamesAreCompared) && printed_names_have(all(), host, bugs) {
        return true;
    }
    let common_name_counts = bugs.on(Bug::CommonNameBesideDnsName)
        || (bugs.on(Bug::CommonNameWithoutAltName) && certificate.subject_alt_name().is_none())
        || (bugs.on(Bug::CommonNameWithoutDnsName) && !all().any(|name| is_dns(&name)));
    if common_name_counts
        && names::values(certificate.subject(), id::COMMON_NAME)
            .iter()
            .any(|name| same_host(name.as_bytes(), host, bugs))
    {
        return true;
    }
    all().any(|name| match name {
        GeneralName::DnsName(presented) => same_host(presented, host, bugs),
        GeneralName::UniformResourceIdentifier(uri) if bugs.on(Bug::UriCountsAsHost) => {
            authority(uri).is_some_and(|authority| same_host(authority, host, bugs))
        }
        _ => false,
    })
}

/// Section 6.3: ASCII case does not count; a star is the whole left-most label, stands for one label, and has a label
/// after it.
fn same_host(presented: &[u8], host: &[u8], bugs: Switches) -> bool {
    let presented = match presented.iter().position(|octet| *octet == 0) {
        Some(nul) if bugs.on(Bug::NulEndsName) => presented.get(..nul).unwrap_or_default(),
        _ => presented,
    };
    if bugs.on(Bug::LoneStarMatchesAll) && matches!(presented, b"*" | b"*.") {
        return true;
    }
    let equal = |left: &[u8], right: &[u8]| {
        if bugs.on(Bug::HostCaseCounts) { left == right } else { left.eq_ignore_ascii_case(right) }
    };
    if equal(presented, host) {
        return true;
    }
    if bugs.on(Bug::WildcardInAnyLabel) && labels_match(presented, host, equal) {
        return true;
    }
    let (Some((pattern, rest)), Some((label, parent))) = (split(presented), split(host)) else { return false };
    if pattern != b"*" {
        return bugs.on(Bug::WildcardInPart) && equal(rest, parent) && part_matches(pattern, label, equal);
    }
    (equal(rest, parent) && !label.is_empty())
        || (bugs.on(Bug::WildcardMatchesParent) && equal(rest, host))
        || (bugs.on(Bug::WildcardSpansDots) && ends_at_label(host, rest, equal))
}

/// The left-most label and what follows its dot.
fn split(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let dot = name.iter().position(|octet| *octet == b'.')?;
    Some((name.get(..dot)?, name.get(dot + 1..)?))
}

/// Label by label, where a star stands for any label.
fn labels_match(presented: &[u8], host: &[u8], equal: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let labels = |name: &[u8]| name.split(|octet| *octet == b'.').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (presented, host) = (labels(presented), labels(host));
    presented.len() == host.len()
        && presented.iter().zip(&host).all(|(pattern, label)| pattern == b"*" || equal(pattern, label))
}

/// One star somewhere in a label.
fn part_matches(pattern: &[u8], label: &[u8], equal: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let Some(star) = pattern.iter().position(|octet| *octet == b'*') else { return false };
    let (head, tail) = (pattern.get(..star).unwrap_or_default(), pattern.get(star + 1..).unwrap_or_default());
    let Some((start, rest)) = label.split_at_checked(head.len()) else { return false };
    let Some(end) = rest.len().checked_sub(tail.len()).and_then(|at| rest.get(at..)) else { return false };
    equal(head, start) && equal(tail, end)
}

/// `host` is `rest` below one label or more.
fn ends_at_label(host: &[u8], rest: &[u8], equal: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let Some(added) = host.len().checked_sub(rest.len() + 1) else { return false };
    added > 0 && host.get(added) == Some(&b'.') && host.get(added + 1..).is_some_and(|tail| equal(tail, rest))
}

/// The host of a URI: between `//` and a slash, a port or the end.
fn authority(uri: &[u8]) -> Option<&[u8]> {
    let start = uri.windows(2).position(|two| two == b"//")? + 2;
    uri.get(start..)?.split(|octet| b"/:?#".contains(octet)).next()
}

/// One text of all names, as `DNS:a, URI:b`, split again at the commas.
fn printed_names_have<'n>(names: impl Iterator<Item = GeneralName<'n>>, host: &[u8], bugs: Switches) -> bool {
    let printed: Vec<String> = names
        .map(|name| match name {
            GeneralName::DnsName(text) => format!("DNS:{}", String::from_utf8_lossy(text)),
            GeneralName::Rfc822Name(text) => format!("email:{}", String::from_utf8_lossy(text)),
            GeneralName::UniformResourceIdentifier(text) => format!("URI:{}", String::from_utf8_lossy(text)),
            other => other.form().to_owned(),
        })
        .collect();
    let text = printed.join(", ");
    text.split(", ").filter_map(|part| part.strip_prefix("DNS:")).any(|name| same_host(name.as_bytes(), host, bugs))
}

/// Section 6.4: all octets are equal.
fn presents_address(names: Option<GeneralNames<'_>>, address: &[u8], bugs: Switches) -> bool {
    names.iter().flat_map(|names| names.readable()).any(|name| match name {
        GeneralName::IpAddress(octets) if bugs.on(Bug::MappedAddressesEqual) => inner(octets) == inner(address),
        GeneralName::IpAddress(octets) => octets == address,
        GeneralName::DnsName(presented) => {
            let text = text(address);
            (bugs.on(Bug::AddressAsDnsName) && presented == text.as_bytes())
                || (bugs.on(Bug::WildcardMatchesAddress)
                    && presented.starts_with(b"*.")
                    && same_host(presented, text.as_bytes(), bugs))
        }
        _ => false,
    })
}

/// The IPv4 address inside a mapped one.
fn inner(octets: &[u8]) -> &[u8] {
    octets.strip_prefix(&MAPPED).filter(|rest| rest.len() == 4).unwrap_or(octets)
}

/// An address as people write it.
fn text(octets: &[u8]) -> String {
    match (<[u8; 4]>::try_from(octets), <[u8; 16]>::try_from(octets)) {
        (Ok(four), _) => Ipv4Addr::from(four).to_string(),
        (_, Ok(sixteen)) => Ipv6Addr::from(sixteen).to_string(),
        _ => String::new(),
    }
}
