//! Which hosts a dNSName with a wildcard stands for. Every verifier agrees on the outline (one `*`, in the left-most
//! label, never across a dot) and on nothing else:
//!
//! | | part of a label | labels after | A-labels | remarks |
//! |---|---|---|---|---|
//! | RFC 9525 section 6.3, Go | no | 1 | whole label only | |
//! | webpki, BoringSSL pki | no | 2 | whole label only | |
//! | OpenSSL | head or tail, or by flag no | 2 | never with a part | the star is no underscore, the rest has none |
//! | Envoy | anywhere | 1 | the pattern's label is none | the rest is compared as it is |
//!
//! A pattern that is none under the rules is an ordinary text and only equals itself. Hosts are not validated here: a
//! [`DnsId`](super::DnsId) is valid, and Envoy compares any text. Cost: one pass, nothing allocated.

use crate::name_matching::dns::{Underscore, has_valid_labels, is_valid_presented, label_count, split_first_label};
use crate::policy::WildcardRules;

/// `presented` is `host`, or a wildcard under `rules` that stands for it. ASCII case is ignored.
pub(crate) fn matches(rules: WildcardRules, presented: &[u8], host: &[u8]) -> bool {
    presented.eq_ignore_ascii_case(host)
        || Pattern::parse(rules, presented).is_some_and(|pattern| pattern.stands_for(host))
}

/// `presented` is a host name (underscores permitted), or a wildcard under `rules` above one.
pub(crate) fn is_well_formed(rules: WildcardRules, presented: &[u8]) -> bool {
    if is_valid_presented(presented, Underscore::Permitted, None) {
        return true;
    }
    let above =
        |pattern: Pattern<'_>| pattern.rest.is_none_or(|rest| is_valid_presented(rest, Underscore::Permitted, None));
    presented.len() <= crate::name_matching::dns::MAX_NAME && Pattern::parse(rules, presented).is_some_and(above)
}

/// A valid wildcard: `before*after`, a dot, and the rest.
struct Pattern<'a> {
    rules: WildcardRules,
    before: &'a [u8],
    after: &'a [u8],
    rest: Option<&'a [u8]>,
}

impl<'a> Pattern<'a> {
    fn parse(rules: WildcardRules, presented: &'a [u8]) -> Option<Self> {
        let (label, rest) = split_first_label(presented);
        let star = label.iter().position(|&octet| octet == b'*')?;
        let (before, after) = (label.get(..star)?, label.get(star + 1..)?);
        if after.contains(&b'*') || rest.is_some_and(|rest| rest.contains(&b'*')) {
            return None;
        }
        let whole = label.len() == 1;
        let labels_after = rest.map_or(0, label_count);
        let rest_has = |underscore| rest.is_none_or(|rest| has_valid_labels(rest, underscore));
        let valid = match rules {
            WildcardRules::AnyPartialLabel => labels_after >= 1 && !is_a_label(label),
            WildcardRules::PartialLabel => {
                labels_after >= 2 && rest_has(Underscore::Forbidden) && (whole || is_head_or_tail(before, after))
            }
            WildcardRules::WholeLabel => whole && labels_after >= 1 && rest_has(Underscore::Permitted),
            WildcardRules::WholeLabelAboveTwo => whole && labels_after >= 2 && rest_has(Underscore::Permitted),
            WildcardRules::WholeLabelOfHost => whole && labels_after >= 2 && rest_has(Underscore::Forbidden),
        };
        valid.then_some(Self { rules, before, after, rest })
    }

    fn stands_for(&self, host: &[u8]) -> bool {
        let (label, rest) = split_first_label(host);
        let same_rest = match (self.rest, rest) {
            (None, None) => true,
            (Some(ours), Some(theirs)) => ours.eq_ignore_ascii_case(theirs),
            _ => false,
        };
        same_rest && self.stands_for_label(label)
    }

    fn stands_for_label(&self, label: &[u8]) -> bool {
        let whole = self.before.is_empty() && self.after.is_empty();
        match (self.rules, self.covered(label)) {
            (_, None) => false,
            (WildcardRules::AnyPartialLabel, Some(_)) => true,
            (WildcardRules::PartialLabel | WildcardRules::WholeLabelOfHost, Some(covered)) => {
                let permitted = covered.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-');
                permitted && if whole { !covered.is_empty() } else { !is_a_label(label) }
            }
            (WildcardRules::WholeLabel | WildcardRules::WholeLabelAboveTwo, Some(covered)) => !covered.is_empty(),
        }
    }

    /// The part of the label that the star takes; `None` when the text around it differs.
    fn covered<'l>(&self, label: &'l [u8]) -> Option<&'l [u8]> {
        let (head, tail) = label.split_at_checked(self.before.len())?;
        let (covered, tail) = tail.split_at_checked(tail.len().checked_sub(self.after.len())?)?;
        (head.eq_ignore_ascii_case(self.before) && tail.eq_ignore_ascii_case(self.after)).then_some(covered)
    }
}

/// OpenSSL's condition on a partial wildcard label: the star first or last, and around it text that does not begin
/// (star last) or end with a hyphen, is of host characters, and is no A-label.
fn is_head_or_tail(before: &[u8], after: &[u8]) -> bool {
    let text = if after.is_empty() { before } else { after };
    (before.is_empty() || after.is_empty())
        && !before.starts_with(b"-")
        && !text.ends_with(b"-")
        && text.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-')
        && !is_a_label(before)
}

/// It begins with the ACE prefix (RFC 5890 section 2.3.2.5).
fn is_a_label(label: &[u8]) -> bool {
    label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"xn--"))
}

#[cfg(test)]
mod tests;
