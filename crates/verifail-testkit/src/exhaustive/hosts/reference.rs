//! The oracle for names: what is a host, and which presented identifiers are it. Slow, allocating, label by label.
//!
//! [`rfc9525`] is the standard's rule. What OpenSSL and Envoy do instead is beside it, written after their sources.

use std::net::IpAddr;

use verifail::policy::{IdentityRules, WildcardRules};

/// What a text is as a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A name in A-labels and lower case, with its trailing dot if it has one.
    Name(String),
    /// An address, which no dNSName identifies (RFC 9525 section 6.4).
    Address,
}

/// Whose rules presented identifiers are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// <https://www.rfc-editor.org/rfc/rfc9525#section-6.3>, with the fewest labels that must follow a wildcard.
    Rfc9525 {
        /// One by the RFC, two for webpki and BoringSSL.
        labels_after: usize,
    },
    /// The RFC's, and names that are no wildcards and no host names are compared as text (Go).
    Go,
    /// OpenSSL's `equal_wildcard`.
    OpenSsl {
        /// A star may be the head or the tail of a label.
        partial: bool,
    },
    /// Envoy's `dnsNameMatch`.
    Envoy,
}

impl Reading {
    /// The reading that rules of the core stand for; `None` for a combination that no policy has.
    pub const fn of(rules: &IdentityRules) -> Option<Self> {
        Some(match (rules.wildcards, rules.reference_trailing_dot, rules.compare_malformed) {
            (WildcardRules::WholeLabel, true, false) => Self::Rfc9525 { labels_after: 1 },
            (WildcardRules::WholeLabelAboveTwo, true, false) => Self::Rfc9525 { labels_after: 2 },
            (WildcardRules::WholeLabel, true, true) => Self::Go,
            (WildcardRules::PartialLabel, false, true) => Self::OpenSsl { partial: true },
            (WildcardRules::WholeLabelOfHost, false, true) => Self::OpenSsl { partial: false },
            (WildcardRules::AnyPartialLabel, false, true) => Self::Envoy,
            _ => return None,
        })
    }
}

impl Host {
    /// Reads a text; `None` when it is no host.
    ///
    /// A name has labels of 1 to 63 letters, digits, hyphens and underscores, without a hyphen at either end. The last
    /// one is not all digits. A label that is not ASCII stands for its A-label, and may not have the prefix of one.
    pub fn read(text: &str) -> Option<Self> {
        if text.parse::<IpAddr>().is_ok() {
            return Some(Self::Address);
        }
        let relative = text.strip_suffix('.').unwrap_or(text);
        let labels: Option<Vec<String>> = relative.split('.').map(a_label).collect();
        let labels = labels?;
        let last = labels.last()?;
        let name = labels.join(".");
        if last.bytes().all(|octet| octet.is_ascii_digit()) || name.len() > 253 {
            return None;
        }
        Some(Self::Name(if relative == text { name } else { name + "." }))
    }

    /// The octets of a dNSName identify this host.
    pub fn matches(&self, presented: &[u8], reading: Reading) -> bool {
        let Self::Name(host) = self else { return false };
        let host = host.as_bytes();
        match reading {
            Reading::Rfc9525 { labels_after } => rfc9525(host, presented, labels_after),
            Reading::Go => same(host, presented) || rfc9525(host, presented, 1),
            Reading::OpenSsl { partial } => same(host, presented) || openssl(host, presented, partial),
            Reading::Envoy => same(host, presented) || envoy(host, presented),
        }
    }
}

/// RFC 9525 section 6.3: label by label, ASCII case ignored; a presented identifier whose left-most label is `*`, and
/// nothing else, matches any one label in that place. No other `*` has a meaning. The host's trailing dot says that it
/// is absolute and is no label.
pub fn rfc9525(host: &[u8], presented: &[u8], labels_after: usize) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    let mut ours = host.split(|octet| *octet == b'.');
    let mut theirs = presented.split(|octet| *octet == b'.');
    let labels = theirs.clone().count();
    if presented.starts_with(b"*.") && labels > labels_after {
        // One label for the star, whatever it is: the host has no empty ones.
        ours.next();
        theirs.next();
    }
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(our), Some(their)) if same(our, their) => {}
            _ => return false,
        }
    }
}

/// Equal but for ASCII case.
fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(l, r)| l.eq_ignore_ascii_case(r))
}

