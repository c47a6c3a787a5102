//! Names against subtrees (RFC 5280 section 4.2.1.10), in the dialects of verifiers.

use verifail::policy::{NameConstraintRules, SubtreeDialect, SubtreeForms};

use super::go;
use super::names::{DNS, EMAIL, IP, URI, form, is_host, is_label, is_presented, labels, mailbox, undotted, uri_host};
use crate::world::reading;
use crate::world::{CertSpec, GeneralName, NameConstraints};

/// Whether constraints refuse a certificate at a depth (RFC 5280 section 6.1.3 (b), (c)).
pub(crate) fn is_outside(rules: &NameConstraintRules, c: &CertSpec, depth: usize, all: &[&NameConstraints]) -> bool {
    if rules.skip_self_issued && depth > 0 && reading::is_self_issued(c) {
        return false;
    }
    let Some(names) = constrained(rules, c, depth) else { return false };
    let unreadable = rules.dialect == SubtreeDialect::Go && !names.iter().all(go::compares);
    let breaks = |name: &GeneralName, constraints: &NameConstraints| {
        let applies = |base: &&GeneralName| {
            form(name).0 == form(base).0 && (is_processed(rules.forms, base) || !rules.refuse_unknown_forms)
        };
        let within = |base, excluded| {
            is_processed(rules.forms, base).then(|| within(rules.dialect, name, base, excluded)).flatten()
        };
        let permitted: Vec<_> = constraints.permitted.iter().filter(applies).map(|b| within(b, false)).collect();
        let mut excluded = constraints.excluded.iter().filter(applies).map(|b| within(b, true));
        permitted.contains(&None)
            || (!permitted.is_empty() && !permitted.contains(&Some(true)))
            || excluded.any(|inside| inside != Some(false))
    };
    unreadable || names.iter().any(|name| all.iter().any(|constraints| breaks(name, constraints)))
}

/// The names of a certificate that constraints apply to; `None` where the policy leaves the certificate alone.
fn constrained(rules: &NameConstraintRules, c: &CertSpec, depth: usize) -> Option<Vec<GeneralName>> {
    if reading::subject_alt_name(c).is_none() && !rules.without_subject_alt_name {
        return None;
    }
    let mut names = reading::subject_alt_name(c).flatten().unwrap_or_default().to_vec();
    let has_dns_name = names.iter().any(|name| form(name).0 == DNS);
    let like_host =
        |text: &str| text.contains('.') && labels(text.as_bytes()).iter().all(|label| is_label(label, true));
    if let Some(text) = c.subject.common_name.as_ref().filter(|text| like_host(text))
        && rules.common_name
        && depth == 0
        && !has_dns_name
    {
        names.push(GeneralName::Dns(text.clone()));
    }
    if let Some(email) = c.subject.email.as_ref().filter(|_| rules.subject_email) {
        names.push(GeneralName::Email(email.clone()));
    }
    // webpki refuses constraints on directory names whatever the subject.
    if !c.subject.is_empty() || rules.dialect == SubtreeDialect::Webpki {
        names.push(GeneralName::Directory(c.subject.clone()));
    }
    Some(names)
}
/// A base that can be read: RFC 5280 section 4.2.1.10, or Go's parser.
pub(crate) fn is_readable_base(dialect: SubtreeDialect, base: &GeneralName) -> bool {
    match dialect {
        SubtreeDialect::Go => go::reads_base(base),
        _ => is_well_written_base(base),
    }
}

fn is_well_written_base(base: &GeneralName) -> bool {
    match form(base) {
        (DNS, octets) => octets.is_empty() || is_host(octets),
        (IP, octets) => matches!(octets.len(), 8 | 32),
        (EMAIL, octets) if octets.contains(&b'@') => mailbox(octets).is_some(),
        (EMAIL | URI, octets) => is_host(undotted(octets)),
        _ => true,
    }
}

pub(crate) const fn is_processed(forms: SubtreeForms, base: &GeneralName) -> bool {
    match base {
        GeneralName::Dns(_) | GeneralName::Octets { tag: 0x82, .. } => forms.dns,
        GeneralName::Ip(_) | GeneralName::Octets { tag: 0x87, .. } => forms.ip,
        GeneralName::Email(_) | GeneralName::Octets { tag: 0x81, .. } => forms.email,
        GeneralName::Uri(_) | GeneralName::Octets { tag: 0x86, .. } => forms.uri,
        GeneralName::Directory(_) => forms.directory,
        _ => false,
    }
}

