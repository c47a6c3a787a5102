//! Presented identifiers against reference identifiers (RFC 9525 section 6.3), and what is a well-written name.

use verifail::ReferenceIdentifier;
use verifail::policy::{IdentityRules, WildcardRules};

use crate::world::reading;
use crate::world::{CertSpec, GeneralName, Name, Reference};

/// The number of a name's form in the CHOICE, and its octets where it is text or an address.
pub(crate) fn form(name: &GeneralName) -> (u8, &[u8]) {
    match name {
        GeneralName::Other(_) => (0, &[]),
        GeneralName::Email(text) => (1, text.as_bytes()),
        GeneralName::Dns(text) => (2, text.as_bytes()),
        GeneralName::X400 => (3, &[]),
        GeneralName::Directory(_) => (4, &[]),
        GeneralName::EdiParty(_) => (5, &[]),
        GeneralName::Uri(text) => (6, text.as_bytes()),
        GeneralName::Ip(octets) => (7, octets),
        GeneralName::RegisteredId(_) => (8, &[]),
        GeneralName::Octets { tag, contents } => (tag & 0x1f, contents),
    }
}

pub(super) const EMAIL: u8 = 1;
pub(super) const DNS: u8 = 2;
pub(super) const URI: u8 = 6;
pub(super) const IP: u8 = 7;

pub(super) fn labels(name: &[u8]) -> Vec<&[u8]> {
    name.split(|octet| *octet == b'.').collect()
}

/// Letters, digits and hyphens (RFC 1123 section 2.1), and underscores, which are in use.
pub(super) fn is_label(label: &[u8], underscore: bool) -> bool {
    let of_host = |o: &u8| o.is_ascii_alphanumeric() || *o == b'-' || (*o == b'_' && underscore);
    (1..=63).contains(&label.len()) && label.iter().all(of_host) && !label.starts_with(b"-") && !label.ends_with(b"-")
}

/// A host name: at most 253 octets, the last label not all digits.
pub(super) fn is_host(name: &[u8]) -> bool {
    let labels = labels(name);
    let number = labels.last().is_some_and(|last| last.iter().all(u8::is_ascii_digit));
    name.len() <= 253 && labels.iter().all(|label| is_label(label, true)) && !number
}

/// A host name, or a wildcard above at least that many labels.
pub(super) fn is_presented(name: &[u8], fewest: usize) -> bool {
    let above = name.strip_prefix(b"*.").filter(|rest| labels(rest).len() >= fewest);
    name.len() <= 253 && is_host(above.unwrap_or(name))
}

pub(super) fn undotted(base: &[u8]) -> &[u8] {
    base.strip_prefix(b".").unwrap_or(base)
}

/// The host of an address whose local part is a dot-string (RFC 5321 section 4.1.2).
pub(super) fn mailbox(address: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = address.iter().position(|o| *o == b'@')?;
    let (local, host) = (&address[..at], &address[at + 1..]);
    let atext = |o: &u8| o.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(o);
    (labels(local).iter().all(|atom| !atom.is_empty() && atom.iter().all(atext)) && is_host(host))
        .then_some((local, host))
}