/// `valid_star` and `wildcard_match` of OpenSSL's `v3_utl.c`: one star in the first of three labels or more, which is
/// the star alone, or with `partial` has it first or last. No label of the name may be empty, have a hyphen first or
/// last or have other characters. A star that is not the whole label has nothing to do with A-labels.
fn openssl(host: &[u8], presented: &[u8], partial: bool) -> bool {
    let labels: Vec<&[u8]> = presented.split(|octet| *octet == b'.').collect();
    let Some((first, rest)) = labels.split_first() else { return false };
    let Some(star) = first.iter().position(|octet| *octet == b'*') else { return false };
    let (head, tail) = (&first[..star], &first[star + 1..]);
    let whole = first.len() == 1;
    let of_host = |octet: &u8| octet.is_ascii_alphanumeric() || *octet == b'-';
    let is_label = |label: &&[u8]| {
        !label.is_empty() && label.iter().all(of_host) && !label.starts_with(b"-") && !label.ends_with(b"-")
    };
    // The part of the first label beside the star: `*-a` begins with the star, not with the hyphen.
    let beside_is_sound = head.iter().chain(tail).all(of_host)
        && !head.starts_with(b"-")
        && !head.ends_with(b"-")
        && !tail.ends_with(b"-")
        && !is_a_label(head);
    let form = whole || (partial && (head.is_empty() || tail.is_empty()) && beside_is_sound);
    if !form || rest.len() < 2 || !rest.iter().all(is_label) {
        return false;
    }
    let suffix = &presented[star + 1..];
    let Some(covered) = host.len().checked_sub(head.len() + suffix.len()) else { return false };
    let (before, middle) = host.split_at(head.len());
    let (middle, after) = middle.split_at(covered);
    same(before, head)
        && same(after, suffix)
        && middle.iter().all(of_host)
        && if whole { !middle.is_empty() } else { !is_a_label(host) }
}

/// `dnsNameMatch` and `labelWildcardMatch` of Envoy's `source/common/tls/utility.cc`: the first label has one star and
/// is no A-label, what follows it is equal and has no star.
fn envoy(host: &[u8], presented: &[u8]) -> bool {
    let split = |name: &'_ [u8]| {
        let dot = name.iter().position(|octet| *octet == b'.')?;
        Some((name[..dot].to_vec(), name[dot + 1..].to_vec()))
    };
    let (Some((label, host_rest)), Some((pattern, rest))) = (split(host), split(presented)) else { return false };
    if is_a_label(&pattern) || rest.contains(&b'*') || !same(&host_rest, &rest) {
        return false;
    }
    let parts: Vec<&[u8]> = pattern.split(|octet| *octet == b'*').collect();
    let [head, tail] = parts[..] else { return false };
    label.len() >= head.len() + tail.len()
        && same(&label[..head.len()], head)
        && same(&label[label.len() - tail.len()..], tail)
}

fn is_a_label(label: &[u8]) -> bool {
    label.len() >= 4 && same(&label[..4], b"xn--")
}

/// The label in lower case, as an A-label when it is not ASCII; `None` when it is not valid.
fn a_label(label: &str) -> Option<String> {
    let lower = label.to_lowercase();
    let ascii = match (lower.is_ascii(), lower.starts_with("xn--")) {
        (true, _) => lower,
        (false, true) => return None,
        (false, false) => format!("xn--{}", punycode(&lower)?),
    };
    let of_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let sound = (1..=63).contains(&ascii.len()) && !ascii.starts_with('-') && !ascii.ends_with('-');
    // ASCII that is refused anywhere in the label is refused in the U-label too.
    (sound && ascii.chars().all(of_host)).then_some(ascii)
}

/// <https://www.rfc-editor.org/rfc/rfc3492#section-6.3>
fn punycode(label: &str) -> Option<String> {
    let (mut code, mut delta, mut bias) = (128, 0, 72);
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let mut handled = basic;
    if basic > 0 {
        out.push('-');
    }
    while handled < label.chars().count() as u32 {
        let next = label.chars().map(u32::from).filter(|c| *c >= code).min()?;
        delta += (next - code) * (handled + 1);
        code = next;
        for c in label.chars().map(u32::from) {
            if c < code {
                delta += 1;
            } else if c == code {
                let mut q = delta;
                for k in (36..).step_by(36) {
                    let t = u32::min(26, u32::max(1, u32::saturating_sub(k, bias)));
                    if q < t {
                        out.push(digit(q));
                        break;
                    }
                    out.push(digit(t + (q - t) % (36 - t)));
                    q = (q - t) / (36 - t);
                }
                bias = adapted(delta, handled + 1, handled == basic);
                (delta, handled) = (0, handled + 1);
            }
        }
        (delta, code) = (delta + 1, code + 1);
    }
    Some(out)
}

fn digit(value: u32) -> char {
    char::from_digit(value.checked_sub(26).unwrap_or(value + 10), 36).unwrap_or('?')
}

/// RFC 3492 section 6.1.
const fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}
