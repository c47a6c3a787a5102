//! What Go's `crypto/x509` takes for a certificate and for names, beyond what everybody does.

use super::names::{DNS, EMAIL, IP, URI, form, is_mapped, is_scheme, labels, mailbox, undotted, uri_host};
use super::subtrees::is_prefix;
use crate::world::reading;
use crate::world::{CertSpec, EncodingFault, GeneralName, Name, Spelling};

/// What Go's parser takes for a base.
pub(super) fn reads_base(base: &GeneralName) -> bool {
    match form(base) {
        (IP, octets) => matches!(octets.len(), 8 | 32) && is_prefix(&octets[octets.len() / 2..]) && !is_mapped(octets),
        (EMAIL, octets) if octets.contains(&b'@') => mailbox(octets).is_some(),
        (URI, octets) if String::from_utf8_lossy(octets).parse::<std::net::IpAddr>().is_ok() => false,
        (DNS | EMAIL | URI, octets) => is_printable_base(octets),
        _ => true,
    }
}

/// What Go's parser takes for a certificate, extensions aside.
pub(crate) fn reads_fields(c: &CertSpec) -> bool {
    let padded = c.faults.contains(&EncodingFault::PaddedSerial);
    c.version <= 3 && !padded && reads_name(&c.issuer) && reads_name(&c.subject)
}

/// Strings of their type, as Go wants them.
fn reads_name(name: &Name) -> bool {
    let text = name.common_name.as_deref().unwrap_or_default();
    let printable = |c: char| c.is_ascii_alphanumeric() || " '()*+,-./:=?&".contains(c);
    name.email.as_ref().is_none_or(|email| email.is_ascii())
        && match name.spelling {
            Spelling::Printable => text.chars().all(printable),
            Spelling::Ia5 => text.is_ascii(),
            // Neither surrogates nor noncharacters; surrogates read as U+FFFD, which as itself is a character.
            Spelling::Bmp => text.chars().all(|c| !matches!(u32::from(c), 0xfdd0..=0xfdef | 0xfffd..)),
            _ => true,
        }
}

/// What Go's parser takes for the value of an extension, beyond what everybody does.
pub(crate) fn reads_extension(c: &CertSpec, arc: u8) -> bool {
    let reads = |name: &GeneralName| match form(name) {
        (DNS | EMAIL, octets) => octets.is_ascii(),
        (IP, octets) => octets.len() == 4 || (octets.len() == 16 && !is_mapped(octets)),
        (URI, octets) => octets.is_ascii() && reads_url(&String::from_utf8_lossy(octets)),
        _ => true,
    };
    let mut policies = c.certificate_policies.as_ref().map(|e| e.policies.clone()).unwrap_or_default();
    let all = policies.len();
    policies.sort_unstable();
    policies.dedup();
    match arc {
        reading::SUBJECT_ALT_NAME => reading::subject_alt_name(c).flatten().is_none_or(|names| names.iter().all(reads)),
        reading::CERTIFICATE_POLICIES => policies.len() == all,
        _ => true,
    }
}

/// Go's `net/url`, as far as worlds go: no blanks or controls in a host, no empty label there, no percent sign in a path,
/// a user or a fragment that begins no escape; what is before the first colon and no scheme begins a path, whose first
/// segment has no colon.
fn reads_url(text: &str) -> bool {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    if url.chars().any(|c| c.is_ascii_control()) || !is_escaped(fragment) {
        return false;
    }
    // A query is not looked at.
    let url = url.split('?').next().unwrap_or_default();
    let named = |scheme: &str| scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && is_scheme(scheme);
    let (named, rest) = match url.split_once(':') {
        Some(("", _)) => return false,
        Some((scheme, rest)) if named(scheme) => (true, rest),
        _ => (false, url),
    };
    let Some((authority, path)) = rest
        .strip_prefix("//")
        .filter(|rest| named || !rest.starts_with('/'))
        .map(|rest| rest.split_at(rest.find('/').unwrap_or(rest.len())))
    else {
        let of_path = || is_escaped(rest) && !rest.split('/').next().is_some_and(|segment| segment.contains(':'));
        return named && !rest.starts_with('/') || of_path();
    };
    let (user, host_and_port) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let plain =
        host.replace("%25", "").bytes().all(|o| o.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=<>\"".contains(&o));
    let empty_label = !host.is_empty() && labels(host.as_bytes()).contains(&&b""[..]);
    let escaped = is_escaped(user) && is_escaped(path);
    escaped && plain && !empty_label && port.bytes().all(|o| o.is_ascii_digit())
}

fn is_escaped(text: &str) -> bool {
    let digits = |after: &str| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    text.split('%').skip(1).all(digits)
}

/// The names of Go's comparisons must read whatever the constraints' form.
pub(super) fn compares(name: &GeneralName) -> bool {
    match form(name) {
        (DNS, octets) => is_printable(octets),
        (EMAIL, octets) => mailbox(octets).is_some(),
        (URI, octets) => uri_host(octets).is_some(),
        _ => true,
    }
}

/// Go's domain: printable labels of 1 to 63 octets.
pub(super) fn is_printable(name: &[u8]) -> bool {
    name.len() <= 253 && labels(name).iter().all(|l| (1..=63).contains(&l.len()) && l.iter().all(u8::is_ascii_graphic))
}

pub(super) fn is_printable_base(base: &[u8]) -> bool {
    base.is_empty() || (base.len() <= 253 && is_printable(undotted(base)))
}
