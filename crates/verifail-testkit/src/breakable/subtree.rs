//! One name and one subtree of its form: RFC 5280 to the letter, and what cannot be compared is an error.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>

use verifail::certificate::GeneralName;

use super::bug::{Bug, Switches};
use super::names;

/// A name or a base that cannot be compared. It refuses, whichever list it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Incomparable;

/// The name lies in the subtree below `base`. Of a wildcard, every name it stands for must; under an excluded subtree
/// one is enough.
pub(super) fn holds(
    base: &GeneralName<'_>,
    name: &GeneralName<'_>,
    excluded: bool,
    bugs: Switches,
) -> Result<bool, Incomparable> {
    match (base, name) {
        (GeneralName::DnsName(base), GeneralName::DnsName(name)) => dns(base, name, excluded, bugs),
        (GeneralName::IpAddress(base), GeneralName::IpAddress(address)) => ip(base, address),
        (GeneralName::Rfc822Name(base), GeneralName::Rfc822Name(mailbox)) => email(base, mailbox),
        (GeneralName::UniformResourceIdentifier(base), GeneralName::UniformResourceIdentifier(uri)) => {
            host_within(base, uri_host(uri, bugs).ok_or(Incomparable)?)
        }
        (GeneralName::DirectoryName(base), GeneralName::DirectoryName(name)) => Ok(names::within(*name, *base)),
        // Forms that nobody knows how to compare.
        _ => Err(Incomparable),
    }
}

fn dns(base: &[u8], name: &[u8], excluded: bool, bugs: Switches) -> Result<bool, Incomparable> {
    let wildcard = name.strip_prefix(b"*.");
    if name.len() > 253 || !is_host(wildcard.unwrap_or(name)) || !(base.is_empty() || is_host(base)) {
        return Err(Incomparable);
    }
    let equal = |left: &[u8], right: &[u8]| {
        if excluded && bugs.on(Bug::ExcludedCaseCounts) { left == right } else { left.eq_ignore_ascii_case(right) }
    };
    if base.is_empty() || equal(name, base) || is_below(name, base, equal) {
        return Ok(true);
    }
    let Some(parent) = wildcard else { return Ok(false) };
    let base_parent = base.iter().position(|octet| *octet == b'.').and_then(|dot| base.get(dot + 1..));
    let may_be_base = base_parent.is_some_and(|above| equal(above, parent));
    Ok(if excluded {
        may_be_base && !bugs.on(Bug::ExcludedMissesWildcard)
    } else {
        may_be_base && bugs.on(Bug::PermittedTakesWiderWildcard)
    })
}

/// `name` is `base` with labels before it.
fn is_below(name: &[u8], base: &[u8], equal: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let Some(added) = name.len().checked_sub(base.len()).filter(|added| *added > 0) else { return false };
    name.get(added - 1) == Some(&b'.') && name.get(added..).is_some_and(|tail| equal(tail, base))
}

fn ip(base: &[u8], address: &[u8]) -> Result<bool, Incomparable> {
    match (address.len(), base.len()) {
        (4, 8) | (16, 32) => {}
        (4, 32) | (16, 8) => return Ok(false),
        _ => return Err(Incomparable),
    }
    let (network, mask) = base.split_at(address.len());
    let bits: Vec<bool> = mask.iter().flat_map(|octet| (0..8).rev().map(move |bit| octet >> bit & 1 == 1)).collect();
    if !bits.is_sorted_by(|left, right| left >= right) {
        return Err(Incomparable);
    }
    Ok(address.iter().zip(network).zip(mask).all(|((a, n), m)| (a ^ n) & m == 0))
}

fn email(base: &[u8], name: &[u8]) -> Result<bool, Incomparable> {
    let (local, host) = mailbox(name).ok_or(Incomparable)?;
    if base.contains(&b'@') {
        let (base_local, base_host) = mailbox(base).ok_or(Incomparable)?;
        return Ok(local == base_local && host.eq_ignore_ascii_case(base_host));
    }
    host_within(base, host)
}

/// Local part and host of an address without quotes.
fn mailbox(address: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = address.iter().position(|octet| *octet == b'@')?;
    let (local, host) = (address.get(..at)?, address.get(at + 1..)?);
    let atext = |octet: &u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(octet);
    let atoms = local.split(|octet| *octet == b'.').all(|atom| !atom.is_empty() && atom.iter().all(atext));
    (atoms && is_host(host)).then_some((local, host))
}

/// A base of e-mail or URI: a host is that host, `.domain` the hosts below it.
fn host_within(base: &[u8], host: &[u8]) -> Result<bool, Incomparable> {
    let domain = base.strip_prefix(b".");
    if !is_host(domain.unwrap_or(base)) {
        return Err(Incomparable);
    }
    let equal = |left: &[u8], right: &[u8]| left.eq_ignore_ascii_case(right);
    Ok(match domain {
        Some(domain) => is_below(host, domain, equal),
        None => equal(host, base),
    })
}

/// The host name of a URI: after `//`, before a path, behind user information, without a port. An address is none.
fn uri_host(uri: &[u8], bugs: Switches) -> Option<&[u8]> {
    let colon = uri.iter().position(|octet| *octet == b':')?;
    let (scheme, rest) = (uri.get(..colon)?, uri.get(colon + 1..)?);
    let of_scheme = |octet: &u8| octet.is_ascii_alphanumeric() || b"+-.".contains(octet);
    if !scheme.first()?.is_ascii_alphabetic() || !scheme.iter().all(of_scheme) {
        return None;
    }
    let authority = rest.strip_prefix(b"//")?.split(|octet| b"/?#".contains(octet)).next()?;
    let host = authority.rsplit(|octet| *octet == b'@').next()?;
    if bugs.on(Bug::UriZoneEvadesConstraints)
        && let Some(inside) = host.strip_prefix(b"[").and_then(|inside| inside.split(|octet| *octet == b']').next())
        && let Some(zone) = inside.windows(3).position(|three| three == b"%25")
    {
        return inside.get(zone + 3..);
    }
    let mut parts = host.split(|octet| *octet == b':');
    let (name, port) = (parts.next()?, parts.next().unwrap_or_default());
    let plain = parts.next().is_none() && port.iter().all(u8::is_ascii_digit) && !authority.contains(&b'\\');
    (plain && is_host(name)).then_some(name)
}

/// Labels of letters, digits, hyphens and underscores, 253 octets at most, the last label not all digits.
fn is_host(name: &[u8]) -> bool {
    let of_label = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_');
    let label = |label: &[u8]| {
        matches!(label.len(), 1..=63)
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && label.iter().all(of_label)
    };
    let last = name.rsplit(|octet| *octet == b'.').next().unwrap_or_default();
    name.len() <= 253 && name.split(|octet| *octet == b'.').all(label) && !last.iter().all(u8::is_ascii_digit)
}
