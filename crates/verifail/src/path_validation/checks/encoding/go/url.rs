//! Whether Go reads an alternative name as a URL (`net/url`), and the URL's host as a domain name.

use std::net::Ipv6Addr;

/// `true` for what `url.Parse` takes and whose host, if it has one, `crypto/x509` takes.
pub(super) fn is_readable(uri: &[u8]) -> bool {
    let (url, fragment) = cut(uri, b'#');
    uri.is_ascii() && is_escaped(fragment) && !url.iter().any(u8::is_ascii_control) && reads(url)
}

fn reads(url: &[u8]) -> bool {
    let Some((scheme, rest)) = scheme(url) else {
        return false;
    };
    // The query is not looked at.
    let (hierarchy, _) = cut(rest, b'?');
    if !hierarchy.starts_with(b"/") && !scheme.is_empty() {
        return true;
    }
    match hierarchy.strip_prefix(b"//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.iter().position(|octet| *octet == b'/').unwrap_or(rest.len()));
            is_escaped(path) && authority_reads(scheme, authority)
        }
        // The first segment of a path without a scheme must not look like one.
        None => is_escaped(hierarchy) && !cut(hierarchy, b'/').0.contains(&b':'),
    }
}

/// The scheme and what follows its colon, or nothing and the whole; `None` for a colon with nothing before it.
fn scheme(url: &[u8]) -> Option<(&[u8], &[u8])> {
    let (scheme, rest) = cut(url, b':');
    if scheme.len() == url.len() {
        return Some((&[], url));
    }
    let first = scheme.first()?;
    let named = first.is_ascii_alphabetic() && scheme.iter().all(|o| o.is_ascii_alphanumeric() || b"+-.".contains(o));
    Some(if named { (scheme, rest) } else { (&[], url) })
}

fn authority_reads(scheme: &[u8], authority: &[u8]) -> bool {
    let Some(at) = authority.iter().rposition(|octet| *octet == b'@') else {
        return host_reads(scheme, authority);
    };
    let (user, host) = authority.split_at(at);
    let of_user = |octet: &u8| octet.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:%@".contains(octet);
    user.iter().all(of_user) && is_escaped(user) && host_reads(scheme, host.get(1..).unwrap_or_default())
}

fn host_reads(scheme: &[u8], host: &[u8]) -> bool {
    if let Some(rest) = host.strip_prefix(b"[") {
        return literal_reads(rest);
    }
    // http and https have one colon at most; in other schemes the last one begins the port.
    let web = scheme.eq_ignore_ascii_case(b"http") || scheme.eq_ignore_ascii_case(b"https");
    let colon = |octet: &u8| *octet == b':';
    let colon = if web { host.iter().position(colon) } else { host.iter().rposition(colon) };
    let port = colon.and_then(|at| host.get(at..)).unwrap_or_default();
    is_port(port) && !host.contains(&b'[') && unescapes(host) && is_domain(host)
}

/// An IPv6 address in brackets, perhaps with a zone and a port. A zone with further escapes is not taken.
fn literal_reads(rest: &[u8]) -> bool {
    let Some(end) = rest.iter().rposition(|octet| *octet == b']') else {
        return false;
    };
    let (literal, port) = rest.split_at(end);
    let literal = std::str::from_utf8(literal).unwrap_or_default();
    let (address, zone) = literal.split_once("%25").unwrap_or((literal, "zone"));
    let plain = |octet: u8| octet.is_ascii_alphanumeric() || b"-._~".contains(&octet);
    address.parse::<Ipv6Addr>().is_ok()
        && !zone.is_empty()
        && zone.bytes().all(plain)
        && is_port(port.get(1..).unwrap_or_default())
}

/// Of ASCII, a host may escape the percent sign alone. Escaped octets above ASCII would unescape, to no domain name.
fn unescapes(host: &[u8]) -> bool {
    let mut rest = host;
    while let Some((octet, after)) = rest.split_first() {
        let plain = octet.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:[]<>\"".contains(octet);
        rest = match (octet, after.strip_prefix(b"25")) {
            (b'%', Some(after)) => after,
            _ if plain => after,
            _ => return false,
        };
    }
    true
}

/// Nothing, or a colon and digits.
fn is_port(text: &[u8]) -> bool {
    text.split_first().is_none_or(|(colon, digits)| *colon == b':' && digits.iter().all(u8::is_ascii_digit))
}

/// Nothing, or no empty label.
fn is_domain(name: &[u8]) -> bool {
    name.is_empty() || name.split(|octet| *octet == b'.').all(|label| !label.is_empty())
}

/// Every percent sign begins an escape.
fn is_escaped(text: &[u8]) -> bool {
    text.split(|octet| *octet == b'%')
        .skip(1)
        .all(|after| matches!(after, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()))
}

/// What stands before and after the first `at`; the whole and nothing without one.
fn cut(text: &[u8], at: u8) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |octet| *octet == at);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}
