//! The names of a certificate that constraints apply to.

use crate::certificate::name::{DistinguishedName, is_email};
use crate::certificate::{Certificate, GeneralName, name};
use crate::der::DerError;
use crate::name_matching::{dns, email, uri};
use crate::oid;
use crate::policy::{Parameters, SubtreeDialect};

/// One name to be held to constraints. Text taken out of the subject is owned.
pub(super) enum Constrained<'a> {
    Presented(GeneralName<'a>),
    CommonName(String),
    Email(String),
}

impl Constrained<'_> {
    pub(super) fn general(&self) -> GeneralName<'_> {
        match self {
            Self::Presented(name) => *name,
            Self::CommonName(text) => GeneralName::DnsName(text.as_bytes()),
            Self::Email(text) => GeneralName::Rfc822Name(text.as_bytes()),
        }
    }
}

/// The names of a certificate that constraints apply to, and why a further alternative name is unknown; `None` when the
/// policy leaves such certificates alone.
pub(super) fn constrained_names<'a>(
    certificate: &Certificate<'a>,
    depth: usize,
    parameters: &Parameters,
) -> Option<(Vec<Constrained<'a>>, Option<DerError>)> {
    let rules = &parameters.name_constraints;
    let subject: DistinguishedName<'a> = certificate.subject();
    let alternative = certificate.subject_alt_name();
    if alternative.is_none() && !rules.without_subject_alt_name {
        return None;
    }
    let mut unread = None;
    let mut names: Vec<_> = alternative
        .and_then(Result::ok)
        .iter()
        .flat_map(|names| names.read_by(parameters.reader))
        .filter_map(|name| name.map_err(|error| unread = Some(error)).ok())
        .map(Constrained::Presented)
        .collect();
    // A common name stands in for a host name in the end entity only.
    if rules.common_name
        && depth == 0
        && !names.iter().any(|n| matches!(n, Constrained::Presented(GeneralName::DnsName(_))))
    {
        names
            .extend(subject.values(oid::COMMON_NAME).filter(|text| looks_like_host(text)).map(Constrained::CommonName));
    }
    if rules.subject_email {
        let emails = subject.attributes().filter(is_email).map(|a| name::characters(a.value).collect());
        names.extend(emails.map(Constrained::Email));
    }
    // webpki refuses constraints on directory names whatever the subject, the empty one included.
    if !subject.is_empty() || rules.dialect == SubtreeDialect::Webpki {
        names.push(Constrained::Presented(GeneralName::DirectoryName(subject)));
    }
    Some((names, unread))
}

/// A common name that may be meant as a host name: dotted, of host name characters.
fn looks_like_host(text: &str) -> bool {
    text.contains('.') && dns::has_valid_labels(text.as_bytes(), dns::Underscore::Permitted)
}

/// The names that Go compares with constraints at all: of one that it cannot take apart it refuses the certificate,
/// under constraints of whatever form.
pub(super) fn go_compares(name: &GeneralName<'_>) -> bool {
    match name {
        GeneralName::DnsName(octets) => dns::is_printable_name(octets),
        GeneralName::Rfc822Name(octets) => email::mailbox(octets).is_some(),
        GeneralName::UniformResourceIdentifier(octets) => uri::host(octets).is_some(),
        _ => true,
    }
}
