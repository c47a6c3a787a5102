//! Names against names: reference identifiers (RFC 9525 section 6.3), subtrees (RFC 5280 section 4.2.1.10), syntax.

use verifail::ReferenceIdentifier;
use verifail::policy::{IdentityRules, NameConstraintRules, SubtreeDialect, SubtreeForms, WildcardRules};

use crate::world::{CertSpec, EncodingFault, GeneralName, Name, NameConstraints, Reference, Spelling, reading};

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

const EMAIL: u8 = 1;
const DNS: u8 = 2;
const URI: u8 = 6;
const IP: u8 = 7;

fn labels(name: &[u8]) -> Vec<&[u8]> {
    name.split(|octet| *octet == b'.').collect()
}

/// Letters, digits and hyphens (RFC 1123 section 2.1), and underscores, which are in use.
fn is_label(label: &[u8], underscore: bool) -> bool {
    let of_host = |o: &u8| o.is_ascii_alphanumeric() || *o == b'-' || (*o == b'_' && underscore);
    (1..=63).contains(&label.len()) && label.iter().all(of_host) && !label.starts_with(b"-") && !label.ends_with(b"-")
}

/// A host name: at most 253 octets, the last label not all digits.
fn is_host(name: &[u8]) -> bool {
    let labels = labels(name);
    let number = labels.last().is_some_and(|last| last.iter().all(u8::is_ascii_digit));
    name.len() <= 253 && labels.iter().all(|label| is_label(label, true)) && !number
}

/// A host name, or a wildcard above at least that many labels.
fn is_presented(name: &[u8], fewest: usize) -> bool {
    let above = name.strip_prefix(b"*.").filter(|rest| labels(rest).len() >= fewest);
    name.len() <= 253 && is_host(above.unwrap_or(name))
}

/// Go's domain: printable labels of 1 to 63 octets.
fn is_printable(name: &[u8]) -> bool {
    name.len() <= 253 && labels(name).iter().all(|l| (1..=63).contains(&l.len()) && l.iter().all(u8::is_ascii_graphic))
}

fn is_printable_base(base: &[u8]) -> bool {
    base.is_empty() || (base.len() <= 253 && is_printable(undotted(base)))
}

fn undotted(base: &[u8]) -> &[u8] {
    base.strip_prefix(b".").unwrap_or(base)
}

/// The host of an address whose local part is a dot-string (RFC 5321 section 4.1.2).
fn mailbox(address: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = address.iter().position(|o| *o == b'@')?;
    let (local, host) = (&address[..at], &address[at + 1..]);
    let atext = |o: &u8| o.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(o);
    (labels(local).iter().all(|atom| !atom.is_empty() && atom.iter().all(atext)) && is_host(host))
        .then_some((local, host))
}

/// The host of a URI (RFC 3986 section 3.2), where it is a host name.
fn uri_host(uri: &[u8]) -> Option<&[u8]> {
    let text = std::str::from_utf8(uri).ok()?;
    let (scheme, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && is_scheme(scheme);
    (named && port.bytes().all(|o| o.is_ascii_digit()) && !authority.contains('\\') && is_host(host.as_bytes()))
        .then_some(host.as_bytes())
}

fn is_scheme(text: &str) -> bool {
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

/// A base that can be read: RFC 5280 section 4.2.1.10, or Go's parser.
pub(crate) fn is_readable_base(dialect: SubtreeDialect, base: &GeneralName) -> bool {
    match dialect {
        SubtreeDialect::Go => go_reads_base(base),
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

/// What Go's parser takes for a base.
fn go_reads_base(base: &GeneralName) -> bool {
    match form(base) {
        (IP, octets) => matches!(octets.len(), 8 | 32) && is_prefix(&octets[octets.len() / 2..]) && !is_mapped(octets),
        (EMAIL, octets) if octets.contains(&b'@') => mailbox(octets).is_some(),
        (URI, octets) if String::from_utf8_lossy(octets).parse::<std::net::IpAddr>().is_ok() => false,
        (DNS | EMAIL | URI, octets) => is_printable_base(octets),
        _ => true,
    }
}

/// What Go's parser takes for a certificate, extensions aside.
pub(crate) fn go_reads_fields(c: &CertSpec) -> bool {
    let padded = c.faults.contains(&EncodingFault::PaddedSerial);
    c.version <= 3 && !padded && go_reads_name(&c.issuer) && go_reads_name(&c.subject)
}

/// Strings of their type, as Go wants them.
fn go_reads_name(name: &Name) -> bool {
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
pub(crate) fn go_reads(c: &CertSpec, arc: u8) -> bool {
    let reads = |name: &GeneralName| match form(name) {
        (DNS | EMAIL, octets) => octets.is_ascii(),
        (IP, octets) => octets.len() == 4 || (octets.len() == 16 && !is_mapped(octets)),
        (URI, octets) => octets.is_ascii() && go_url(&String::from_utf8_lossy(octets)),
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

/// Go's `net/url`, as far as worlds go: no blanks or controls in a host, no empty label there, no scheme that is none.
fn go_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return !text.chars().any(|c| c.is_ascii_control()) };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && is_scheme(scheme);
    let Some(authority) = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#']).next()) else {
        return named;
    };
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let plain = host.bytes().all(|o| o.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=<>\"".contains(&o));
    let empty_label = !host.is_empty() && labels(host.as_bytes()).contains(&&b""[..]);
    named && plain && !empty_label && port.bytes().all(|o| o.is_ascii_digit())
}

fn is_mapped(octets: &[u8]) -> bool {
    octets.len() >= 16 && octets.starts_with(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
}

/// Ones, then zeros.
fn is_prefix(mask: &[u8]) -> bool {
    let bits: String = mask.iter().map(|octet| format!("{octet:08b}")).collect();
    !bits.contains("01")
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
                Go => is_printable(name) && is_printable_base(base),
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

/// The names of Go's comparisons must read whatever the constraints' form.
fn go_compares(name: &GeneralName) -> bool {
    match form(name) {
        (DNS, octets) => is_printable(octets),
        (EMAIL, octets) => mailbox(octets).is_some(),
        (URI, octets) => uri_host(octets).is_some(),
        _ => true,
    }
}

/// The name is the base with labels added, or none.
fn is_below(name: &[u8], base: &[u8]) -> bool {
    let (name, base) = (name.to_ascii_lowercase(), base.to_ascii_lowercase());
    let dotted = [b".", base.as_slice()].concat();
    base.is_empty() || name == base || name.ends_with(&dotted) || (base.starts_with(b".") && name.ends_with(&base))
}

/// Whether constraints refuse a certificate at a depth (RFC 5280 section 6.1.3 (b), (c)).
pub(crate) fn is_outside(rules: &NameConstraintRules, c: &CertSpec, depth: usize, all: &[&NameConstraints]) -> bool {
    if rules.skip_self_issued && depth > 0 && reading::is_self_issued(c) {
        return false;
    }
    let Some(names) = constrained(rules, c, depth) else { return false };
    let unreadable = rules.dialect == SubtreeDialect::Go && !names.iter().all(go_compares);
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