/// Whether a name lies in the subtree of a base of its form; `None` where the two cannot be compared.
fn within(dialect: SubtreeDialect, name: &GeneralName, base: &GeneralName, excluded: bool) -> Option<bool> {
    use SubtreeDialect::{BoringSsl, Go, OpenSsl, Webpki};
    if let (GeneralName::Directory(name), GeneralName::Directory(base)) = (name, base) {
        return Some(reading::attributes(name).starts_with(&reading::attributes(base)));
    }
    let ((choice, name), (_, base)) = (form(name), form(base));
    let go = dialect == Go;
    match choice {
        DNS => {
            let readable = match dialect {
                OpenSsl | BoringSsl => true,
                Go => go::is_printable(name) && go::is_printable_base(base),
                Webpki => is_presented(name, 2) && (base.is_empty() || is_host(undotted(base))),
                _ => is_presented(name, 1) && (base.is_empty() || is_host(base)),
            };
            let dotless = |text: &'_ [u8]| text.strip_suffix(b".").unwrap_or(text).to_vec();
            let bare = |text: &'_ [u8]| if dialect == BoringSsl { dotless(text) } else { text.to_vec() };
            let (name, base) = (bare(name), bare(base));
            // A wildcard may be used as a host that is excluded, though it is not below it.
            let reached = if dialect == Webpki { undotted(&base) } else { &base };
            let (first, rest) = reached.split_at(reached.iter().position(|o| *o == b'.').unwrap_or(reached.len()));
            let reaches = excluded
                && dialect != OpenSsl
                && !first.is_empty()
                && !rest.is_empty()
                && name.strip_prefix(b"*").is_some_and(|above| above.eq_ignore_ascii_case(rest));
            readable.then(|| is_below(&name, &base) || reaches)
        }
        IP => match (name.len(), base.len()) {
            (4, 8) | (16, 32) => in_network(dialect, name, base),
            (4, 32) | (16, 8) => Some(false),
            _ => None,
        },
        EMAIL if base.contains(&b'@') => {
            let (name, base) = (mailbox(name)?, mailbox(base)?);
            Some(name.0 == base.0 && name.1.eq_ignore_ascii_case(base.1))
        }
        EMAIL | URI => {
            let host = if choice == EMAIL { mailbox(name)?.1 } else { uri_host(name)? };
            let everything = go && base.is_empty();
            let inside =
                if go || base.starts_with(b".") { is_below(host, base) } else { host.eq_ignore_ascii_case(base) };
            (everything || is_host(undotted(base))).then_some(inside)
        }
        _ => Some(false),
    }
}

/// The mask is a prefix for all but OpenSSL; webpki reads it as far as the first octet that differs.
fn in_network(dialect: SubtreeDialect, name: &[u8], base: &[u8]) -> Option<bool> {
    let (network, mask) = base.split_at(base.len() / 2);
    let differs = |at: &usize| (name[*at] ^ network[*at]) & mask[*at] != 0;
    let first = (0..name.len()).find(differs);
    let read = match dialect {
        SubtreeDialect::OpenSsl => 0,
        SubtreeDialect::Webpki => first.map_or(mask.len(), |at| at + 1),
        _ => mask.len(),
    };
    is_prefix(&mask[..read]).then_some(first.is_none())
}

/// The name is the base with labels added, or none.
fn is_below(name: &[u8], base: &[u8]) -> bool {
    let (name, base) = (name.to_ascii_lowercase(), base.to_ascii_lowercase());
    let dotted = [b".", base.as_slice()].concat();
    base.is_empty() || name == base || name.ends_with(&dotted) || (base.starts_with(b".") && name.ends_with(&base))
}

/// Ones, then zeros.
pub(super) fn is_prefix(mask: &[u8]) -> bool {
    let bits: String = mask.iter().map(|octet| format!("{octet:08b}")).collect();
    !bits.contains("01")
}
