//! uniformResourceIdentifier: whether a URI's host lies within a base. The rest of a URI is never compared.
//!
//! RFC 5280 section 4.2.1.10 constrains "the host part of the name" by a host (`host.example.com`) or a domain
//! (`.example.com`, the hosts below it and not itself). The choices:
//!
//! - **A URI without a host name is refused**, as that section demands: no authority (`urn:…`, `mailto:…`), an empty
//!   host, or an IP address. Something that is neither a host name nor an address (percent-encoding, a registered name
//!   with other characters, a trailing dot) is refused alike: it could be resolved to any host.
//! - **The host** follows the last `@` of the authority and precedes a port, which must be digits (RFC 3986 section
//!   3.2). A backslash ends nothing: it is not in the grammar, and readers differ about it, so it is an error.
//! - **`*`** is no host character and an error.
//! - **The empty base** is no form the RFC has; Go takes it for "all": [`Options::host_is_subtree`].

use super::{NameSyntax, dns, host_is_within, is_host_or_domain};

/// The choices of [`within`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// A host base is read like a dNSName base: with its subdomains, and the empty base holds everything (Go).
    pub(crate) host_is_subtree: bool,
}

/// The host of `uri` lies within `base`.
///
/// # Errors
/// [`NameSyntax::Presented`] for a URI without a host name, [`NameSyntax::Base`] for a base that is neither host nor
/// domain; the URI's fault is reported first.
pub(crate) fn within(uri: &[u8], base: &[u8], options: Options) -> Result<bool, NameSyntax> {
    let host = host(uri).ok_or(NameSyntax::Presented)?;
    match base {
        [] if options.host_is_subtree => Ok(true),
        base if is_host_or_domain(base) => Ok(host_is_within(host, base, options.host_is_subtree)),
        _ => Err(NameSyntax::Base),
    }
}

/// The host name of a URI's authority; `None` when it has none or it is an address.
/// <https://www.rfc-editor.org/rfc/rfc3986#section-3.2>
pub(crate) fn host(uri: &[u8]) -> Option<&[u8]> {
    let colon = uri.iter().position(|&octet| octet == b':')?;
    let scheme = uri.get(..colon)?;
    let of_scheme = |octet: &u8| octet.is_ascii_alphanumeric() || b"+-.".contains(octet);
    if !scheme.first()?.is_ascii_alphabetic() || !scheme.iter().all(of_scheme) {
        return None;
    }
    let hierarchy = uri.get(colon + 1..)?.strip_prefix(b"//")?;
    let authority = hierarchy.split(|octet| b"/?#".contains(octet)).next()?;
    let host_and_port = authority.rsplit(|&octet| octet == b'@').next()?;
    let mut parts = host_and_port.split(|&octet| octet == b':');
    let host = parts.next()?;
    let port = parts.next().unwrap_or_default();
    // A second colon belongs to an address without brackets, a bracket to one with them; neither is a host name.
    let plain = parts.next().is_none() && port.iter().all(u8::is_ascii_digit) && !authority.contains(&b'\\');
    (plain && dns::is_valid_presented(host, dns::Underscore::Permitted, None)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: Options = Options { host_is_subtree: false };
    const GO: Options = Options { host_is_subtree: true };

    fn check(uri: &str, base: &str, rfc: Result<bool, NameSyntax>, go: Result<bool, NameSyntax>) {
        assert_eq!(within(uri.as_bytes(), base.as_bytes(), RFC), rfc, "{uri} within {base:?}");
        assert_eq!(within(uri.as_bytes(), base.as_bytes(), GO), go, "{uri} within {base:?}, host as a subtree");
    }

    #[test]
    fn a_base_is_a_host_or_a_domain() {
        for (uri, base, rfc, go) in [
            ("https://example.com/", "example.com", true, true),
            ("https://EXAMPLE.com", "example.COM", true, true),
            ("https://www.example.com/", "example.com", false, true),
            ("https://badexample.com/", "example.com", false, false),
            ("https://www.example.com/", ".example.com", true, true),
            ("https://a.b.example.com/", ".example.com", true, true),
            ("https://example.com/", ".example.com", false, false),
            ("https://badexample.com/", ".example.com", false, false),
            ("https://user:pw@example.com:8443/p?q#f", "example.com", true, true),
            ("https://example.com:/", "example.com", true, true),
            ("https://evil.test@example.com/", "evil.test", false, false),
            ("https://evil.test/@example.com", "example.com", false, false),
            ("https://evil.test?@example.com", "example.com", false, false),
            ("https://evil.test#@example.com", "example.com", false, false),
            ("spiffe://trust.example/ns/a", "trust.example", true, true),
            ("ldap+tls://host.example", "host.example", true, true),
        ] {
            check(uri, base, Ok(rfc), Ok(go));
        }
    }

    #[test]
    fn a_uri_without_a_host_name_is_an_error() {
        for uri in [
            "",
            ":",
            "example.com",
            "//example.com",
            "urn:example:a",
            "mailto:root@example.com",
            "https:example.com",
            "https:/example.com",
            "https://",
            "https:///path",
            "https://:443/",
            "https://user@/",
            "https://192.0.2.1/",
            "https://[2001:db8::1]/",
            "https://[2001:db8::1]:443/",
            "https://2001:db8::1/",
            "https://example.com:https/",
            "https://example.com:1:2/",
            "https://example.com./",
            "https://*.example.com/",
            "https://ex%61mple.com/",
            "https://evil.test\\@example.com/",
            "https://ex\u{e4}mple.com/",
            "https://example.com\0/",
            "1ttps://example.com/",
            "ht tps://example.com/",
        ] {
            check(uri, "example.com", Err(NameSyntax::Presented), Err(NameSyntax::Presented));
        }
    }

    #[test]
    fn a_base_that_is_neither_is_an_error() {
        for base in
            [".", "*.example.com", "https://example.com", "192.0.2.1", "example.com.", "example.com:443", "a@b.c"]
        {
            check("https://example.com/", base, Err(NameSyntax::Base), Err(NameSyntax::Base));
        }
        check("https://example.com/", "", Err(NameSyntax::Base), Ok(true));
    }
}
