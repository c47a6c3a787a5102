//! dNSName: the syntax of names and bases, and whether a name lies within a base. Not service identity: what a wildcard
//! stands for when a *reference* identifier is matched is decided in `service_identity`.
//!
//! RFC 5280 section 4.2.1.10 says only that a name is within a base when it "can be constructed by adding zero or more
//! labels to the left-hand side". What that leaves open is decided here, or is an option where verifiers differ:
//!
//! - **Whole labels.** `badexample.com` is outside `example.com`; a label is added, not octets.
//! - **The base itself** is inside (zero labels added).
//! - **The empty base** holds every name: any name comes from it by adding labels. Excluded, it forbids dNSNames.
//! - **A leading dot** is not in the RFC for this form but in use, and then means at least one label added. Whether it
//!   is permitted is the option [`Options::leading_dot`].
//! - **Absolute names.** The preferred name syntax (RFC 1034 section 3.5, which RFC 5280 section 4.2.1.6 demands) has
//!   no trailing dot, so neither name nor base may end in one. BoringSSL ignores one on either side, OpenSSL does not
//!   look, Go asks for printable labels: [`Syntax`].
//! - **Underscores** are not in that syntax either, yet in use; every verifier we know lets them pass here.
//! - **Wildcards** stand for a set of names. Under permitted subtrees the whole set must be inside, which is the same
//!   as the text after `*.` being inside. Under excluded subtrees one member inside is enough: `*.example.com` may be
//!   used as `bar.example.com`, so it hits that base though it is not below it (CVE-2025-61727 was that omission).
//!   `*.example.com` never stands for a name below `.bar.example.com`; webpki, which drops a base's first label without
//!   regard to a dot before it, says it does, and that is a variant of its own.
//!
//! Cost: one pass over name and base, nothing allocated.

use super::NameSyntax;

/// Longest name in octets: 255 on the wire (RFC 1035 section 2.3.4) leave 253 for the text without a trailing dot.
pub(crate) const MAX_NAME: usize = 253;
/// Longest label in octets (RFC 1035 section 2.3.4).
const MAX_LABEL: usize = 63;

/// Whether labels may hold `_`, which host names do not have and certificates do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Underscore {
    /// Letters, digits and hyphens only.
    Forbidden,
    /// Underscores as well, anywhere in a label.
    Permitted,
}

/// How a wildcard name is compared with a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WildcardAgainst {
    /// Inside when any name it stands for is.
    Excluded,
    /// The same, and `*.example.com` also hits `.bar.example.com` (webpki).
    ExcludedDotted,
    /// `*` is a label like another (OpenSSL, under excluded subtrees too).
    Literal,
    /// Inside when every name it stands for is.
    Permitted,
}

/// What is asked of the spelling of name and base before they are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// Nothing; the octets are compared (OpenSSL).
    Unchecked,
    /// Nothing, and a trailing dot on either side is ignored (BoringSSL pki).
    UncheckedDotless,
    /// Labels of 1 to 63 printable ASCII characters, at most 253 octets in all, no trailing dot, or an error. A `*` is
    /// a character like another (Go).
    Printable,
    /// The preferred name syntax with underscores, or an error. A wildcard is the whole left-most label and has at
    /// least that many labels after it (webpki: two).
    Preferred {
        /// Fewest labels after `*.`.
        labels_after_wildcard: usize,
    },
}

/// The choices of [`within`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// A base may begin with a dot. Without it such a base is [`NameSyntax::Base`] where syntax is checked.
    pub(crate) leading_dot: bool,
    /// What a wildcard means.
    pub(crate) wildcard: WildcardAgainst,
    /// What is checked.
    pub(crate) syntax: Syntax,
}

/// `name` lies within the subtree rooted at `base`, ASCII case ignored.
///
/// # Errors
/// A side whose syntax is wrong under [`Options::syntax`]; the name's fault is reported first.
pub(crate) fn within(name: &[u8], base: &[u8], options: Options) -> Result<bool, NameSyntax> {
    let (name, base) = match options.syntax {
        Syntax::Preferred { labels_after_wildcard } => {
            if !is_valid_presented(name, Underscore::Permitted, Some(labels_after_wildcard)) {
                return Err(NameSyntax::Presented);
            }
            if !is_valid_constraint(base, options.leading_dot) {
                return Err(NameSyntax::Base);
            }
            (name, base)
        }
        Syntax::Printable if !is_printable_name(name) => return Err(NameSyntax::Presented),
        Syntax::Printable if !is_printable_base(base) => return Err(NameSyntax::Base),
        Syntax::Printable | Syntax::Unchecked => (name, base),
        Syntax::UncheckedDotless => (name.strip_suffix(b".").unwrap_or(name), base.strip_suffix(b".").unwrap_or(base)),
    };
    Ok(is_below(name, base) || wildcard_reaches(name, base, options.wildcard))
}

