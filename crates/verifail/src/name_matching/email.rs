//! rfc822Name: whether a mailbox lies within a base.
//!
//! RFC 5280 section 4.2.1.10 gives a base three forms: a mailbox (`root@example.com`), all mailboxes of one host
//! (`example.com`), and all mailboxes of the hosts below a domain (`.example.com`, not of `example.com`). The choices:
//!
//! - **The local part** is compared octet for octet, the host without regard to ASCII case (RFC 5280 section 7.5, which
//!   follows RFC 5321 section 2.4). An address inside a subject's `emailAddress` has no case by RFC 2985, so against an
//!   excluded base a caller may ask for [`Options::ignore_local_case`], as BoringSSL does.
//! - **Quoted local parts** are not unquoted: `"foo"@example.com` is the mailbox `foo@example.com`, and a comparison of
//!   the octets would let it slip past an excluded `foo@example.com`. So anything but `atext` and dots is an error, and
//!   so is a second `@`.
//! - **`*` is atext**, a character like another; no mailbox is a wildcard. In a host it is an error.
//! - **Non-ASCII octets** are errors: an rfc822Name is ASCII, hosts are A-labels there. Mailboxes with a UTF-8 local
//!   part are an otherName (SmtpUTF8Mailbox, RFC 8398 section 3), which this base form does not constrain by itself:
//!   RFC 9598 section 6 derives its host, and a caller that has it compares it as a host.
//! - **Address literals** (`user@[192.0.2.1]`) are errors: no host or domain holds them.
//! - **A host base** holds the hosts below it as well in Go, and **the empty base**, no form the RFC has, everything;
//!   BoringSSL takes the latter for an error. See [`Options::host_is_subtree`].

use super::{NameSyntax, dns, host_is_within, is_host_or_domain};

/// The choices of [`within`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The local part is compared without regard to ASCII case.
    pub(crate) ignore_local_case: bool,
    /// A host base is read like a dNSName base: with its subdomains, and the empty base holds everything (Go).
    pub(crate) host_is_subtree: bool,
}

/// `name` lies within `base`.
///
/// # Errors
/// A side that is not one of the forms above; the name's fault is reported first.
pub(crate) fn within(name: &[u8], base: &[u8], options: Options) -> Result<bool, NameSyntax> {
    let (local, host) = mailbox(name).ok_or(NameSyntax::Presented)?;
    if base.contains(&b'@') {
        let (base_local, base_host) = mailbox(base).ok_or(NameSyntax::Base)?;
        let same = if options.ignore_local_case { local.eq_ignore_ascii_case(base_local) } else { local == base_local };
        return Ok(same && host.eq_ignore_ascii_case(base_host));
    }
    match base {
        [] if options.host_is_subtree => Ok(true),
        base if is_host_or_domain(base) => Ok(host_is_within(host, base, options.host_is_subtree)),
        _ => Err(NameSyntax::Base),
    }
}

/// The local part and the host of an address, when both are spelt without quoting.
pub(crate) fn mailbox(address: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = address.iter().position(|&octet| octet == b'@')?;
    let (local, host) = (address.get(..at)?, address.get(at + 1..)?);
    let dot_string = local.split(|&octet| octet == b'.').all(|atom| !atom.is_empty() && atom.iter().all(is_atext));
    (dot_string && dns::is_valid_presented(host, dns::Underscore::Permitted, None)).then_some((local, host))
}

/// <https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3>
fn is_atext(octet: &u8) -> bool {
    octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(octet)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: Options = Options { ignore_local_case: false, host_is_subtree: false };

    fn check(options: Options, rows: &[(&str, &str, Result<bool, NameSyntax>)]) {
        for (name, base, expect) in rows {
            assert_eq!(within(name.as_bytes(), base.as_bytes(), options), *expect, "{name} within {base:?}");
        }
    }

    #[test]
    fn a_base_is_a_mailbox_a_host_or_a_domain() {
        check(
            RFC,
            &[
                ("root@example.com", "root@example.com", Ok(true)),
                ("root@EXAMPLE.com", "root@example.COM", Ok(true)),
                ("Root@example.com", "root@example.com", Ok(false)),
                ("user@example.com", "root@example.com", Ok(false)),
                ("root@www.example.com", "root@example.com", Ok(false)),
                ("root@example.com", "example.com", Ok(true)),
                ("root@Example.Com", "example.com", Ok(true)),
                ("root@www.example.com", "example.com", Ok(false)),
                ("root@badexample.com", "example.com", Ok(false)),
                ("root@www.example.com", ".example.com", Ok(true)),
                ("root@a.b.EXAMPLE.com", ".example.com", Ok(true)),
                ("root@example.com", ".example.com", Ok(false)),
                ("root@badexample.com", ".example.com", Ok(false)),
                ("a.b+c@example.com", "example.com", Ok(true)),
            ],
        );
    }

    #[test]
    fn a_star_is_a_character_like_another() {
        check(
            RFC,
            &[
                ("*@example.com", "*@example.com", Ok(true)),
                ("*@example.com", "root@example.com", Ok(false)),
                ("root@example.com", "*@example.com", Ok(false)),
                ("root@*.example.com", "example.com", Err(NameSyntax::Presented)),
                ("root@example.com", "*.example.com", Err(NameSyntax::Base)),
            ],
        );
    }

    #[test]
    fn what_is_no_plain_mailbox_is_an_error() {
        for name in [
            "",
            "@",
            "example.com",
            "root@",
            "@example.com",
            "a@b@example.com",
            "\"a@b\"@example.com",
            "\"root\"@example.com",
            "ro ot@example.com",
            "root@exam ple.com",
            "root@[192.0.2.1]",
            "root@192.0.2.1",
            "root@example.com.",
            "root@.example.com",
            "root@example..com",
            ".root@example.com",
            "root.@example.com",
            "ro..ot@example.com",
            "r\u{f6}\u{f6}t@example.com",
            "root@ex\u{e4}mple.com",
            "root\0@example.com",
            "root@example.com\0",
            "<root@example.com>",
        ] {
            check(RFC, &[(name, "example.com", Err(NameSyntax::Presented))]);
            if name.contains('@') {
                check(RFC, &[("root@example.com", name, Err(NameSyntax::Base))]);
            }
        }
        for base in ["", ".", "..example.com", "example.com.", "exam ple", "10.0.0.1"] {
            check(RFC, &[("root@example.com", base, Err(NameSyntax::Base))]);
        }
    }

    #[test]
    fn options_ignore_the_local_parts_case_and_read_a_host_as_a_subtree() {
        check(
            Options { ignore_local_case: true, ..RFC },
            &[("ROOT@example.com", "root@example.com", Ok(true)), ("r@example.com", "root@example.com", Ok(false))],
        );
        check(
            Options { host_is_subtree: true, ..RFC },
            &[
                ("root@www.example.com", "example.com", Ok(true)),
                ("root@example.com", "com", Ok(true)),
                ("root@badexample.com", "example.com", Ok(false)),
                ("root@www.example.com", "root@example.com", Ok(false)),
                ("root@example.com", "example.com", Ok(true)),
                ("root@example.com", ".example.com", Ok(false)),
                ("root@example.com", "", Ok(true)),
            ],
        );
    }
}
