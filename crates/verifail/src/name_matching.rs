//! Whether a name lies within the subtree that a name constraint roots: one file per name form, pure functions over the
//! octets of the certificate. <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>
//!
//! It does not know certificates, policies or findings; what differs between verifiers comes in as options.

pub(crate) mod dns;
pub(crate) mod email;
pub(crate) mod ip;
pub(crate) mod uri;

/// Why a name and a base cannot be compared. RFC 5280 leaves the outcome to the verifier; none may take it for "outside
/// the excluded subtrees".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameSyntax {
    /// The base of the subtree is not written as its form demands.
    Base,
    /// The base is an address whose mask is no sequence of ones followed by zeros.
    Mask,
    /// The name in the certificate is not written as its form demands.
    Presented,
}

/// `host` is a host of the subtree `base`, for the forms whose bases are a host or a `.domain` (e-mail, URI). Both are
/// valid host names, but for the leading dot of `base`.
///
/// RFC 5280 section 4.2.1.10 reads a base without a dot as that host alone. Go reads it as a dNSName base, that is with
/// everything below it; `subdomains` chooses that.
fn host_is_within(host: &[u8], base: &[u8], subdomains: bool) -> bool {
    if base.first() == Some(&b'.') {
        return dns::is_proper_suffix(host, base);
    }
    host.eq_ignore_ascii_case(base)
        || (subdomains
            && host.len().checked_sub(base.len() + 1).and_then(|at| host.get(at)) == Some(&b'.')
            && dns::is_proper_suffix(host, base))
}

/// A host name, or one behind a single leading dot.
fn is_host_or_domain(base: &[u8]) -> bool {
    dns::is_valid_presented(base.strip_prefix(b".").unwrap_or(base), dns::Underscore::Permitted, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_base_holds_itself_and_by_choice_what_is_below_it() {
        for (host, base, alone, subdomains) in [
            ("example.com", "EXAMPLE.com", true, true),
            ("www.example.com", "example.com", false, true),
            ("wwwexample.com", "example.com", false, false),
            ("www.example.org", "example.com", false, false),
            ("example.com", "www.example.com", false, false),
            ("www.example.com", ".example.com", true, true),
            ("example.com", ".example.com", false, false),
            ("a.b", "b", false, true),
            ("a.c", "b", false, false),
            ("b", "b", true, true),
        ] {
            assert_eq!(host_is_within(host.as_bytes(), base.as_bytes(), false), alone, "{host} in {base}");
            assert_eq!(
                host_is_within(host.as_bytes(), base.as_bytes(), true),
                subdomains,
                "{host} in {base}, below too"
            );
        }
        for (base, expect) in [("a.b", true), (".a.b", true), ("..a", false), (".", false), ("", false), ("a b", false)]
        {
            assert_eq!(is_host_or_domain(base.as_bytes()), expect, "{base:?}");
        }
    }
}