/// The literal comparison.
fn is_below(name: &[u8], base: &[u8]) -> bool {
    match name.len().checked_sub(base.len()) {
        _ if base.is_empty() => true,
        None => false,
        Some(0) => name.eq_ignore_ascii_case(base),
        Some(added) => {
            // Either dot ends the part that was added: the base's own, or the one before the base.
            let at_label = base.first() == Some(&b'.') || name.get(added - 1) == Some(&b'.');
            at_label && is_proper_suffix(name, base)
        }
    }
}

/// A wildcard name stands for a name that is inside, though it is not below the base itself: `*.R` against `label.R`.
fn wildcard_reaches(name: &[u8], base: &[u8], wildcard: WildcardAgainst) -> bool {
    let base = match wildcard {
        WildcardAgainst::Excluded => base,
        WildcardAgainst::ExcludedDotted => base.strip_prefix(b".").unwrap_or(base),
        WildcardAgainst::Literal | WildcardAgainst::Permitted => return false,
    };
    match (name.strip_prefix(b"*."), split_first_label(base)) {
        (Some(parent), (label, Some(rest))) => !label.is_empty() && parent.eq_ignore_ascii_case(rest),
        _ => false,
    }
}

/// `name` is longer than `suffix` and ends in it, ASCII case ignored.
pub(super) fn is_proper_suffix(name: &[u8], suffix: &[u8]) -> bool {
    name.len()
        .checked_sub(suffix.len())
        .filter(|added| *added > 0)
        .and_then(|added| name.get(added..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
}

/// The left-most label, and what follows its dot.
pub(crate) fn split_first_label(name: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut parts = name.splitn(2, |&octet| octet == b'.');
    (parts.next().unwrap_or_default(), parts.next())
}

/// A dNSName that a certificate may present: the preferred name syntax, at most 253 octets, no trailing dot, and a last
/// label that is not all digits, so that nothing reads as an IPv4 address.
///
/// `wildcard` is the fewest labels after a `*.` at the beginning; with `None` no wildcard is valid.
pub(crate) fn is_valid_presented(name: &[u8], underscore: Underscore, wildcard: Option<usize>) -> bool {
    let labels = match (name.strip_prefix(b"*."), wildcard) {
        (Some(rest), Some(fewest)) if label_count(rest) >= fewest => rest,
        _ => name,
    };
    name.len() <= MAX_NAME && has_valid_labels(labels, underscore) && !ends_in_number(labels)
}

/// The base of a dNSName subtree: empty, or a name without wildcard, or with `leading_dot` one behind a dot.
pub(crate) fn is_valid_constraint(base: &[u8], leading_dot: bool) -> bool {
    let name = if leading_dot { base.strip_prefix(b".").unwrap_or(base) } else { base };
    base.is_empty() || (base.len() <= MAX_NAME && is_valid_presented(name, Underscore::Permitted, None))
}

/// [`Syntax::Printable`], of a name.
pub(crate) fn is_printable_name(name: &[u8]) -> bool {
    let is_label = |label: &[u8]| matches!(label.len(), 1..=MAX_LABEL) && label.iter().all(u8::is_ascii_graphic);
    name.len() <= MAX_NAME && name.split(|&octet| octet == b'.').all(is_label)
}

/// [`Syntax::Printable`], of a base: empty, or a name, or one behind a dot.
pub(crate) fn is_printable_base(base: &[u8]) -> bool {
    base.is_empty() || (base.len() <= MAX_NAME && is_printable_name(base.strip_prefix(b".").unwrap_or(base)))
}

/// How many labels; the empty name has one, which is empty.
pub(crate) fn label_count(name: &[u8]) -> usize {
    name.split(|&octet| octet == b'.').count()
}

/// Every label is valid.
pub(crate) fn has_valid_labels(name: &[u8], underscore: Underscore) -> bool {
    name.split(|&octet| octet == b'.').all(|label| is_valid_label(label, underscore))
}

/// 1 to 63 letters, digits and hyphens, hyphens neither first nor last (RFC 1123 section 2.1).
pub(crate) fn is_valid_label(label: &[u8], underscore: Underscore) -> bool {
    let of_host = |&octet: &u8| {
        octet.is_ascii_alphanumeric() || octet == b'-' || (octet == b'_' && underscore == Underscore::Permitted)
    };
    matches!(label.len(), 1..=MAX_LABEL)
        && !label.starts_with(b"-")
        && !label.ends_with(b"-")
        && label.iter().all(of_host)
}

/// The last label is all digits.
pub(crate) fn ends_in_number(name: &[u8]) -> bool {
    let last = name.rsplit(|&octet| octet == b'.').next().unwrap_or_default();
    !last.is_empty() && last.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests;