/// The host of a URI (RFC 3986 section 3.2), where it is a host name.
pub(super) fn uri_host(uri: &[u8]) -> Option<&[u8]> {
    let text = std::str::from_utf8(uri).ok()?;
    let (scheme, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && is_scheme(scheme);
    (named && port.bytes().all(|o| o.is_ascii_digit()) && !authority.contains('\\') && is_host(host.as_bytes()))
        .then_some(host.as_bytes())
}

pub(super) fn is_scheme(text: &str) -> bool {
    text.bytes().all(|o| o.is_ascii_alphanumeric() || b"+-.".contains(&o))
}

/// RFC 5280 section 4.2.1.6.
pub(crate) fn is_well_written(name: &GeneralName) -> bool {
    match form(name) {
        (DNS, octets) => is_presented(octets, 2) && !octets.contains(&b'_'),
        (IP, octets) => matches!(octets.len(), 4 | 16),
        (EMAIL, octets) => mailbox(octets).is_some(),
        (URI, octets) => {
            let text = String::from_utf8_lossy(octets);
            let scheme = text.split_once(':').filter(|(_, rest)| !rest.is_empty()).map(|(scheme, _)| scheme);
            scheme.is_some_and(|scheme| scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && is_scheme(scheme))
        }
        _ => true,
    }
}

pub(super) fn is_mapped(octets: &[u8]) -> bool {
    octets.len() >= 16 && octets.starts_with(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
}

/// BR section 7.1.4.3, for subjects of a common name alone that present a host or an address.
pub(crate) fn repeats_common_name(names: &[GeneralName], subject: &Name) -> bool {
    let Some(common_name) = subject.common_name.as_ref().filter(|_| subject.email.is_none()) else { return true };
    let address = |octets: &[u8]| -> Option<std::net::IpAddr> {
        <[u8; 4]>::try_from(octets).map(Into::into).or_else(|_| <[u8; 16]>::try_from(octets).map(Into::into)).ok()
    };
    let of_servers: Vec<_> = names.iter().map(form).filter(|(choice, _)| matches!(*choice, DNS | IP)).collect();
    of_servers.is_empty()
        || of_servers.iter().any(|(choice, octets)| match *choice {
            DNS => *octets == common_name.as_bytes(),
            _ => address(octets).is_some_and(|address| address.to_string() == *common_name),
        })
}

/// What stands before and after the star, and the labels after its own.
type Wildcard<'a> = (&'a [u8], &'a [u8], Vec<&'a [u8]>);

/// A wildcard under the rules.
fn wildcard(rules: WildcardRules, presented: &[u8]) -> Option<Wildcard<'_>> {
    let all = labels(presented);
    let (label, rest) = all.split_first()?;
    let star = label.iter().position(|o| *o == b'*')?;
    let valid = |underscore| rest.iter().all(|label| is_label(label, underscore));
    let is_one = match rules {
        WildcardRules::AnyPartialLabel => !rest.is_empty() && !is_a_label(label),
        WildcardRules::WholeLabel => *label == b"*" && !rest.is_empty() && valid(true),
        WildcardRules::WholeLabelAboveTwo => *label == b"*" && rest.len() >= 2 && valid(true),
        WildcardRules::WholeLabelOfHost => *label == b"*" && rest.len() >= 2 && valid(false),
        // No named policy has it.
        _ => false,
    };
    let stars = presented.iter().filter(|o| **o == b'*').count();
    (is_one && stars == 1).then(|| (&label[..star], &label[star + 1..], rest.to_vec()))
}

fn is_a_label(label: &[u8]) -> bool {
    label.len() >= 4 && label[..4].eq_ignore_ascii_case(b"xn--")
}

/// One of the presented identifiers is the reference identifier.
pub(crate) fn identifies(rules: &IdentityRules, c: &CertSpec, reference: &Reference) -> bool {
    let names = reading::subject_alt_name(c).flatten().unwrap_or_default();
    let address = |octets: &[u8]| {
        // Go takes a mapped address for the one inside.
        let wanted = if rules.mapped_addresses_equal && is_mapped(octets) { &octets[12..] } else { octets };
        names.iter().any(|name| form(name) == (IP, wanted))
    };
    let parsed = match reference {
        Reference::Ip(octets) => return address(octets),
        Reference::Dns(text) => text.parse::<ReferenceIdentifier>(),
    };
    match parsed {
        Ok(ReferenceIdentifier::Ip(std::net::IpAddr::V4(v4))) => address(&v4.octets()),
        Ok(ReferenceIdentifier::Ip(std::net::IpAddr::V6(v6))) => address(&v6.octets()),
        Ok(ReferenceIdentifier::Dns(host)) => {
            let has_dns_name = names.iter().any(|name| form(name).0 == DNS);
            let common_name = c.subject.common_name.as_ref().filter(|_| rules.common_name_fallback && !has_dns_name);
            names.iter().map(form).any(|(choice, octets)| choice == DNS && stands_for(rules, octets, &host))
                || common_name.is_some_and(|text| stands_for(rules, text.as_bytes(), &host))
        }
        _ => false,
    }
}

fn stands_for(rules: &IdentityRules, presented: &[u8], host: &verifail::service_identity::DnsId) -> bool {
    let compared = if rules.reference_trailing_dot { host.as_str() } else { host.as_written() }.as_bytes();
    if rules.compare_malformed && presented.eq_ignore_ascii_case(host.as_written().as_bytes()) {
        return true;
    }
    if presented.eq_ignore_ascii_case(compared) {
        return rules.compare_malformed || is_host(presented);
    }
    let Some((before, after, rest)) = wildcard(rules.wildcards, presented) else { return false };
    let theirs = labels(compared);
    let Some((label, same)) = theirs.split_first() else { return false };
    let covers = label.len() >= before.len() + after.len()
        && label[..before.len()].eq_ignore_ascii_case(before)
        && label[label.len() - after.len()..].eq_ignore_ascii_case(after);
    // OpenSSL's star stands for no underscore.
    let plain = rules.wildcards != WildcardRules::WholeLabelOfHost || is_label(label, false);
    let equal = |(ours, theirs): (&&[u8], &&[u8])| ours.eq_ignore_ascii_case(theirs);
    let above = &presented[presented.iter().position(|o| *o == b'.').map_or(0, |at| at + 1)..];
    covers
        && plain
        && rest.len() == same.len()
        && rest.iter().zip(same).all(equal)
        && (rules.compare_malformed || is_host(above))
}
